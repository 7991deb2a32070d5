//! Which rows are headings: division words, numbers, or short lines by themselves.

use super::numbering::Style;
use super::reader::{HEADING, OutlineReader, SHORT_HEADING, ends_in};
use super::rows::Shape;
use crate::language::Language;
use crate::text::Span;

/// What a row is as a heading: its rank, its element, and how many rows it takes.
#[derive(Clone, Debug)]
pub(super) struct HeadingRow {
    pub(super) element: String,
    pub(super) rank: usize,
    pub(super) num: Option<Span>,
    pub(super) heading: Option<Span>,
    pub(super) value: u32,
    pub(super) rows: usize,
}

impl OutlineReader<'_> {
    /// Which rows are headings.
    pub(super) fn headings(&self, from: usize) -> Vec<Option<HeadingRow>> {
        let mut found: Vec<Option<HeadingRow>> = vec![None; self.rows.len()];
        let mut ranks = Ranks::default();
        let accepted = self.accepted_styles(from);
        let bare = self.bare_sequence(from);
        let mut i = from;
        while i < self.rows.len() {
            let heading = match self.rows[i].shape {
                Shape::Division { division, num, rest } => {
                    Some(self.division(i, division, num, rest))
                }
                Shape::Numbered { number, num, rest }
                    if accepted.contains(&number.style) && self.looks_like_heading(i) =>
                {
                    let rank = ranks.of(number.style);
                    Some(HeadingRow {
                        element: String::new(),
                        rank,
                        num: Some(num),
                        heading: Some(rest),
                        value: number.value,
                        rows: 1,
                    })
                }
                Shape::Bare { value } if bare.binary_search(&i).is_ok() => {
                    let (heading, rows) = self.heading_below(i);
                    Some(HeadingRow {
                        element: String::new(),
                        rank: ranks.of(Style::Arabic),
                        num: Some(self.rows[i].span),
                        heading,
                        value,
                        rows,
                    })
                }
                _ => None,
            };
            let step = heading.as_ref().map_or(1, |h| h.rows);
            found[i] = heading;
            i += step;
        }
        if found.iter().all(Option::is_none) {
            self.unnumbered_headings(from, &mut found);
        }
        name_and_rank(&mut found, self.language);
        found
    }

    fn division(&self, i: usize, division: usize, num: Span, rest: Span) -> HeadingRow {
        let line = self.str(rest);
        let value = num_value(self.str(num));
        let short = line.chars().nth(HEADING).is_none()
            && (!ends_in(line, &['.', ';', ':', ',']) || line.chars().nth(SHORT_HEADING).is_none());
        let (heading, rows) = match line.is_empty() {
            false if short => (Some(rest), 1),
            false => (None, 1),
            true => self.heading_below(i),
        };
        HeadingRow {
            element: division.to_string(),
            rank: division,
            num: Some(num),
            heading,
            value,
            rows,
        }
    }

    /// A heading on the line below its number, and how many rows the two take.
    fn heading_below(&self, i: usize) -> (Option<Span>, usize) {
        let candidate = self.next(i + 1).filter(|&j| j <= i + 2 && self.is_text(j));
        match candidate {
            Some(j) if self.is_heading_text(j) => (Some(self.rows[j].span), j - i + 1),
            _ => (None, 1),
        }
    }

    /// Whether a line without a number reads as a heading: short, a capital, no stop, no end of
    /// the document, and something below that does not go on with it.
    fn is_heading_text(&self, j: usize) -> bool {
        let line = self.row(j);
        let Some(below) = self.next(j + 1) else { return false };
        line.chars().nth(HEADING).is_none()
            && starts_like_heading(line)
            && !ends_in(line, &['.', ';', ':', ',', '!', '?'])
            && !self.concludes(j)
            && !(below == j + 1 && self.is_text(below) && self.runs_on(below))
    }

    /// The styles of numbers whose lines are headings, not numbered paragraphs: two in three of
    /// their lines look so.
    fn accepted_styles(&self, from: usize) -> Vec<Style> {
        let mut counts: Vec<(Style, usize, usize, u32)> = Vec::new();
        for i in from..self.rows.len() {
            let Shape::Numbered { number, .. } = self.rows[i].shape else { continue };
            if matches!(number.style, Style::Dash | Style::Letter | Style::SmallRoman) {
                continue;
            }
            let heading = usize::from(self.looks_like_heading(i));
            match counts.iter_mut().find(|(style, ..)| *style == number.style) {
                Some((_, all, headings, _)) => {
                    *all += 1;
                    *headings += heading;
                }
                None => counts.push((number.style, 1, heading, number.value)),
            }
        }
        counts
            .into_iter()
            // A series of letters or Roman numbers begins with the first: « M. Castex » does not.
            .filter(|(style, _, _, first)| {
                *first == 1 || !matches!(style, Style::Capital | Style::Roman)
            })
            .filter(|(_, all, headings, _)| *headings > 0 && headings * 3 >= all * 2)
            .map(|(style, ..)| style)
            .collect()
    }

    /// Whether a numbered line reads as a heading: short, one sentence at most, and below it
    /// running text that is not counted by the same numbers.
    fn looks_like_heading(&self, i: usize) -> bool {
        let Shape::Numbered { number, rest, .. } = self.rows[i].shape else { return false };
        let line = self.str(rest);
        let Some(below) = self.next(i + 1) else { return false };
        let inner = line.trim_end_matches(['.', '…']);
        line.chars().nth(HEADING).is_none()
            && starts_like_heading(line)
            && !ends_in(line, &[';', ':', ','])
            && !(ends_in(line, &['.']) && line.chars().nth(SHORT_HEADING).is_some())
            && !inner.contains(". ")
            && match self.rows[below].shape {
                Shape::Numbered { number: other, .. } => other.style != number.style,
                Shape::Text => !(below == i + 1 && self.runs_on(below)),
                _ => true,
            }
    }

    /// Rows that hold nothing but 1, 2, 3 … in order, each above a heading.
    fn bare_sequence(&self, from: usize) -> Vec<usize> {
        let mut sequence = Vec::new();
        let mut expected = 1;
        for i in from..self.rows.len() {
            if let Shape::Bare { value } = self.rows[i].shape
                && value == expected
                && self.heading_below(i).0.is_some()
            {
                sequence.push(i);
                expected += 1;
            }
        }
        if sequence.len() >= 2 { sequence } else { Vec::new() }
    }

    /// In a text without any number: short lines above paragraphs.
    fn unnumbered_headings(&self, from: usize, found: &mut [Option<HeadingRow>]) {
        if self.wrapped {
            return;
        }
        let candidates: Vec<usize> = (from..self.rows.len())
            .filter(|&i| {
                self.is_text(i)
                    && self.row(i).chars().nth(SHORT_HEADING).is_none()
                    && self.is_heading_text(i)
                    && self.next(i + 1).is_some_and(|j| {
                        // A line that leads a list in is no heading, however short.
                        self.is_text(j)
                            && (self.row(j).chars().nth(SHORT_HEADING).is_some()
                                || ends_in(self.row(j), &[':']))
                            && ends_in(self.row(j), &['.', ':', ';', '!', '?'])
                    })
                    && (i == 0
                        || self.is_blank(i - 1)
                        || ends_in(self.row(i - 1), &['.', ';', ':', '!', '?']))
            })
            .collect();
        if candidates.len() < 2 {
            return;
        }
        for i in candidates {
            found[i] = Some(HeadingRow {
                element: String::new(),
                rank: 0,
                num: None,
                heading: Some(self.rows[i].span),
                value: 0,
                rows: 1,
            });
        }
    }
}

/// Numbers without a division word rank in the order in which their styles first appear.
#[derive(Default)]
struct Ranks {
    styles: Vec<Style>,
}

/// Ranks of numbers without a word begin after those of any language's division words.
const STYLE_RANK: usize = 100;

impl Ranks {
    fn of(&mut self, style: Style) -> usize {
        let at = self.styles.iter().position(|s| *s == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        STYLE_RANK + at
    }
}

/// Gives every heading its element, and ranks without gaps.
fn name_and_rank(headings: &mut [Option<HeadingRow>], language: Option<&Language>) {
    let divisions = language.map_or(&[][..], |l| &l.structure.division);
    let mut ranks: Vec<usize> = headings.iter().flatten().map(|h| h.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let has_divisions = ranks.iter().any(|&r| r < STYLE_RANK && r < divisions.len())
        && headings.iter().flatten().any(|h| !h.element.is_empty());
    for heading in headings.iter_mut().flatten() {
        heading.element = if !heading.element.is_empty() {
            divisions
                .get(heading.rank)
                .map_or("hcontainer", |d| d.element.get_ref().as_str())
                .to_owned()
        } else {
            let level = heading.rank.saturating_sub(STYLE_RANK) + usize::from(has_divisions);
            ["chapter", "section", "subsection", "subdivision"][level.min(3)].to_owned()
        };
        heading.rank = ranks.iter().position(|&r| r == heading.rank).unwrap_or(0);
    }
}

fn starts_like_heading(line: &str) -> bool {
    line.chars().next().is_some_and(|c| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '«' | '“' | '"' | '(')
    })
}

/// The number in « Article 3 bis »; 0 if it is none that counts.
fn num_value(num: &str) -> u32 {
    num.split(|c: char| !c.is_alphanumeric())
        .skip(1)
        .find_map(|word| {
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok().or_else(|| super::numbering::roman(word))
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests;
