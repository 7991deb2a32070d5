//! The rows of a text, and what each is by itself or beside the row before it.

use super::rows::{Row, Shape};
use crate::language::{Language, Rule};
use crate::text::{Span, fold};

/// The longest heading, in characters.
pub(super) const HEADING: usize = 200;
/// The longest heading that ends in a full stop or has no number, in characters.
pub(super) const SHORT_HEADING: usize = 100;

/// Reads rows: what a row says, and whether it goes on with the one before.
pub(super) struct OutlineReader<'a> {
    pub(super) text: &'a str,
    pub(super) rows: &'a [Row],
    pub(super) language: Option<&'a Language>,
    /// Whether lines are cut at a width: a paragraph runs over several.
    pub(super) wrapped: bool,
}

impl<'a> OutlineReader<'a> {
    pub(super) fn new(text: &'a str, rows: &'a [Row], language: Option<&'a Language>) -> Self {
        let mut reader = Self { text, rows, language, wrapped: false };
        reader.wrapped = reader.is_wrapped();
        reader
    }

    pub(super) fn str(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    pub(super) fn row(&self, i: usize) -> &'a str {
        self.str(self.rows[i].span)
    }

    pub(super) fn is_blank(&self, i: usize) -> bool {
        self.rows[i].shape == Shape::Blank
    }

    pub(super) fn is_text(&self, i: usize) -> bool {
        self.rows[i].shape == Shape::Text
    }

    /// The first row from `from` on that is not blank.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        (from..self.rows.len()).find(|&i| !self.is_blank(i))
    }

    /// Three in ten line ends that fall inside a sentence: no one writes so, a program does.
    fn is_wrapped(&self) -> bool {
        let (mut all, mut soft) = (0usize, 0usize);
        for i in 1..self.rows.len() {
            if !self.is_blank(i - 1) && self.is_text(i) {
                all += 1;
                soft += usize::from(self.runs_on(i));
            }
        }
        all >= 4 && soft * 10 >= all * 3
    }

    /// Whether row `i` goes on with the sentence of the row before it.
    pub(super) fn runs_on(&self, i: usize) -> bool {
        let first = self.row(i).chars().next();
        !ends_in(self.row(i - 1), &['.', ';', ':', '!', '?'])
            && first.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
    }

    /// Whether row `i`, right after a row of a paragraph, belongs to that paragraph.
    pub(super) fn continues(&self, i: usize) -> bool {
        if self.is_blank(i - 1) || !self.is_text(i) {
            return false;
        }
        self.runs_on(i) || (self.wrapped && !ends_in(self.row(i - 1), &['.', ';', ':', '!', '?']))
    }

    /// Whether row `i` begins like the end of a document.
    pub(super) fn concludes(&self, i: usize) -> bool {
        let Some(language) = self.language else { return false };
        let line = self.row(i);
        let head = &line[..line.char_indices().nth(60).map_or(line.len(), |(at, _)| at)];
        let folded = fold(head).replace(['\'', '’'], " ");
        language.structure.conclusion.iter().flat_map(Rule::words).any(|words| {
            folded
                .strip_prefix(&fold(words))
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

/// Whether a line ends in one of these marks, whatever closes it after that.
pub(super) fn ends_in(line: &str, marks: &[char]) -> bool {
    line.trim_end_matches(['»', '”', '"', ')', ' ', '\u{a0}', '\u{202f}']).ends_with(marks)
        || line.ends_with(marks)
}
