//! Files that a subcommand writes.

use akoma::Error;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The files written so far, each from one input.
#[derive(Default)]
pub(crate) struct Written {
    origins: HashMap<PathBuf, String>,
}

impl Written {
    /// Writes the XML of the document that records call `name` into `folder`; returns where.
    ///
    /// # Errors
    /// Another input was written there; the file cannot be written.
    pub(crate) fn xml(
        &mut self,
        folder: &Path,
        name: &str,
        origin: &str,
        xml: &str,
    ) -> Result<PathBuf, Error> {
        let stem = Path::new(name).file_name().map_or("document".into(), |n| n.to_string_lossy());
        let target = folder.join(format!("{stem}.xml"));
        if let Some(other) = self.origins.insert(target.clone(), origin.to_owned()) {
            let clash =
                io::Error::other(format!("{origin} and {other} would both be written here"));
            return Err(Error::io(target, &clash));
        }
        write_whole(&target, xml.as_bytes())?;
        Ok(target)
    }
}

/// Writes to standard output.
///
/// # Errors
/// It cannot be written to.
pub(crate) fn to_stdout(xml: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let done = out.write_all(xml.as_bytes()).and_then(|()| out.flush());
    done.map_err(|e| Error::io("standard output", &e))
}

/// Writes beside the target and renames, so that a file is there whole or not at all.
fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| match folder.is_file() {
        true => {
            let message = "expected a folder to write to, but found a file: name another with -o";
            Error::io(folder, &io::Error::other(message))
        }
        false => Error::io(folder, &e),
    })?;
    let failed = |e: &io::Error| Error::io(target, e);
    let mut file =
        tempfile::Builder::new().prefix(".akoma-").tempfile_in(folder).map_err(|e| failed(&e))?;
    file.write_all(bytes).map_err(|e| failed(&e))?;
    allow_reading(file.as_file());
    file.persist(target).map_err(|e| failed(&e.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; a published one is for everybody to read.
#[cfg(unix)]
fn allow_reading(file: &fs::File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn allow_reading(_: &fs::File) {}
