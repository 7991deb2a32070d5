//! Which of a dataset's resources are which of a bundle's files.

use super::fields::{self, Fields};
use super::names;
use crate::bundle::Bundle;
use crate::dataset::{Dataset, File, Role};
use crate::digest;
use crate::error::Error;
use crate::portal::Plan;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

/// The mark of a resource: its path in the bundle.
const PATH: &str = "akoma:path";

/// A file of the bundle, and the resource that has it.
#[derive(Debug)]
pub(super) struct FileMatch<'a> {
    pub(super) file: &'a File,
    pub(super) resource: Option<&'a Value>,
    /// Whether the resource has the bytes of the file, by what the portal says.
    pub(super) same: bool,
}

/// The files, and the resources of akoma's that have none, or one that another has too.
#[derive(Debug)]
pub(super) struct FileMatches<'a> {
    pub(super) files: Vec<FileMatch<'a>>,
    pub(super) surplus: Vec<&'a Value>,
}

/// Finds the resource of every file: the one that is marked with its path, else one that was
/// uploaded but not yet marked when a run was cut off.
///
/// # Errors
/// A file of the bundle cannot be read.
pub(super) fn matched<'a>(
    bundle: &'a Bundle,
    record: &'a Value,
    extensions: &BTreeSet<String>,
) -> Result<FileMatches<'a>, Error> {
    let unfinished = fields::is_unfinished(record);
    let mut left: Vec<_> = record["resources"].as_array().into_iter().flatten().collect();
    // What is elsewhere is not akoma's, whatever it carries.
    left.retain(|resource| resource["filetype"] == "file");
    let mut files = Vec::new();
    let mut surplus = Vec::new();
    for file in bundle.pushed() {
        let name = names::file_name(file, extensions);
        let mut candidates = Vec::new();
        for (at, resource) in left.iter().enumerate() {
            let marked = resource["extras"][PATH] == file.path.as_str();
            if !marked && !is_untouched(resource, &name) {
                continue;
            }
            let same = is_same(bundle, file, resource)?;
            // In a dataset that is not finished nobody else has put a file of this name.
            if marked || same || unfinished {
                candidates.push((!marked, !same, at));
            }
        }
        candidates.sort_unstable();
        let chosen = candidates.first().map(|&(_, differs, at)| (left[at], !differs));
        surplus.extend(candidates.iter().skip(1).map(|&(.., at)| left[at]));
        let mut at = 0;
        left.retain(|_| {
            at += 1;
            !candidates.iter().any(|&(.., taken)| taken == at - 1)
        });
        let (resource, same) = (chosen.map(|(resource, _)| resource), chosen.is_some_and(|c| c.1));
        files.push(FileMatch { file, resource, same });
    }
    surplus.extend(left.into_iter().filter(|resource| resource["extras"][PATH].is_string()));
    Ok(FileMatches { files, surplus })
}

/// All resources of a dataset as they should be described, the files of the bundle first and in its
/// order.
///
/// # Errors
/// A file of the bundle cannot be read.
pub(super) fn described(
    bundle: &Bundle,
    record: &Value,
    extensions: &BTreeSet<String>,
) -> Result<Value, Error> {
    let matched = matched(bundle, record, extensions)?;
    let mut described = Vec::new();
    let mut ours = BTreeSet::new();
    for FileMatch { file, resource, .. } in &matched.files {
        if let Some(there) = resource {
            ours.extend(there["id"].as_str());
            described.push(fields::merged(there, wanted(file, bundle.dataset(), there)));
        }
    }
    let all = record["resources"].as_array().into_iter().flatten();
    let others = all.filter(|one| one["id"].as_str().is_some_and(|id| !ours.contains(id)));
    described.extend(others.map(|one| fields::merged(one, Fields::new())));
    Ok(Value::Array(described))
}

/// Whether a resource is as udata makes it of an upload: called like the file, and nothing said.
fn is_untouched(resource: &Value, name: &str) -> bool {
    let empty = resource["extras"].as_object().is_none_or(|extras| {
        // What udata's own services have found out of it.
        extras.keys().all(|key| key.starts_with("check:") || key.starts_with("analysis:"))
    });
    resource["title"] == name && empty && resource["description"].as_str().is_none_or(str::is_empty)
}

/// Whether a resource has the bytes of a file, by its checksum; by its size if it has none that
/// akoma can make: what is downloaded at the end is compared in any case.
fn is_same(bundle: &Bundle, file: &File, resource: &Value) -> Result<bool, Error> {
    let checksum = &resource["checksum"];
    let path = bundle.path(file);
    let sum = match checksum["type"].as_str() {
        Some("sha1") => fs::File::open(&path)
            .and_then(digest::sha1_of_reader)
            .map_err(|e| Error::io(&path, &e))?,
        Some("sha256") => file.sha256.clone(),
        _ => return Ok(resource["filesize"] == file.bytes),
    };
    Ok(checksum["value"].as_str().is_some_and(|there| there.eq_ignore_ascii_case(&sum)))
}

/// Whether a resource says of itself what akoma would have it say.
pub(super) fn is_described(file: &File, dataset: &Dataset, there: &Value) -> bool {
    let mut plan = Plan::default();
    fields::compare(&mut plan, Some(file), there, &wanted(file, dataset, there));
    plan.is_empty()
}

/// What akoma wants the fields of a resource to be: those that udata does not find out by itself.
pub(super) fn wanted(file: &File, dataset: &Dataset, there: &Value) -> Fields {
    let kind = if file.role == Role::Documentation { "documentation" } else { "main" };
    let mut extras = there["extras"].as_object().cloned().unwrap_or_default();
    extras.insert(PATH.to_owned(), json!(file.path));
    let title = file.title.best(&dataset.tags).trim();
    let title = if title.is_empty() { file.name() } else { title };
    Fields::from_iter([
        ("title".to_owned(), json!(title)),
        ("description".to_owned(), json!(file.description.best(&dataset.tags).trim())),
        ("type".to_owned(), json!(kind)),
        ("extras".to_owned(), Value::Object(extras)),
    ])
}
