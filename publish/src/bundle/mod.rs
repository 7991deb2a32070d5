//! A bundle: a folder with a dataset, its documents in every form, and its description.
//!
//! The same documents and settings give the same bytes, on any day and any machine.

mod annotations;
mod citation;
mod crate_metadata;
mod descriptions;
mod index;
mod make;
mod package;
mod parts;
mod read;
mod tables;

pub use make::{Input, Made, countries, info, make};
pub use read::Bundle;
pub(crate) use read::{SUMS, listed};
pub use tables::cell;

#[cfg(test)]
mod tests;
