use super::Format;
use super::blank::is_blank;
use crate::error::{Error, ErrorKind};
use std::sync::Arc;

/// A text as it was read from a file: its characters, and what was around them.
///
/// ```
/// use akoma::{LineEnds, Source};
///
/// let source = Source::decode("\u{feff}Un\r\nDeux\r\n".as_bytes())?;
/// assert!(source.had_bom());
/// assert_eq!(source.line_ends(), LineEnds { lf: 0, crlf: 2, cr: 0 });
/// assert_eq!(source.text(), "Un\r\nDeux\r\n");
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Source {
    text: Arc<str>,
    bom: bool,
}

/// How many lines of a text end in each way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineEnds {
    /// Line feed alone (Unix).
    pub lf: usize,
    /// Carriage return and line feed (Windows).
    pub crlf: usize,
    /// Carriage return alone (old Macintosh).
    pub cr: usize,
}

impl Source {
    /// Decodes UTF-8, with or without a byte-order mark, which is remembered and taken off.
    ///
    /// # Errors
    /// [`ErrorKind::Binary`], [`ErrorKind::NotUtf8`] (says the line and column of the first
    /// wrong byte), [`ErrorKind::Empty`] (nothing but white space), [`ErrorKind::TooLarge`]
    /// (4 GiB or more).
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        Self::check_size(bytes.len() as u64)?;
        for (bom, name) in [(&[0xFF, 0xFE][..], "UTF-16LE"), (&[0xFE, 0xFF], "UTF-16BE")] {
            if bytes.starts_with(bom) {
                return Err(Error::new(
                    ErrorKind::NotUtf8,
                    format!("expected text in UTF-8, but found the byte-order mark of {name}"),
                )
                .with_help(format!("convert it first: iconv -f {name} -t UTF-8 FILE")));
            }
        }
        if let Some(binary) = Format::of_binary(bytes) {
            return Err(binary.refused());
        }
        let (bom, bytes) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => (true, rest),
            None => (false, bytes),
        };
        let text = std::str::from_utf8(bytes).map_err(|e| not_utf8(bytes, e))?;
        if text.chars().all(is_blank) {
            return Err(Error::new(
                ErrorKind::Empty,
                match text.len() {
                    0 => "expected a text, but found nothing: the input is empty".to_owned(),
                    n => format!("expected a text, but found only white space ({n} bytes)"),
                },
            ));
        }
        Ok(Self { text: text.into(), bom })
    }

    /// Whether a text of so many bytes can be read: to be asked before a large file is.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] at 4 GiB or more.
    pub fn check_size(bytes: u64) -> Result<(), Error> {
        if u32::try_from(bytes).is_ok() {
            return Ok(());
        }
        let message = format!("expected less than 4 GiB of text, but found {bytes} bytes");
        Err(Error::new(ErrorKind::TooLarge, message)
            .with_help("split the text into documents and build each"))
    }

    /// The text, without the byte-order mark; line ends are as they were.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Whether a byte-order mark was before the text.
    pub fn had_bom(&self) -> bool {
        self.bom
    }

    /// Counts the line ends of each kind.
    pub fn line_ends(&self) -> LineEnds {
        let bytes = self.text.as_bytes();
        let mut ends = LineEnds::default();
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            match bytes[at] {
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => ends.crlf += 1,
                b'\r' => ends.cr += 1,
                _ if at > 0 && bytes[at - 1] == b'\r' => {}
                _ => ends.lf += 1,
            }
        }
        ends
    }
}

fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Error {
    let at = error.valid_up_to();
    let before = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
    let line = super::LineIndex::new(before).line_column(before, at as u32);
    let line = if before.ends_with(['\n', '\r']) { (line.0 + 1, 1) } else { line };
    let found = match error.error_len() {
        Some(_) => format!("byte 0x{:02X}", bytes[at]),
        None => "a character cut short at the end".to_owned(),
    };
    Error::new(ErrorKind::NotUtf8, format!("expected text in UTF-8, but found {found}"))
        .at(line.0, line.1)
        .with_help("if it is a Western encoding, convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8]) -> ErrorKind {
        Source::decode(bytes).unwrap_err().kind()
    }

    #[test]
    fn what_is_no_text_is_refused_by_kind() {
        assert_eq!(kind(b""), ErrorKind::Empty);
        assert_eq!(kind(b"\xEF\xBB\xBF"), ErrorKind::Empty);
        assert_eq!(kind("\n".repeat(1_000_000).as_bytes()), ErrorKind::Empty);
        assert_eq!(kind(b"%PDF-1.7"), ErrorKind::Binary);
        assert_eq!(kind(b"a\0b"), ErrorKind::Binary);
        assert_eq!(kind(b"\xFF\xFEa\0"), ErrorKind::NotUtf8);
        assert_eq!(kind(b"D\xE9claration"), ErrorKind::NotUtf8);
    }

    #[test]
    fn four_gibibytes_are_too_many() {
        assert!(Source::check_size(u64::from(u32::MAX)).is_ok());
        let error = Source::check_size(1 << 32).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert!(error.help().is_some());
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_place() {
        let error = Source::decode(b"ligne une\nl\xE9gal").unwrap_err();
        assert_eq!(error.position(), Some((2, 2)));
        assert!(error.to_string().contains("0xE9"), "{error}");
        let error = Source::decode(b"une\n\xE9t\xE9").unwrap_err();
        assert_eq!(error.position(), Some((2, 1)));
    }
}
