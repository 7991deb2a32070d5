//! `akoma text`: the source text of a document, to the character.

use crate::exit::{FINE, WRONG};
use crate::input::{self, InputArgs};
use clap::Args as ClapArgs;
use std::io::{self, Write};

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  akoma text out/accord.xml > accord.txt
  akoma build accord.txt -o - | akoma text - | cmp - accord.txt")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let fine = input::for_each(&args.input, |input| {
        if input.doc.had_bom() {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        out.write_all(input.doc.text().as_bytes())
    })?;
    out.flush()?;
    Ok(if fine { FINE } else { WRONG })
}
