//! Errors and findings as a person reads them, on standard error.

use akoma::{Diagnostic, Document, Error, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::IsTerminal;

/// The most findings of one document that are printed in full.
const MOST: usize = 20;

/// Prints an error: what was expected, what was found, where, what to do.
pub(crate) fn error(error: &Error) {
    anstream::eprintln!("{}{error}", styled("error: ", anstyle::AnsiColor::Red));
    if let Some(help) = error.help() {
        anstream::eprintln!("  help: {help}");
    }
}

/// Prints a usage error.
pub(crate) fn usage(message: &str) {
    anstream::eprintln!("{}{message}", styled("error: ", anstyle::AnsiColor::Red));
}

fn styled(text: &str, color: anstyle::AnsiColor) -> String {
    let style = anstyle::Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{text}{style:#}")
}

/// Prints the findings about a document, warnings with the line they stand on.
pub(crate) fn print(doc: &Document, origin: &str) {
    let mut all: Vec<&Diagnostic> = doc.report().iter().collect();
    all.sort_by_key(|d| std::cmp::Reverse(d.severity()));
    for finding in all.iter().take(MOST) {
        anstream::eprintln!("{}", render(doc, origin, finding));
    }
    if all.len() > MOST {
        anstream::eprintln!("… and {} more findings like these", all.len() - MOST);
    }
}

/// A finding with its place in the source.
fn render(doc: &Document, origin: &str, finding: &Diagnostic) -> String {
    let level = match finding.severity() {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        _ => Level::ERROR,
    };
    let title = level.primary_title(finding.message()).id(finding.code());
    let mut group: Group<'_> = match finding.span() {
        Some(span) => {
            let (window, first_line, shift) = window(doc.text(), span.range());
            let range = span.start() as usize - shift
                ..(span.end() as usize).min(shift + window.len()) - shift;
            let annotation = AnnotationKind::Primary.span(range);
            let snippet =
                Snippet::source(window).path(origin).line_start(first_line).annotation(annotation);
            title.element(snippet)
        }
        None => Group::with_title(title).element(Origin::path(origin)),
    };
    if let Some(help) = finding.help() {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = match std::io::stderr().is_terminal() {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    renderer.render(&[group])
}

/// The lines around a place, their first number, and the byte they begin at: a renderer need not
/// read a whole book for one line.
fn window(text: &str, range: std::ops::Range<usize>) -> (&str, usize, usize) {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let line = text[..start].matches('\n').count() + 1;
    (&text[start..end], line, start)
}
