//! `akoma validate`: documents against the schema, the naming convention and their own links.

use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings::tell;
use crate::output::{count, progress, stdout_colour};
use crate::render::{FileFinding, FindingFormat};
use crate::{files, findings, read};
use akoma::{Error, ErrorKind, Level, Severity, Validation, Validator, Verdict, akn};
use clap::Args as ClapArgs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
#[command(after_help = "\
Level 1 is the official schema of Akoma Ntoso 1.0: the verdict is its verdict. Level 2 is what the
standard says in words: the naming convention, and links that lead somewhere.

In a folder all *.xml and *.akn are taken, sorted by name, and those in the folders inside.

JSON: file, line, column, endLine, endColumn, start, end, unit, severity, code, level, message,
found, expected, path, help. `start` and `end` count bytes of the XML in UTF-8, columns count code
points, both ends excluded; `path` is the nearest eId and the elements inside it; `expected` has the
most likely first. With --summary a line is verdict, number of findings, file, with tabs between.

Verdicts: valid; invalid; not-wellformed: no XML; other-namespace: a draft, version 2.0 or another
format, about which the schema says nothing.

Exit codes: 0 all valid, with no error and no warning; 1 something was found; 2 usage, or a file
that could not be read (the others are checked all the same).

Examples:
  akoma validate loi.xml
  akoma validate --level 2 --format concise lois/
  akoma validate --summary lois/ | grep -v ^valid
  akoma validate --format github lois/               annotations on a pull request
  akoma validate --format sarif lois/ > akoma.sarif  for code scanning
  curl https://example.org/loi.xml | akoma validate -
  akoma explain missing-element                      what a code means")]
pub(crate) struct Args {
    /// XML to check; `-` for standard input; of a folder, the XML in it
    #[arg(value_name = "FILE|DIR", required = true)]
    paths: Vec<PathBuf>,
    /// How far to check: 1 for the schema, 2 for naming and links as well
    #[arg(long, value_name = "LEVEL", default_value = "1", value_parser = level)]
    level: Level,
    /// How to print findings
    #[arg(long, value_enum, default_value = "full", conflicts_with = "summary")]
    format: FindingFormat,
    /// Print a line for each file instead of its findings
    #[arg(long)]
    summary: bool,
    /// Print only what is wrong: no closing line, no line for a file without findings
    #[arg(short, long)]
    quiet: bool,
}

/// Reads a level of the command line.
fn level(given: &str) -> Result<Level, String> {
    given.parse().map_err(|_| {
        format!("expected 1 (the schema) or 2 (naming and links as well), but found `{given}`")
    })
}

/// What came of a file.
struct ValidatedFile {
    verdict: Verdict,
    findings: usize,
    /// Whether there is an error or a warning among them.
    wrong: bool,
    /// What is to be printed.
    text: String,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let files = files::walk(&args.paths, files::XML);
    // Lines that run over the screen are progress enough.
    let progress = progress(files.len(), args.quiet || args.summary && io::stdout().is_terminal());
    let colour = stdout_colour();
    let mut tally = Tally::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let format = args.format;
    if !args.summary {
        out.write_all(format.head().as_bytes())?;
    }
    let mut written = false;
    let check = |file: Result<PathBuf, Error>| file.and_then(|file| check(args, &file, colour));
    files::in_order(files, check, |checked| {
        progress.inc(1);
        tally.add(&checked);
        let mut told = |out: &mut io::BufWriter<_>, checked| match checked {
            Ok(ValidatedFile { text, .. }) if text.is_empty() => Ok(()),
            Ok(ValidatedFile { text, .. }) => {
                if written && !args.summary {
                    out.write_all(format.between().as_bytes())?;
                }
                written = true;
                out.write_all(text.as_bytes())
            }
            Err(e) => {
                out.flush()?;
                findings::error(&e);
                Ok(())
            }
        };
        let silent = checked.as_ref().is_ok_and(|checked| checked.text.is_empty());
        match silent || progress.is_hidden() {
            true => told(&mut out, checked),
            // A bar and findings on one screen take turns.
            false => progress.suspend(|| told(&mut out, checked).and_then(|()| out.flush())),
        }
    })?;
    progress.finish_and_clear();
    if !args.summary {
        out.write_all(format.tail(tally.unreadable == 0).as_bytes())?;
    }
    out.flush()?;
    if !args.summary && !args.quiet {
        tell!("{}", tally.line());
    }
    Ok(tally.exit_code())
}

fn check(args: &Args, file: &Path, colour: bool) -> Result<ValidatedFile, Error> {
    let bytes = read::read(file)?;
    let stdin = file == Path::new("-");
    let name = if stdin { "stdin".to_owned() } else { file.display().to_string() };
    let (xml, validation, position) = match akn::decode(bytes) {
        Ok(xml) => {
            let validation = Validator::new().level(args.level).validate(&xml);
            (xml, validation, None)
        }
        Err(e) if e.kind() == ErrorKind::UnknownEncoding => return Err(e.in_file(name)),
        Err(e) => (String::new(), Validation::unreadable(&e), e.position()),
    };
    let report = validation.report();
    let verdict = validation.verdict();
    let wrong = verdict != Verdict::Valid || report.worst() >= Some(Severity::Warning);
    let text = match args.summary {
        true if args.quiet && verdict == Verdict::Valid && report.is_empty() => String::new(),
        true => format!("{verdict}\t{}\t{name}\n", report.len()),
        false => args.format.render(&FileFinding::all(&name, &xml, report, position), colour),
    };
    Ok(ValidatedFile { verdict, findings: report.len(), wrong, text })
}

/// What came of all files.
#[derive(Default)]
struct Tally {
    by_verdict: [usize; VERDICTS.len()],
    unreadable: usize,
    findings: usize,
    wrong: bool,
}

const VERDICTS: [Verdict; 4] =
    [Verdict::Valid, Verdict::Invalid, Verdict::NotWellFormed, Verdict::OtherNamespace];

impl Tally {
    fn add(&mut self, checked: &Result<ValidatedFile, Error>) {
        match checked {
            Ok(checked) => {
                let index = VERDICTS.iter().position(|verdict| *verdict == checked.verdict);
                self.by_verdict[index.unwrap_or_default()] += 1;
                self.findings += checked.findings;
                self.wrong |= checked.wrong;
            }
            Err(_) => self.unreadable += 1,
        }
    }

    /// « 3 files: 1 valid, 2 invalid; 5 findings ».
    fn line(&self) -> String {
        let files = self.by_verdict.iter().sum::<usize>() + self.unreadable;
        let kinds = VERDICTS.iter().map(|verdict| verdict.name()).chain(["could not be read"]);
        let numbers = self.by_verdict.iter().chain([&self.unreadable]);
        let parts: Vec<String> = kinds
            .zip(numbers)
            .filter(|(_, number)| **number > 0)
            .map(|(kind, number)| format!("{} {kind}", crate::output::thousands(*number)))
            .collect();
        let findings = count(self.findings, "finding");
        format!("{}: {}; {findings}", count(files, "file"), parts.join(", "))
    }

    fn exit_code(&self) -> u8 {
        match (self.unreadable, self.wrong) {
            (1.., _) => WRONG,
            (0, true) => FINDINGS,
            (0, false) => FINE,
        }
    }
}
