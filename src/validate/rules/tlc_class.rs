use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::schema::TopLevelClass;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "tlc-class",
        Severity::Warning,
        "The IRI of an entry of the ontology has the name of its class, and the element that \
         refers to it is named after the same class: a `TLCPerson` has \
         `/akn/ontology/person/…`. Here the two say different things, so that a person may be \
         taken for an organization. Correct the wrong one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for entry in &context.entries {
        let Some(attribute) = entry.attribute("href") else { continue };
        let iri = attribute.value();
        let Some((_, rest)) = iri.split_once("/ontology/") else { continue };
        let class = rest.split('/').next().unwrap_or_default();
        let expected = entry.name()[3..].to_ascii_lowercase();
        // Subclasses and words of other languages are free; the name of another class is not.
        let is_other = TopLevelClass::all().any(|known| class.eq_ignore_ascii_case(known.name()));
        if class.eq_ignore_ascii_case(&expected) || !is_other {
            continue;
        }
        if findings.is_first(format!("{expected} {class}")) {
            let name = entry.name();
            let message = format!(
                "expected `{expected}` in the IRI of a `{name}`, but found `{class}` in `{iri}`"
            );
            let finding = findings.at(*entry, attribute.value_span(), message);
            findings.push(
                finding
                    .with_found(class)
                    .with_expected([expected])
                    .with_help("change the IRI, or use the element of that class"),
            );
        }
    }
}
