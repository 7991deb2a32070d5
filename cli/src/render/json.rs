//! Records for programs.

use super::finding::FileFinding;
use serde::Serialize;

/// What `akoma validate --help` promises.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FindingRecord<'a> {
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    start: Option<u32>,
    end: Option<u32>,
    unit: &'static str,
    severity: &'static str,
    code: &'static str,
    level: Option<u8>,
    message: &'a str,
    found: Option<&'a str>,
    expected: &'a [String],
    path: Option<&'a str>,
    help: Option<&'a str>,
}

pub(super) fn render(finding: &FileFinding<'_>) -> String {
    let FileFinding { file, diagnostic, code, start, end, .. } = finding;
    let record = FindingRecord {
        file,
        line: start.map(|(line, _)| line),
        column: start.map(|(_, column)| column),
        end_line: end.map(|(line, _)| line),
        end_column: end.map(|(_, column)| column),
        start: diagnostic.span().map(|span| span.start()),
        end: diagnostic.span().map(|span| span.end()),
        unit: akoma::Unit::Byte.name(),
        severity: diagnostic.severity().name(),
        code: diagnostic.code(),
        level: code.map(|(_, code)| code.level().number()),
        message: diagnostic.message(),
        found: diagnostic.found(),
        expected: diagnostic.expected(),
        path: diagnostic.path(),
        help: diagnostic.help(),
    };
    // Text and numbers: nothing that could not be written.
    format!("\n{}", serde_json::to_string(&record).unwrap_or_default())
}
