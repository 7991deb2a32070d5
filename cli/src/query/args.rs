//! What the questions have in common: whom they ask for, how answers are printed.

use super::asked::{NameOption, QueryNames};
use crate::answers::RecordFormat;
use crate::choices::Choices;
use crate::exit::{FINDINGS, FINE};
use crate::findings;
use crate::input::Input;
use akoma::{Document, Entity, EntityKind, Mentions, Predicates, code_lists};
use clap::Args as ClapArgs;
use std::collections::BTreeSet;

/// How answers are printed.
#[derive(ClapArgs)]
pub(super) struct FormatArgs {
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: RecordFormat,
}

/// Whom a question is about.
#[derive(ClapArgs)]
pub(super) struct EntityArgs {
    /// Only where this entity is named, by its identifier, name or acronym in any language; may be
    /// given several times
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,
    /// Only where an entity of this class is named, for example agency, institution, court, state,
    /// city
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = Choices::likely(classes),
          hide_possible_values = true)]
    class: Vec<String>,
    /// Only where an entity of this country is named: ISO 3166-1 alpha-2 such as be, or eu, un, int
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',',
          value_parser = Choices::likely(countries), hide_possible_values = true)]
    country: Vec<String>,
}

/// The classes that are listed, each once.
fn classes() -> Vec<&'static str> {
    let listed = EntityKind::ALL.iter().flat_map(|kind| code_lists::classes(kind.name()));
    let listed: BTreeSet<_> = listed.collect();
    listed.into_iter().collect()
}

fn countries() -> Vec<&'static str> {
    code_lists::countries().map(|country| country.code).collect()
}

impl EntityArgs {
    /// Whether anybody is asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.named().iter().any(|(_, values)| !values.is_empty())
    }

    pub(super) fn named(&self) -> [(NameOption, &[String]); 3] {
        [
            (NameOption::Entity, &self.entity),
            (NameOption::Class, &self.class),
            (NameOption::Country, &self.country),
        ]
    }

    /// The mentions in a document of what is asked for.
    pub(super) fn mentions<'a>(&self, doc: &'a Document, asked: &QueryNames) -> Mentions<'a> {
        let found = asked.called(NameOption::Entity, doc).fold(doc.mentions(), Mentions::of);
        let found = self.class.iter().fold(found, |found, class| found.class(class));
        self.country.iter().fold(found, |found, country| found.country(country))
    }

    /// The predicates among `found` whose clauses name what is asked for.
    pub(super) fn predicates<'a>(
        &self,
        found: Predicates<'a>,
        doc: &'a Document,
        asked: &QueryNames,
    ) -> Predicates<'a> {
        let found = asked.called(NameOption::Entity, doc).fold(found, Predicates::naming);
        let found = self.class.iter().fold(found, |found, class| found.class(class));
        self.country.iter().fold(found, |found, country| found.country(country))
    }
}

/// Says what was not looked for in a document, so that a short answer does not look like a whole one:
/// who is named in XML that marks nobody, dates in a text whose language is not known. Gives the exit
/// code.
pub(super) fn report_missing(input: &Input) -> u8 {
    if input.xml && input.doc.mentions().next().is_none() {
        findings::note(&format!(
            "nobody is marked in {}: `akoma annotate` looks for who is named",
            input.origin
        ));
    }
    let codes = ["language-unknown", "no-language-data"];
    let unknown = input.doc.report().iter().find(|finding| codes.contains(&finding.code()));
    unknown.map_or(FINE, |finding| {
        findings::finding(finding, &input.origin);
        FINDINGS
    })
}

/// What a table calls an entity: a long name gives way to its acronym.
pub(super) fn label(entity: &Entity) -> &str {
    let long = entity.name().chars().count() > 32;
    entity.short().filter(|_| long).unwrap_or(entity.name())
}
