//! `akoma query`: mentions, commitments, agencies.

mod agencies;
mod args;
mod asked;
mod commitments;
mod mentions;

pub(crate) use agencies::agency_table;

use crate::answers::help;
use akoma::export::{EntityIndexRecord, MentionRecord, PredicateRecord, Record};
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

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    match &args.question {
        Question::Mentions(args) => mentions::run(args),
        Question::Commitments(args) => commitments::run(args),
        Question::Agencies(args) => agencies::run(args),
    }
}
