//! udata, the software of data.gouv.fr, by its API.
//!
//! udata keeps no promise across requests, so their order keeps one: a new dataset is private and
//! marked as unfinished until every file is there. Two runs may each make one at the same moment:
//! both look, when they have made theirs and again before anybody may see it, and all but one give
//! way. A file takes the place of the old one in one
//! request, and what is no longer wanted goes last. What akoma made carries its mark, for a run
//! that was cut off, or a receipt that was lost: the dataset its identifier, a resource its path. A
//! resource without mark is taken for akoma's only if nobody touched it since it was uploaded.
//!
//! udata has no optimistic locking. The dataset is looked at again before the first request that
//! changes it, and every resource and the dataset are merged with what is there right before they are
//! written: what somebody changes in the milliseconds between that look and that request is lost.

mod api;
mod contact;
mod fields;
mod names;
mod resources;
mod session;
mod steps;

use super::receipt::Receipt;
use super::{Download, Plan, Portal, Progress, Remarks, RemoteDataset, RemoteFile};
use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use resources::FileMatch;
use serde_json::Value;
pub use session::Udata;
use std::collections::BTreeSet;

impl Portal for Udata {
    fn kind(&self) -> &'static str {
        "udata"
    }

    fn address(&self) -> &str {
        self.api.client.base().as_str()
    }

    fn find(
        &self,
        bundle: &Bundle,
        receipt: Option<&Receipt>,
    ) -> Result<Option<RemoteDataset>, Error> {
        let organization = &self.rules()?.organization;
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
        let marked = self.marked(&bundle.dataset().identifier)?;
        // Those that are unfinished beside another, nobody has seen: the run that made them gives
        // way, or was cut off.
        match session::winner(&marked) {
            Ok(None) => Ok(None),
            Ok(Some(one)) => {
                let record = self.dataset(&one.id)?;
                record.map(|record| self.found(bundle, record)).transpose()
            }
            Err(several) => Err(self.which(bundle.dataset(), &several)?),
        }
    }

    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&RemoteDataset>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        let Some(found) = found else {
            // What cannot be said of it is better known before anything is made.
            self.wanted(bundle.dataset(), &Value::Null)?;
            plan.create();
            bundle.pushed().for_each(|file| plan.upload(file, false));
            return Ok(plan);
        };
        let there = &found.record;
        let wanted = self.wanted(bundle.dataset(), there)?;
        fields::compare(&mut plan, None, there, &wanted);
        if let Some(contact) = contact::lacking(bundle.dataset(), there) {
            plan.set(None, contact::POINTS, None, Some(contact.to_string()));
        }
        let matched = resources::matched(bundle, there, &self.rules()?.extensions)?;
        for FileMatch { file, resource, same } in &matched.files {
            if !same || stale.contains(&file.path) {
                plan.upload(file, resource.is_some());
            }
            if let Some(there) = resource {
                let wanted = resources::wanted(file, bundle.dataset(), there);
                fields::compare(&mut plan, Some(file), there, &wanted);
            }
        }
        for resource in matched.surplus {
            let name = resource["title"].as_str().unwrap_or_default();
            plan.remove(name, api::text(resource, "id")?);
        }
        Ok(plan)
    }

    fn push(
        &self,
        bundle: &Bundle,
        found: Option<&RemoteDataset>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let dataset = bundle.dataset();
        let there = found.map(|found| self.unchanged(found)).transpose()?;
        let planned = plan.fields().remove(&None);
        let is_planned = |field| planned.as_ref().is_some_and(|own| own.contains(field));
        // What udata refuses, it should refuse before anything is sent.
        let contact = match found.is_none() || is_planned(contact::POINTS) {
            true => self.contact(dataset, there.as_ref().unwrap_or(&Value::Null))?,
            false => None,
        };
        let record = match there {
            Some(there) => there,
            None => self.create(dataset)?,
        };
        let id = api::text(&record, "id")?;
        let unfinished = fields::is_unfinished(&record);
        if unfinished {
            self.give_way(dataset, id)?;
        }
        self.send_files(bundle, &record, found, plan, progress)?;
        plan.removals().try_for_each(|resource| self.remove(id, resource))?;
        match unfinished || planned.is_some() {
            true => self.finish(bundle, id, contact.as_ref()),
            false => Ok(()),
        }
    }

    fn left_out(&self, bundle: &Bundle, found: &RemoteDataset) -> Result<Remarks, Error> {
        let dataset = bundle.dataset();
        let mut left = Remarks::default();
        if let Some(mail) = contact::refused(dataset, &found.record) {
            left.warnings.push(format!(
                "the portal takes no mail to {mail}: the contact has the address of a page \
                 instead; give another `contact.email`, or only `contact.url`"
            ));
        }
        let known = &self.rules()?.licences;
        if fields::licence(&dataset.licence, known).is_none() {
            let ids: Vec<_> = known.iter().filter_map(|one| one["id"].as_str()).collect();
            left.notes.push(format!(
                "the portal has no licence « {} », but {}: its field stays empty, the address is \
                 in the extras",
                dataset.licence.name,
                ids.join(", ")
            ));
        }
        Ok(left)
    }

    fn fetch(&self, file: &RemoteFile) -> Result<Download, Error> {
        self.api.client.fetch(&file.url)
    }

    fn rdf(&self, found: &RemoteDataset) -> Result<Option<String>, Error> {
        if found.record["private"] == true {
            // Harvesters do not see it either.
            return Ok(None);
        }
        self.api.client.fetch_text(&format!("api/1/datasets/{}/rdf.ttl", found.id)).map(Some)
    }
}
