use super::super::code::Code;
use super::super::context::Context;
use super::super::rule::{Findings, Rule};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    code: Code::convention(
        "frbr-this",
        Severity::Error,
        "`FRBRuri` names the whole document, `FRBRthis` the component of it that this is: the \
         same IRI, and after it `/!` and the name of the component, `/!main` for the main one. \
         Here the one is not made of the other, so that the component cannot be found from the \
         document. Make `FRBRthis` of `FRBRuri`; in a manifestation the extension comes last.",
    ),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let levels = context.identifications.iter().flat_map(|one| one.levels.iter().flatten());
    for level in levels {
        let (Some(whole), Some(this)) = (level.akn_uri(), &level.this) else { continue };
        let is_manifestation = level.element.name() == "FRBRManifestation";
        let base = if is_manifestation { without_extension(whole) } else { whole };
        let found = this.value.as_ref();
        let cause = level.element.name();
        let rest = found.strip_prefix(base);
        if rest.is_some_and(|rest| is_component(rest, is_manifestation))
            || !findings.is_first(cause)
        {
            continue;
        }
        let extension = &whole[base.len()..];
        let main = format!("{base}/!main{extension}");
        let message = format!("expected `{base}/!` and a component, but found `{found}`");
        findings.push(
            findings
                .at(this.element, this.attribute.value_span(), message)
                .with_found(found)
                .with_expected([main.clone()])
                .with_help(format!("write `{main}` if this is the main component")),
        );
    }
}

/// Whether this may follow the IRI of the whole: nothing, a component, a portion, an extension.
fn is_component(rest: &str, is_manifestation: bool) -> bool {
    let rest = rest.trim_end_matches('/');
    rest.is_empty()
        || rest.starts_with("/!")
        // Without the `/` in earlier drafts, and still in some examples.
        || rest.starts_with('!')
        || rest.starts_with("/~")
        || rest.starts_with('~')
        || is_manifestation && rest.starts_with('.')
}

fn without_extension(uri: &str) -> &str {
    match uri.rsplit_once('.') {
        Some((base, extension)) if !extension.contains('/') => base.trim_end_matches('/'),
        _ => uri,
    }
}
