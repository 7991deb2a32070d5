use super::super::code::Code;
use super::super::context::Context;
use super::super::references::ReferenceKind;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "period-kind",
        Severity::Error,
        "`period` refers to a `temporalGroup`, which has the intervals in which something \
         holds; `start` and `end` refer to the `eventRef`s between which they lie. Here the \
         reference leads to something else, which has no dates: no program can tell when this \
         text was in force. Refer to the group or the event.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in &context.references {
        let (expected, other) = match reference.kind {
            ReferenceKind::Group => ("temporalGroup", "temporalGroup"),
            // A mapping holds from one group to another, as the schema's comment has it.
            ReferenceKind::Event if reference.element.name() == "mapping" => {
                ("eventRef", "temporalGroup")
            }
            ReferenceKind::Event => ("eventRef", "eventRef"),
            _ => continue,
        };
        let Some(target) = reference.id().and_then(|id| context.only_by_eid(id)) else { continue };
        let found = target.name();
        if found == expected || found == other || !findings.is_first(reference.value.as_ref()) {
            continue;
        }
        let name = reference.attribute.name();
        let value = reference.value.as_ref();
        let message = format!(
            "expected `{name}` to lead to `{expected}`, but found `{value}`, which leads to `{found}`"
        );
        findings.push(
            findings
                .at(reference.element, reference.attribute.value_span(), message)
                .with_found(found)
                .with_expected([expected])
                .with_help(format!("refer to one of the `{expected}` in `meta`")),
        );
    }
}
