//! Akoma Ntoso in and out.

mod meta;
mod read;
mod verify;
mod write;

pub use crate::xml::decode;
pub use read::read;
pub use verify::{Verified, verify};

/// The namespace of Akoma Ntoso 1.0.
pub(crate) const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The namespace of akoma's own records in `analysis/otherAnalysis`.
pub(crate) const RECORDS: &str = "urn:akoma:records:1";

/// The processing instruction that stands for a character XML cannot hold.
pub(crate) const CHARACTER: &str = "akoma-char";

/// The processing instruction that stands for a byte-order mark before the source.
pub(crate) const BYTE_ORDER_MARK: &str = "akoma-bom";
