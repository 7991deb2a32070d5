//! The entities that a document declares, and what they stand for.
//!
//! Nothing outside the document is ever read. What an entity of the document's own stands for is
//! worked out once, and only as far as it is text of a sensible length; so no document can stand
//! for much more than it is.

use crate::text::forbidden_in_xml;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What the entities of a document stand for.
#[derive(Debug, Default)]
pub(super) struct DeclaredEntities<'x> {
    /// Text as declared, references not replaced; none if it is in another file.
    pub(super) declared: FxHashMap<&'x str, Option<String>>,
    /// Text with references replaced; none if it has markup or is too long.
    texts: FxHashMap<&'x str, Option<String>>,
    /// Entities that name, themselves or by others, one that is not declared: that one.
    missing: FxHashMap<&'x str, Arc<str>>,
    /// Whether there may be declarations that were not read.
    pub(super) elsewhere: bool,
    /// Whether the document says that it needs none of those.
    pub(super) standalone: bool,
    /// Bytes that references have stood for so far.
    spent: usize,
}

/// The most that one entity may stand for, in bytes.
const LONGEST: usize = 64 * 1024;

/// The most that the references of a document may stand for, in bytes: this, and once the
/// document again.
pub(super) const ALL: usize = 1024 * 1024;

impl<'x> DeclaredEntities<'x> {
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

    /// Whether an entity that is not declared may be, in a file that is not read.
    fn may_be_elsewhere(&self) -> bool {
        self.elsewhere && !self.standalone
    }

    /// The entity that is not declared and would have to be for this one to be named: itself, or one
    /// that its text names.
    pub(super) fn undeclared<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        if self.may_be_elsewhere() {
            return None;
        }
        match self.declared.contains_key(name) {
            true => self.missing.get(name).map(AsRef::as_ref),
            false => Some(name),
        }
    }

    /// What an entity stands for in the text of the document; in a value see [`DeclaredEntities::text`].
    pub(super) fn content(&self, name: &str) -> Option<&str> {
        // What a file that is not read would put there may be markup.
        self.text(name).filter(|_| !self.missing.contains_key(name))
    }

    /// What an entity stands for, if that is text of a sensible length.
    fn text(&self, name: &str) -> Option<&str> {
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
            let Some((body, after)) = rest.split_once(';') else { continue };
            rest = after;
            match Self::character(body).or_else(|| Self::predefined(body)) {
                Some(c) => out.push(c),
                None => match self.text(body) {
                    Some(text) => out.extend(
                        text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }),
                    ),
                    // What is in a file that is not read stands for nothing.
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
    pub(super) fn settle(&mut self, document: usize) {
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
                if let Some(missing) = self.missing_in(name) {
                    self.missing.insert(name, missing);
                }
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

    /// The first entity that `name` names, itself or by others, and that is not declared.
    fn missing_in(&self, name: &str) -> Option<Arc<str>> {
        let raw = self.declared.get(name)?.as_deref()?;
        let mut named =
            raw.split('&').skip(1).map(|piece| piece.split(';').next().unwrap_or(piece));
        named.find_map(|body| match self.declared.contains_key(body) {
            true => self.missing.get(body).cloned(),
            false if body.starts_with('#') || Self::predefined(body).is_some() => None,
            false => Some(body.into()),
        })
    }

    /// Writes what `name` stands for; `None` if that is no text, or longer than `longest`.
    fn expand(&self, name: &str, longest: usize, out: &mut String) -> Option<()> {
        let mut rest = self.declared.get(name)?.as_deref()?;
        while let Some(at) = rest.find(['&', '<']) {
            out.push_str(&rest[..at]);
            let (body, after) = rest[at..].strip_prefix('&')?.split_once(';')?;
            rest = after;
            match Self::character(body).or_else(|| Self::predefined(body)) {
                Some(c) => out.push(c),
                // What is in a file that is not read stands for nothing.
                None if self.may_be_elsewhere() && !self.declared.contains_key(body) => {}
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

#[cfg(test)]
mod tests {
    use crate::xml::Scanner;

    /// Whether a document with this before its root is well formed, with the reference in its text
    /// and in a value.
    fn is_well_formed(before: &str) -> [bool; 2] {
        ["<a>&e;</a>", "<a b='&e;'/>"].map(|root| {
            let xml = format!("{before}{root}");
            let Ok(mut scanner) = Scanner::new(&xml) else { return false };
            loop {
                match scanner.next() {
                    Ok(None) => return true,
                    Ok(Some(_)) => {}
                    Err(_) => return false,
                }
            }
        })
    }

    #[test]
    fn an_entity_is_declared_unless_it_may_be_in_a_file_that_is_not_read() {
        const ALONE: &str = "<?xml version='1.0' standalone='yes'?>";
        const NOT_ALONE: &str = "<?xml version='1.0' standalone='no'?>";
        for (before, expected) in [
            (String::new(), false),
            ("<!DOCTYPE a SYSTEM 'x.dtd'>".to_owned(), true),
            (format!("{NOT_ALONE}<!DOCTYPE a SYSTEM 'x.dtd'>"), true),
            (format!("{ALONE}<!DOCTYPE a SYSTEM 'x.dtd'>"), false),
            (format!("{ALONE}<!DOCTYPE a [<!ENTITY % x SYSTEM 'x.ent'>%x;]>"), false),
            (format!("{ALONE}<!DOCTYPE a SYSTEM 'x.dtd' [<!ENTITY e 'x'>]>"), true),
            // What an entity names must be declared too.
            ("<!DOCTYPE a [<!ENTITY e 'x&f;'>]>".to_owned(), false),
            ("<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&g;'>]>".to_owned(), false),
            ("<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&lt;&#233;'>]>".to_owned(), true),
            ("<!DOCTYPE a SYSTEM 'x.dtd' [<!ENTITY e 'x&f;'>]>".to_owned(), true),
            (format!("{ALONE}<!DOCTYPE a SYSTEM 'x.dtd' [<!ENTITY e 'x&f;'>]>"), false),
        ] {
            assert_eq!(is_well_formed(&before), [expected; 2], "{before}");
        }
    }
}
