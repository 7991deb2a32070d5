use super::super::code::Code;
use super::super::context::Context;
use super::super::identification::is_date;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;
use crate::xml::{AttributeOf, Element};

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "interval-reversed",
        Severity::Error,
        "An interval of time begins with one event of the lifecycle and ends with another, \
         which by the dates of the two was before the first. No day is in it: what is said to \
         be in force in this interval never is. Exchange `start` and `end`, or correct the date \
         of an event.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for interval in context.elements().filter(|element| element.name() == "timeInterval") {
        let Some((start, _)) = date_of(context, interval, "start") else { continue };
        let Some((end, attribute)) = date_of(context, interval, "end") else { continue };
        if end < start && findings.is_first(format!("{start} {end}")) {
            let message =
                format!("expected an end on or after {start}, where it starts, but found {end}");
            let finding = findings.at(interval, attribute.value_span(), message);
            findings.push(
                finding.with_found(end).with_help("exchange `start` and `end`, or correct a date"),
            );
        }
    }
}

/// The day of the event that an attribute refers to.
fn date_of<'t>(
    context: &Context<'t>,
    interval: Element<'t>,
    name: &str,
) -> Option<(String, AttributeOf<'t>)> {
    let attribute = interval.attribute(name)?;
    let event = context.only_by_eid(attribute.value().strip_prefix('#')?)?;
    let date = event.value("date")?;
    let day = date.get(..10).filter(|day| is_date(day))?;
    (event.name() == "eventRef").then(|| (day.to_owned(), attribute))
}
