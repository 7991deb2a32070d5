//! A folder that a web server serves: the bundle as it is, with what servers need to know of its
//! types, and the catalogue record for harvesters.

use super::http::Client;
use super::{Change, Connection, Found, FoundFile, Plan, Portal, Progress, Receipt, Served};
use crate::bundle::{Bundle, SUMS, listed};
use crate::dataset::address;
use crate::digest;
use crate::error::{Error, ErrorKind};
use crate::files;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A folder, and perhaps the web server that serves it.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    /// The folder as an address of receipts.
    address: String,
    client: Option<Client>,
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
        Ok(Self { folder, address, client })
    }

    /// Everything the folder should hold: path, and the bytes where they are not in the bundle.
    fn wanted(bundle: &Bundle) -> Result<BTreeMap<String, Wanted>, Error> {
        let mut wanted = BTreeMap::new();
        for path in bundle.paths()? {
            wanted.insert(path.clone(), Wanted::Copy(bundle.folder().join(path)));
        }
        let headers = headers(bundle);
        wanted.insert(".htaccess".to_owned(), Wanted::Text(htaccess()));
        wanted.insert("_headers".to_owned(), Wanted::Text(headers));
        Ok(wanted)
    }

    fn digest_of(path: &Path) -> Result<Option<(String, u64)>, Error> {
        match fs::File::open(path).and_then(digest::of_reader) {
            Ok(found) => Ok(Some(found)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Error::io(path, &e)),
        }
    }
}

/// A file that the folder should hold.
enum Wanted {
    Copy(PathBuf),
    Text(String),
}

impl Wanted {
    fn bytes(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Copy(path) => fs::read(path).map_err(|e| Error::io(path, &e)),
            Self::Text(text) => Ok(text.clone().into_bytes()),
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

    fn find(&self, bundle: &Bundle, _: Option<&Receipt>) -> Result<Option<Found>, Error> {
        let sums = self.folder.join(SUMS);
        let Some((version, _)) = Self::digest_of(&sums)? else {
            if !files::is_free(&self.folder).map_err(|e| Error::io(&self.folder, &e))? {
                let message = "expected an empty folder or one that akoma has written, but found \
                               something else";
                let help = "name another folder with -o";
                return Err(Error::new(ErrorKind::Io, message)
                    .at(self.folder.display())
                    .help(help));
            }
            return Ok(None);
        };
        let text = fs::read_to_string(&sums).map_err(|e| Error::io(&sums, &e))?;
        let site = &bundle.dataset().site;
        let files = bundle.files().iter().map(|file| FoundFile {
            path: file.path.clone(),
            id: file.path.clone(),
            url: address(site, &file.path),
            renamed: false,
        });
        Ok(Some(Found {
            id: bundle.dataset().identifier.clone(),
            page: site.clone(),
            version,
            files: files.collect(),
            record: Value::from(listed(&text)),
        }))
    }

    fn plan(
        &self,
        bundle: &Bundle,
        found: Option<&Found>,
        stale: &BTreeSet<String>,
    ) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        if found.is_none() {
            plan.changes.push(Change::Create);
        }
        let wanted = Self::wanted(bundle)?;
        for (path, file) in &wanted {
            let bytes = file.bytes()?;
            let there = Self::digest_of(&self.folder.join(path))?;
            let same = there.as_ref().is_some_and(|(sha256, _)| *sha256 == digest::sha256(&bytes));
            if !same || stale.contains(path) {
                let replaces = there.is_some();
                let bytes = bytes.len() as u64;
                plan.changes.push(Change::Upload { path: path.clone(), bytes, replaces });
            }
        }
        let old = found.and_then(|found| found.record.as_array()).into_iter().flatten();
        for path in old.filter_map(Value::as_str).filter(|path| !wanted.contains_key(*path)) {
            if self.folder.join(path).exists() {
                plan.changes.push(Change::Remove { name: path.to_owned(), id: path.to_owned() });
            }
        }
        Ok(plan)
    }

    fn push(
        &self,
        bundle: &Bundle,
        found: Option<&Found>,
        plan: &Plan,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let wanted = Self::wanted(bundle)?;
        files::sweep(&self.folder).map_err(|e| Error::io(&self.folder, &e))?;
        if found.is_none() {
            // By the list of sums a later run knows what is ours, if this one is cut off.
            self.write(SUMS, &wanted, progress)?;
        }
        // The old list stays to the end: it tells what is no longer wanted.
        let paths = plan.uploads().map(|(path, _)| path);
        let (last, first): (Vec<_>, Vec<_>) = paths.partition(|path| *path == SUMS);
        let removed = plan.changes.iter().filter_map(|change| match change {
            Change::Remove { name, .. } => Some(name),
            _ => None,
        });
        for path in first {
            self.write(path, &wanted, progress)?;
        }
        for path in removed {
            let path = self.folder.join(path);
            fs::remove_file(&path).map_err(|e| Error::io(&path, &e))?;
        }
        for path in last {
            self.write(path, &wanted, progress)?;
        }
        Ok(())
    }

    fn fetch(&self, file: &FoundFile) -> Result<Served, Error> {
        if let Some(client) = &self.client {
            return client.fetch(&file.url);
        }
        let path = self.folder.join(&file.path);
        let read = fs::File::open(&path).and_then(digest::of_reader);
        let (sha256, bytes) = read.map_err(|e| Error::io(&path, &e))?;
        Ok(Served { sha256, bytes, content_type: None })
    }

    fn is_own(&self) -> bool {
        true
    }

    fn record(&self, found: &Found) -> Result<Option<String>, Error> {
        if let Some(client) = &self.client {
            return client.fetch_text(&address(&found.page, "catalog.ttl")).map(Some);
        }
        let path = self.folder.join("catalog.ttl");
        fs::read_to_string(&path).map(Some).map_err(|e| Error::io(&path, &e))
    }
}

impl Site {
    fn write(
        &self,
        path: &str,
        wanted: &BTreeMap<String, Wanted>,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let Some(file) = wanted.get(path) else { return Ok(()) };
        let bytes = file.bytes()?;
        files::write_whole(&self.folder.join(path), &bytes)
            .map_err(|(path, e)| Error::io(&path, &e))?;
        progress.sent(bytes.len() as u64);
        Ok(())
    }
}

/// Types for Apache. Text without a charset arrives as what the reader's machine takes it for.
fn htaccess() -> String {
    "\
# Written by akoma: each file as what it is, text as UTF-8.
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
"
    .to_owned()
}

/// Types for hosts of static pages that read `_headers`.
fn headers(bundle: &Bundle) -> String {
    let mut text = String::from("/*\n  Access-Control-Allow-Origin: *\n");
    for file in bundle.files() {
        let path = address("", &file.path);
        text.push_str(&format!("/{path}\n  Content-Type: {}\n", file.content_type()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_told_that_text_is_utf_8() {
        let settings = htaccess();
        assert!(settings.contains("AddCharset utf-8 .ttl"), "{settings}");
        assert_eq!(settings.matches("IfModule").count(), 2);
    }
}
