//! `akoma query agencies`.

use super::args::{EntityArgs, FormatArgs, label, report_missing};
use super::asked::QueryNames;
use crate::answers::{AnswerLayout, Answers};
use crate::exit::{FINE, WRONG};
use crate::findings;
use crate::input::{self, InputArgs};
use crate::output::{fit, table, width};
use akoma::export::{self, EntityIndexRecord, Record};
use akoma::{Document, Node};
use clap::Args as ClapArgs;
use std::collections::HashSet;
use std::io;

#[derive(ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    of: EntityArgs,
    #[command(flatten)]
    form: FormatArgs,
}

const SHAPE: AnswerLayout = AnswerLayout {
    columns: EntityIndexRecord::COLUMNS,
    header: &[],
    running: None,
    noun: "record",
};

pub(super) fn run(args: &Args) -> io::Result<u8> {
    let Some(mut asked) = QueryNames::new(&args.input, args.of.named()) else { return Ok(WRONG) };
    let mut answers = Answers::stdout(args.form.format, SHAPE, args.input.several());
    let mut code = FINE;
    let fine = input::for_each(&args.input, |input| {
        asked.look(&input);
        answers.begin(&input)?;
        code = code.max(report_missing(&input));
        let found = args.of.mentions(&input.doc, &asked);
        let wanted: HashSet<_> = found.map(|mention| mention.entity().id()).collect();
        if args.of.is_asked() && !wanted.is_empty() && !has_any(&input.doc, &wanted) {
            findings::note(&format!(
                "what is asked for is named in {}, but is no agency or agreement: ask for it with \
                 `akoma query mentions`",
                input.origin
            ));
        }
        if answers.is_table() {
            return match agency_table(&input.doc, |id| wanted.contains(id)) {
                Some(table) => answers.print(table.row_count(), table),
                None => answers.print(0, "no agency or agreement is named"),
            };
        }
        for record in export::entity_index(&input.doc, &input.name) {
            if wanted.contains(record.id) {
                answers.record(&record)?;
            }
        }
        Ok(())
    })?;
    Ok(code.max(asked.finish(answers, fine)?))
}

/// Whether one of these is an agency or agreement that the document names.
fn has_any(doc: &Document, wanted: &HashSet<&str>) -> bool {
    doc.entity_index().rows().any(|row| wanted.contains(row.entity().id()))
}

/// The most chapters that a table has a column for; more are given as a list.
const COLUMNS: usize = 12;

/// Agencies and agreements by chapter, if any is named.
pub(crate) fn agency_table(
    doc: &Document,
    wanted: impl Fn(&str) -> bool,
) -> Option<comfy_table::Table> {
    let agencies = doc.entity_index();
    let rows: Vec<_> = agencies.rows().filter(|row| wanted(row.entity().id())).collect();
    if rows.is_empty() {
        return None;
    }
    let chapters: Vec<Node<'_>> = doc.chapters().collect();
    let numbers: Vec<&str> = chapters.iter().map(|c| c.number().unwrap_or("·")).collect();
    // Each with a space on both sides and a line.
    let room: usize = numbers.iter().map(|number| number.chars().count().max(1) + 3).sum();
    let columns = chapters.len() <= COLUMNS && room <= width() / 2;
    let mut header = vec!["agency or agreement"];
    match columns {
        true => header.extend(std::iter::once("–").chain(numbers.iter().copied())),
        false => header.push("chapters"),
    }
    header.push("all");
    let mut table = table(&header);
    let shown = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    for row in rows {
        let entity = row.entity();
        let mut cells = vec![fit(label(entity), 56)];
        if columns {
            cells.push(shown(row.outside()));
            cells.extend(chapters.iter().map(|chapter| shown(row.in_chapter(*chapter))));
        } else {
            let named = row.chapters().map(|(chapter, n)| {
                format!("{}: {n}", chapter.and_then(Node::number).unwrap_or("–"))
            });
            cells.push(fit(&named.collect::<Vec<_>>().join(", "), 60));
        }
        cells.push(row.total().to_string());
        table.add_row(cells);
    }
    Some(table)
}
