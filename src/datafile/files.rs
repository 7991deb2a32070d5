//! Several files read as one.

use super::{Mistake, layers, one_a_line, syntax};
use crate::error::{Error, ErrorKind};
use crate::text::LineIndex;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Files of TOML that are read as one table: places in them are counted as if each file began
/// where the one before it ends.
pub(crate) struct Files<'t> {
    files: Vec<NamedFile<'t>>,
    /// How many of them are the base that the others are laid over.
    base: usize,
    /// The lists that one layer does not add to but replaces.
    whole: &'static [&'static str],
}

/// What files make together.
pub(super) struct JoinedTable<'t> {
    pub(super) table: Spanned<DeTable<'t>>,
    /// Why there is no table.
    pub(super) broken: Vec<Mistake>,
    /// What else is wrong.
    pub(super) mistakes: Vec<Mistake>,
}

struct NamedFile<'t> {
    /// What errors call it; `None` where there is one file, which the caller names.
    name: Option<&'t str>,
    text: &'t str,
    start: usize,
}

impl<'t> Files<'t> {
    /// A file by itself, which errors do not name.
    pub(crate) fn one(text: &'t str) -> Self {
        Self { files: vec![NamedFile { name: None, text, start: 0 }], base: 0, whole: &[] }
    }

    /// Files by their names, in the order in which they are joined.
    pub(crate) fn several(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        Self::layers([], files, &[])
    }

    /// Files by their names, and others that change what they say: see [`layers::lay`]. Of the lists at
    /// the dotted keys `whole`, one takes the place of the other.
    pub(crate) fn layers(
        base: impl IntoIterator<Item = (&'t str, &'t str)>,
        over: impl IntoIterator<Item = (&'t str, &'t str)>,
        whole: &'static [&'static str],
    ) -> Self {
        let mut start = 0;
        let mut file = |(name, text): (&'t str, &'t str)| {
            let file = NamedFile { name: Some(name), text, start };
            // One more, so that the end of a file is not the beginning of the next.
            start += text.len() + 1;
            file
        };
        let mut files: Vec<_> = base.into_iter().map(&mut file).collect();
        let base = files.len();
        files.extend(over.into_iter().map(file));
        Self { files, base, whole }
    }

    /// The table that all files make together; what is no TOML or is said in two of them, so that
    /// there is no such table; and what else is wrong.
    ///
    /// Tables of one name are put together, and so are lists of tables; any other key is in one file.
    pub(super) fn table(&self) -> JoinedTable<'t> {
        let mut joined = JoinedTable {
            table: Spanned::new(0..self.end(), DeTable::new()),
            broken: Vec::new(),
            mistakes: Vec::new(),
        };
        let (base, over) = self.files.split_at(self.base);
        let (under, mut twice) = self.joined(base, &mut joined.broken);
        let (over, twice_in_over) = self.joined(over, &mut joined.broken);
        twice.extend(twice_in_over);
        *joined.table.get_mut() = match base.is_empty() {
            true => over,
            false => {
                let mut table = under;
                layers::lay(&mut table, over, self.whole, &mut joined.mistakes);
                table
            }
        };
        if joined.broken.is_empty() {
            // What the parser did not understand may well be why a key is there twice.
            joined.broken = twice;
        }
        joined
    }

    /// Some of the files as one table, and what two of them say.
    fn joined(
        &self,
        files: &[NamedFile<'t>],
        broken: &mut Vec<Mistake>,
    ) -> (DeTable<'t>, Vec<Mistake>) {
        let (mut joined, mut twice) = (DeTable::new(), Vec::new());
        for file in files {
            let (table, errors) = DeTable::parse_recoverable(file.text);
            let mistakes = errors.iter().map(|error| syntax(error, file.text)).collect();
            let mistakes = one_a_line(file.text, mistakes).into_iter();
            broken.extend(mistakes.map(|mistake| mistake.moved(file.start)));
            let table = match file.start {
                0 => table.into_inner(),
                start => moved_table(table.into_inner(), start),
            };
            match files {
                [_] => joined = table,
                _ => self.join(&mut joined, table, &mut Vec::new(), &mut twice),
            }
        }
        (joined, twice)
    }

    /// Mistakes as one error, in the order of the files.
    pub(crate) fn error(&self, mut mistakes: Vec<Mistake>) -> Error {
        mistakes.sort_by_key(|mistake| mistake.at.start);
        let lines: Vec<_> = self.files.iter().map(|file| LineIndex::new(file.text)).collect();
        let error = |mistake: Mistake| {
            let number = self.number(mistake.at.start);
            let NamedFile { name, text, start } = self.files[number];
            let at = mistake.at.start.saturating_sub(start).min(text.len());
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            let (line, column) = lines[number].line_column(text, at as u32);
            let message = mistake.message;
            let error = match name {
                // It is none of the files of whoever laid others over it.
                Some(name) if number < self.base => {
                    let message = format!("in akoma’s own {name}:{line}:{column}: {message}");
                    Error::new(ErrorKind::Data, message)
                }
                Some(name) => Error::new(ErrorKind::Data, message).at(line, column).in_file(name),
                None => Error::new(ErrorKind::Data, message).at(line, column),
            };
            match mistake.help {
                Some(help) => error.with_help(help),
                None => error,
            }
        };
        Error::several(mistakes.into_iter().map(error).collect())
    }

    /// Whether a place is in a file that others are laid over.
    pub(crate) fn is_base(&self, at: &Range<usize>) -> bool {
        self.number(at.start) < self.base
    }

    /// The number of the file that holds a place.
    fn number(&self, at: usize) -> usize {
        self.files.partition_point(|file| file.start <= at).saturating_sub(1)
    }

    fn end(&self) -> usize {
        self.files.last().map_or(0, |file| file.start + file.text.len())
    }

    /// Puts the keys of a later file into a table.
    fn join(
        &self,
        table: &mut DeTable<'t>,
        more: DeTable<'t>,
        path: &mut Vec<String>,
        twice: &mut Vec<Mistake>,
    ) {
        for (key, value) in more {
            let Some(there) = table.get_mut(&key) else {
                table.insert(key, value);
                continue;
            };
            path.push(key.get_ref().to_string());
            let before = there.span();
            let at = value.span();
            match (there.get_mut(), value.into_inner()) {
                (DeValue::Table(there), DeValue::Table(more)) => {
                    self.join(there, more, path, twice);
                }
                (DeValue::Array(there), DeValue::Array(more))
                    if holds_tables(there) && holds_tables(&more) =>
                {
                    more.into_iter().for_each(|item| there.push(item));
                }
                _ => twice.push(self.twice(path, before, at)),
            }
            path.pop();
        }
    }

    fn twice(&self, path: &[String], before: Range<usize>, at: Range<usize>) -> Mistake {
        let name = self.files[self.number(before.start)].name.unwrap_or_default();
        let key = path.join(".");
        let message = format!("expected every key once, but found `{key}` again");
        let help = format!("it is in {name} too: put the values together there");
        Mistake::new(at, message).with_help(Some(help))
    }
}

/// Whether a list is one of `[[tables]]`.
fn holds_tables(list: &DeArray<'_>) -> bool {
    list.iter().all(|item| matches!(item.get_ref(), DeValue::Table(_)))
}

fn moved_table(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    let key = |key: Spanned<_>| Spanned::new(moved(key.span(), by), key.into_inner());
    table.into_iter().map(|(name, value)| (key(name), moved_value(value, by))).collect()
}

fn moved_value(value: Spanned<DeValue<'_>>, by: usize) -> Spanned<DeValue<'_>> {
    let at = moved(value.span(), by);
    Spanned::new(
        at,
        match value.into_inner() {
            DeValue::Table(table) => DeValue::Table(moved_table(table, by)),
            DeValue::Array(items) => {
                DeValue::Array(items.into_iter().map(|item| moved_value(item, by)).collect())
            }
            other => other,
        },
    )
}

pub(super) fn moved(at: Range<usize>, by: usize) -> Range<usize> {
    at.start + by..at.end + by
}
