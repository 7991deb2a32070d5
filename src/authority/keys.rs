//! The keys of an entry: those that every entry may have, and the codes of languages.

use crate::languages;
use serde::de::value::{self, MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, de};
use std::fmt;
use std::marker::PhantomData;
use toml::Spanned;

/// Names with their places.
pub(super) type PlacedNames = Vec<Spanned<String>>;

/// Names in languages, by the codes of these (ISO 639-2), in the order of the file.
pub(super) type InLanguages = Vec<(String, PlacedNames)>;

/// Reads the keys of an entry as `E` has them, and the names under codes of languages.
pub(super) fn with_languages<'de, E, D>(deserializer: D) -> Result<(E, InLanguages), D::Error>
where
    E: Deserialize<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(WithLanguages(PhantomData))
}

struct WithLanguages<E>(PhantomData<E>);

impl<'de, E: Deserialize<'de>> Visitor<'de> for WithLanguages<E> {
    type Value = (E, InLanguages);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut in_language = Vec::new();
        let keys = OtherKeys { map, in_language: &mut in_language };
        let entry = E::deserialize(MapAccessDeserializer::new(keys))?;
        // The order of the file, which a table of TOML does not keep.
        in_language.sort_by_key(|(_, names): &(_, PlacedNames)| {
            names.first().map(|name| name.span().start)
        });
        Ok((entry, in_language))
    }
}

/// The keys that are no codes of languages; the names in languages are put aside.
struct OtherKeys<'l, A> {
    map: A,
    in_language: &'l mut InLanguages,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for OtherKeys<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error>
    where
        K: DeserializeSeed<'de>,
    {
        let mut seed = KeySeed(seed);
        loop {
            match self.map.next_key_seed(seed)? {
                None => return Ok(None),
                Some(Key::Other(key)) => return Ok(Some(key)),
                Some(Key::Language(code, unused)) => {
                    let names: PlacedNames = self.map.next_value()?;
                    if !names.is_empty() {
                        self.in_language.push((code, names));
                    }
                    seed = KeySeed(unused);
                }
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

struct KeySeed<K>(K);

enum Key<V, K> {
    Other(V),
    /// The code of a language, and the seed that has not been used for it.
    Language(String, K),
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for KeySeed<K> {
    type Value = Key<K::Value, K>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let key = String::deserialize(deserializer)?;
        let code = languages::code(&key).filter(|code| *code != "mul");
        if let Some(code) = code.filter(|_| key.len() == 3) {
            return Ok(Key::Language(code.to_owned(), self.0));
        }
        let known = self.0.deserialize(StrDeserializer::<value::Error>::new(&key));
        known.map(Key::Other).map_err(|unknown| {
            // The keys that there are, as the message lists them, and languages.
            <D::Error as de::Error>::custom(match code {
                Some(code) => {
                    format!("expected the code of three letters, `{code}`, but found `{key}`")
                }
                None => format!("{unknown}, `a code of ISO 639-2`"),
            })
        })
    }
}
