//! The predicates of a sentence: subject, finite verb, and the verbs joined to it.

use super::fields::SentenceReader;
use super::verbs::Finite;
use crate::language::{Number, Tense, Who};
use crate::model::NONE;
use crate::text::{Separator, Token};
use std::borrow::Cow;

/// A grammatical subject: tokens of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) who: Who,
    /// Whether a verb in the singular follows it at once.
    singular: bool,
    /// The number of its rule.
    pub(super) rule: u32,
}

/// A predicate: its verb and the tokens it reaches over.
#[derive(Clone, Debug)]
pub(super) struct Clause<'a> {
    pub(super) subject: Option<Subject>,
    /// Where its clause begins: the sentence, or the word that follows the joining one.
    pub(super) from: usize,
    /// Where the next clause's joining word, or the end, stands.
    pub(super) to: usize,
    pub(super) verb: usize,
    pub(super) reflexive: Option<usize>,
    pub(super) negated: bool,
    pub(super) finite: Finite<'a>,
    /// The participle of a compound past and its listed verb: « ont salué ».
    pub(super) past: Option<(usize, u32)>,
}

/// The most words between a subject and its verb: names and titles may stand between.
const REACH: usize = 160;
/// The most pronouns and adverbs between a joining word and its verb.
const STEPS: usize = 4;

impl<'a> SentenceReader<'a> {
    /// The predicates of the sentence, in order.
    pub(super) fn clauses(&self) -> Vec<Clause<'a>> {
        let range = self.range.clone();
        let mut found = Vec::new();
        if let Some((verb, finite)) = self.headless(range.start) {
            found.push(self.clause(None, range.start, verb, finite));
            self.more(&mut found);
            return found;
        }
        let Some(subject) = self.subject_in(range.start) else {
            if let Some((verb, finite)) = self.verb_after(range.start, range.end, None) {
                found.push(self.clause(None, range.start, verb, finite));
                self.more(&mut found);
            }
            return found;
        };
        if let Some((verb, finite)) = self.verb_after(subject.end, range.end, Some(subject)) {
            found.push(self.clause(Some(subject), range.start, verb, finite));
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
    fn headless(&self, from: usize) -> Option<(usize, Finite<'a>)> {
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

    /// The first finite verb from `from` on that belongs to no subordinate clause.
    fn verb_after(
        &self,
        from: usize,
        to: usize,
        subject: Option<Subject>,
    ) -> Option<(usize, Finite<'a>)> {
        let after_subject = subject.is_some();
        // « La Suisse, qui préside le groupe, fera … »: behind the comma that closes the insertion.
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
                let number = if subject.singular { Number::Singular } else { Number::Plural };
                let lemma = Cow::Owned(self.surface(at).to_lowercase());
                return Some((
                    at,
                    Finite { tense: Tense::Present, verb: None, lemma, number: Some(number) },
                ));
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
            verb.then(|| {
                let lemma = Cow::Owned(self.surface(at).to_lowercase());
                (
                    at,
                    Finite {
                        tense: Tense::Present,
                        verb: None,
                        lemma,
                        number: Some(Number::Plural),
                    },
                )
            })
        })
    }

    /// The verb right behind a relative pronoun that is its clause's subject, and its tense: what
    /// no list holds is a present.
    fn relative_verb(&self, at: usize) -> Option<(usize, Tense)> {
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
            && !(at > self.range.start
                && self.words[at].separator.joins()
                && self.rules.coordinators.has(self.words[at - 1]))
    }

    /// The finite verb at token `at`; a word behind an article is a noun.
    pub(super) fn finite(&self, at: usize) -> Option<Finite<'a>> {
        let finite = self.rules.verbs.finite(self.text, self.words[at])?;
        let before = at.checked_sub(1).filter(|&i| i >= self.range.start).map(|i| self.words[i]);
        let noun = finite.tense == Tense::Present
            && before
                .is_some_and(|w| self.rules.determiners.has(w) && self.words[at].separator.joins())
            && !self.is_object_pronoun(at - 1);
        (!noun).then_some(finite)
    }

    /// Whether the article at token `at` is a pronoun: right behind a subject of one word, or behind
    /// a negation (« nous les invitons », « ne les transmet pas »).
    fn is_object_pronoun(&self, at: usize) -> bool {
        let word = self.words[at];
        at > self.range.start
            && self.rules.clitics.has(word)
            && word.separator.joins()
            && (self.rules.negations.has(self.words[at - 1])
                || self.subject_at(at - 1).is_some_and(|subject| subject.end == at))
    }

    fn clause(
        &self,
        subject: Option<Subject>,
        from: usize,
        verb: usize,
        finite: Finite<'a>,
    ) -> Clause<'a> {
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
        let auxiliary = finite.verb.filter(|_| finite.tense == Tense::Present);
        let past = auxiliary.and_then(|auxiliary| {
            let at = self.skip(verb + 1);
            let word = self.words.get(at).filter(|w| at < self.range.end && w.separator.joins())?;
            Some((at, self.rules.verbs.perfect(auxiliary, reflexive.is_some(), *word)?))
        });
        Clause { subject, from, to: self.range.end, verb, reflexive, negated, finite, past }
    }

    /// Adds the predicates that are joined to the last one: « … et demanderont à … ».
    fn more(&self, found: &mut Vec<Clause<'a>>) {
        let mut relative: Option<Tense> = None;
        let mut pending = false;
        // Whether the clause was set in behind a comma.
        let mut inserted = false;
        let Some(mut main) = found.last().cloned() else { return };
        let mut at = main.verb + 1;
        while at < self.range.end {
            if self.words[at].separator.has(Separator::CLOSE) {
                // What a bracket held is over.
                (relative, pending) = (None, false);
            }
            if self.is_subordinator(at) {
                inserted = self.words[at].separator.has(Separator::COMMA);
                if let Some(end) = self.inserted_condition(at) {
                    at = end;
                } else if let Some((verb, tense)) = self.relative_verb(at) {
                    (relative, pending) = (Some(tense), false);
                    at = verb + 1;
                } else {
                    pending = true;
                    at += 1;
                }
                continue;
            }
            // « que les plateformes assument … »: a present that no list holds.
            if pending
                && self.rules.plural_nouns.hold(self.surface(at - 1))
                && self.words[at].separator.joins()
                && self.rules.verbs.looks_present(self.text, self.words[at])
            {
                (relative, pending) = (Some(Tense::Present), false);
            }
            let joined = self.rules.coordinators.has(self.words[at]);
            let comma = self.words[at].separator.has(Separator::COMMA | Separator::OTHER);
            let start = if joined { at + 1 } else { at };
            // « …, tandis que le Canada accueillera … »
            let que = joined
                && comma
                && self.words.get(start).is_some_and(|w| self.rules.subordinators.has(*w));
            let start = start + usize::from(que);
            if joined && comma && inserted && !pending {
                // « une plateforme, laquelle sera ouverte à tous, et créeront »
                relative = None;
            }
            if (joined || comma)
                && start < self.range.end
                && let Some(next) = self.joined(&main, start, relative, pending)
            {
                if let Some(last) = found.last_mut() {
                    last.to = at;
                }
                at = next.verb + 1;
                (relative, pending) = (None, false);
                main = next.clone();
                found.push(next);
                continue;
            }
            // Without a word that opens a clause, what looks like a verb is none: « prennent note ».
            if let Some(finite) = self.finite(at).filter(|_| pending || relative.is_some()) {
                relative = Some(finite.tense);
                pending = false;
            }
            at += 1;
        }
    }

    /// Where a condition set between commas, or behind a joining word, ends: « et, lorsque les
    /// conditions le permettront, organiseront ».
    fn inserted_condition(&self, at: usize) -> Option<usize> {
        let apart = self.words[at].separator.has(Separator::COMMA)
            || self.rules.coordinators.has(self.words[at - 1]);
        let words = &self.words[..self.range.end];
        let m = self
            .rules
            .conditions
            .at(self.words[at])
            .filter(|_| apart)
            .find_map(|(p, _)| p.match_at(words, self, at))?;
        (m.end..self.range.end).find(|&i| self.words[i].separator.has(Separator::COMMA))
    }

    /// The predicate that a joining word or a comma before token `start` joins to `main`.
    fn joined(
        &self,
        main: &Clause<'a>,
        start: usize,
        relative: Option<Tense>,
        pending: bool,
    ) -> Option<Clause<'a>> {
        // What joins two verbs joins no clause that still lacks its verb: that verb stood before,
        // in a present that no list holds (« que l’accord suppose des réformes et proposeront »).
        let coordinated = self.rules.coordinators.has(self.words[start - 1]);
        let relative = if pending { relative.or(Some(Tense::Present)) } else { relative };
        if pending && !coordinated {
            return None;
        }
        // A new subject with its own verb.
        if let Some(subject) = self.subject_at(start) {
            // A pronoun alone is no second part of a subject.
            if pending && subject.end > start + 1 {
                return None;
            }
            let (verb, finite) =
                self.verb_after(subject.end, self.range.end.min(subject.end + 24), Some(subject))?;
            return Some(self.clause(Some(subject), start, verb, finite));
        }
        let verb = self.skip(start);
        if verb >= self.range.end {
            return None;
        }
        // « elles échangent des experts, organisent des stages »
        let guess = || {
            let plural =
                main.finite.number == Some(Number::Plural) && main.finite.tense == Tense::Present;
            let reads = self.present_commits
                && plural
                && self.rules.verbs.looks_present(self.text, self.words[verb]);
            let lemma = || Cow::Owned(self.surface(verb).to_lowercase());
            reads.then(|| Finite {
                tense: Tense::Present,
                verb: None,
                lemma: lemma(),
                number: Some(Number::Plural),
            })
        };
        let finite = self.finite(verb).or_else(guess)?;
        let agrees = match (main.finite.number, finite.number) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        // Inside a relative clause the verb is the clause's, unless the tenses tell it is not.
        let free = match relative {
            None => true,
            // A clause whose verb is not known has one in the singular.
            Some(_)
                if pending
                    && finite.number == Some(Number::Plural)
                    && main.finite.number == Some(Number::Plural) =>
            {
                true
            }
            Some(tense) => tense != finite.tense,
        };
        let main_tense = finite.tense == main.finite.tense
            || finite.verb.is_some_and(|v| self.rules.frames_of.contains_key(&v));
        (agrees && free && main_tense).then(|| self.clause(main.subject, start, verb, finite))
    }
}

#[cfg(test)]
mod tests;
