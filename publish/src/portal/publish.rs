//! The loop: look, plan, push, look again, read back, compare, write the receipt.

use super::http::{TRIES, pause};
use super::{Change, Found, Plan, Portal, Progress, Receipt, ReceiptFile, rdf};
use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::thread;

/// How to publish.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Where the receipt is, or shall be.
    pub receipt: PathBuf,
    /// Whether only to look and plan.
    pub dry_run: bool,
    /// The time, for the receipt: RFC 3339.
    pub now: String,
}

impl Options {
    /// With a receipt here, at this time (RFC 3339).
    pub fn new(receipt: impl Into<PathBuf>, now: impl Into<String>) -> Self {
        Self { receipt: receipt.into(), dry_run: false, now: now.into() }
    }
}

/// What was done.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// What there was to do.
    pub plan: Plan,
    /// The receipt; none after a dry run.
    pub receipt: Option<Receipt>,
    /// What the portal does otherwise than it should, though nothing is lost: a content type, a
    /// statement that its own RDF lacks.
    pub warnings: Vec<String>,
}

/// Publishes a bundle in a portal: checks, plans, sends what differs, reads back, compares, writes the
/// receipt. Nothing differs: nothing is sent.
///
/// # Errors
/// The portal cannot be reached, refuses, or gives back something else than was sent. Whatever was
/// done stays whole, and the next run goes on from there.
pub fn publish(
    portal: &dyn Portal,
    bundle: &Bundle,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    let receipt = Receipt::read(&options.receipt, portal.kind(), portal.address(), bundle)?;
    progress.begin("looking", None);
    let (mut found, mut plan) = look(portal, bundle, receipt.as_ref(), &BTreeSet::new())?;
    if let (Some(there), true) = (&found, plan.is_empty()) {
        // Nothing differs by what the portal says: is it what the portal gives?
        let (_, wrong) = read_back(portal, bundle, there, progress)?;
        let stale = wrong.into_iter().map(|(path, _)| path).collect();
        plan = portal.plan(bundle, found.as_ref(), &stale)?;
    }
    let planned = plan.clone();
    if options.dry_run {
        return Ok(Outcome { plan: planned, receipt: None, warnings: Vec::new() });
    }
    let mut tries = 1;
    while !plan.is_empty() {
        let bytes = plan.uploads().map(|(_, bytes)| bytes).sum();
        progress.begin("sending", Some(bytes));
        match portal.push(bundle, found.as_ref(), &plan, progress) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::Busy && tries < TRIES => thread::sleep(pause(tries)),
            Err(e) => return Err(e),
        }
        tries += 1;
        progress.begin("looking", None);
        // What is there now decides what is left: a portal that failed may have done it all.
        (found, plan) = look(portal, bundle, receipt.as_ref(), &BTreeSet::new())?;
        if tries > TRIES && !plan.is_empty() {
            return Err(not_taken(portal, &plan));
        }
    }
    let Some(found) = found else {
        return Err(not_taken(portal, &plan));
    };
    let (files, wrong) = read_back(portal, bundle, &found, progress)?;
    if let Some((path, message)) = wrong.into_iter().next() {
        let help = "something between here and there changes what is sent: ask those who run the \
                    portal; the next run sends the file again";
        return Err(Error::new(ErrorKind::Mismatch, message).at(path).help(help));
    }
    let mut warnings = portal.left_out(bundle, &found)?;
    warnings.extend(served_as(bundle, &found, &files));
    if let Some(turtle) = portal.record(&found)? {
        warnings.extend(rdf::compare(&turtle, bundle, &files));
    }
    let pushed = match &receipt {
        Some(old) if planned.is_empty() => old.pushed.clone(),
        _ => options.now.clone(),
    };
    let receipt = Receipt {
        akoma: env!("CARGO_PKG_VERSION").to_owned(),
        portal: portal.kind().to_owned(),
        address: portal.address().to_owned(),
        identifier: bundle.dataset().identifier.clone(),
        id: found.id,
        page: found.page,
        version: found.version,
        pushed,
        checked: options.now.clone(),
        files,
    };
    receipt.write(&options.receipt)?;
    Ok(Outcome { plan: planned, receipt: Some(receipt), warnings })
}

/// What is there, and what differs.
fn look(
    portal: &dyn Portal,
    bundle: &Bundle,
    receipt: Option<&Receipt>,
    stale: &BTreeSet<String>,
) -> Result<(Option<Found>, Plan), Error> {
    let found = portal.find(bundle, receipt)?;
    let plan = portal.plan(bundle, found.as_ref(), stale)?;
    Ok((found, plan))
}

/// A push went well, and yet the portal is not as it should be.
fn not_taken(portal: &dyn Portal, plan: &Plan) -> Error {
    let left: Vec<_> = plan.changes.iter().take(5).map(Change::to_string).collect();
    let message = format!(
        "the portal took what was sent, but is not as it should be; left to do: {}",
        left.join("; ")
    );
    let help = "the portal changes what it is given: see its rules for this field";
    Error::new(ErrorKind::Mismatch, message).at(portal.address()).help(help)
}

/// Files that are not as they were sent: path and what is wrong.
type Wrong = Vec<(String, String)>;

/// Downloads every file and compares it.
fn read_back(
    portal: &dyn Portal,
    bundle: &Bundle,
    found: &Found,
    progress: &dyn Progress,
) -> Result<(Vec<ReceiptFile>, Wrong), Error> {
    let mut files = Vec::new();
    let mut wrong = Vec::new();
    for file in &found.files {
        let Some(sent) = bundle.files().iter().find(|sent| sent.path == file.path) else {
            continue;
        };
        progress.begin(&format!("reading back {}", file.path), None);
        let served = portal.fetch(file)?;
        if (&served.sha256, served.bytes) != (&sent.sha256, sent.bytes) {
            wrong.push((
                file.path.clone(),
                format!(
                    "expected {} bytes with SHA-256 {} from {}, but it gives {} with {}",
                    sent.bytes, sent.sha256, file.url, served.bytes, served.sha256
                ),
            ));
        }
        files.push(ReceiptFile {
            path: file.path.clone(),
            id: file.id.clone(),
            url: file.url.clone(),
            bytes: served.bytes,
            sha256: served.sha256,
            content_type: served.content_type,
        });
    }
    Ok((files, wrong))
}

/// What is served as something else than it is.
fn served_as(bundle: &Bundle, found: &Found, files: &[ReceiptFile]) -> Vec<String> {
    let essence = |content_type: &str| {
        content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    };
    let mut warnings = Vec::new();
    let renamed = |path: &str| found.files.iter().any(|file| file.path == path && file.renamed);
    for file in files.iter().filter(|file| !renamed(&file.path)) {
        let Some(sent) = bundle.files().iter().find(|sent| sent.path == file.path) else {
            continue;
        };
        let Some(served) = file.content_type.as_deref().map(essence) else { continue };
        if served != sent.media_type {
            let served = if served.is_empty() { "nothing in particular" } else { &served };
            warnings.push(format!(
                "{}: expected to be served as {}, but is served as {served}",
                file.path, sent.media_type
            ));
        }
    }
    warnings
}
