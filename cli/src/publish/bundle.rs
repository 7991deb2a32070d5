//! `akoma publish bundle`: documents, checked, in a folder with all that catalogues ask for.

use super::{SETTINGS, failure};
use crate::input::{InputArgs, Inputs};
use crate::output::{bold, count, dim, table, thousands};
use crate::{FINE, WRONG, files, findings};
use akoma::{Date, Error};
use akoma_publish::bundle::{self, Input, Made};
use akoma_publish::catalogue::Profile;
use akoma_publish::settings::Settings;
use clap::Args as ClapArgs;
use comfy_table::CellAlignment;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
#[command(after_help = "\
Of a folder the XML in it is taken (*.xml, *.akn), and text (*.txt) that has no XML beside it. A
document that is not valid, or breaks the naming convention or a link, stops the bundle. The same
documents and settings give the same bytes.

Examples:
  akoma publish bundle -o bundle
  akoma publish bundle accord.txt protocole.xml --settings accord.publish.toml -o bundle
  akoma publish bundle xml/ --profile fr -o bundle
  (cd bundle && sha256sum -c SHA256SUMS)")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Folder to write to: a new one, an empty one, or an older bundle
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// What the documents cannot know; `akoma publish init` begins such a file
    #[arg(long, value_name = "FILE", default_value = SETTINGS)]
    settings: PathBuf,
    /// What kind of harvester reads the catalogue record: standard, fr, be [default: the settings]
    #[arg(long)]
    profile: Option<Profile>,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let settings = match Settings::read(&args.settings) {
        Ok(settings) => settings,
        Err(errors) => {
            errors.iter().for_each(failure);
            return Ok(WRONG);
        }
    };
    let settings = match args.profile {
        Some(profile) => settings.with_profile(profile),
        None => settings,
    };
    let mut inputs = match read(&args.input) {
        Ok(inputs) => inputs,
        Err(errors) => {
            errors.iter().for_each(findings::error);
            return Ok(WRONG);
        }
    };
    // The day of the markup, where nothing tells it: that of this edition, or every day would
    // make another bundle.
    let day: Option<Date> = settings.modified().parse().ok();
    for input in &mut inputs {
        if input.xml.is_none() && input.doc.metadata().manifestation.date.is_none() {
            input.doc = input.doc.clone().with_markup_date(day);
        }
    }
    match bundle::make(&inputs, &settings, &args.output) {
        Ok(made) => {
            if !args.quiet {
                report(&made, &args.output)?;
            }
            Ok(FINE)
        }
        Err(errors) => {
            errors.iter().for_each(failure);
            Ok(WRONG)
        }
    }
}

/// Reads documents, those in folders too.
///
/// # Errors
/// All that cannot be read.
pub(super) fn read(args: &InputArgs) -> Result<Vec<Input>, Vec<Error>> {
    let mut paths = Vec::new();
    let mut errors = Vec::new();
    for found in files::walk(&args.files, &["xml", "akn", "txt"]) {
        match found {
            Ok(path) => paths.push(path),
            Err(e) => errors.push(e),
        }
    }
    // Text that XML was made of is in the XML.
    let named = |path: &PathBuf| args.files.contains(path);
    let made = |path: &Path| ["xml", "akn"].iter().any(|e| paths.contains(&path.with_extension(e)));
    let text = |path: &Path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt"));
    let kept = paths.iter().filter(|path| named(path) || !text(path) || !made(path));
    let args = InputArgs { files: kept.cloned().collect(), ..args.clone() };
    let inputs = match args.open() {
        Ok(inputs) => inputs,
        Err(e) => return Err(vec![e]),
    };
    let read = documents(&args, inputs, &mut errors);
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

fn documents(args: &InputArgs, inputs: Inputs<'_>, errors: &mut Vec<Error>) -> Vec<Input> {
    let mut documents = Vec::new();
    for (number, input) in inputs.enumerate() {
        let input = match input {
            Ok(input) => input,
            Err(e) => {
                errors.push(e);
                continue;
            }
        };
        let name = Path::new(&input.name).file_name().map(|n| n.to_string_lossy().into_owned());
        let file = args.files.get(number).filter(|path| *path != Path::new("-"));
        // XML is published as it is, whatever its encoding.
        let xml = match (input.xml, file) {
            (false, _) => None,
            (true, None) => Some(input.doc.source().as_bytes().to_vec()),
            (true, Some(path)) => match fs::read(path) {
                Ok(bytes) => Some(bytes),
                Err(e) => {
                    errors.push(Error::io(path, &e));
                    continue;
                }
            },
        };
        let name = name.unwrap_or_default();
        documents.push(Input { name, origin: input.origin, doc: input.doc, xml });
    }
    documents
}

fn report(made: &Made, folder: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut files = table(&["file", "bytes"]);
    for (path, bytes) in &made.files {
        let bytes = usize::try_from(*bytes).unwrap_or(usize::MAX);
        files.add_row([path.clone(), thousands(bytes)]);
    }
    if let Some(column) = files.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out, "{files}")?;
    writeln!(
        out,
        "{}, {}, {}: valid, and free of errors at level 2",
        count(made.documents, "document"),
        count(made.mentions, "mention"),
        count(made.commitments, "commitment"),
    )?;
    writeln!(out, "\nWritten: {}", bold(&folder.display().to_string()))?;
    writeln!(out, "{}", dim("Next: akoma publish ckan|udata|site, with --dry-run to see first"))
}
