use super::super::code::Code;
use super::super::context::Context;
use super::super::references::ReferenceKind;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "reference-without-hash",
        Severity::Error,
        "A reference to an element of this document is `#` and its eId. Without the `#` it is \
         read as the name of another file, or as nothing at all: programs do not find the role, \
         agent or concept that is meant. Write the `#`. What is only the name of something \
         needs an entry in `references` to refer to.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in &context.references {
        let value = reference.value.trim();
        // Whole IRIs and portions are no matter of this rule.
        if value.is_empty() || value.starts_with(['#', '~', '!', '/']) || value.contains("://") {
            continue;
        }
        let name = reference.attribute.name();
        let element = reference.element.name();
        let has_id = context.has_id(value);
        let is_wrong = match reference.kind {
            ReferenceKind::Dictionary => false,
            ReferenceKind::Link => has_id && element != "a",
            _ => true,
        };
        // Who forgets it once forgets it everywhere; who writes names does so too.
        let cause = format!("{name} {has_id}");
        if !is_wrong || !findings.is_first(cause) {
            continue;
        }
        let (expected, help) = if has_id {
            (format!("`#{value}`"), "write `#` before the eId")
        } else {
            ("`#` and an eId".to_owned(), "add an entry to `references`, and write `#` and its eId")
        };
        let message = format!("expected {expected} in `{name}`, but found `{value}`");
        let finding = findings.at(reference.element, reference.attribute.value_span(), message);
        let expected = has_id.then(|| format!("#{value}"));
        findings.push(finding.with_found(value).with_expected(expected).with_help(help));
    }
}
