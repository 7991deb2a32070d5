//! Making a bundle: everything in memory first, checked, then written.

use super::annotations::Annotations;
use super::parts::{JSON_LINES, Part, words};
use super::read::{MANIFEST, SUMS, listed};
use super::tables::{self, Table};
use super::{citation, crate_metadata, index, package};
use crate::catalogue::{self, legislation};
use crate::dataset::{Dataset, DocumentInfo, File, Role, Texts, address};
use crate::digest;
use crate::error::{Error, ErrorKind};
use crate::files;
use crate::settings::Settings;
use crate::view::{self, Link, Page};
use crate::vocabulary::{self, AKOMA_NTOSO, WEB_ANNOTATION};
use akoma::{Document, LineIndex, Severity, Validator, akn, languages};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

const AKN: Part = Part {
    name: "akn",
    role: Role::Data,
    media_type: "application/xml",
    format: "XML",
    conforms_to: Some(AKOMA_NTOSO),
};
const TEXT: Part = Part {
    name: "text",
    role: Role::Data,
    media_type: "text/plain",
    format: "TXT",
    conforms_to: None,
};
const VIEW: Part = Part {
    name: "view",
    role: Role::Data,
    media_type: "text/html",
    format: "HTML",
    conforms_to: None,
};
const fn table(name: &'static str, media_type: &'static str, format: &'static str) -> Part {
    Part { name, role: Role::Data, media_type, format, conforms_to: None }
}
const ANNOTATIONS: Part = Part {
    name: "annotations",
    role: Role::Data,
    media_type: "application/ld+json",
    format: "JSON_LD",
    conforms_to: Some(WEB_ANNOTATION),
};
const DICTIONARY: Part = Part {
    name: "dictionary",
    role: Role::Documentation,
    media_type: "text/csv",
    format: "CSV",
    conforms_to: None,
};

/// A document to be published.
#[derive(Clone, Debug)]
pub struct Input {
    /// What its files are called, without extension.
    pub name: String,
    /// What messages call it: the file it was read from.
    pub origin: String,
    /// The document.
    pub doc: Document,
    /// The bytes of the XML it was read from; none if it was built from text.
    pub xml: Option<Vec<u8>>,
}

/// A bundle that was made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Made {
    /// Paths and sizes in bytes of all files, in the order of the manifest.
    pub files: Vec<(String, u64)>,
    /// How many documents it holds.
    pub documents: usize,
    /// How many mentions.
    pub mentions: usize,
    /// How many commitments and calls.
    pub commitments: usize,
}

/// Files with their bytes.
#[derive(Default)]
struct Contents {
    files: Vec<File>,
    bytes: Vec<(String, Vec<u8>)>,
}

/// Makes a bundle of documents in a folder, which may hold an older bundle, but nothing else.
///
/// # Errors
/// Every document that is not valid Akoma Ntoso, or has errors of the naming convention or links;
/// else that settings and documents do not go together, or that the folder holds something else or
/// cannot be written.
pub fn make(inputs: &[Input], settings: &Settings, folder: &Path) -> Result<Made, Vec<Error>> {
    let one = |e: Error| vec![e];
    let old = owned(folder).map_err(one)?;
    distinct(inputs).map_err(one)?;
    let mut xml = Vec::new();
    let mut unfit = Vec::new();
    for input in inputs {
        match checked_xml(input) {
            Ok(checked) => xml.push(checked),
            Err(e) => unfit.push(e),
        }
    }
    if !unfit.is_empty() {
        return Err(unfit);
    }
    let documents = inputs.iter().map(info).collect();
    let dataset = settings.dataset(documents, describe).map_err(one)?;
    let contents = contents(inputs, xml, &dataset, settings).map_err(one)?;
    write(folder, &contents, old).map_err(one)?;
    Ok(Made {
        files: contents
            .bytes
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.len() as u64))
            .collect(),
        documents: inputs.len(),
        mentions: inputs.iter().map(|input| input.doc.mentions().count()).sum(),
        commitments: inputs.iter().map(|input| input.doc.commitments().count()).sum(),
    })
}

/// Files of one name would be one file.
fn distinct(inputs: &[Input]) -> Result<(), Error> {
    let mut names = BTreeSet::new();
    for input in inputs {
        let name = input.name.to_lowercase();
        if RESERVED.contains(&name.as_str()) || !names.insert(name) {
            let message = format!(
                "expected documents with different names, but found `{}` twice, or it is the name of \
                 another file of the bundle",
                input.name
            );
            return Err(Error::new(ErrorKind::Content, message).help("rename one of the files"));
        }
    }
    Ok(())
}

/// Names that other files of a bundle have.
const RESERVED: &[&str] =
    &["index", "mentions", "commitments", "annotations", "dictionary", "catalog"];

/// The XML of a document: that it was read from, or a new one; fit to be published.
fn checked_xml(input: &Input) -> Result<Vec<u8>, Error> {
    let xml = input.doc.to_akn();
    let unfit = |place: String, message: String| {
        Error::new(ErrorKind::Content, message)
            .at(format!("{}{place}", input.origin))
            .help("`akoma validate --level 2` tells everything that is wrong")
    };
    let validation = Validator::new().level(2).validate(&xml);
    let errors = || validation.report().iter().filter(|d| d.severity() == Severity::Error);
    if let Some(first) = errors().next() {
        let place = first.path().map(|path| format!(" in {path}")).unwrap_or_default();
        let more = match errors().count() - 1 {
            0 => String::new(),
            n => format!(", and {n} more"),
        };
        // The line of a text says nothing about the XML that was made of it.
        let span = first.span().filter(|_| input.xml.is_some());
        let at = span.map_or(String::new(), |span| {
            let (line, column) = LineIndex::new(&xml).line_column(&xml, span.start());
            format!(":{line}:{column}")
        });
        return Err(unfit(
            at,
            format!(
                "expected valid Akoma Ntoso, but found{place}: {} [{}]{more}",
                first.message(),
                first.code()
            ),
        ));
    }
    if input.xml.is_none() {
        akn::verify(&input.doc, &xml).map_err(|e| unfit(String::new(), e.to_string()))?;
    }
    Ok(input.xml.clone().unwrap_or_else(|| xml.into_bytes()))
}

/// What a catalogue says of a document.
pub fn info(input: &Input) -> DocumentInfo {
    let doc = &input.doc;
    let frbr = doc.frbr();
    let language = frbr.language().unwrap_or("und");
    DocumentInfo {
        name: input.name.clone(),
        title: frbr.title().to_owned(),
        work: frbr.work_uri(),
        expression: frbr.expression_uri(),
        date: frbr.date().map(|date| date.to_string()).unwrap_or_default(),
        language: language.to_ascii_uppercase(),
        tag: languages::tag(language).unwrap_or(language).to_owned(),
        authors: doc.parties().map(|party| party.name().to_owned()).collect(),
    }
}

/// Codes of the countries that speak in documents, where the authority files tell them: ISO
/// 3166-1, three letters.
pub fn countries(inputs: &[Input]) -> Vec<String> {
    let mut codes = Vec::new();
    for doc in inputs.iter().map(|input| &input.doc) {
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
    }
    codes
}

/// The description of a dataset that the settings give none of.
fn describe(documents: &[DocumentInfo]) -> Texts {
    let mut titles = Texts::default();
    let mut tags = Vec::new();
    for document in documents {
        let others = titles.get(&document.tag).map(|t| format!("{t} ; ")).unwrap_or_default();
        titles.insert(&document.tag, format!("{others}{}", document.title));
        tags.push(document.tag.clone());
    }
    words("dataset", &titles, &tags).1
}

/// Every file of the bundle.
fn contents(
    inputs: &[Input],
    xml: Vec<Vec<u8>>,
    dataset: &Dataset,
    settings: &Settings,
) -> Result<Contents, Error> {
    let mut contents = Contents::default();
    let tags = &dataset.tags;
    let failed = |e: io::Error| Error::new(ErrorKind::Io, e.to_string());
    let mut mentions = Table::new("mentions").map_err(failed)?;
    let mut commitments = Table::new("commitments").map_err(failed)?;
    let mut annotations = Annotations::new(&dataset.site, "annotations.jsonld");
    for ((input, xml), info) in inputs.iter().zip(xml).zip(&dataset.documents) {
        let name = &input.name;
        let titles = Texts::of(&info.tag, &info.title);
        let own = [info.tag.clone()];
        let language = Some(info.language.as_str());
        let first = contents.files.len();
        let text = source_text(&input.doc);
        let text_path = format!("{name}.txt");
        contents.add(AKN.file(format!("{name}.xml"), &xml, &titles, &own, language), xml);
        contents.add(TEXT.file(text_path.clone(), &text, &titles, &own, language), text);
        let page = page_of(input, info, dataset, &contents.files[first..])?;
        contents.add(VIEW.file(format!("{name}.html"), &page, &titles, &own, language), page);
        tables::add(&mut mentions, &mut commitments, name, &input.doc).map_err(failed)?;
        annotations.add(name, &input.doc, &text_path);
    }
    let both = |table: Table| table.finish().map_err(failed);
    let ((mentions, mention_lines), (commitments, commitment_lines)) =
        (both(mentions)?, both(commitments)?);
    let (label, _) = words("annotations", &dataset.title, tags);
    let annotations = pretty(&annotations.finish(label.best(tags)))?;
    for (part, path, bytes) in [
        (table("mentions-csv", "text/csv", "CSV"), "mentions.csv", mentions),
        (table("mentions-jsonl", JSON_LINES, "JSON"), "mentions.jsonl", mention_lines),
        (table("commitments-csv", "text/csv", "CSV"), "commitments.csv", commitments),
        (table("commitments-jsonl", JSON_LINES, "JSON"), "commitments.jsonl", commitment_lines),
        (ANNOTATIONS, "annotations.jsonld", annotations),
        (DICTIONARY, "dictionary.csv", tables::dictionary().map_err(failed)?),
    ] {
        contents.add(part.file(path.to_owned(), &bytes, &dataset.title, tags, None), bytes);
    }
    contents.describe(dataset, settings)?;
    Ok(contents)
}

/// The source text as it was published, a byte-order mark included.
fn source_text(doc: &Document) -> Vec<u8> {
    let mark = if doc.had_bom() { "\u{feff}" } else { "" };
    [mark.as_bytes(), doc.text().as_bytes()].concat()
}

/// The page of a document, proved against its text.
fn page_of(
    input: &Input,
    info: &DocumentInfo,
    dataset: &Dataset,
    files: &[File],
) -> Result<Vec<u8>, Error> {
    let own = [info.tag.clone()];
    let described = legislation(dataset, info, files);
    let links: Vec<_> = files.iter().map(|file| (file, address("", &file.path))).collect();
    let links: Vec<_> = links
        .iter()
        .map(|(file, href)| Link {
            label: file.title.best(&own),
            href,
            media_type: &file.media_type,
        })
        .collect();
    let page = Page {
        language: None,
        tag: Some(&info.tag),
        dataset: Some(dataset.title.best(&own)),
        links: &links,
        licence: Some((&dataset.licence.name, &dataset.licence.url)),
        publisher: Some(dataset.publisher.name.best(&own)),
        json_ld: Some(&described),
    };
    let html = view::html(&input.doc, &page)?;
    if view::text_of(&html)? != input.doc.text() {
        let message = "expected the page to hold the text to the character, but it does not";
        let help = "this is a mistake of akoma's: please report it with the document";
        return Err(Error::new(ErrorKind::Mismatch, message).at(&input.origin).help(help));
    }
    Ok(html.into_bytes())
}

impl Contents {
    fn add(&mut self, file: File, bytes: Vec<u8>) {
        self.bytes.push((file.path.clone(), bytes));
        self.files.push(file);
    }

    /// Adds what describes the bundle: the record, the packages, the list of sums.
    fn describe(&mut self, dataset: &Dataset, settings: &Settings) -> Result<(), Error> {
        let record = catalogue::record(dataset, &self.files, settings.profile())?;
        let described = [
            ("index.html", "text/html", "HTML", index::index(dataset, &self.files)?.into_bytes()),
            ("catalog.ttl", "text/turtle", "RDF_TURTLE", record.turtle),
            ("catalog.jsonld", "application/ld+json", "JSON_LD", record.json_ld),
            ("catalog.rdf", "application/rdf+xml", "RDF_XML", record.rdf_xml),
            ("CITATION.cff", "application/yaml", "TXT", citation::citation(dataset).into_bytes()),
        ];
        for (path, media_type, format, bytes) in described {
            let part =
                Part { name: path, role: Role::Package, media_type, format, conforms_to: None };
            let title = Texts::of("en", path);
            self.add(part.file(path.to_owned(), &bytes, &title, &[], None), bytes);
        }
        // These two list the files, so they cannot be among those listed.
        let crate_metadata = pretty(&crate_metadata::ro_crate(dataset, &self.files))?;
        let package = pretty(&package::datapackage(dataset, &self.files))?;
        self.bytes.push(("ro-crate-metadata.json".to_owned(), crate_metadata));
        self.bytes.push((MANIFEST.to_owned(), package));
        let sums: String = self
            .bytes
            .iter()
            .map(|(path, bytes)| format!("{}  {path}\n", digest::sha256(bytes)))
            .collect();
        self.bytes.push((SUMS.to_owned(), sums.into_bytes()));
        Ok(())
    }
}

/// JSON for people, with a last line break.
fn pretty(value: &Value) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|e| Error::new(ErrorKind::Content, e.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The files of the bundle that a folder holds; none if it is empty or not there.
fn owned(folder: &Path) -> Result<Vec<String>, Error> {
    let free = files::is_free(folder).map_err(|e| Error::io(folder, &e))?;
    match fs::read_to_string(folder.join(SUMS)) {
        Ok(sums) => Ok(listed(&sums)),
        Err(_) if free => Ok(Vec::new()),
        Err(_) => {
            let message = "expected an empty folder or an older bundle, but found something else";
            let help = "name another folder with -o";
            Err(Error::new(ErrorKind::Io, message).at(folder.display()).help(help))
        }
    }
}

/// Takes away what an older bundle had more, then writes what differs, the list of sums first: a
/// bundle that was cut off is told from a whole one by it, and a later run knows what is ours.
fn write(folder: &Path, contents: &Contents, old: Vec<String>) -> Result<(), Error> {
    files::sweep(folder).map_err(|e| Error::io(folder, &e))?;
    for path in old {
        if !contents.bytes.iter().any(|(kept, _)| *kept == path) {
            let target = folder.join(&path);
            fs::remove_file(&target).or_else(|e| match e.kind() {
                io::ErrorKind::NotFound => Ok(()),
                _ => Err(Error::io(&target, &e)),
            })?;
        }
    }
    for (path, bytes) in contents.bytes.iter().rev() {
        let target = folder.join(path);
        if fs::read(&target).is_ok_and(|there| there == *bytes) {
            continue;
        }
        files::write_whole(&target, bytes).map_err(|(path, e)| Error::io(&path, &e))?;
    }
    Ok(())
}
