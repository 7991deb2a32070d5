//! Whether a predicate binds, asks, values or states, and how strongly it binds.

use super::clause::Clause;
use super::fields::{Discourse, SentenceReader};
use super::rules::Frame;
use crate::language::{Match, Tense, Who};
use crate::model::{ImpliedSubject, SpeechAct, Strength};

impl<'a> SentenceReader<'a> {
    /// The act of a predicate and, of a promise, its strength.
    pub(super) fn act(
        &self,
        p: &Clause<'a>,
        frame: Option<(&Frame, Option<Match>)>,
        discourse: &Discourse,
    ) -> (SpeechAct, Option<Strength>) {
        const FIRM: (SpeechAct, Option<Strength>) = (SpeechAct::Commit, Some(Strength::Firm));
        const STATE: (SpeechAct, Option<Strength>) = (SpeechAct::State, None);
        let past = p.past.is_some();
        if let Some((frame, _)) =
            frame.filter(|(frame, _)| frame.agentless || self.is_first_person(p))
        {
            return (frame.act, frame.strength);
        }
        let Some(subject) = p.subject else {
            // « Le comité veillera à … » promises care, as the parties' own verb does.
            return match frame {
                _ if !self.is_implied(p) => STATE,
                Some((frame, _)) if frame.act == SpeechAct::Commit => (frame.act, frame.strength),
                _ => FIRM,
            };
        };
        match subject.who {
            Who::Pronoun if discourse.others => return STATE,
            Who::Singular if discourse.singular.is_none() => return STATE,
            _ => {}
        }
        // What was promised or asked still holds; an effort that was made is a fact.
        if past
            && frame.is_some_and(|(f, _)| {
                f.act == SpeechAct::State || f.strength == Some(Strength::Endeavour)
            })
        {
            return STATE;
        }
        match (frame, p.finite.tense) {
            (Some((frame, _)), Tense::Future) if frame.firm_in_future => FIRM,
            (Some((frame, _)), Tense::Present)
                if frame.act == SpeechAct::State && frame.firm_in_future =>
            {
                if self.present_commits { FIRM } else { STATE }
            }
            // What a treaty's parties encourage or ask for, they are bound to.
            (Some((frame, _)), Tense::Present)
                if self.present_commits
                    && !past
                    && frame.act == SpeechAct::Call
                    && frame.firm_in_future =>
            {
                FIRM
            }
            (Some((frame, _)), _) => (frame.act, frame.strength),
            (None, Tense::Future) => FIRM,
            (None, Tense::Present) if self.present_commits && self.is_action(p) => FIRM,
            (None, Tense::Present) => STATE,
        }
    }

    /// Whether the verb itself says « we », so that it needs no subject.
    pub(super) fn is_first_person(&self, p: &Clause) -> bool {
        p.subject.is_none()
            && self.rules.verbs.first_person(self.text, self.words[p.verb]).is_some()
    }

    /// The lemma of the predicate's own verb: of « ont salué », that of the participle.
    pub(super) fn lemma<'p>(&'p self, p: &'p Clause) -> &'p str {
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
        let mut next = p.verb + 1;
        while next < self.range.end && self.rules.adverbs.has(self.words[next]) {
            next += 1;
        }
        let states = matches!(p.finite.verb, Some(v) if self.rules.verbs.is_auxiliary(v));
        let passive = states
            && next < self.range.end
            && (self.rules.implied_participles.has(self.words[next])
                || (future && self.rules.implied_future_participles.has(self.words[next])));
        // « sera désigné par le président »: somebody else does it.
        let agent = next + 2;
        let by_others = passive
            && agent + 1 < self.range.end
            && self.rules.agents.has(self.words[agent - 1])
            && self.rules.determiners.has(self.words[agent])
            && !self.rules.no_agents.has(self.words[agent + 1])
            && self.subject_at(agent).is_none();
        (passive && !by_others) || (future && cooperation && !states)
    }
}

#[cfg(test)]
mod tests;
