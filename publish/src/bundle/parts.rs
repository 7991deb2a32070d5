//! What the files of a bundle are called and hold, for people: words from data.

use crate::dataset::{File, Role, Texts};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Title and description by kind of file.
static WORDS: LazyLock<BTreeMap<String, FileWords>> = LazyLock::new(|| {
    // A mistake in our own data is found by the first test that runs.
    toml::from_str(include_str!("../../data/files.toml"))
        .unwrap_or_else(|e| panic!("data/files.toml: {e}"))
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileWords {
    title: Texts,
    description: Texts,
}

/// A kind of file that a bundle has for each document or for all together.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileKind {
    /// Its name in `data/files.toml`.
    pub(super) name: &'static str,
    pub(super) role: Role,
    pub(super) media_type: &'static str,
    /// Code of the file type.
    pub(super) format: &'static str,
    pub(super) conforms_to: Option<&'static str>,
}

/// JSON Lines have no registered media type.
pub(super) const JSON_LINES: &str = "application/x-ndjson";

/// Fills the words of a kind of file with titles, in the languages of these tags and of the titles, or
/// in English.
pub(super) fn words(name: &str, titles: &Texts, tags: &[String]) -> (Texts, Texts) {
    let Some(words) = WORDS.get(name) else {
        return (titles.clone(), titles.clone());
    };
    let spoken = tags.iter().map(String::as_str).chain(titles.iter().map(|(tag, _)| tag));
    let known: BTreeSet<_> = spoken.filter(|tag| words.title.get(tag).is_some()).collect();
    let known = if known.is_empty() { BTreeSet::from(["en"]) } else { known };
    let fill = |texts: &Texts| {
        let mut filled = Texts::default();
        for tag in &known {
            let wanted = [(*tag).to_owned()];
            let title = titles.best(&wanted);
            filled.insert(*tag, texts.best(&wanted).replace("{title}", title));
        }
        filled
    };
    (fill(&words.title), fill(&words.description))
}

/// What a kind of file is called without the title of what it holds, and what it holds, in one
/// language: « texte source »; none, if the kind has no such words.
pub(super) fn label(kind: &str, tag: &str) -> Option<(String, &'static str)> {
    let words = WORDS.get(kind)?;
    let title = words.title.get(tag)?.replace("{title}", "");
    Some((title.trim_matches([' ', '–']).to_owned(), words.description.get(tag)?))
}

impl FileKind {
    /// A file of this kind with this sum and size.
    pub(super) fn file(
        &self,
        path: String,
        (sha256, bytes): (String, u64),
        titles: &Texts,
        tags: &[String],
        language: Option<&str>,
    ) -> File {
        let (title, description) = words(self.name, titles, tags);
        File {
            path,
            title,
            description,
            role: self.role,
            kind: self.name,
            media_type: self.media_type.to_owned(),
            format: self.format.to_owned(),
            conforms_to: self.conforms_to.map(str::to_owned),
            language: language.map(str::to_owned),
            bytes,
            sha256,
        }
    }
}
