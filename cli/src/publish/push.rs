//! A push of a bundle to any portal, and what is printed of it.

use super::progress::PushBar;
use super::settings::failure;
use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings;
use crate::output::{bold, count, dim};
use akoma_publish::Error;
use akoma_publish::bundle::Bundle;
use akoma_publish::portal::{self, Options, Outcome, Portal, Remarks};
use clap::Args as ClapArgs;
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The most changes that people are shown one by one.
const SHOWN: usize = 40;

/// What every push needs.
#[derive(ClapArgs)]
pub(super) struct PushArgs {
    /// Bundle to push: a folder that `akoma publish bundle` made
    #[arg(value_name = "BUNDLE")]
    pub(super) bundle: PathBuf,
    /// Only look, and print what would be done
    #[arg(long)]
    dry_run: bool,
    /// Where the receipt is, or will be [default: beside the bundle]
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// Print the plan and the receipt as JSON
    #[arg(long)]
    json: bool,
    /// Print nothing but errors and warnings
    #[arg(short, long, conflicts_with = "json")]
    quiet: bool,
}

/// Pushes, and says what was done.
pub(super) fn push<P: Portal>(
    args: &PushArgs,
    portal: impl FnOnce() -> Result<P, Error>,
) -> io::Result<u8> {
    let bar = PushBar::new(args.quiet || args.json);
    let done = portal().and_then(|portal| {
        let bundle = Bundle::open(&args.bundle)?;
        let mut options = Options::new(receipt_file(args, portal.kind()), now());
        options.dry_run = args.dry_run;
        portal::publish(&portal, &bundle, &options, &bar).map(|outcome| (outcome, options.receipt))
    });
    bar.clear();
    match done {
        Ok((outcome, receipt)) => {
            if args.json {
                print_json(&outcome)?;
            } else if !args.quiet {
                report(&outcome, &receipt)?;
            }
            let Remarks { notes, warnings, .. } = &outcome.remarks;
            if !args.quiet {
                notes.iter().for_each(|note| findings::note(note));
            }
            warnings.iter().for_each(|warning| findings::warning(warning));
            Ok(if warnings.is_empty() { FINE } else { FINDINGS })
        }
        Err(e) => {
            failure(&e);
            Ok(WRONG)
        }
    }
}

/// `bundle.ckan.receipt.json` for `bundle` and a portal of the kind `ckan`.
fn receipt_file(args: &PushArgs, kind: &str) -> PathBuf {
    let beside = || {
        let folder = args.bundle.components().collect::<PathBuf>();
        let stem = folder.file_name().map_or("bundle".into(), |n| n.to_string_lossy());
        folder.with_file_name(format!("{stem}.{kind}.receipt.json"))
    };
    args.receipt.clone().unwrap_or_else(beside)
}

/// The time, to the second.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

fn print_json(outcome: &Outcome) -> io::Result<()> {
    let changes: Vec<_> = outcome.plan.changes.iter().map(ToString::to_string).collect();
    let mut out = io::stdout().lock();
    let printed = json!({
        "plan": changes,
        "receipt": outcome.receipt,
        "notes": outcome.remarks.notes,
        "warnings": outcome.remarks.warnings,
    });
    writeln!(out, "{printed:#}")
}

fn report(outcome: &Outcome, receipt_file: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let changes = &outcome.plan.changes;
    match (&outcome.receipt, changes.len()) {
        (None, 0) => writeln!(out, "Nothing differs: nothing would be sent")?,
        (None, _) => writeln!(out, "{}", bold("Would be done"))?,
        (Some(_), 0) => writeln!(out, "Nothing differed: nothing was sent")?,
        (Some(_), _) => writeln!(out, "{}", bold("Done"))?,
    }
    for change in changes.iter().take(SHOWN) {
        writeln!(out, "  {change}")?;
    }
    if let Some(more) = changes.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        writeln!(out, "  … and {} more: see --json", count(more, "change"))?;
    }
    let Some(receipt) = &outcome.receipt else {
        return Ok(());
    };
    writeln!(out, "Read back: {}, each the same as was sent", count(receipt.files.len(), "file"))?;
    writeln!(out, "\n{}", bold(&receipt.page))?;
    writeln!(out, "{}", dim(&format!("Receipt: {}", receipt_file.display())))
}
