//! `akoma validate`, `explain` and `roundtrip` as a person meets them: every message, every format.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::{run, told};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Where documents with mistakes are: `bad-value.xml` has that of this code.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/validate")
}

/// All that the command says in the folder of the fixtures.
fn akoma(args: &[&str]) -> String {
    told(&run(&fixtures(), args, b""))
}

fn code(folder: &Path, args: &[&str]) -> i32 {
    run(folder, args, b"").status.code().unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_slice(&run(&fixtures(), args, b"").stdout).unwrap()
}

fn valid() -> String {
    fs::read_to_string(fixtures().join("valid.xml")).unwrap()
}

#[test]
fn every_message_on_one_line() {
    insta::assert_snapshot!(akoma(&["validate", "--format", "concise", "."]));
}

#[test]
fn every_code_of_the_schema_has_a_fixture() {
    for code in akoma::codes()
        .filter(|code| code.level() == akoma::Level::Schema && code.name() != "more-findings")
    {
        let file = format!("{}.xml", code.name());
        let found = json(&["validate", "--format", "json", &file]);
        let codes: Vec<_> = found.as_array().unwrap().iter().map(|f| &f["code"]).collect();
        assert!(codes.contains(&&Value::from(code.name())), "{file}: {codes:?}");
    }
}

#[test]
fn every_format() {
    for format in ["full", "json", "github", "sarif"] {
        insta::with_settings!({filters => vec![
            (r#""rules":\[.*\]\}\},"#, r#""rules":[…]}},"#),
            (r#""version":"\d+\.\d+\.\d+","informationUri""#, r#""version":"[version]","informationUri""#),
        ]}, {
            let said = akoma(&["validate", "--format", format, "mixed.xml", "other-namespace.xml"]);
            insta::assert_snapshot!(format!("format_{format}"), said);
        });
    }
}

#[test]
fn messages_in_full() {
    let files = ["unexpected-element.xml", "missing-element.xml", "misplaced-text.xml"];
    insta::assert_snapshot!(akoma(&[&["validate"][..], &files].concat()));
}

#[test]
fn a_summary_is_a_line_a_file() {
    insta::assert_snapshot!(akoma(&["validate", "--summary", "."]));
    assert_eq!(
        akoma(&["validate", "--summary", "-q", "valid.xml"]),
        "exit 0\n--- stdout\n--- stderr\n"
    );
}

#[test]
fn exit_codes_tell_what_was_found() {
    let here = fixtures();
    assert_eq!(code(&here, &["validate", "valid.xml"]), 0);
    assert_eq!(code(&here, &["validate", "valid.xml", "entity.xml"]), 1);
    assert_eq!(code(&here, &["validate", "other-namespace.xml"]), 1);
    assert_eq!(code(&here, &["validate", "valid.xml", "nowhere.xml"]), 2);
    assert_eq!(code(&here, &["validate"]), 2);
    assert_eq!(code(&here, &["validate", "--level", "3", "valid.xml"]), 2);
    assert_eq!(code(&here, &["validate", "--summary", "--format", "json", "valid.xml"]), 2);
    assert_eq!(json(&["validate", "--format", "json", "valid.xml"]), Value::Array(Vec::new()));
}

#[test]
fn folders_are_walked_in_order_and_never_in_circles() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir_all(path.join("lois/b/c")).unwrap();
    fs::create_dir(path.join("vide")).unwrap();
    for file in ["lois/z.xml", "lois/b/c/1.akn", "lois/a.XML", "lois/b/2.xml"] {
        fs::write(path.join(file), valid()).unwrap();
    }
    fs::write(path.join("lois/b/notes.txt"), "no XML").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(path.join("lois"), path.join("lois/b/back")).unwrap();
    insta::assert_snapshot!(told(&run(path, &["validate", "--summary", "lois", "vide"], b"")));
}

#[test]
fn standard_input_is_a_file() {
    let bad = valid().replace(" name=\"ordonnance\"", "");
    let output = run(&fixtures(), &["validate", "--format", "concise", "-"], bad.as_bytes());
    insta::assert_snapshot!(told(&output));
}

#[test]
fn any_encoding_is_read_and_a_wrong_byte_has_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let bad = valid().replace("<p>Chaque", "<p>Été <q/>");
    let latin = bad.replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let wide: Vec<u8> =
        format!("\u{FEFF}{bad}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(path.join("1-marked.xml"), format!("\u{FEFF}{bad}")).unwrap();
    fs::write(path.join("2-latin.xml"), latin).unwrap();
    fs::write(path.join("3-wide.xml"), wide).unwrap();
    fs::write(path.join("4-broken.xml"), b"<a>\n\xE9</a>").unwrap();
    fs::write(path.join("5-empty.xml"), b"").unwrap();
    insta::assert_snapshot!(told(&run(path, &["validate", "--format", "concise", "."], b"")));
    for file in ["1-marked.xml", "2-latin.xml", "3-wide.xml"] {
        let text = told(&run(path, &["text", file], b""));
        assert!(text.contains("Été  commune"), "{text}");
    }
    assert!(told(&run(path, &["show", "4-broken.xml"], b"")).contains("4-broken.xml:2:1"));
}

#[test]
fn a_long_line_is_cut_and_thousands_of_findings_have_their_column() {
    let folder = tempfile::tempdir().unwrap();
    let bad = "é<q/>".repeat(10_500);
    let xml = valid().replace('\n', "").replace("Chaque", &bad);
    fs::write(folder.path().join("line.xml"), &xml).unwrap();
    let args = ["validate", "--format", "json", "line.xml"];
    let output = run(folder.path(), &args, b"");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 10_001);
    for finding in &found[..10_000] {
        let start = finding["start"].as_u64().unwrap() as usize;
        assert_eq!(finding["column"], xml[..start].chars().count() + 1);
    }
    assert_eq!(found[10_000]["code"], "more-findings");
    let full = told(&run(folder.path(), &["validate", "line.xml"], b""));
    assert!(full.len() < 10_000, "{full}");
    insta::assert_snapshot!(full);
}

#[test]
fn sarif_refers_to_its_own_rules() {
    let sarif = json(&["validate", "--format", "sarif", "mixed.xml", "valid.xml", "nowhere.xml"]);
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), akoma::codes().count());
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "mixed.xml");
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
    }
}

#[test]
fn explain_knows_every_code() {
    insta::assert_snapshot!("explain_one", akoma(&["explain", "bad-value"]));
    insta::assert_snapshot!("explain_near", akoma(&["explain", "bad-valeu"]));
    insta::assert_snapshot!("explain_unknown", akoma(&["explain", "heading-out-of-order"]));
    let all = akoma(&["explain"]);
    for code in akoma::codes() {
        assert!(all.contains(code.name()), "{all}");
        assert!(akoma(&["explain", code.name()]).starts_with("exit 0"));
    }
    assert!(all.lines().all(|line| line.chars().count() <= 100), "{all}");
}

#[test]
fn roundtrip_compares_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let latin = valid().replace("UTF-8", "ISO-8859-1").replace("une piste", "piste \u{e9}gale");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    fs::write(path.join("1-marked.xml"), format!("\u{FEFF}{}", valid())).unwrap();
    fs::write(path.join("2-returns.xml"), valid().replace('\n', "\r\n")).unwrap();
    fs::write(path.join("3-latin.xml"), latin).unwrap();
    fs::write(path.join("4-html.xml"), "<html/>").unwrap();
    fs::write(path.join("5-cut.xml"), &valid()[..400]).unwrap();
    insta::assert_snapshot!(told(&run(path, &["roundtrip", "."], b"")));
    insta::assert_snapshot!("roundtrip_quiet", told(&run(path, &["roundtrip", "-q", "."], b"")));
    assert_eq!(code(path, &["roundtrip", "1-marked.xml"]), 0);
    assert_eq!(code(path, &["roundtrip", "1-marked.xml", "nowhere.xml"]), 2);
}

#[test]
fn options_for_texts_do_not_go_with_xml() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("loi.xml"), valid()).unwrap();
    fs::write(folder.path().join("loi.toml"), "").unwrap();
    for (name, args) in [
        ("xml_language", &["show", "--language", "fra", "loi.xml"][..]),
        ("xml_metadata", &["show", "--metadata", "loi.toml", "loi.xml"]),
        ("xml_date", &["build", "--date", "2024-01-01", "loi.xml", "-o", "out"]),
        ("xml_show", &["show", "loi.xml"]),
    ] {
        insta::assert_snapshot!(name, told(&run(folder.path(), args, b"")));
    }
}

#[test]
fn help_has_examples_and_exit_codes() {
    for command in ["validate", "explain", "roundtrip"] {
        let help = akoma(&[command, "--help"]);
        assert!(help.contains("Examples:"), "{help}");
        assert!(command == "explain" || help.contains("Exit codes:"), "{help}");
    }
}
