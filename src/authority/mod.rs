//! Who can be recognized in a text: authority files, and the metadata file beside a text.

mod bundled;
mod case;
mod check;
mod entry;
mod file;
mod keys;
mod metadata_file;
mod names;
mod search;

pub(crate) use case::{Case, case};
pub use entry::AuthorityEntry;

use crate::datafile;
use crate::error::Error;
use crate::model::EntityKind;
use names::{NameList, NamesByLanguage};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A list of entities with their names: who can be recognized in a text.
///
/// The bundled lists are in `corpus/authority`; a user's own list is added to them:
///
/// ```
/// use akoma::Authority;
///
/// let mut authority = Authority::bundled().clone();
/// authority.extend(r#"
///     [[entity]]
///     id = "cellule-harpie"
///     kind = "organization"
///     class = "unit"
///     name = "Cellule Harpie"
/// "#)?;
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Authority {
    entries: Vec<Entry>,
    by_id: FxHashMap<FileText, u32>,
}

/// Text of a bundled file, or of a user's own.
pub(crate) type FileText = Cow<'static, str>;

/// An entity of an authority file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: FileText,
    pub(crate) kind: EntityKind,
    pub(crate) class: Option<FileText>,
    pub(crate) country: Option<FileText>,
    pub(crate) name: FileText,
    pub(crate) short: Option<FileText>,
    /// Names in any language.
    pub(super) names: NameList,
    /// Names in languages, the one to show first.
    pub(super) in_language: NamesByLanguage,
    /// Names that stand for it only where their context is.
    pub(crate) contextual: NameList,
    /// Entities one of which must be named in the same paragraph as a contextual name; if there
    /// are none, the entity's own full name must occur somewhere in the document.
    pub(crate) context: NameList,
    pub(crate) demonyms: NameList,
    pub(crate) same_as: NameList,
}

/// The bundled files: their names and texts, in the order in which they are added.
pub(super) const BUNDLED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/authority.rs"));

impl From<Authority> for Cow<'static, Authority> {
    fn from(authority: Authority) -> Self {
        Cow::Owned(authority)
    }
}

impl From<&'static Authority> for Cow<'static, Authority> {
    fn from(authority: &'static Authority) -> Self {
        Cow::Borrowed(authority)
    }
}

impl Authority {
    /// The bundled lists: countries, places, bodies, agreements, events.
    pub fn bundled() -> &'static Authority {
        static AUTHORITY: OnceLock<Authority> = OnceLock::new();
        AUTHORITY.get_or_init(|| {
            let mut authority = Authority::default();
            for (name, file) in BUNDLED {
                let entries = bundled::entries(file)
                    .unwrap_or_else(|line| panic!("a test reads the bundled {name}: {line}"));
                authority.entries.reserve(entries.len());
                authority.by_id.reserve(entries.len());
                entries.into_iter().for_each(|entry| authority.add(entry));
            }
            authority
        })
    }

    /// A list by itself, without the bundled ones.
    ///
    /// # Errors
    /// Those of [`Authority::extend`].
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        let mut authority = Authority::default();
        authority.extend(text)?;
        Ok(authority)
    }

    /// Adds a list. An entity that is known already gets the names of the new entry besides its
    /// own; what else the new entry says takes the place of what the old one said.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) with line, column, key and what to do: a key that is
    /// unknown or missing, a kind, type or country that does not exist, an id that is no identifier, a
    /// name without letters, a `same-as` that is no IRI. [`Error::all`] has them all.
    pub fn extend(&mut self, text: &str) -> Result<(), Error> {
        let (entries, mistakes) = file::read(text);
        if !mistakes.is_empty() {
            return Err(datafile::error(text, mistakes));
        }
        entries.into_iter().filter_map(|raw| raw.entry()).for_each(|entry| self.add(entry));
        Ok(())
    }

    fn add(&mut self, entry: Entry) {
        match self.by_id.get(&entry.id) {
            Some(&known) => self.entries[known as usize].merge(entry),
            None => {
                self.by_id.insert(entry.id.clone(), self.entries.len() as u32);
                self.entries.push(entry);
            }
        }
    }

    /// How many entities are listed.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none is listed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

impl Entry {
    /// An entry of which nothing has been read.
    pub(super) fn empty() -> Self {
        Self {
            id: FileText::default(),
            kind: EntityKind::Organization,
            class: None,
            country: None,
            name: FileText::default(),
            short: None,
            names: NameList::default(),
            in_language: NamesByLanguage::default(),
            contextual: NameList::default(),
            context: NameList::default(),
            demonyms: NameList::default(),
            same_as: NameList::default(),
        }
    }

    /// Puts the name to show and the short name among the names, once all has been read.
    pub(super) fn complete(&mut self) {
        if self.in_language.is_empty() {
            self.names.extend([self.name.clone()]);
        }
        self.names.extend(self.short.clone());
    }

    /// The names by which a text in `language` may call it: those of any language and those of
    /// its own; where there are none of its own, those of all others.
    pub(crate) fn names_in(&self, language: Option<&str>) -> impl Iterator<Item = &str> {
        let own = self.in_language.of(language);
        let others = own.is_none().then(|| self.in_language.all());
        let own = own.into_iter().flat_map(NameList::iter);
        self.names.iter().chain(own).chain(others.into_iter().flatten())
    }

    /// Its names in every language.
    pub(super) fn names_of_all_languages(&self) -> impl Iterator<Item = &str> {
        self.names.iter().chain(self.in_language.all())
    }

    /// The name to show in `language`.
    pub(crate) fn label(&self, language: Option<&str>) -> &str {
        let own = self.in_language.of(language).and_then(|names| names.iter().next());
        own.filter(|name| !is_acronym(name)).unwrap_or(&self.name)
    }

    /// The language of the name that is shown in `language`; none if no language has that name.
    pub(crate) fn label_language<'l>(&'l self, language: Option<&'l str>) -> Option<&'l str> {
        let label = self.label(language);
        let has = |code: &&str| {
            let names = self.in_language.of(Some(code));
            names.is_some_and(|names| names.iter().any(|name| name == label))
        };
        language.filter(has).or_else(|| self.in_language.codes().find(has))
    }

    /// Its acronym or short name in `language`, other than the name to show.
    pub(crate) fn short_label(&self, language: Option<&str>) -> Option<&str> {
        let own = self.in_language.of(language).into_iter().flat_map(NameList::iter);
        let acronym = own.chain([&*self.name]).find(|name| is_acronym(name));
        let short = self.short.as_deref().or(acronym);
        short.filter(|short| *short != self.label(language))
    }

    fn merge(&mut self, other: Entry) {
        self.in_language.append(other.in_language);
        self.names.append(other.names);
        self.contextual.append(other.contextual);
        self.context.append(other.context);
        self.demonyms.append(other.demonyms);
        self.same_as.append(other.same_as);
        self.kind = other.kind;
        self.name = other.name;
        self.class = other.class.or(self.class.take());
        self.country = other.country.or(self.country.take());
        self.short = other.short.or(self.short.take());
    }
}

/// Whether a name is one word in capitals.
pub(super) fn is_acronym(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// All that is reported of a file with mistakes.
#[cfg(test)]
fn told(error: &crate::Error) -> String {
    use std::fmt::Write;
    let mut told = String::new();
    for mistake in error.all() {
        let _ = writeln!(told, "{mistake}");
        if let Some(help) = mistake.help() {
            let _ = writeln!(told, "    {help}");
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_lists_are_well_formed() {
        let authority = Authority::bundled();
        assert!(authority.len() > 300, "{}", authority.len());
        for id in ["ocam", "dgsi", "ccb", "anssi", "frontex", "accord-de-tournai-ii"] {
            assert!(authority.number(id).is_some(), "{id}");
        }
        for entry in authority.entries() {
            for id in entry.context.iter() {
                assert!(authority.number(id).is_some(), "{} has no context {id}", entry.id);
            }
        }
    }

    #[test]
    fn a_second_entry_adds_names() {
        let mut authority =
            Authority::from_toml("[[entity]]\nid = \"x\"\nkind = \"person\"\nname = \"X\"")
                .unwrap();
        authority.extend("[[entity]]\nid = \"x\"\nkind = \"person\"\nname = \"Y\"").unwrap();
        assert_eq!(authority.len(), 1);
        assert_eq!(authority.entries()[0].names.iter().collect::<Vec<_>>(), ["X", "Y"]);
    }

    #[test]
    fn what_a_second_entry_leaves_out_stays_as_it_was() {
        let entry = |more: &str| {
            format!("[[entity]]\nid = \"x\"\nkind = \"organization\"\nname = \"X\"\n{more}")
        };
        let first = "class = \"unit\"\ncountry = \"be\"\nshort = \"XX\"\ndemonyms = [\"xois\"]";
        let mut authority = Authority::from_toml(&entry(first)).unwrap();
        let told = |authority: &Authority| {
            let entry = &authority.entries()[0];
            [&entry.class, &entry.country, &entry.short]
                .map(|text| text.clone().unwrap_or_default())
        };
        authority.extend(&entry("fra = [\"Ixe\"]")).unwrap();
        assert_eq!(told(&authority), ["unit", "be", "XX"]);
        authority.extend(&entry("class = \"court\"\ncountry = \"fr\"\nshort = \"XY\"")).unwrap();
        assert_eq!(told(&authority), ["court", "fr", "XY"]);
        assert_eq!(authority.entries()[0].demonyms.iter().collect::<Vec<_>>(), ["xois"]);
        assert!(!authority.is_empty() && Authority::default().is_empty());
    }

    #[test]
    fn the_names_and_labels_of_a_language_go_before_those_of_others() {
        let toml = "[[entity]]\nid = \"x\"\nkind = \"organization\"\nname = \"Bank\"\n\
                    names = [\"B1\"]\nfra = [\"Banque\", \"BQ\"]\nnld = [\"BNK\", \"Bank van\"]";
        let authority = Authority::from_toml(toml).unwrap();
        let entry = &authority.entries()[0];
        let names = |language| entry.names_in(language).collect::<Vec<_>>();
        assert_eq!(names(Some("fra")), ["B1", "Banque", "BQ"]);
        assert_eq!(names(Some("nld")), ["B1", "BNK", "Bank van"]);
        // A language without names of its own takes all.
        assert_eq!(names(Some("deu")), ["B1", "Banque", "BQ", "BNK", "Bank van"]);
        assert_eq!(names(None), ["B1", "Banque", "BQ", "BNK", "Bank van"]);
        let labels = |language| (entry.label(language), entry.short_label(language));
        assert_eq!(labels(Some("fra")), ("Banque", Some("BQ")));
        // An acronym is no name to show.
        assert_eq!(labels(Some("nld")), ("Bank", Some("BNK")));
        assert_eq!(labels(Some("deu")), ("Bank", None));
        for (name, is) in [("BQ", true), ("G7", true), ("B", false), ("Bq", false), ("B Q", false)]
        {
            assert_eq!(is_acronym(name), is, "{name}");
        }
    }
}
