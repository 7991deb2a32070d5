//! Clauses whose verb follows its subject, and the verbs joined to it.

use super::clause::Clause;
use super::sentence::SentenceReader;
use crate::language::{GrammaticalNumber, Tense};
use crate::text::Separator;

impl<'a> SentenceReader<'a> {
    /// The predicates of the sentence, in order.
    pub(super) fn subject_first_clauses(&self) -> Vec<Clause<'a>> {
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

    /// Adds the predicates that are joined to the last one: « … et demanderont à … ».
    fn more(&self, found: &mut Vec<Clause<'a>>) {
        let mut relative: Option<Tense> = None;
        let mut pending = false;
        // Whether the clause was set in after a comma.
        let mut inserted = false;
        let Some(mut main) = found.last().cloned() else { return };
        let mut at = self.after_operator(&main);
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
                at = self.after_operator(&next);
                (relative, pending) = (None, false);
                main = next.clone();
                found.push(next);
                continue;
            }
            // Without a word that opens a clause, what looks like a verb is none: « prennent note
            // ».
            if let Some(finite) = self.finite(at).filter(|_| pending || relative.is_some()) {
                relative = Some(finite.tense);
                pending = false;
            }
            at += 1;
        }
    }

    /// Where a condition set between commas, or after a joining word, ends: « et, lorsque les
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
        // What joins two verbs joins no clause that still lacks its verb: that verb came before,
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
        if relative.is_none()
            && !pending
            && let Some(clause) = self.goes_on(main, start, verb)
        {
            return Some(clause);
        }
        // « elles échangent des experts, organisent des stages »
        let guess = || {
            let plural = main.finite.number == Some(GrammaticalNumber::Plural)
                && main.finite.tense == Tense::Present;
            let reads = self.present_commits
                && plural
                && self.rules.verbs.looks_present(self.text, self.words[verb]);
            reads.then(|| self.unlisted_present(verb, GrammaticalNumber::Plural))
        };
        let finite = self.finite(verb).or_else(guess)?;
        let agrees = match (main.finite.number, finite.number) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        // Inside a relative clause the verb is the clause's, unless the tenses say it is not.
        let free = match relative {
            None => true,
            // A clause whose verb is not known has one in the singular.
            Some(_)
                if pending
                    && finite.number == Some(GrammaticalNumber::Plural)
                    && main.finite.number == Some(GrammaticalNumber::Plural) =>
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
