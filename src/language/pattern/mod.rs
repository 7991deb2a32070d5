//! The notation of phrases in data files, and its matcher.
//!
//! A pattern is a sequence of words as they are read, with
//!
//! | notation | matches |
//! |---|---|
//! | `a|b` | one of the words |
//! | `{name}` | one of the words of a set of the file; among others, `a|{name}` |
//! | `<class>`, `<a|b>` | a mention or a kind of word, see [`Class`]; the longest of several |
//! | `( … )` | the sequence inside |
//! | `?` after a word, class or sequence | it or nothing |
//! | `*` after a word, class or sequence | it any number of times |
//! | `,` or `,?` before a word, class or sequence | a comma must, or may, stand there |
//! | `~` | up to eight words, as few as possible |
//!
//! Words are compared folded, so accents and capitals in a pattern are for its readers. Without
//! a `,`, only spaces, apostrophes and hyphens may stand between two words of a match.

mod beginnings;
mod class;
mod matcher;
mod notation;

pub(crate) use beginnings::Beginnings;
pub(crate) use class::{Class, Classes};
pub(crate) use notation::{NotationError, Sets, alternatives};

use crate::text::{Token, Vocabulary, WordId};
use matcher::Matcher;

#[derive(Clone, Debug)]
enum Atom {
    Words(Vec<WordId>),
    Classes(Vec<Class>),
    Group(Vec<Item>),
    Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    One,
    Maybe,
    Many,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comma {
    No,
    Must,
    May,
}

#[derive(Clone, Debug)]
struct Item {
    atom: Atom,
    times: Times,
    comma: Comma,
}

/// A phrase in the notation of data files, ready to match.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    items: Vec<Item>,
}

/// The tokens of a match: `[start, end)`, and the gap `~` in it, if it took any words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) gap: Option<(usize, usize)>,
}

impl Pattern {
    /// Reads the notation.
    ///
    /// # Errors
    /// What was expected and found, with the place in `notation`.
    pub(crate) fn new(
        notation: &str,
        sets: &Sets,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, NotationError> {
        Ok(Self { items: notation::read(notation, sets, vocabulary)? })
    }

    /// The words one of which every match begins with; empty if it may begin with a class.
    pub(crate) fn first_words(&self) -> &[WordId] {
        match self.items.first() {
            Some(Item { atom: Atom::Words(words), times: Times::One, .. }) => words,
            _ => &[],
        }
    }

    /// The words one of which every match begins with; `None` if it may begin with a class.
    pub(crate) fn beginnings(&self) -> Option<Vec<WordId>> {
        let mut words = Vec::new();
        begin(&self.items, &mut words).then_some(words)
    }

    /// The longest match that begins at token `at`.
    pub(crate) fn match_at(
        &self,
        tokens: &[Token],
        classes: &impl Classes,
        at: usize,
    ) -> Option<Match> {
        let mut matcher = Matcher::new(tokens, classes, at);
        let end = matcher.sequence(&self.items, at, true)?;
        (end > at).then_some(Match { start: at, end, gap: matcher.gap })
    }
}

/// Adds the words that a match of `items` may begin with; `false` if they cannot be told.
fn begin(items: &[Item], words: &mut Vec<WordId>) -> bool {
    for item in items {
        match &item.atom {
            Atom::Words(all) => words.extend(all),
            Atom::Group(items) if begin(items, words) => {}
            Atom::Group(_) | Atom::Classes(_) | Atom::Gap => return false,
        }
        if item.times == Times::One {
            return true;
        }
    }
    // Everything may be left out, but a match, and a group in it, is of one word at least.
    true
}

#[cfg(test)]
mod tests;
