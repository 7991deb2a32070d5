//! Which characters are allowed where.

use crate::text::forbidden_in_xml;

/// A set of bytes at which a run of characters ends, or needs a closer look.
struct Stops {
    table: [bool; 256],
}

impl Stops {
    const fn new(bytes: &[u8], white_space: bool) -> Self {
        let mut table = [false; 256];
        let mut b = 0;
        while b < 0x20 {
            table[b] = white_space || (b != b'\n' as usize && b != b'\t' as usize);
            b += 1;
        }
        let mut i = 0;
        while i < bytes.len() {
            table[bytes[i] as usize] = true;
            i += 1;
        }
        Self { table }
    }
}

/// The first bytes of U+FFFE and U+FFFF, and of some thousand harmless characters.
const HIGH: u8 = 0xEF;

const IN_TEXT: Stops = Stops::new(&[b'<', b'&', b'>', HIGH], false);
const IN_VALUE: Stops = Stops::new(&[b'<', b'&', b'"', b'\'', HIGH], true);

/// Where the first byte of text is, at `at` or after it, that needs a closer look: markup,
/// `>`, a control character, what may be a character unknown to XML.
#[inline]
pub(super) fn next_in_text(bytes: &[u8], mut at: usize) -> usize {
    // Sixteen at a time, without a branch: this compiles to vector instructions.
    while let Some(chunk) = bytes[at..].first_chunk::<16>() {
        let stops = chunk.iter().fold(0, |found, &b| {
            let control = (b < 0x20) & (b != b'\n') & (b != b'\t');
            found | (control | (b == b'<') | (b == b'&') | (b == b'>') | (b == HIGH)) as u8
        });
        if stops != 0 {
            break;
        }
        at += 16;
    }
    first_stop(bytes, at, &IN_TEXT)
}

/// The same in the value of an attribute, where quotes and all white space but spaces count and
/// `>` does not.
#[inline]
pub(super) fn next_in_value(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes[at..].first_chunk::<16>() {
        let stops = chunk.iter().fold(0, |found, &b| {
            let quote = (b == b'"') | (b == b'\'');
            found | ((b < 0x20) | quote | (b == b'<') | (b == b'&') | (b == HIGH)) as u8
        });
        if stops != 0 {
            break;
        }
        at += 16;
    }
    first_stop(bytes, at, &IN_VALUE)
}

#[inline]
fn first_stop(bytes: &[u8], mut at: usize, stops: &Stops) -> usize {
    while at < bytes.len() && !stops.table[bytes[at] as usize] {
        at += 1;
    }
    at
}

/// Whether a character that XML does not know begins at `at`.
#[inline]
pub(super) fn is_forbidden_at(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\t' | b'\n' | b'\r' => false,
        0..0x20 => true,
        HIGH => matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])),
        _ => false,
    }
}

/// The first character of `text` that XML does not know, and where it is.
pub(super) fn first_forbidden(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(_, c)| forbidden_in_xml(c))
}

/// White space as XML has it.
pub(crate) fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r')
}

/// The length of the white space that `bytes` begins with.
pub(super) fn space(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| !is_space(b)).unwrap_or(bytes.len())
}

/// The length of the name that `text` begins with at byte `start`, 0 if there is none, and how
/// far into it its last colon is, if it has one.
#[inline]
pub(super) fn name_at(text: &str, start: usize) -> (usize, Option<usize>) {
    let bytes = text.as_bytes();
    let mut colon = None;
    match bytes.get(start) {
        Some(&b) if b < 0x80 && ASCII[b as usize] & START != 0 => {}
        Some(&b) if b >= 0x80 && char_at(text, start).is_some_and(starts_name) => {}
        _ => return (0, None),
    }
    if bytes[start] == b':' {
        colon = Some(0);
    }
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(&b) if b < 0x80 => {
                if ASCII[b as usize] & PART == 0 {
                    break;
                }
                if b == b':' {
                    colon = Some(at - start);
                }
                at += 1;
            }
            // The rest of a character whose first byte was taken.
            Some(&b) if b & 0xC0 == 0x80 => at += 1,
            Some(_) => match char_at(text, at) {
                Some(c) if is_in_name(c) => at += c.len_utf8(),
                _ => break,
            },
            None => break,
        }
    }
    (at - start, colon)
}

#[cold]
fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The length of the name that `text` begins with: 0 if it begins with none. Colons count.
pub(super) fn name(text: &str) -> usize {
    name_at(text, 0).0
}

const START: u8 = 1;
const PART: u8 = 2;

const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut b = 0u8;
    while b < 128 {
        if b.is_ascii_alphabetic() || b == b'_' || b == b':' {
            table[b as usize] = START | PART;
        } else if b.is_ascii_digit() || b == b'-' || b == b'.' {
            table[b as usize] = PART;
        }
        b += 1;
    }
    table
};

/// Whether a name may begin with this character, which is not ASCII.
fn starts_name(c: char) -> bool {
    matches!(c,
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Whether a name may hold this character, which is not ASCII.
fn is_in_name(c: char) -> bool {
    starts_name(c) || matches!(c, '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_they_must() {
        assert_eq!(name("eId=\"x\""), 3);
        assert_eq!(name("akn:p>"), 5);
        assert_eq!(name("-p"), 0);
        assert_eq!(name("3"), 0);
        assert_eq!(name(""), 0);
        assert_eq!(name("numéro "), "numéro".len());
        assert_eq!(name("é"), 2);
        assert_eq!(name("a\u{300}b c"), 4);
        assert_eq!(name("\u{300}"), 0);
        assert_eq!(name("a×b"), 1);
        assert_eq!(name("a→"), 1);
    }

    #[test]
    fn runs_end_where_a_closer_look_is_due() {
        let plain = "no sign in these many bytes, nor in: é — “ … ";
        for (sign, text, value) in [
            ("<", true, true),
            ("&", true, true),
            (">", true, false),
            ("\"", false, true),
            ("\n", false, true),
            ("\r", true, true),
            ("\u{1}", true, true),
            ("\u{FFFE}", true, true),
        ] {
            for length in 0..plain.len() {
                if !plain.is_char_boundary(length) {
                    continue;
                }
                let run = format!("{}{sign}", &plain[..length]);
                let end = |stops| if stops { length } else { run.len() };
                assert_eq!(next_in_text(run.as_bytes(), 0), end(text), "{run:?}");
                assert_eq!(next_in_value(run.as_bytes(), 0), end(value), "{run:?}");
            }
        }
    }

    #[test]
    fn two_characters_of_three_bytes_are_no_characters() {
        assert!(is_forbidden_at("\u{FFFE}".as_bytes(), 0));
        assert!(is_forbidden_at("\u{FFFF}".as_bytes(), 0));
        assert!(!is_forbidden_at("\u{FFFD}，".as_bytes(), 0));
        assert!(is_forbidden_at(b"\x1F", 0) && !is_forbidden_at(b"\r", 0));
    }
}
