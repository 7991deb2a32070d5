//! Files are there whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes beside the target and renames, so that a file is there whole or not at all; makes the
/// folder if it is not there.
///
/// # Errors
/// The path that cannot be written, the folder or the file, and why.
pub(crate) fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| match folder.is_file() {
        true => {
            let message = "expected a folder to write to, but found a file: name another with -o";
            (folder.to_owned(), io::Error::other(message))
        }
        false => (folder.to_owned(), e),
    })?;
    let failed = |e: io::Error| (target.to_owned(), e);
    let mut file =
        tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    allow_reading(file.as_file());
    file.persist(target).map_err(|e| failed(e.error))?;
    Ok(())
}

/// What files are called while they are written.
const UNFINISHED: &str = ".akoma-";

/// A temporary file is its owner's alone; a published one is for everybody to read.
#[cfg(unix)]
fn allow_reading(file: &fs::File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn allow_reading(_: &fs::File) {}
