//! Settings to begin with.

use crate::dataset::{DocumentInfo, Missing};
use crate::letters::slug;
use crate::vocabulary::VOCABULARY;
use askama::Template;

/// What is known when settings are begun; what is not known is left empty, to be filled in.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What the dataset will always be called.
    pub identifier: Option<String>,
    /// The documents, which may give title, countries and keywords.
    pub documents: Vec<DocumentInfo>,
    /// What must be said of documents that they do not say themselves, by their names.
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
        let first = self.documents.first();
        let tag = first.map_or("fr", |document| document.tag.as_str());
        let given = |value: &Option<String>| string(value.as_deref().unwrap_or_default());
        let keywords = first.map(|document| list(&document.authors)).unwrap_or_default();
        let template = DraftTemplate {
            tag,
            identifier: string(&self.identifier()),
            title_line: self.title_line(tag),
            keywords,
            themes: VOCABULARY.themes.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
            countries: list(&self.countries),
            licences: VOCABULARY.licences().collect::<Vec<_>>().join(", "),
            licence: given(&self.licence),
            today: string(&self.today),
            publisher: given(&self.publisher),
            homepage: given(&self.homepage),
            email: given(&self.email),
            site: given(&self.site),
            missing: self.missing.iter().map(|(name, all)| (toml_key(name), &all[..])).collect(),
        };
        let mut toml = String::new();
        // Writing to a string cannot fail.
        let _ = template.render_into(&mut toml);
        toml
    }

    /// The identifier that was given, else one made of the name of the first document; empty where
    /// neither says enough.
    fn identifier(&self) -> String {
        match &self.identifier {
            Some(given) => slug(last_part(given)),
            None => {
                let name = self.documents.first().map_or("", |document| document.name.as_str());
                // A name of one letter says too little: a person will know a better one.
                Some(slug(last_part(name))).filter(|slug| slug.len() > 1).unwrap_or_default()
            }
        }
    }

    /// Of several documents only a person knows a title for all.
    fn title_line(&self, tag: &str) -> String {
        match self.documents.as_slice() {
            [] => format!("# title.{tag} = \"\""),
            [one] => format!("# title.{tag} = {}", string(&one.title)),
            _ => format!("title.{tag} = \"\""),
        }
    }
}

/// The settings with their explanations; every value is one of TOML.
#[derive(Template)]
#[template(path = "publish.toml", escape = "none")]
struct DraftTemplate<'a> {
    tag: &'a str,
    identifier: String,
    title_line: String,
    keywords: String,
    themes: String,
    countries: String,
    licences: String,
    licence: String,
    today: String,
    publisher: String,
    homepage: String,
    email: String,
    site: String,
    /// Documents by their key in the file, and what is to be said of each.
    missing: Vec<(String, &'a [Missing])>,
}

/// Strings of TOML, with commas between them.
fn list(values: &[String]) -> String {
    values.iter().map(|value| string(value)).collect::<Vec<_>>().join(", ")
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

/// The last part of a path.
fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}
