//! The languages that akoma comes with, and which of them a text is written in.

use super::file::Language;
use crate::error::{Error, ErrorKind};
use crate::languages;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The files of each bundled language: its code, then their names and texts.
static BUNDLED: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Every bundled language, read when first asked for.
static READ: [OnceLock<Language>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];

/// How many words of a text tell its language.
const DETECT_WORDS: usize = 400;

impl Language {
    /// The bundled language with this code: of two or three letters, or a language tag that begins
    /// with one, as [`languages::code`] takes them.
    pub fn named(code: &str) -> Option<&'static Language> {
        let code = languages::code(code)?;
        let number = BUNDLED.iter().position(|(bundled, _)| *bundled == code)?;
        Some(READ[number].get_or_init(|| {
            Language::bundled(BUNDLED[number].1)
                .expect("the bundled languages are well-formed: a test reads them")
        }))
    }

    /// The codes of all bundled languages.
    pub fn codes() -> impl DoubleEndedIterator<Item = &'static str> + ExactSizeIterator {
        BUNDLED.iter().map(|(code, ..)| *code)
    }

    /// The bundled language a text is written in, told by its words of grammar; `None` if they
    /// are too few.
    pub fn detect(text: &str) -> Option<&'static Language> {
        let known = known_words();
        let mut all = 0;
        let mut counts = [0usize; BUNDLED.len()];
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        for word in words.take(DETECT_WORDS) {
            all += 1;
            let lower = match word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
                true => Cow::Borrowed(word),
                false => Cow::Owned(word.to_lowercase()),
            };
            let of = known.get(lower.as_ref()).copied().unwrap_or_default();
            counts.iter_mut().zip(of).for_each(|(count, is_one)| *count += usize::from(is_one));
        }
        // Of two with as many, the first.
        let counts = counts.into_iter().zip(Language::codes()).rev();
        let (count, code) = counts.max_by_key(|(count, _)| *count)?;
        // One word in ten is a word of grammar in any running text of these languages.
        (count * 10 >= all && count > 0).then(|| Language::named(code))?
    }

    /// The language of a text: what its metadata says, be there data for it or not, and only if that
    /// is nothing what its words tell.
    pub(crate) fn of(said: Option<&str>, text: &str) -> Option<&'static Language> {
        match said.filter(|code| languages::is_said(code)) {
            Some(code) => Language::named(code),
            None => Language::detect(text),
        }
    }
}

/// The words of grammar of all bundled languages, and whether each is one of each language.
fn known_words() -> &'static FxHashMap<&'static str, [bool; BUNDLED.len()]> {
    static KNOWN: OnceLock<FxHashMap<&'static str, [bool; BUNDLED.len()]>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: FxHashMap<_, [bool; BUNDLED.len()]> = FxHashMap::default();
        for (number, (_, files)) in BUNDLED.iter().enumerate() {
            for word in function_words(files) {
                known.entry(word).or_default()[number] = true;
            }
        }
        known
    })
}

/// The words on the one line of `function-words`, without reading the rest of the files.
fn function_words(files: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let after = |(_, toml): &(_, &'static str)| toml.split_once("function-words = [");
    let list = files.iter().find_map(after).and_then(|(_, rest)| rest.split_once(']'));
    let list = list.map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).collect()
}

/// An unknown language is named with those that are known.
pub(crate) fn unknown_language(code: &str) -> Error {
    let known: Vec<_> = Language::codes().collect();
    let message = format!(
        "expected a language akoma has data for ({}), but found `{code}`",
        known.join(", ")
    );
    let error = Error::new(ErrorKind::UnknownLanguage, message);
    // Names of languages begin as one of their codes: « french » as `fre`, « Deutsch » as `deu`.
    let first: String = code.chars().take(3).collect();
    match languages::code(&first).filter(|near| known.contains(near)) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_by_its_name_is_told_with_its_code() {
        for (name, code) in
            [("french", "fra"), ("English", "eng"), ("dutch", "nld"), ("Deutsch", "deu")]
        {
            let error = unknown_language(name);
            assert_eq!(error.help(), Some(format!("did you mean `{code}`?").as_str()), "{name}");
        }
        for name in ["italian", "", "日本語", "xx"] {
            assert_eq!(unknown_language(name).help(), None, "{name}");
        }
    }

    #[test]
    fn every_bundled_language_is_well_formed() {
        for (code, files) in BUNDLED {
            let language = Language::from_files(files.iter().copied());
            let language = language.unwrap_or_else(|e| panic!("{code}: {e}"));
            assert_eq!(language.code(), *code);
            assert_eq!(function_words(files), language.function_words);
        }
    }

    #[test]
    fn rules_for_commitments_are_there_for_french_only() {
        let with_rules: Vec<_> = Language::codes()
            .filter(|code| Language::named(code).is_some_and(Language::has_commitment_rules))
            .collect();
        assert_eq!(with_rules, ["fra"]);
    }

    #[test]
    fn a_language_is_told_by_its_words_of_grammar() {
        for (code, text) in [
            ("fra", "Les deux pays soulignent l’excellente coopération dans ce domaine."),
            ("eng", "The two countries reaffirm their commitment to the rule of law."),
            ("nld", "De twee landen bevestigen hun samenwerking op het gebied van de politie."),
            (
                "deu",
                "Die beiden Länder bekräftigen ihre Zusammenarbeit auf dem Gebiet der Polizei.",
            ),
        ] {
            assert_eq!(Language::detect(text).map(Language::code), Some(code), "{text}");
        }
        assert!(Language::detect("Lorem ipsum dolor sit amet").is_none());
        assert!(Language::detect("12 34").is_none());
    }

    #[test]
    fn a_language_is_named_by_its_codes_and_tags() {
        for (code, name) in [
            ("fra", Some("fra")),
            ("fr", Some("fra")),
            ("fre", Some("fra")),
            ("FR-be", Some("fra")),
            ("fra@2021", Some("fra")),
            ("en_GB", Some("eng")),
            ("nl", Some("nld")),
            ("dut", Some("nld")),
            ("de", Some("deu")),
            ("ger", Some("deu")),
            ("it", None),
            ("", None),
        ] {
            assert_eq!(Language::named(code).map(Language::code), name, "{code}");
        }
    }

    #[test]
    fn one_word_in_ten_of_the_first_400_tells_the_language() {
        let text = |before: usize, grammar: usize, after: usize| {
            format!("{}{}{}", "x ".repeat(before), "les ".repeat(grammar), "x ".repeat(after))
        };
        for (before, grammar, after, told) in [
            (0, 1, 9, true),
            (0, 1, 10, false),
            (9, 1, 0, true),
            (360, 40, 500, true),
            (361, 40, 500, false),
            (400, 400, 0, false),
            (0, 0, 10, false),
        ] {
            let found = Language::detect(&text(before, grammar, after)).map(Language::code);
            assert_eq!(found, told.then_some("fra"), "{before} {grammar} {after}");
        }
        // Whatever its capitals.
        assert_eq!(Language::detect("LES x À").map(Language::code), Some("fra"));
    }

    #[test]
    fn an_abbreviation_is_one_of_its_language() {
        let is = |code, word| Language::named(code).is_some_and(|l| l.is_abbreviation(word));
        assert!(is("fra", "mme") && !is("eng", "mme") && !is("fra", "paix"));
        // What is unknown is told with what is known.
        assert!(
            unknown_language("ita").message().contains("(deu, eng, fra, nld), but found `ita`")
        );
    }
}
