use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::{is_date, parts};
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-number",
        Severity::Warning,
        "The last part of the IRI of a work is its number, or its name if it has none, and \
         `FRBRnumber` or `FRBRname` says it again: the naming convention wants the same value \
         in both. Here the IRI has neither, so that who looks for a number finds another \
         document. Correct the wrong one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(work) = context.own_work() else { return };
    let Some(uri) = work.akn_uri() else { return };
    // With less there is no number, or a part was left out.
    let Some(last) = parts(uri).skip(3).last().filter(|last| !is_date(last)) else { return };
    let numbers = work.values("FRBRnumber", "value");
    let mut known = numbers.chain(work.values("FRBRname", "value")).peekable();
    let Some(first) = known.peek().cloned() else { return };
    let expected = letters(last);
    let is_fine = |known: &str| {
        let known = letters(known);
        known.is_empty() || expected.contains(&known) || known.contains(&expected)
    };
    // « nn » is for what has no number.
    if last == "nn" || known.any(|known| is_fine(&known.value)) || !findings.is_first("") {
        return;
    }
    let found = first.value.as_ref();
    let name = first.element.name();
    let message = format!("expected `{last}`, as in `{uri}`, but found `{found}` in `{name}`");
    let finding = findings.at(first.element, first.attribute.value_span(), message);
    findings.push(
        finding
            .with_found(found)
            .with_expected([last])
            .with_help(format!("write the same in `{name}` and in the IRIs")),
    );
}

/// What is left of a number when it is made a part of an IRI.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
