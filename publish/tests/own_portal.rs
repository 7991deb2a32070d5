//! A portal of one's own, made with nothing but what the crate shows: a shelf in memory, as a
//! library might have one behind its catalogue. `docs/portals.md` goes through it.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, Metadata, Parser};
use akoma_publish::bundle::{self, Bundle, Input};
use akoma_publish::portal::{
    Change, Download, NoProgress, Options, Plan, Portal, Progress, Receipt, Remarks, RemoteDataset,
    RemoteFile, publish,
};
use akoma_publish::settings::Settings;
use akoma_publish::{Error, ErrorKind};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// What the shelf keeps of a dataset.
#[derive(Default)]
struct Entry {
    title: String,
    /// By path: the sum that came with a file, and its contents.
    files: BTreeMap<String, (String, Vec<u8>)>,
}

/// Keeps datasets by identifier.
#[derive(Default)]
struct Shelf(Mutex<BTreeMap<String, Entry>>);

const ADDRESS: &str = "https://shelf.example.org/";

impl Portal for Shelf {
    fn kind(&self) -> &'static str {
        "shelf"
    }

    fn address(&self) -> &str {
        ADDRESS
    }

    fn find(&self, bundle: &Bundle, _: Option<&Receipt>) -> Result<Option<RemoteDataset>, Error> {
        let identifier = &bundle.dataset().identifier;
        let entries = self.0.lock().unwrap();
        let Some(entry) = entries.get(identifier) else { return Ok(None) };
        let mut found = RemoteDataset::new(identifier, format!("{ADDRESS}{identifier}"));
        let sums = entry.files.iter().map(|(path, (sum, _))| (path.clone(), sum.as_str()));
        found.record = json!({ "title": entry.title, "sums": sums.collect::<BTreeMap<_, _>>() });
        found.files = entry
            .files
            .keys()
            .map(|path| RemoteFile::new(path, path, format!("{ADDRESS}{identifier}/{path}")))
            .collect();
        Ok(Some(found))
    }

    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&RemoteDataset>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let dataset = bundle.dataset();
        if dataset.languages.len() > 1 {
            let message = "expected documents in one language, which is all the shelf takes";
            return Err(Error::new(ErrorKind::Refused, message).at(ADDRESS));
        }
        let mut plan = Plan::default();
        match found {
            None => plan.create(),
            Some(found) => {
                let title = dataset.title.best(&dataset.tags).to_owned();
                let there = found.record["title"].as_str().map(str::to_owned);
                plan.set(None, "title", there, Some(title));
            }
        }
        let there = found.map(|found| found.files.as_slice()).unwrap_or_default();
        for file in bundle.pushed() {
            let old = there.iter().find(|old| old.path == file.path);
            let has =
                |found: &RemoteDataset| found.record["sums"][&file.path] == file.sha256.as_str();
            if !found.is_some_and(has) || stale.contains(&file.path) {
                plan.upload(file, old.is_some());
            }
        }
        for old in there {
            if !bundle.pushed().any(|file| file.path == old.path) {
                plan.remove(&old.path, &old.id);
            }
        }
        Ok(plan)
    }

    fn push(
        &self,
        bundle: &Bundle,
        _: Option<&RemoteDataset>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let dataset = bundle.dataset();
        let mut entries = self.0.lock().unwrap();
        let entry = entries.entry(dataset.identifier.clone()).or_default();
        entry.title = dataset.title.best(&dataset.tags).to_owned();
        let sent: BTreeSet<_> = plan.uploads().map(|(path, _)| path).collect();
        for file in bundle.pushed().filter(|file| sent.contains(file.path.as_str())) {
            let place = bundle.path(file);
            let bytes = fs::read(&place).map_err(|e| Error::io(&place, &e))?;
            entry.files.insert(file.path.clone(), (file.sha256.clone(), bytes));
            progress.sent(file.bytes);
        }
        for id in plan.removals() {
            entry.files.remove(id);
        }
        Ok(())
    }

    fn fetch(&self, file: &RemoteFile) -> Result<Download, Error> {
        let entries = self.0.lock().unwrap();
        let stored = entries.values().find_map(|entry| entry.files.get(&file.id));
        let Some((_, bytes)) = stored else {
            let message = "expected a file, but the shelf has none";
            return Err(Error::new(ErrorKind::Refused, message).at(&file.url));
        };
        Download::read(&bytes[..], None).map_err(|e| Error::io(Path::new(&file.url), &e))
    }

    fn left_out(&self, bundle: &Bundle, _: &RemoteDataset) -> Result<Remarks, Error> {
        let mut remarks = Remarks::default();
        remarks
            .notes
            .push(format!("the shelf has no field for « {} »", bundle.dataset().licence.name));
        Ok(remarks)
    }
}

/// Makes a bundle of one document and opens it.
fn bundle(folder: &Path, title: &str) -> Bundle {
    let metadata =
        "work.date = \"2021-11-22\"\nwork.country = \"fr\"\nexpression.language = \"fra\"";
    let metadata = Metadata::from_toml(metadata).unwrap();
    let doc = Parser::new().metadata(metadata).parse("Accord\nLa France informe Frontex.").unwrap();
    let doc = doc.annotate(Annotator::bundled()).with_markup_date("2026-11-23".parse().ok());
    let settings = Settings::parse(&format!(
        r#"
        [dataset]
        identifier = "accord-2021"
        title = "{title}"
        themes = ["JUST"]
        licence = "cc-by-4.0"
        modified = "2026-11-23"
        [publisher]
        name = {{ fr = "Chancellerie" }}
        homepage = "https://chancellerie.example.org/"
        [contact]
        name = {{ fr = "Bureau des données" }}
        email = "donnees@example.org"
        [site]
        url = "https://donnees.example.org/accord/"
        "#
    ))
    .unwrap();
    let input = Input { name: "accord".into(), origin: "accord.txt".into(), doc, xml: None };
    bundle::make(&[input], &settings, folder).unwrap();
    Bundle::open(folder).unwrap()
}

#[test]
fn the_loop_brings_a_bundle_to_a_portal_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let receipt = folder.path().join("receipt.json");
    let options = Options::new(&receipt, "2026-11-23T12:00:00Z");
    let shelf = Shelf::default();

    let made = bundle(&folder.path().join("bundle"), "Accord");
    let first = publish(&shelf, &made, &options, &NoProgress).unwrap();
    assert_eq!(first.plan.changes[0], Change::Create);
    assert_eq!(first.plan.uploads().count(), made.pushed().count());
    assert!(first.remarks.notes[0].contains("Attribution"), "{:?}", first.remarks);
    let first = first.receipt.unwrap();
    assert_eq!(first.portal, "shelf");
    assert_eq!(first.page, "https://shelf.example.org/accord-2021");
    let xml = first.files.iter().find(|file| file.path == "accord.xml").unwrap();
    let sent = made.files().iter().find(|file| file.path == "accord.xml").unwrap();
    assert_eq!((&xml.sha256, xml.bytes), (&sent.sha256, sent.bytes), "read back, not repeated");
    assert!(receipt.is_file());

    // Again: nothing differs, nothing is sent, the receipt says when it was looked at.
    let again = Options::new(&receipt, "2026-11-24T12:00:00Z");
    let second = publish(&shelf, &made, &again, &NoProgress).unwrap();
    assert!(second.plan.is_empty(), "{:?}", second.plan);
    let second = second.receipt.unwrap();
    assert_eq!((second.pushed, second.checked), (first.pushed, again.now.clone()));

    // What differs is planned by name, and done.
    let other = bundle(&folder.path().join("other"), "Accord de 2021");
    let third = publish(&shelf, &other, &again, &NoProgress).unwrap();
    let changes: Vec<_> = third.plan.changes.iter().map(ToString::to_string).collect();
    assert_eq!(changes[0], "change title from « Accord » to « Accord de 2021 »");
    assert!(publish(&shelf, &other, &again, &NoProgress).unwrap().plan.is_empty());
}

#[test]
fn what_a_portal_of_ones_own_has_damaged_is_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(folder.path().join("receipt.json"), "2026-11-23T12:00:00Z");
    let shelf = Shelf::default();
    let made = bundle(&folder.path().join("bundle"), "Accord");
    publish(&shelf, &made, &options, &NoProgress).unwrap();
    let damage = |path: &str, bytes: &[u8]| {
        let mut entries = shelf.0.lock().unwrap();
        entries.get_mut("accord-2021").unwrap().files.entry(path.to_owned()).or_default().1 =
            bytes.to_owned();
    };
    let run = || {
        let plan = publish(&shelf, &made, &options, &NoProgress).unwrap().plan;
        plan.changes.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    damage("old.csv", b"");
    assert_eq!(run(), ["remove old.csv (old.csv)"]);
    // By what the portal says nothing differs; by what it gives, a file does.
    damage("accord.xml", b"<damaged/>");
    let size = fs::metadata(made.folder().join("accord.xml")).unwrap().len();
    assert_eq!(run(), [format!("send accord.xml again ({size} bytes)")]);
    assert!(run().is_empty());
}
