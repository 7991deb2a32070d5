//! How akoma reads beside people: eight texts written for the project and the bundled declaration,
//! each read by hand. The scores are printed (`cargo test --test readings -- --nocapture`) and may
//! only grow: a floor that has been reached is the new floor.
//!
//! A reading is a list of mentions (line, surface, occurrence in the line, kind) and of predicates
//! (line, trigger, occurrence, act, strength). `?` stands where a person would accept either answer.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Act, Annotator, Document, LineIndex, corpus};
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The rows of a table, without its header.
fn rows(file: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(file).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Byte range of the `occurrence`-th `surface` on a line of the text.
fn place(doc: &Document, line: &str, surface: &str, occurrence: &str) -> (u32, u32) {
    let number: usize = line.parse().unwrap();
    let occurrence: usize = occurrence.parse().unwrap();
    let content = doc.text().split('\n').nth(number - 1).unwrap();
    let from: usize = doc.text().split('\n').take(number - 1).map(|l| l.len() + 1).sum();
    let found = content.match_indices(surface).nth(occurrence - 1);
    let (at, _) = found.unwrap_or_else(|| panic!("no {surface:?} on line {number}"));
    ((from + at) as u32, (from + at + surface.len()) as u32)
}

#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }

    fn add(&mut self, other: &Score) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// The texts and what a person read in them, by name.
fn readings() -> Vec<(String, Document)> {
    let annotator = Annotator::bundled();
    let mut all = vec![(
        "declaration-franco-belge".to_owned(),
        corpus::declaration().unwrap().annotate(annotator),
    )];
    let mut texts: Vec<_> =
        fs::read_dir(fixtures().join("texts")).unwrap().map(|e| e.unwrap().path()).collect();
    texts.sort();
    for path in texts {
        let name = path.file_name().unwrap().to_str().unwrap().replace(".fr.txt", "");
        let doc = Document::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        all.push((name, doc.annotate(annotator)));
    }
    all
}

/// Exact span and kind.
fn mentions(name: &str, doc: &Document) -> Score {
    let rows = rows(&fixtures().join(format!("gold/{name}.mentions.tsv")));
    let wanted: Vec<_> =
        rows.iter().map(|r| (place(doc, &r[0], &r[1], &r[2]), r[3].as_str())).collect();
    let optional =
        |span: (u32, u32)| wanted.iter().any(|(s, kind)| *s == span && kind.contains('?'));
    let mut score = Score {
        wanted: wanted.iter().filter(|(_, kind)| !kind.contains('?')).count(),
        ..Score::default()
    };
    for m in doc.mentions() {
        let span = (m.span().start(), m.span().end());
        if optional(span) {
            continue;
        }
        score.found += 1;
        score.right += usize::from(wanted.contains(&(span, m.kind().name())));
    }
    score
}

/// Commitments and calls by the place of their triggers; and, of those found, how many have the
/// right strength.
fn commitments(name: &str, doc: &Document) -> (Score, Score) {
    let rows = rows(&fixtures().join(format!("gold/{name}.commitments.tsv")));
    let lines = LineIndex::new(doc.text());
    let wanted: Vec<_> = rows
        .iter()
        .map(|r| {
            (place(doc, &r[0], &r[1], &r[2]), r[3].as_str(), r.get(4).map_or("", String::as_str))
        })
        .collect();
    let binds = |act: &str| matches!(act, "commit" | "call");
    let (mut score, mut strength) = (Score::default(), Score::default());
    score.wanted = wanted.iter().filter(|(_, act, _)| binds(act)).count();
    for c in doc.predicates() {
        let trigger = (c.trigger()[0].start(), c.trigger()[c.trigger().len() - 1].end());
        let same = wanted.iter().find(|((start, end), ..)| *start < trigger.1 && trigger.0 < *end);
        let ours = matches!(c.act(), Act::Commit | Act::Call);
        match same {
            Some((_, act, _)) if *act == "?" => {}
            Some((_, act, wanted)) if ours && binds(act) => {
                score.found += 1;
                score.right += 1;
                strength.wanted += 1;
                strength.found += 1;
                strength.right += usize::from(c.strength().map_or("", |s| s.name()) == *wanted);
            }
            _ if ours => {
                println!(
                    "  {name} line {}: too much: {:?}",
                    lines.line(trigger.0),
                    c.trigger_text()
                );
                score.found += 1;
            }
            _ => {}
        }
    }
    (score, strength)
}

#[test]
fn akoma_reads_nearly_as_people_do() {
    let [mut all_mentions, mut all_commitments, mut all_strengths] = <[Score; 3]>::default();
    for (name, doc) in readings() {
        let mentions = mentions(&name, &doc);
        let (commitments, strength) = commitments(&name, &doc);
        println!(
            "{name}: mentions {:.3}, commitments and calls {:.3}, strength {}/{}",
            mentions.f1(),
            commitments.f1(),
            strength.right,
            strength.wanted,
        );
        if name == "declaration-franco-belge" {
            assert!(
                mentions.f1() >= 0.97 && commitments.f1() >= 0.97,
                "the declaration is read worse"
            );
            continue;
        }
        all_mentions.add(&mentions);
        all_commitments.add(&commitments);
        all_strengths.add(&strength);
    }
    println!(
        "the other texts: mentions {:.3}, commitments and calls {:.3}, strength {:.3}",
        all_mentions.f1(),
        all_commitments.f1(),
        all_strengths.f1(),
    );
    assert!(all_mentions.f1() >= 0.95, "mentions are read worse");
    assert!(all_commitments.f1() >= 0.97, "commitments are read worse");
    assert!(all_strengths.f1() >= 0.98, "strengths are read worse");
}
