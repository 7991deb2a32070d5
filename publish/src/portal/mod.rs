//! Portals: one trait, one loop.
//!
//! [`publish`] looks at what the portal has, plans what differs, sends it, then looks again: the plan
//! must be empty now, and every file, downloaded again, must be what was sent. Only then is a receipt
//! written. A run that was cut off at any point is finished by the next: what is there decides, never
//! what was meant to be done.
//!
//! A portal that is not here can be added in any crate: implement [`Portal`], and give it to
//! [`publish`]. `publish/tests/own_portal.rs` does so in a hundred lines, and `docs/portals.md`
//! explains each step.

mod address;
mod answer;
pub mod ckan;
mod form;
mod http;
mod plan;
mod publish;
mod rdf;
mod receipt;
mod secret;
pub mod site;
pub mod udata;

pub use http::Connection;
pub use plan::{Change, Plan};
pub use publish::{Options, Outcome, Remarks, publish};
pub use receipt::{Receipt, ReceiptFile};
pub use secret::Token;

use crate::bundle::Bundle;
use crate::digest;
use crate::error::Error;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io;

/// Where datasets are published.
///
/// Five questions that the loop asks: [`find`](Self::find), [`plan`](Self::plan),
/// [`push`](Self::push), [`fetch`](Self::fetch), [`rdf`](Self::rdf). A portal remembers nothing of
/// what it was asked before that it could not read from the portal again: a run may be killed between
/// any two of them.
pub trait Portal: Sync {
    /// What receipts call it, in one word: `ckan`, `udata`, `site`.
    fn kind(&self) -> &'static str;

    /// Its address, with `/` at the end.
    fn address(&self) -> &str;

    /// The dataset as the portal has it: that of the receipt, else the one that carries the
    /// identifier of the bundle's dataset. Changes nothing.
    ///
    /// # Errors
    /// The portal cannot be asked; the token is refused; the dataset belongs to somebody else.
    fn find(
        &self,
        bundle: &Bundle,
        receipt: Option<&Receipt>,
    ) -> Result<Option<RemoteDataset>, Error>;

    /// What must change for the portal to have what the bundle says: everything that
    /// [`push`](Self::push) is to do, and nothing if all is as it should be. Files whose paths are in
    /// `stale` are sent whatever the portal says of them: what it gave was not what was sent. Changes
    /// nothing.
    ///
    /// # Errors
    /// The portal cannot take a dataset like this.
    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&RemoteDataset>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error>;

    /// Does what was planned, and nothing else; `found` is what the plan was made for. May be cut
    /// off anywhere: keep an order in which nobody sees half a dataset. It is asked again, with a new
    /// plan, until nothing differs.
    ///
    /// # Errors
    /// The portal refuses, cannot be reached, or has changed since it was looked at
    /// ([`Conflict`](crate::ErrorKind::Conflict)). After [`Busy`](crate::ErrorKind::Busy) the loop
    /// waits, looks, and tries again; every other error ends it.
    fn push(
        &self,
        bundle: &Bundle,
        found: Option<&RemoteDataset>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error>;

    /// Downloads a file and says what came. Is asked from several threads at once.
    ///
    /// # Errors
    /// It cannot be downloaded.
    fn fetch(&self, file: &RemoteFile) -> Result<Download, Error>;

    /// What the portal cannot have as the bundle says it, though nothing is lost: a licence that it
    /// does not know.
    ///
    /// # Errors
    /// The portal cannot be asked.
    fn left_out(&self, bundle: &Bundle, found: &RemoteDataset) -> Result<Remarks, Error> {
        let _ = (bundle, found);
        Ok(Remarks::default())
    }

    /// Whether those who publish also decide how the portal serves files and what its RDF says. In
    /// a portal that others run, what is wrong there is worth a note, and no warning: they cannot
    /// mend it.
    fn is_own(&self) -> bool {
        false
    }

    /// The RDF in Turtle that the portal itself makes of the dataset, which harvesters read; none if
    /// it makes none.
    ///
    /// # Errors
    /// It cannot be read, though there should be one.
    fn rdf(&self, found: &RemoteDataset) -> Result<Option<String>, Error> {
        let _ = found;
        Ok(None)
    }
}

/// A dataset as a portal has it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RemoteDataset {
    /// Its identifier in the portal.
    pub id: String,
    /// The address of its page.
    pub page: String,
    /// What the portal calls its state: changes whenever the dataset does. Empty if it has no word
    /// for it.
    pub version: String,
    /// Its files, as far as they are of the bundle.
    pub files: Vec<RemoteFile>,
    /// All that the portal says of it, for [`Portal::plan`] and [`Portal::push`]; the loop does not
    /// look at it.
    pub record: Value,
}

impl RemoteDataset {
    /// A dataset without files, of which nothing more is known.
    ///
    /// ```
    /// use akoma_publish::portal::{RemoteDataset, RemoteFile};
    ///
    /// let mut found = RemoteDataset::new("42", "https://data.example.org/dataset/42");
    /// found.version = "2026-11-23T10:00:00".to_owned();
    /// found.files.push(RemoteFile::new("accord.fr.xml", "7", "https://data.example.org/file/7"));
    /// assert!(!found.files[0].renamed);
    /// ```
    pub fn new(id: impl Into<String>, page: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            page: page.into(),
            version: String::new(),
            files: Vec::new(),
            record: Value::Null,
        }
    }
}

/// A file as a portal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RemoteFile {
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

impl RemoteFile {
    /// A file by its path in the bundle, its identifier in the portal, and its address; not renamed.
    pub fn new(path: impl Into<String>, id: impl Into<String>, url: impl Into<String>) -> Self {
        Self { path: path.into(), id: id.into(), url: url.into(), renamed: false }
    }
}

/// What came when a file was downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Download {
    /// SHA-256 of the bytes: 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// The content type, empty if the server gave none; none where no server was asked.
    pub content_type: Option<String>,
}

impl Download {
    /// What a reader gives, read to its end, with the content type that a server gave.
    ///
    /// ```
    /// use akoma_publish::portal::Download;
    ///
    /// let download = Download::read(&b"Accord\n"[..], Some("text/plain; charset=utf-8".to_owned()))?;
    /// assert_eq!(download.bytes, 7);
    /// assert!(download.sha256.starts_with("646ee769"), "{}", download.sha256);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// The reader fails.
    pub fn read(reader: impl io::Read, content_type: Option<String>) -> io::Result<Self> {
        let (sha256, bytes) = digest::of_reader(reader)?;
        Ok(Self { sha256, bytes, content_type })
    }
}

/// Learns how a push gets on.
pub trait Progress {
    /// Something begins: « sending », « read back 3 of 12 », with the bytes that there are, if they
    /// are known.
    fn begin(&self, what: &str, bytes: Option<u64>);
    /// So many bytes more have been sent.
    fn sent(&self, bytes: u64);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _: &str, _: Option<u64>) {}
    fn sent(&self, _: u64) {}
}
