//! Folders as input and as output: what is read, where it is written, what is never lost.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::{run, told};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ACCORD: &str = "Accord entre la Belgique et la France\n\nArticle 1\n\nLes Parties échangent \
    des informations avec Frontex.\n\nFait à Tournai, le 18 mars 2013.\n";

/// A folder with these files, each with the text of an agreement.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, ACCORD).unwrap();
    }
    folder
}

/// Runs the command, which must end with this code; gives all that it says.
fn akoma(folder: &TempDir, code: i32, args: &[&str]) -> String {
    let output = run(folder.path(), args, b"");
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", told(&output));
    told(&output)
}

/// The files in a folder and in those inside, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(path) = left.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => left.push(path),
                false => found.push(path.strip_prefix(folder).unwrap().to_owned()),
            }
        }
    }
    found.sort();
    found
}

/// The files in a folder that was written to, without the list of what akoma wrote there.
fn built(folder: &TempDir, output: &str) -> Vec<String> {
    let files = files(&folder.path().join(output)).into_iter();
    files.map(|file| file.display().to_string()).filter(|file| file != ".akoma.sha256").collect()
}

#[test]
fn a_folder_is_mirrored() {
    let folder = folder(&["a/x.txt", "a/y.akoma.TXT", "a/deep/er/x.txt", "a/notes.md"]);
    fs::write(folder.path().join("a/x.toml"), "[work]\nname = \"tournai\"\n").unwrap();
    akoma(&folder, 0, &["build", "a", "-o", "out"]);
    assert_eq!(built(&folder, "out"), ["deep/er/x.xml", "x.xml", "y.akoma.xml"]);
    let xml = fs::read_to_string(folder.path().join("out/x.xml")).unwrap();
    assert!(xml.contains("/2013-03-18/tournai\""), "the .toml beside a text is its metadata");
    akoma(&folder, 0, &["annotate", "out", "-o", "annotated"]);
    assert_eq!(built(&folder, "annotated"), built(&folder, "out"));
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let folder = folder(&["a/x.txt", "b/x.txt", "b/a/x.txt", "b/y.txt"]);
    akoma(&folder, 0, &["build", "a/x.txt", "b/x.txt", "b/y.txt", "-o", "out"]);
    assert_eq!(built(&folder, "out"), ["a/x.xml", "b/x.xml", "b/y.xml"]);
    akoma(&folder, 0, &["build", "a", "./b", "-o", "folders"]);
    assert_eq!(built(&folder, "folders"), ["a/x.xml", "b/a/x.xml", "b/x.xml", "b/y.xml"]);
    akoma(&folder, 0, &["build", "a/x.txt", "b/y.txt", "-o", "flat"]);
    assert_eq!(built(&folder, "flat"), ["x.xml", "y.xml"]);
    akoma(&folder, 0, &["annotate", "out/a/x.xml", "out/b/x.xml", "-o", "annotated"]);
    assert_eq!(built(&folder, "annotated"), ["a/x.xml", "b/x.xml"]);
    let twice = akoma(&folder, 2, &["build", "a/x.txt", "b/../a/x.txt", "-o", "twice"]);
    insta::assert_snapshot!("one_file_twice", twice);
}

#[test]
fn of_a_text_and_its_xml_in_a_folder_one_is_taken() {
    let folder = folder(&["a/x.txt", "a/y.txt"]);
    akoma(&folder, 0, &["build", "a/x.txt", "-o", "a"]);
    let lines =
        akoma(&folder, 0, &["query", "mentions", "--entity", "frontex", "--format", "jsonl", "a"]);
    assert_eq!(lines.matches("\"doc\":").count(), 2, "{lines}");
    // The text is what is built, or a change of it would never reach the XML.
    fs::write(folder.path().join("a/x.txt"), ACCORD.replace("Frontex", "Europol")).unwrap();
    akoma(&folder, 0, &["build", "a", "-o", "a"]);
    assert!(fs::read_to_string(folder.path().join("a/x.xml")).unwrap().contains("#europol"));
    // What lies in the output folder is no input.
    akoma(&folder, 0, &["build", "a", "-o", "a/out"]);
    akoma(&folder, 0, &["build", "a", "-o", "a/out"]);
    assert_eq!(built(&folder, "a/out"), ["x.xml", "y.xml"]);
}

#[test]
fn every_command_that_takes_files_takes_folders() {
    let folder = folder(&["a/x.txt", "a/b/y.txt"]);
    akoma(&folder, 0, &["build", "a", "-o", "xml"]);
    for command in [
        &["query", "mentions"][..],
        &["query", "commitments"],
        &["query", "agencies"],
        &["show"],
        &["text"],
        &["validate"],
        &["roundtrip"],
    ] {
        let of = |args: &[&str]| run(folder.path(), &[command, args].concat(), b"");
        let named = of(&["xml/b/y.xml", "xml/x.xml"]);
        assert_eq!(named.status.code(), Some(0), "{command:?}: {}", told(&named));
        assert_eq!(told(&of(&["xml"])), told(&named), "{command:?}");
    }
    let empty = akoma(&folder, 2, &["show", "a/b/../../xml/b", "nothing"]);
    assert!(empty.contains("nothing: No such file"), "{empty}");
    fs::create_dir(folder.path().join("empty")).unwrap();
    insta::assert_snapshot!("empty_folder", akoma(&folder, 2, &["build", "empty", "-o", "out"]));
}

#[test]
fn nothing_of_others_is_written_over() {
    let folder = folder(&["x.txt"]);
    let at = |name: &str| folder.path().join(name);
    akoma(&folder, 0, &["build", "x.txt", "-o", "out"]);
    // What akoma wrote there before is, whatever its text was.
    fs::write(at("x.txt"), ACCORD.replace("Frontex", "Europol")).unwrap();
    akoma(&folder, 0, &["build", "x.txt", "-o", "out"]);
    assert!(fs::read_to_string(at("out/x.xml")).unwrap().contains("Europol"));
    let foreign = "<?xml version=\"1.0\"?>\n<akomaNtoso xmlns=\"http://docs.oasis-open.org/\
        legaldocml/ns/akn/3.0\"><doc name=\"x\"><mainBody><p>Loi</p></mainBody></doc></akomaNtoso>";
    let corrected = fs::read_to_string(at("out/x.xml")).unwrap().replace("Europol", "EUROPOL");
    for others in ["my notes", foreign, "", &corrected] {
        fs::write(at("out/x.xml"), others).unwrap();
        let said = akoma(&folder, 2, &["build", "x.txt", "-o", "out"]);
        assert!(
            said.contains("out/x.xml: expected no file or one that akoma wrote here"),
            "{said}"
        );
        assert!(said.contains("--force"), "{said}");
        assert_eq!(fs::read_to_string(at("out/x.xml")).unwrap(), others);
    }
    akoma(&folder, 0, &["build", "x.txt", "-o", "out", "--force"]);
    assert!(fs::read_to_string(at("out/x.xml")).unwrap().contains("Europol"));
}

#[test]
fn annotating_again_writes_over_what_was_written_before_only() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/validate/valid.xml");
    let law = fs::read_to_string(fixture).unwrap();
    let folder = folder(&[]);
    let at = |name: &str| folder.path().join(name);
    fs::write(at("x.xml"), &law).unwrap();
    akoma(&folder, 0, &["annotate", "x.xml", "-o", "out"]);
    let at_end = law.rfind("</p>").unwrap();
    fs::write(at("x.xml"), format!("{} Frontex.{}", &law[..at_end], &law[at_end..])).unwrap();
    akoma(&folder, 0, &["annotate", "x.xml", "-o", "out"]);
    assert!(fs::read_to_string(at("out/x.xml")).unwrap().contains(">Frontex</organization>"));
    fs::write(at("out/x.xml"), law.replace("/akn/", "/akn/zz")).unwrap();
    let said = akoma(&folder, 2, &["annotate", "x.xml", "-o", "out"]);
    assert!(said.contains("found one of somebody else, or one that was changed"), "{said}");
}

#[test]
fn an_input_is_never_written_over() {
    let folder = folder(&["x.txt"]);
    akoma(&folder, 0, &["build", "x.txt", "-o", "."]);
    let before = fs::read(folder.path().join("x.xml")).unwrap();
    for command in ["build", "annotate"] {
        for output in [".", "../", "out/.."] {
            fs::create_dir_all(folder.path().join("out")).unwrap();
            let output = match output {
                "../" => format!("../{}", folder.path().file_name().unwrap().to_str().unwrap()),
                other => other.to_owned(),
            };
            let args = [command, "x.xml", "--force", "-o", &output];
            let said = akoma(&folder, 2, &args);
            assert!(said.contains("found an input, which stays as it is"), "{said}");
        }
    }
    assert_eq!(fs::read(folder.path().join("x.xml")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["a/x.txt", "secret/y.txt", "real/kept", "z.txt"]);
    let at = |name: &str| folder.path().join(name);
    symlink(at("secret"), at("a/inner")).unwrap();
    symlink(at("z.txt"), at("a/z.txt")).unwrap();
    let said = akoma(&folder, 0, &["build", "a", "-o", "out"]);
    assert_eq!(built(&folder, "out"), ["x.xml"]);
    assert!(said.contains("note: a: 2 links left out"), "{said}");
    symlink(at("secret/y.txt"), at("a/x.toml")).unwrap();
    let said = akoma(&folder, 2, &["show", "a/x.txt"]);
    assert!(said.contains("a/x.toml: expected a metadata file, but found a link"), "{said}");
    // A link that is named itself is what somebody wants to be read.
    akoma(&folder, 0, &["show", "a/z.txt"]);

    // The folder written to, one above it, one in it, the file.
    symlink(at("real"), at("link")).unwrap();
    fs::create_dir(at("real/sub")).unwrap();
    symlink(at("real"), at("out/inner")).unwrap();
    symlink(at("real/kept"), at("out/linked.xml")).unwrap();
    fs::create_dir_all(at("b/inner")).unwrap();
    fs::write(at("b/inner/x.txt"), ACCORD).unwrap();
    fs::write(at("linked.txt"), ACCORD).unwrap();
    for (input, output) in [
        ("z.txt", "link"),
        ("z.txt", "link/sub"),
        ("z.txt", "link/new"),
        ("b", "out"),
        ("linked.txt", "out"),
    ] {
        let said = akoma(&folder, 2, &["build", input, "-o", output]);
        assert!(said.contains("found a link"), "{output}: {said}");
    }
    assert_eq!(built(&folder, "real"), ["kept"]);
    assert_eq!(fs::read_to_string(at("real/kept")).unwrap(), ACCORD);
    // Whoever forces it gets a file instead of the link.
    akoma(&folder, 0, &["build", "linked.txt", "-o", "out", "--force"]);
    assert!(!at("out/linked.xml").is_symlink());
    assert_eq!(fs::read_to_string(at("real/kept")).unwrap(), ACCORD);
}
