//! What every rule of a language file has: its name, what it matches, and sentences that show it.

use super::pattern::{Pattern, Sets};
use crate::text::Vocabulary;
use serde::{Deserialize, Deserializer};
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

/// A value that is one of few, by its name.
pub(super) fn parsed<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

pub(super) fn maybe_parsed<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    parsed(deserializer).map(Some)
}
