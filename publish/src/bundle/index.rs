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
struct IndexPage<'a> {
    title: TaggedText<'a>,
    dataset: &'a Dataset,
    /// The languages, that of the dataset first.
    sections: &'a [LanguageSection<'a>],
}

/// A text and the tag of its language.
type TaggedText<'a> = (&'a str, &'a str);

/// All that the page says, in one language.
struct LanguageSection<'a> {
    words: Words,
    title: TaggedText<'a>,
    description: TaggedText<'a>,
    publisher: TaggedText<'a>,
    contact: TaggedText<'a>,
    modified: String,
    documents: Vec<DocumentRow<'a>>,
    files: Vec<FileRow<'a>>,
}

struct DocumentRow<'a> {
    info: &'a DocumentInfo,
    href: String,
    /// Its day and the name of its language, for people.
    facts: String,
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
    let sections = languages.iter().map(|(code, ..)| LanguageSection::new(dataset, files, code));
    let sections = sections.collect::<Result<Vec<_>, _>>()?;
    let title = dataset.title.best_tagged(&dataset.tags);
    let page = IndexPage { title, dataset, sections: &sections };
    page.render().map_err(|e| Error::new(ErrorKind::Content, format!("index.html: {e}")))
}

impl<'a> LanguageSection<'a> {
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
            facts: facts(info, &words),
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

/// Day and language of a document, as far as they are known.
fn facts(info: &DocumentInfo, words: &Words) -> String {
    let language = info.language.to_lowercase();
    let language = words.language_named(&language).map(str::to_owned);
    let date = info.date.as_deref().and_then(|date| words.day_told(date));
    date.into_iter().chain(language).collect::<Vec<_>>().join(" · ")
}

/// The name of the document that a file is a form of; none of a file about all documents.
fn document_of(file: &File) -> Option<&str> {
    file.language.as_ref()?;
    file.path.rsplit_once('.').map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Role;
    use crate::digest;

    fn dataset() -> Dataset {
        let document = |name: &str, tag: &str, language: &str, date: &str| {
            serde_json::json!({
                "name": name, "title": format!("Titre de {name}"), "work": "/akn/be/x",
                "expression": "/akn/be/x/fra@", "date": date, "language": language, "tag": tag,
                "authors": [],
            })
        };
        serde_json::from_value(serde_json::json!({
            "identifier": "accords",
            "title": {"nl": "Akkoorden <2021>", "fr": "Accords <2021>"},
            "description": {"fr": "Deux accords."},
            "themes": ["JUST"], "countries": [], "languages": ["NLD", "FRA"], "tags": ["nl", "fr"],
            "licence": {"name": "CC0", "url": "https://licence.example.org/"},
            "publisher": {"name": {"fr": "Chancellerie"}, "uri": "https://c.example.org/"},
            "contact": {"name": {"fr": "Bureau"}, "url": "https://b.example.org/"},
            "issued": "2021", "modified": "2026-11-01",
            "frequency": "NEVER", "availability": "STABLE", "access": "PUBLIC",
            "site": "https://d.example.org/",
            "documents": [
                document("a b", "nl", "NLD", "2021-11-22"), document("c", "und", "UND", "0001-01-01"),
            ],
        }))
        .unwrap()
    }

    fn file(path: &str, kind: &'static str, language: Option<&str>, bytes: u64) -> File {
        File {
            path: path.into(),
            title: Texts::of("fr", path),
            description: Texts::default(),
            role: Role::Data,
            kind,
            media_type: "text/plain".into(),
            format: "JSON_LD".into(),
            conforms_to: None,
            language: language.map(str::to_owned),
            bytes,
            sha256: digest::sha256(b""),
        }
    }

    /// The sections of the page: language and content.
    fn sections() -> Vec<(String, String)> {
        let files = [
            file("a b.txt", "text", Some("NLD"), 14_280),
            file("c.txt", "text", Some("UND"), 120),
            file("annotations.jsonld", "annotations", None, 2_345_678),
        ];
        let page = index(&dataset(), &files).unwrap();
        assert!(page.starts_with("<!doctype html>\n<html lang=\"nl\">"), "{page}");
        let sections = page.split("<section class=\"tongue\" id=\"").skip(1);
        sections
            .map(|section| section.split_once('"').unwrap())
            .map(|(tag, rest)| (tag.to_owned(), rest.replace('\u{A0}', " ")))
            .collect()
    }

    #[test]
    fn every_language_has_its_section_that_of_the_dataset_first() {
        let sections = sections();
        let tags: Vec<_> = sections.iter().map(|(tag, _)| tag.as_str()).collect();
        assert_eq!(tags, ["nl", "en", "fr", "de"]);
        for (tag, section) in &sections {
            assert!(section.contains("<strong aria-current=\"true\">"), "{tag}");
            for other in tags.iter().filter(|other| *other != tag) {
                assert!(
                    section.contains(&format!("<a href=\"#{other}\" lang=\"{other}\"")),
                    "{tag}"
                );
            }
        }
    }

    #[test]
    fn sizes_days_and_words_are_those_of_the_language() {
        for (tag, section) in sections() {
            let (text, day, size, modified) = match tag.as_str() {
                "fr" => (
                    "texte source",
                    "22 novembre 2021 · néerlandais",
                    "2,3 Mo",
                    "1er novembre 2026",
                ),
                "en" => ("source text", "22 November 2021 · Dutch", "2.3 MB", "1 November 2026"),
                "nl" => ("brontekst", "22 november 2021 · Nederlands", "2,3 MB", "1 november 2026"),
                _ => (
                    "Quelltext",
                    "22. November 2021 · Niederländisch",
                    "2,3 MB",
                    "1. November 2026",
                ),
            };
            for told in [text, day, size, modified] {
                assert!(section.contains(told), "{tag}: {told} in {section}");
            }
            assert!(
                section.contains("href=\"a%20b.html\"") && section.contains("JSON-LD"),
                "{tag}"
            );
            // What nobody knows is not told.
            assert!(
                !section.contains("0001") && !section.to_lowercase().contains(">und<"),
                "{section}"
            );
            let title = if tag == "fr" { "Accords &lt;2021&gt;" } else { "Akkoorden &lt;2021&gt;" };
            assert!(section.contains(title), "{tag}");
        }
    }
}
