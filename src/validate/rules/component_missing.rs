use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use rustc_hash::FxHashSet;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "component-missing",
        Severity::Error,
        "A reference that begins with `!` leads to a component of the same work, and the \
         components of this document are in this file: none of them has this name in its \
         `FRBRthis`. Who follows the reference finds nothing. Correct the name, or give the \
         component an `FRBRthis` that ends in it.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Who keeps components in files of their own refers to what cannot be seen from here.
    if context.identifications.len() < 2 {
        return;
    }
    let works = context.identifications.iter().filter_map(|one| one.work()?.this.as_ref());
    let names: FxHashSet<&str> =
        works.filter_map(|this| Some(name_of(this.value.split_once("/!")?.1))).collect();
    let mut known: Vec<&str> = names.iter().copied().collect();
    known.sort_unstable();
    known.truncate(LISTED);
    for reference in &context.references {
        let Some(name) = reference.value.strip_prefix('!') else { continue };
        let name = name_of(name.split(['~', '#', '.']).next().unwrap_or_default());
        if names.contains(name) || name == "main" || !findings.is_first(name) {
            continue;
        }
        let message = format!("expected a component of this document, but found `!{name}`");
        findings.push(
            findings
                .at(reference.element, reference.attribute.value_span(), message)
                .with_found(reference.value.as_ref())
                .with_expected(known.iter().map(|name| format!("!{name}")))
                .with_help("correct the name, or the `FRBRthis` of the component"),
        );
    }
}

/// The most components that are proposed.
const LISTED: usize = 10;

/// `!main/annex` and `!annex` are the same.
fn name_of(component: &str) -> &str {
    let component = component.trim_end_matches('/');
    component.strip_prefix("main/").unwrap_or(component)
}
