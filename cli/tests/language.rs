//! `akoma language`: lists, shows and checks.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::{run, told};
use std::fs;

const ITALIAN: &str = "code = \"ita\"\nname = \"italiano\"\nfunction-words = [\"gli\"]\n\
    abbreviations = []\n\n[[structure.division]]\nid = \"ita.articolo\"\nmatch = [\"articolo\"]\n\
    element = \"article\"\nexample = [\"[Articolo 3]\"]\n";

#[test]
fn languages_are_listed_shown_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let akoma = |args: &[&str]| told(&run(folder.path(), args, b""));
    fs::create_dir_all(folder.path().join("lingue/ita")).unwrap();
    fs::write(folder.path().join("lingue/ita/words.toml"), ITALIAN).unwrap();
    let wrong = ITALIAN.replace("[Articolo 3]", "[Capitolo 3]");
    fs::write(folder.path().join("ita.toml"), wrong).unwrap();
    insta::assert_snapshot!(
        "show",
        akoma(&["language", "show", "it", "--languages", "lingue", "--format", "jsonl"])
    );
    insta::assert_snapshot!("show_unknown", akoma(&["language", "show", "ita"]));
    insta::assert_snapshot!("check_folder", akoma(&["language", "check", "lingue"]));
    insta::assert_snapshot!("check_one_language", akoma(&["language", "check", "lingue/ita"]));
    insta::assert_snapshot!("check_wrong", akoma(&["language", "check", "ita.toml"]));
    assert!(akoma(&["language", "list", "--languages", "lingue"]).contains("italiano"));
}
