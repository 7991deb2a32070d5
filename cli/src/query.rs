//! `akoma query`: mentions, commitments, agencies.

use crate::input::{self, Input, InputArgs};
use crate::output::{Format, UnitArgs, bold, fit, print_records, table, width};
use crate::{FINE, WRONG};
use akoma::{Act, Commitments, Document, Kind, Node, Strength, export};
use clap::{Args as ClapArgs, Subcommand};
use std::io::{self, Write};

#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(subcommand)]
    question: Question,
}

#[derive(Subcommand)]
enum Question {
    /// Who and what is named where
    #[command(after_help = "\
Records: doc, eId, chapter, kind, id, name, surface, start, end, unit, outer, line, role, party.
`start` and `end` count Unicode code points of the source text (see --unit), `end` excluded.

Examples:
  akoma query mentions --kind agreement
  akoma query mentions --entity frontex --format jsonl accord.txt
  akoma query mentions --outer --format csv out/accord.xml")]
    Mentions(MentionArgs),
    /// Who promises or asks what, and how firmly
    #[command(after_help = "\
Records: doc, eId, chapter, act, strength, actor, implied, bodies, addressee, addresseeIds, trigger,
lemma, object, change, polarity, reciprocal, hedge, condition, text, start, end, unit, line.
`start` and `end` count Unicode code points of the source text (see --unit), `end` excluded.

Examples:
  akoma query commitments --strength endeavour
  akoma query commitments --entity OCAM --format jsonl
  akoma query commitments --act all accord.txt")]
    Commitments(CommitmentArgs),
    /// Which agencies and agreements are named in which chapter
    #[command(after_help = "\
Records: doc, id, short, name, kind, chapter, heading, count; one for each chapter that names one.
States, governments and armed groups are left out: ask for them with `query mentions`.

Example:
  akoma query agencies --format csv out/accord.xml")]
    Agencies(AgencyArgs),
}

#[derive(ClapArgs)]
struct MentionArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Only this entity, by its identifier, name or acronym
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    /// Only this kind: organization, person, role, location, date, event, agreement, programme
    #[arg(long)]
    kind: Option<Kind>,
    /// Only in the chapter with this number
    #[arg(long, value_name = "NUMBER")]
    chapter: Option<String>,
    /// Only mentions that stand in no other
    #[arg(long)]
    outer: bool,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    unit: UnitArgs,
}

#[derive(ClapArgs)]
struct CommitmentArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Only those whose clause names this entity, by its identifier, name or acronym
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    /// Only in the chapter with this number
    #[arg(long, value_name = "NUMBER")]
    chapter: Option<String>,
    /// Only this strength: firm, endeavour, intention
    #[arg(long)]
    strength: Option<Strength>,
    /// Only this act: commit, call, acknowledge, state; `all` for every one [default: commit and call]
    #[arg(long, value_name = "ACT")]
    act: Option<Acts>,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    unit: UnitArgs,
}

#[derive(ClapArgs)]
struct AgencyArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Only this agency or agreement, by its identifier, name or acronym
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// An act, or all of them.
#[derive(Clone, Copy)]
enum Acts {
    All,
    One(Act),
}

impl std::str::FromStr for Acts {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        if s == "all" { Ok(Acts::All) } else { s.parse().map(Acts::One) }
    }
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let fine = match &args.question {
        Question::Mentions(args) => mentions(args),
        Question::Commitments(args) => commitments(args),
        Question::Agencies(args) => agencies(args),
    }?;
    Ok(if fine { FINE } else { WRONG })
}

/// Whether a record's chapter is the one asked for.
fn is_wanted(chapter: Option<&str>, wanted: Option<&String>) -> bool {
    wanted.is_none_or(|number| chapter == Some(number.as_str()))
}

fn mentions(args: &MentionArgs) -> io::Result<bool> {
    if args.format != Format::Table {
        return print_records(&args.input, args.format, |input, records| {
            for record in
                export::mentions(&input.doc, &input.name, all(&input.doc, args), args.unit.unit)
            {
                if is_wanted(record.chapter, args.chapter.as_ref()) {
                    records.push(&record)?;
                }
            }
            Ok(())
        });
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let several = args.input.several();
    input::for_each(&args.input, |input| {
        title(&mut out, &input, several)?;
        let mut table = table(&["line", "chapter", "kind", "named", "entity"]);
        let mut rows = 0;
        for r in export::mentions(&input.doc, &input.name, all(&input.doc, args), args.unit.unit) {
            if is_wanted(r.chapter, args.chapter.as_ref()) {
                let inner = if r.outer { "" } else { "  " };
                let named = format!("{inner}{}", fit(r.surface, 70));
                table.add_row([
                    &r.line.to_string(),
                    r.chapter.unwrap_or("–"),
                    r.kind,
                    &named,
                    r.id,
                ]);
                rows += 1;
            }
        }
        finish(&mut out, table, rows, "mention")
    })
}

fn all<'a>(doc: &'a Document, args: &MentionArgs) -> akoma::Mentions<'a> {
    let mut mentions = doc.mentions();
    if let Some(kind) = args.kind {
        mentions = mentions.kind(kind);
    }
    if let Some(entity) = &args.entity {
        mentions = mentions.of(entity);
    }
    if args.outer {
        mentions = mentions.outermost();
    }
    mentions
}

fn predicates<'a>(doc: &'a Document, args: &CommitmentArgs) -> Commitments<'a> {
    let mut found = match args.act {
        None => doc.commitments(),
        Some(Acts::All) => doc.predicates(),
        Some(Acts::One(act)) => doc.predicates().act(act),
    };
    if let Some(strength) = args.strength {
        found = found.strength(strength);
    }
    if let Some(entity) = &args.entity {
        found = found.naming(entity);
    }
    found
}

fn commitments(args: &CommitmentArgs) -> io::Result<bool> {
    if args.format != Format::Table {
        return print_records(&args.input, args.format, |input, records| {
            let found = predicates(&input.doc, args);
            for record in export::commitments(&input.doc, &input.name, found, args.unit.unit) {
                if is_wanted(record.chapter, args.chapter.as_ref()) {
                    records.push(&record)?;
                }
            }
            Ok(())
        });
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let several = args.input.several();
    input::for_each(&args.input, |input| {
        title(&mut out, &input, several)?;
        let mut table = table(&["line", "chapter", "act", "trigger", "clause"]);
        let mut rows = 0;
        let clause = width().saturating_sub(60).max(30) * 3;
        let found = predicates(&input.doc, args);
        for r in export::commitments(&input.doc, &input.name, found, args.unit.unit) {
            if is_wanted(r.chapter, args.chapter.as_ref()) {
                let act = r.strength.unwrap_or(r.act);
                let line = r.line.to_string();
                table.add_row([
                    &line,
                    r.chapter.unwrap_or("–"),
                    act,
                    &r.trigger,
                    &fit(r.text, clause),
                ]);
                rows += 1;
            }
        }
        finish(&mut out, table, rows, "predicate")
    })
}

fn agencies(args: &AgencyArgs) -> io::Result<bool> {
    let called = |input: &Input| -> Option<std::collections::HashSet<String>> {
        let mentions = input.doc.mentions().of(args.entity.as_ref()?);
        Some(mentions.map(|m| m.entity().id().to_owned()).collect())
    };
    if args.format != Format::Table {
        return print_records(&args.input, args.format, |input, records| {
            let called = called(input);
            for record in export::agencies(&input.doc, &input.name) {
                if called.as_ref().is_none_or(|ids| ids.contains(record.id)) {
                    records.push(&record)?;
                }
            }
            Ok(())
        });
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let several = args.input.several();
    input::for_each(&args.input, |input| {
        title(&mut out, &input, several)?;
        let called = called(&input);
        match agency_table(&input.doc, |id| called.as_ref().is_none_or(|ids| ids.contains(id))) {
            Some(table) => writeln!(out, "{table}"),
            None => writeln!(out, "no agency or agreement is named"),
        }
    })
}

/// The most chapters that a table has a column for; more are given as a list.
const COLUMNS: usize = 12;

/// Agencies and agreements by chapter, if any is named.
pub(crate) fn agency_table(
    doc: &Document,
    wanted: impl Fn(&str) -> bool,
) -> Option<comfy_table::Table> {
    let agencies = doc.agencies();
    let rows: Vec<_> = agencies.rows().filter(|row| wanted(row.entity().id())).collect();
    if rows.is_empty() {
        return None;
    }
    let chapters: Vec<Node<'_>> = doc.chapters().collect();
    let columns = chapters.len() <= COLUMNS;
    let numbers: Vec<&str> = chapters.iter().map(|c| c.number().unwrap_or("·")).collect();
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
        // A long name gives way to its acronym.
        let long = entity.name().chars().count() > 32;
        let label = entity.short().filter(|_| long).unwrap_or(entity.name());
        let mut cells = vec![fit(label, 56)];
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

fn title(out: &mut impl Write, input: &Input, several: bool) -> io::Result<()> {
    if several {
        writeln!(out, "{}", bold(&input.origin))?;
    }
    Ok(())
}

fn finish(
    out: &mut impl Write,
    table: comfy_table::Table,
    rows: usize,
    noun: &str,
) -> io::Result<()> {
    if rows > 0 {
        writeln!(out, "{table}")?;
    }
    writeln!(out, "{}", crate::output::count(rows, noun))
}
