use super::super::code::Code;
use super::super::context::Context;
use super::super::references::ReferenceKind;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::schema::{ElementId, Schema};

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "reference-kind",
        Severity::Warning,
        "Each of these attributes refers to things of one kind, as the schema says: `as` to a \
         `TLCRole`, `source` and `by` to a person or an organization, `outcome` to a \
         `TLCConcept`, `refersTo` to an entry of the ontology. Here it leads to something else, \
         so that who asks for the roles or agents of a document gets wrong answers. Refer to an \
         entry of the right kind, or make the entry one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in &context.references {
        let Some(target) = reference.id().and_then(|id| context.only_by_eid(id)) else { continue };
        let found = target.name();
        let expected = expected(reference.kind, reference.element.name());
        let is_fine = match reference.kind {
            ReferenceKind::Reference => is_reference(found),
            _ => expected.is_empty() || expected.contains(&found),
        };
        let name = reference.attribute.name();
        if is_fine || !findings.is_first(format!("{name} {}", reference.value)) {
            continue;
        }
        let value = reference.value.as_ref();
        let what = match expected {
            [] => "an entry of `references`".to_owned(),
            _ => format!("`{}`", expected.join("` or `")),
        };
        let message = format!(
            "expected `{name}` to lead to {what}, but found `{value}`, which leads to `{found}`"
        );
        findings.push(
            findings
                .at(reference.element, reference.attribute.value_span(), message)
                .with_found(found)
                .with_expected(expected.iter().copied())
                .with_help("refer to an entry of the right kind"),
        );
    }
}

/// What may be referred to, where that can be listed.
fn expected(kind: ReferenceKind, element: &str) -> &'static [&'static str] {
    match kind {
        ReferenceKind::Role => &["TLCRole"],
        ReferenceKind::Agent => &["TLCPerson", "TLCOrganization"],
        ReferenceKind::Concept => &["TLCConcept"],
        ReferenceKind::Link if element == "noteRef" => &["note", "authorialNote"],
        _ => &[],
    }
}

/// Whether an element of this name is what `references` hold. The vocabulary itself refers to
/// keywords and, with `refersTo`, from a translation to what it translates.
fn is_reference(name: &str) -> bool {
    let held = |references| Some(Schema::get().may_contain(references, ElementId::named(name)?));
    matches!(name, "keyword" | "p") || ElementId::named("references").and_then(held) == Some(true)
}
