//! What a predicate does: act, strength, actor, addressee, trigger and the rest of the scheme.

use super::clause::{Clause, Subject};
use super::rules::{Frame, Phrases, Rules};
use crate::language::{Class, Classes, Match, Number, Tense, Who};
use crate::model::{
    Change, Data, EntityId, EntityKind, FiredRules, MentionData, NONE, NodeId, Polarity,
    PredicateData, SpeechAct, Strength,
};
use crate::text::{Separator, Span, Token};
use std::ops::Range;

/// A sentence and everything its reading needs.
pub(super) struct SentenceReader<'a> {
    pub(super) rules: &'a Rules,
    pub(super) data: &'a Data,
    pub(super) text: &'a str,
    /// The words of the block.
    pub(super) words: &'a [Token],
    /// Those of the sentence.
    pub(super) range: Range<usize>,
    /// The mentions of the block.
    mentions: &'a [MentionData],
    /// Whether the parties' present tense binds them.
    pub(super) present_commits: bool,
}

/// Of whom the sentences before spoke.
#[derive(Clone, Debug, Default)]
pub(super) struct Discourse {
    /// Of somebody else than the parties: « Ils » may be they.
    pub(super) others: bool,
    /// The last singular subject that speaks: « elle ».
    pub(super) singular: Option<Vec<EntityId>>,
}

/// What a sentence gives.
pub(super) struct Reading {
    pub(super) predicates: Vec<PredicateData>,
    /// What its last predicate promises of the items of a list that follows.
    pub(super) lead_in: Option<LeadIn>,
}

/// A promise whose content stands in the items of a list: « s’engagent à : ».
pub(super) struct LeadIn {
    template: PredicateData,
}

/// The most words looked at behind a verb for signs of exchange or for an infinitive.
const NEAR: usize = 8;
/// The most verbs that share an object with the one behind them.
const SHARING: usize = 16;
/// The most words from a subject to a verb joined to its own, between which its actors are named.
const ACTORS: usize = 1024;
/// What is promised is new, and no rule says so.
const NO_CHANGE: (Change, u32) = (Change::New, NONE);
/// The most words of an addressee.
const ADDRESSEE: usize = 30;

impl<'a> SentenceReader<'a> {
    pub(super) fn new(
        rules: &'a Rules,
        data: &'a Data,
        words: &'a [Token],
        range: Range<usize>,
        mentions: &'a [MentionData],
        present_commits: bool,
    ) -> Self {
        Self { rules, data, text: &data.text, words, range, mentions, present_commits }
    }

    pub(super) fn surface(&self, at: usize) -> &'a str {
        &self.text[self.words[at].span.range()]
    }

    /// The predicates of the sentence and what each does.
    pub(super) fn read(&self, sentence: Span, discourse: &mut Discourse) -> Reading {
        let clauses = self.clauses();
        let of_others = clauses.first().is_some_and(|p| {
            p.subject.is_none() && p.finite.number != Some(Number::Singular)
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
                None if clause.finite.number != Some(Number::Plural) => discourse.singular = None,
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

    /// The end of a phrase with the brackets and quotes that close right behind it.
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
            || frame.is_some_and(|(f, _)| f.polarity == Some(Polarity::Negative))
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
                verb: frame.map_or(NONE, |(frame, _)| frame.rule),
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

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.words[range.start].span.start(), self.words[range.end - 1].span.end())
    }

    /// The frame of the verb whose complement matches most words.
    fn frame(&self, p: &Clause<'a>, end: usize) -> Option<(&'a Frame, Option<Match>)> {
        // A compound past does what its participle's verb does: « ont invité », « s’est engagée à ».
        let past = p.past.and_then(|(at, verb)| self.frame_of(verb, at, p, end));
        past.or_else(|| self.frame_of(p.finite.verb?, p.verb, p, end))
    }

    /// The frame of the listed verb that stands, finite or as a participle, at token `at`.
    fn frame_of(
        &self,
        verb: u32,
        at: usize,
        p: &Clause<'a>,
        end: usize,
    ) -> Option<(&'a Frame, Option<Match>)> {
        let numbers = self.rules.frames_of.get(&verb)?;
        let words = &self.words[..end.max(at + 1)];
        numbers
            .iter()
            .map(|&n| &self.rules.frames[n as usize])
            .filter(|frame| frame.reflexive == p.reflexive.is_some())
            .filter(|frame| {
                let begins =
                    |all: &Vec<_>| self.words.get(at + 1).is_some_and(|w| all.contains(&w.word));
                frame.begins.as_ref().is_none_or(begins)
            })
            .filter_map(|frame| match &frame.tail {
                None => Some((frame, None)),
                Some(tail) => {
                    let m = tail.match_at(words, self, at + 1)?;
                    // A complement behind a comma or a bracket is another's.
                    let near = m.gap.is_some() || self.words[at + 1].separator.joins();
                    near.then_some((frame, Some(m)))
                }
            })
            .max_by_key(|(_, m)| {
                m.map_or(0, |m| m.end - m.start - m.gap.map_or(0, |(from, to)| to - from))
            })
    }

    /// The words that make the predicate what it is, and the token after the last of them.
    fn trigger(
        &self,
        p: &Clause<'a>,
        frame: Option<(&Frame, Option<Match>)>,
    ) -> (Vec<Span>, usize) {
        let first = p.reflexive.unwrap_or(p.verb);
        let Some((_, Some(m))) = frame else {
            let end = self.participle_end(p);
            return (vec![self.span(first..end)], end);
        };
        let last = self.with_apostrophe(m.end);
        let head = Span::new(self.words[first].span.start(), last);
        match m.gap {
            None => (vec![head], m.end),
            Some((from, to)) => {
                let before = self.span(first..from.max(p.verb + 1));
                (vec![before, Span::new(self.words[to].span.start(), last)], m.end)
            }
        }
    }

    /// The token after a compound tense: « a été intensifiée », « ont échangé ».
    fn participle_end(&self, p: &Clause<'a>) -> usize {
        let auxiliary = p.finite.tense == Tense::Present
            && p.finite
                .verb
                .map_or(p.finite.lemma.is_empty(), |v| self.rules.verbs.is_auxiliary(v));
        let mut end = p.past.map_or(p.verb, |(participle, _)| participle) + 1;
        let mut at = end;
        while auxiliary && at < self.range.end && at < p.verb + 1 + NEAR / 2 {
            if !self.words[at].separator.joins() {
                break;
            }
            if self.rules.verbs.is_participle(self.text, self.words[at]) {
                end = at + 1;
            } else if !self.rules.adverbs.has(self.words[at]) {
                break;
            }
            at += 1;
        }
        end
    }

    /// The end of the token before `end`, with the apostrophe behind it: « d’ ».
    fn with_apostrophe(&self, end: usize) -> u32 {
        let last = self.words[end - 1].span.end();
        let elided = self.words.get(end).is_some_and(|w| w.separator.has(Separator::APOSTROPHE));
        let mark =
            self.text[last as usize..].chars().next().filter(|c| matches!(c, '’' | '\'' | 'ʼ'));
        last + mark.filter(|_| elided).map_or(0, |c| c.len_utf8() as u32)
    }

    /// The verb of the action itself and what it is done to.
    fn action(
        &self,
        p: &Clause<'a>,
        frame: Option<(&Frame, Option<Match>)>,
        after: usize,
        end: usize,
    ) -> Action {
        let complement =
            frame.is_some_and(|(f, m)| m.is_some() || f.strength == Some(Strength::Intention));
        // « continueront de développer »: the infinitive is the action.
        let marked = after < end && self.rules.infinitive_marks.has(self.words[after]);
        let mut at = after;
        let mut infinitive = None;
        while at < end.min(after + NEAR) {
            let word = self.words[at];
            if self.rules.verbs.is_infinitive(self.text, word) && !self.is_noun(at) {
                infinitive = Some(at);
                break;
            }
            let mark = at == after && marked;
            let passing = mark
                || self.rules.clitics.has(word)
                || self.rules.adverbs.has(word)
                || (frame.is_some() && self.in_insertion(after, at, end));
            if !passing {
                break;
            }
            at += 1;
        }
        let infinitive = infinitive.filter(|_| complement || marked);
        let object_from = infinitive.map_or(after, |at| at + 1);
        let object = object_from..self.phrase_end(object_from, end);
        let object = (!object.is_empty()).then_some(object);
        match infinitive {
            Some(at) => {
                Action { lemma: self.surface(at).to_lowercase().into(), at: Some(at), object }
            }
            None => {
                let told = frame.and_then(|(f, _)| f.lemma.clone());
                Action { lemma: told.unwrap_or_else(|| self.lemma(p).into()), at: None, object }
            }
        }
    }

    /// Whether token `at` stands between two commas behind token `from`: « , dans ce contexte, ».
    fn in_insertion(&self, from: usize, at: usize, end: usize) -> bool {
        from < end
            && self.words[from].separator.has(Separator::COMMA)
            && (at + 1..end.min(from + NEAR)).any(|i| self.words[i].separator.has(Separator::COMMA))
    }

    fn is_noun(&self, at: usize) -> bool {
        at > self.range.start
            && self.rules.determiners.has(self.words[at - 1])
            && !self.rules.clitics.has(self.words[at - 1])
    }

    /// The token at which a phrase ends: the next comma, bracket or stop.
    fn phrase_end(&self, from: usize, end: usize) -> usize {
        let edge = |w: Token| {
            w.separator.has(Separator::COMMA | Separator::STOP | Separator::OPEN | Separator::CLOSE)
        };
        (from..end).find(|&at| at > from && edge(self.words[at])).unwrap_or(end)
    }

    /// Whether the two sides do it to each other: the verb, or a noun close behind it, says so.
    fn is_reciprocal(&self, verb: usize, action: Option<usize>, end: usize) -> bool {
        let from = action.unwrap_or(verb + 1).min(end);
        let stop = self.phrase_end(from, end).min(from + NEAR);
        self.rules.verbs.lemma_in(&self.rules.reciprocal, self.words[verb], self.text)
            || (from..stop).any(|at| self.rules.reciprocal.has(self.words[at]))
    }

    /// Who is asked or addressed, and the number of the rule.
    fn addressee(
        &self,
        frame: Option<(&Frame, Option<Match>)>,
        after: usize,
        end: usize,
    ) -> Option<(Range<usize>, u32)> {
        if let Some((frame, _)) = frame.filter(|(f, _)| f.addressed && after < end) {
            let limit = end.min(after + ADDRESSEE);
            let infinitive = (after + 1..limit).find(|&at| {
                self.rules.infinitive_marks.has(self.words[at])
                    && (at + 1..limit.min(at + 3)).any(|i| {
                        self.rules.verbs.is_infinitive(self.text, self.words[i])
                            && (at + 1..i).all(|j| self.rules.clitics.has(self.words[j]))
                    })
            });
            let named = || {
                (self.mentions(after..limit.min(after + 3)).next().is_some())
                    .then(|| self.phrase_end(after, end))
            };
            if let Some(to) = infinitive.or_else(named).filter(|&to| to > after) {
                return Some((after..to, frame.rule));
            }
        }
        (after..end).find_map(|at| {
            let mut patterns = self.rules.addressees.at(self.words[at]);
            let (m, rule) = patterns.find_map(|(pattern, rule)| {
                Some((pattern.match_at(&self.words[..end], self, at)?, rule))
            })?;
            let to = self.phrase_end(m.end, end);
            (to > m.end).then_some((m.end..to, rule))
        })
    }

    /// The phrases that match in a range, and the numbers of their rules.
    fn phrases(
        &self,
        patterns: &Phrases,
        range: Range<usize>,
        widen: impl Fn(Match) -> Match,
    ) -> (Vec<Span>, Vec<u32>) {
        let (mut found, mut rules) = (Vec::new(), Vec::new());
        let mut at = range.start;
        while at < range.end {
            let longest = patterns
                .at(self.words[at])
                .filter_map(|(p, rule)| {
                    Some((p.match_at(&self.words[..range.end], self, at)?, rule))
                })
                .max_by_key(|(m, _)| m.end);
            match longest.map(|(m, rule)| (widen(m), rule)) {
                Some((m, rule)) => {
                    rules.push(rule);
                    found.push(self.span(m.start..m.end));
                    at = m.end;
                }
                None => at += 1,
            }
        }
        (found, rules)
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

    /// The mentions that begin in a range of tokens.
    fn mentions(&self, range: Range<usize>) -> impl Iterator<Item = &'a MentionData> {
        let all = self.mentions;
        let words = &self.words[range.start..range.end.max(range.start)];
        let from = words.first().map_or(0, |w| w.span.start());
        let to = words.last().map_or(0, |w| w.span.end());
        let first = all.partition_point(|m| m.span.start() < from);
        all[first..].iter().take_while(move |m| m.span.start() < to)
    }

    fn entities(&self, range: Range<usize>, holds: impl Fn(&MentionData) -> bool) -> Vec<EntityId> {
        let mut ids: Vec<EntityId> = Vec::new();
        for mention in self.mentions(range).filter(|m| holds(m)) {
            if !ids.contains(&mention.entity) && ids.len() < 64 {
                ids.push(mention.entity);
            }
        }
        ids
    }

    /// An item of a list that a promise leads in: it must begin with an infinitive.
    pub(super) fn item(&self, lead: &LeadIn, is_item: bool) -> Option<PredicateData> {
        if !is_item || self.range.is_empty() {
            return None;
        }
        let at = (0..self.range.end.min(STEPS)).find(|&at| {
            self.rules.verbs.is_infinitive(self.text, self.words[at])
                && (0..at).all(|i| {
                    let word = self.words[i];
                    self.rules.clitics.has(word)
                        || self.rules.infinitive_marks.has(word)
                        || self.rules.adverbs.has(word)
                })
        })?;
        let end = self.range.end;
        let lemma: Box<str> = self.surface(at).to_lowercase().into();
        let object = at + 1..self.phrase_end(at + 1, end);
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
}

/// The most words before the infinitive of an item.
const STEPS: usize = 4;

/// The verb of the action, where it stands if it is an infinitive, and its object.
struct Action {
    lemma: Box<str>,
    at: Option<usize>,
    object: Option<Range<usize>>,
}

impl Classes for SentenceReader<'_> {
    fn class_end(&self, class: Class, at: usize) -> Option<usize> {
        let word = *self.words.get(at)?;
        let one = |holds: bool| holds.then_some(at + 1);
        let mention = |holds: &dyn Fn(&MentionData) -> bool| {
            let found = self
                .mentions(at..at + 1)
                .find(|m| m.span.start() == word.span.start() && holds(m))?;
            let end = self.words.partition_point(|w| w.span.start() < found.span.end());
            Some(end)
        };
        let class_of = |m: &MentionData| self.data.entities[m.entity.0 as usize].class();
        match class {
            Class::Kind(kind) => mention(&|m| m.kind == kind),
            Class::State => mention(&|m| matches!(class_of(m), Some("state" | "country"))),
            Class::Party => mention(&|m| self.is_party(m.entity)),
            Class::Capital => one(word.is_capital()),
            Class::Lower => one(!word.is_capital() && !word.is_digits()),
            Class::Number => one(word.is_digits()),
            Class::Adverb => one(self.rules.adverbs.has(word)),
            Class::Word => Some(at + 1),
            Class::Demonym | Class::Adjective => None,
        }
    }
}

impl SentenceReader<'_> {
    /// Whether an entity is a party, or the country of one.
    fn is_party(&self, entity: EntityId) -> bool {
        let of = |id: EntityId| &self.data.entities[id.0 as usize];
        let this = of(entity);
        let state = matches!(this.class(), Some("state" | "country"));
        self.data.parties.iter().any(|&party| {
            party == entity
                || (state && this.country().is_some() && of(party).country() == this.country())
        })
    }
}

#[cfg(test)]
mod tests;
