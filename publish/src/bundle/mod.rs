//! A bundle: a folder with a dataset, its documents in every form, and its description.

mod read;

pub use read::Bundle;
