//! The `akoma` command: one file a subcommand, what they share in `input` and `output`.

#![forbid(unsafe_code)]

mod annotate;
mod answers;
mod authority;
mod build;
mod choices;
mod exit;
mod explain;
mod files;
mod findings;
mod input;
mod language;
mod language_files;
mod languages;
mod manual;
mod near;
mod output;
#[cfg(feature = "publish")]
mod publish;
mod query;
mod read;
mod render;
mod roundtrip;
mod show;
mod text;
mod today;
mod validate;
mod written;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use exit::{FINE, WRONG};
use std::io::{self, Write};
use std::process::ExitCode;

const EXIT_CODES: &str = "\
Exit codes: 0 fine; 1 done, with warnings about a document, or one is not valid; 2 usage, or an
input that could not be read or an output that could not be written (the other inputs are done all
the same). A reader that closes a pipe early (`| head -1`) has seen enough: that is no error.";

const EXAMPLES: &str = "\
Examples:
  akoma build -o out                         build the bundled declaration into out/
  akoma build accord.txt -o out              build a text; accord.toml beside it may hold metadata
  akoma show accord.txt                      print its outline
  akoma query agencies                       which agencies are named in which chapter
  akoma query mentions --entity ANSSI        where ANSSI is named
  akoma query commitments --strength firm --format jsonl accord.txt
  akoma authority search union européenne    who is known by such a name
  akoma validate lois/                       check Akoma Ntoso XML, whoever wrote it

A FILE is plain text in UTF-8 or Akoma Ntoso XML, a DIR a folder of such files; `-` reads standard
input; where no FILE need be named the bundled declaration is taken: the Franco-Belgian joint
declaration of 22 November 2021.";

/// Legal and political text to annotated Akoma Ntoso: who is named where, who promised what.
#[derive(Parser)]
#[command(name = "akoma", version, about, max_term_width = 100)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build texts into annotated Akoma Ntoso XML
    Build(build::Args),
    /// Add mentions and commitments to XML that others have made
    Annotate(annotate::Args),
    /// Ask who is named where and who promised what
    Query(query::Args),
    /// Print the tree of a document
    Show(show::Args),
    /// Check documents against the schema and the naming convention
    Validate(validate::Args),
    /// Search the authority files for a name, and check files of your own
    Authority(authority::Args),
    /// List languages and their rules, and check language files of your own
    Language(language::Args),
    /// Say what the code of a finding means
    Explain(explain::Args),
    /// Prove that XML read and written again is the same to the byte
    Roundtrip(roundtrip::Args),
    /// Put documents on open-data portals, with proof
    #[cfg(feature = "publish")]
    #[command(subcommand)]
    Publish(publish::Publish),
    /// Put documents on open-data portals, with proof: not in this build
    #[cfg(not(feature = "publish"))]
    #[command(hide = true)]
    Publish {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
        words: Vec<std::ffi::OsString>,
    },
    /// Take the source text back out of a document
    Text(text::Args),
    /// Print the completions of a shell
    Completions(manual::Completions),
    /// Print the manual page
    Man(manual::Manual),
}

fn main() -> ExitCode {
    match parsed().map_or_else(|e| print_usage(&e), |cli| run(cli.command)) {
        Ok(code) => ExitCode::from(code),
        // The reader of the pipe has seen enough.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(FINE),
        Err(e) => {
            findings::error(&akoma::Error::io("standard output", e));
            ExitCode::from(WRONG)
        }
    }
}

/// The command with all its subcommands, what is said after their options in lines that fit.
fn command() -> clap::Command {
    manual::flowing(Cli::command())
}

/// What the command line asks for.
fn parsed() -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&command().try_get_matches()?)
}

fn run(asked: Command) -> io::Result<u8> {
    match asked {
        Command::Build(args) => build::run(&args),
        Command::Annotate(args) => annotate::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Authority(args) => authority::run(&args),
        Command::Language(args) => language::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Roundtrip(args) => roundtrip::run(&args),
        #[cfg(feature = "publish")]
        Command::Publish(publish) => publish::run(&publish),
        #[cfg(not(feature = "publish"))]
        Command::Publish { .. } => {
            findings::usage("expected an akoma that can publish, but this one was built without");
            findings::help_line("build it with the feature `publish`, which is on by default");
            Ok(WRONG)
        }
        Command::Text(args) => text::run(&args),
        Command::Completions(args) => manual::completions(&args, command()),
        Command::Man(args) => manual::man(&args, command()),
    }
}

/// Prints what the command line asked for, help or version, or what is wrong with it.
fn print_usage(said: &clap::Error) -> io::Result<u8> {
    let text = said.render();
    if said.use_stderr() {
        findings::tell!("{}", text.ansi().to_string().trim_end());
        return Ok(WRONG);
    }
    let mut out = anstream::stdout().lock();
    write!(out, "{}", text.ansi())?;
    out.flush()?;
    Ok(FINE)
}
