//! What akoma says of a dataset in udata's fields, and how it differs from what is there.

use super::super::{Change, Plan};
use super::names;
use crate::dataset::{Contact, Dataset, Licence};
use crate::error::{Error, ErrorKind};
use serde_json::{Map, Value, json};
use std::fmt;

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
/// The contact that is akoma's, among those of people.
const CONTACT: &str = "akoma:contact";

/// How many documents a description names.
const NAMED: usize = 20;

/// What akoma wants the fields to be, of those it has a say in, seeing what they are.
pub(super) fn wanted(
    dataset: &Dataset,
    licences: &[Value],
    there: &Value,
) -> Result<Fields, Error> {
    let mut fields = Fields::new();
    let mut set = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    set("title", json!(dataset.title.best(&dataset.tags).trim()));
    set("description", json!(description(dataset)));
    // udata has no licence for what is not open to all.
    if there["access_type"].as_str().is_none_or(|access| access == "open")
        && let Some(id) = licence(&dataset.licence, licences)?
    {
        set("license", json!(id));
    }
    if let Some(frequency) = names::frequency(&dataset.frequency) {
        set("frequency", json!(frequency));
    }
    let dates = || dataset.documents.iter().map(|d| d.date.as_str()).filter(|d| is_day(d));
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
    Ok(fields)
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
        .map(|document| format!("- {} ({})", escaped(&document.title), document.date))
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

/// The licence as the portal calls it; none if the settings do not say and the portal has none with
/// the same address.
fn licence(licence: &Licence, known: &[Value]) -> Result<Option<String>, Error> {
    let ids = || known.iter().filter_map(|one| one["id"].as_str());
    if let Some(id) = &licence.udata {
        if ids().any(|known| known == id) {
            return Ok(Some(id.clone()));
        }
        let known: Vec<_> = ids().collect();
        let message = format!(
            "expected a licence that the portal has ({}), but found `{id}`",
            known.join(", ")
        );
        let help = "name one of these, or ask those who run the portal to add it";
        return Err(Error::new(ErrorKind::Settings, message).help(help));
    }
    let same = |one: &&Value| {
        let addresses = texts(&one["alternate_urls"]);
        let mut addresses = addresses.iter().map(String::as_str).chain(one["url"].as_str());
        addresses.any(|url| url == licence.url || Some(url) == licence.udata_url.as_deref())
    };
    Ok(known.iter().find(same).and_then(|one| one["id"].as_str()).map(str::to_owned))
}

/// Whether a text is a day as ISO 8601 writes it, as far as udata cares.
fn is_day(text: &str) -> bool {
    let digit =
        |(at, b): (usize, u8)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(digit)
}

/// Whether somebody has said where the data is about: that is left as it is.
pub(super) fn is_placed(there: &Value) -> bool {
    shown("spatial", &there["spatial"]).is_some()
}

/// Whom to ask, as udata has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Person {
    name: String,
    email: Option<String>,
    page: Option<String>,
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        [&self.email, &self.page].into_iter().flatten().try_for_each(|how| write!(f, ", {how}"))
    }
}

/// The contact if the dataset should have it and has not. One that nobody can write to is none in
/// udata.
pub(super) fn lacking_contact(dataset: &Dataset, there: &Value) -> Option<Person> {
    let Contact { name, email, url } = &dataset.contact;
    if email.is_none() && url.is_none() {
        return None;
    }
    let name = name.best(&dataset.tags).trim().to_owned();
    let person = Person { name, email: email.clone(), page: url.clone() };
    let field = |one: &Value, name: &str| one[name].as_str().map(str::to_owned);
    let same = |one: &Value| {
        let name = field(one, "name").unwrap_or_default();
        let there = Person { name, email: field(one, "email"), page: field(one, "contact_form") };
        one["role"] == "contact" && there == person
    };
    (!there["contact_points"].as_array().is_some_and(|all| all.iter().any(same))).then_some(person)
}

/// A contact as udata takes it.
pub(super) fn contact_of(person: &Person, organization: &str) -> Value {
    let Person { name, email, page } = person;
    let mut body = json!({ "name": name, "role": "contact", "organization": organization });
    for (field, value) in [("email", email), ("contact_form", page)] {
        if let Some(value) = value {
            body[field] = json!(value);
        }
    }
    body
}

/// Puts a contact beside those of people, in the place of the one that was akoma's.
pub(super) fn add_contact(wanted: &mut Fields, there: &Value, id: &str) {
    let mut contacts = there["contact_points"].as_array().cloned().unwrap_or_default();
    let before = &there["extras"][CONTACT];
    contacts.retain(|one| before.is_null() || one["id"] != *before);
    let mut ids: Vec<_> = contacts.iter().map(|one| one["id"].clone()).collect();
    if !ids.contains(&json!(id)) {
        ids.push(json!(id));
    }
    wanted.insert("contact_points".to_owned(), Value::Array(ids));
    if let Some(Value::Object(extras)) = wanted.get_mut("extras") {
        extras.insert(CONTACT.to_owned(), json!(id));
    }
}

/// What differs.
pub(super) fn changes(there: &Value, wanted: &Fields) -> Vec<Change> {
    let mut plan = Plan::default();
    for (field, wanted) in wanted {
        let there = &there[field];
        let Value::Object(members) = wanted else {
            plan.set(field, shown(field, there), shown(field, wanted));
            continue;
        };
        if field != "extras" {
            plan.set(field, shown(field, there), shown(field, wanted));
            continue;
        }
        let gone = there.as_object().into_iter().flatten().map(|(key, _)| key);
        let gone = gone.filter(|key| !members.contains_key(*key));
        for key in members.keys().chain(gone) {
            let (there, wanted) = (shown(key, &there[key]), shown(key, &wanted[key]));
            plan.set(&format!("{field}.{key}"), there, wanted);
        }
    }
    plan.changes
}

/// A change of a file's field.
pub(super) fn of_file(change: Change, path: &str) -> Change {
    match change {
        Change::Set { field, from, to } => {
            Change::Set { field: format!("{path} {field}"), from, to }
        }
        other => other,
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
