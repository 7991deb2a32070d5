//! What the tests of this module share: names found in short texts.

use crate::model::{Document, Entity, EntityKind};
use crate::{Annotator, Authority, Parser};

/// A text in a language, annotated with the bundled names.
pub(super) fn annotated(code: &str, text: &str) -> Document {
    let doc = Parser::new().language(code).unwrap().parse(text).unwrap();
    doc.annotate(Annotator::bundled())
}

/// A French text, annotated with no names but those of `authority`.
pub(super) fn annotated_with(authority: &str, text: &str) -> Document {
    let doc = Parser::new().language("fra").unwrap().parse(text).unwrap();
    doc.annotate(&Annotator::new(Authority::from_toml(authority).unwrap()))
}

/// The mentions of these kinds, each with the id of its entity.
pub(super) fn mentions(doc: &Document, kinds: &[EntityKind]) -> Vec<String> {
    let of_kind = doc.mentions().filter(|m| kinds.contains(&m.kind()));
    of_kind.map(|m| format!("{} = {}", m.text(), m.entity().id())).collect()
}

/// The persons, each with the office and the party that are known of them.
pub(super) fn persons(doc: &Document) -> Vec<String> {
    let told = |entity: Option<&Entity>| entity.map_or("–", |e| e.name()).to_owned();
    let persons = doc.entities().filter(|e| e.kind() == EntityKind::Person);
    let line =
        |e: &Entity| format!("{}: {} / {}", e.name(), told(doc.role_of(e)), told(doc.party_of(e)));
    persons.map(line).collect()
}
