//! The files about all documents, which grow as the documents come.

use super::annotations::{ANNOTATIONS_PATH, CollectionFrame};
use super::parts::{FileKind, JSON_LINES, words};
use super::prepare::Prepared;
use super::present::Rows;
use super::tables::{self, RecordTable};
use crate::dataset::{Dataset, File, Role};
use crate::digest::Hashed;
use crate::error::{Error, ErrorKind};
use crate::folder::Update;
use crate::vocabulary::WEB_ANNOTATION;
use std::fs;
use std::io::{self, BufWriter, Write};

const fn table(name: &'static str, media_type: &'static str, format: &'static str) -> FileKind {
    FileKind { name, role: Role::Data, media_type, format, conforms_to: None }
}
const ANNOTATIONS: FileKind = FileKind {
    name: "annotations",
    role: Role::Data,
    media_type: "application/ld+json",
    format: "JSON_LD",
    conforms_to: Some(WEB_ANNOTATION),
};
const DICTIONARY: FileKind = FileKind {
    name: "dictionary",
    role: Role::Documentation,
    media_type: "text/csv",
    format: "CSV",
    conforms_to: None,
};
const FINDINGS: FileKind = FileKind { name: "findings", role: Role::Package, ..DICTIONARY };

/// The order of the growing files.
const PARTS: [(FileKind, &str); 5] = [
    (table("mentions-csv", "text/csv", "CSV"), "mentions.csv"),
    (table("mentions-jsonl", JSON_LINES, "JSON"), "mentions.jsonl"),
    (table("commitments-csv", "text/csv", "CSV"), "commitments.csv"),
    (table("commitments-jsonl", JSON_LINES, "JSON"), "commitments.jsonl"),
    (ANNOTATIONS, ANNOTATIONS_PATH),
];

/// The files as far as they are written.
pub(super) struct Collected<'u> {
    update: &'u Update<'u>,
    /// In the order of [`PARTS`].
    growing: [Hashed<BufWriter<fs::File>>; 5],
    frame: CollectionFrame,
    /// Whether an annotation was written.
    annotated: bool,
    findings: RecordTable,
}

impl<'u> Collected<'u> {
    /// Begins the files with what comes before the first document.
    pub(super) fn begin(
        update: &'u Update<'u>,
        dataset: &Dataset,
        prepared: &[Prepared],
    ) -> Result<Self, Error> {
        let (label, _) = words("annotations", &dataset.title, &dataset.tags);
        let total = prepared.iter().map(|document| document.mentions).sum();
        let frame =
            CollectionFrame::new(&dataset.site, ANNOTATIONS_PATH, label.best(&dataset.tags), total);
        let [mentions, mention_lines, commitments, commitment_lines, annotations] =
            PARTS.map(|(_, path)| update.create(path));
        let growing = [mentions?, mention_lines?, commitments?, commitment_lines?, annotations?];
        let mut findings = RecordTable::new("findings").map_err(failed)?;
        for document in prepared {
            findings.extend(document.findings.iter()).map_err(failed)?;
        }
        let mut collected = Self { update, growing, frame, annotated: false, findings };
        let header = |name| RecordTable::new(name).and_then(RecordTable::finish).map_err(failed);
        let (mentions, _) = header("mentions")?;
        let (commitments, _) = header("commitments")?;
        let annotations = collected.frame.head.clone().into_bytes();
        collected.grow([&mentions, &[], &commitments, &[], &annotations])?;
        Ok(collected)
    }

    /// Adds a document.
    pub(super) fn add(&mut self, rows: &Rows) -> Result<(), Error> {
        let (mentions, mention_lines) = &rows.mentions;
        let (commitments, commitment_lines) = &rows.commitments;
        let mut annotations = Vec::new();
        for annotation in &rows.annotations {
            annotations.extend_from_slice(if self.annotated { b",\n" } else { b"\n" });
            annotations.extend_from_slice(annotation.as_bytes());
            self.annotated = true;
        }
        self.grow([mentions, mention_lines, commitments, commitment_lines, &annotations])
    }

    fn grow(&mut self, pieces: [&[u8]; 5]) -> Result<(), Error> {
        for (file, piece) in self.growing.iter_mut().zip(pieces) {
            file.write_all(piece).map_err(failed)?;
        }
        Ok(())
    }

    /// Ends the files, and adds those that explain them.
    pub(super) fn finish(mut self, dataset: &Dataset) -> Result<Vec<File>, Error> {
        let annotations = self.frame.tail.clone().into_bytes();
        self.grow([&[], &[], &[], &[], &annotations])?;
        let tags = &dataset.tags;
        let mut files = Vec::new();
        for ((part, path), file) in PARTS.into_iter().zip(self.growing) {
            let sum = self.update.finish(path, file)?;
            files.push(part.file(path.to_owned(), sum, &dataset.title, tags, None));
        }
        let (findings, _) = self.findings.finish().map_err(failed)?;
        for (part, path, bytes) in [
            (DICTIONARY, "dictionary.csv", tables::dictionary().map_err(failed)?),
            (FINDINGS, "findings.csv", findings),
        ] {
            let sum = (self.update.write(path, &bytes)?, bytes.len() as u64);
            files.push(part.file(path.to_owned(), sum, &dataset.title, tags, None));
        }
        Ok(files)
    }
}

fn failed(error: io::Error) -> Error {
    Error::new(ErrorKind::Io, error.to_string())
}
