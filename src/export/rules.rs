use super::entities::Names;
use super::table::record;
use crate::language::{Language, Placed};

record! {
    /// A rule of a language.
    pub struct RuleRecord<'a> {
        /// The code of the language: ISO 639-2.
        language: &'a str = "language",
        /// The rule's name, as [`Predicate::rule`](crate::Predicate::rule) and
        /// [`Mention::rule`](crate::Mention::rule) give it.
        id: &'a str = "id",
        /// The table of the language file that holds it, for example `commitments.frame`.
        table: &'static str = "table",
        /// What it makes of what it finds: an act and its strength, a kind of entity and its class, an
        /// element.
        gives: String = "gives",
        /// What it matches: words, or notations.
        matches: Names<'a> = "match",
        /// Sentences in which it finds what is in brackets.
        examples: Names<'a> = "example",
        /// Sentences in which it finds nothing.
        counterexamples: Names<'a> = "counterexample",
    }
}

/// Records of the rules of a language, table by table.
///
/// ```
/// use akoma::{Languages, export};
///
/// let french = Languages::bundled().get("fra").unwrap();
/// let firm = export::rules(french).filter(|rule| rule.gives == "commit firm");
/// assert!(firm.count() > 3);
/// ```
pub fn rules(language: &Language) -> impl Iterator<Item = RuleRecord<'_>> {
    language.with_examples().rules().map(|(kind, rule)| RuleRecord {
        language: language.code(),
        id: rule.id().map_or("", |id| id.get_ref()),
        table: kind.table(),
        gives: rule.gives(),
        matches: names(rule.notations()),
        examples: names(rule.examples()),
        counterexamples: names(rule.counterexamples()),
    })
}

fn names(placed: &[Placed]) -> Names<'_> {
    Names(placed.iter().map(|text| text.get_ref().as_str()).collect())
}
