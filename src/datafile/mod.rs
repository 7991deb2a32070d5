//! Files of data that people write, in TOML: every mistake of a file at once, each with its place, in
//! words of our own.

mod files;
mod layers;
mod mend;
mod words;

pub(crate) use files::Files;
use files::JoinedTable;

use crate::error::Error;
use crate::text::LineIndex;
use mend::{Mending, mend};
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::de::{DeTable, DeValue, Deserializer};
use toml::{Spanned, de};
use words::ParserMessage;

/// So many mistakes of one file are reported.
const MOST: usize = 50;

/// Reads what a file of TOML says.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Place {
///     name: String,
///     people: u32,
/// }
///
/// let wrong = "people = \"many\"\nname = 3\n";
/// let error = akoma::from_toml::<Place>(wrong).map(|place| (place.name, place.people)).unwrap_err();
/// let all: Vec<_> = error.all().map(ToString::to_string).collect();
/// assert_eq!(all, [
///     "1:10: key `people`: expected a whole number, but found `many`",
///     "2:8: key `name`: expected text in quotation marks, but found the number 3",
/// ]);
/// assert_eq!(error.all().nth(1).and_then(|error| error.help()), Some("write `name = \"3\"`"));
/// ```
///
/// # Errors
/// [`ErrorKind::Data`](crate::ErrorKind::Data) with line, column, key and what to do; [`Error::all`] has every mistake that
/// was found.
pub fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    from_files(&Files::one(text))
}

/// Reads what files of TOML say together.
///
/// # Errors
/// As those of [`from_toml`], each with the name of its file.
pub(crate) fn from_files<T: DeserializeOwned>(files: &Files<'_>) -> Result<T, Error> {
    match read_files(files) {
        (Some(read), mistakes) if mistakes.is_empty() => Ok(read),
        (_, mistakes) => Err(files.error(mistakes)),
    }
}

/// A mistake in a file: where, what was expected and found, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// The bytes of the file that are wrong.
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Mistake {
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    pub(crate) fn with_help(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into);
        self
    }

    /// The same mistake in a file that begins so many bytes later.
    fn moved(mut self, by: usize) -> Self {
        self.at = files::moved(self.at, by);
        self
    }
}

/// Mistakes of one file as one error, in the order of the file.
pub(crate) fn error(text: &str, mistakes: Vec<Mistake>) -> Error {
    Files::one(text).error(mistakes)
}

/// What a file says but for its mistakes, if that can be said without them, and the mistakes.
///
/// After a mistake what is wrong is mended or taken away, and the rest is read: so all are found. What
/// is read then has placeholders where a mistake is: whoever checks it says nothing at such a place.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Mistake>) {
    read_files(&Files::one(text))
}

/// What several files say together but for their mistakes, as [`read`] does for one.
pub(crate) fn read_files<T: DeserializeOwned>(files: &Files<'_>) -> (Option<T>, Vec<Mistake>) {
    let JoinedTable { mut table, broken, mut mistakes } = files.table();
    if !broken.is_empty() {
        return (None, broken);
    }
    let mut added = None;
    for _ in 0..4 * MOST {
        let error: de::Error = match T::deserialize(Deserializer::from(table.clone())) {
            Ok(read) => return (Some(read), mistakes),
            Err(error) => error,
        };
        let at = error.span().unwrap_or_default();
        let said = ParserMessage::of(error.message());
        // A placeholder that does not fit is no mistake of the file's.
        let told_already = !matches!(said, ParserMessage::Missing(_)) && is_told(&mistakes, &at);
        let mending = match (told_already, said.stand_in(), added.take()) {
            // The placeholder that was added last is the one that does not fit.
            (true, Some(value), Some(key)) => Mending::Retype(key, value),
            (true, ..) => Mending::TakeAway,
            (false, ..) => said.mending(),
        };
        if let Mending::Add(key) = &mending {
            added = Some(key.clone());
        }
        let culprit = mend(&mut table, &at, &mending);
        let (message, help) = said.words(culprit.as_ref());
        let mistake = Mistake::new(at, message).with_help(help);
        let again = mistakes.contains(&mistake);
        if again {
            mend(&mut table, &mistake.at, &Mending::TakeAway);
        } else if !told_already {
            mistakes.push(mistake);
        }
        if culprit.is_none() || mistakes.len() == MOST {
            break;
        }
    }
    (None, mistakes)
}

/// Whether a mistake is reported at a place.
pub(crate) fn is_told(mistakes: &[Mistake], at: &Range<usize>) -> bool {
    mistakes.iter().any(|mistake| mistake.at == *at)
}

fn syntax(error: &de::Error, text: &str) -> Mistake {
    let span = error.span().unwrap_or_default();
    let (message, help) = words::syntax(error.message(), text, span.clone());
    Mistake::new(span, message).with_help(Some(help))
}

/// What follows from a mistake in a line is no other mistake.
fn one_a_line(text: &str, mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    let lines = LineIndex::new(text);
    mistakes.sort_by_key(|mistake| mistake.at.start);
    mistakes.dedup_by_key(|mistake| lines.line(mistake.at.start as u32));
    mistakes.truncate(MOST);
    mistakes
}

/// Where the values of a file are.
pub(crate) struct Places<'t>(Spanned<DeTable<'t>>);

impl<'t> Places<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self(DeTable::parse_recoverable(text).0)
    }

    /// Where the value of a dotted key is; the beginning of the file if there is none.
    pub(crate) fn value(&self, key: &str) -> Range<usize> {
        self.find(key).map_or(0..0, Spanned::span)
    }

    /// Where an item of a list is; the beginning of the file if there is none.
    pub(crate) fn item(&self, key: &str, item: &str) -> Range<usize> {
        let items = self.find(key).and_then(|list| list.get_ref().as_array());
        let found = items.and_then(|list| list.iter().find(|i| i.get_ref().as_str() == Some(item)));
        found.map_or(0..0, Spanned::span)
    }

    fn find(&self, key: &str) -> Option<&Spanned<DeValue<'t>>> {
        let mut keys = key.split('.');
        let first = self.0.get_ref().get(keys.next()?)?;
        keys.try_fold(first, |value, key| value.get_ref().as_table()?.get(key))
    }
}

#[cfg(test)]
mod tests;
