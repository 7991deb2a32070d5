//! The rules of a language: their tables, their order and their numbers.

use super::file::Language;
use super::rule::Rule;
use crate::model::NONE;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The tables of a language file that hold rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RuleKind {
    DocType,
    Division,
    Conclusion,
    AcronymHead,
    NamePattern,
    Subject,
    Frame,
    Operator,
    Hedge,
    Condition,
    Addressee,
    Change,
}

/// What a rule's `match` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleForm {
    /// Plain words, one phrase each.
    Words,
    /// The notation of phrases.
    Notation,
    /// Lemmas, and the notation of what comes after the verb.
    Frame,
}

impl RuleKind {
    /// The table's name in the file.
    pub(crate) fn table(self) -> &'static str {
        match self {
            RuleKind::DocType => "structure.doctype",
            RuleKind::Division => "structure.division",
            RuleKind::Conclusion => "structure.conclusion",
            RuleKind::AcronymHead => "acronym-head",
            RuleKind::NamePattern => "name-pattern",
            RuleKind::Subject => "commitments.subject",
            RuleKind::Frame => "commitments.frame",
            RuleKind::Operator => "commitments.operator",
            RuleKind::Hedge => "commitments.hedge",
            RuleKind::Condition => "commitments.condition",
            RuleKind::Addressee => "commitments.addressee",
            RuleKind::Change => "commitments.change",
        }
    }

    pub(super) fn form(self) -> RuleForm {
        match self {
            RuleKind::DocType
            | RuleKind::Division
            | RuleKind::Conclusion
            | RuleKind::AcronymHead
            | RuleKind::Change => RuleForm::Words,
            RuleKind::Frame | RuleKind::Operator => RuleForm::Frame,
            RuleKind::NamePattern
            | RuleKind::Subject
            | RuleKind::Hedge
            | RuleKind::Condition
            | RuleKind::Addressee => RuleForm::Notation,
        }
    }
}

/// The numbers of a language's rules: each has its place among [`Language::rules`].
#[derive(Debug, Default)]
pub(crate) struct RuleNumbers<'l>(FxHashMap<&'l str, u32>);

impl<'l> RuleNumbers<'l> {
    pub(crate) fn of(language: Option<&'l Language>) -> Self {
        let rules = language.into_iter().flat_map(Language::rules);
        let ids = rules.zip(0..).filter_map(|((_, rule), n)| Some((rule.id()?.get_ref(), n)));
        Self(ids.map(|(id, number)| (id.as_str(), number)).collect())
    }

    pub(crate) fn number(&self, rule: &dyn Rule) -> u32 {
        let number = rule.id().and_then(|id| self.0.get(id.get_ref().as_str()));
        number.copied().unwrap_or(NONE)
    }
}

impl Language {
    /// The ids of all rules, in the order of their numbers.
    pub(crate) fn rule_ids(&self) -> Arc<[Box<str>]> {
        let id = |rule: &dyn Rule| rule.id().map_or("", |id| id.get_ref().as_str()).into();
        self.rules().map(|(_, rule)| id(rule)).collect()
    }

    /// All rules, in the order of their numbers.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (RuleKind, &dyn Rule)> {
        fn all<R: Rule>(
            kind: RuleKind,
            rules: &[R],
        ) -> impl Iterator<Item = (RuleKind, &dyn Rule)> {
            rules.iter().map(move |rule| (kind, rule as &dyn Rule))
        }
        all(RuleKind::DocType, &self.structure.doctype)
            .chain(all(RuleKind::Division, &self.structure.division))
            .chain(all(RuleKind::Conclusion, &self.structure.conclusion))
            .chain(all(RuleKind::AcronymHead, &self.acronym_head))
            .chain(all(RuleKind::NamePattern, &self.name_pattern))
            .chain(all(RuleKind::Subject, &self.commitments.subject))
            .chain(all(RuleKind::Frame, &self.commitments.frame))
            .chain(all(RuleKind::Operator, &self.commitments.operator))
            .chain(all(RuleKind::Hedge, &self.commitments.hedge))
            .chain(all(RuleKind::Condition, &self.commitments.condition))
            .chain(all(RuleKind::Addressee, &self.commitments.addressee))
            .chain(all(RuleKind::Change, &self.commitments.change))
    }
}
