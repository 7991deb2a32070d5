//! Problems of settings, each with its place in the file.

use crate::error::{Error, ErrorKind};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A problem: the key, what was expected and found, what to do.
pub(super) struct Problem {
    /// The keys that lead to it.
    pub(super) path: Vec<String>,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Whether something only has to be filled in.
    pub(super) missing: bool,
}

/// Problems as errors, each where its key is, else where its table is.
pub(super) fn placed(text: &str, problems: Vec<Problem>) -> Vec<Error> {
    let table = DeTable::parse(text).ok();
    let at = |path: &[String]| table.as_ref().and_then(|table| find(table, path)).unwrap_or(0);
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{line}:{column}")
    };
    let error = |(at, Problem { path, message, help, missing }): (usize, Problem)| {
        let key = path.join(".");
        let message = match message.contains(&key) {
            true => message,
            false => format!("`{key}`: {message}"),
        };
        let error = Error::new(ErrorKind::Settings, message).at(place(at)).missing(missing);
        match help {
            Some(help) => error.help(help),
            None => error,
        }
    };
    // In the order of the file, as people go through it.
    let mut problems: Vec<_> = problems.into_iter().map(|p| (at(&p.path), p)).collect();
    problems.sort_by_key(|(at, _)| *at);
    problems.into_iter().map(error).collect()
}

/// Where the value that keys lead to begins, or the last of them that is there.
fn find(table: &Spanned<DeTable<'_>>, path: &[String]) -> Option<usize> {
    let mut inside = table.get_ref();
    let mut at = None;
    for key in path {
        let Some(value) = inside.get(key.as_str()) else { break };
        at = Some(value.span().start);
        match value.get_ref() {
            DeValue::Table(table) => inside = table,
            _ => break,
        }
    }
    at
}

/// What is no TOML, or no settings: every mistake with its place.
pub(super) fn syntax(mistakes: &akoma::Error) -> Vec<Error> {
    let error = |mistake: &akoma::Error| {
        let mut error = Error::new(ErrorKind::Settings, mistake.message());
        if let Some((line, column)) = mistake.position() {
            error = error.at(format!("{line}:{column}"));
        }
        match mistake.help() {
            Some(help) => error.help(help),
            None => error,
        }
    };
    mistakes.all().map(error).collect()
}
