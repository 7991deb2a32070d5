//! A folder that akoma writes: what in it is akoma's, and how it is changed so that nothing of others
//! is lost, wherever a run is cut off.
//!
//! Whoever opens a folder says which files akoma has put there, with their sums. A file whose
//! content has such a sum may be replaced or taken away; everything else belongs to somebody and
//! stays. Links are never followed.
//!
//! New files are first written to a staging folder inside. Before the first of them takes its
//! place, a journal there says which sums are akoma's, before and after; so a run that was killed
//! half way leaves nothing that the next run would take for somebody else's.

use crate::digest::Hashed;
use crate::error::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tempfile::TempDir;

mod sums;
pub(crate) use sums::{Sums, is_plain, sum_of, text_of};

/// How the names of staging folders begin.
const STAGING: &str = ".akoma-";

/// How many letters and digits follow.
const LOT: usize = 6;

/// The journal in a staging folder.
const JOURNAL: &str = "journal";

/// How the names of files in a staging folder begin.
const PREPARED: &str = "+";

/// What is at a path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PathState {
    /// Nothing.
    Absent,
    /// A file that akoma has put there, with its sum.
    Ours(String),
    /// Something that belongs to somebody else: what it is, for messages.
    Foreign(&'static str),
}

/// A folder that is akoma's to write, or will be.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    ours: Sums,
    /// What killed runs have left.
    leftovers: Vec<PathBuf>,
}

impl Folder {
    /// Opens a folder. `marked` are the files that akoma's own mark in it lists; none where there is
    /// no such mark: then the folder must be empty or absent.
    ///
    /// # Errors
    /// It is a link or no folder; it holds things of others and no mark; it cannot be read.
    pub(crate) fn open(path: &Path, marked: Option<Sums>) -> Result<Self, Error> {
        // Without a slash at the end, which would follow a link.
        let path: PathBuf = path.components().collect();
        match fs::symlink_metadata(&path) {
            Ok(there) if there.is_symlink() => {
                let message = "expected a folder, but found a link, which is not followed";
                return Err(Error::new(ErrorKind::Io, message)
                    .at(path.display())
                    .help("name the folder that it leads to"));
            }
            Ok(there) if !there.is_dir() => {
                return Err(others(&path, "expected a folder, but found a file"));
            }
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
                return Err(others(&path, "expected folders on the way there, but found a file"));
            }
            Err(e) => return Err(Error::io(&path, &e)),
        }
        let (names, leftovers) = inside(&path).map_err(|e| Error::io(&path, &e))?;
        let is_marked = marked.is_some();
        let mut ours = marked.unwrap_or_default();
        for leftover in &leftovers {
            ours.extend(Sums::read(&text_of(&leftover.join(JOURNAL))));
        }
        let folder = Self { path, ours, leftovers };
        if !is_marked {
            folder.holds_nothing_else(&names)?;
        }
        Ok(folder)
    }

    /// Whether every name in the folder is of a file that akoma has put there.
    fn holds_nothing_else(&self, names: &[String]) -> Result<(), Error> {
        let mut foreign = Vec::new();
        for name in names {
            if !matches!(self.there(name)?, PathState::Ours(_)) {
                foreign.push(format!("`{name}`"));
            }
        }
        let more = match foreign.len().saturating_sub(3) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        foreign.truncate(3);
        match foreign.is_empty() {
            true => Ok(()),
            false => {
                let found = foreign.join(", ");
                let expected = "expected an empty folder or one that akoma has written";
                Err(others(&self.path, &format!("{expected}, but found {found}{more}")))
            }
        }
    }

    /// A file is akoma's too if its content has this sum.
    pub(crate) fn claim(&mut self, path: &str, sum: String) {
        self.ours.insert(path, sum);
    }

    /// Paths of the files that akoma has put there, as far as is known.
    pub(crate) fn known(&self) -> impl Iterator<Item = &str> {
        self.ours.paths()
    }

    /// Names of what killed runs have left; the next change takes it away.
    pub(crate) fn leftovers(&self) -> impl Iterator<Item = String> {
        let name = |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.leftovers.iter().filter_map(name)
    }

    /// What is at a path.
    ///
    /// # Errors
    /// A file cannot be read.
    pub(crate) fn there(&self, path: &str) -> Result<PathState, Error> {
        let target = self.path.join(path);
        match fs::symlink_metadata(&target) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(PathState::Absent),
            Err(e) => Err(Error::io(&target, &e)),
            Ok(found) if found.is_symlink() => Ok(PathState::Foreign("a link")),
            Ok(found) if found.is_dir() => Ok(PathState::Foreign("a folder")),
            Ok(found) if !found.is_file() => Ok(PathState::Foreign("something that is no file")),
            Ok(_) => {
                let (sum, _) = sum_of(&target)?;
                match self.ours.has(path, &sum) {
                    true => Ok(PathState::Ours(sum)),
                    false => Ok(PathState::Foreign(
                        "a file that akoma did not write, or that was changed",
                    )),
                }
            }
        }
    }

    /// Whether a file is there with this content, whoever has put it there.
    pub(crate) fn holds(&self, path: &str, sum: &str) -> bool {
        sum_of(&self.path.join(path)).is_ok_and(|(there, _)| there == sum)
    }

    /// Where something that belongs to somebody else is in the way of these files, given as path and sum.
    ///
    /// # Errors
    /// A file cannot be read.
    pub(crate) fn taken<'a>(
        &self,
        wanted: impl Iterator<Item = (&'a String, &'a String)>,
    ) -> Result<Vec<Error>, Error> {
        let mut taken = Vec::new();
        for (path, sum) in wanted {
            if let PathState::Foreign(what) = self.there(path)?
                && !self.holds(path, sum)
            {
                let message = format!("expected a file of akoma's or nothing, but found {what}");
                let help = "move it away, or name another folder with -o";
                let place = self.path.join(path);
                taken.push(Error::new(ErrorKind::Io, message).at(place.display()).help(help));
            }
        }
        Ok(taken)
    }

    /// Begins to change the folder, which is made if it is not there.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn update(&self) -> Result<Update<'_>, Error> {
        let failed = |e: io::Error| Error::io(&self.path, &e);
        let made = !self.path.exists();
        fs::create_dir_all(&self.path).map_err(failed)?;
        let made = NewFolder(made.then(|| self.path.clone()));
        let mut staging = tempfile::Builder::new();
        let staging = staging.prefix(STAGING).rand_bytes(LOT).tempdir_in(&self.path);
        let staging = staging.map_err(failed)?;
        Ok(Update { folder: self, staged: Mutex::default(), staging, _made: made })
    }
}

fn others(folder: &Path, message: &str) -> Error {
    Error::new(ErrorKind::Io, message).at(folder.display()).help("name another folder with -o")
}

/// Names in a folder, sorted, and the staging folders in it; nothing if the folder is not there.
fn inside(folder: &Path) -> io::Result<(Vec<String>, Vec<PathBuf>)> {
    let (mut names, mut leftovers) = (Vec::new(), Vec::new());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((names, leftovers)),
        Err(e) => return Err(e),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if has_staging_name(&name) && entry.file_type()?.is_dir() && is_staging(&path)? {
            leftovers.push(path);
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok((names, leftovers))
}

/// Whether a name is one that staging folders get: it ends in letters and digits drawn by lot.
fn has_staging_name(name: &str) -> bool {
    name.strip_prefix(STAGING)
        .is_some_and(|lot| lot.len() == LOT && lot.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether there is nothing in a folder but what akoma prepares: it may have been killed before it
/// wrote the journal, or after it took it away.
fn is_staging(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = match entry.file_type()?.is_file() {
            true if name == JOURNAL => sums::is_journal(&text_of(&entry.path())),
            true => name.starts_with(PREPARED),
            false => false,
        };
        if !is_ours {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A folder that did not exist: goes again if nothing was put into it.
#[derive(Debug)]
struct NewFolder(Option<PathBuf>);

impl Drop for NewFolder {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // Fails where something is in it, as it should.
            let _ = fs::remove_dir(path);
        }
    }
}

/// A change of a folder that is being prepared; nothing is changed before [`Update::commit`].
#[derive(Debug)]
pub(crate) struct Update<'f> {
    folder: &'f Folder,
    /// Path and sum of the files that are ready.
    staged: Mutex<BTreeMap<String, String>>,
    staging: TempDir,
    /// Dropped after the staging folder.
    _made: NewFolder,
}

impl Update<'_> {
    /// Prepares a file; gives its sum.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<String, Error> {
        let mut file = self.create(path)?;
        file.write_all(bytes).map_err(|e| self.failed(path, &e))?;
        self.finish(path, file).map(|(sum, _)| sum)
    }

    /// Begins a file that is written piece by piece; [`Update::finish`] takes it back.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn create(&self, path: &str) -> Result<Hashed<io::BufWriter<fs::File>>, Error> {
        let file = fs::File::create_new(self.place(path)).map_err(|e| self.failed(path, &e))?;
        Ok(Hashed::new(io::BufWriter::new(file)))
    }

    /// A file is ready: its sum and its size in bytes.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn finish(
        &self,
        path: &str,
        file: Hashed<io::BufWriter<fs::File>>,
    ) -> Result<(String, u64), Error> {
        let (file, sum, bytes) = file.finish();
        file.into_inner().map_err(|e| self.failed(path, e.error()))?;
        if let Ok(mut staged) = self.staged.lock() {
            staged.insert(path.to_owned(), sum.clone());
        }
        Ok((sum, bytes))
    }

    /// Where a file is while it is prepared.
    pub(crate) fn place(&self, path: &str) -> PathBuf {
        self.staging.path().join(format!("{PREPARED}{path}"))
    }

    fn failed(&self, path: &str, error: &io::Error) -> Error {
        Error::io(&self.folder.path.join(path), error)
    }

    /// Brings every file to its place and takes away those of akoma's that are in `gone`. Gives
    /// the paths of `gone` that stay, since their content is not what akoma wrote.
    ///
    /// # Errors
    /// Something that belongs to somebody else is where a file should go: all such places, and
    /// nothing was changed. A file cannot be written: what was done stays, and the next run goes on.
    pub(crate) fn commit(self, gone: &[String]) -> Result<Vec<String>, Vec<Error>> {
        let one = |e: Error| vec![e];
        let staged = std::mem::take(&mut *self.staged.lock().map_err(|_| Vec::new())?);
        let Folder { path: folder, ours, leftovers } = self.folder;
        let taken = self.folder.taken(staged.iter()).map_err(one)?;
        if !taken.is_empty() {
            return Err(taken);
        }
        let mut journal = ours.clone();
        for (path, sum) in &staged {
            journal.insert(path, sum);
        }
        let at = self.staging.path().join(JOURNAL);
        write_through(&at, journal.list().as_bytes()).map_err(|e| one(Error::io(&at, &e)))?;
        for (path, _) in staged.iter().filter(|(path, sum)| !self.folder.holds(path, sum)) {
            fs::rename(self.place(path), folder.join(path))
                .map_err(|e| one(self.failed(path, &e)))?;
        }
        let mut kept = Vec::new();
        for path in gone {
            match self.folder.there(path).map_err(one)? {
                PathState::Absent => {}
                PathState::Foreign(_) => kept.push(path.clone()),
                PathState::Ours(_) => {
                    fs::remove_file(folder.join(path)).map_err(|e| one(self.failed(path, &e)))?;
                }
            }
        }
        for leftover in leftovers {
            // Another run may be quicker.
            let _ = fs::remove_dir_all(leftover);
        }
        Ok(kept)
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests;
