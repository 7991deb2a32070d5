//! Every document has a verdict, always the same, and every finding a place that exists.

#![no_main]

use akoma::{ErrorKind, Level, Validation, Validator, Verdict, akn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let xml = match akn::decode(bytes.to_vec()) {
        Ok(xml) => xml,
        Err(error) => {
            return assert_eq!(Validation::unreadable(&error).verdict(), Verdict::NotWellFormed);
        }
    };
    let level_1 = akoma::validate(&xml);
    let level_2 = Validator::new().level(Level::Convention).validate(&xml);
    let again = Validator::new().level(Level::Convention).validate(&xml);
    assert_eq!(level_2.report(), again.report(), "the findings change");
    assert_eq!(level_2.verdict(), again.verdict());
    assert_eq!(level_2.verdict(), level_1.verdict(), "the verdict depends on the level");
    for finding in level_2.report() {
        assert!(!finding.message().is_empty());
        let Some(span) = finding.span() else { continue };
        assert!(xml.get(span.range()).is_some(), "{}: {span} cuts a character", finding.code());
    }
    let verdict = level_1.verdict();
    assert!(
        verdict == Verdict::Valid || !level_1.report().is_empty(),
        "{verdict} without a reason"
    );
    match akn::read(&xml).map_err(|error| error.kind()) {
        Ok(_) => assert!(verdict != Verdict::NotWellFormed || breaks_xml_by_name(&level_1)),
        Err(ErrorKind::NotWellFormed | ErrorKind::TooLarge) => {
            assert_eq!(verdict, Verdict::NotWellFormed);
        }
        // Refused at the root, or behind it, whatever comes then.
        Err(ErrorKind::NotAkomaNtoso) => assert_ne!(verdict, Verdict::Valid),
        Err(kind) => panic!("{kind:?}"),
    }
});

/// Whether a document is no XML for what reading takes as it is: an `xml:id` that is no name or
/// stands twice, a namespace that is no URI.
fn breaks_xml_by_name(validation: &Validation) -> bool {
    let codes = ["not-well-formed", "duplicate-xml-id", "bad-value", "more-findings"];
    validation.report().iter().any(|finding| codes.contains(&finding.code()))
}
