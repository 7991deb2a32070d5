//! The first pass over a document: read, checked, its XML and its text written.

use super::describe::{info, unknown};
use super::findings::{Finding, LEVEL_2, READING};
use super::input::Input;
use super::parts::FileKind;
use crate::dataset::{DocumentInfo, File, Role, Texts};
use crate::error::{Error, ErrorKind};
use crate::folder::Update;
use crate::settings::Settings;
use crate::vocabulary::AKOMA_NTOSO;
use akoma::{Document, Level, LineIndex, Severity, Validator, akn};

const AKN: FileKind = FileKind {
    name: "akn",
    role: Role::Data,
    media_type: "application/xml",
    format: "XML",
    conforms_to: Some(AKOMA_NTOSO),
};
const TEXT: FileKind = FileKind {
    name: "text",
    role: Role::Data,
    media_type: "text/plain",
    format: "TXT",
    conforms_to: None,
};

/// A document that is fit to be published.
pub(super) struct Prepared {
    pub(super) info: DocumentInfo,
    /// The XML and the text.
    pub(super) files: Vec<File>,
    pub(super) findings: Vec<Finding>,
    pub(super) mentions: usize,
    pub(super) commitments: usize,
}

/// Checks a document and writes its XML and its text.
///
/// # Errors
/// Everything that keeps it from being published.
pub(super) fn prepare(
    input: &Input,
    settings: &Settings,
    strict: bool,
    update: &Update<'_>,
) -> Result<Prepared, Vec<Error>> {
    let mut findings = read_findings(input);
    let xml = checked_xml(input, strict, &mut findings)?;
    findings.extend(Finding::of_words(input));
    let info = info(input, Some(settings));
    let unknown = unknown(input);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let one = |e: Error| vec![e];
    let titles = Texts::of(&info.tag, &info.title);
    let own = [info.tag.clone()];
    let mut files = Vec::new();
    for (part, extension, bytes) in [(AKN, "xml", xml), (TEXT, "txt", source_text(&input.doc))] {
        let path = format!("{}.{extension}", input.name);
        let sum = update.write(&path, &bytes).map_err(one)?;
        let size = bytes.len() as u64;
        files.push(part.file(path, (sum, size), &titles, &own, Some(&info.language)));
    }
    Ok(Prepared {
        info,
        files,
        findings,
        mentions: input.doc.mentions().count(),
        commitments: input.doc.commitments().count(),
    })
}

/// What was found when the document was read.
fn read_findings(input: &Input) -> Vec<Finding> {
    let text = input.doc.source();
    let lines = LineIndex::new(text);
    let found = input.doc.report().iter().filter(|d| d.severity() > Severity::Note);
    found.map(|d| Finding::new((&input.name, &input.origin), READING, d, &lines, text)).collect()
}

/// The XML of a document: that it was read from, or a new one; valid by the official schema. What
/// breaks the naming convention or a link is an error only if `strict`.
fn checked_xml(
    input: &Input,
    strict: bool,
    findings: &mut Vec<Finding>,
) -> Result<Vec<u8>, Vec<Error>> {
    let xml = input.doc.to_akn();
    let lines = LineIndex::new(&xml);
    let name = (input.name.as_str(), input.origin.as_str());
    let (mut invalid, mut level_2) = (Vec::new(), Vec::new());
    for diagnostic in Validator::new().level(Level::Convention).validate(&xml).report().iter() {
        let of_level_2 =
            akoma::codes().any(|c| c.name() == diagnostic.code() && c.level() > Level::Schema);
        let finding = Finding::new(name, LEVEL_2, diagnostic, &lines, &xml);
        if of_level_2 { level_2.push(finding) } else { invalid.push(finding) }
    }
    let is_error = |finding: &&Finding| finding.severity == Severity::Error.name();
    if invalid.iter().any(|finding| is_error(&finding)) {
        return Err(vec![unfit(input, invalid.iter().filter(is_error), "valid Akoma Ntoso", 1)]);
    }
    if strict && level_2.iter().any(|finding| is_error(&finding)) {
        let errors = level_2.iter().filter(is_error);
        return Err(vec![unfit(input, errors, "Akoma Ntoso without errors at level 2", 2)]);
    }
    findings.extend(level_2.into_iter().filter(|f| f.severity != Severity::Note.name()));
    match &input.xml {
        Some(xml) => Ok(xml.clone()),
        None => {
            akn::verify(&input.doc, &xml).map_err(|e| {
                vec![Error::new(ErrorKind::Content, e.to_string()).at(&input.origin)]
            })?;
            Ok(xml.into_bytes())
        }
    }
}

/// The first error of a document, and how many more there are.
fn unfit<'a>(
    input: &Input,
    mut errors: impl Iterator<Item = &'a Finding>,
    expected: &str,
    level: u8,
) -> Error {
    let (mut place, mut message) = (input.origin.clone(), format!("expected {expected}"));
    if let Some(first) = errors.next() {
        let path = first.path.as_ref().map(|path| format!(" in {path}")).unwrap_or_default();
        message = format!("{message}, but found{path}: {} [{}]", first.message, first.code);
        // The line of an XML that was made of a text says nothing to who has the text.
        if let (Some(line), Some(column), true) = (first.line, first.column, input.xml.is_some()) {
            place = format!("{place}:{line}:{column}");
        }
    }
    match errors.count() {
        0 => {}
        more => message = format!("{message}, and {more} more"),
    }
    let command = if level == 1 { "akoma validate" } else { "akoma validate --level 2" };
    let help = format!("`{command}` lists everything that is wrong");
    Error::new(ErrorKind::Content, message).at(place).help(help)
}

/// The source text as it was published, a byte-order mark included.
fn source_text(doc: &Document) -> Vec<u8> {
    let mark = if doc.had_bom() { "\u{feff}" } else { "" };
    [mark.as_bytes(), doc.text().as_bytes()].concat()
}
