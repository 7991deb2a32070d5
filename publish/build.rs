//! Lists the languages that pages speak: what is in the folder of their words is what there is.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

const WORDS: &str = "data/words";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={WORDS}");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let entries = fs::read_dir(WORDS)?.collect::<Result<Vec<_>, _>>()?;
    let mut names: Vec<_> =
        entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let mut code = "&[\n".to_owned();
    // Editors leave hidden files.
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        if let Some(language) = name.strip_suffix(".toml") {
            let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{WORDS}/{name}\")");
            let _ = writeln!(code, "(\"{language}\", include_str!({path})),");
        }
    }
    fs::write(out.join("words.rs"), code + "]\n")
}
