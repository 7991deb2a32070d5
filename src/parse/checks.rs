//! Findings about the source and its structure: each is reported, none is mended.

use super::block::Block;
use crate::language::{Language, Languages};
use crate::model::Data;
use crate::report::{Diagnostic, Report, Severity};
use crate::text::{Source, Span, forbidden_in_xml};

/// Findings about the file: byte-order mark, line ends, characters that XML cannot hold.
pub(crate) fn source(source: &Source, report: &mut Report) {
    if source.had_bom() {
        report.push(
            Diagnostic::new(
                "byte-order-mark",
                Severity::Note,
                None,
                "the file begins with a byte-order mark",
            )
            .with_help("it is no part of the text; offsets do not count it"),
        );
    }
    let ends = source.line_ends();
    if ends.crlf + ends.cr > 0 {
        report.push(
            Diagnostic::new(
                "carriage-return",
                Severity::Note,
                None,
                format!("{} lines end in CRLF, {} in CR, {} in LF", ends.crlf, ends.cr, ends.lf),
            )
            .with_help("kept: the XML holds each carriage return as &#13;"),
        );
    }
    let text = source.text();
    let mut count = 0usize;
    let mut first = None;
    if may_hold_forbidden(text.as_bytes()) {
        for (at, c) in text.char_indices().filter(|(_, c)| forbidden_in_xml(*c)) {
            count += 1;
            first.get_or_insert((at, c));
        }
    }
    if let Some((at, c)) = first {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        let more =
            if count > 1 { format!(" (and {} more like it)", count - 1) } else { String::new() };
        report.push(
            Diagnostic::new(
                "control-character",
                Severity::Warning,
                span,
                format!("XML 1.0 cannot hold the character U+{:04X}{more}", c as u32),
            )
            .with_help(
                "kept: the XML holds <?akoma-char …?> in its place, and akoma reads it back",
            ),
        );
    }
}

/// Whether a text may hold a character that XML cannot: a quick look, in blocks, at its bytes.
fn may_hold_forbidden(bytes: &[u8]) -> bool {
    let control = |b: u8| (b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r');
    // U+FFFE and U+FFFF begin with 0xEF 0xBF.
    bytes
        .chunks(256)
        .any(|block| block.iter().fold(false, |any, &b| any | control(b) | (b == 0xEF)))
}

/// Findings about the language that a text is read in: none may be known, or none that `said`, what
/// the metadata says, is the code of.
pub(crate) fn language(
    languages: &Languages,
    language: Option<&Language>,
    said: Option<&str>,
    report: &mut Report,
) {
    if language.is_some() {
        return;
    }
    let known = languages.listed();
    let (code, message, help) = match said {
        None => (
            "language-unknown",
            "the language could not be told: division words, dates and commitments are not looked for".to_owned(),
            format!("name one of {known} with --language or as `expression.language` in a .toml file beside the text"),
        ),
        Some(said) => (
            "no-language-data",
            format!("akoma has no words of `{said}`: division words and dates are not looked for"),
            format!("it has those of {known}; if the text is in one of them, say so as `expression.language`"),
        ),
    };
    report.push(Diagnostic::new(code, Severity::Warning, None, message).with_help(help));
}

/// Findings about the structure.
pub(crate) fn blocks(text: &str, blocks: &[Block], report: &mut Report) {
    if !blocks.iter().any(|block| matches!(block, Block::Title(_))) {
        report.push(Diagnostic::new(
            "no-title",
            Severity::Note,
            None,
            "the text does not begin with a title: the document has no preface",
        ));
    }
    let mut counters = Counters::default();
    let mut any_heading = false;
    for block in blocks {
        match block {
            Block::Heading { element, rank, num, heading, value } => {
                any_heading = true;
                if let (Some(num), true) = (num, *value > 0) {
                    counters.check(element, *rank, *value, *num, report);
                }
                if let Some(heading) = heading {
                    unbalanced(text, *heading, report);
                }
            }
            Block::Paragraph { text: span, num: None, depth: 0, .. } => {
                no_stop(text, *span, report)
            }
            _ => {}
        }
    }
    if !any_heading {
        report.push(Diagnostic::new(
            "no-headings",
            Severity::Note,
            None,
            "no heading was found: the body is a sequence of paragraphs",
        ));
    }
}

/// The last number seen of each element, forgotten when a wider heading begins.
#[derive(Default)]
struct Counters {
    seen: Vec<(String, usize, u32)>,
}

impl Counters {
    fn check(&mut self, element: &str, rank: usize, value: u32, num: Span, report: &mut Report) {
        let last = self.seen.iter().find(|(e, ..)| e == element).map(|(.., v)| *v);
        match last {
            Some(last) if value <= last => report.push(
                Diagnostic::new(
                    "heading-out-of-order",
                    Severity::Warning,
                    num,
                    format!(
                        "expected {element} {} after {element} {last}, but found {value}",
                        last + 1
                    ),
                )
                .with_help("kept as it stands; a number used twice gets an eId of its own"),
            ),
            Some(last) if value > last + 1 => report.push(Diagnostic::new(
                "heading-gap",
                Severity::Note,
                num,
                format!(
                    "expected {element} {} after {element} {last}, but found {value}",
                    last + 1
                ),
            )),
            _ => {}
        }
        // Articles may count on through chapters or begin anew: what is narrower is forgotten
        // only if it then begins at 1.
        self.seen.retain(|(e, r, _)| e != element && (*r <= rank || value == 0));
        self.seen.push((element.to_owned(), rank, value));
    }
}

fn unbalanced(text: &str, heading: Span, report: &mut Report) {
    let line = &text[heading.range()];
    for (open, close) in [('(', ')'), ('[', ']'), ('«', '»'), ('“', '”')] {
        let opened = line.matches(open).count();
        let closed = line.matches(close).count();
        if opened != closed {
            report.push(
                Diagnostic::new(
                    "unbalanced-bracket",
                    Severity::Note,
                    heading,
                    format!("expected as many `{close}` as `{open}` in the heading, but found {closed} and {opened}"),
                )
                .with_help("kept as it stands"),
            );
        }
    }
}

fn no_stop(text: &str, span: Span, report: &mut Report) {
    let line = &text[span.range()];
    if line.ends_with(char::is_alphanumeric) && line.contains(". ") {
        let from = line.char_indices().rev().nth(19).map_or(0, |(at, _)| at);
        report.push(
            Diagnostic::new(
                "no-full-stop",
                Severity::Note,
                Span::new(span.start() + from as u32, span.end()),
                "the paragraph does not end in a full stop",
            )
            .with_help("kept as it stands"),
        );
    }
}

/// Holds, in builds with assertions, that every eId was given once.
pub(crate) fn eids(data: &Data) {
    debug_assert!(
        {
            let mut ids: Vec<&str> =
                data.nodes.iter().map(|n| data.id(n.eid)).filter(|id| !id.is_empty()).collect();
            ids.sort_unstable();
            ids.windows(2).all(|w| w[0] != w[1])
        },
        "eIds are unique"
    );
}

#[cfg(test)]
mod tests;
