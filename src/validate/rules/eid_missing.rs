use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::schema::{ElementId, Schema};
use crate::xml::Element;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "eid-missing",
        Severity::Note,
        "Where a document has eIds at all, the naming convention asks for one on every element \
         that can be referred to: divisions, containers, blocks and most that name something. \
         What has none cannot be cited, amended or annotated. Give these elements eIds.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.has_no_eids() {
        return;
    }
    let schema = Schema::get();
    let mut first: Option<Element<'_>> = None;
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for element in context.elements_of_text() {
        let name = element.name();
        let wanted = ElementId::named(name).is_some_and(|e| schema.wants_eid(e));
        if !wanted || element.attribute("eId").is_some() {
            continue;
        }
        first.get_or_insert(element);
        match counts.iter_mut().find(|(counted, _)| *counted == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let Some(first) = first else { return };
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    counts.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let list: Vec<String> =
        counts.iter().take(NAMED).map(|(name, count)| format!("{count} `{name}`")).collect();
    let more = if counts.len() > NAMED { " and others" } else { "" };
    let message = format!(
        "expected an eId on every element that can be cited, but found none on {all}: {}{more}",
        list.join(", ")
    );
    if findings.is_first("") {
        let finding = findings.at(first, first.name_span(), message);
        findings.push(finding.with_help("this is the first of them"));
    }
}

/// The most names that are listed.
const NAMED: usize = 5;
