use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-empty",
        Severity::Warning,
        "`FRBRuri` and `FRBRthis` name the document on each level, and all references to it \
         begin with them. Here one is empty: the document cannot be cited, and tools that store \
         documents by their IRI take it for another one that has none. Give it an IRI of the \
         naming convention, or of an equivalent one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let levels = context.identifications.iter().flat_map(|one| one.levels.iter().flatten());
    for (level, name) in levels.flat_map(|level| [(level, "FRBRuri"), (level, "FRBRthis")]) {
        for value in level.values(name, "value").filter(|value| value.value.trim().is_empty()) {
            if findings.is_first("") {
                let level = level.element.name();
                let message = format!("expected the IRI of the `{level}`, but found none");
                let finding = findings.at(value.element, value.attribute.value_span(), message);
                findings.push(finding.with_help("give every level of the document its IRI"));
            }
        }
    }
}
