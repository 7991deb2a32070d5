//! A language that akoma does not come with goes the whole way: from its files to the page of a bundle.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::{run, told};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the language made for the tests is, with names and a text in it.
fn spanish() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/spanish")
}

/// A folder with the text, its metadata, the names and the language.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let language = folder.path().join("languages/spa");
    fs::create_dir_all(&language).unwrap();
    for (from, to) in
        [(spanish(), folder.path().to_owned()), (spanish().join("languages/spa"), language)]
    {
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
    }
    folder
}

const OWN: [&str; 4] = ["--languages", "languages", "--authority", "autoridades.toml"];

/// The records that a question about the text gives.
fn records(folder: &Path, question: &[&str]) -> Vec<Value> {
    let args = [question, &OWN, &["--format", "jsonl", "acuerdo.txt"]].concat();
    let output = run(folder, &args, b"");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn texts<'r>(records: &'r [Value], keys: &[&str]) -> Vec<Vec<&'r str>> {
    let of = |record: &'r Value| keys.iter().map(|key| record[*key].as_str().unwrap()).collect();
    records.iter().map(of).collect()
}

#[test]
fn promises_names_dates_and_headings_are_found_by_data_alone() {
    let folder = folder();
    let promises = records(folder.path(), &["query", "commitments"]);
    assert_eq!(
        texts(&promises, &["chapter", "trigger", "strength", "lemma"]),
        [
            ["1", "cooperarán", "firm", "cooperar"],
            ["2", "compartirán", "firm", "compartir"],
            ["3", "reforzarán", "firm", "reforzar"],
        ]
    );
    let mentions = records(folder.path(), &["query", "mentions"]);
    assert_eq!(
        texts(&mentions, &["id", "surface"]),
        [
            ["reino-de-esperanza", "Reino de Esperanza"],
            ["republica-de-aurora", "República de Aurora"],
            ["instituto-del-agua", "Instituto del Agua"],
            ["date-2027-05-03", "3 de mayo de 2027"],
            ["date-2026-03-12", "12 de marzo de 2026"],
        ]
    );
    assert_eq!(texts(&mentions[2..3], &["name", "nameLang"]), [["Instituto del Agua", "spa"]]);
    let tree = records(folder.path(), &["show"]);
    let articles: Vec<_> = tree.iter().filter(|node| node["element"] == "article").collect();
    assert_eq!(articles.len(), 3);
    assert_eq!(articles[2]["num"], "Artículo 3");
    assert!(tree.iter().any(|node| node["element"] == "conclusions"));
}

#[test]
fn the_xml_is_valid_and_read_back_and_annotated_with_the_language() {
    let folder = folder();
    let run = |args: &[&str]| {
        let output = run(folder.path(), args, b"");
        assert_eq!(output.status.code(), Some(0), "{args:?} {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&[&["build", "-q", "acuerdo.txt", "-o", "out"], &OWN[..]].concat());
    let xml = fs::read_to_string(folder.path().join("out/acuerdo.xml")).unwrap();
    assert!(xml.contains("<FRBRlanguage language=\"spa\""), "{xml}");
    run(&["validate", "--level", "1", "out/acuerdo.xml"]);
    // What was marked is in the XML: asking it takes no language.
    let asked = run(&["query", "commitments", "--format", "jsonl", "out/acuerdo.xml"]);
    assert_eq!(asked.lines().count(), 3);
    assert_eq!(
        run(&["text", "out/acuerdo.xml"]),
        fs::read_to_string(spanish().join("acuerdo.txt")).unwrap()
    );
    // What is marked is known again.
    let annotated = run(&[&["annotate", "--commitments", "out/acuerdo.xml"], &OWN[..]].concat());
    assert_eq!(annotated, xml, "a second run adds nothing");
}

#[test]
fn without_the_language_nothing_is_promised_and_it_is_said_why() {
    let folder = folder();
    let output =
        run(folder.path(), &[&["query", "commitments", "acuerdo.txt"], &OWN[2..]].concat(), b"");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("name one of deu, eng, fra, nld with --language"));
    let output = run(
        folder.path(),
        &[&["show", "--language", "spa", "acuerdo.txt"], &OWN[2..]].concat(),
        b"",
    );
    assert!(told(&output).contains("(deu, eng, fra, nld), but found `spa`"), "{}", told(&output));
    let args = ["show", "--language", "it", "--languages", "languages", "acuerdo.txt"];
    let output = run(folder.path(), &args, b"");
    assert!(told(&output).contains("(deu, eng, fra, nld, spa), but found `it`"));
}

#[test]
fn mistakes_in_a_language_are_told_with_its_file() {
    let folder = folder();
    let file = folder.path().join("languages/spa/structure.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("before-year", "befor-year")).unwrap();
    fs::write(folder.path().join("languages/klingon.toml"), "code = 1").unwrap();
    let args = ["show", "--languages", "languages", "acuerdo.txt"];
    insta::assert_snapshot!(told(&run(folder.path(), &args, b"")));
}

#[cfg(feature = "publish")]
#[test]
fn a_bundle_has_a_page_in_the_language() {
    let folder = folder();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../publish/examples/declaration.toml");
    fs::copy(path, folder.path().join("publish.toml")).unwrap();
    let args = [&["publish", "bundle", "acuerdo.txt", "-o", "bundle"], &OWN[..]].concat();
    let output = run(folder.path(), &args, b"");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let page = fs::read_to_string(folder.path().join("bundle/acuerdo.html")).unwrap();
    // The frame is in English, the text in its own language.
    assert!(page.contains("<html lang=\"en\">"));
    assert!(page.contains("<article id=\"text\" lang=\"es\""));
    assert!(page.contains("Instituto del Agua"));
    let table = fs::read_to_string(folder.path().join("bundle/commitments.csv")).unwrap();
    assert_eq!(table.matches(",firm,").count(), 3, "{table}");
    // What akoma has no words for is said.
    let findings = fs::read_to_string(folder.path().join("bundle/findings.csv")).unwrap();
    assert!(findings.contains("no-page-words"), "{findings}");
    assert!(told(&output).contains("note: "), "{}", told(&output));
}
