//! What has to come of every input.

use super::inputs::Input;
use akoma::{Diagnostic, Level, Validation, Validator, akn};

/// Reads, writes and validates `input` of some size, and checks what comes of it.
pub(crate) fn answers(input: &Input, xml: &str) {
    let name = input.name;
    match (akn::read(xml), input.refused) {
        (Ok(doc), None) => assert!(doc.to_akn() == xml, "{name}"),
        (Ok(_), Some(kind)) => panic!("{name}: read, and not refused as {kind:?}"),
        (Err(error), kind) => {
            assert_eq!(Some(error.kind()), kind, "{name}: {error}");
            assert!(error.position().is_some() && error.to_string().len() < 1_000, "{name}");
        }
    }
    for &level in Level::ALL {
        let validation = Validator::new().level(level).validate(xml);
        assert_eq!(validation.verdict(), input.verdict, "{name}: {:?}", head_of(&validation));
        let report = validation.report();
        assert!(
            report.len() <= 10_001 || level > Level::Schema,
            "{name}: {} findings",
            report.len()
        );
        let told = |d: &Diagnostic| d.message().len() + d.path().map_or(0, str::len);
        let longest = report.iter().max_by_key(|d| told(d));
        assert!(longest.is_none_or(|d| told(d) < 6_000), "{name}: {longest:?}");
    }
}

fn head_of(validation: &Validation) -> Option<&Diagnostic> {
    validation.report().iter().next()
}
