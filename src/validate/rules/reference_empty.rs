use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "reference-empty",
        Severity::Warning,
        "An attribute that should refer to something is empty. The schema lets it pass, but it \
         says nothing, and as an IRI it means this very document. Say what is referred to, or \
         leave out the attribute, or the element if it cannot be without.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in context.references.iter().filter(|one| one.value.trim().is_empty()) {
        // What a web page links to is no matter of the naming convention.
        let element = reference.element.name();
        let name = reference.attribute.name();
        if element == "a" || !findings.is_first(format!("{element}@{name}")) {
            continue;
        }
        let message =
            format!("expected `{name}` of `{element}` to refer to something, but found it empty");
        findings.push(
            findings
                .at(reference.element, reference.attribute.value_span(), message)
                .with_help("say what is referred to, or leave it out"),
        );
    }
}
