//! Clauses whose finite verb is their second part: the subject before it or after it, what closes
//! its bracket at the end.

use super::clause::Clause;
use super::sentence::SentenceReader;
use super::subject::Subject;
use super::verbs::Finite;
use crate::text::Separator;

/// The most pronouns and adverbs between a finite verb and the subject after it.
const STEPS: usize = 3;

impl<'a> SentenceReader<'a> {
    /// The clauses of the sentence, in order.
    pub(super) fn verb_second_clauses(&self) -> Vec<Clause<'a>> {
        let mut found: Vec<Clause<'a>> = Vec::new();
        let Some(first) = self.main_clause(self.range.start) else { return found };
        let mut at = self.after(&first);
        found.push(first);
        while at < self.range.end {
            let Some(main) = found.last() else { return found };
            match self.next_clause(main, at) {
                Some(next) => {
                    let end = at;
                    at = self.after(&next).max(at + 1);
                    if let Some(last) = found.last_mut() {
                        last.to = end;
                    }
                    found.push(next);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The token after all that a clause has of its verb.
    fn after(&self, p: &Clause<'a>) -> usize {
        let closing = [
            p.particle,
            p.participle,
            p.past.map(|(at, _)| at),
            p.operated.map(|operated| operated.verb()),
        ];
        closing.into_iter().flatten().max().unwrap_or(p.verb) + 1
    }

    /// The first clause from token `from` on that belongs to no other.
    fn main_clause(&self, from: usize) -> Option<Clause<'a>> {
        let (verb, finite) = self.second(from)?;
        let before = self.main_tokens(from).take_while(|&at| at < verb);
        let mut heads = before.filter(|&at| at == from || self.is_head(at));
        let subject = heads
            .find_map(|at| self.subject_at(at).filter(|subject| subject.end <= verb))
            .or_else(|| self.subject_after(verb));
        Some(self.clause(subject, from, verb, finite))
    }

    /// Whether a subject may begin at token `at`, before its verb: after what introduces it.
    fn is_head(&self, at: usize) -> bool {
        let word = self.words[at];
        word.separator.has(Separator::COMMA)
            || self.is_subordinate(at - 1)
            || self.rules.coordinators.has(self.words[at - 1])
    }

    /// The subject after a finite verb: « In diesem Rahmen werden die Parteien … ».
    fn subject_after(&self, verb: usize) -> Option<Subject> {
        let mut at = verb + 1;
        while at < self.range.end && at <= verb + STEPS {
            if let Some(subject) = self.subject_at(at) {
                return Some(subject);
            }
            let word = self.words[at];
            if !self.rules.clitics.has(word) && !self.rules.adverbs.has(word) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The finite verb of the main clause that begins at token `from`.
    fn second(&self, from: usize) -> Option<(usize, Finite<'a>)> {
        let listed = self
            .main_tokens(from)
            .filter(|&at| !self.is_marked(at))
            .find_map(|at| Some((at, self.finite(at)?)));
        let guessed = self.guessed_second(from, listed.as_ref().map(|(at, _)| *at));
        guessed.or(listed)
    }

    /// A finite verb that no list holds, before token `before`: right after a subject, or right
    /// before one.
    fn guessed_second(&self, from: usize, before: Option<usize>) -> Option<(usize, Finite<'a>)> {
        let before = before.unwrap_or(self.range.end);
        let verbs = &self.rules.verbs;
        let reads = |at: usize, subject: Subject| {
            let word = self.words[at];
            let reads = match subject.singular {
                true => verbs.looks_singular(self.text, word),
                false => verbs.looks_present(self.text, word),
            };
            (reads && !self.is_marked(at))
                .then(|| (at, self.unlisted_present(at, subject.number())))
        };
        if let Some(subject) = self.subject_at(from) {
            let at = self.main_tokens(subject.end).next().filter(|&at| at < before)?;
            let near = at > subject.end || self.words[at].separator.joins();
            return reads(at, subject).filter(|_| near);
        }
        self.main_tokens(from).take_while(|&at| at < before).find_map(|at| {
            let subject = self.subject_at(at + 1).filter(|_| at + 1 < self.range.end)?;
            self.words[at + 1].separator.joins().then(|| reads(at, subject))?
        })
    }

    /// The clause that a joining word or a sign before token `at` joins to `main`.
    fn next_clause(&self, main: &Clause<'a>, at: usize) -> Option<Clause<'a>> {
        if self.is_subordinate(at) {
            return None;
        }
        let coordinated = self.rules.coordinators.has(self.words[at]);
        let apart = self.words[at].separator.has(Separator::COMMA | Separator::OTHER);
        if !coordinated && !apart {
            return None;
        }
        let start = at + usize::from(coordinated);
        if start >= self.range.end || self.is_subordinate(start) {
            return None;
        }
        // « werden die Zusammenarbeit verstärken und den Austausch fördern »
        if let Some(operated) = main.operated.filter(|operated| operated.verb() + 1 == at) {
            let verb = self
                .main_tokens(start)
                .take_while(|&i| i == start || self.words[i].separator.joins())
                .find(|&i| self.is_infinitive(i) && self.closes(i));
            if let Some(verb) = verb {
                return Some(self.continued(main, operated, start, verb));
            }
        }
        // « und unterstützen den Austausch »: the subject is that of the clause before.
        let verb = self.skip(start);
        if verb < self.range.end
            && !self.is_marked(verb)
            && let Some(finite) = self.finite(verb)
        {
            let subject = self.subject_after(verb).or(main.subject);
            return Some(self.clause(subject, start, verb, finite));
        }
        // « und die Behörden arbeiten zusammen »
        let subject = self.subject_at(start)?;
        let verb = self.skip(subject.end);
        let finite = if verb < self.range.end { self.finite(verb)? } else { return None };
        Some(self.clause(Some(subject), start, verb, finite))
    }
}
