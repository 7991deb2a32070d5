//! A portal as the owner of a token sees it: what it says of itself and of a dataset.

use super::api::UdataApi;
use super::fields::{self, IDENTIFIER};
use super::resources::FileMatch;
use super::{api, names, resources};
use crate::bundle::Bundle;
use crate::dataset::Dataset;
use crate::error::{Error, ErrorKind};
use crate::portal::http::{Client, Connection};
use crate::portal::{RemoteDataset, RemoteFile};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use url::Url;

/// A portal that runs udata.
#[derive(Debug)]
pub struct Udata {
    pub(super) api: UdataApi,
    organization: Option<String>,
    rules: OnceLock<UdataRules>,
}

/// What a portal says of itself, asked once.
#[derive(Debug)]
pub(super) struct UdataRules {
    /// The identifier of the organisation that publishes.
    pub(super) organization: String,
    /// The licences there are.
    pub(super) licences: Vec<Value>,
    /// How names of files may end.
    pub(super) extensions: BTreeSet<String>,
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
        Ok(Self { api: UdataApi { client }, organization, rules: OnceLock::new() })
    }
}

/// A dataset that carries the identifier of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) id: String,
    /// Whether files are lacking yet: nobody has seen it.
    pub(super) unfinished: bool,
}

impl Marked {
    fn of(record: &Value) -> Result<Self, Error> {
        Ok(Self {
            id: api::text(record, "id")?.to_owned(),
            unfinished: fields::is_unfinished(record),
        })
    }
}

/// The one of several datasets of an identifier that stays, by a rule that every run comes to: the
/// one that is finished, else the one with the first identifier.
///
/// # Errors
/// The identifiers of those that are finished, if there are several: people must choose.
pub(super) fn winner(marked: &[Marked]) -> Result<Option<&Marked>, Vec<&str>> {
    let finished: Vec<_> = marked.iter().filter(|one| !one.unfinished).collect();
    match finished[..] {
        [] => Ok(marked.iter().min_by_key(|one| &one.id)),
        [one] => Ok(Some(one)),
        _ => Err(finished.into_iter().map(|one| one.id.as_str()).collect()),
    }
}

/// What a server goes by when it says what a file is.
fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

impl Udata {
    pub(super) fn rules(&self) -> Result<&UdataRules, Error> {
        if let Some(rules) = self.rules.get() {
            return Ok(rules);
        }
        let organization = self.publisher()?;
        let licences = self.api.list("api/1/datasets/licenses/")?;
        let extensions = self.api.list("api/1/datasets/extensions/")?;
        let extensions = extensions.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(self.rules.get_or_init(|| UdataRules { organization, licences, extensions }))
    }

    /// The identifier of the organisation that was named, or of the only one there is.
    fn publisher(&self) -> Result<String, Error> {
        let me = self.api.get("api/1/me/")?;
        if let Some(name) = &self.organization {
            let path = format!("api/1/organizations/{}/", names::segment(name));
            return match self.api.get_if_there(&path)? {
                Some(organization) => Ok(api::text(&organization, "id")?.to_owned()),
                None => {
                    let message = format!("expected an organisation, but found no `{name}`");
                    Err(api::which_organization(message, &me).at(self.api.client.base()))
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
                Err(api::which_organization(message, &me).at(self.api.client.base()))
            }
        }
    }

    /// The dataset with this identifier in the portal, unless it is deleted.
    pub(super) fn dataset(&self, id: &str) -> Result<Option<Value>, Error> {
        let record = self.api.get_if_there(&format!("api/1/datasets/{}/", names::segment(id)))?;
        Ok(record.filter(|record| record["deleted"].is_null()))
    }

    /// The organisation's datasets that carry this identifier, private ones too.
    pub(super) fn marked(&self, identifier: &str) -> Result<Vec<Marked>, Error> {
        let organization = &self.rules()?.organization;
        // Without the mask the portal gives all there is to say of every dataset.
        let mask = ("x-fields", "data{id,extras,deleted,organization{id}},next_page");
        let mut marked = Vec::new();
        for page in 1.. {
            // The oldest first: one that is made meanwhile does not move the others.
            let path = format!(
                "api/1/datasets/?organization={organization}&sort=created&page_size=100&page={page}"
            );
            let answer = self.api.accepted(&path, self.api.client.get_with(&path, Some(mask))?)?;
            let ours = |record: &&Value| {
                record["extras"][IDENTIFIER] == identifier
                    && record["organization"]["id"] == organization.as_str()
                    && record["deleted"].is_null()
            };
            for record in api::items(&answer, "data").iter().filter(ours) {
                marked.push(Marked::of(record)?);
            }
            if answer["next_page"].is_null() {
                break;
            }
        }
        Ok(marked)
    }

    /// Where a dataset is to be looked at: a list does not give its page.
    pub(super) fn place(&self, id: &str) -> Result<Url, Error> {
        self.api.client.url(&format!("api/1/datasets/{}/", names::segment(id)))
    }

    /// Several datasets of one identifier are finished: people must choose.
    pub(super) fn which(&self, dataset: &Dataset, several: &[&str]) -> Result<Error, Error> {
        let message = format!(
            "expected one dataset of the identifier `{}`, but found {}: {}",
            dataset.identifier,
            several.len(),
            several.join(", ")
        );
        let help = "delete all but one in the portal, and run the same command again";
        let first = several.first().copied().unwrap_or_default();
        let place = self.place(first)?;
        Ok(Error::new(ErrorKind::Conflict, message).at(place).help(help))
    }

    pub(super) fn found(&self, bundle: &Bundle, record: Value) -> Result<RemoteDataset, Error> {
        let extensions = &self.rules()?.extensions;
        let matched = resources::matched(bundle, &record, extensions)?;
        let files = matched.files.iter().filter_map(|FileMatch { file, resource, .. }| {
            let (id, url) = ((*resource)?["id"].as_str()?, (*resource)?["url"].as_str()?);
            let mut remote = RemoteFile::new(&file.path, id, url);
            remote.renamed = ending(&names::file_name(file, extensions)) != ending(&file.path);
            Some(remote)
        });
        let page = record["page"].as_str().or(record["uri"].as_str()).unwrap_or_default();
        let mut found = RemoteDataset::new(api::text(&record, "id")?, page);
        found.files = files.collect();
        found.version = version(&record).to_owned();
        found.record = record;
        Ok(found)
    }

    /// What akoma wants the dataset's fields to be, seeing what they are.
    pub(super) fn wanted(&self, dataset: &Dataset, there: &Value) -> Result<fields::Fields, Error> {
        let mut wanted = fields::wanted(dataset, &self.rules()?.licences, there);
        if !fields::is_placed(there) {
            // A portal that does not have all of these zones refuses the dataset for them.
            let zones = names::zones(&dataset.countries);
            let path = format!("api/1/spatial/zones/{}/", zones.join(","));
            if !zones.is_empty() && self.api.get_if_there(&path)?.is_some() {
                wanted.insert("spatial".to_owned(), json!({ "zones": zones }));
            }
        }
        Ok(wanted)
    }
}

/// When the dataset or one of its resources was changed last.
pub(super) fn version(record: &Value) -> &str {
    let internal = record["internal"]["last_modified_internal"].as_str();
    internal.or(record["last_modified"].as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_comes_to_the_same_winner() {
        let marked = |id: &str, unfinished| Marked { id: id.to_owned(), unfinished };
        let won = |marked: &[Marked]| match winner(marked) {
            Ok(one) => Ok(one.map(|one| one.id.clone())),
            Err(several) => Err(several.len()),
        };
        assert_eq!(won(&[]), Ok(None));
        let (a, b) = (marked("a", true), marked("b", true));
        assert_eq!(won(&[b.clone(), a.clone()]), Ok(Some("a".to_owned())));
        assert_eq!(won(&[a.clone(), b]), Ok(Some("a".to_owned())));
        let (c, d) = (marked("c", false), marked("d", false));
        assert_eq!(
            won(&[a.clone(), c.clone()]),
            Ok(Some("c".to_owned())),
            "people may have seen it"
        );
        assert_eq!(won(&[a, c, d]), Err(2));
    }
}
