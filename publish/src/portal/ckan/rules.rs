//! What holds in one portal: the fields its datasets have, the licences it knows.

use super::api::ActionApi;
use super::languages::{ByLanguage, Translated};
use crate::dataset::Licence;
use crate::error::Error;
use serde_json::{Map, Value};

/// The rules of a portal.
#[derive(Debug)]
pub(super) struct CkanRules {
    schema: Option<PortalSchema>,
    licences: Vec<Value>,
}

/// The fields of datasets and resources by ckanext-scheming, each as it describes them.
#[derive(Debug)]
struct PortalSchema {
    dataset: Vec<Value>,
    resource: Vec<Value>,
    /// The languages that ckanext-fluent asks for; none if the schema does not tell.
    languages: Vec<String>,
}

/// Whether something has a field, and how it wants it.
#[derive(Clone, Copy, Debug)]
pub(super) enum FieldRule<'a> {
    /// There is no schema: any field will do.
    Free,
    /// There is no such field.
    Absent,
    /// The field, as the schema describes it.
    Field(&'a Value),
}

impl CkanRules {
    pub(super) fn read(api: &ActionApi) -> Result<Self, Error> {
        let schema = api.show_if_known("scheming_dataset_schema_show", &[("type", "dataset")])?;
        let list = |value: &mut Value| match value.take() {
            Value::Array(items) => items,
            _ => Vec::new(),
        };
        let schema = schema.map(|mut schema| PortalSchema {
            dataset: list(&mut schema["dataset_fields"]),
            resource: list(&mut schema["resource_fields"]),
            languages: texts(&schema["form_languages"]),
        });
        let licences = api.show("license_list", &[])?.map(|mut all| list(&mut all));
        Ok(Self { schema, licences: licences.unwrap_or_default() })
    }

    /// Whether ckanext-scheming says which fields there are.
    pub(super) fn has_schema(&self) -> bool {
        self.schema.is_some()
    }

    /// Whether resources are described as DCAT-AP wants: there is where to say by what rule a
    /// checksum was made.
    pub(super) fn is_dcat(&self) -> bool {
        matches!(self.resource("hash_algorithm"), FieldRule::Field(_))
    }

    pub(super) fn dataset(&self, name: &str) -> FieldRule<'_> {
        rule(self.schema.as_ref().map(|schema| &schema.dataset), name)
    }

    pub(super) fn resource(&self, name: &str) -> FieldRule<'_> {
        rule(self.schema.as_ref().map(|schema| &schema.resource), name)
    }

    /// The first of these fields of a dataset that takes a text in each language.
    pub(super) fn translated_dataset(&self, names: &[&str]) -> Option<Translated<'_>> {
        names.iter().find_map(|name| self.translated(self.dataset(name)))
    }

    /// The same of a resource.
    pub(super) fn translated_resource(&self, names: &[&str]) -> Option<Translated<'_>> {
        names.iter().find_map(|name| self.translated(self.resource(name)))
    }

    fn translated<'a>(&'a self, rule: FieldRule<'a>) -> Option<Translated<'a>> {
        match (rule, &self.schema) {
            (FieldRule::Field(field), Some(schema)) => Translated::new(field, &schema.languages),
            _ => None,
        }
    }

    /// What a subfield of an object takes, in several languages; nothing if there is no such
    /// subfield.
    pub(super) fn translated_part(
        &self,
        name: &str,
        subfield: &str,
        said: &ByLanguage,
        tags: &[String],
    ) -> Option<Value> {
        let FieldRule::Field(field) = self.dataset(name) else { return None };
        let subfields = field["repeating_subfields"].as_array()?;
        let subfield = subfields.iter().find(|one| one["field_name"] == subfield)?;
        Some(self.translated(FieldRule::Field(subfield))?.fill(said, tags))
    }

    /// What to call a licence here: what the portal calls it if it knows it, else its address.
    pub(super) fn licence(&self, licence: &Licence) -> String {
        let known = self.licences.iter().find(|known| {
            let by_id = licence.ckan.as_deref().is_some_and(|id| known["id"] == id);
            by_id || known["url"] == licence.url.as_str()
        });
        match known.and_then(|known| known["id"].as_str()) {
            Some(id) => id.to_owned(),
            None => licence.url.clone(),
        }
    }

    #[cfg(test)]
    pub(super) fn speaking(mut self, languages: &[&str]) -> Self {
        if let Some(schema) = &mut self.schema {
            schema.languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
        }
        self
    }

    #[cfg(test)]
    pub(super) fn of(dataset: Value, resource: Value, licences: Value) -> Self {
        let list = |value: Value| value.as_array().cloned();
        let schema = list(dataset).zip(list(resource)).map(|(dataset, resource)| PortalSchema {
            dataset,
            resource,
            languages: Vec::new(),
        });
        Self { schema, licences: list(licences).unwrap_or_default() }
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn rule<'a>(fields: Option<&'a Vec<Value>>, name: &str) -> FieldRule<'a> {
    match fields.map(|fields| fields.iter().find(|field| field["field_name"] == name)) {
        None => FieldRule::Free,
        Some(None) => FieldRule::Absent,
        Some(Some(field)) => FieldRule::Field(field),
    }
}

impl FieldRule<'_> {
    /// A value as this field wants it; nothing if it does not want it at all.
    pub(super) fn fit(self, value: Value) -> Option<Value> {
        match (self, value) {
            (Self::Absent, _) => None,
            // As ckanext-dcat reads lists where there is no schema.
            (Self::Free, Value::Array(items)) if items.is_empty() => Some("".into()),
            (Self::Free, Value::Array(items)) => Some(Value::Array(items).to_string().into()),
            (Self::Free, value) => Some(value),
            (Self::Field(field), Value::Array(items)) => {
                let mut items: Vec<_> =
                    items.into_iter().filter_map(|item| chosen(field, item)).collect();
                if let Some(subfields) = field["repeating_subfields"].as_array() {
                    Some(items.into_iter().filter_map(|item| part(subfields, item)).collect())
                } else if is_list(field) {
                    Some(Value::Array(items))
                } else if items.is_empty() {
                    Some("".into())
                } else {
                    // The field takes one: the first is what matters most.
                    Some(items.swap_remove(0)).filter(|item| !item.is_object())
                }
            }
            (Self::Field(field), Value::Null) if is_list(field) => Some(Value::Array(Vec::new())),
            (Self::Field(field), value) => {
                let value = chosen(field, value)?;
                Some(if is_list(field) { Value::Array(vec![value]) } else { value })
            }
        }
    }
}

/// Whether a field takes a list.
fn is_list(field: &Value) -> bool {
    let says = |key: &str, word: &str| field[key].as_str().is_some_and(|v| v.contains(word));
    says("preset", "multiple_") || says("validators", "scheming_multiple")
}

/// A value, unless the field has a list of those it takes and it is none of them.
fn chosen(field: &Value, value: Value) -> Option<Value> {
    let Some(choices) = field["choices"].as_array() else {
        return Some(value);
    };
    (value.is_null() || choices.iter().any(|choice| choice["value"] == value)).then_some(value)
}

/// What subfields take of an object.
fn part(subfields: &[Value], item: Value) -> Option<Value> {
    let Value::Object(fields) = item else {
        return None;
    };
    let kept: Map<_, _> = fields
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .filter_map(|(name, value)| {
            let subfield = subfields.iter().find(|subfield| subfield["field_name"] == *name)?;
            Some((name, FieldRule::Field(subfield).fit(value)?))
        })
        .collect();
    (!kept.is_empty()).then_some(Value::Object(kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_given_as_the_field_wants_it() {
        let list = json!({"preset": "multiple_text"});
        assert_eq!(FieldRule::Field(&list).fit(json!("a")), Some(json!(["a"])));
        assert_eq!(FieldRule::Field(&list).fit(json!(["a", "b"])), Some(json!(["a", "b"])));
        let one = json!({"preset": null});
        assert_eq!(FieldRule::Field(&one).fit(json!(["a", "b"])), Some(json!("a")));
        assert_eq!(FieldRule::Field(&one).fit(json!([{"name": "n"}])), None);
        let choice = json!({"choices": [{"value": "a"}]});
        assert_eq!(FieldRule::Field(&choice).fit(json!(["b", "a"])), Some(json!("a")));
        assert_eq!(FieldRule::Field(&choice).fit(json!("b")), None);
        let parts = json!({"repeating_subfields": [{"field_name": "name"}]});
        let contact = json!([{"name": "n", "phone": "1"}]);
        assert_eq!(FieldRule::Field(&parts).fit(contact.clone()), Some(json!([{"name": "n"}])));
        assert_eq!(FieldRule::Absent.fit(json!("a")), None);
        assert_eq!(FieldRule::Free.fit(json!(["a"])), Some(json!("[\"a\"]")));
    }
}
