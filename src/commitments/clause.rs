//! The predicates of a sentence: subject, finite verb, and the verbs joined to it.

use super::fields::Scene;
use super::verbs::{Finite, Tense};
use crate::language::Who;
use crate::text::Gap;
use std::borrow::Cow;

/// A grammatical subject: tokens of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) who: Who,
}

/// A predicate: its verb and the tokens it reaches over.
#[derive(Clone, Debug)]
pub(super) struct Predicate<'a> {
    pub(super) subject: Option<Subject>,
    /// Where its clause begins: the sentence, or the word that follows the joining one.
    pub(super) from: usize,
    /// Where the next clause's joining word, or the end, stands.
    pub(super) to: usize,
    pub(super) verb: usize,
    pub(super) reflexive: Option<usize>,
    pub(super) negated: bool,
    pub(super) finite: Finite<'a>,
}

/// The most words between a subject and its verb: names and titles may stand between.
const REACH: usize = 160;
/// The most pronouns and adverbs between a joining word and its verb.
const STEPS: usize = 4;

impl<'a> Scene<'a> {
    /// The predicates of the sentence, in order.
    pub(super) fn predicates(&self) -> Vec<Predicate<'a>> {
        let range = self.range.clone();
        let mut found = Vec::new();
        let Some(subject) = self.subject_in(range.start) else {
            if let Some((verb, finite)) = self.verb_after(range.start, range.end, false) {
                found.push(self.predicate(None, range.start, verb, finite));
                self.more(&mut found);
            }
            return found;
        };
        if let Some((verb, finite)) = self.verb_after(subject.end, range.end, true) {
            found.push(self.predicate(Some(subject), range.start, verb, finite));
            self.more(&mut found);
        }
        found
    }

    /// The subject of the sentence's first clause: at its head, or behind a comma that ends what
    /// introduces it (« A ce titre, ils … »), if no verb stands before.
    fn subject_in(&self, from: usize) -> Option<Subject> {
        let mut pending = false;
        for at in from..self.range.end {
            let word = self.words[at];
            let head = at == from
                || word.gap.has(Gap::COMMA | Gap::OTHER)
                || self.rules.coordinators.has(self.words[at - 1]);
            // A comma ends what introduces the sentence: « En ce qui concerne …, ils … ».
            if head && (!pending || word.gap.has(Gap::COMMA)) {
                if let Some(subject) = self.subject_at(at) {
                    return Some(subject);
                }
            }
            if self.rules.subordinators.has(word) {
                pending = true;
            } else if self.finite(at).is_some() {
                if !pending {
                    return None;
                }
                pending = false;
            }
        }
        None
    }

    /// The longest subject that begins at token `at`.
    pub(super) fn subject_at(&self, at: usize) -> Option<Subject> {
        let first = self.words.get(at)?.word;
        let numbers = self.rules.subjects_of.get(first).unwrap_or(&self.rules.open_subjects);
        numbers
            .iter()
            .filter_map(|&number| {
                let (pattern, who) = &self.rules.subjects[number as usize];
                let m = pattern.match_at(&self.words[..self.range.end], self, at)?;
                Some(Subject { start: m.start, end: m.end, who: *who })
            })
            .max_by_key(|subject| subject.end)
    }

    /// The first finite verb from `from` on that belongs to no subordinate clause.
    fn verb_after(&self, from: usize, to: usize, after_subject: bool) -> Option<(usize, Finite<'a>)> {
        let mut pending = false;
        let mut at = from;
        while at < to && at < from + REACH {
            let word = self.words[at];
            if self.is_subordinator(at) {
                pending = true;
            } else if let Some(finite) = self.finite(at) {
                if !pending {
                    return Some((at, finite));
                }
                pending = false;
            } else if after_subject && at == self.skip(from) && self.rules.verbs.looks_present(self.text, word) {
                let lemma = Cow::Owned(self.surface(at).to_lowercase());
                return Some((at, Finite { tense: Tense::Present, verb: None, lemma, plural: Some(true) }));
            }
            at += 1;
        }
        // « ces réformes et valeurs constituent … »: a present that no list holds.
        if after_subject {
            return None;
        }
        (from + 1..to.min(from + REACH)).find_map(|at| {
            let plural = self.surface(at - 1).ends_with(['s', 'x']);
            let verb = plural && self.words[at].gap.joins() && self.rules.verbs.looks_present(self.text, self.words[at]);
            verb.then(|| {
                let lemma = Cow::Owned(self.surface(at).to_lowercase());
                (at, Finite { tense: Tense::Present, verb: None, lemma, plural: Some(true) })
            })
        })
    }

    /// The token after pronouns and adverbs.
    fn skip(&self, from: usize) -> usize {
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
    fn is_subordinator(&self, at: usize) -> bool {
        self.rules.subordinators.has(self.words[at])
            && !(at > self.range.start && self.rules.coordinators.has(self.words[at - 1]))
    }

    /// The finite verb at token `at`; a word behind an article is a noun.
    pub(super) fn finite(&self, at: usize) -> Option<Finite<'a>> {
        let finite = self.rules.verbs.finite(self.text, self.words[at])?;
        let before = at.checked_sub(1).filter(|&i| i >= self.range.start).map(|i| self.words[i]);
        let noun = finite.tense == Tense::Present
            && before.is_some_and(|w| self.rules.determiners.has(w) && self.words[at].gap.joins());
        (!noun).then_some(finite)
    }

    fn predicate(&self, subject: Option<Subject>, from: usize, verb: usize, finite: Finite<'a>) -> Predicate<'a> {
        let floor = subject.map_or(from, |s| s.end.min(verb));
        let mut before = verb;
        let (mut reflexive, mut negated) = (None, false);
        while before > floor && self.rules.clitics.has(self.words[before - 1]) {
            before -= 1;
            negated |= self.rules.negations.has(self.words[before]);
            if self.rules.reflexives.has(self.words[before]) {
                // « Nous nous engageons »: the second is the reflexive.
                reflexive = reflexive.or(Some(before));
            }
        }
        Predicate { subject, from, to: self.range.end, verb, reflexive, negated, finite }
    }

    /// Adds the predicates that are joined to the last one: « … et demanderont à … ».
    fn more(&self, found: &mut Vec<Predicate<'a>>) {
        let mut relative: Option<Tense> = None;
        let mut pending = false;
        let Some(mut main) = found.last().cloned() else { return };
        let mut at = main.verb + 1;
        while at < self.range.end {
            if self.words[at].gap.has(Gap::CLOSE) {
                // What a bracket held is over.
                (relative, pending) = (None, false);
            }
            if self.is_subordinator(at) {
                pending = true;
                at += 1;
                continue;
            }
            let joined = self.rules.coordinators.has(self.words[at]);
            let comma = self.words[at].gap.has(Gap::COMMA | Gap::OTHER);
            let start = if joined { at + 1 } else { at };
            if (joined || comma) && start < self.range.end {
                if let Some(next) = self.joined(&main, start, relative, pending) {
                    if let Some(last) = found.last_mut() {
                        last.to = at;
                    }
                    at = next.verb + 1;
                    (relative, pending) = (None, false);
                    main = next.clone();
                    found.push(next);
                    continue;
                }
            }
            if let Some(finite) = self.finite(at) {
                relative = Some(finite.tense);
                pending = false;
            }
            at += 1;
        }
    }

    /// The predicate that a joining word or a comma before token `start` joins to `main`.
    fn joined(
        &self,
        main: &Predicate<'a>,
        start: usize,
        relative: Option<Tense>,
        pending: bool,
    ) -> Option<Predicate<'a>> {
        if pending {
            return None;
        }
        // A new subject with its own verb.
        if let Some(subject) = self.subject_at(start) {
            let (verb, finite) = self.verb_after(subject.end, self.range.end.min(subject.end + 24), true)?;
            return Some(self.predicate(Some(subject), start, verb, finite));
        }
        let verb = self.skip(start);
        let finite = self.finite(verb.min(self.range.end - 1)).filter(|_| verb < self.range.end)?;
        let agrees = match (main.finite.plural, finite.plural) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        // Inside a relative clause the verb is the clause's, unless the tenses tell it is not.
        let free = match relative {
            None => true,
            Some(tense) => tense != finite.tense,
        };
        let main_tense = finite.tense == main.finite.tense
            || finite.verb.is_some_and(|v| self.rules.frames_of.contains_key(&v));
        (agrees && free && main_tense).then(|| self.predicate(main.subject, start, verb, finite))
    }
}
