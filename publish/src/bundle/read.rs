//! A bundle that was made before, checked again.

use super::descriptions;
use crate::dataset::{Dataset, File};
use crate::digest;
use crate::error::{Error, ErrorKind};
use crate::folder::{Sums, is_plain, sum_of, text_of};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that describes a bundle: a Frictionless data package.
pub(crate) const MANIFEST: &str = "datapackage.json";

/// The list of sums, as `sha256sum -c` reads it.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// The format of bundles that this version makes and reads. A change that an older version would
/// misunderstand gets the next number.
const FORMAT: u32 = 1;

/// What akoma adds to the data package under the key `akoma`: all that a push needs. It is also the
/// mark by which akoma knows a folder for its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Manifest {
    format: u32,
    pub(crate) dataset: Dataset,
    /// All files but the manifest and the list of sums.
    pub(crate) files: Vec<File>,
}

impl Manifest {
    pub(crate) fn new(dataset: Dataset, files: Vec<File>) -> Self {
        Self { format: FORMAT, dataset, files }
    }

    /// The manifest of a folder and its bytes; none if there is none, or it is not akoma's.
    ///
    /// # Errors
    /// It cannot be read, is damaged, or of a format that this version does not know.
    fn of(folder: &Path) -> Result<Option<(Self, Vec<u8>)>, Error> {
        /// Enough to know whose it is.
        #[derive(Deserialize)]
        struct Mark {
            akoma: Option<Format>,
        }
        #[derive(Deserialize)]
        struct Format {
            format: Option<u32>,
        }
        #[derive(Deserialize)]
        struct Package {
            akoma: Manifest,
        }
        let path = folder.join(MANIFEST);
        let bytes = match fs::symlink_metadata(&path) {
            Ok(there) if there.is_file() => fs::read(&path).map_err(|e| Error::io(&path, &e))?,
            Ok(_) => return Ok(None),
            // Nothing is there, or a file where the folder should be.
            Err(e)
                if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
            {
                return Ok(None);
            }
            Err(e) => return Err(Error::io(&path, &e)),
        };
        let Ok(Mark { akoma: Some(Format { format: Some(format) }) }) =
            serde_json::from_slice(&bytes)
        else {
            return Ok(None);
        };
        let wrong = |message: String| Error::new(ErrorKind::Content, message).at(path.display());
        if format > FORMAT {
            let message =
                format!("expected a bundle of format {FORMAT} at most, but found format {format}");
            return Err(wrong(message).help("use a newer version of akoma"));
        }
        let package: Package = serde_json::from_slice(&bytes).map_err(|e| {
            wrong(format!("expected the description of a bundle, but found a damaged one: {e}"))
                .help(AGAIN)
        })?;
        if let Some(file) = package.akoma.files.iter().find(|file| !is_plain(&file.path)) {
            let message = format!("expected a file of the bundle, but found `{}`", file.path);
            return Err(wrong(message).help(AGAIN));
        }
        Ok(Some((package.akoma, bytes)))
    }

    /// The list of sums of a bundle with this manifest, whose own sum is given.
    pub(crate) fn sums(&self, own: &str) -> String {
        let mut list = String::new();
        let files = self.files.iter().map(|file| (file.path.as_str(), file.sha256.as_str()));
        for (path, sum) in files.chain([(MANIFEST, own)]) {
            // Writing to a string cannot fail.
            let _ = writeln!(list, "{sum}  {path}");
        }
        list
    }
}

const AGAIN: &str = "make the bundle again with `akoma publish bundle`, in a new folder";

/// The files that akoma has put into a folder, with their sums; none if no mark in it says that it
/// is akoma's.
///
/// # Errors
/// The mark cannot be read, or is of a format that this version does not know.
pub(crate) fn marked(folder: &Path) -> Result<Option<Sums>, Error> {
    let Some((manifest, bytes)) = Manifest::of(folder)? else {
        return Ok(None);
    };
    let mut sums = Sums::default();
    for file in &manifest.files {
        sums.insert(&file.path, &file.sha256);
    }
    sums.insert(SUMS, digest::sha256(manifest.sums(&digest::sha256(&bytes)).as_bytes()));
    // The manifest cannot list itself: the list of sums does.
    let list = text_of(&folder.join(SUMS));
    for (sum, _) in list.lines().filter_map(|l| l.split_once("  ")).filter(|l| l.1 == MANIFEST) {
        sums.insert(MANIFEST, sum);
    }
    Ok(Some(sums))
}

/// A folder that holds a dataset, ready to be published.
#[derive(Clone, Debug)]
pub struct Bundle {
    folder: PathBuf,
    dataset: Dataset,
    files: Vec<File>,
    descriptions: Vec<File>,
}

impl Bundle {
    /// Opens a bundle and checks that every file is there and is what it was when the bundle was
    /// made.
    ///
    /// # Errors
    /// It is no bundle, or one of a newer format; a file is missing, was changed, is a link, or
    /// cannot be read.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        let Some((manifest, bytes)) = Manifest::of(&folder)? else {
            let message = format!("expected a bundle, but found no `{MANIFEST}` of akoma's in it");
            return Err(Error::new(ErrorKind::Io, message)
                .at(folder.display())
                .help("name the folder that `akoma publish bundle … -o FOLDER` has made"));
        };
        for file in &manifest.files {
            check(&folder.join(&file.path), &file.sha256, file.bytes)?;
        }
        let own = (digest::sha256(&bytes), bytes.len() as u64);
        let list = manifest.sums(&own.0);
        let sums = (digest::sha256(list.as_bytes()), list.len() as u64);
        let path = folder.join(SUMS);
        check(&path, &sums.0, sums.1).map_err(|e| {
            // Which of the two was changed is not known.
            match e.kind() {
                ErrorKind::Content => e.at(format!("{} or {MANIFEST}", path.display())),
                _ => e,
            }
        })?;
        let descriptions = descriptions::of(&manifest, own, sums);
        let Manifest { dataset, files, .. } = manifest;
        Ok(Self { folder, dataset, files, descriptions })
    }

    /// The same without the files that describe it: for who pushes the data alone.
    #[must_use]
    pub fn without_descriptions(mut self) -> Self {
        self.descriptions.clear();
        self
    }

    #[cfg(test)]
    pub(crate) fn of(folder: &Path, dataset: Dataset, files: Vec<File>) -> Self {
        Self { folder: folder.to_owned(), dataset, files, descriptions: Vec::new() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is published.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The files that the manifest lists: all but the manifest and the list of sums.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The files that go to portals which keep files: forms of the data and what explains them,
    /// then the descriptions of the bundle that are of use to who has downloaded it.
    pub fn pushed(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_pushed()).chain(&self.descriptions)
    }

    /// All files that anybody may ask for: those of the manifest, and the descriptions.
    pub(crate) fn all(&self) -> impl Iterator<Item = &File> {
        self.files.iter().chain(&self.descriptions)
    }

    /// Where a file is.
    pub fn path(&self, file: &File) -> PathBuf {
        self.folder.join(&file.path)
    }
}

/// Whether a file is what it was.
fn check(path: &Path, sha256: &str, bytes: u64) -> Result<(), Error> {
    let (found, size) = sum_of(path)?;
    if (found.as_str(), size) == (sha256, bytes) {
        return Ok(());
    }
    let message = format!(
        "expected {bytes} bytes with SHA-256 {sha256}, but found {size} with {found}: the file was \
         changed after the bundle was made"
    );
    Err(Error::new(ErrorKind::Content, message).at(path.display()).help(AGAIN))
}
