//! Prefixes and what they are bound to.

use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The number of a namespace in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NamespaceId(u32);

impl NamespaceId {
    /// No namespace.
    pub(crate) const NONE: Self = Self(0);
    /// `http://www.w3.org/XML/1998/namespace`, which `xml` is always bound to.
    pub(crate) const XML: Self = Self(1);
    /// The first namespace that a document declares is after these.
    const XMLNS: Self = Self(2);

    /// Whether it is a namespace at all.
    pub(crate) fn is_some(self) -> bool {
        self != Self::NONE
    }
}

/// The namespace that `xml` is bound to.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace that `xmlns` is bound to, which nobody may declare.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The namespaces of a document and the bindings in force at one place of it.
#[derive(Debug)]
pub(super) struct Namespaces<'x> {
    names: Vec<Cow<'x, str>>,
    numbers: FxHashMap<Cow<'x, str>, NamespaceId>,
    /// What elements without prefix are in.
    default: NamespaceId,
    bound: FxHashMap<&'x str, NamespaceId>,
    /// What each declaration hid: prefix, and what it was bound to before.
    hidden: Vec<(&'x str, Option<NamespaceId>)>,
}

impl<'x> Namespaces<'x> {
    pub(super) fn new() -> Self {
        Self {
            names: vec!["".into(), XML.into(), XMLNS.into()],
            numbers: [NamespaceId::NONE, NamespaceId::XML, NamespaceId::XMLNS]
                .into_iter()
                .zip(["", XML, XMLNS])
                .map(|(number, name)| (name.into(), number))
                .collect(),
            default: NamespaceId::NONE,
            bound: FxHashMap::default(),
            hidden: Vec::new(),
        }
    }

    /// The name of a namespace; empty for none.
    pub(super) fn name(&self, id: NamespaceId) -> &str {
        &self.names[id.0 as usize]
    }

    /// What elements without prefix are in.
    pub(super) fn default(&self) -> NamespaceId {
        self.default
    }

    /// What a prefix is bound to.
    pub(super) fn of(&self, prefix: &str) -> Option<NamespaceId> {
        match prefix {
            "xml" => Some(NamespaceId::XML),
            _ => self.bound.get(prefix).copied(),
        }
    }

    /// Binds `prefix` (empty: the default) until [`Namespaces::restore`]. `Err` says why it may
    /// not be.
    pub(super) fn bind(&mut self, prefix: &'x str, uri: Cow<'x, str>) -> Result<(), &'static str> {
        match (prefix, uri.as_ref()) {
            ("xml", XML) => return Ok(()),
            ("xml", _) => return Err("the prefix `xml` stands for another namespace already"),
            ("xmlns", _) => return Err("the prefix `xmlns` cannot be declared"),
            (_, XML) => return Err("only the prefix `xml` may stand for this namespace"),
            (_, XMLNS) => return Err("no prefix may stand for this namespace"),
            ("", _) => {}
            (_, "") => return Err("a prefix cannot stand for no namespace"),
            _ => {}
        }
        let next = NamespaceId(self.names.len() as u32);
        let number = *self.numbers.entry(uri).or_insert_with_key(|uri| {
            self.names.push(uri.clone());
            next
        });
        let before = match prefix {
            "" => Some(std::mem::replace(&mut self.default, number)),
            _ => self.bound.insert(prefix, number),
        };
        self.hidden.push((prefix, before));
        Ok(())
    }

    /// How many bindings there are, to go back to.
    pub(super) fn mark(&self) -> u32 {
        self.hidden.len() as u32
    }

    /// Takes back the bindings made since [`Namespaces::mark`].
    pub(super) fn restore(&mut self, mark: u32) {
        while self.hidden.len() > mark as usize {
            match self.hidden.pop() {
                Some(("", before)) => self.default = before.unwrap_or(NamespaceId::NONE),
                Some((prefix, Some(before))) => _ = self.bound.insert(prefix, before),
                Some((prefix, None)) => _ = self.bound.remove(prefix),
                None => {}
            }
        }
    }
}
