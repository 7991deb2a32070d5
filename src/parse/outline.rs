//! Decides what each line is among its neighbours: title, heading, paragraph, item of a list.

use super::block::Block;
use super::headings::HeadingRow;
use super::lists::Lists;
use super::numbering::Style;
use super::reader::{OutlineReader, SHORT_HEADING, ends_in};
use super::rows::{Row, Shape};
use super::titles::TitleWords;
use crate::language::Language;
use crate::model::TitlePlace;
use crate::text::{Span, fold};

/// The longest title, in characters.
const TITLE: usize = 400;
/// The most lines that a title is looked for in, where others may come before it.
const HEAD: usize = 24;
/// The blocks of the text.
pub(crate) fn outline(
    text: &str,
    rows: &[Row],
    language: Option<&Language>,
    titles: &TitleWords<'_>,
) -> Vec<Block> {
    let reader = OutlineReader::new(text, rows, language);
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

impl OutlineReader<'_> {
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

#[cfg(test)]
pub(super) mod tests;
