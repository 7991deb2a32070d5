//! A folder that a web server serves: the bundle as it is, with what servers need to know of its
//! types, and the catalogue record for harvesters.

use super::http::Client;
use super::{
    Change, Connection, Download, Plan, Portal, Progress, Receipt, Remarks, RemoteDataset,
    RemoteFile,
};
use crate::bundle::{Bundle, MANIFEST, SUMS, marked};
use crate::dataset::address;
use crate::digest;
use crate::error::{Error, ErrorKind};
use crate::folder::{Folder, PathState, sum_of, text_of};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

/// A folder, and perhaps the web server that serves it.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    /// The folder as an address of receipts.
    address: String,
    client: Option<Client>,
    /// Files that were to go and stay, since somebody has changed them.
    kept: Mutex<BTreeSet<String>>,
}

impl Site {
    /// A folder; with a connection, files are compared as the web server gives them.
    ///
    /// # Errors
    /// The connection's address is none.
    pub fn new(folder: impl Into<PathBuf>, served: Option<&Connection>) -> Result<Self, Error> {
        let folder = folder.into();
        let client =
            served.map(|connection| Client::new(connection, "authorization")).transpose()?;
        let mut address = folder.display().to_string();
        if !address.ends_with('/') {
            address.push('/');
        }
        Ok(Self { folder, address, client, kept: Mutex::default() })
    }

    /// Everything the folder should hold, by path.
    fn wanted(bundle: &Bundle) -> Result<BTreeMap<String, SiteFile>, Error> {
        let mut wanted = BTreeMap::new();
        for file in bundle.files() {
            let copy = SiteFile {
                sha256: file.sha256.clone(),
                bytes: file.bytes,
                content: FileContent::File(bundle.path(file)),
            };
            wanted.insert(file.path.clone(), copy);
        }
        for path in [MANIFEST, SUMS] {
            let from = bundle.folder().join(path);
            let (sha256, bytes) = sum_of(&from)?;
            wanted.insert(
                path.to_owned(),
                SiteFile { sha256, bytes, content: FileContent::File(from) },
            );
        }
        for (path, text) in
            [(HTACCESS, signed(HTACCESS_LINES)), (HEADERS, signed(&headers(bundle)))]
        {
            let (sha256, bytes) = (digest::sha256(text.as_bytes()), text.len() as u64);
            wanted.insert(
                path.to_owned(),
                SiteFile { sha256, bytes, content: FileContent::Text(text) },
            );
        }
        Ok(wanted)
    }

    /// Files stay though the bundle no longer has them.
    fn keep(&self, paths: impl IntoIterator<Item = String>) {
        if let Ok(mut kept) = self.kept.lock() {
            kept.extend(paths);
        }
    }

    /// The folder, if it is akoma's or free, and whether a bundle is in it.
    fn open(&self) -> Result<(Folder, bool), Error> {
        let marked = marked(&self.folder)?;
        let is_there = marked.is_some();
        let mut folder = Folder::open(&self.folder, marked)?;
        for path in [HTACCESS, HEADERS] {
            // No list has these two: each says itself whether it is as it was written.
            let text = text_of(&self.folder.join(path));
            if is_there && is_signed(&text) {
                folder.claim(path, digest::sha256(text.as_bytes()));
            }
        }
        Ok((folder, is_there))
    }
}

const HTACCESS: &str = ".htaccess";
const HEADERS: &str = "_headers";

/// A file that the folder should hold.
struct SiteFile {
    sha256: String,
    bytes: u64,
    content: FileContent,
}

/// Where its bytes are.
enum FileContent {
    File(PathBuf),
    Text(String),
}

impl SiteFile {
    fn read(&self) -> Result<Vec<u8>, Error> {
        match &self.content {
            FileContent::File(path) => fs::read(path).map_err(|e| Error::io(path, &e)),
            FileContent::Text(text) => Ok(text.clone().into_bytes()),
        }
    }
}

impl Portal for Site {
    fn kind(&self) -> &'static str {
        "site"
    }

    fn address(&self) -> &str {
        &self.address
    }

    fn find(&self, bundle: &Bundle, _: Option<&Receipt>) -> Result<Option<RemoteDataset>, Error> {
        let (_, is_there) = self.open()?;
        if !is_there {
            return Ok(None);
        }
        let site = &bundle.dataset().site;
        let files = bundle
            .files()
            .iter()
            .map(|file| RemoteFile::new(&file.path, &file.path, address(site, &file.path)));
        // A run that was killed may have left the manifest and not the list of sums.
        let version = sum_of(&self.folder.join(SUMS)).map(|(sum, _)| sum).unwrap_or_default();
        let mut found = RemoteDataset::new(&bundle.dataset().identifier, site);
        found.version = version;
        found.files = files.collect();
        Ok(Some(found))
    }

    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&RemoteDataset>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let (folder, _) = self.open()?;
        let mut plan = Plan::default();
        if found.is_none() {
            plan.create();
        }
        let wanted = Self::wanted(bundle)?;
        let taken = folder.taken(wanted.iter().map(|(path, file)| (path, &file.sha256)))?;
        if !taken.is_empty() {
            return Err(first(taken));
        }
        for (path, SiteFile { sha256, bytes, .. }) in &wanted {
            if !folder.holds(path, sha256) || stale.contains(path) {
                let replaces = folder.there(path)? != PathState::Absent;
                plan.changes.push(Change::Upload { path: path.clone(), bytes: *bytes, replaces });
            }
        }
        for path in folder.known().filter(|path| !wanted.contains_key(*path)) {
            match folder.there(path)? {
                PathState::Absent => {}
                PathState::Ours(_) => plan.remove(path, path),
                // Only those who have changed it may remove it.
                PathState::Foreign(_) => self.keep([path.to_owned()]),
            }
        }
        for name in folder.leftovers() {
            plan.remove(name.as_str(), name.as_str());
        }
        Ok(plan)
    }

    fn push(
        &self,
        bundle: &Bundle,
        _: Option<&RemoteDataset>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let (folder, _) = self.open()?;
        let wanted = Self::wanted(bundle)?;
        let update = folder.update()?;
        for (path, _) in plan.uploads() {
            let Some(file) = wanted.get(path) else { continue };
            let bytes = file.read()?;
            update.write(path, &bytes)?;
            progress.sent(bytes.len() as u64);
        }
        // What killed runs have left goes with every change.
        let leftovers: BTreeSet<_> = folder.leftovers().collect();
        let gone = plan.removals().filter(|path| !leftovers.contains(*path)).map(str::to_owned);
        let gone: Vec<_> = gone.collect();
        self.keep(update.commit(&gone).map_err(first)?);
        Ok(())
    }

    fn left_out(&self, _: &Bundle, _: &RemoteDataset) -> Result<Remarks, Error> {
        let kept = self.kept.lock().map(|kept| kept.clone()).unwrap_or_default();
        let warning = |path: &String| {
            let place = self.folder.join(path);
            format!(
                "{}: no longer wanted, but it was changed after akoma wrote it, so it stays",
                place.display()
            )
        };
        Ok(Remarks { warnings: kept.iter().map(warning).collect(), ..Remarks::default() })
    }

    fn fetch(&self, file: &RemoteFile) -> Result<Download, Error> {
        if let Some(client) = &self.client {
            return client.fetch(&file.url);
        }
        let path = self.folder.join(&file.path);
        let (sha256, bytes) = sum_of(&path)?;
        Ok(Download { sha256, bytes, content_type: None })
    }

    fn is_own(&self) -> bool {
        true
    }

    fn rdf(&self, found: &RemoteDataset) -> Result<Option<String>, Error> {
        if let Some(client) = &self.client {
            return client.fetch_text(&address(&found.page, "catalog.ttl")).map(Some);
        }
        let path = self.folder.join("catalog.ttl");
        fs::read_to_string(&path).map(Some).map_err(|e| Error::io(&path, &e))
    }
}

/// The first of several errors, which says how many more there are.
fn first(errors: Vec<Error>) -> Error {
    let more = errors.len().saturating_sub(1);
    match (errors.into_iter().next(), more) {
        (Some(error), 0) => error,
        (Some(error), more) => {
            let message = format!("{} (and {more} more files like this)", error.message());
            let again = Error::new(error.kind(), message).at(error.place().unwrap_or_default());
            again.help(error.advice().unwrap_or_default())
        }
        (None, _) => Error::new(ErrorKind::Io, "the folder could not be changed"),
    }
}

/// Types for Apache. Text without a charset arrives as what the reader's machine takes it for.
const HTACCESS_LINES: &str = "\
AddDefaultCharset utf-8
AddCharset utf-8 .ttl .jsonld .rdf .csv .jsonl .json .txt .html .xml .cff
AddType application/xml .xml
AddType text/turtle .ttl
AddType application/ld+json .jsonld
AddType application/rdf+xml .rdf
AddType application/x-ndjson .jsonl
AddType application/yaml .cff
<IfModule mod_headers.c>
Header set Access-Control-Allow-Origin \"*\"
</IfModule>
";

/// Types for hosts of static pages that read `_headers`.
fn headers(bundle: &Bundle) -> String {
    let mut text = String::from("/*\n  Access-Control-Allow-Origin: *\n");
    for file in bundle.files() {
        let path = address("", &file.path);
        text.push_str(&format!("/{path}\n  FileContent-Type: {}\n", file.content_type()));
    }
    text
}

/// How the first line of a file begins that says itself whether it was changed.
const SIGNED: &str =
    "# Written by akoma: each file as what it is, text as UTF-8. Sum of the rest: ";

/// Lines, and before them one with their sum.
fn signed(lines: &str) -> String {
    format!("{SIGNED}{}\n{lines}", digest::sha256(lines.as_bytes()))
}

/// Whether the rest is as the first line says.
fn is_signed(text: &str) -> bool {
    text.split_once('\n').is_some_and(|(first, rest)| {
        first.strip_prefix(SIGNED).is_some_and(|sum| sum == digest::sha256(rest.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_to_a_signed_file_is_seen() {
        let text = signed(HTACCESS_LINES);
        assert!(text.contains("AddCharset utf-8 .ttl"), "{text}");
        assert!(is_signed(&text));
        assert!(!is_signed(&format!("{text}Deny from all\n")));
        assert!(!is_signed(""));
    }
}
