//! akoma's verdict on a document is the official schema's: on every real document there is, and on
//! thousands that were changed at random.
//!
//! The documents, the schema and the judge (libxml2, through Python's lxml) stand beside the
//! project, so these tests are ignored unless asked for: `cargo test --test conformance --
//! --ignored`.
//!
//! `AKOMA_SEED` repeats the mutants of a seed, `AKOMA_MUTANTS` says how many, `AKOMA_FIRST` where
//! to begin; `-- --nocapture` shows what was counted.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

#[path = "conformance/judge.rs"]
mod judge;
mod mutants;

use judge::{Judge, Ruling};
use mutants::{Mutant, Pool, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// akoma's verdict: `valid`, `invalid`, `not-wellformed` or `other-namespace`.
fn verdict(xml: &[u8]) -> &'static str {
    let verdict = match akoma::akn::decode(xml.to_vec()) {
        Ok(xml) => akoma::validate(&xml).verdict(),
        Err(error) => akoma::Validation::unreadable(&error).verdict(),
    };
    verdict.name()
}

/// Why akoma and libxml2 may differ on a document, where it is libxml2 that departs from the
/// standard or gives no verdict.
fn departure(ours: &str, ruling: &Ruling, xml: &[u8]) -> Option<&'static str> {
    let attribute_defaults = count(xml, b"<!ATTLIST") > 0;
    match (ruling.verdict.as_str(), ruling.message.as_str()) {
        ("none", _) => Some("libxml2 does not judge documents with references to entities"),
        (_, m) if ours == "not-wellformed" && m.starts_with("ignored: ") => {
            Some("lxml forgets an error of namespaces when a warning follows it")
        }
        (_, m) if m.starts_with("Excessive depth") => {
            Some("libxml2 gives up at 2,048 levels of nesting; XML has no limit")
        }
        (_, m) if m.starts_with("Redefinition of element") => {
            Some("that elements are declared once is a constraint of validity, not of form")
        }
        _ if ours == "not-wellformed" && count(xml, b"xmlns:xml=") > 1 => {
            Some("libxml2 does not count declarations of the prefix xml, which may stand twice")
        }
        _ if attribute_defaults => Some(
            "akoma does not apply the defaults of attributes that a DTD inside a document declares",
        ),
        _ => None,
    }
}

/// How often `needle` stands in `xml`.
fn count(xml: &[u8], needle: &[u8]) -> usize {
    xml.windows(needle.len()).filter(|window| window == &needle).count()
}

/// A panic is a verdict that agrees with none.
fn ours(xml: &[u8]) -> &'static str {
    std::panic::catch_unwind(|| verdict(xml)).unwrap_or("panic")
}

/// One test after another: each has two threads, and the judge is a process besides.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What stands beside the project.
fn shared() -> PathBuf {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    assert!(schema(&shared).is_file(), "{} is missing", schema(&shared).display());
    let lxml = Command::new("python3").args(["-c", "import lxml"]).output();
    assert!(lxml.is_ok_and(|output| output.status.success()), "python3 with lxml is missing");
    shared
}

fn schema(shared: &Path) -> PathBuf {
    shared.join("akn/schema/akomantoso30.xsd")
}

/// Every document there is, by its path, in the order of the paths.
fn documents(shared: &Path) -> Vec<(String, Vec<u8>)> {
    let top = shared.join("akn");
    let mut folders = vec![top.join("docs"), top.join("examples")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "xml" || e == "akn") {
                let name = path.strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Whether the schema accepts each document, as the manifest and the names of folders have it.
fn manifest(shared: &Path, documents: &[(String, Vec<u8>)]) -> BTreeMap<String, bool> {
    let text = std::fs::read_to_string(shared.join("akn/docs/MANIFEST.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let mut valid: BTreeMap<String, bool> =
        rows.map(|row| (format!("docs/{}", row[0]), row[8] == "yes")).collect();
    for (name, _) in documents.iter().filter(|(name, _)| name.starts_with("examples/")) {
        valid.insert(name.clone(), !name.starts_with("examples/negatives/"));
    }
    assert!(valid.keys().eq(documents.iter().map(|(name, _)| name)), "the manifest lists them all");
    valid
}

/// The rulings on documents, in their order.
fn rulings(shared: &Path, documents: &[(String, Vec<u8>)]) -> Vec<Ruling> {
    let (mut judge, mut bench) = Judge::start(&schema(shared));
    std::thread::scope(|scope| {
        scope.spawn(move || documents.iter().for_each(|(_, xml)| bench.put(xml)));
        documents.iter().map(|_| judge.ruling()).collect()
    })
}

#[test]
#[ignore = "needs ../shared/akn and python3 with lxml"]
fn real_documents_have_the_official_verdict() {
    let _turn = turn();
    let shared = shared();
    let documents = documents(&shared);
    let manifest = manifest(&shared, &documents);
    // May only get shorter: who agrees is struck off.
    let known: BTreeMap<&str, (&str, &str)> = include_str!("conformance/known-departures.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let row: Vec<&str> = line.split('\t').collect();
            assert!(row.len() == 4 && !row[3].is_empty(), "a departure has a reason: {line}");
            (row[0], (row[1], row[2]))
        })
        .collect();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut agreed, mut compared) = (0, 0);
    for ((name, xml), ruling) in documents.iter().zip(rulings(&shared, &documents)) {
        assert_eq!(ruling.verdict == "valid", manifest[name], "{name}: the judge, the manifest");
        let ours = ours(xml);
        compared += 1;
        if ours == ruling.verdict {
            agreed += 1;
        } else if known.get(name.as_str()) == Some(&(ours, &ruling.verdict)) {
            seen.insert(name.as_str());
        } else {
            let Ruling { verdict, line, message } = ruling;
            wrong.push(format!("{name}: {ours}, officially {verdict}: {line}: {message}"));
        }
    }
    println!("{agreed} of {compared} documents have the official verdict");
    for name in known.keys().filter(|name| compared > 0 && !seen.contains(*name)) {
        wrong.push(format!("{name} is in known-departures.tsv and does not depart so"));
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), documents.len(), wrong.join("\n"));
}

fn number(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is not a number: {value}")))
}

/// Enough at home.
fn mutants() -> u64 {
    number("AKOMA_MUTANTS").unwrap_or(2_000)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

fn pool(seed: u64, shared: &Path) -> Pool {
    let documents = documents(shared);
    let valid = manifest(shared, &documents);
    let sources = documents
        .into_iter()
        .map(|(name, xml)| Source { valid: valid[&name], name, xml })
        .collect();
    Pool::new(seed, std::fs::read_to_string(schema(shared)).unwrap(), sources)
}

/// What was counted on the way.
#[derive(Default)]
struct Tally {
    bytes: usize,
    /// Verdicts by what was done, and of all.
    operators: BTreeMap<&'static str, BTreeMap<String, usize>>,
    verdicts: BTreeMap<String, usize>,
    classes: BTreeMap<String, usize>,
    departures: BTreeMap<&'static str, usize>,
    /// Disagreements, by verdicts and class of the judge's message.
    wrong: BTreeMap<String, (usize, Vec<String>)>,
    disagreements: usize,
}

impl Tally {
    fn count(&mut self, mutant: &Mutant, ours: &str, ruling: &Ruling) {
        let verdict = &ruling.verdict;
        self.bytes += mutant.bytes.len();
        let by_operator = self.operators.entry(mutant.operator()).or_default();
        *by_operator.entry(verdict.clone()).or_default() += 1;
        *self.verdicts.entry(verdict.clone()).or_default() += 1;
        *self.classes.entry(ruling.class()).or_default() += 1;
        if ours == verdict {
            return;
        }
        if let Some(why) = departure(ours, ruling, &mutant.bytes) {
            *self.departures.entry(why).or_default() += 1;
            return;
        }
        self.disagreements += 1;
        // Of each class a few are enough to see what is wrong.
        let few = self.wrong.entry(format!("{ours} for {}", ruling.class())).or_default();
        few.0 += 1;
        if few.0 <= 5 {
            let Ruling { line, message, .. } = ruling;
            let place = keep(mutant);
            few.1.push(format!(
                "{mutant}\n    ours {ours}, officially {verdict}: {line}: {message}\n    {}",
                place.display()
            ));
        }
    }

    fn print(&self) {
        println!("verdicts {:?}", self.verdicts);
        for (operator, verdicts) in &self.operators {
            println!("  {operator:20} {verdicts:?}");
        }
        println!("{} classes of messages", self.classes.len());
        for (class, times) in &self.classes {
            println!("  {times:6} {class}");
        }
        for (why, times) in &self.departures {
            println!("departs {times} times: {why}");
        }
    }

    fn verify(&self) {
        for (class, (times, few)) in &self.wrong {
            println!("\n== {times} times {class}");
            few.iter().for_each(|one| println!("{one}"));
        }
        let all = self.disagreements;
        assert!(all == 0, "{all} mutants have another verdict than the official one");
    }
}

/// Writes a mutant to look at.
fn keep(mutant: &Mutant) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    let folder = target.join("mutants");
    std::fs::create_dir_all(&folder).unwrap();
    let place = folder.join(format!("{}.xml", mutant.name()));
    std::fs::write(&place, &mutant.bytes).unwrap();
    place
}

#[test]
#[ignore = "needs ../shared/akn and python3 with lxml"]
fn mutants_have_the_official_verdict() {
    let _turn = turn();
    let shared = shared();
    let seed = number("AKOMA_SEED").unwrap_or_else(now);
    let many = mutants();
    let first = number("AKOMA_FIRST").unwrap_or(0);
    println!("AKOMA_SEED={seed} AKOMA_FIRST={first} AKOMA_MUTANTS={many}");
    let started = Instant::now();
    let pool = pool(seed, &shared);
    let made = started.elapsed();
    let (mut judge, mut bench) = Judge::start(&schema(&shared));
    let mut tally = Tally::default();
    // One thread makes mutants and puts them before the judge, this one compares what both say.
    let (sender, mutants) = mpsc::sync_channel::<Mutant>(256);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let sender = sender;
            for index in first..first + many {
                let mutant = pool.mutant(index);
                bench.put(&mutant.bytes);
                if sender.send(mutant).is_err() {
                    return;
                }
            }
        });
        for mutant in mutants {
            let ours = ours(&mutant.bytes);
            tally.count(&mutant, ours, &judge.ruling());
        }
    });
    println!(
        "{} bytes in {:?}, of which {made:?} before the first",
        tally.bytes,
        started.elapsed()
    );
    tally.print();
    tally.verify();
}

/// Fails unless every document has the official verdict, or a reason for another.
fn all_agree(shared: &Path, documents: &[(String, Vec<u8>)]) {
    let (mut compared, mut departs, mut wrong) = (0, 0, Vec::new());
    let mut verdicts: BTreeMap<String, usize> = BTreeMap::new();
    for ((what, xml), ruling) in documents.iter().zip(rulings(shared, documents)) {
        *verdicts.entry(ruling.verdict.clone()).or_default() += 1;
        let ours = ours(xml);
        compared += 1;
        if ours != ruling.verdict && departure(ours, &ruling, xml).is_some() {
            departs += 1;
        } else if ours != ruling.verdict {
            let Ruling { verdict, message, .. } = ruling;
            wrong.push(format!("{what}\n    {ours}, officially {verdict}: {message}"));
        }
    }
    println!("{compared} of {} compared, {departs} depart, {verdicts:?}", documents.len());
    let some = wrong.iter().take(100).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {compared}:\n{some}", wrong.len());
}

#[test]
#[ignore = "needs ../shared/akn and python3 with lxml"]
fn every_value_and_oddity_has_the_official_verdict() {
    let _turn = turn();
    let shared = shared();
    all_agree(&shared, &pool(0, &shared).catalogue());
}

#[test]
#[ignore = "needs ../shared/akn and python3 with lxml"]
fn every_element_in_every_other_has_the_official_verdict() {
    let _turn = turn();
    let shared = shared();
    let seed = number("AKOMA_SEED").unwrap_or_else(now);
    // All of them where there is time, else some.
    let every = if mutants() < 20_000 { 10 } else { 1 };
    println!("AKOMA_SEED={seed}");
    all_agree(&shared, &pool(seed, &shared).pairs(every));
}

#[test]
#[ignore = "needs ../shared/akn and python3 with lxml"]
fn a_mutant_is_made_of_its_seed_and_number() {
    let _turn = turn();
    let shared = shared();
    let (one, same, other) = (pool(1, &shared), pool(1, &shared), pool(2, &shared));
    for index in [0, 7, 99] {
        assert_eq!(one.mutant(index).bytes, same.mutant(index).bytes);
        assert_ne!(one.mutant(index).bytes, other.mutant(index).bytes);
    }
}
