//! The documents that a bundle is made of, read one by one.

use crate::error::Error;
use akoma::Document;

/// A document to be published.
#[derive(Clone, Debug)]
pub struct Input {
    /// What its files are called, without extension.
    pub name: String,
    /// What messages call it: the file it was read from.
    pub origin: String,
    /// The document.
    pub doc: Document,
    /// The bytes of the XML it was read from; none if it was built from text.
    pub xml: Option<Vec<u8>>,
}

/// Documents that are read when they are wanted, so that a bundle of thousands needs the memory of
/// a few. Several are read at once.
pub trait Documents: Sync {
    /// What the files of each are called, without extension, in their order.
    fn names(&self) -> Vec<String>;

    /// Reads one of them, by its place in the order.
    ///
    /// # Errors
    /// It cannot be read.
    fn read(&self, number: usize) -> Result<Input, Error>;
}

impl Documents for [Input] {
    fn names(&self) -> Vec<String> {
        self.iter().map(|input| input.name.clone()).collect()
    }

    fn read(&self, number: usize) -> Result<Input, Error> {
        Ok(self[number].clone())
    }
}
