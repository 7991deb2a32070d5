//! `akoma query`: mentions, commitments, agencies.

mod agencies;
mod asked;
mod commitments;
mod mentions;

pub(crate) use agencies::agency_table;

use crate::answers::Format;
use crate::input::Input;
use crate::{FINDINGS, FINE, findings};
use akoma::export::{EntityIndexRecord, MentionRecord, PredicateRecord, Record};
use akoma::{Document, Entity, Mentions, Predicates};
use asked::{Asked, What};
use clap::{Args as ClapArgs, Subcommand};
use std::io;

#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(subcommand)]
    question: Question,
}

#[derive(Subcommand)]
enum Question {
    /// Who and what is named where
    #[command(after_help = help(MentionRecord::COLUMNS, "\
`start` and `end` count Unicode code points of the source text (see --unit), `end` excluded. `name` \
is in the language of the text if an authority file has a name in that language; `nameLang` is the \
language of `name`.

An option given several times takes what fits any of its values; of different options all must fit.

Examples:
  akoma query mentions --kind agreement,programme
  akoma query mentions --class agency --country be
  akoma query mentions --entity frontex --entity ANSSI --format jsonl accord.txt
  akoma query mentions --outer --format csv out/accord.xml"))]
    Mentions(mentions::Args),
    /// Who promises or asks what, and how firmly
    #[command(after_help = help(PredicateRecord::COLUMNS, "\
`start` and `end` count Unicode code points of the source text (see --unit), `end` excluded. In the \
table an actor in brackets is understood: the text names nobody, and the parties are meant; one in \
« » is in the words of the text, since nobody knows whom they mean. A predicate is what one verb \
says: a commitment, a call, an acknowledgement or a statement.

An option given several times takes what fits any of its values; of different options all must fit, \
and of --entity, --class and --country all must fit one and the same entity.

Examples:
  akoma query commitments --strength endeavour,intention
  akoma query commitments --class agency --country fr
  akoma query commitments --actor Belgique accord.txt
  akoma query commitments --entity OCAM --format jsonl
  akoma query commitments --act all accord.txt"))]
    Commitments(commitments::Args),
    /// Which agencies and agreements are named in which chapter
    #[command(after_help = help(EntityIndexRecord::COLUMNS, "\
There is one record for each agency or agreement and each chapter that names it; `nameLang` is the language of `name`. States, \
governments and armed groups are left out: ask for them with `query mentions`.

Examples:
  akoma query agencies --format csv out/accord.xml
  akoma query agencies --country be accord.txt"))]
    Agencies(agencies::Args),
}

/// What the records of a question hold, and what else is to be said after its options.
pub(crate) fn help(columns: &[&str], more: &str) -> String {
    format!("Records: {}.\n{more}", columns.join(", "))
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    match &args.question {
        Question::Mentions(args) => mentions::run(args),
        Question::Commitments(args) => commitments::run(args),
        Question::Agencies(args) => agencies::run(args),
    }
}

/// How answers are printed.
#[derive(ClapArgs)]
struct FormatArgs {
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Whom a question is about.
#[derive(ClapArgs)]
struct EntityArgs {
    /// Only where this entity is named, by its identifier, name or acronym in any language; may be
    /// given several times
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,
    /// Only where an entity of this class is named, for example agency, institution, court, state,
    /// city
    #[arg(long, value_name = "CLASS", value_delimiter = ',')]
    class: Vec<String>,
    /// Only where an entity of this country is named: ISO 3166-1 alpha-2 such as be, or eu, un, int
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<String>,
}

impl EntityArgs {
    /// Whether anybody is asked for.
    fn is_asked(&self) -> bool {
        self.named().iter().any(|(_, values)| !values.is_empty())
    }

    fn named(&self) -> [(What, &[String]); 3] {
        [(What::Entity, &self.entity), (What::Class, &self.class), (What::Country, &self.country)]
    }

    /// The mentions in a document of what is asked for.
    fn mentions<'a>(&self, doc: &'a Document, asked: &Asked) -> Mentions<'a> {
        let found = asked.called(What::Entity, doc).fold(doc.mentions(), Mentions::of);
        let found = self.class.iter().fold(found, |found, class| found.class(class));
        self.country.iter().fold(found, |found, country| found.country(country))
    }

    /// Those of `found` whose clauses name what is asked for.
    fn commitments<'a>(
        &self,
        found: Predicates<'a>,
        doc: &'a Document,
        asked: &Asked,
    ) -> Predicates<'a> {
        let found = asked.called(What::Entity, doc).fold(found, Predicates::naming);
        let found = self.class.iter().fold(found, |found, class| found.class(class));
        self.country.iter().fold(found, |found, country| found.country(country))
    }
}

/// Says what was not looked for in a document, so that a short answer does not look like a whole one:
/// who is named in XML that marks nobody, dates in a text whose language is not known. Gives the exit
/// code.
fn told_of_missing(input: &Input) -> u8 {
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
fn label(entity: &Entity) -> &str {
    let long = entity.name().chars().count() > 32;
    entity.short().filter(|_| long).unwrap_or(entity.name())
}
