//! Akoma Ntoso on open-data portals, with proof: bundle, describe, push, read back, compare, keep the
//! receipt.

#![forbid(unsafe_code)]

pub mod bundle;
pub mod catalogue;
pub mod dataset;
mod digest;
mod error;
mod files;
pub mod portal;
pub mod settings;
pub mod view;
pub mod vocabulary;

pub use error::{Error, ErrorKind};
