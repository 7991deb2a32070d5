//! Workflow commands of GitHub, which shows them beside the lines of a pull request.

use super::finding::FileFinding;
use akoma::Severity;

pub(super) fn render(finding: &FileFinding<'_>) -> String {
    let FileFinding { file, diagnostic, start, end, .. } = finding;
    let command = match diagnostic.severity() {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        _ => "error",
    };
    let mut out = format!("::{command} file={}", property(file));
    if let Some((line, column)) = start {
        out.push_str(&format!(",line={line},col={column}"));
        // GitHub takes columns only within one line.
        if let Some((_, end)) = end.filter(|(last, _)| last == line) {
            out.push_str(&format!(",endColumn={end}"));
        }
    }
    let help = diagnostic.help().map_or(String::new(), |help| format!("\n{help}"));
    let path = finding.path().map_or(String::new(), |path| format!(" ({path})"));
    let message = data(&format!("{}{path}{help}", diagnostic.message()));
    out.push_str(&format!(",title={}::{message}\n", property(diagnostic.code())));
    out
}

/// The message: it must stay on one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: it must not end at a sign of its own.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_github_is_escaped() {
        assert_eq!(data("50 % a:b,\r\nc"), "50 %25 a:b,%0D%0Ac");
        assert_eq!(property("C:\\a,b%.xml"), "C%3A\\a%2Cb%25.xml");
    }
}
