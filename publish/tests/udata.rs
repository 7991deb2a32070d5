//! What is promised of udata, tried with a real one: `UDATA_URL`, `UDATA_TOKEN` (of somebody who may
//! publish for the organisation) and `UDATA_ORG` (its identifier).

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod common;

use akoma_publish::bundle::Bundle;
use akoma_publish::portal::udata::Udata;
use akoma_publish::portal::{
    Change, Connection, NoProgress, Options, Outcome, Portal, Remarks, Token, publish,
};
use akoma_publish::{Error, ErrorKind};
use common::proxy::{Action, Proxy, Request};
use common::{FILES, bundle_with, identifier, portal};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, OnceLock};

/// A dataset of one test in a real portal.
struct Case {
    url: String,
    token: String,
    organization: String,
    identifier: String,
    folder: tempfile::TempDir,
}

impl Case {
    fn new(name: &str) -> Self {
        Self {
            url: portal("UDATA_URL"),
            token: portal("UDATA_TOKEN"),
            organization: portal("UDATA_ORG"),
            identifier: identifier(name),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn bundle(&self) -> Bundle {
        self.bundle_with(FILES, |_| {})
    }

    /// The same bundle in another folder.
    fn bundle_in(&self, folder: &Path) -> Bundle {
        self.bundle_of(folder, FILES, |_| {})
    }

    /// The bundle with other files, or otherwise described.
    fn bundle_with(
        &self,
        files: &[(&str, &str, &str, &str)],
        change: impl FnOnce(&mut Value),
    ) -> Bundle {
        self.bundle_of(self.folder.path(), files, change)
    }

    fn bundle_of(
        &self,
        folder: &Path,
        files: &[(&str, &str, &str, &str)],
        change: impl FnOnce(&mut Value),
    ) -> Bundle {
        bundle_with(folder, &self.identifier, files, |akoma| {
            // udata asks the DNS whether mail can be delivered: example.org takes none.
            let contact = json!({"name": {"fr": "Bureau"}, "url": "https://donnees.example.org/"});
            akoma["dataset"]["contact"] = contact;
            change(akoma);
        })
    }

    fn receipt(&self) -> PathBuf {
        self.folder.path().join("receipt.json")
    }

    /// Publishes by way of this address.
    fn publish_at(&self, address: &str, bundle: &Bundle, dry_run: bool) -> Result<Outcome, Error> {
        let mut connection = Connection::to(address);
        connection.token = Some(Token::new(&self.token)?);
        let portal = Udata::new(&connection, Some(self.organization.clone()))?;
        // The way does not matter for what is there: tests go by several.
        let receipt = self.folder.path().join(format!("receipt-{}.json", address.len()));
        let receipt = if address == self.url { self.receipt() } else { receipt };
        let mut options = Options::new(receipt, "2026-11-23T12:00:00Z");
        options.dry_run = dry_run;
        publish(&portal, bundle, &options, &NoProgress)
    }

    fn publish(&self, bundle: &Bundle) -> Result<Outcome, Error> {
        self.publish_at(&self.url, bundle, false)
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        ask(&self.url, &self.token, method, path, body)
    }

    /// The datasets in the portal that carry the identifier, with what is in them.
    fn datasets(&self) -> Vec<Value> {
        let mut datasets = Vec::new();
        for page in 1.. {
            let path = format!(
                "api/1/datasets/?organization={}&deleted=false&page_size=100&page={page}",
                self.organization
            );
            let (_, all) = self.ask("GET", &path, None);
            let Some(all) = all["data"].as_array().filter(|all| !all.is_empty()) else { break };
            let ours = all.iter().filter(|d| d["extras"]["akoma:identifier"] == *self.identifier);
            datasets.extend(ours.cloned());
            if all.len() < 100 {
                break;
            }
        }
        datasets
    }

    /// The only dataset.
    fn dataset(&self) -> Value {
        let mut all = self.datasets();
        assert_eq!(all.len(), 1, "one dataset, and no other");
        all.pop().unwrap()
    }

    /// Changes a dataset as a person would in the portal's pages.
    fn edit(&self, change: impl FnOnce(&mut Value)) {
        let mut record = self.dataset();
        let path = format!("api/1/datasets/{}/", record["id"].as_str().unwrap());
        record.as_object_mut().unwrap().remove("resources");
        change(&mut record);
        let (status, answer) = self.ask("PUT", &path, Some(&record));
        assert_eq!(status, 200, "{answer}");
    }

    /// One public dataset with the files of the bundle, whole, each once, in their order.
    fn is_whole(&self, bundle: &Bundle) -> Value {
        let record = self.dataset();
        assert_eq!(record["private"], false);
        assert!(record["extras"]["akoma:unfinished"].is_null(), "{}", record["extras"]);
        let resources = record["resources"].as_array().unwrap();
        let paths: Vec<_> =
            resources.iter().filter_map(|r| r["extras"]["akoma:path"].as_str()).collect();
        let expected: BTreeSet<_> = bundle.files().iter().map(|f| f.path.as_str()).collect();
        assert_eq!(paths.len(), expected.len(), "{resources:#?}");
        assert_eq!(paths.into_iter().collect::<BTreeSet<_>>(), expected);
        assert_eq!(resources.len(), expected.len(), "{resources:#?}");
        for resource in resources {
            let path = resource["extras"]["akoma:path"].as_str().unwrap();
            let bytes = fs::read(bundle.folder().join(path)).unwrap();
            let mut served = ureq::get(resource["url"].as_str().unwrap()).call().unwrap();
            assert_eq!(served.body_mut().read_to_vec().unwrap(), bytes, "{path}");
            assert_eq!(resource["title"], format!("Fichier {path}"));
        }
        record
    }
}

/// Leaves the portal as it was: what is deleted is not listed.
impl Drop for Case {
    fn drop(&mut self) {
        for dataset in self.datasets() {
            let id = dataset["id"].as_str().unwrap_or_default();
            self.ask("DELETE", &format!("api/1/datasets/{id}/"), None);
        }
    }
}

fn ask(url: &str, token: &str, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("{}/{path}", url.trim_end_matches('/')))
        .header("X-API-KEY", token)
        .header("content-type", "application/json")
        .body(body.map(Value::to_string).unwrap_or_default())
        .unwrap();
    let mut answer = agent.run(request).unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

/// Ids of resources by path.
fn ids(record: &Value) -> Vec<(String, String)> {
    let mut ids: Vec<_> = record["resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            let path = r["extras"]["akoma:path"].as_str().unwrap_or_default();
            (path.to_owned(), r["id"].as_str().unwrap().to_owned())
        })
        .collect();
    ids.sort();
    ids
}

fn uploads(outcome: &Outcome) -> Vec<&str> {
    outcome.plan.uploads().map(|(path, _)| path).collect()
}

fn is_upload(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/upload/")
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_dataset_is_made_whole_and_a_second_run_sends_nothing() {
    let case = Case::new("create");
    let bundle = case.bundle();
    let outcome = case.publish(&bundle).unwrap();
    assert_eq!(outcome.plan.changes[0], Change::Create);
    assert_eq!(uploads(&outcome).len(), FILES.len());
    let record = case.is_whole(&bundle);
    assert_eq!(record["license"], "lov2");
    assert_eq!(record["frequency"], "never");
    assert_eq!(record["tags"], json!(["cooperation", "securite"]));
    assert_eq!(record["temporal_coverage"]["start"].as_str().unwrap()[..10], *"2021-11-22");
    assert_eq!(record["contact_points"][0]["contact_form"], "https://donnees.example.org/");
    assert_eq!(record["organization"]["id"], case.organization.as_str());
    let titles: Vec<_> =
        record["resources"].as_array().unwrap().iter().map(|r| &r["title"]).collect();
    let expected: Vec<_> =
        FILES.iter().map(|(path, ..)| json!(format!("Fichier {path}"))).collect();
    assert_eq!(titles.into_iter().cloned().collect::<Vec<_>>(), expected, "in their order");
    let receipt = outcome.receipt.unwrap();
    assert_eq!(receipt.files.len(), FILES.len());
    assert!(!receipt.page.is_empty());
    assert_eq!(outcome.remarks, Remarks::default());

    let proxy = Proxy::new(&case.url, |_| Action::Pass);
    let again = case.publish_at(&proxy.url(), &bundle, false).unwrap();
    assert!(again.plan.is_empty(), "{:?}", again.plan);
    assert!(proxy.take_writes().is_empty());
    assert_eq!(case.dataset(), record);
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_file_that_changed_is_the_only_one_sent() {
    let case = Case::new("file");
    case.publish(&case.bundle()).unwrap();
    let before = case.dataset();
    let mut files = FILES.to_vec();
    files[1].3 = "Accord\nAutre chose.\n";
    let bundle = case.bundle_with(&files, |_| {});
    let outcome = case.publish(&bundle).unwrap();
    assert_eq!(uploads(&outcome), [files[1].0]);
    assert_eq!(outcome.plan.changes.len(), 1, "{:?}", outcome.plan);
    let after = case.is_whole(&bundle);
    assert_eq!(ids(&before), ids(&after));
    for (old, new) in both(&before, &after) {
        assert_eq!(old["url"] == new["url"], old["extras"]["akoma:path"] != files[1].0, "{new}");
    }
}

fn both<'a>(a: &'a Value, b: &'a Value) -> impl Iterator<Item = (&'a Value, &'a Value)> {
    let (a, b) = (a["resources"].as_array().unwrap(), b["resources"].as_array().unwrap());
    a.iter().zip(b)
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn what_people_say_in_the_portal_survives() {
    let case = Case::new("people");
    let bundle = case.bundle();
    case.publish(&bundle).unwrap();
    let (status, contact) = case.ask(
        "POST",
        "api/1/contacts/",
        Some(&json!({"name": "Somebody else", "contact_form": "https://a.example.org/",
            "role": "publisher", "organization": case.organization})),
    );
    assert!(status < 300, "{contact}");
    case.edit(|record| {
        record["acronym"] = json!("AFB");
        record["description_short"] = json!("Bref.");
        record["frequency_date"] = json!("2030-01-01T00:00:00+00:00");
        record["spatial"] = json!({"granularity": "other"});
        record["extras"]["theirs"] = json!("kept");
        record["tags"].as_array_mut().unwrap().push(json!("de-quelqu-un"));
        record["contact_points"].as_array_mut().unwrap().push(contact.clone());
    });
    let record = case.dataset();
    let resource = &record["resources"][0];
    let path = format!(
        "api/1/datasets/{}/resources/{}/",
        record["id"].as_str().unwrap(),
        resource["id"].as_str().unwrap()
    );
    let mut changed = resource.clone();
    changed["extras"]["theirs"] = json!("kept");
    assert_eq!(case.ask("PUT", &path, Some(&changed)).0, 200);
    assert!(case.publish(&bundle).unwrap().plan.is_empty());

    let bundle = case.bundle_with(FILES, |akoma| {
        akoma["dataset"]["title"]["fr"] = json!("Un autre titre");
        akoma["dataset"]["keywords"] = json!({"fr": ["coopération"], "nl": ["Justitie"]});
        akoma["dataset"]["contact"]["url"] = json!("https://autre.example.org/");
        akoma["files"][0]["description"]["fr"] = json!("Autre chose");
    });
    let outcome = case.publish(&bundle).unwrap();
    assert!(uploads(&outcome).is_empty());
    let after = case.is_whole(&bundle);
    assert_eq!(after["title"], "Un autre titre");
    assert_eq!(after["tags"], json!(["cooperation", "de-quelqu-un", "justitie"]));
    assert_eq!(after["resources"][0]["description"], "Autre chose");
    assert_eq!(after["resources"][0]["extras"]["theirs"], "kept");
    for field in ["acronym", "description_short", "frequency_date", "spatial", "license"] {
        assert_eq!(after[field], case_field(&record, field), "{field}");
    }
    assert_eq!(after["extras"]["theirs"], "kept");
    let contacts = after["contact_points"].as_array().unwrap();
    let pages: Vec<_> = contacts.iter().filter_map(|c| c["contact_form"].as_str()).collect();
    assert_eq!(pages, ["https://a.example.org/", "https://autre.example.org/"]);
    assert!(case.publish(&bundle).unwrap().plan.is_empty());
}

/// A field that somebody has filled in.
fn case_field(record: &Value, field: &str) -> Value {
    assert!(!record[field].is_null(), "{field} was set");
    record[field].clone()
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_file_that_is_gone_is_removed_and_what_people_added_stays() {
    let case = Case::new("removed");
    case.publish(&case.bundle()).unwrap();
    let id = case.dataset()["id"].as_str().unwrap().to_owned();
    let link = json!({"title": "A link", "url": "https://a.example.org/x", "filetype": "remote",
        "type": "other", "format": "html"});
    let (status, added) = case.ask("POST", &format!("api/1/datasets/{id}/resources/"), Some(&link));
    assert_eq!(status, 201, "{added}");
    let bundle = case.bundle_with(&FILES[..4], |_| {});
    let outcome = case.publish(&bundle).unwrap();
    let removed = |change: &&Change| matches!(change, Change::Remove { .. });
    assert_eq!(outcome.plan.changes.iter().filter(removed).count(), 2);
    let after = ids(&case.dataset());
    assert_eq!(after.len(), 5);
    assert!(after.contains(&(String::new(), added["id"].as_str().unwrap().to_owned())));
    assert!(case.publish(&bundle).unwrap().plan.is_empty());
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_dry_run_changes_nothing() {
    let case = Case::new("dry");
    let bundle = case.bundle();
    let outcome = case.publish_at(&case.url, &bundle, true).unwrap();
    assert_eq!(outcome.plan.changes[0], Change::Create);
    assert!(case.datasets().is_empty());
    case.publish(&bundle).unwrap();
    let before = case.dataset();
    let bundle = case.bundle_with(&FILES[1..], |_| {});
    let outcome = case.publish_at(&case.url, &bundle, true).unwrap();
    assert_eq!(outcome.plan.changes.len(), 1);
    assert_eq!(case.dataset(), before);
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn without_its_receipt_a_dataset_is_found_by_its_mark() {
    let case = Case::new("receipt");
    let bundle = case.bundle();
    case.publish(&bundle).unwrap();
    fs::remove_file(case.receipt()).unwrap();
    assert!(case.publish(&bundle).unwrap().plan.is_empty());
    case.is_whole(&bundle);
    // And a receipt without its dataset makes another.
    let id = case.dataset()["id"].as_str().unwrap().to_owned();
    assert_eq!(case.ask("DELETE", &format!("api/1/datasets/{id}/"), None).0, 204);
    assert_eq!(case.publish(&bundle).unwrap().plan.changes[0], Change::Create);
    assert_ne!(case.is_whole(&bundle)["id"], id);
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn the_same_title_of_another_organization_is_left_alone() {
    let case = Case::new("title");
    let (status, other) = case.ask(
        "POST",
        "api/1/organizations/",
        Some(&json!({"name": case.identifier, "description": "d"})),
    );
    assert_eq!(status, 201, "{other}");
    let bundle = case.bundle();
    let (status, theirs) = case.ask(
        "POST",
        "api/1/datasets/",
        Some(&json!({"title": bundle.dataset().title.get("fr"), "description": "d",
            "organization": other["id"], "extras": {"akoma:identifier": case.identifier}})),
    );
    assert_eq!(status, 201, "{theirs}");
    case.publish(&bundle).unwrap();
    case.is_whole(&bundle);
    let path = format!("api/1/datasets/{}/", theirs["id"].as_str().unwrap());
    let (_, after) = case.ask("GET", &path, None);
    assert_eq!(after["description"], "d");
    assert_eq!(
        after["internal"]["last_modified_internal"].as_str().map(|t| &t[..23]),
        theirs["internal"]["last_modified_internal"].as_str().map(|t| &t[..23])
    );
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn what_somebody_changes_meanwhile_is_a_conflict() {
    let case = Case::new("conflict");
    let proxy = Proxy::new(&case.url, |_| Action::Pass);
    case.publish_at(&proxy.url(), &case.bundle(), false).unwrap();
    proxy.take();
    let record = case.dataset();
    let path = format!("/api/1/datasets/{}/", record["id"].as_str().unwrap());
    let (url, token) = (case.url.clone(), case.token.clone());
    let seen = AtomicUsize::new(0);
    // Between the look and the push.
    proxy.rule(move |request| {
        if request.path == path && seen.fetch_add(1, Ordering::SeqCst) == 1 {
            let mut body = record.clone();
            body.as_object_mut().unwrap().remove("resources");
            body["acronym"] = json!("MEANWHILE");
            assert_eq!(ask(&url, &token, "PUT", &path[1..], Some(&body)).0, 200);
        }
        Action::Pass
    });
    let bundle = case.bundle_with(&FILES[1..], |_| {});
    let error = case.publish_at(&proxy.url(), &bundle, false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    assert!(proxy.take_writes().is_empty());
    case.publish_at(&proxy.url(), &bundle, false).unwrap();
    assert_eq!(case.is_whole(&bundle)["acronym"], "MEANWHILE");
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_bad_token_is_denied_and_never_told() {
    let mut case = Case::new("token");
    case.token = "udata_no-such-token-at-all".to_owned();
    let error = case.publish(&case.bundle()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
    assert!(!format!("{error} {error:?}").contains(&case.token), "{error}");
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn who_may_not_publish_for_an_organization_is_told_for_which_they_may() {
    let mut case = Case::new("organization");
    case.organization = "no-such-organization".to_owned();
    let error = case.publish(&case.bundle()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Settings);
    assert!(error.to_string().contains("no-such-organization"), "{error}");
    assert!(error.advice().unwrap().contains("chancellerie"), "{error}");
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn an_organization_must_be_named_by_who_is_in_several() {
    let case = Case::new("several");
    let another = json!({"name": case.identifier, "description": "d"});
    assert_eq!(case.ask("POST", "api/1/organizations/", Some(&another)).0, 201);
    let mut connection = Connection::to(&case.url);
    connection.token = Some(Token::new(&case.token).unwrap());
    let portal = Udata::new(&connection, None).unwrap();
    let error = portal.find(&case.bundle(), None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Settings, "{error}");
    assert!(error.advice().unwrap().contains(&case.identifier), "{error}");

    let slug = case.ask("GET", &format!("api/1/organizations/{}/", case.organization), None).1;
    let slug = slug["slug"].as_str().unwrap().to_owned();
    let portal = Udata::new(&connection, Some(slug)).unwrap();
    assert!(portal.find(&case.bundle(), None).unwrap().is_none());
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn two_datasets_of_one_mark_are_told_and_left_alone() {
    let case = Case::new("two");
    for _ in 0..2 {
        let body = json!({"title": "T", "description": "d", "private": true,
            "organization": case.organization, "extras": {"akoma:identifier": case.identifier}});
        assert_eq!(case.ask("POST", "api/1/datasets/", Some(&body)).0, 201);
    }
    let error = case.publish(&case.bundle()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    for dataset in case.datasets() {
        assert!(error.message().contains(dataset["id"].as_str().unwrap()), "{error}");
        assert_eq!(dataset["title"], "T");
    }
}

/// Two runs that both find nothing, and then make their datasets: none begins to send before both
/// have made theirs, or neither goes on before both are at this request.
fn two_at_once(name: &str, meet: fn(&Request) -> bool) {
    let case = Case::new(name);
    let barrier = Arc::new(Barrier::new(2));
    let results: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..2)
            .map(|_| {
                let (case, barrier) = (&case, Arc::clone(&barrier));
                scope.spawn(move || {
                    let met = AtomicUsize::new(0);
                    let proxy = Proxy::new(&case.url, move |request| {
                        if meet(request) && met.fetch_add(1, Ordering::SeqCst) == 0 {
                            barrier.wait();
                        }
                        Action::Pass
                    });
                    let folder = tempfile::tempdir().unwrap();
                    let bundle = case.bundle_in(folder.path());
                    let mut connection = Connection::to(proxy.url());
                    connection.token = Some(Token::new(&case.token).unwrap());
                    let portal = Udata::new(&connection, Some(case.organization.clone())).unwrap();
                    let options =
                        Options::new(folder.path().join("r.json"), "2026-11-23T12:00:00Z");
                    publish(&portal, &bundle, &options, &NoProgress).map(drop)
                })
            })
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert!(!won.is_empty(), "{lost:?}");
    // A run whose request the portal answers with an error of its own looks again, finds the
    // dataset of the other and goes on with it: then nobody loses.
    for error in lost.into_iter().filter_map(Result::err) {
        assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    }
    assert_eq!(case.datasets().len(), 1, "one dataset, whoever made it");
    let bundle = case.bundle();
    case.is_whole(&bundle);
    assert!(case.publish(&bundle).unwrap().plan.is_empty(), "the loser's next run finds all done");
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn two_first_runs_at_once_make_one_dataset() {
    for _ in 0..3 {
        two_at_once("twins", |request| {
            request.method == "POST" && request.path == "/api/1/datasets/"
        });
    }
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn an_unfinished_twin_does_not_stand_in_the_way() {
    let case = Case::new("unfinished");
    let bundle = case.bundle();
    case.publish(&bundle).unwrap();
    fs::remove_file(case.receipt()).unwrap();
    let body = json!({"title": "T", "description": "d", "private": true,
        "organization": case.organization,
        "extras": {"akoma:identifier": case.identifier, "akoma:unfinished": true}});
    assert_eq!(case.ask("POST", "api/1/datasets/", Some(&body)).0, 201);
    assert!(case.publish(&bundle).unwrap().plan.is_empty());
    assert_eq!(case.datasets().len(), 2, "what a run that was cut off has left is left alone");
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_licence_that_the_portal_does_not_have_is_left_out_and_told() {
    let case = Case::new("licence");
    let bundle = case.bundle_with(FILES, |akoma| {
        akoma["dataset"]["licence"]["udata"] = json!("no-such-licence");
    });
    for _ in 0..2 {
        let outcome = case.publish(&bundle).unwrap();
        let told = outcome.remarks.notes.iter().find(|note| note.contains("no licence"));
        assert!(told.unwrap().contains("lov2"), "{told:?}");
        assert!(outcome.remarks.warnings.is_empty(), "nobody can mend it");
    }
    let address = &bundle.dataset().licence.url;
    assert_eq!(case.dataset()["extras"]["akoma:licence"], address.as_str());
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_mail_address_that_the_portal_refuses_is_left_out_and_told() {
    let case = Case::new("mail");
    // No portal takes this for an address.
    let mail = "donnees@example.invalid.";
    let bundle = case.bundle_with(FILES, |akoma| {
        akoma["dataset"]["contact"] = json!({"name": {"fr": "Bureau"}, "email": mail});
    });
    let first = case.publish(&bundle).unwrap();
    assert!(
        first.remarks.warnings.iter().any(|w| w.contains(mail)),
        "{:?}",
        first.remarks.warnings
    );
    let contact = &case.dataset()["contact_points"][0];
    let home = bundle.dataset().publisher.homepage.as_deref().unwrap();
    assert_eq!((&contact["contact_form"], &contact["email"]), (&json!(home), &Value::Null));
    let again = case.publish(&bundle).unwrap();
    assert!(again.plan.is_empty(), "{:?}", again.plan);
    assert!(again.remarks.warnings.iter().any(|w| w.contains(mail)), "told every time");
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_title_that_is_too_long_is_refused_with_the_name_of_the_field() {
    let case = Case::new("long");
    let bundle = case.bundle_with(FILES, |akoma| {
        akoma["dataset"]["title"]["fr"] = json!("x".repeat(400));
    });
    let error = case.publish(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
    assert!(error.message().contains("title: "), "{error}");
}

/// Few files, and others: one that stays, one that is replaced, one that is new, one that is gone.
const FEW: &[(&str, &str, &str, &str)] = &[FILES[0], FILES[1], FILES[5]];
const OTHERS: &[(&str, &str, &str, &str)] = &[
    ("accord.nl.akn", "application/xml", "XML", "<akomaNtoso>nieuw</akomaNtoso>\n"),
    FILES[0],
    ("accord.fr.txt", "text/plain", "TXT", "Accord\nAutre chose.\n"),
];

/// Fails the first request that changes something, in another dataset the second, and so on, until a
/// run needs no more requests than that. After each failure the next run must find its way, both
/// when the dataset is made and when it is changed.
fn after_every_failure(name: &str, fail: fn() -> Action, expected: Option<ErrorKind>) {
    for update in [false, true] {
        for nth in 0.. {
            let case = Case::new(&format!("{name}-{update}-{nth}"));
            let mut bundle = case.bundle_with(FEW, |_| {});
            if update {
                case.publish(&bundle).unwrap();
                bundle = case.bundle_with(OTHERS, |akoma| {
                    akoma["dataset"]["keywords"] = json!({"nl": ["Justitie"]});
                });
            }
            let written = AtomicUsize::new(0);
            let proxy = Proxy::new(&case.url, move |request| {
                let hit = request.is_write() && written.fetch_add(1, Ordering::SeqCst) == nth;
                if hit { fail() } else { Action::Pass }
            });
            let result = case.publish_at(&proxy.url(), &bundle, false);
            let writes = proxy.take_writes();
            let hit = writes.len() > nth;
            // The answer to a DELETE is empty: it cannot be cut off.
            let cut = hit && writes[nth].method != "DELETE";
            match (result, expected) {
                (Err(e), Some(kind)) => assert_eq!(e.kind(), kind, "{e}"),
                (Err(e), None) => panic!("request {nth}: {e}"),
                (Ok(_), Some(_)) => assert!(!cut, "request {nth} failed, and nobody said so"),
                (Ok(_), None) => drop(case.is_whole(&bundle)),
            }
            let half = case.datasets();
            assert!(half.len() <= 1, "request {nth}: {half:#?}");
            if !update && expected.is_some() && hit && half.len() == 1 {
                // Nobody sees half a dataset.
                let files = half[0]["resources"].as_array().unwrap().len();
                assert!(half[0]["private"] == true || files == FEW.len());
            }
            case.publish(&bundle).unwrap();
            case.is_whole(&bundle);
            if !hit {
                assert!(nth > 4, "only {nth} requests");
                break;
            }
        }
    }
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_connection_that_breaks_while_sending() {
    after_every_failure("cut", || Action::Cut(40), Some(ErrorKind::Network));
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_connection_that_breaks_when_the_work_is_done() {
    after_every_failure("lost", || Action::CutResponse(10), Some(ErrorKind::Network));
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_server_that_fails_at_once() {
    after_every_failure("fails", || Action::FailBefore(500), None);
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_server_that_fails_when_the_work_is_done() {
    after_every_failure("done", || Action::FailAfter(502), None);
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_bundle_that_changed_after_a_run_was_cut_off() {
    let case = Case::new("changed");
    let proxy = Proxy::new(&case.url, |request| {
        // The files arrive, and their marks do not.
        if request.method == "PUT" { Action::Cut(0) } else { Action::Pass }
    });
    let error = case.publish_at(&proxy.url(), &case.bundle(), false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network, "{error}");
    assert_eq!(case.dataset()["private"], true);
    assert_eq!(case.dataset()["resources"].as_array().unwrap().len(), FILES.len());
    let mut files = FILES.to_vec();
    files[5].3 = "{}\n";
    let bundle = case.bundle_with(&files, |_| {});
    case.publish(&bundle).unwrap();
    case.is_whole(&bundle);
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_doubled_upload_is_removed_but_not_what_people_say_something_of() {
    let case = Case::new("doubled");
    let bundle = case.bundle();
    // The first upload is answered with a failure though it is done, and done twice by hand.
    let proxy = Proxy::new(&case.url, |request| {
        if is_upload(request) { Action::CutResponse(0) } else { Action::Pass }
    });
    case.publish_at(&proxy.url(), &bundle, false).unwrap_err();
    let id = case.dataset()["id"].as_str().unwrap().to_owned();
    let upload = proxy.take().into_iter().find(is_upload).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    for _ in 0..2 {
        let agent: ureq::Agent = ureq::Agent::new_with_defaults();
        let request = agent
            .post(format!("{}/api/1/datasets/{id}/upload/", case.url))
            .header("X-API-KEY", &case.token)
            .header("content-type", upload.header("content-type").unwrap());
        assert_eq!(request.send(&upload.body[..]).unwrap().status(), 201);
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    let resources = case.dataset()["resources"].as_array().unwrap().clone();
    assert_eq!(resources.len(), 3);
    let mut theirs = resources[1].clone();
    theirs["description"] = json!("Somebody's copy");
    let path = format!("api/1/datasets/{id}/resources/{}/", theirs["id"].as_str().unwrap());
    assert_eq!(case.ask("PUT", &path, Some(&theirs)).0, 200);
    case.publish(&bundle).unwrap();
    let after = ids(&case.dataset());
    assert_eq!(after.len(), FILES.len() + 1);
    assert!(after.contains(&(String::new(), theirs["id"].as_str().unwrap().to_owned())));
}

/// Where the portal is, and where it should say it is.
static PLACES: OnceLock<(String, String)> = OnceLock::new();

fn spoil(body: &mut Vec<u8>) {
    body.push(b'!');
}

/// Addresses of the portal become those of the proxy.
fn move_here(body: &mut Vec<u8>) {
    let (from, to) = PLACES.get().unwrap();
    *body = String::from_utf8_lossy(body).replace(from, to).into_bytes();
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn a_portal_that_alters_a_file() {
    let case = Case::new("altered");
    let bundle = case.bundle();
    let moved = |request: &Request, altered: bool| {
        let file = request.path.starts_with("/s/");
        match file {
            true if altered && request.path.ends_with("accord.fr.txt") => Action::Alter(spoil),
            true => Action::Pass,
            false => Action::Alter(move_here),
        }
    };
    let proxy = Proxy::new(&case.url, |_| Action::Pass);
    PLACES.set((case.url.clone(), proxy.url())).unwrap();
    proxy.rule(move |request| moved(request, true));
    let error = case.publish_at(&proxy.url(), &bundle, false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mismatch, "{error}");
    assert_eq!(error.place(), Some("accord.fr.txt"));
    proxy.rule(move |request| moved(request, false));
    assert!(case.publish_at(&proxy.url(), &bundle, false).unwrap().plan.is_empty());

    // It was altered in the store: the next run sends it again.
    proxy.rule(move |request| moved(request, true));
    case.publish_at(&proxy.url(), &bundle, false).unwrap_err();
    let writes = proxy.take_writes();
    let again: Vec<_> = writes.iter().filter(|r| is_upload(r)).collect();
    assert_eq!(again.len(), 1 + FILES.len());
    assert!(again.last().unwrap().carries("accord.fr.txt"));
    case.publish(&bundle).unwrap();
    case.is_whole(&bundle);
}

#[test]
#[ignore = "needs UDATA_URL, UDATA_TOKEN and UDATA_ORG"]
fn names_are_told_that_the_portal_takes_and_no_file_is_changed_for_them() {
    let case = Case::new("names");
    let files = [
        ("fr Accord d’été.akn", "application/xml", "XML", "<a>été</a>\n"),
        ("nl Accord d’été.akn", "application/xml", "XML", "<a>zomer</a>\n"),
        ("noext", "application/octet-stream", "OTHER", "\u{0}\u{1}"),
        ("a.xhtml", "application/xhtml+xml", "HTML", "<html/>"),
    ];
    let bundle = case.bundle_with(&files, |_| {});
    case.publish(&bundle).unwrap();
    let record = case.is_whole(&bundle);
    let ends =
        record["resources"].as_array().unwrap().iter().map(|resource| {
            resource["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
        });
    assert_eq!(
        ends.collect::<Vec<_>>(),
        ["fr-accord-d-ete.akn.xml", "nl-accord-d-ete.akn.xml", "noext.other", "a.xhtml.xml"]
    );
    assert!(case.publish(&bundle).unwrap().plan.is_empty());
}
