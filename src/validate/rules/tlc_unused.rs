use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::xml::Element;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "tlc-unused",
        Severity::Note,
        "An entry in `references` is there to be referred to, and nothing in this document \
         does. It may be left from an earlier version, or the references to it were forgotten \
         or are misspelt. Harmless; but look whether something should refer to it.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut unused: FxHashSet<Cow<'_, str>> =
        context.entries.iter().filter_map(|entry| entry.value("eId")).collect();
    // What lost its `#` is a reference all the same.
    for reference in &context.references {
        unused.remove(reference.value.trim().trim_start_matches(['#', '~']));
    }
    if unused.is_empty() {
        return;
    }
    // Who refers to a document may do so by its IRI.
    let by_iri: FxHashMap<Cow<'_, str>, Cow<'_, str>> = context
        .entries
        .iter()
        .filter_map(|entry| Some((entry.value("href")?, entry.value("eId")?)))
        .collect();
    for reference in &context.references {
        if !reference.element.name().starts_with("TLC")
            && let Some(eid) = by_iri.get(&reference.value)
        {
            unused.remove(eid);
        }
    }
    // Records in other vocabularies refer to entries too, in attributes of any name.
    for attribute in context.all_elements().flat_map(Element::attributes) {
        for id in attribute.value().split_whitespace().filter_map(|one| one.strip_prefix('#')) {
            unused.remove(id);
        }
    }
    for entry in &context.entries {
        let Some(attribute) = entry.attribute("eId") else { continue };
        let eid = attribute.value();
        if !unused.contains(&eid) || !findings.is_first("") {
            continue;
        }
        let message = format!("expected a reference to `{eid}`, but found none");
        let finding = findings.at(*entry, attribute.value_span(), message);
        findings.push(finding.with_found(eid).with_help("refer to it, or leave it out"));
    }
}
