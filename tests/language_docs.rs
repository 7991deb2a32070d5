//! `docs/languages.md` has every key of a language file, and its samples are read.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Authority, Language, Languages};

const DOCUMENT: &str = include_str!("../docs/languages.md");

/// The keys of a table, as the error on one that there is not lists them.
fn keys(table: &str) -> Vec<String> {
    let toml = format!(
        "code = \"ita\"\nname = \"italiano\"\nfunction-words = []\nabbreviations = []\n{table}\nnonsense = 1\n"
    );
    let error = Language::from_toml(&toml).unwrap_err();
    let about = error.all().map(akoma::Error::message).find(|m| m.contains("found `nonsense`"));
    let (_, listed) = about.unwrap_or_else(|| panic!("{table}: {error}")).split_once('(').unwrap();
    listed.split(')').next().unwrap().split(", ").map(str::to_owned).collect()
}

#[test]
fn every_key_is_described() {
    let tables = [
        "",
        "[structure]",
        "[[structure.doctype]]",
        "[[structure.division]]",
        "[[structure.conclusion]]",
        "[dates]",
        "[roles]",
        "[[acronym-head]]",
        "[[name-pattern]]",
        "[commitments]",
        "[[commitments.subject]]",
        "[[commitments.frame]]",
        "[[commitments.operator]]",
        "[[commitments.hedge]]",
        "[[commitments.change]]",
        "[commitments.verbs.dovere]",
    ];
    let mut all: Vec<String> = tables.iter().flat_map(|table| keys(table)).collect();
    all.extend(["ending", "stem", "tense", "number", "person", "remove"].map(str::to_owned));
    assert!(all.len() > 80, "{all:?}");
    for key in all {
        let is_there = ["`", "[", ".", " ", "{ "].iter().any(|before| {
            ["`", "]", ",", " "]
                .iter()
                .any(|after| DOCUMENT.contains(&format!("{before}{key}{after}")))
        });
        assert!(is_there, "docs/languages.md does not say what `{key}` is");
    }
}

#[test]
fn every_sample_is_read_and_its_examples_hold() {
    let samples: Vec<&str> =
        DOCUMENT.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(samples.len() >= 2);
    for sample in samples {
        let path = if sample.contains("code = \"ita\"") { "ita.toml" } else { "fra.toml" };
        if let Err(error) = Languages::bundled().check([(path, sample)], Authority::bundled()) {
            let all: Vec<_> = error.all().map(ToString::to_string).collect();
            panic!("{}", all.join("\n"));
        }
    }
}
