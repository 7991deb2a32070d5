//! What every rule of a language file has: its name, what it matches, and sentences that show it.

use super::pattern::{Pattern, Sets};
use crate::text::Vocabulary;
use toml::Spanned;

/// A text of a language file, with its place.
pub(crate) type Placed = Spanned<String>;

/// A rule of a language file.
#[allow(dead_code, reason = "names and examples are for those who check the file")]
pub(crate) trait Rule {
    /// Its name, which no other rule of the language has.
    fn id(&self) -> Option<&Placed>;

    /// What it matches: notations, or plain words.
    fn notations(&self) -> &[Placed];

    /// What it matches, as it is written.
    fn words(&self) -> impl Iterator<Item = &str> {
        self.notations().iter().map(|notation| notation.get_ref().as_str())
    }

    /// Its notations, ready to match. One that is no notation matches nothing: a language that
    /// holds such a one is refused when it is read.
    fn patterns(&self, sets: &Sets, vocabulary: &mut Vocabulary) -> impl Iterator<Item = Pattern> {
        self.words().filter_map(|notation| Pattern::new(notation, sets, vocabulary).ok())
    }

    /// Sentences in which it holds, with what it finds in brackets.
    fn examples(&self) -> &[Placed];

    /// Sentences in which it does not hold.
    fn counterexamples(&self) -> &[Placed];
}

/// Makes a rule: what is its own, and what every [`Rule`] has.
macro_rules! rule {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$key_meta:meta])* $key:ident: $type:ty,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        #[allow(dead_code, reason = "names and examples are for those who check the file")]
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

            fn counterexamples(&self) -> &[$crate::language::rule::Placed] {
                &self.counterexample
            }
        }
    };
}

pub(crate) use rule;
