//! What a validation found, for people and for programs: one file a format.

mod concise;
mod full;
mod github;
mod json;
mod places;
mod sarif;

use akoma::{Code, Diagnostic};
use clap::ValueEnum;
use places::Places;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the source line and what to do, for people
    Full,
    /// One line each: file:line:col: severity[code] message (path)
    Concise,
    /// One JSON array
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
}

/// A finding about a file, with its place worked out.
pub(crate) struct Finding<'a> {
    file: &'a str,
    /// The XML, in which spans count bytes.
    xml: &'a str,
    diagnostic: &'a Diagnostic,
    /// What is known of its code, and the number of the code in the list of all.
    code: Option<(usize, &'static Code)>,
    /// Line and column, from 1, of where it begins and of what comes behind it.
    start: Option<(u32, u32)>,
    end: Option<(u32, u32)>,
}

impl<'a> Finding<'a> {
    /// What was found in a file, in the order of the file; what has no place comes last.
    /// `position` is where the file could not be read, if that is all that was found.
    pub(crate) fn all(
        file: &'a str,
        xml: &'a str,
        report: &'a akoma::Report,
        position: Option<(u32, u32)>,
    ) -> Vec<Self> {
        let places = Places::new(xml, report.iter().filter_map(Diagnostic::span));
        let mut findings: Vec<_> = report
            .iter()
            .map(|diagnostic| Finding {
                file,
                xml,
                diagnostic,
                code: akoma::codes().enumerate().find(|(_, c)| c.name() == diagnostic.code()),
                start: diagnostic.span().map(|span| places.of(span.start())).or(position),
                end: diagnostic.span().map(|span| places.of(span.end())),
            })
            .collect();
        findings.sort_by_key(|finding| finding.start.is_none());
        findings
    }

    /// Where in the tree: an eId may hold a line end, which would break a format of lines.
    fn path(&self) -> Option<String> {
        let path = self.diagnostic.path().filter(|path| !path.is_empty())?;
        Some(path.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
    }
}

impl Format {
    /// The findings of one file.
    pub(crate) fn render(self, findings: &[Finding<'_>], colour: bool) -> String {
        let one = match self {
            Format::Full => return full::render(findings, colour),
            Format::Concise => concise::render,
            Format::Json => json::render,
            Format::Github => github::render,
            Format::Sarif => sarif::render,
        };
        let rendered: Vec<String> = findings.iter().map(one).collect();
        rendered.join(self.between())
    }

    /// What stands before the findings of all files.
    pub(crate) fn head(self) -> String {
        match self {
            Format::Json => "[".to_owned(),
            Format::Sarif => sarif::head(),
            _ => String::new(),
        }
    }

    /// What stands between two findings.
    pub(crate) fn between(self) -> &'static str {
        match self {
            Format::Json | Format::Sarif => ",",
            _ => "",
        }
    }

    /// What stands behind the findings of all files, of which `complete` says whether all could
    /// be read.
    pub(crate) fn tail(self, complete: bool) -> String {
        match self {
            Format::Json => "\n]\n".to_owned(),
            Format::Sarif => sarif::tail(complete),
            _ => String::new(),
        }
    }
}
