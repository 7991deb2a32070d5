use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use super::eid_syntax::is_whole;
use crate::report::Severity;
use crate::schema::ElementId;
use crate::xml::Element;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "eid-element",
        Severity::Warning,
        "The last part of an eId says which element it is: its full name, or the abbreviation \
         that the naming convention has for it (`art` for `article`, `para` for `paragraph`). \
         Programs and references that were made by the convention do not find an element under \
         another name. Write the name of the convention; identifiers of older versions of Akoma \
         Ntoso (`art1-par2`) have to be made anew.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.elements_of_text() {
        let Some(attribute) = element.attribute("eId") else { continue };
        let eid = attribute.value();
        let last = eid.rsplit("__").next().unwrap_or_default();
        let found = last.split('_').next().unwrap_or_default();
        if is_fine(element, found) || !is_whole(&eid) {
            continue;
        }
        let name = element.name();
        let (cause, help) = if !eid.contains('_') && eid.contains(|c: char| c.is_ascii_digit()) {
            (
                "old".to_owned(),
                "this looks like an identifier of an older version of Akoma Ntoso: make it anew",
            )
        } else if last.split('_').skip(1).any(|part| is_fine(element, part)) {
            (
                "joined".to_owned(),
                "write two `_` between the eId of the context and the name of the element",
            )
        } else {
            (
                format!("{name} {found}"),
                "write the name that the naming convention has for the element",
            )
        };
        if !findings.is_first(cause) {
            continue;
        }
        let expected = ElementId::named(name).map(ElementId::element_ref).unwrap_or(name);
        let message =
            format!("expected `{expected}` in the eId of `{name}`, but found `{found}` in `{eid}`");
        let finding = findings.at(element, attribute.value_span(), message);
        findings.push(finding.with_found(found).with_expected([expected]).with_help(help));
    }
}

fn is_fine(element: Element<'_>, found: &str) -> bool {
    let name = element.name();
    found.eq_ignore_ascii_case(name)
        || ElementId::named(name)
            .is_some_and(|e| e.short_names().iter().any(|short| found.eq_ignore_ascii_case(short)))
        // A component is called as its author likes.
        || name == "component"
        // The name of what has no element of its own is in an attribute.
        || element.value("name").is_some_and(|name| name == found)
}
