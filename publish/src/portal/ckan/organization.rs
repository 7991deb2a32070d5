//! The organisation that a dataset belongs to.

use super::api::ActionApi;
use super::record::text;
use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use crate::letters::slug;
use serde_json::{Value, json};

/// How the organisation is chosen.
#[derive(Debug)]
pub(super) struct OrganizationChoice {
    /// The one of this name or identifier, else the only one there is.
    pub(super) name: Option<String>,
    /// Whether it is made if it is not there.
    pub(super) create: bool,
}

/// Where a new dataset goes.
pub(super) enum Organization {
    /// An organisation, by its identifier.
    Existing(String),
    /// An organisation that is to be made, by its name.
    ToMake(String),
}

impl OrganizationChoice {
    /// The organisations in which the owner of the token may create datasets. Asked each time: the
    /// one that was made in a run that was cut off is among them.
    fn allowed(api: &ActionApi) -> Result<Vec<Value>, Error> {
        let query = [("permission", "create_dataset")];
        match api.show("organization_list_for_user", &query)? {
            Some(Value::Array(allowed)) => Ok(allowed),
            _ => Ok(Vec::new()),
        }
    }

    /// Where a new dataset goes.
    pub(super) fn of(&self, api: &ActionApi, bundle: &Bundle) -> Result<Organization, Error> {
        let allowed = Self::allowed(api)?;
        let existing = |one: &Value| Organization::Existing(text(&one["id"]).to_owned());
        if let Some(wanted) = &self.name {
            if let Some(one) = allowed.iter().find(|one| is_called(one, wanted)) {
                return Ok(existing(one));
            }
            if api.show("organization_show", &[("id", wanted)])?.is_some() {
                let message =
                    format!("the owner of the token may not create datasets in `{wanted}`");
                let help = "ask an administrator of the organisation for the role of an editor";
                return Err(Error::new(ErrorKind::Denied, message)
                    .at(api.client.base())
                    .help(help));
            }
            if self.create {
                return Ok(Organization::ToMake(wanted.clone()));
            }
            let message = format!("expected the organisation `{wanted}`, but the portal has none");
            return Err(none_to_take(api, message, &allowed));
        }
        let publisher = &bundle.dataset().publisher.name;
        match &allowed[..] {
            [one] => Ok(existing(one)),
            [] if self.create => {
                Ok(Organization::ToMake(slug(publisher.best(&bundle.dataset().tags))))
            }
            [] => {
                Err(none_to_take(api, "expected an organisation, but found none".into(), &allowed))
            }
            _ => Err(none_to_take(
                api,
                "expected one organisation, but found several".into(),
                &allowed,
            )),
        }
    }

    /// Whether a dataset is in the organisation that was named, else in one of those in which the
    /// owner of the token may create datasets.
    pub(super) fn has(&self, api: &ActionApi, record: &Value) -> Result<bool, Error> {
        match &self.name {
            Some(wanted) => Ok(is_called(&record["organization"], wanted)),
            None => Ok(Self::allowed(api)?.iter().any(|one| one["id"] == record["owner_org"])),
        }
    }
}

/// Why no organisation is chosen, and what there is to choose from.
fn none_to_take(api: &ActionApi, message: String, allowed: &[Value]) -> Error {
    let names: Vec<_> = allowed.iter().take(20).map(|one| text(&one["name"])).collect();
    let help = if names.is_empty() {
        "the owner of the token may create datasets in no organisation: have them made an \
         editor of one, or let akoma make it with --create-organization"
            .to_owned()
    } else {
        format!("name one of these with --organization: {}", names.join(", "))
    };
    Error::new(ErrorKind::Settings, message).at(api.client.base()).help(help)
}

/// Makes an organisation of the publisher and gives its identifier.
pub(super) fn make(api: &ActionApi, bundle: &Bundle, name: &str) -> Result<String, Error> {
    let dataset = bundle.dataset();
    let title = dataset.publisher.name.best(&dataset.tags);
    let body = json!({ "name": name, "title": title });
    let made = api.act("organization_create", &body)?;
    Ok(text(&made["id"]).to_owned())
}

fn is_called(organization: &Value, wanted: &str) -> bool {
    organization["name"] == wanted || organization["id"] == wanted
}
