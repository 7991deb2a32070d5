//! CKAN, by its Action API.
//!
//! A dataset is made without files and private, so that nobody sees it half done; then a
//! `package_revise`, which CKAN does as a whole or not at all, brings all files and makes it
//! public, or several do if there are many (`revise`). Every later change is made so too, and only
//! if the dataset is still what was looked at. CKAN stores the files of a `package_revise` one by one, just before it commits:
//! what is cut off there has the bytes of some new files with the sums of the old, and the next
//! run, which compares both, sends them again.

mod api;
mod fields;
mod languages;
mod mark;
mod organization;
mod record;
mod revise;
mod rules;

use super::http::{Client, Connection};
use super::{Download, Plan, Portal, Progress, Receipt, Remarks, RemoteDataset, RemoteFile};
use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use api::ActionApi;
use fields::{PRIVATE, dataset_fields};
use organization::{Organization, OrganizationChoice};
use record::{current, fill, is_marked, last_part, resources, shown, text};
use revise::{Finish, Step};
use rules::CkanRules;
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

/// A portal that runs CKAN, 2.11.
#[derive(Debug)]
pub struct Ckan {
    api: ActionApi,
    organization: OrganizationChoice,
    rules: OnceLock<CkanRules>,
}

impl Ckan {
    /// A portal, and whose datasets are published there: the organisation of this name, else the
    /// only one in which the owner of the token may create datasets. `create_organization` makes it
    /// if there is none.
    ///
    /// # Errors
    /// The address is none, or not safe; there is no token; the certificates cannot be read.
    pub fn new(
        connection: &Connection,
        organization: Option<String>,
        create_organization: bool,
    ) -> Result<Self, Error> {
        // CKAN takes the token as it is: « Bearer » before it makes it a wrong one.
        let client = Client::new(connection, "authorization")?;
        if !client.has_token() {
            let message = "expected a token, but there is none";
            let help = "make one on your user page in the portal, under « API tokens »";
            return Err(Error::new(ErrorKind::Denied, message).at(client.base()).help(help));
        }
        let api = ActionApi { client };
        let organization = OrganizationChoice { name: organization, create: create_organization };
        Ok(Self { api, organization, rules: OnceLock::new() })
    }

    /// The rules of the portal, read once.
    fn rules(&self) -> Result<&CkanRules, Error> {
        if let Some(rules) = self.rules.get() {
            return Ok(rules);
        }
        let rules = CkanRules::read(&self.api)?;
        Ok(self.rules.get_or_init(|| rules))
    }

    /// Whether the portal knows the token: it lets anybody read who comes with a wrong one, as if
    /// there was none.
    fn check_token(&self) -> Result<(), Error> {
        if self.api.show("user_show", &[])?.is_some_and(|user| user["name"].is_string()) {
            return Ok(());
        }
        let message = "the portal does not know the token";
        let help = "it may have been revoked, or be another portal's: make one on your user page";
        Err(Error::new(ErrorKind::Denied, message).at(self.address()).help(help))
    }

    /// The dataset of this identifier or name, unless it belongs to people who do not show it.
    fn package(&self, id: &str) -> Result<Option<Value>, Error> {
        match self.api.show("package_show", &[("id", id)]) {
            Err(e) if e.kind() == ErrorKind::Denied => Ok(None),
            shown => shown,
        }
    }

    /// The living dataset of this name. CKAN gives any of those that were deleted as well, if
    /// there are, when it is asked for a name: its search knows only the living.
    fn living(&self, name: &str) -> Result<Option<Value>, Error> {
        let filter = format!("name:\"{name}\"");
        let query = [("fq", filter.as_str()), ("include_private", "true")];
        let found = self.api.show("package_search", &query)?.unwrap_or_default();
        let mut found = found["results"].as_array().into_iter().flatten();
        match found.find(|record| record["name"] == name) {
            Some(record) => self.package(text(&record["id"])),
            None => Ok(None),
        }
    }

    /// Refuses a dataset that is not akoma's to change.
    fn check_owner(&self, bundle: &Bundle, record: &Value, receipt: bool) -> Result<(), Error> {
        let name = &bundle.dataset().identifier;
        let owner = &record["organization"];
        let theirs = owner["name"].as_str().unwrap_or("nobody");
        let page = self.page(record);
        if !self.organization.has(&self.api, record)? {
            let message = format!(
                "expected `{name}` to be free, or a dataset of one's own, but found one of \
                 organisation `{theirs}`"
            );
            let help = "choose another identifier, or name that organisation if it is yours";
            return Err(Error::new(ErrorKind::Refused, message).at(page).help(help));
        }
        if receipt || is_marked(record, name) {
            return Ok(());
        }
        let message = format!(
            "expected `{name}` to be free, or a dataset that akoma made, but found one that others \
             made: its identifier is not `{name}`"
        );
        let help = format!(
            "choose another identifier; or hand it over to akoma: in the portal, write `{name}` \
             into its field « identifier »"
        );
        Err(Error::new(ErrorKind::Refused, message).at(page).help(help))
    }

    fn page(&self, record: &Value) -> String {
        format!("{}dataset/{}", self.address(), text(&record["name"]))
    }

    /// Makes a dataset without files that nobody sees yet.
    fn create(&self, bundle: &Bundle) -> Result<Value, Error> {
        let mut body = Map::new();
        fill(&mut body, &Value::Null, &dataset_fields(bundle.dataset(), self.rules()?));
        let organization = match self.organization.of(&self.api, bundle)? {
            Organization::Existing(id) => id,
            Organization::ToMake(name) => organization::make(&self.api, bundle, &name)?,
        };
        body.insert("owner_org".to_owned(), organization.into());
        body.insert(PRIVATE.to_owned(), true.into());
        let name = &bundle.dataset().identifier;
        match self.api.act("package_create", &Value::Object(body)) {
            Err(e) if e.kind() == ErrorKind::Refused && e.message().contains("name: ") => {
                Err(self.name_is_taken(name, e)?)
            }
            made => made,
        }
    }

    /// Why a dataset of this name cannot be made: a moment ago there was none.
    fn name_is_taken(&self, name: &str, refusal: Error) -> Result<Error, Error> {
        match self.package(name)? {
            Some(record)
                if self.organization.has(&self.api, &record)? && is_marked(&record, name) =>
            {
                let message = format!(
                    "expected to make the dataset `{name}`, but another run of akoma has made it a \
                     moment ago: it stays that run's to finish, and this run has changed nothing"
                );
                let help = "wait for the other run to end, and run the same command again";
                Ok(Error::new(ErrorKind::Conflict, message).at(self.page(&record)).help(help))
            }
            _ => Ok(refusal.help(
                "the name may be that of a dataset you may not see: choose another identifier",
            )),
        }
    }
}

impl Portal for Ckan {
    fn kind(&self) -> &'static str {
        "ckan"
    }

    fn address(&self) -> &str {
        self.api.client.base().as_str()
    }

    fn find(
        &self,
        bundle: &Bundle,
        receipt: Option<&Receipt>,
    ) -> Result<Option<RemoteDataset>, Error> {
        self.check_token()?;
        let name = &bundle.dataset().identifier;
        let known = match receipt {
            // What akoma made and may no longer see is an error, not a name that is free.
            Some(receipt) => self.api.show("package_show", &[("id", &receipt.id)])?,
            None => None,
        };
        let named = self.package(name)?;
        let is_living = |record: &Value| record["state"] != "deleted";
        let living = match (known.as_ref(), named.as_ref()) {
            (Some(known), _) if is_living(known) => Some((known.clone(), true)),
            (_, Some(named)) if is_living(named) => Some((named.clone(), false)),
            _ => self.living(name)?.map(|record| (record, false)),
        };
        if let Some((record, known)) = living {
            self.check_owner(bundle, &record, known)?;
            return Ok(Some(self.found(bundle, record)));
        }
        // What others have deleted leaves its name free; what is akoma's own comes back, with its
        // address.
        for (record, known) in [(known, true), (named, false)] {
            let Some(record) = record else { continue };
            match self.check_owner(bundle, &record, known) {
                Ok(()) => return Ok(Some(self.found(bundle, record))),
                Err(e) if e.kind() == ErrorKind::Refused => {}
                Err(e) => return Err(e),
            }
        }
        Ok(None)
    }

    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&RemoteDataset>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        let rules = self.rules()?;
        let Some(found) = found else {
            plan.create();
            if let Organization::ToMake(name) = self.organization.of(&self.api, bundle)? {
                plan.set(None, "organization", None, Some(name));
            }
            bundle.pushed().for_each(|file| plan.upload(file, false));
            return Ok(plan);
        };
        for field in dataset_fields(bundle.dataset(), rules) {
            let there = current(&found.record, &field);
            plan.set(None, &field.name, shown(&there), shown(&field.value));
        }
        let there: HashMap<_, _> = by_id(&found.record);
        let mut wanted_ids = HashSet::new();
        for (file, fields) in fields::resources(bundle, rules) {
            let id = mark::resource_id(&found.id, &file.path);
            let old = there.get(id.as_str()).copied().unwrap_or(&Value::Null);
            wanted_ids.insert(id);
            let same = old["url_type"] == "upload" && old["hash"] == file.sha256.as_str();
            if !same || stale.contains(&file.path) {
                plan.upload(file, !old.is_null());
            }
            if old.is_null() {
                continue;
            }
            for (name, value) in fields.iter().filter(|(name, _)| !revise::is_sum(name)) {
                plan.set(Some(file), name, shown(&old[name]), shown(value));
            }
        }
        for there in resources(&found.record) {
            let id = text(&there["id"]);
            if mark::is_ours(&found.id, id) && !wanted_ids.contains(id) {
                plan.remove(last_part(text(&there["url"])), id);
            }
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
        let rules = self.rules()?;
        let mut fields = dataset_fields(bundle.dataset(), rules);
        let record = match found {
            Some(found) => {
                let planned = plan.fields().remove(&None).unwrap_or_default();
                fields.retain(|field| planned.contains(field.name.as_str()));
                found.record.clone()
            }
            None => {
                // It was made with all its fields but this one.
                fields.retain(|field| field.name == PRIVATE);
                self.create(bundle)?
            }
        };
        let mut finish = Finish::default();
        fill(&mut finish.fields, &record, &fields);
        finish.removed.extend(plan.removals().map(str::to_owned));
        let wanted = fields::resources(bundle, rules);
        let steps = revise::steps(&record, wanted, plan, |file| bundle.path(file));
        let record = self.revise(record, &steps, &finish, progress)?;
        self.reorder(bundle, &record)
    }

    fn left_out(&self, bundle: &Bundle, _: &RemoteDataset) -> Result<Remarks, Error> {
        let lacking = fields::lacking(bundle.dataset(), self.rules()?);
        let warnings = lacking.into_iter().map(|(key, languages)| {
            let keys: Vec<_> = languages.iter().map(|tag| format!("`{key}.{tag}`")).collect();
            format!(
                "expected the {key} in {} too, which the portal wants, but found none: what there is \
                 in another language is used; add {} to [dataset] and make the bundle again",
                languages.join(", "),
                keys.join(", ")
            )
        });
        Ok(Remarks { warnings: warnings.collect(), ..Remarks::default() })
    }

    fn fetch(&self, file: &RemoteFile) -> Result<Download, Error> {
        // CKAN writes the address it has for itself; it is asked at the one it was given, which
        // gets the token.
        match file.url.rsplit_once("/dataset/") {
            Some((_, rest)) => self.api.client.fetch(&format!("dataset/{rest}")),
            None => self.api.client.fetch(&file.url),
        }
    }

    fn rdf(&self, found: &RemoteDataset) -> Result<Option<String>, Error> {
        match self.api.client.fetch_text(&format!("dataset/{}.ttl", text(&found.record["name"]))) {
            Ok(turtle) => Ok(Some(turtle)),
            // There is no such page without ckanext-dcat.
            Err(e) if e.kind() == ErrorKind::Refused => Ok(None),
            Err(e) => Err(e),
        }
    }
}

fn by_id(record: &Value) -> HashMap<&str, &Value> {
    resources(record).map(|resource| (text(&resource["id"]), resource)).collect()
}

impl Ckan {
    /// Does all steps, in as few requests as the portal takes; a share that is too large for it is
    /// made smaller.
    fn revise(
        &self,
        mut record: Value,
        mut steps: &[Step],
        finish: &Finish,
        progress: &dyn Progress,
    ) -> Result<Value, Error> {
        let mut most = usize::MAX;
        loop {
            let (now, later) = steps.split_at(revise::share(steps, most));
            let revision = revise::revision(&record, now, later.is_empty().then_some(finish));
            match self.api.revise(&revision, progress) {
                Ok(mut answer) => record = answer["package"].take(),
                Err(e) if e.kind() == ErrorKind::TooLarge && now.len() > 1 => {
                    most = now.len() / 2;
                    continue;
                }
                Err(e) if e.kind() == ErrorKind::TooLarge => {
                    let path = now.first().map_or("the dataset", |step| step.path());
                    return Err(e.about(path));
                }
                Err(e) => return Err(e),
            }
            if later.is_empty() {
                return Ok(record);
            }
            steps = later;
        }
    }

    /// Puts files that came later to their place: those of the bundle in its order, then what people
    /// have added.
    fn reorder(&self, bundle: &Bundle, record: &Value) -> Result<(), Error> {
        let package = text(&record["id"]);
        let there: Vec<_> = resources(record).map(|one| text(&one["id"]).to_owned()).collect();
        let mut order: Vec<_> =
            bundle.pushed().map(|file| mark::resource_id(package, &file.path)).collect();
        let ours: HashSet<_> = order.iter().cloned().collect();
        order.extend(there.iter().filter(|id| !ours.contains(*id)).cloned());
        if order == there {
            return Ok(());
        }
        let body = json!({ "id": package, "order": order });
        self.api.act("package_resource_reorder", &body).map(drop)
    }

    fn found(&self, bundle: &Bundle, record: Value) -> RemoteDataset {
        let id = text(&record["id"]).to_owned();
        let there = by_id(&record);
        let files = bundle
            .pushed()
            .filter_map(|file| {
                let there = there.get(mark::resource_id(&id, &file.path).as_str())?;
                Some(RemoteFile::new(&file.path, text(&there["id"]), text(&there["url"])))
            })
            .collect();
        let version = text(&record["metadata_modified"]).to_owned();
        RemoteDataset { id, page: self.page(&record), version, files, record }
    }
}
