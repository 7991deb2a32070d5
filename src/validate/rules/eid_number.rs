use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "eid-number",
        Severity::Warning,
        "The number in an eId is that of `num`, without punctuation: `art_11-2bis` for « Art. \
         11.2 bis ». Here `num` says another one, so that a citation by number leads to the \
         wrong place. Take the number of `num`; where the two differ since the provision was \
         renumbered, the old eId belongs in `wId`.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for num in context.elements_of_text().filter(|element| element.name() == "num") {
        let Some(element) = num.parent() else { continue };
        let Some(attribute) = element.attribute("eId") else { continue };
        let eid = attribute.value();
        let last = eid.rsplit("__").next().unwrap_or_default();
        let Some((_, number)) = last.split_once('_') else { continue };
        // A note or the like in `num` is no part of the number.
        if num.children().next().is_some() {
            continue;
        }
        let text = num.text();
        if agree(&text, number) || !findings.is_first(element.name()) {
            continue;
        }
        let name = element.name();
        let text = text.trim();
        let message = format!("expected the number of `num`, « {text} », but found `{eid}`");
        findings.push(
            findings
                .at(element, attribute.value_span(), message)
                .with_found(number)
                .with_help(format!("give this `{name}` the number that it has in the text")),
        );
    }
}

/// Whether a number in the text may be this one in an eId. Words and letters are counted in more
/// ways than are known here: without a digit there is no finding. What follows the first digits in
/// the eId may keep apart what has one number twice, in one text or in several versions.
fn agree(text: &str, number: &str) -> bool {
    let text = letters(text);
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = letters(if digits > 0 { &number[..digits] } else { number });
    !text.contains(|c: char| c.is_ascii_digit()) || number.is_empty() || text.contains(&number)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::agree;

    #[test]
    fn numbers_agree_without_what_is_around_them() {
        for (text, number) in [
            ("Art. 11.2 bis", "11-2bis"),
            ("Article 1", "1-2"),
            ("Art. 2", "2v1"),
            ("(a)", "1"),
            ("Article premier", "1"),
            ("1.2.3", "3"),
            ("§ 4", "4"),
            ("A1.", "A1"),
            ("-1", "-1"),
        ] {
            assert!(agree(text, number), "{text} {number}");
        }
        for (text, number) in [("1.", "23"), ("[10]", "item"), ("Art. 2", "II"), ("5A", "B")] {
            assert!(!agree(text, number), "{text} {number}");
        }
    }
}
