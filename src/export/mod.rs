//! Records for other tools: one flat structure for each node, mention, predicate or row of
//! the index, which serializes to JSON and, as a [`Record`], is a row of CSV.
//!
//! Offsets count the unit that the record names, from the first character of the source text as
//! it was read from the file, a byte-order mark not counted; `end` is excluded.
//!
//! ```
//! use akoma::{Annotator, Document, Unit, export};
//!
//! let doc = Document::parse("Accord\n1. Objet\nÀ Paris, l’ANSSI informe Frontex.")?;
//! let doc = doc.annotate(Annotator::bundled());
//! let records: Vec<_> = export::mentions(&doc, "accord", doc.mentions(), Unit::CodePoint).collect();
//! assert_eq!((records[1].surface, records[1].start, records[1].end), ("ANSSI", 27, 32));
//! # Ok::<(), akoma::Error>(())
//! ```

mod entities;
mod records;
mod rules;
mod table;

pub use self::rules::{RuleRecord, rules};
pub use entities::{EntityRecord, Names, entities};
pub use records::{
    EntityIndexRecord, MentionRecord, NodeRecord, PredicateRecord, entity_index, mentions, nodes,
    predicates,
};
pub use table::{Record, inert};
