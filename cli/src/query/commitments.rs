//! `akoma query commitments`.

use super::args::{EntityArgs, FormatArgs, label};
use super::asked::{NameOption, QueryNames};
use crate::answers::{AnswerLayout, Answers};
use crate::choices::Choices;
use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings;
use crate::input::{self, Input, InputArgs};
use crate::near::named;
use crate::output::{UnitArgs, fit, is_wide, width};
use akoma::export::{self, PredicateRecord, Record};
use akoma::{Document, Predicate, Predicates, SpeechAct, Strength};
use clap::Args as ClapArgs;
use std::io;

#[derive(ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Only those in which this entity acts, by its identifier, name or acronym; may be given
    /// several times
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    #[command(flatten)]
    of: EntityArgs,
    /// Only in the chapter with this number
    #[arg(long, value_name = "NUMBER", value_delimiter = ',')]
    chapter: Vec<String>,
    /// Only this strength: firm, endeavour, intention
    #[arg(long, value_delimiter = ',', value_parser = Choices::new(strength, strengths),
          hide_possible_values = true)]
    strength: Vec<Strength>,
    /// Only this act: commit, call, acknowledge, state; `all` for every one [default: commit and call]
    #[arg(long, value_name = "ACT", value_delimiter = ',', value_parser = Choices::new(act, acts),
          hide_possible_values = true)]
    act: Vec<Acts>,
    #[command(flatten)]
    form: FormatArgs,
    #[command(flatten)]
    unit: UnitArgs,
}

/// An act, or all of them.
#[derive(Clone, Copy)]
enum Acts {
    All,
    One(SpeechAct),
}

fn act(given: &str) -> Result<Acts, String> {
    if given.trim().eq_ignore_ascii_case("all") {
        return Ok(Acts::All);
    }
    named(given, acts()).map(Acts::One)
}

fn acts() -> Vec<&'static str> {
    SpeechAct::ALL.iter().map(|act| act.name()).chain(["all"]).collect()
}

fn strength(given: &str) -> Result<Strength, String> {
    named(given, strengths())
}

fn strengths() -> Vec<&'static str> {
    Strength::ALL.iter().map(|strength| strength.name()).collect()
}

/// What the answers look like. A narrow screen has no room for the trigger, which the clause holds.
fn shape() -> AnswerLayout {
    let header: &[&str] = match is_wide() {
        true => &["line", "chapter", "act", "strength", "actor", "trigger", "clause"],
        false => &["line", "chapter", "act", "strength", "actor", "clause"],
    };
    let columns = PredicateRecord::COLUMNS;
    AnswerLayout { columns, header, running: Some(header.len() - 1), noun: "predicate" }
}

pub(super) fn run(args: &Args) -> io::Result<u8> {
    let others = [(NameOption::Actor, &args.actor[..]), (NameOption::Chapter, &args.chapter)];
    let names = args.of.named().into_iter().chain(others);
    let Some(mut asked) = QueryNames::new(&args.input, names) else { return Ok(WRONG) };
    let mut answers = Answers::stdout(args.form.format, shape(), args.input.several());
    let mut code = FINE;
    let fine = input::for_each(&args.input, |input| {
        if !was_looked_for(&input) {
            code = FINDINGS;
        }
        asked.look(&input);
        answers.begin(&input)?;
        let found = wanted(&input.doc, args, &asked);
        let records = export::predicates(&input.doc, &input.name, found.clone(), args.unit.unit);
        for (predicate, record) in found.zip(records) {
            answers.push(&record, |record| row(predicate, record, &input.doc))?;
        }
        answers.end()
    })?;
    Ok(code.max(asked.finish(answers, fine)?))
}

fn wanted<'a>(doc: &'a Document, args: &Args, asked: &QueryNames) -> Predicates<'a> {
    let mut found = doc.commitments();
    for act in &args.act {
        found = match act {
            Acts::One(act) => found.act(*act),
            Acts::All => SpeechAct::ALL.iter().fold(found, |found, act| found.act(*act)),
        };
    }
    for strength in &args.strength {
        found = found.strength(*strength);
    }
    let found = args.chapter.iter().fold(found, |found, number| found.chapter(number));
    let found = args.of.predicates(found, doc, asked);
    asked.called(NameOption::Actor, doc).fold(found, Predicates::actor)
}

/// Who acts: in brackets where it is understood, in the words of the text where nobody knows whom they
/// mean.
fn actors(predicate: Predicate<'_>, doc: &Document) -> String {
    let known: Vec<_> = predicate.actors().map(label).collect();
    let subject = predicate.subject().and_then(|span| doc.source().get(span.range()));
    match (known.join(", "), subject) {
        (known, Some(words)) if known.is_empty() => format!("« {} »", fit(words, 40)),
        (known, None) if known.is_empty() => "–".to_owned(),
        (known, _) if predicate.is_implied() => format!("({known})"),
        (known, _) => known,
    }
}

fn row(predicate: Predicate<'_>, record: &PredicateRecord<'_>, doc: &Document) -> Vec<String> {
    // Some three lines of what the other columns leave.
    let clause = width().saturating_sub(70).max(30).saturating_mul(3);
    let mut row = vec![
        record.line.to_string(),
        record.chapter.unwrap_or("–").to_owned(),
        record.act.to_owned(),
        record.strength.unwrap_or("–").to_owned(),
        actors(predicate, doc),
    ];
    if is_wide() {
        row.push(fit(&record.trigger, 60));
    }
    row.push(fit(record.text, clause));
    row
}

/// Whether anybody has looked for commitments in a document; says so if nobody has.
fn was_looked_for(input: &Input) -> bool {
    let unknown = input.doc.report().iter().find(|finding| finding.code() == "language-unknown");
    let none = input.doc.no_commitment_rules(&input.languages);
    match none.as_ref().or(unknown) {
        Some(finding) => findings::finding(finding, &input.origin),
        None if input.xml && input.doc.predicates().next().is_none() => findings::note(&format!(
            "no commitment is marked in {}: `akoma annotate --commitments` looks for them",
            input.origin
        )),
        None => {}
    }
    none.is_none() && unknown.is_none()
}
