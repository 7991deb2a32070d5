//! What is published, in the words of catalogues: one dataset and its files.

use crate::characters;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The address of a file of a site: its path, what an address may not hold written as `%XX`.
pub(crate) fn address(site: &str, path: &str) -> String {
    use std::fmt::Write;
    let mut address = site.to_owned();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// Text in several languages, by language tag (BCP 47: `fr`, `nl`); sorted, so that what is
/// written of it is always the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// One text in one language.
    pub fn of(tag: impl Into<String>, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(tag.into(), text.into())]))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in this language.
    pub fn get(&self, tag: &str) -> Option<&str> {
        self.0.get(tag).map(String::as_str)
    }

    /// The text in the first of these languages there is one in, else in any; empty if there is
    /// none.
    pub fn best(&self, tags: &[String]) -> &str {
        self.best_tagged(tags).1
    }

    /// The same with its language tag.
    pub(crate) fn best_tagged(&self, tags: &[String]) -> (&str, &str) {
        let wanted = tags.iter().find_map(|tag| self.0.get_key_value(tag));
        let found = wanted.or_else(|| self.0.iter().next());
        found.map_or(("", ""), |(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// Language tags and texts, sorted by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// These texts by their tags.
    pub(crate) fn from_iter<'a>(texts: impl Iterator<Item = (String, &'a str)>) -> Self {
        Self(texts.map(|(tag, text)| (tag, text.to_owned())).collect())
    }

    pub(crate) fn insert(&mut self, tag: impl Into<String>, text: impl Into<String>) {
        self.0.insert(tag.into(), text.into());
    }

    /// The texts as `clean` makes them; those of which nothing is left are none.
    fn cleaned(self, clean: impl Fn(&str) -> String) -> Self {
        let cleaned = self.0.into_iter().map(|(tag, text)| (tag, clean(&text)));
        Self(cleaned.filter(|(_, text)| !text.is_empty()).collect())
    }
}

/// A dataset: one or several documents and what was found in them, described for a catalogue.
///
/// Codes are those of the authority tables of the Publications Office of the EU: `JUST`, `BEL`,
/// `FRA`; [`crate::vocabulary`] makes IRIs of them. Days are ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Dataset {
    /// The permanent name of the dataset: lower-case letters, digits and hyphens. A portal makes
    /// its address of it, and by it akoma finds the dataset again.
    pub identifier: String,
    /// Its title.
    pub title: Texts,
    /// What it is about.
    pub description: Texts,
    /// Keywords by language tag.
    #[serde(default)]
    pub keywords: BTreeMap<String, Vec<String>>,
    /// Codes of data themes.
    pub themes: Vec<String>,
    /// Codes of the countries it is about.
    pub countries: Vec<String>,
    /// Codes of the languages of the documents, the most frequent first.
    pub languages: Vec<String>,
    /// Language tags of the same, in the same order: which text to take where only one can be given.
    pub tags: Vec<String>,
    /// The licence.
    pub licence: Licence,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Whom to ask.
    pub contact: Contact,
    /// Day of first publication.
    pub issued: String,
    /// Day of the last change.
    pub modified: String,
    /// Code of how often it changes.
    pub frequency: String,
    /// Code of how long it will be there.
    pub availability: String,
    /// Code of who may have it.
    pub access: String,
    /// Address of the folder that the files are downloaded from; ends with `/`.
    pub site: String,
    /// A page about the dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landing: Option<String>,
    /// The documents in it.
    pub documents: Vec<DocumentInfo>,
}

impl Dataset {
    /// The same without the characters that its names, titles and words must not hold, whoever
    /// wrote them: what is made of a dataset goes to programs that stumble over them.
    #[must_use]
    pub(crate) fn cleaned(self) -> Self {
        let line = characters::line;
        let words = |words: Vec<String>| -> Vec<String> {
            words.iter().map(|word| line(word)).filter(|word| !word.is_empty()).collect()
        };
        Self {
            title: self.title.cleaned(line),
            description: self.description.cleaned(characters::lines),
            keywords: self
                .keywords
                .into_iter()
                .map(|(tag, list)| (tag, words(list)))
                .filter(|(_, list)| !list.is_empty())
                .collect(),
            licence: Licence { name: line(&self.licence.name), ..self.licence },
            publisher: Publisher { name: self.publisher.name.cleaned(line), ..self.publisher },
            contact: Contact { name: self.contact.name.cleaned(line), ..self.contact },
            documents: self.documents.into_iter().map(DocumentInfo::cleaned).collect(),
            ..self
        }
    }
}

/// One of the documents of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DocumentInfo {
    /// Its name: that of its files without extension.
    pub name: String,
    /// Its title.
    pub title: String,
    /// FRBR URI of the work.
    pub work: String,
    /// FRBR URI of the expression.
    pub expression: String,
    /// Date of the work, if it is known: as a rule a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Code of its language.
    pub language: String,
    /// Language tag of the same.
    pub tag: String,
    /// Names of those who made it.
    pub authors: Vec<String>,
}

impl DocumentInfo {
    /// The same without the characters that a title and names must not hold; a document without a
    /// title goes by its name.
    #[must_use]
    pub(crate) fn cleaned(self) -> Self {
        let title = characters::line(&self.title);
        let authors = self.authors.iter().map(|author| characters::line(author));
        Self {
            title: if title.is_empty() { characters::line(&self.name) } else { title },
            authors: authors.filter(|author| !author.is_empty()).collect(),
            ..self
        }
    }

    /// The date, if it is a full day.
    pub(crate) fn day(&self) -> Option<&str> {
        self.date.as_deref().filter(|date| date.len() == "2021-11-22".len())
    }
}

/// Something that the identity of a document is made of, and that nothing says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// The key of the metadata that says it: `work.date`.
    pub key: &'static str,
    /// What it is.
    pub what: &'static str,
    /// A value that it might have, as TOML has it.
    pub example: &'static str,
}

/// Under which terms the files may be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Licence {
    /// What the settings call it, if it is one of the known: `cc-by-4.0`, `etalab-2.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Code of what it asks for, in ADMS: `Attribution`.
    #[serde(default = "unknown_kind")]
    pub kind: String,
    /// Its IRI in the authority table, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    /// Its SPDX identifier, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spdx: Option<String>,
    /// Its identifier in CKAN, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ckan: Option<String>,
    /// Its identifier in udata, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub udata: Option<String>,
    /// The address by which harvesters of udata know it, if another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub udata_url: Option<String>,
}

/// ADMS's code of a licence that nobody has classified.
pub(crate) fn unknown_kind() -> String {
    "UnknownIPR".to_owned()
}

/// Who publishes a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Publisher {
    /// Its name.
    pub name: Texts,
    /// Its IRI: one that was assigned, or its home page.
    pub uri: String,
    /// Its home page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
    /// Its address for mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Code of what it is: `NationalAuthority`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// Whom to ask about a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Contact {
    /// A name.
    pub name: Texts,
    /// An address for mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct File {
    /// Where it is in the bundle, with `/` between folders.
    pub path: String,
    /// What it is, for people.
    pub title: Texts,
    /// What it holds, for people.
    pub description: Texts,
    /// What it is for.
    pub role: Role,
    /// Its kind, as the words for people call it (`data/files.toml`); unknown of a file of a bundle
    /// that was made before.
    #[serde(skip)]
    pub(crate) kind: &'static str,
    /// Its media type without parameters: `application/xml`.
    pub media_type: String,
    /// Its code in the authority table of file types: `XML`.
    pub format: String,
    /// IRI of the standard it keeps to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conforms_to: Option<String>,
    /// Code of the language of its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes: 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// What a file of a bundle is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Role {
    /// A form of the data: pushed to portals, a distribution in the catalogue record.
    Data,
    /// Explains the data: pushed to portals too.
    Documentation,
    /// Describes the bundle itself: stays with the files.
    Package,
}

impl File {
    /// Whether it goes to portals that keep files.
    pub fn is_pushed(&self) -> bool {
        matches!(self.role, Role::Data | Role::Documentation)
    }

    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The media type as a server should give it: text in UTF-8 says so.
    pub fn content_type(&self) -> String {
        let text = self.media_type.starts_with("text/");
        if text { format!("{}; charset=utf-8", self.media_type) } else { self.media_type.clone() }
    }
}
