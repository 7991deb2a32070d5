//! Folded words and their numbers.

use super::fold::fold;
use rustc_hash::FxHashMap;

/// The number of a folded word in a [`Vocabulary`]; [`WordId::UNKNOWN`] for every other word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    pub(crate) const UNKNOWN: WordId = WordId(0);
}

/// The folded words that the rules and names speak of.
///
/// Folding takes away what typography and habit vary: letter case, accents, ligatures, soft
/// hyphens. It is for comparing only and never touches the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    /// Words of up to [`SHORT`] bytes, in one number.
    short: FxHashMap<u128, WordId>,
    long: FxHashMap<Box<[u8]>, WordId>,
}

/// How many bytes of a word one number holds.
const SHORT: usize = 16;

/// A folded word of up to [`SHORT`] bytes as a number; none holds a NUL.
pub(super) fn packed(folded: &[u8]) -> Option<u128> {
    let mut bytes = [0; SHORT];
    bytes.get_mut(..folded.len())?.copy_from_slice(folded);
    Some(u128::from_le_bytes(bytes))
}

impl Vocabulary {
    /// A vocabulary with room for so many words.
    pub(crate) fn with_capacity(words: usize) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.short.reserve(words);
        vocabulary
    }

    /// The number of a word, given as one token of any spelling; a new one if need be.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let next = WordId((self.short.len() + self.long.len()) as u32 + 1);
        let folded = fold(word);
        match packed(folded.as_bytes()) {
            Some(number) => *self.short.entry(number).or_insert(next),
            None => *self.long.entry(folded.into_bytes().into()).or_insert(next),
        }
    }

    /// The number of a folded word; a new one if need be.
    pub(super) fn intern_folded(&mut self, folded: Folded<'_>) -> WordId {
        let next = WordId((self.short.len() + self.long.len()) as u32 + 1);
        match folded.packed() {
            Some(number) => *self.short.entry(number).or_insert(next),
            None => *self.long.entry(folded.bytes().into()).or_insert(next),
        }
    }

    /// The number of a folded word that may not be known.
    #[inline]
    pub(super) fn of(&self, folded: Folded<'_>) -> WordId {
        let known = match folded.packed() {
            Some(number) => self.short.get(&number),
            None => self.long.get(folded.bytes()),
        };
        known.copied().unwrap_or(WordId::UNKNOWN)
    }
}

/// A table from words to small values: one look-up is one load.
#[derive(Clone, Debug)]
pub(crate) struct WordTable<T> {
    values: Vec<Option<T>>,
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        Self { values: Vec::new() }
    }
}

impl<T> WordTable<T> {
    pub(crate) fn get(&self, word: WordId) -> Option<&T> {
        self.values.get(word.0 as usize)?.as_ref()
    }

    pub(crate) fn contains(&self, word: WordId) -> bool {
        self.get(word).is_some()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut().flatten()
    }

    /// The place of a word's value.
    pub(crate) fn slot(&mut self, word: WordId) -> &mut Option<T> {
        let at = word.0 as usize;
        if self.values.len() <= at {
            self.values.resize_with(at + 1, || None);
        }
        &mut self.values[at]
    }

    pub(crate) fn insert(&mut self, word: WordId, value: T) {
        *self.slot(word) = Some(value);
    }
}

impl<T> FromIterator<(WordId, T)> for WordTable<T> {
    fn from_iter<I: IntoIterator<Item = (WordId, T)>>(all: I) -> Self {
        let mut table = Self::default();
        all.into_iter().for_each(|(word, value)| table.insert(word, value));
        table
    }
}

impl FromIterator<WordId> for WordTable<()> {
    fn from_iter<I: IntoIterator<Item = WordId>>(all: I) -> Self {
        all.into_iter().map(|word| (word, ())).collect()
    }
}

/// A folded word at the beginning of a buffer.
#[derive(Clone, Copy)]
pub(super) struct Folded<'b> {
    pub(super) buffer: &'b [u8; FOLD_MAX],
    pub(super) len: usize,
}

impl<'b> Folded<'b> {
    pub(super) fn bytes(self) -> &'b [u8] {
        &self.buffer[..self.len]
    }

    /// As [`packed`], without copying byte by byte.
    #[inline]
    pub(super) fn packed(self) -> Option<u128> {
        let bytes = self.buffer.first_chunk::<SHORT>()?;
        let unused = 8 * SHORT.checked_sub(self.len)? as u32;
        Some(u128::from_le_bytes(*bytes) & u128::MAX.checked_shr(unused).unwrap_or(0))
    }
}

/// The longest folded word that is looked up; a longer one is in no vocabulary.
pub(super) const FOLD_MAX: usize = 96;
