//! The languages that akoma comes with: the files of `corpus/language`, which `build.rs` lists.

use super::file::{BundledFiles, Language, Whole};
use std::sync::{Arc, OnceLock};

/// Every bundled language: its code, its files, and these without examples and remarks, in the order of
/// their codes.
static BUNDLED: &[(&str, BundledFiles, BundledFiles)] =
    include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Every bundled language without its examples, read when first asked for.
static READ: [OnceLock<Arc<Language>>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];

/// Every bundled language with its examples, likewise.
static READ_WHOLE: [OnceLock<Language>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];

/// A bundled language, which need not have been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bundled(usize);

impl Bundled {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..BUNDLED.len()).map(Bundled)
    }

    pub(super) fn code(self) -> &'static str {
        BUNDLED[self.0].0
    }

    pub(super) fn files(self) -> BundledFiles {
        BUNDLED[self.0].1
    }

    pub(super) fn language(self) -> &'static Arc<Language> {
        READ[self.0].get_or_init(|| {
            let whole = Whole { files: self.files(), read: &READ_WHOLE[self.0] };
            Arc::new(Language { whole: Some(whole), ..Language::bundled(BUNDLED[self.0].2) })
        })
    }

    /// The words on the one line of `function-words`, without reading the rest of the files.
    pub(super) fn function_words(self) -> impl Iterator<Item = &'static str> {
        let after = |(_, toml): &(_, &'static str)| toml.split_once("function-words = [");
        let list =
            BUNDLED[self.0].2.iter().find_map(after).and_then(|(_, rest)| rest.split_once(']'));
        let list = list.map_or("", |(list, _)| list);
        list.split('"').skip(1).step_by(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_language_is_well_formed() {
        for bundled in Bundled::all() {
            let code = bundled.code();
            let language = Language::from_files(bundled.files().iter().copied());
            let language = language.unwrap_or_else(|e| panic!("{code}: {e}"));
            assert_eq!(language.code(), code);
            let words: Vec<_> = bundled.function_words().collect();
            assert_eq!(words, language.function_words, "{code}");
        }
    }

    #[test]
    fn a_language_without_its_examples_is_the_same_language() {
        // What it says, without places and examples.
        fn said(files: BundledFiles) -> toml::Table {
            let mut all = toml::Table::new();
            for (_, text) in files {
                join(&mut all, text.parse().unwrap());
            }
            all
        }
        fn join(all: &mut toml::Table, more: toml::Table) {
            for (key, value) in more.into_iter().filter(|(key, _)| !key.ends_with("example")) {
                match (all.get_mut(&key), value) {
                    (Some(toml::Value::Table(there)), toml::Value::Table(more)) => {
                        join(there, more)
                    }
                    (Some(toml::Value::Array(there)), toml::Value::Array(more)) => {
                        there.extend(more.into_iter().map(without));
                    }
                    (None, value) => drop(all.insert(key, without(value))),
                    (Some(there), value) => panic!("{key} is {there:?} and {value:?}"),
                }
            }
        }
        fn without(value: toml::Value) -> toml::Value {
            match value {
                toml::Value::Table(table) => {
                    let mut plain = toml::Table::new();
                    join(&mut plain, table);
                    plain.into()
                }
                toml::Value::Array(items) => {
                    toml::Value::Array(items.into_iter().map(without).collect())
                }
                value => value,
            }
        }
        for &(code, files, plain) in BUNDLED {
            assert_eq!(said(files), said(plain), "{code}");
            assert!(plain.iter().all(|(_, text)| !text.contains("example = [")), "{code}");
        }
        for bundled in Bundled::all() {
            let plain = bundled.language();
            let whole = plain.with_examples();
            assert!(whole.examples().count() > 0);
            assert_eq!(plain.examples().count(), whole.examples().count());
            assert_eq!(plain.rule_ids(), whole.rule_ids());
        }
    }
}
