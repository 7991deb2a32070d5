//! Legal and political text, as people publish it, becomes annotated Akoma Ntoso (OASIS LegalDocML
//! 1.0) that knows who is named where and who promised what.
//!
//! ```
//! use akoma::{Annotator, Document, Strength};
//!
//! let text = "Déclaration conjointe de la Belgique et de la France\n1. Cybersécurité\n\
//!             Les deux pays renforceront la coopération entre le CCB et l’ANSSI.";
//! let doc = Document::parse(text)?.annotate(Annotator::bundled());
//! for m in doc.mentions().of("anssi") {
//!     println!("{} in {}: {}", m.text(), m.eid(), m.entity().name());
//! }
//! for c in doc.commitments().strength(Strength::Firm).naming("ccb") {
//!     println!("{:?}: {}", c.trigger_text(), c.text());
//! }
//! let xml = doc.to_akn();
//! assert_eq!(akoma::akn::read(&xml)?.text(), text);
//! # Ok::<(), akoma::Error>(())
//! ```
//!
//! The tour:
//!
//! - [`Document::parse`] reads plain text, [`Parser`] with metadata, a language or [`Languages`] of
//!   one's own, [`akn::read`] the XML that [`Document::to_akn`] writes, and anybody else's;
//! - [`Document::annotate`] finds mentions and predicates (commitments, calls, acknowledgements,
//!   statements) with an [`Annotator`], which knows the names of an [`Authority`];
//! - [`Document::root`] is the tree; [`Document::mentions`], [`Document::commitments`],
//!   [`Document::predicates`] and [`Document::entity_index`] are the questions, answered by small
//!   handles and narrowed by methods;
//! - [`export`] makes records for other tools, [`Offsets`] converts their offsets;
//! - [`validate()`] and [`Validator`] say what is wrong with any Akoma Ntoso, [`codes`] what each
//!   finding means;
//! - [`Document::report`] says what was odd, [`akn::verify`] proves that nothing was lost.
//!
//! What fails is an [`Error`], with its [`kind`](Error::kind), place and help; what is odd in a document
//! that could be made is a [`Diagnostic`]. Enumerations and records may grow: match with a last arm
//! for the rest, and make [`Metadata`] from its default. The folder `examples` has five programs to
//! begin with.
//!
//! Spans are bytes of the source text. Nothing here does I/O, starts threads or looks at the clock.

#![forbid(unsafe_code)]

pub mod akn;
mod authority;
pub mod code_lists;
pub mod corpus;
mod datafile;
mod error;
mod examples;
pub mod export;
mod kinds;
mod language;
pub mod languages;
mod mentions;
mod model;
mod parse;
mod pipeline;
mod predicates;
mod query;
mod report;
mod schema;
mod text;
mod validate;
mod xml;

pub use authority::{Authority, AuthorityEntry};
pub use datafile::from_toml;
pub use error::{Error, ErrorKind};
pub use kinds::Kinds;
pub use language::{Language, Languages};
pub use model::{
    Change, Date, Document, DocumentKind, Entity, EntityKind, Expression, Frbr, InvalidDate,
    Manifestation, Metadata, Node, Polarity, Provenance, SpeechAct, Strength, Work,
};
pub use parse::Parser;
pub use pipeline::Annotator;
pub use query::{EntityIndex, IndexedEntity, Mention, Mentions, Predicate, Predicates};
pub use report::{Diagnostic, Report, Severity};
pub use schema::{ElementCategory, ElementFunction};
pub use text::{Format, LineEnds, LineIndex, Offsets, Source, Span, Unit, UnknownName};
pub use validate::{Code, Level, Validation, Validator, Verdict, codes, validate};
