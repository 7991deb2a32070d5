//! What a document says as records for other tools: a line of JSON each, or a row of CSV.
//!
//! `cargo run --example export_records` writes JSON Lines, `… -- csv` writes CSV.

use akoma::export::{self, PredicateRecord, Record};
use akoma::{Annotator, Document, Unit};
use std::error::Error;
use std::io::{self, Write};

const TEXT: &str = "\
Déclaration conjointe de la Belgique et de la France
1. Cybersécurité
Les deux pays renforceront la coopération entre le CCB et l’ANSSI.";

fn main() -> Result<(), Box<dyn Error>> {
    let doc = Document::parse(TEXT)?.annotate(Annotator::bundled());
    let out = io::stdout().lock();
    match std::env::args().nth(1).as_deref() {
        Some("csv") => write_csv(&doc, out),
        _ => write_jsonl(&doc, out),
    }
}

/// A line of JSON for each mention and each predicate. Offsets count code points, as Python does.
fn write_jsonl(doc: &Document, mut out: impl Write) -> Result<(), Box<dyn Error>> {
    for record in export::mentions(doc, "declaration", doc.mentions(), Unit::CodePoint) {
        writeln!(out, "{}", serde_json::to_string(&record)?)?;
    }
    for record in export::predicates(doc, "declaration", doc.predicates(), Unit::CodePoint) {
        writeln!(out, "{}", serde_json::to_string(&record)?)?;
    }
    Ok(())
}

/// A table of the commitments: any record is a row, its columns are known beforehand.
fn write_csv(doc: &Document, out: impl Write) -> Result<(), Box<dyn Error>> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(PredicateRecord::COLUMNS)?;
    for record in export::predicates(doc, "declaration", doc.commitments(), Unit::CodePoint) {
        csv.write_record(record.cells())?;
    }
    csv.flush()?;
    Ok(())
}

#[test]
fn it_runs_and_writes() -> Result<(), Box<dyn Error>> {
    main()?;
    let doc = Document::parse(TEXT)?.annotate(Annotator::bundled());
    let mut lines = Vec::new();
    write_jsonl(&doc, &mut lines)?;
    let lines = String::from_utf8(lines)?;
    for line in lines.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        assert_eq!(record["doc"], "declaration");
    }
    let all = doc.mentions().count() + doc.predicates().count();
    assert_eq!(lines.lines().count(), all);
    let mut table = Vec::new();
    write_csv(&doc, &mut table)?;
    let table = String::from_utf8(table)?;
    assert_eq!(table.lines().count(), 1 + doc.commitments().count());
    Ok(())
}
