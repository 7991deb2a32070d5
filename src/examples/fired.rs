//! What akoma finds in a document, and which rules of the language found it.

use crate::language::{Language, Rule, RuleKind};
use crate::model::{Document, EntityKind, NONE, PredicateData, SpeechAct, Strength};
use crate::text::{Span, fold, folded_prefix};

/// Something that was found.
#[derive(Debug)]
pub(super) struct Fired {
    /// The number of the rule that found it, or [`NONE`].
    pub(super) rule: u32,
    /// The words that were found, in one piece or more.
    pub(super) spans: Vec<Span>,
    /// What a predicate does.
    pub(super) act: Option<(SpeechAct, Option<Strength>)>,
    /// What kind of thing a mention names.
    pub(super) kind: Option<EntityKind>,
    /// Whether the words are somewhere inside `spans`.
    pub(super) inside: bool,
}

impl Fired {
    fn new(rule: u32, spans: impl Into<Vec<Span>>) -> Self {
        Self { rule, spans: spans.into(), act: None, kind: None, inside: false }
    }
}

/// All that was found in a document.
pub(super) fn fired(doc: &Document, language: &Language) -> Vec<Fired> {
    let mut all = Vec::new();
    for predicate in &doc.data().predicates {
        add_predicate(predicate, &mut all);
    }
    let mentions = doc.data().mentions.iter();
    all.extend(mentions.map(|m| Fired { kind: Some(m.kind), ..Fired::new(m.rule, [m.span]) }));
    add_structure(doc, language, &mut all);
    all
}

fn add_predicate(predicate: &PredicateData, all: &mut Vec<Fired>) {
    let rules = &predicate.rules;
    let verb = Fired::new(rules.verb, predicate.trigger.clone());
    all.push(Fired { act: Some((predicate.act, predicate.strength)), ..verb });
    let mut add = |rule: u32, span: Span| {
        if rule != NONE {
            all.push(Fired::new(rule, [span]));
        }
    };
    for span in &predicate.trigger {
        add(rules.change, *span);
    }
    if let Some(span) = predicate.actor_span {
        add(rules.subject, span);
    }
    if let Some(span) = predicate.addressee_span {
        add(rules.addressee, span);
    }
    predicate.hedges.iter().zip(&rules.hedges).for_each(|(span, rule)| add(*rule, *span));
    predicate.conditions.iter().zip(&rules.conditions).for_each(|(span, rule)| add(*rule, *span));
    if predicate.actor_span.is_none() && rules.subject != NONE {
        // The place of a subject that stands for nobody is not kept.
        all.push(Fired { inside: true, ..Fired::new(rules.subject, [predicate.span]) });
    }
}

/// The rules of structure are known by the elements that they make.
fn add_structure(doc: &Document, language: &Language, all: &mut Vec<Fired>) {
    for node in doc.root().descendants() {
        let kind = match node.element() {
            "docType" => RuleKind::DocType,
            "num" => RuleKind::Division,
            "conclusions" => RuleKind::Conclusion,
            _ => continue,
        };
        let text = &doc.text()[node.span().range()];
        let beginning = |rule: &dyn Rule| {
            let words = rule.notations().iter().map(|words| words.get_ref().as_str());
            match kind {
                // A hyphen is part of the word: « Sous-section ».
                RuleKind::Division => {
                    let word = text.split(|c: char| !(c.is_alphabetic() || c == '-')).next()?;
                    words.map(fold).any(|known| known == fold(word)).then_some(word.len())
                }
                _ => words.filter_map(|words| folded_prefix(text, words)).max(),
            }
        };
        let rules = (0..).zip(language.rules()).filter(|(_, (of, _))| *of == kind);
        let holding = rules.filter_map(|(n, (_, rule))| Some((n, beginning(rule)?)));
        let longer = |a: (u32, usize), b: (u32, usize)| if b.1 > a.1 { b } else { a };
        let Some((rule, length)) = holding.reduce(longer) else { continue };
        let end = match kind {
            RuleKind::Conclusion => node.span().start() + length as u32,
            _ => node.span().end(),
        };
        all.push(Fired::new(rule, [Span::new(node.span().start(), end)]));
    }
}
