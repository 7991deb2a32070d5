//! Files that a subcommand writes.

use akoma::Error;
use akoma_publish::files::write_whole;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The files written so far, each from one input.
#[derive(Default)]
pub(crate) struct Written {
    origins: HashMap<PathBuf, String>,
}

impl Written {
    /// Writes the XML of the document that records call `name` into `folder`; returns where.
    ///
    /// # Errors
    /// Another input was written there; the file cannot be written.
    pub(crate) fn xml(
        &mut self,
        folder: &Path,
        name: &str,
        origin: &str,
        xml: &str,
    ) -> Result<PathBuf, Error> {
        let stem = Path::new(name).file_name().map_or("document".into(), |n| n.to_string_lossy());
        let target = folder.join(format!("{stem}.xml"));
        if let Some(other) = self.origins.insert(target.clone(), origin.to_owned()) {
            let clash =
                io::Error::other(format!("{origin} and {other} would both be written here"));
            return Err(Error::io(target, &clash));
        }
        write_whole(&target, xml.as_bytes()).map_err(|(path, e)| Error::io(path, &e))?;
        Ok(target)
    }
}

/// Writes to standard output.
///
/// # Errors
/// It cannot be written to.
pub(crate) fn to_stdout(xml: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let done = out.write_all(xml.as_bytes()).and_then(|()| out.flush());
    done.map_err(|e| Error::io("standard output", &e))
}
