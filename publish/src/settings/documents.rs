//! What the settings say of single documents: the metadata that may also be beside a text.

use super::placed::Problem;
use akoma::{Authority, Metadata};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Everything that is wrong: each value is read by itself, so that one mistake does not hide another.
/// Authors are looked up in the authority files, where these are known.
pub(super) fn problems(
    documents: &BTreeMap<String, Table>,
    authority: Option<&Authority>,
) -> Vec<Problem> {
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
                } else if let Err((message, help)) = leaf(section, key, value, authority) {
                    problems.push(Problem { help, ..problem(Some(key), message, false) });
                }
            }
        }
    }
    problems
}

/// Whether one value is right; else what is wrong, and what to do.
fn leaf(
    section: &str,
    key: &str,
    value: &Value,
    authority: Option<&Authority>,
) -> Result<(), (String, Option<String>)> {
    let values = Table::from_iter([(key.to_owned(), value.clone())]);
    let alone = Table::from_iter([(section.to_owned(), Value::Table(values))]);
    let text = alone.to_string();
    match authority.map_or_else(|| Metadata::from_toml(&text), |known| known.metadata(&text)) {
        Ok(_) => Ok(()),
        Err(e) => {
            // The key is named with its place in the settings.
            let own = format!("key `{section}.{key}`: ");
            let message = e.message().strip_prefix(&own).unwrap_or(e.message());
            Err((message.to_owned(), e.help().map(str::to_owned)))
        }
    }
}

/// The metadata of each document, which holds no mistake.
pub(super) fn metadata(documents: &BTreeMap<String, Table>) -> BTreeMap<String, Metadata> {
    let read = |(name, table): (&String, &Table)| {
        let metadata = Metadata::from_toml(&table.to_string()).ok()?;
        Some((name.clone(), metadata))
    };
    documents.iter().filter_map(read).collect()
}
