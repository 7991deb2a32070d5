//! The rules of level 2: one file a rule.

mod eid_syntax;

use super::code::Code;
use super::context::{Context, path_of};
use crate::report::Diagnostic;
use crate::text::Span;
use crate::xml::Element;

/// A rule: what it is called and how it looks.
pub(super) struct Rule {
    pub(super) code: Code,
    pub(super) check: fn(&Context<'_>, &mut Findings<'_>),
}

/// Every rule, by name.
pub(super) const ALL: &[Rule] = &[eid_syntax::RULE];

/// Collects what one rule finds.
pub(super) struct Findings<'a> {
    code: &'a Code,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(code: &'a Code, found: &'a mut Vec<Diagnostic>) -> Self {
        Self { code, found }
    }

    /// A finding at `span`, in or at `element`, to be given to [`Findings::push`].
    pub(super) fn at(
        &self,
        element: Element<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(self.code.name, self.code.severity, span, message)
            .with_path(path_of(element))
    }

    pub(super) fn push(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }
}
