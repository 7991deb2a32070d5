//! Folders that are written to are no links: what they lead to may belong to somebody else.

use crate::findings::refused;
use akoma::Error;
use std::path::{Path, PathBuf};

/// A folder to write to, and each folder above it that the user has named, is no link.
///
/// # Errors
/// One of them is.
pub(crate) fn no_link_to(folder: &Path) -> Result<(), Error> {
    folder.ancestors().take_while(|path| is_typed(path)).try_for_each(no_link)
}

pub(super) fn no_link(folder: &Path) -> Result<(), Error> {
    // Without a slash at the end, which would follow a link.
    let folder: PathBuf = folder.components().collect();
    match folder.is_symlink() {
        true => {
            let message = "expected a folder to write to, but found a link, which is not followed: \
                           name the folder that it leads to";
            Err(refused(folder, message))
        }
        false => Ok(()),
    }
}

/// Whether a part of a path was chosen by the user. What lies right under the root is the system's,
/// which may well be a link (`/tmp`, `/var`).
fn is_typed(path: &Path) -> bool {
    let is_root = |path: &Path| path.parent().is_none();
    let is_systems = path.is_absolute() && path.parent().is_none_or(is_root);
    !path.as_os_str().is_empty() && !is_systems
}
