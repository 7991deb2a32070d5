//! A dataset and its files in the fields of CKAN.

use super::rules::{Rule, Rules};
use crate::dataset::{Dataset, File, Texts};
use crate::vocabulary;
use serde_json::{Map, Value, json};

/// The most characters of a tag.
const LONGEST_TAG: usize = 100;

/// How CKAN calls SHA-256 in DCAT.
const SHA256: &str = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";

/// A field of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: Value,
    /// Whether it stands among the extras, where a portal without schema keeps what CKAN itself has
    /// no field for.
    pub(super) extra: bool,
}

/// All fields of a dataset that akoma fills; an empty value where it has nothing to say.
pub(super) fn dataset_fields(dataset: &Dataset, rules: &Rules) -> Vec<Field> {
    let best = |texts: &Texts| texts.best(&dataset.tags).to_owned();
    let mut fields = Vec::new();
    let mut core = |name: &str, value: Value| {
        // What a schema leaves out, CKAN drops without a word.
        let in_schema = if name == "tags" { "tag_string" } else { name };
        let always = ["name", "title", "private", "state"].contains(&name);
        if always || !matches!(rules.dataset(in_schema), Rule::Absent) {
            fields.push(Field { name: name.to_owned(), value: empty_to_text(value), extra: false });
        }
    };
    core("name", json!(dataset.identifier));
    core("title", json!(best(&dataset.title)));
    core("notes", json!(best(&dataset.description)));
    core("url", json!(dataset.landing));
    core("license_id", json!(rules.licence(&dataset.licence)));
    core("tags", json!(tags(dataset)));
    core("private", json!(false));
    core("state", json!("active"));

    let iris = |codes: &[String], iri: fn(&str) -> String| -> Value {
        codes.iter().map(|code| iri(code)).collect()
    };
    let publisher = &dataset.publisher;
    let contact = &dataset.contact;
    let homepage = publisher.homepage.as_ref().unwrap_or(&publisher.uri);
    let mut described = vec![
        ("identifier", json!(dataset.identifier)),
        ("issued", json!(dataset.issued)),
        ("modified", json!(dataset.modified)),
        ("frequency", json!(vocabulary::frequency(&dataset.frequency))),
        ("access_rights", json!(vocabulary::access_right(&dataset.access))),
        ("theme", iris(&dataset.themes, vocabulary::theme)),
        ("language", iris(&dataset.languages, vocabulary::language)),
    ];
    if rules.has_schema() {
        let kind = publisher.kind.as_ref().map(|kind| publisher_type(kind));
        let places = dataset.countries.iter().map(|code| json!({"uri": vocabulary::country(code)}));
        described.extend([
            (
                "contact",
                json!([{
                    "name": best(&contact.name), "email": contact.email, "url": contact.url,
                }]),
            ),
            (
                "publisher",
                json!([{
                    "uri": publisher.uri, "name": best(&publisher.name), "email": publisher.email,
                    "url": homepage, "type": kind,
                }]),
            ),
            ("spatial_coverage", places.collect()),
        ]);
    } else {
        // ckanext-dcat takes one place here: several are told in a text.
        let one = dataset.countries.first().filter(|_| dataset.countries.len() == 1);
        described.extend([
            ("contact_name", json!(best(&contact.name))),
            ("contact_email", json!(contact.email)),
            ("publisher_uri", json!(publisher.uri)),
            ("publisher_name", json!(best(&publisher.name))),
            ("publisher_email", json!(publisher.email)),
            ("publisher_url", json!(homepage)),
            ("publisher_type", json!(publisher.kind.as_ref().map(|kind| publisher_type(kind)))),
            ("spatial_uri", json!(one.map(|code| vocabulary::country(code)))),
            ("spatial_text", json!(dataset.countries.join(", "))),
        ]);
    }
    for (name, value) in described {
        let rule = match rules.dataset(name) {
            // By this akoma knows its dataset again, even before there is a file in it.
            Rule::Absent if name == "identifier" => Rule::Free,
            rule => rule,
        };
        let extra = matches!(rule, Rule::Free);
        if let Some(value) = rule.fit(value) {
            fields.push(Field { name: name.to_owned(), value: empty_to_text(value), extra });
        }
    }
    fields
}

/// What a publisher is, in the words of ADMS.
fn publisher_type(kind: &str) -> String {
    format!("http://purl.org/adms/publishertype/{kind}")
}

/// All fields of a resource that akoma fills.
pub(super) fn resource_fields(file: &File, dataset: &Dataset, rules: &Rules) -> Map<String, Value> {
    let best = |texts: &Texts| texts.best(&dataset.tags).to_owned();
    let licence = dataset.licence.iri.as_ref().unwrap_or(&dataset.licence.url);
    let mut fields = Map::new();
    for (name, value) in [
        ("name", json!(best(&file.title))),
        ("description", json!(best(&file.description))),
        ("format", json!(format(file, rules))),
        ("mimetype", json!(media_type(file))),
        ("size", json!(file.bytes)),
        ("hash", json!(file.sha256)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    let list = |value: Option<String>| value.into_iter().collect::<Value>();
    for (name, value) in [
        ("hash_algorithm", json!(SHA256)),
        ("license", json!(licence)),
        ("availability", json!(vocabulary::availability(&dataset.availability))),
        ("language", list(file.language.as_deref().map(vocabulary::language))),
        ("conforms_to", list(file.conforms_to.clone())),
    ] {
        if let Some(value) = rules.resource(name).fit(value) {
            fields.insert(name.to_owned(), empty_to_text(value));
        }
    }
    fields
}

/// What CKAN shows as format, and writes as `dct:format` if it has ckanext-dcat.
///
/// DCAT-AP wants an IRI there, and a text makes the portal's RDF invalid. People want a word, which
/// they also filter by, and previews go by it. A portal with the fields of DCAT-AP is there to be
/// harvested: it gets the IRI; any other the word.
fn format(file: &File, rules: &Rules) -> String {
    if rules.is_dcat() {
        vocabulary::file_type(&file.format)
    } else {
        file.format.replace('_', "-")
    }
}

/// What CKAN shall serve the file as; empty if it finds that out itself.
///
/// CKAN sends this value as `Content-Type`, as it is, and ckanext-dcat writes it as
/// `dcat:mediaType`, where DCAT-AP wants an IRI of IANA's. One value cannot be both: an IRI would
/// spoil the header, a media type the RDF. Empty is right for both: the RDF says nothing, which is
/// allowed, and CKAN goes by the end of the file's name and adds `charset=utf-8` to text. Where
/// servers do not know the end of the name, the header is what matters: programs go by it.
fn media_type(file: &File) -> String {
    let known = ["csv", "html", "json", "pdf", "txt", "xml", "zip"];
    let end = file.name().rsplit_once('.').map(|(_, end)| end).unwrap_or_default();
    if known.contains(&end) { String::new() } else { file.content_type() }
}

/// CKAN has the empty text where there is nothing.
fn empty_to_text(value: Value) -> Value {
    if value.is_null() { "".into() } else { value }
}

/// The keywords of the languages of the documents, else of any, as tags: sorted, as CKAN has them.
pub(super) fn tags(dataset: &Dataset) -> Vec<String> {
    let mut words: Vec<_> =
        dataset.tags.iter().filter_map(|tag| dataset.keywords.get(tag)).flatten().collect();
    if words.is_empty() {
        words.extend(dataset.keywords.values().flatten());
    }
    let mut tags: Vec<_> = words.into_iter().filter_map(|word| tag(word)).collect();
    tags.sort();
    tags.dedup();
    tags
}

/// A keyword as CKAN takes it: letters, digits, spaces and `-_.`, of 2 to 100 characters. A space
/// stands for what it does not take: « chef d’État » becomes « chef d État ».
fn tag(word: &str) -> Option<String> {
    let allowed = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { ' ' };
    let tag: String = word.chars().map(allowed).collect();
    let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
    let tag: String = tag.chars().take(LONGEST_TAG).collect();
    let tag = tag.trim_end();
    (tag.chars().count() >= 2).then(|| tag.to_owned())
}

/// The name of an organisation as CKAN takes it: lower-case letters without accents, digits and
/// hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => slug.push('a'),
            'ä' | 'æ' => slug.push_str("ae"),
            'ç' | 'ć' | 'č' => slug.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => slug.push('e'),
            'ì' | 'í' | 'î' | 'ï' => slug.push('i'),
            'ł' => slug.push('l'),
            'ñ' | 'ń' | 'ň' => slug.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' => slug.push('o'),
            'ö' | 'œ' => slug.push_str("oe"),
            'ř' => slug.push('r'),
            'ś' | 'š' => slug.push('s'),
            'ß' => slug.push_str("ss"),
            'ù' | 'ú' | 'û' | 'ů' => slug.push('u'),
            'ü' => slug.push_str("ue"),
            'ý' | 'ÿ' => slug.push('y'),
            'ź' | 'ż' | 'ž' => slug.push('z'),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    let slug: String = slug.chars().take(LONGEST_TAG).collect();
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset() -> Dataset {
        let dataset = json!({
            "identifier": "accord", "title": {"fr": "Accord", "en": "A"}, "description": {},
            "keywords": {"fr": ["zèle", "accord"], "en": ["deal"]}, "themes": ["JUST"],
            "countries": ["BEL"], "languages": ["FRA"], "tags": ["fr"],
            "licence": {"name": "Licence Ouverte", "url": "https://licence.example.org/"},
            "publisher": {"name": {"fr": "Chancellerie"}, "uri": "https://c.example.org/"},
            "contact": {"name": {"fr": "Bureau"}}, "issued": "2021-11-22",
            "modified": "2026-11-23", "frequency": "NEVER", "availability": "STABLE",
            "access": "PUBLIC", "site": "https://c.example.org/accord/", "documents": [],
        });
        serde_json::from_value(dataset).unwrap()
    }

    fn file(path: &str, media_type: &str, format: &str) -> File {
        let file = json!({
            "path": path, "title": {}, "description": {}, "role": "data", "mediaType": media_type,
            "format": format, "bytes": 1, "sha256": "ab",
        });
        serde_json::from_value(file).unwrap()
    }

    /// The fields that say something, one to a line.
    fn listed(rules: &Rules) -> String {
        let fields = dataset_fields(&dataset(), rules);
        let told = fields.iter().filter(|field| field.value != "");
        let lines =
            told.map(|f| format!("{}{}: {}", if f.extra { "+" } else { "" }, f.name, f.value));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_portal_without_schema_has_extras() {
        let licences = json!([{"id": "lo", "url": "https://licence.example.org/"}]);
        let rules = Rules::of(Value::Null, Value::Null, licences);
        insta::assert_snapshot!(listed(&rules), @r#"
        name: "accord"
        title: "Accord"
        license_id: "lo"
        tags: ["accord","zèle"]
        private: false
        state: "active"
        +identifier: "accord"
        +issued: "2021-11-22"
        +modified: "2026-11-23"
        +frequency: "http://publications.europa.eu/resource/authority/frequency/NEVER"
        +access_rights: "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
        +theme: "[\"http://publications.europa.eu/resource/authority/data-theme/JUST\"]"
        +language: "[\"http://publications.europa.eu/resource/authority/language/FRA\"]"
        +contact_name: "Bureau"
        +publisher_uri: "https://c.example.org/"
        +publisher_name: "Chancellerie"
        +publisher_url: "https://c.example.org/"
        +spatial_uri: "http://publications.europa.eu/resource/authority/country/BEL"
        +spatial_text: "BEL"
        "#);
        let fields = resource_fields(&file("a.csv", "text/csv", "CSV"), &dataset(), &rules);
        assert_eq!((&fields["format"], &fields["mimetype"]), (&json!("CSV"), &json!("")));
        let fields = resource_fields(&file("a.md", "text/markdown", "MD"), &dataset(), &rules);
        assert_eq!(fields["mimetype"], "text/markdown; charset=utf-8");
    }

    #[test]
    fn a_schema_says_what_fields_there_are() {
        let subfields = json!([{"field_name": "name"}, {"field_name": "uri"}]);
        let dataset_fields = json!([
            {"field_name": "identifier"}, {"field_name": "theme", "preset": "multiple_text"},
            {"field_name": "publisher", "repeating_subfields": subfields},
            {"field_name": "frequency", "choices": [{"value": "monthly"}]},
        ]);
        let rules =
            Rules::of(dataset_fields, json!([{"field_name": "hash_algorithm"}]), Value::Null);
        insta::assert_snapshot!(listed(&rules), @r#"
        name: "accord"
        title: "Accord"
        private: false
        state: "active"
        identifier: "accord"
        theme: ["http://publications.europa.eu/resource/authority/data-theme/JUST"]
        publisher: [{"uri":"https://c.example.org/","name":"Chancellerie"}]
        "#);
        let fields = resource_fields(
            &file("a.jsonld", "application/ld+json", "JSON_LD"),
            &dataset(),
            &rules,
        );
        assert_eq!(fields["format"], vocabulary::file_type("JSON_LD"));
        assert_eq!(fields["mimetype"], "application/ld+json");
        assert!(!fields.contains_key("license"), "the schema has no such field");
    }

    #[test]
    fn keywords_become_tags() {
        assert_eq!(tag("coopération"), Some("coopération".into()));
        assert_eq!(tag(" chef d’État,  (essai)"), Some("chef d État essai".into()));
        assert_eq!(tag("’b’"), None);
        assert_eq!(tag(&"é".repeat(120)).map(|t| t.chars().count()), Some(100));
    }

    #[test]
    fn names_become_slugs() {
        assert_eq!(slug("Chancellerie du Premier ministre"), "chancellerie-du-premier-ministre");
        assert_eq!(slug("« Été » : Œuvre n° 1 !"), "ete-oeuvre-n-1");
    }
}
