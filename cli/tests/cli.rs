//! The command as a person meets it: what it prints, its errors, its exit codes.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::told;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A folder of a test's own, removed when the test ends.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

/// All that the command says.
fn akoma(folder: &Folder, args: &[&str]) -> String {
    told(&run(folder, args, None))
}

fn run(folder: &Folder, args: &[&str], stdin: Option<&[u8]>) -> Output {
    command::run(folder.path(), args, stdin.unwrap_or_default())
}

fn stdout(folder: &Folder, args: &[&str]) -> String {
    let output = run(folder, args, None);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const ACCORD: &str = "Accord entre la Belgique et la France\n\nArticle 1\n\nLes Parties échangent \
    des informations avec Frontex.\n\nFait à Tournai, le 18 mars 2013.\n";

#[test]
fn build_prints_what_it_made() {
    insta::assert_snapshot!(akoma(&Folder::new(), &["build", "-o", "out"]));
}

#[test]
fn build_of_several_prints_a_line_each() {
    let folder = Folder::new();
    folder.file("a.txt", ACCORD);
    folder.file("b.txt", "Bonjour le monde et la paix dans les pays.\n");
    insta::assert_snapshot!(akoma(&folder, &["build", "a.txt", "b.txt", "c.txt", "-o", "out"]));
    assert!(folder.path().join("out/a.xml").is_file() && folder.path().join("out/b.xml").is_file());
}

#[test]
fn a_file_beside_the_text_holds_its_metadata() {
    let folder = Folder::new();
    folder.file("a.txt", ACCORD);
    folder.file("a.toml", "[work]\nname = \"tournai\"\ncountry = \"fr\"\n");
    folder.file("b.txt", ACCORD);
    stdout(&folder, &["build", "a.txt", "-o", "out"]);
    let xml = fs::read_to_string(folder.path().join("out/a.xml")).unwrap();
    assert!(xml.contains("/akn/fr/statement/agreement/2013-03-18/tournai"), "{xml}");
    assert!(xml.contains("<FRBRdate date=\"2026-01-01\" name=\"markup\">"), "{xml}");
}

#[test]
fn queries_print_tables() {
    let folder = Folder::new();
    for (name, args) in [
        ("mentions", &["query", "mentions", "--chapter", "7"][..]),
        ("commitments", &["query", "commitments", "--strength", "endeavour"]),
        ("agencies", &["query", "agencies"]),
        ("show", &["show", "--depth", "3"]),
        ("jsonl", &["query", "mentions", "--entity", "ANSSI", "--format", "jsonl"]),
        ("csv", &["query", "commitments", "--entity", "ocam", "--format", "csv"]),
        ("json", &["query", "agencies", "--entity", "tournai ii", "--format", "json"]),
        ("nodes", &["show", "--depth", "2", "--format", "jsonl"]),
    ] {
        insta::assert_snapshot!(name, akoma(&folder, args));
    }
}

#[test]
fn the_xml_gives_the_same_answers_as_the_text() {
    let folder = Folder::new();
    folder.file("accord.txt", ACCORD);
    stdout(&folder, &["build", "accord.txt", "-o", "."]);
    for question in [
        &["query", "mentions", "--format", "jsonl"][..],
        &["query", "commitments", "--act", "all", "--format", "csv"],
        &["query", "agencies", "--format", "json"],
        &["show", "--format", "jsonl"],
    ] {
        let of = |file: &str| stdout(&folder, &[question, &[file]].concat());
        assert_eq!(of("accord.xml"), of("accord.txt"), "{question:?}");
    }
}

#[test]
fn standard_input_and_output() {
    let folder = Folder::new();
    let built = run(&folder, &["build", "-", "-o", "-", "--quiet"], Some(ACCORD.as_bytes()));
    assert_eq!(built.status.code(), Some(0));
    let back = run(&folder, &["text", "-"], Some(&built.stdout));
    assert_eq!(String::from_utf8(back.stdout).unwrap(), ACCORD);
}

#[test]
fn every_byte_of_a_text_comes_back() {
    let folder = Folder::new();
    let odd = "\u{FEFF}Accord\r\n1.\u{a0}Objet\r\rLes Parties\u{1} coop\u{e9}rent\u{c}\t<&>\n\n  ";
    folder.file("odd.txt", odd);
    let built = run(&folder, &["build", "odd.txt", "-o", "."], None);
    assert_eq!(built.status.code(), Some(1), "control characters are a warning");
    assert_eq!(stdout(&folder, &["text", "odd.xml"]), odd);
}

#[test]
fn offsets_are_counted_in_the_unit_asked_for() {
    let folder = Folder::new();
    folder.file("a.txt", "Accord 𝄞\n1. Objet\nÉtudier Frontex.\n");
    let start = |unit: &str| {
        let args = ["query", "mentions", "--format", "jsonl", "--unit", unit, "a.txt"];
        let line = String::from_utf8(run(&folder, &args, None).stdout).unwrap();
        let record: serde_json::Value = serde_json::from_str(line.trim()).unwrap();
        (record["start"].as_u64().unwrap(), record["unit"].as_str().unwrap().to_owned())
    };
    assert_eq!(start("codepoint"), (26, "code point".to_owned()));
    assert_eq!(start("utf-16"), (27, "utf-16".to_owned()));
    assert_eq!(start("byte"), (30, "byte".to_owned()));
}

#[test]
fn a_user_adds_names() {
    let folder = Folder::new();
    folder.file("a.txt", "Accord\n1. Objet\nLa Cellule Harpie se réunit.\n");
    folder.file(
        "more.toml",
        "[[entity]]\nid = \"harpie\"\nkind = \"organization\"\nname = \"Cellule Harpie\"\n",
    );
    let found = stdout(
        &folder,
        &["query", "mentions", "--authority", "more.toml", "--format", "csv", "a.txt"],
    );
    assert!(found.contains(",organization,harpie,"), "{found}");
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let folder = Folder::new();
    folder.file("latin.txt", b"Accord\nd\xE9claration\n");
    folder.file("utf16.txt", b"\xFF\xFEA\0");
    folder.file("empty.txt", "");
    folder.file("blank.txt", "\n \n\n");
    folder.file("paper.txt", "%PDF-1.7");
    folder.file("data.txt", b"a\0b");
    folder.file("accord.txt", ACCORD);
    folder.file("bad-key.toml", "[[entity]]\nid = \"x\"\nkynd = \"person\"\nname = \"X\"\n");
    folder.file("bad-kind.toml", "[[entity]]\nid = \"x\"\nkind = \"people\"\nname = \"X\"\n");
    folder.file("bad-id.toml", "[[entity]]\nid = \"X y\"\nkind = \"person\"\nname = \"X\"\n");
    folder.file("bad-toml.toml", "[[entity]\n");
    folder.file("bad-date.toml", "[work]\ndate = \"2021-13-01\"\n");
    folder.file("bad-work.toml", "[work]\nkind = \"poem\"\n");
    folder.file("bad-language.toml", "[expression]\nlanguage = \"french\"\n");
    folder.file(
        "cut.xml",
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc>\n<p>",
    );
    folder.file("crossed.xml", "<?xml version=\"1.0\"?>\n<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc></p>");
    folder.file("other.xml", "<?xml version=\"1.0\"?><html/>");
    folder.file("entity.xml", "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc><p>&nbsp;</p></doc></akomaNtoso>");
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, args) in [
        ("not_utf8", &["build", "latin.txt", "-o", "out"][..]),
        ("utf16", &["show", "utf16.txt"]),
        ("empty", &["show", "empty.txt"]),
        ("blank", &["show", "blank.txt"]),
        ("pdf", &["show", "paper.txt"]),
        ("binary", &["show", "data.txt"]),
        ("directory", &["show", "--metadata", "folder", "accord.txt"]),
        ("missing", &["show", "nowhere.txt"]),
        ("authority_key", &["show", "--authority", "bad-key.toml"]),
        ("authority_kind", &["show", "--authority", "bad-kind.toml"]),
        ("authority_id", &["show", "--authority", "bad-id.toml"]),
        ("authority_toml", &["show", "--authority", "bad-toml.toml"]),
        ("metadata_date", &["show", "--metadata", "bad-date.toml", "accord.txt"]),
        ("metadata_kind", &["show", "--metadata", "bad-work.toml", "accord.txt"]),
        ("metadata_language", &["show", "--metadata", "bad-language.toml", "accord.txt"]),
        ("language", &["show", "--language", "xyz", "accord.txt"]),
        ("xml_cut", &["show", "cut.xml"]),
        ("xml_crossed", &["show", "crossed.xml"]),
        ("xml_other", &["show", "other.xml"]),
        ("xml_entity", &["show", "entity.xml"]),
        ("two_to_stdout", &["build", "accord.txt", "accord.txt", "-o", "-"]),
        ("output_is_a_file", &["build", "accord.txt", "-o", "accord.txt"]),
        ("usage_kind", &["query", "mentions", "--kind", "people"]),
        ("usage_unit", &["query", "mentions", "--unit", "words"]),
    ] {
        insta::assert_snapshot!(name, akoma(&folder, args));
    }
}

#[test]
fn findings_are_printed_with_their_place() {
    let folder = Folder::new();
    folder.file("order.txt", "Déclaration\n7. Sept (un\nTexte long ici.\n1. Un\nTexte. Et fin\n");
    folder.file(
        "foreign.txt",
        "Ein Abkommen\nDie beiden Länder und die Regierungen sind mit dem Vertrag zufrieden.\n",
    );
    folder.file("unknown.txt", "Lorem ipsum\ndolor sit amet\n");
    for (name, args) in [
        ("order", &["build", "order.txt", "-o", "out"][..]),
        ("foreign", &["build", "foreign.txt", "-o", "out"]),
        ("unknown", &["build", "unknown.txt", "-o", "out"]),
    ] {
        insta::assert_snapshot!(name, akoma(&folder, args));
    }
}

#[test]
fn a_failed_build_leaves_no_file() {
    let folder = Folder::new();
    folder.file("latin.txt", b"d\xE9claration");
    assert_eq!(run(&folder, &["build", "latin.txt", "-o", "out"], None).status.code(), Some(2));
    assert!(!folder.path().join("out/latin.xml").exists());
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(&folder, &["completions", shell]);
        for word in ["roundtrip", "mentions", "strength"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    let page = stdout(&folder, &["man"]);
    assert!(page.contains(".TH akoma 1") && page.contains("akoma\\-build(1)"), "{page}");
    let page = stdout(&folder, &["man", "query", "mentions"]);
    assert!(page.contains("Only mentions that are inside no other"), "{page}");
    stdout(&folder, &["man", "-o", "man"]);
    assert_eq!(fs::read_to_string(folder.path().join("man/akoma-query-mentions.1")).unwrap(), page);
    insta::assert_snapshot!("man_unknown", akoma(&folder, &["man", "qery"]));
    insta::assert_snapshot!("completions_unknown", akoma(&folder, &["completions", "tcsh"]));
}

#[test]
fn help_has_examples_and_exit_codes() {
    let folder = Folder::new();
    let help = stdout(&folder, &["--help"]);
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    for command in [
        &["build"][..],
        &["show"],
        &["text"],
        &["annotate"],
        &["completions"],
        &["man"],
        &["query", "mentions"],
        &["query", "commitments"],
        &["query", "agencies"],
    ] {
        let help = stdout(&folder, &[command, &["--help"]].concat());
        assert!(help.contains("Example"), "{help}");
    }
}
