//! Start tags: names, attributes, namespaces.

use super::chars::{is_forbidden_at, is_space, name, name_at, next_in_value, space};
use super::entities::Entities;
use super::namespaces::NamespaceId;
use super::scan::Scanner;
use crate::error::Error;
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// A start tag. Its attributes are those of the scanner until the next event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    /// From `<` to just after `>`.
    pub(crate) span: Span,
    /// The name, with its prefix.
    pub(crate) name: Span,
    /// The name without its prefix.
    pub(crate) local: Span,
    pub(crate) namespace: NamespaceId,
}

/// An attribute as the source has it. Declarations of namespaces are among them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    /// The name, with its prefix.
    pub(crate) name: Span,
    /// Where the name without its prefix begins.
    local: u32,
    pub(crate) namespace: NamespaceId,
    /// What is between the quotes.
    pub(crate) value: Span,
    /// Whether the value has references or white space that stand for something else.
    pub(crate) escaped: bool,
    /// Whether it declares a namespace.
    pub(crate) declares: bool,
}

impl Attribute {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> Span {
        Span::new(self.local, self.name.end())
    }

    fn has_prefix(&self) -> bool {
        self.local > self.name.start()
    }
}

/// Up to so many attributes, comparing each with each is the fastest way to find duplicates.
const FEW: usize = 12;

/// Names, with their prefixes, and values of the attributes of the start tag that `xml` begins
/// with: a tag that was read before and is well formed. References to entities of the document's
/// own stay as they are.
pub(crate) fn attributes_of(xml: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let name = xml.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let mut rest = name.map_or("", |at| &xml[at..]);
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.starts_with(['/', '>']) {
            return None;
        }
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next()?;
        let (value, after) = after[1..].split_once(quote)?;
        rest = after;
        let plain = !value.contains(['&', '\n', '\t', '\r']);
        let value = match plain {
            true => Cow::Borrowed(value),
            false => Cow::Owned(Entities::default().normalized(value)),
        };
        Some((name.trim(), value))
    })
}

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
        let bytes = self.xml.as_bytes();
        let (length, colon) = name_at(self.xml, start);
        if length == 0 {
            let found = self.character(start);
            return Err(self.wrong(start, format!("expected an attribute, but found {found}")));
        }
        let mut at = start + length;
        let attribute_name = Span::new(start as u32, at as u32);
        if bytes.get(at) != Some(&b'=') {
            at += space(&bytes[at..]);
            if bytes.get(at) != Some(&b'=') {
                let found = self.character(at);
                let name = &self.xml[attribute_name.range()];
                return Err(self
                    .wrong(
                        at,
                        format!("expected `=` after the attribute `{name}`, but found {found}"),
                    )
                    .with_help("every attribute has a value in quotes"));
            }
        }
        at += 1;
        let quote = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => quote,
            _ => {
                at += space(&bytes[at..]);
                match bytes.get(at) {
                    Some(&quote @ (b'"' | b'\'')) => quote,
                    _ => {
                        let found = self.character(at);
                        return Err(self
                            .wrong(at, format!("expected a value in quotes, but found {found}")));
                    }
                }
            }
        };
        at += 1;
        let opening = at;
        let mut escaped = false;
        loop {
            at = next_in_value(bytes, at);
            match bytes.get(at) {
                Some(&b) if b == quote => break,
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
        let value = Span::new(opening as u32, at as u32);
        let (local, prefix) = match colon {
            None => (attribute_name, None),
            Some(colon) => {
                let (local, prefix) = self.split(attribute_name, colon)?;
                (local, Some(&self.xml[prefix.range()]))
            }
        };
        let declares = match prefix {
            None => &bytes[attribute_name.range()] == b"xmlns",
            Some(prefix) => prefix == "xmlns",
        };
        *prefixed |= prefix.is_some() && !declares;
        let attribute = Attribute {
            name: attribute_name,
            local: local.start(),
            namespace: NamespaceId::NONE,
            value,
            escaped,
            declares,
        };
        self.attributes.push(attribute);
        if declares {
            let uri = self.value(&attribute);
            let bound = match prefix {
                None => "",
                Some(_) => &self.xml[local.range()],
            };
            if let Err(why) = self.namespaces.bind(bound, uri) {
                return Err(self.wrong(start, why));
            }
        }
        Ok(at + 1)
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
