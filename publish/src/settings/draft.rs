//! Settings to begin with.

use crate::dataset::{DocumentInfo, Missing};
use crate::letters::slug;
use crate::vocabulary::VOCABULARY;
use std::fmt::Write;

/// What is known when settings are begun; what is not known stands empty, to be filled in.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What the dataset will be called for ever.
    pub identifier: Option<String>,
    /// The documents, which may tell title, countries and keywords.
    pub documents: Vec<DocumentInfo>,
    /// What the documents must be told, by their names.
    pub missing: Vec<(String, Vec<Missing>)>,
    /// Codes of countries: ISO 3166-1, three letters.
    pub countries: Vec<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// Home page of the publisher.
    pub homepage: Option<String>,
    /// Address for questions.
    pub email: Option<String>,
    /// Name of a licence.
    pub licence: Option<String>,
    /// Where the files will be.
    pub site: Option<String>,
    /// Today: ISO 8601.
    pub today: String,
}

impl Draft {
    /// The settings as a TOML file with comments.
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        let first = self.documents.first();
        let tag = first.map_or("fr", |d| d.tag.as_str());
        let given = |value: &Option<String>| string(value.as_deref().unwrap_or_default());
        let list =
            |values: &[String]| values.iter().map(|v| string(v)).collect::<Vec<_>>().join(", ");
        let licences: Vec<_> = VOCABULARY.licences().collect();
        let identifier = match &self.identifier {
            Some(given) => slug(file_of(given)),
            // A name of one letter says too little: a person will know a better one.
            None => Some(slug(file_of(first.map_or("", |d| d.name.as_str()))))
                .filter(|slug| slug.len() > 1)
                .unwrap_or_default(),
        };
        let identifier = string(&identifier);
        let authors = first.map(|d| d.authors.clone()).unwrap_or_default();
        // Of several documents only a person knows a title for all.
        let title_line = match self.documents.as_slice() {
            [] => format!("# title.{tag} = \"\""),
            [one] => format!("# title.{tag} = {}", string(&one.title)),
            _ => format!("title.{tag} = \"\""),
        };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\
# What a catalogue must say and the documents cannot. Lines that begin with # are explanations or
# may be left out; what is empty must be filled in.

[dataset]
# Permanent name of the dataset: portals make its address from it, and akoma finds it again by it.
identifier = {identifier}
# Texts by language; title and description are made of the document where they are left out.
{title_line}
# description.{tag} = \"\"
keywords.{tag} = [{keywords}]
# Data themes: {themes}.
themes = [\"JUST\", \"INTR\"]
# Countries it is about: ISO 3166-1, three letters.
countries = [{countries}]
# {licences}, or {{ name = \"…\", url = \"https://…\" }}.
licence = {licence}
# Day of this edition: change it with the files.
modified = {today}
# Day of first publication; that of the document where it is left out.
# issued = \"2021-11-22\"
# How often it changes, how long it will be there, who may have it.
# frequency = \"NEVER\"
# availability = \"STABLE\"
# access = \"PUBLIC\"
# A page about it.
# page = \"https://…\"

[publisher]
name.{tag} = {publisher}
homepage = {homepage}
# An IRI that was assigned to the publisher.
# uri = \"https://…\"
# email = \"\"
type = \"NationalAuthority\"

[contact]
name.{tag} = {publisher}
email = {email}
# url = \"https://…\"

[site]
# The folder that the files will be downloaded from, for the catalogue record.
url = {site}
# What kind of harvester reads the record: standard, fr (udata), be (federal catalogue of Belgium).
profile = \"standard\"

# Where `akoma publish ckan` and `akoma publish udata` go; tokens stand in the environment
# (CKAN_TOKEN, UDATA_TOKEN) or in files of their own, never here.
[ckan]
# url = \"https://…\"
# organization = \"\"

[udata]
# url = \"https://…\"
# organization = \"\"
",
            keywords = list(&authors),
            themes = VOCABULARY.themes.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
            countries = list(&self.countries),
            licences = licences.join(", "),
            licence = given(&self.licence),
            today = string(&self.today),
            publisher = given(&self.publisher),
            homepage = given(&self.homepage),
            email = given(&self.email),
            site = given(&self.site),
        );
        if !self.missing.is_empty() {
            out.push_str("\n# What the documents do not tell, and no metadata beside them.\n");
        }
        for (name, missing) in &self.missing {
            let _ = writeln!(out, "[documents.{}]", toml_key(name));
            for Missing { key, what, example } in missing {
                let _ = writeln!(out, "# The {what}: {example}.\n{key} = \"\"");
            }
        }
        out
    }
}

/// A key of TOML, in quotation marks where it needs them.
pub(crate) fn toml_key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match !name.is_empty() && name.chars().all(bare) {
        true => name.to_owned(),
        // A string of JSON is one of TOML.
        false => serde_json::Value::String(name.to_owned()).to_string(),
    }
}

/// A string of JSON is one of TOML.
fn string(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

/// The last part of a path: documents in folders are named by it.
fn file_of(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}
