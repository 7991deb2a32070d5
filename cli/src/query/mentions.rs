//! `akoma query mentions`.

use super::asked::{Asked, What};
use super::{EntityArgs, FormatArgs, is_wanted};
use crate::WRONG;
use crate::answers::{Answers, Shape};
use crate::input::{self, InputArgs};
use crate::near::named;
use crate::output::{UnitArgs, fit};
use akoma::export::{self, MentionRecord, Record};
use akoma::{Document, Kind, Mentions};
use clap::Args as ClapArgs;
use std::io;

#[derive(ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Only this entity, by its identifier, name or acronym; may be given several times
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,
    /// Only this kind: organization, person, role, location, date, event, agreement, programme,
    /// concept, object, process, term, reference
    #[arg(long, value_delimiter = ',', value_parser = kind)]
    kind: Vec<Kind>,
    #[command(flatten)]
    of: EntityArgs,
    /// Only in the chapter with this number
    #[arg(long, value_name = "NUMBER", value_delimiter = ',')]
    chapter: Vec<String>,
    /// Only mentions that stand in no other
    #[arg(long)]
    outer: bool,
    #[command(flatten)]
    form: FormatArgs,
    #[command(flatten)]
    unit: UnitArgs,
}

fn kind(given: &str) -> Result<Kind, String> {
    named(given, Kind::ALL.map(Kind::name))
}

pub(super) const SHAPE: Shape = Shape {
    columns: MentionRecord::COLUMNS,
    header: &["line", "chapter", "kind", "named", "entity"],
    running: None,
    noun: "mention",
};

pub(super) fn run(args: &Args) -> io::Result<u8> {
    let options = [
        (What::Entity, args.entity.clone()),
        (What::Class, args.of.class.clone()),
        (What::Country, args.of.country.clone()),
        (What::Chapter, args.chapter.clone()),
    ];
    let Some(mut asked) = Asked::new(&args.input, options) else { return Ok(WRONG) };
    let mut answers = Answers::stdout(args.form.format, SHAPE, args.input.several());
    let fine = input::for_each(&args.input, |input| {
        asked.look(&input);
        answers.begin(&input)?;
        let found = wanted(&input.doc, args, &asked);
        for record in export::mentions(&input.doc, &input.name, found, args.unit.unit) {
            if is_wanted(record.chapter, &args.chapter) {
                answers.push(&record, row)?;
            }
        }
        answers.end()
    })?;
    asked.finish(answers, fine)
}

fn wanted<'a>(doc: &'a Document, args: &Args, asked: &Asked) -> Mentions<'a> {
    let mut found = doc.mentions();
    for kind in &args.kind {
        found = found.kind(*kind);
    }
    for entity in asked.called(What::Entity, doc) {
        found = found.of(entity);
    }
    for class in &args.of.class {
        found = found.class(class);
    }
    for country in &args.of.country {
        found = found.country(country);
    }
    if args.outer { found.outermost() } else { found }
}

fn row(record: &MentionRecord<'_>) -> Vec<String> {
    let inner = if record.outer { "" } else { "  " };
    vec![
        record.line.to_string(),
        record.chapter.unwrap_or("–").to_owned(),
        record.kind.to_owned(),
        format!("{inner}{}", fit(record.surface, 70)),
        record.id.to_owned(),
    ]
}
