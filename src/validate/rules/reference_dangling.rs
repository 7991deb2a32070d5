use super::super::code::Code;
use super::super::context::Context;
use super::super::references::ReferenceKind;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "reference-dangling",
        Severity::Error,
        "A reference that begins with `#` leads to the element of this document with that eId, \
         and no element has it. Who follows it finds nothing: the name stays without its \
         person, the modification without its text. Correct the reference, or add the element: \
         for roles, persons, organizations and the like, an entry in `references`.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in &context.references {
        let Some(id) = reference.id() else { continue };
        // `href="#"` is a habit of web pages, and `a` is for them.
        let is_web = id.is_empty() && reference.element.name() == "a";
        if is_web || context.has_id(id) || !findings.is_first(id) {
            continue;
        }
        let name = reference.attribute.name();
        let message = if id.is_empty() {
            format!("expected an eId after the `#` of `{name}`, but found none")
        } else {
            format!(
                "expected `{name}` to lead to an element of this document, but found `#{id}`, which is no eId here"
            )
        };
        let help = match reference.kind {
            ReferenceKind::Role => "correct it, or add a `TLCRole` with this eId to `references`",
            ReferenceKind::Agent => {
                "correct it, or add a `TLCPerson` or `TLCOrganization` with this eId to `references`"
            }
            ReferenceKind::Concept => {
                "correct it, or add a `TLCConcept` with this eId to `references`"
            }
            ReferenceKind::Reference => "correct it, or add an entry with this eId to `references`",
            ReferenceKind::Event => "correct it, or add an `eventRef` with this eId to `lifecycle`",
            ReferenceKind::Group => {
                "correct it, or add a `temporalGroup` with this eId to `temporalData`"
            }
            _ => "correct it, or give the element that is meant this eId",
        };
        findings.push(
            findings
                .at(reference.element, reference.attribute.value_span(), message)
                .with_found(reference.value.as_ref())
                .with_help(help),
        );
    }
}
