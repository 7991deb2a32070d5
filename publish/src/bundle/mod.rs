//! A bundle: a folder with a dataset, its documents in every form, and its description.
//!
//! The same documents and settings give the same bytes, on any day and any machine.

mod annotations;
mod citation;
mod collected;
mod crate_metadata;
mod describe;
mod descriptions;
mod findings;
mod index;
mod input;
mod make;
mod manifest;
mod package;
mod parts;
mod prepare;
mod present;
mod read;
mod tables;

pub use describe::{add_to_draft, info, missing};
pub use findings::Finding;
pub use input::{Documents, Input};
pub use make::{BundleSummary, Bundler, make};
pub(crate) use manifest::{MANIFEST, SUMS, marked};
pub use read::Bundle;

#[cfg(test)]
mod tests;
