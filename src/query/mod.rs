//! Questions to a document: who is named where, who promised what.

mod commitments;
mod mentions;

pub use commitments::{Commitment, Commitments};
pub use mentions::{Mention, Mentions};
