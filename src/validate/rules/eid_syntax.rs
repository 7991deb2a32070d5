use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "eid-syntax",
        Severity::Error,
        "An eId is used in IRIs, after `#` or `~`, and is made of a context, the name of an \
         element and a number: `chp_2__art_3`. Here a sign breaks the IRI, or a part is empty, \
         so that the eId cannot be referred to or taken apart. Change it, and the references to \
         it. The same holds for `wId`.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.elements_of_text() {
        for name in ["eId", "wId"] {
            let Some(attribute) = element.attribute(name) else { continue };
            let value = attribute.value();
            let Some((cause, expected)) = mistake(&value) else { continue };
            if !findings.is_first(cause) {
                continue;
            }
            let message = format!("expected {expected}, but found `{value}`");
            findings.push(
                findings
                    .at(element, attribute.value_span(), message)
                    .with_found(value)
                    .with_help("correct it, and the references to it"),
            );
        }
    }
}

/// What is wrong with an identifier, and what would be right.
fn mistake(id: &str) -> Option<(String, String)> {
    if let Some(odd) = id.chars().find(|&c| !may_stand(c)) {
        return Some((odd.to_string(), format!("an identifier without « {odd} »")));
    }
    (!is_whole(id)).then(|| {
        let expected = "a name or a name, `_` and a number between each `__`";
        (String::new(), expected.to_owned())
    })
}

/// Whether no part of an identifier is empty: `a__b_1`, not `a___1` or `a__b_`.
pub(super) fn is_whole(id: &str) -> bool {
    !id.split("__").any(|part| part.starts_with('_') || part.ends_with('_') || part.is_empty())
}

/// Whether an IRI may have this sign in a fragment and in a part of its path. White space is left
/// to the schema, which does not allow it either.
fn may_stand(c: char) -> bool {
    c.is_alphanumeric()
        || !c.is_ascii() && !c.is_control()
        || "-_.!$&'()*+,;=:@".contains(c)
        || c.is_whitespace()
}
