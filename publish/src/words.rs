//! The words of pages for people, by language; and days and sizes as people write them.

use crate::error::{Error, ErrorKind};
use akoma::{Date, EntityKind, Strength};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of the languages that pages speak, by the codes of these (ISO 639-2), in their order.
static LANGUAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// What pages speak where they have no words in a language.
pub(crate) const FALLBACK: &str = "eng";

/// The codes of the languages that pages speak (ISO 639-2), in alphabetical order.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(code, _)| *code)
}

/// The words of pages in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Words {
    /// Language tag of these words.
    pub(crate) tag: String,
    /// What the language calls itself.
    pub(crate) own_name: String,
    /// What comes between a word and its explanation.
    pub(crate) colon: String,
    /// A day, with `{day}`, `{month}` and `{year}`.
    day: String,
    /// The first day of a month.
    first_day: String,
    months: [String; 12],
    /// What comes before the decimals of a number.
    decimal: String,
    bytes: String,
    /// Thousands, millions and thousand millions of bytes.
    sizes: [String; 3],
    pub(crate) skip: String,
    pub(crate) about: String,
    pub(crate) date: String,
    pub(crate) language: String,
    pub(crate) authors: String,
    pub(crate) number: String,
    pub(crate) uri: String,
    pub(crate) dataset: String,
    pub(crate) files: String,
    pub(crate) contents: String,
    pub(crate) legend: String,
    pub(crate) legend_help: String,
    pub(crate) names: String,
    pub(crate) exact: String,
    pub(crate) text: String,
    pub(crate) table: String,
    pub(crate) agencies: String,
    pub(crate) agency: String,
    /// What is in no chapter.
    pub(crate) outside: String,
    pub(crate) total: String,
    /// A paragraph in a place, with `{number}`.
    pub(crate) paragraph: String,
    pub(crate) entities: String,
    pub(crate) commitments: String,
    /// Who promises where nobody else does, with `{parties}`.
    pub(crate) parties: String,
    pub(crate) actors: String,
    pub(crate) implied: String,
    pub(crate) nobody: String,
    pub(crate) bodies: String,
    pub(crate) addressee: String,
    pub(crate) licence: String,
    pub(crate) publisher: String,
    pub(crate) top: String,
    /// What a call on others is called, in the place of a strength.
    pub(crate) call: String,
    /// What is a commitment without a strength.
    pub(crate) plain: String,
    /// Parts of a text that have no number, by their elements.
    pub(crate) parts: BTreeMap<String, String>,
    pub(crate) kinds: BTreeMap<String, String>,
    /// Entities of a kind.
    pub(crate) groups: BTreeMap<String, String>,
    pub(crate) strengths: BTreeMap<String, String>,
    pub(crate) languages: BTreeMap<String, String>,
    /// The page of a dataset.
    pub(crate) index: IndexWords,
}

/// The words of the page that lists the files of a bundle.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IndexWords {
    pub(crate) files: String,
    pub(crate) file: String,
    pub(crate) format: String,
    pub(crate) size: String,
    pub(crate) documents: String,
    pub(crate) about: String,
    pub(crate) publisher: String,
    pub(crate) licence: String,
    pub(crate) contact: String,
    pub(crate) modified: String,
    pub(crate) record: String,
    pub(crate) sums: String,
    /// The languages to choose from.
    pub(crate) language: String,
}

impl Words {
    /// The words in a language, by its code of ISO 639-2; in English if there are none.
    pub(crate) fn of(language: &str) -> Result<Self, Error> {
        let words = |wanted: &str| LANGUAGES.iter().find(|(code, _)| *code == wanted);
        let (code, text) = words(language).or_else(|| words(FALLBACK)).unwrap_or(&("", ""));
        toml::from_str(text).map_err(|e| {
            let message = format!("the words of pages cannot be read: {}", e.message());
            Error::new(ErrorKind::Settings, message).at(format!("data/words/{code}.toml"))
        })
    }

    pub(crate) fn kind(&self, kind: EntityKind) -> &str {
        self.kinds.get(kind.name()).map_or(kind.name(), String::as_str)
    }

    /// What entities of a kind are called together.
    pub(crate) fn group(&self, kind: EntityKind) -> &str {
        self.groups.get(kind.name()).map_or(kind.name(), String::as_str)
    }

    pub(crate) fn strength(&self, strength: Strength) -> &str {
        self.strengths.get(strength.name()).map_or(strength.name(), String::as_str)
    }

    /// The name of a language; its code if there is none, nothing if nobody knows the language.
    pub(crate) fn language_named<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        let name = self.languages.get(code).map_or(code, String::as_str);
        (!matches!(name, "" | "und")).then_some(name)
    }

    /// A day, month or year as people write it: « 22 novembre 2021 ».
    pub(crate) fn date_told(&self, date: Date) -> String {
        let year = date.year().to_string();
        let Some(month) = date.month().and_then(|m| self.months.get(usize::from(m) - 1)) else {
            return year;
        };
        match date.day() {
            None => format!("{month} {year}"),
            Some(day) => {
                let day = if day == 1 { self.first_day.clone() } else { day.to_string() };
                let told = self.day.replace("{day}", &day).replace("{month}", month);
                told.replace("{year}", &year)
            }
        }
    }

    /// The same for a date of ISO 8601; none if nobody knows it.
    pub(crate) fn day_told(&self, day: &str) -> Option<String> {
        // The standard writes the year 1 where no date is known.
        let date = day.parse::<Date>().ok().filter(|date| date.year() > 1)?;
        Some(self.date_told(date))
    }

    /// A size in bytes as people write it: « 14 ko ».
    pub(crate) fn size_told(&self, bytes: u64) -> String {
        // Between number and unit no line is broken.
        const GAP: char = '\u{A0}';
        if bytes < 1_000 {
            return format!("{bytes}{GAP}{}", self.bytes);
        }
        // In tenths of the unit, so that 999 500 bytes are 1 MB and not 1000 kB.
        let mut tenths = (bytes + 50) / 100;
        let mut unit = 0;
        while tenths >= 9_995 && unit + 1 < self.sizes.len() {
            tenths = (tenths + 500) / 1_000;
            unit += 1;
        }
        let name = &self.sizes[unit];
        if tenths < 100 && !tenths.is_multiple_of(10) {
            format!("{}{}{}{GAP}{name}", tenths / 10, self.decimal, tenths % 10)
        } else {
            format!("{}{GAP}{name}", (tenths + 5) / 10)
        }
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
            for kind in EntityKind::ALL {
                assert!(words.kinds.contains_key(kind.name()), "{code}: {kind}");
            }
            for strength in Strength::ALL {
                assert!(words.strengths.contains_key(strength.name()), "{code}: {strength}");
            }
            assert_eq!(keys(&words.parts), keys(&english.parts), "{code}");
            assert_eq!(keys(&words.kinds), keys(&english.kinds), "{code}");
            assert_eq!(keys(&words.groups), keys(&english.kinds), "{code}");
            assert_eq!(keys(&words.strengths), keys(&english.strengths), "{code}");
            assert_eq!(keys(&words.languages), keys(&english.languages), "{code}");
            assert_eq!(languages::tag(code), Some(words.tag.as_str()));
            assert!(!text.contains("\"\""), "{code} lacks a word");
        }
        assert_eq!(Words::of("lat").unwrap().tag, "en");
    }

    #[test]
    fn days_are_told_as_people_write_them() {
        for (code, day, month, first) in [
            ("fra", "22 novembre 2021", "août 2016", "1er mai 1999"),
            ("eng", "22 November 2021", "August 2016", "1 May 1999"),
            ("nld", "22 november 2021", "augustus 2016", "1 mei 1999"),
            ("deu", "22. November 2021", "August 2016", "1. Mai 1999"),
        ] {
            let words = Words::of(code).unwrap();
            let told = ["2021-11-22", "2016-08", "1999-05-01", "2021"].map(|d| words.day_told(d));
            let wanted = [day, month, first, "2021"].map(|d| Some(d.to_owned()));
            assert_eq!(told, wanted);
            for unknown in ["0001-01-01", "", "tomorrow"] {
                assert_eq!(words.day_told(unknown), None);
            }
        }
    }

    #[test]
    fn sizes_are_told_as_people_write_them() {
        let [french, english] = ["fra", "eng"].map(|code| Words::of(code).unwrap());
        for (bytes, fr, en) in [
            (0, "0 octets", "0 bytes"),
            (999, "999 octets", "999 bytes"),
            (1_000, "1 ko", "1 kB"),
            (1_940, "1,9 ko", "1.9 kB"),
            (9_960, "10 ko", "10 kB"),
            (14_280, "14 ko", "14 kB"),
            (999_400, "999 ko", "999 kB"),
            (999_500, "1 Mo", "1 MB"),
            (2_345_678, "2,3 Mo", "2.3 MB"),
            (7_000_000_000_000, "7000 Go", "7000 GB"),
        ] {
            let plain = |words: &Words| words.size_told(bytes).replace('\u{A0}', " ");
            assert_eq!((plain(&french).as_str(), plain(&english).as_str()), (fr, en));
        }
    }
}
