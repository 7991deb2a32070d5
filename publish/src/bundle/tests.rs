use super::*;
use crate::dataset::address;
use crate::settings::Settings;
use akoma::{Annotator, Document, Metadata, Offsets, Parser, Unit, export};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TEXT: &str = "Accord entre la Belgique et la France\n\
    1. Objet\n\
    Les deux pays renforceront l’échange d’informations entre l’OCAM et l’ANSSI.\n";

fn document() -> Document {
    let metadata = Metadata::from_toml("[work]\ndate = \"2021-11-22\"\n").unwrap();
    let doc = Parser::new().metadata(metadata).parse(TEXT).unwrap();
    let doc = doc.annotate(Annotator::bundled());
    doc.with_markup_date("2026-11-23".parse().ok())
}

fn input() -> Input {
    Input { name: "accord".into(), origin: "accord.xml".into(), doc: document(), xml: None }
}

fn settings() -> Settings {
    Settings::parse(
        r#"
        [dataset]
        identifier = "accord-2021"
        themes = ["JUST"]
        licence = "cc-by-4.0"
        modified = "2026-11-23"
        [publisher]
        name = { fr = "Chancellerie" }
        homepage = "https://chancellerie.example.org/"
        [contact]
        name = { fr = "Bureau" }
        email = "bureau@example.org"
        [site]
        url = "https://donnees.example.org/accord"
        "#,
    )
    .unwrap()
}

fn made(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        files.insert(name, fs::read(entry.path()).unwrap());
    }
    files
}

#[test]
fn the_same_documents_make_the_same_bytes() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for folder in &folders {
        make(&[input()], &settings(), folder.path()).unwrap();
    }
    let [first, second] = folders.map(|folder| made(folder.path()));
    assert_eq!(first, second);
    assert_eq!(first.len(), 17);
    assert_eq!(first["accord.txt"], TEXT.as_bytes());
}

#[test]
fn a_bundle_is_opened_and_tells_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    make(&[input()], &settings(), folder.path()).unwrap();
    let bundle = Bundle::open(folder.path()).unwrap();
    assert_eq!(bundle.dataset().identifier, "accord-2021");
    let paths: Vec<_> = bundle.pushed().map(|file| file.path.as_str()).collect();
    let descriptions = ["CITATION.cff", "datapackage.json", "ro-crate-metadata.json", "SHA256SUMS"];
    assert_eq!((paths.len(), &paths[9..]), (13, &descriptions[..]));
    let sums = fs::read(folder.path().join("SHA256SUMS")).unwrap();
    assert_eq!(bundle.pushed().last().unwrap().sha256, crate::digest::sha256(&sums));
    fs::write(folder.path().join("ro-crate-metadata.json"), "{}").unwrap();
    let error = Bundle::open(folder.path()).unwrap_err();
    assert!(error.to_string().contains("ro-crate-metadata.json: expected the SHA-256"), "{error}");
    make(&[input()], &settings(), folder.path()).unwrap();
    fs::write(folder.path().join("mentions.csv"), "doc\n").unwrap();
    let error = Bundle::open(folder.path()).unwrap_err();
    assert!(error.to_string().contains("mentions.csv: expected"), "{error}");
    let error = Bundle::open(folder.path().join("nowhere")).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Io);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "mine").unwrap();
    let error = only(make(&[input()], &settings(), folder.path()));
    assert!(error.to_string().contains("expected an empty folder"), "{error}");
    assert_eq!(made(folder.path()).len(), 1);
}

#[test]
fn what_an_older_bundle_had_more_goes() {
    let folder = tempfile::tempdir().unwrap();
    let second = Input { name: "autre".into(), ..input() };
    let both = settings_with_title();
    make(&[input(), second], &both, folder.path()).unwrap();
    assert!(folder.path().join("autre.xml").exists());
    // A note that somebody has laid into the folder stays.
    fs::write(folder.path().join("note.txt"), "mine").unwrap();
    make(&[input()], &settings(), folder.path()).unwrap();
    assert!(!folder.path().join("autre.xml").exists());
    assert!(folder.path().join("note.txt").exists());
}

/// The only error there is.
fn only(made: Result<Made, Vec<crate::Error>>) -> crate::Error {
    let mut errors = made.unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

fn settings_with_title() -> Settings {
    let text = "title = \"Accords\"";
    Settings::parse(&format!(
        "[dataset]\nidentifier = \"accords\"\n{text}\nthemes = [\"JUST\"]\nlicence = \"cc0-1.0\"\n\
         modified = \"2026-11-23\"\n[publisher]\nname.fr = \"C\"\nhomepage = \"https://c.example.org/\"\n\
         [contact]\nname.fr = \"B\"\nurl = \"https://b.example.org/\"\n\
         [site]\nurl = \"https://donnees.example.org/\"\n"
    ))
    .unwrap()
}

#[test]
fn several_documents_need_a_title_and_different_names() {
    let folder = tempfile::tempdir().unwrap();
    let second = Input { name: "autre".into(), ..input() };
    let error = only(make(&[input(), second], &settings(), folder.path()));
    assert!(error.to_string().contains("dataset.title"), "{error}");
    let error = only(make(&[input(), input()], &settings_with_title(), folder.path()));
    assert!(error.to_string().contains("`accord` twice"), "{error}");
}

#[test]
fn what_is_not_valid_is_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let broken = document().to_akn().replace("FRBRcountry", "FRBRpays");
    let doc = akoma::akn::read(&broken).unwrap();
    let input = Input {
        name: "accord".into(),
        origin: "accord.xml".into(),
        doc,
        xml: Some(broken.into_bytes()),
    };
    let error = only(make(&[input], &settings(), folder.path()));
    assert!(error.to_string().contains("FRBRpays"), "{error}");
    assert!(made(folder.path()).is_empty());
}

#[test]
fn xml_is_published_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let xml = document().to_akn().replace("<?xml version=\"1.0\"", "<?xml  version='1.0'");
    let doc = akoma::akn::read(&xml).unwrap();
    let bytes = xml.clone().into_bytes();
    make(
        &[Input { name: "a b".into(), origin: "a b.xml".into(), doc, xml: Some(bytes) }],
        &settings(),
        folder.path(),
    )
    .unwrap();
    let files = made(folder.path());
    assert_eq!(files["a b.xml"], xml.as_bytes());
    let record = String::from_utf8(files["catalog.ttl"].clone()).unwrap();
    assert!(record.contains("https://donnees.example.org/accord/a%20b.xml"), "{record}");
}

#[test]
fn the_dictionary_has_the_columns_of_the_records() {
    let doc = document();
    let mention = export::mentions(&doc, "accord", doc.mentions(), Unit::CodePoint).next();
    let commitment = export::commitments(&doc, "accord", doc.commitments(), Unit::CodePoint).next();
    let names = |record: Value| record.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for (table, record) in [
        ("mentions", serde_json::to_value(mention.unwrap()).unwrap()),
        ("commitments", serde_json::to_value(commitment.unwrap()).unwrap()),
    ] {
        let columns: Vec<_> = tables::columns(table).iter().map(|c| c.name.clone()).collect();
        assert_eq!(columns, names(record), "{table}");
        for column in tables::columns(table) {
            let known = ["string", "integer", "boolean"].contains(&column.kind.as_str());
            let told = ["fr", "en", "nl", "de"].iter().all(|tag| column.meaning.get(tag).is_some());
            assert!(known && told, "{table}.{}", column.name);
        }
    }
}

#[test]
fn annotations_quote_what_stands_at_their_positions() {
    let folder = tempfile::tempdir().unwrap();
    make(&[input()], &settings(), folder.path()).unwrap();
    let files = made(folder.path());
    let annotations: Value = serde_json::from_slice(&files["annotations.jsonld"]).unwrap();
    let text = std::str::from_utf8(&files["accord.txt"]).unwrap();
    let offsets = Offsets::new(text, Unit::CodePoint);
    let items = annotations["first"]["items"].as_array().unwrap();
    assert_eq!(items.len(), document().mentions().count());
    assert_eq!(annotations["total"], items.len());
    for item in items {
        let [position, quote] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("{item}");
        };
        let byte = |end: &str| {
            let offset = u32::try_from(position[end].as_u64().unwrap()).unwrap();
            offsets.byte(offset).unwrap() as usize
        };
        let part = |name: &str| quote[name].as_str().unwrap();
        assert_eq!(&text[byte("start")..byte("end")], part("exact"));
        assert!(text[..byte("start")].ends_with(part("prefix")));
        assert!(text[byte("end")..].starts_with(part("suffix")));
        assert_eq!(position["unit"], "code point");
    }
}

#[test]
fn addresses_hold_no_signs_that_addresses_may_not_hold() {
    assert_eq!(address("https://x.org/", "é a/b.xml"), "https://x.org/%C3%A9%20a/b.xml");
}
