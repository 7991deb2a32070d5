//! Decides what each line is among its neighbours: title, heading, paragraph, item of a list.

use super::numbering::Style;
use super::rows::{Row, Shape};
use crate::language::Language;
use crate::text::{Span, fold};

/// A piece of the document, in the order of the text; together they hold every line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
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
const HEADING: usize = 200;
/// The longest title, in characters.
const TITLE: usize = 400;
/// The longest heading that ends in a full stop or has no number, in characters.
const SHORT_HEADING: usize = 100;

/// The blocks of the text.
pub(crate) fn outline(text: &str, rows: &[Row], language: Option<&Language>) -> Vec<Block> {
    let reader = Reader::new(text, rows, language);
    let mut blocks = Vec::new();
    let (title, after_title) = reader.title();
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

/// What a row is as a heading: its rank, its element, and how many rows it takes.
#[derive(Clone, Debug)]
struct HeadingRow {
    element: String,
    rank: usize,
    num: Option<Span>,
    heading: Option<Span>,
    value: u32,
    rows: usize,
}

struct Reader<'a> {
    text: &'a str,
    rows: &'a [Row],
    language: Option<&'a Language>,
    /// Whether lines are cut at a width: a paragraph runs over several.
    wrapped: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, rows: &'a [Row], language: Option<&'a Language>) -> Self {
        let mut reader = Self { text, rows, language, wrapped: false };
        reader.wrapped = reader.is_wrapped();
        reader
    }

    fn str(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    fn row(&self, i: usize) -> &'a str {
        self.str(self.rows[i].span)
    }

    fn is_blank(&self, i: usize) -> bool {
        self.rows[i].shape == Shape::Blank
    }

    fn is_text(&self, i: usize) -> bool {
        self.rows[i].shape == Shape::Text
    }

    /// The first row from `from` on that is not blank.
    fn next(&self, from: usize) -> Option<usize> {
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
    fn runs_on(&self, i: usize) -> bool {
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

    /// The title, if the text begins with one, and the row after it.
    fn title(&self) -> (Option<Span>, usize) {
        let Some(first) = self.next(0) else { return (None, 0) };
        let line = self.row(first);
        let long = line.chars().nth(TITLE).is_some();
        let sentence = ends_in(line, &['.', '!', '?']) && line.chars().nth(SHORT_HEADING).is_some();
        let open = ends_in(line, &[':', ';', ',']);
        let alone = self.next(first + 1).is_none();
        let running = line.contains(". ") && !self.begins_with_doctype(line);
        if !self.is_text(first) || long || sentence || open || alone || running {
            return (None, first);
        }
        let mut last = first;
        // « DÉCLARATION CONJOINTE », then on the next line of what.
        while last + 1 < self.rows.len()
            && self.is_text(last + 1)
            && self.row(last + 1).chars().nth(TITLE).is_none()
            && (self.runs_on(last + 1) || self.is_doctype_alone(self.row(last)))
            && self.next(last + 2).is_some()
        {
            last += 1;
        }
        (Some(Span::new(self.rows[first].span.start(), self.rows[last].span.end())), last + 1)
    }

    fn is_doctype_alone(&self, line: &str) -> bool {
        let folded = fold(line);
        let folded = folded.trim_end_matches(['.', ':', ' ']);
        self.doctypes().any(|words| fold(words) == folded)
    }

    fn begins_with_doctype(&self, line: &str) -> bool {
        let folded = fold(line);
        self.doctypes().any(|words| folded.starts_with(&fold(words)))
    }

    fn doctypes(&self) -> impl Iterator<Item = &'a String> {
        self.language.into_iter().flat_map(|l| &l.structure.doctype).flat_map(|d| &d.words)
    }

    /// Whether the body begins at row `i`, though it is no heading: a numbered paragraph.
    fn begins_body(&self, i: usize) -> bool {
        matches!(self.rows[i].shape,
            Shape::Numbered { number, .. } if matches!(number.style, Style::Arabic | Style::ArabicMark) && number.value == 1)
    }

    /// Which rows are headings.
    fn headings(&self, from: usize) -> Vec<Option<HeadingRow>> {
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

    /// Whether row `i` begins like the end of a document.
    fn concludes(&self, i: usize) -> bool {
        let Some(language) = self.language else { return false };
        let line = self.row(i);
        let head = &line[..line.char_indices().nth(60).map_or(line.len(), |(at, _)| at)];
        let folded = fold(head).replace(['\'', '’'], " ");
        language.structure.conclusions.iter().any(|words| {
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

/// The styles of the lists open around the current paragraph, outermost first.
#[derive(Default)]
struct Lists {
    styles: Vec<Style>,
    /// Whether there is a paragraph that an item may belong to.
    inside: bool,
    /// Whether the last paragraph or item ended in a colon.
    lead_in: bool,
}

/// Lists inside one another; deeper ones go on at the deepest level.
const LIST_DEPTH: usize = 6;

impl Lists {
    fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a paragraph, an item of an open list, or the first item of a new one.
    fn push(
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
            divisions.get(heading.rank).map_or("hcontainer", |d| d.element.as_str()).to_owned()
        } else {
            let level = heading.rank.saturating_sub(STYLE_RANK) + usize::from(has_divisions);
            ["chapter", "section", "subsection", "subdivision"][level.min(3)].to_owned()
        };
        heading.rank = ranks.iter().position(|&r| r == heading.rank).unwrap_or(0);
    }
}

fn ends_in(line: &str, marks: &[char]) -> bool {
    line.trim_end_matches(['»', '”', '"', ')', ' ', '\u{a0}', '\u{202f}']).ends_with(marks)
        || line.ends_with(marks)
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
