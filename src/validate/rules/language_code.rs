use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::languages::{is_language, three_letters};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "language-code",
        Severity::Warning,
        "`FRBRlanguage` has the code that the IRI of the expression has: that of ISO 639-2, \
         with three letters, `fra` and not `fr`. (`xml:lang` is another matter: it has the tags \
         of the web, `fr`.) Who looks for the expressions of a language by its code does not \
         find this one. Write the code of three letters; `mul` for several languages, `und` for \
         an unknown one.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let expressions = context.identifications.iter().filter_map(|one| one.expression());
    for language in expressions.flat_map(|level| level.values("FRBRlanguage", "language")) {
        let found = language.value.as_ref();
        if is_language(found) || !findings.is_first(found) {
            continue;
        }
        // `en-GB` is a tag of the web: its first part is the language.
        let language_of = found.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let expected = three_letters(&language_of)
            .map(str::to_owned)
            .or_else(|| Some(language_of).filter(|code| is_language(code)));
        let what = match &expected {
            Some(code) => format!("`{code}`"),
            None => "a code of ISO 639-2".to_owned(),
        };
        let written = if found.is_empty() { "none".to_owned() } else { format!("`{found}`") };
        let message = format!("expected {what}, but found {written}");
        let finding = findings.at(language.element, language.attribute.value_span(), message);
        findings.push(
            finding
                .with_found(found)
                .with_expected(expected)
                .with_help("write the code of three letters that ISO 639-2 has for the language"),
        );
    }
}
