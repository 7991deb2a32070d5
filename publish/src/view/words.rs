//! The words of the page itself, by language.

use crate::error::{Error, ErrorKind};
use akoma::{Kind, Strength};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The languages the page speaks, by their codes of ISO 639-2.
pub(super) const LANGUAGES: [(&str, &str); 4] = [
    ("eng", include_str!("../../data/words/eng.toml")),
    ("fra", include_str!("../../data/words/fra.toml")),
    ("nld", include_str!("../../data/words/nld.toml")),
    ("deu", include_str!("../../data/words/deu.toml")),
];

fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|e| {
        let message = format!("the words of the page cannot be read: {}", e.message());
        Error::new(ErrorKind::Settings, message).at(format!("data/{file}"))
    })
}

/// The words of the page in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    /// Language tag of these words.
    pub(super) tag: String,
    /// What stands between a word and what it is explained by.
    pub(super) colon: String,
    pub(super) skip: String,
    pub(super) about: String,
    pub(super) date: String,
    pub(super) language: String,
    pub(super) authors: String,
    pub(super) number: String,
    pub(super) uri: String,
    pub(super) dataset: String,
    pub(super) contents: String,
    pub(super) legend: String,
    pub(super) legend_entities: String,
    pub(super) legend_commitments: String,
    pub(super) exact: String,
    pub(super) text: String,
    pub(super) table: String,
    pub(super) entities: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) count: String,
    pub(super) places: String,
    pub(super) commitments: String,
    pub(super) place: String,
    pub(super) commitment: String,
    pub(super) strength: String,
    pub(super) actors: String,
    pub(super) implied: String,
    pub(super) files: String,
    pub(super) licence: String,
    pub(super) publisher: String,
    pub(super) top: String,
    /// What a call on others is called, in the place of a strength.
    pub(super) call: String,
    /// What is a commitment without a strength.
    pub(super) plain: String,
    pub(super) kinds: BTreeMap<String, String>,
    pub(super) strengths: BTreeMap<String, String>,
    pub(super) languages: BTreeMap<String, String>,
}

impl Words {
    /// The words in a language; in English if there are none.
    pub(super) fn of(language: &str) -> Result<Self, Error> {
        let known = LANGUAGES.iter().find(|(code, _)| *code == language);
        let (code, text) = known.unwrap_or(&LANGUAGES[0]);
        read(&format!("words/{code}.toml"), text)
    }

    pub(super) fn kind(&self, kind: Kind) -> &str {
        self.kinds.get(kind.name()).map_or(kind.name(), String::as_str)
    }

    pub(super) fn strength(&self, strength: Strength) -> &str {
        self.strengths.get(strength.name()).map_or(strength.name(), String::as_str)
    }

    /// The name of a language; its code if there is none.
    pub(super) fn language_named<'a>(&'a self, code: &'a str) -> &'a str {
        self.languages.get(code).map_or(code, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use akoma::languages;

    #[test]
    fn every_language_has_every_word() {
        let keys = |map: &BTreeMap<String, String>| map.keys().cloned().collect::<Vec<_>>();
        let english = Words::of("eng").unwrap();
        for (code, text) in LANGUAGES {
            let words = Words::of(code).unwrap_or_else(|e| panic!("{e}"));
            for kind in Kind::ALL {
                assert!(words.kinds.contains_key(kind.name()), "{code}: {kind}");
            }
            for strength in Strength::ALL {
                assert!(words.strengths.contains_key(strength.name()), "{code}: {strength}");
            }
            assert_eq!(keys(&words.kinds), keys(&english.kinds), "{code}");
            assert_eq!(keys(&words.strengths), keys(&english.strengths), "{code}");
            assert_eq!(keys(&words.languages), keys(&english.languages), "{code}");
            assert_eq!(languages::tag(code), Some(words.tag.as_str()));
            assert!(!text.contains("\"\""), "{code} lacks a word");
        }
        assert_eq!(Words::of("lat").unwrap().tag, "en");
    }
}
