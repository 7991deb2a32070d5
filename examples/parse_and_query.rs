//! A plain text becomes a document that answers who is named where and who promised what.
//!
//! `cargo run --example parse_and_query` reads the text below, `… -- FILE` one of your own.

use akoma::{Annotator, Document, EntityKind, Error, Source, Strength};
use std::ffi::OsString;

const TEXT: &str = "\
Déclaration conjointe de la Belgique et de la France
1. Cybersécurité
Les deux pays renforceront la coopération entre le CCB et l’ANSSI.
2. Frontières
La France s’efforcera de simplifier les règles. Les deux pays saluent le travail de Frontex.";

fn main() -> Result<(), Error> {
    run(std::env::args_os().nth(1))
}

/// Prints what a file, or the text above, says.
fn run(path: Option<OsString>) -> Result<(), Error> {
    let doc = match path {
        None => Document::parse(TEXT)?,
        Some(path) => {
            let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
            // Says where the text is no text, or in another encoding than UTF-8.
            let source = Source::decode(&bytes).map_err(|error| error.in_file(&path))?;
            akoma::Parser::new().parse_source(&source)?
        }
    };
    let doc = doc.annotate(Annotator::bundled());
    named(&doc).iter().for_each(|line| println!("{line}"));
    promised(&doc).iter().for_each(|line| println!("{line}"));
    // What was odd about the text: the language that nobody knows, a number that comes twice.
    for finding in doc.report() {
        eprintln!("{}: {}", finding.severity(), finding.message());
    }
    Ok(())
}

/// Each organization, and where it is named.
fn named(doc: &Document) -> Vec<String> {
    let mentions = doc.mentions().kind(EntityKind::Organization);
    mentions
        .map(|mention| {
            let chapter = mention.chapter().and_then(|chapter| chapter.heading());
            let place = chapter.unwrap_or("before the chapters");
            format!("{} ({}), {place}", mention.text(), mention.entity().id())
        })
        .collect()
}

/// Each promise that binds firmly, and who makes it.
fn promised(doc: &Document) -> Vec<String> {
    let firm = doc.commitments().strength(Strength::Firm);
    firm.map(|commitment| {
        let actors: Vec<_> = commitment.actors().map(|actor| actor.name()).collect();
        format!("{}: {}", actors.join(" and "), commitment.text())
    })
    .collect()
}

#[test]
fn it_runs_and_answers() -> Result<(), Error> {
    run(None)?;
    let doc = Document::parse(TEXT)?.annotate(Annotator::bundled());
    let named = named(&doc);
    assert!(named.contains(&"ANSSI (anssi), Cybersécurité".to_owned()), "{named:?}");
    assert!(named.contains(&"Frontex (frontex), Frontières".to_owned()), "{named:?}");
    let promised = promised(&doc);
    assert_eq!(promised.len(), 1, "{promised:?}");
    assert!(promised[0].contains("renforceront la coopération"), "{promised:?}");
    Ok(())
}
