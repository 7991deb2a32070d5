use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-format",
        Severity::Warning,
        "A manifestation is a file of some format, and its IRI ends in a dot and the extension \
         of that format: `/akn/…/fra@.xml`. Without it the IRI is that of the expression, and \
         the XML cannot be told from a PDF of the same text. Write the extension after the \
         IRI.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for manifestation in context.identifications.iter().filter_map(|one| one.manifestation()) {
        let Some(uri) = &manifestation.uri else { continue };
        if manifestation.akn_uri().is_none_or(has_extension) || !findings.is_first("") {
            continue;
        }
        let found = uri.value.as_ref();
        let message = format!("expected the IRI of a format, but found `{found}`");
        let finding = findings.at(uri.element, uri.attribute.value_span(), message);
        findings.push(
            finding.with_found(found).with_help("write `.xml`, or what the format is, after it"),
        );
    }
}

fn has_extension(uri: &str) -> bool {
    let extension = uri.rsplit_once('.').map_or("", |(_, extension)| extension);
    (2..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric())
}
