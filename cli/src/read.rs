//! What is in a file, or comes from standard input.

use crate::findings;
use akoma::{Error, ErrorKind, Source};
use std::fs;
use std::io::Read;
use std::path::Path;

/// The bytes of a file, or of standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if path == Path::new("-") { read_stdin() } else { read_file(path) }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    if path.is_dir() {
        return Err(findings::refused(
            path,
            "expected a file, but found a folder: name a file in it",
        ));
    }
    let size = fs::metadata(path).map_err(|e| Error::io(path, e))?.len();
    Source::check_size(size).map_err(|e| e.in_file(path))?;
    fs::read(path).map_err(|e| Error::io(path, e))
}

fn read_stdin() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(e) => Err(Error::io("standard input", e)),
    }
}

/// A TOML file of the user's.
pub(crate) fn read_data(path: &Path) -> Result<String, Error> {
    let bytes = read(path)?;
    match Source::decode(&bytes) {
        Ok(source) => Ok(source.text().to_owned()),
        // It says nothing, which is fine.
        Err(e) if e.kind() == ErrorKind::Empty => Ok(String::new()),
        Err(e) => Err(e.in_file(path)),
    }
}
