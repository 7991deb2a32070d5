//! A bundle that was made before, checked again.

use super::descriptions;
use super::manifest::{AGAIN, MANIFEST, Manifest, SUMS};
use crate::dataset::{Dataset, File};
use crate::digest;
use crate::error::{Error, ErrorKind};
use crate::folder::sum_of;
use std::path::{Path, PathBuf};

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
