//! Names of elements, each kept once.

use crate::schema::ElementId;
use rustc_hash::FxHashMap;

/// The number of a name in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NameId(pub(crate) u32);

/// The names of the elements of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Each with the element of the standard that it names: none has a prefix or a namespace.
    list: Vec<(Box<str>, Option<ElementId>)>,
    numbers: FxHashMap<Box<str>, NameId>,
}

impl Names {
    /// The number of `name`, a new one if it has none; and whether it is new.
    pub(crate) fn number(&mut self, name: &str) -> (NameId, bool) {
        if let Some(&known) = self.numbers.get(name) {
            return (known, false);
        }
        let new = NameId(self.list.len() as u32);
        self.list.push((name.into(), ElementId::of_any_version(name)));
        self.numbers.insert(name.into(), new);
        (new, true)
    }

    /// The name with this number.
    pub(crate) fn of(&self, id: NameId) -> &str {
        &self.list[id.0 as usize].0
    }

    /// The element of the standard that has the name with this number.
    pub(crate) fn element(&self, id: NameId) -> Option<ElementId> {
        self.list[id.0 as usize].1
    }
}
