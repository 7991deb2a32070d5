//! Languages of one's own: `--languages DIR`, and the files that are checked.

use crate::files;
use crate::input::read_data;
use akoma::{Authority, Error, Languages};
use clap::Args;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The languages that texts may be in.
#[derive(Args, Clone)]
pub(crate) struct LanguagesArgs {
    /// Folder of languages (CODE.toml, or a folder CODE of several files) to add to those that akoma
    /// comes with; may be given several times
    #[arg(long, value_name = "DIR")]
    languages: Vec<PathBuf>,
}

impl LanguagesArgs {
    /// Those that akoma comes with and those of the folders.
    ///
    /// # Errors
    /// A file that cannot be read or has a mistake: all mistakes of a folder.
    pub(crate) fn read(&self) -> Result<Languages, Error> {
        let mut languages = Languages::default();
        for folder in &self.languages {
            languages = LanguageFiles::read(folder)?.add_to(&languages)?;
        }
        Ok(languages)
    }

    /// Whether there are none but those that akoma comes with.
    pub(crate) fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }
}

/// The files of languages in a folder.
pub(crate) struct LanguageFiles {
    folder: PathBuf,
    /// Their paths in it, with a `/` between the names, and their texts.
    files: Vec<(String, String)>,
}

impl LanguageFiles {
    /// Reads a file, a folder of languages, or a folder that is one language: one that is called by
    /// a code, though none of its files is.
    ///
    /// # Errors
    /// The folder or a file cannot be read, or there are none.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let found = files::toml(path).into_iter().collect::<Result<Vec<_>, _>>()?;
        let is_code = |path: &Path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            stem.is_some_and(|stem| akoma::languages::code(stem).is_some())
        };
        let is_one =
            path.is_dir() && is_code(path) && !found.iter().any(|file| is_code(&file.inside));
        let folder = match path.is_dir() && !is_one {
            true => path,
            false => path.parent().unwrap_or(path),
        };
        let around = path.file_name().filter(|_| is_one);
        let mut files = Vec::new();
        for found in found {
            let names = around.into_iter().chain(&found.inside).map(|name| name.to_string_lossy());
            let names: Vec<_> = names.collect();
            // Editors leave hidden files.
            if !names.iter().any(|name| name.starts_with('.')) {
                files.push((names.join("/"), read_data(&found.path)?));
            }
        }
        Ok(Self { folder: folder.to_owned(), files })
    }

    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The codes of the languages, as the files are called.
    pub(crate) fn codes(&self) -> BTreeSet<&str> {
        let first = |(path, _): &'_ (String, String)| path.split('/').next().map_or(0, str::len);
        let codes = self.files.iter().map(|file| &file.0[..first(file)]);
        codes.map(|code| code.strip_suffix(".toml").unwrap_or(code)).collect()
    }

    /// The languages of `base` and these.
    ///
    /// # Errors
    /// Every mistake in the files.
    pub(crate) fn add_to(&self, base: &Languages) -> Result<Languages, Error> {
        base.with_files(self.texts()).map_err(|error| error.in_folder(&self.folder))
    }

    /// The same, if their examples hold.
    ///
    /// # Errors
    /// Every mistake in the files, or every example that does not hold.
    pub(crate) fn check(
        &self,
        base: &Languages,
        authority: &Authority,
    ) -> Result<Languages, Error> {
        base.check(self.texts(), authority).map_err(|error| error.in_folder(&self.folder))
    }
}

/// The codes of the languages that akoma comes with, for help texts.
pub(crate) fn bundled() -> String {
    Languages::bundled().codes().collect::<Vec<_>>().join(", ")
}
