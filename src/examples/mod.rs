//! The examples of language files: each is read as any text is, and must give what it shows.

mod brackets;
mod check;
mod fired;
#[cfg(test)]
mod tests;

use crate::authority::Authority;
use crate::datafile::Files;
use crate::error::Error;
use crate::language::Languages;

impl Languages {
    /// These languages and those of a folder, as [`with_files`](Languages::with_files) has them, if the
    /// examples of their rules hold: every rule has an id and an `example`, in which it finds what is
    /// in brackets, and it finds nothing in its `counterexample`s. The examples of a bundled language
    /// are tried too where files are laid over it. `authority` has the names that examples speak of.
    ///
    /// ```
    /// use akoma::{Authority, Languages};
    ///
    /// let file = "[[commitments.hedge]]\nid = \"fra.si-tout-va-bien\"\nmatch = [\"si tout va bien\"]\n\
    ///             example = [\"Ils coopéreront [si tout va] bien.\"]\n";
    /// let error = Languages::bundled().check([("fra.toml", file)], Authority::bundled()).unwrap_err();
    /// assert_eq!(error.to_string(), "fra.toml:4:29: expected `fra.si-tout-va-bien` to find \
    ///     « si tout va », but it found « si tout va bien »");
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) with file, line and column; [`Error::all`] has all:
    /// those of `with_files`, or each example that does not hold, and which rule won.
    pub fn check<'t>(
        &self,
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
        authority: &Authority,
    ) -> Result<Self, Error> {
        let files: Vec<_> = files.into_iter().collect();
        let languages = self.with_files(files.iter().copied())?;
        let mut errors = Vec::new();
        for (name, over) in Languages::by_name(files) {
            let Some(language) = languages.get(name) else { continue };
            let base = self.files_of(name);
            let files = Files::layers(base.iter().copied(), over, &[]);
            let mistakes = check::mistakes(language, &files, &languages, authority);
            if !mistakes.is_empty() {
                errors.push(files.error(mistakes));
            }
        }
        match errors.is_empty() {
            true => Ok(languages),
            false => Err(Error::several(errors)),
        }
    }
}
