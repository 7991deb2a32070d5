//! The list of what akoma has written to a folder: by it a later run distinguishes its own files
//! from those of others, and from its own that somebody has corrected.

use super::links::no_link;
use akoma::Error;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The list, in the folder: lines of a sum (SHA-256) and a path, as `sha256sum` writes them.
pub(crate) const LIST: &str = ".akoma.sha256";

/// The list of a folder. It only grows: what akoma has written once it may write over, whenever
/// the run was.
#[derive(Default)]
pub(super) struct WrittenFiles {
    lines: HashSet<String>,
    file: Option<fs::File>,
}

impl WrittenFiles {
    /// The list of a folder, empty if there is none.
    ///
    /// # Errors
    /// It is a link, or cannot be read.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(LIST);
        no_link(&path)?;
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self { lines: text.lines().map(str::to_owned).collect(), file: None }),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(Error::io(path, e)),
        }
    }

    /// Whether akoma has written this content to this path in the folder.
    pub(super) fn has(&self, name: &Path, bytes: &[u8]) -> bool {
        self.lines.contains(&line(name, bytes))
    }

    /// Adds a file that is about to be written: a run that is killed after this has said what it
    /// may have done.
    ///
    /// # Errors
    /// The list cannot be written.
    pub(super) fn add(&mut self, folder: &Path, name: &Path, bytes: &[u8]) -> Result<(), Error> {
        let line = line(name, bytes);
        if self.lines.contains(&line) {
            return Ok(());
        }
        let path = folder.join(LIST);
        let failed = |e: io::Error| Error::io(&path, e);
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let open = fs::OpenOptions::new().append(true).create(true).open(&path);
                self.file.insert(open.map_err(failed)?)
            }
        };
        file.write_all(format!("{line}\n").as_bytes()).map_err(failed)?;
        self.lines.insert(line);
        Ok(())
    }
}

/// A line of the list. A line break in a name would be two lines: it is written as `sha256sum`
/// does.
fn line(name: &Path, bytes: &[u8]) -> String {
    let steps: Vec<_> = name.iter().map(|step| step.to_string_lossy()).collect();
    let path = steps.join("/").replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
    let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mark = if path.contains('\\') { "\\" } else { "" };
    format!("{mark}{sum}  {path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_sha256sum() {
        let sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(line(Path::new("a/b.xml"), b""), format!("{sum}  a/b.xml"));
        assert_eq!(line(Path::new("a\nb"), b""), format!("\\{sum}  a\\nb"));
    }

    #[test]
    fn what_was_written_once_is_known_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let name = Path::new("x.xml");
        let mut list = WrittenFiles::open(folder.path()).unwrap();
        for bytes in [b"one", b"two", b"one"] {
            list.add(folder.path(), name, bytes).unwrap();
        }
        let list = WrittenFiles::open(folder.path()).unwrap();
        assert!(list.has(name, b"one") && list.has(name, b"two") && !list.has(name, b"mine"));
        assert!(!list.has(Path::new("y.xml"), b"one"));
        let text = fs::read_to_string(folder.path().join(LIST)).unwrap();
        assert_eq!(text.lines().count(), 2);
    }
}
