//! What must be known of a document and nobody has said.

use crate::model::{Document, Metadata};
use crate::report::{Diagnostic, Severity};

/// What must be known of a document before others can cite it: the code of the finding, what is
/// missing, the key of the metadata that supplies it.
const NEEDED: [(&str, &str, &str); 3] = [
    ("date-unknown", "the date of the document", "work.date"),
    ("country-unknown", "the country of the document", "work.country"),
    ("authors-unknown", "who speaks in the document", "work.authors"),
];

impl Document {
    /// The same document with other metadata: with a date, for example, that somebody was asked for
    /// after the text had been read. What is missing is reported anew.
    ///
    /// The tree stays as it was read: `work.kind`, `work.subtype` and the words that were looked for
    /// in another language take a new [`Parser`](crate::Parser). So does the XML of a document that
    /// was read from XML.
    ///
    /// ```
    /// use akoma::{Annotator, Document};
    ///
    /// let doc = Document::parse("Accord\n1. Objet\nTexte.")?.annotate(Annotator::bundled());
    /// assert_eq!((doc.frbr().date(), doc.frbr().country()), (None, None));
    /// let mut metadata = doc.metadata().clone();
    /// metadata.work.date = "2021-11-22".parse().ok();
    /// metadata.work.country = Some("be".to_owned());
    /// let doc = doc.with_metadata(metadata);
    /// assert_eq!(doc.frbr().country(), Some("be"));
    /// assert!(doc.report().iter().all(|finding| finding.code() != "date-unknown"));
    /// # Ok::<(), akoma::Error>(())
    /// ```
    #[must_use]
    pub fn with_metadata(self, metadata: Metadata) -> Document {
        let mut data = self.into_data();
        data.metadata = metadata;
        checked(Document::from_data(data))
    }
}

/// The document with what neither the metadata nor the text says in its report, instead of what was
/// reported before. XML that was read is as it is.
pub(super) fn checked(doc: Document) -> Document {
    if doc.data().origin.is_some() {
        return doc;
    }
    let frbr = doc.frbr();
    let known = [frbr.date().is_some(), frbr.country().is_some(), doc.parties().next().is_some()];
    let language = doc.language().is_some();
    let mut data = doc.into_data();
    for ((code, what, key), known) in NEEDED.into_iter().zip(known) {
        data.report.forget(&[code]);
        if !known {
            let message = format!("neither the text nor the metadata says {what}");
            let help = format!("say it as `{key}` in a .toml file beside the text");
            let finding = Diagnostic::new(code, Severity::Warning, None, message);
            data.report.push(finding.with_help(help));
        }
    }
    if language {
        data.report.forget(&["language-unknown"]);
    }
    data.report.sort();
    Document::from_data(data)
}
