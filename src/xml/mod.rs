//! XML 1.0 with namespaces, read as a stream: strict as the recommendation asks, without a copy,
//! with the place of every piece in the source, and without recursion.
//!
//! A general reader takes the shape of markup for granted and leaves names, characters, duplicate
//! attributes, entities and the depth of nesting to its user. Here a document is well formed or it
//! is refused, and what is kept byte for byte has offsets.

mod chars;
mod decode;
mod doctype;
mod encodings;
mod entities;
mod namespaces;
mod read_tag;
mod scan;
mod tag;
mod tree;

pub(crate) use chars::is_space;
pub use decode::decode;
pub(crate) use decode::utf16_in;
pub(crate) use namespaces::NamespaceId;
pub(crate) use scan::{Event, Scanner, is_unseen};
pub(crate) use tag::{Attribute, Tag, attributes_of};
pub(crate) use tree::{AttributeOf, Element, Tree};
