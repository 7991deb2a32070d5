//! Language files of the user's: one file, a folder that is one language, or a folder of languages.

use crate::files;
use crate::read::read_data;
use akoma::{Authority, Error, Languages};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files of languages in a folder.
pub(crate) struct LanguageFiles {
    folder: PathBuf,
    /// The path of each in the folder, with `/` between names, and its text.
    files: Vec<(String, String)>,
}

/// Reads a file, or the `*.toml` of a folder and of the folders in it.
///
/// A folder that is one language is called by its code, and its files are not: `fra/verbs.toml`.
pub(crate) fn read(path: &Path) -> Result<LanguageFiles, Error> {
    let named = [path.to_owned()];
    let found = files::walk(&named, &["toml"]).into_iter().collect::<Result<Vec<_>, _>>()?;
    let is_code = |path: &Path| {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        stem.is_some_and(|stem| akoma::languages::code(stem).is_some())
    };
    let is_one = !path.is_dir() || is_code(path) && !found.iter().any(|file| is_code(file));
    let folder = match is_one {
        true => path.parent().unwrap_or(Path::new("")),
        false => path,
    };
    let mut files = Vec::new();
    for file in &found {
        let inside = file.strip_prefix(folder).unwrap_or(file);
        let names: Vec<_> = inside.iter().map(|name| name.to_string_lossy()).collect();
        // Editors leave hidden files.
        if names.iter().any(|name| name.starts_with('.')) {
            continue;
        }
        files.push((names.join("/"), read_data(file)?));
    }
    Ok(LanguageFiles { folder: folder.to_owned(), files })
}

impl LanguageFiles {
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The codes of the languages.
    pub(crate) fn codes(&self) -> BTreeSet<&str> {
        let first = |path: &'_ String| path.split('/').next().unwrap_or_default().len();
        let codes = self.files.iter().map(|(path, _)| &path[..first(path)]);
        codes.map(|code| code.strip_suffix(".toml").unwrap_or(code)).collect()
    }

    /// The languages of `base` and these.
    pub(crate) fn add_to(&self, base: &Languages) -> Result<Languages, Error> {
        base.with_files(self.texts()).map_err(|error| error.in_folder(&self.folder))
    }

    /// The same, if all examples hold.
    pub(crate) fn check(
        &self,
        base: &Languages,
        authority: &Authority,
    ) -> Result<Languages, Error> {
        base.check(self.texts(), authority).map_err(|error| error.in_folder(&self.folder))
    }
}
