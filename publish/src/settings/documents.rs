//! What the settings say of single documents: the metadata that may also be beside a text.

use super::Lists;
use super::placed::Problem;
use akoma::Metadata;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Everything that is wrong: each value is read by itself, so that one mistake does not hide another.
/// Authors are looked up in the authority files, where these are known.
pub(super) fn problems(
    documents: &BTreeMap<String, Table>,
    lists: Option<Lists<'_>>,
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
                } else if let Err((message, help)) = leaf(section, key, value, lists) {
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
    lists: Option<Lists<'_>>,
) -> Result<(), (String, Option<String>)> {
    let values = Table::from_iter([(key.to_owned(), value.clone())]);
    let alone = Table::from_iter([(section.to_owned(), Value::Table(values))]);
    let text = alone.to_string();
    let read = match lists {
        Some(lists) => Metadata::from_toml_with(&text, lists.kinds, Some(lists.authority)),
        // Which kinds there are depends on a file that is not at hand.
        None if (section, key) == ("work", "kind") => return Ok(()),
        None => Metadata::from_toml(&text),
    };
    match read {
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
pub(super) fn metadata(
    documents: &BTreeMap<String, Table>,
    lists: Option<Lists<'_>>,
) -> BTreeMap<String, Metadata> {
    let read = |(name, table): (&String, &Table)| {
        let text = table.to_string();
        let metadata = match lists {
            Some(lists) => Metadata::from_toml_with(&text, lists.kinds, None),
            None => Metadata::from_toml(&text),
        };
        Some((name.clone(), metadata.ok()?))
    };
    documents.iter().filter_map(read).collect()
}
