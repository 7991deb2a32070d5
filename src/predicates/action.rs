//! The action that is promised, what it is done to, and whom it is asked of.

use super::clause::Clause;
use super::rules::{Frame, Phrases};
use super::sentence::SentenceReader;
use crate::language::Match;
use crate::model::Strength;
use crate::text::{Separator, Span};
use std::ops::Range;

/// The most words looked at behind a verb for signs of exchange or for an infinitive.
const NEAR: usize = 8;

/// The most words of an addressee.
const ADDRESSEE: usize = 30;

/// The verb of the action, where it stands if it is an infinitive, and its object.
pub(super) struct Action {
    pub(super) lemma: Box<str>,
    pub(super) at: Option<usize>,
    pub(super) object: Option<Range<usize>>,
}

impl<'a> SentenceReader<'a> {
    /// The verb of the action itself and what it is done to.
    pub(super) fn action(
        &self,
        p: &Clause<'a>,
        frame: Option<(&Frame, Option<Match>)>,
        after: usize,
        end: usize,
    ) -> Action {
        let complement =
            frame.is_some_and(|(f, m)| m.is_some() || f.strength == Some(Strength::Intention));
        // « continueront de développer »: the infinitive is the action.
        let marked = after < end && self.rules.infinitive_marks.has(self.words[after]);
        let mut at = after;
        let mut infinitive = None;
        while at < end.min(after + NEAR) {
            let word = self.words[at];
            if self.rules.verbs.is_infinitive(self.text, word) && !self.is_noun(at) {
                infinitive = Some(at);
                break;
            }
            let mark = at == after && marked;
            let passing = mark
                || self.rules.clitics.has(word)
                || self.rules.adverbs.has(word)
                || (frame.is_some() && self.in_insertion(after, at, end));
            if !passing {
                break;
            }
            at += 1;
        }
        let infinitive = infinitive.filter(|_| complement || marked);
        let object_from = infinitive.map_or(after, |at| at + 1);
        let object = object_from..self.phrase_end(object_from, end);
        let object = (!object.is_empty()).then_some(object);
        match infinitive {
            Some(at) => {
                Action { lemma: self.surface(at).to_lowercase().into(), at: Some(at), object }
            }
            None => {
                let told = frame.and_then(|(f, _)| f.lemma.clone());
                Action { lemma: told.unwrap_or_else(|| self.lemma(p).into()), at: None, object }
            }
        }
    }

    /// Whether token `at` stands between two commas behind token `from`: « , dans ce contexte, ».
    fn in_insertion(&self, from: usize, at: usize, end: usize) -> bool {
        from < end
            && self.words[from].separator.has(Separator::COMMA)
            && (at + 1..end.min(from + NEAR)).any(|i| self.words[i].separator.has(Separator::COMMA))
    }

    /// Whether the two sides do it to each other: the verb, or a noun close behind it, says so.
    pub(super) fn is_reciprocal(&self, verb: usize, action: Option<usize>, end: usize) -> bool {
        let from = action.unwrap_or(verb + 1).min(end);
        let stop = self.phrase_end(from, end).min(from + NEAR);
        self.rules.verbs.lemma_in(&self.rules.reciprocal, self.words[verb], self.text)
            || (from..stop).any(|at| self.rules.reciprocal.has(self.words[at]))
    }

    /// Who is asked or addressed.
    pub(super) fn addressee(
        &self,
        frame: Option<(&Frame, Option<Match>)>,
        after: usize,
        end: usize,
    ) -> Option<Range<usize>> {
        if frame.is_some_and(|(f, _)| f.addressed) && after < end {
            let limit = end.min(after + ADDRESSEE);
            let infinitive = (after + 1..limit).find(|&at| {
                self.rules.infinitive_marks.has(self.words[at])
                    && (at + 1..limit.min(at + 3)).any(|i| {
                        self.rules.verbs.is_infinitive(self.text, self.words[i])
                            && (at + 1..i).all(|j| self.rules.clitics.has(self.words[j]))
                    })
            });
            let named = || {
                (self.mentions(after..limit.min(after + 3)).next().is_some())
                    .then(|| self.phrase_end(after, end))
            };
            if let Some(to) = infinitive.or_else(named).filter(|&to| to > after) {
                return Some(after..to);
            }
        }
        (after..end).find_map(|at| {
            let m = self
                .rules
                .addressees
                .at(self.words[at])
                .find_map(|p| p.match_at(&self.words[..end], self, at))?;
            let to = self.phrase_end(m.end, end);
            (to > m.end).then_some(m.end..to)
        })
    }

    pub(super) fn phrases(
        &self,
        patterns: &Phrases,
        range: Range<usize>,
        widen: impl Fn(Match) -> Match,
    ) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let longest = patterns
                .at(self.words[at])
                .filter_map(|p| p.match_at(&self.words[..range.end], self, at))
                .max_by_key(|m| m.end);
            match longest.map(&widen) {
                Some(m) => {
                    found.push(self.span(m.start..m.end));
                    at = m.end;
                }
                None => at += 1,
            }
        }
        found
    }
}
