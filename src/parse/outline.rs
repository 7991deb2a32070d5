//! Decides what each line is among its neighbours: title, heading, paragraph, item of a list.

use super::headings::HeadingRow;
use super::lists::Lists;
use super::numbering::Style;
use super::rows::{Row, Shape};
use super::titles::TitleWords;
use crate::language::{Language, Rule};
use crate::model::TitlePlace;
use crate::text::{Span, fold};

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

/// The longest heading, in characters.
pub(super) const HEADING: usize = 200;
/// The longest title, in characters.
const TITLE: usize = 400;
/// The most lines that a title is looked for in, where others may stand before it.
const HEAD: usize = 24;
/// The longest heading that ends in a full stop or has no number, in characters.
pub(super) const SHORT_HEADING: usize = 100;

/// The blocks of the text.
pub(crate) fn outline(
    text: &str,
    rows: &[Row],
    language: Option<&Language>,
    titles: &TitleWords<'_>,
) -> Vec<Block> {
    let reader = Reader::new(text, rows, language);
    let mut blocks = Vec::new();
    let (title, after_title) = reader.title_with_head(titles, &mut blocks);
    blocks.extend(title.map(Block::Title));
    let headings = reader.headings(after_title);
    let body = (after_title..rows.len())
        .find(|&i| headings[i].is_some() || reader.begins_body(i))
        .unwrap_or(after_title);
    reader.paragraphs(after_title..body, |_, span| blocks.push(Block::Preamble(span)));
    let conclusions = reader.conclusions(body, &headings);
    reader.body(body..conclusions, &headings, &mut blocks);
    reader.paragraphs(conclusions..rows.len(), |_, span| blocks.push(Block::Conclusion(span)));
    blocks
}

pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) rows: &'a [Row],
    pub(super) language: Option<&'a Language>,
    /// Whether lines are cut at a width: a paragraph runs over several.
    pub(super) wrapped: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, rows: &'a [Row], language: Option<&'a Language>) -> Self {
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
    fn continues(&self, i: usize) -> bool {
        if self.is_blank(i - 1) || !self.is_text(i) {
            return false;
        }
        self.runs_on(i) || (self.wrapped && !ends_in(self.row(i - 1), &['.', ';', ':', '!', '?']))
    }

    /// The title and the row after it, or the row that the text begins at; puts the lines before the
    /// title of a kind that has a head among the blocks.
    fn title_with_head(
        &self,
        titles: &TitleWords<'_>,
        blocks: &mut Vec<Block>,
    ) -> (Option<Span>, usize) {
        let Some(first) = self.next(0) else { return (None, 0) };
        if titles.place() == Some(TitlePlace::None) {
            return (None, first);
        }
        let named = (first..self.rows.len())
            .take_while(|&i| self.is_blank(i) || self.is_text(i))
            .filter(|&i| !self.is_blank(i))
            .take(HEAD)
            .find(|&i| titles.names_below_head(self.row(i)));
        if let Some(row) = named.filter(|&row| row > first)
            && let (Some(title), after) = self.title(row, titles)
        {
            self.paragraphs(first..row, |_, span| blocks.push(Block::Head(span)));
            return (Some(title), after);
        }
        self.title(first, titles)
    }

    /// The title, if one begins at row `first`, and the row after it.
    fn title(&self, first: usize, titles: &TitleWords<'_>) -> (Option<Span>, usize) {
        let line = self.row(first);
        let long = line.chars().nth(TITLE).is_some();
        let sentence = ends_in(line, &['.', '!', '?']) && line.chars().nth(SHORT_HEADING).is_some();
        let open = ends_in(line, &[':', ';', ',']);
        let alone = self.next(first + 1).is_none();
        let running = line.contains(". ") && !begins_with_any(line, titles);
        if !self.is_text(first) || long || sentence || open || alone || running {
            return (None, first);
        }
        let mut last = first;
        // « DÉCLARATION CONJOINTE », then on the next line of what.
        while last + 1 < self.rows.len()
            && self.is_text(last + 1)
            && self.row(last + 1).chars().nth(TITLE).is_none()
            && (self.runs_on(last + 1) || is_any_alone(self.row(last), titles))
            && self.next(last + 2).is_some()
        {
            last += 1;
        }
        (Some(Span::new(self.rows[first].span.start(), self.rows[last].span.end())), last + 1)
    }

    /// Whether the body begins at row `i`, though it is no heading: a numbered paragraph.
    fn begins_body(&self, i: usize) -> bool {
        matches!(self.rows[i].shape,
            Shape::Numbered { number, .. } if matches!(number.style, Style::Arabic | Style::ArabicMark) && number.value == 1)
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

    /// The row at which the conclusions begin: no heading or number comes after.
    fn conclusions(&self, from: usize, headings: &[Option<HeadingRow>]) -> usize {
        let last_numbered = (from..self.rows.len()).rev().find(|&i| {
            headings[i].is_some() || matches!(self.rows[i].shape, Shape::Numbered { .. })
        });
        let after = last_numbered.map_or(from, |i| i + 1);
        // Akoma Ntoso wants a body: its first line concludes nothing.
        let first = self.next(from).unwrap_or(from);
        (after.max(first + 1)..self.rows.len())
            .find(|&i| self.is_text(i) && self.concludes(i))
            .unwrap_or(self.rows.len())
    }

    /// Joins the rows of each paragraph in `range`.
    fn paragraphs(&self, range: std::ops::Range<usize>, mut push: impl FnMut(usize, Span)) {
        let mut i = range.start;
        while i < range.end {
            if self.is_blank(i) {
                i += 1;
                continue;
            }
            let end = self.paragraph_end(i, range.end);
            push(i, Span::new(self.rows[i].span.start(), self.rows[end - 1].span.end()));
            i = end;
        }
    }

    /// The row after the paragraph that begins at row `i`.
    fn paragraph_end(&self, i: usize, limit: usize) -> usize {
        let mut end = i + 1;
        while end < limit && self.continues(end) {
            end += 1;
        }
        end
    }

    fn body(
        &self,
        range: std::ops::Range<usize>,
        headings: &[Option<HeadingRow>],
        blocks: &mut Vec<Block>,
    ) {
        let mut lists = Lists::default();
        let mut i = range.start;
        while i < range.end {
            if self.is_blank(i) {
                i += 1;
                continue;
            }
            if let Some(heading) = &headings[i] {
                blocks.push(Block::Heading {
                    element: heading.element.clone(),
                    rank: heading.rank,
                    num: heading.num,
                    heading: heading.heading,
                    value: heading.value,
                });
                lists.clear();
                if let (Shape::Division { rest, .. }, None) = (self.rows[i].shape, heading.heading)
                    && !rest.is_empty()
                {
                    // « Article 1. – Les Parties coopèrent … »: text on the number's line.
                    let end = self.paragraph_end(i, range.end);
                    let text = Span::new(rest.start(), self.rows[end - 1].span.end());
                    lists.push(blocks, None, None, text, self.text);
                    i = end;
                    continue;
                }
                i += heading.rows;
                continue;
            }
            let mut end = i + 1;
            while end < range.end && headings[end].is_none() && self.continues(end) {
                end += 1;
            }
            let last = self.rows[end - 1].span.end();
            match self.rows[i].shape {
                Shape::Numbered { number, num, rest } => {
                    lists.push(
                        blocks,
                        Some(number.style),
                        Some(num),
                        Span::new(rest.start(), last),
                        self.text,
                    );
                }
                _ => {
                    let text = Span::new(self.rows[i].span.start(), last);
                    lists.push(blocks, None, None, text, self.text);
                }
            }
            i = end;
        }
    }
}

/// Whether a line is the first words of a title and nothing else.
fn is_any_alone(line: &str, titles: &TitleWords<'_>) -> bool {
    let folded = fold(line);
    let folded = folded.trim_end_matches(['.', ':', ' ']);
    titles.iter().any(|words| fold(words) == folded)
}

/// Whether a line begins with the first words of a title.
fn begins_with_any(line: &str, titles: &TitleWords<'_>) -> bool {
    let folded = fold(line);
    titles.iter().any(|words| folded.starts_with(&fold(words)))
}

pub(super) fn ends_in(line: &str, marks: &[char]) -> bool {
    line.trim_end_matches(['»', '”', '"', ')', ' ', '\u{a0}', '\u{202f}']).ends_with(marks)
        || line.ends_with(marks)
}

#[cfg(test)]
pub(super) mod tests;
