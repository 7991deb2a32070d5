//! What an outline is made of.

use crate::text::Span;

/// A piece of the document, in the order of the text; together they hold every line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph before the title.
    Head(Span),
    /// The title.
    Title(Span),
    /// A paragraph before the body.
    Preamble(Span),
    /// A heading: `rank` 0 is outermost.
    Heading { element: String, rank: usize, num: Option<Span>, heading: Option<Span>, value: u32 },
    /// A paragraph or, at a `depth` above 0, an item of a list inside the paragraph before.
    Paragraph { element: &'static str, depth: usize, num: Option<Span>, text: Span },
    /// A paragraph after the body: place, date, signatures.
    Conclusion(Span),
}
