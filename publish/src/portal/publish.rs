//! The loop: look, plan, push, look again, read back, compare, write the receipt.

use super::http::{TRIES, pause};
use super::{
    Change, Download, Plan, Portal, Progress, Receipt, ReceiptFile, RemoteDataset, RemoteFile, rdf,
};
use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// How many files are downloaded at the same time.
const DOWNLOADS: usize = 4;

/// How to publish.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Where the receipt is, or will be.
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
    /// What is not as the bundle says it, though nothing is lost.
    pub remarks: Remarks,
}

/// What a portal has otherwise than the bundle says, though nothing is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Remarks {
    /// What those who publish cannot mend: a licence that the portal does not know, a statement
    /// that its own RDF lacks.
    pub notes: Vec<String>,
    /// What they can mend.
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
    let (mut found, mut plan) = look(portal, bundle, receipt.as_ref())?;
    let mut downloaded = None;
    if let (Some(there), true) = (&found, plan.is_empty()) {
        // Nothing differs by what the portal says: is it what the portal gives?
        let back = read_back(portal, bundle, there, progress)?;
        let stale = back.wrong.iter().map(|(path, _)| path.clone()).collect();
        plan = portal.plan(bundle, found.as_ref(), &stale)?;
        downloaded = Some(back);
    }
    let planned = plan.clone();
    if options.dry_run {
        return Ok(Outcome { plan: planned, receipt: None, remarks: Remarks::default() });
    }
    if !plan.is_empty() {
        downloaded = None;
        found = send(portal, bundle, receipt.as_ref(), (found, plan), progress)?;
    }
    let Some(found) = found else {
        return Err(not_taken(portal, &Plan::default()));
    };
    let back = downloaded.map_or_else(|| read_back(portal, bundle, &found, progress), Ok)?;
    let ReadBack { files, wrong } = back;
    if let Some((path, message)) = wrong.into_iter().next() {
        let help = "something between here and there changes what is sent: ask those who run the \
                    portal; the next run sends the file again";
        return Err(Error::new(ErrorKind::Mismatch, message).at(path).help(help));
    }
    let mut remarks = portal.left_out(bundle, &found)?;
    let told = if portal.is_own() { &mut remarks.warnings } else { &mut remarks.notes };
    told.extend(served_as(bundle, &found, &files));
    progress.begin("looking at the portal's own RDF", None);
    if let Some(turtle) = portal.rdf(&found)? {
        told.extend(rdf::compare(&turtle, bundle, &files));
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
    Ok(Outcome { plan: planned, receipt: Some(receipt), remarks })
}

/// What is there, and what differs.
fn look(
    portal: &dyn Portal,
    bundle: &Bundle,
    receipt: Option<&Receipt>,
) -> Result<(Option<RemoteDataset>, Plan), Error> {
    let found = portal.find(bundle, receipt)?;
    let plan = portal.plan(bundle, found.as_ref(), &BTreeSet::new())?;
    Ok((found, plan))
}

/// Sends what differs until nothing does, and gives what is there then.
fn send(
    portal: &dyn Portal,
    bundle: &Bundle,
    receipt: Option<&Receipt>,
    (mut found, mut plan): (Option<RemoteDataset>, Plan),
    progress: &dyn Progress,
) -> Result<Option<RemoteDataset>, Error> {
    let mut tries = 1;
    let mut fewest = plan.changes.len();
    while !plan.is_empty() {
        let bytes = plan.uploads().map(|(_, bytes)| bytes).sum();
        progress.begin("sending", Some(bytes));
        let taken = match portal.push(bundle, found.as_ref(), &plan, progress) {
            Ok(()) => true,
            Err(e) if e.kind() == ErrorKind::Busy && tries < TRIES => {
                thread::sleep(pause(tries));
                false
            }
            Err(e) => return Err(e),
        };
        tries += 1;
        progress.begin("looking", None);
        let before = plan;
        // What is there now decides what is left: a portal that failed may have done it all.
        (found, plan) = look(portal, bundle, receipt)?;
        // Sent again, the same would be taken as little.
        let stuck = taken && plan.changes == before.changes;
        if !plan.is_empty() && (stuck || tries > TRIES) {
            return Err(not_taken(portal, &plan));
        }
        if plan.changes.len() < fewest {
            // It gets on: a large dataset may meet a busy portal more than once.
            fewest = plan.changes.len();
            tries = 1;
        }
    }
    Ok(found)
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

/// What the portal gives.
struct ReadBack {
    files: Vec<ReceiptFile>,
    /// Files that are not as they were sent: path and what is wrong.
    wrong: Vec<(String, String)>,
}

/// Downloads every file and compares it.
fn read_back(
    portal: &dyn Portal,
    bundle: &Bundle,
    found: &RemoteDataset,
    progress: &dyn Progress,
) -> Result<ReadBack, Error> {
    let sent: HashMap<_, _> = bundle.all().map(|file| (file.path.as_str(), file)).collect();
    let there: Vec<_> =
        found.files.iter().filter(|file| sent.contains_key(file.path.as_str())).collect();
    let mut files = Vec::new();
    let mut wrong = Vec::new();
    for (file, served) in there.iter().zip(download(portal, &there, progress)?) {
        let sent = sent[file.path.as_str()];
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
    Ok(ReadBack { files, wrong })
}

/// Downloads files, a few at a time: what a portal far away takes longest for is to begin.
fn download(
    portal: &dyn Portal,
    files: &[&RemoteFile],
    progress: &dyn Progress,
) -> Result<Vec<Download>, Error> {
    let next = AtomicUsize::new(0);
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..DOWNLOADS.min(files.len()) {
            let (tell, next) = (tell.clone(), &next);
            scope.spawn(move || {
                while let Some((at, file)) = numbered(files, next) {
                    // Nobody listens any more when one has failed.
                    if tell.send((at, portal.fetch(file))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tell);
        let mut served: Vec<_> = files.iter().map(|_| None).collect();
        for (done, (at, result)) in told.into_iter().enumerate() {
            let count = files.len();
            progress.begin(&format!("read back {} of {count}: {}", done + 1, files[at].path), None);
            served[at] = Some(result?);
        }
        Ok(served.into_iter().flatten().collect())
    })
}

/// The next file that nobody has taken, and its place in the list.
fn numbered<'a>(files: &[&'a RemoteFile], next: &AtomicUsize) -> Option<(usize, &'a RemoteFile)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, *files.get(at)?))
}

/// What is served as something else than it is.
fn served_as(bundle: &Bundle, found: &RemoteDataset, files: &[ReceiptFile]) -> Vec<String> {
    let essence = |content_type: &str| {
        content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    };
    let mut told = Vec::new();
    let sent: HashMap<_, _> = bundle.all().map(|file| (file.path.as_str(), file)).collect();
    let renamed = found.files.iter().filter(|file| file.renamed);
    let renamed: BTreeSet<_> = renamed.map(|file| &file.path).collect();
    for file in files.iter().filter(|file| !renamed.contains(&file.path)) {
        let Some(sent) = sent.get(file.path.as_str()) else { continue };
        let Some(served) = file.content_type.as_deref().map(essence) else { continue };
        if served != sent.media_type {
            let served = if served.is_empty() { "nothing in particular" } else { &served };
            told.push(format!(
                "{}: expected to be served as {}, but is served as {served}",
                file.path, sent.media_type
            ));
        }
    }
    told
}

#[cfg(test)]
mod tests;
