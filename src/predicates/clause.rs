//! A clause with a predicate of its own.

use super::rules::Operator;
use super::subject::Subject;
use super::verbs::Finite;
use crate::language::Match;

/// A predicate: its verb and the tokens it reaches over.
#[derive(Clone, Debug)]
pub(super) struct Clause<'a> {
    pub(super) subject: Option<Subject>,
    /// Where its clause begins: the sentence, or the word that follows the joining one.
    pub(super) from: usize,
    /// Where the joining word of the next clause is, or the end.
    pub(super) to: usize,
    pub(super) verb: usize,
    pub(super) reflexive: Option<usize>,
    pub(super) negated: bool,
    pub(super) finite: Finite<'a>,
    /// The participle of a compound past and its listed verb: « ont salué ».
    pub(super) past: Option<(usize, u32)>,
    /// The particle that makes another verb of it: « arbeiten … zusammen ».
    pub(super) particle: Option<usize>,
    /// The participle that closes the clause of an auxiliary in the order `v2`: « wird … gefördert ».
    pub(super) participle: Option<usize>,
    pub(super) operated: Option<Operated<'a>>,
}

/// An operator in a clause: « shall … promote ».
#[derive(Clone, Copy, Debug)]
pub(super) struct Operated<'a> {
    pub(super) operator: &'a Operator,
    /// What follows its verb, up to the verb that it requires.
    pub(super) found: Match,
    /// Whether the verb that it requires is in the items of a list that follows: « shall: ».
    pub(super) open: bool,
}

impl Operated<'_> {
    /// The token of the verb that the operator requires.
    pub(super) fn verb(&self) -> usize {
        self.found.end - 1
    }
}
