//! Questions to a document: who is named where, who promised what.

mod agencies;
mod commitments;
mod mentions;
mod wanted;

pub use agencies::{Agencies, Agency};
pub use commitments::{Commitment, Commitments};
pub use mentions::{Mention, Mentions};
