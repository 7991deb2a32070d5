//! A bundle that was made before, checked again.

use super::descriptions;
use crate::dataset::{Dataset, File};
use crate::digest;
use crate::error::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The file that describes a bundle: a Frictionless data package.
pub(crate) const MANIFEST: &str = "datapackage.json";

/// The list of sums, as `sha256sum -c` reads it.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// What akoma adds to the data package under the key `akoma`: all that a push needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Manifest {
    pub(crate) dataset: Dataset,
    pub(crate) files: Vec<File>,
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
    /// It is no bundle, a file is missing or was changed, a file cannot be read.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        let manifest = folder.join(MANIFEST);
        let text = fs::read_to_string(&manifest).map_err(|e| {
            Error::io(&manifest, &e)
                .help("name the folder that `akoma publish bundle … -o FOLDER` has made")
        })?;
        let wrong = |message: String| {
            Error::new(ErrorKind::Content, message)
                .at(manifest.display())
                .help("make the bundle again with `akoma publish bundle`")
        };
        #[derive(Deserialize)]
        struct Package {
            akoma: Manifest,
        }
        let package: Package = serde_json::from_str(&text)
            .map_err(|e| wrong(format!("expected the description of a bundle, but found: {e}")))?;
        let Manifest { dataset, files } = package.akoma;
        let descriptions = descriptions::of(&folder, &dataset)?;
        let bundle = Self { folder, dataset, files, descriptions };
        for file in &bundle.files {
            if !is_inside(&file.path) {
                return Err(wrong(format!(
                    "expected a file of the bundle, but found `{}`",
                    file.path
                )));
            }
            bundle.check(file)?;
        }
        Ok(bundle)
    }

    #[cfg(test)]
    pub(crate) fn of(folder: &Path, dataset: Dataset, files: Vec<File>) -> Self {
        Self { folder: folder.to_owned(), dataset, files, descriptions: Vec::new() }
    }

    /// Whether a file is what it was.
    fn check(&self, file: &File) -> Result<(), Error> {
        let path = self.path(file);
        let read = fs::File::open(&path).and_then(digest::of_reader);
        let (sha256, bytes) = read.map_err(|e| Error::io(&path, &e))?;
        if (sha256.as_str(), bytes) == (file.sha256.as_str(), file.bytes) {
            return Ok(());
        }
        let message = format!(
            "expected {} bytes with SHA-256 {}, but found {bytes} with {sha256}: the file was \
             changed after the bundle was made",
            file.bytes, file.sha256
        );
        let help = "make the bundle again with `akoma publish bundle`";
        Err(Error::new(ErrorKind::Content, message).at(path.display()).help(help))
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

    /// Paths of all files in the folder that are of the bundle, the list of sums last.
    ///
    /// # Errors
    /// The list of sums cannot be read.
    pub(crate) fn paths(&self) -> Result<Vec<String>, Error> {
        let list = self.folder.join(SUMS);
        let text = fs::read_to_string(&list).map_err(|e| Error::io(&list, &e))?;
        let mut paths = listed(&text);
        paths.push(SUMS.to_owned());
        Ok(paths)
    }

    /// Where a file is.
    pub fn path(&self, file: &File) -> PathBuf {
        self.folder.join(&file.path)
    }
}

/// The paths in a list of sums; those that would lead out of the folder are left out.
pub(crate) fn listed(sums: &str) -> Vec<String> {
    let paths = sums.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path);
    paths.filter(|path| is_inside(path)).map(str::to_owned).collect()
}

/// Whether a path stays in the folder.
fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty() && !path.contains('\\') && parts.all(|p| matches!(p, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for fine in ["a.xml", "fr/été.akn", ".htaccess"] {
            assert!(is_inside(fine), "{fine}");
        }
        for wrong in ["", "..", "../a", "a/../../b", "/etc/passwd", "a\\..\\b"] {
            assert!(!is_inside(wrong), "{wrong}");
        }
    }
}
