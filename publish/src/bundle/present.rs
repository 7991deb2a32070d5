//! The second pass over a document, when the dataset is known: its page, and its rows in the tables.

use super::annotations::{self, ANNOTATIONS_PATH};
use super::parts::FileKind;
use super::tables::RecordTable;
use crate::catalogue::legislation;
use crate::dataset::{Dataset, DocumentInfo, File, Role, Texts, address};
use crate::error::{Error, ErrorKind};
use crate::folder::Update;
use crate::view::{self, Link, Page};
use akoma::{Document, Unit, akn, export};
use std::fs;

const VIEW: FileKind = FileKind {
    name: "view",
    role: Role::Data,
    media_type: "text/html",
    format: "HTML",
    conforms_to: None,
};

/// What a document adds to the files that are about all documents.
pub(super) struct Rows {
    /// Its page.
    pub(super) page: File,
    /// CSV and JSON Lines of its mentions.
    pub(super) mentions: (Vec<u8>, Vec<u8>),
    /// The same of its commitments.
    pub(super) commitments: (Vec<u8>, Vec<u8>),
    /// Its annotations, each in JSON.
    pub(super) annotations: Vec<String>,
}

/// Reads the XML that will be published, writes the page of the document and gives its rows.
///
/// # Errors
/// A file cannot be read or written; the page does not hold the text to the character.
pub(super) fn present(
    info: &DocumentInfo,
    files: &[File],
    dataset: &Dataset,
    update: &Update<'_>,
) -> Result<Rows, Error> {
    let name = &info.name;
    let xml = update.place(&format!("{name}.xml"));
    let bytes = fs::read(&xml).map_err(|e| Error::io(&xml, &e))?;
    let doc = akn::decode(bytes).and_then(|xml| akn::read(&xml))?;
    let page = page_of(&doc, info, dataset, files)?;
    let path = format!("{name}.html");
    let sum = update.write(&path, &page)?;
    let titles = Texts::of(&info.tag, &info.title);
    let own = [info.tag.clone()];
    let failed = |e: std::io::Error| Error::new(ErrorKind::Io, e.to_string()).at(name);
    let mut mentions = RecordTable::rows();
    mentions
        .extend(export::mentions(&doc, name, doc.mentions(), Unit::CodePoint))
        .map_err(failed)?;
    let mut commitments = RecordTable::rows();
    commitments
        .extend(export::predicates(&doc, name, doc.commitments(), Unit::CodePoint))
        .map_err(failed)?;
    Ok(Rows {
        page: VIEW.file(path, (sum, page.len() as u64), &titles, &own, Some(&info.language)),
        mentions: mentions.finish().map_err(failed)?,
        commitments: commitments.finish().map_err(failed)?,
        annotations: annotations::items(&doc, name, &dataset.site, ANNOTATIONS_PATH),
    })
}

/// The page of a document, proved against its text.
fn page_of(
    doc: &Document,
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
    let html = view::html(doc, &page)?;
    if view::text_of(&html)? != doc.text() {
        let message = "expected the page to hold the text to the character, but it does not";
        let help = "this is a mistake of akoma's: please report it with the document";
        return Err(Error::new(ErrorKind::Mismatch, message).at(&info.name).help(help));
    }
    Ok(html.into_bytes())
}
