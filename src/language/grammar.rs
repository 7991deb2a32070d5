//! How a language builds its verbs, as its file says: endings and stems, tense, number, person.

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use toml::Spanned;

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
pub(crate) enum GrammaticalNumber {
    Singular,
    Plural,
}

/// Where the finite verb of a main clause is, and what belongs to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WordOrder {
    /// After the subject, and what belongs to the verb right after it: « shall promote ».
    #[default]
    Svo,
    /// Second, with the subject before or after it; infinitive, participle or particle close the
    /// clause: « werden … fördern ».
    V2,
}

/// The end of a word: `er`; `..er` with two letters or more before it; `^être` for a whole word;
/// `ge…t` for a word that begins with `ge` too, `…zu…en` for one that holds `zu` inside.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Ending {
    starts: Box<str>,
    inside: Box<str>,
    letters: Box<str>,
    /// How many letters must come before, at least; `None` for a whole word.
    before: Option<usize>,
}

impl From<String> for Ending {
    fn from(notation: String) -> Self {
        if let Some(whole) = notation.strip_prefix('^') {
            let letters = whole.into();
            return Self { starts: "".into(), inside: "".into(), letters, before: None };
        }
        let (front, end) = notation.rsplit_once('…').unwrap_or(("", &notation));
        let (starts, inside) = front.split_once('…').unwrap_or((front, ""));
        let letters = end.trim_start_matches('.');
        Self {
            starts: starts.into(),
            inside: inside.into(),
            letters: letters.into(),
            before: Some(end.len() - letters.len()),
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
    #[inline]
    pub(crate) fn strip<'w>(&self, word: &'w str) -> Option<&'w str> {
        let rest = word.strip_suffix(&*self.letters)?;
        let Some(before) = self.before else { return rest.is_empty().then_some(rest) };
        let long = rest.len() >= before && (before == 0 || rest.chars().count() >= before);
        let begins = rest.strip_prefix(&*self.starts)?;
        // What is inside has letters before it.
        let holds = self.inside.is_empty()
            || begins.find(&*self.inside).is_some_and(|at| at > 0)
            || begins.rfind(&*self.inside).is_some_and(|at| at > 0);
        (long && holds).then_some(rest)
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
    pub(crate) number: Option<GrammaticalNumber>,
    #[serde(default)]
    pub(crate) person: Option<u8>,
}

/// The forms of a verb: a text `present / participles / future`, or a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verb {
    present: String,
    past: String,
    future: String,
    infinitive: Option<String>,
    /// The verb whose forms it takes, with a particle: « arbeiten » of « zusammenarbeiten ».
    pub(crate) base: Option<String>,
    pub(crate) particle: Option<String>,
    /// The verb that makes its compound past, if it is not the one that makes that of most: « sein »
    /// of « übereinkommen ».
    pub(crate) perfect: Option<Spanned<String>>,
}

impl Verb {
    /// Finite forms of the present, without the particle.
    pub(crate) fn present(&self) -> impl Iterator<Item = &str> {
        self.present.split_whitespace()
    }

    /// Participles, all genders and numbers.
    pub(crate) fn past(&self) -> impl Iterator<Item = &str> {
        self.past.split_whitespace()
    }

    /// Finite forms of the future, where the endings do not say so.
    pub(crate) fn future(&self) -> impl Iterator<Item = &str> {
        self.future.split_whitespace()
    }

    /// Infinitives: the lemma, if nothing else is said.
    pub(crate) fn infinitives<'v>(&'v self, lemma: &'v str) -> impl Iterator<Item = &'v str> {
        self.infinitive.as_deref().unwrap_or(lemma).split_whitespace()
    }
}

impl<'de> Deserialize<'de> for Verb {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(VerbVisitor)
    }
}

struct VerbVisitor;

impl<'de> Visitor<'de> for VerbVisitor {
    type Value = Verb;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the forms of a verb, as « present / participles / future » or as a table")
    }

    fn visit_str<E: de::Error>(self, forms: &str) -> Result<Verb, E> {
        let mut parts = forms.split('/').map(|part| part.trim().to_owned());
        let mut part = || parts.next().unwrap_or_default();
        let verb = Verb { present: part(), past: part(), future: part(), ..Verb::default() };
        match parts.next() {
            Some(_) => Err(E::invalid_value(de::Unexpected::Str(forms), &self)),
            None => Ok(verb),
        }
    }

    fn visit_map<A: de::MapAccess<'de>>(self, table: A) -> Result<Verb, A::Error> {
        let table = VerbTable::deserialize(de::value::MapAccessDeserializer::new(table))?;
        if table.particle.is_some() != table.base.is_some() {
            let message =
                "expected `base` and `particle` together, but found one without the other";
            return Err(de::Error::custom(message));
        }
        Ok(Verb {
            present: table.present,
            past: table.past,
            future: table.future,
            infinitive: table.infinitive,
            base: table.base,
            particle: table.particle,
            perfect: table.perfect,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct VerbTable {
    present: String,
    past: String,
    future: String,
    infinitive: Option<String>,
    base: Option<String>,
    particle: Option<String>,
    perfect: Option<Spanned<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_its_forms_in_three_parts_or_in_a_table() {
        #[derive(Debug, Deserialize)]
        struct File {
            verb: Verb,
        }
        let read = |toml: &str| toml::from_str::<File>(toml).map(|file| file.verb);
        let verb = read(r#"verb = "va vont / allé allés / ira""#).unwrap();
        assert_eq!(verb.present().collect::<Vec<_>>(), ["va", "vont"]);
        assert_eq!(verb.past().collect::<Vec<_>>(), ["allé", "allés"]);
        assert_eq!(verb.future().collect::<Vec<_>>(), ["ira"]);
        assert_eq!(verb.infinitives("aller").collect::<Vec<_>>(), ["aller"]);
        assert_eq!(read(r#"verb = "va""#).unwrap().past().count(), 0);
        let table = r#"verb = { present = "arbeitet", base = "arbeiten", particle = "zusammen" }"#;
        let verb = read(table).unwrap();
        assert_eq!(verb.present().collect::<Vec<_>>(), ["arbeitet"]);
        assert_eq!(verb.particle.as_deref(), Some("zusammen"));
        for wrong in [
            r#"verb = "a / b / c / d""#,
            "verb = 3",
            r#"verb = { base = "arbeiten" }"#,
            "verb = { x = 1 }",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

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
            ("ge…t", "gefördert", Some("geförder")),
            ("ge…t", "fördert", None),
            ("…zu…en", "zusammenzuarbeiten", Some("zusammenzuarbeit")),
            ("…zu…en", "zuarbeiten", None),
        ] {
            let ending = Ending::from(notation.to_owned());
            assert_eq!(ending.strip(word), before, "{notation} {word}");
        }
    }
}
