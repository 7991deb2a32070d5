//! `index.html`: a page that lists the files of a bundle.

use crate::dataset::{Dataset, File, address};
use crate::error::{Error, ErrorKind};
use askama::Template;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words of the page, by language tag.
static WORDS: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| {
    // A mistake in our own data is found by the first test that runs.
    toml::from_str(include_str!("../../data/index.toml"))
        .unwrap_or_else(|e| panic!("data/index.toml: {e}"))
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    files: String,
    file: String,
    format: String,
    size: String,
    bytes: String,
    documents: String,
    about: String,
    publisher: String,
    licence: String,
    contact: String,
    modified: String,
    record: String,
    sums: String,
    skip: String,
}

#[derive(Template)]
#[template(path = "index.html")]
struct Page<'a> {
    tag: &'a str,
    words: &'a Words,
    title: &'a str,
    description: &'a str,
    documents: Vec<DocumentRow<'a>>,
    files: Vec<FileRow<'a>>,
    publisher: &'a str,
    publisher_uri: &'a str,
    licence: &'a str,
    licence_url: &'a str,
    contact: &'a str,
    email: Option<&'a str>,
    modified: &'a str,
}

struct DocumentRow<'a> {
    href: String,
    tag: &'a str,
    title: &'a str,
    date: &'a str,
}

struct FileRow<'a> {
    href: String,
    media_type: &'a str,
    title: &'a str,
    description: &'a str,
    format: &'a str,
    bytes: u64,
}

/// The page.
pub(super) fn index(dataset: &Dataset, files: &[File]) -> Result<String, Error> {
    let tags = &dataset.tags;
    let tag = tags.iter().find(|tag| WORDS.contains_key(*tag)).map_or("en", String::as_str);
    let Some(words) = WORDS.get(tag) else {
        return Err(Error::new(ErrorKind::Content, format!("no words for `{tag}`")));
    };
    let documents = dataset.documents.iter().map(|document| DocumentRow {
        href: address("", &format!("{}.html", document.name)),
        tag: &document.tag,
        title: &document.title,
        date: document.date.as_deref().unwrap_or_default(),
    });
    let files = files.iter().filter(|file| file.is_pushed()).map(|file| FileRow {
        href: address("", &file.path),
        media_type: &file.media_type,
        title: file.title.best(tags),
        description: file.description.best(tags),
        format: &file.format,
        bytes: file.bytes,
    });
    let page = Page {
        tag,
        words,
        title: dataset.title.best(tags),
        description: dataset.description.best(tags),
        documents: documents.collect(),
        files: files.collect(),
        publisher: dataset.publisher.name.best(tags),
        publisher_uri: &dataset.publisher.uri,
        licence: &dataset.licence.name,
        licence_url: &dataset.licence.url,
        contact: dataset.contact.name.best(tags),
        email: dataset.contact.email.as_deref(),
        modified: &dataset.modified,
    };
    page.render().map_err(|e| Error::new(ErrorKind::Content, format!("index.html: {e}")))
}
