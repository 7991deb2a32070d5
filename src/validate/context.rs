//! What the rules of level 2 ask of a document, worked out once.

use crate::xml::{Element, Tree};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A document and what every rule asks of it.
pub(super) struct Context<'t> {
    pub(super) tree: &'t Tree<'t>,
    /// The first element with each eId.
    pub(super) eids: FxHashMap<Cow<'t, str>, Element<'t>>,
}

impl<'t> Context<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        let mut eids = FxHashMap::default();
        for element in tree.elements() {
            if let Some(eid) = element.value("eId") {
                eids.entry(eid).or_insert(element);
            }
        }
        Self { tree, eids }
    }
}

/// Where an element stands, as [`Diagnostic::path`](crate::Diagnostic::path) has it.
pub(super) fn path_of(element: Element<'_>) -> String {
    let steps = std::iter::once(element).chain(element.ancestors()).map(|at| {
        let eid = at.attribute("eId").map(|eid| eid.value_span());
        (eid.unwrap_or_default(), at.name_span())
    });
    super::path::of(steps, element.source())
}
