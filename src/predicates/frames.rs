//! What the verb of a clause does with its complement, and the words that say so.

use super::clause::Clause;
use super::rules::Frame;
use super::sentence::SentenceReader;
use crate::language::{Match, Tense};
use crate::text::{Separator, Span};

/// The most words after an auxiliary among which its participles are.
const PARTICIPLES: usize = 4;

impl<'a> SentenceReader<'a> {
    /// The frame of the verb whose complement matches most words.
    pub(super) fn frame(&self, p: &Clause<'a>, end: usize) -> Option<(&'a Frame, Option<Match>)> {
        // A compound past does what its participle's verb does: « ont invité », « s’est engagée à ».
        let past = p.past.and_then(|(at, verb)| self.frame_of(verb, at, p, end));
        past.or_else(|| self.frame_of(p.finite.verb?, p.verb, p, end))
    }

    /// The frame of the listed verb that stands, finite or as a participle, at token `at`.
    fn frame_of(
        &self,
        verb: u32,
        at: usize,
        p: &Clause<'a>,
        end: usize,
    ) -> Option<(&'a Frame, Option<Match>)> {
        let numbers = self.rules.frames_of.get(&verb)?;
        let words = &self.words[..end.max(at + 1)];
        numbers
            .iter()
            .map(|&n| &self.rules.frames[n as usize])
            .filter(|frame| frame.reflexive == p.reflexive.is_some())
            .filter(|frame| {
                let begins =
                    |all: &Vec<_>| self.words.get(at + 1).is_some_and(|w| all.contains(&w.word));
                frame.begins.as_ref().is_none_or(begins)
            })
            .filter_map(|frame| match &frame.tail {
                None => Some((frame, None)),
                Some(tail) => {
                    let m = tail.match_at(words, self, at + 1)?;
                    // A complement behind a comma or a bracket is another's.
                    let near = m.gap.is_some() || self.words[at + 1].separator.joins();
                    near.then_some((frame, Some(m)))
                }
            })
            .max_by_key(|(_, m)| {
                m.map_or(0, |m| m.end - m.start - m.gap.map_or(0, |(from, to)| to - from))
            })
    }

    /// The words that make the predicate what it is, and the token after the last of them.
    pub(super) fn trigger(
        &self,
        p: &Clause<'a>,
        frame: Option<(&Frame, Option<Match>)>,
    ) -> (Vec<Span>, usize) {
        let first = p.reflexive.unwrap_or(p.verb);
        let Some((_, Some(m))) = frame else {
            let end = self.participle_end(p);
            return (vec![self.span(first..end)], end);
        };
        let last = self.with_apostrophe(m.end);
        let head = Span::new(self.words[first].span.start(), last);
        match m.gap {
            None => (vec![head], m.end),
            Some((from, to)) => {
                let before = self.span(first..from.max(p.verb + 1));
                (vec![before, Span::new(self.words[to].span.start(), last)], m.end)
            }
        }
    }

    /// The token after a compound tense: « a été intensifiée », « ont échangé ».
    fn participle_end(&self, p: &Clause<'a>) -> usize {
        let auxiliary = p.finite.tense == Tense::Present
            && p.finite
                .verb
                .map_or(p.finite.lemma.is_empty(), |v| self.rules.verbs.is_auxiliary(v));
        let mut end = p.past.map_or(p.verb, |(participle, _)| participle) + 1;
        let mut at = end;
        while auxiliary && at < self.range.end && at < p.verb + 1 + PARTICIPLES {
            if !self.words[at].separator.joins() {
                break;
            }
            if self.rules.verbs.is_participle(self.text, self.words[at]) {
                end = at + 1;
            } else if !self.rules.adverbs.has(self.words[at]) {
                break;
            }
            at += 1;
        }
        end
    }

    /// The end of the token before `end`, with the apostrophe behind it: « d’ ».
    fn with_apostrophe(&self, end: usize) -> u32 {
        let last = self.words[end - 1].span.end();
        let elided = self.words.get(end).is_some_and(|w| w.separator.has(Separator::APOSTROPHE));
        let mark =
            self.text[last as usize..].chars().next().filter(|c| matches!(c, '’' | '\'' | 'ʼ'));
        last + mark.filter(|_| elided).map_or(0, |c| c.len_utf8() as u32)
    }
}
