//! Findings about a document: what is odd in the text and what akoma did with it.

use crate::text::Span;
use std::fmt;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// Something was not understood or may be wrong; the document is whole all the same.
    Warning,
    /// The document contradicts itself or the standard.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One finding: a stable code, what was found, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) span: Option<Span>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) expected: Vec<String>,
    pub(crate) found: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(
        code: &'static str,
        severity: Severity,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            span: span.into(),
            message: message.into(),
            help: None,
            path: None,
            expected: Vec::new(),
            found: None,
        }
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    pub(crate) fn with_found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    pub(crate) fn with_expected<T: Into<String>>(
        mut self,
        expected: impl IntoIterator<Item = T>,
    ) -> Self {
        self.expected = expected.into_iter().map(Into::into).collect();
        self
    }

    /// A name that stays the same from version to version, for example `heading-out-of-order`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where, if it is at one place: in bytes of what was read, a text when it was parsed, XML when
    /// it was validated.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// What was found.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it, or what akoma did.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Where in the tree of an XML: the nearest eId, then the elements inside it, for example
    /// `art_3__para_1/content/p`; from the root where there is no eId.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// What would have been right, the most likely first, where that can be listed.
    pub fn expected(&self) -> &[String] {
        &self.expected
    }

    /// What was found in its place: the name of an element or an attribute, or a value.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

/// All findings about one document, in the order of the text.
///
/// ```
/// let doc = akoma::Document::parse("Déclaration (conjointe\n1. Suivi\nTexte.")?;
/// for finding in doc.report() {
///     println!("{}: {}", finding.code(), finding.message());
/// }
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn first_mut(&mut self) -> Option<&mut Diagnostic> {
        self.diagnostics.first_mut()
    }

    /// Moves every finding to where `place` says its span is.
    pub(crate) fn move_to(&mut self, place: impl Fn(Span) -> Option<Span>) {
        for diagnostic in &mut self.diagnostics {
            diagnostic.span = diagnostic.span.and_then(&place);
        }
    }

    /// Takes away the findings with these codes.
    pub(crate) fn forget(&mut self, codes: &[&str]) {
        self.diagnostics.retain(|d| !codes.contains(&d.code));
    }

    /// Findings without a place first, then by place.
    pub(crate) fn sort(&mut self) {
        self.diagnostics.sort_by_key(|d| d.span);
    }

    /// The findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there are no findings.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The gravest severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.iter().map(Diagnostic::severity).max()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
