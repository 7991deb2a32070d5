//! A name that was found, and the entity that it may name.

use crate::model::{EntityKind, NONE};
use crate::text::{Span, Token};

/// An entity before the document has its final table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum EntityRef {
    /// An entry of the authority file.
    Listed(u32),
    /// One of the table's own.
    Local(u32),
}

/// A name found in a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) entity: EntityRef,
    pub(super) kind: EntityKind,
    /// A name that counts only in its context.
    pub(super) contextual: bool,
    /// Tokens of the block: `[start, end)`.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The number of the language's rule that found it, or [`NONE`].
    pub(super) rule: u32,
}

impl Candidate {
    pub(super) fn new(
        words: &[Token],
        range: std::ops::Range<usize>,
        entity: EntityRef,
        kind: EntityKind,
    ) -> Self {
        let span = Span::new(words[range.start].span.start(), words[range.end - 1].span.end());
        Self {
            span,
            entity,
            kind,
            contextual: false,
            start: range.start as u32,
            end: range.end as u32,
            rule: NONE,
        }
    }

    /// The same, found by a rule of the language.
    pub(super) fn by(self, rule: u32) -> Self {
        Self { rule, ..self }
    }
}
