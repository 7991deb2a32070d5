//! How fast XML is read and validated, how far that is from the bare limit, and from others.
//!
//! # What is measured
//!
//! Over the real documents beside the project (`../shared/akn/docs`, in memory; without them, over
//! the bundled declaration, annotated, a few hundred times):
//!
//! - `memcpy`, `memchr`: a copy of the bytes, and a search for every `<`: no program that looks at
//!   the bytes can be faster;
//! - `quick-xml`: the events of the `quick-xml` crate and nothing done with them. It checks neither
//!   names, characters, entities nor duplicates;
//! - `read`: bytes in memory to a document ([`akoma::akn::read`]);
//! - `validate 1`: the schema ([`akoma::validate`]); `validate 2`: the rules as well.
//!
//! Then the peers, each timed by itself over the same documents, best of several: lxml parses, lxml
//! parses and validates with the schema compiled already (`benches/peers.py`). And one small
//! document, process and all: `xmllint --schema` against `akoma validate`. Who is not at hand is
//! left out.
//!
//! # How to run
//!
//! ```text
//! cargo build --release && cargo bench --bench validate
//! cargo bench --bench validate -- read                 # one step
//! ```
//!
//! # How to read the numbers
//!
//! The table at the end has the best run of each. The ratios are nearly the same on any machine
//! with nothing else to do: `read` is to take at most twice the time of `quick-xml`, and lxml at least ten
//! times that of `validate 1`.

use criterion::{
    BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What was measured, and the best time.
type Table = Vec<(String, Duration)>;

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/akn")
}

/// The real documents that are Akoma Ntoso, and XML to lxml too, with their paths.
fn documents() -> Vec<(PathBuf, String)> {
    let mut folders = vec![shared().join("docs")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(Ok(xml)) = std::fs::read(&path).map(akoma::akn::decode)
                && akoma::akn::read(&xml).is_ok()
                && akoma::validate(&xml).verdict() != akoma::Verdict::NotWellFormed
            {
                found.push((path, xml));
            }
        }
    }
    found.sort();
    found
}

/// What serves where there are none.
fn made() -> Vec<(PathBuf, String)> {
    let doc = akoma::corpus::declaration().expect("it is bundled");
    let xml = doc.annotate(akoma::Annotator::bundled()).to_akn();
    vec![(PathBuf::new(), xml); 300]
}

fn step<T>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    table: &mut Table,
    name: &str,
    documents: &[(PathBuf, String)],
    run: impl Fn(&str) -> T,
) {
    let mut best = Duration::MAX;
    group.bench_function(name, |b| {
        b.iter_custom(|times| {
            let mut all = Duration::ZERO;
            for _ in 0..times {
                let clock = Instant::now();
                for (_, xml) in documents {
                    black_box(run(black_box(xml)));
                }
                let taken = clock.elapsed();
                (best, all) = (best.min(taken), all + taken);
            }
            all
        });
    });
    // Another step was asked for.
    if best < Duration::MAX {
        table.push((name.to_owned(), best));
    }
}

fn events(xml: &str) -> usize {
    let mut reader = Reader::from_str(xml);
    let mut count = 0;
    while !matches!(reader.read_event().expect("it is well formed"), Event::Eof) {
        count += 1;
    }
    count
}

/// What lxml takes, by its own clock.
fn peers(table: &mut Table, documents: &[(PathBuf, String)]) {
    let child = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py"))
        .arg(shared().join("schema/akomantoso30.xsd"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else { return println!("skipped: python3 is missing") };
    let mut input = child.stdin.take().expect("it is piped");
    for (path, _) in documents {
        writeln!(input, "{}", path.display()).expect("peers.py reads all names first");
    }
    drop(input);
    let output = child.wait_with_output().expect("it was started");
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Some((name, seconds)) = line.split_once('\t') else { continue };
        let seconds = seconds.parse().expect("peers.py prints seconds");
        table.push((name.to_owned(), Duration::from_secs_f64(seconds)));
    }
}

/// The best of several runs of a command; none if it cannot be run.
fn process(command: &mut Command) -> Option<Duration> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut best = Duration::MAX;
    for _ in 0..30 {
        let clock = Instant::now();
        // A finding makes either fail.
        let status = command.status().ok()?;
        if status.code().is_none_or(|code| code > 4) {
            return None;
        }
        best = best.min(clock.elapsed());
    }
    Some(best)
}

/// One small document, process and all.
fn processes(documents: &[(PathBuf, String)]) {
    let Some((small, xml)) = documents.iter().min_by_key(|(_, xml)| xml.len().abs_diff(10_000))
    else {
        return;
    };
    let bench = std::env::current_exe().unwrap_or_default();
    let akoma = bench.ancestors().nth(2).map(|release| release.join("akoma")).unwrap_or_default();
    let knows = Command::new(&akoma).args(["validate", "--help"]).output();
    let ours = match knows.is_ok_and(|output| output.status.success()) {
        true => process(Command::new(&akoma).arg("validate").arg(small)),
        false => None,
    };
    let schema = shared().join("schema/akomantoso30.xsd");
    let theirs =
        process(Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).arg(small));
    println!("one document of {} bytes, process and all:", xml.len());
    for (name, time) in [("akoma validate", ours), ("xmllint --schema", theirs)] {
        match time {
            Some(time) => println!("  {name:18} {:8.1} ms", time.as_secs_f64() * 1e3),
            None => println!("  {name:18} skipped: not at hand"),
        }
    }
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        println!("  {:.1} times as fast", theirs.as_secs_f64() / ours.as_secs_f64());
    }
}

fn print(table: &Table, bytes: usize) {
    println!("\n{bytes} bytes, best of all runs:");
    let of = |name: &str| table.iter().find(|(n, _)| n == name).map(|(_, time)| time.as_secs_f64());
    for (name, time) in table {
        let seconds = time.as_secs_f64();
        let ratio = of("quick-xml").map_or(String::new(), |bare| format!("{:8.2}", seconds / bare));
        println!("  {name:24} {:10.1} MB/s {ratio} × quick-xml", bytes as f64 / seconds / 1e6);
    }
    let ratio = |a: &str, b: &str| Some(of(a)? / of(b)?);
    if let Some(ratio) = ratio("read", "quick-xml") {
        println!("read takes {ratio:.2} times as long as quick-xml (at most 2 are wanted)");
    }
    if let Some(ratio) = ratio("lxml parse, validate", "validate 1") {
        println!("validate is {ratio:.1} times as fast as lxml (at least 10 are wanted)");
    }
}

fn benches(c: &mut Criterion) {
    let real = documents();
    let documents = if real.is_empty() { made() } else { real.clone() };
    if real.is_empty() {
        println!("the documents beside the project are missing: others serve");
    }
    let bytes = documents.iter().map(|(_, xml)| xml.len()).sum::<usize>();
    let mut table = Table::new();
    let mut group = c.benchmark_group("documents");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Bytes(bytes as u64));
    let mut measure = |name: &str, run: &dyn Fn(&str) -> usize| {
        step(&mut group, &mut table, name, &documents, run);
    };
    measure("memcpy", &|xml| black_box(xml.as_bytes().to_vec()).len());
    measure("memchr", &|xml| memchr::memchr_iter(b'<', xml.as_bytes()).count());
    measure("quick-xml", &events);
    measure("read", &|xml| black_box(akoma::akn::read(xml)).map_or(0, |doc| doc.text().len()));
    measure("validate 1", &|xml| akoma::validate(xml).report().len());
    let level_2 = akoma::Validator::new().level(akoma::Level::Convention);
    measure("validate 2", &|xml| level_2.validate(xml).report().len());
    group.finish();
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    if !real.is_empty() {
        peers(&mut table, &real);
        processes(&real);
    }
    print(&table, bytes);
}

criterion_group!(all, benches);
criterion_main!(all);
