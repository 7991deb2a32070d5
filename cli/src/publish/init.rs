//! `akoma publish init`: settings to begin with.

use super::settings::{SETTINGS, failure};
use super::sources::Sources;
use crate::exit::{FINE, WRONG};
use crate::findings;
use crate::input::InputArgs;
use crate::output::bold;
use crate::today::today;
use crate::written::{to_stdout, write_whole};
use akoma::Error;
use akoma_publish::bundle::{Documents, add_to_draft};
use akoma_publish::settings::{Draft, Settings};
use clap::Args as ClapArgs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
#[command(after_help = "\
Writes settings with explanations. What the documents say is filled in; what is not given is left
empty, and `akoma publish bundle` says where. A file that is there already stays as it is.

Examples:
  akoma publish init
  akoma publish init accord.txt --publisher Chancellerie \\
      --homepage https://chancellerie.example.org/ --email donnees@example.org \\
      --licence cc-by-4.0 --site https://donnees.example.org/accord/")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// File to write; `-` for standard output
    #[arg(short, long, value_name = "FILE", default_value = SETTINGS)]
    output: PathBuf,
    /// Name of the publisher
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Home page of the publisher
    #[arg(long, value_name = "URL")]
    homepage: Option<String>,
    /// Address for questions
    #[arg(long, value_name = "MAIL")]
    email: Option<String>,
    /// Licence: cc0-1.0, cc-by-4.0, cc-by-sa-4.0, etalab-2.0, odbl-1.0, odc-by-1.0
    #[arg(long, value_name = "NAME")]
    licence: Option<String>,
    /// Address of the folder that the files will be downloaded from
    #[arg(long, value_name = "URL")]
    site: Option<String>,
    /// Permanent name of the dataset [default: the name of the first document]
    #[arg(long, value_name = "NAME")]
    identifier: Option<String>,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let draft = match draft(args) {
        Ok(draft) => draft.to_toml(),
        Err(wrong) => return Ok(wrong),
    };
    // What is left empty is for a person to fill in; what was given must be right.
    let left = Settings::parse(&draft).err().unwrap_or_default();
    let (left, wrong): (Vec<_>, Vec<_>) = left.iter().partition(|e| e.is_missing());
    if !wrong.is_empty() {
        wrong.into_iter().for_each(told);
        return Ok(WRONG);
    }
    if args.output == Path::new("-") {
        to_stdout(&draft)?;
        return Ok(FINE);
    }
    match write(&args.output, &draft) {
        Ok(()) => {
            let mut out = io::stdout().lock();
            let file = args.output.display();
            writeln!(out, "Written: {}", bold(&file.to_string()))?;
            for error in left {
                let place = error.place().unwrap_or_default();
                writeln!(out, "To fill in: {file}:{place}: {}", error.message())?;
            }
            Ok(FINE)
        }
        Err(e) => {
            findings::error(&e);
            Ok(WRONG)
        }
    }
}

/// Prints a mistake in what was given: its place would be in settings that were never written.
fn told(error: &akoma_publish::Error) {
    findings::usage(error.message());
    if let Some(advice) = error.advice() {
        findings::help_line(advice);
    }
}

/// What options and documents say; an exit code where a document cannot be read, after that was
/// reported.
fn draft(args: &Args) -> Result<Draft, u8> {
    let sources = Sources::open(&args.input, None).map_err(|errors| {
        errors.iter().for_each(findings::error);
        WRONG
    })?;
    let mut draft = Draft {
        identifier: args.identifier.clone(),
        publisher: args.publisher.clone(),
        homepage: args.homepage.clone(),
        email: args.email.clone(),
        licence: args.licence.clone(),
        site: args.site.clone(),
        today: today().map(|day| day.to_string()).unwrap_or_default(),
        ..Draft::default()
    };
    let mut fine = true;
    for number in 0..sources.names().len() {
        match sources.read(number) {
            Ok(input) => add_to_draft(&mut draft, &input),
            Err(errors) => {
                errors.iter().for_each(failure);
                fine = false;
            }
        }
    }
    if fine { Ok(draft) } else { Err(WRONG) }
}

fn write(target: &Path, settings: &str) -> Result<(), Error> {
    // A link that leads nowhere is something too.
    if target.symlink_metadata().is_ok() {
        let there = "expected to begin settings, but there are some: name another file with -o";
        return Err(findings::refused(target, there));
    }
    write_whole(target, settings.as_bytes())
}
