//! Holds the direction of use between the library's modules: what is not in the table fails.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Modules in the order of use, each with those it may use. A module may always use itself.
type Table = &'static [(&'static str, &'static [&'static str])];

/// The library's modules.
const ALLOWED: Table = &[
    ("error", &[]),
    ("naming", &[]),
    ("languages", &[]),
    ("text", &["error"]),
    ("schema", &["text", "error"]),
    ("datafile", &["text", "error"]),
    ("code_lists", &["text"]),
    ("report", &["text"]),
    ("xml", &["text", "error"]),
    ("model", &["text", "error", "naming", "languages", "report", "xml"]),
    ("kinds", &["text", "error", "datafile", "languages", "schema", "model"]),
    ("language", &["text", "error", "datafile", "languages", "model", "kinds"]),
    ("parse", &["text", "error", "report", "languages", "model", "kinds", "language"]),
    (
        "authority",
        &["text", "error", "datafile", "code_lists", "languages", "report", "model", "kinds"],
    ),
    ("mentions", &["text", "languages", "report", "model", "language", "authority"]),
    ("predicates", &["text", "model", "language"]),
    ("akn", &["text", "error", "report", "xml", "schema", "model"]),
    ("query", &["text", "model"]),
    ("export", &["text", "model", "authority", "query"]),
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
    ("validate", &["text", "error", "naming", "languages", "report", "schema", "xml"]),
    ("corpus", &["error", "model", "parse"]),
];

/// The same of the crate that publishes.
const PUBLISH: Table = &[
    ("error", &[]),
    ("digest", &[]),
    ("files", &[]),
    ("folder", &["error", "digest"]),
    ("characters", &[]),
    ("dataset", &["characters"]),
    ("vocabulary", &["dataset"]),
    ("catalogue", &["error", "characters", "dataset", "vocabulary"]),
    ("settings", &["error", "characters", "dataset", "vocabulary", "catalogue"]),
    ("words", &["error", "vocabulary"]),
    ("view", &["error", "characters", "vocabulary", "words"]),
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
    ("portal", &["error", "digest", "files", "folder", "dataset", "vocabulary", "bundle"]),
];

/// The crates: where their code is, and their tables.
const CRATES: &[(&str, Table)] = &[("src", ALLOWED), ("publish/src", PUBLISH)];

/// Names that the crate root exports, and the module each comes from: code inside the crate may
/// use them through the root, which counts as using the module.
const EXPORTED: &[(&str, &str)] =
    &[("Document", "model"), ("Error", "error"), ("ErrorKind", "error")];

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut wrong = Vec::new();
    for (src, table) in CRATES {
        let allowed: BTreeMap<&str, &[&str]> = table.iter().copied().collect();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(src)).unwrap() {
            let path = entry.unwrap().path();
            let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if module == "lib" {
                continue;
            }
            let Some(below) = allowed.get(module.as_str()) else {
                wrong.push(format!("{src}: module `{module}` is not in the table"));
                continue;
            };
            for used in used_by(&path) {
                if used != module && !below.contains(&used.as_str()) {
                    wrong.push(format!("{src}: `{module}` may not use `{used}`"));
                }
            }
        }
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
fn files_can_be_read_in_one_sitting() {
    let mut long = Vec::new();
    for (src, _) in CRATES {
        visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join(src), &mut |path, text| {
            if text.lines().count() > 600 {
                long.push(path.display().to_string());
            }
        });
    }
    assert!(long.is_empty(), "{long:?}");
}

/// The modules that the code under `path`, but for its tests, names after `crate::`.
fn used_by(path: &Path) -> Vec<String> {
    let mut used = Vec::new();
    visit(path, &mut |file, text| {
        // A test may make what it needs with the whole library.
        if file.file_stem().is_some_and(|stem| stem == "tests") {
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

fn visit(path: &Path, each: &mut impl FnMut(&Path, &str)) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            visit(&entry.unwrap().path(), each);
        }
    } else if path.extension().is_some_and(|e| e == "rs") {
        each(path, &fs::read_to_string(path).unwrap());
    }
}
