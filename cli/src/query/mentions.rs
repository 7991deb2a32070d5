//! `akoma query mentions`.

use super::args::{EntityArgs, FormatArgs, report_missing};
use super::asked::{NameOption, QueryNames};
use crate::answers::{AnswerLayout, Answers};
use crate::choices::Choices;
use crate::exit::{FINE, WRONG};
use crate::input::{self, InputArgs};
use crate::near::named;
use crate::output::{UnitArgs, fit};
use akoma::export::{self, MentionRecord, Record};
use akoma::{Document, EntityKind, Mentions};
use clap::Args as ClapArgs;
use std::io;

#[derive(ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    of: EntityArgs,
    /// Only this kind: organization, person, role, location, date, event, agreement, programme,
    /// concept, object, process, term, reference
    #[arg(long, value_delimiter = ',', value_parser = Choices::new(kind, kinds),
          hide_possible_values = true)]
    kind: Vec<EntityKind>,
    /// Only in the chapter with this number
    #[arg(long, value_name = "NUMBER", value_delimiter = ',')]
    chapter: Vec<String>,
    /// Only mentions that are inside no other
    #[arg(long)]
    outer: bool,
    #[command(flatten)]
    form: FormatArgs,
    #[command(flatten)]
    unit: UnitArgs,
}

fn kind(given: &str) -> Result<EntityKind, String> {
    named(given, kinds())
}

fn kinds() -> Vec<&'static str> {
    EntityKind::ALL.iter().map(|kind| kind.name()).collect()
}

pub(super) const SHAPE: AnswerLayout = AnswerLayout {
    columns: MentionRecord::COLUMNS,
    header: &["line", "chapter", "kind", "named", "entity"],
    running: None,
    noun: "mention",
};

pub(super) fn run(args: &Args) -> io::Result<u8> {
    let names = args.of.named().into_iter().chain([(NameOption::Chapter, &args.chapter[..])]);
    let Some(mut asked) = QueryNames::new(&args.input, names) else { return Ok(WRONG) };
    let mut answers = Answers::stdout(args.form.format, SHAPE, args.input.several());
    let mut code = FINE;
    let fine = input::for_each(&args.input, |input| {
        asked.look(&input);
        answers.begin(&input)?;
        code = code.max(report_missing(&input));
        let found = wanted(&input.doc, args, &asked);
        for record in export::mentions(&input.doc, &input.name, found, args.unit.unit) {
            answers.push(&record, row)?;
        }
        answers.end()
    })?;
    Ok(code.max(asked.finish(answers, fine)?))
}

fn wanted<'a>(doc: &'a Document, args: &Args, asked: &QueryNames) -> Mentions<'a> {
    let found = args.of.mentions(doc, asked);
    let found = args.kind.iter().fold(found, |found, kind| found.kind(*kind));
    let found = args.chapter.iter().fold(found, |found, number| found.chapter(number));
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
