//! Publishing in a real CKAN of several languages: `CKAN_FLUENT_URL` and `CKAN_FLUENT_TOKEN`, of
//! somebody who may make organisations there; `ckan-fluent.sh` brings it up.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod common;

use akoma_publish::bundle::Bundle;
use akoma_publish::portal::ckan::Ckan;
use akoma_publish::portal::{Connection, NoProgress, Options, Outcome, Token, publish};
use common::FILES;
use serde_json::{Value, json};
use tempfile::TempDir;

struct Setup {
    url: String,
    token: String,
    folder: TempDir,
    identifier: String,
}

impl Setup {
    fn new(name: &str) -> Self {
        Self {
            url: common::portal("CKAN_FLUENT_URL"),
            token: common::portal("CKAN_FLUENT_TOKEN"),
            folder: tempfile::tempdir().unwrap(),
            identifier: common::identifier(name),
        }
    }

    fn bundle(&self, change: impl FnOnce(&mut Value)) -> Bundle {
        common::bundle_with(self.folder.path(), &self.identifier, FILES, |akoma| {
            akoma["dataset"]["title"] =
                json!({"fr": "Accord", "nl": "Akkoord ", "en": "Agreement"});
            akoma["dataset"]["description"] = json!({"fr": "Texte", "nl": "Tekst", "en": "Text"});
            akoma["dataset"]["keywords"] =
                json!({"fr": ["sécurité", "police"], "nl": ["veiligheid"], "de": ["Sicherheit"]});
            change(akoma);
        })
    }

    fn run(&self, bundle: &Bundle) -> Outcome {
        let mut connection = Connection::to(&self.url);
        connection.token = Some(Token::new(&self.token).unwrap());
        let portal =
            Ckan::new(&connection, Some(format!("org-{}", self.identifier)), true).unwrap();
        let receipt = self.folder.path().join("receipt.json");
        let options = Options::new(receipt, "2026-11-23T10:00:00Z");
        publish(&portal, bundle, &options, &NoProgress).unwrap()
    }

    /// What anybody sees of the dataset.
    fn show(&self) -> Value {
        let url = format!("{}/api/3/action/package_show?id={}", self.url, self.identifier);
        let said = ureq::get(url).call().unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str::<Value>(&said).unwrap()["result"].take()
    }
}

#[test]
#[ignore = "needs CKAN_FLUENT_URL and CKAN_FLUENT_TOKEN"]
fn every_language_of_the_settings_reaches_the_portal() {
    let setup = Setup::new("fluent");
    let bundle = setup.bundle(|_| {});
    let outcome = setup.run(&bundle);
    assert!(outcome.remarks.warnings.is_empty(), "{:?}", outcome.remarks);
    let there = setup.show();
    let title = json!({"fr": "Accord", "nl": "Akkoord", "en": "Agreement"});
    assert_eq!((&there["title_translated"], &there["title"]), (&title, &json!("Accord")));
    assert_eq!(there["notes_translated"]["nl"], "Tekst");
    let keywords = json!({"fr": ["sécurité", "police"], "nl": ["veiligheid"]});
    assert_eq!(there["tags_translated"], keywords, "in the languages of the portal");
    assert_eq!(there["contact"][0]["name_translated"]["fr"], "Bureau des données");
    let file = &there["resources"][0];
    assert_eq!(file["name_translated"]["nl"], "Fichier accord.fr.xml", "the portal wants one");
    assert_eq!(file["description_translated"], json!({"fr": "Ce que contient accord.fr.xml"}));
    let again = setup.run(&bundle);
    assert!(again.plan.is_empty(), "{:?}", again.plan);

    // A language less, and one more word.
    let bundle = setup.bundle(|akoma| {
        akoma["dataset"]["keywords"] = json!({"en": ["security", "police"]});
        akoma["files"][0]["title"] = json!({"fr": "Texte", "nl": "Tekst"});
    });
    assert_eq!(setup.run(&bundle).plan.changes.len(), 2);
    let there = setup.show();
    assert_eq!(there["tags_translated"], json!({"en": ["security", "police"]}));
    let name = json!({"fr": "Texte", "nl": "Tekst", "en": "Texte"});
    assert_eq!(there["resources"][0]["name_translated"], name);
    assert!(setup.run(&bundle).plan.is_empty());
}

#[test]
#[ignore = "needs CKAN_FLUENT_URL and CKAN_FLUENT_TOKEN"]
fn what_the_portal_wants_and_the_settings_lack_is_told() {
    let setup = Setup::new("lacking");
    let bundle = setup.bundle(|akoma| {
        akoma["dataset"]["title"] = json!({"fr": "Accord"});
    });
    for _ in 0..2 {
        let warnings = setup.run(&bundle).remarks.warnings;
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        insta::allow_duplicates! {
            insta::assert_snapshot!(warnings[0], @"expected the title in nl, en too, which the portal wants, but found none: what there is in another language is used; add `title.nl`, `title.en` to [dataset] and make the bundle again");
        }
    }
    let title = json!({"fr": "Accord", "nl": "Accord", "en": "Accord"});
    assert_eq!(setup.show()["title_translated"], title);
}
