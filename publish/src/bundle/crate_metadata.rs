//! `ro-crate-metadata.json`: the bundle as a research object (RO-Crate 1.1).

use crate::dataset::{Dataset, File, address};
use serde_json::{Value, json};

/// The description of a bundle.
pub(super) fn ro_crate(dataset: &Dataset, files: &[File]) -> Value {
    let tags = &dataset.tags;
    let id = |id: &str| json!({"@id": id});
    let parts: Vec<_> = files.iter().map(|file| id(&relative(&file.path))).collect();
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": id("https://w3id.org/ro/crate/1.1"),
            "about": id("./"),
        }),
        json!({
            "@id": "./",
            "@type": "Dataset",
            "identifier": dataset.identifier,
            "name": dataset.title.best(tags),
            "description": dataset.description.best(tags),
            "datePublished": dataset.modified,
            "inLanguage": tags,
            "keywords": dataset.keywords.values().flatten().collect::<Vec<_>>(),
            "license": id(&dataset.licence.url),
            "publisher": id(&dataset.publisher.uri),
            "url": dataset.landing.as_ref().unwrap_or(&dataset.site),
            "hasPart": parts,
        }),
    ];
    graph.extend(files.iter().map(|file| {
        let mut part = json!({
            "@id": relative(&file.path),
            "@type": "File",
            "name": file.title.best(tags),
            "description": file.description.best(tags),
            "encodingFormat": file.media_type,
            "contentSize": file.bytes.to_string(),
            "sha256": file.sha256,
        });
        if let Some(standard) = &file.conforms_to {
            part["conformsTo"] = id(standard);
        }
        part
    }));
    graph.push(json!({
        "@id": dataset.licence.url,
        "@type": "CreativeWork",
        "name": dataset.licence.name,
    }));
    graph.push(json!({
        "@id": dataset.publisher.uri,
        "@type": "Organization",
        "name": dataset.publisher.name.best(tags),
    }));
    json!({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph})
}

/// A path as an address relative to the crate.
fn relative(path: &str) -> String {
    address("", path)
}
