//! Which patterns are worth trying at a word.

use super::Pattern;
use crate::text::{Token, WordId, WordTable};

/// Patterns by the words that they begin with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beginnings {
    /// For each word, the patterns that begin with it or with a class, in order.
    by_word: WordTable<Box<[u32]>>,
    /// The patterns that begin with a class.
    open: Box<[u32]>,
}

impl Beginnings {
    pub(crate) fn new<'p>(patterns: impl IntoIterator<Item = &'p Pattern>) -> Self {
        let all: Vec<_> = patterns.into_iter().map(Pattern::beginnings).collect();
        let holding = |word: Option<WordId>| -> Box<[u32]> {
            let holds = |words: &Option<Vec<WordId>>| match (words, word) {
                (Some(words), Some(word)) => words.contains(&word),
                (Some(_), None) => false,
                (None, _) => true,
            };
            (0..).zip(&all).filter(|(_, words)| holds(words)).map(|(number, _)| number).collect()
        };
        let mut by_word = WordTable::default();
        for &word in all.iter().flatten().flatten() {
            if !by_word.contains(word) {
                by_word.insert(word, holding(Some(word)));
            }
        }
        Self { by_word, open: holding(None) }
    }

    /// The numbers of the patterns that may match from `token` on, in order.
    pub(crate) fn at(&self, token: Token) -> &[u32] {
        self.by_word.get(token.word).unwrap_or(&self.open)
    }
}
