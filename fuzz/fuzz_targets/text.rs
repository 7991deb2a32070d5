//! A plain text becomes an XML that is valid, proves itself, and gives the text back to the
//! character.

#![no_main]

use akoma::{Annotator, Document, Source, Verdict, akn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::decode(bytes) else { return };
    let text = std::str::from_utf8(bytes).expect("it was decoded");
    let Ok(doc) = Document::parse(text) else { return };
    let doc = doc.annotate(Annotator::bundled());
    let xml = doc.to_akn();
    if let Err(error) = akn::verify(&doc, &xml) {
        panic!("{error}\n{xml}");
    }
    let again = akn::read(&xml).expect("akoma reads what it writes");
    assert_eq!(again.text(), source.text());
    assert_eq!(again.had_bom(), source.had_bom());
    let validation = akoma::validate(&xml);
    if validation.verdict() != Verdict::Valid {
        panic!("{:#?}\n{xml}", validation.report());
    }
});
