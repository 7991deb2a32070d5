//! SARIF 2.1.0, the format of code scanning.

use super::finding::FileFinding;
use serde_json::{Value, json};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Up to the first result. Results follow as they come: a corpus may have more than memory should
/// hold.
pub(super) fn head() -> String {
    let rules: Vec<Value> = akoma::codes().map(rule).collect();
    let driver = json!({
        "name": "akoma",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules,
    });
    format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{{\"driver\":{driver}}},\n\
         \"columnKind\":\"unicodeCodePoints\",\n\"results\":["
    )
}

pub(super) fn tail(complete: bool) -> String {
    format!("\n],\n\"invocations\":[{{\"executionSuccessful\":{complete}}}]\n}}]}}\n")
}

fn rule(code: &akoma::Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": crate::explain::first_sentence(code.rationale()) },
        "fullDescription": { "text": code.rationale() },
        "help": { "text": code.rationale() },
        "defaultConfiguration": { "level": code.severity().name() },
        "properties": { "level": code.level().number() },
    })
}

pub(super) fn render(finding: &FileFinding<'_>) -> String {
    let FileFinding { file, diagnostic, code, start, end, .. } = finding;
    let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Some((line, column)) = start {
        let mut region = json!({ "startLine": line, "startColumn": column });
        if let Some((line, column)) = end {
            region["endLine"] = json!(line);
            region["endColumn"] = json!(column);
        }
        physical["region"] = region;
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(path) = finding.path() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": path }]);
    }
    let help = diagnostic.help().map_or(String::new(), |help| format!(" ({help})"));
    let mut result = json!({
        "ruleId": diagnostic.code(),
        "level": diagnostic.severity().name(),
        "message": { "text": format!("{}{help}", diagnostic.message()) },
        "locations": [location],
    });
    if let Some((index, _)) = code {
        result["ruleIndex"] = json!(index);
    }
    let mut properties = json!({ "expected": diagnostic.expected() });
    if let Some(found) = diagnostic.found() {
        properties["found"] = json!(found);
    }
    result["properties"] = properties;
    format!("\n{result}")
}

/// A path as a reference to a URI: relative ones stay so.
fn uri(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    // A colon in the first step would be read as a scheme.
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(byte.into()),
            b'-' | b'.' | b'_' | b'~' | b'/' | b'@' | b'+' | b'=' => out.push(byte.into()),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("lois/été 1.xml"), "lois/%C3%A9t%C3%A9%201.xml");
        assert_eq!(uri("/a:b.xml"), "file:///a%3Ab.xml");
    }
}
