//! `akoma explain`: what the codes of findings mean.

use crate::exit::{FINE, WRONG};
use crate::findings;
use crate::near::near;
use crate::output::{bold, table, width, wrap};
use akoma::{Code, Level};
use clap::Args as ClapArgs;
use std::io::{self, Write};

#[derive(ClapArgs)]
#[command(after_help = "\
Level 1 is the official schema of Akoma Ntoso 1.0, level 2 the naming convention and links.

Examples:
  akoma explain
  akoma explain missing-element")]
pub(crate) struct Args {
    /// Code of a finding of `akoma validate`; all of them if none is named
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let Some(name) = &args.code else {
        let mut table = table(&["code", "level", "severity", "what it means"]);
        for code in akoma::codes() {
            let (level, severity) = (code.level().name(), code.severity().name());
            table.add_row([code.name(), level, severity, first_sentence(code.rationale())]);
        }
        writeln!(out, "{table}")?;
        out.flush()?;
        return Ok(FINE);
    };
    let Some(code) = akoma::codes().find(|code| code.name() == name) else {
        unknown(name);
        return Ok(WRONG);
    };
    let (severity, level) = (code.severity(), code.level());
    let of = if level == Level::Schema { "the schema" } else { "naming and links" };
    writeln!(out, "{}\n{severity}, level {level}: {of}\n", bold(code.name()))?;
    // Long lines are hard to read, however wide the screen.
    writeln!(out, "{}", wrap(code.rationale(), width().min(80)))?;
    out.flush()?;
    Ok(FINE)
}

fn unknown(name: &str) {
    findings::usage(&format!(
        "expected the code of a finding of `akoma validate`, but found `{name}`"
    ));
    match near(name, akoma::codes().map(Code::name)) {
        Some(near) => findings::help_line(&format!("did you mean `{near}`?")),
        None => findings::help_line(
            "`akoma explain` lists them all; findings of `akoma build` have no page, they say \
             themselves what to do",
        ),
    }
}

/// The first sentence of a paragraph.
pub(crate) fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}
