//! A sentence and everything its reading needs: its words, the mentions in it, the rules.

use super::rules::Rules;
use crate::language::{Class, Classes, WordOrder};
use crate::model::{Data, EntityId, MentionData};
use crate::text::{Separator, Span, Token};
use std::ops::Range;

/// A sentence and everything its reading needs.
pub(super) struct SentenceReader<'a> {
    pub(super) rules: &'a Rules,
    pub(super) data: &'a Data,
    pub(super) text: &'a str,
    /// The words of the block.
    pub(super) words: &'a [Token],
    /// Those of the sentence.
    pub(super) range: Range<usize>,
    /// The mentions of the block.
    pub(super) mentions: &'a [MentionData],
    /// Whether the parties' present tense binds them.
    pub(super) present_commits: bool,
    /// Which words of the sentence belong to subordinate clauses, in the order `v2`.
    pub(super) subordinate: Vec<bool>,
}

/// The most pronouns and adverbs between a joining word and its verb.
const STEPS: usize = 4;

impl<'a> SentenceReader<'a> {
    pub(super) fn new(
        rules: &'a Rules,
        data: &'a Data,
        words: &'a [Token],
        range: Range<usize>,
        mentions: &'a [MentionData],
        present_commits: bool,
    ) -> Self {
        let subordinate = Vec::new();
        let text = &data.text;
        let mut reader =
            Self { rules, data, text, words, range, mentions, present_commits, subordinate };
        if rules.order == WordOrder::V2 {
            reader.subordinate = reader.subordinate_tokens();
        }
        reader
    }

    pub(super) fn surface(&self, at: usize) -> &'a str {
        &self.text[self.words[at].span.range()]
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.words[range.start].span.start(), self.words[range.end - 1].span.end())
    }

    /// The token after pronouns and adverbs.
    pub(super) fn skip(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.range.end
            && at < from + STEPS
            && (self.rules.clitics.has(self.words[at]) || self.rules.adverbs.has(self.words[at]))
        {
            at += 1;
        }
        at
    }

    /// « ainsi que », « tant … que » join nouns; every other « que » opens a clause.
    pub(super) fn is_subordinator(&self, at: usize) -> bool {
        self.rules.subordinators.has(self.words[at])
            && !(at > self.range.start
                && self.words[at].separator.joins()
                && self.rules.coordinators.has(self.words[at - 1]))
    }

    pub(super) fn is_noun(&self, at: usize) -> bool {
        at > self.range.start
            && self.rules.determiners.has(self.words[at - 1])
            && !self.rules.clitics.has(self.words[at - 1])
    }

    /// The token at which a phrase ends: the next comma, bracket or stop.
    pub(super) fn phrase_end(&self, from: usize, end: usize) -> usize {
        let edge = |w: Token| {
            w.separator.has(Separator::COMMA | Separator::STOP | Separator::OPEN | Separator::CLOSE)
        };
        (from..end).find(|&at| at > from && edge(self.words[at])).unwrap_or(end)
    }

    /// The mentions that begin in a range of tokens.
    pub(super) fn mentions(&self, range: Range<usize>) -> impl Iterator<Item = &'a MentionData> {
        let all = self.mentions;
        let words = &self.words[range.start..range.end.max(range.start)];
        let from = words.first().map_or(0, |w| w.span.start());
        let to = words.last().map_or(0, |w| w.span.end());
        let first = all.partition_point(|m| m.span.start() < from);
        all[first..].iter().take_while(move |m| m.span.start() < to)
    }

    pub(super) fn entities(
        &self,
        range: Range<usize>,
        holds: impl Fn(&MentionData) -> bool,
    ) -> Vec<EntityId> {
        let mut ids: Vec<EntityId> = Vec::new();
        for mention in self.mentions(range).filter(|m| holds(m)) {
            if !ids.contains(&mention.entity) && ids.len() < 64 {
                ids.push(mention.entity);
            }
        }
        ids
    }
}

impl Classes for SentenceReader<'_> {
    fn class_end(&self, class: Class, at: usize) -> Option<usize> {
        let word = *self.words.get(at)?;
        let one = |holds: bool| holds.then_some(at + 1);
        let mention = |holds: &dyn Fn(&MentionData) -> bool| {
            let found = self
                .mentions(at..at + 1)
                .find(|m| m.span.start() == word.span.start() && holds(m))?;
            let end = self.words.partition_point(|w| w.span.start() < found.span.end());
            Some(end)
        };
        let class_of = |m: &MentionData| self.data.entities[m.entity.0 as usize].class();
        match class {
            Class::Kind(kind) => mention(&|m| m.kind == kind),
            Class::State => mention(&|m| matches!(class_of(m), Some("state" | "country"))),
            Class::Party => mention(&|m| self.is_party(m.entity)),
            Class::Capital => one(word.is_capital()),
            Class::Lower => one(!word.is_capital() && !word.is_digits()),
            Class::Number => one(word.is_digits()),
            Class::Adverb => one(self.rules.adverbs.has(word)),
            Class::Word => Some(at + 1),
            Class::Infinitive => one(self.is_infinitive(at)),
            Class::MarkedInfinitive => self.marked_infinitive(at),
            Class::Participle => one(self.is_participle(at)),
            Class::Verb => one(self.is_verb(at)),
            Class::Demonym | Class::Adjective => None,
        }
    }
}

impl SentenceReader<'_> {
    /// Whether an entity is a party, or the country of one.
    fn is_party(&self, entity: EntityId) -> bool {
        let of = |id: EntityId| &self.data.entities[id.0 as usize];
        let this = of(entity);
        let state = matches!(this.class(), Some("state" | "country"));
        self.data.parties.iter().any(|&party| {
            party == entity
                || (state && this.country().is_some() && of(party).country() == this.country())
        })
    }
}
