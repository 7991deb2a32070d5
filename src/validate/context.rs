//! What the rules of level 2 ask of a document, worked out once.

use super::identification::{FrbrLevel, Identification};
use super::references::{self, Reference};
use crate::xml::{Element, Tree};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A document and what every rule asks of it.
pub(super) struct Context<'t> {
    tree: &'t Tree<'t>,
    /// What is in another namespace than this, that of the root, is not Akoma Ntoso.
    namespace: &'t str,
    /// The elements that each eId leads to.
    eids: FxHashMap<Cow<'t, str>, Target<'t>>,
    /// The other names that a fragment can have: `wId` and `xml:id`.
    other_ids: FxHashMap<Cow<'t, str>, Element<'t>>,
    /// What refers to something else, in document order.
    pub(super) references: Vec<Reference<'t>>,
    /// What identifies each document in the file, the outermost first.
    pub(super) identifications: Vec<Identification<'t>>,
    /// The entries of ontology classes: `TLCPerson` and so on.
    pub(super) entries: Vec<Element<'t>>,
}

#[derive(Clone, Copy)]
struct Target<'t> {
    element: Element<'t>,
    is_double: bool,
}

impl<'t> Context<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        let mut context = Self {
            tree,
            namespace: tree.root().namespace(),
            eids: FxHashMap::default(),
            other_ids: FxHashMap::default(),
            references: Vec::new(),
            identifications: Vec::new(),
            entries: Vec::new(),
        };
        for element in context.elements() {
            context.take_attributes(element);
            let name = element.name();
            if name == "identification" {
                context.identifications.push(Identification::new(element));
            } else if name.starts_with("TLC") {
                context.entries.push(element);
            }
        }
        context
    }

    fn take_attributes(&mut self, element: Element<'t>) {
        for attribute in element.attributes() {
            match attribute.name() {
                "eId" => {
                    let target = Target { element, is_double: false };
                    self.eids
                        .entry(attribute.value())
                        .and_modify(|target| target.is_double = true)
                        .or_insert(target);
                }
                "wId" | "xml:id" => {
                    self.other_ids.entry(attribute.value()).or_insert(element);
                }
                name => {
                    if let Some(kind) = references::kind_of(element.name(), name) {
                        references::take(element, attribute, kind, &mut self.references);
                    }
                }
            }
        }
    }

    /// All elements, those of other vocabularies too.
    pub(super) fn all_elements(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        self.tree.elements()
    }

    /// The elements of Akoma Ntoso in document order.
    pub(super) fn elements(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        let namespace = self.namespace;
        self.tree.elements().filter(move |element| element.namespace() == namespace)
    }

    /// The elements of Akoma Ntoso outside `meta`, where identifiers are not those of the text.
    pub(super) fn elements_of_text(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        let mut end_of_last = 0;
        self.elements().filter(move |element| {
            let span = element.span();
            if span.start() < end_of_last {
                return false;
            }
            let is_meta = element.name() == "meta";
            if is_meta {
                end_of_last = span.end();
            }
            !is_meta
        })
    }

    /// The element right below the root: the kind of document.
    pub(super) fn document(&self) -> Option<Element<'t>> {
        self.tree.root().children().find(|child| child.namespace() == self.namespace)
    }

    /// What the document says of itself as a work. A component has the IRI of the work that it is
    /// in, and a portion that of what it is taken from: neither is spoken of here.
    pub(super) fn own_work(&self) -> Option<&FrbrLevel<'t>> {
        let document = self.document().filter(|document| document.name() != "portion")?;
        let meta = document.child("meta")?.span();
        let work = self.identifications.first()?.work()?;
        meta.contains(work.element.span()).then_some(work)
    }

    /// The first element with this eId.
    pub(super) fn by_eid(&self, eid: &str) -> Option<Element<'t>> {
        self.eids.get(eid).map(|target| target.element)
    }

    /// The element with this eId, if there is one and no other.
    pub(super) fn only_by_eid(&self, eid: &str) -> Option<Element<'t>> {
        self.eids.get(eid).filter(|target| !target.is_double).map(|target| target.element)
    }

    /// Whether no element has an eId.
    pub(super) fn has_no_eids(&self) -> bool {
        self.eids.is_empty()
    }

    /// Whether something here has this identifier, of whichever kind.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.eids.contains_key(id) || self.other_ids.contains_key(id)
    }
}

/// Where an element is, as [`Diagnostic::path`](crate::Diagnostic::path) has it.
pub(super) fn path_of(element: Element<'_>) -> String {
    let steps = std::iter::once(element).chain(element.ancestors()).map(|at| {
        let eid = at.attribute("eId").map(|eid| eid.value_span());
        (eid.unwrap_or_default(), at.name_span())
    });
    super::path::of(steps, element.source())
}
