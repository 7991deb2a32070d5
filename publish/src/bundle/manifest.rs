//! The manifest of a bundle: what is in it, and that it is akoma's.

use crate::dataset::{Dataset, File};
use crate::digest;
use crate::error::{Error, ErrorKind};
use crate::folder::{Sums, is_plain, text_of};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

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
    pub(super) fn of(folder: &Path) -> Result<Option<(Self, Vec<u8>)>, Error> {
        /// Enough to know whose it is.
        #[derive(Deserialize)]
        struct Owner {
            akoma: Option<FormatVersion>,
        }
        #[derive(Deserialize)]
        struct FormatVersion {
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
        let Ok(Owner { akoma: Some(FormatVersion { format: Some(format) }) }) =
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

/// What to do with a bundle that is not as it was made.
pub(super) const AGAIN: &str = "make the bundle again with `akoma publish bundle`, in a new folder";

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
