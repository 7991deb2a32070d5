//! The loop beside a portal that is only in memory.

use super::*;
use crate::dataset::{Dataset, File};
use crate::portal::NoProgress;
use serde_json::json;
use std::sync::Mutex;

/// Has files by path, with what it gives of each; takes as many in one push as it likes.
#[derive(Default)]
struct Memory {
    there: Mutex<Vec<String>>,
    fetched: Mutex<Vec<String>>,
    /// How many files it takes before it is busy; all if none is said.
    takes: Option<usize>,
    pushes: AtomicUsize,
    own: bool,
}

impl Portal for Memory {
    fn kind(&self) -> &'static str {
        "memory"
    }

    fn address(&self) -> &str {
        "memory:"
    }

    fn find(&self, _: &Bundle, _: Option<&Receipt>) -> Result<Option<RemoteDataset>, Error> {
        let there = self.there.lock().unwrap();
        let mut found = RemoteDataset::new("", "");
        found.files = there.iter().map(|path| RemoteFile::new(path, path, path)).collect();
        Ok(Some(found))
    }

    fn plan(
        &self,
        bundle: &Bundle,
        _: Option<&RemoteDataset>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let there = self.there.lock().unwrap();
        let lacking = |file: &&File| !there.contains(&file.path) || stale.contains(&file.path);
        let mut plan = Plan::default();
        bundle.pushed().filter(lacking).for_each(|file| plan.upload(file, false));
        Ok(plan)
    }

    fn push(
        &self,
        _: &Bundle,
        _: Option<&RemoteDataset>,
        plan: &Plan,
        _: &dyn Progress,
    ) -> Result<(), Error> {
        self.pushes.fetch_add(1, Ordering::SeqCst);
        let takes = self.takes.unwrap_or(usize::MAX);
        let taken = plan.uploads().take(takes).map(|(path, _)| path.to_owned());
        self.there.lock().unwrap().extend(taken);
        match takes {
            usize::MAX | 0 => Ok(()),
            _ => Err(Error::new(ErrorKind::Busy, "busy")),
        }
    }

    fn fetch(&self, file: &RemoteFile) -> Result<Download, Error> {
        self.fetched.lock().unwrap().push(file.path.clone());
        let content_type = Some("text/html".to_owned());
        Ok(Download { sha256: "ab".to_owned(), bytes: 1, content_type })
    }

    fn is_own(&self) -> bool {
        self.own
    }
}

/// A bundle of so many files, which are nowhere.
fn bundle(files: usize) -> Bundle {
    let dataset = json!({
        "identifier": "accord", "title": {"fr": "Accord"}, "description": {}, "themes": [],
        "countries": [], "languages": ["FRA"], "tags": ["fr"],
        "licence": {"name": "L", "url": "https://licence.example.org/"},
        "publisher": {"name": {}, "uri": "https://c.example.org/"}, "contact": {"name": {}},
        "issued": "2021-11-22", "modified": "2026-11-23", "frequency": "NEVER",
        "availability": "STABLE", "access": "PUBLIC", "site": "https://c.example.org/",
        "documents": [],
    });
    let dataset: Dataset = serde_json::from_value(dataset).unwrap();
    let file = |n: usize| {
        let file = json!({
            "path": format!("{n}.txt"), "title": {}, "description": {}, "role": "data",
            "mediaType": "text/plain", "format": "TXT", "bytes": 1, "sha256": "ab",
        });
        serde_json::from_value(file).unwrap()
    };
    Bundle::of(std::path::Path::new("nowhere"), dataset, (0..files).map(file).collect())
}

fn run(portal: &Memory, bundle: &Bundle) -> Result<Outcome, Error> {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(folder.path().join("receipt.json"), "2026-11-23T10:00:00Z");
    publish(portal, bundle, &options, &NoProgress)
}

#[test]
fn each_file_is_downloaded_once_whether_something_was_sent_or_not() {
    let (portal, bundle) = (Memory::default(), bundle(20));
    for (sent, _) in [(20, "the first run"), (0, "the second")] {
        assert_eq!(run(&portal, &bundle).unwrap().plan.uploads().count(), sent);
        let mut fetched = std::mem::take(&mut *portal.fetched.lock().unwrap());
        fetched.sort();
        let mut expected: Vec<_> = bundle.pushed().map(|file| file.path.clone()).collect();
        expected.sort();
        assert_eq!(fetched, expected);
    }
    let receipt = run(&portal, &bundle).unwrap().receipt.unwrap();
    let order = receipt.files.iter().map(|file| &file.path);
    assert!(order.eq(bundle.pushed().map(|file| &file.path)), "in the order of the bundle");
}

#[test]
fn what_nobody_can_mend_is_a_note() {
    let bundle = bundle(1);
    let told =
        vec!["0.txt: expected to be served as text/plain, but is served as text/html".to_owned()];
    let theirs = run(&Memory::default(), &bundle).unwrap().remarks;
    assert_eq!((theirs.notes, theirs.warnings), (told.clone(), Vec::new()));
    let own = run(&Memory { own: true, ..Memory::default() }, &bundle).unwrap().remarks;
    assert_eq!((own.notes, own.warnings), (Vec::new(), told));
}

#[test]
fn a_busy_portal_that_gets_on_is_not_given_up() {
    let portal = Memory { takes: Some(1), ..Memory::default() };
    // One more than there are tries, if nothing got better.
    let bundle = bundle(TRIES as usize + 1);
    run(&portal, &bundle).unwrap();
    assert_eq!(portal.pushes.load(Ordering::SeqCst), TRIES as usize + 1);
}

#[test]
fn what_a_portal_takes_and_does_not_keep_is_sent_once() {
    let portal = Memory { takes: Some(0), ..Memory::default() };
    let error = run(&portal, &bundle(2)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mismatch);
    assert_eq!(portal.pushes.load(Ordering::SeqCst), 1);
}
