//! Lists inside one another: which paragraph an item belongs to.

use super::numbering::Style;
use super::outline::{Block, ends_in};
use crate::text::Span;

/// The styles of the lists open around the current paragraph, outermost first.
#[derive(Default)]
pub(super) struct Lists {
    styles: Vec<Style>,
    /// Whether there is a paragraph that an item may belong to.
    inside: bool,
    /// Whether the last paragraph or item ended in a colon.
    lead_in: bool,
}

/// Lists inside one another; deeper ones go on at the deepest level.
const LIST_DEPTH: usize = 6;

impl Lists {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a paragraph, an item of an open list, or the first item of a new one.
    pub(super) fn push(
        &mut self,
        blocks: &mut Vec<Block>,
        style: Option<Style>,
        num: Option<Span>,
        text: Span,
        source: &str,
    ) {
        let Some(style) = style else {
            self.styles.clear();
            self.inside = true;
            self.lead_in = ends_in(&source[text.range()], &[':']);
            blocks.push(Block::Paragraph { element: "paragraph", depth: 0, num, text });
            return;
        };
        let item = matches!(style, Style::Letter | Style::SmallRoman | Style::Dash);
        if let Some(at) = self.styles.iter().position(|s| *s == style) {
            self.styles.truncate(at + 1);
        } else if (item || self.lead_in) && self.inside && self.styles.len() < LIST_DEPTH {
            if self.styles.is_empty() {
                // The list hangs on a paragraph without a number.
                self.styles.push(Style::Nested(0));
            }
            self.styles.push(style);
        } else if !self.inside {
            self.styles = vec![style];
        } else if item {
            self.styles.truncate(LIST_DEPTH - 1);
            self.styles.push(style);
        } else {
            self.styles = vec![style];
        }
        let depth = self.styles.len() - 1;
        let element = match style {
            Style::Dash if depth > 0 => "indent",
            _ if depth > 0 => "point",
            Style::Letter | Style::SmallRoman => "point",
            Style::Dash => "indent",
            _ => "paragraph",
        };
        self.inside = true;
        self.lead_in = ends_in(&source[text.range()], &[':']);
        blocks.push(Block::Paragraph { element, depth, num, text });
    }
}
