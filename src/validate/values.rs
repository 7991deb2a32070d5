//! Values that must be unique, and attributes that must be there.

use crate::schema::{AttributeId, Unique};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The values of eIds, GUIDs and `xml:id` met so far, and where each was met first.
#[derive(Default)]
pub(super) struct SeenIds<'x> {
    eids: FxHashMap<Cow<'x, str>, Span>,
    guids: FxHashMap<Cow<'x, str>, Span>,
    xml_ids: FxHashMap<Cow<'x, str>, Span>,
    /// How many documents are open, one in another. What is unique in the outermost is so in all:
    /// only this one need be looked at.
    depth: usize,
}

impl<'x> SeenIds<'x> {
    /// None yet, with room for the eIds of an XML of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        /// What an element with its eId takes, roughly.
        const EACH: usize = 256;
        /// A map of more grows as it is filled: most of a huge document may be text.
        const MOST: usize = 1 << 16;
        let room = (bytes / EACH).min(MOST);
        let eids = FxHashMap::with_capacity_and_hasher(room, Default::default());
        Self { eids, ..Self::default() }
    }

    /// A document begins.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    /// A document ends.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
        if self.depth == 0 {
            self.eids.clear();
            self.guids.clear();
        }
    }

    /// Where `value` was met first, if it was met before.
    pub(super) fn first(&mut self, unique: Unique, value: Cow<'x, str>, at: Span) -> Option<Span> {
        let met = match unique {
            Unique::XmlId => &mut self.xml_ids,
            _ if self.depth == 0 => return None,
            Unique::EId => &mut self.eids,
            Unique::Guid => &mut self.guids,
        };
        match met.entry(value) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(at);
                None
            }
        }
    }
}

/// The attributes of one element.
#[derive(Default)]
pub(super) struct SeenAttributes {
    bits: [u64; 4],
}

impl SeenAttributes {
    pub(super) fn insert(&mut self, attribute: AttributeId) {
        let (word, bit) = attribute.bit();
        self.bits[word] |= bit;
    }

    pub(super) fn contains(&self, attribute: AttributeId) -> bool {
        let (word, bit) = attribute.bit();
        self.bits[word] & bit != 0
    }
}
