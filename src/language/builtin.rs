//! The languages that akoma comes with: the files of `corpus/language`, which `build.rs` lists.

use super::file::Language;
use std::sync::{Arc, OnceLock};

/// Names and texts of files.
type Files = &'static [(&'static str, &'static str)];

/// Every bundled language: its code and its files, in the order of their codes.
static BUNDLED: &[(&str, Files)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Every bundled language, read when first asked for.
static READ: [OnceLock<Arc<Language>>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];

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

    pub(super) fn files(self) -> Files {
        BUNDLED[self.0].1
    }

    pub(super) fn language(self) -> &'static Arc<Language> {
        READ[self.0].get_or_init(|| {
            let language = Language::bundled(self.files());
            Arc::new(language.expect("the bundled languages are well-formed: a test reads them"))
        })
    }

    /// The words on the one line of `function-words`, without reading the rest of the files.
    pub(super) fn function_words(self) -> impl Iterator<Item = &'static str> {
        let after = |(_, toml): &(_, &'static str)| toml.split_once("function-words = [");
        let list = self.files().iter().find_map(after).and_then(|(_, rest)| rest.split_once(']'));
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
}
