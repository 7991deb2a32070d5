//! Whatever the bytes are: they are refused with an error, or make a document whose every part can
//! be asked for and lies where it should.

#![no_main]

use akoma::{Document, Node, Span, akn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let xml = match akn::decode(bytes.to_vec()) {
        Ok(xml) => xml,
        Err(error) => return assert!(!error.message().is_empty()),
    };
    match akn::read(&xml) {
        Ok(doc) => check(&doc),
        Err(error) => assert!(!error.message().is_empty() && error.position() != Some((0, 0))),
    }
});

fn check(doc: &Document) {
    let root = doc.root();
    assert_eq!(root.span(), Span::new(0, doc.text().len() as u32));
    let mut before = root;
    for node in root.descendants() {
        assert!(!node.element().is_empty());
        lies_in(doc, node.span(), node.parent().map(Node::span));
        assert!(before.span().start() <= node.span().start(), "{node:?} stands before {before:?}");
        // Asking must not fail, whatever the answer is; some questions cost a walk.
        let _ = (node.num(), node.heading(), node.number(), node.chapter());
        for (name, value) in node.attributes().take(32) {
            assert!(!name.is_empty() && name != "eId");
            assert!(node.attribute(name).is_some(), "{name}={value}");
        }
        before = node;
    }
    siblings_follow(root);
    // Looking for an eId goes through the document: so not for all of them.
    for node in root.descendants().filter(|n| !n.eid().is_empty()).take(8) {
        assert_eq!(doc.by_eid(node.eid()).map(Node::eid), Some(node.eid()));
    }
    let mut end = 0;
    for chapter in doc.chapters() {
        assert!(chapter.chapter() == Some(chapter));
        assert!(end <= chapter.span().start(), "{chapter:?} lies in another");
        end = chapter.span().end();
    }
    for mention in doc.mentions() {
        assert!(!mention.span().is_empty() && !mention.text().is_empty());
        // It may stand in several pieces: the first lies in its node.
        let first = Span::new(mention.span().start(), mention.span().start());
        lies_in(doc, first, Some(mention.node().span()));
        lies_in(doc, mention.span(), None);
        let _ = (mention.eid(), mention.kind(), mention.chapter(), mention.outer());
    }
    for mention in doc.mentions().take(32) {
        assert!(doc.mentions().of(mention.entity().id()).next().is_some());
    }
    for commitment in doc.predicates() {
        lies_in(doc, commitment.span(), None);
        let _ = (commitment.trigger_text(), commitment.strength(), commitment.chapter());
        let _ = (commitment.actors().count(), commitment.mentions().count());
        let places = [commitment.subject(), commitment.object(), commitment.addressee()];
        let lists = [commitment.trigger(), commitment.hedges(), commitment.conditions()];
        for place in places.into_iter().flatten().chain(lists.into_iter().flatten().copied()) {
            lies_in(doc, place, None);
        }
    }
    for entity in doc.entities() {
        let _ = (doc.role_of(entity), doc.party_of(entity), entity.name(), entity.country());
    }
    let _ = (doc.frbr(), doc.title(), doc.language(), doc.entity_index().len(), doc.metadata());
}

/// The elements right inside another come one after the other.
fn siblings_follow(root: Node<'_>) {
    // Each element is a child once.
    let parents = std::iter::once(root).chain(root.descendants());
    for parent in parents {
        let mut at = parent.span().start();
        for child in parent.children() {
            assert!(at <= child.span().start(), "{child:?} begins in the element before");
            at = child.span().end();
        }
    }
}

fn lies_in(doc: &Document, span: Span, outer: Option<Span>) {
    assert!(doc.text().get(span.range()).is_some(), "{span} cuts a character");
    assert!(outer.is_none_or(|outer| outer.contains(span)), "{span} is not in {outer:?}");
}
