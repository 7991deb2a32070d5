//! A dataset and its files in the fields of CKAN.

use super::languages::ByLanguage;
use super::record::Field;
use super::rules::{CkanRules, FieldRule};
use crate::bundle::Bundle;
use crate::dataset::{Dataset, File, Texts};
use crate::vocabulary;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The most characters of a tag.
const LONGEST_TAG: usize = 100;

/// How many characters of a title CKAN shows in the list of files, with some to spare.
const SHOWN: usize = 45;

/// The field of a dataset that says whether only its organisation sees it.
pub(super) const PRIVATE: &str = "private";

/// How CKAN calls SHA-256 in DCAT.
const SHA256: &str = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";

/// Where schemas keep the title, the description and the keywords of a dataset in several
/// languages.
const TITLE: &[&str] = &["title_translated", "title"];
const DESCRIPTION: &[&str] =
    &["notes_translated", "notes", "description_translated", "description"];
const KEYWORDS: &[&str] = &["tags_translated", "keywords", "keywords_translated"];
/// The same for the title and the description of a resource.
const FILE_TITLE: &[&str] = &["name_translated", "name", "title_translated", "title"];
const FILE_DESCRIPTION: &[&str] = &["description_translated", "description"];

/// All fields of a dataset that akoma fills; an empty value where it has nothing to say.
pub(super) fn dataset_fields(dataset: &Dataset, rules: &CkanRules) -> Vec<Field> {
    let mut fields = core_fields(dataset, rules);
    for (name, value) in described(dataset, rules) {
        let rule = match rules.dataset(name) {
            // By this akoma knows its dataset again, even before there is a file in it.
            FieldRule::Absent if name == "identifier" => FieldRule::Free,
            rule => rule,
        };
        let extra = matches!(rule, FieldRule::Free);
        if let Some(value) = rule.fit(value) {
            fields.push(Field { name: name.to_owned(), value: told(value), extra });
        }
    }
    fields
}

/// The fields that CKAN itself has, in the languages of the portal where it has several.
fn core_fields(dataset: &Dataset, rules: &CkanRules) -> Vec<Field> {
    let tags = &dataset.tags;
    let mut fields = Vec::new();
    let mut add = |name: &str, value: Value| {
        fields.push(Field { name: name.to_owned(), value: told(value), extra: false });
    };
    // What a schema leaves out, CKAN drops without a word.
    let has = |name: &str| !matches!(rules.dataset(name), FieldRule::Absent);
    add("name", json!(dataset.identifier));
    // CKAN makes the plain field of the one with languages.
    match rules.translated_dataset(TITLE) {
        Some(title) => add(title.name(), title.fill(&by_language(&dataset.title), tags)),
        None => add("title", json!(dataset.title.best(tags))),
    }
    match rules.translated_dataset(DESCRIPTION) {
        Some(notes) => add(notes.name(), notes.fill(&by_language(&dataset.description), tags)),
        None if has("notes") => add("notes", json!(dataset.description.best(tags))),
        None => {}
    }
    match rules.translated_dataset(KEYWORDS) {
        Some(words) => add(words.name(), words.fill(&tags_by_language(dataset), tags)),
        None if has("tag_string") => add("tags", json!(one_list_of_tags(dataset))),
        None => {}
    }
    if has("url") {
        add("url", json!(dataset.landing));
    }
    if has("license_id") {
        add("license_id", json!(rules.licence(&dataset.licence)));
    }
    add(PRIVATE, json!(false));
    add("state", json!("active"));
    fields
}

/// What the settings do not say in languages that the portal wants: the key, and the languages.
pub(super) fn lacking(dataset: &Dataset, rules: &CkanRules) -> Vec<(&'static str, Vec<String>)> {
    let wanted = [
        ("title", TITLE, by_language(&dataset.title)),
        ("description", DESCRIPTION, by_language(&dataset.description)),
        ("keywords", KEYWORDS, tags_by_language(dataset)),
    ];
    let lacking = wanted.into_iter().filter_map(|(key, names, said)| {
        let field = rules.translated_dataset(names)?;
        let languages: Vec<_> = field.lacking(&said).into_iter().map(str::to_owned).collect();
        (!languages.is_empty()).then_some((key, languages))
    });
    lacking.collect()
}

fn by_language(texts: &Texts) -> ByLanguage {
    texts.iter().map(|(tag, text)| (tag.to_owned(), json!(text.trim()))).collect()
}

/// What catalogues ask for more.
fn described(dataset: &Dataset, rules: &CkanRules) -> Vec<(&'static str, Value)> {
    let best = |texts: &Texts| texts.best(&dataset.tags).trim().to_owned();
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
        let translated = |field: &str, name: &Texts| {
            rules.translated_part(field, "name_translated", &by_language(name), &dataset.tags)
        };
        described.extend([
            (
                "contact",
                json!([{
                    "name": best(&contact.name),
                    "name_translated": translated("contact", &contact.name),
                    "email": contact.email, "url": contact.url,
                }]),
            ),
            (
                "publisher",
                json!([{
                    "uri": publisher.uri, "name": best(&publisher.name),
                    "name_translated": translated("publisher", &publisher.name),
                    "email": publisher.email, "url": homepage, "type": kind,
                }]),
            ),
            ("spatial_coverage", places.collect()),
        ]);
    } else {
        // ckanext-dcat takes one place here: several become a text.
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
    described
}

/// What a publisher is, in the words of ADMS.
fn publisher_type(kind: &str) -> String {
    format!("http://purl.org/adms/publishertype/{kind}")
}

/// The files of a bundle with all fields of their resources that akoma fills.
pub(super) fn resources<'a>(
    bundle: &'a Bundle,
    rules: &CkanRules,
) -> Vec<(&'a File, Map<String, Value>)> {
    let dataset = bundle.dataset();
    let start = |file: &File| beginning(file.title.best(&dataset.tags)).to_owned();
    let mut starts: HashMap<_, usize> = HashMap::new();
    for file in bundle.pushed() {
        *starts.entry(start(file)).or_default() += 1;
    }
    let described = |file: &'a File| {
        let alike = starts[&start(file)] > 1;
        (file, resource_fields(file, alike, dataset, rules))
    };
    bundle.pushed().map(described).collect()
}

/// What CKAN shows of a title in its list of files, where it cuts off the rest.
fn beginning(title: &str) -> &str {
    let title = title.trim();
    title.char_indices().nth(SHOWN).map_or(title, |(cut, _)| &title[..cut])
}

/// All fields of a resource that akoma fills; `alike` if others have a title that begins the same.
fn resource_fields(
    file: &File,
    alike: bool,
    dataset: &Dataset,
    rules: &CkanRules,
) -> Map<String, Value> {
    let tags = &dataset.tags;
    let mut titles = file.title.clone();
    if titles.is_empty() {
        titles.insert(tags.first().map_or("en", String::as_str), file.name());
    } else if alike {
        for (tag, title) in file.title.iter() {
            titles.insert(tag, format!("{} – {title}", file.path));
        }
    }
    let licence = dataset.licence.iri.as_ref().unwrap_or(&dataset.licence.url);
    let mut fields = Map::new();
    for (plain, names, texts) in
        [("name", FILE_TITLE, &titles), ("description", FILE_DESCRIPTION, &file.description)]
    {
        let (name, value) = match rules.translated_resource(names) {
            Some(field) => (field.name(), field.fill(&by_language(texts), tags)),
            None => (plain, json!(texts.best(tags))),
        };
        fields.insert(name.to_owned(), told(value));
    }
    for (name, value) in [
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
            fields.insert(name.to_owned(), told(value));
        }
    }
    fields
}

/// What CKAN shows as format, and writes as `dct:format` if it has ckanext-dcat.
///
/// DCAT-AP wants an IRI there, and a text makes the portal's RDF invalid. People want a word, which
/// they also filter by, and previews go by it. A portal with the fields of DCAT-AP is there to be
/// harvested: it gets the IRI; any other the word.
fn format(file: &File, rules: &CkanRules) -> String {
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

/// A value as CKAN keeps it: without white space around texts, and the empty text where there is
/// nothing.
fn told(value: Value) -> Value {
    match value {
        Value::Null => "".into(),
        value => trimmed(value),
    }
}

fn trimmed(value: Value) -> Value {
    match value {
        Value::String(text) => text.trim().into(),
        Value::Array(items) => items.into_iter().map(trimmed).collect(),
        Value::Object(fields) => fields.into_iter().map(|(k, v)| (k, trimmed(v))).collect(),
        value => value,
    }
}

/// The keywords of each language as tags.
fn tags_by_language(dataset: &Dataset) -> ByLanguage {
    let tags = |words: &Vec<String>| words.iter().filter_map(|word| tag(word)).collect::<Vec<_>>();
    let said = dataset.keywords.iter().map(|(language, words)| (language.clone(), tags(words)));
    said.filter(|(_, tags)| !tags.is_empty())
        .map(|(language, tags)| (language, json!(tags)))
        .collect()
}

/// The keywords of the languages of the documents, else of any, as tags: sorted, as CKAN has them.
fn one_list_of_tags(dataset: &Dataset) -> Vec<String> {
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

#[cfg(test)]
mod tests;
