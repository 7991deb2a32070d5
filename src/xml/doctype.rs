//! The XML declaration, the document type declaration, and the entities it declares.
//!
//! Nothing outside the document is ever read. What an entity of the document's own stands for is
//! worked out once, and only as far as it is text of a sensible length; so no document can stand
//! for much more than it is.

use super::chars::{is_space, name, space};
use super::scan::Scanner;
use crate::error::{Error, ErrorKind};
use crate::text::{Span, forbidden_in_xml};
use memchr::{memchr, memchr3};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the entities of a document stand for.
#[derive(Debug, Default)]
pub(super) struct Entities<'x> {
    /// Text as declared, references not replaced; none if it stands in another file.
    declared: FxHashMap<&'x str, Option<String>>,
    /// Text with references replaced; none if it has markup or is too long.
    texts: FxHashMap<&'x str, Option<String>>,
    /// Whether there may be declarations that were not read.
    elsewhere: bool,
    /// Bytes that references have stood for so far.
    spent: usize,
}

/// The most that one entity may stand for, in bytes.
const LONGEST: usize = 64 * 1024;

/// The most that the references of a document may stand for, in bytes: this, and once the
/// document again.
const ALL: usize = 1024 * 1024;

impl<'x> Entities<'x> {
    /// One of the five that XML itself knows.
    pub(super) fn predefined(name: &str) -> Option<char> {
        Some(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        })
    }

    /// The character of `#233` or `#xE9`.
    pub(super) fn character(body: &str) -> Option<char> {
        let number = body.strip_prefix('#')?;
        let digits = |n: &str, radix| n.bytes().all(|b| char::from(b).is_digit(radix));
        let code = match number.strip_prefix('x') {
            Some(hex) if digits(hex, 16) => u32::from_str_radix(hex, 16).ok()?,
            None if digits(number, 10) => number.parse().ok()?,
            _ => return None,
        };
        char::from_u32(code).filter(|c| !forbidden_in_xml(*c))
    }

    /// Whether an entity of this name is declared, or may be in a file that is not read.
    pub(super) fn may_be_declared(&self, name: &str) -> bool {
        self.elsewhere || self.declared.contains_key(name)
    }

    /// What an entity stands for, if that is text of a sensible length.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name)?.as_deref()
    }

    /// `Err` says why the entity may not be named in the value of an attribute.
    pub(super) fn check_in_value(&self, name: &str) -> Result<(), String> {
        match self.texts.get(name) {
            Some(None) => Err(format!(
                "expected an entity that stands for text in the value of an attribute, \
                 but `&{name};` stands for markup, for another file or for too much"
            )),
            _ => Ok(()),
        }
    }

    /// A value of an attribute with its references replaced and white space made plain.
    pub(super) fn normalized(&self, raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find(['&', '\n', '\t', '\r']) {
            out.push_str(&rest[..at]);
            let sign = rest.as_bytes()[at];
            rest = &rest[at + 1..];
            if sign != b'&' {
                if sign == b'\r' {
                    rest = rest.strip_prefix('\n').unwrap_or(rest);
                }
                out.push(' ');
                continue;
            }
            let Some((body, behind)) = rest.split_once(';') else { continue };
            rest = behind;
            match Self::character(body).or_else(|| Self::predefined(body)) {
                Some(c) => out.push(c),
                None => match self.text(body) {
                    Some(text) => out.extend(
                        text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }),
                    ),
                    // What stands in a file that is not read stands for nothing.
                    None if self.elsewhere => {}
                    None => out.extend(["&", body, ";"]),
                },
            }
        }
        out.push_str(rest);
        out
    }

    /// Works out what every entity stands for, each after those it names. All of them together
    /// stand for no more than the references of a `document` of so many bytes may.
    fn settle(&mut self, document: usize) {
        let mut left = ALL + document;
        let mut waiting: Vec<&'x str> = self.declared.keys().copied().collect();
        let mut seen = FxHashSet::default();
        while let Some(&name) = waiting.last() {
            if self.texts.contains_key(name) {
                waiting.pop();
            } else if seen.insert(name) {
                self.named_by(name, &mut waiting);
            } else {
                // What it names is worked out now, or names it in turn and has no end.
                let mut text = String::new();
                let fine = self.expand(name, left.min(LONGEST), &mut text).is_some();
                left = left.saturating_sub(text.len());
                self.texts.insert(name, fine.then_some(text));
            }
        }
    }

    /// Adds the entities that `name` names and that are not worked out yet.
    fn named_by(&self, name: &str, names: &mut Vec<&'x str>) {
        let Some(Some(raw)) = self.declared.get(name) else { return };
        for piece in raw.split('&').skip(1) {
            let body = piece.split(';').next().unwrap_or_default();
            if let (None, Some((&other, _))) =
                (self.texts.get(body), self.declared.get_key_value(body))
            {
                names.push(other);
            }
        }
    }

    /// Writes what `name` stands for; `None` if that is no text, or longer than `longest`.
    fn expand(&self, name: &str, longest: usize, out: &mut String) -> Option<()> {
        let mut rest = self.declared.get(name)?.as_deref()?;
        while let Some(at) = rest.find(['&', '<']) {
            out.push_str(&rest[..at]);
            let (body, behind) = rest[at..].strip_prefix('&')?.split_once(';')?;
            rest = behind;
            match Self::character(body).or_else(|| Self::predefined(body)) {
                Some(c) => out.push(c),
                None => {
                    let text = self.text(body)?;
                    // Before it is copied: there may be any number of entities that do not fit.
                    if out.len() + text.len() > longest {
                        return None;
                    }
                    out.push_str(text);
                }
            }
        }
        out.push_str(rest);
        (out.len() <= longest).then_some(())
    }

    /// Counts a reference; false once all of them stand for more than a document may.
    pub(super) fn afford(&mut self, name: &str, document: usize) -> bool {
        self.spent += self.text(name).map_or(0, str::len);
        self.spent <= ALL + document
    }
}

impl<'x> Scanner<'x> {
    /// Reads `<?xml … ?>` at the start, and the byte-order mark before it.
    pub(super) fn declaration(&mut self) -> Result<Option<Span>, Error> {
        let start = if self.xml.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let bytes = self.xml.as_bytes();
        let declared = bytes[start..].starts_with(b"<?xml")
            && bytes.get(start + 5).is_some_and(|&b| is_space(b));
        if !declared {
            return Ok((start > 0).then(|| Span::new(0, start as u32)));
        }
        let mut at = start + 5;
        let mut before = None;
        loop {
            let gap = space(&bytes[at..]);
            at += gap;
            if bytes[at..].starts_with(b"?>") && before.is_some() {
                return Ok(Some(Span::new(0, at as u32 + 2)));
            }
            let rest = &self.xml[at..];
            let key = &rest[..name(rest)];
            let rank = ["version", "encoding", "standalone"].iter().position(|k| *k == key);
            let follows = match (before, rank) {
                (None, rank) => rank == Some(0),
                (Some(before), Some(rank)) => rank > before,
                _ => false,
            };
            if !follows || gap == 0 {
                return Err(self
                    .wrong(at, "expected `version`, then `encoding`, then `standalone` in the XML declaration")
                    .with_help("write <?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
            }
            let (value, end) = self.pseudo_value(at + key.len())?;
            let fine = match rank {
                Some(0) => value.strip_prefix("1.").is_some_and(|minor| {
                    !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit())
                }),
                Some(1) => {
                    value.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
                        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
                }
                _ => matches!(value, "yes" | "no"),
            };
            if !fine {
                let message =
                    format!("expected a value that `{key}` can have, but found `{value}`");
                return Err(self.wrong(at, message));
            }
            before = rank;
            at = end;
        }
    }

    /// The value behind `=` at `at`, and where it ends.
    fn pseudo_value(&self, at: usize) -> Result<(&'x str, usize), Error> {
        let bytes = self.xml.as_bytes();
        let wrong = || self.wrong(at, "expected `=` and a value in quotes in the XML declaration");
        let equals = at + space(&bytes[at..]);
        if bytes.get(equals) != Some(&b'=') {
            return Err(wrong());
        }
        let open = equals + 1 + space(&bytes[equals + 1..]);
        match bytes.get(open) {
            Some(&quote @ (b'"' | b'\'')) => {
                let length = memchr(quote, &bytes[open + 1..]).ok_or_else(wrong)?;
                Ok((&self.xml[open + 1..open + 1 + length], open + length + 2))
            }
            _ => Err(wrong()),
        }
    }

    /// Reads `<!DOCTYPE … >`; returns where it ends.
    pub(super) fn doctype(&mut self, start: usize) -> Result<usize, Error> {
        let bytes = self.xml.as_bytes();
        let mut at = self.gap(start + "<!DOCTYPE".len())?;
        at += self.named(at)?.len();
        let gap = space(&bytes[at..]);
        at += gap;
        if gap > 0
            && let Some(end) = self.external(at, false)?
        {
            self.entities.elsewhere = true;
            at = end + space(&bytes[end..]);
        }
        if bytes.get(at) == Some(&b'[') {
            at = self.internal_subset(at + 1)?;
            at += space(&bytes[at..]);
            self.entities.settle(self.xml.len());
        }
        match bytes.get(at) {
            Some(b'>') => Ok(at + 1),
            _ => Err(self.in_doctype(at, "`>`")),
        }
    }

    /// Reads the declarations up to `]`; returns where that ends.
    fn internal_subset(&mut self, mut at: usize) -> Result<usize, Error> {
        let bytes = self.xml.as_bytes();
        loop {
            at += space(&bytes[at..]);
            let rest = &self.xml[at..];
            at = if rest.starts_with(']') {
                return Ok(at + 1);
            } else if let Some(behind) = rest.strip_prefix('%') {
                let length = name(behind);
                if length == 0 || bytes.get(at + 1 + length) != Some(&b';') {
                    return Err(self.in_doctype(at, "a reference such as `%name;`"));
                }
                self.entities.elsewhere = true;
                at + length + 2
            } else if rest.starts_with("<!--") {
                self.comment(at)?
            } else if rest.starts_with("<?") {
                self.instruction(at)?.2
            } else if rest.starts_with("<!ENTITY") {
                self.entity_declaration(at + "<!ENTITY".len())?
            } else if ["<!ELEMENT", "<!ATTLIST", "<!NOTATION"].iter().any(|d| rest.starts_with(d)) {
                self.declaration_end(at + "<!".len())?
            } else {
                return Err(self.in_doctype(at, "a declaration or `]`"));
            };
        }
    }

    /// The end of a declaration that says nothing about characters.
    fn declaration_end(&self, mut at: usize) -> Result<usize, Error> {
        let bytes = self.xml.as_bytes();
        loop {
            let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]) else {
                return Err(self.in_doctype(bytes.len(), "`>`"));
            };
            at += found + 1;
            if bytes[at - 1] == b'>' {
                return Ok(at);
            }
            at = self.closing_quote(at)? + 1;
        }
    }

    fn entity_declaration(&mut self, at: usize) -> Result<usize, Error> {
        let bytes = self.xml.as_bytes();
        let mut at = self.gap(at)?;
        let parameter = bytes.get(at) == Some(&b'%');
        if parameter {
            at = self.gap(at + 1)?;
        }
        let entity = self.named(at)?;
        at = self.gap(at + entity.len())?;
        let value = match bytes.get(at) {
            Some(b'"' | b'\'') => {
                let end = self.closing_quote(at + 1)?;
                let raw = &self.xml[at + 1..end];
                self.check_characters(Span::new(at as u32 + 1, end as u32))?;
                at = end + 1;
                // A reference to a parameter entity may not stand here.
                if raw.contains('%') {
                    return Err(self.in_doctype(at, "no `%` in the value of an entity"));
                }
                Some(self.replacement(raw, at)?)
            }
            _ => match self.external(at, true)? {
                Some(end) => {
                    at = end;
                    None
                }
                None => return Err(self.in_doctype(at, "a value in quotes, `SYSTEM` or `PUBLIC`")),
            },
        };
        at += space(&bytes[at..]);
        if bytes.get(at) != Some(&b'>') {
            return Err(self.in_doctype(at, "`>`"));
        }
        if !parameter {
            // The first declaration is the one that holds.
            self.entities.declared.entry(entity).or_insert(value);
        }
        Ok(at + 1)
    }

    /// The value of an entity with its character references replaced, as XML asks.
    fn replacement(&self, raw: &str, at: usize) -> Result<String, Error> {
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(found) = rest.find("&") {
            out.push_str(&rest[..found]);
            let body = &rest[found + 1..];
            let Some((body, behind)) = body.split_once(';') else {
                return Err(self.in_doctype(at, "a reference such as `&amp;` in the value"));
            };
            match body.starts_with('#') {
                true => match Entities::character(body) {
                    Some(c) => out.push(c),
                    None => return Err(self.in_doctype(at, "a character that XML 1.0 knows")),
                },
                false if !body.is_empty() && name(body) == body.len() => {
                    out.push('&');
                    out.push_str(body);
                    out.push(';');
                }
                false => {
                    return Err(self.in_doctype(at, "a reference such as `&amp;` in the value"));
                }
            }
            rest = behind;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// `SYSTEM "…"` or `PUBLIC "…" "…"`, with `NDATA name` behind it if it is an entity's; where
    /// it ends.
    fn external(&self, at: usize, entity: bool) -> Result<Option<usize>, Error> {
        let bytes = self.xml.as_bytes();
        let rest = &bytes[at..];
        let literals = match rest {
            _ if rest.starts_with(b"SYSTEM") => 1,
            _ if rest.starts_with(b"PUBLIC") => 2,
            _ => return Ok(None),
        };
        let mut at = at + "SYSTEM".len();
        for _ in 0..literals {
            at = self.gap(at)?;
            if !matches!(bytes.get(at), Some(b'"' | b'\'')) {
                return Err(self.in_doctype(at, "an identifier in quotes"));
            }
            at = self.closing_quote(at + 1)? + 1;
        }
        let behind = at + space(&bytes[at..]);
        if entity && behind > at && bytes[behind..].starts_with(b"NDATA") {
            at = self.gap(behind + "NDATA".len())?;
            at += self.named(at)?.len();
        }
        Ok(Some(at))
    }

    /// Where the literal ends whose quote stands before `at`.
    fn closing_quote(&self, at: usize) -> Result<usize, Error> {
        let bytes = self.xml.as_bytes();
        match memchr(bytes[at - 1], &bytes[at..]) {
            Some(length) => Ok(at + length),
            None => Err(self.in_doctype(at - 1, "a closing quote")),
        }
    }

    /// Behind the white space that must stand at `at`.
    fn gap(&self, at: usize) -> Result<usize, Error> {
        match space(&self.xml.as_bytes()[at.min(self.xml.len())..]) {
            0 => Err(self.in_doctype(at, "a space")),
            length => Ok(at + length),
        }
    }

    fn named(&self, at: usize) -> Result<&'x str, Error> {
        let rest = &self.xml[at..];
        match name(rest) {
            0 => Err(self.in_doctype(at, "a name")),
            length => Ok(&rest[..length]),
        }
    }

    fn in_doctype(&self, at: usize, expected: &str) -> Error {
        let found = self.character(at);
        self.wrong(
            at,
            format!("expected {expected} in the document type declaration, but found {found}"),
        )
    }

    /// An error once the entities stand for too much.
    pub(super) fn too_much(&self, at: usize) -> Error {
        let (line, column) = self.position(at);
        Error::new(
            ErrorKind::TooLarge,
            format!("expected entities that stand for no more than {ALL} bytes and once the document, but found more"),
        )
        .at(line, column)
        .with_help("write the text itself instead of `&…;`")
    }
}
