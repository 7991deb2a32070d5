//! Runs the command as a person does, and gives all that it says.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the command in `folder` on a wide enough screen, on a day that stays the same.
pub(crate) fn run(folder: &Path, args: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_akoma"))
        .args(args)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who prints its help does not read.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// Exit code, standard output and standard error, without the names of the bundled kinds of document:
/// one more changes no snapshot.
pub(crate) fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (code, out, err) =
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr));
    let kinds = akoma::Kinds::bundled().unwrap();
    let names: Vec<_> = kinds.iter().map(akoma::DocumentKind::name).collect();
    let err = err.replace(&format!("({})", names.join(", ")), "(…)");
    format!("exit {code}\n--- stdout\n{out}--- stderr\n{err}")
}
