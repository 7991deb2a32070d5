//! The steps of a push: each one request that changes something, or a look and then one.

use super::contact::{AcceptedContact, Person};
use super::fields::UNFINISHED;
use super::resources;
use super::session::{self, Udata, version};
use super::{api, contact, fields, names};
use crate::bundle::Bundle;
use crate::dataset::{Dataset, File};
use crate::error::{Error, ErrorKind};
use crate::portal::form::{MultipartForm, Upload};
use crate::portal::{Plan, Progress, RemoteDataset};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

impl Udata {
    /// The identifier of the contact that the dataset lacks. udata gives the same one when the same
    /// is made again.
    pub(super) fn contact(
        &self,
        dataset: &Dataset,
        there: &Value,
    ) -> Result<Option<AcceptedContact>, Error> {
        let Some(contact) = contact::lacking(dataset, there) else {
            return Ok(None);
        };
        let refused = contact::refused(dataset, there).map(str::to_owned);
        let first = self.make_contact(&contact);
        match (first, contact.without_mail(dataset)) {
            // A dataset is worth more than the mail address of its contact.
            (Err(e), Some((contact, mail))) if e.kind() == ErrorKind::Refused => {
                let id = self.make_contact(&contact)?;
                Ok(Some(AcceptedContact { id, refused: Some(mail) }))
            }
            (first, _) => Ok(Some(AcceptedContact { id: first?, refused })),
        }
    }

    fn make_contact(&self, contact: &Person) -> Result<String, Error> {
        let body = contact::body(contact, &self.rules()?.organization);
        let made = self.api.send("POST", "api/1/contacts/", &body).map_err(|e| {
            let help = "udata wants an address that mail can be delivered to, or that of a page";
            let about = e.about(&format!("the contact « {contact} »"));
            if about.kind() == ErrorKind::Refused { about.help(help) } else { about }
        })?;
        Ok(api::text(&made, "id")?.to_owned())
    }

    /// A new dataset, which nobody sees yet.
    pub(super) fn create(&self, dataset: &Dataset) -> Result<Value, Error> {
        let mut body = self.wanted(dataset, &Value::Null)?;
        body.insert("organization".to_owned(), json!(self.rules()?.organization));
        body.insert("private".to_owned(), json!(true));
        body["extras"][UNFINISHED] = json!(true);
        self.api.send("POST", "api/1/datasets/", &Value::Object(body))
    }

    /// The dataset, if it is still as it was found.
    pub(super) fn unchanged(&self, found: &RemoteDataset) -> Result<Value, Error> {
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

    /// Sends the files of a plan, and describes those of which it is planned. Those of a dataset that
    /// nobody sees yet are all described at the end, in one request.
    pub(super) fn send_files(
        &self,
        bundle: &Bundle,
        record: &Value,
        found: Option<&RemoteDataset>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let id = api::text(record, "id")?;
        let described_later = fields::is_unfinished(record);
        let resources = found.iter().flat_map(|found| &found.files);
        let resources: HashMap<_, _> =
            resources.map(|file| (file.path.as_str(), file.id.as_str())).collect();
        let sent: HashSet<_> = plan.uploads().map(|(path, _)| path).collect();
        let planned = plan.fields();
        // The last first: udata puts a new file before the others.
        let files: Vec<_> = bundle.pushed().collect();
        for file in files.into_iter().rev() {
            let path = file.path.as_str();
            let resource = resources.get(path).copied();
            if sent.contains(path) {
                let uploaded = self.upload(bundle, id, file, resource, progress)?;
                if !described_later && !resources::is_described(file, bundle.dataset(), &uploaded) {
                    self.describe(bundle, id, file, api::text(&uploaded, "id")?)?;
                }
            } else if let Some(resource) = resource
                && planned.contains_key(&Some(path))
                && !described_later
            {
                self.describe(bundle, id, file, resource)?;
            }
        }
        Ok(())
    }

    /// Sends a file, in the place of this resource if there is one.
    fn upload(
        &self,
        bundle: &Bundle,
        dataset: &str,
        file: &File,
        old: Option<&str>,
        progress: &dyn Progress,
    ) -> Result<Value, Error> {
        let path = match old {
            Some(old) => format!("api/1/datasets/{dataset}/resources/{old}/upload/"),
            None => format!("api/1/datasets/{dataset}/upload/"),
        };
        let form = MultipartForm::default().file(Upload {
            field: "file".to_owned(),
            name: names::file_name(file, &self.rules()?.extensions),
            media_type: file.content_type(),
            path: bundle.path(file),
        });
        let answer = self.api.client.send_form(&path, &form, progress)?;
        self.api.accepted(&path, answer).map_err(|e| e.about(&file.path))
    }

    /// Says what a resource is.
    fn describe(
        &self,
        bundle: &Bundle,
        dataset: &str,
        file: &File,
        resource: &str,
    ) -> Result<(), Error> {
        let path = format!("api/1/datasets/{dataset}/resources/{resource}/");
        let there = self.api.get(&path)?;
        let wanted = resources::wanted(file, bundle.dataset(), &there);
        self.api.send("PUT", &path, &fields::merged(&there, wanted)).map(drop)
    }

    /// Says what the dataset is, and lets it be seen if it was unfinished: the last step.
    pub(super) fn finish(
        &self,
        bundle: &Bundle,
        id: &str,
        contact: Option<&AcceptedContact>,
    ) -> Result<(), Error> {
        let dataset = bundle.dataset();
        let path = format!("api/1/datasets/{id}/");
        let there = self.api.get(&path)?;
        let mut wanted = self.wanted(dataset, &there)?;
        if fields::is_unfinished(&there) {
            self.give_way(dataset, id)?;
            let described = resources::described(bundle, &there, &self.rules()?.extensions)?;
            wanted.insert("resources".to_owned(), described);
        }
        if let Some(contact) = contact {
            contact::add(&mut wanted, &there, contact);
        }
        self.api.send("PUT", &path, &fields::merged(&there, wanted)).map(drop)
    }

    /// Takes an unfinished dataset away if another of the same identifier is the one that stays.
    pub(super) fn give_way(&self, dataset: &Dataset, id: &str) -> Result<(), Error> {
        let marked = self.marked(&dataset.identifier)?;
        let stays = match session::winner(&marked) {
            Ok(Some(one)) if one.id != id => self.place(&one.id)?,
            Ok(_) => return Ok(()),
            Err(several) => return Err(self.which(dataset, &several)?),
        };
        let path = format!("api/1/datasets/{id}/");
        let answer = self.api.client.send("DELETE", &path, &json!({}))?;
        if !matches!(answer.status, 404 | 410) {
            self.api.accepted(&path, answer)?;
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
        let answer = self.api.client.send("DELETE", &path, &json!({}))?;
        if answer.status == 404 {
            return Ok(());
        }
        self.api.accepted(&path, answer).map(drop)
    }
}
