//! The kinds of findings: code, severity, level, explanation.

use super::level::Level;
use crate::report::{Diagnostic, Severity};
use crate::text::Span;

/// A kind of finding of [`validate`](crate::validate): its code, and why it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    name: &'static str,
    severity: Severity,
    level: Level,
    rationale: &'static str,
}

impl Code {
    /// A departure from the schema.
    pub(super) const fn schema(name: &'static str, rationale: &'static str) -> Self {
        Self { name, severity: Severity::Error, level: Level::Schema, rationale }
    }

    /// A departure from what the standard says in words.
    pub(super) const fn convention(
        name: &'static str,
        severity: Severity,
        rationale: &'static str,
    ) -> Self {
        Self { name, severity, level: Level::Convention, rationale }
    }

    /// The code, which stays the same from version to version: `eid-syntax` for example.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The level from which on it is looked for.
    pub fn level(&self) -> Level {
        self.level
    }

    /// What is wrong, why it matters and what to do, in a paragraph.
    pub fn rationale(&self) -> &'static str {
        self.rationale
    }

    /// A finding of this kind.
    pub(super) fn at(
        &self,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(self.name, self.severity, span, message)
    }
}
