//! What akoma says of a dataset in udata's fields, and how it differs from what is there.

use super::super::Plan;
use super::names;
use crate::dataset::{Dataset, DocumentInfo, File, Licence};
use serde_json::{Map, Value, json};

/// Fields by name.
pub(super) type Fields = Map<String, Value>;

/// The mark of a dataset that akoma made: its identifier.
pub(super) const IDENTIFIER: &str = "akoma:identifier";
/// The mark of a dataset that lacks files yet.
pub(super) const UNFINISHED: &str = "akoma:unfinished";
/// The tags that are akoma's, among those of people.
const TAGS: &str = "akoma:tags";
/// Codes of data themes: udata has no field for them.
const THEMES: &str = "akoma:themes";
/// The address of the licence, which may not be among the portal's.
const LICENCE: &str = "akoma:licence";

/// How many documents a description names.
const NAMED: usize = 20;

/// What akoma wants the fields to be, of those it has a say in, seeing what they are.
pub(super) fn wanted(dataset: &Dataset, licences: &[Value], there: &Value) -> Fields {
    let mut fields = Fields::new();
    let mut set = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    set("title", json!(dataset.title.best(&dataset.tags).trim()));
    set("description", json!(description(dataset)));
    // udata has no licence for what is not open to all.
    if there["access_type"].as_str().is_none_or(|access| access == "open")
        && let Some(id) = licence(&dataset.licence, licences)
    {
        set("license", json!(id));
    }
    if let Some(frequency) = names::frequency(&dataset.frequency) {
        set("frequency", json!(frequency));
    }
    let dates = || dataset.documents.iter().filter_map(DocumentInfo::day).filter(|d| is_day(d));
    if let (Some(start), Some(end)) = (dates().min(), dates().max()) {
        set("temporal_coverage", json!({ "start": start, "end": end }));
    }
    let ours = names::tags(dataset.keywords.values().flatten().map(String::as_str));
    let before = texts(&there["extras"][TAGS]);
    let people = texts(&there["tags"]);
    let people = people.iter().filter(|tag| !before.contains(tag)).map(String::as_str);
    set("tags", json!(names::tags(people.chain(ours.iter().map(String::as_str)))));
    let mut extras = there["extras"].as_object().cloned().unwrap_or_default();
    extras.insert(IDENTIFIER.to_owned(), json!(dataset.identifier));
    extras.insert(LICENCE.to_owned(), json!(dataset.licence.url));
    extras.insert(THEMES.to_owned(), json!(dataset.themes));
    extras.insert(TAGS.to_owned(), json!(ours));
    if extras.remove(UNFINISHED).is_some() {
        set("private", json!(false));
    }
    set("extras", Value::Object(extras));
    fields
}

/// The description, a page about the dataset, the documents: in Markdown and without words, which
/// would have to be in the reader's language.
fn description(dataset: &Dataset) -> String {
    let mut parts = vec![dataset.description.best(&dataset.tags).trim().to_owned()];
    parts.extend(dataset.landing.as_ref().map(|page| format!("<{page}>")));
    let documents = &dataset.documents;
    let mut lines: Vec<_> = documents
        .iter()
        .take(NAMED)
        .map(|document| {
            let date = document.date.as_ref().map(|date| format!(" ({date})"));
            format!("- {}{}", escaped(&document.title), date.unwrap_or_default())
        })
        .collect();
    if documents.len() > NAMED {
        lines.push(format!("- … (+{})", documents.len() - NAMED));
    }
    parts.push(lines.join("\n"));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// A text on one line that Markdown takes for nothing but text.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>#".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The licence as the portal calls it; none if it has neither one of this name nor of this address.
pub(super) fn licence(licence: &Licence, known: &[Value]) -> Option<String> {
    let mut ids = known.iter().filter_map(|one| one["id"].as_str());
    if let Some(id) = ids.find(|id| Some(*id) == licence.udata.as_deref()) {
        return Some(id.to_owned());
    }
    let same = |one: &&Value| {
        let addresses = texts(&one["alternate_urls"]);
        let mut addresses = addresses.iter().map(String::as_str).chain(one["url"].as_str());
        addresses.any(|url| url == licence.url || Some(url) == licence.udata_url.as_deref())
    };
    known.iter().find(same).and_then(|one| one["id"].as_str()).map(str::to_owned)
}

/// Whether a text is a day as ISO 8601 writes it, as far as udata cares.
fn is_day(text: &str) -> bool {
    let digit =
        |(at, b): (usize, u8)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(digit)
}

/// Whether a dataset lacks files yet.
pub(super) fn is_unfinished(there: &Value) -> bool {
    !there["extras"][UNFINISHED].is_null()
}

/// Whether somebody has said where the data is about: that is left as it is.
pub(super) fn is_placed(there: &Value) -> bool {
    shown("spatial", &there["spatial"]).is_some()
}

/// Plans what differs, of a file or of the dataset itself.
pub(super) fn compare(plan: &mut Plan, file: Option<&File>, there: &Value, wanted: &Fields) {
    for (field, wanted) in wanted {
        let there = &there[field];
        let (Value::Object(members), "extras") = (wanted, field.as_str()) else {
            plan.set(file, field, shown(field, there), shown(field, wanted));
            continue;
        };
        let gone = there.as_object().into_iter().flatten().map(|(key, _)| key);
        let gone = gone.filter(|key| !members.contains_key(*key));
        for key in members.keys().chain(gone) {
            let (there, wanted) = (shown(key, &there[key]), shown(key, &wanted[key]));
            plan.set(file, &format!("{field}.{key}"), there, wanted);
        }
    }
}

/// A value as people read it, and as it is compared; none if it is empty.
fn shown(field: &str, value: &Value) -> Option<String> {
    let shown = match value {
        Value::Null => return None,
        Value::String(text) => text.replace("\r\n", "\n").trim().to_owned(),
        Value::Array(items) => {
            items.iter().filter_map(|item| shown(field, item)).collect::<Vec<_>>().join(", ")
        }
        Value::Object(members) if field == "temporal_coverage" => {
            // Some versions give the hour too.
            let day = |name| members.get(name).and_then(Value::as_str).unwrap_or_default();
            let day = |name| day(name).get(..10).unwrap_or_default();
            format!("{}/{}", day("start"), day("end"))
        }
        Value::Object(members) if members.values().all(|v| shown(field, v).is_none()) => {
            return None;
        }
        other => other.to_string(),
    };
    Some(shown).filter(|shown| !shown.is_empty())
}

/// What is there with what is wanted: udata empties fields that it is not given.
///
/// Without the resources, which it keeps then, and without the deletion: to say that there was none
/// would undo one that somebody has just made.
pub(super) fn merged(there: &Value, wanted: Fields) -> Value {
    let mut all = there.as_object().cloned().unwrap_or_default();
    for left_out in ["resources", "community_resources", "deleted"] {
        all.remove(left_out);
    }
    all.extend(wanted);
    all.retain(|_, value| !value.is_null());
    Value::Object(all)
}

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(value: Value) -> Fields {
        value.as_object().unwrap().clone()
    }

    fn planned(there: &Value, wanted: Value) -> Vec<String> {
        let mut plan = Plan::default();
        compare(&mut plan, None, there, &fields(wanted));
        plan.changes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_portal_writes_otherwise_is_no_difference() {
        let there = json!({
            "title": "A ", "description": "one\r\ntwo\n", "acronym": null, "license": null,
            "temporal_coverage": {"start": "2021-11-22T00:00:00+00:00", "end": "2021-11-23"},
            "extras": {"theirs": 1, "akoma:themes": ["JUST"]}, "x": "not akoma's",
        });
        let wanted = json!({
            "title": "A", "description": "one\ntwo", "acronym": "", "license": null,
            "temporal_coverage": {"start": "2021-11-22", "end": "2021-11-23"},
            "extras": {"theirs": 1, "akoma:themes": ["JUST"]},
        });
        assert!(planned(&there, wanted).is_empty());
    }

    #[test]
    fn what_differs_is_told_by_field() {
        let there = json!({"title": "A", "private": true, "extras": {UNFINISHED: true}});
        let wanted = json!({"title": "B", "private": false, "extras": {"akoma:themes": ["JUST"]}});
        assert_eq!(
            planned(&there, wanted),
            [
                "change title from « A » to « B »",
                "change private from « true » to « false »",
                "change extras.akoma:themes from nothing to « JUST »",
                "change extras.akoma:unfinished from « true » to nothing",
            ]
        );
    }

    #[test]
    fn what_is_not_akomas_is_sent_back_but_no_deletion_and_no_file() {
        let there = json!({"title": "A", "acronym": "X", "deleted": null, "owner": null,
            "resources": [{}], "spatial": {"granularity": "other"}});
        let merged = merged(&there, fields(json!({"title": "B"})));
        let expected = json!({"title": "B", "acronym": "X", "spatial": {"granularity": "other"}});
        assert_eq!(merged, expected);
    }

    #[test]
    fn a_licence_is_known_by_its_identifier_or_its_address() {
        let known = [json!({"id": "lov2", "url": "https://a/", "alternate_urls": ["https://b/"]})];
        let named = |udata: Option<&str>, url: &str| Licence {
            id: None,
            name: "L".to_owned(),
            url: url.to_owned(),
            kind: "Attribution".to_owned(),
            iri: None,
            spdx: None,
            ckan: None,
            udata: udata.map(str::to_owned),
            udata_url: None,
        };
        assert_eq!(licence(&named(Some("lov2"), "x"), &known).as_deref(), Some("lov2"));
        assert_eq!(licence(&named(None, "https://b/"), &known).as_deref(), Some("lov2"));
        assert_eq!(licence(&named(Some("lov3"), "x"), &known), None);
    }

    #[test]
    fn titles_are_no_markdown() {
        assert_eq!(escaped("A *b*\n[c](d) <e>"), "A \\*b\\* \\[c\\](d) \\<e\\>");
    }
}
