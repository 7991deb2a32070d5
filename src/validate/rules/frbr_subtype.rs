use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::parts;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-subtype",
        Severity::Warning,
        "Where a work is of a finer kind than its element says, the IRI names it after that \
         element, and `FRBRsubtype` says it again: the naming convention wants the same value \
         in both. Here the IRI does not have it, so that the document is not among those of its \
         kind. Correct the one or the other.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(work) = context.own_work() else { return };
    let (Some(uri), Some(subtype)) = (work.akn_uri(), work.values("FRBRsubtype", "value").next())
    else {
        return;
    };
    let found = subtype.value.as_ref();
    let is_there = parts(uri).skip(1).any(|part| part.eq_ignore_ascii_case(found));
    if is_there || found.trim().is_empty() || !findings.is_first("") {
        return;
    }
    let message = format!("expected a subtype that `{uri}` has, but found `{found}`");
    let finding = findings.at(subtype.element, subtype.attribute.value_span(), message);
    findings.push(
        finding.with_found(found).with_help("write it after the kind of document in the IRIs"),
    );
}
