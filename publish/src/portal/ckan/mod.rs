//! CKAN, by its Action API.
//!
//! A dataset is made without files and private, so that nobody sees it half done; then one
//! `package_revise`, which CKAN does as a whole or not at all, brings all files and makes it
//! public. Every later change is one `package_revise` too, and only if the dataset is still what
//! was looked at. CKAN stores the files of a `package_revise` one by one, just before it commits:
//! what is cut off there has the bytes of some new files with the sums of the old, and the next
//! run, which compares both, sends them again.

mod api;
mod fields;
mod home;
mod mark;
mod record;
mod rules;

use super::form::{Form, Upload};
use super::http::{Client, Connection};
use super::{Change, Found, FoundFile, Plan, Portal, Progress, Receipt, Served};
use crate::bundle::Bundle;
use crate::error::{Error, ErrorKind};
use api::Api;
use fields::{dataset_fields, resource_fields};
use home::Home;
use record::{current, fill, is_marked, last_part, resource, resources, shown, text};
use rules::Rules;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A portal that runs CKAN, 2.11.
#[derive(Debug)]
pub struct Ckan {
    api: Api,
    organization: Option<String>,
    create_organization: bool,
    rules: OnceLock<Rules>,
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
        let api = Api { client };
        Ok(Self { api, organization, create_organization, rules: OnceLock::new() })
    }

    /// The rules of the portal, read once.
    fn rules(&self) -> Result<&Rules, Error> {
        if let Some(rules) = self.rules.get() {
            return Ok(rules);
        }
        let rules = Rules::read(&self.api)?;
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
        if !self.is_home(record)? {
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
        let home = match self.home(bundle)? {
            Home::There(id) => id,
            Home::ToMake(name) => self.make_home(bundle, &name)?,
        };
        body.insert("owner_org".to_owned(), home.into());
        body.insert("private".to_owned(), true.into());
        self.api.act("package_create", &Value::Object(body)).map_err(|e| {
            if e.kind() == ErrorKind::Refused && e.message().contains("name: ") {
                return e.help(
                    "the name may be that of a dataset you may not see: choose another identifier",
                );
            }
            e
        })
    }
}

impl Portal for Ckan {
    fn kind(&self) -> &'static str {
        "ckan"
    }

    fn address(&self) -> &str {
        self.api.client.base().as_str()
    }

    fn find(&self, bundle: &Bundle, receipt: Option<&Receipt>) -> Result<Option<Found>, Error> {
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
        found: Option<&Found>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        let rules = self.rules()?;
        let Some(found) = found else {
            plan.changes.push(Change::Create);
            if let Home::ToMake(name) = self.home(bundle)? {
                plan.set("organization", None, Some(name));
            }
            plan.changes.extend(bundle.pushed().map(|file| Change::upload(file, false)));
            return Ok(plan);
        };
        for field in dataset_fields(bundle.dataset(), rules) {
            let there = current(&found.record, &field);
            plan.set(&field.name, shown(&there), shown(&field.value));
        }
        for file in bundle.pushed() {
            let id = mark::resource_id(&found.id, &file.path);
            let there = resource(&found.record, &id).unwrap_or(&Value::Null);
            let same = there["url_type"] == "upload" && there["hash"] == file.sha256.as_str();
            if !same || stale.contains(&file.path) {
                plan.changes.push(Change::upload(file, !there.is_null()));
            }
            if there.is_null() {
                continue;
            }
            for (name, value) in resource_fields(file, bundle.dataset(), rules) {
                // These two say what was sent.
                if name != "hash" && name != "size" {
                    let field = format!("{}: {name}", file.path);
                    plan.set(&field, shown(&there[&name]), shown(&value));
                }
            }
        }
        let wanted: BTreeSet<_> =
            bundle.pushed().map(|file| mark::resource_id(&found.id, &file.path)).collect();
        for there in resources(&found.record) {
            let id = text(&there["id"]);
            if mark::is_ours(&found.id, id) && !wanted.contains(id) {
                let name = last_part(text(&there["url"])).to_owned();
                plan.changes.push(Change::Remove { name, id: id.to_owned() });
            }
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
        let made;
        let record = match found {
            Some(found) => &found.record,
            None => {
                made = self.create(bundle)?;
                &made
            }
        };
        let rules = self.rules()?;
        let package = text(&record["id"]);
        let fields: Vec<_> = dataset_fields(bundle.dataset(), rules)
            .into_iter()
            .filter(|field| shown(&current(record, field)) != shown(&field.value))
            .collect();
        let mut update = Map::new();
        fill(&mut update, record, &fields);
        // Lists grow when they are updated: what changes is taken out before.
        let mut filter: Vec<_> = update.keys().map(|name| format!("-{name}")).collect();
        filter.push("-resources".to_owned());

        let mut list = Vec::new();
        let mut uploads = Vec::new();
        let mut paths = Vec::new();
        for (i, file) in bundle.pushed().enumerate() {
            let id = mark::resource_id(package, &file.path);
            let there = resource(record, &id).and_then(Value::as_object);
            let mut resource = there.cloned().unwrap_or_default();
            resource.extend(resource_fields(file, bundle.dataset(), rules));
            resource.insert("id".to_owned(), id.into());
            list.push(Value::Object(resource));
            paths.push(file.path.clone());
            if plan.uploads().any(|(path, _)| path == file.path) {
                uploads.push(Upload {
                    field: format!("update__resources__{i}__upload"),
                    name: file.name().to_owned(),
                    media_type: file.content_type(),
                    path: bundle.path(file),
                });
            }
        }
        // What people have added stays as it is, after akoma's.
        list.extend(resources(record).filter(|r| !mark::is_ours(package, text(&r["id"]))).cloned());
        update.insert("resources".to_owned(), list.into());

        let same = json!({ "id": package, "metadata_modified": record["metadata_modified"] });
        let form = Form::default()
            .text("match", same.to_string())
            .text("filter", json!(filter).to_string())
            .text("update", Value::Object(update).to_string());
        let form = uploads.into_iter().fold(form, Form::file);
        self.api.act_with_files("package_revise", &form, &paths, progress).map(|_| ())
    }

    fn fetch(&self, file: &FoundFile) -> Result<Served, Error> {
        // CKAN writes the address it has for itself; it is asked at the one it was given, which
        // gets the token.
        match file.url.rsplit_once("/dataset/") {
            Some((_, rest)) => self.api.client.fetch(&format!("dataset/{rest}")),
            None => self.api.client.fetch(&file.url),
        }
    }

    fn record(&self, found: &Found) -> Result<Option<String>, Error> {
        match self.api.client.fetch_text(&format!("dataset/{}.ttl", text(&found.record["name"]))) {
            Ok(turtle) => Ok(Some(turtle)),
            // There is no such page without ckanext-dcat.
            Err(e) if e.kind() == ErrorKind::Refused => Ok(None),
            Err(e) => Err(e),
        }
    }
}

impl Ckan {
    fn found(&self, bundle: &Bundle, record: Value) -> Found {
        let id = text(&record["id"]).to_owned();
        let files = bundle
            .pushed()
            .filter_map(|file| {
                let there = resource(&record, &mark::resource_id(&id, &file.path))?;
                Some(FoundFile {
                    path: file.path.clone(),
                    id: text(&there["id"]).to_owned(),
                    url: text(&there["url"]).to_owned(),
                    renamed: false,
                })
            })
            .collect();
        let version = text(&record["metadata_modified"]).to_owned();
        Found { id, page: self.page(&record), version, files, record }
    }
}
