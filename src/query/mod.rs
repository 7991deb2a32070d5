//! Questions to a document: who is named where, who promised what.

mod mentions;

pub use mentions::{Mention, Mentions};
