//! Standard output that goes nowhere: a pipe whose reader has gone, a disk that is full.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use command::run;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs a line of shell in which `akoma` is the command.
fn shell(folder: &Path, line: &str) -> Output {
    let line = format!("set -o pipefail; akoma() {{ \"$AKOMA\" \"$@\"; }}; {line}");
    Command::new("bash")
        .args(["-c", &line])
        .env("AKOMA", env!("CARGO_BIN_EXE_akoma"))
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Every command that prints, with more than a pipe holds where it can have that much to say.
fn commands(folder: &Path) -> Vec<String> {
    let sentence = "Les Parties s’engagent à échanger des informations avec Frontex et Europol.\n";
    let text = format!("Accord entre la Belgique et la France\n\n{}", sentence.repeat(300));
    fs::write(folder.join("long.txt"), text).unwrap();
    fs::create_dir(folder.join("many")).unwrap();
    for number in 0..12 {
        fs::write(folder.join(format!("many/{number}.xml")), "<law><p>").unwrap();
    }
    run(folder, &["build", "-q", "long.txt", "-o", "xml"], b"");
    fs::write(folder.join("names.toml"), "[[entity]]\nid = \"X\"\n").unwrap();
    let mut commands = vec![
        "build long.txt -o -",
        "build long.txt -o out",
        "annotate xml/long.xml",
        "text long.txt",
        "show long.txt",
        "query agencies long.txt",
        "validate --summary many",
        "validate --format json many",
        "validate many",
        "roundtrip many",
        "explain",
        "explain missing-element",
        "completions bash",
        "man",
        "man query mentions",
        "authority search union",
        "authority check names.toml",
        "--help",
        "--version",
        "help build",
    ];
    if cfg!(feature = "publish") {
        commands.push("publish init long.txt -o -");
    }
    let mut commands: Vec<String> = commands.into_iter().map(str::to_owned).collect();
    for format in ["table", "csv", "json", "jsonl"] {
        for what in ["query mentions", "query commitments", "show"] {
            commands.push(format!("{what} --format {format} long.txt"));
        }
    }
    commands
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    for command in commands(folder.path()) {
        let full = shell(folder.path(), &format!("akoma {command}"));
        // The pipe is closed before a byte is written: the command meets that for certain.
        let line = format!("(sleep .05; akoma {command}; echo $? > code) | true");
        let output = shell(folder.path(), &line);
        let code = fs::read_to_string(folder.path().join("code")).unwrap();
        assert_eq!(output.stdout, b"", "{command}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("pipe") && !said.contains("panicked"), "{command}: {said}");
        let fine = [Some(0), full.status.code()];
        assert!(fine.contains(&code.trim().parse().ok()), "{command}: {code} {said}");
    }
}

#[test]
fn the_first_line_is_had_of_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for command in commands(folder.path()) {
        let output = shell(folder.path(), &format!("akoma {command} | head -1"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("pipe") && !said.contains("panicked"), "{command}: {said}");
        let silent = command.starts_with("authority check");
        assert!(silent || !output.stdout.is_empty(), "{command}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for command in commands(folder.path()) {
        let output = shell(folder.path(), &format!("akoma {command} > /dev/full"));
        let said = String::from_utf8_lossy(&output.stderr);
        // This one says all that it has to say on standard error.
        if command.starts_with("authority check") {
            continue;
        }
        assert_eq!(output.status.code(), Some(2), "{command}: {said}");
        assert!(
            said.contains("error: standard output: No space left on device"),
            "{command}: {said}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn messages_that_cannot_be_written_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for command in commands(folder.path()) {
        let loud = shell(folder.path(), &format!("akoma {command} > loud"));
        let silent = shell(folder.path(), &format!("akoma {command} > silent 2> /dev/full"));
        assert_eq!(silent.status.code(), loud.status.code(), "{command}");
        let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert!(read("loud") == read("silent"), "{command}");
    }
}

#[test]
fn quiet_is_never_silent_about_an_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    // A control character is a warning about the document.
    fs::write(path.join("odd.txt"), "Accord\n1. Objet\nLes Parties\u{1} coopèrent.\n").unwrap();
    run(path, &["build", "-q", "odd.txt", "-o", "xml"], b"");
    fs::write(path.join("text.xml"), "no XML").unwrap();
    for (code, args) in [
        (1, &["build", "-q", "odd.txt", "-o", "out"][..]),
        (2, &["annotate", "-q", "text.xml", "-o", "out"]),
        (2, &["annotate", "-q", "nowhere.xml", "-o", "out"]),
        (2, &["annotate", "-q", "xml/odd.xml", "-o", "xml"]),
    ] {
        let output = run(path, args, b"");
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
        assert_eq!(output.stdout, b"", "{args:?}");
    }
}
