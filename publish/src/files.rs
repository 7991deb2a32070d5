//! Files are there whole or not at all.

use crate::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes beside the target and renames; makes the folder if it is not there.
///
/// # Errors
/// The folder or the file cannot be written.
pub(crate) fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| Error::io(folder, &e))?;
    let failed = |e: &std::io::Error| Error::io(target, e);
    let mut file =
        tempfile::Builder::new().prefix(".akoma-").tempfile_in(folder).map_err(|e| failed(&e))?;
    file.write_all(bytes).map_err(|e| failed(&e))?;
    allow_reading(file.as_file());
    file.as_file().sync_all().map_err(|e| failed(&e))?;
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
