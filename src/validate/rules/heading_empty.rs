use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::schema::{ElementFunction, ElementId};

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "heading-empty",
        Severity::Warning,
        "A heading or a number with nothing in it shows as an empty line and as an empty entry \
         in a table of contents, and cannot be told from one that was lost. Leave the element \
         out, or put its text in.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.elements_of_text() {
        let name = element.name();
        let function = ElementId::named(name).map(ElementId::function);
        if function != Some(ElementFunction::Heading) {
            continue;
        }
        // What holds an image or a place to fill in is not empty.
        let is_empty = element.children().next().is_none() && element.text().trim().is_empty();
        if is_empty && findings.is_first(name) {
            let message = format!("expected text in `{name}`, but found none");
            let finding = findings.at(element, element.name_span(), message);
            findings.push(finding.with_help("leave the element out, or put its text in"));
        }
    }
}
