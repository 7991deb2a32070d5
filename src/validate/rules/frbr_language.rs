use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::language_and_version;
use super::super::rule::{Findings, Rule};
use crate::languages::three_letters;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-language",
        Severity::Warning,
        "The IRI of an expression has its language before the `@`, and the first `FRBRlanguage` \
         says it again: the naming convention wants the same code in both, that of three \
         letters. Here they differ, so that the document is found under one language and not \
         under the other. Correct the wrong one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for one in &context.identifications {
        let (Some(work), Some(expression)) = (one.work(), one.expression()) else { continue };
        let (Some(work), Some(uri)) = (work.akn_uri(), expression.akn_uri()) else { continue };
        let Some((expected, _)) = language_and_version(uri, work) else { continue };
        let Some(language) = expression.values("FRBRlanguage", "language").next() else { continue };
        let found = language.value.as_ref();
        // A code of two letters is another rule's, and one is enough.
        let is_short = three_letters(found).is_some_and(|three| three == expected);
        if found == expected || expected.is_empty() || is_short || !findings.is_first(found) {
            continue;
        }
        let message = format!("expected `{expected}`, as in `{uri}`, but found `{found}`");
        let finding = findings.at(language.element, language.attribute.value_span(), message);
        findings.push(
            finding
                .with_found(found)
                .with_expected([expected])
                .with_help("write the same language in `FRBRlanguage` and in the IRIs"),
        );
    }
}
