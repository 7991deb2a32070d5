//! Languages and kinds of document of one's own: `--languages DIR`, `--kinds FILE`.

use crate::language_files;
use crate::read::read_data;
use akoma::{Error, Kinds, Languages};
use clap::Args;
use std::path::PathBuf;

/// The languages and the kinds of document that texts may be of.
#[derive(Args, Clone)]
pub(crate) struct LanguagesArgs {
    /// Folder of languages (CODE.toml, or a folder CODE of several files) to add to those that akoma
    /// comes with; may be given several times
    #[arg(long, value_name = "DIR")]
    languages: Vec<PathBuf>,

    /// File of kinds of document to add to those that akoma comes with: see docs/kinds.md
    #[arg(long, value_name = "FILE")]
    kinds: Option<PathBuf>,
}

impl LanguagesArgs {
    /// Those that akoma comes with and those of the folders.
    ///
    /// # Errors
    /// A file that cannot be read or has a mistake: all mistakes of a folder, or of the file of kinds.
    pub(crate) fn read(&self) -> Result<Languages, Error> {
        let mut languages = Languages::bundled().with_kinds(self.kinds()?);
        for folder in &self.languages {
            languages = language_files::read(folder)?.add_to(&languages)?;
        }
        Ok(languages)
    }

    /// The kinds that akoma comes with and those of the file.
    ///
    /// # Errors
    /// A file that cannot be read or has a mistake.
    pub(crate) fn kinds(&self) -> Result<Kinds, Error> {
        let bundled = Kinds::bundled()?;
        match &self.kinds {
            Some(file) => bundled.with(&read_data(file)?).map_err(|e| e.in_file(file)),
            None => Ok(bundled),
        }
    }

    /// Whether there are no languages but those that akoma comes with.
    pub(crate) fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }
}

/// The codes of the languages that akoma comes with, for help texts.
pub(crate) fn bundled() -> String {
    Languages::bundled().codes().collect::<Vec<_>>().join(", ")
}
