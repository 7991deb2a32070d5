use super::*;
use crate::digest;

fn sums(files: &[(&str, &str)]) -> Sums {
    let mut sums = Sums::default();
    for (path, content) in files {
        sums.insert(*path, digest::sha256(content.as_bytes()));
    }
    sums
}

/// Every file below a folder with its content, links by where they lead.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            let inside = tree(&entry.path()).into_iter();
            found.extend(inside.map(|(path, content)| (format!("{name}/{path}"), content)));
        } else if kind.is_symlink() {
            found.insert(name, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else {
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

#[test]
fn a_folder_with_things_of_others_and_no_mark_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        fs::write(folder.path().join(name), "mine").unwrap();
    }
    let error = Folder::open(folder.path(), None).unwrap_err().to_string();
    assert!(error.contains("found `a.txt`, `b.txt`, `c.txt` and 1 more"), "{error}");
    let file = folder.path().join("a.txt");
    let error = Folder::open(&file, None).unwrap_err().to_string();
    assert!(error.contains("expected a folder, but found a file"), "{error}");
    // A folder of that name is no leftover of ours: there is something else in it.
    let other = tempfile::tempdir().unwrap();
    fs::create_dir(other.path().join(".akoma-notes")).unwrap();
    fs::write(other.path().join(".akoma-notes/thesis"), "mine").unwrap();
    assert!(Folder::open(other.path(), None).is_err());
}

#[test]
fn what_was_changed_stays_and_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let old = [("a", "one"), ("b", "two"), ("c", "three")];
    for (path, content) in old {
        fs::write(dir.path().join(path), content).unwrap();
    }
    fs::write(dir.path().join("b"), "two, and a note").unwrap();
    let folder = Folder::open(dir.path(), Some(sums(&old))).unwrap();
    let update = folder.update().unwrap();
    update.write("a", b"new").unwrap();
    let kept = update.commit(&["b".to_owned(), "c".to_owned(), "gone".to_owned()]).unwrap();
    assert_eq!(kept, ["b"]);
    let there = tree(dir.path());
    assert_eq!(there, BTreeMap::from([("a", "new"), ("b", "two, and a note")].map(own)));
    // Where it should be written over, nothing is changed at all.
    let folder = Folder::open(dir.path(), Some(sums(&[("a", "new"), ("b", "two")]))).unwrap();
    let update = folder.update().unwrap();
    update.write("a", b"newer").unwrap();
    update.write("b", b"newer").unwrap();
    let errors = update.commit(&[]).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].to_string().contains("found a file that akoma did not write"));
    assert_eq!(tree(dir.path()), there);
}

fn own((path, content): (&str, &str)) -> (String, String) {
    (path.to_owned(), content.to_owned())
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("thesis"), "mine").unwrap();
    let dir = tempfile::tempdir().unwrap();
    symlink(outside.path().join("thesis"), dir.path().join("a")).unwrap();
    symlink(outside.path().join("nowhere"), dir.path().join("b")).unwrap();
    let listed = sums(&[("a", "mine"), ("b", "mine")]);
    let folder = Folder::open(dir.path(), Some(listed.clone())).unwrap();
    let update = folder.update().unwrap();
    assert_eq!(update.commit(&["a".to_owned(), "b".to_owned()]).unwrap(), ["a", "b"]);
    let update = folder.update().unwrap();
    update.write("a", b"new").unwrap();
    update.write("b", b"new").unwrap();
    assert_eq!(update.commit(&[]).unwrap_err().len(), 2);
    assert_eq!(tree(outside.path()), BTreeMap::from([("thesis", "mine")].map(own)));
    // The folder itself.
    let link = dir.path().join("link");
    symlink(outside.path(), &link).unwrap();
    for link in [link.clone(), link.join("")] {
        let error = Folder::open(&link, Some(listed.clone())).unwrap_err().to_string();
        assert!(error.contains("found a link"), "{error}");
    }
}

#[test]
fn a_run_that_was_killed_is_finished_by_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new");
    // Killed after the first file took its place: the journal and the rest are there.
    let folder = Folder::open(&path, None).unwrap();
    let update = folder.update().unwrap();
    let sum = update.write("a", b"one").unwrap();
    fs::write(update.staging.path().join(JOURNAL), format!("{sum}  a\n")).unwrap();
    fs::rename(update.place("a"), path.join("a")).unwrap();
    std::mem::forget(update);
    // Twice, with other content each time.
    for content in ["two", "three"] {
        let folder = Folder::open(&path, None).unwrap();
        let update = folder.update().unwrap();
        update.write("a", content.as_bytes()).unwrap();
        update.commit(&[]).unwrap();
        assert_eq!(tree(&path), BTreeMap::from([("a", content)].map(own)));
        // The mark that says whose it is comes with the files: here the caller forgets it, so the
        // folder is somebody else's now.
        let error = Folder::open(&path, None).unwrap_err().to_string();
        assert!(error.contains("found `a`"), "{error}");
        fs::remove_file(path.join("a")).unwrap();
    }
}

#[test]
fn a_folder_that_was_made_for_nothing_goes_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new");
    let folder = Folder::open(&path, None).unwrap();
    let update = folder.update().unwrap();
    update.write("a", b"one").unwrap();
    assert!(path.exists());
    drop(update);
    assert!(!path.exists());
}

#[test]
fn only_names_of_the_folder_itself_are_taken() {
    for fine in ["a.xml", "été.akn", ".htaccess", "日本語.xml"] {
        assert!(is_plain(fine), "{fine}");
    }
    for wrong in ["", ".", "..", "../a", "a/b", "/etc/passwd", "a\\b", "a\nb"] {
        assert!(!is_plain(wrong), "{wrong:?}");
    }
    let sums = Sums::read("0a  fine\n0b  ../outside\n0c\n");
    assert_eq!(sums.paths().collect::<Vec<_>>(), ["fine"]);
}

#[test]
fn a_folder_that_only_looks_like_a_staging_folder_is_somebodys() {
    let sum = digest::sha256(b"one");
    let journal = format!("{sum}  a\n");
    for (name, file, content) in [
        (".akoma-notes", "journal", journal.as_str()),
        (".akoma-abc123", "journal", "Dear diary\n"),
        (".akoma-abc123", "journal", "Dear diary"),
        (".akoma-abc123", "thesis.txt", "mine"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(file), content).unwrap();
        let error = Folder::open(dir.path(), None).unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
        // Not in a folder of akoma's either.
        let opened = Folder::open(dir.path(), Some(Sums::default())).unwrap();
        let update = opened.update().unwrap();
        update.write("a", b"one").unwrap();
        update.commit(&[]).unwrap();
        assert_eq!(fs::read_to_string(folder.join(file)).unwrap(), content);
    }
    // A journal that was cut off while it was written is still akoma's.
    for cut in [0, 10, 64, 66, 67, journal.len()] {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(".akoma-abc123")).unwrap();
        fs::write(dir.path().join(".akoma-abc123/journal"), &journal[..cut]).unwrap();
        assert!(Folder::open(dir.path(), None).is_ok(), "{cut}");
    }
}

#[test]
fn a_file_on_the_way_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "mine").unwrap();
    for path in [file.clone(), file.join("sub")] {
        let error = Folder::open(&path, None).unwrap_err().to_string();
        assert!(error.contains("but found a file"), "{error}");
    }
}
