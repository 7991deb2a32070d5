use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "reference-portion",
        Severity::Warning,
        "In attributes that refer to a place in this document the value is `#` and an eId. Here \
         it begins with `~`, which is how the naming convention asks a server for a portion of \
         a document: programs that follow references inside the document find nothing. Write \
         `#`, and have an eId at the other end.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in context.references.iter().filter(|one| one.kind.is_local()) {
        if !reference.value.starts_with('~') || !findings.is_first("") {
            continue;
        }
        let name = reference.attribute.name();
        let value = reference.value.as_ref();
        let message = format!("expected `#` and an eId in `{name}`, but found `{value}`");
        findings.push(
            findings
                .at(reference.element, reference.attribute.value_span(), message)
                .with_found(value)
                .with_expected([format!("#{}", &value[1..])])
                .with_help("write `#` and the eId of what is meant"),
        );
    }
}
