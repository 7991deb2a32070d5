use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-uri",
        Severity::Error,
        "The IRI of an expression is that of its work and more after it, the IRI of a \
         manifestation that of its expression and more. Here one begins otherwise, so that \
         nothing says which work this is a version of. Make the IRI of each level of the one \
         above.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for one in &context.identifications {
        for pair in one.levels.windows(2) {
            let [Some(above), Some(below)] = pair else { continue };
            let (Some(above), Some(uri)) = (above.akn_uri(), &below.uri) else { continue };
            // An equivalent naming convention has rules of its own.
            if below.akn_uri().is_none() || below_begins(&uri.value, above) {
                continue;
            }
            let name = below.element.name();
            if findings.is_first(name) {
                let found = uri.value.as_ref();
                let message =
                    format!("expected an IRI that begins with `{above}`, but found `{found}`");
                let finding = findings.at(uri.element, uri.attribute.value_span(), message);
                findings.push(
                    finding
                        .with_found(found)
                        .with_expected([above])
                        .with_help("make the IRI of each level of the one above"),
                );
            }
        }
    }
}

/// Whether an IRI is another one and more, or the same.
fn below_begins(below: &str, above: &str) -> bool {
    below.strip_prefix(above).is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with(['/', '.', '@', ':', '~'])
            || above.ends_with(['@', ':'])
    })
}
