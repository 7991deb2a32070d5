//! A rule of level 2, and what it hands its findings to.

use super::code::Code;
use super::context::{Context, path_of};
use crate::report::Diagnostic;
use crate::text::Span;
use crate::xml::Element;
use rustc_hash::FxHashMap;

/// A rule: what it is called and how it looks.
pub(super) struct Rule {
    pub(super) code: Code,
    pub(super) check: fn(&Context<'_>, &mut Findings<'_>),
}

/// The most findings that one rule has in a document; the others are only counted.
pub(super) const MOST: usize = 1000;

/// Collects what one rule finds.
pub(super) struct Findings<'a> {
    code: &'a Code,
    found: &'a mut Vec<Diagnostic>,
    /// Each cause, with the finding that stands for it and how often it was met.
    causes: FxHashMap<String, (usize, usize)>,
    /// How many causes were met beyond that.
    beyond: usize,
}

impl<'a> Findings<'a> {
    pub(super) fn new(code: &'a Code, found: &'a mut Vec<Diagnostic>) -> Self {
        Self { code, found, causes: FxHashMap::default(), beyond: 0 }
    }

    /// Whether this cause is met for the first time; if so, [`Findings::push`] must follow. If not
    /// it is counted.
    pub(super) fn is_first(&mut self, cause: impl Into<String>) -> bool {
        let cause = cause.into();
        if let Some((_, times)) = self.causes.get_mut(&cause) {
            *times += 1;
            return false;
        }
        if self.causes.len() == MOST {
            self.beyond += 1;
            return false;
        }
        self.causes.insert(cause, (self.found.len(), 1));
        true
    }

    /// A finding at `span`, in or at `element`, to be given to [`Findings::push`].
    pub(super) fn at(
        &self,
        element: Element<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.code.at(span, message).with_path(path_of(element))
    }

    pub(super) fn push(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// Says how often each cause was met.
    pub(super) fn finish(self) {
        for (at, times) in self.causes.into_values().filter(|(_, times)| *times > 1) {
            if let Some(finding) = self.found.get_mut(at) {
                finding.message.push_str(&format!(", and {} more", times - 1));
            }
        }
        if self.beyond > 0
            && let Some(last) = self.found.last_mut()
        {
            last.message.push_str(&format!("; and {} others like this", self.beyond));
        }
    }
}
