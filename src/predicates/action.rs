//! The action that is promised, what it is done to, and who is asked to do it.

use super::clause::Clause;
use super::frames::FrameMatch;
use super::rules::Phrases;
use super::sentence::SentenceReader;
use crate::language::{Match, WordOrder};
use crate::model::Strength;
use crate::text::{Separator, Span};
use std::ops::Range;

/// The most words looked at after a verb for signs of exchange or for an infinitive.
const NEAR: usize = 8;

/// The most words of an addressee.
const ADDRESSEE: usize = 30;

/// The verb of the action, its place if it is an infinitive, and its object.
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
        frame: Option<FrameMatch<'a>>,
        after: usize,
        end: usize,
    ) -> Action {
        let complement = frame
            .is_some_and(|f| f.words.is_some() || f.frame.strength == Some(Strength::Intention));
        if let Some(action) = self.action_apart(p, frame, end) {
            return action;
        }
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
                let told = frame.and_then(|f| f.frame.lemma.clone());
                Action { lemma: told.unwrap_or_else(|| self.lemma(p).into()), at: None, object }
            }
        }
    }

    /// The action whose verb is known by its place: the one that a frame requires (« verpflichten
    /// sich, … zu fördern »), or an operator (« shall … promote »).
    fn action_apart(
        &self,
        p: &Clause<'a>,
        frame: Option<FrameMatch<'a>>,
        end: usize,
    ) -> Option<Action> {
        if let Some(operated) = p.operated.filter(|operated| operated.open) {
            let lemma = self.surface(operated.verb()).to_lowercase().into();
            return Some(Action { lemma, at: None, object: None });
        }
        let required = frame.and_then(|f| Some((f, f.action.or_else(|| self.opened(f, end))?)));
        let (from, first, at) = match (required, p.operated) {
            (Some((f, (first, last))), _) => (f.words.map_or(f.verb + 1, |m| m.end), first, last),
            (None, Some(operated)) if frame.is_none_or(|f| f.words.is_none()) => {
                (p.verb + 1, operated.verb(), operated.verb())
            }
            _ => return None,
        };
        let listed = [self.rules.verbs.listed_infinitive(self.words[at])]
            .into_iter()
            .chain([self.rules.verbs.listed_marked_infinitive(self.words[at])])
            .flatten()
            .next();
        let lemma = match listed {
            Some(verb) => self.rules.verbs.lemma(verb).into(),
            None => self.surface(at).to_lowercase().into(),
        };
        // The object is before the verb that closes the clause, else after it.
        let mut before =
            from.max(p.subject.map_or(0, |s| if s.start > p.verb { s.end } else { 0 }))..first;
        while !before.is_empty() && self.passes(before.start) {
            before.start += 1;
        }
        let object = match self.rules.order {
            WordOrder::V2 if !before.is_empty() => before,
            _ => at + 1..self.phrase_end(at + 1, end),
        };
        Some(Action { lemma, at: Some(at), object: (!object.is_empty()).then_some(object) })
    }

    /// The infinitive of the clause that the last word of a frame opens: « komen overeen om … te
    /// bevorderen ».
    fn opened(&self, frame: FrameMatch<'a>, end: usize) -> Option<(usize, usize)> {
        let from = frame.words?.end;
        let opens =
            self.rules.order == WordOrder::V2 && self.rules.subordinators.has(self.words[from - 1]);
        let mut tokens = (from..end).filter(|_| opens);
        tokens.find_map(|at| Some((at, self.marked_infinitive(at)? - 1)))
    }

    fn passes(&self, at: usize) -> bool {
        let (word, rules) = (self.words[at], self.rules);
        [&rules.clitics, &rules.adverbs, &rules.negations, &rules.reflexives, &rules.subordinators]
            .iter()
            .any(|words| words.has(word))
            && !rules.determiners.has(word)
    }

    /// Whether token `at` is between two commas, both after token `from`: « , dans ce contexte, ».
    fn in_insertion(&self, from: usize, at: usize, end: usize) -> bool {
        from < end
            && self.words[from].separator.has(Separator::COMMA)
            && (at + 1..end.min(from + NEAR)).any(|i| self.words[i].separator.has(Separator::COMMA))
    }

    /// Whether the two sides do it to each other: the verb, or a noun close after it, says so.
    pub(super) fn is_reciprocal(&self, verb: usize, action: Option<usize>, end: usize) -> bool {
        let from = action.unwrap_or(verb + 1).min(end);
        let stop = self.phrase_end(from, end).min(from + NEAR);
        self.rules.verbs.lemma_in(&self.rules.reciprocal, self.words[verb], self.text)
            || (from..stop).any(|at| self.rules.reciprocal.has(self.words[at]))
    }

    /// Who is asked or addressed, and the number of the rule.
    pub(super) fn addressee(
        &self,
        frame: Option<FrameMatch<'a>>,
        after: usize,
        end: usize,
    ) -> Option<(Range<usize>, u32)> {
        if let Some(f) = frame.filter(|f| f.frame.addressed && after < end) {
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
                return Some((after..to, f.frame.rule));
            }
        }
        (after..end).find_map(|at| {
            let mut patterns = self.rules.addressees.at(self.words[at]);
            let (m, rule) = patterns.find_map(|(pattern, rule)| {
                Some((pattern.match_at(&self.words[..end], self, at)?, rule))
            })?;
            let to = self.phrase_end(m.end, end);
            (to > m.end).then_some((m.end..to, rule))
        })
    }

    /// The phrases that match in a range, and the numbers of their rules.
    pub(super) fn phrases(
        &self,
        patterns: &Phrases,
        range: Range<usize>,
        widen: impl Fn(Match) -> Match,
    ) -> (Vec<Span>, Vec<u32>) {
        let (mut found, mut rules) = (Vec::new(), Vec::new());
        let mut at = range.start;
        while at < range.end {
            let longest = patterns
                .at(self.words[at])
                .filter_map(|(p, rule)| {
                    Some((p.match_at(&self.words[..range.end], self, at)?, rule))
                })
                .max_by_key(|(m, _)| m.end);
            match longest.map(|(m, rule)| (widen(m), rule)) {
                Some((m, rule)) => {
                    rules.push(rule);
                    found.push(self.span(m.start..m.end));
                    at = m.end;
                }
                None => at += 1,
            }
        }
        (found, rules)
    }
}
