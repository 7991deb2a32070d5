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

/// A path has so many steps at most: who looks for a place needs no more, and a deep document
/// with many findings would make them long.
const STEPS: usize = 12;

/// Where an element stands, as [`Diagnostic::path`] has it.
///
/// [`Diagnostic::path`]: crate::Diagnostic::path
pub(super) fn path_of(element: Element<'_>) -> String {
    let mut steps = Vec::new();
    for at in std::iter::once(element).chain(element.ancestors()) {
        match at.value("eId").filter(|eid| !eid.is_empty()) {
            Some(eid) => {
                steps.push(eid);
                break;
            }
            None if steps.len() == STEPS => {
                steps.push("…".into());
                break;
            }
            None => steps.push(at.name().into()),
        }
    }
    steps.reverse();
    steps.join("/")
}
