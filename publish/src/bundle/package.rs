//! `datapackage.json`: the bundle as a Frictionless data package, and as akoma reads it again.

use super::manifest::Manifest;
use super::tables;
use crate::dataset::{Dataset, File};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The description of a bundle.
pub(super) fn datapackage(manifest: &Manifest) -> Value {
    let Manifest { dataset, files, .. } = manifest;
    let tags = &dataset.tags;
    let mut names = BTreeSet::new();
    let resources: Vec<_> = files
        .iter()
        .filter(|file| file.is_pushed())
        .map(|file| resource(file, dataset, &mut names))
        .collect();
    let keywords: BTreeSet<_> = dataset.keywords.values().flatten().collect();
    let licence = &dataset.licence;
    let mut licences = json!({"title": licence.name, "path": licence.url});
    if let Some(spdx) = &licence.spdx {
        licences["name"] = json!(spdx);
    }
    let mut contributor = json!({
        "title": dataset.publisher.name.best(tags),
        "path": dataset.publisher.uri,
        "role": "publisher",
    });
    if let Some(mail) = &dataset.publisher.email {
        contributor["email"] = json!(mail);
    }
    json!({
        "profile": "data-package",
        "name": dataset.identifier,
        "id": format!("{}#dataset", dataset.site),
        "title": dataset.title.best(tags),
        "description": dataset.description.best(tags),
        "homepage": dataset.landing.as_ref().unwrap_or(&dataset.site),
        "created": format!("{}T00:00:00Z", dataset.modified),
        "keywords": keywords,
        "licenses": [licences],
        "contributors": [contributor],
        "resources": resources,
        // All that akoma needs to publish the bundle: catalogues ask for more than packages say.
        "akoma": manifest,
    })
}

fn resource(file: &File, dataset: &Dataset, names: &mut BTreeSet<String>) -> Value {
    let tags = &dataset.tags;
    let extension = file.path.rsplit('.').next().unwrap_or_default();
    let mut resource = json!({
        "name": name(&file.path, names),
        "path": file.path,
        "title": file.title.best(tags),
        "description": file.description.best(tags),
        "format": extension,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    });
    if extension == "jsonl" {
        // The same table as the CSV, which has the schema; readers need an addition to take
        // JSON Lines for a table.
        resource["type"] = json!("file");
    }
    let schema = match file.path.as_str() {
        "mentions.csv" => Some(tables::schema("mentions", tags)),
        "commitments.csv" => Some(tables::schema("commitments", tags)),
        "dictionary.csv" => Some(tables::dictionary_schema()),
        _ => None,
    };
    if let Some(schema) = schema {
        resource["profile"] = json!("tabular-data-resource");
        resource["schema"] = schema;
    }
    resource
}

/// A name as Frictionless wants it, lower-case letters, digits, `-`, `_`, `.`, each once.
fn name(path: &str, names: &mut BTreeSet<String>) -> String {
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    let base: String = path
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .map(|c| if fine(c) { c } else { '-' })
        .collect();
    let mut name = base.clone();
    let mut twin = 2;
    while !names.insert(name.clone()) {
        name = format!("{base}-{twin}");
        twin += 1;
    }
    name
}
