//! `akoma authority`, and what is reported of authority and metadata files.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::{run, told};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SERVICES: &str = "[[entity]]\nid = \"cellule-harpie\"\nkind = \"organization\"\n\
    class = \"unit\"\ncountry = \"be\"\nname = \"Cellule Harpie\"\n\
    fra = [\"Cellule Harpie\", \"CH\"]\nsame-as = [\"http://example.org/harpie\"]\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn akoma(folder: &Path, args: &[&str]) -> String {
    told(&run(folder, args, b""))
}

#[test]
fn names_are_searched_in_bundled_files_and_ones_own() {
    let folder = folder(&[("services.toml", SERVICES)]);
    let own = &["authority", "search", "--authority", "services.toml"];
    for (name, args) in [
        ("search_acronym", &["authority", "search", "anssi"][..]),
        ("search_words", &["authority", "search", "accord", "de", "Tournai"]),
        ("search_near", &["authority", "search", "Frontexx"]),
        ("search_nothing", &["authority", "search", "Nobody at all"]),
        ("search_nothing_json", &["authority", "search", "--format", "json", "Nobody at all"]),
        ("search_own", &[own, &["harpie"][..]].concat()),
        ("search_csv", &[own, &["--format", "csv", "harpie"][..]].concat()),
        ("search_jsonl", &["authority", "search", "--format", "jsonl", "European Union"]),
        ("search_usage", &["authority", "search"]),
    ] {
        insta::assert_snapshot!(name, akoma(folder.path(), args));
    }
}

#[test]
fn files_are_checked_with_everything_told_at_once() {
    let wrong = SERVICES
        .replace("\"unit\"", "\"unitt\"")
        .replace("\"be\"", "\"BE\"")
        .replace("http://example.org/harpie", "harpie");
    let odd = SERVICES.replace("\"CH\"", "\"CCB\"").replace("[\"Cellule Harpie\", ", "[");
    let folder = folder(&[
        ("services.toml", SERVICES),
        ("wrong.toml", &wrong),
        ("odd.toml", &odd),
        ("twice.toml", &SERVICES.repeat(2)),
        ("no.toml", "[[entity]\nid = Harpie\n"),
        ("empty.toml", ""),
    ]);
    for (name, args) in [
        ("check_fine", &["services.toml", "empty.toml"][..]),
        ("check_wrong", &["wrong.toml"]),
        ("check_odd", &["odd.toml"]),
        ("check_twice", &["twice.toml", "services.toml"]),
        ("check_no_toml", &["no.toml", "nowhere.toml"]),
        ("check_quiet", &["-q", "services.toml"]),
        ("check_folder", &["-q", "."]),
    ] {
        let args = [&["authority", "check"][..], args].concat();
        insta::assert_snapshot!(name, akoma(folder.path(), &args));
    }
    let piped = run(folder.path(), &["authority", "check", "-"], SERVICES.as_bytes());
    assert_eq!(piped.status.code(), Some(0), "{}", told(&piped));
}

#[test]
fn every_command_tells_every_mistake_of_the_files_it_reads() {
    let metadata = "[work]\nkind = \"poem\"\ncountry = \"BE\"\nauthors = [\"royaume-de-belgiqe\"]\n\
        date = 2021-11-22\ntitel = \"x\"\n[expression]\nlanguage = \"french\"\n";
    let text = "Accord entre la Belgique et la France\n\nArticle 1\n\nLes Parties coopèrent.\n";
    let folder = folder(&[
        ("accord.txt", text),
        ("accord.toml", metadata),
        ("services.toml", &SERVICES.replace("\"be\"", "\"zz\"")),
    ]);
    for (name, args) in [
        ("metadata_all", &["build", "accord.txt", "-o", "out"][..]),
        ("services_all", &["query", "agencies", "--authority", "services.toml"]),
        ("number_depth", &["show", "--depth", "x", "accord.txt"]),
        ("number_level", &["validate", "--level", "x", "accord.txt"]),
    ] {
        insta::assert_snapshot!(name, akoma(folder.path(), args));
    }
    // An author of a list of one's own is known.
    fs::write(folder.path().join("accord.toml"), "[work]\nauthors = [\"cellule-harpie\"]\n")
        .unwrap();
    fs::write(folder.path().join("services.toml"), SERVICES).unwrap();
    let args = ["build", "-q", "--authority", "services.toml", "accord.txt", "-o", "out"];
    let built = akoma(folder.path(), &args);
    assert!(!built.contains("cellule-harpie") && !built.starts_with("exit 2"), "{built}");
}
