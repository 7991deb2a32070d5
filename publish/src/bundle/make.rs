//! Making a bundle: two passes over the documents, which are read one by one, and what describes
//! them all. Everything is prepared first and takes its place only when nothing is wrong.

use super::collected::Collected;
use super::describe::{describe, twins};
use super::findings::Finding;
use super::input::Documents;
use super::manifest::{MANIFEST, Manifest, SUMS, marked};
use super::parts::FileKind;
use super::prepare::{Prepared, prepare};
use super::present::present;
use super::{citation, crate_metadata, index, package};
use crate::catalogue;
use crate::characters::is_in_file_name;
use crate::dataset::{Dataset, File, Role, Texts};
use crate::error::{Error, ErrorKind};
use crate::folder::{Folder, Update};
use crate::settings::Settings;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A bundle that was made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BundleSummary {
    /// Paths and sizes in bytes of all files, in the order of the manifest, which comes last but for
    /// the list of sums.
    pub files: Vec<(String, u64)>,
    /// How many documents it holds.
    pub documents: usize,
    /// How many mentions.
    pub mentions: usize,
    /// How many commitments and calls.
    pub commitments: usize,
    /// What was found about the documents, as in `findings.csv`.
    pub findings: Vec<Finding>,
    /// Files of an older bundle that are no longer wanted and stay, since somebody has changed
    /// them.
    pub kept: Vec<String>,
}

/// Makes bundles.
///
/// ```
/// use akoma::{Annotator, Document};
/// use akoma_publish::bundle::{Bundler, Input};
/// # let settings = akoma_publish::settings::Settings::parse(
/// #     &include_str!("../../examples/declaration.toml")).map_err(|e| e[0].to_string())?;
/// let metadata = akoma::Metadata::from_toml("work.date = \"2021-11-22\"\nwork.country = \"fr\"")?;
/// let doc = akoma::Parser::new().metadata(metadata).parse("Accord\n1. Objet\nLa France informe Frontex.")?;
/// let doc = doc.annotate(Annotator::bundled());
/// let input = Input { name: "accord".into(), origin: "accord.txt".into(), doc, xml: None };
/// let folder = tempfile::tempdir()?;
/// let made = Bundler::new(&settings).strict(true).make([input].as_slice(), folder.path());
/// assert_eq!(made.map_err(|errors| errors[0].to_string())?.mentions, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Bundler<'a> {
    settings: &'a Settings,
    strict: bool,
    progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// Makes a bundle of documents in a folder, which must be new, empty, or an older bundle; as
/// [`Bundler::make`] does.
///
/// # Errors
/// Those of [`Bundler::make`].
pub fn make(
    inputs: &[super::Input],
    settings: &Settings,
    folder: &Path,
) -> Result<BundleSummary, Vec<Error>> {
    Bundler::new(settings).make(inputs, folder)
}

impl<'a> Bundler<'a> {
    /// Makes bundles with these settings.
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, strict: false, progress: &|_, _| () }
    }

    /// Whether a document that breaks the naming convention or a link (an error at level 2) is
    /// refused, and not only reported.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Called with how many steps are done, of how many.
    #[must_use]
    pub fn progress(mut self, progress: &'a (dyn Fn(usize, usize) + Sync)) -> Self {
        self.progress = progress;
        self
    }

    /// Makes a bundle in a folder, which must be new, empty, or an older bundle. Documents are read
    /// on all cores; at most a few are in memory at once.
    ///
    /// # Errors
    /// Every document that cannot be read, is not valid Akoma Ntoso, has no date, country or
    /// known language, or the URI of another; else that settings and documents do not
    /// go together; that the folder holds something of others, or cannot be written. The folder is
    /// as it was then.
    pub fn make(
        &self,
        documents: &(impl Documents + ?Sized),
        folder: &Path,
    ) -> Result<BundleSummary, Vec<Error>> {
        let one = |e: Error| vec![e];
        let names = documents.names();
        let wrong = wrong_names(&names);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let folder = Folder::open(folder, marked(folder).map_err(one)?).map_err(one)?;
        let update = folder.update().map_err(one)?;
        let work = BundleRun {
            settings: self.settings,
            update: &update,
            progress: self.progress,
            done: AtomicUsize::new(0),
            steps: 2 * names.len(),
        };
        let prepared = work.prepare_all(documents, &names, self.strict)?;
        let infos = prepared.iter().map(|document| document.info.clone()).collect();
        let dataset = self.settings.dataset(infos, describe).map_err(one)?;
        let files = work.present_all(&prepared, &dataset).map_err(one)?;
        let files = work.describe_all(&dataset, files).map_err(one)?;
        let wanted: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        let gone: Vec<String> =
            folder.known().filter(|path| !wanted.contains(path)).map(str::to_owned).collect();
        let kept = update.commit(&gone)?;
        let findings = prepared.iter().flat_map(|document| document.findings.iter().cloned());
        let findings = findings.collect();
        Ok(BundleSummary {
            documents: prepared.len(),
            mentions: prepared.iter().map(|document| document.mentions).sum(),
            commitments: prepared.iter().map(|document| document.commitments).sum(),
            files,
            findings,
            kept,
        })
    }
}

/// Names that documents of a bundle cannot have: an error for each. Files of one name would be one
/// file, and many systems make no difference between small and capital letters.
fn wrong_names(names: &[String]) -> Vec<Error> {
    let mut seen = BTreeMap::new();
    let mut errors = Vec::new();
    for name in names {
        // In this order `ς` and `σ` are one letter, as `ß` and `ẞ` are.
        let folded = name.to_lowercase().to_uppercase();
        let wrong = if let Some(c) = name.chars().find(|c| !is_in_file_name(*c)) {
            Some((
                "a document whose name is plain characters",
                format!("`{}` with U+{:04X} in it", name.escape_debug(), c as u32),
            ))
        } else if RESERVED.contains(&name.to_lowercase().as_str()) {
            Some((
                "a document with a name of its own",
                format!("`{name}`, the name of other files in every bundle"),
            ))
        } else {
            seen.insert(folded, name).map(|other| {
                let found = if other == name {
                    format!("`{name}` twice")
                } else {
                    format!("`{other}` and `{name}`, which many systems take for one")
                };
                ("documents with different names", found)
            })
        };
        if let Some((expected, found)) = wrong {
            let message = format!("expected {expected}, but found {found}");
            errors.push(
                Error::new(ErrorKind::Content, message).help("rename the file, and name each once"),
            );
        }
    }
    errors
}

/// Names that other files of a bundle have.
const RESERVED: &[&str] =
    &["index", "mentions", "commitments", "annotations", "dictionary", "catalog", "findings"];

/// How many documents are worked on before what came of them is put in order: enough for all
/// cores, few enough for the memory.
const AT_ONCE: usize = 32;

/// A bundle in the making.
struct BundleRun<'a> {
    settings: &'a Settings,
    update: &'a Update<'a>,
    progress: &'a (dyn Fn(usize, usize) + Sync),
    done: AtomicUsize,
    steps: usize,
}

impl BundleRun<'_> {
    fn step(&self) {
        (self.progress)(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.steps);
    }

    /// The first pass. Several documents at once; what is wrong is reported in their order.
    fn prepare_all(
        &self,
        documents: &(impl Documents + ?Sized),
        names: &[String],
        strict: bool,
    ) -> Result<Vec<Prepared>, Vec<Error>> {
        let prepare = |number: usize| {
            let input = documents.read(number)?;
            let done = prepare(&input, self.settings, strict, self.update);
            self.step();
            done.map(|prepared| (prepared, input.origin))
        };
        let done: Vec<_> = (0..names.len()).into_par_iter().map(prepare).collect();
        let (mut prepared, mut origins, mut unfit) = (Vec::new(), Vec::new(), Vec::new());
        for document in done {
            match document {
                Ok((document, origin)) => {
                    prepared.push(document);
                    origins.push(origin);
                }
                Err(errors) => unfit.extend(errors),
            }
        }
        unfit.extend(twins(prepared.iter().map(|document| &document.info).zip(&origins)));
        if unfit.is_empty() { Ok(prepared) } else { Err(unfit) }
    }

    /// The second pass: pages, tables, annotations. Gives the files so far.
    fn present_all(&self, prepared: &[Prepared], dataset: &Dataset) -> Result<Vec<File>, Error> {
        let mut files = Vec::new();
        let mut out = Collected::begin(self.update, dataset, prepared)?;
        for some in prepared.chunks(AT_ONCE) {
            let rows: Vec<_> = some
                .par_iter()
                .map(|document| {
                    let rows = present(&document.info, &document.files, dataset, self.update);
                    self.step();
                    rows
                })
                .collect();
            for (document, rows) in some.iter().zip(rows) {
                let rows = rows?;
                out.add(&rows)?;
                files.extend(document.files.iter().cloned().chain([rows.page]));
            }
        }
        files.extend(out.finish(dataset)?);
        Ok(files)
    }

    /// What describes the bundle: the page, the record, the packages, the list of sums. Gives the
    /// paths and sizes of all files.
    fn describe_all(
        &self,
        dataset: &Dataset,
        mut files: Vec<File>,
    ) -> Result<Vec<(String, u64)>, Error> {
        let record = catalogue::record(dataset, &files, self.settings.profile())?;
        let page = index::index(dataset, &files)?;
        for (path, media_type, format, bytes) in [
            ("index.html", "text/html", "HTML", page.into_bytes()),
            ("catalog.ttl", "text/turtle", "RDF_TURTLE", record.turtle),
            ("catalog.jsonld", "application/ld+json", "JSON_LD", record.json_ld),
            ("catalog.rdf", "application/rdf+xml", "RDF_XML", record.rdf_xml),
            ("CITATION.cff", "application/yaml", "TXT", citation::citation(dataset).into_bytes()),
        ] {
            files.push(self.package_file(path, media_type, format, &bytes)?);
        }
        let crate_metadata = pretty(&crate_metadata::ro_crate(dataset, &files))?;
        let path = "ro-crate-metadata.json";
        files.push(self.package_file(path, "application/ld+json", "JSON_LD", &crate_metadata)?);
        let mut made: Vec<_> = files.iter().map(|file| (file.path.clone(), file.bytes)).collect();
        // The manifest lists all but itself and the list of sums, which lists all but itself.
        let manifest = Manifest::new(dataset.clone(), files);
        let package = pretty(&package::datapackage(&manifest))?;
        let sum = self.update.write(MANIFEST, &package)?;
        made.push((MANIFEST.to_owned(), package.len() as u64));
        let sums = manifest.sums(&sum);
        self.update.write(SUMS, sums.as_bytes())?;
        made.push((SUMS.to_owned(), sums.len() as u64));
        Ok(made)
    }

    /// Writes a file that describes the bundle.
    fn package_file(
        &self,
        path: &'static str,
        media_type: &'static str,
        format: &'static str,
        bytes: &[u8],
    ) -> Result<File, Error> {
        let part =
            FileKind { name: path, role: Role::Package, media_type, format, conforms_to: None };
        let sum = self.update.write(path, bytes)?;
        let title = Texts::of("en", path);
        Ok(part.file(path.to_owned(), (sum, bytes.len() as u64), &title, &[], None))
    }
}

/// JSON for people, with a last line break.
fn pretty(value: &Value) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|e| Error::new(ErrorKind::Content, e.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
