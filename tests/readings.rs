//! How akoma reads beside people: eight texts written for the project and the bundled declaration,
//! each read by hand. The scores are printed (`cargo test --test readings -- --nocapture`) and may
//! only grow: what is reached is the floor, of each text.
//!
//! A reading is a list of mentions (line, surface, occurrence in the line, kind) and of predicates
//! (line, trigger, occurrence, act, strength). `?` stands where a person would accept either answer.
//! What akoma finds and what people read are paired one to one: of two found for one that was read,
//! one is too much.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, Document, LineIndex, Predicate, Span, SpeechAct, corpus};
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

/// What was right of what was found and what was wanted.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        // Nothing to find and nothing found is right.
        match self.found + self.wanted {
            0 => 1.0,
            all => 2.0 * self.right as f64 / all as f64,
        }
    }

    fn add(&mut self, other: Score) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// The scores of a text: mentions, commitments, calls, and the strengths of the commitments that
/// were right.
type Scores = [Score; 4];

/// For each text what is reached, in thousandths, rounded down.
const FLOORS: &[(&str, [u32; 4])] = &[
    ("declaration-franco-belge", [1000, 1000, 1000, 1000]),
    ("accord-cooperation-policiere", [906, 961, 1000, 1000]),
    ("accord-culturel", [1000, 933, 1000, 1000]),
    ("communique-france-senegal", [959, 967, 1000, 1000]),
    ("conclusions-sommet", [975, 833, 1000, 1000]),
    ("declaration-franco-finlandaise", [882, 1000, 1000, 1000]),
    ("declaration-franco-portugaise", [985, 1000, 1000, 962]),
    ("declaration-nous", [958, 1000, 1000, 1000]),
    ("partenariat-liste", [971, 1000, 1000, 1000]),
];

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

/// A reading that waits for what akoma finds.
struct Wanted<T> {
    span: (u32, u32),
    what: T,
    /// A person would accept either answer: it is no mistake to find it, nor not to.
    optional: bool,
    met: bool,
}

/// Exact span and kind.
fn mentions(name: &str, doc: &Document) -> Score {
    let rows = rows(&fixtures().join(format!("gold/{name}.mentions.tsv")));
    let mut wanted: Vec<Wanted<&str>> = rows
        .iter()
        .map(|r| Wanted {
            span: place(doc, &r[0], &r[1], &r[2]),
            what: r[3].as_str(),
            optional: r[3].contains('?'),
            met: false,
        })
        .collect();
    let lines = LineIndex::new(doc.text());
    let mut score =
        Score { wanted: wanted.iter().filter(|w| !w.optional).count(), ..Score::default() };
    for m in doc.mentions() {
        let span = (m.span().start(), m.span().end());
        if wanted.iter().any(|w| w.optional && w.span == span) {
            continue;
        }
        score.found += 1;
        let kind = m.kind().name();
        match wanted.iter_mut().find(|w| !w.met && w.span == span && w.what == kind) {
            Some(same) => {
                same.met = true;
                score.right += 1;
            }
            None => println!("  {name} line {}: too much: {kind} {}", lines.line(span.0), m.text()),
        }
    }
    missed(name, doc, wanted.iter().filter(|w| !w.optional && !w.met).map(|w| w.span));
    score
}

/// Commitments, calls, and the strengths of the commitments, by the place of their triggers. A
/// call found where a commitment was read is one too much, and the commitment is missed.
fn predicates(name: &str, doc: &Document) -> [Score; 3] {
    let rows = rows(&fixtures().join(format!("gold/{name}.commitments.tsv")));
    let mut wanted: Vec<Wanted<(&str, &str)>> = rows
        .iter()
        .map(|r| Wanted {
            span: place(doc, &r[0], &r[1], &r[2]),
            what: (r[3].as_str(), r.get(4).map_or("", String::as_str)),
            optional: r[3] == "?",
            met: false,
        })
        .collect();
    let lines = LineIndex::new(doc.text());
    let [mut commitments, mut calls, mut strengths] = <[Score; 3]>::default();
    commitments.wanted = wanted.iter().filter(|w| w.what.0 == "commit").count();
    calls.wanted = wanted.iter().filter(|w| w.what.0 == "call").count();
    for c in doc.predicates() {
        let score = match c.act() {
            SpeechAct::Commit => &mut commitments,
            SpeechAct::Call => &mut calls,
            _ => continue,
        };
        let place = place_of(c);
        let overlaps = |w: &Wanted<_>| w.span.0 < place.end() && place.start() < w.span.1;
        let act = c.act().name();
        let same = wanted.iter_mut().find(|w| !w.met && w.what.0 == act && overlaps(w));
        if let Some(same) = same {
            same.met = true;
            score.found += 1;
            score.right += 1;
            if c.act() == SpeechAct::Commit {
                let right = c.strength().map_or("", |s| s.name()) == same.what.1;
                strengths.add(Score { right: right.into(), found: 1, wanted: 1 });
            }
        } else if !wanted.iter().any(|w| w.optional && overlaps(w)) {
            score.found += 1;
            let line = lines.line(place.start());
            println!("  {name} line {line}: too much: {act} {:?}", c.trigger_text());
        }
    }
    let binds = |w: &&Wanted<(&str, &str)>| matches!(w.what.0, "commit" | "call") && !w.met;
    missed(name, doc, wanted.iter().filter(binds).map(|w| w.span));
    [commitments, calls, strengths]
}

/// The trigger; of an item of a list, whose trigger is what leads the list in, the item.
fn place_of(c: Predicate<'_>) -> Span {
    let trigger = Span::new(c.trigger()[0].start(), c.trigger()[c.trigger().len() - 1].end());
    if c.span().contains(trigger) { trigger } else { c.span() }
}

fn missed(name: &str, doc: &Document, spans: impl Iterator<Item = (u32, u32)>) {
    let lines = LineIndex::new(doc.text());
    for (start, end) in spans {
        let text = &doc.text()[start as usize..end as usize];
        println!("  {name} line {}: missed: {text}", lines.line(start));
    }
}

fn told(name: &str, [mentions, commitments, calls, strengths]: &Scores) -> String {
    let Score { right, wanted, .. } = strengths;
    format!(
        "{name}: mentions {:.3}, commitments {:.3}, calls {:.3}, strength {right} of {wanted}",
        mentions.f1(),
        commitments.f1(),
        calls.f1(),
    )
}

#[test]
fn akoma_reads_nearly_as_people_do() {
    let mut others = Scores::default();
    let mut changed = Vec::new();
    let readings = readings();
    for (name, doc) in &readings {
        let [commitments, calls, strengths] = predicates(name, doc);
        let scores = [mentions(name, doc), commitments, calls, strengths];
        println!("{}", told(name, &scores));
        let reached = scores.map(|score| (1000.0 * score.f1()).floor() as u32);
        let floor = FLOORS.iter().find(|(text, _)| text == name).map(|(_, floor)| *floor);
        if floor != Some(reached) {
            changed.push(format!("{name}: expected {floor:?}, but found {reached:?}"));
        }
        if name != "declaration-franco-belge" {
            others.iter_mut().zip(scores).for_each(|(all, score)| all.add(score));
        }
    }
    println!("{}", told("the eight others", &others));
    assert_eq!(readings.len(), FLOORS.len());
    assert!(
        changed.is_empty(),
        "where less is found the reading is worse; where more is, this is the new floor:\n{}",
        changed.join("\n")
    );
}
