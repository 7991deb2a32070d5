//! `akoma annotate`: mentions and commitments added to XML that others have made.

use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings::tell;
use crate::input::{self, Input, InputLocation};
use crate::languages::LanguagesArgs;
use crate::output::{count, progress};
use crate::written::{self, Output};
use crate::{files, findings};
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

Of a folder all *.xml and *.akn are taken, those in the folders inside too, and DIR gets the same
folders; where two files would get one name, the folders around them come into DIR too. Links in a
folder are not followed.

A file that is there already is written over if it is still what akoma wrote there, as the list
.akoma.sha256 in DIR says; no other is without --force. An input is never written over.

Examples:
  akoma annotate loi.xml > loi.annotated.xml
  akoma annotate --commitments lois/ -o annotated
  akoma annotate --authority services.toml loi.xml -o annotated")]
pub(crate) struct Args {
    /// Akoma Ntoso XML, version 1.0; of a folder, the XML in it; `-` for standard input
    #[arg(value_name = "FILE|DIR", required = true)]
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
    #[command(flatten)]
    languages: LanguagesArgs,
    /// Write over files that akoma has not written, or that were changed since
    #[arg(long)]
    force: bool,
    /// Print nothing but errors and warnings
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let to_stdout = args.output == Path::new("-");
    let places = input::locations(files::xml(&args.files, Some(&args.output)));
    if to_stdout && places.len() > 1 {
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
    let progress = progress(places.len(), args.quiet);
    let files = places.iter().flatten().filter_map(|place| place.path.as_deref());
    let mut output = Output::new(&args.output, args.force, files);
    let mut code = FINE;
    for place in places {
        progress.inc(1);
        let output = (!to_stdout).then_some(&mut output);
        match place.and_then(|place| annotate(&annotator, place, output)) {
            Ok(done) => {
                if to_stdout {
                    written::to_stdout(&done.xml)?;
                }
                if done.input.doc.report().worst() >= Some(Severity::Warning) {
                    code = code.max(FINDINGS);
                }
                progress.suspend(|| report(&done, args.quiet));
            }
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
    let annotator = annotator.languages(args.languages.read()?).kinds(args.languages.kinds()?);
    Ok(annotator.commitments(args.commitments))
}

/// A document to which annotations were added.
struct Annotated {
    input: Input,
    xml: String,
    mentions: usize,
    predicates: usize,
    target: Option<PathBuf>,
}

/// Annotates a document, and writes it to the folder if there is one.
fn annotate(
    annotator: &Annotator,
    place: InputLocation,
    output: Option<&mut Output<'_>>,
) -> Result<Annotated, Error> {
    let mut input = input::read_xml(&place.path.unwrap_or_default(), place.target)?;
    let before = input.doc.to_akn();
    let had = (input.doc.mentions().count(), input.doc.predicates().count());
    input.doc = input.doc.annotate(annotator);
    let xml = input.doc.to_akn();
    akn::verify(&input.doc, &xml).map_err(|e| e.in_file(&input.origin))?;
    if validate(&before).verdict() == Verdict::Valid {
        validate(&xml).expect_valid().map_err(|e| e.in_file(&input.origin))?;
    }
    let write = |output: &mut Output<'_>| output.xml(&input.target, &input.origin, &xml);
    let target = output.map(write).transpose()?;
    let mentions = input.doc.mentions().count() - had.0;
    let predicates = input.doc.predicates().count() - had.1;
    Ok(Annotated { input, xml, mentions, predicates, target })
}

fn report(done: &Annotated, quiet: bool) {
    findings::print(&done.input.doc, &done.input.origin, findings::least(quiet));
    if quiet {
        return;
    }
    let target = match &done.target {
        Some(target) => target.display().to_string(),
        None => done.input.origin.clone(),
    };
    let predicates = match done.predicates {
        0 => String::new(),
        n => format!(" and {}", count(n, "predicate")),
    };
    tell!("{target}: {}{predicates} added", count(done.mentions, "mention"));
}
