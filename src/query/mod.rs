//! Questions to a document: who is named where, who promised what.

mod entity_index;
mod filter;
mod mentions;
mod predicates;

pub use entity_index::{EntityIndex, IndexedEntity};
pub use mentions::{Mention, Mentions};
pub use predicates::{Predicate, Predicates};
