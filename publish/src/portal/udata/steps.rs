//! The steps of a push: each one request that changes something, or a look and then one.

use super::super::form::{Form, Upload};
use super::super::{Found, Progress};
use super::contact::{Person, Taken};
use super::fields::UNFINISHED;
use super::resources::{self, Held};
use super::{Udata, api, contact, fields, look, version};
use crate::bundle::Bundle;
use crate::dataset::{Dataset, File};
use crate::error::{Error, ErrorKind};
use serde_json::{Value, json};

impl Udata {
    /// The identifier of the contact that the dataset lacks. udata gives the same one when the same
    /// is made again.
    pub(super) fn contact(&self, dataset: &Dataset, there: &Value) -> Result<Option<Taken>, Error> {
        let Some(contact) = contact::lacking(dataset, there) else {
            return Ok(None);
        };
        let refused = contact::refused(dataset, there).map(str::to_owned);
        let first = self.make_contact(&contact);
        match (first, contact.without_mail(dataset)) {
            // A dataset is worth more than the mail address of its contact.
            (Err(e), Some((contact, mail))) if e.kind() == ErrorKind::Refused => {
                let id = self.make_contact(&contact)?;
                Ok(Some(Taken { id, refused: Some(mail) }))
            }
            (first, _) => Ok(Some(Taken { id: first?, refused })),
        }
    }

    fn make_contact(&self, contact: &Person) -> Result<String, Error> {
        let body = contact::body(contact, &self.known()?.organization);
        let made = self.send("POST", "api/1/contacts/", &body).map_err(|e| {
            let help = "udata wants an address that mail can be delivered to, or that of a page";
            let about = e.about(&format!("the contact « {contact} »"));
            if about.kind() == ErrorKind::Refused { about.help(help) } else { about }
        })?;
        Ok(api::text(&made, "id")?.to_owned())
    }

    /// A new dataset, which nobody sees yet.
    pub(super) fn create(&self, dataset: &Dataset) -> Result<Value, Error> {
        let mut body = self.wanted(dataset, &Value::Null)?;
        body.insert("organization".to_owned(), json!(self.known()?.organization));
        body.insert("private".to_owned(), json!(true));
        body["extras"][UNFINISHED] = json!(true);
        self.send("POST", "api/1/datasets/", &Value::Object(body))
    }

    /// The dataset, if it is still as it was found.
    pub(super) fn unchanged(&self, found: &Found) -> Result<Value, Error> {
        let message = match self.dataset(&found.id)? {
            Some(record) if version(&record) == found.version => return Ok(record),
            Some(record) => format!(
                "expected the dataset as it was at {}, but it was changed at {}",
                found.version,
                version(&record)
            ),
            None => "expected the dataset, but it was deleted meanwhile".to_owned(),
        };
        let help = "see what was changed there, and run the same command again";
        Err(Error::new(ErrorKind::Conflict, message).at(&found.page).help(help))
    }

    /// Sends a file, in the place of another if it has one.
    pub(super) fn upload(
        &self,
        bundle: &Bundle,
        dataset: &str,
        held: &Held,
        progress: &dyn Progress,
    ) -> Result<Value, Error> {
        let path = match held.resource {
            Some(old) => {
                format!("api/1/datasets/{dataset}/resources/{}/upload/", api::text(old, "id")?)
            }
            None => format!("api/1/datasets/{dataset}/upload/"),
        };
        let form = Form::default().file(Upload {
            field: "file".to_owned(),
            name: held.told.clone(),
            media_type: held.file.content_type(),
            path: bundle.path(held.file),
        });
        let answer = self.client.send_form(&path, &form, progress)?;
        self.taken(&path, answer).map_err(|e| e.about(&held.file.path))
    }

    /// Says what a resource is, if it says something else.
    pub(super) fn describe(
        &self,
        bundle: &Bundle,
        dataset: &str,
        file: &File,
        there: &Value,
    ) -> Result<(), Error> {
        let wanted = resources::wanted(file, bundle.dataset(), there);
        if fields::changes(there, &wanted).is_empty() {
            return Ok(());
        }
        let path = format!("api/1/datasets/{dataset}/resources/{}/", api::text(there, "id")?);
        let there = self.get(&path)?;
        let wanted = resources::wanted(file, bundle.dataset(), &there);
        self.send("PUT", &path, &fields::merged(&there, wanted)).map(drop)
    }

    /// Says what the dataset is, if it says something else, and lets it be seen if it was
    /// unfinished: the last step.
    pub(super) fn finish(
        &self,
        bundle: &Bundle,
        id: &str,
        contact: Option<&Taken>,
    ) -> Result<(), Error> {
        let dataset = bundle.dataset();
        let path = format!("api/1/datasets/{id}/");
        let there = self.get(&path)?;
        let mut wanted = self.wanted(dataset, &there)?;
        if fields::is_unfinished(&there) {
            self.give_way(dataset, id)?;
            let described = resources::described(bundle, &there, &self.known()?.extensions)?;
            wanted.insert("resources".to_owned(), described);
        }
        if let Some(contact) = contact {
            contact::add(&mut wanted, &there, contact);
        }
        if fields::changes(&there, &wanted).is_empty() {
            return Ok(());
        }
        self.send("PUT", &path, &fields::merged(&there, wanted)).map(drop)
    }

    /// Takes an unfinished dataset away if another of the same identifier is the one that stays.
    pub(super) fn give_way(&self, dataset: &Dataset, id: &str) -> Result<(), Error> {
        let marked = self.marked(&dataset.identifier)?;
        let stays = match look::winner(&marked) {
            Ok(Some(one)) if one.id != id => self.place(&one.id)?,
            Ok(_) => return Ok(()),
            Err(several) => return Err(self.which(dataset, &several)?),
        };
        let path = format!("api/1/datasets/{id}/");
        let answer = self.client.send("DELETE", &path, &json!({}))?;
        if !matches!(answer.status, 404 | 410) {
            self.taken(&path, answer)?;
        }
        let message = format!(
            "expected to make the only dataset of the identifier `{}`, but another run of akoma makes \
             one at the same time: that one stays, and this run has taken away its own, which nobody \
             has seen",
            dataset.identifier
        );
        let help = "wait for the other run to end, and run the same command again";
        Err(Error::new(ErrorKind::Conflict, message).at(stays).help(help))
    }

    pub(super) fn remove(&self, dataset: &str, resource: &str) -> Result<(), Error> {
        let path = format!("api/1/datasets/{dataset}/resources/{resource}/");
        let answer = self.client.send("DELETE", &path, &json!({}))?;
        if answer.status == 404 {
            return Ok(());
        }
        self.taken(&path, answer).map(drop)
    }
}
