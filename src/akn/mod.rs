//! Akoma Ntoso in and out.

mod format;
mod head;
mod inline;
mod insert;
mod markup;
mod meta;
mod place;
mod read;
mod verify;
mod write;

pub use crate::xml::decode;
pub(crate) use insert::{can_be_added_to, drop_unwritable, eids_of};
pub use read::read;
pub use verify::{Verified, verify};

use crate::schema::{NAMESPACE, RECORDS};

/// Whether a namespace is one of Akoma Ntoso: version 1.0, its drafts, version 2.0, or the German
/// profile, which has a namespace of its own.
fn is_akoma_ntoso(namespace: &str) -> bool {
    namespace == NAMESPACE
        || namespace.starts_with("http://docs.oasis-open.org/legaldocml/ns/akn/")
        || namespace.starts_with("http://www.akomantoso.org/")
        || namespace.starts_with("http://Inhaltsdaten.LegalDocML.de/")
}

/// Whether XML was made of a text by akoma, and not only annotated: the editor of its markup is
/// named as akoma names whoever made it.
pub fn is_made_of_text(xml: &str) -> bool {
    xml.contains(&format!("=\"{EDITOR}\""))
}

/// The role that akoma gives to the editor of the markup of a text.
const EDITOR: &str = "#markup-editor";

/// The attribute, in the namespace of the records, that the pieces of one layer share.
pub(crate) const FRAGMENT: &str = "fragment";

/// The processing instruction that stands for a character XML cannot hold.
pub(crate) const CHARACTER: &str = "akoma-char";

/// The processing instruction that stands for a byte-order mark before the source.
pub(crate) const BYTE_ORDER_MARK: &str = "akoma-bom";
