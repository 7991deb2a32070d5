//! What belongs to a finite verb and is separated from it: the particle, the participle or the
//! infinitive that closes its clause, and the pronouns and negations between.

use super::clause::{Clause, Operated};
use super::sentence::SentenceReader;
use super::subject::Subject;
use super::verbs::Finite;
use crate::language::{Match, Tense, WordOrder};
use crate::text::Separator;
use std::borrow::Cow;

impl<'a> SentenceReader<'a> {
    /// The clause of the finite verb at token `verb`, which begins at token `from`.
    pub(super) fn clause(
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
        let mut clause = Clause {
            subject,
            from,
            to: self.range.end,
            verb,
            reflexive,
            negated,
            finite,
            past,
            particle: None,
            participle: None,
            operated: None,
        };
        self.close(&mut clause);
        clause
    }

    /// Finds what closes the bracket that the finite verb of a clause opens.
    pub(super) fn close(&self, p: &mut Clause<'a>) {
        let verb_second = self.rules.order == WordOrder::V2;
        if verb_second {
            self.after_finite(p);
            self.find_particle(p);
        }
        let subject_negated = p.subject.is_some_and(|s| self.is_negation(s.start));
        p.negated |= subject_negated && !self.rules.operators.is_empty();
        let Some(verb) = p.finite.verb else { return };
        let auxiliary = verb_second && self.rules.verbs.is_auxiliary(verb);
        let mut tokens = self.main_tokens(p.verb + 1).filter(|_| auxiliary);
        let participle = tokens.find(|&at| self.is_participle(at));
        // « sind übereingekommen, … zu fördern »: what comes after the comma is another's.
        let closed =
            participle.filter(|at| self.words.get(at + 1).is_some_and(|w| !w.separator.joins()));
        if self.find_operator(p, verb, closed) {
            return;
        }
        let Some(at) = participle else { return };
        let reflexive = p.reflexive.is_some();
        match self.rules.verbs.perfect(verb, reflexive, self.words[at]) {
            Some(past) => p.past = Some((at, past)),
            None => p.participle = Some(at),
        }
    }

    /// The token after the verb of a clause and, of an operator, the verb that it requires.
    pub(super) fn after_operator(&self, p: &Clause<'a>) -> usize {
        p.operated.map_or(p.verb, |operated| operated.verb()) + 1
    }

    fn is_negation(&self, at: usize) -> bool {
        self.rules.negations.has(self.words[at])
    }

    /// The tokens of the main clause from `from` on, up to the next full stop or semicolon.
    pub(super) fn main_tokens(&self, from: usize) -> impl Iterator<Item = usize> {
        (from..self.range.end)
            .take_while(move |&at| at == from || !self.words[at].separator.has(Separator::STOP))
            .filter(|&at| !self.is_subordinate(at))
    }

    /// Whether the sentence leads the items of a list in.
    fn leads_in(&self) -> bool {
        let last = self.words[self.range.end - 1].span.end() as usize;
        self.text[last..].trim_start().starts_with(':')
    }

    /// Pronouns and negations after the finite verb, up to the next comma.
    fn after_finite(&self, p: &mut Clause<'a>) {
        for at in self.main_tokens(p.verb + 1) {
            let word = self.words[at];
            if !word.separator.joins() && at > p.verb + 1 && !self.is_subordinate(at - 1) {
                break;
            }
            // « dürfen die Daten nicht weitergeben », « geben keine Daten weiter »
            p.negated |= self.rules.negations.has(word);
            if p.reflexive.is_none() && self.rules.reflexives.has(word) {
                p.reflexive = Some(at);
            }
        }
    }

    /// The particle of a verb that takes one, and the verb that both are.
    fn find_particle(&self, p: &mut Clause<'a>) {
        let verbs = &self.rules.verbs;
        let Some(base) = p.finite.verb.filter(|&verb| verbs.takes_particles(verb)) else { return };
        for at in self.main_tokens(p.verb + 1) {
            let Some(verb) = verbs.with_particle(base, self.words[at]) else { continue };
            if !self.words[at].is_capital() && self.closes(at) {
                p.particle = Some(at);
                p.finite.verb = Some(verb);
                p.finite.lemma = Cow::Borrowed(verbs.lemma(verb));
                return;
            }
        }
    }

    /// The operator that the finite verb is, with the form that it requires; `closed` is the token
    /// that the clause ends with, if something else closes it.
    fn find_operator(&self, p: &mut Clause<'a>, verb: u32, closed: Option<usize>) -> bool {
        let Some(numbers) = self.rules.operators_of.get(&verb) else { return false };
        let words = &self.words[..self.range.end];
        let operated = numbers.iter().find_map(|&number| {
            let operator = &self.rules.operators[number as usize];
            let found = operator.tail.match_at(words, self, p.verb + 1)?;
            Some(Operated { operator, found, open: false })
        });
        let operated = operated.or_else(|| {
            let operator = &self.rules.operators[*numbers.first()? as usize];
            let found = Match { start: p.verb, end: p.verb + 1, gap: None };
            self.leads_in().then_some(Operated { operator, found, open: true })
        });
        let inside = |o: &Operated<'_>| closed.is_none_or(|closed| o.verb() <= closed);
        let Some(operated) = operated.filter(inside) else { return false };
        p.negated |= (p.verb + 1..operated.verb())
            .any(|at| self.is_negation(at) && !self.is_subordinate(at));
        p.finite.tense = Tense::Future;
        p.operated = Some(operated);
        true
    }

    /// The clause in which the operator of `main` goes on with another verb at token `verb`, after
    /// the joining word before token `start`: « shall promote trade and facilitate the exchange ».
    pub(super) fn goes_on(
        &self,
        main: &Clause<'a>,
        start: usize,
        verb: usize,
    ) -> Option<Clause<'a>> {
        let operated = main.operated?;
        let word = self.words[verb];
        self.rules.verbs.listed_infinitive(word)?;
        let next =
            self.words.get(verb + 1).filter(|w| verb + 1 < self.range.end && w.separator.joins());
        let object = next.is_some_and(|w| {
            let rules = self.rules;
            rules.determiners.has(*w) || rules.adverbs.has(*w) || rules.infinitive_marks.has(*w)
        });
        if self.rules.bare_infinitives && !object {
            return None;
        }
        Some(self.continued(main, operated, start, verb))
    }

    /// A clause without a finite verb of its own: its operator is that of `main`.
    pub(super) fn continued(
        &self,
        main: &Clause<'a>,
        operated: Operated<'a>,
        from: usize,
        verb: usize,
    ) -> Clause<'a> {
        let negated = (from..verb).any(|at| self.is_negation(at));
        let found = Match { start: verb, end: verb + 1, gap: None };
        Clause {
            from,
            to: self.range.end,
            verb,
            reflexive: None,
            negated: main.negated || negated,
            past: None,
            particle: None,
            participle: None,
            operated: Some(Operated { found, ..operated }),
            ..main.clone()
        }
    }
}
