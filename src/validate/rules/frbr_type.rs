use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::parts;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-type",
        Severity::Warning,
        "The IRI of a work names the kind of document after the country: the name of the \
         element below `akomaNtoso`, such as `act` or `bill`; finer kinds come after it. Here \
         it is another name, so that the IRI is not the one others form by the naming \
         convention. Change the IRI, or the element.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (Some(document), Some(work)) = (context.document(), context.own_work()) else { return };
    let (Some(uri), Some(value)) = (work.akn_uri(), &work.uri) else { return };
    let Some(found) = parts(uri).nth(1) else { return };
    let expected = document.name();
    if !found.eq_ignore_ascii_case(expected) && findings.is_first("") {
        let message =
            format!("expected `{expected}` after the country, but found `{found}` in `{uri}`");
        let finding = findings.at(value.element, value.attribute.value_span(), message);
        findings.push(
            finding
                .with_found(found)
                .with_expected([expected])
                .with_help("change the IRIs, or use the element of that kind"),
        );
    }
}
