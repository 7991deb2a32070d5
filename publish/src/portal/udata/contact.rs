//! Whom to ask about a dataset.

use super::fields::Fields;
use crate::dataset::{Contact, Dataset};
use serde_json::{Value, json};
use std::fmt;

/// The contact that is akoma's, among those of people.
const CONTACT: &str = "akoma:contact";
/// An address for mail that the portal has refused: udata asks the DNS whether mail can be delivered.
const REFUSED: &str = "akoma:contact-refused";
/// The field of a dataset that lists its contacts.
pub(super) const POINTS: &str = "contact_points";

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

impl Person {
    /// Whom the settings name, as the portal takes it: without the address for mail that it has
    /// refused, and then with a page of the publisher's, since a contact that nobody can write to is
    /// none in udata.
    fn of(dataset: &Dataset, refused: Option<&str>) -> Self {
        let Contact { name, email, url } = &dataset.contact;
        let name = name.best(&dataset.tags).trim().to_owned();
        let mut person = Self { name, email: email.clone(), page: url.clone() };
        if person.email.is_some() && person.email.as_deref() == refused {
            person.email = None;
            let publisher = &dataset.publisher;
            person.page.get_or_insert(publisher.homepage.clone().unwrap_or(publisher.uri.clone()));
        }
        person
    }

    /// The same without its address for mail, which is given too; none if it has none.
    pub(super) fn without_mail(&self, dataset: &Dataset) -> Option<(Self, String)> {
        let refused = self.email.clone()?;
        Some((Self::of(dataset, Some(&refused)), refused))
    }
}

/// A contact that the portal has taken.
pub(super) struct AcceptedContact {
    /// Its identifier in the portal.
    pub(super) id: String,
    /// The address for mail that the portal refused, now or before.
    pub(super) refused: Option<String>,
}

/// The address for mail that the portal has refused, if the settings still name it.
pub(super) fn refused<'a>(dataset: &'a Dataset, there: &Value) -> Option<&'a str> {
    let email = dataset.contact.email.as_deref()?;
    (there["extras"][REFUSED] == email).then_some(email)
}

/// The contact if the dataset should have it and has not.
pub(super) fn lacking(dataset: &Dataset, there: &Value) -> Option<Person> {
    let Contact { email, url, .. } = &dataset.contact;
    if email.is_none() && url.is_none() {
        return None;
    }
    let person = Person::of(dataset, refused(dataset, there));
    let field = |one: &Value, name: &str| one[name].as_str().map(str::to_owned);
    let same = |one: &Value| {
        let name = field(one, "name").unwrap_or_default();
        let there = Person { name, email: field(one, "email"), page: field(one, "contact_form") };
        one["role"] == "contact" && there == person
    };
    (!there[POINTS].as_array().is_some_and(|all| all.iter().any(same))).then_some(person)
}

/// A contact as udata takes it.
pub(super) fn body(person: &Person, organization: &str) -> Value {
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
pub(super) fn add(wanted: &mut Fields, there: &Value, taken: &AcceptedContact) {
    let id = taken.id.as_str();
    let mut contacts = there[POINTS].as_array().cloned().unwrap_or_default();
    let before = &there["extras"][CONTACT];
    contacts.retain(|one| before.is_null() || one["id"] != *before);
    let mut ids: Vec<_> = contacts.iter().map(|one| one["id"].clone()).collect();
    if !ids.contains(&json!(id)) {
        ids.push(json!(id));
    }
    wanted.insert(POINTS.to_owned(), Value::Array(ids));
    if let Some(Value::Object(extras)) = wanted.get_mut("extras") {
        extras.insert(CONTACT.to_owned(), json!(id));
        match &taken.refused {
            Some(mail) => extras.insert(REFUSED.to_owned(), json!(mail)),
            None => extras.remove(REFUSED),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_stands_beside_those_of_people_and_instead_of_the_old_one() {
        let there = json!({"contact_points": [{"id": "theirs"}, {"id": "old"}],
            "extras": {CONTACT: "old"}});
        let mut wanted = Fields::from_iter([("extras".to_owned(), json!({CONTACT: "old"}))]);
        add(&mut wanted, &there, &AcceptedContact { id: "new".to_owned(), refused: None });
        assert_eq!(wanted["contact_points"], json!(["theirs", "new"]));
        assert_eq!(wanted["extras"][CONTACT], "new");
    }
}
