//! Holds the direction of use between modules, and between the files of one: what is not in the table
//! fails, and so does a circle. Files and functions can be read in one sitting.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

#[path = "architecture/source.rs"]
mod source;

use source::{Crate, circles, visit};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules in the order of use, each with those it may use. A module may always use itself.
type Table = &'static [(&'static str, &'static [&'static str])];

/// The library's modules.
const ALLOWED: Table = &[
    ("error", &[]),
    ("languages", &[]),
    ("text", &["error"]),
    ("schema", &[]),
    ("datafile", &["text", "error"]),
    ("code_lists", &["text"]),
    ("report", &["text"]),
    ("xml", &["text", "error"]),
    ("model", &["text", "schema", "languages", "report", "xml"]),
    ("kinds", &["text", "error", "datafile", "languages", "schema", "model"]),
    (
        "language",
        &["text", "error", "schema", "datafile", "code_lists", "languages", "model", "kinds"],
    ),
    ("parse", &["text", "error", "report", "languages", "model", "kinds", "language"]),
    (
        "authority",
        &["text", "error", "datafile", "code_lists", "languages", "report", "model", "kinds"],
    ),
    ("mentions", &["text", "languages", "report", "model", "language", "authority"]),
    ("predicates", &["text", "schema", "model", "language"]),
    ("akn", &["text", "error", "report", "xml", "schema", "model"]),
    ("query", &["text", "model"]),
    ("export", &["text", "model", "language", "authority", "query"]),
    (
        "pipeline",
        &[
            "text",
            "report",
            "languages",
            "model",
            "kinds",
            "language",
            "authority",
            "mentions",
            "predicates",
            "akn",
        ],
    ),
    (
        "examples",
        &["text", "error", "datafile", "model", "language", "authority", "parse", "pipeline"],
    ),
    ("validate", &["text", "error", "languages", "report", "schema", "xml"]),
    ("corpus", &["error", "model", "parse"]),
];

/// The same of the crate that publishes.
const PUBLISH: Table = &[
    ("error", &[]),
    ("digest", &[]),
    ("files", &[]),
    ("folder", &["error", "digest"]),
    ("characters", &[]),
    ("letters", &[]),
    ("dataset", &["characters"]),
    ("vocabulary", &["dataset"]),
    ("catalogue", &["error", "characters", "dataset", "vocabulary"]),
    ("settings", &["error", "characters", "letters", "dataset", "vocabulary", "catalogue"]),
    ("words", &["error"]),
    ("view", &["error", "characters", "words"]),
    (
        "bundle",
        &[
            "error",
            "digest",
            "folder",
            "characters",
            "dataset",
            "vocabulary",
            "catalogue",
            "settings",
            "words",
            "view",
        ],
    ),
    (
        "portal",
        &["error", "digest", "files", "folder", "letters", "dataset", "vocabulary", "bundle"],
    ),
];

/// The crates: where their code is, and their tables.
const CRATES: &[(&str, Table)] = &[("src", ALLOWED), ("publish/src", PUBLISH)];

/// Where the code of every crate is.
const EVERYWHERE: [&str; 3] = ["src", "publish/src", "cli/src"];

/// Names that the crate root exports, and the module each comes from: code inside the crate may
/// use them through the root, which counts as using the module.
const EXPORTED: &[(&str, &str)] =
    &[("Document", "model"), ("Error", "error"), ("ErrorKind", "error")];

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut wrong = Vec::new();
    for (src, table) in CRATES {
        let allowed: BTreeMap<&str, &[&str]> = table.iter().copied().collect();
        let mut stale: Vec<(&str, &str)> = table
            .iter()
            .flat_map(|(name, below)| below.iter().map(|used| (*name, *used)))
            .collect();
        let mut unknown: Vec<&str> = allowed.keys().copied().collect();
        for entry in fs::read_dir(folder(src)).unwrap() {
            let path = entry.unwrap().path();
            let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if module == "lib" {
                continue;
            }
            let Some(below) = allowed.get(module.as_str()) else {
                wrong.push(format!("{src}: module `{module}` is not in the table"));
                continue;
            };
            unknown.retain(|name| *name != module);
            for used in used_by(&path) {
                stale.retain(|(name, below)| *name != module || *below != used);
                if used != module && !below.contains(&used.as_str()) {
                    wrong.push(format!("{src}: `{module}` may not use `{used}`"));
                }
            }
        }
        wrong.extend(unknown.iter().map(|name| format!("{src}: there is no module `{name}`")));
        let stale =
            stale.iter().map(|(name, used)| format!("{src}: `{name}` does not use `{used}`"));
        wrong.extend(stale);
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_has_no_circle() {
    for (_, table) in CRATES {
        let mut above: Vec<&str> = Vec::new();
        for (module, below) in *table {
            for used in *below {
                let before = above.contains(used);
                assert!(before, "`{module}` uses `{used}`, which stands after it in the table");
            }
            above.push(module);
        }
    }
}

#[test]
fn no_file_uses_one_that_uses_it() {
    let mut found = Vec::new();
    for src in EVERYWHERE {
        let files = Crate::read(&folder(src));
        for circle in circles(&files.uses()) {
            found.push(circle.iter().map(|file| format!("{src}/{file}")).collect::<Vec<_>>());
        }
    }
    assert!(found.is_empty(), "files that use one another in a circle: {found:#?}");
}

/// The most lines that a function has.
const LINES: usize = 80;

/// Functions that are longer, with the reason why they may be.
const LONG: &[(&str, &str)] = &[(
    "src/text/token.rs scan",
    "the loop over every character of every text, one state at a time",
)];

#[test]
fn functions_can_be_read_in_one_look() {
    let mut found = Vec::new();
    for src in EVERYWHERE {
        for file in Crate::read(&folder(src)).files() {
            let long = file.functions().into_iter().filter(|(_, _, lines)| *lines > LINES);
            found.extend(long.map(|(name, line, lines)| {
                (format!("{src}/{} {name}", file.path), format!("line {line}, {lines} lines"))
            }));
        }
    }
    let allowed = |name: &str| LONG.iter().any(|(long, _)| *long == name);
    let wrong: Vec<_> = found.iter().filter(|(name, _)| !allowed(name)).collect();
    assert!(wrong.is_empty(), "functions of more than {LINES} lines: {wrong:#?}");
    let is_long = |name: &str| found.iter().any(|(long, _)| long == name);
    let stale: Vec<_> = LONG.iter().filter(|(name, _)| !is_long(name)).collect();
    assert!(stale.is_empty(), "functions that are no longer long; take them out: {stale:#?}");
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let mut long = Vec::new();
    for src in EVERYWHERE {
        visit(&folder(src), &mut |path| {
            if read(path).lines().count() > 600 {
                long.push(path.display().to_string());
            }
        });
    }
    assert!(long.is_empty(), "{long:?}");
}

/// The modules that the code under `path`, but for its tests, names after `crate::`.
fn used_by(path: &Path) -> Vec<String> {
    let mut used = Vec::new();
    visit(path, &mut |file| {
        let text = read(file);
        // A test may make what it needs with the whole library.
        if file.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests")) {
            return;
        }
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for (at, _) in line.match_indices("crate::") {
                let before = line[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let name: String = line[at + 7..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let names: Vec<String> = match line[at + 7..].strip_prefix('{') {
                    Some(list) => list.split([',', '}']).map(|n| n.trim().to_owned()).collect(),
                    None => vec![name],
                };
                for name in names.into_iter().filter(|n| !n.is_empty() && !n.contains(';')) {
                    let module = EXPORTED.iter().find(|(n, _)| *n == name).map(|(_, m)| *m);
                    used.push(module.map_or(name, str::to_owned));
                }
            }
        }
    });
    used
}

/// A folder of the workspace.
fn folder(src: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(src)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
