use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use super::eid_syntax::is_whole;
use crate::report::Severity;
use crate::schema::{EidRole, ElementFunction, ElementId};
use crate::xml::Element;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "eid-context",
        Severity::Warning,
        "An eId begins with that of its context, the element around it that makes its number \
         unique: `chp_2__art_3` is in `chp_2`. This one begins with the eId of an element \
         that it is not in, or of none. Whoever takes eIds apart to find what surrounds a \
         provision is led astray. Often the element was moved or its chapter renumbered, and \
         its eId was not. Give it the eId of its place; keep the old one as `wId` if others \
         refer to it.",
    ),
    check,
};

/// So far up it is looked for elements that have no eId themselves.
const UP: usize = 32;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.document().is_none_or(|document| document.name() == "portion") {
        // What surrounds a portion is in the document that it was taken from.
        return;
    }
    for element in context.elements_of_text() {
        let Some(attribute) = element.attribute("eId") else { continue };
        let eid = attribute.value();
        let Some((prefix, _)) = eid.rsplit_once("__") else { continue };
        if !is_whole(&eid) || is_fine(context, element, prefix) || !findings.is_first(prefix) {
            continue;
        }
        let around = element
            .ancestors()
            .take(UP)
            .filter(|around| has_context(around.name()))
            .find_map(|around| around.value("eId"));
        let expected = match &around {
            Some(around) => format!("an eId that begins with `{around}__`"),
            None => "an eId that begins with that of an element around it".to_owned(),
        };
        let message = format!("expected {expected}, but found `{eid}`");
        let finding = findings.at(element, attribute.value_span(), message);
        findings.push(
            finding
                .with_found(eid)
                .with_expected(around.map(|around| format!("{around}__")))
                .with_help(
                    "give the element the eId of its place, and change the references to it",
                ),
        );
    }
}

/// Whether an element whose eId begins so may occur here.
fn is_fine(context: &Context<'_>, element: Element<'_>, prefix: &str) -> bool {
    match context.by_eid(prefix) {
        Some(before) => {
            before.span().contains(element.span())
                // An eId that two elements have is found by the schema.
                || context.only_by_eid(prefix).is_none()
                || is_milestone(before.name()) && before.span().end() <= element.span().start()
        }
        None => is_silent_context(context, element, prefix),
    }
}

/// Whether the part of the prefix that leads nowhere stands for elements around this one that
/// have no eId. In quoted structures it may be of the document that they are quoted from.
fn is_silent_context(context: &Context<'_>, element: Element<'_>, prefix: &str) -> bool {
    let mut known = prefix;
    let mut silent: Vec<&str> = Vec::new();
    while context.by_eid(known).is_none() {
        let (before, last) = known.rsplit_once("__").unwrap_or(("", known));
        if silent.len() == UP {
            return true;
        }
        silent.push(last.split('_').next().unwrap_or_default());
        known = before;
        if known.is_empty() {
            break;
        }
    }
    if let Some(around) = context.only_by_eid(known)
        && !around.span().contains(element.span())
    {
        return false;
    }
    let around: Vec<Element<'_>> = element.ancestors().take(UP).collect();
    if around.iter().any(|around| is_quoted(around.name())) || around.len() == UP {
        return true;
    }
    silent.into_iter().all(|name| {
        around.iter().any(|around| {
            let short = ElementId::named(around.name()).map(ElementId::element_ref);
            // What a document or a component is called is up to its author.
            is_free(around.name())
                || (Some(name) == short || name == around.name())
                    && around.attribute("eId").is_none()
        })
    })
}

/// What restarts the numbers of what follows without being around it.
fn is_milestone(name: &str) -> bool {
    let function = function(name);
    matches!(function, Some(ElementFunction::Break | ElementFunction::Heading)) || name == "marker"
}

fn is_quoted(name: &str) -> bool {
    function(name) == Some(ElementFunction::Quotation)
}

fn function(name: &str) -> Option<ElementFunction> {
    ElementId::named(name).map(ElementId::function)
}

fn is_free(name: &str) -> bool {
    matches!(name, "component" | "attachment" | "interstitial")
}

/// Whether elements of this name are contexts of what is in them, apart from inline elements,
/// bodies and the like, of which there is one.
fn has_context(name: &str) -> bool {
    ElementId::named(name).is_none_or(|element| {
        element.eid_role() != EidRole::Unique(false) && element.function() != ElementFunction::Look
    })
}
