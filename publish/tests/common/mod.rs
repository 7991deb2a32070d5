//! What the tests with real portals share: a small bundle, and where the portals are.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

pub mod proxy;

use akoma_publish::bundle::Bundle;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// The value of an environment variable that says where a portal is.
pub fn portal(variable: &str) -> String {
    let found = std::env::var(variable).ok().filter(|v| !v.is_empty());
    found.unwrap_or_else(|| panic!("expected a portal to try, but {variable} is not set"))
}

/// An identifier nobody has used: tests may share a portal, and run again.
pub fn identifier(name: &str) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    format!("akoma-test-{name}-{}-{}", std::process::id(), now.as_nanos() % 1_000_000_000)
}

/// Files of a bundle: path, media type, code of the file type, contents.
pub const FILES: &[(&str, &str, &str, &str)] = &[
    ("accord.fr.xml", "application/xml", "XML", "<akomaNtoso>L’été à Liège</akomaNtoso>\n"),
    ("accord.fr.txt", "text/plain", "TXT", "Accord\nL’été à Liège.\n"),
    ("accord.fr.html", "text/html", "HTML", "<!doctype html><title>Accord</title><p>été\n"),
    ("mentions.csv", "text/csv", "CSV", "doc,surface\naccord.fr,Liège\n"),
    ("mentions.jsonl", "application/x-ndjson", "JSON", "{\"surface\":\"Liège\"}\n"),
    ("annotations.jsonld", "application/ld+json", "JSON_LD", "{\"@context\":\"x\"}\n"),
];

/// Writes a bundle into a folder and opens it; `change` may change its description before.
pub fn bundle_with(
    folder: &Path,
    identifier: &str,
    files: &[(&str, &str, &str, &str)],
    change: impl FnOnce(&mut Value),
) -> Bundle {
    let described: Vec<_> = files
        .iter()
        .map(|(path, media_type, format, contents)| {
            fs::write(folder.join(path), contents).unwrap();
            let digest = Sha256::digest(contents.as_bytes());
            let sha256: String = digest.iter().map(|b| format!("{b:02x}")).collect();
            json!({
                "path": path, "title": {"fr": format!("Fichier {path}")},
                "description": {"fr": format!("Ce que contient {path}")},
                "role": "data", "mediaType": media_type, "format": format, "language": "FRA",
                "bytes": contents.len(), "sha256": sha256,
            })
        })
        .collect();
    let mut manifest = json!({ "akoma": {
        "format": 1,
        "dataset": {
            "identifier": identifier,
            "title": {"fr": format!("Accord d’essai {identifier}"), "en": "A test"},
            "description": {"fr": "Un accord qui n’existe pas : « essai »."},
            "keywords": {"fr": ["coopération", "sécurité"]},
            "themes": ["JUST", "INTR"], "countries": ["BEL", "FRA"],
            "languages": ["FRA"], "tags": ["fr"],
            "licence": {
                "id": "etalab-2.0", "name": "Licence Ouverte 2.0",
                "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
                "spdx": "etalab-2.0", "udata": "lov2",
            },
            "publisher": {
                "name": {"fr": "Chancellerie"}, "uri": "https://chancellerie.example.org/",
                "homepage": "https://chancellerie.example.org/", "kind": "NationalAuthority",
            },
            "contact": {"name": {"fr": "Bureau des données"}, "email": "donnees@example.org"},
            "issued": "2021-11-22", "modified": "2026-11-23",
            "frequency": "NEVER", "availability": "STABLE", "access": "PUBLIC",
            "site": "https://donnees.example.org/accord/",
            "documents": [{
                "name": "accord.fr", "title": "Accord", "work": "/akn/be/statement/2021/accord",
                "expression": "/akn/be/statement/2021/accord/fra@", "date": "2021-11-22",
                "language": "FRA", "tag": "fr", "authors": ["Belgique", "France"],
            }],
        },
        "files": described,
    }});
    change(&mut manifest["akoma"]);
    let manifest = manifest.to_string();
    fs::write(folder.join("datapackage.json"), &manifest).unwrap();
    let sum = |path: &str, contents: &str| {
        let digest = Sha256::digest(contents.as_bytes());
        let digest: String = digest.iter().map(|b| format!("{b:02x}")).collect();
        format!("{digest}  {path}\n")
    };
    let sums: String = files.iter().map(|(path, _, _, contents)| sum(path, contents)).collect();
    fs::write(folder.join("SHA256SUMS"), sums + &sum("datapackage.json", &manifest)).unwrap();
    // What changes in a test is told by these two as well: it is tried without them.
    Bundle::open(folder).unwrap().without_descriptions()
}

/// A bundle as most tests want it.
pub fn bundle(folder: &Path, identifier: &str) -> Bundle {
    bundle_with(folder, identifier, FILES, |_| {})
}
