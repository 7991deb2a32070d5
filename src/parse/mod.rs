//! Plain text to structure: lines, numbers, headings, paragraphs, sentences.
//!
//! Nothing here changes the text: every rule only says where an element opens and closes.

mod checks;
mod headings;
mod lists;
mod numbering;
mod outline;
mod rows;
mod tree;

use crate::error::Error;
use crate::language::{DocumentKind, Language, Languages};
use crate::languages;
use crate::model::{Data, Document, Metadata, assign_eids};
use crate::report::Report;

use crate::text::Source;
use std::sync::{Arc, OnceLock};

/// Parses plain text, with what is known of it besides; one parser serves any number of texts.
///
/// ```
/// use akoma::{Metadata, Parser};
///
/// let metadata = Metadata::from_toml("[work]\ncountry = \"be\"")?;
/// let doc = Parser::new().metadata(metadata).language("fra")?.parse("Accord\n1. Objet\nTexte.")?;
/// assert_eq!(doc.frbr().work_uri(), "/akn/be/statement/agreement/0001-01-01/accord");
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Parser {
    metadata: Metadata,
    languages: Languages,
    language: Option<Arc<Language>>,
}

impl Parser {
    /// A parser that knows nothing but the text.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is known of the document besides its text.
    #[must_use]
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// The languages that the text may be in, instead of those that akoma comes with. To be said
    /// before [`language`](Parser::language) is.
    #[must_use]
    pub fn languages(mut self, languages: Languages) -> Self {
        self.languages = languages;
        self
    }

    /// The language of the text (two or three letters of ISO 639), instead of what its words tell.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownLanguage`](crate::ErrorKind::UnknownLanguage).
    pub fn language(mut self, code: &str) -> Result<Self, Error> {
        let language = self.languages.shared(code).cloned();
        self.language = Some(language.ok_or_else(|| self.languages.unknown(code))?);
        Ok(self)
    }

    /// The document in `text`.
    ///
    /// # Errors
    /// Those of [`Source::decode`].
    pub fn parse(&self, text: &str) -> Result<Document, Error> {
        let source = Source::decode(text.as_bytes())?;
        self.parse_source(&source)
    }

    /// The document in a decoded source.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) if the metadata names a kind of document that
    /// is not known.
    pub fn parse_source(&self, source: &Source) -> Result<Document, Error> {
        let text = source.text();
        let metadata = self.metadata.clone();
        let said = metadata.expression.language.as_deref();
        let language = self.language.as_ref().or_else(|| self.languages.of(said, text));
        let language = language.map(Arc::as_ref);
        let code = language.map(Language::code).or(said.filter(|code| languages::is_said(code)));
        let code: Option<Box<str>> = code.map(Into::into);
        let rows = rows::rows(text, language);
        let blocks = outline::outline(text, &rows, language);
        let title = tree::Title::of(text, &blocks, language);
        let kind = match &metadata.work.kind {
            Some(name) => DocumentKind::named(name).ok_or_else(|| unknown_kind(name))?,
            None => title.kind.unwrap_or_else(DocumentKind::unknown),
        };
        let mut report = Report::default();
        checks::source(source, &mut report);
        checks::language(&self.languages, language, code.as_deref(), &mut report);
        checks::blocks(text, &blocks, &mut report);
        let (nodes, names) = tree::build(text, &blocks, kind, &title, &metadata, language);
        let mut data = Data {
            text: source.shared(),
            bom: source.had_bom(),
            nodes,
            names,
            origin: None,
            ids: String::new(),
            entities: Vec::new(),
            mentions: Vec::new(),
            predicates: Vec::new(),
            metadata,
            kind: Some(&kind.name),
            language: code,
            rule_ids: Arc::default(),
            stated_date: None,
            parties: Vec::new(),
            report,
            chapters: OnceLock::new(),
        };
        assign_eids(&mut data);
        checks::eids(&data);
        data.report.sort();
        Ok(Document::from_data(data))
    }
}

impl Document {
    /// Parses plain text: title, preamble, chapters, articles, paragraphs, sentences.
    ///
    /// # Errors
    /// Those of [`Source::decode`].
    pub fn parse(text: &str) -> Result<Document, Error> {
        Parser::new().parse(text)
    }
}

fn unknown_kind(name: &str) -> Error {
    let known: Vec<_> = DocumentKind::names().collect();
    Error::new(
        crate::ErrorKind::Data,
        format!(
            "expected a kind of document ({}) for `work.kind`, but found `{name}`",
            known.join(", ")
        ),
    )
}
