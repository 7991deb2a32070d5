//! The record of a predicate: act, strength, actor, trigger and the rest of the scheme.

use super::clause::Clause;
use super::discourse::Discourse;
use super::sentence::SentenceReader;
use super::subject::Subject;
use crate::language::{GrammaticalNumber, Match, Who, WordOrder};
use crate::model::{
    Change, EntityId, EntityKind, FiredRules, MentionData, NONE, NodeId, Polarity, PredicateData,
    SpeechAct,
};
use crate::text::Span;

/// What a sentence gives.
pub(super) struct Reading {
    pub(super) predicates: Vec<PredicateData>,
    /// What its last predicate promises of the items of a list that follows.
    pub(super) lead_in: Option<LeadIn>,
}

/// A promise whose content is in the items of a list: « s’engagent à : ».
pub(super) struct LeadIn {
    template: PredicateData,
}

/// The most verbs that share an object with the one after them.
const SHARING: usize = 16;
/// What is promised is new, and no rule says so.
const NO_CHANGE: (Change, u32) = (Change::New, NONE);

/// The most words from a subject to a verb joined to its own, between which its actors are named.
const ACTORS: usize = 1024;

/// The most words before the infinitive of an item.
const STEPS: usize = 4;

impl<'a> SentenceReader<'a> {
    /// The predicates of the sentence and what each does.
    pub(super) fn read(&self, sentence: Span, discourse: &mut Discourse) -> Reading {
        let clauses = match self.rules.order {
            WordOrder::Svo => self.subject_first_clauses(),
            WordOrder::V2 => self.verb_second_clauses(),
        };
        let of_others = clauses.first().is_some_and(|p| {
            p.subject.is_none() && p.finite.number != Some(GrammaticalNumber::Singular)
                || matches!(p.subject, Some(s) if s.who == Who::Pronoun && discourse.others)
        });
        let mut found: Vec<PredicateData> = Vec::with_capacity(clauses.len());
        let mut ends: Vec<usize> = clauses.iter().map(|p| p.to).collect();
        let mut sharing = 0;
        for i in (0..clauses.len().saturating_sub(1)).rev() {
            // « poursuivront et intensifieront ces travaux »: the object is shared.
            let shared = clauses[i].to <= clauses[i].verb + 1 && sharing < SHARING;
            sharing = if shared { sharing + 1 } else { 0 };
            if shared {
                ends[i] = ends[i + 1];
            }
        }
        for (clause, end) in clauses.iter().zip(ends) {
            let span = self.clause_span(sentence, clause.from, end);
            let predicate = self.record(clause, span, end, discourse);
            match clause.subject.map(|s| s.who) {
                Some(Who::Named | Who::Parties) => {
                    discourse.singular = Some(predicate.actor.clone())
                }
                // What is plural is no « elle ».
                None if clause.finite.number != Some(GrammaticalNumber::Plural) => {
                    discourse.singular = None
                }
                _ => {}
            }
            found.push(predicate);
        }
        if clauses.is_empty() {
            // A sentence whose verb is not known has a subject all the same.
            discourse.singular = None;
        }
        discourse.others = of_others;
        let open = self.text[sentence.range()].trim_end().ends_with(':');
        let lead_in =
            found.last().filter(|c| open && c.act == SpeechAct::Commit && c.object.is_none());
        let lead_in = lead_in.map(|c| LeadIn { template: c.clone() });
        Reading { predicates: found, lead_in }
    }

    /// From the first word of the clause to its last, or to the sentence's last sign but its stop.
    fn clause_span(&self, sentence: Span, from: usize, to: usize) -> Span {
        let start = match from == self.range.start {
            true => sentence.start(),
            false => self.words[from].span.start(),
        };
        let end = if to == self.range.end {
            let slice = &self.text[sentence.range()];
            let stops = ['.', ';', ':', ',', '!', '?', '…'];
            let trimmed = slice.trim_end_matches(|c: char| stops.contains(&c) || c.is_whitespace());
            sentence.start() + trimmed.len() as u32
        } else {
            self.closed(self.words[to - 1].span.end())
        };
        Span::new(start, end.max(self.words[to - 1].span.end()))
    }

    /// The end of a phrase with the brackets and quotes that close right after it.
    fn closed(&self, end: u32) -> u32 {
        let rest = &self.text[end as usize..];
        let closing = rest.trim_start_matches([')', ']', '”', '"']);
        let closing =
            match closing.trim_start_matches([' ', '\u{a0}', '\u{202f}']).strip_prefix('»') {
                Some(after) => after,
                None => closing,
            };
        end + (rest.len() - closing.len()) as u32
    }

    fn record(
        &self,
        p: &Clause<'a>,
        span: Span,
        end: usize,
        discourse: &Discourse,
    ) -> PredicateData {
        let frame = self.frame(p, end);
        let (act, strength) = self.act(p, frame, discourse);
        let (trigger, after) = self.trigger(p, frame);
        let action = self.action(p, frame, after, end);
        let verb_rule = self.verb_rule(p, frame);
        let commits = act == SpeechAct::Commit;
        let implied = commits && p.subject.is_none();
        let (addressee, addressee_rule) = self.addressee(frame, after, end).unzip();
        let (change, change_rule) = match act {
            SpeechAct::Commit | SpeechAct::Call => {
                let main = self.rules.change(self.lemma(p));
                main.or_else(|| self.rules.change(&action.lemma)).unwrap_or(NO_CHANGE)
            }
            _ => NO_CHANGE,
        };
        let (hedges, hedge_rules) = self.phrases(&self.rules.hedges, p.from..end, |m| m);
        let until_comma = |m: Match| Match { end: self.phrase_end(m.end, end), ..m };
        let (conditions, condition_rules) =
            self.phrases(&self.rules.conditions, p.from..end, until_comma);
        let negative = p.negated
            || frame.is_some_and(|f| f.frame.polarity == Some(Polarity::Negative))
            || action.at.is_some_and(|at| self.rules.negative.has(self.words[at]));
        let addressees =
            addressee.clone().map_or(Vec::new(), |range| self.entities(range, |_| true));
        let mut bodies = Vec::new();
        if commits {
            bodies = self.entities(after..end, |m| self.is_body(m));
            bodies.retain(|id| !addressees.contains(id));
        }
        PredicateData {
            written: false,
            span,
            node: NodeId(0),
            eid: Span::default(),
            act,
            strength,
            polarity: if negative { Polarity::Negative } else { Polarity::Positive },
            change,
            reciprocal: act == SpeechAct::Commit && self.is_reciprocal(p.verb, action.at, end),
            implied,
            actor: self.actor(p, implied, discourse),
            actor_span: p.subject.map(|s| self.span(s.start..s.end)),
            bodies,
            addressees,
            addressee_span: addressee.map(|range| self.span(range)),
            trigger,
            hedges,
            conditions,
            rules: FiredRules {
                verb: verb_rule,
                subject: p.subject.map_or_else(|| self.nobody_at(p.from), |subject| subject.rule),
                addressee: addressee_rule.unwrap_or(NONE),
                change: change_rule,
                hedges: hedge_rules,
                conditions: condition_rules,
            },
            lemma: action.lemma,
            object: action.object.map(|range| self.span(range)),
        }
    }

    fn actor(&self, p: &Clause<'a>, implied: bool, discourse: &Discourse) -> Vec<EntityId> {
        match p.subject {
            None if implied || self.is_first_person(p) => self.data.parties.clone(),
            None => Vec::new(),
            Some(Subject { who: Who::Singular, .. }) => {
                discourse.singular.clone().unwrap_or_default()
            }
            Some(Subject { who: Who::Named, start, .. }) => {
                let to = p.verb.min(start + ACTORS);
                let named = self.entities(start..to, |m| m.kind == EntityKind::Person);
                let named = match named.is_empty() {
                    true => self.entities(start..to, |m| m.kind != EntityKind::Date),
                    false => named,
                };
                if named.is_empty() { self.data.parties.clone() } else { named }
            }
            Some(_) => self.data.parties.clone(),
        }
    }

    /// Whether a mention may be of a body that carries a promise out.
    fn is_body(&self, mention: &MentionData) -> bool {
        let class = self.data.entities[mention.entity.0 as usize].class();
        mention.kind == EntityKind::Organization
            && mention.outer == NONE
            && !matches!(
                class,
                Some("state" | "coalition" | "armed-group" | "government" | "party")
            )
    }

    /// An item of a list that a promise leads in: it must begin with an infinitive.
    pub(super) fn item(&self, lead: &LeadIn, is_item: bool) -> Option<PredicateData> {
        if !is_item || self.range.is_empty() {
            return None;
        }
        let at = self.item_verb()?;
        let end = self.range.end;
        let lemma: Box<str> = self.surface(at).to_lowercase().into();
        let object = match self.rules.order {
            WordOrder::V2 if at > 0 => 0..at - usize::from(self.is_marked(at)),
            _ => at + 1..self.phrase_end(at + 1, end),
        };
        let span = self.span(0..end);
        let (change, change_rule) = self.rules.change(&lemma).unwrap_or(NO_CHANGE);
        let (hedges, hedge_rules) = self.phrases(&self.rules.hedges, 0..end, |m| m);
        let negated = self.words[..at].iter().any(|w| self.rules.negations.has(*w));
        let negative = negated || self.rules.negative.has(self.words[at]);
        Some(PredicateData {
            span,
            change,
            polarity: if negative { Polarity::Negative } else { lead.template.polarity },
            reciprocal: self.is_reciprocal(at, Some(at), end),
            bodies: self.entities(at..end, |m| self.is_body(m)),
            addressees: Vec::new(),
            addressee_span: None,
            hedges,
            conditions: Vec::new(),
            rules: FiredRules {
                addressee: NONE,
                change: change_rule,
                hedges: hedge_rules,
                conditions: Vec::new(),
                ..lead.template.rules
            },
            object: (!object.is_empty()).then(|| self.span(object)),
            lemma,
            ..lead.template.clone()
        })
    }

    /// The infinitive that an item is about: at its head, or in the order `v2` at its end.
    fn item_verb(&self) -> Option<usize> {
        if self.rules.order == WordOrder::V2 {
            return self.main_tokens(self.range.start).find_map(|at| {
                let closing = |at: &usize| self.closes(*at);
                let marked = self.marked_infinitive(at).map(|end| end - 1);
                marked.or_else(|| self.is_infinitive(at).then_some(at)).filter(closing)
            });
        }
        (0..self.range.end.min(STEPS)).find(|&at| {
            let word = self.words[at];
            let reads = match self.rules.bare_infinitives {
                true => self.rules.verbs.listed_infinitive(word).is_some(),
                false => self.rules.verbs.is_infinitive(self.text, word),
            };
            reads
                && (0..at).all(|i| {
                    let word = self.words[i];
                    self.rules.clitics.has(word)
                        || self.rules.infinitive_marks.has(word)
                        || self.rules.adverbs.has(word)
                })
        })
    }
}

#[cfg(test)]
mod tests;
