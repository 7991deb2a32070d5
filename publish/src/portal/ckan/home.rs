//! The organisation that a dataset belongs to.

use super::{Ckan, text};
use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use crate::letters::slug;
use crate::portal::Portal;
use serde_json::{Value, json};

/// Where a new dataset goes.
pub(super) enum Home {
    /// An organisation, by its identifier.
    There(String),
    /// An organisation that is to be made, by its name.
    ToMake(String),
}

impl Ckan {
    /// The organisations in which the owner of the token may create datasets. Asked each time: the
    /// one that was made in a run that was cut off is among them.
    fn homes(&self) -> Result<Vec<Value>, Error> {
        let query = [("permission", "create_dataset")];
        match self.api.show("organization_list_for_user", &query)? {
            Some(Value::Array(homes)) => Ok(homes),
            _ => Ok(Vec::new()),
        }
    }

    /// Where a new dataset goes.
    pub(super) fn home(&self, bundle: &Bundle) -> Result<Home, Error> {
        let homes = self.homes()?;
        let there = |home: &Value| Home::There(text(&home["id"]).to_owned());
        if let Some(wanted) = &self.organization {
            if let Some(home) = homes.iter().find(|home| is_called(home, wanted)) {
                return Ok(there(home));
            }
            if self.api.show("organization_show", &[("id", wanted)])?.is_some() {
                let message =
                    format!("the owner of the token may not create datasets in `{wanted}`");
                let help = "ask an administrator of the organisation for the role of an editor";
                return Err(Error::new(ErrorKind::Denied, message).at(self.address()).help(help));
            }
            if self.create_organization {
                return Ok(Home::ToMake(wanted.clone()));
            }
            let message = format!("expected the organisation `{wanted}`, but the portal has none");
            return Err(self.homeless(message, &homes));
        }
        let publisher = &bundle.dataset().publisher.name;
        match &homes[..] {
            [home] => Ok(there(home)),
            [] if self.create_organization => {
                Ok(Home::ToMake(slug(publisher.best(&bundle.dataset().tags))))
            }
            [] => Err(self.homeless("expected an organisation, but found none".into(), &homes)),
            _ => Err(self.homeless("expected one organisation, but found several".into(), &homes)),
        }
    }

    fn homeless(&self, message: String, homes: &[Value]) -> Error {
        let names: Vec<_> = homes.iter().take(20).map(|home| text(&home["name"])).collect();
        let help = if names.is_empty() {
            "the owner of the token may create datasets in no organisation: have them made an \
             editor of one, or let akoma make it with --create-organization"
                .to_owned()
        } else {
            format!("name one of these with --organization: {}", names.join(", "))
        };
        Error::new(ErrorKind::Settings, message).at(self.address()).help(help)
    }

    /// Makes an organisation of the publisher and tells its identifier.
    pub(super) fn make_home(&self, bundle: &Bundle, name: &str) -> Result<String, Error> {
        let dataset = bundle.dataset();
        let title = dataset.publisher.name.best(&dataset.tags);
        let body = json!({ "name": name, "title": title });
        let made = self.api.act("organization_create", &body)?;
        Ok(text(&made["id"]).to_owned())
    }

    /// Whether a dataset is in the organisation that was named, else in one of those in which the
    /// owner of the token may create datasets.
    pub(super) fn is_home(&self, record: &Value) -> Result<bool, Error> {
        match &self.organization {
            Some(wanted) => Ok(is_called(&record["organization"], wanted)),
            None => Ok(self.homes()?.iter().any(|home| home["id"] == record["owner_org"])),
        }
    }
}

fn is_called(organization: &Value, wanted: &str) -> bool {
    organization["name"] == wanted || organization["id"] == wanted
}
