use super::table::{Cell, inert, record};
use crate::authority::AuthorityEntry;
use serde::Serialize;

record! {
    /// An entity that an authority file lists.
    pub struct EntityRecord<'a> {
        /// Its identifier.
        id: &'a str = "id",
        /// The name that shows for all languages.
        name: &'a str = "name",
        /// What kind of thing it is.
        kind: &'static str = "kind",
        /// Its class, for example `agency`.
        class: Option<&'a str> = "class",
        /// The country it belongs to: ISO 3166-1 alpha-2 in lower case, `eu` or `int`.
        country: Option<&'a str> = "country",
        /// Every name that stands for it in texts, acronyms too, in any language, each once.
        names: Names<'a> = "names",
        /// Identifiers of the entity elsewhere.
        same_as: Names<'a> = "sameAs",
    }
}

/// Names, or identifiers elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Names<'a>(pub(super) Vec<&'a str>);

impl<'a> Names<'a> {
    /// The names.
    pub fn as_slice(&self) -> &[&'a str] {
        &self.0
    }
}

impl Cell for Names<'_> {
    /// Names have spaces in them: a semicolon is between two.
    fn cell(&self) -> String {
        inert(&self.0.join("; "))
    }
}

/// Records of entities that an authority file lists.
pub fn entities<'a>(
    entries: impl IntoIterator<Item = AuthorityEntry<'a>>,
) -> impl Iterator<Item = EntityRecord<'a>> {
    entries.into_iter().map(|entry| {
        let mut names: Vec<&str> = Vec::new();
        for name in entry.names() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        EntityRecord {
            id: entry.id(),
            name: entry.name(),
            kind: entry.kind().name(),
            class: entry.class(),
            country: entry.country(),
            names: Names(names),
            same_as: Names(entry.same_as().collect()),
        }
    })
}
