//! Questions to a document: who is named where, who promised what.

mod entity_index;
mod mentions;
mod predicates;
mod wanted;

pub use entity_index::{EntityIndex, IndexedEntity};
pub use mentions::{Mention, Mentions};
pub use predicates::{Predicate, Predicates};
