//! Mentions and commitments as CSV and JSON Lines, and the dictionary that explains their columns.

use akoma::export::{Record, inert};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::sync::LazyLock;

/// The columns of the tables, by table.
pub(super) static DICTIONARY: LazyLock<BTreeMap<String, Vec<DictionaryColumn>>> =
    LazyLock::new(|| {
        // A mistake in our own data is found by the first test that runs.
        toml::from_str(include_str!("../../data/dictionary.toml"))
            .unwrap_or_else(|e| panic!("data/dictionary.toml: {e}"))
    });

/// A column of a table.
#[derive(Debug, Deserialize)]
pub(super) struct DictionaryColumn {
    pub(super) name: String,
    /// Its type in a Frictionless table schema.
    #[serde(rename = "type")]
    pub(super) kind: String,
    /// What it means, by language tag.
    #[serde(flatten)]
    pub(super) meaning: crate::dataset::Texts,
}

/// A table in two forms, filled document by document.
pub(super) struct RecordTable {
    csv: csv::Writer<Vec<u8>>,
    lines: Vec<u8>,
}

impl RecordTable {
    /// An empty table with its header.
    pub(super) fn new(name: &'static str) -> io::Result<Self> {
        let mut table = Self::rows();
        table.csv.write_record(columns(name).iter().map(|column| &column.name))?;
        Ok(table)
    }

    /// Rows of a table, without a header.
    pub(super) fn rows() -> Self {
        Self { csv: csv::Writer::from_writer(Vec::new()), lines: Vec::new() }
    }

    /// Adds records, whose fields are the columns.
    pub(super) fn extend<R: Record>(&mut self, records: impl Iterator<Item = R>) -> io::Result<()> {
        for record in records {
            self.csv.write_record(record.cells())?;
            serde_json::to_writer(&mut self.lines, &record)?;
            self.lines.push(b'\n');
        }
        Ok(())
    }

    /// CSV and JSON Lines.
    pub(super) fn finish(self) -> io::Result<(Vec<u8>, Vec<u8>)> {
        let csv = self.csv.into_inner().map_err(|e| io::Error::other(e.to_string()))?;
        Ok((csv, self.lines))
    }
}

/// The columns of a table.
pub(super) fn columns(table: &str) -> &'static [DictionaryColumn] {
    DICTIONARY.get(table).map(Vec::as_slice).unwrap_or_default()
}

/// The dictionary as CSV, with a column for each language it is written in.
pub(super) fn dictionary() -> io::Result<Vec<u8>> {
    let tags: Vec<_> = columns("mentions")
        .first()
        .map(|column| column.meaning.iter().map(|(tag, _)| tag.to_owned()).collect())
        .unwrap_or_default();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let languages = tags.iter().map(|tag| format!("description_{tag}"));
    csv.write_record(["table", "field", "type"].map(str::to_owned).into_iter().chain(languages))?;
    for (table, columns) in DICTIONARY.iter() {
        for column in columns {
            let meanings = tags.iter().map(|tag| column.meaning.get(tag).unwrap_or_default());
            let fields = [table.as_str(), &column.name, &column.kind];
            csv.write_record(fields.into_iter().chain(meanings).map(inert))?;
        }
    }
    csv.into_inner().map_err(|e| io::Error::other(e.to_string()))
}

/// The Frictionless schema of a table, its words in the first of these languages that there is.
pub(super) fn schema(table: &str, tags: &[String]) -> Value {
    let fields: Vec<_> = columns(table)
        .iter()
        .map(|column| {
            json!({
                "name": column.name,
                "type": column.kind,
                "description": column.meaning.best(tags),
            })
        })
        .collect();
    json!({ "fields": fields })
}

/// The Frictionless schema of the dictionary.
pub(super) fn dictionary_schema() -> Value {
    let tags = columns("mentions").first().map(|column| &column.meaning);
    let languages = tags.into_iter().flat_map(|meaning| meaning.iter());
    let names = ["table", "field", "type"]
        .map(str::to_owned)
        .into_iter()
        .chain(languages.map(|(tag, _)| format!("description_{tag}")));
    let fields: Vec<_> = names.map(|name| json!({"name": name, "type": "string"})).collect();
    json!({ "fields": fields })
}
