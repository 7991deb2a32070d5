//! How fast a text becomes annotated XML, and how far that is from the bare limit.
//!
//! # What is measured
//!
//! Each step by itself and all of them together, over two texts: `declaration`, the bundled
//! declaration (14 KB), and `10MB`, the declaration repeated up to 10 MB.
//!
//! - `parse`: plain text to the tree ([`akoma::Document::parse`]);
//! - `annotate`: mentions and commitments on a tree that is parsed already;
//! - `write`: the annotated document to XML ([`akoma::Document::to_akn`]);
//! - `text to annotated XML`: the three together, as one call after another, with an annotator
//!   that is compiled already;
//! - `read`: that XML back to a document ([`akoma::akn::read`]);
//! - `bare limit`: one pass of the `aho-corasick` crate (leftmost-longest, compiled beforehand)
//!   over the same text, with every French name of the authority files. It does only the first
//!   half of what finding names asks: no words, no case, no accents, no structure, no XML.
//!
//! Freeing what a step returns is not measured; `text to annotated XML` frees the document, as
//! its caller must.
//!
//! # How to run
//!
//! ```text
//! cargo bench --bench declaration                      # everything
//! cargo bench --bench declaration -- 10MB              # one text
//! cargo bench --bench declaration -- 'bare limit'      # one step
//! cargo bench --bench declaration -- --save-baseline a # then, after a change: --baseline a
//! ```
//!
//! # How to read the numbers
//!
//! The rates count bytes of the plain text, also for `read`, whose input is the longer XML: so
//! the rates of one text compare with one another, and `1 / parse + 1 / annotate + 1 / write`
//! is about `1 / (text to annotated XML)`. The ratio of `bare limit` to `text to annotated XML`
//! tells how many passes of a bare search the whole pipeline costs; it is nearly the same on any
//! machine, where the rates are not. `declaration` fits the caches and shows the cost of the
//! rules; a rate that is much lower for `10MB` than for `declaration` means that memory, or
//! something that grows faster than the text, has become the limit.

use aho_corasick::{AhoCorasick, MatchKind};
use akoma::corpus::DECLARATION_TEXT;
use akoma::{Annotator, Document};
use criterion::{
    BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main,
    measurement::WallTime,
};
use std::hint::black_box;
use std::time::Duration;

const LARGE: usize = 10_000_000;

/// The authority files, as the library bundles them.
const AUTHORITY: [&str; 5] = [
    include_str!("../corpus/authority/1-countries.toml"),
    include_str!("../corpus/authority/2-places.toml"),
    include_str!("../corpus/authority/3-bodies.toml"),
    include_str!("../corpus/authority/4-agreements.toml"),
    include_str!("../corpus/authority/5-events.toml"),
];

/// Every name by which a French text may call an entity: those in French and those of any
/// language, or, where there are none in French, those in all others.
fn french_names() -> Vec<String> {
    let mut names = Vec::new();
    for file in AUTHORITY {
        let file: toml::Table = toml::from_str(file).expect("a test reads the bundled files");
        for entity in file["entity"].as_array().into_iter().flatten() {
            let of = |key: &str| {
                let value = entity.get(key).cloned();
                let values = match value {
                    Some(toml::Value::Array(values)) => values,
                    other => other.into_iter().collect(),
                };
                values.into_iter().filter_map(|v| v.as_str().map(str::to_owned)).collect::<Vec<_>>()
            };
            let french = of("fra");
            let others: Vec<_> = ["eng", "nld", "deu"].into_iter().flat_map(of).collect();
            if french.is_empty() && others.is_empty() {
                names.extend(of("name"));
            }
            names.extend(if french.is_empty() { others } else { french });
            names.extend(["short", "names", "demonyms", "contextual"].into_iter().flat_map(of));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn steps(group: &mut BenchmarkGroup<'_, WallTime>, text: &str, names: &AhoCorasick) {
    // Freeing ten megabytes of tree is not to be measured, nor are twenty such trees to be kept.
    let batch = if text.len() < 1 << 20 { BatchSize::SmallInput } else { BatchSize::PerIteration };
    let annotator = Annotator::bundled();
    let parse = |text: &str| Document::parse(text).expect("the declaration is well-formed");
    let parsed = parse(text);
    let annotated = parsed.clone().annotate(annotator);
    let xml = annotated.to_akn();

    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("parse", |b| {
        b.iter_with_large_drop(|| parse(black_box(text)));
    });
    group.bench_function("annotate", |b| {
        b.iter_batched(|| parsed.clone(), |doc| doc.annotate(annotator), batch);
    });
    group.bench_function("write", |b| {
        b.iter_with_large_drop(|| annotated.to_akn());
    });
    group.bench_function("text to annotated XML", |b| {
        b.iter_with_large_drop(|| parse(black_box(text)).annotate(annotator).to_akn());
    });
    group.bench_function("read", |b| {
        b.iter_with_large_drop(|| {
            akoma::akn::read(black_box(&xml)).expect("akoma reads what it writes")
        });
    });
    group.bench_function("bare limit", |b| {
        b.iter(|| names.find_iter(black_box(text)).count());
    });
}

fn benches(c: &mut Criterion) {
    let names = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(french_names())
        .expect("a few thousand names fit an automaton");
    let large = DECLARATION_TEXT.repeat(LARGE / DECLARATION_TEXT.len());

    let mut group = c.benchmark_group("declaration");
    steps(&mut group, DECLARATION_TEXT, &names);
    group.finish();

    let mut group = c.benchmark_group("10MB");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    steps(&mut group, &large, &names);
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
