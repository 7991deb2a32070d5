//! What the verb of a clause does with its complement, and the words that say so.

use super::clause::Clause;
use super::rules::Frame;
use super::sentence::SentenceReader;
use crate::language::{Classes, Complement, Match, Tense, WordOrder};
use crate::text::{Separator, Span};
use std::ops::Range;

/// The most words after an auxiliary among which its participles are.
const PARTICIPLES: usize = 4;

/// A frame and where it matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct FrameMatch<'a> {
    pub(super) frame: &'a Frame,
    /// What its words match.
    pub(super) words: Option<Match>,
    /// The first and the last token of the verb that must follow.
    pub(super) action: Option<(usize, usize)>,
    /// The token of the verb that the frame is of.
    pub(super) verb: usize,
}

impl<'a> SentenceReader<'a> {
    /// The frame of the verb whose complement matches most words.
    pub(super) fn frame(&self, p: &Clause<'a>, end: usize) -> Option<FrameMatch<'a>> {
        if let Some(operated) = p.operated {
            let at = operated.verb();
            return self.frame_of(self.operated_verb(p)?, at, p, end);
        }
        // A compound past does what its participle's verb does: « ont invité », « s’est engagée à
        // ».
        let past = p.past.and_then(|(at, verb)| self.frame_of(verb, at, p, end));
        past.or_else(|| self.frame_of(p.finite.verb?, p.verb, p, end))
    }

    /// The listed verb that an operator is with.
    pub(super) fn operated_verb(&self, p: &Clause<'a>) -> Option<u32> {
        let word = self.words[p.operated?.verb()];
        let verbs = &self.rules.verbs;
        verbs
            .listed_infinitive(word)
            .or_else(|| verbs.listed_marked_infinitive(word))
            .or_else(|| verbs.listed_participle(word))
    }

    /// The frame of the listed verb at token `at`, in whatever form.
    fn frame_of(&self, verb: u32, at: usize, p: &Clause<'a>, end: usize) -> Option<FrameMatch<'a>> {
        let numbers = self.rules.frames_of.get(&verb)?;
        let words = &self.words[..end.max(at + 1)];
        // With a subject or pronoun after the finite verb, or with a particle or participle, the
        // complement may begin after these.
        let subject = p.subject.filter(|s| s.start > at).map(|s| s.end);
        let reflexive = p.reflexive.filter(|&reflexive| reflexive > at).map(|at| at + 1);
        let closing = p.particle.or(p.participle).map(|at| at + 1);
        let begin = subject.max(reflexive).unwrap_or(at + 1).max(at + 1);
        // What closes the clause has its complement before it: « um Frieden bemühen ».
        let middle =
            if at > p.verb && self.rules.order == WordOrder::V2 { p.verb + 1..at } else { 0..0 };
        let starts = || {
            let after = [Some(begin), closing.filter(|&closing| closing > begin)];
            after.into_iter().flatten().chain(middle.clone())
        };
        let frames = numbers.iter().map(|&n| &self.rules.frames[n as usize]);
        frames
            .filter(|frame| frame.reflexive == p.reflexive.is_some())
            .flat_map(|frame| starts().map(move |start| (frame, start)))
            .filter_map(|(frame, start)| {
                let begins =
                    |all: &Vec<_>| self.words.get(start).is_some_and(|w| all.contains(&w.word));
                if start < at && (frame.begins.is_none() || frame.complement.is_some()) {
                    return None;
                }
                if !frame.begins.as_ref().is_none_or(begins) {
                    return None;
                }
                let found = match &frame.tail {
                    None => None,
                    Some(tail) => {
                        let m = tail.match_at(words, self, start)?;
                        Some(m).filter(|m| m.gap.is_some() || self.is_near(start))?.into()
                    }
                };
                let action = match frame.complement {
                    None => None,
                    Some(complement) => {
                        let from = found.map_or(start, |m: Match| m.end);
                        Some(self.complement(complement, from, end)?)
                    }
                };
                Some(FrameMatch { frame, words: found, action, verb: at })
            })
            .max_by_key(|f| {
                let words = f
                    .words
                    .map_or(0, |m| m.end - m.start - m.gap.map_or(0, |(from, to)| to - from));
                words + f.action.map_or(0, |(first, last)| last + 1 - first)
            })
    }

    /// Whether a complement that begins at token `start` is the verb's: after a comma or a bracket
    /// it is another's, but where a comma is set before every clause.
    fn is_near(&self, start: usize) -> bool {
        let word = self.words[start];
        word.separator.joins()
            || (self.rules.order == WordOrder::V2 && self.rules.subordinators.has(word))
    }

    /// The form of a verb that a frame requires, from token `from` on: its first and last token.
    fn complement(
        &self,
        complement: Complement,
        from: usize,
        end: usize,
    ) -> Option<(usize, usize)> {
        let passing = |at: &usize| {
            let word = self.words[*at];
            self.rules.adverbs.has(word) || self.rules.negations.has(word)
        };
        let mut tokens: Range<usize> = from..end;
        let at = |at: usize| Some((at, self.class_end(complement.class, at)? - 1));
        match complement.apart {
            true => tokens.find_map(at),
            false => tokens.find(|i| !passing(i)).and_then(at),
        }
    }

    /// The words that make the predicate what it is, and the token after the last of them.
    pub(super) fn trigger(
        &self,
        p: &Clause<'a>,
        frame: Option<FrameMatch<'a>>,
    ) -> (Vec<Span>, usize) {
        let mut parts: Vec<Range<usize>> = Vec::with_capacity(4);
        parts.push(p.verb..p.verb + 1);
        match p.reflexive {
            // « s’engagent »; « verpflichten … sich »
            Some(at) if at < p.verb => parts[0].start = at,
            Some(at) => parts.push(at..at + 1),
            None => {}
        }
        parts.extend([p.particle, p.participle].into_iter().flatten().map(|at| at..at + 1));
        if let Some(m) = p.operated.map(|operated| operated.found) {
            parts.extend(apart(m));
        }
        match frame.map(|f| (f.verb, f.words)) {
            Some((at, Some(m))) => {
                match p.past {
                    Some(_) if self.rules.order == WordOrder::V2 => parts.push(at..at + 1),
                    Some(_) => parts[0].end = parts[0].end.max(at + 1),
                    None => {}
                }
                parts.extend(apart(m));
            }
            _ => match p.past {
                Some((at, _)) if self.rules.order == WordOrder::V2 => parts.push(at..at + 1),
                _ => parts[0].end = self.participle_end(p).max(parts[0].end),
            },
        }
        parts.sort_by_key(|part| part.start);
        let end = parts.iter().map(|part| part.end).max().unwrap_or(p.verb + 1);
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(parts.len());
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            match merged.last_mut() {
                Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
                _ => merged.push(part),
            }
        }
        let mut spans: Vec<Span> = merged.into_iter().map(|part| self.span(part)).collect();
        if frame.is_some_and(|f| f.words.is_some())
            && let Some(last) = spans.last_mut()
        {
            *last = Span::new(last.start(), self.with_apostrophe(end));
        }
        (spans, end)
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

    /// The end of the token before `end`, with the apostrophe after it: « d’ ».
    fn with_apostrophe(&self, end: usize) -> u32 {
        let last = self.words[end - 1].span.end();
        let elided = self.words.get(end).is_some_and(|w| w.separator.has(Separator::APOSTROPHE));
        let mark =
            self.text[last as usize..].chars().next().filter(|c| matches!(c, '’' | '\'' | 'ʼ'));
        last + mark.filter(|_| elided).map_or(0, |c| c.len_utf8() as u32)
    }
}

/// The tokens of a match before and after its gap.
fn apart(m: Match) -> [Range<usize>; 2] {
    match m.gap {
        None => [m.start..m.end, m.end..m.end],
        Some((from, to)) => [m.start..from, to..m.end],
    }
}
