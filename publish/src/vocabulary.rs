//! The vocabularies of catalogues: authority tables of the Publications Office of the EU, ADMS,
//! IANA; and the licences that settings may name.

use crate::dataset::{Licence, Texts};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Namespace of Akoma Ntoso 1.0: what the XML conforms to.
pub const AKOMA_NTOSO: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// JSON-LD context of W3C Web Annotations: what annotations conform to.
pub const WEB_ANNOTATION: &str = "http://www.w3.org/ns/anno.jsonld";

/// What IRIs of countries begin with.
pub(crate) const COUNTRY: &str = "http://publications.europa.eu/resource/authority/country/";

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

/// What `data/vocabulary.toml` holds.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct CatalogueCodes {
    /// Names of data themes by code.
    pub(crate) themes: BTreeMap<String, Texts>,
    /// Codes by table.
    pub(crate) codes: BTreeMap<String, Vec<String>>,
    /// Borders of countries: west, south, east, north.
    pub(crate) boxes: BTreeMap<String, [f64; 4]>,
    /// Licences by name.
    licences: BTreeMap<String, KnownLicence>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct KnownLicence {
    name: String,
    url: String,
    kind: String,
    iri: Option<String>,
    spdx: Option<String>,
    ckan: Option<String>,
    udata: Option<String>,
    udata_url: Option<String>,
}

/// The bundled vocabulary.
pub(crate) static VOCABULARY: LazyLock<CatalogueCodes> = LazyLock::new(|| {
    let text = include_str!("../data/vocabulary.toml");
    // A mistake in our own data is found by the first test that runs.
    toml::from_str(text).unwrap_or_else(|e| panic!("data/vocabulary.toml: {e}"))
});

impl CatalogueCodes {
    /// The licence that settings call so.
    pub(crate) fn licence(&self, id: &str) -> Option<Licence> {
        let known = self.licences.get(id)?;
        Some(Licence {
            id: Some(id.to_owned()),
            name: known.name.clone(),
            url: known.url.clone(),
            kind: known.kind.clone(),
            iri: known.iri.clone(),
            spdx: known.spdx.clone(),
            ckan: known.ckan.clone(),
            udata: known.udata.clone(),
            udata_url: known.udata_url.clone(),
        })
    }

    /// What settings may call licences.
    pub(crate) fn licences(&self) -> impl Iterator<Item = &str> {
        self.licences.keys().map(String::as_str)
    }

    /// What themes are called in a language, or in English.
    pub(crate) fn theme_names(&self, codes: &[String], tag: &str) -> Vec<String> {
        let wanted = [tag.to_owned(), "en".to_owned()];
        let names = codes.iter().filter_map(|code| self.themes.get(code));
        names.map(|names| names.best(&wanted).to_owned()).collect()
    }
}

/// The IRI of a code in an authority table.
fn authority(table: &str, code: &str) -> String {
    format!("{AUTHORITY}{table}/{code}")
}

/// IRI of a data theme.
pub fn theme(code: &str) -> String {
    authority("data-theme", code)
}

/// IRI of a language.
pub fn language(code: &str) -> String {
    authority("language", code)
}

/// IRI of a country.
pub fn country(code: &str) -> String {
    authority("country", code)
}

/// IRI of how often a dataset changes.
pub fn frequency(code: &str) -> String {
    authority("frequency", code)
}

/// IRI of who may have a dataset.
pub fn access_right(code: &str) -> String {
    authority("access-right", code)
}

/// IRI of how long a file will be there.
pub fn availability(code: &str) -> String {
    authority("planned-availability", code)
}

/// IRI of a file type.
pub fn file_type(code: &str) -> String {
    authority("file-type", code)
}

/// IRI of a type of publisher.
pub fn publisher_type(code: &str) -> String {
    format!("http://purl.org/adms/publishertype/{code}")
}

/// IRI of a type of licence.
pub fn licence_type(code: &str) -> String {
    format!("http://purl.org/adms/licencetype/{code}")
}

/// IRI of a media type, if it is registered: `application/x-…` never is.
pub fn media_type(name: &str) -> Option<String> {
    let registered = !name.contains("/x-");
    registered.then(|| format!("http://www.iana.org/assignments/media-types/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_iris() {
        assert_eq!(
            theme("JUST"),
            "http://publications.europa.eu/resource/authority/data-theme/JUST"
        );
        assert_eq!(media_type("application/x-ndjson"), None);
    }

    #[test]
    fn themes_are_named_in_every_language_of_the_page() {
        for (code, names) in &VOCABULARY.themes {
            assert!(["fr", "en", "nl", "de"].iter().all(|tag| names.get(tag).is_some()), "{code}");
        }
    }
}
