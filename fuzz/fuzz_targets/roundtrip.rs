//! What was read is written back to the byte, and is the same when it is read again.

#![no_main]

use akoma::{Document, akn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(xml) = akn::decode(bytes.to_vec()) else { return };
    let Ok(doc) = akn::read(&xml) else { return };
    let written = doc.to_akn();
    assert!(written == xml, "the XML is not what was read");
    // Decoding what is UTF-8 by now changes nothing.
    assert!(akn::decode(written.clone().into_bytes()).is_ok_and(|again| again == xml));
    let again = akn::read(&written).expect("what was read is read again");
    assert_eq!(again.text(), doc.text());
    assert_eq!(layers(&again), layers(&doc));
    assert_eq!(again.frbr(), doc.frbr());
});

/// The tree, the mentions and the commitments, in words.
fn layers(doc: &Document) -> Vec<String> {
    let nodes = doc.root().descendants().map(|n| format!("{n:?}"));
    let mentions = doc.mentions().map(|m| {
        format!(
            "{} {:?} {} {:?} {:?}",
            m.span(),
            m.kind(),
            m.eid(),
            m.entity(),
            m.outer().map(|o| o.span())
        )
    });
    let commitments = doc.predicates().map(|c| format!("{c:?} {} {}", c.span(), c.eid()));
    nodes.chain(mentions).chain(commitments).collect()
}
