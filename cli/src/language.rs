//! `akoma language`: which languages there are, their rules, and what is wrong in files of one's
//! own.

use crate::answers::{AnswerLayout, Answers, RecordFormat, help};
use crate::exit::{FINE, WRONG};
use crate::findings::{self, tell};
use crate::languages::LanguagesArgs;
use crate::output::{count, is_wide};
use crate::{input, language_files};
use akoma::export::{self, Record, RuleRecord};
use akoma::{Authority, Error, Language, Languages};
use clap::{Args as ClapArgs, Subcommand};
use std::io;
use std::path::PathBuf;

#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: LanguageCommand,
}

#[derive(Subcommand)]
enum LanguageCommand {
    /// List the languages that akoma reads
    #[command(after_help = "\
A language without rules for commitments is read for structure, names, dates and offices.

Examples:
  akoma language list
  akoma language list --languages langues/")]
    List(ListArgs),
    /// Show the rules of a language: their ids, what each matches and gives
    #[command(after_help = help(RuleRecord::COLUMNS, "\
The id is the one that a record or a message names, that a file of your own replaces by a rule with \
the same `id`, and that it takes away with `remove`.

Examples:
  akoma language show fra
  akoma language show fra --table commitments.frame
  akoma language show fra --format jsonl"))]
    Show(ShowArgs),
    /// Check language files: each example must hold, each counterexample must not
    #[command(after_help = "\
A FILE is a language: CODE.toml. A DIR is one language (its files are read as one), or has such files
and folders. A language that akoma comes with is changed by the file, not replaced: see
docs/languages.md; with --alone the file stands for itself.

Every mistake is an error: what no command reads, a rule without an `id` or an `example`, an example
in which the rule does not find what is in brackets (and what was found instead, by which rule), a
counterexample in which it finds something. The examples of the bundled language are tried too, since
a rule of your own may win over one of its rules.

Exit codes: 0 all examples hold; 2 mistakes, usage, or a file that could not be read.

Examples:
  akoma language check ita.toml
  akoma language check langues/
  akoma language check --alone corpus/language")]
    Check(CheckArgs),
}

#[derive(ClapArgs)]
struct ListArgs {
    #[command(flatten)]
    own: LanguagesArgs,
}

#[derive(ClapArgs)]
struct ShowArgs {
    /// Code of the language: ISO 639, for example fra or fr
    #[arg(value_name = "CODE")]
    code: String,
    /// Only the rules of this table of the language file, for example commitments.frame
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    #[command(flatten)]
    own: LanguagesArgs,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: RecordFormat,
}

#[derive(ClapArgs)]
struct CheckArgs {
    /// Language file to check, or a folder of such
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// Take the files as whole languages, not as changes of those that akoma comes with
    #[arg(long)]
    alone: bool,
    /// Authority file with names that examples speak of; may be given several times
    #[arg(long, value_name = "FILE")]
    authority: Vec<PathBuf>,
    /// Print only what is wrong: no closing line
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    match &args.command {
        LanguageCommand::List(args) => list(args),
        LanguageCommand::Show(args) => show(args),
        LanguageCommand::Check(args) => Ok(check(args)),
    }
}

/// What was read; of a failure, which is reported, nothing.
fn reported<T>(read: Result<T, Error>) -> Option<T> {
    read.map_err(|error| findings::error(&error)).ok()
}

fn list(args: &ListArgs) -> io::Result<u8> {
    let Some(languages) = reported(args.own.read()) else { return Ok(WRONG) };
    let mut table = crate::output::table(&["code", "name", "rules", "commitments"]);
    for language in languages.codes().filter_map(|code| languages.get(code)) {
        let rules = export::rules(language).count().to_string();
        let commitments = if language.has_commitment_rules() { "yes" } else { "no" };
        table.add_row([language.code(), language.name(), &rules, commitments]);
    }
    writeln(&table.to_string())?;
    Ok(FINE)
}

fn writeln(text: &str) -> io::Result<()> {
    use std::io::Write as _;
    writeln!(io::stdout().lock(), "{text}")
}

/// What the rules look like. A narrow screen has no room for what they match.
fn shape() -> AnswerLayout {
    let header: &[&str] = match is_wide() {
        true => &["id", "table", "gives", "match"],
        false => &["id", "table", "gives"],
    };
    let running = is_wide().then_some(3);
    AnswerLayout { columns: RuleRecord::COLUMNS, header, running, noun: "rule" }
}

fn show(args: &ShowArgs) -> io::Result<u8> {
    let Some(languages) = reported(args.own.read()) else { return Ok(WRONG) };
    let Some(language) = reported(languages.require(&args.code)) else { return Ok(WRONG) };
    let is_asked = |rule: &RuleRecord<'_>| args.table.as_deref().is_none_or(|t| t == rule.table);
    let mut answers = Answers::stdout(args.format, shape(), false);
    answers.begin_table();
    for record in export::rules(language).filter(is_asked) {
        answers.push(&record, |rule| {
            let mut row = vec![rule.id.to_owned(), rule.table.to_owned(), rule.gives.clone()];
            if is_wide() {
                row.push(rule.matches.as_slice().join("\n"));
            }
            row
        })?;
    }
    answers.end()?;
    answers.finish(true)?;
    Ok(FINE)
}

fn check(args: &CheckArgs) -> u8 {
    let Some(authority) = reported(input::authority(&args.authority)) else { return WRONG };
    let authority = authority.unwrap_or_else(|| Authority::bundled().clone());
    let base = if args.alone { Languages::none() } else { Languages::bundled().clone() };
    let mut code = FINE;
    for path in &args.files {
        let checked = language_files::read(path)
            .and_then(|files| Ok((files.check(&base, &authority)?, files)));
        match checked {
            Ok((languages, files)) => {
                let checked = files.codes().into_iter().filter_map(|code| languages.get(code));
                for language in checked.filter(|_| !args.quiet) {
                    tell!("{}: {}", path.display(), line(language));
                }
            }
            Err(error) => {
                let mistakes = error.all().count();
                findings::error(&error);
                if !args.quiet {
                    tell!("{}: {}", path.display(), count(mistakes, "mistake"));
                }
                code = WRONG;
            }
        }
    }
    code
}

/// « français: 210 rules, 412 examples and 60 counterexamples hold ».
fn line(language: &Language) -> String {
    let rules = count(export::rules(language).count(), "rule");
    let examples = count(language.examples().count(), "example");
    let counter = count(language.counterexamples().count(), "counterexample");
    format!("{} ({}): {rules}, {examples} and {counter} hold", language.name(), language.code())
}
