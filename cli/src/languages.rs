//! Languages of one's own: `--languages DIR`.

use crate::language_files;
use akoma::{Error, Languages};
use clap::Args;
use std::path::PathBuf;

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
            languages = language_files::read(folder)?.add_to(&languages)?;
        }
        Ok(languages)
    }

    /// Whether there are none but those that akoma comes with.
    pub(crate) fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }
}

/// The codes of the languages that akoma comes with, for help texts.
pub(crate) fn bundled() -> String {
    Languages::bundled().codes().collect::<Vec<_>>().join(", ")
}
