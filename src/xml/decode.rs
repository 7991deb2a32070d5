//! Bytes to characters, by what the document says of its encoding.

use super::chars::is_space;
use super::encodings::{Upper, is_read_by_others, upper};
use crate::error::{Error, ErrorKind};

/// The characters of an XML document, whatever encoding it is in, by its byte-order mark or its
/// declaration: UTF-8, UTF-16, and those with one byte a character that libxml2 reads (US-ASCII,
/// ISO-8859, WINDOWS-1250 to 1258, KOI8, and others).
///
/// UTF-8 is kept to the byte, byte-order mark and all. Of another encoding, the declaration in the
/// result says UTF-8, padded with spaces so that every column stays what it was.
///
/// ```
/// let xml = akoma::akn::decode(b"<?xml version='1.0' encoding='ISO-8859-1'?><p>\xE9t\xE9</p>".to_vec())?;
/// assert_eq!(xml, "<?xml version='1.0' encoding='UTF-8'     ?><p>été</p>");
/// # Ok::<(), akoma::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::NotUtf8`] if the bytes are not what they say, or say what nobody knows;
/// [`ErrorKind::UnknownEncoding`] if they say what is not read here, SHIFT_JIS for example;
/// [`ErrorKind::TooLarge`] at 4 GiB or more.
pub fn decode(bytes: Vec<u8>) -> Result<String, Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::new(
            ErrorKind::TooLarge,
            "expected less than 4 GiB of XML, but found more",
        ));
    }
    match wide(&bytes) {
        Some(Wide::Utf16 { big, mark }) => {
            let text = utf16(&bytes[mark..], big)?;
            return Ok(match declared(text.as_bytes()) {
                Some(found) => said_to_be_utf8(text, found),
                None => text,
            });
        }
        Some(Wide::Utf32) => {
            return Err(unknown("UTF-32"));
        }
        None => {}
    }
    let found = declared(&bytes);
    let label =
        found.clone().map(|range| String::from_utf8_lossy(&bytes[range]).to_ascii_uppercase());
    // A byte-order mark is stronger than the declaration.
    let marked = bytes.starts_with(b"\xEF\xBB\xBF");
    match (label.filter(|label| !marked && !matches!(label.as_str(), "UTF-8" | "UTF8")), found) {
        (Some(label), Some(found)) => {
            let upper = upper(&label).ok_or_else(|| unknown(&label))?;
            Ok(said_to_be_utf8(of_single(&bytes, &upper, &label)?, found))
        }
        _ => String::from_utf8(bytes).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            bad_byte(e.as_bytes(), at, "UTF-8").with_help(
                "the declaration may have to name the encoding: <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
            )
        }),
    }
}

/// The characters of an encoding with one byte for each.
fn of_single(bytes: &[u8], upper: &Upper, label: &str) -> Result<String, Error> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for (at, &b) in bytes.iter().enumerate() {
        let c = match b.checked_sub(0x80) {
            None => Some(char::from(b)),
            Some(index) => upper[usize::from(index)],
        };
        text.push(c.ok_or_else(|| bad_byte(bytes, at, label))?);
    }
    Ok(text)
}

enum Wide {
    Utf16 { big: bool, mark: usize },
    Utf32,
}

/// Whether every character has more than one byte, by the mark or the first sign.
fn wide(bytes: &[u8]) -> Option<Wide> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..]
        | [0, 0, 0xFE, 0xFF, ..]
        | [b'<', 0, 0, 0, ..]
        | [0, 0, 0, b'<', ..] => Some(Wide::Utf32),
        [0xFF, 0xFE, ..] => Some(Wide::Utf16 { big: false, mark: 2 }),
        [0xFE, 0xFF, ..] => Some(Wide::Utf16 { big: true, mark: 2 }),
        [b'<', 0, ..] => Some(Wide::Utf16 { big: false, mark: 0 }),
        [0, b'<', ..] => Some(Wide::Utf16 { big: true, mark: 0 }),
        _ => None,
    }
}

fn utf16(bytes: &[u8], big: bool) -> Result<String, Error> {
    let name = if big { "UTF-16BE" } else { "UTF-16LE" };
    let mut text = String::with_capacity(bytes.len() / 2);
    for c in char::decode_utf16(units(bytes, big)) {
        let c = c.map_err(|e| {
            let message = format!(
                "expected text in {name}, but found half a pair: 0x{:04X}",
                e.unpaired_surrogate()
            );
            Error::new(ErrorKind::NotUtf8, message)
        })?;
        text.push(c);
    }
    match bytes.len().is_multiple_of(2) {
        true => Ok(text),
        false => Err(Error::new(
            ErrorKind::NotUtf8,
            format!("expected text in {name}, but found an odd number of bytes"),
        )
        .with_help("the file may have been cut short")),
    }
}

fn units(bytes: &[u8], big: bool) -> impl Iterator<Item = u16> {
    bytes.as_chunks::<2>().0.iter().map(move |&pair| match big {
        true => u16::from_be_bytes(pair),
        false => u16::from_le_bytes(pair),
    })
}

/// The characters of what is UTF-16 by its mark or its first sign, wrong ones replaced.
pub(crate) fn utf16_in(bytes: &[u8]) -> Option<String> {
    let Some(Wide::Utf16 { big, mark }) = wide(bytes) else { return None };
    let text = char::decode_utf16(units(&bytes[mark..], big));
    Some(text.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// Where the declaration names the encoding.
fn declared(bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    let bytes = &bytes[..bytes.len().min(1024)];
    let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let after = bytes[start..].strip_prefix(b"<?xml")?;
    if !after.first().is_some_and(|&b| is_space(b)) {
        return None;
    }
    let end = start + memchr::memmem::find(&bytes[start..], b"?>")?;
    // With other signs it is no declaration, and places in it are not the same once decoded.
    if !bytes[start..end].is_ascii() {
        return None;
    }
    let mut at = start + memchr::memmem::find(&bytes[start..end], b"encoding")? + "encoding".len();
    at += bytes[at..end].iter().position(|b| *b == b'"' || *b == b'\'')?;
    let length = memchr::memchr(bytes[at], &bytes[at + 1..end])?;
    Some(at + 1..at + 1 + length)
}

/// The text with the encoding that its declaration names at `found` made UTF-8.
fn said_to_be_utf8(mut text: String, found: std::ops::Range<usize>) -> String {
    let spaces = found.len().saturating_sub("UTF-8".len());
    let quote = text[found.end..].chars().next().unwrap_or('"');
    text.replace_range(found.start..found.end + 1, &format!("UTF-8{quote}{:spaces$}", ""));
    text
}

fn unknown(label: &str) -> Error {
    // Whether the document is well formed cannot be said of what others can read.
    let kind = match is_read_by_others(label) {
        true => ErrorKind::UnknownEncoding,
        false => ErrorKind::NotUtf8,
    };
    Error::new(kind, format!("expected UTF-8 or another encoding that is known, but found {label}"))
        .with_help(format!("convert it first: iconv -f {label} -t UTF-8 FILE"))
}

fn bad_byte(bytes: &[u8], at: usize, label: &str) -> Error {
    let before = &bytes[..at];
    let line = memchr::memchr_iter(b'\n', before).count() as u32 + 1;
    let start = memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() as u32 + 1;
    let found = bytes.get(at).map_or("the end".to_owned(), |b| format!("byte 0x{b:02X}"));
    Error::new(ErrorKind::NotUtf8, format!("expected text in {label}, but found {found}"))
        .at(line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_read_by_its_mark_and_without_one() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><p>été 😀</p>";
        let same = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><p>été 😀</p>";
        let big: Vec<u8> = xml.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(big.clone()).unwrap(), same);
        assert_eq!(decode(little.clone()).unwrap(), same);
        assert_eq!(decode([b"\xFE\xFF".to_vec(), big].concat()).unwrap(), same);
        assert_eq!(decode([b"\xFF\xFE".to_vec(), little].concat()).unwrap(), same);
    }

    #[test]
    fn utf8_is_kept_to_the_byte() {
        let xml = "\u{FEFF}<?xml version='1.0' encoding='utf-8'?>\r\n<p>é</p>";
        assert_eq!(decode(xml.as_bytes().to_vec()).unwrap(), xml);
        assert_eq!(decode("<p>é</p>".as_bytes().to_vec()).unwrap(), "<p>é</p>");
    }

    #[test]
    fn western_encodings_differ_where_they_must() {
        let in_encoding = |name: &str| {
            let mut xml = format!("<?xml version='1.0' encoding='{name}'?><p>").into_bytes();
            xml.extend(b"\xA4\x80</p>");
            decode(xml).map(|text| text[text.find("<p>").unwrap() + 3..].to_owned())
        };
        assert_eq!(in_encoding("ISO-8859-1").unwrap(), "¤\u{80}</p>");
        assert_eq!(in_encoding("iso-8859-15").unwrap(), "€\u{80}</p>");
        assert_eq!(in_encoding("windows-1252").unwrap(), "¤€</p>");
        let error = in_encoding("US-ASCII").unwrap_err();
        assert_eq!(error.position(), Some((1, 45)));
        assert_eq!(in_encoding("EBCDIC-X").unwrap_err().kind(), ErrorKind::NotUtf8);
        let error = in_encoding("Shift_JIS").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownEncoding);
        assert!(error.help().is_some_and(|help| help.contains("iconv -f SHIFT_JIS")));
    }

    #[test]
    fn every_encoding_of_one_byte_is_read() {
        for (name, bytes, expected) in [
            ("ISO-8859-2", &b"\xA3\xF3d\xBC"[..], "Łódź"),
            ("latin2", b"\xA3\xF3d\xBC", "Łódź"),
            ("windows-1250", b"\xA3\xF3d\x9F", "Łódź"),
            ("ISO-8859-5", b"\xB7\xD0\xDA\xDE\xDD", "Закон"),
            ("windows-1251", b"\xC7\xE0\xEA\xEE\xED", "Закон"),
            ("KOI8-R", b"\xFA\xC1\xCB\xCF\xCE", "Закон"),
            ("ISO-8859-7", b"\xCD\xFC\xEC\xEF\xF2", "Νόμος"),
            ("windows-1253", b"\xCD\xFC\xEC\xEF\xF2", "Νόμος"),
            ("ISO-8859-9", b"\xDE\xFD", "Şı"),
            ("windows-1257", b"\xC0\xE0", "Ąą"),
            ("macintosh", b"\x8Et\x8E", "été"),
        ] {
            let mut xml = format!("<?xml version='1.0' encoding='{name}'?><p>").into_bytes();
            xml.extend(bytes);
            let text = decode(xml).unwrap();
            assert_eq!(text.split_once("<p>").unwrap().1, expected, "{name}");
        }
    }

    #[test]
    fn only_a_declaration_names_the_encoding() {
        let xml = "<?xml-stylesheet href='a' encoding='ISO-8859-1'?><p>é</p>";
        assert_eq!(decode(xml.as_bytes().to_vec()).unwrap(), xml);
        let wrong = b"<?xml version='\xE9\xE9' encoding='\xE9\xE9ISO-8859-1'?><p>\xE9</p>".to_vec();
        assert_eq!(decode(wrong).unwrap_err().kind(), ErrorKind::NotUtf8);
        let wrong = b"<?xml version='\xE9\xE9\xE9' encoding='ISO-8859-1'?><p>\xE9</p>".to_vec();
        assert_eq!(decode(wrong).unwrap_err().kind(), ErrorKind::NotUtf8);
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_place() {
        let error = decode(b"<p>\n\xC3\xA9l\xE9gal</p>".to_vec()).unwrap_err();
        assert_eq!(error.position(), Some((2, 3)));
        assert!(error.message().contains("0xE9"), "{error}");
    }
}
