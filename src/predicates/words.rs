//! Sets of words in which accents count.

use crate::text::{Token, Vocabulary, WordTable};

/// A set of words that distinguishes « où » from « ou » and « à » from « a »: a word with an accent is
/// another word, but for capitals, which often go without.
#[derive(Debug, Default)]
pub(super) struct Words {
    spelling: WordTable<bool>,
    words: Vec<String>,
}

impl Words {
    pub(super) fn new(words: &[String], vocabulary: &mut Vocabulary) -> Self {
        let spelling = words.iter().map(|w| (vocabulary.intern(w), !w.is_ascii())).collect();
        Self { spelling, words: words.to_vec() }
    }

    pub(super) fn has(&self, token: Token) -> bool {
        self.spelling.get(token.word).is_some_and(|&accented| spelt(token, accented))
    }

    /// Whether a lemma, spelt as in the data, is one of them.
    pub(super) fn has_lemma(&self, lemma: &str) -> bool {
        self.words.iter().any(|word| word == lemma)
    }
}

/// Whether a token may be a word that has, or has not, an accent.
pub(super) fn spelt(token: Token, accented: bool) -> bool {
    token.is_accented() == accented || (accented && token.is_capital())
}
