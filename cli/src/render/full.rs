//! For people: the source line, the path, what to do.

use super::finding::FileFinding;
use crate::findings;
use crate::output::{count, fit};
use std::collections::HashMap;

/// How often the same mistake is shown in one file: a document of an older version, with an
/// attribute of that version on every element, must not hide the rest.
const SAME: usize = 10;

pub(super) fn render(all: &[FileFinding<'_>], colour: bool) -> String {
    let renderer = findings::renderer(colour);
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let mut out = String::new();
    for finding in all {
        let FileFinding { file, xml, diagnostic, start, .. } = *finding;
        let same = seen.entry(kind(finding)).or_default();
        *same += 1;
        if *same <= SAME {
            out.push_str(&findings::render(&renderer, diagnostic, file, xml, start));
            out.push_str("\n\n");
        }
    }
    let mut more: Vec<_> = seen.into_iter().filter(|(_, number)| *number > SAME).collect();
    more.sort_unstable();
    for ((code, what), number) in more {
        let more = count(number - SAME, "more finding");
        let file = all.first().map_or("", |finding| finding.file);
        let what = fit(what, 60);
        out.push_str(&format!("{file}: {more} {code}: {what} (--format concise has all)\n\n"));
    }
    out
}

/// What makes two findings the same mistake, made twice.
fn kind<'a>(finding: &FileFinding<'a>) -> (&'a str, &'a str) {
    let diagnostic = finding.diagnostic;
    (diagnostic.code(), diagnostic.found().unwrap_or(diagnostic.message()))
}
