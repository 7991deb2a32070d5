use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "tlc-unnamed",
        Severity::Warning,
        "`showAs` is what a reader sees of an entry of the ontology: the name of the person, \
         the concept, the event. Here it is empty, and lists and tooltips stay empty with it. \
         Write the name.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for entry in &context.entries {
        let Some(attribute) = entry.attribute("showAs") else { continue };
        if attribute.value().trim().is_empty() && findings.is_first(entry.name()) {
            let name = entry.name();
            let message = format!("expected a name in `showAs` of this `{name}`, but found none");
            let finding = findings.at(*entry, attribute.value_span(), message);
            findings.push(finding.with_help("write what a reader should see"));
        }
    }
}
