//! The text akoma comes with: the Franco-Belgian joint declaration of 22 November 2021.

use crate::model::Metadata;
use crate::parse::Parser;
use crate::{Document, Error};

/// Name of the bundled declaration, as its files have it.
pub const DECLARATION_NAME: &str = "declaration-franco-belge-2021-11-22.fr";

/// Text of the bundled declaration, as it was published.
pub const DECLARATION_TEXT: &str =
    include_str!("../corpus/declaration-franco-belge-2021-11-22.fr.txt");

/// What is known of the bundled declaration besides its text, in the format of
/// [`Metadata::from_toml`].
pub const DECLARATION_METADATA: &str =
    include_str!("../corpus/declaration-franco-belge-2021-11-22.fr.toml");

/// The bundled declaration, parsed with its metadata.
///
/// ```
/// let doc = akoma::corpus::declaration()?;
/// assert_eq!(doc.chapters().count(), 8);
/// # Ok::<(), akoma::Error>(())
/// ```
///
/// # Errors
/// None: the bundled files are well-formed.
pub fn declaration() -> Result<Document, Error> {
    let metadata = Metadata::from_toml(DECLARATION_METADATA)?;
    Parser::new().metadata(metadata).parse(DECLARATION_TEXT)
}
