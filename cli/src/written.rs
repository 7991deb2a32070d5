//! What a subcommand writes: files in a folder, whole or not at all; standard output.

mod links;
mod list;

use crate::findings::refused;
use akoma::Error;
use links::no_link;
pub(crate) use links::no_link_to;
use list::WrittenFiles;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder that documents are written to. What others have there is never lost: no input is written
/// over, no link is followed, and a file is written over only if it is still what an earlier run
/// wrote, as the list in the folder says.
pub(crate) struct Output<'a> {
    folder: &'a Path,
    /// Write over whatever is there, but no input.
    force: bool,
    inputs: HashSet<PathBuf>,
    origins: HashMap<PathBuf, String>,
    /// Read when the first document is written.
    list: Option<WrittenFiles>,
}

impl<'a> Output<'a> {
    pub(crate) fn new<'p>(
        folder: &'a Path,
        force: bool,
        inputs: impl Iterator<Item = &'p Path>,
    ) -> Self {
        let inputs = inputs.filter_map(|path| path.canonicalize().ok()).collect();
        Self { folder, force, inputs, origins: HashMap::new(), list: None }
    }

    /// Writes the XML of a document, called `name` in the folder; returns where.
    ///
    /// # Errors
    /// Another document was written there, or something is there that must not be lost; the file
    /// cannot be written.
    pub(crate) fn xml(&mut self, name: &Path, origin: &str, xml: &str) -> Result<PathBuf, Error> {
        let target = self.folder.join(name);
        if let Some(other) = self.origins.insert(target.clone(), origin.to_owned()) {
            let message = match other == origin {
                true => format!("{origin} is named twice: name it once"),
                false => format!(
                    "{origin} and {other} would both be written here: write them to two folders"
                ),
            };
            return Err(refused(target, &message));
        }
        self.no_link_on_the_way(name)?;
        make_folder(self.folder)?;
        let mut list = match self.list.take() {
            Some(list) => list,
            None => WrittenFiles::open(self.folder)?,
        };
        let written = self.check(&target, name, xml, &list).and_then(|()| {
            list.add(self.folder, name, xml.as_bytes())?;
            write_whole(&target, xml.as_bytes())
        });
        self.list = Some(list);
        written.map(|()| target)
    }

    /// The output folder, and each folder in it on the way to the file, is no link.
    fn no_link_on_the_way(&self, name: &Path) -> Result<(), Error> {
        let inside = name.ancestors().skip(1).filter(|path| !path.as_os_str().is_empty());
        inside.map(|path| self.folder.join(path)).try_for_each(|path| no_link(&path))?;
        no_link_to(self.folder)
    }

    /// Whether a file may be written, whatever is there.
    fn check(
        &self,
        target: &Path,
        name: &Path,
        xml: &str,
        list: &WrittenFiles,
    ) -> Result<(), Error> {
        let Ok(there) = fs::symlink_metadata(target) else {
            return Ok(());
        };
        let refuse = |what: &str| {
            let message = format!(
                "expected no file or one that akoma wrote here, but found {what}: name another \
                 folder with -o, or write over it with --force"
            );
            Err(refused(target, &message))
        };
        if there.is_dir() {
            return Err(refused(target, "expected a file to write, but found a folder"));
        }
        if target.canonicalize().is_ok_and(|path| self.inputs.contains(&path)) {
            let message = "expected a file to write, but found an input, which stays as it is: \
                           name another folder with -o";
            return Err(refused(target, message));
        }
        match self.force {
            true => Ok(()),
            false if there.is_symlink() => refuse("a link"),
            false if !there.is_file() => refuse("something else"),
            false => match fs::read(target) {
                Ok(there) if there == xml.as_bytes() || list.has(name, &there) => Ok(()),
                Ok(_) => refuse("one of somebody else, or one that was changed since"),
                Err(e) => Err(Error::io(target, e)),
            },
        }
    }
}

/// Writes beside the target and renames, so that a file is there whole or not at all; makes the
/// folder if it is not there.
///
/// # Errors
/// The folder or the file cannot be written.
pub(crate) fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(folder)?;
    let failed = |e: io::Error| Error::io(target, e);
    let mut file =
        tempfile::Builder::new().prefix(".akoma-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    allow_reading(file.as_file());
    file.persist(target).map_err(|e| failed(e.error))?;
    Ok(())
}

/// Makes a folder if it is not there.
fn make_folder(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|e| match folder.ancestors().find(|path| path.is_file()) {
        Some(file) => {
            refused(file, "expected a folder to write to, but found a file: name another with -o")
        }
        None => Error::io(folder, e),
    })
}

/// A temporary file is its owner's alone; a document is for those who may read what its owner writes.
#[cfg(unix)]
fn allow_reading(file: &fs::File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn allow_reading(_: &fs::File) {}

/// Writes to standard output.
///
/// # Errors
/// It cannot be written to.
pub(crate) fn to_stdout(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
