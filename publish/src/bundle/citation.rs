//! `CITATION.cff`: how to cite the dataset.

use crate::dataset::Dataset;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The file, in the subset of YAML that JSON strings are.
pub(super) fn citation(dataset: &Dataset) -> String {
    let tags = &dataset.tags;
    let mut out = String::from("cff-version: 1.2.0\ntype: dataset\n");
    // Writing to a string cannot fail.
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {}", quoted(value));
    };
    line("message", "If you use this dataset, please cite it as below.");
    line("title", dataset.title.best(tags));
    line("abstract", dataset.description.best(tags));
    line("date-released", &dataset.modified);
    line("url", dataset.landing.as_ref().unwrap_or(&dataset.site));
    match &dataset.licence.spdx {
        Some(spdx) => line("license", spdx),
        None => line("license-url", &dataset.licence.url),
    }
    let _ = writeln!(out, "authors:");
    let _ = writeln!(out, "  - name: {}", quoted(dataset.publisher.name.best(tags)));
    if let Some(page) = &dataset.publisher.homepage {
        let _ = writeln!(out, "    website: {}", quoted(page));
    }
    let keywords: BTreeSet<_> = dataset.keywords.values().flatten().collect();
    if !keywords.is_empty() {
        let _ = writeln!(out, "keywords:");
        for word in keywords {
            let _ = writeln!(out, "  - {}", quoted(word));
        }
    }
    let _ = writeln!(out, "identifiers:");
    for document in &dataset.documents {
        let _ = writeln!(out, "  - type: other");
        let _ = writeln!(out, "    value: {}", quoted(&document.expression));
        let _ = writeln!(out, "    description: {}", quoted("FRBR expression (Akoma Ntoso)"));
    }
    out
}

/// A string of JSON is one of YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
