use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::parts;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-country",
        Severity::Warning,
        "The IRI of a work names its country first, and `FRBRcountry` says it again for those \
         who do not take IRIs apart: the naming convention wants the same value in both. Here \
         they differ, so that the document is filed under two countries. Correct the wrong one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for work in context.identifications.iter().filter_map(|one| one.work()) {
        let Some(uri) = work.akn_uri() else { continue };
        let Some(expected) = parts(uri).next() else { continue };
        let Some(country) = work.values("FRBRcountry", "value").next() else { continue };
        let found = country.value.as_ref();
        if found.eq_ignore_ascii_case(expected) || !findings.is_first(found) {
            continue;
        }
        let message = format!("expected `{expected}`, as in `{uri}`, but found `{found}`");
        let finding = findings.at(country.element, country.attribute.value_span(), message);
        findings.push(
            finding
                .with_found(found)
                .with_expected([expected])
                .with_help("write the same country in `FRBRcountry` and in the IRIs"),
        );
    }
}
