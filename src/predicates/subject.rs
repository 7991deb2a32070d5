//! Grammatical subjects, and verbs that need none.

use super::sentence::SentenceReader;
use super::verbs::Finite;
use crate::language::{GrammaticalNumber, Who};
use crate::model::NONE;

/// A grammatical subject: tokens of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) who: Who,
    /// Whether a verb in the singular follows it at once.
    pub(super) singular: bool,
    /// The number of its rule.
    pub(super) rule: u32,
}

impl Subject {
    /// The number of a verb that no list holds, after it.
    pub(super) fn number(self) -> GrammaticalNumber {
        match self.singular {
            true => GrammaticalNumber::Singular,
            false => GrammaticalNumber::Plural,
        }
    }
}

impl<'a> SentenceReader<'a> {
    /// The longest subject that begins at token `at`, if it stands for somebody.
    pub(super) fn subject_at(&self, at: usize) -> Option<Subject> {
        self.any_subject_at(at).filter(|subject| subject.who != Who::Nobody)
    }

    /// The number of the rule of the subject at token `at` that stands for nobody.
    pub(super) fn nobody_at(&self, at: usize) -> u32 {
        let nobody = self.any_subject_at(at).filter(|subject| subject.who == Who::Nobody);
        nobody.map_or(NONE, |subject| subject.rule)
    }

    fn any_subject_at(&self, at: usize) -> Option<Subject> {
        let first = self.words.get(at)?.word;
        let numbers = self.rules.subjects_of.get(first).unwrap_or(&self.rules.open_subjects);
        numbers
            .iter()
            .filter_map(|&number| {
                let rule = &self.rules.subjects[number as usize];
                let m = rule.pattern.match_at(&self.words[..self.range.end], self, at)?;
                let (who, singular) = (rule.who, rule.singular);
                Some(Subject { start: m.start, end: m.end, who, singular, rule: rule.rule })
            })
            .max_by_key(|subject| subject.end)
    }

    /// A verb in the first person that opens the sentence: « Condamnons … », « Nous engageons … »
    /// in the points of a text whose first words are « Nous, ».
    pub(super) fn headless(&self, from: usize) -> Option<(usize, Finite<'a>)> {
        let mut at = from;
        while at + 1 < self.range.end && at < from + 1 && self.rules.reflexives.has(self.words[at])
        {
            at += 1;
        }
        let word =
            self.words.get(at).filter(|w| at < self.range.end && (at > from || w.is_capital()))?;
        // « Nous saluons »: the pronoun is the subject.
        if at > from && self.subject_at(from).is_some() {
            return None;
        }
        self.rules.verbs.first_person(self.text, *word).map(|finite| (at, finite))
    }
}
