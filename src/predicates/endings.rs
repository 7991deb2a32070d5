//! Sets of endings; most words have none of them.

use crate::language::Ending;

/// The last bytes of some endings: most words end in none of them.
#[derive(Debug)]
pub(super) struct LastBytes([u64; 4]);

impl Default for LastBytes {
    fn default() -> Self {
        Self::new([])
    }
}

impl LastBytes {
    pub(super) fn new<'e>(endings: impl IntoIterator<Item = &'e Ending>) -> Self {
        let mut bytes = [0u64; 4];
        for ending in endings {
            match ending.letters().as_bytes().last() {
                Some(&byte) => bytes[byte as usize / 64] |= 1 << (byte % 64),
                // An ending without letters is that of every word.
                None => bytes = [u64::MAX; 4],
            }
        }
        Self(bytes)
    }

    pub(super) fn hold(&self, word: &str) -> bool {
        word.as_bytes()
            .last()
            .is_some_and(|&byte| self.0[byte as usize / 64] & 1 << (byte % 64) != 0)
    }
}

/// A set of endings, for asking whether a word has one of them.
#[derive(Debug, Default)]
pub(super) struct Endings {
    all: Vec<Ending>,
    last_bytes: LastBytes,
}

impl Endings {
    pub(super) fn new<'e>(endings: impl IntoIterator<Item = &'e Ending>) -> Self {
        let all: Vec<Ending> = endings.into_iter().cloned().collect();
        Self { last_bytes: LastBytes::new(&all), all }
    }

    /// Whether a word has one of them.
    pub(super) fn hold(&self, word: &str) -> bool {
        self.last_bytes.hold(word) && self.all.iter().any(|ending| ending.ends(word))
    }
}
