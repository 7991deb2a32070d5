//! The tree of a document: its nodes in document order, and how they are made.

use super::names::{NameId, Names};
use crate::text::Span;

/// The number of a node in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

impl NodeId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The attributes of an element, but for its eId. There may be millions: each is small.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NodeAttributes {
    None,
    /// Those of a sentence.
    Sentence,
    /// Those of a document type that was made: what it calls itself.
    Document(NameId),
    /// Those of the start tag that begins here in the XML.
    Tag(u32),
}

#[derive(Clone, Debug)]
pub(crate) struct NodeData {
    pub(crate) name: NameId,
    pub(crate) attributes: NodeAttributes,
    pub(crate) span: Span,
    pub(crate) parent: NodeId,
    /// One past the last node inside.
    pub(crate) end: NodeId,
    pub(crate) eid: Span,
}

/// Makes a tree in document order.
#[derive(Debug, Default)]
pub(crate) struct TreeBuilder {
    nodes: Vec<NodeData>,
    names: Names,
    open: Vec<NodeId>,
}

impl TreeBuilder {
    /// A builder with room for so many elements.
    pub(crate) fn with_capacity(nodes: usize) -> Self {
        Self { nodes: Vec::with_capacity(nodes), ..Self::default() }
    }

    /// Opens an element at byte `start`.
    pub(crate) fn open(&mut self, element: &str, start: u32) -> NodeId {
        self.open_with(element, start, NodeAttributes::None)
    }

    pub(crate) fn open_with(
        &mut self,
        element: &str,
        start: u32,
        attributes: NodeAttributes,
    ) -> NodeId {
        let (name, _) = self.names.number(element);
        self.open_named(name, start, attributes)
    }

    /// Opens an element whose name has its number.
    pub(crate) fn open_named(
        &mut self,
        name: NameId,
        start: u32,
        attributes: NodeAttributes,
    ) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        let parent = self.open.last().copied().unwrap_or(NodeId(0));
        self.nodes.push(NodeData {
            name,
            attributes,
            span: Span::new(start, start),
            parent,
            end: id,
            eid: Span::default(),
        });
        self.open.push(id);
        id
    }

    /// Closes the innermost open element at byte `end`.
    pub(crate) fn close(&mut self, end: u32) {
        if let Some(id) = self.open.pop() {
            let after = NodeId(self.nodes.len() as u32);
            let node = &mut self.nodes[id.index()];
            node.span = Span::new(node.span.start(), end);
            node.end = after;
        }
    }

    /// An element without elements inside.
    pub(crate) fn leaf(&mut self, element: &'static str, span: Span) -> NodeId {
        let id = self.open(element, span.start());
        self.close(span.end());
        id
    }

    /// Whether no element has been opened yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The names of the elements, to find or give their numbers.
    pub(crate) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// The innermost open element.
    pub(crate) fn current(&self) -> NodeId {
        self.open.last().copied().unwrap_or(NodeId(0))
    }

    pub(crate) fn node_mut(&mut self, id: NodeId) -> &mut NodeData {
        &mut self.nodes[id.index()]
    }

    /// The finished tree.
    pub(crate) fn finish(self) -> (Vec<NodeData>, Names) {
        debug_assert!(self.open.is_empty(), "every element is closed");
        (self.nodes, self.names)
    }
}
