use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::xml::Element;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "tlc-double",
        Severity::Warning,
        "Two entries in `references` are of one class and have one IRI: they are the same thing \
         with two eIds. Who counts where somebody is named, or asks for all references to a \
         concept, gets half of them. Keep one entry, and refer to it.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen: FxHashMap<(usize, &str, Cow<'_, str>), Element<'_>> = FxHashMap::default();
    for entry in &context.entries {
        let Some(attribute) = entry.attribute("href") else { continue };
        let iri = attribute.value();
        // Who has no IRI for his entries has not said that they are the same.
        if iri.trim().is_empty() || iri.starts_with('#') {
            continue;
        }
        // Each component has its own `references`.
        let around = entry.parent().map_or(0, Element::index);
        let Some(first) = seen.get(&(around, entry.name(), iri.clone())) else {
            seen.insert((around, entry.name(), iri), *entry);
            continue;
        };
        if !findings.is_first(iri.as_ref()) {
            continue;
        }
        let first = first.value("eId").unwrap_or_default();
        let name = entry.name();
        let message =
            format!("expected one `{name}` for `{iri}`, but found another beside `{first}`");
        let finding = findings.at(*entry, attribute.value_span(), message);
        findings.push(finding.with_found(iri).with_help("keep one, and refer to it"));
    }
}
