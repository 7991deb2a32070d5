//! Files that are neither text nor Akoma Ntoso are refused by every command that reads them.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::{run, told};
use std::fs;

#[test]
fn what_is_neither_text_nor_akoma_ntoso_is_named_and_refused() {
    let folder = tempfile::tempdir().unwrap();
    let akoma = |args: &[&str]| told(&run(folder.path(), args, b""));
    let file = |name: &str, content: &str| fs::write(folder.path().join(name), content).unwrap();
    for (name, content) in [
        ("pom.xml", "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"/>"),
        ("act.xml", "<act><body><p>NATO</p></body></act>"),
        (
            "nbsp.xml",
            "\u{a0}<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"/>",
        ),
        (
            "word.xml",
            "Draft\n<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"/>",
        ),
        ("title.akn", "<titre> manquant\n"),
        (
            "mark.txt",
            "\u{feff}\u{feff}<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"/>",
        ),
        ("page.txt", "<html><body>NATO</body></html>"),
        ("data.txt", "{\"text\": \"NATO\"}"),
        ("scan.txt", "%PDF-1.7 NATO"),
    ] {
        file(name, content);
        insta::assert_snapshot!(name, akoma(&["query", "mentions", name]));
        for command in [&["show"][..], &["build", "-o", "out"], &["text"], &["annotate"]] {
            let found = akoma(&[command, &[name]].concat());
            assert!(found.starts_with("exit 2"), "{command:?} {name}: {found}");
        }
    }
    file("text.txt", "<titre> manquant\nLes Parties saluent l’action de Frontex.\n");
    let found = akoma(&["query", "mentions", "text.txt"]);
    assert!(found.contains("Frontex"), "{found}");
}
