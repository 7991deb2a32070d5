//! The words that titles begin with, and the kind of document that each names.

use crate::error::{Error, ErrorKind};
use crate::kinds::Kinds;
use crate::language::{Language, Rule};
use crate::model::{DocumentKind, TitlePlace};
use crate::text::folded_prefix;
use std::sync::Arc;

/// The words of titles in one language.
pub(crate) struct TitleWords<'a> {
    /// Those of the kinds, then those of the language, in the order of their files.
    all: Vec<TitleWord<'a>>,
    /// The kind that the metadata names.
    said: Option<&'a Arc<DocumentKind>>,
}

struct TitleWord<'a> {
    words: &'a str,
    kind: &'a Arc<DocumentKind>,
    subtype: Option<&'a str>,
}

/// The words that a title begins with.
pub(crate) struct TitleMatch<'a> {
    pub(crate) kind: &'a Arc<DocumentKind>,
    pub(crate) subtype: Option<&'a str>,
    /// How many bytes of the title they take.
    pub(crate) len: usize,
}

impl<'a> TitleWords<'a> {
    /// Those of the kinds and of the language; `said` is the kind that the metadata names.
    ///
    /// # Errors
    /// The language names a kind that is not known.
    pub(crate) fn new(
        kinds: &'a Kinds,
        said: Option<&'a Arc<DocumentKind>>,
        language: Option<&'a Language>,
    ) -> Result<Self, Error> {
        let code = language.map(Language::code);
        let mut all = Vec::new();
        for kind in kinds.shared_iter() {
            let words = code.and_then(|code| kind.titles.get(code));
            let words = words.into_iter().flatten();
            all.extend(words.map(|words| TitleWord { words, kind, subtype: None }));
        }
        for doctype in language.into_iter().flat_map(|l| &l.structure.doctype) {
            let Some(kind) = kinds.shared(doctype.kind.get_ref()) else {
                return Err(unknown_kind(kinds, doctype.kind.get_ref(), code.unwrap_or_default()));
            };
            let subtype = doctype.subtype.as_deref();
            all.extend(doctype.words().map(|words| TitleWord { words, kind, subtype }));
        }
        Ok(Self { all, said })
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'a str> {
        self.all.iter().map(|title| title.words)
    }

    /// Where the title is, if the metadata says the kind.
    pub(crate) fn place(&self) -> Option<TitlePlace> {
        self.said.map(|kind| kind.title)
    }

    /// Whether a line names a document whose title may be below other lines.
    pub(crate) fn names_below_head(&self, line: &str) -> bool {
        let is_said = |kind: &DocumentKind| self.said.is_none_or(|said| said.name == kind.name);
        let is_named = |title: &&TitleWord<'_>| title.kind.title == TitlePlace::Named;
        let mut titles = self.all.iter().filter(is_named).filter(|title| is_said(title.kind));
        titles.any(|title| folded_prefix(line, title.words).is_some())
    }

    /// The words that `title` begins with: the longest. Of as long ones those of a kind count, not those
    /// of the language, and of these the first.
    pub(crate) fn find(&self, title: &str) -> Option<TitleMatch<'a>> {
        let matched = |word: &TitleWord<'a>| {
            let len = folded_prefix(title, word.words)?;
            Some(TitleMatch { kind: word.kind, subtype: word.subtype, len })
        };
        let longer = |a: TitleMatch<'a>, b: TitleMatch<'a>| if b.len > a.len { b } else { a };
        self.all.iter().filter_map(matched).reduce(longer)
    }
}

fn unknown_kind(kinds: &Kinds, name: &str, code: &str) -> Error {
    let (expected, help) = kinds.expected(name);
    let message = format!(
        "language `{code}`: key `structure.doctype.kind`: expected {expected}, but found `{name}`"
    );
    Error::new(ErrorKind::Data, message).with_help(help)
}
