//! The files that describe a bundle and go to portals with it: who has downloaded them with the
//! others can check the sums, load the tables, cite.
//!
//! The manifest cannot list them all, since two of them list the files and each other.

use super::parts::Part;
use super::read::{MANIFEST, SUMS};
use crate::dataset::{Dataset, File, Role};
use crate::digest;
use crate::error::{Error, ErrorKind};
use std::fs;
use std::io;
use std::path::Path;

/// Path, name in `data/files.toml`, media type, code of the file type.
const DESCRIPTIONS: &[(&str, &str, &str, &str)] = &[
    ("CITATION.cff", "citation", "application/yaml", "TXT"),
    (MANIFEST, "package", "application/json", "JSON"),
    // JSON-LD, but servers go by the end of its name, which RO-Crate has laid down.
    ("ro-crate-metadata.json", "crate", "application/json", "JSON"),
    (SUMS, "sums", "text/plain", "TXT"),
];

/// The descriptions that a folder has; none without the list of sums, by which they are checked.
///
/// # Errors
/// One cannot be read, or is not what the list of sums says.
pub(super) fn of(folder: &Path, dataset: &Dataset) -> Result<Vec<File>, Error> {
    let path = folder.join(SUMS);
    let sums = match fs::read_to_string(&path) {
        Ok(sums) => sums,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(Error::io(&path, &e)),
    };
    let listed =
        |path: &str| sums.lines().find_map(|line| line.strip_suffix(path)?.strip_suffix("  "));
    let mut files = Vec::new();
    for &(path, name, media_type, format) in DESCRIPTIONS {
        let expected = listed(path);
        if expected.is_none() && path != SUMS {
            continue;
        }
        let place = folder.join(path);
        let bytes = fs::read(&place).map_err(|e| Error::io(&place, &e))?;
        if let Some(expected) = expected
            && digest::sha256(&bytes) != expected
        {
            let message = format!(
                "expected the SHA-256 that stands in {SUMS}, {expected}, but found {}: the file was \
                 changed after the bundle was made",
                digest::sha256(&bytes)
            );
            let help = "make the bundle again with `akoma publish bundle`";
            return Err(Error::new(ErrorKind::Content, message).at(place.display()).help(help));
        }
        let role = Role::Documentation;
        let part = Part { name, role, media_type, format, conforms_to: None };
        files.push(part.file(path.to_owned(), &bytes, &dataset.title, &dataset.tags, None));
    }
    Ok(files)
}
