//! What was found about the documents of a bundle, for its publisher and in the bundle itself.

use super::input::Input;
use crate::words;
use akoma::export::{Record, inert};
use akoma::{Diagnostic, LineIndex, Severity};
use serde::Serialize;

/// Something about a document that does not keep it from being published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The document's name.
    pub doc: String,
    /// What messages call the document: the file it was read from. Stands in no bundle.
    #[serde(skip)]
    pub origin: String,
    /// `reading` for what was found when the document was read; `level 2` for the naming convention
    /// and links.
    pub check: &'static str,
    /// `note`, `warning` or `error`.
    pub severity: &'static str,
    /// The stable name of the finding; `akoma explain` describes those of level 2.
    pub code: String,
    /// What was found.
    pub message: String,
    /// The nearest eId and the elements inside it.
    pub path: Option<String>,
    /// The line, from 1: of the XML for level 2, else of the text.
    pub line: Option<u32>,
    /// The column in code points, from 1.
    pub column: Option<u32>,
    /// What to do.
    pub help: Option<String>,
}

/// The check of what reading found.
pub(super) const READING: &str = "reading";
/// The check of the naming convention and links.
pub(super) const LEVEL_2: &str = "level 2";

impl Record for &Finding {
    const COLUMNS: &'static [&'static str] =
        &["doc", "check", "severity", "code", "message", "path", "line", "column", "help"];

    fn cells(&self) -> Vec<String> {
        let text = |text: &Option<String>| inert(text.as_deref().unwrap_or_default());
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        vec![
            inert(&self.doc),
            self.check.to_owned(),
            self.severity.to_owned(),
            self.code.clone(),
            inert(&self.message),
            text(&self.path),
            number(self.line),
            number(self.column),
            text(&self.help),
        ]
    }
}

impl Finding {
    /// Whether the publisher should look at it: something was not understood or is not known.
    pub fn is_warning(&self) -> bool {
        self.check == READING && self.severity != Severity::Note.name()
    }

    /// Whether it is worth knowing, though nothing is wrong with the document.
    pub fn is_note(&self) -> bool {
        self.severity == Severity::Note.name()
    }

    /// That the page of a document is in another language, since there are no words of pages in its
    /// own; none if there are, or if nobody knows the language.
    pub(super) fn of_words(input: &Input) -> Option<Self> {
        let frbr = input.doc.frbr();
        let language = frbr.language().filter(|code| words::codes().all(|known| known != *code))?;
        let spoken = words::codes().collect::<Vec<_>>().join(", ");
        Some(Self {
            doc: input.name.clone(),
            origin: input.origin.clone(),
            check: READING,
            severity: Severity::Note.name(),
            code: "no-page-words".to_owned(),
            message: format!(
                "what the page says beside the text is in English: there are no words of pages in `{language}`"
            ),
            path: None,
            line: None,
            column: None,
            help: Some(format!(
                "pages speak {spoken}; the text is marked as `{language}` all the same"
            )),
        })
    }

    /// Whether it breaks the naming convention or a link.
    pub fn is_level_2_error(&self) -> bool {
        self.check == LEVEL_2 && self.severity == Severity::Error.name()
    }

    pub(super) fn new(
        (doc, origin): (&str, &str),
        check: &'static str,
        diagnostic: &Diagnostic,
        lines: &LineIndex,
        text: &str,
    ) -> Self {
        let place = diagnostic.span().map(|span| lines.line_column(text, span.start()));
        Self {
            doc: doc.to_owned(),
            origin: origin.to_owned(),
            check,
            severity: diagnostic.severity().name(),
            code: diagnostic.code().to_owned(),
            message: diagnostic.message().to_owned(),
            path: diagnostic.path().map(str::to_owned),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            help: diagnostic.help().map(str::to_owned),
        }
    }
}
