//! Turns legal and political text, as people publish it, into annotated Akoma Ntoso.

pub mod akn;
mod annotate;
mod annotator;
mod commitments;
pub mod corpus;
mod error;
pub mod export;
mod language;
mod model;
mod parse;
mod query;
mod report;
mod text;

pub use annotate::Authority;
pub use annotator::Annotator;
pub use error::{Error, ErrorKind};
pub use language::Language;
pub use model::{
    Act, Change, Date, Document, Entity, EntityId, Expression, Frbr, Kind, Manifestation, Metadata,
    Node, Polarity, Provenance, Strength, Work,
};
pub use parse::Parser;
pub use query::{Agencies, Agency, Commitment, Commitments, Mention, Mentions};
pub use report::{Diagnostic, Report, Severity};
pub use text::{LineEnds, LineIndex, Offsets, Source, Span, Unit};
