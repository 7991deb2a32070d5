use super::super::code::Code;
use super::super::context::Context;
use super::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code {
        name: "eid-syntax",
        severity: Severity::Error,
        level: 2,
        rationale: "An eId is used in URIs and in references: white space, quotes and the like break both. The naming convention makes it of ASCII letters and digits, `-` and `_`.",
    },
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.tree.elements() {
        let Some(attribute) = element.attribute("eId") else { continue };
        let eid = attribute.value();
        let Some(odd) = eid.chars().find(|c| !is_fine(*c)) else { continue };
        let message = format!(
            "expected an eId of letters, digits, `-` and `_`, but found `{odd}` in `{eid}`"
        );
        findings.push(
            findings
                .at(element, attribute.value_span(), message)
                .with_found(eid)
                .with_help("write another sign, and change the references to this eId with it"),
        );
    }
}

fn is_fine(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}
