//! What the value of an attribute may be.
//!
//! The judge is libxml2. It departs from XML Schema in that it
//!
//! - takes nearly any character in a URI, white space included (see [`super::uri`]);
//! - takes no white space around a date and time where a date would not do as well, but after a
//!   time zone it does; and none after a duration, but before it;
//! - takes `PT.5S` and `PT1.S` for durations.

use super::{calendar, name, uri};

/// A datatype of attribute values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Datatype {
    /// Any text.
    String,
    /// At least one character, none of them space, tab, line feed or carriage return; other white
    /// space of Unicode is fine.
    NoWhiteSpace,
    /// `true`, `false`, `1` or `0`.
    Boolean,
    /// A whole number of any length, with or without a sign.
    Integer,
    /// A day that exists, with or without a time zone.
    Date,
    /// A time of day, with or without a time zone.
    Time,
    /// A date, `T`, a time.
    DateTime,
    /// `P1Y2M3DT4H5M6.7S`, parts of it, and the same negative.
    Duration,
    /// A URI or a reference to one.
    AnyUri,
    /// The form of a language tag: `fr`, `fr-BE`.
    LanguageTag,
    /// A name without colon, as XML had it before its fifth edition.
    NcName,
    /// The same, as an identifier of the element.
    Id,
    /// One of these words; with white space around it if `collapse`.
    OneOf {
        /// In the order of the standard.
        words: Vec<&'static str>,
        /// Whether white space around a word is nothing.
        collapse: bool,
    },
    /// A value of one of these datatypes.
    Either(Vec<Datatype>),
    /// Values of the datatype with white space between them; there may be none.
    List(Box<Datatype>),
}

/// Why a value is not of a datatype: what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch<'a>(&'a Datatype);

impl<'a> Mismatch<'a> {
    /// What would be right, in words: « a date such as 2021-11-22 », « one of: start, end ».
    pub(crate) fn expected(self) -> String {
        self.0.in_words()
    }

    /// The words that are allowed, if there is a list of them.
    pub(crate) fn allowed(self) -> &'a [&'static str] {
        match self.0 {
            Datatype::OneOf { words, .. } => words,
            _ => &[],
        }
    }
}

/// White space as XML has it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// A value without the white space around it. White space inside is never right where this is used.
fn collapsed(value: &str) -> &str {
    value.trim_matches(is_space)
}

impl Datatype {
    /// The datatypes that a grammar can name without describing them.
    pub(super) const BUILT_IN: [(&'static str, Datatype); 11] = [
        ("string", Datatype::String),
        ("boolean", Datatype::Boolean),
        ("integer", Datatype::Integer),
        ("date", Datatype::Date),
        ("time", Datatype::Time),
        ("dateTime", Datatype::DateTime),
        ("duration", Datatype::Duration),
        ("anyURI", Datatype::AnyUri),
        ("languageTag", Datatype::LanguageTag),
        ("NCName", Datatype::NcName),
        ("ID", Datatype::Id),
    ];

    /// Whether `value`, as it is after XML's own normalisation of attribute values, is of the
    /// datatype.
    #[inline]
    pub(crate) fn check(&self, value: &str) -> Result<(), Mismatch<'_>> {
        if self.has(value) { Ok(()) } else { Err(Mismatch(self)) }
    }

    fn has(&self, value: &str) -> bool {
        match self {
            Datatype::String => true,
            Datatype::NoWhiteSpace => !value.is_empty() && !value.contains(is_space),
            Datatype::Boolean => matches!(collapsed(value), "true" | "false" | "1" | "0"),
            Datatype::Integer => is_integer(collapsed(value)),
            Datatype::Date => calendar::is_date(value),
            Datatype::Time => calendar::is_time(value),
            Datatype::DateTime => calendar::is_date_time(value),
            Datatype::Duration => calendar::is_duration(value.trim_start_matches(is_space)),
            Datatype::AnyUri => uri::is_reference(collapsed(value)),
            Datatype::LanguageTag => is_language_tag(collapsed(value)),
            Datatype::NcName | Datatype::Id => name::is_ncname(collapsed(value)),
            Datatype::OneOf { words, collapse } => {
                let value = if *collapse { collapsed(value) } else { value };
                words.contains(&value)
            }
            // Nothing between spaces is not the empty word: `xml:lang=" "` is wrong.
            Datatype::Either(alternatives) => alternatives.iter().any(|alternative| {
                let keeps = matches!(alternative, Datatype::OneOf { .. });
                alternative.has(if keeps { value } else { collapsed(value) })
            }),
            Datatype::List(item) => {
                value.split(is_space).filter(|part| !part.is_empty()).all(|part| item.has(part))
            }
        }
    }

    fn in_words(&self) -> String {
        let words = match self {
            Datatype::String => "text",
            Datatype::NoWhiteSpace => "at least one character and no white space",
            Datatype::Boolean => "true or false",
            Datatype::Integer => "a whole number such as 2",
            Datatype::Date => "a date such as 2021-11-22",
            Datatype::Time => "a time such as 10:30:00",
            Datatype::DateTime => "a date and time such as 2021-11-22T10:30:00",
            Datatype::Duration => "a duration such as P1Y6M or PT30M",
            Datatype::AnyUri => "a URI or a reference such as #art_1",
            Datatype::LanguageTag => "a language tag such as fr or fr-BE",
            Datatype::NcName | Datatype::Id => "a name without spaces and colons",
            Datatype::OneOf { words, .. } => match words[..] {
                [""] => "nothing",
                [only] => only,
                _ => return format!("one of: {}", words.join(", ")),
            },
            Datatype::Either(alternatives) => {
                let words: Vec<String> = alternatives.iter().map(Datatype::in_words).collect();
                return words.join(", or ");
            }
            Datatype::List(item) => {
                return format!("{}, or several with spaces between them", item.in_words());
            }
        };
        words.to_owned()
    }
}

fn is_integer(value: &str) -> bool {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Letters, then letters and digits, in parts of one to eight.
fn is_language_tag(value: &str) -> bool {
    value.split('-').enumerate().all(|(i, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphabetic() || i > 0 && b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_counts_where_the_standard_keeps_it() {
        assert!(Datatype::Boolean.has(" true\n"));
        assert!(Datatype::Integer.has(" +02 "));
        assert!(!Datatype::Integer.has("1 1"));
        assert!(!Datatype::NoWhiteSpace.has("a "));
        assert!(Datatype::NoWhiteSpace.has("\u{a0}"));
        assert!(!Datatype::OneOf { words: vec!["end"], collapse: false }.has("end "));
        assert!(Datatype::OneOf { words: vec!["end"], collapse: true }.has("end "));
    }

    #[test]
    fn a_list_may_be_empty() {
        let list = Datatype::List(Box::new(Datatype::AnyUri));
        assert!(list.has(""));
        assert!(list.has(" #a\t#b "));
        assert!(!list.has("#a #b#c"));
    }

    #[test]
    fn language_tags() {
        for right in ["fr", "fr-BE", "x-1", "abcdefgh"] {
            assert!(is_language_tag(right), "{right}");
        }
        for wrong in ["", "fr-", "-fr", "fr_BE", "abcdefghi", "1", "é"] {
            assert!(!is_language_tag(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_mismatch_says_what_would_be_right() {
        let either = Datatype::Either(vec![Datatype::Date, Datatype::DateTime]);
        let words = either.check("22.11.2021").unwrap_err().expected();
        assert_eq!(
            words,
            "a date such as 2021-11-22, or a date and time such as 2021-11-22T10:30:00"
        );
        let words = Datatype::OneOf { words: vec!["start", "end"], collapse: false };
        let mismatch = words.check("begin").unwrap_err();
        assert_eq!(mismatch.expected(), "one of: start, end");
        assert_eq!(mismatch.allowed(), ["start", "end"]);
    }
}
