//! udata, the software of data.gouv.fr, by its API.
//!
//! udata keeps no promise across requests, so their order keeps one: a new dataset is private and
//! marked as unfinished until every file is there, a file takes the place of the old one in one
//! request, and what is no longer wanted goes last. What akoma made carries its mark, for a run
//! that was cut off, or a receipt that was lost: the dataset its identifier, a resource its path. A
//! resource without mark is taken for akoma's only if nobody touched it since it was uploaded.
//!
//! udata has no optimistic locking. The dataset is looked at again before the first request that
//! changes it, and every resource and the dataset are merged with what is there right before they are
//! written: what somebody changes in the milliseconds between that look and that request is lost.

mod api;
mod fields;
mod names;
mod resources;

use super::form::{Form, Upload};
use super::http::{Client, Connection};
use super::receipt::Receipt;
use super::{Change, Found, FoundFile, Plan, Portal, Progress, Served};
use crate::bundle::Bundle;
use crate::dataset::{Dataset, File};
use crate::error::{Error, ErrorKind};
use fields::{IDENTIFIER, UNFINISHED};
use resources::Held;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A portal that runs udata.
#[derive(Debug)]
pub struct Udata {
    client: Client,
    organization: Option<String>,
    known: OnceLock<Known>,
}

/// What a portal says of itself, asked once.
#[derive(Debug)]
struct Known {
    /// The identifier of the organisation that publishes.
    organization: String,
    /// The licences there are.
    licences: Vec<Value>,
    /// How names of files may end.
    extensions: BTreeSet<String>,
}

impl Udata {
    /// The portal at this address; `organization` is the identifier or slug of the one that
    /// publishes, needed if the token's owner is in several.
    ///
    /// # Errors
    /// The address is none, or not safe; there is no token.
    pub fn new(connection: &Connection, organization: Option<String>) -> Result<Self, Error> {
        let client = Client::new(connection, "X-API-KEY")?;
        if !client.has_token() {
            let message = "expected a token, but found none";
            let help = "udata shows yours, or makes one, in your profile, under « API key »";
            return Err(Error::new(ErrorKind::Denied, message).at(client.base()).help(help));
        }
        Ok(Self { client, organization, known: OnceLock::new() })
    }

    fn known(&self) -> Result<&Known, Error> {
        if let Some(known) = self.known.get() {
            return Ok(known);
        }
        let organization = self.publisher()?;
        let licences = self.list("api/1/datasets/licenses/")?;
        let extensions = self.list("api/1/datasets/extensions/")?;
        let extensions = extensions.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(self.known.get_or_init(|| Known { organization, licences, extensions }))
    }

    /// The identifier of the organisation that was named, or of the only one there is.
    fn publisher(&self) -> Result<String, Error> {
        let me = self.get("api/1/me/")?;
        if let Some(name) = &self.organization {
            let path = format!("api/1/organizations/{}/", names::segment(name));
            return match self.get_if_there(&path)? {
                Some(organization) => Ok(api::text(&organization, "id")?.to_owned()),
                None => {
                    let message = format!("expected an organisation, but found no `{name}`");
                    Err(api::which_organization(message, &me).at(self.client.base()))
                }
            };
        }
        match api::items(&me, "organizations") {
            [only] => Ok(api::text(only, "id")?.to_owned()),
            several => {
                let message = format!(
                    "expected the organisation that publishes, but the token's owner is in {}",
                    several.len()
                );
                Err(api::which_organization(message, &me).at(self.client.base()))
            }
        }
    }

    /// The dataset with this identifier in the portal, unless it is deleted.
    fn dataset(&self, id: &str) -> Result<Option<Value>, Error> {
        let record = self.get_if_there(&format!("api/1/datasets/{}/", names::segment(id)))?;
        Ok(record.filter(|record| record["deleted"].is_null()))
    }

    /// The organisation's datasets that carry this identifier, private ones too.
    fn marked(&self, identifier: &str, organization: &str) -> Result<Vec<Value>, Error> {
        let mut marked = Vec::new();
        let mut page = 1;
        loop {
            // The oldest first: one that is made meanwhile does not move the others.
            let path = format!(
                "api/1/datasets/?organization={organization}&sort=created&page_size=50&page={page}"
            );
            let answer = self.get(&path)?;
            let ours = |record: &&Value| {
                record["extras"][IDENTIFIER] == identifier
                    && record["organization"]["id"] == organization
                    && record["deleted"].is_null()
            };
            marked.extend(api::items(&answer, "data").iter().filter(ours).cloned());
            if answer["next_page"].is_null() {
                return Ok(marked);
            }
            page += 1;
        }
    }

    fn found(&self, bundle: &Bundle, record: Value) -> Result<Found, Error> {
        let matched = resources::matched(bundle, &record, &self.known()?.extensions)?;
        let files = matched.held.iter().filter_map(|held| {
            let resource = held.resource?;
            Some(FoundFile {
                path: held.file.path.clone(),
                id: resource["id"].as_str()?.to_owned(),
                url: resource["url"].as_str()?.to_owned(),
            })
        });
        let files = files.collect();
        let page = record["page"].as_str().or(record["uri"].as_str()).unwrap_or_default();
        Ok(Found {
            id: api::text(&record, "id")?.to_owned(),
            page: page.to_owned(),
            version: version(&record).to_owned(),
            files,
            record,
        })
    }

    /// What akoma wants the dataset's fields to be, seeing what they are.
    fn wanted(&self, dataset: &Dataset, there: &Value) -> Result<fields::Fields, Error> {
        let mut wanted = fields::wanted(dataset, &self.known()?.licences, there)?;
        if !fields::is_placed(there) {
            // A portal that does not have all of these zones refuses the dataset for them.
            let zones = names::zones(&dataset.countries);
            let path = format!("api/1/spatial/zones/{}/", zones.join(","));
            if !zones.is_empty() && self.get_if_there(&path)?.is_some() {
                wanted.insert("spatial".to_owned(), json!({ "zones": zones }));
            }
        }
        Ok(wanted)
    }

    /// The identifier of the contact that the dataset lacks. udata gives the same one when the same
    /// is made again.
    fn contact(&self, dataset: &Dataset, there: &Value) -> Result<Option<String>, Error> {
        let Some(contact) = fields::lacking_contact(dataset, there) else {
            return Ok(None);
        };
        let body = fields::contact_of(&contact, &self.known()?.organization);
        let made = self.send("POST", "api/1/contacts/", &body).map_err(|e| {
            let help = "udata wants an address that mail can be delivered to, or that of a page";
            let about = api::about(&format!("the contact « {contact} »"), &e);
            if e.kind() == ErrorKind::Refused { about.help(help) } else { about }
        })?;
        Ok(Some(api::text(&made, "id")?.to_owned()))
    }

    /// A new dataset, which nobody sees yet.
    fn create(&self, dataset: &Dataset) -> Result<Value, Error> {
        let mut body = self.wanted(dataset, &Value::Null)?;
        body.insert("organization".to_owned(), json!(self.known()?.organization));
        body.insert("private".to_owned(), json!(true));
        body["extras"][UNFINISHED] = json!(true);
        self.send("POST", "api/1/datasets/", &Value::Object(body))
    }

    /// The dataset, if it is still as it was found.
    fn unchanged(&self, found: &Found) -> Result<Value, Error> {
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
    fn upload(
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
        self.taken(&path, answer).map_err(|e| api::about(&held.file.path, &e))
    }

    /// Says what a resource is, if it says something else.
    fn describe(
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
    fn finish(&self, dataset: &Dataset, id: &str, contact: Option<&str>) -> Result<(), Error> {
        let path = format!("api/1/datasets/{id}/");
        let there = self.get(&path)?;
        let mut wanted = self.wanted(dataset, &there)?;
        if let Some(contact) = contact {
            fields::add_contact(&mut wanted, &there, contact);
        }
        if fields::changes(&there, &wanted).is_empty() {
            return Ok(());
        }
        self.send("PUT", &path, &fields::merged(&there, wanted)).map(drop)
    }

    fn remove(&self, dataset: &str, resource: &str) -> Result<(), Error> {
        let path = format!("api/1/datasets/{dataset}/resources/{resource}/");
        let answer = self.client.send("DELETE", &path, &json!({}))?;
        if answer.status == 404 {
            return Ok(());
        }
        self.taken(&path, answer).map(drop)
    }
}

impl Portal for Udata {
    fn kind(&self) -> &'static str {
        "udata"
    }

    fn address(&self) -> &str {
        self.client.base().as_str()
    }

    fn find(&self, bundle: &Bundle, receipt: Option<&Receipt>) -> Result<Option<Found>, Error> {
        let organization = &self.known()?.organization;
        let identifier = &bundle.dataset().identifier;
        if let Some(receipt) = receipt
            && let Some(record) = self.dataset(&receipt.id)?
        {
            if record["organization"]["id"] != organization.as_str() {
                let owner = record["organization"]["name"].as_str().unwrap_or("somebody else");
                let message =
                    format!("expected a dataset of the organisation's, but it is {owner}'s");
                let help = "name the organisation that has it, or move the receipt away";
                return Err(Error::new(ErrorKind::Denied, message).at(&receipt.page).help(help));
            }
            return self.found(bundle, record).map(Some);
        }
        let mut marked = self.marked(identifier, organization)?;
        if marked.len() > 1 {
            let ids: Vec<_> = marked.iter().filter_map(|record| record["id"].as_str()).collect();
            let message = format!(
                "expected one dataset of the identifier `{identifier}`, but found {}: {}",
                ids.len(),
                ids.join(", ")
            );
            let help = "delete all but one in the portal, and run the same command again";
            return Err(Error::new(ErrorKind::Conflict, message).at(self.address()).help(help));
        }
        marked.pop().map(|record| self.found(bundle, record)).transpose()
    }

    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&Found>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        let Some(found) = found else {
            // What cannot be said of it is better known before anything is made.
            self.wanted(bundle.dataset(), &Value::Null)?;
            plan.changes.push(Change::Create);
            plan.changes.extend(bundle.pushed().map(|file| upload(file, false)));
            return Ok(plan);
        };
        let there = &found.record;
        let wanted = self.wanted(bundle.dataset(), there)?;
        plan.changes.extend(fields::changes(there, &wanted));
        if let Some(contact) = fields::lacking_contact(bundle.dataset(), there) {
            plan.set("contact_points", None, Some(contact.to_string()));
        }
        let matched = resources::matched(bundle, there, &self.known()?.extensions)?;
        for Held { file, resource, same, .. } in &matched.held {
            if !same || stale.contains(&file.path) {
                plan.changes.push(upload(file, resource.is_some()));
            }
            if let Some(there) = resource {
                let wanted = resources::wanted(file, bundle.dataset(), there);
                let changes = fields::changes(there, &wanted).into_iter();
                plan.changes.extend(changes.map(|change| fields::of_file(change, &file.path)));
            }
        }
        for resource in matched.surplus {
            let id = api::text(resource, "id")?.to_owned();
            let name = resource["title"].as_str().unwrap_or_default().to_owned();
            plan.changes.push(Change::Remove { name, id });
        }
        Ok(plan)
    }

    fn push(
        &self,
        bundle: &Bundle,
        found: Option<&Found>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let there = found.map(|found| self.unchanged(found)).transpose()?;
        // What udata refuses, it should refuse before anything is sent.
        let contact = self.contact(bundle.dataset(), there.as_ref().unwrap_or(&Value::Null))?;
        let record = match there {
            Some(there) => there,
            None => self.create(bundle.dataset())?,
        };
        let id = api::text(&record, "id")?;
        let sent: BTreeSet<_> = plan.uploads().map(|(path, _)| path).collect();
        let matched = resources::matched(bundle, &record, &self.known()?.extensions)?;
        // The last first: udata puts a new file before the others.
        for held in matched.held.iter().rev() {
            let uploaded;
            let resource = if sent.contains(held.file.path.as_str()) {
                uploaded = self.upload(bundle, id, held, progress)?;
                &uploaded
            } else if let Some(there) = held.resource {
                there
            } else {
                continue;
            };
            self.describe(bundle, id, held.file, resource)?;
        }
        for change in &plan.changes {
            if let Change::Remove { id: resource, .. } = change {
                self.remove(id, resource)?;
            }
        }
        self.finish(bundle.dataset(), id, contact.as_deref())
    }

    fn fetch(&self, file: &FoundFile) -> Result<Served, Error> {
        self.client.fetch(&file.url)
    }

    fn record(&self, found: &Found) -> Result<Option<String>, Error> {
        if found.record["private"] == true {
            // Harvesters do not see it either.
            return Ok(None);
        }
        self.client.fetch_text(&format!("api/1/datasets/{}/rdf.ttl", found.id)).map(Some)
    }
}

fn upload(file: &File, replaces: bool) -> Change {
    Change::Upload { path: file.path.clone(), bytes: file.bytes, replaces }
}

/// When the dataset or one of its resources was changed last.
fn version(record: &Value) -> &str {
    let internal = record["internal"]["last_modified_internal"].as_str();
    internal.or(record["last_modified"].as_str()).unwrap_or_default()
}
