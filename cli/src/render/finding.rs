//! A finding about a file.

use super::positions::Positions;
use akoma::{Code, Diagnostic};

/// A finding about a file, with its place worked out.
pub(crate) struct FileFinding<'a> {
    pub(super) file: &'a str,
    /// The XML, in which spans count bytes.
    pub(super) xml: &'a str,
    pub(super) diagnostic: &'a Diagnostic,
    /// What is known of its code, and the number of the code in the list of all.
    pub(super) code: Option<(usize, &'static Code)>,
    /// Line and column, from 1, of where it begins and of what comes after it.
    pub(super) start: Option<(u32, u32)>,
    pub(super) end: Option<(u32, u32)>,
}

impl<'a> FileFinding<'a> {
    /// What was found in a file, in the order of the file; what has no place comes last.
    /// `position` is where the file could not be read, if that is all that was found.
    pub(crate) fn all(
        file: &'a str,
        xml: &'a str,
        report: &'a akoma::Report,
        position: Option<(u32, u32)>,
    ) -> Vec<Self> {
        let positions = Positions::new(xml, report.iter().filter_map(Diagnostic::span));
        let mut findings: Vec<_> = report
            .iter()
            .map(|diagnostic| FileFinding {
                file,
                xml,
                diagnostic,
                code: akoma::codes().enumerate().find(|(_, c)| c.name() == diagnostic.code()),
                start: diagnostic.span().map(|span| positions.of(span.start())).or(position),
                end: diagnostic.span().map(|span| positions.of(span.end())),
            })
            .collect();
        findings.sort_by_key(|finding| finding.start.is_none());
        findings
    }

    /// Where in the tree: an eId may hold a line end, which would break a format of lines.
    pub(super) fn path(&self) -> Option<String> {
        let path = self.diagnostic.path().filter(|path| !path.is_empty())?;
        Some(path.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
    }
}
