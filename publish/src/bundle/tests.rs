use super::*;
use crate::dataset::address;
use crate::settings::Settings;
use akoma::export::{MentionRecord, PredicateRecord, Record};
use akoma::{Annotator, Document, Metadata, Offsets, Parser, Unit};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TEXT: &str = "Accord entre la Belgique et la France\n\
    1. Objet\n\
    Les deux pays renforceront l’échange d’informations entre l’OCAM et l’ANSSI.\n";

fn document() -> Document {
    let metadata =
        Metadata::from_toml("work.date = \"2021-11-22\"\nwork.country = \"be\"").unwrap();
    let doc = Parser::new().metadata(metadata).parse(TEXT).unwrap();
    let doc = doc.annotate(Annotator::bundled());
    doc.with_markup_date("2026-11-23".parse().ok())
}

fn input() -> Input {
    Input { name: "accord".into(), origin: "accord.xml".into(), doc: document(), xml: None }
}

/// Another work.
fn another() -> Input {
    let metadata = "work.date = \"2022-01-01\"\nwork.country = \"be\"";
    let metadata = Metadata::from_toml(metadata).unwrap();
    let doc = Parser::new().metadata(metadata).parse(TEXT).unwrap();
    let doc = doc.annotate(Annotator::bundled());
    Input { name: "autre".into(), origin: "autre.txt".into(), doc, xml: None }
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
    assert_eq!(first.len(), 18);
    assert_eq!(first["accord.txt"], TEXT.as_bytes());
}

#[test]
fn whichever_file_of_a_bundle_is_changed_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    make(&[input()], &settings(), folder.path()).unwrap();
    let bundle = Bundle::open(folder.path()).unwrap();
    assert_eq!(bundle.dataset().identifier, "accord-2021");
    let paths: Vec<_> = bundle.pushed().map(|file| file.path.as_str()).collect();
    let descriptions = ["CITATION.cff", "datapackage.json", "ro-crate-metadata.json", "SHA256SUMS"];
    assert_eq!((paths.len(), &paths[9..]), (13, &descriptions[..]));
    for file in bundle.pushed() {
        let bytes = fs::read(bundle.path(file)).unwrap();
        let known = (file.sha256.clone(), file.bytes);
        assert_eq!(known, (crate::digest::sha256(&bytes), bytes.len() as u64), "{}", file.path);
    }
    for (name, bytes) in made(folder.path()) {
        let path = folder.path().join(&name);
        for changed in [[bytes.clone(), b"\n".to_vec()].concat(), Vec::new()] {
            fs::write(&path, changed).unwrap();
            assert!(Bundle::open(folder.path()).is_err(), "{name}");
        }
        fs::remove_file(&path).unwrap();
        assert!(Bundle::open(folder.path()).is_err(), "{name}");
        fs::write(&path, bytes).unwrap();
        Bundle::open(folder.path()).unwrap();
    }
    fs::write(folder.path().join("mentions.csv"), "doc\n").unwrap();
    let error = Bundle::open(folder.path()).unwrap_err();
    assert!(error.to_string().contains("mentions.csv: expected"), "{error}");
    let error = Bundle::open(folder.path().join("nowhere")).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Io);
}

#[cfg(unix)]
#[test]
fn a_link_in_a_bundle_is_refused_even_if_what_it_leads_to_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    make(&[input()], &settings(), folder.path()).unwrap();
    for name in made(folder.path()).into_keys() {
        let (path, moved) = (folder.path().join(&name), outside.path().join(&name));
        fs::rename(&path, &moved).unwrap();
        std::os::unix::fs::symlink(&moved, &path).unwrap();
        assert!(Bundle::open(folder.path()).is_err(), "{name}");
        fs::remove_file(&path).unwrap();
        fs::rename(&moved, &path).unwrap();
    }
    Bundle::open(folder.path()).unwrap();
}

#[test]
fn a_bundle_of_a_newer_format_is_not_half_understood() {
    let folder = tempfile::tempdir().unwrap();
    make(&[input()], &settings(), folder.path()).unwrap();
    let path = folder.path().join("datapackage.json");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("\"format\": 1,"), "{text}");
    let newer = text.replace("\"format\": 1,", "\"format\": 2, \"riddle\": true,");
    fs::write(&path, newer).unwrap();
    for error in [
        Bundle::open(folder.path()).unwrap_err(),
        only(make(&[input()], &settings(), folder.path())),
    ] {
        assert!(error.to_string().contains("but found format 2"), "{error}");
    }
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    // A list of sums is no mark of akoma's, whether or not the sums fit; nor is a data package of
    // others.
    let sum = crate::digest::sha256(b"mine");
    let sums = format!("{sum}  thesis.txt\n");
    let package = r#"{"name": "thesis", "resources": [{"path": "thesis.txt"}]}"#;
    for (name, content) in
        [("letter.txt", "mine"), ("SHA256SUMS", sums.as_str()), ("datapackage.json", package)]
    {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
        fs::write(folder.path().join(name), content).unwrap();
        let error = only(make(&[input()], &settings(), folder.path()));
        assert!(error.to_string().contains("expected an empty folder"), "{error}");
        assert_eq!(made(folder.path()).len(), 2);
    }
}

#[test]
fn what_an_older_bundle_had_more_goes() {
    let folder = tempfile::tempdir().unwrap();
    let both = settings_with_title();
    make(&[input(), another()], &both, folder.path()).unwrap();
    assert!(folder.path().join("autre.xml").exists());
    // A note that somebody has laid into the folder stays, and so does what somebody has changed.
    fs::write(folder.path().join("note.txt"), "mine").unwrap();
    fs::write(folder.path().join("autre.html"), "mine").unwrap();
    let again = make(&[input()], &settings(), folder.path()).unwrap();
    assert_eq!(again.kept, ["autre.html"]);
    assert!(!folder.path().join("autre.xml").exists());
    assert!(folder.path().join("note.txt").exists());
    // What would be written over stops everything.
    fs::write(folder.path().join("accord.html"), "mine").unwrap();
    let error = only(make(&[input()], &settings(), folder.path()));
    assert!(error.to_string().contains("accord.html: expected a file of akoma's"), "{error}");
    assert_eq!(made(folder.path())["accord.html"], b"mine");
}

/// The only error there is.
fn only(made: Result<BundleSummary, Vec<crate::Error>>) -> crate::Error {
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
    let error = only(make(&[input(), another()], &settings(), folder.path()));
    assert!(error.to_string().contains("dataset.title"), "{error}");
    let error = only(make(&[input(), input()], &settings_with_title(), folder.path()));
    assert!(error.to_string().contains("`accord` twice"), "{error}");
}

#[test]
fn names_that_other_programs_would_misread_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let named = |name: &str| Input { name: name.into(), ..input() };
    for name in [
        "a\nb",
        "a\r",
        "\u{7}",
        "a\tb",
        "a\u{2028}b",
        "a\\b",
        "a/b",
        "\u{202E}a",
        "\0",
        "index",
        "Mentions",
    ] {
        let error = only(make(&[named(name)], &settings(), folder.path())).to_string();
        assert!(error.contains("expected a document"), "{name:?}: {error}");
        assert!(!error.chars().any(|c| c.is_control() && c != '\n'), "{error}");
    }
    for (one, other) in [("Loi", "loi"), ("ΟΔΟΣ", "οδοσ"), ("ÉTÉ", "été")] {
        let names = &[named(one), named(other)];
        let error = only(make(names, &settings_with_title(), folder.path())).to_string();
        assert!(error.contains(&format!("`{one}` and `{other}`")), "{error}");
    }
    assert!(made(folder.path()).is_empty());
    for name in ["a b", "=1+1", "日本語", "a#b?c%d&e'f", "café"] {
        let folder = tempfile::tempdir().unwrap();
        make(&[named(name)], &settings(), folder.path()).unwrap();
        assert!(Bundle::open(folder.path()).is_ok(), "{name}");
    }
}

#[test]
fn xml_without_a_uri_is_nobodys_twin() {
    let xml = document().to_akn();
    let uri = document().frbr().expression_uri();
    let xml = xml.replace(&format!("FRBRuri value=\"{uri}\""), "FRBRuri value=\"\"");
    let nameless = |name: &str| Input {
        name: name.into(),
        origin: format!("{name}.xml"),
        doc: akoma::akn::read(&xml).unwrap(),
        xml: Some(xml.clone().into_bytes()),
    };
    let folder = tempfile::tempdir().unwrap();
    let made = make(&[nameless("a"), nameless("b")], &settings_with_title(), folder.path());
    let findings = made.unwrap().findings;
    assert!(findings.iter().any(|f| f.code == "frbr-empty"), "{findings:?}");
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
fn what_breaks_a_link_is_published_and_told() {
    let broken = document().to_akn().replacen("refersTo=\"#", "refersTo=\"#no-", 1);
    let doc = akoma::akn::read(&broken).unwrap();
    let xml = Some(broken.into_bytes());
    let input = Input { name: "accord".into(), origin: "accord.xml".into(), doc, xml };
    let folder = tempfile::tempdir().unwrap();
    let error = Bundler::new(&settings())
        .strict(true)
        .make([input.clone()].as_slice(), folder.path())
        .unwrap_err()
        .remove(0);
    assert!(error.to_string().contains("[reference-dangling]"), "{error}");
    assert!(made(folder.path()).is_empty());
    let told = make(&[input], &settings(), folder.path()).unwrap();
    let [finding] = told.findings.as_slice() else { panic!("{:?}", told.findings) };
    assert_eq!((finding.code.as_str(), finding.doc.as_str()), ("reference-dangling", "accord"));
    assert!(finding.is_level_2_error() && !finding.is_warning());
    let table = String::from_utf8(made(folder.path()).remove("findings.csv").unwrap()).unwrap();
    let rows: Vec<_> = table.lines().collect();
    assert_eq!(rows.len(), 2, "{table}");
    assert!(rows[1].starts_with("accord,level 2,error,reference-dangling,"), "{table}");
}

#[test]
fn a_text_whose_identity_nobody_tells_is_not_published() {
    let doc = Document::parse("Note\n1. Objet\nIl convient de lire.").unwrap();
    let doc = doc.annotate(Annotator::bundled());
    let input = Input { name: "note du jour".into(), origin: "note.txt".into(), doc, xml: None };
    let folder = tempfile::tempdir().unwrap();
    let errors = make(&[input], &settings(), folder.path()).unwrap_err();
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].contains("note.txt: expected to know the date"), "{told:#?}");
    assert!(
        told[0].contains("`documents.\"note du jour\".work.date = \"2021-11-22\"`"),
        "{told:#?}"
    );
    assert!(told[1].contains("country") && told[2].contains("language"), "{told:#?}");
    assert!(made(folder.path()).is_empty());
}

#[test]
fn two_documents_do_not_go_by_one_uri() {
    let twin = Input { name: "jumeau".into(), origin: "jumeau.txt".into(), ..input() };
    let folder = tempfile::tempdir().unwrap();
    let error = only(make(&[input(), twin], &settings_with_title(), folder.path()));
    let text = error.to_string();
    assert!(text.contains("jumeau.txt: expected") && text.contains("of accord.xml"), "{text}");
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
    for (table, known) in [
        ("mentions", MentionRecord::COLUMNS),
        ("commitments", PredicateRecord::COLUMNS),
        ("findings", <&Finding>::COLUMNS),
    ] {
        let columns: Vec<_> = tables::columns(table).iter().map(|c| c.name.clone()).collect();
        assert_eq!(columns, known, "{table}");
        for column in tables::columns(table) {
            let known = ["string", "integer", "boolean"].contains(&column.kind.as_str());
            let told = ["fr", "en", "nl", "de"].iter().all(|tag| column.meaning.get(tag).is_some());
            assert!(known && told, "{table}.{}", column.name);
        }
    }
}

#[test]
fn a_spreadsheet_computes_nothing_that_a_document_says() {
    let folder = tempfile::tempdir().unwrap();
    let name = "Organe de coordination pour l’analyse de la menace";
    let xml = document().to_akn();
    assert!(xml.contains(name));
    let doc = akoma::akn::read(&xml.replace(name, "=HYPERLINK(A1)")).unwrap();
    let bytes = Some(xml.replace(name, "=HYPERLINK(A1)").into_bytes());
    let input = Input { name: "accord".into(), origin: "accord.xml".into(), doc, xml: bytes };
    make(&[input], &settings(), folder.path()).unwrap();
    let files = made(folder.path());
    let (csv, lines) = (&files["mentions.csv"], &files["mentions.jsonl"]);
    let mut rows = csv::Reader::from_reader(csv.as_slice());
    let column = rows.headers().unwrap().iter().position(|name| name == "name").unwrap();
    let names: Vec<_> = rows.records().map(|row| row.unwrap()[column].to_owned()).collect();
    assert!(names.contains(&"'=HYPERLINK(A1)".to_owned()), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with('=')), "{names:?}");
    assert!(String::from_utf8_lossy(lines).contains("\"name\":\"=HYPERLINK(A1)\""));
    // The dictionary that says so is a table itself.
    let dictionary = String::from_utf8_lossy(&files["dictionary.csv"]).into_owned();
    assert!(dictionary.contains("apostrophe"), "{dictionary}");
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
