//! Languages of one's own: `--languages DIR`.

use crate::files;
use crate::reading::read_data;
use akoma::{Error, Languages};
use clap::Args;
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
            let files = read_folder(folder)?;
            let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            languages = languages.with_files(files).map_err(|e| e.in_folder(place(folder)))?;
        }
        Ok(languages)
    }

    /// Whether there are none but those that akoma comes with.
    pub(crate) fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }
}

/// The folder that the names of files are from.
fn place(folder: &Path) -> &Path {
    match folder.is_dir() {
        true => folder,
        // A file that was named itself.
        false => folder.parent().unwrap_or(folder),
    }
}

/// The files of languages in a folder: their paths in it, with a `/` between the names, and texts.
///
/// # Errors
/// The folder or a file cannot be read, or there are none.
fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut read = Vec::new();
    for found in files::toml(folder) {
        let found = found?;
        let names: Vec<_> = found.inside.iter().map(|name| name.to_string_lossy()).collect();
        // Editors leave hidden files.
        if !names.iter().any(|name| name.starts_with('.')) {
            read.push((names.join("/"), read_data(&found.path)?));
        }
    }
    Ok(read)
}

/// The codes of the languages that akoma comes with, for help texts.
pub(crate) fn bundled() -> String {
    Languages::bundled().codes().collect::<Vec<_>>().join(", ")
}
