//! The XML declaration and the document type declaration.

use super::chars::{is_space, name, space};
use super::entities::{ALL, DeclaredEntities};
use super::scan::Scanner;
use crate::error::{Error, ErrorKind};
use crate::text::Span;
use memchr::{memchr, memchr3};

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
            self.entities.standalone |= rank == Some(2) && value == "yes";
            before = rank;
            at = end;
        }
    }

    /// The value after `=` at `at`, and where it ends.
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
            } else if let Some(after) = rest.strip_prefix('%') {
                let length = name(after);
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
                // A reference to a parameter entity is not allowed here.
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
            let Some((body, after)) = body.split_once(';') else {
                return Err(self.in_doctype(at, "a reference such as `&amp;` in the value"));
            };
            match body.starts_with('#') {
                true => match DeclaredEntities::character(body) {
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
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// `SYSTEM "…"` or `PUBLIC "…" "…"`, with `NDATA name` after it if it is an entity's; where
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
        let after = at + space(&bytes[at..]);
        if entity && after > at && bytes[after..].starts_with(b"NDATA") {
            at = self.gap(after + "NDATA".len())?;
            at += self.named(at)?.len();
        }
        Ok(Some(at))
    }

    /// Where the literal ends whose quote is just before `at`.
    fn closing_quote(&self, at: usize) -> Result<usize, Error> {
        let bytes = self.xml.as_bytes();
        match memchr(bytes[at - 1], &bytes[at..]) {
            Some(length) => Ok(at + length),
            None => Err(self.in_doctype(at - 1, "a closing quote")),
        }
    }

    /// After the white space that must be at `at`.
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
