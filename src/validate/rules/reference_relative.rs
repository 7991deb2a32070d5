use super::super::code::Code;
use super::super::context::Context;
use super::super::references::ReferenceKind;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "reference-relative",
        Severity::Warning,
        "A reference to another document has its whole IRI from the first `/`, so that it means \
         the same wherever the text is copied to; what begins otherwise is read from where the \
         file happens to lie. Write the IRI with its `/akn/`, or whatever the other naming \
         convention begins with.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in context.references.iter().filter(|one| one.kind == ReferenceKind::Link) {
        let name = reference.element.name();
        let value = reference.value.trim();
        let is_reference = matches!(name, "ref" | "rref" | "activeRef" | "passiveRef" | "original");
        // What is an eId has lost its `#`, which is another mistake.
        if !is_reference || is_global_or_local(value) || context.has_id(value) {
            continue;
        }
        if !findings.is_first(value) {
            continue;
        }
        let message =
            format!("expected a whole IRI, one that begins with `/`, but found `{value}`");
        findings.push(
            findings
                .at(reference.element, reference.attribute.value_span(), message)
                .with_found(value)
                .with_help("write the IRI of the other document from its first `/`"),
        );
    }
}

/// Whether an IRI is one from the root or with a scheme, or leads to a place in this document.
fn is_global_or_local(iri: &str) -> bool {
    let scheme = iri.split(['/', '?', '#']).next().unwrap_or_default();
    iri.is_empty() || iri.starts_with(['/', '#', '!', '~']) || scheme.contains(':')
}
