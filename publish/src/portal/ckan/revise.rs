//! What changes in a dataset, as requests: one if it can be, several if it must.
//!
//! CKAN does a `package_revise` as a whole or not at all. But it takes no more than 500,000 bytes of
//! fields and 1,000 parts in a form, and servers before it have limits of their own, so a large
//! change is several: first what brings files, a share of them each; the dataset's own fields
//! and what is removed come with the last. A new dataset becomes public with the last only.

use super::mark;
use super::record::{is_composite, resources, text};
use crate::dataset::File;
use crate::portal::Plan;
use crate::portal::form::{MultipartForm, Upload};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// The most bytes of fields in one request; CKAN's own limit is 500,000.
const FIELDS: usize = 400_000;
/// The most resources in one request: each may be two parts of a form.
const RESOURCES: usize = 450;
/// The most bytes of files in one request, unless one file alone has more.
const BYTES: u64 = 16 * 1024 * 1024;

/// What is to be done to one resource.
#[derive(Clone, Debug)]
pub(super) struct Step {
    id: String,
    path: String,
    is_new: bool,
    /// The fields to write.
    fields: Map<String, Value>,
    /// Lists and objects, which CKAN would add to: they are taken out before.
    cleared: Vec<String>,
    upload: Option<Upload>,
    /// How large the file is, if it is sent.
    bytes: u64,
}

/// What is planned for the resources of a dataset. `wanted` are all files with their fields.
pub(super) fn steps<'a>(
    record: &Value,
    wanted: Vec<(&'a File, Map<String, Value>)>,
    plan: &Plan,
    place: impl Fn(&'a File) -> PathBuf,
) -> Vec<Step> {
    let sent: HashSet<_> = plan.uploads().map(|(path, _)| path).collect();
    let planned = plan.fields();
    let package = text(&record["id"]);
    let there: HashMap<_, _> = resources(record).map(|one| (text(&one["id"]), one)).collect();
    let mut steps = Vec::new();
    for (file, mut fields) in wanted {
        let id = mark::resource_id(package, &file.path);
        let old = there.get(id.as_str());
        let is_sent = sent.contains(file.path.as_str());
        if old.is_some() {
            let changed = planned.get(&Some(file.path.as_str()));
            let is_changed = |name: &str| changed.is_some_and(|names| names.contains(name));
            // The sum of a file goes with the file.
            fields.retain(|name, _| (is_sent && is_sum(name)) || is_changed(name));
        } else {
            fields.insert("id".to_owned(), id.clone().into());
        }
        if fields.is_empty() && !is_sent {
            continue;
        }
        let grows = |name: &&String| old.is_some_and(|old| is_composite(&old[name.as_str()]));
        let cleared = fields.keys().filter(grows).cloned().collect();
        let upload = is_sent.then(|| Upload {
            field: format!("update__resources__{id}__upload"),
            name: crate::letters::file_name(file.name()),
            media_type: file.content_type(),
            path: place(file),
        });
        let bytes = if is_sent { file.bytes } else { 0 };
        let is_new = old.is_none();
        steps.push(Step { id, path: file.path.clone(), is_new, fields, cleared, upload, bytes });
    }
    steps
}

/// Whether a field says what bytes were sent.
pub(super) fn is_sum(name: &str) -> bool {
    name == "hash" || name == "size"
}

/// How many of these steps go into the next request, of at most so many; at least one, if there
/// is one.
pub(super) fn share(steps: &[Step], most: usize) -> usize {
    let mut fields = 0;
    let mut bytes = 0;
    let fit = steps.iter().take(most.min(RESOURCES)).take_while(|step| {
        fields += step.weight();
        bytes += step.bytes;
        fields <= FIELDS && bytes <= BYTES
    });
    fit.count().max(1).min(steps.len())
}

impl Step {
    /// The path of its file in the bundle.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// How many bytes of fields it takes, about.
    fn weight(&self) -> usize {
        let cleared: usize = self.cleared.iter().map(|name| name.len() + 60).sum();
        Value::from(self.fields.clone()).to_string().len() + cleared
    }
}

/// One request.
#[derive(Debug)]
pub(super) struct Revision {
    /// What `package_revise` is given, but for files.
    pub(super) body: Map<String, Value>,
    pub(super) uploads: Vec<Upload>,
    /// Paths of the resources as they will be, for errors.
    pub(super) paths: Vec<String>,
}

/// What happens to the dataset itself: with the last request.
#[derive(Debug, Default)]
pub(super) struct Finish {
    pub(super) fields: Map<String, Value>,
    /// Identifiers of resources that go.
    pub(super) removed: Vec<String>,
}

/// The request for some steps, and for the dataset if it is the last.
pub(super) fn revision(record: &Value, steps: &[Step], finish: Option<&Finish>) -> Revision {
    let nothing = Finish::default();
    let Finish { fields, removed } = finish.unwrap_or(&nothing);
    let mut body = Map::new();
    let same = json!({ "id": record["id"], "metadata_modified": record["metadata_modified"] });
    body.insert("match".to_owned(), same);
    let cleared = steps.iter().flat_map(|step| {
        step.cleared.iter().map(|name| format!("-resources__{}__{name}", step.id))
    });
    let filter: Vec<_> = fields
        .keys()
        .map(|name| format!("-{name}"))
        .chain(cleared)
        .chain(removed.iter().map(|id| format!("-resources__{id}")))
        .collect();
    if !filter.is_empty() {
        body.insert("filter".to_owned(), json!(filter));
    }
    if !fields.is_empty() {
        body.insert("update".to_owned(), Value::Object(fields.clone()));
    }
    let (new, old): (Vec<_>, Vec<_>) = steps.iter().partition(|step| step.is_new);
    for step in &old {
        let key = format!("update__resources__{}", step.id);
        body.insert(key, Value::Object(step.fields.clone()));
    }
    if !new.is_empty() {
        let new: Value = new.iter().map(|step| Value::Object(step.fields.clone())).collect();
        body.insert("update__resources__extend".to_owned(), new);
    }
    let by_id: HashMap<_, _> = old.iter().map(|step| (step.id.as_str(), &step.path)).collect();
    let stay = resources(record).map(|one| text(&one["id"]));
    let stay = stay.filter(|id| !removed.iter().any(|gone| gone == id));
    let stay = stay.map(|id| by_id.get(id).map_or("a resource", |path| path).to_owned());
    let paths = stay.chain(new.iter().map(|step| step.path.clone())).collect();
    let uploads = steps.iter().filter_map(|step| step.upload.clone()).collect();
    Revision { body, uploads, paths }
}

impl Revision {
    /// The request as a form, which files need.
    pub(super) fn form(&self) -> MultipartForm {
        let texts = self.body.iter();
        let form = texts.fold(MultipartForm::default(), |form, (k, v)| form.text(k, v.to_string()));
        self.uploads.iter().cloned().fold(form, MultipartForm::file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, bytes: u64) -> File {
        let file = json!({
            "path": path, "title": {}, "description": {}, "role": "data",
            "mediaType": "text/plain", "format": "TXT", "bytes": bytes, "sha256": "ab",
        });
        serde_json::from_value(file).unwrap()
    }

    fn fields(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    /// Steps for files that are all new, each with a name of so many bytes.
    fn new_steps(count: usize, name: usize, bytes: u64) -> Vec<Step> {
        let files: Vec<_> = (0..count).map(|n| file(&format!("{n}.txt"), bytes)).collect();
        let wanted =
            files.iter().map(|file| (file, fields(json!({"name": "x".repeat(name)})))).collect();
        let mut plan = Plan::default();
        files.iter().for_each(|file| plan.upload(file, false));
        steps(&json!({"id": "p"}), wanted, &plan, |file| PathBuf::from(&file.path))
    }

    /// How many steps each request has.
    fn shares(mut steps: &[Step], most: usize) -> Vec<usize> {
        let mut shares = Vec::new();
        while !steps.is_empty() {
            let now = share(steps, most);
            shares.push(now);
            steps = &steps[now..];
        }
        shares
    }

    #[test]
    fn what_is_small_is_one_request_and_what_is_large_several() {
        assert_eq!(shares(&new_steps(170, 200, 1000), usize::MAX), [170]);
        assert_eq!(shares(&new_steps(1000, 20, 10), usize::MAX), [450, 450, 100]);
        assert_eq!(shares(&new_steps(7, 20, 10), 3), [3, 3, 1], "the portal takes less");
        assert_eq!(shares(&new_steps(3, 20, BYTES - 1), usize::MAX), [1, 1, 1]);
        assert_eq!(
            shares(&new_steps(2, 20, BYTES + 1), usize::MAX),
            [1, 1],
            "one is one, however large"
        );
        assert_eq!(share(&[], usize::MAX), 0);
        for steps in [new_steps(3000, 900, 1000), new_steps(3000, 20, 1000)] {
            let mut left = &steps[..];
            while !left.is_empty() {
                let (now, later) = left.split_at(share(left, usize::MAX));
                let revision = revision(&json!({"id": "p"}), now, None);
                let text: usize = revision.body.values().map(|value| value.to_string().len()).sum();
                assert!(text < 500_000, "CKAN takes no more");
                assert!(revision.body.len() + revision.uploads.len() < 1000);
                left = later;
            }
        }
    }

    #[test]
    fn only_what_is_planned_is_written_and_lists_are_not_added_to() {
        let ids = ["a.txt", "b.txt", "c.txt"].map(|path| mark::resource_id("p", path));
        let record = json!({"id": "p", "metadata_modified": "now", "resources": [
            {"id": ids[0], "name": "A", "language": ["x"], "hash": "0"},
            {"id": "theirs", "name": "T"},
            {"id": ids[1], "name": "B", "language": ["x"], "hash": "0"},
        ]});
        let files = [file("a.txt", 1), file("b.txt", 1), file("c.txt", 1)];
        let said = json!({"name": "B", "language": ["y"], "hash": "0"});
        let wanted = files.iter().map(|file| (file, fields(said.clone()))).collect();
        let mut plan = Plan::default();
        plan.upload(&files[1], true);
        plan.upload(&files[2], false);
        for (file, field) in [(0, "name"), (0, "language"), (1, "language")] {
            plan.set(Some(&files[file]), field, Some("old".to_owned()), Some("new".to_owned()));
        }
        let steps = steps(&record, wanted, &plan, |file| PathBuf::from(&file.path));
        let finish =
            Finish { fields: fields(json!({"title": "T"})), removed: vec![ids[0].clone()] };
        let last = revision(&record, &steps, Some(&finish));
        assert_eq!(last.body["match"], json!({"id": "p", "metadata_modified": "now"}));
        assert_eq!(
            last.body["filter"],
            json!([
                "-title",
                format!("-resources__{}__language", ids[0]),
                format!("-resources__{}__language", ids[1]),
                format!("-resources__{}", ids[0]),
            ])
        );
        assert_eq!(last.body["update"], json!({"title": "T"}));
        let changed = |id: &str| &last.body[&format!("update__resources__{id}")];
        assert_eq!(changed(&ids[0]), &json!({"name": "B", "language": ["y"]}));
        assert_eq!(changed(&ids[1]), &json!({"language": ["y"], "hash": "0"}), "sent again");
        let new = &last.body["update__resources__extend"];
        assert_eq!((new[0]["id"].as_str(), new.as_array().unwrap().len()), (Some(&*ids[2]), 1));
        let sent: Vec<_> = last.uploads.iter().map(|upload| upload.name.as_str()).collect();
        assert_eq!(sent, ["b.txt", "c.txt"]);
        assert_eq!(last.paths, ["a resource", "b.txt", "c.txt"]);
        let first = revision(&record, &steps, None);
        assert!(!first.body.contains_key("update"), "the dataset is told with the last");
    }
}
