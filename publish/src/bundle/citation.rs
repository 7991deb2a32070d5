//! `CITATION.cff`: how to cite the dataset (Citation File Format 1.2.0).

use crate::dataset::Dataset;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The file. What the dataset does not say has no line: the format knows no empty values.
pub(super) fn citation(dataset: &Dataset) -> String {
    let tags = &dataset.tags;
    let mut file = Yaml(String::from("cff-version: 1.2.0\ntype: dataset\n"));
    file.line("message", "If you use this dataset, please cite it as below.");
    file.line("title", dataset.title.best(tags));
    file.line("abstract", dataset.description.best(tags));
    file.line("date-released", &dataset.modified);
    file.line("url", web(dataset.landing.as_ref().unwrap_or(&dataset.site)));
    match &dataset.licence.spdx {
        Some(spdx) => file.line("license", spdx),
        None => file.line("license-url", web(&dataset.licence.url)),
    }
    file.head("authors");
    file.line("  - name", dataset.publisher.name.best(tags));
    if let Some(page) = &dataset.publisher.homepage {
        file.line("    website", web(page));
    }
    let keywords: BTreeSet<_> = dataset.keywords.values().flatten().collect();
    if !keywords.is_empty() {
        file.head("keywords");
        for word in keywords {
            file.item(word);
        }
    }
    let expressions = dataset.documents.iter().map(|document| document.expression.as_str());
    let expressions: BTreeSet<_> = expressions.filter(|uri| !uri.trim().is_empty()).collect();
    if !expressions.is_empty() {
        file.head("identifiers");
        for uri in expressions {
            file.line("  - type", "other");
            file.line("    value", uri);
            file.line("    description", "FRBR expression (Akoma Ntoso)");
        }
    }
    file.0
}

/// An address that the format takes, or none.
fn web(address: &str) -> &str {
    let known = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    if known { address } else { "" }
}

/// The subset of YAML that is needed here.
struct Yaml(String);

impl Yaml {
    /// A key and its value; nothing, if that is empty.
    fn line(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.0.extend([key, ": ", &quoted(value), "\n"]);
        }
    }

    /// A key whose values are on the next lines.
    fn head(&mut self, key: &str) {
        self.0.extend([key, ":\n"]);
    }

    fn item(&mut self, value: &str) {
        self.0.extend(["  - ", &quoted(value), "\n"]);
    }
}

/// A string of JSON is one of YAML, if it has no characters that YAML takes for others.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::String(text.to_owned()).to_string();
    let mut quoted = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // Line breaks of YAML, controls, the byte-order mark and what Unicode has set aside.
            '\u{2028}'
            | '\u{2029}'
            | '\u{FEFF}'
            | '\u{7F}'..='\u{9F}'
            | '\u{FFFE}'
            | '\u{FFFF}' => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_what_yaml_would_take_for_something_else() {
        assert_eq!(
            quoted("a\"\\\n\u{1}\u{85}\u{2028}\u{fffe}é: # {{"),
            "\"a\\\"\\\\\\n\\u0001\\u0085\\u2028\\ufffeé: # {{\""
        );
    }
}
