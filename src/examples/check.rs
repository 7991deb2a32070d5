//! Reads the examples of a language's rules and compares what they show with what is found.

use super::brackets::{self, Marked};
use super::fired::{Fired, fired};
use crate::authority::Authority;
use crate::datafile::{Files, Mistake};
use crate::language::{Language, Languages, Placed, Rule, RuleKind, inside};
use crate::model::{Document, EntityKind, Metadata, NONE, SpeechAct, Strength};
use crate::parse::Parser;
use crate::pipeline::Annotator;
use crate::text::Span;
use std::ops::Range;

/// A line by itself, where a document needs one more.
const FILLER: &str = "…";
/// The kind of document that an example is of, unless it has a title.
const KIND: &str = "declaration";

/// What is wrong with the examples of a language, which was read from `files`.
pub(super) fn mistakes(
    language: &Language,
    files: &Files<'_>,
    languages: &Languages,
    authority: &Authority,
) -> Vec<Mistake> {
    let ids: Vec<_> = language.rules().map(|(_, rule)| id(rule).to_owned()).collect();
    let mut check = ExampleCheck {
        language,
        languages,
        annotator: Annotator::new(authority.clone()).languages(languages.clone()),
        ids,
        mistakes: Vec::new(),
    };
    for (number, (kind, rule)) in (0..).zip(language.rules()) {
        check.rule(number, kind, rule, files);
    }
    for set in language.unused_sets().filter(|set| !files.is_base(&set.span())) {
        let message = format!(
            "expected a rule that names `{{{0}}}`, since `sets.{0}` is there, but found none",
            set.get_ref()
        );
        check.add(set.span(), message, Some("name it in a `match`, or take the set away"));
    }
    let dates = [EntityKind::Date];
    let (examples, counterexamples) = (&language.dates.example, &language.dates.counterexample);
    check.sentences(&Sought::Mention("dates", &dates), examples, counterexamples);
    let roles = [EntityKind::Role, EntityKind::Person];
    let (examples, counterexamples) = (&language.roles.example, &language.roles.counterexample);
    check.sentences(&Sought::Mention("roles", &roles), examples, counterexamples);
    check.mistakes
}

fn id(rule: &dyn Rule) -> &str {
    rule.id().map_or("", |id| id.get_ref().as_str())
}

struct ExampleCheck<'l> {
    language: &'l Language,
    languages: &'l Languages,
    annotator: Annotator,
    /// The ids of all rules, by their numbers.
    ids: Vec<String>,
    mistakes: Vec<Mistake>,
}

/// What an example shows.
enum Sought<'s> {
    /// What a rule finds.
    Rule { number: u32, kind: RuleKind, act: Option<(SpeechAct, Option<Strength>)> },
    /// Mentions of some kinds, by the words of a table.
    Mention(&'s str, &'s [EntityKind]),
}

impl Sought<'_> {
    fn is(&self, found: &Fired) -> bool {
        match self {
            Sought::Rule { number, .. } => found.rule == *number,
            Sought::Mention(_, kinds) => found.kind.is_some_and(|kind| kinds.contains(&kind)),
        }
    }

    /// Whether a predicate does what the rule of its verb says; the tense or the subject may make it
    /// something else.
    fn is_act(&self, found: &Fired) -> bool {
        match self {
            Sought::Rule { act: Some(act), .. } => found.act.is_none_or(|found| found == *act),
            _ => true,
        }
    }
}

impl ExampleCheck<'_> {
    fn add(&mut self, at: Range<usize>, message: String, help: Option<&str>) {
        self.mistakes.push(Mistake::new(at, message).with_help(help));
    }

    fn rule(&mut self, number: u32, kind: RuleKind, rule: &dyn Rule, files: &Files<'_>) {
        let table = kind.table();
        let at = rule.id().or(rule.notations().first()).map_or(0..0, Placed::span);
        if rule.id().is_none() && !files.is_base(&at) {
            let message = format!("expected an `id` of each rule of `{table}`, but found none");
            let help = format!("add a line `id = \"{}.…\"`", self.language.code());
            return self.add(at, message, Some(&help));
        }
        if rule.notations().is_empty() {
            let message = format!("expected what `{}` matches, but found nothing", id(rule));
            self.add(
                at.clone(),
                message,
                Some("write words or notations between the brackets of `match = []`"),
            );
        }
        if rule.examples().is_empty() && !files.is_base(&at) {
            let message = format!("expected an `example` of `{}`, but found none", id(rule));
            let help = "add a line `example = [\"A sentence with [what it finds] in brackets.\"]`";
            self.add(at, message, Some(help));
        }
        let sought = Sought::Rule { number, kind, act: self.promised(kind, rule) };
        self.sentences(&sought, rule.examples(), rule.counterexamples());
    }

    /// What a rule for verbs makes of those it finds.
    fn promised(&self, kind: RuleKind, rule: &dyn Rule) -> Option<(SpeechAct, Option<Strength>)> {
        let rules = &self.language.commitments;
        match kind {
            RuleKind::Frame => {
                let frame = rules.frame.iter().find(|frame| frame.id() == rule.id());
                frame.map(|frame| (frame.act, frame.strength))
            }
            // What a permission makes of its verb depends on a negation.
            RuleKind::Operator => {
                let operator = rules.operator.iter().find(|operator| operator.id() == rule.id());
                let operator = operator.filter(|operator| !operator.permission);
                operator.map(|operator| (operator.act, operator.strength))
            }
            _ => None,
        }
    }

    fn sentences(&mut self, sought: &Sought<'_>, examples: &[Placed], counterexamples: &[Placed]) {
        for sentence in examples {
            if let Some((marked, found)) = self.found(sought, sentence) {
                self.example(sought, sentence, &marked, &found);
            }
        }
        for sentence in counterexamples {
            if let Some((marked, found)) = self.found(sought, sentence) {
                self.counterexample(sought, sentence, &marked, &found);
            }
        }
    }

    /// What is found in a sentence.
    fn found(&mut self, sought: &Sought<'_>, sentence: &Placed) -> Option<(Marked, Vec<Fired>)> {
        let marked = match brackets::read(sentence.get_ref()) {
            Ok(marked) => marked,
            Err((at, message)) => {
                let at = inside(sentence, at..at + 1);
                self.add(at, format!("{message}, but found none"), None);
                return None;
            }
        };
        let marked = in_document(sought, marked);
        match self.document(&marked.text) {
            Ok(doc) => {
                let found = fired(&doc, self.language);
                Some((marked, found))
            }
            Err(error) => {
                self.add(sentence.span(), format!("expected a text, but {error}"), None);
                None
            }
        }
    }

    /// The document that a text is, annotated.
    fn document(&self, text: &str) -> Result<Document, crate::Error> {
        let mut metadata = Metadata::default();
        metadata.expression.language = Some(self.language.code().to_owned());
        if !text.contains('\n') {
            metadata.work.kind = Some(KIND.to_owned());
        }
        let parser = Parser::new().languages(self.languages.clone()).metadata(metadata);
        Ok(parser.parse(text)?.annotate(&self.annotator))
    }

    /// What is in brackets is found, by the rule and by no other.
    fn example(
        &mut self,
        sought: &Sought<'_>,
        sentence: &Placed,
        marked: &Marked,
        found: &[Fired],
    ) {
        if marked.spans.is_empty() {
            let message = "expected what is found in brackets, but found none".to_owned();
            let help = "write `example = [\"A sentence with [what it finds] in brackets.\"]`";
            return self.add(sentence.span(), message, Some(help));
        }
        let text = &marked.text;
        let hits: Vec<_> = found.iter().filter(|fired| sought.is(fired)).collect();
        let exact: Vec<_> = hits.iter().filter(|fired| same(text, fired, &marked.spans)).collect();
        let right = exact.iter().any(|fired| sought.is_act(fired));
        // Each of several dates in a sentence is in brackets of its own.
        let each = |span: &Span| hits.iter().any(|fired| same(text, fired, &[*span]));
        if right || matches!(sought, Sought::Mention(..)) && marked.spans.iter().all(each) {
            return;
        }
        let words = quoted(text, &marked.spans);
        let subject = self.name(sought);
        let (message, help) = match (exact.first(), hits.first()) {
            (Some(fired), _) => {
                let (act, found) = match (sought, fired.act) {
                    (Sought::Rule { act: Some(act), .. }, Some(found)) => (said(*act), said(found)),
                    _ => Default::default(),
                };
                let help = "the tense, or who is the subject, decides: take another sentence";
                (
                    format!(
                        "expected {subject} to make « {act} » of {words}, but found « {found} »"
                    ),
                    help,
                )
            }
            (None, Some(fired)) => {
                let found = quoted(text, &fired.spans);
                let help = "put these words in brackets, or change what the rule matches";
                (format!("expected {subject} to find {words}, but it found {found}"), help)
            }
            (None, None) => {
                let found = self.instead(text, &marked.spans, found);
                (format!("expected {subject} to find {words}, but {found}"), advice(sought))
            }
        };
        let at = sentence.get_ref().find('[').unwrap_or_default();
        self.add(inside(sentence, at..sentence.get_ref().len()), message, Some(help));
    }

    /// The rule finds nothing, or nothing in the words in brackets.
    fn counterexample(
        &mut self,
        sought: &Sought<'_>,
        sentence: &Placed,
        marked: &Marked,
        found: &[Fired],
    ) {
        let is_asked = |fired: &&Fired| marked.spans.is_empty() || overlap(fired, &marked.spans);
        let mut hits = found.iter().filter(|fired| sought.is(fired) && sought.is_act(fired));
        if let Some(fired) = hits.find(is_asked) {
            let found = quoted(&marked.text, &fired.spans);
            let message = format!(
                "expected {} to find nothing here, but it found {found}",
                self.name(sought)
            );
            self.add(sentence.span(), message, Some("narrow what the rule matches"));
        }
    }

    fn name(&self, sought: &Sought<'_>) -> String {
        match sought {
            Sought::Rule { number, .. } => format!("`{}`", self.ids[*number as usize]),
            Sought::Mention(table, _) => format!("the words of [{table}]"),
        }
    }

    /// What is found in the words that a rule should have found.
    fn instead(&self, text: &str, spans: &[Span], found: &[Fired]) -> String {
        let others = || found.iter().filter(|fired| overlap(fired, spans));
        let by_rule = others().find(|fired| fired.rule != NONE);
        let Some(fired) = by_rule.or_else(|| others().next()) else {
            return "nothing was found there".to_owned();
        };
        let words = quoted(text, &fired.spans);
        match (fired.rule, fired.act, fired.kind) {
            (NONE, Some(act), _) => {
                format!("no rule did: {words} is read by its tense, as « {} »", said(act))
            }
            (NONE, None, Some(kind)) => format!("{words} is a name: {kind}"),
            (rule, ..) => format!("`{}` found {words}", self.ids[rule as usize]),
        }
    }
}

/// The document that an example stands for. A text of several lines is one by itself.
fn in_document(sought: &Sought<'_>, marked: Marked) -> Marked {
    let kind = match sought {
        Sought::Rule { kind, .. } if !marked.text.contains('\n') => *kind,
        _ => return marked,
    };
    let (before, after) = match kind {
        RuleKind::DocType => (String::new(), format!("\n\n{FILLER}")),
        RuleKind::Division => (format!("{FILLER}\n\n"), format!("\n\n{FILLER}")),
        RuleKind::Conclusion => (format!("{FILLER}\n\n{FILLER}\n\n"), String::new()),
        _ => return marked,
    };
    let by = before.len() as u32;
    let moved = |span: &Span| Span::new(span.start() + by, span.end() + by);
    Marked {
        spans: marked.spans.iter().map(moved).collect(),
        text: format!("{before}{}{after}", marked.text),
    }
}

/// Whether what was found is what is in brackets, but for spaces and signs at the edges.
fn same(text: &str, fired: &Fired, spans: &[Span]) -> bool {
    let plain = |span: &Span| {
        let is_edge = |c: char| !c.is_alphanumeric();
        let words = &text[span.range()];
        let start = span.start() + (words.len() - words.trim_start_matches(is_edge).len()) as u32;
        (start, start + words.trim_matches(is_edge).len() as u32)
    };
    match fired.inside {
        true => overlap(fired, spans),
        false => fired.spans.iter().map(plain).eq(spans.iter().map(plain)),
    }
}

fn overlap(fired: &Fired, spans: &[Span]) -> bool {
    fired.spans.iter().any(|found| spans.iter().any(|span| found.overlaps(*span)))
}

fn quoted(text: &str, spans: &[Span]) -> String {
    let words: Vec<_> = spans.iter().map(|span| &text[span.range()]).collect();
    format!("« {} »", words.join(" … "))
}

fn said((act, strength): (SpeechAct, Option<Strength>)) -> String {
    match strength {
        Some(strength) => format!("{act} {strength}"),
        None => act.to_string(),
    }
}

/// What to do where a rule found nothing.
fn advice(sought: &Sought<'_>) -> &'static str {
    match sought {
        Sought::Rule { kind: RuleKind::Frame, .. } => {
            "see whether the words after the verb are as in `match`, `reflexive` as in the sentence, and the form among \
             those of [commitments.verbs]; of several frames, the one that matches most words counts"
        }
        Sought::Rule { kind: RuleKind::Operator, .. } => {
            "an operator is found with the form of a verb that it asks for: list the verb or its ending, and write `…` \
             before the form where other words may be between"
        }
        Sought::Rule { kind: RuleKind::Subject, .. } => {
            "a subject is found with its verb: the longest counts, and of as long ones the last"
        }
        Sought::Rule {
            kind: RuleKind::Hedge | RuleKind::Condition | RuleKind::Addressee | RuleKind::Change,
            ..
        } => "it is found in a sentence with a subject and a verb: « Ils coopéreront … »",
        Sought::Rule {
            kind: RuleKind::DocType | RuleKind::Division | RuleKind::Conclusion,
            ..
        } => "such words begin a title, a line with a number, the end: the longest that fit count",
        _ => "the longest name counts, and of as long ones the first",
    }
}
