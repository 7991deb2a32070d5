//! `index.html`: a page that shows the documents and files of a bundle, in every language that pages
//! speak. A file does not know its reader: all languages are there, and a link shows another.

use super::parts;
use crate::dataset::{Dataset, DocumentInfo, File, Texts, address};
use crate::error::{Error, ErrorKind};
use crate::words::{LANGUAGES, Words};
use askama::Template;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "index.html")]
struct Page<'a> {
    title: Tagged<'a>,
    dataset: &'a Dataset,
    /// The languages, that of the dataset first.
    tongues: &'a [Tongue<'a>],
}

/// A text and the tag of its language.
type Tagged<'a> = (&'a str, &'a str);

/// All that the page says, in one language.
struct Tongue<'a> {
    words: Words,
    title: Tagged<'a>,
    description: Tagged<'a>,
    publisher: Tagged<'a>,
    contact: Tagged<'a>,
    modified: String,
    documents: Vec<DocumentRow<'a>>,
    files: Vec<FileRow<'a>>,
}

struct DocumentRow<'a> {
    info: &'a DocumentInfo,
    href: String,
    /// Its day and the name of its language, for people.
    date: Option<String>,
    language: String,
    files: Vec<FileRow<'a>>,
}

struct FileRow<'a> {
    href: String,
    media_type: &'a str,
    title: String,
    description: &'a str,
    format: String,
    size: String,
}

/// The page.
pub(super) fn index(dataset: &Dataset, files: &[File]) -> Result<String, Error> {
    let known = |tag: &&String| LANGUAGES.iter().any(|(_, known, _)| known == tag);
    let first = dataset.tags.iter().find(known).map_or("en", String::as_str);
    let mut languages = LANGUAGES;
    // The dataset's own language first, the others in their order.
    languages.sort_by_key(|(_, tag, _)| *tag != first);
    let tongues = languages.iter().map(|(code, ..)| Tongue::new(dataset, files, code));
    let tongues = tongues.collect::<Result<Vec<_>, _>>()?;
    let title = dataset.title.best_tagged(&dataset.tags);
    let page = Page { title, dataset, tongues: &tongues };
    page.render().map_err(|e| Error::new(ErrorKind::Content, format!("index.html: {e}")))
}

impl<'a> Tongue<'a> {
    fn new(dataset: &'a Dataset, files: &'a [File], code: &str) -> Result<Self, Error> {
        let words = Words::of(code)?;
        let mut tags = vec![words.tag.clone()];
        tags.extend(dataset.tags.iter().cloned());
        let best = |texts: &'a Texts| texts.best_tagged(&tags);
        let row = |file: &'a File| FileRow::new(file, &words, &tags);
        let mut forms: HashMap<&str, Vec<FileRow<'_>>> = HashMap::new();
        for file in files {
            if let Some(name) = document_of(file) {
                forms.entry(name).or_default().push(row(file));
            }
        }
        let documents = dataset.documents.iter().map(|info| DocumentRow {
            info,
            href: address("", &format!("{}.html", info.name)),
            date: info.date.as_deref().and_then(|date| words.day_told(date)),
            language: words.language_named(&info.language.to_lowercase()).to_owned(),
            files: forms.remove(info.name.as_str()).unwrap_or_default(),
        });
        let documents = documents.collect();
        let pushed = files.iter().filter(|file| file.is_pushed() && document_of(file).is_none());
        let files = pushed.map(row).collect();
        Ok(Self {
            title: best(&dataset.title),
            description: best(&dataset.description),
            publisher: best(&dataset.publisher.name),
            contact: best(&dataset.contact.name),
            modified: words.day_told(&dataset.modified).unwrap_or(dataset.modified.clone()),
            documents,
            files,
            words,
        })
    }
}

impl<'a> FileRow<'a> {
    fn new(file: &'a File, words: &Words, tags: &[String]) -> Self {
        let (title, description) = parts::label(file.kind, &words.tag)
            .unwrap_or_else(|| (file.title.best(tags).to_owned(), file.description.best(tags)));
        Self {
            href: address("", &file.path),
            media_type: &file.media_type,
            title,
            description,
            // Codes of the authority table are written with `_`.
            format: file.format.replace('_', "-"),
            size: words.size_told(file.bytes),
        }
    }
}

/// The name of the document that a file is a form of; none of a file about all documents.
fn document_of(file: &File) -> Option<&str> {
    file.language.as_ref()?;
    file.path.rsplit_once('.').map(|(name, _)| name)
}
