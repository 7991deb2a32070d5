//! Lists the bundled languages and authority files, and the rules of validation: what is in their
//! folders is what there is.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The folders of data, and what each is called in the code that is written.
const LANGUAGES: &str = "corpus/language";
const AUTHORITY: &str = "corpus/authority";
const RULES: &str = "src/validate/rules";

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    for folder in [LANGUAGES, AUTHORITY, RULES] {
        println!("cargo::rerun-if-changed={folder}");
    }
    fs::write(out.join("languages.rs"), languages()?)?;
    fs::write(out.join("rules.rs"), rules()?)?;
    fs::write(out.join("authority.rs"), format!("&{}", list(AUTHORITY, &files(AUTHORITY, "")?)))
}

/// A language is `CODE.toml` or all files of the folder `CODE`.
fn languages() -> io::Result<String> {
    let mut languages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names(LANGUAGES)? {
        let path = Path::new(LANGUAGES).join(&name);
        let files = match path.is_dir() {
            true => files(LANGUAGES, &name)?,
            false if is_toml(&name) => vec![name.clone()],
            false => continue,
        };
        let code = name.trim_end_matches(".toml").to_owned();
        languages.entry(code).or_default().extend(files);
    }
    let mut code = "&[\n".to_owned();
    for (language, files) in languages {
        let mut plain = "[\n".to_owned();
        for file in &files {
            let text = fs::read_to_string(Path::new(LANGUAGES).join(file))?;
            let _ = writeln!(plain, "(\"{file}\", {:?}),", without_examples(&text));
        }
        let files = list(LANGUAGES, &files);
        let _ = writeln!(code, "(\"{language}\", &{files}, &{plain}]),");
    }
    Ok(code + "]\n")
}

/// A language file without its examples and remarks, which are half of it: a command that reads a text
/// needs neither. A list ends with the line that ends with its bracket.
fn without_examples(toml: &str) -> String {
    let (mut plain, mut in_examples) = (String::with_capacity(toml.len() / 2), false);
    for line in toml.lines().map(str::trim) {
        in_examples |= line.starts_with("example = [") || line.starts_with("counterexample = [");
        if !in_examples && !line.is_empty() && !line.starts_with('#') {
            plain.push_str(line);
            plain.push('\n');
        }
        in_examples &= !line.ends_with(']');
    }
    plain
}

/// A rule is `NAME.rs` with a `RULE` in it.
fn rules() -> io::Result<String> {
    let names = names(RULES)?;
    let names = names.iter().filter_map(|name| name.strip_suffix(".rs"));
    let rules = names.filter(|name| !name.starts_with('.') && !["mod", "tests"].contains(name));
    let mut code = "&[\n".to_owned();
    for rule in rules {
        let _ = writeln!(code, "{rule}::RULE,");
    }
    Ok(code + "]\n")
}

/// An array of the names and texts of files, as code.
fn list(folder: &str, files: &[String]) -> String {
    let mut code = "[\n".to_owned();
    for file in files {
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{folder}/{file}\")");
        let _ = writeln!(code, "(\"{file}\", include_str!({path})),");
    }
    code + "]"
}

/// The TOML files of a folder in another one, in the order of their names: `fra/verbs.toml`.
fn files(folder: &str, inner: &str) -> io::Result<Vec<String>> {
    let names = names(&format!("{folder}/{inner}"))?.into_iter().filter(|name| is_toml(name));
    Ok(names.map(|name| format!("{inner}/{name}").trim_start_matches('/').to_owned()).collect())
}

fn names(folder: &str) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut names: Vec<_> =
        entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn is_toml(name: &str) -> bool {
    // Editors leave hidden files.
    name.ends_with(".toml") && !name.starts_with('.')
}
