//! Start tags and attributes, as the source has them.

use super::entities::DeclaredEntities;
use super::namespaces::NamespaceId;
use crate::text::Span;
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
    pub(super) local: u32,
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

    pub(super) fn has_prefix(&self) -> bool {
        self.local > self.name.start()
    }
}

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
            false => Cow::Owned(DeclaredEntities::default().normalized(value)),
        };
        Some((name.trim(), value))
    })
}
