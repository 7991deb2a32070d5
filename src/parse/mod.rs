//! Plain text to structure: lines, numbers, headings, paragraphs, sentences.
//!
//! Nothing here changes the text: every rule only says where an element opens and closes.

mod block;
mod checks;
mod headings;
mod lists;
mod numbering;
mod outline;
mod reader;
mod rows;
mod titles;
mod tree;

use crate::error::Error;
use crate::kinds::Kinds;
use crate::language::{Language, Languages};
use crate::languages;
use crate::model::{Data, Document, Metadata, assign_eids};
use crate::report::Report;

use crate::text::Source;
use std::sync::{Arc, OnceLock};
use titles::TitleWords;

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
    kinds: Option<Kinds>,
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

    /// The language of the text (two or three letters of ISO 639), instead of what its words show.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownLanguage`](crate::ErrorKind::UnknownLanguage).
    pub fn language(mut self, code: &str) -> Result<Self, Error> {
        let language = self.languages.shared(code).cloned();
        self.language = Some(language.ok_or_else(|| self.languages.unknown(code))?);
        Ok(self)
    }

    /// The kinds of document that the text may be, instead of the bundled ones.
    #[must_use]
    pub fn kinds(mut self, kinds: Kinds) -> Self {
        self.kinds = Some(kinds);
        self
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
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) if the metadata or the language names a kind of
    /// document that is not known.
    pub fn parse_source(&self, source: &Source) -> Result<Document, Error> {
        let text = source.text();
        let metadata = self.metadata.clone();
        let said = metadata.expression.language.as_deref();
        let language = self.language.as_ref().or_else(|| self.languages.of(said, text));
        let language = language.map(Arc::as_ref);
        let code = language.map(Language::code).or(said.filter(|code| languages::is_said(code)));
        let code: Option<Box<str>> = code.map(Into::into);
        let kinds = self.kinds.clone().map_or_else(Kinds::bundled, Ok)?;
        let said = metadata.work.kind.as_deref();
        let said = said.map(|name| kinds.shared(name).ok_or_else(|| unknown_kind(&kinds, name)));
        let said = said.transpose()?;
        let titles = TitleWords::new(&kinds, said, language)?;
        let rows = rows::rows(text, language);
        let blocks = outline::outline(text, &rows, language, &titles);
        let title = tree::Title::of(text, &blocks, &titles);
        let kind = said.or(title.kind).unwrap_or(kinds.shared_default());
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
            kind: Some(Arc::clone(kind)),
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

fn unknown_kind(kinds: &Kinds, name: &str) -> Error {
    let (expected, help) = kinds.expected(name);
    let message = format!("expected {expected} for `work.kind`, but found `{name}`");
    Error::new(crate::ErrorKind::Data, message).with_help(help)
}
