//! What the capitals of a name ask of the text.

use crate::text::Token;

/// The capitals that a name must have in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Case {
    /// A name of three words or more, or one without capitals: any.
    Any,
    /// One or two words: the first has a capital, lest « pays bas » be a country.
    Capital,
    /// An acronym: all capitals.
    Capitals,
}

/// The capitals that a name of so many words must have.
pub(crate) fn case(name: &str, words: usize) -> Case {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let acronym = words == 1 && letters().count() > 1 && letters().all(char::is_uppercase);
    match () {
        () if acronym => Case::Capitals,
        () if words <= 2 && name.starts_with(char::is_uppercase) => Case::Capital,
        () => Case::Any,
    }
}

impl Case {
    /// Whether the first word of a stretch of text has the capitals that the name asks for.
    pub(crate) fn fits(self, first: Token) -> bool {
        match self {
            Case::Any => true,
            Case::Capital => first.is_capital(),
            Case::Capitals => first.is_all_capitals(),
        }
    }
}
