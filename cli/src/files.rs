//! Many files: those named and those in the folders named, worked on at once, reported in order.

use crate::findings;
use crate::output::count;
use akoma::Error;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, mpsc};
use std::thread;

/// What XML files are called.
pub(crate) const XML: &[&str] = &["xml", "akn"];
/// What files of a text are called, as text or as XML.
const DOCUMENTS: &[&str] = &["xml", "akn", "txt"];

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InputFile {
    pub(crate) path: PathBuf,
    /// Its path from the folder that was named; of a file that was named, its name.
    pub(crate) inside: PathBuf,
    /// Whether it was named itself.
    named: bool,
}

impl InputFile {
    fn named(path: &Path) -> Self {
        let inside = match path == Path::new("-") {
            true => PathBuf::from("stdin"),
            false => path.file_name().map_or(path.to_owned(), PathBuf::from),
        };
        Self { path: path.to_owned(), inside, named: true }
    }

    fn has_extension(&self, extensions: &[&str]) -> bool {
        has_extension(&self.path, extensions)
    }
}

/// Which file of a folder is taken where a text and its XML are side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefer {
    /// The XML: somebody may have corrected it.
    Xml,
    /// The text: the XML is made of it.
    Text,
}

/// The files named, and for a folder the files with one of these extensions in it and in the folders
/// inside, sorted by name. A folder that cannot be read, or has no such file, is an error in its
/// place.
pub(crate) fn walk(named: &[PathBuf], extensions: &[&str]) -> Vec<Result<PathBuf, Error>> {
    found(named, extensions, None).into_iter().map(|found| found.map(|f| f.path)).collect()
}

/// The documents named and those in the folders named, one for each text: where a folder has a text
/// and its XML, the one that is preferred. What lies in the folder `output` is left out.
pub(crate) fn documents(
    named: &[PathBuf],
    prefer: Prefer,
    output: Option<&Path>,
) -> Vec<Result<InputFile, Error>> {
    let mut all = found(named, DOCUMENTS, output);
    let (kept, left_out) = match prefer {
        Prefer::Xml => (XML, &["txt"][..]),
        Prefer::Text => (&["txt"][..], XML),
    };
    let fine = all.iter().filter_map(|found| found.as_ref().ok());
    let kept: HashSet<PathBuf> =
        fine.filter(|f| f.has_extension(kept)).map(|f| f.path.with_extension("")).collect();
    all.retain(|found| match found {
        Ok(f) => {
            f.named || !f.has_extension(left_out) || !kept.contains(&f.path.with_extension(""))
        }
        Err(_) => true,
    });
    all
}

/// The XML files named and those in the folders named; what lies in the folder `output` is left out.
pub(crate) fn xml(named: &[PathBuf], output: Option<&Path>) -> Vec<Result<InputFile, Error>> {
    found(named, XML, output)
}

fn found(
    named: &[PathBuf],
    extensions: &[&str],
    output: Option<&Path>,
) -> Vec<Result<InputFile, Error>> {
    let output = output.and_then(|folder| folder.canonicalize().ok());
    let is_output = |folder: &Path| output.is_some() && folder.canonicalize().ok() == output;
    let mut found = Vec::new();
    for folder in named {
        if !folder.is_dir() {
            found.push(Ok(InputFile::named(folder)));
            continue;
        }
        let before = found.len();
        let mut links = 0;
        // Folders still to be looked at and files, the next last.
        let mut left = vec![(folder.clone(), EntryKind::Folder)];
        while let Some((path, entry)) = left.pop() {
            match entry {
                EntryKind::Link => links += 1,
                EntryKind::File => {
                    let inside = path.strip_prefix(folder).unwrap_or(&path).to_owned();
                    found.push(Ok(InputFile { path, inside, named: false }));
                }
                // What an earlier run has written there is no input of this one.
                EntryKind::Folder if path != *folder && is_output(&path) => {}
                EntryKind::Folder => match entries(&path, extensions) {
                    Ok(entries) => left.extend(entries.into_iter().rev()),
                    Err(e) => found.push(Err(Error::io(path, e))),
                },
            }
        }
        if links > 0 {
            findings::note(&format!(
                "{}: {} left out: links are not followed, name the files that they lead to",
                folder.display(),
                count(links, "link")
            ));
        }
        if found.len() == before {
            let wanted: Vec<_> = extensions.iter().map(|e| format!("*.{e}")).collect();
            let message =
                format!("expected files in this folder ({}), but found none", wanted.join(", "));
            found.push(Err(findings::refused(folder, &message)));
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum EntryKind {
    Folder,
    File,
    /// A link to something that might be wanted. It may lead back, or out of the folder.
    Link,
}

/// What is right inside a folder, sorted by name: folders, the files with one of these extensions,
/// links.
fn entries(folder: &Path, extensions: &[&str]) -> io::Result<Vec<(PathBuf, EntryKind)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let wanted = has_extension(&path, extensions);
        if kind.is_dir() {
            entries.push((path, EntryKind::Folder));
        } else if kind.is_file() && wanted {
            entries.push((path, EntryKind::File));
        } else if kind.is_symlink() && (wanted || path.is_dir()) {
            entries.push((path, EntryKind::Link));
        }
    }
    entries.sort();
    Ok(entries)
}

pub(crate) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().unwrap_or_default();
    extensions.iter().any(|wanted| extension.eq_ignore_ascii_case(wanted))
}

/// What the XML of each file is called in a folder: its path from the folder that was named, as
/// `.xml`. Where two files would be called the same, the names of as many folders around them as tell
/// all apart go before it.
pub(crate) fn targets<'a>(files: impl Iterator<Item = &'a InputFile>) -> Vec<PathBuf> {
    let files: Vec<Steps> = files.map(Steps::of).collect();
    let deepest = files.iter().map(|file| file.steps.len()).max().unwrap_or_default();
    let names = |around: usize| -> Vec<PathBuf> {
        files.iter().map(|file| file.last(file.inside + around)).collect()
    };
    // A file that is named twice has one name however many folders are before it.
    let tell_apart = |names: &[PathBuf]| {
        let mut seen: HashMap<&Path, &Steps> = HashMap::new();
        names.iter().zip(&files).all(|(name, file)| {
            seen.insert(name, file).is_none_or(|other| other.steps == file.steps)
        })
    };
    (0..=deepest).map(names).find(|names| tell_apart(names)).unwrap_or_default()
}

/// The names on the way to a file, without its extension.
struct Steps {
    steps: Vec<PathBuf>,
    /// How many of them, from the end, it is called by at least.
    inside: usize,
}

impl Steps {
    fn of(file: &InputFile) -> Self {
        let names = |path: &Path| -> Vec<PathBuf> {
            let normal = path.components().filter(|c| matches!(c, Component::Normal(_)));
            normal.map(|c| PathBuf::from(c.as_os_str())).collect()
        };
        let inside = names(&file.inside);
        // Folders by their real names: `..` distinguishes nothing.
        let whole =
            file.path.parent().map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p });
        let mut steps = whole.and_then(|p| p.canonicalize().ok()).map_or(Vec::new(), |p| names(&p));
        steps.truncate((steps.len() + 1).saturating_sub(inside.len()));
        let depth = inside.len();
        steps.extend(inside);
        if let Some(last) = steps.last_mut() {
            last.set_extension("");
        }
        Self { steps, inside: depth }
    }

    fn last(&self, many: usize) -> PathBuf {
        let from = self.steps.len() - many.min(self.steps.len());
        let mut path: PathBuf = self.steps[from..].iter().collect();
        path.as_mut_os_string().push(".xml");
        path
    }
}

/// Does `work` on every item, on as many at once as there are processors, and gives what came of
/// it to `each` in the order of the items.
pub(crate) fn in_order<I: Send, T: Send>(
    items: Vec<I>,
    work: impl Fn(I) -> T + Sync,
    mut each: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let workers = match items.len() {
        // A thread takes longer to start than a small file to check.
        0 | 1 => 1,
        many => thread::available_parallelism().map_or(1, usize::from).min(many),
    };
    if workers == 1 {
        return items.into_iter().try_for_each(|item| each(work(item)));
    }
    let left = Mutex::new(items.into_iter().enumerate());
    // Who prints slowly must not be buried in results.
    let (sender, receiver) = mpsc::sync_channel(4 * workers);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, left, work) = (sender.clone(), &left, &work);
            let next = || left.lock().ok().and_then(|mut left| left.next());
            scope.spawn(move || {
                while let Some((number, item)) = next() {
                    // Nobody listens: printing failed, and the rest is not wanted.
                    if sender.send((number, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (number, done) in receiver {
            early.insert(number, done);
            while let Some(done) = early.remove(&wanted) {
                each(done)?;
                wanted += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..200).collect();
        let mut seen = Vec::new();
        let slow = |n: u64| {
            thread::sleep(std::time::Duration::from_micros(n * 7 % 50));
            n
        };
        in_order(items.clone(), slow, |n| {
            seen.push(n);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, items);
    }

    #[test]
    fn a_failure_to_print_ends_the_work() {
        let items: Vec<u64> = (0..10_000).collect();
        let failed = in_order(items, |n| n, |_| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
