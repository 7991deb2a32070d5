//! The files that describe a bundle and go to portals with it: who has downloaded them with the
//! others can check the sums, load the tables, cite.
//!
//! The manifest cannot list them all, since two of them list the files and each other.

use super::manifest::{MANIFEST, Manifest, SUMS};
use super::parts::FileKind;
use crate::dataset::{File, Role};

/// Path, name in `data/files.toml`, media type, code of the file type.
const DESCRIPTIONS: [(&str, &str, &str, &str); 4] = [
    ("CITATION.cff", "citation", "application/yaml", "TXT"),
    (MANIFEST, "package", "application/json", "JSON"),
    // JSON-LD, but servers go by the end of its name, which RO-Crate has laid down.
    ("ro-crate-metadata.json", "crate", "application/json", "JSON"),
    (SUMS, "sums", "text/plain", "TXT"),
];

/// The descriptions of a bundle, given the sums and sizes of the manifest and of the list of sums.
pub(super) fn of(manifest: &Manifest, own: (String, u64), sums: (String, u64)) -> Vec<File> {
    let listed = |path: &str| {
        let file = manifest.files.iter().find(|file| file.path == path)?;
        Some((file.sha256.clone(), file.bytes))
    };
    let describe = |(path, name, media_type, format): (&str, &'static str, _, _)| {
        let sum = match path {
            MANIFEST => Some(own.clone()),
            SUMS => Some(sums.clone()),
            _ => listed(path),
        };
        let role = Role::Documentation;
        let part = FileKind { name, role, media_type, format, conforms_to: None };
        let dataset = &manifest.dataset;
        Some(part.file(path.to_owned(), sum?, &dataset.title, &dataset.tags, None))
    };
    DESCRIPTIONS.into_iter().filter_map(describe).collect()
}
