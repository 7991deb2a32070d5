//! What a file is, as far as its first bytes show.

use crate::error::{Error, ErrorKind};

/// What a file is, by its content and not by its name: see [`Format::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Akoma Ntoso, of any version that is read; it may have mistakes.
    AkomaNtoso,
    /// XML with another root, or with no root that could be found.
    Xml,
    /// HTML, a whole page or a piece of one, or XHTML.
    Html,
    /// JSON, or JSON Lines.
    Json,
    /// A document of Word, DOCX.
    Docx,
    /// A text document of OpenDocument, ODT.
    Odt,
    /// An EPUB book.
    Epub,
    /// Another ZIP archive.
    Zip,
    /// PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// PostScript.
    PostScript,
    /// A file of Office before 2007.
    OldOffice,
    /// A gzip archive.
    Gzip,
    /// A picture: PNG, JPEG, GIF, TIFF.
    Picture,
    /// A program.
    Program,
    /// Other bytes that are no text: there is a NUL among the first.
    Binary,
}

/// First bytes of files that are not text, and what they are.
const MAGIC: &[(&[u8], Format)] = &[
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"\x1f\x8b", Format::Gzip),
    (b"\x7fELF", Format::Program),
    (b"\x89PNG", Format::Picture),
    (b"\xff\xd8\xff", Format::Picture),
    (b"GIF87a", Format::Picture),
    (b"GIF89a", Format::Picture),
    (b"II*\0", Format::Picture),
    (b"MM\0*", Format::Picture),
    (b"\xd0\xcf\x11\xe0", Format::OldOffice),
    (b"{\\rtf", Format::Rtf),
    (b"%!PS", Format::PostScript),
];

/// How far to look for NUL bytes: a text has none, most binary files have one early.
const BINARY_WINDOW: usize = 8192;

/// How far from its beginning a PDF may say that it is one.
const PDF_WINDOW: usize = 1024;

impl Format {
    /// What it is, in words, for a message: « found … ».
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "plain text",
            Format::AkomaNtoso => "Akoma Ntoso",
            Format::Xml => "XML that is not Akoma Ntoso",
            Format::Html => "HTML",
            Format::Json => "JSON",
            Format::Docx => "a Word document (DOCX)",
            Format::Odt => "an OpenDocument text (ODT)",
            Format::Epub => "an EPUB book",
            Format::Zip => "a ZIP archive",
            Format::Pdf => "a PDF file",
            Format::Rtf => "an RTF file",
            Format::PostScript => "a PostScript file",
            Format::OldOffice => "an old Office file",
            Format::Gzip => "a gzip archive",
            Format::Picture => "a picture",
            Format::Program => "a program",
            Format::Binary => "a binary file (it has NUL bytes)",
        }
    }

    /// Whether it is XML, Akoma Ntoso or not: what [`akn::read`](crate::akn::read) reads, or says
    /// what is wrong with.
    pub fn is_xml(self) -> bool {
        matches!(self, Format::AkomaNtoso | Format::Xml)
    }

    /// The error of a command that takes plain text and Akoma Ntoso, and was given this.
    ///
    /// ```
    /// use akoma::Format;
    ///
    /// let error = Format::of(b"<!DOCTYPE html><p>Accord</p>").refused();
    /// assert_eq!(error.message(), "expected plain text or Akoma Ntoso, but found HTML");
    /// assert!(error.help().is_some());
    /// ```
    pub fn refused(self) -> Error {
        let help = match self {
            Format::Html | Format::Docx | Format::Odt | Format::Epub | Format::Rtf => {
                "extract its text first, for example with `pandoc --to plain`"
            }
            Format::Pdf | Format::PostScript => {
                "extract its text first, for example with `pdftotext`"
            }
            Format::OldOffice => "save it as text first, in the program that made it",
            Format::Zip | Format::Gzip => "unpack it first, and name the files in it",
            Format::Picture => "recognize its text first, for example with `tesseract`",
            _ => "name a file with the text itself",
        };
        let found = self.name();
        let message = format!("expected plain text or Akoma Ntoso, but found {found}");
        Error::new(ErrorKind::Binary, message).with_help(help)
    }

    /// What bytes are that cannot be read as text, if they are such.
    pub(crate) fn of_binary(bytes: &[u8]) -> Option<Format> {
        let start = |magic: &[u8]| bytes.starts_with(magic);
        if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| start(magic)) {
            return Some(if *format == Format::Zip { of_zip(bytes) } else { *format });
        }
        let first = &bytes[..bytes.len().min(PDF_WINDOW)];
        // A text may speak of the sign; in a PDF it is the first thing that can be read.
        let pdf = memchr::memmem::find(first, b"%PDF-");
        if pdf.is_some_and(|at| !first[..at].iter().any(u8::is_ascii_alphanumeric)) {
            return Some(Format::Pdf);
        }
        let window = &bytes[..bytes.len().min(BINARY_WINDOW)];
        memchr::memchr(0, window).map(|_| Format::Binary)
    }

    /// Whether a text is JSON: an object with its first key, or a list of such, to the end.
    pub(crate) fn is_json(text: &str) -> bool {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let list = text.strip_prefix('[').map(str::trim_start);
        let end = if list.is_some() { ']' } else { '}' };
        let Some(object) = list.unwrap_or(text).strip_prefix('{') else { return false };
        let Some(key) = object.trim_start().strip_prefix('"') else { return false };
        let value = key.split_once('"').map(|(_, rest)| rest.trim_start());
        value.is_some_and(|value| value.starts_with(':')) && text.ends_with(end)
    }
}

/// What a ZIP archive holds: its first file says the kind, or it is that of a file in it.
fn of_zip(bytes: &[u8]) -> Format {
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    let first = &bytes[..bytes.len().min(PDF_WINDOW)];
    let says = |kind: &[u8]| memchr::memmem::find(first, kind).is_some();
    if says(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        Format::Odt
    } else if says(b"mimetypeapplication/epub+zip") {
        Format::Epub
    } else if holds(b"word/document.xml") {
        Format::Docx
    } else {
        Format::Zip
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told_by_its_bytes() {
        for (bytes, expected) in [
            (&b"%PDF-1.7"[..], Format::Pdf),
            (b"\r\n%PDF-1.4\n1 0 obj", Format::Pdf),
            (b"PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml ... word/document.xml", Format::Docx),
            (b"PK\x03\x04____mimetypeapplication/vnd.oasis.opendocument.textPK", Format::Odt),
            (b"PK\x03\x04____mimetypeapplication/epub+zipPK", Format::Epub),
            (b"PK\x03\x04____a.txtPK", Format::Zip),
            (b"{\\rtf1\\ansi Accord}", Format::Rtf),
            (b"a\0b", Format::Binary),
        ] {
            assert_eq!(Format::of_binary(bytes), Some(expected), "{bytes:?}");
        }
        for text in ["Accord", "", "A file that begins with %PDF- is a PDF.", "PKI : accord"] {
            assert_eq!(Format::of_binary(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn json_is_told_from_text_in_brackets() {
        for json in ["{\"a\": 1}", " [ {\"a\":1},\n{\"b\":2} ]\n", "{\"a\":1}\n{\"a\":2}\n"] {
            assert!(Format::is_json(json), "{json}");
        }
        for text in
            ["[Traduction]\nAccord", "[1] « Note »", "{a, b}", "{\"a\" est une lettre}", "[", "{"]
        {
            assert!(!Format::is_json(text), "{text}");
        }
    }
}
