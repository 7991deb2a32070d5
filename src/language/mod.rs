//! What changes with the language or the kind of document: data files, and the one notation
//! their phrases are written in.

mod builtin;
mod check;
mod file;
mod grammar;
mod listing;
mod pattern;
mod rule;
mod rules;
mod set;

pub use file::Language;
pub(crate) use grammar::{Ending, GrammaticalNumber, Tense, Verb, VerbEnding, WordOrder};
pub(crate) use listing::{RuleKind, RuleNumbers};
pub(crate) use pattern::{
    Beginnings, Class, Classes, Complement, Match, Pattern, Sets, alternatives,
};
pub(crate) use rule::{Placed, Rule, inside};
pub(crate) use rules::{Frame, PhraseRule, PredicateRules, Who};
pub use set::Languages;
