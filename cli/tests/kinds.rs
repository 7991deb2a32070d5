//! Kinds of document of one's own on the command line, and that what is built is valid.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use std::fs;
use std::path::Path;

/// What is in the fences of a page, each with its language, without the indentation of a list.
fn fences(page: &str) -> Vec<(&str, String)> {
    let mut fences: Vec<(&str, String)> = Vec::new();
    let mut open: Option<usize> = None;
    for line in page.lines() {
        let indent = line.len() - line.trim_start().len();
        match (open, line.trim_start().strip_prefix("```")) {
            (None, Some(language)) => {
                fences.push((language, String::new()));
                open = Some(indent);
            }
            (Some(_), Some(_)) => open = None,
            (Some(indent), None) => {
                let line = line.get(indent..).unwrap_or_default();
                fences.last_mut().unwrap().1.push_str(&format!("{line}\n"));
            }
            (None, None) => {}
        }
    }
    fences
}

/// All that `akoma ARGS` prints.
fn printed(folder: &Path, args: &str) -> String {
    let args: Vec<&str> = args.split(' ').collect();
    let output = command::run(folder, &args, &[]);
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn the_recipe_for_a_new_kind_does_what_it_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/kinds.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, recipe) = page.split_once("## A new kind, step by step").unwrap();
    let fences = fences(recipe);
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let first = |language: &str| &fences.iter().find(|(found, _)| *found == language).unwrap().1;
    let kinds = first("toml");
    write("kinds.toml", kinds);
    write("note.txt", first("text"));
    let runs: Vec<_> = fences.iter().filter(|(language, _)| *language == "console").collect();
    let (last, runs) = runs.split_last().unwrap();
    assert_eq!(runs.len(), 3);
    let holds = |run: &str| {
        let (command, output) = run.split_once('\n').unwrap();
        let args = command.strip_prefix("$ akoma ").unwrap();
        assert_eq!(printed(folder.path(), args), output, "{command}");
    };
    runs.iter().for_each(|(_, run)| holds(run));
    // The mistake that the page shows.
    write("kinds.toml", &kinds.replace("\"act\"", "\"judgment\""));
    holds(&last.1);
}

#[test]
fn metadata_names_a_kind_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("kinds.toml", "[[kind]]\nname = \"note\"\nelement = \"act\"\npresent = \"state\"\n");
    write("a.txt", "Titre\n\nArticle 1\nLes services sont ici.\n");
    write("a.toml", "[work]\nkind = \"note\"\n");
    let said = printed(folder.path(), "build a.txt -o out");
    assert!(said.starts_with("error: a.toml:2:8: key `work.kind`: expected"), "{said}");
    printed(folder.path(), "build a.txt --kinds kinds.toml -o out -q");
    let xml = fs::read_to_string(folder.path().join("out/a.xml")).unwrap();
    assert!(xml.contains("<act name=\"note\"") && xml.contains("<body eId=\"body\">"), "{xml}");
    let shown = printed(folder.path(), "show out/a.xml --depth 2");
    assert!(shown.contains("body"), "{shown}");
}

#[test]
fn xml_that_was_not_valid_is_built_as_it_is_with_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let xml = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc name=\"x\">\
        <meta/><mainBody><p>Texte</p></mainBody></doc></akomaNtoso>";
    fs::write(folder.path().join("a.xml"), xml).unwrap();
    let output = command::run(folder.path(), &["build", "a.xml", "-o", "out"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("a.xml: not valid by the official schema (level 1)"), "{said}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("  schema     not valid (level 1), as it was read\n"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("out/a.xml")).unwrap(), xml);
}

#[test]
fn a_division_of_an_element_that_divides_nothing_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("languages")).unwrap();
    write("a.txt", "Accord\n\nEncadré 1 : Objet\nLes Parties coopèrent.\n");
    // `hcontainer` is not valid without a name.
    for element in ["p", "hcontainer"] {
        let layer = format!(
            "[[structure.division]]\nid = \"fra.encadre\"\nmatch = [\"encadré\"]\nelement = \"{element}\"\n"
        );
        write("languages/fra.toml", &layer);
        let args = ["build", "a.txt", "--language", "fra", "--languages", "languages", "-o", "out"];
        let output = command::run(folder.path(), &args, &[]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        let first = "error: languages/fra.toml:4:11: key `structure.division.element`: expected ";
        assert!(said.starts_with(&first.replace('/', std::path::MAIN_SEPARATOR_STR)), "{said}");
        assert!(!folder.path().join("out").exists());
    }
}
