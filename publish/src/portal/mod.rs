//! Portals: one trait, one loop.
//!
//! [`publish`] looks what the portal has, plans what differs, sends it, then looks again: the plan must
//! be empty now, and every file, downloaded again, what was sent. Only then a receipt is written. A
//! run that was cut off at any point is finished by the next: what is there decides, never what
//! was meant to be done.

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
use crate::error::Error;
use serde_json::Value;
use std::collections::BTreeSet;

/// Where datasets are published.
pub trait Portal: Sync {
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
    fn left_out(&self, bundle: &Bundle, found: &Found) -> Result<Remarks, Error> {
        let _ = (bundle, found);
        Ok(Remarks::default())
    }

    /// Whether those who publish also decide how the portal serves files and what its RDF says. In
    /// a portal that others run, what is wrong there is worth a note, and no warning: they cannot
    /// mend it.
    fn is_own(&self) -> bool {
        false
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
