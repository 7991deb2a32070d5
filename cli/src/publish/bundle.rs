//! `akoma publish bundle`: documents, checked, in a folder with all that catalogues ask for.

use super::settings::{SETTINGS, failure};
use super::sources::Sources;
use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings;
use crate::input::InputArgs;
use crate::output::{bold, count, dim, is_bounded, progress, table, thousands};
use crate::written::no_link_to;
use akoma_publish::bundle::{BundleSummary, Bundler, Finding};
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
and so does a text whose date, country or language is not known: the message says where to give it. What
breaks the naming convention or a link (level 2) is published and reported; findings.csv has all of it. The
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
    /// What kind of harvester reads the catalogue record: standard, fr, be [default: as the settings say]
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
    if let Err(e) = no_link_to(&args.output) {
        findings::error(&e);
        return Ok(WRONG);
    }
    let sources = match Sources::open(&args.input, Some(&args.output)) {
        Ok(sources) => sources,
        Err(errors) => {
            errors.iter().for_each(findings::error);
            return Ok(WRONG);
        }
    };
    let (authority, kinds) = (sources.authority(), sources.kinds());
    let settings = match Settings::read_knowing(&args.settings, authority, kinds) {
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
    let sources = sources.with_settings(&settings);
    let bar = progress(sources.len(), args.quiet);
    let steps = |done: usize, all: usize| {
        // Each document is gone through twice.
        bar.set_position((done * sources.len() / all.max(1)) as u64);
    };
    let made =
        Bundler::new(&settings).strict(args.strict).progress(&steps).make(&sources, &args.output);
    bar.finish_and_clear();
    match made {
        Ok(made) => report(&made, args),
        Err(errors) => {
            errors.iter().for_each(failure);
            Ok(WRONG)
        }
    }
}

/// How many warnings are printed; findings.csv has all.
const MOST: usize = 20;
/// How many files are listed on a screen; in a pipe all are.
const LISTED: usize = 40;

fn report(made: &BundleSummary, args: &Args) -> io::Result<u8> {
    let warnings: Vec<_> = made.findings.iter().filter(|finding| finding.is_warning()).collect();
    for finding in warnings.iter().take(MOST) {
        findings::warning(&told(finding));
    }
    if warnings.len() > MOST {
        let more = count(warnings.len() - MOST, "more warning");
        findings::warning(&format!("… and {more}: see findings.csv"));
    }
    for finding in
        made.findings.iter().filter(|finding| finding.is_note() && !args.quiet).take(MOST)
    {
        findings::note(&told(finding));
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

fn summary(made: &BundleSummary, folder: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut files = table(&["file", "bytes"]);
    let hidden = if is_bounded() { made.files.len().saturating_sub(LISTED) } else { 0 };
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
fn level_2(made: &BundleSummary) -> Vec<String> {
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
    lines.push("findings.csv has each of them; `akoma explain CODE` says what it means".to_owned());
    lines
}
