//! Errors and findings as a person reads them.

use akoma::{Diagnostic, Document, Error, LineIndex, Severity, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, IsTerminal};
use std::ops::Range;
use std::path::PathBuf;

/// The most findings of one document that `build` prints in full.
const MOST: usize = 20;

/// Writes a line to standard error. If even that cannot be written, nothing is left to do.
macro_rules! tell {
    ($($what:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stderr(), $($what)*);
    }};
}
pub(crate) use tell;

/// Prints an error, and those found besides: what was expected, what was found, where, what to do.
pub(crate) fn error(error: &Error) {
    for error in error.all() {
        usage(&error.to_string());
        if let Some(help) = error.help() {
            help_line(help);
        }
    }
}

/// Prints what to do.
pub(crate) fn help_line(help: &str) {
    tell!("  help: {help}");
}

/// Prints something that is not as it should be, though nothing is lost.
pub(crate) fn warning(message: &str) {
    tell!("{}{message}", styled("warning: ", anstyle::AnsiColor::Yellow));
}

/// Prints something worth knowing.
pub(crate) fn note(message: &str) {
    tell!("{}{message}", styled("note: ", anstyle::AnsiColor::Green));
}

/// Prints an error that is about no input: of usage, of output.
pub(crate) fn usage(message: &str) {
    tell!("{}{message}", styled("error: ", anstyle::AnsiColor::Red));
}

/// An error about a file or folder: what was expected, what was found, what to do.
pub(crate) fn refused(path: impl Into<PathBuf>, message: &str) -> Error {
    Error::usage(message).in_file(path)
}

/// Prints a finding that is at no place in a text.
pub(crate) fn finding(finding: &Diagnostic, origin: &str) {
    let renderer = renderer(io::stderr().is_terminal());
    tell!("{}", render(&renderer, finding, origin, "", None));
}

fn styled(text: &str, color: anstyle::AnsiColor) -> String {
    let style = anstyle::Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{text}{style:#}")
}

/// The least severe findings that are printed: even with --quiet it is said why the exit code is not 0.
pub(crate) fn least(quiet: bool) -> Severity {
    if quiet { Severity::Warning } else { Severity::Note }
}

/// Prints the findings about a document from `least` on, each with the line it is on.
pub(crate) fn print(doc: &Document, origin: &str, least: Severity) {
    let mut all: Vec<&Diagnostic> = doc.report().iter().filter(|d| d.severity() >= least).collect();
    all.sort_by_key(|d| std::cmp::Reverse(d.severity()));
    let renderer = renderer(io::stderr().is_terminal());
    let text = doc.source();
    let lines = LineIndex::new(text);
    for finding in all.iter().take(MOST) {
        let place = finding.span().map(|span| lines.line_column(text, span.start()));
        tell!("{}", render(&renderer, finding, origin, text, place));
    }
    if all.len() > MOST {
        tell!("… and {} more findings like these", all.len() - MOST);
    }
}

/// A renderer with colours or without.
pub(crate) fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }
}

/// A finding with the line of `text` that it is on; `place` is its line and column, if it is
/// at a place.
pub(crate) fn render(
    renderer: &Renderer,
    finding: &Diagnostic,
    origin: &str,
    text: &str,
    place: Option<(u32, u32)>,
) -> String {
    let level = match finding.severity() {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        _ => Level::ERROR,
    };
    let title = level.primary_title(finding.message()).id(finding.code());
    let mut counted = None;
    let mut group: Group<'_> = match (finding.span(), place) {
        (Some(span), Some((line, _))) => {
            let (window, range) = window(text, span);
            counted = Some(window[..range.start].chars().count() + 1);
            let annotation = AnnotationKind::Primary.span(range);
            let snippet = Snippet::source(window).path(origin).line_start(line as usize);
            title.element(snippet.annotation(annotation))
        }
        (_, Some((line, column))) => Group::with_title(title)
            .element(Origin::path(origin).line(line as usize).char_column(column as usize)),
        _ => Group::with_title(title).element(Origin::path(origin)),
    };
    if let Some(path) = finding.path().filter(|path| !path.is_empty()) {
        group = group.element(Level::NOTE.with_name("in").message(path));
    }
    if let Some(help) = finding.help() {
        group = group.element(Level::HELP.message(help));
    }
    let rendered = renderer.render(&[group]);
    match (counted, place) {
        // The window begins inside the line, and columns were counted from there.
        (Some(counted), Some((line, column))) if counted != column as usize => rendered.replacen(
            &format!("{origin}:{line}:{counted}"),
            &format!("{origin}:{line}:{column}"),
            1,
        ),
        _ => rendered,
    }
}

/// Characters of a line that are shown: all, or so many before the place and after its start.
const WHOLE: usize = 120;
const BEFORE: usize = 40;
const AFTER: usize = 80;

/// The line that a place begins on, and the place in it; of a long line only what is near. Looks
/// no farther than it shows: an XML may be one line of megabytes with thousands of findings.
fn window(text: &str, span: Span) -> (String, Range<usize>) {
    let at = span.start() as usize;
    let is_end = |c: char| c == '\n' || c == '\r';
    // One more than is shown, to know whether there is more.
    let back = |most: usize| -> (usize, bool) {
        let mut near = text[..at].char_indices().rev().take_while(|(_, c)| !is_end(*c));
        let start = near.by_ref().take(most).last().map_or(at, |(i, _)| i);
        (start, near.next().is_none())
    };
    let on = |most: usize| -> (usize, bool) {
        let mut near = text[at..].char_indices().take_while(|(_, c)| !is_end(*c));
        let end = near.by_ref().take(most).last().map_or(at, |(i, c)| at + i + c.len_utf8());
        (end, near.next().is_none())
    };
    let (mut start, mut is_start) = back(WHOLE);
    let (mut end, mut is_line_end) = on(WHOLE);
    if !(is_start && is_line_end && text[start..end].chars().count() <= WHOLE) {
        (start, is_start) = back(BEFORE);
        (end, is_line_end) = on(AFTER);
    }
    if text[start..end].starts_with('\u{FEFF}') && start < at {
        start += '\u{FEFF}'.len_utf8();
    }
    let dots = |whole: bool| if whole { "" } else { "…" };
    let window = format!("{}{}{}", dots(is_start), &text[start..end], dots(is_line_end));
    let first = at - start + dots(is_start).len();
    let last = (span.end() as usize).min(end).max(at) - at + first;
    (window, first..last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, place: Range<usize>) -> (String, String) {
        let span = Span::new(place.start as u32, place.end as u32);
        let (window, range) = window(text, span);
        let marked = window[range].to_owned();
        (window, marked)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(shown("un\r\ndeux\rtrois", 4..8), ("deux".to_owned(), "deux".to_owned()));
        assert_eq!(shown("un\ndeux", 1..6), ("un".to_owned(), "n".to_owned()));
        assert_eq!(shown("\u{FEFF}<a>", 4..5), ("<a>".to_owned(), "a".to_owned()));
        assert_eq!(shown("", 0..0), (String::new(), String::new()));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}XY{}", "é".repeat(500), "à".repeat(500));
        let (window, marked) = shown(&text, 1000..1002);
        assert_eq!(window, format!("…{}XY{}…", "é".repeat(40), "à".repeat(78)));
        assert_eq!(marked, "XY");
        let (window, marked) = shown(&text, 1000..text.len());
        assert_eq!((window.chars().count(), marked.chars().count()), (122, 80));
    }
}
