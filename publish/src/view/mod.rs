//! A document as a page of HTML, for people who come without XML tools.
//!
//! The page fetches nothing, runs nothing, and holds the text to the character: [`text_of`] takes
//! it back out, and so does any parser of HTML, from the element `text`.

mod agencies;
mod body;
mod check;
mod escape;
mod form;
mod index;
mod layers;
mod names;
mod places;
mod plan;
mod promises;
mod tags;

#[cfg(test)]
mod tests;

pub use check::text_of;

use crate::characters::line;
use crate::error::{Error, ErrorKind};
use crate::words::Words;
use akoma::{Document, languages};
use askama::Template;
use index::Index;
use promises::Actors;

/// What a page says that its document does not know; every field may be missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page<'a> {
    /// Language of the page's own words, three letters of ISO 639-2; that of the document if
    /// missing. English for those that akoma has no words in.
    pub language: Option<&'a str>,
    /// Language tag of the text (BCP 47: `fr-BE`); that of its language if missing.
    pub tag: Option<&'a str>,
    /// Title of the dataset that the document is part of.
    pub dataset: Option<&'a str>,
    /// Files that belong to it: the XML, the source text, the tables.
    pub links: &'a [Link<'a>],
    /// Name and address of the licence.
    pub licence: Option<(&'a str, &'a str)>,
    /// Who publishes it.
    pub publisher: Option<&'a str>,
    /// What search engines are told: schema.org/Legislation as JSON-LD.
    pub json_ld: Option<&'a serde_json::Value>,
}

/// A link to a file.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// What people read.
    pub label: &'a str,
    /// Where it leads; from the page, if it is relative.
    pub href: &'a str,
    /// Media type of the file: `application/xml`.
    pub media_type: &'a str,
}

/// Writes a document as a page.
///
/// The same document and the same `page` give the same HTML. Whatever the document holds, the page
/// runs no code and fetches nothing.
///
/// ```
/// use akoma::{Annotator, Document};
/// use akoma_publish::view::{Page, html, text_of};
///
/// let doc = Document::parse("Accord\n1. Objet\nLes deux pays renforceront la coopération.")?;
/// let page = html(&doc.clone().annotate(Annotator::bundled()), &Page::default())?;
/// assert!(page.contains("<h2>"));
/// assert_eq!(text_of(&page)?, doc.text());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Settings`] if the words of the page cannot be read, [`ErrorKind::Content`] if the
/// page cannot be put together; neither happens with the files that akoma comes with.
pub fn html(doc: &Document, page: &Page<'_>) -> Result<String, Error> {
    let frbr = doc.frbr();
    let language = frbr.language().unwrap_or("und");
    let words = Words::of(page.language.unwrap_or(language))?;
    let tag = languages::tag(language).unwrap_or("und");
    let (named, layers) = index::named(doc, &words);
    let written = body::write(doc, layers, &words.table);
    let date = frbr.date().map(|date| date.to_string());
    // A page must have a title that can be seen.
    let titles = [frbr.title(), frbr.name(), "…"].map(line);
    let view = View {
        authors: doc.parties().map(|party| line(party.name())).collect(),
        date: date.and_then(|date| words.day_told(&date).map(|told| (date, told))),
        tag: page.tag.unwrap_or(tag),
        title: titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default(),
        json_ld: page.json_ld.map(json_in_html),
        uri: line(&frbr.expression_uri()),
        number: frbr.number().map(line),
        language: words.language_named(language),
        text: &written.html,
        contents: &written.contents,
        index: named.index(doc, &written, &words),
        words: &words,
        page,
    };
    view.render().map_err(|e| Error::new(ErrorKind::Content, format!("the page: {e}")))
}

/// The frame around the text.
#[derive(Template)]
#[template(path = "view.html")]
struct View<'a> {
    page: &'a Page<'a>,
    words: &'a Words,
    title: String,
    tag: &'a str,
    /// The day of the work: ISO 8601, and as people write it.
    date: Option<(String, String)>,
    uri: String,
    number: Option<String>,
    language: Option<&'a str>,
    authors: Vec<String>,
    contents: &'a [(String, String)],
    text: &'a str,
    index: Index<'a>,
    json_ld: Option<String>,
}

/// JSON that no parser of HTML takes for the end of its element.
fn json_in_html(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
