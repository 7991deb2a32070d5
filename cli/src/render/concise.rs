//! One line each, as compilers print them: editors and `grep` find their way.

use super::finding::FileFinding;

pub(super) fn render(finding: &FileFinding<'_>) -> String {
    let FileFinding { file, diagnostic, start, .. } = finding;
    let place = start.map_or(String::new(), |(line, column)| format!("{line}:{column}:"));
    let path = finding.path().map_or(String::new(), |path| format!(" ({path})"));
    let (severity, code) = (diagnostic.severity(), diagnostic.code());
    format!("{file}:{place} {severity}[{code}] {}{path}\n", diagnostic.message())
}
