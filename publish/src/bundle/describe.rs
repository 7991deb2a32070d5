//! What a catalogue says of documents, from the documents themselves and the settings.

use super::input::Input;
use super::parts::words;
use crate::dataset::{DocumentInfo, Missing, Texts};
use crate::error::{Error, ErrorKind};
use crate::settings::{Draft, Settings, toml_key};
use crate::vocabulary;
use akoma::{Document, akn, languages};
use std::collections::BTreeMap;

/// What a catalogue says of a document.
pub fn info(input: &Input, settings: Option<&Settings>) -> DocumentInfo {
    let doc = &input.doc;
    let frbr = doc.frbr();
    let language = frbr.language().unwrap_or("und");
    let told = settings.and_then(|settings| settings.metadata(&input.name));
    let told = told.map(|metadata| &metadata.work);
    DocumentInfo {
        name: input.name.clone(),
        title: told.and_then(|work| work.title.as_deref()).unwrap_or(frbr.title()).to_owned(),
        work: frbr.work_uri(),
        expression: frbr.expression_uri(),
        date: told.and_then(|work| work.date).or(frbr.date()).map(|date| date.to_string()),
        language: language.to_ascii_uppercase(),
        tag: languages::tag(language).unwrap_or("und").to_owned(),
        authors: doc.parties().map(|party| party.name().to_owned()).collect(),
    }
    .cleaned()
}

/// What must be said of a text before it can be published. XML has an identity already.
pub fn missing(input: &Input) -> Vec<Missing> {
    if input.xml.is_none() { unknown_facts(&input.doc) } else { Vec::new() }
}

/// Facts that the schema demands and nobody knows: the values in their place say nothing.
fn unknown_facts(doc: &Document) -> Vec<Missing> {
    let frbr = doc.frbr();
    let all = [
        (
            frbr.date().is_none(),
            Missing { key: "work.date", what: "date of the document", example: "\"2021-11-22\"" },
        ),
        (
            frbr.country().is_none(),
            Missing {
                key: "work.country",
                what: "country or organization under whose name it goes",
                example: "\"be\"",
            },
        ),
        (
            frbr.language().is_none(),
            Missing { key: "expression.language", what: "language", example: "\"fra\"" },
        ),
    ];
    all.into_iter().filter(|(is_unknown, _)| *is_unknown).map(|(_, fact)| fact).collect()
}

/// Adds to settings that are begun what a document tells, and what it must be told.
pub fn add_to_draft(draft: &mut Draft, input: &Input) {
    let missing = missing(input);
    if !missing.is_empty() {
        draft.missing.push((input.name.clone(), missing));
    }
    draft.documents.push(info(input, None));
    for code in countries(&input.doc) {
        if !draft.countries.contains(&code) {
            draft.countries.push(code);
        }
    }
}

/// An error for each thing that a document must be told. XML that others have made is theirs to
/// date; that which akoma has made of a text knows no more than the text did.
pub(super) fn unknown(input: &Input) -> Vec<Error> {
    let is_xml = input.xml.is_some();
    if is_xml && !akn::is_made_of_text(input.doc.source()) {
        return Vec::new();
    }
    let error = |Missing { key, what, example }| {
        let message = format!("expected to know the {what}, but neither text nor metadata say it");
        let line = format!("{key} = {example}");
        let name = toml_key(&input.name);
        let help = match is_xml {
            true => format!(
                "add `{line}` to the metadata beside the text, and make the XML again with `akoma build`"
            ),
            false => format!(
                "add `documents.{name}.{line}` to the settings, or `{line}` to the metadata beside \
                 the text"
            ),
        };
        Error::new(ErrorKind::Content, message).at(&input.origin).help(help)
    };
    unknown_facts(&input.doc).into_iter().map(error).collect()
}

/// Documents that go by the URI of another: an error for each that names both. Takes what is known
/// of each and where it comes from.
pub(super) fn twins<'a>(
    documents: impl Iterator<Item = (&'a DocumentInfo, &'a String)>,
) -> Vec<Error> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut errors = Vec::new();
    // XML may say nothing where its URI should be: level 2 reports that.
    for (document, origin) in documents.filter(|(document, _)| !document.expression.is_empty()) {
        let Some(first) = seen.get(document.expression.as_str()) else {
            seen.insert(&document.expression, origin);
            continue;
        };
        let message = format!(
            "expected a document with a URI of its own, but found `{}`, which is that of {first}",
            document.expression
        );
        let help = "tell them apart with `work.number`, `work.name` or `work.date` in their metadata \
                    (`FRBRuri` in XML), or leave one of them out";
        errors.push(Error::new(ErrorKind::Content, message).at(origin).help(help));
    }
    errors
}

/// Codes of the countries that speak in a document, where the authority files say which: ISO
/// 3166-1, three letters, each once.
fn countries(doc: &Document) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for country in doc.parties().filter_map(|party| party.country()) {
        // A state has a country's code; the country itself, as a place, has the IRI.
        let same = doc.entities().filter(|entity| entity.country() == Some(country));
        let code = same
            .flat_map(|entity| entity.same_as())
            .find_map(|iri| iri.strip_prefix(vocabulary::COUNTRY));
        if let Some(code) = code.filter(|code| !codes.iter().any(|known| known == code)) {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// How many titles a description names.
const TITLES: usize = 10;

/// The description of a dataset that the settings give none of: the titles of its documents, of
/// many the first.
pub(super) fn describe(documents: &[DocumentInfo]) -> Texts {
    let mut by_tag: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut tags = Vec::new();
    for document in documents {
        let titles = by_tag.entry(&document.tag).or_default();
        if titles.is_empty() {
            tags.push(document.tag.clone());
        }
        titles.push(&document.title);
    }
    let mut titles = Texts::default();
    for (tag, all) in by_tag {
        let named = all[..all.len().min(TITLES)].join(" ; ");
        let more = match all.len().saturating_sub(TITLES) {
            0 => String::new(),
            more => format!(" ; … (+ {more})"),
        };
        titles.insert(tag, format!("{named}{more}"));
    }
    words("dataset", &titles, &tags).1
}
