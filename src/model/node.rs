use super::data::Data;
use super::num::number_in;
use super::tree::NodeId;
use crate::schema::{ElementCategory, ElementFunction, ElementId};
use crate::text::Span;
use std::borrow::Cow;

/// An element of a document's tree: a small handle, cheap to copy.
///
/// ```
/// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
/// let chapter = doc.root().descendants().find(|n| n.element() == "chapter").unwrap();
/// assert_eq!((chapter.eid(), chapter.heading()), ("chp_1", Some("Objet")));
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(super) data: &'a Data,
    pub(super) id: NodeId,
}

impl<'a> Node<'a> {
    /// The element's name in Akoma Ntoso, for example `chapter`.
    pub fn element(self) -> &'a str {
        self.data.element(self.id)
    }

    /// The category of its content; none for an element of another vocabulary.
    pub fn category(self) -> Option<ElementCategory> {
        self.data.element_id(self.id).map(ElementId::category)
    }

    /// What it is for; none for an element of another vocabulary.
    pub fn function(self) -> Option<ElementFunction> {
        self.data.element_id(self.id).map(ElementId::function)
    }

    /// Its eId; empty for an element that has none, such as the root.
    pub fn eid(self) -> &'a str {
        self.data.id(self.data.nodes[self.id.index()].eid)
    }

    /// The text it covers, in bytes.
    pub fn span(self) -> Span {
        self.data.nodes[self.id.index()].span
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        &self.data.text[self.span().range()]
    }

    /// The value of one of its attributes; eId is not among them.
    pub fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Names, with their prefixes, and values of its attributes but eId, in order.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        self.data.attributes(self.id)
    }

    /// The element around it.
    pub fn parent(self) -> Option<Node<'a>> {
        let parent = self.data.nodes[self.id.index()].parent;
        (self.id.0 != 0).then_some(Node { id: parent, ..self })
    }

    /// The elements around it, from the nearest to the root.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'a>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The elements right inside it, in order.
    pub fn children(self) -> impl Iterator<Item = Node<'a>> {
        let nodes = &self.data.nodes;
        let end = nodes[self.id.index()].end;
        let first = NodeId(self.id.0 + 1);
        std::iter::successors((first < end).then_some(first), move |id| {
            let next = nodes[id.index()].end;
            (next < end).then_some(next)
        })
        .map(move |id| Node { data: self.data, id })
    }

    /// All elements inside it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'a>> {
        let end = self.data.nodes[self.id.index()].end;
        (self.id.0 + 1..end.0).map(move |id| Node { data: self.data, id: NodeId(id) })
    }

    /// How many elements are around it; 0 for the root.
    pub fn level(self) -> usize {
        self.ancestors().count()
    }

    /// The text of its `num`, for example `3.`
    pub fn num(self) -> Option<&'a str> {
        self.children().find(|n| n.element() == "num").map(Node::text)
    }

    /// The text of its `heading`.
    pub fn heading(self) -> Option<&'a str> {
        self.children().find(|n| n.element() == "heading").map(Node::text)
    }

    /// The chapter it is or lies in, as [`Document::chapters`](crate::Document::chapters) has them.
    pub fn chapter(self) -> Option<Node<'a>> {
        self.data.chapter_of(self.id).map(|id| Node { id, ..self })
    }

    /// The number in its `num`, without word and punctuation: `3` for `3.`, `IV` for `Article IV`.
    pub fn number(self) -> Option<&'a str> {
        self.num().map(number_in)
    }

    /// Whether its number is this one, in any case: `iv` is `IV`.
    ///
    /// ```
    /// let doc = akoma::Document::parse("Accord\nArticle IV : Objet\nLes Parties sont d’accord.")?;
    /// assert!(doc.chapters().any(|chapter| chapter.has_number("iv")));
    /// # Ok::<(), akoma::Error>(())
    /// ```
    pub fn has_number(self, number: &str) -> bool {
        self.number().is_some_and(|own| own.eq_ignore_ascii_case(number.trim()))
    }

    pub(crate) fn id(self) -> NodeId {
        self.id
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} {:?} {}>", self.element(), self.eid(), self.span())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.data, other.data) && self.id == other.id
    }
}
