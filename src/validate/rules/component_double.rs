use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use rustc_hash::FxHashSet;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "component-double",
        Severity::Error,
        "Each component of a document has a `FRBRthis` of its own, by which it is distinguished from the \
         others: `/!main`, `/!annex_1`, `/!annex_2`. Here two have the same: a reference to it \
         leads to either, and a store that keeps components by their IRI loses one. Often a \
         component was copied and its identification with it. Give each its own.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen = FxHashSet::default();
    for work in context.identifications.iter().filter_map(|one| one.work()) {
        let Some(this) = work.this.as_ref().filter(|this| !this.value.trim().is_empty()) else {
            continue;
        };
        let found = this.value.as_ref();
        if seen.insert(found) || !findings.is_first(found) {
            continue;
        }
        let message =
            format!("expected a `FRBRthis` that no other component has, but found `{found}` again");
        findings.push(
            findings
                .at(this.element, this.attribute.value_span(), message)
                .with_found(found)
                .with_help("give each component its own name after the `!`"),
        );
    }
}
