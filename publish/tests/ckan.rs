//! Publishing in a real CKAN: `CKAN_URL` and `CKAN_TOKEN`, of somebody who may make organisations
//! and users there. What fails, fails in a proxy before it.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod common;

use akoma_publish::bundle::Bundle;
use akoma_publish::portal::ckan::Ckan;
use akoma_publish::portal::{Connection, NoProgress, Options, Outcome, Remarks, Token, publish};
use akoma_publish::{Error, ErrorKind};
use common::FILES;
use common::proxy::{Action, Proxy, Request};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// A portal, an organisation of the test's own, and a proxy that lets through.
struct Setup {
    proxy: Proxy,
    url: String,
    token: String,
    organization: String,
    /// Holds the bundle.
    folder: TempDir,
    /// Holds the receipt.
    receipts: TempDir,
    identifier: String,
}

impl Setup {
    fn new(name: &str) -> Self {
        let url = common::portal("CKAN_URL");
        let setup = Self {
            proxy: Proxy::new(&url, |_| Action::Pass),
            url,
            token: common::portal("CKAN_TOKEN"),
            organization: common::identifier("org"),
            folder: tempfile::tempdir().unwrap(),
            receipts: tempfile::tempdir().unwrap(),
            identifier: common::identifier(name),
        };
        setup.act("organization_create", json!({"name": setup.organization, "title": "Essai"}));
        setup
    }

    /// An action, past the proxy; panics if it fails.
    fn act(&self, action: &str, body: Value) -> Value {
        self.try_act(action, body, &self.token).unwrap_or_else(|said| panic!("{action}: {said}"))
    }

    fn try_act(&self, action: &str, body: Value, token: &str) -> Result<Value, String> {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut response = agent
            .post(format!("{}/api/3/action/{action}", self.url))
            .header("authorization", token)
            .header("content-type", "application/json")
            .send(body.to_string())
            .unwrap();
        let said = response.body_mut().read_to_string().unwrap();
        match response.status().as_u16() {
            200 => Ok(serde_json::from_str::<Value>(&said).unwrap()["result"].take()),
            _ => Err(said),
        }
    }

    fn show(&self) -> Value {
        self.act("package_show", json!({"id": self.identifier}))
    }

    /// How many datasets of this name the organisation has, whoever sees them.
    fn datasets(&self) -> usize {
        let query = json!({
            "fq": format!("organization:{}", self.organization), "include_private": true,
        });
        let found = self.act("package_search", query);
        found["results"].as_array().unwrap().len()
    }

    fn bundle(&self) -> Bundle {
        common::bundle(self.folder.path(), &self.identifier)
    }

    fn ckan_with(&self, token: &str, organization: Option<&str>) -> Ckan {
        let mut connection = Connection::to(self.proxy.url());
        connection.token = Some(Token::new(token).unwrap());
        Ckan::new(&connection, organization.map(str::to_owned), false).unwrap()
    }

    fn ckan(&self) -> Ckan {
        self.ckan_with(&self.token, Some(&self.organization))
    }

    fn receipt(&self) -> PathBuf {
        self.receipts.path().join("receipt.json")
    }

    fn options(&self) -> Options {
        Options::new(self.receipt(), "2026-11-23T10:00:00Z")
    }

    fn run(&self, bundle: &Bundle) -> Result<Outcome, Error> {
        publish(&self.ckan(), bundle, &self.options(), &NoProgress)
    }

    /// Runs, and sees that the portal has what the bundle has, once.
    fn finish(&self, bundle: &Bundle) -> Outcome {
        self.proxy.rule(|_| Action::Pass);
        let outcome = self.run(bundle).unwrap();
        let there = self.show();
        let resources = there["resources"].as_array().unwrap();
        assert_eq!(resources.len(), bundle.pushed().count(), "{there:#}");
        assert_eq!((&there["state"], &there["private"]), (&json!("active"), &json!(false)));
        assert_eq!(self.datasets(), 1);
        let receipt = outcome.receipt.as_ref().unwrap();
        assert_eq!(receipt.files.len(), bundle.pushed().count());
        outcome
    }

    /// Runs once more, and sees that nothing is sent.
    fn rest(&self, bundle: &Bundle) {
        let before = self.show();
        self.proxy.take();
        let outcome = self.run(bundle).unwrap();
        assert!(outcome.plan.is_empty(), "{:#?}", outcome.plan);
        let writes = self.proxy.take_writes();
        assert!(writes.is_empty(), "{:?}", writes.iter().map(|r| &r.path).collect::<Vec<_>>());
        assert_eq!(self.show()["metadata_modified"], before["metadata_modified"]);
    }

    /// An editor of an organisation, by their token.
    fn editor(&self, organization: &str) -> String {
        let name = common::identifier("user");
        let mail = format!("{name}@example.org");
        self.act("user_create", json!({"name": name, "email": mail, "password": "akoma-test-1"}));
        let role = json!({"id": organization, "username": name, "role": "editor"});
        self.act("organization_member_create", role);
        let token = self.act("api_token_create", json!({"user": name, "name": "test"}));
        token["token"].as_str().unwrap().to_owned()
    }
}

fn ids(record: &Value) -> Vec<&str> {
    record["resources"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect()
}

fn revises(request: &Request) -> bool {
    request.path.ends_with("/package_revise")
}

/// The contents of `FILES`, one of them other.
fn files_with<'a>(
    path: &str,
    contents: &'a str,
) -> Vec<(&'static str, &'static str, &'static str, &'a str)> {
    let change = |&(p, m, f, c)| (p, m, f, if p == path { contents } else { c });
    FILES.iter().map(change).collect()
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_dataset_is_created_and_then_left_alone() {
    let setup = Setup::new("create");
    let bundle = setup.bundle();
    let outcome = setup.finish(&bundle);
    assert_eq!(outcome.plan.uploads().count(), FILES.len());
    let receipt = outcome.receipt.unwrap();
    for (file, sent) in receipt.files.iter().zip(bundle.pushed()) {
        assert_eq!((&file.path, &file.sha256), (&sent.path, &sent.sha256));
        let type_ = file.content_type.as_deref().unwrap();
        if type_.starts_with("text/") {
            assert!(type_.ends_with("charset=utf-8"), "{}: {type_}", file.path);
        }
    }
    assert_eq!(outcome.remarks, Remarks::default());
    setup.rest(&bundle);
    assert!(setup.receipt().exists());
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_dry_run_changes_nothing() {
    let setup = Setup::new("dry");
    let bundle = setup.bundle();
    let mut options = setup.options();
    options.dry_run = true;
    let outcome = publish(&setup.ckan(), &bundle, &options, &NoProgress).unwrap();
    assert_eq!(outcome.plan.uploads().count(), FILES.len());
    assert!(setup.proxy.take_writes().is_empty() && !setup.receipt().exists());
    assert_eq!(setup.datasets(), 0);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn one_changed_file_is_sent_alone() {
    let setup = Setup::new("file");
    setup.finish(&setup.bundle());
    let before = setup.show();
    let files = files_with("mentions.csv", "doc,surface\naccord.fr,Namur\n");
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &files, |_| {});
    setup.proxy.take();
    let outcome = setup.finish(&bundle);
    assert_eq!(outcome.plan.changes.len(), 1);
    assert_eq!(outcome.plan.uploads().next(), Some(("mentions.csv", 28)));
    let writes = setup.proxy.take_writes();
    assert_eq!(writes.len(), 1);
    assert!(writes[0].carries("Namur") && !writes[0].carries("<akomaNtoso>"));
    assert_eq!(ids(&setup.show()), ids(&before));
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_changed_description_is_sent_without_files() {
    let setup = Setup::new("text");
    setup.finish(&setup.bundle());
    let before = setup.show();
    let change = |manifest: &mut Value| {
        manifest["dataset"]["description"] = json!({"fr": "Autre description"});
        manifest["dataset"]["keywords"] = json!({"fr": ["chef d’État"]});
        manifest["dataset"]["themes"] = json!(["INTR"]);
    };
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, FILES, change);
    let outcome = setup.finish(&bundle);
    let told: Vec<_> = outcome.plan.changes.iter().map(ToString::to_string).collect();
    // Not every portal has themes.
    insta::assert_snapshot!(told[..2].join("\n"), @r#"
    change notes from « Un accord qui n’existe pas : « essai ». » to « Autre description »
    change tags from « ["coopération","sécurité"] » to « ["chef d État"] »
    "#);
    let after = setup.show();
    assert_eq!(after["notes"], "Autre description");
    assert_eq!(after["tags"].as_array().unwrap().len(), 1);
    assert_eq!(ids(&after), ids(&before));
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_file_that_is_gone_is_removed_and_comes_back() {
    let setup = Setup::new("gone");
    setup.finish(&setup.bundle());
    let before = setup.show();
    let fewer = &FILES[1..];
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, fewer, |_| {});
    let outcome = setup.finish(&bundle);
    assert_eq!(outcome.plan.changes.len(), 1);
    assert!(outcome.plan.changes[0].to_string().starts_with("remove accord.fr.xml"));
    setup.rest(&bundle);
    let whole = setup.bundle();
    setup.finish(&whole);
    assert_eq!(ids(&setup.show()), ids(&before));
    setup.rest(&whole);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn what_people_add_stays() {
    let setup = Setup::new("people");
    setup.finish(&setup.bundle());
    let theirs = setup.act(
        "resource_create",
        json!({"package_id": setup.identifier, "name": "À nous", "url": "https://example.org/x"}),
    );
    let files = files_with("accord.fr.txt", "Autre\n");
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &files[1..], |_| {});
    setup.run(&bundle).unwrap();
    let after = setup.show();
    assert_eq!(after["resources"].as_array().unwrap().len(), FILES.len());
    let kept = after["resources"].as_array().unwrap().iter().find(|r| r["id"] == theirs["id"]);
    assert_eq!(kept.unwrap()["url"], "https://example.org/x");
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn without_the_receipt_the_dataset_is_found_again() {
    let setup = Setup::new("lost");
    let bundle = setup.bundle();
    setup.finish(&bundle);
    fs::remove_file(setup.receipt()).unwrap();
    setup.rest(&bundle);
    assert!(setup.receipt().exists());
    assert_eq!(setup.datasets(), 1);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn what_changed_in_the_meantime_is_not_overwritten() {
    let setup = Setup::new("stale");
    setup.finish(&setup.bundle());
    let files = files_with("accord.fr.txt", "Autre\n");
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &files, |_| {});
    // Somebody else is faster: just before the write.
    let (url, token, id) = (setup.url.clone(), setup.token.clone(), setup.identifier.clone());
    setup.proxy.rule(move |request| {
        if revises(request) {
            ureq::post(format!("{url}/api/3/action/package_patch"))
                .header("authorization", &token)
                .header("content-type", "application/json")
                .send(json!({"id": id, "version": "7"}).to_string())
                .unwrap();
        }
        Action::Pass
    });
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    insta::assert_snapshot!(error.message(), @"expected the dataset as it was a moment ago, but somebody has changed it since: it stays as they left it");
    let there = setup.show();
    assert_eq!(there["version"], "7");
    let text = there["resources"].as_array().unwrap().iter().find(|r| r["size"] == 6);
    assert!(text.is_none(), "nothing was overwritten");
    setup.finish(&bundle);
    assert_eq!(setup.show()["version"], "7", "what akoma does not fill stays");
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_wrong_token_is_denied_and_not_repeated() {
    let setup = Setup::new("token");
    let bundle = setup.bundle();
    let wrong = "eyJ0eXAi.s3cret.wrong";
    let ckan = setup.ckan_with(wrong, Some(&setup.organization));
    let error = publish(&ckan, &bundle, &setup.options(), &NoProgress).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
    assert!(
        !error.to_string().contains("s3cret") && !format!("{error:?}{ckan:?}").contains("s3cret")
    );
    assert!(setup.proxy.take_writes().is_empty());
    let error = Ckan::new(&Connection::to(setup.proxy.url()), None, false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
    // Somebody the portal knows, but who has no right there.
    let other = common::identifier("org");
    setup.act("organization_create", json!({"name": other, "title": "Autre"}));
    let ckan = setup.ckan_with(&setup.editor(&other), Some(&setup.organization));
    let error = publish(&ckan, &bundle, &setup.options(), &NoProgress).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied, "{error}");
    assert!(setup.proxy.take_writes().is_empty());
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn an_editor_needs_not_say_which_organisation() {
    let setup = Setup::new("editor");
    let bundle = setup.bundle();
    let token = setup.editor(&setup.organization);
    // Nobody ever sees it half done.
    let (url, id) = (setup.url.clone(), setup.identifier.clone());
    let seen = std::sync::Arc::new(AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&seen);
    setup.proxy.rule(move |request| {
        let page = format!("{url}/api/3/action/package_show?id={id}");
        if revises(request) && ureq::get(page).call().is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        Action::Pass
    });
    let ckan = setup.ckan_with(&token, None);
    publish(&ckan, &bundle, &setup.options(), &NoProgress).unwrap();
    assert_eq!(seen.load(Ordering::SeqCst), 0);
    let outcome = publish(&ckan, &bundle, &setup.options(), &NoProgress).unwrap();
    assert!(outcome.plan.is_empty(), "{:#?}", outcome.plan);
    assert_eq!(setup.show()["organization"]["name"], setup.organization.as_str());
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn where_there_are_several_organisations_one_must_be_named() {
    let setup = Setup::new("several");
    let bundle = setup.bundle();
    setup.act("organization_create", json!({"name": common::identifier("org")}));
    let ckan = setup.ckan_with(&setup.token, None);
    let error = publish(&ckan, &bundle, &setup.options(), &NoProgress).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Settings);
    assert!(error.advice().unwrap().contains("akoma-test-org"), "{error}");
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn an_organisation_is_made_if_asked_for() {
    let setup = Setup::new("made");
    let bundle = setup.bundle();
    let name = common::identifier("made");
    let mut connection = Connection::to(setup.proxy.url());
    connection.token = Some(Token::new(&setup.token).unwrap());
    // The answer to the first try gets lost: there is one organisation nevertheless.
    let tries = AtomicUsize::new(0);
    setup.proxy.rule(move |request| {
        let makes = request.path.ends_with("/organization_create");
        match makes && tries.fetch_add(1, Ordering::SeqCst) == 0 {
            true => Action::FailAfter(502),
            false => Action::Pass,
        }
    });
    let ckan = Ckan::new(&connection, Some(name.clone()), true).unwrap();
    publish(&ckan, &bundle, &setup.options(), &NoProgress).unwrap();
    assert_eq!(setup.show()["organization"]["title"], "Chancellerie");
    assert_eq!(setup.show()["organization"]["name"], name.as_str());
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_connection_that_breaks_leaves_the_portal_whole() {
    let setup = Setup::new("cut");
    let bundle = setup.bundle();
    // When it is new, in the middle of what is sent: nobody sees anything yet.
    setup.proxy.rule(|r| if revises(r) { Action::Cut(1000) } else { Action::Pass });
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network, "{error}");
    assert!(!setup.receipt().exists());
    assert_eq!(setup.show()["private"], true);
    setup.finish(&bundle);
    // When there is something: it stays what it was.
    let before = setup.show();
    let files = files_with("accord.fr.txt", "Autre\n");
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &files, |_| {});
    setup.proxy.rule(|r| if revises(r) { Action::Cut(300) } else { Action::Pass });
    assert_eq!(setup.run(&bundle).unwrap_err().kind(), ErrorKind::Network);
    assert_eq!(setup.show(), before);
    setup.finish(&bundle);
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn an_answer_that_gets_lost_doubles_nothing() {
    let setup = Setup::new("answer");
    let bundle = setup.bundle();
    let created = |r: &Request| r.path.ends_with("/package_create");
    setup.proxy.rule(move |r| if created(r) { Action::CutResponse(5) } else { Action::Pass });
    assert_eq!(setup.run(&bundle).unwrap_err().kind(), ErrorKind::Network);
    setup.proxy.rule(|r| if revises(r) { Action::CutResponse(5) } else { Action::Pass });
    assert_eq!(setup.run(&bundle).unwrap_err().kind(), ErrorKind::Network);
    setup.proxy.take();
    setup.finish(&bundle);
    assert!(setup.proxy.take_writes().is_empty(), "all was done before");
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_portal_that_fails_now_and_then_is_asked_again() {
    let setup = Setup::new("busy");
    let bundle = setup.bundle();
    // Each write fails twice: once before and once after the portal has done it.
    let writes = AtomicUsize::new(0);
    let reads = AtomicUsize::new(0);
    setup.proxy.rule(move |request| match request.is_write() {
        true => match writes.fetch_add(1, Ordering::SeqCst) {
            0 => Action::FailBefore(503),
            1 => Action::FailAfter(500),
            2 => Action::FailBefore(500),
            3 => Action::FailAfter(502),
            _ => Action::Pass,
        },
        false if reads.fetch_add(1, Ordering::SeqCst) == 3 => Action::FailBefore(429),
        false => Action::Pass,
    });
    setup.run(&bundle).unwrap();
    setup.rest(&bundle);
    setup.finish(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_portal_that_always_fails_is_given_up() {
    let setup = Setup::new("down");
    let bundle = setup.bundle();
    setup.proxy.rule(|r| if r.is_write() { Action::FailBefore(503) } else { Action::Pass });
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(!setup.receipt().exists());
    setup.finish(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_file_that_comes_back_changed_is_named_and_sent_again() {
    let setup = Setup::new("altered");
    let bundle = setup.bundle();
    let csv = |r: &Request| r.path.ends_with("/download/mentions.csv");
    setup
        .proxy
        .rule(move |r| if csv(r) { Action::Alter(|body| body[0] ^= 1) } else { Action::Pass });
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!((error.kind(), error.place()), (ErrorKind::Mismatch, Some("mentions.csv")));
    assert!(!setup.receipt().exists());
    // As long as it is, it is sent each time; then it is well.
    setup.proxy.take();
    assert_eq!(setup.run(&bundle).unwrap_err().kind(), ErrorKind::Mismatch);
    let writes = setup.proxy.take_writes();
    assert!(writes.len() == 1 && writes[0].carries("doc,surface"));
    setup.finish(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn the_same_title_elsewhere_is_no_obstacle() {
    let setup = Setup::new("title");
    let bundle = setup.bundle();
    let other = common::identifier("org");
    setup.act("organization_create", json!({"name": other}));
    let title = bundle.dataset().title.best(&bundle.dataset().tags).to_owned();
    let name = common::identifier("same-title");
    setup.act(
        "package_create",
        json!({"name": name, "title": title, "notes": "x", "owner_org": other}),
    );
    setup.finish(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_dataset_of_others_is_never_touched() {
    let setup = Setup::new("others");
    let bundle = setup.bundle();
    // Of another organisation, even if it says it is this one.
    let other = common::identifier("org");
    setup.act("organization_create", json!({"name": other}));
    let theirs = json!({
        "name": setup.identifier, "title": "À eux", "notes": "x", "owner_org": other,
        "identifier": setup.identifier,
    });
    setup.act("package_create", theirs);
    let before = setup.show();
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    let message = error.message().replace(&setup.identifier, "[id]").replace(&other, "[org]");
    insta::assert_snapshot!(message, @"expected `[id]` to be free, or a dataset of one's own, but found one of organisation `[org]`");
    assert_eq!(setup.show(), before);
    // Of other people who do not show it.
    setup.act("package_patch", json!({"id": setup.identifier, "private": true}));
    let editor = setup.ckan_with(&setup.editor(&setup.organization), None);
    let error = publish(&editor, &bundle, &setup.options(), &NoProgress).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
    let message = error.to_string().replace(&setup.identifier, "[id]");
    assert!(message.contains("choose another identifier"), "{message}");
    // They delete it: the name is free.
    setup.act("package_delete", json!({"id": setup.identifier}));
    publish(&editor, &bundle, &setup.options(), &NoProgress).unwrap();
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_dataset_that_colleagues_made_is_never_touched() {
    let setup = Setup::new("colleagues");
    let bundle = setup.bundle();
    let theirs = json!({
        "name": setup.identifier, "title": "Fait main", "notes": "x",
        "owner_org": setup.organization,
    });
    setup.act("package_create", theirs);
    let before = setup.show();
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    let message = error.message().replace(&setup.identifier, "[id]");
    insta::assert_snapshot!(message, @"expected `[id]` to be free, or a dataset that akoma made, but found one that others made: its identifier is not `[id]`");
    assert_eq!(setup.show(), before);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn what_was_deleted_comes_back_at_its_place() {
    let setup = Setup::new("deleted");
    let bundle = setup.bundle();
    let first = setup.finish(&bundle).receipt.unwrap();
    setup.act("package_delete", json!({"id": setup.identifier}));
    let again = setup.finish(&bundle);
    assert_eq!(again.receipt.unwrap().files, first.files);
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_deleted_dataset_of_the_same_name_is_no_obstacle() {
    let setup = Setup::new("namesake");
    let bundle = setup.bundle();
    let other = common::identifier("org");
    setup.act("organization_create", json!({"name": other}));
    for _ in 0..2 {
        let theirs = json!({
            "name": setup.identifier, "title": "À eux", "notes": "x", "owner_org": other,
        });
        let theirs = setup.act("package_create", theirs);
        setup.act("package_delete", json!({"id": theirs["id"]}));
    }
    let receipt = setup.run(&bundle).unwrap().receipt.unwrap();
    fs::remove_file(setup.receipt()).unwrap();
    let again = setup.run(&bundle).unwrap();
    assert!(again.plan.is_empty(), "{:#?}", again.plan);
    assert_eq!(again.receipt.unwrap().id, receipt.id);
    assert_eq!(setup.datasets(), 1);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn what_the_portal_refuses_is_said_of_field_and_file() {
    let setup = Setup::new("refused");
    let change = |manifest: &mut Value| manifest["dataset"]["issued"] = json!("hier");
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, FILES, change);
    // Only a portal with a schema looks at dates.
    if let Err(error) = setup.run(&bundle) {
        assert_eq!(error.kind(), ErrorKind::Refused);
        assert!(error.message().starts_with("the portal refuses: issued: "), "{error}");
        assert_eq!(setup.datasets(), 0);
    }
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn the_token_goes_to_the_portal_only() {
    let setup = Setup::new("redirect");
    let bundle = setup.bundle();
    setup.finish(&bundle);
    // The files are in a storage elsewhere.
    let storage = Proxy::new(&setup.url, |_| Action::Pass);
    let elsewhere = storage.url().replace("127.0.0.1", "localhost");
    setup.proxy.take();
    setup.proxy.rule(move |request| match request.path.contains("/download/") {
        true => Action::Redirect(format!("{elsewhere}{}", request.path)),
        false => Action::Pass,
    });
    setup.run(&bundle).unwrap();
    let asked = storage.take();
    assert_eq!(asked.len(), FILES.len(), "each once");
    assert!(asked.iter().all(|r| r.header("authorization").is_none()));
    let with = |r: &&Request| r.header("authorization") == Some(setup.token.as_str());
    assert!(setup.proxy.take().iter().filter(with).count() > 0);
    // What is sent is not sent on.
    let files = files_with("accord.fr.txt", "Autre\n");
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &files, |_| {});
    let elsewhere = storage.url();
    setup.proxy.rule(move |request| match request.is_write() {
        true => Action::Redirect(format!("{elsewhere}{}", request.path)),
        false => Action::Pass,
    });
    assert_eq!(setup.run(&bundle).unwrap_err().kind(), ErrorKind::Refused);
    assert!(storage.take().is_empty());
}

/// A server before the portal that takes no revision of more than so many bytes.
fn takes_at_most(bytes: usize) -> impl Fn(&Request) -> Action + Send + Sync {
    move |request| {
        let length = request.header("content-length").and_then(|v| v.parse().ok()).unwrap_or(0);
        if revises(request) && length > bytes { Action::FailBefore(413) } else { Action::Pass }
    }
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_portal_that_takes_little_gets_parts() {
    let setup = Setup::new("parts");
    let bundle = setup.bundle();
    // Nobody ever sees it half done.
    let (url, id) = (setup.url.clone(), setup.identifier.clone());
    let seen = std::sync::Arc::new(AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&seen);
    let little = takes_at_most(3500);
    setup.proxy.rule(move |request| {
        let page = format!("{url}/api/3/action/package_show?id={id}");
        if revises(request) && ureq::get(page).call().is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        little(request)
    });
    setup.run(&bundle).unwrap();
    assert_eq!(seen.load(Ordering::SeqCst), 0);
    let revisions = setup.proxy.take_writes().into_iter().filter(revises).count();
    assert!(revisions > 2, "{revisions} revisions");
    setup.finish(&bundle);
    setup.rest(&bundle);
    let order: Vec<_> =
        setup.show()["resources"].as_array().unwrap().iter().map(|r| r["name"].clone()).collect();
    let expected: Vec<_> =
        FILES.iter().map(|(path, ..)| json!(format!("Fichier {path}"))).collect();
    assert_eq!(order, expected);

    // The same for a change: all other files, and one less.
    let others: Vec<_> = FILES[1..].iter().map(|&(p, m, f, _)| (p, m, f, "autre\n")).collect();
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &others, |_| {});
    setup.proxy.rule(takes_at_most(2500));
    setup.run(&bundle).unwrap();
    setup.finish(&bundle);
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_run_that_was_cut_off_between_parts_is_finished_by_the_next() {
    let setup = Setup::new("between");
    let bundle = setup.bundle();
    let little = takes_at_most(3500);
    let taken = AtomicUsize::new(0);
    setup.proxy.rule(move |request| match little(request) {
        Action::Pass if revises(request) && taken.fetch_add(1, Ordering::SeqCst) == 1 => {
            Action::Cut(100)
        }
        action => action,
    });
    assert_eq!(setup.run(&bundle).unwrap_err().kind(), ErrorKind::Network);
    let half = setup.show();
    let files = half["resources"].as_array().unwrap().len();
    assert!(0 < files && files < FILES.len(), "{files} files");
    assert_eq!(half["private"], true);
    setup.finish(&bundle);
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_file_that_is_too_large_for_the_portal_is_told_in_words() {
    let setup = Setup::new("large");
    let bundle = setup.bundle();
    setup.proxy.rule(takes_at_most(100));
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.message().ends_with("413 (Payload Too Large)"), "{error}");
    assert!(error.message().starts_with("accord.fr.xml: "), "{error}");
    assert!(!error.to_string().contains('<'), "{error}");
    setup.finish(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn white_space_around_texts_is_no_difference() {
    let setup = Setup::new("space");
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, FILES, |akoma| {
        pad(&mut akoma["dataset"]["title"]);
        pad(&mut akoma["dataset"]["description"]);
        pad(&mut akoma["dataset"]["keywords"]);
        pad(&mut akoma["dataset"]["publisher"]);
        pad(&mut akoma["dataset"]["contact"]);
        akoma["files"].as_array_mut().unwrap().iter_mut().for_each(|file| {
            pad(&mut file["title"]);
            pad(&mut file["description"]);
        });
    });
    setup.finish(&bundle);
    setup.rest(&bundle);
}

/// Puts white space around every text.
fn pad(value: &mut Value) {
    match value {
        Value::String(text) => *text = format!(" \t{text}\u{a0} \n"),
        Value::Array(items) => items.iter_mut().for_each(pad),
        Value::Object(fields) => fields.values_mut().for_each(pad),
        _ => {}
    }
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn two_first_runs_at_once_are_one_dataset_and_the_loser_is_told() {
    let setup = Setup::new("twins");
    let bundle = setup.bundle();
    // Another run is faster by a moment: it makes the dataset when this one is about to.
    let (url, token, theirs) = (setup.url.clone(), setup.token.clone(), setup.bundle());
    let organization = setup.organization.clone();
    let once = AtomicUsize::new(0);
    setup.proxy.rule(move |request| {
        let creates = request.path.ends_with("/package_create");
        if creates && once.fetch_add(1, Ordering::SeqCst) == 0 {
            let mut connection = Connection::to(&url);
            connection.token = Some(Token::new(&token).unwrap());
            let other = Ckan::new(&connection, Some(organization.clone()), false).unwrap();
            let receipt = theirs.folder().join("theirs.json");
            publish(&other, &theirs, &Options::new(receipt, "2026-11-23T10:00:00Z"), &NoProgress)
                .unwrap();
        }
        Action::Pass
    });
    let error = setup.run(&bundle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    let message = error.message().replace(&setup.identifier, "[id]");
    insta::assert_snapshot!(message, @"expected to make the dataset `[id]`, but another run of akoma has made it a moment ago: it stays that run's to finish, and this run has changed nothing");
    setup.finish(&bundle);
    setup.rest(&bundle);
}

#[test]
#[ignore = "needs CKAN_URL and CKAN_TOKEN"]
fn a_name_in_other_letters_stays_readable() {
    let setup = Setup::new("letters");
    let files = [("日本語.xml", "application/xml", "XML", "<a>日本</a>\n"), FILES[0]];
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &files, |_| {});
    setup.finish(&bundle);
    let there = setup.show();
    let url = there["resources"][0]["url"].as_str().unwrap();
    assert!(url.ends_with("/download/ri-ben-yu.xml"), "{url}");
    assert_eq!(there["resources"][0]["name"], "Fichier 日本語.xml");
    setup.rest(&bundle);
}

/// 1,000 documents of three files each, or as many files as `AKOMA_FILES` says. Takes long: CKAN makes
/// the whole dataset anew for each file that is downloaded.
#[test]
#[ignore = "takes half an hour; needs CKAN_URL and CKAN_TOKEN"]
fn a_thousand_documents() {
    let setup = Setup::new("thousand");
    let count: usize =
        std::env::var("AKOMA_FILES").ok().and_then(|v| v.parse().ok()).unwrap_or(3000);
    let paths: Vec<_> = (0..count).map(|n| format!("accord-{n:04}.xml")).collect();
    let contents: Vec<_> = paths.iter().map(|path| format!("<a>{path}</a>\n")).collect();
    let files: Vec<_> = paths
        .iter()
        .zip(&contents)
        .map(|(path, contents)| (path.as_str(), "application/xml", "XML", contents.as_str()))
        .collect();
    let bundle = common::bundle_with(setup.folder.path(), &setup.identifier, &files, |_| {});
    setup.finish(&bundle);
    let revisions = setup.proxy.take_writes().into_iter().filter(revises).count();
    assert!(revisions <= count.div_ceil(400), "{revisions} requests");
}
