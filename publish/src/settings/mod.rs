//! What a catalogue must say and no document can: publisher, licence, contact, where the files
//! will be. It is written in one small TOML file, `publish.toml`.

mod check;
mod documents;
mod draft;
mod placed;
mod raw;

pub use draft::Draft;
pub(crate) use draft::toml_key;
pub use raw::PortalSettings;

use crate::catalogue::Profile;
use crate::dataset::{Contact, Dataset, DocumentInfo, Licence, Publisher, Texts, unknown_kind};
use crate::error::{Error, ErrorKind};
use crate::vocabulary::VOCABULARY;
use akoma::{Authority, Kinds, Metadata};
use raw::{Raw, RawLicence, RawTexts, tag_of};
use std::collections::BTreeMap;
use std::path::Path;

/// Settings that were read and checked.
///
/// ```
/// use akoma_publish::settings::Settings;
///
/// let settings = Settings::parse(r#"
///     [dataset]
///     identifier = "accord-2021"
///     themes = ["JUST"]
///     licence = "cc-by-4.0"
///     modified = "2026-11-23"
///     [publisher]
///     name = { fr = "Chancellerie" }
///     homepage = "https://chancellerie.example.org/"
///     [contact]
///     name = { fr = "Bureau des données" }
///     email = "donnees@example.org"
///     [site]
///     url = "https://donnees.example.org/accord/"
/// "#)?;
/// assert_eq!(settings.identifier(), "accord-2021");
/// # Ok::<(), Vec<akoma_publish::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    raw: Raw,
    licence: Licence,
    profile: Profile,
    documents: BTreeMap<String, Metadata>,
}

/// What documents may name.
#[derive(Clone, Copy)]
struct Lists<'a> {
    authority: &'a Authority,
    kinds: &'a Kinds,
}

impl Settings {
    /// Reads and checks settings.
    ///
    /// # Errors
    /// Everything that is wrong, each with its line and column.
    pub fn parse(text: &str) -> Result<Self, Vec<Error>> {
        Self::parse_with(text, None)
    }

    fn parse_with(text: &str, lists: Option<Lists<'_>>) -> Result<Self, Vec<Error>> {
        // Read as it is, for the place of what is wrong; then without white space around texts,
        // which is never meant and which portals do not keep.
        let _: Raw = akoma::from_toml(text).map_err(|e| placed::syntax(&e))?;
        let mut table: toml::Value = akoma::from_toml(text).map_err(|e| placed::syntax(&e))?;
        trim(&mut table);
        let raw: Raw =
            table.try_into().map_err(|e| vec![Error::new(ErrorKind::Settings, e.to_string())])?;
        let problems = check::problems(&raw, lists);
        if !problems.is_empty() {
            return Err(placed::placed(text, problems));
        }
        let licence = match &raw.dataset.licence {
            Some(RawLicence::Known(id)) => VOCABULARY.licence(id),
            Some(RawLicence::Other { name, url }) => Some(other_licence(name, url)),
            None => None,
        };
        let profile = raw.site.profile.as_deref().map_or(Ok(Profile::Standard), str::parse);
        match (licence, profile) {
            (Some(licence), Ok(profile)) => {
                let documents = documents::metadata(&raw.documents, lists);
                Ok(Self { raw, licence, profile, documents })
            }
            // `check` has said so.
            _ => Err(Vec::new()),
        }
    }

    /// Reads and checks a file.
    ///
    /// # Errors
    /// It cannot be read; everything that is wrong in it, with file, line and column.
    pub fn read(path: &Path) -> Result<Self, Vec<Error>> {
        Self::read_with(path, None)
    }

    /// Reads and checks a file, the authors of its documents too.
    ///
    /// # Errors
    /// Those of [`Settings::read`]; an author that the authority files do not list, a kind of document
    /// that is not known.
    pub fn read_knowing(
        path: &Path,
        authority: &Authority,
        kinds: &Kinds,
    ) -> Result<Self, Vec<Error>> {
        Self::read_with(path, Some(Lists { authority, kinds }))
    }

    fn read_with(path: &Path, lists: Option<Lists<'_>>) -> Result<Self, Vec<Error>> {
        let text = std::fs::read_to_string(path).map_err(|e| {
            vec![Error::io(path, &e).help("`akoma publish init` makes one to fill in")]
        })?;
        Self::parse_with(&text, lists).map_err(|errors| {
            let file = path.display();
            errors
                .into_iter()
                .map(|e| match e.place() {
                    Some(place) => {
                        let place = format!("{file}:{place}");
                        e.at(place)
                    }
                    None => e.at(file.to_string()),
                })
                .collect()
        })
    }

    /// The permanent name of the dataset.
    pub fn identifier(&self) -> &str {
        &self.raw.dataset.identifier
    }

    /// What kind of harvester the catalogue record is for.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The same for another kind of harvester.
    #[must_use]
    pub fn with_profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// What the settings say of a document that it does not say itself, by the name of its files.
    pub fn metadata(&self, name: &str) -> Option<&Metadata> {
        self.documents.get(name)
    }

    /// What the settings say of a portal of this kind: `ckan` in the table `[ckan]`, `udata` in
    /// `[udata]`, any other in `[portals.KIND]`; none if there is no such table.
    ///
    /// ```
    /// # let required = r#"
    /// #     dataset.identifier = "accord-2021"
    /// #     dataset.themes = ["JUST"]
    /// #     dataset.licence = "cc-by-4.0"
    /// #     dataset.modified = "2026-11-23"
    /// #     publisher = { name = "Chancellerie", homepage = "https://chancellerie.example.org/" }
    /// #     contact = { name = "Bureau des données", email = "donnees@example.org" }
    /// #     site.url = "https://donnees.example.org/accord/"
    /// # "#;
    /// use akoma_publish::settings::Settings;
    ///
    /// let settings = format!("{required}\n[portals.shelf]\nurl = \"https://shelf.example.org/\"");
    /// let settings = Settings::parse(&settings)?;
    /// let shelf = settings.portal("shelf").and_then(|portal| portal.url.as_deref());
    /// assert_eq!(shelf, Some("https://shelf.example.org/"));
    /// assert!(settings.portal("ckan").is_none());
    /// # Ok::<(), Vec<akoma_publish::Error>>(())
    /// ```
    pub fn portal(&self, kind: &str) -> Option<&PortalSettings> {
        match kind {
            "ckan" => self.raw.ckan.as_ref(),
            "udata" => self.raw.udata.as_ref(),
            _ => self.raw.portals.get(kind),
        }
    }

    /// Day of the last change: ISO 8601.
    pub fn modified(&self) -> &str {
        &self.raw.dataset.modified
    }

    /// The dataset of these documents, as the settings and the documents describe it.
    ///
    /// # Errors
    /// There are no documents; several, and the settings give no title for all.
    pub(crate) fn dataset(
        &self,
        documents: Vec<DocumentInfo>,
        describe: impl Fn(&[DocumentInfo]) -> Texts,
    ) -> Result<Dataset, Error> {
        let Raw { dataset, publisher, contact, site, .. } = &self.raw;
        let documents: Vec<_> = documents.into_iter().map(DocumentInfo::cleaned).collect();
        let Some(first) = documents.first() else {
            return Err(Error::new(ErrorKind::Content, "expected documents, but found none"));
        };
        self.check_names(&documents)?;
        let (languages, tags) = languages(&documents);
        let tag = tags.first().cloned().unwrap_or_else(|| first.tag.clone());
        let title = match (&dataset.title, documents.as_slice()) {
            (Some(title), _) => title.texts(&tag),
            (None, [one]) => Texts::of(one.tag.clone(), one.title.clone()),
            (None, many) => {
                let message = format!(
                    "expected `dataset.title`, since there are {} documents, but found none",
                    many.len()
                );
                return Err(Error::new(ErrorKind::Settings, message));
            }
        };
        let description = match &dataset.description {
            Some(description) => description.texts(&tag),
            None => describe(&documents),
        };
        let keywords = dataset.keywords.iter().map(|(tag, words)| (tag_of(tag), words.clone()));
        let mut keywords: BTreeMap<_, _> = keywords.collect();
        if keywords.is_empty() {
            keywords.insert(tag.clone(), VOCABULARY.theme_names(&dataset.themes, &tag));
        }
        // Where no document has a date, this edition is the first that is known.
        let oldest = documents.iter().filter_map(DocumentInfo::day).min();
        let oldest = oldest.unwrap_or(&dataset.modified).to_owned();
        let given =
            |value: &Option<String>, usual: &str| value.clone().unwrap_or_else(|| usual.to_owned());
        let name =
            |name: &Option<RawTexts>| name.as_ref().map(|n| n.texts(&tag)).unwrap_or_default();
        let uri = publisher.uri.as_ref().or(publisher.homepage.as_ref());
        let dataset = Dataset {
            identifier: dataset.identifier.clone(),
            title,
            description,
            keywords,
            themes: dataset.themes.clone(),
            countries: dataset.countries.clone(),
            languages,
            tags,
            licence: self.licence.clone(),
            publisher: Publisher {
                name: name(&publisher.name),
                uri: uri.cloned().unwrap_or_default(),
                homepage: publisher.homepage.clone(),
                email: publisher.email.clone(),
                kind: publisher.kind.clone(),
            },
            contact: Contact {
                name: name(&contact.name),
                email: contact.email.clone(),
                url: contact.url.clone(),
            },
            issued: given(&dataset.issued, &oldest),
            modified: dataset.modified.clone(),
            frequency: given(&dataset.frequency, "NEVER"),
            availability: given(&dataset.availability, "STABLE"),
            access: given(&dataset.access, "PUBLIC"),
            site: format!("{}/", site.url.trim_end_matches('/')),
            landing: dataset.page.clone(),
            documents,
        };
        Ok(dataset.cleaned())
    }
}

impl Settings {
    /// Whether every document that the settings describe is there.
    fn check_names(&self, documents: &[DocumentInfo]) -> Result<(), Error> {
        let is_there = |name: &String| documents.iter().any(|document| document.name == *name);
        match self.documents.keys().find(|name| !is_there(name)) {
            None => Ok(()),
            Some(name) => {
                let some: Vec<_> = documents.iter().take(10).map(|d| d.name.as_str()).collect();
                let message = format!(
                    "expected `documents` to name documents of the bundle ({}{}), but found `{name}`",
                    some.join(", "),
                    if documents.len() > some.len() { ", …" } else { "" }
                );
                let help = "name the document as its file, without extension";
                Err(Error::new(ErrorKind::Settings, message).help(help))
            }
        }
    }
}

/// Takes away white space around every text.
fn trim(value: &mut toml::Value) {
    match value {
        toml::Value::String(text) => *text = text.trim().to_owned(),
        toml::Value::Array(items) => items.iter_mut().for_each(trim),
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| trim(value)),
        _ => {}
    }
}

/// A licence that is not one of the known.
fn other_licence(name: &str, url: &str) -> Licence {
    Licence {
        id: None,
        name: name.to_owned(),
        url: url.to_owned(),
        kind: unknown_kind(),
        iri: None,
        spdx: None,
        ckan: None,
        udata: None,
        udata_url: None,
    }
}

/// Codes and tags of the languages of documents, the most frequent first.
fn languages(documents: &[DocumentInfo]) -> (Vec<String>, Vec<String>) {
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for document in documents {
        *counted.entry((&document.language, &document.tag)).or_default() += 1;
    }
    let mut found: Vec<_> = counted.into_iter().collect();
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.into_iter().map(|((code, tag), _)| (code.to_owned(), tag.to_owned())).unzip()
}

#[cfg(test)]
mod tests;
