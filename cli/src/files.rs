//! Many files: those named and those in the folders named, worked on at once, told of in order.

use akoma::Error;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, mpsc};
use std::thread;

/// What XML files are called.
pub(crate) const XML: &[&str] = &["xml", "akn"];

/// The files named, and for a folder the files with one of these extensions in it and in the folders
/// inside, sorted by name. A folder that cannot be read, or has no such file, is an error in its
/// place.
pub(crate) fn walk(named: &[PathBuf], extensions: &[&str]) -> Vec<Result<PathBuf, Error>> {
    let mut found = Vec::new();
    for path in named {
        if !path.is_dir() {
            found.push(Ok(path.clone()));
            continue;
        }
        let before = found.len();
        // Folders still to be looked at and files, the next last.
        let mut left = vec![(path.clone(), true)];
        while let Some((path, folder)) = left.pop() {
            if !folder {
                found.push(Ok(path));
                continue;
            }
            match inside(&path, extensions) {
                Ok(entries) => left.extend(entries.into_iter().rev()),
                Err(e) => found.push(Err(Error::io(path, &e))),
            }
        }
        if found.len() == before {
            let wanted: Vec<_> = extensions.iter().map(|e| format!("*.{e}")).collect();
            let message =
                format!("expected files in this folder ({}), but found none", wanted.join(", "));
            found.push(Err(Error::io(path, &io::Error::other(message))));
        }
    }
    found
}

/// The files with one of these extensions and the folders right inside a folder, sorted by name, and
/// which are folders. A link to a folder is not followed: it may lead back.
fn inside(folder: &Path, extensions: &[&str]) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_folder = entry.file_type()?.is_dir();
        let extension = path.extension().unwrap_or_default();
        let wanted = extensions.iter().any(|wanted| extension.eq_ignore_ascii_case(wanted));
        if is_folder || (wanted && path.is_file()) {
            entries.push((path, is_folder));
        }
    }
    entries.sort();
    Ok(entries)
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
