//! What the settings tell of single documents: the metadata that may also stand beside a text.

use super::check::Problem;
use akoma::Metadata;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Everything that is wrong: each value is read by itself, so that one mistake does not hide another.
pub(super) fn problems(documents: &BTreeMap<String, Table>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, table) in documents {
        for (section, values) in table {
            let problem = |key: Option<&str>, message: String, missing: bool| {
                let keys = ["documents", name, section].into_iter().chain(key);
                let path = keys.map(str::to_owned).collect();
                Problem { path, message, help: None, missing }
            };
            let Value::Table(values) = values else {
                let message =
                    "expected a table such as `work.date = \"2021-11-22\"`, but found a value";
                problems.push(problem(None, message.to_owned(), false));
                continue;
            };
            for (key, value) in values {
                if value.as_str().is_some_and(|text| text.trim().is_empty()) {
                    let message = "expected a value, but found nothing".to_owned();
                    problems.push(problem(Some(key), message, true));
                } else if let Err(message) = leaf(section, key, value) {
                    problems.push(problem(Some(key), message, false));
                }
            }
        }
    }
    problems
}

/// Whether one value is right.
fn leaf(section: &str, key: &str, value: &Value) -> Result<(), String> {
    let values = Table::from_iter([(key.to_owned(), value.clone())]);
    let alone = Table::from_iter([(section.to_owned(), Value::Table(values))]);
    let metadata = Metadata::deserialize(Value::Table(alone))
        .map_err(|e| e.message().trim().replace('\n', "; "))?;
    let dates = [metadata.work.date, metadata.expression.date, metadata.manifestation.date];
    match dates.into_iter().flatten().find(|date| !date.is_full()) {
        Some(date) => Err(format!("expected a full day (2021-11-22), but found `{date}`")),
        None => Ok(()),
    }
}

/// The metadata of each document, which holds no mistake.
pub(super) fn metadata(documents: &BTreeMap<String, Table>) -> BTreeMap<String, Metadata> {
    let read = |(name, table): (&String, &Table)| {
        let metadata = Metadata::deserialize(Value::Table(table.clone())).ok()?;
        Some((name.clone(), metadata))
    };
    documents.iter().filter_map(read).collect()
}
