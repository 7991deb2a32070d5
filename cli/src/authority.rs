//! `akoma authority`: who is listed, and what is wrong in a list of one's own.

use crate::answers::{AnswerLayout, Answers, RecordFormat, help};
use crate::exit::{FINDINGS, FINE, WRONG};
use crate::files;
use crate::findings::{self, tell};
use crate::input;
use crate::output::{count, is_wide, stdout_colour};
use crate::read::read_data;
use akoma::export::{self, EntityRecord, Record};
use akoma::{Authority, Error, LineIndex, Report, Severity};
use clap::{Args as ClapArgs, Subcommand};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: AuthorityCommand,
}

#[derive(Subcommand)]
enum AuthorityCommand {
    /// Find entities by name, acronym or identifier, in any language
    #[command(after_help = help(EntityRecord::COLUMNS, "\
Case, accents, hyphens and apostrophes do not count. Equal names come first, then names that begin \
with what is searched for, then names with words that begin so; if there are none, names with a \
similar spelling. \
`names` has every name that stands for the entity in \
texts, in CSV with a semicolon between two.

Exit codes: 0 found; 1 nothing found; 2 usage, or a file with a mistake.

Examples:
  akoma authority search ANSSI
  akoma authority search union européenne
  akoma authority search --authority services.toml --format jsonl harpie"))]
    Search(SearchArgs),
    /// Check authority files for mistakes, and for what is probably not meant
    #[command(after_help = "\
Errors are what every command refuses: what is not TOML; a key, kind, class or country that does not
exist; a malformed identifier; a `same-as` that is not an IRI. Warnings are an identifier given twice,
a name or acronym by which texts mean another entity, a name that is never looked for, a context that
is not listed. Each file is checked together with the bundled ones and the files before it.

Of a folder all *.toml are taken, sorted by name, and those in the folders inside.

Exit codes: 0 nothing found; 1 warnings only; 2 errors, usage, or a file that could not be read.

Examples:
  akoma authority check services.toml
  akoma authority check noms/")]
    Check(CheckArgs),
}

#[derive(ClapArgs)]
struct SearchArgs {
    /// Name, acronym or identifier; several words are one name
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    /// Authority file to add to the bundled ones; may be given several times
    #[arg(long, value_name = "FILE")]
    authority: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: RecordFormat,
}

#[derive(ClapArgs)]
struct CheckArgs {
    /// Authority file to check; of a folder, the *.toml in it; `-` for standard input
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// Authority file to add to the bundled ones first; may be given several times
    #[arg(long, value_name = "FILE")]
    authority: Vec<PathBuf>,
    /// Print only what is wrong: no closing line
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let named = match &args.command {
        AuthorityCommand::Search(search) => &search.authority,
        AuthorityCommand::Check(check) => &check.authority,
    };
    let authority = match input::authority(named) {
        Ok(more) => more.unwrap_or_else(|| Authority::bundled().clone()),
        Err(e) => {
            findings::error(&e);
            return Ok(WRONG);
        }
    };
    match &args.command {
        AuthorityCommand::Search(args) => search(args, &authority),
        AuthorityCommand::Check(args) => check(args, authority),
    }
}

/// What the answers look like. A narrow screen has no room for identifiers elsewhere.
fn shape() -> AnswerLayout {
    let header: &[&str] = match is_wide() {
        true => &["id", "kind", "class", "country", "names", "same as"],
        false => &["id", "kind", "class", "country", "names"],
    };
    AnswerLayout { columns: EntityRecord::COLUMNS, header, running: Some(4), noun: "result" }
}

fn search(args: &SearchArgs, authority: &Authority) -> io::Result<u8> {
    let wanted = args.name.join(" ");
    let found = authority.search(&wanted);
    let none = found.is_empty();
    let mut answers = Answers::stdout(args.format, shape(), false);
    answers.begin_table();
    for record in export::entities(found) {
        answers.push(&record, |r| {
            let text = |value: Option<&str>| value.unwrap_or("–").to_owned();
            let mut row = vec![
                r.id.to_owned(),
                r.kind.to_owned(),
                text(r.class),
                text(r.country),
                r.names.as_slice().join(" · "),
            ];
            if is_wide() {
                row.push(r.same_as.as_slice().join(" "));
            }
            row
        })?;
    }
    answers.end()?;
    answers.finish(!none || args.format != RecordFormat::Table)?;
    if none {
        findings::warning(&format!("no authority file lists anything that is called `{wanted}`"));
        findings::help_line("try a part of the name, or list it in a file given with --authority");
    }
    Ok(if none { FINDINGS } else { FINE })
}

fn check(args: &CheckArgs, mut authority: Authority) -> io::Result<u8> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut code = FINE;
    for file in files::walk(&args.files, &["toml"]) {
        match file.and_then(|file| check_file(&file, &mut authority)) {
            Ok(checked) => {
                for finding in &checked.findings {
                    writeln!(out, "{finding}\n")?;
                }
                out.flush()?;
                code = code.max(checked.code());
                if !args.quiet {
                    tell!("{}", checked.line());
                }
            }
            Err(e) => {
                findings::error(&e);
                code = WRONG;
            }
        }
    }
    Ok(code)
}

/// What came of a file.
struct CheckedFile {
    name: String,
    /// As they are printed.
    findings: Vec<String>,
    errors: usize,
    warnings: usize,
}

/// Checks a file, and adds it to the lists if it can be.
fn check_file(file: &Path, authority: &mut Authority) -> Result<CheckedFile, Error> {
    let text = read_data(file)?;
    let name = if file == Path::new("-") { "stdin".into() } else { file.display().to_string() };
    let report = authority.check(&text);
    let of = |severity| report.iter().filter(|finding| finding.severity() == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    if errors == 0 {
        authority.extend(&text).map_err(|e| e.in_file(file))?;
    }
    Ok(CheckedFile { findings: rendered(&report, &name, &text), name, errors, warnings })
}

fn rendered(report: &Report, name: &str, text: &str) -> Vec<String> {
    let renderer = findings::renderer(stdout_colour());
    let lines = LineIndex::new(text);
    let place = |span: akoma::Span| lines.line_column(text, span.start());
    report
        .iter()
        .map(|finding| findings::render(&renderer, finding, name, text, finding.span().map(place)))
        .collect()
}

impl CheckedFile {
    fn code(&self) -> u8 {
        match (self.errors, self.warnings) {
            (0, 0) => FINE,
            (0, _) => FINDINGS,
            _ => WRONG,
        }
    }

    /// « services.toml: 1 error, 2 warnings ».
    fn line(&self) -> String {
        let (errors, warnings) = (count(self.errors, "error"), count(self.warnings, "warning"));
        format!("{}: {errors}, {warnings}", self.name)
    }
}
