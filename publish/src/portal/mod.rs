//! Portals: one trait, one loop.
//!
//! [`publish`] looks what the portal has, plans what differs, sends it, then looks again: the plan must
//! be empty now, and every file, downloaded again, what was sent. Only then a receipt is written. A
//! run that was cut off at any point is finished by the next: what is there decides, never what
//! was meant to be done.

pub mod ckan;
mod form;
mod http;
mod rdf;
mod receipt;
mod secret;
pub mod site;
pub mod udata;

pub use http::Connection;
pub use receipt::{Receipt, ReceiptFile};
pub use secret::Token;

use crate::bundle::Bundle;
use crate::dataset::File;
use crate::error::{Error, ErrorKind};
use http::{TRIES, pause};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::thread;

/// Where datasets are published.
pub trait Portal {
    /// What receipts call it: `ckan`, `udata`, `site`.
    fn kind(&self) -> &'static str;

    /// Its address, with `/` at the end.
    fn address(&self) -> &str;

    /// The dataset as the portal has it: that of the receipt, else the one that carries its
    /// identifier. Takes away nothing and adds nothing.
    ///
    /// # Errors
    /// The portal cannot be asked; the token is refused; the dataset belongs to somebody else.
    fn find(&self, bundle: &Bundle, receipt: Option<&Receipt>) -> Result<Option<Found>, Error>;

    /// What must change for the portal to have what the bundle says. Files in `stale` are sent
    /// whatever the portal says of them.
    ///
    /// # Errors
    /// The portal cannot take a dataset like this.
    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&Found>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error>;

    /// Does what was planned; may be cut off anywhere.
    ///
    /// # Errors
    /// The portal refuses, is busy, cannot be reached, or has changed since it was looked at.
    fn push(
        &self,
        bundle: &Bundle,
        found: Option<&Found>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error>;

    /// Downloads a file and tells what it is.
    ///
    /// # Errors
    /// It cannot be had.
    fn fetch(&self, file: &FoundFile) -> Result<Served, Error>;

    /// What the portal cannot have as the bundle says it, though nothing is lost: a licence that it
    /// does not know.
    ///
    /// # Errors
    /// The portal cannot be asked.
    fn left_out(&self, bundle: &Bundle, found: &Found) -> Result<Vec<String>, Error> {
        let _ = (bundle, found);
        Ok(Vec::new())
    }

    /// The portal's own RDF of the dataset in Turtle, if it makes one.
    ///
    /// # Errors
    /// It cannot be had, though there should be one.
    fn record(&self, found: &Found) -> Result<Option<String>, Error>;
}

/// A dataset as a portal has it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Found {
    /// Its identifier in the portal.
    pub id: String,
    /// Its page.
    pub page: String,
    /// What the portal calls its state: changes whenever the dataset does.
    pub version: String,
    /// Its files, as far as they are of the bundle.
    pub files: Vec<FoundFile>,
    /// What the portal says of it.
    pub(crate) record: Value,
}

/// A file as a portal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundFile {
    /// Its path in the bundle.
    pub path: String,
    /// Its identifier in the portal.
    pub id: String,
    /// Where it can be downloaded.
    pub url: String,
    /// Whether the portal knows it by another name, since it takes none with this ending; it serves
    /// it as what that name says.
    pub renamed: bool,
}

/// What a portal gives when a file is downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Served {
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// The content type, empty if the server told none; none where no server was asked.
    pub content_type: Option<String>,
}

/// What must be done to a portal; empty if nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The changes, in the order they are told to people.
    pub changes: Vec<Change>,
}

/// Something that must be done to a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The dataset is not there.
    Create,
    /// A field has another value.
    Set {
        /// The field, as the portal calls it; of a file after its path.
        field: String,
        /// What is there; nothing if the field is empty.
        from: Option<String>,
        /// What should be there; nothing if it should be empty.
        to: Option<String>,
    },
    /// A file is not there, or has other bytes.
    Upload {
        /// Its path in the bundle.
        path: String,
        /// Its size in bytes.
        bytes: u64,
        /// Whether the portal has an older one in its place.
        replaces: bool,
    },
    /// A file is there that akoma put there, and is no longer in the bundle, or twice.
    Remove {
        /// Its name in the portal.
        name: String,
        /// Its identifier in the portal.
        id: String,
    },
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Paths and sizes of the files to send.
    pub fn uploads(&self) -> impl Iterator<Item = (&str, u64)> {
        self.changes.iter().filter_map(|change| match change {
            Change::Upload { path, bytes, .. } => Some((path.as_str(), *bytes)),
            _ => None,
        })
    }

    /// Adds a change of a field, if it is one.
    pub(crate) fn set(&mut self, field: &str, from: Option<String>, to: Option<String>) {
        let (from, to) = (from.filter(|v| !v.is_empty()), to.filter(|v| !v.is_empty()));
        if from != to {
            self.changes.push(Change::Set { field: field.to_owned(), from, to });
        }
    }
}

impl Change {
    /// A file is to be sent.
    pub(crate) fn upload(file: &File, replaces: bool) -> Self {
        Self::Upload { path: file.path.clone(), bytes: file.bytes, replaces }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create => f.write_str("create the dataset"),
            Self::Set { field, from, to } => {
                let shown = |v: &Option<String>| {
                    v.as_ref().map_or("nothing".to_owned(), |v| format!("« {} »", one_line(v)))
                };
                write!(f, "change {field} from {} to {}", shown(from), shown(to))
            }
            Self::Upload { path, bytes, replaces: false } => {
                write!(f, "send {path} ({bytes} bytes)")
            }
            Self::Upload { path, bytes, replaces: true } => {
                write!(f, "send {path} again ({bytes} bytes)")
            }
            Self::Remove { name, id } => write!(f, "remove {name} ({id})"),
        }
    }
}

/// A value short enough for a line.
fn one_line(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

/// Is told how a push gets on.
pub trait Progress {
    /// Something begins: « sending », « reading back », with the bytes there are if they are known.
    fn begin(&self, what: &str, bytes: Option<u64>);
    /// So many bytes more have gone out.
    fn sent(&self, bytes: u64);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: Option<u64>) {}
    fn sent(&self, _: u64) {}
}

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
