//! How a language builds its verbs, as its file says: endings and stems, tense, number, person.

use serde::Deserialize;

/// When a finite verb says it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tense {
    Present,
    Future,
}

/// Whether a verb or noun speaks of one or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Number {
    Singular,
    Plural,
}

/// The end of a word: `er`; `..er` with two letters or more before it; `^être` for a whole word.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Ending {
    letters: Box<str>,
    /// How many letters must come before, at least; `None` for a whole word.
    before: Option<usize>,
}

impl From<String> for Ending {
    fn from(notation: String) -> Self {
        match notation.strip_prefix('^') {
            Some(whole) => Self { letters: whole.into(), before: None },
            None => {
                let letters = notation.trim_start_matches('.');
                let before = notation.len() - letters.len();
                Self { letters: letters.into(), before: Some(before) }
            }
        }
    }
}

impl Ending {
    /// Its letters, without those that must come before.
    pub(crate) fn letters(&self) -> &str {
        &self.letters
    }

    /// Whether it stands for a whole word.
    pub(crate) fn is_whole(&self) -> bool {
        self.before.is_none()
    }

    /// What of `word` comes before this ending; `None` if it ends otherwise.
    pub(crate) fn strip<'w>(&self, word: &'w str) -> Option<&'w str> {
        let rest = word.strip_suffix(&*self.letters)?;
        match self.before {
            None => rest.is_empty(),
            Some(before) => rest.len() >= before && (before == 0 || rest.chars().count() >= before),
        }
        .then_some(rest)
    }

    /// Whether a word that is known otherwise ends so: how many letters come before does not count.
    pub(crate) fn ends_known(&self, word: &str) -> bool {
        if self.is_whole() { word == &*self.letters } else { word.ends_with(&*self.letters) }
    }

    /// Whether `word` ends so.
    pub(crate) fn ends(&self, word: &str) -> bool {
        self.strip(word).is_some()
    }
}

/// An ending of a finite verb and what it says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbEnding {
    pub(crate) ending: Ending,
    /// What of the ending belongs to the stem: the r of « renforce-r-ont ».
    #[serde(default)]
    pub(crate) stem: String,
    pub(crate) tense: Tense,
    #[serde(default)]
    pub(crate) number: Option<Number>,
    #[serde(default)]
    pub(crate) person: Option<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_says_what_comes_before_it() {
        for (notation, word, before) in [
            ("er", "agiter", Some("agit")),
            ("er", "er", Some("")),
            ("er", "agit", None),
            ("..er", "iser", Some("is")),
            ("..er", "ôter", Some("ôt")),
            ("..er", "ier", None),
            (".er", "ôer", Some("ô")),
            ("^être", "être", Some("")),
            ("^être", "fenêtre", None),
            ("", "work", Some("work")),
        ] {
            let ending = Ending::from(notation.to_owned());
            assert_eq!(ending.strip(word), before, "{notation} {word}");
        }
    }
}
