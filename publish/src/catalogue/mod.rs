//! The catalogue record of a dataset: DCAT-AP 3.0.1 for harvesters, schema.org for search engines.

mod dcat;
mod graph;
mod legislation;
mod profile;

pub(crate) use graph::Serialized;
pub use legislation::legislation;
pub use profile::Profile;

use crate::dataset::{Dataset, File};
use crate::error::Error;

/// The record in Turtle, JSON-LD and RDF/XML: the same statements.
///
/// # Errors
/// An address in the dataset is no IRI.
pub(crate) fn record(
    dataset: &Dataset,
    files: &[File],
    profile: Profile,
) -> Result<Serialized, Error> {
    dcat::graph(dataset, files, profile)?.serialize()
}

#[cfg(test)]
mod tests;
