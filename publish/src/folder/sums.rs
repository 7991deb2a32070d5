//! Files with their sums: lists in the form of `sha256sum`, and the sum of one file.

use crate::digest;
use crate::error::{Error, ErrorKind};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Files with the sums (SHA-256) that their content may have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums(BTreeMap<String, BTreeSet<String>>);

impl Sums {
    pub(crate) fn insert(&mut self, path: impl Into<String>, sum: impl Into<String>) {
        self.0.entry(path.into()).or_default().insert(sum.into());
    }

    pub(super) fn has(&self, path: &str, sum: &str) -> bool {
        self.0.get(path).is_some_and(|sums| sums.contains(sum))
    }

    /// The paths, sorted.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What a list of sums says, in the form of `sha256sum`; paths that lead elsewhere are left out.
    pub(crate) fn read(list: &str) -> Self {
        let mut sums = Self::default();
        for (sum, path) in list.lines().filter_map(|line| line.split_once("  ")) {
            if is_plain(path) {
                sums.insert(path, sum);
            }
        }
        sums
    }

    pub(super) fn extend(&mut self, other: Self) {
        for (path, sums) in other.0 {
            self.0.entry(path).or_default().extend(sums);
        }
    }

    /// The list, in the form of `sha256sum`.
    pub(super) fn list(&self) -> String {
        let mut list = String::new();
        for (path, sums) in &self.0 {
            for sum in sums {
                // Writing to a string cannot fail.
                let _ = writeln!(list, "{sum}  {path}");
            }
        }
        list
    }
}

/// Whether a path is the name of a file in the folder itself.
pub(crate) fn is_plain(path: &str) -> bool {
    !path.is_empty() && path != "." && path != ".." && !path.contains(['/', '\\', '\0', '\n'])
}

/// Whether a text is a list of sums. Its last line may have been cut off.
pub(super) fn is_journal(text: &str) -> bool {
    let is_sum = |line: &str| {
        line.split_once("  ").is_some_and(|(sum, path)| digest::is_sha256(sum) && is_plain(path))
    };
    let (whole, rest) = text.rsplit_once('\n').unwrap_or(("", text));
    whole.lines().all(is_sum) && rest.bytes().take(64).all(|b| b.is_ascii_hexdigit())
}

/// What a file says; nothing if it cannot be read, or is no plain file: reading from a pipe would
/// not end.
pub(crate) fn text_of(path: &Path) -> String {
    match fs::symlink_metadata(path).is_ok_and(|there| there.is_file()) {
        true => fs::read_to_string(path).unwrap_or_default(),
        false => String::new(),
    }
}

/// SHA-256 and size of a file, which is no link.
///
/// # Errors
/// It is a link, a folder, or cannot be read.
pub(crate) fn sum_of(path: &Path) -> Result<(String, u64), Error> {
    let failed = |e: io::Error| Error::io(path, &e);
    let found = fs::symlink_metadata(path).map_err(failed)?;
    if !found.is_file() {
        let what = if found.is_symlink() { "a link, which is not followed" } else { "a folder" };
        let message = format!("expected a file, but found {what}");
        return Err(Error::new(ErrorKind::Content, message).at(path.display()));
    }
    fs::File::open(path).and_then(digest::of_reader).map_err(failed)
}
