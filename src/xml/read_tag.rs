//! Reading start tags and end tags: names, attributes, namespaces.

use super::chars::{is_forbidden_at, is_space, name, name_at, next_in_value, space};
use super::namespaces::NamespaceId;
use super::scan::Scanner;
use super::tag::{Attribute, Tag};
use crate::error::Error;
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// Up to so many attributes, comparing each with each is the fastest way to find duplicates.
const FEW: usize = 12;

impl<'x> Scanner<'x> {
    /// Reads the start tag at `start`; afterwards the scanner is after it.
    pub(super) fn start_tag(&mut self, start: usize) -> Result<(Tag, bool), Error> {
        let bytes = self.xml.as_bytes();
        let (length, colon) = name_at(self.xml, start + 1);
        if length == 0 {
            return Err(self
                .wrong(start, "expected markup after `<`, but found none")
                .with_help("a `<` that is part of the text is written `&lt;`"));
        }
        let mark = self.namespaces.mark();
        let mut at = start + 1 + length;
        let tag_name = Span::new(start as u32 + 1, at as u32);
        self.attributes.clear();
        let mut prefixed = false;
        let empty = loop {
            let gap = space(&bytes[at..]);
            at += gap;
            match bytes.get(at) {
                Some(b'>') => break false,
                Some(b'/') if bytes.get(at + 1) == Some(&b'>') => break true,
                Some(_) if gap > 0 => at = self.attribute(at, &mut prefixed)?,
                Some(_) => {
                    let found = self.character(at);
                    let message = format!("expected a space, `>` or `/>`, but found {found}");
                    return Err(self.wrong(at, message));
                }
                None => return Err(self.tag_without_end(start)),
            }
        };
        let end = at + 1 + usize::from(empty);
        self.no_duplicates()?;
        if prefixed {
            self.resolve_attributes()?;
        }
        let (local, namespace) = match colon {
            None => (tag_name, self.namespaces.default()),
            Some(colon) => {
                let (local, prefix) = self.split(tag_name, colon)?;
                (local, self.resolve(prefix)?)
            }
        };
        self.open(tag_name, mark);
        let span = Span::new(start as u32, end as u32);
        Ok((Tag { span, name: tag_name, local, namespace }, empty))
    }

    /// Reads the attribute at `start`; returns where it ends.
    fn attribute(&mut self, start: usize, prefixed: &mut bool) -> Result<usize, Error> {
        let (length, colon) = name_at(self.xml, start);
        if length == 0 {
            let found = self.character(start);
            return Err(self.wrong(start, format!("expected an attribute, but found {found}")));
        }
        let name = Span::new(start as u32, (start + length) as u32);
        let (opening, quote) = self.opening_quote(name)?;
        let (closing, escaped) = self.attribute_value(opening, quote)?;
        let value = Span::new(opening as u32, closing as u32);
        let (local, prefix) = match colon {
            None => (name, None),
            Some(colon) => {
                let (local, prefix) = self.split(name, colon)?;
                (local, Some(&self.xml[prefix.range()]))
            }
        };
        let declares = match prefix {
            None => &self.xml[name.range()] == "xmlns",
            Some(prefix) => prefix == "xmlns",
        };
        *prefixed |= prefix.is_some() && !declares;
        let (local_at, namespace) = (local.start(), NamespaceId::NONE);
        let attribute = Attribute { name, local: local_at, namespace, value, escaped, declares };
        self.attributes.push(attribute);
        if declares {
            let uri = self.value(&attribute);
            let bound = prefix.map_or("", |_| &self.xml[local.range()]);
            if let Err(why) = self.namespaces.bind(bound, uri) {
                return Err(self.wrong(start, why));
            }
        }
        Ok(closing + 1)
    }

    /// Reads what is between the name of an attribute and its value; returns where the value begins,
    /// and the quote that ends it.
    #[inline]
    fn opening_quote(&self, name: Span) -> Result<(usize, u8), Error> {
        let bytes = self.xml.as_bytes();
        let mut at = name.end() as usize;
        if bytes.get(at) != Some(&b'=') {
            at += space(&bytes[at..]);
            if bytes.get(at) != Some(&b'=') {
                let (found, name) = (self.character(at), &self.xml[name.range()]);
                let message =
                    format!("expected `=` after the attribute `{name}`, but found {found}");
                return Err(self
                    .wrong(at, message)
                    .with_help("every attribute has a value in quotes"));
            }
        }
        at += 1;
        if !matches!(bytes.get(at), Some(b'"' | b'\'')) {
            at += space(&bytes[at..]);
        }
        match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => Ok((at + 1, quote)),
            _ => {
                let found = self.character(at);
                Err(self.wrong(at, format!("expected a value in quotes, but found {found}")))
            }
        }
    }

    /// Reads the value that begins at `opening`; returns where its quote is, and whether it has
    /// references or white space that stand for something else.
    #[inline]
    fn attribute_value(&mut self, opening: usize, quote: u8) -> Result<(usize, bool), Error> {
        let bytes = self.xml.as_bytes();
        let (mut at, mut escaped) = (opening, false);
        loop {
            at = next_in_value(bytes, at);
            match bytes.get(at) {
                Some(&b) if b == quote => return Ok((at, escaped)),
                Some(b'"' | b'\'') => at += 1,
                Some(b'&') => {
                    at = self.reference_in_value(at)?;
                    escaped = true;
                }
                Some(b'<') => {
                    return Err(self
                        .wrong(at, "expected no `<` in the value of an attribute, but found one")
                        .with_help("write `&lt;`, or look for a closing quote that is missing"));
                }
                Some(_) => {
                    if is_forbidden_at(bytes, at) {
                        return Err(self.forbidden(at));
                    }
                    escaped |= is_space(bytes[at]);
                    at += 1;
                }
                None => {
                    return Err(self
                        .wrong(opening - 1, "expected a closing quote, but found none")
                        .with_help("look for a quote that is missing, here or before"));
                }
            }
        }
    }

    /// The value of an attribute as XML understands it: references replaced, white space plain.
    pub(crate) fn value(&self, attribute: &Attribute) -> Cow<'x, str> {
        let raw = &self.xml[attribute.value.range()];
        match attribute.escaped {
            false => Cow::Borrowed(raw),
            true => Cow::Owned(self.entities.normalized(raw)),
        }
    }

    /// Local name and prefix of a name whose last colon is `colon` bytes in.
    fn split(&self, whole: Span, colon: usize) -> Result<(Span, Span), Error> {
        let text = &self.xml[whole.range()];
        let local = &text[colon + 1..];
        if colon == 0
            || name(local) != local.len()
            || local.is_empty()
            || text[..colon].contains(':')
        {
            let message = format!("expected a name with at most one prefix, but found `{text}`");
            return Err(self.wrong(whole.start() as usize, message));
        }
        let middle = whole.start() + colon as u32;
        Ok((Span::new(middle + 1, whole.end()), Span::new(whole.start(), middle)))
    }

    fn resolve(&self, prefix: Span) -> Result<NamespaceId, Error> {
        let text = &self.xml[prefix.range()];
        self.namespaces.of(text).ok_or_else(|| {
            let message =
                format!("expected a prefix that stands for a namespace, but found `{text}:`");
            self.wrong(prefix.start() as usize, message)
                .with_help(format!("declare it in this element or above: xmlns:{text}=\"…\""))
        })
    }

    fn resolve_attributes(&mut self) -> Result<(), Error> {
        let mut several = 0;
        for i in 0..self.attributes.len() {
            let attribute = self.attributes[i];
            if attribute.declares || !attribute.has_prefix() {
                continue;
            }
            let prefix = Span::new(attribute.name.start(), attribute.local - 1);
            self.attributes[i].namespace = self.resolve(prefix)?;
            several += 1;
        }
        // Two prefixes may stand for one namespace.
        if several > 1 {
            let mut names: FxHashSet<(NamespaceId, &str)> = FxHashSet::default();
            for attribute in &self.attributes {
                let name = (attribute.namespace, &self.xml[attribute.local().range()]);
                if attribute.namespace != NamespaceId::NONE && !names.insert(name) {
                    return Err(self.duplicate(attribute));
                }
            }
        }
        Ok(())
    }

    fn no_duplicates(&self) -> Result<(), Error> {
        let name = |attribute: &Attribute| &self.xml.as_bytes()[attribute.name.range()];
        if self.attributes.len() > FEW {
            let mut names = FxHashSet::default();
            for attribute in &self.attributes {
                if !names.insert(name(attribute)) {
                    return Err(self.duplicate(attribute));
                }
            }
            return Ok(());
        }
        for (i, one) in self.attributes.iter().enumerate() {
            for other in &self.attributes[..i] {
                if one.name.len() == other.name.len() && name(one) == name(other) {
                    return Err(self.duplicate(one));
                }
            }
        }
        Ok(())
    }

    fn duplicate(&self, attribute: &Attribute) -> Error {
        let name = &self.xml[attribute.name.range()];
        let message = format!("expected each attribute once, but found `{name}` again");
        self.wrong(attribute.name.start() as usize, message).with_help("remove one of the two")
    }

    fn tag_without_end(&self, start: usize) -> Error {
        self.wrong(start, "expected `>` at the end of the tag, but found the end of the document")
    }

    /// Reads the end tag at `start`; afterwards the scanner is after it.
    pub(super) fn end_tag(&mut self, start: usize) -> Result<Span, Error> {
        let bytes = self.xml.as_bytes();
        let Some(open) = self.innermost() else {
            return Err(
                self.wrong(start, "expected no closing tag, but found one: nothing is open")
            );
        };
        let expected = &bytes[open.range()];
        let mut at = start + 2;
        let ends = bytes[at..].starts_with(expected);
        at += expected.len();
        if ends && bytes.get(at) == Some(&b'>') {
            return Ok(Span::new(start as u32, at as u32 + 1));
        }
        if ends && bytes.get(at).is_some_and(|&b| is_space(b)) {
            at += space(&bytes[at..]);
            if bytes.get(at) == Some(&b'>') {
                return Ok(Span::new(start as u32, at as u32 + 1));
            }
        }
        let (line, _) = self.position(open.start() as usize);
        let expected = &self.xml[open.range()];
        let found = &self.xml[start + 2..];
        let found = match name(found) {
            0 => self.character(start + 2),
            length => format!("`</{}>`", &found[..length]),
        };
        Err(self.wrong(
            start,
            format!("expected `</{expected}>`, to close what line {line} opens, but found {found}"),
        ))
    }
}
