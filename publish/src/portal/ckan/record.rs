//! A dataset as CKAN gives it, and as it wants it.

use super::mark;
use serde_json::{Map, Value, json};

/// A field of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: Value,
    /// Whether it is among the extras, where a portal without schema keeps what CKAN itself has
    /// no field for.
    pub(super) extra: bool,
}

/// Whether a dataset says of itself that it is this one: by its identifier, or because there are
/// resources in it that only akoma adds.
pub(super) fn is_marked(record: &Value, identifier: &str) -> bool {
    let package = text(&record["id"]);
    record["identifier"] == identifier
        || extra(record, "identifier") == identifier
        || resources(record).any(|r| mark::is_ours(package, text(&r["id"])))
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub(super) fn last_part(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}

pub(super) fn resources(record: &Value) -> impl Iterator<Item = &Value> {
    record["resources"].as_array().into_iter().flatten()
}

fn extra<'a>(record: &'a Value, key: &str) -> &'a str {
    let extras = record["extras"].as_array().into_iter().flatten();
    extras
        .filter(|extra| extra["key"] == key)
        .map(|extra| text(&extra["value"]))
        .next()
        .unwrap_or("")
}

/// What a dataset has in a field.
pub(super) fn current(record: &Value, field: &Field) -> Value {
    if field.extra {
        return extra(record, &field.name).into();
    }
    if field.name != "tags" {
        return record[&field.name].clone();
    }
    let tags = record["tags"].as_array().into_iter().flatten();
    let mut names: Vec<_> = tags.map(|tag| text(&tag["name"])).collect();
    names.sort_unstable();
    json!(names)
}

/// Writes fields as CKAN wants them; `record` has the extras of others, which stay.
pub(super) fn fill(update: &mut Map<String, Value>, record: &Value, fields: &[Field]) {
    for field in fields.iter().filter(|field| !field.extra) {
        let value = match &field.value {
            Value::Array(names) if field.name == "tags" => {
                names.iter().map(|name| json!({ "name": name })).collect()
            }
            value => value.clone(),
        };
        update.insert(field.name.clone(), value);
    }
    let ours: Vec<_> = fields.iter().filter(|field| field.extra).collect();
    if ours.is_empty() {
        return;
    }
    let others = record["extras"].as_array().into_iter().flatten();
    let others =
        others.filter(|extra| !ours.iter().any(|field| extra["key"] == field.name.as_str()));
    let ours = ours.iter().filter(|field| field.value != "");
    let ours = ours.map(|field| json!({ "key": field.name, "value": field.value }));
    let extras: Vec<_> = others.cloned().chain(ours).collect();
    update.insert("extras".to_owned(), extras.into());
}

/// Whether a value is a list or an object, to which CKAN adds when it is updated.
pub(super) fn is_composite(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

/// A value for people, nothing if it says nothing; the same for values that say the same.
pub(super) fn shown(value: &Value) -> Option<String> {
    match compact(value)? {
        Value::String(text) => Some(text),
        value => Some(value.to_string()),
    }
}

/// A value without what is empty in it, sorted by key.
fn compact(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.replace("\r\n", "\n").into())
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().filter_map(compact).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> =
                fields.iter().filter_map(|(k, v)| Some((k.clone(), compact(v)?))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            (!fields.is_empty()).then(|| Value::Object(fields.into_iter().collect()))
        }
        value => Some(value.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_say_the_same_are_the_same() {
        let ours = json!([{"name": "n", "email": null, "url": ""}]);
        let theirs = json!([{"email": "", "name": "n"}]);
        assert_eq!(shown(&ours), shown(&theirs));
        assert_eq!(shown(&json!([])), None);
        assert_eq!(shown(&json!("a\r\nb")), shown(&json!("a\nb")));
        assert_eq!(shown(&json!([" a\u{a0}"])), shown(&json!(["a"])));
        assert_ne!(shown(&json!(["a", "b"])), shown(&json!(["b", "a"])));
    }

    #[test]
    fn the_extras_of_others_stay() {
        let record = json!({"extras": [
            {"key": "issued", "value": "2020"}, {"key": "theirs", "value": "x"},
        ]});
        let field =
            |name: &str, value: &str| Field { name: name.into(), value: value.into(), extra: true };
        let mut update = Map::new();
        fill(&mut update, &record, &[field("issued", "2021"), field("contact_email", "")]);
        assert_eq!(
            update["extras"],
            json!([
                {"key": "theirs", "value": "x"}, {"key": "issued", "value": "2021"},
            ])
        );
        assert_eq!(current(&record, &field("issued", "")), json!("2020"));
    }
}
