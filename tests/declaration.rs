//! What akoma makes of the bundled declaration, in full: structure, mentions, commitments, the
//! agencies table, the XML. A change shows as a difference to read.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, Document, Strength, Unit, akn, corpus, export};
use std::fmt::Write as _;

fn declaration() -> Document {
    corpus::declaration().unwrap().annotate(Annotator::bundled())
}

#[test]
fn structure() {
    let doc = declaration();
    let mut lines = String::new();
    for r in export::nodes(&doc, "d", Unit::CodePoint) {
        let heading = r.heading.map(|h| format!(" {h:?}")).unwrap_or_default();
        let num = r.num.map(|n| format!(" {n:?}")).unwrap_or_default();
        let indent = "  ".repeat(r.level - 1);
        let _ = writeln!(
            lines,
            "{indent}{} {}{num}{heading} line {} [{}, {})",
            r.element, r.eid, r.line, r.start, r.end
        );
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn mentions() {
    let doc = declaration();
    let mut lines = String::new();
    for r in export::mentions(&doc, "d", doc.mentions(), Unit::CodePoint) {
        let inner = if r.outer { "" } else { "  " };
        let role = match (r.role, r.party) {
            (None, None) => String::new(),
            (role, party) => format!(" ({} of {})", role.unwrap_or("?"), party.unwrap_or("?")),
        };
        let _ = writeln!(
            lines,
            "{inner}{} [{}, {}) {} {:?} = {}{role}",
            r.line, r.start, r.end, r.kind, r.surface, r.id
        );
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn predicates() {
    let doc = declaration();
    let mut lines = String::new();
    for r in export::predicates(&doc, "d", doc.predicates(), Unit::CodePoint) {
        let _ = writeln!(lines, "{}", serde_json::to_string(&r).unwrap());
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn entity_index() {
    let doc = declaration();
    let mut lines = String::new();
    for r in export::entity_index(&doc, "d") {
        let _ = writeln!(lines, "{} {} {}", r.id, r.chapter.unwrap_or("-"), r.count);
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn xml() {
    insta::assert_snapshot!(declaration().to_akn());
}

#[test]
fn findings() {
    let doc = declaration();
    let lines: Vec<_> = doc
        .report()
        .iter()
        .map(|d| format!("{} {} {}", d.severity(), d.code(), d.message()))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_text_taken_back_out_is_the_source() {
    let doc = declaration();
    let xml = doc.to_akn();
    let back = akn::read(&xml).unwrap();
    assert_eq!(back.text(), corpus::DECLARATION_TEXT);
    assert_eq!(back.to_akn(), xml);
    akn::verify(&doc, &xml).unwrap();
}

#[test]
fn the_xml_answers_as_the_text_does() {
    let doc = declaration();
    let back = akn::read(&doc.to_akn()).unwrap();
    let json = |doc: &Document| {
        let mentions: Vec<_> = export::mentions(doc, "d", doc.mentions(), Unit::Utf16).collect();
        let commitments: Vec<_> =
            export::predicates(doc, "d", doc.predicates(), Unit::Byte).collect();
        let nodes: Vec<_> = export::nodes(doc, "d", Unit::CodePoint).collect();
        serde_json::to_string(&(mentions, commitments, nodes, export::entity_index(doc, "d")))
            .unwrap()
    };
    assert_eq!(json(&back), json(&doc));
}

#[test]
fn questions_of_the_tour() {
    let doc = declaration();
    let chapter = doc.by_eid("chp_7").unwrap();
    assert_eq!(doc.mentions().of("anssi").within(chapter).count(), 2);
    assert_eq!(doc.mentions().of("Tournai II").count(), 1);
    assert_eq!(doc.mentions().of("Daech").count(), doc.mentions().of("Daesh").count());
    let firm: Vec<_> = doc.commitments().strength(Strength::Firm).naming("ocam").collect();
    assert_eq!(firm.len(), 1);
    assert_eq!(firm[0].bodies().map(|e| e.id()).collect::<Vec<_>>(), ["ocam", "dgsi"]);
    let ministers: Vec<_> = doc.entities().filter(|e| doc.role_of(e).is_some()).collect();
    assert_eq!(ministers.len(), 10);
}
