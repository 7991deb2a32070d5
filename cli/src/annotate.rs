//! `akoma annotate`: mentions and commitments added to XML that others have made.

use crate::input::{self, Input};
use crate::output::{count, progress};
use crate::written::{self, Written};
use crate::{FINDINGS, FINE, WRONG, findings};
use akoma::{Annotator, Authority, Error, Severity, Verdict, akn, validate};
use clap::Args as ClapArgs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
#[command(after_help = "\
Who and what the text names is marked: organizations, persons, offices, places, dates, events,
agreements; each gets an entry in `references`. What is marked already stays as it is, and so does
every byte that is not one of the new tags. A second run adds nothing. Before a document is written
it is read again: its text must be the same, and a valid document must still be valid.

Examples:
  akoma annotate loi.xml > loi.annotated.xml
  akoma annotate --commitments *.xml -o annotated
  akoma annotate --authority services.toml loi.xml -o annotated")]
pub(crate) struct Args {
    /// Akoma Ntoso XML, version 1.0; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Folder to write to, made if it is not there; `-` for standard output
    #[arg(short, long, value_name = "DIR", default_value = "-")]
    output: PathBuf,
    /// Mark commitments too: who promises what
    #[arg(long)]
    commitments: bool,
    /// Authority file to add to the bundled ones; may be given several times
    #[arg(long, value_name = "FILE")]
    authority: Vec<PathBuf>,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let to_stdout = args.output == Path::new("-");
    if to_stdout && args.files.len() > 1 {
        findings::usage("standard output takes one document: name one FILE, or a folder with -o");
        return Ok(WRONG);
    }
    let annotator = match annotator(args) {
        Ok(annotator) => annotator,
        Err(e) => {
            findings::error(&e);
            return Ok(WRONG);
        }
    };
    let progress = progress(args.files.len(), args.quiet);
    let mut written = Written::default();
    let mut code = FINE;
    for file in &args.files {
        progress.inc(1);
        match annotate(args, &annotator, file, &mut written) {
            Ok(done) => progress.suspend(|| {
                if done.input.doc.report().worst() >= Some(Severity::Warning) {
                    code = code.max(FINDINGS);
                }
                if !args.quiet {
                    report(&done);
                }
            }),
            Err(e) => {
                progress.suspend(|| findings::error(&e));
                code = WRONG;
            }
        }
    }
    progress.finish_and_clear();
    Ok(code)
}

fn annotator(args: &Args) -> Result<Annotator, Error> {
    let annotator = match input::authority(&args.authority)? {
        Some(authority) => Annotator::new(authority),
        None => Annotator::new(Authority::bundled()),
    };
    Ok(annotator.commitments(args.commitments))
}

/// A document to which annotations were added.
struct Annotated {
    input: Input,
    mentions: usize,
    predicates: usize,
    target: Option<PathBuf>,
}

fn annotate(
    args: &Args,
    annotator: &Annotator,
    file: &Path,
    written: &mut Written,
) -> Result<Annotated, Error> {
    let mut input = input::read_xml(file)?;
    let before = input.doc.to_akn();
    let had = (input.doc.mentions().count(), input.doc.predicates().count());
    input.doc = input.doc.annotate(annotator);
    let xml = input.doc.to_akn();
    let in_file = |e: Error| e.in_file(&input.origin);
    akn::verify(&input.doc, &xml).map_err(in_file)?;
    if validate(&before).verdict() == Verdict::Valid && validate(&xml).verdict() != Verdict::Valid {
        let message = "the annotated document would not be valid any more: this is a bug in akoma, \
                       please report it with the document";
        return Err(Error::io(&input.origin, &io::Error::other(message)));
    }
    let target = match args.output == Path::new("-") {
        true => {
            written::to_stdout(&xml)?;
            None
        }
        false => Some(written.xml(&args.output, &input.name, &input.origin, &xml)?),
    };
    let mentions = input.doc.mentions().count() - had.0;
    let predicates = input.doc.predicates().count() - had.1;
    Ok(Annotated { input, mentions, predicates, target })
}

fn report(done: &Annotated) {
    findings::print(&done.input.doc, &done.input.origin);
    let target = match &done.target {
        Some(target) => target.display().to_string(),
        None => done.input.origin.clone(),
    };
    let predicates = match done.predicates {
        0 => String::new(),
        n => format!(" and {}", count(n, "predicate")),
    };
    anstream::eprintln!("{target}: {}{predicates} added", count(done.mentions, "mention"));
}
