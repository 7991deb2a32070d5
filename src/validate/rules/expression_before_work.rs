use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::is_date;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "expression-before-work",
        Severity::Warning,
        "An expression is a version of a work, so it cannot be older than the work, but its \
         `FRBRdate` is before that of the work. Who looks for the version of a day gets the \
         wrong one. One of the dates is wrong, or says something else than its place does.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for one in &context.identifications {
        let (Some(work), Some(expression)) = (one.work(), one.expression()) else { continue };
        let works = work.values("FRBRdate", "date").filter(|date| is_day(&date.value));
        let Some(work) = works.min_by(|a, b| day(&a.value).cmp(day(&b.value))) else { continue };
        let all = expression.values("FRBRdate", "date").filter(|date| is_day(&date.value));
        let Some(last) = all.max_by(|a, b| day(&a.value).cmp(day(&b.value))) else { continue };
        if day(&last.value) < day(&work.value) && findings.is_first(day(&last.value)) {
            let (work, date) = (day(&work.value), day(&last.value));
            let message = format!(
                "expected the expression to be of {work}, as the work, or later, but found {date}"
            );
            let finding = findings.at(last.element, last.attribute.value_span(), message);
            findings.push(finding.with_found(date).with_help("correct one of the two dates"));
        }
    }
}

/// The day of a date that may have a time.
fn day(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

fn is_day(date: &str) -> bool {
    day(date).len() == 10 && is_date(day(date))
}
