//! `akoma annotate` as a person meets it.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::{run, told};
use std::fs;
use std::path::Path;

fn valid() -> String {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/validate/valid.xml");
    let xml = fs::read_to_string(fixture).unwrap();
    // A sentence with something to find.
    let at = xml.rfind("</p>").unwrap();
    format!("{} Frontex et Europol la surveillent.{}", &xml[..at], &xml[at..])
}

#[test]
fn the_document_goes_to_standard_output_and_the_rest_to_standard_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("loi.xml"), valid()).unwrap();
    let output = run(folder.path(), &["annotate", "loi.xml"], b"");
    insta::assert_snapshot!(told(&output));
    // And from standard input.
    let piped = run(folder.path(), &["annotate", "-q", "-"], valid().as_bytes());
    assert_eq!((piped.stdout, piped.stderr.as_slice()), (output.stdout, &b""[..]));
}

#[test]
fn several_documents_go_to_a_folder_and_a_second_run_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.xml"), valid()).unwrap();
    fs::write(folder.path().join("b.xml"), valid()).unwrap();
    let args = ["annotate", "--commitments", "a.xml", "b.xml", "-o", "out"];
    insta::assert_snapshot!("annotate_first", told(&run(folder.path(), &args, b"")));
    let first = fs::read(folder.path().join("out/a.xml")).unwrap();
    let args = ["annotate", "--commitments", "out/a.xml", "-o", "again"];
    insta::assert_snapshot!("annotate_second", told(&run(folder.path(), &args, b"")));
    assert_eq!(fs::read(folder.path().join("again/a.xml")).unwrap(), first);
}

#[test]
fn names_of_ones_own_are_found() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("loi.xml"), valid().replace("Frontex", "La Cellule Harpie"))
        .unwrap();
    fs::write(
        folder.path().join("services.toml"),
        "[[entity]]\nid = \"harpie\"\nkind = \"organization\"\nname = \"Cellule Harpie\"\n",
    )
    .unwrap();
    let args = ["annotate", "-q", "--authority", "services.toml", "loi.xml"];
    let output = run(folder.path(), &args, b"");
    let xml = String::from_utf8(output.stdout).unwrap();
    assert!(xml.contains("refersTo=\"#harpie\">Cellule Harpie</organization>"), "{xml}");
}

#[test]
fn what_cannot_be_annotated_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("texte.txt"), "Accord\nFrontex.").unwrap();
    fs::write(folder.path().join("ancien.xml"), valid().replace("akn/3.0\"", "akn/3.0/CSD13\""))
        .unwrap();
    for (name, args) in [
        ("annotate_text", &["annotate", "texte.txt"][..]),
        ("annotate_older", &["annotate", "ancien.xml", "-o", "out"]),
        ("annotate_missing", &["annotate", "nulle-part.xml"]),
        ("annotate_two", &["annotate", "ancien.xml", "texte.txt"]),
    ] {
        insta::assert_snapshot!(name, told(&run(folder.path(), args, b"")));
    }
}
