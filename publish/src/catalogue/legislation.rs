//! schema.org/Legislation, for search engines, in the page of a document.

use crate::dataset::{Dataset, DocumentInfo, File, address};
use serde_json::{Value, json};

/// What schema.org says of a document of a dataset, with the files that hold it.
pub fn legislation(dataset: &Dataset, document: &DocumentInfo, files: &[File]) -> Value {
    let encodings: Vec<_> = files
        .iter()
        .map(|file| {
            json!({
                "@type": "LegislationObject",
                "contentUrl": address(&dataset.site, &file.path),
                "encodingFormat": file.media_type,
                "inLanguage": document.tag,
            })
        })
        .collect();
    let authors: Vec<_> = document
        .authors
        .iter()
        .map(|name| json!({"@type": "Organization", "name": name}))
        .collect();
    let mut described = json!({
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": document.title,
        "legislationIdentifier": document.work,
        "identifier": document.expression,
        "inLanguage": document.tag,
        "license": dataset.licence.url,
        "publisher": {
            "@type": "Organization",
            "@id": dataset.publisher.uri,
            "name": dataset.publisher.name.best(&dataset.tags),
        },
        "isPartOf": {"@type": "Dataset", "@id": format!("{}#dataset", dataset.site)},
        "encoding": encodings,
    });
    if let Some(date) = &document.date {
        described["legislationDate"] = date.as_str().into();
    }
    if !authors.is_empty() {
        described["legislationPassedBy"] = authors.into();
    }
    described
}
