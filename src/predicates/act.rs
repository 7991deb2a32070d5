//! Whether a predicate binds, asks, values or states, and how strongly it binds.

use super::clause::{Clause, Operated};
use super::discourse::Discourse;
use super::frames::FrameMatch;
use super::rules::Operator;
use super::sentence::SentenceReader;
use crate::language::{Tense, Who, WordOrder};
use crate::model::{ImpliedSubject, NONE, SpeechAct, Strength};

impl<'a> SentenceReader<'a> {
    /// The act of a predicate and, of a promise, its strength.
    pub(super) fn act(
        &self,
        p: &Clause<'a>,
        frame: Option<FrameMatch<'a>>,
        discourse: &Discourse,
    ) -> (SpeechAct, Option<Strength>) {
        let frame = frame.map(|found| found.frame);
        let past = p.past.is_some();
        if let Some(operated) = p.operated.filter(|o| !o.operator.spares(self.operated_verb(p))) {
            return self.operated_act(p, operated.operator, discourse);
        }
        if let Some(frame) = frame.filter(|frame| frame.agentless || self.is_first_person(p)) {
            return (frame.act, frame.strength);
        }
        let Some(subject) = p.subject else {
            // « Le comité veillera à … » promises care, as the parties' own verb does.
            return match frame {
                _ if !self.is_implied(p) => STATE,
                Some(frame) if frame.act == SpeechAct::Commit => (frame.act, frame.strength),
                _ => FIRM,
            };
        };
        if !speaks(subject.who, discourse) {
            return STATE;
        }
        // What was promised or asked still holds; an effort that was made is a fact.
        if past
            && frame.is_some_and(|f| {
                f.act == SpeechAct::State || f.strength == Some(Strength::Endeavour)
            })
        {
            return STATE;
        }
        match (frame, p.finite.tense) {
            (Some(frame), Tense::Future) if frame.firm_in_future => FIRM,
            (Some(frame), Tense::Present)
                if frame.act == SpeechAct::State && frame.firm_in_future =>
            {
                if self.present_commits { FIRM } else { STATE }
            }
            // What a treaty's parties encourage or ask for, they are bound to.
            (Some(frame), Tense::Present)
                if self.present_commits
                    && !past
                    && frame.act == SpeechAct::Call
                    && frame.firm_in_future =>
            {
                FIRM
            }
            (Some(frame), _) => (frame.act, frame.strength),
            (None, Tense::Future) => FIRM,
            (None, Tense::Present) if self.present_commits && self.is_action(p) => FIRM,
            (None, Tense::Present) => STATE,
        }
    }

    /// The number of the rule that says what a predicate does: an operator's, else a frame's.
    pub(super) fn verb_rule(&self, p: &Clause<'a>, frame: Option<FrameMatch<'a>>) -> u32 {
        let spared = |o: &Operated<'_>| o.operator.spares(self.operated_verb(p));
        match (p.operated.filter(|o| !spared(o)), frame) {
            (Some(operated), _) => operated.operator.rule,
            (None, Some(found)) => found.frame.rule,
            (None, None) => NONE,
        }
    }

    /// The act that an operator gives its verb: whether it binds depends on the subject.
    fn operated_act(
        &self,
        p: &Clause<'a>,
        operator: &Operator,
        discourse: &Discourse,
    ) -> (SpeechAct, Option<Strength>) {
        let holds = match p.subject {
            Some(subject) => speaks(subject.who, discourse),
            None => self.is_implied(p),
        };
        match (holds, operator.permission) {
            (false, _) => STATE,
            // What may not be done is forbidden.
            (true, true) if p.negated => FIRM,
            (true, true) => STATE,
            (true, false) => (operator.act, operator.strength),
        }
    }

    /// Whether the verb itself says « we », so that it needs no subject.
    pub(super) fn is_first_person(&self, p: &Clause) -> bool {
        p.subject.is_none()
            && self.rules.verbs.first_person(self.text, self.words[p.verb]).is_some()
    }

    /// The lemma of the predicate's own verb: of « ont salué », that of the participle; of
    /// « shall promote », that of the infinitive.
    pub(super) fn lemma<'p>(&'p self, p: &'p Clause) -> &'p str {
        if let Some(operated) = p.operated {
            let listed = self.operated_verb(p).map(|verb| self.rules.verbs.lemma(verb));
            return listed.unwrap_or(self.surface(operated.verb()));
        }
        p.past.map_or(&p.finite.lemma, |(_, verb)| self.rules.verbs.lemma(verb))
    }

    /// Whether a present tense is of an action: « be » and « have » state.
    fn is_action(&self, p: &Clause<'a>) -> bool {
        !p.finite.lemma.is_empty()
            && !matches!(p.finite.verb, Some(v) if self.rules.verbs.is_auxiliary(v))
    }

    /// Whether a future without an agent is a promise of the parties: « La collaboration se
    /// renforcera », « Un groupe de travail sera créé »; « Le procès s’ouvrira » is none.
    pub(super) fn is_implied(&self, p: &Clause<'a>) -> bool {
        let future = p.finite.tense == Tense::Future;
        if !future && !self.present_commits {
            return false;
        }
        let kind = self.data.kind.as_ref();
        if kind.is_some_and(|kind| kind.implied_subject == ImpliedSubject::Nobody) {
            return false;
        }
        let head = self.range.start..p.verb.min(self.range.start + 3);
        let cooperation = head.clone().any(|at| self.rules.implied_subjects.has(self.words[at]));
        let states = self.states(p);
        let passive = self.passive_participle(p).is_some_and(|at| {
            (self.rules.implied_participles.has(self.words[at])
                || (future && self.rules.implied_future_participles.has(self.words[at])))
                && !self.is_done_by_others(p, at)
        });
        passive || (future && cooperation && !states)
    }

    /// Whether the verb of a clause is « be » or the like: it states, or makes a passive.
    fn states(&self, p: &Clause<'a>) -> bool {
        let verb = if p.operated.is_some() { self.operated_verb(p) } else { p.finite.verb };
        verb.is_some_and(|verb| self.rules.verbs.is_auxiliary(verb))
    }

    /// The token of the participle in a passive.
    fn passive_participle(&self, p: &Clause<'a>) -> Option<usize> {
        let next = |verb: usize| {
            let mut rest = verb + 1..self.range.end;
            rest.find(|&at| !self.rules.adverbs.has(self.words[at]))
        };
        match p.operated {
            // « werden … <part> »: the operator itself makes the passive.
            Some(operated) if self.is_participle(operated.verb()) => Some(operated.verb()),
            _ if !self.states(p) => None,
            Some(operated) if self.rules.order == WordOrder::V2 => {
                // « sollen gefördert werden », « zullen worden bevorderd »
                let at = operated.verb();
                let before = at.checked_sub(1).filter(|&at| at > p.verb && self.is_participle(at));
                before.or_else(|| next(at))
            }
            Some(operated) => next(operated.verb()),
            None if self.rules.order == WordOrder::V2 => p.participle,
            None => next(p.verb),
        }
    }

    /// « sera désigné par le président »: somebody else does what the participle at `at` says.
    fn is_done_by_others(&self, p: &Clause<'a>, at: usize) -> bool {
        let by_other = |by: usize| {
            let agent = by + 1;
            agent + 1 < self.range.end
                && self.rules.agents.has(self.words[by])
                && self.rules.determiners.has(self.words[agent])
                && !self.rules.no_agents.has(self.words[agent + 1])
                && self.subject_at(agent).is_none()
        };
        let inside = if self.rules.order == WordOrder::V2 { p.verb + 1..at } else { 0..0 };
        inside.chain([at + 1]).any(by_other)
    }
}

const FIRM: (SpeechAct, Option<Strength>) = (SpeechAct::Commit, Some(Strength::Firm));
const STATE: (SpeechAct, Option<Strength>) = (SpeechAct::State, None);

/// Whether a subject is known to speak for the parties, or is named.
fn speaks(who: Who, discourse: &Discourse) -> bool {
    match who {
        Who::Pronoun => !discourse.others,
        Who::Singular => discourse.singular.is_some(),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
