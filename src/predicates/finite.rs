//! The finite verb of a clause.

use super::sentence::SentenceReader;
use super::subject::Subject;
use super::verbs::Finite;
use crate::language::{GrammaticalNumber, Tense};
use crate::text::{Separator, Token};
use std::borrow::Cow;

/// The most words between a subject and its verb: names and titles may come between.
const REACH: usize = 160;

impl<'a> SentenceReader<'a> {
    /// The subject of the sentence's first clause: at its head, or after a comma that ends what
    /// introduces it (« A ce titre, ils … »), if no verb comes before.
    pub(super) fn subject_in(&self, from: usize) -> Option<Subject> {
        let mut pending = false;
        for at in from..self.range.end {
            let word = self.words[at];
            let head = at == from
                || word.separator.has(Separator::COMMA | Separator::OTHER)
                || self.rules.coordinators.has(self.words[at - 1]);
            // A comma ends what introduces the sentence: « En ce qui concerne …, ils … ».
            if head
                && (!pending || word.separator.has(Separator::COMMA))
                && let Some(subject) = self.subject_at(at)
            {
                return Some(subject);
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

    /// The first finite verb from `from` on that belongs to no subordinate clause.
    pub(super) fn verb_after(
        &self,
        from: usize,
        to: usize,
        subject: Option<Subject>,
    ) -> Option<(usize, Finite<'a>)> {
        let after_subject = subject.is_some();
        // « La Suisse, qui préside le groupe, fera … »: after the comma that closes the insertion.
        let inserted = self.words.get(from).is_some_and(|w| w.separator.has(Separator::COMMA));
        if after_subject && inserted && from < to && self.is_subordinator(from) {
            let closing = (from + 1..to.min(from + REACH))
                .filter(|&at| self.words[at].separator.has(Separator::COMMA));
            let found = closing
                .map(|at| self.skip(at))
                .find_map(|at| Some((at, self.finite(at.min(to - 1))?)));
            if found.is_some() {
                return found;
            }
        }
        let mut pending = false;
        let mut at = from;
        while at < to && at < from + REACH {
            let word = self.words[at];
            if self.is_subordinator(at) {
                pending = true;
                if let Some((verb, _)) = self.relative_verb(at) {
                    pending = false;
                    at = verb;
                }
            } else if let Some(finite) = self.finite(at) {
                if !pending {
                    return Some((at, finite));
                }
                pending = false;
            } else if let Some(subject) =
                subject.filter(|s| at == self.skip(from) && self.guessed(at, word, s.singular))
            {
                return Some((at, self.unlisted_present(at, subject.number())));
            }
            at += 1;
        }
        // « ces réformes et valeurs constituent … »: a present that no list holds.
        if after_subject {
            return None;
        }
        (from + 1..to.min(from + REACH)).find_map(|at| {
            let plural = self.rules.plural_nouns.hold(self.surface(at - 1));
            let verb = plural
                && self.words[at].separator.joins()
                && self.rules.verbs.looks_present(self.text, self.words[at]);
            verb.then(|| (at, self.unlisted_present(at, GrammaticalNumber::Plural)))
        })
    }

    /// The present of a verb that no list holds, at token `at`: its lemma is the form itself.
    pub(super) fn unlisted_present(&self, at: usize, number: GrammaticalNumber) -> Finite<'a> {
        let lemma = Cow::Owned(self.surface(at).to_lowercase());
        Finite { tense: Tense::Present, verb: None, lemma, number: Some(number) }
    }

    /// The verb right after a relative pronoun that is its clause's subject, and its tense: what
    /// no list holds is a present.
    pub(super) fn relative_verb(&self, at: usize) -> Option<(usize, Tense)> {
        if !self.rules.relative_subjects.has(self.words[at]) {
            return None;
        }
        let verb = self.skip(at + 1);
        let word = self.words.get(verb).filter(|w| verb < self.range.end && w.separator.joins())?;
        let known = self.finite(verb).map(|finite| finite.tense);
        (!word.is_capital()).then(|| (verb, known.unwrap_or(Tense::Present)))
    }

    /// Whether the word at token `at` reads as a verb that no list holds.
    fn guessed(&self, at: usize, word: Token, singular: bool) -> bool {
        match singular {
            true => {
                self.present_commits
                    && word.separator.joins()
                    && at > 0
                    && self.rules.verbs.looks_singular(self.text, word)
            }
            false => self.rules.verbs.looks_present(self.text, word),
        }
    }

    /// The finite verb at token `at`; a word after an article is a noun.
    pub(super) fn finite(&self, at: usize) -> Option<Finite<'a>> {
        let finite = self.rules.verbs.finite(self.text, self.words[at])?;
        let before = at.checked_sub(1).filter(|&i| i >= self.range.start).map(|i| self.words[i]);
        let noun = finite.tense == Tense::Present
            && before
                .is_some_and(|w| self.rules.determiners.has(w) && self.words[at].separator.joins())
            && !self.is_object_pronoun(at - 1);
        (!noun).then_some(finite)
    }

    /// Whether the article at token `at` is a pronoun: right after a subject of one word, or after
    /// a negation (« nous les invitons », « ne les transmet pas »).
    fn is_object_pronoun(&self, at: usize) -> bool {
        let word = self.words[at];
        at > self.range.start
            && self.rules.clitics.has(word)
            && word.separator.joins()
            && (self.rules.negations.has(self.words[at - 1])
                || self.subject_at(at - 1).is_some_and(|subject| subject.end == at))
    }
}
