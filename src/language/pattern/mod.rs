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
//! | `,` or `,?` before a word, class or sequence | a comma must, or may, be there |
//! | `~` | up to eight words, as few as possible |
//! | `…` | any words up to the next full stop, as few as possible |
//!
//! Words are compared folded, so accents and capitals in a pattern are for its readers. Without
//! a `,`, only spaces, apostrophes and hyphens may be between two words of a match.

mod beginnings;
mod class;
mod matcher;
mod notation;

pub(crate) use beginnings::Beginnings;
pub(crate) use class::{Class, Classes};
pub(crate) use notation::{NotationError, Sets, alternatives, named_sets};

use crate::text::{Token, Vocabulary, WordId};
use matcher::Matcher;

#[derive(Clone, Debug)]
enum Atom {
    Words(Vec<WordId>),
    Classes(Vec<Class>),
    Group(Vec<PatternItem>),
    /// So many words at most.
    Gap(usize),
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
struct PatternItem {
    atom: Atom,
    times: Times,
    comma: Comma,
}

/// A phrase in the notation of data files, ready to match.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    items: Vec<PatternItem>,
}

/// The tokens of a match: `[start, end)`, and the gap `~` or `…` in it, if it took any words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) gap: Option<(usize, usize)>,
}

/// The form of a verb that a notation ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Complement {
    pub(crate) class: Class,
    /// Whether words may come before it.
    pub(crate) apart: bool,
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

    /// Takes the form of a verb off that a notation may end with, and says whether words may stand
    /// before it: « verpflichten … <to-inf> ». What is left may be nothing.
    pub(crate) fn split_verb(mut self) -> (Option<Pattern>, Option<Complement>) {
        let class = match self.items.last() {
            Some(PatternItem { atom: Atom::Classes(classes), times: Times::One, .. }) => {
                match classes[..] {
                    [class] if class.is_verb() => class,
                    _ => return (Some(self), None),
                }
            }
            _ => return (Some(self), None),
        };
        self.items.pop();
        let apart = matches!(self.items.last(), Some(PatternItem { atom: Atom::Gap(_), .. }));
        if apart {
            self.items.pop();
        }
        let rest = (!self.items.is_empty()).then_some(self);
        (rest, Some(Complement { class, apart }))
    }

    /// The words one of which every match begins with; empty if it may begin with a class.
    pub(crate) fn first_words(&self) -> &[WordId] {
        match self.items.first() {
            Some(PatternItem { atom: Atom::Words(words), times: Times::One, .. }) => words,
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

/// Adds the words that a match of `items` may begin with; `false` if they are not known.
fn begin(items: &[PatternItem], words: &mut Vec<WordId>) -> bool {
    for item in items {
        match &item.atom {
            Atom::Words(all) => words.extend(all),
            Atom::Group(items) if begin(items, words) => {}
            Atom::Group(_) | Atom::Classes(_) | Atom::Gap(_) => return false,
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
