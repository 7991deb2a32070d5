use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::schema::RECORDS;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "foreign-attribute",
        Severity::Note,
        "The schema lets every element have attributes of other namespaces, but what they mean \
         is known only to who made them: other programs ignore or lose them, and none of the \
         standard's questions finds what they say. Fine for the needs of one program; what \
         others should know has a place in the vocabulary (`refersTo`, `class`, `status`, the \
         `analysis`) or in `proprietary`.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.elements() {
        for attribute in element.attributes() {
            let namespace = attribute.namespace();
            if matches!(namespace, "" | XML | XSI | RECORDS) || !findings.is_first(namespace) {
                continue;
            }
            let name = attribute.name();
            let message =
                format!("expected attributes of Akoma Ntoso, but found `{name}` of `{namespace}`");
            findings.push(
                findings
                    .at(element, attribute.name_span(), message)
                    .with_found(name)
                    .with_help("see that nothing others need is said by this attribute alone"),
            );
        }
    }
}

const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// What `schemaLocation` is in.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
