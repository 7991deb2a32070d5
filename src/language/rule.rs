//! What every rule of a language file has: its name, what it matches, and sentences that show it.

use super::file::Language;
use super::pattern::{Pattern, Sets};
use crate::model::NONE;
use crate::text::Vocabulary;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use toml::Spanned;

/// A text of a language file, with its place.
pub(crate) type Placed = Spanned<String>;

/// Where a part of a text is in its file: the text is between quotation marks. Of one that is written
/// otherwise, the place of the whole.
pub(crate) fn inside(text: &Placed, part: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let whole = text.span();
    match whole.len() == text.get_ref().len() + 2 {
        true => whole.start + 1 + part.start..whole.start + 1 + part.end,
        false => whole,
    }
}

/// A rule of a language file.
pub(crate) trait Rule {
    /// Its name, which no other rule of the language has.
    fn id(&self) -> Option<&Placed>;

    /// What it matches: notations, or plain words.
    fn notations(&self) -> &[Placed];

    /// Sentences in which it holds, with what it finds in brackets.
    fn examples(&self) -> &[Placed];

    /// Sentences in which it does not hold.
    fn counterexamples(&self) -> &[Placed];

    /// What it makes of what it finds, in the words of the file.
    fn gives(&self) -> String;

    /// What it matches, as it is written.
    fn words(&self) -> impl Iterator<Item = &str>
    where
        Self: Sized,
    {
        self.notations().iter().map(|notation| notation.get_ref().as_str())
    }

    /// Its notations, ready to match. What is no notation matches nothing: a language that holds
    /// such is refused when it is read.
    fn patterns(&self, sets: &Sets, vocabulary: &mut Vocabulary) -> impl Iterator<Item = Pattern>
    where
        Self: Sized,
    {
        self.words().filter_map(|notation| Pattern::new(notation, sets, vocabulary).ok())
    }
}

/// Makes a rule: what is its own, and what every [`Rule`] has.
macro_rules! rule {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$key_meta:meta])* $key:ident: $type:ty,)* }
        gives |$rule:ident| $gives:expr
    ) => {
        $(#[$meta])*
                #[derive(Clone, Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub(crate) struct $name {
            #[serde(default)]
            id: Option<$crate::language::rule::Placed>,
            #[serde(rename = "match")]
            notations: Vec<$crate::language::rule::Placed>,
            #[serde(default)]
            example: Vec<$crate::language::rule::Placed>,
            #[serde(default)]
            counterexample: Vec<$crate::language::rule::Placed>,
            $($(#[$key_meta])* pub(crate) $key: $type,)*
        }

        impl Rule for $name {
            fn id(&self) -> Option<&$crate::language::rule::Placed> {
                self.id.as_ref()
            }

            fn notations(&self) -> &[$crate::language::rule::Placed] {
                &self.notations
            }

            fn examples(&self) -> &[$crate::language::rule::Placed] {
                &self.example
            }

            fn gives(&self) -> String {
                let $rule = self;
                $gives
            }

            fn counterexamples(&self) -> &[$crate::language::rule::Placed] {
                &self.counterexample
            }
        }
    };
}

pub(crate) use rule;

/// The words that there are, as one text.
pub(super) fn joined(words: &[Option<&str>]) -> String {
    words.iter().flatten().copied().collect::<Vec<_>>().join(" ")
}

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
pub(super) enum Form {
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

    pub(super) fn form(self) -> Form {
        match self {
            RuleKind::DocType
            | RuleKind::Division
            | RuleKind::Conclusion
            | RuleKind::AcronymHead
            | RuleKind::Change => Form::Words,
            RuleKind::Frame | RuleKind::Operator => Form::Frame,
            RuleKind::NamePattern
            | RuleKind::Subject
            | RuleKind::Hedge
            | RuleKind::Condition
            | RuleKind::Addressee => Form::Notation,
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
