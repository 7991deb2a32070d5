//! `akoma publish init`: settings to begin with.

use super::{SETTINGS, bundle};
use crate::build::today;
use crate::input::InputArgs;
use crate::output::bold;
use crate::written::{to_stdout, write_whole};
use crate::{FINE, WRONG, findings};
use akoma::Error;
use akoma_publish::settings::Draft;
use clap::Args as ClapArgs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
#[command(after_help = "\
Writes settings with explanations. What the documents tell is filled in; what is not given stands
empty, and `akoma publish bundle` says where. A file that is there already stays as it is.

Examples:
  akoma publish init
  akoma publish init accord.txt --publisher Chancellerie --homepage https://chancellerie.example.org/ \\
      --email donnees@example.org --licence cc-by-4.0 --site https://donnees.example.org/accord/")]
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
    /// Address of the folder the files will be had from
    #[arg(long, value_name = "URL")]
    site: Option<String>,
    /// What the dataset is called for ever [default: the name of the first document]
    #[arg(long, value_name = "NAME")]
    identifier: Option<String>,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let inputs = match bundle::read(&args.input) {
        Ok(inputs) => inputs,
        Err(errors) => {
            errors.iter().for_each(findings::error);
            return Ok(WRONG);
        }
    };
    let draft = Draft {
        identifier: args.identifier.clone(),
        countries: akoma_publish::bundle::countries(&inputs),
        documents: inputs.iter().map(akoma_publish::bundle::info).collect(),
        publisher: args.publisher.clone(),
        homepage: args.homepage.clone(),
        email: args.email.clone(),
        licence: args.licence.clone(),
        site: args.site.clone(),
        today: today().map(|day| day.to_string()).unwrap_or_default(),
    };
    if args.output == Path::new("-") {
        to_stdout(&draft.to_toml())?;
        return Ok(FINE);
    }
    match write(&args.output, &draft.to_toml()) {
        Ok(()) => {
            writeln!(io::stdout(), "Written: {}", bold(&args.output.display().to_string()))?;
            Ok(FINE)
        }
        Err(e) => {
            findings::error(&e);
            Ok(WRONG)
        }
    }
}

fn write(target: &Path, settings: &str) -> Result<(), Error> {
    if target.exists() {
        let there = "expected to begin settings, but there are some: name another file with -o";
        return Err(findings::refused(target, there));
    }
    write_whole(target, settings.as_bytes())
}
