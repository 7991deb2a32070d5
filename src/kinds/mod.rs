//! The kinds of document that texts may be: the bundled ones and those of a file of one's own.

mod file;
#[cfg(test)]
pub(crate) mod tests;

use crate::datafile::{self, Mistake};
use crate::error::Error;
use crate::model::DocumentKind;
use crate::text::closest;
use std::sync::{Arc, OnceLock};

/// The kinds of document that a text may be. A clone shares them.
///
/// A kind is an entry of data and nothing else: the bundled ones are in `corpus/kinds.toml`, and
/// [`with`](Self::with) adds those of another file.
///
/// ```
/// use akoma::{Kinds, Metadata, Parser};
///
/// let kinds = Kinds::bundled()?.with(r#"
///     [[kind]]
///     name = "note"
///     element = "act"
///     present = "state"
///     titles = { fra = ["note administrative"] }
/// "#)?;
/// let text = "Note administrative relative aux congés\nArticle 1\nLes congés sont annuels.";
/// let doc = Parser::new().kinds(kinds).language("fra")?.parse(text)?;
/// assert_eq!(doc.kind().map(|kind| kind.name()), Some("note"));
/// let parts: Vec<_> = doc.root().children().map(|part| part.element().to_owned()).collect();
/// assert_eq!((doc.root().element(), parts), ("act", vec!["preface".into(), "body".into()]));
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Kinds {
    all: Arc<[Arc<DocumentKind>]>,
    /// The number of the kind of a text that nothing else is known of.
    default: usize,
}

/// The file of the bundled kinds, as messages name it.
const BUNDLED: &str = "corpus/kinds.toml";

impl Kinds {
    /// The kinds that akoma comes with.
    ///
    /// # Errors
    /// Those of [`with`](Self::with), if `corpus/kinds.toml` was edited and has a mistake.
    pub fn bundled() -> Result<Self, Error> {
        static KINDS: OnceLock<Result<Kinds, Vec<Mistake>>> = OnceLock::new();
        let text = include_str!("../../corpus/kinds.toml");
        match KINDS.get_or_init(|| file::read(text, None)) {
            Ok(kinds) => Ok(kinds.clone()),
            Err(mistakes) => Err(datafile::error(text, mistakes.clone()).in_file(BUNDLED)),
        }
    }

    /// These kinds and those of a file: an entry of a name that there is already replaces that kind,
    /// and one with `default = true` becomes the kind of the texts that nothing else is known of.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) with line, column, key and what to do: what is no
    /// TOML, a key or a value that is none of those that there are, an element that no text becomes, a
    /// name that two entries have. [`Error::all`] has every mistake.
    pub fn with(&self, text: &str) -> Result<Self, Error> {
        file::read(text, Some(self)).map_err(|mistakes| datafile::error(text, mistakes))
    }

    /// The kind with this name.
    pub fn named(&self, name: &str) -> Option<&DocumentKind> {
        self.shared(name).map(AsRef::as_ref)
    }

    /// All kinds, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &DocumentKind> {
        self.all.iter().map(AsRef::as_ref)
    }

    /// The kind of a text that nothing else is known of: the one with `default = true`.
    pub fn default_kind(&self) -> &DocumentKind {
        &self.all[self.default]
    }

    /// All kinds, to be shared by documents.
    pub(crate) fn shared_iter(&self) -> impl Iterator<Item = &Arc<DocumentKind>> {
        self.all.iter()
    }

    /// The kind with this name, to be shared by documents.
    pub(crate) fn shared(&self, name: &str) -> Option<&Arc<DocumentKind>> {
        self.all.iter().find(|kind| kind.name == name)
    }

    /// The default kind, to be shared by documents.
    pub(crate) fn shared_default(&self) -> &Arc<DocumentKind> {
        &self.all[self.default]
    }

    /// The kind of a document that is marked so.
    pub(crate) fn marked(
        &self,
        element: &str,
        subtype: Option<&str>,
    ) -> Option<&Arc<DocumentKind>> {
        self.all.iter().find(|k| k.element == element && Some(k.subtype.as_str()) == subtype)
    }

    /// What is expected where a name is none of these, and what to do.
    pub(crate) fn expected(&self, name: &str) -> (String, String) {
        let names: Vec<_> = self.iter().map(DocumentKind::name).collect();
        let expected = format!("a kind of document ({})", names.join(", "));
        let help = match closest(name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "name one of these, or describe the kind in a file given with --kinds".to_owned()
            }
        };
        (expected, help)
    }
}
