//! Lists inside one another: which paragraph an item belongs to.

use super::block::Block;
use super::numbering::Style;
use super::reader::ends_in;
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

#[cfg(test)]
mod tests {
    use crate::parse::outline::tests::outlined;

    /// The paragraphs of an article with these lines: depth as dots, element, number.
    fn listed(lines: &str) -> Vec<String> {
        let outlined = outlined(&format!("Accord\nArticle 1\n{lines}"));
        let head = |line: &str| match line.find(']') {
            Some(end) => line[..=end].to_owned(),
            None => line.trim_end_matches(|c: char| c != ' ').trim_end().to_owned(),
        };
        outlined.lines().skip(2).map(head).collect()
    }

    #[test]
    fn items_hang_on_the_paragraph_before_them() {
        for (lines, items) in [
            ("Elles:\na) un\nb) deux", &["paragraph", ". point [a)]", ". point [b)]"][..]),
            ("Elles:\n- un\n- deux", &["paragraph", ". indent [-]", ". indent [-]"]),
            // Letters and dashes need no colon, numbers do.
            ("Elles.\na) un", &["paragraph", ". point [a)]"]),
            ("Elles.\n- un", &["paragraph", ". indent [-]"]),
            ("Elles.\n1) un", &["paragraph", "paragraph [1)]"]),
            ("Elles:\n1) un\n2) deux", &["paragraph", ". point [1)]", ". point [2)]"]),
            // Without a paragraph before them they are by themselves.
            ("a) un\nb) deux", &["point [a)]", "point [b)]"]),
            ("ii) un", &["point [ii)]"]),
            ("- un", &["indent [-]"]),
            ("1) un", &["paragraph [1)]"]),
        ] {
            assert_eq!(listed(lines), items, "{lines}");
        }
    }

    #[test]
    fn a_style_that_is_open_goes_on_and_closes_those_inside() {
        assert_eq!(
            listed("1) Elles:\na) un :\n- deux\n- trois\nb) quatre\n2) Elles"),
            [
                "paragraph [1)]",
                ". point [a)]",
                ". . indent [-]",
                ". . indent [-]",
                ". point [b)]",
                "paragraph [2)]",
            ]
        );
    }

    #[test]
    fn a_paragraph_without_a_number_ends_all_lists() {
        assert_eq!(
            listed("Elles:\na) un\nFin.\n- deux"),
            ["paragraph", ". point [a)]", "paragraph", ". indent [-]"]
        );
        // A colon counts only right before the number.
        assert_eq!(listed("Elles:\nFin.\n1) un"), ["paragraph", "paragraph", "paragraph [1)]"]);
    }

    #[test]
    fn lists_nest_six_deep_and_go_on_there() {
        let depths: Vec<usize> =
            listed("1) a :\na) b :\nii) c :\n- d :\nA. e :\nXI. f :\n1.1 g :\n1.1.1 h")
                .iter()
                .map(|item| item.matches(". ").count())
                .collect();
        assert_eq!(depths, [0, 1, 2, 3, 4, 5, 0, 1]);
        let depths: Vec<usize> = listed("Elles:\na) b :\nii) c :\n1) d :\n1.1 e :\n1.1.1 f :\n- g")
            .iter()
            .map(|item| item.matches(". ").count())
            .collect();
        assert_eq!(depths, [0, 1, 2, 3, 4, 5, 5]);
    }

    #[test]
    fn a_heading_ends_all_lists() {
        assert_eq!(
            listed("Elles:\n- un\nArticle 2\n- deux"),
            ["paragraph", ". indent [-]", "0 article [Article 2]", "indent [-]"]
        );
    }
}
