//! `akoma publish bundle`: documents, checked, in a folder with all that catalogues ask for.

use super::SETTINGS;
use crate::input::{InputArgs, Inputs};
use crate::output::{bold, count, dim, progress, table, thousands};
use crate::{FINDINGS, FINE, WRONG, files, findings};
use akoma::{Date, Error, Metadata, corpus};
use akoma_publish::bundle::{Bundler, Documents, Finding, Input, Made};
use akoma_publish::catalogue::Profile;
use akoma_publish::settings::Settings;
use clap::Args as ClapArgs;
use comfy_table::CellAlignment;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
#[command(after_help = "\
Of a folder the XML in it is taken (*.xml, *.akn), and text (*.txt) that has no XML beside it; what lies
in the output folder is left out. A document that is not valid by the official schema stops the bundle,
and so does a text whose date, country or language nobody tells: the message says where to tell it. What
breaks the naming convention or a link (level 2) is published and told; findings.csv has all of it. The
same documents and settings give the same bytes.

Exit codes: 0 done; 1 done, with warnings about a document, or files that were changed by hand and stay;
2 not done, and nothing was changed.

Examples:
  akoma publish bundle -o bundle
  akoma publish bundle accord.txt protocole.xml --settings accord.publish.toml -o bundle
  akoma publish bundle xml/ --profile fr --strict -o bundle
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
    /// Refuse documents that break the naming convention or a link (errors at level 2)
    #[arg(long)]
    strict: bool,
    /// Print nothing but errors and warnings
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let settings = match Settings::read(&args.settings) {
        Ok(settings) => settings,
        Err(errors) => {
            errors.iter().for_each(findings::failure);
            return Ok(WRONG);
        }
    };
    let settings = match args.profile {
        Some(profile) => settings.with_profile(profile),
        None => settings,
    };
    let sources = match Sources::open(&args.input, Some(&args.output)) {
        Ok(sources) => sources.with_settings(&settings),
        Err(errors) => {
            errors.iter().for_each(findings::error);
            return Ok(WRONG);
        }
    };
    let bar = progress(sources.names.len(), args.quiet);
    let steps = |done: usize, all: usize| {
        // Each document is gone through twice.
        bar.set_position((done * sources.names.len() / all.max(1)) as u64);
    };
    let made =
        Bundler::new(&settings).strict(args.strict).progress(&steps).make(&sources, &args.output);
    bar.finish_and_clear();
    match made {
        Ok(made) => report(&made, args),
        Err(errors) => {
            errors.iter().for_each(findings::failure);
            Ok(WRONG)
        }
    }
}

/// Documents that are read when the bundle wants them.
pub(super) struct Sources<'a> {
    inputs: Inputs<'a>,
    /// None for the bundled declaration.
    paths: Vec<Option<PathBuf>>,
    names: Vec<String>,
    settings: Option<&'a Settings>,
}

impl<'a> Sources<'a> {
    /// Those that are named, and those in the folders that are named, without what lies in the
    /// folder `output`.
    ///
    /// # Errors
    /// All folders that cannot be read.
    pub(super) fn open(args: &'a InputArgs, output: Option<&Path>) -> Result<Self, Vec<Error>> {
        let inputs = args.open().map_err(|e| vec![e])?;
        let (mut paths, mut errors) = (Vec::new(), Vec::new());
        for found in files::walk(&args.files, &["xml", "akn", "txt"]) {
            match found {
                Ok(path) => paths.push(path),
                Err(e) => errors.push(e),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let output = output.and_then(|folder| folder.canonicalize().ok());
        let is_output = |path: &Path| {
            let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
            output.is_some() && folder == output
        };
        // Text that XML was made of is in the XML.
        let named = |path: &PathBuf| args.files.contains(path);
        let made =
            |path: &Path| ["xml", "akn"].iter().any(|e| paths.contains(&path.with_extension(e)));
        let text = |path: &Path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt"));
        let kept =
            |path: &&PathBuf| named(path) || !is_output(path) && (!text(path) || !made(path));
        let mut paths: Vec<_> = paths.iter().filter(kept).cloned().map(Some).collect();
        if args.files.is_empty() {
            paths.push(None);
        }
        let names = names(&paths);
        Ok(Self { inputs, paths, names, settings: None })
    }

    fn with_settings(self, settings: &'a Settings) -> Self {
        Self { settings: Some(settings), ..self }
    }

    /// What is told of a document besides, and the day of its markup, where nothing tells it: that
    /// of this edition, or every day would make another bundle.
    fn told(&self, name: &str) -> Metadata {
        let told = self.settings.and_then(|settings| settings.metadata(name).cloned());
        let mut told = told.unwrap_or_default();
        if let Some(settings) = self.settings {
            let day: Option<Date> = settings.modified().parse().ok();
            told.manifestation.date = told.manifestation.date.or(day);
        }
        told
    }
}

impl Documents for Sources<'_> {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn read(&self, number: usize) -> Result<Input, akoma_publish::Error> {
        let name = self.names[number].clone();
        let path = self.paths[number].as_deref();
        let (input, bytes) = self.inputs.read_told(path, Some(&self.told(&name)))?;
        // XML is published as it is, whatever its encoding.
        let xml = input.xml.then_some(bytes);
        Ok(Input { name, origin: input.origin, doc: input.doc, xml })
    }
}

/// What the files of each document are called: as its own, with as many names of folders before it
/// as tell it from the others.
fn names(paths: &[Option<PathBuf>]) -> Vec<String> {
    let steps = |path: &Option<PathBuf>| -> Vec<String> {
        match path {
            None => vec![corpus::DECLARATION_NAME.to_owned()],
            Some(path) if path == Path::new("-") => vec!["stdin".to_owned()],
            Some(path) => {
                let stem = path.with_extension("");
                let normal = stem.components().filter_map(|c| match c {
                    std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
                    _ => None,
                });
                normal.collect()
            }
        }
    };
    let steps: Vec<_> = paths.iter().map(steps).collect();
    let mut taken = vec![1; steps.len()];
    loop {
        let name = |(steps, taken): (&Vec<String>, &usize)| {
            steps[steps.len() - taken.min(&steps.len())..].join("-")
        };
        let names: Vec<_> = steps.iter().zip(&taken).map(name).collect();
        let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, name) in names.iter().enumerate() {
            same.entry(name.to_lowercase()).or_default().push(number);
        }
        let mut changed = false;
        for number in same.into_values().filter(|same| same.len() > 1).flatten() {
            let more = taken[number] < steps[number].len();
            taken[number] += usize::from(more);
            changed |= more;
        }
        if !changed {
            return names;
        }
    }
}

/// How many warnings are printed; findings.csv has all.
const MOST: usize = 20;
/// How many files are listed.
const LISTED: usize = 40;

fn report(made: &Made, args: &Args) -> io::Result<u8> {
    let warnings: Vec<_> = made.findings.iter().filter(|finding| finding.is_warning()).collect();
    for finding in warnings.iter().take(MOST) {
        findings::warning(&told(finding));
    }
    if warnings.len() > MOST {
        let more = count(warnings.len() - MOST, "more warning");
        findings::warning(&format!("… and {more}: see findings.csv"));
    }
    for path in &made.kept {
        let place = args.output.join(path);
        findings::warning(&format!(
            "{}: no longer part of the bundle, but changed after akoma wrote it, so it stays",
            place.display()
        ));
    }
    if !args.quiet {
        summary(made, &args.output)?;
    }
    Ok(if warnings.is_empty() && made.kept.is_empty() { FINE } else { FINDINGS })
}

/// A finding on one line, and what to do on another.
fn told(finding: &Finding) -> String {
    let place = match (finding.line, finding.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", finding.origin),
        _ => finding.origin.clone(),
    };
    let help = finding.help.as_ref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
    format!("{place}: {} [{}]{help}", finding.message, finding.code)
}

fn summary(made: &Made, folder: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut files = table(&["file", "bytes"]);
    let hidden = if made.files.len() > LISTED { made.files.len() - LISTED } else { 0 };
    if hidden > 0 {
        files.add_row([format!("… {}", count(hidden, "file")), String::new()]);
    }
    for (path, bytes) in &made.files[hidden..] {
        let bytes = usize::try_from(*bytes).unwrap_or(usize::MAX);
        files.add_row([path.clone(), thousands(bytes)]);
    }
    if let Some(column) = files.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out, "{files}")?;
    writeln!(
        out,
        "{}, {}, {}: valid by the official schema",
        count(made.documents, "document"),
        count(made.mentions, "mention"),
        count(made.commitments, "commitment"),
    )?;
    for line in level_2(made) {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "\nWritten: {}", bold(&folder.display().to_string()))?;
    writeln!(out, "{}", dim("Next: akoma publish ckan|udata|site, with --dry-run to see first"))
}

/// What breaks the naming convention or a link: how much of it, and of which kinds.
fn level_2(made: &Made) -> Vec<String> {
    let errors = made.findings.iter().filter(|finding| finding.is_level_2_error());
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut documents: Vec<&str> = Vec::new();
    for finding in errors {
        *codes.entry(&finding.code).or_default() += 1;
        if documents.last() != Some(&finding.doc.as_str()) {
            documents.push(&finding.doc);
        }
    }
    if codes.is_empty() {
        return vec!["free of errors at level 2 (naming convention and links)".to_owned()];
    }
    let mut lines = vec![format!(
        "{} with errors at level 2 (naming convention and links), published as they are:",
        count(documents.len(), "document")
    )];
    lines.extend(codes.iter().map(|(code, n)| format!("  {:>6}  {code}", thousands(*n))));
    lines
        .push("findings.csv has each of them; `akoma explain CODE` tells what it means".to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_one_name_are_told_apart_by_their_folders() {
        let paths = ["a/un.xml", "b/un.xml", "c/b/un.xml", "./b/deux.xml", "../Deux.txt", "trois"];
        let paths: Vec<_> = paths.iter().map(|path| Some(PathBuf::from(path))).collect();
        assert_eq!(names(&paths), ["a-un", "b-un", "c-b-un", "b-deux", "Deux", "trois"]);
        assert_eq!(names(&[None, Some("-".into())]), [corpus::DECLARATION_NAME, "stdin"]);
    }
}
