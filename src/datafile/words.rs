//! Messages of a parser, in words that say to the writer of a file what to do.

use super::mend::{Culprit, Mending, STAND_IN};
use crate::text::closest;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A mistake in the syntax of TOML: the message, and what to do.
pub(super) fn syntax(said: &str, text: &str, at: Range<usize>) -> (String, String) {
    let said = said.trim().replace('\n', " ");
    let (what, expected) = said.split_once(", expected ").unwrap_or((&said, ""));
    let rest = text.get(at.start.min(text.len())..).unwrap_or_default();
    let rest_of_line = rest.lines().next().unwrap_or_default();
    let found = match (rest.is_empty(), rest_of_line.trim()) {
        (true, _) => "the end of the file".to_owned(),
        (false, "") => "the end of the line".to_owned(),
        (false, line) => quoted(line),
    };
    let text = "text is written between quotation marks: `key = \"text\"`";
    let line = "each line is `key = value`, `[table]` or `[[table]]`; a remark begins with `#`";
    let (expected, help) = match what {
        "duplicate key" => {
            let found = quoted(text_of(rest_of_line));
            let message = format!("expected every key once, but found {found} again");
            return (message, "put the values together, or take one line away".to_owned());
        }
        "string values must be quoted" => ("text in quotation marks", text),
        "missing value" | "missing value for key" => ("a value after `=`", text),
        "key with no value" | "extra `=`" | "unexpected key or value" | "unexpected content" => {
            ("`key = value`", line)
        }
        "invalid unquoted key" | "unquoted keys cannot be empty" | "invalid key-value pair" => {
            ("a key of letters, digits and hyphens, and `=` after it", line)
        }
        "unclosed table" => ("`]` at the end of the name of a table", "write `[table]`"),
        "unclosed array table" => ("`]]` at the end of the name of a table", "write `[[table]]`"),
        "unclosed array" | "missing comma between array elements" => {
            ("a comma or `]` in a list", "write `key = [\"one\", \"two\"]`")
        }
        "unclosed inline table" => ("`}` at the end of a table", "write `key = { a = 1, b = 2 }`"),
        "missing opening quote" | "invalid basic string" | "invalid literal string" => {
            ("a quotation mark at the end of a text", text)
        }
        "missing escaped value" => {
            ("a character that may follow `\\`", "write `\\\\` for a backslash itself")
        }
        _ if rest.starts_with(|c: char| c.is_ascii_digit()) && rest_of_line.contains('-') => {
            ("a date that exists, in quotation marks", "write `key = \"2021-11-22\"`")
        }
        _ if expected.is_empty() || expected == "nothing" => ("a value of TOML", text),
        _ => (expected, line),
    };
    (format!("expected {expected}, but found {found}"), help.to_owned())
}

/// What a parser says of a value or a key.
pub(super) enum ParserMessage<'s> {
    /// An unknown key, or a value other than those allowed: what was found, and what is allowed.
    Unknown { is_key: bool, found: &'s str, known: Vec<&'s str> },
    /// A key that is missing.
    Missing(&'s str),
    /// A value of another type.
    Type(ExpectedValue<'s>),
    /// What our own code says: it is in our words.
    Other(&'s str),
}

impl<'s> ParserMessage<'s> {
    pub(super) fn of(said: &'s str) -> Self {
        let said = said.trim();
        let mut names = said.split('`').skip(1).step_by(2);
        if said.starts_with("unknown field") || said.starts_with("unknown variant") {
            let is_key = said.starts_with("unknown field");
            let found = names.next().unwrap_or_default();
            return ParserMessage::Unknown { is_key, found, known: names.collect() };
        }
        if said.starts_with("missing field") {
            return ParserMessage::Missing(names.next().unwrap_or_default());
        }
        if said == "wanted string or table" {
            return ParserMessage::Type(ExpectedValue::Text);
        }
        match said.rsplit_once(", expected ") {
            Some((_, wanted)) if said.starts_with("invalid ") => {
                ParserMessage::Type(ExpectedValue::of(wanted))
            }
            _ if said.starts_with("data did not match any variant") => {
                ParserMessage::Type(ExpectedValue::Other("another type of value"))
            }
            _ => ParserMessage::Other(said),
        }
    }

    /// A value of the type that is wanted instead of another.
    pub(super) fn stand_in(&self) -> Option<DeValue<'static>> {
        match self {
            ParserMessage::Type(wanted) => wanted.stand_in(),
            _ => None,
        }
    }

    /// How to go on.
    pub(super) fn mending(&self) -> Mending {
        match self {
            ParserMessage::Missing(key) => Mending::Add((*key).to_owned()),
            ParserMessage::Type(_) => self.stand_in().map_or(Mending::TakeAway, Mending::Put),
            ParserMessage::Unknown { is_key: true, found, known } => {
                match closest(found, known.iter().copied()) {
                    Some(near) => Mending::Rename(near.to_owned()),
                    None => Mending::TakeAway,
                }
            }
            ParserMessage::Unknown { found, known, .. } => Mending::put_one_of(known, found),
            ParserMessage::Other(said) => match one_of_few(said) {
                Some((known, found)) => Mending::put_one_of(&known, found),
                None => Mending::TakeAway,
            },
        }
    }

    /// The message, and what to do if that is known.
    pub(super) fn words(&self, culprit: Option<&Culprit<'_>>) -> (String, Option<String>) {
        let path = culprit.map(|c| c.path.as_slice()).unwrap_or_default();
        let key = match path {
            [] => String::new(),
            path => format!("key `{}`: ", path.join(".")),
        };
        match self {
            ParserMessage::Unknown { is_key, found, known } => {
                let near = closest(found, known.iter().copied());
                let known = known.join(", ");
                let table = path.len().checked_sub(2).and_then(|at| path.get(at));
                let of = table.map(|table| format!(" of `{table}`")).unwrap_or_default();
                let message = match is_key {
                    true if known.is_empty() => format!("expected no key, but found `{found}`"),
                    true => format!("expected a key{of} ({known}), but found `{found}`"),
                    false => format!("{key}expected one of {known}, but found `{found}`"),
                };
                (message, near.map(|near| format!("did you mean `{near}`?")))
            }
            ParserMessage::Missing(missing) => {
                let of = path.last().map(|table| format!(" of `{table}`")).unwrap_or_default();
                let message = format!("expected the key `{missing}`{of}, but found none");
                (message, Some(format!("add a line `{missing} = …`")))
            }
            ParserMessage::Type(wanted) => {
                let found = culprit.map_or("something else".to_owned(), |c| shown(&c.value));
                let message = format!("{key}expected {}, but found {found}", wanted.name());
                let example = culprit.and_then(|culprit| wanted.example(culprit));
                (message, example.map(|example| format!("write `{example}`")))
            }
            ParserMessage::Other(said) => {
                // « (2021-11-22, 2021-11 or 2021) » are examples, and no names.
                let names =
                    one_of_few(said).filter(|(all, _)| all.iter().all(|n| !n.contains(' ')));
                let near = names.and_then(|(names, found)| closest(found, names));
                let help = near.map(|near| format!("did you mean `{near}`?"));
                (format!("{key}{}", said.replace('\n', "; ")), help)
            }
        }
    }
}

/// The allowed values and the one that was found, of a message that lists them: « expected a strength
/// (firm, endeavour), but found `strong` ».
fn one_of_few(said: &str) -> Option<(Vec<&str>, &str)> {
    let (known, found) = said.split_once('(')?.1.split_once("), but found `")?;
    Some((known.split(", ").collect(), found.strip_suffix('`')?))
}

/// The kind of value that is wanted.
pub(super) enum ExpectedValue<'w> {
    Text,
    List,
    Flag,
    Number,
    Table,
    Other(&'w str),
}

impl<'w> ExpectedValue<'w> {
    /// The kind that serde calls so.
    fn of(name: &'w str) -> Self {
        match name {
            "a string" | "string" | "a borrowed string" | "str" => ExpectedValue::Text,
            "a sequence" => ExpectedValue::List,
            "a boolean" => ExpectedValue::Flag,
            "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64" | "usize" => {
                ExpectedValue::Number
            }
            "a map" => ExpectedValue::Table,
            name if name.starts_with("struct ") => ExpectedValue::Table,
            name => ExpectedValue::Other(name),
        }
    }

    fn name(&self) -> &str {
        match self {
            ExpectedValue::Text => "text in quotation marks",
            ExpectedValue::List => "a list",
            ExpectedValue::Flag => "true or false",
            ExpectedValue::Number => "a whole number",
            ExpectedValue::Table => "a table",
            ExpectedValue::Other(name) => name,
        }
    }

    /// A value of the kind.
    fn stand_in(&self) -> Option<DeValue<'static>> {
        match self {
            // What is wanted otherwise may be written as text, too.
            ExpectedValue::Text | ExpectedValue::Other(_) => Some(DeValue::String(STAND_IN.into())),
            ExpectedValue::List => Some(DeValue::Array(DeArray::new())),
            ExpectedValue::Flag => Some(DeValue::Boolean(true)),
            ExpectedValue::Table => Some(DeValue::Table(DeTable::new())),
            ExpectedValue::Number => DeValue::parse("1").ok().map(Spanned::into_inner),
        }
    }

    /// The line as it should be, with what was found where it can be part of it; `None` if the name of
    /// what is wanted says it all.
    fn example(&self, culprit: &Culprit<'_>) -> Option<String> {
        let plain = plain(&culprit.value).filter(|text| !text.contains(['"', '\\', '\n']));
        let text = plain.as_deref().unwrap_or("…");
        let key = culprit.path.last().map_or("key", String::as_str);
        let path = culprit.path.join(".");
        let is_table = matches!(culprit.value, DeValue::Table(_));
        let value = match self {
            ExpectedValue::Table if culprit.is_item => return Some(format!("[[{path}]]")),
            ExpectedValue::Table => return Some(format!("[{path}]")),
            // A table by itself where there may be many.
            ExpectedValue::List if is_table && culprit.path.len() == 1 => {
                return Some(format!("[[{key}]]"));
            }
            ExpectedValue::Text => format!("\"{text}\""),
            ExpectedValue::List => format!("[\"{text}\"]"),
            ExpectedValue::Flag if text == "false" => "false".to_owned(),
            ExpectedValue::Flag => "true".to_owned(),
            ExpectedValue::Number => "1".to_owned(),
            ExpectedValue::Other(_) => return None,
        };
        Some(match culprit.is_item {
            true => format!("{key} = [{value}]"),
            false => format!("{key} = {value}"),
        })
    }
}

/// A single value as text.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// A value in a message.
fn shown(value: &DeValue<'_>) -> String {
    let plain = plain(value).unwrap_or_default();
    match value {
        DeValue::String(_) => quoted(&plain),
        DeValue::Integer(_) | DeValue::Float(_) => format!("the number {plain}"),
        DeValue::Datetime(_) => format!("a date without quotation marks, {plain}"),
        DeValue::Boolean(_) => plain,
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// The key at the beginning of a line.
fn text_of(line: &str) -> &str {
    line.split(['=', ']']).next().unwrap_or(line).trim()
}

/// A piece of a file, cut short.
fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        None => format!("`{text}`"),
        Some((end, _)) => format!("`{}…`", &text[..end]),
    }
}
