//! What an authority file lists, for those who want to know what can be asked for.

use super::{Authority, Entry};
use crate::model::EntityKind;
use crate::text::slug;

/// An entity that an authority file lists: a small handle, cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct AuthorityEntry<'a>(pub(super) &'a Entry);

impl<'a> AuthorityEntry<'a> {
    /// Its identifier.
    pub fn id(self) -> &'a str {
        &self.0.id
    }

    /// What it is.
    pub fn kind(self) -> EntityKind {
        self.0.kind
    }

    /// A finer class, for example `agency`.
    pub fn class(self) -> Option<&'a str> {
        self.0.class.as_deref()
    }

    /// The country it belongs to: ISO 3166-1 alpha-2 in lower case, `eu` or `int`.
    pub fn country(self) -> Option<&'a str> {
        self.0.country.as_deref()
    }

    /// The name that the file shows for all languages.
    pub fn name(self) -> &'a str {
        &self.0.name
    }

    /// The name shown in texts in a language (ISO 639-2).
    pub fn name_in(self, language: Option<&str>) -> &'a str {
        self.0.label(language)
    }

    /// Its acronym or short name in texts in a language (ISO 639-2), other than the name shown.
    pub fn short_in(self, language: Option<&str>) -> Option<&'a str> {
        self.0.short_label(language)
    }

    /// Identifiers of the same thing elsewhere.
    pub fn same_as(self) -> impl Iterator<Item = &'a str> {
        self.0.same_as.iter()
    }

    /// All its names, in any language; some come more than once.
    pub fn names(self) -> impl Iterator<Item = &'a str> {
        let others = self.0.names_of_all_languages();
        std::iter::once(self.name()).chain(others)
    }
}

impl Authority {
    /// All that is listed, in the order of the files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = AuthorityEntry<'_>> + DoubleEndedIterator {
        self.entries().iter().map(AuthorityEntry)
    }

    /// What is listed by this id or name, in any language, case, accents, hyphens and
    /// apostrophes apart.
    ///
    /// ```
    /// use akoma::Authority;
    ///
    /// let found: Vec<_> = Authority::bundled().called("European Union").collect();
    /// assert_eq!(found[0].id(), "union-europeenne");
    /// assert_eq!(found[0].class(), Some("institution"));
    /// ```
    pub fn called(&self, called: &str) -> impl Iterator<Item = AuthorityEntry<'_>> {
        let wanted = slug(called);
        let is = move |name: &str| !wanted.is_empty() && slug(name) == wanted;
        self.iter().filter(move |entry| is(entry.id()) || entry.names().any(&is))
    }
}
