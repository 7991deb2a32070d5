use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::{FrbrLevel, is_date, language_and_version, parts};
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-date",
        Severity::Warning,
        "The IRI of a work has the date of its `FRBRdate`, or the year of it; that of an \
         expression has the date of its version after `@`. The naming convention wants the \
         same values in both places. Here an IRI has a date that no `FRBRdate` of its level \
         has: who resolves the IRI by the metadata does not find the document. Correct the \
         wrong one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for one in &context.identifications {
        let Some(work) = one.work() else { continue };
        let Some(uri) = work.akn_uri() else { continue };
        if let Some(date) = parts(uri).skip(2).find(|part| is_date(part)) {
            compare(work, date, findings);
        }
        let Some(expression) = one.expression() else { continue };
        let version = expression.akn_uri().and_then(|iri| language_and_version(iri, uri));
        // A version may be known by a number too, but a whole day is a date.
        if let Some((_, version)) =
            version.filter(|(_, version)| is_date(version) && version.len() == 10)
        {
            compare(expression, &version, findings);
        }
    }
}

/// Whether a level has the date that its IRI says.
fn compare(level: &FrbrLevel<'_>, date: &str, findings: &mut Findings<'_>) {
    let mut known = level.values("FRBRdate", "date").peekable();
    let Some(first) = known.peek().cloned() else { return };
    if known.any(|known| known.value.starts_with(date)) || !findings.is_first(date) {
        return;
    }
    let uri = level.uri.as_ref().map_or("", |uri| uri.value.as_ref());
    let found = first.value.as_ref();
    let message = format!("expected `{date}`, as in `{uri}`, but found `{found}`");
    let finding = findings.at(first.element, first.attribute.value_span(), message);
    findings.push(
        finding
            .with_found(found)
            .with_expected([date])
            .with_help("write the same date in `FRBRdate` and in the IRI"),
    );
}
