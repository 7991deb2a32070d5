//! What a document holds, and what is asked of it within the crate.

use super::entity::{Entity, EntityId};
use super::kind::{DocumentKind, TitlePlace};
use super::layer::{MentionData, PredicateData, nest_mentions};
use super::metadata::{Date, Metadata};
use super::names::Names;
use super::num::is_bare_number;
use super::origin::Origin;
use super::tree::{NodeAttributes, NodeData, NodeId};
use crate::report::Report;
use crate::schema::{ElementFunction, ElementId};
use crate::text::Span;
use crate::xml::attributes_of;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// What a document holds. Spans count bytes of `text`, but eIds: see [`Data::id`].
#[derive(Clone, Debug)]
pub(crate) struct Data {
    pub(crate) text: Arc<str>,
    /// Whether a byte-order mark was before the text in its file.
    pub(crate) bom: bool,
    /// The tree in document order; the first node is the document type.
    pub(crate) nodes: Vec<NodeData>,
    /// The names of the nodes.
    pub(crate) names: Names,
    /// The XML that the document was read from.
    pub(crate) origin: Option<Origin>,
    /// All eIds that the XML does not hold, one after the other: see [`Data::id`].
    pub(crate) ids: String,
    pub(crate) entities: Vec<Entity>,
    /// By start, the longer first.
    pub(crate) mentions: Vec<MentionData>,
    /// By start, the longer first.
    pub(crate) predicates: Vec<PredicateData>,
    pub(crate) metadata: Metadata,
    /// The kind of document, if it is known.
    pub(crate) kind: Option<Arc<DocumentKind>>,
    /// The ids of the rules of the language that annotated it, by their numbers.
    pub(crate) rule_ids: Arc<[Box<str>]>,
    /// ISO 639-2 code of the language the text was read in.
    pub(crate) language: Option<Box<str>>,
    /// Date and parties that the text itself states.
    pub(crate) stated_date: Option<Date>,
    pub(crate) parties: Vec<EntityId>,
    pub(crate) report: Report,
    /// See [`Document::chapters`]; found when first asked for.
    pub(crate) chapters: OnceLock<Vec<NodeId>>,
}

impl Data {
    /// The id of the rule with this number, which may be none's.
    pub(crate) fn rule_id(&self, number: u32) -> Option<&str> {
        self.rule_ids.get(number as usize).map(|id| &**id).filter(|id| !id.is_empty())
    }

    /// The eId at `span`: in the XML that the document was read from, or after its end in `ids`.
    pub(crate) fn id(&self, span: Span) -> &str {
        let xml = self.origin.as_ref().map_or("", |origin| &origin.xml);
        match (span.start() as usize).checked_sub(xml.len()) {
            None => &xml[span.range()],
            Some(start) => &self.ids[start..start + span.len() as usize],
        }
    }

    /// The part of the document that a node is in, under the document type, and the element of it
    /// that the node is or is in.
    pub(crate) fn part_of(&self, node: NodeId) -> (NodeId, NodeId) {
        let (mut part, mut inside) = (node, node);
        while self.nodes[part.index()].parent != NodeId(0) {
            inside = part;
            part = self.nodes[part.index()].parent;
        }
        (part, inside)
    }

    /// Whether a node is before the title of a document whose kind has lines there.
    pub(crate) fn is_in_head(&self, node: NodeId) -> bool {
        let has_head = self.kind.as_ref().is_some_and(|kind| kind.title == TitlePlace::Named);
        let (part, inside) = self.part_of(node);
        has_head && self.element(part) == "preface" && self.element(inside) != "longTitle"
    }

    /// The name of a node.
    pub(crate) fn element(&self, id: NodeId) -> &str {
        self.names.of(self.nodes[id.index()].name)
    }

    /// What a node is in the standard; none if it is of another vocabulary.
    pub(crate) fn element_id(&self, id: NodeId) -> Option<ElementId> {
        self.names.element(self.nodes[id.index()].name)
    }

    /// The attributes of a node but its eId, as `(name, value)`.
    pub(crate) fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let (made, tag) = match self.nodes[id.index()].attributes {
            NodeAttributes::None => ([None, None], ""),
            NodeAttributes::Sentence => ([Some(("class", "sentence")), None], ""),
            NodeAttributes::Document(name) => {
                let name = Some(("name", self.names.of(name)));
                ([name, Some(("contains", "originalVersion"))], "")
            }
            NodeAttributes::Tag(start) => {
                let xml = self.origin.as_ref().map_or("", |origin| &origin.xml);
                ([None, None], &xml[start as usize..])
            }
        };
        let made = made.into_iter().flatten().map(|(name, value)| (name, Cow::Borrowed(value)));
        let read = attributes_of(tag)
            .filter(|(name, _)| !matches!(*name, "eId" | "xmlns") && !name.starts_with("xmlns:"));
        made.chain(read)
    }

    /// The chapters in document order; none lies in another.
    pub(crate) fn chapters(&self) -> &[NodeId] {
        self.chapters.get_or_init(|| {
            let all = || (0..self.nodes.len()).map(|i| NodeId(i as u32));
            let is_chapter = |id: &NodeId| self.element(*id) == "chapter";
            let named: Vec<NodeId> = all().filter(is_chapter).collect();
            let has_chapter = |id: NodeId| {
                let next = named.partition_point(|&chapter| chapter < id);
                named.get(next).is_some_and(|&chapter| chapter < self.nodes[id.index()].end)
            };
            let mut found: Vec<NodeId> = Vec::new();
            for id in all() {
                let inside = found.last().is_some_and(|&last| id < self.nodes[last.index()].end);
                let is_division = || {
                    let function = self.element_id(id).map(ElementId::function);
                    function == Some(ElementFunction::Division)
                };
                let division = || is_division() && !has_chapter(id);
                if !inside && (is_chapter(&id) || division()) {
                    found.push(id);
                }
            }
            found
        })
    }

    /// The chapter that `node` is or lies in.
    pub(crate) fn chapter_of(&self, node: NodeId) -> Option<NodeId> {
        let chapters = self.chapters();
        let last = chapters.partition_point(|&chapter| chapter <= node).checked_sub(1)?;
        Some(chapters[last]).filter(|chapter| node < self.nodes[chapter.index()].end)
    }

    /// The elements that hold running text, in document order; numbers that are nothing else are
    /// not among them. What is in a paragraph that another quotes is read with the other, once.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (NodeId, Span)> {
        let mut after = NodeId(0);
        self.nodes.iter().enumerate().filter_map(move |(i, n)| {
            let id = NodeId(i as u32);
            let outermost = id >= after && self.is_block(id);
            outermost.then(|| {
                after = n.end;
                (id, n.span)
            })
        })
    }

    fn is_block(&self, id: NodeId) -> bool {
        self.element_id(id).is_some_and(ElementId::is_block)
            && !(self.is_num(id) && is_bare_number(&self.text[self.nodes[id.index()].span.range()]))
    }

    /// Whether a node is the number of the one around it.
    pub(crate) fn is_num(&self, id: NodeId) -> bool {
        self.element(id) == "num"
    }

    /// Whether a node is a sentence.
    pub(crate) fn is_sentence(&self, id: NodeId) -> bool {
        self.element(id) == "span"
            && self.attributes(id).any(|(name, value)| name == "class" && value == "sentence")
    }

    /// Where an annotation of `span` belongs: [`Data::holder`], but in a document that was read
    /// it may begin in one inline element and end in another, not in another sentence.
    pub(crate) fn home(&self, span: Span, near: &mut usize) -> Option<NodeId> {
        let holder = self.holder(span, near);
        if holder.is_some() || self.origin.is_none() {
            return holder;
        }
        let after = partition_near(&self.nodes, near, |n| n.span.start() <= span.start());
        let mut crossed = self.nodes[after..].iter().take_while(|n| n.span.start() < span.end());
        let inside = crossed.clone().count();
        if crossed.any(|n| n.span.crosses(span))
            && (after..after + inside)
                .any(|i| self.nodes[i].span.crosses(span) && self.is_sentence(NodeId(i as u32)))
        {
            return None;
        }
        let mut at = NodeId(after.checked_sub(1)? as u32);
        while !self.nodes[at.index()].span.contains(span) {
            let crosses = self.nodes[at.index()].span.crosses(span);
            if at == NodeId(0) || crosses && self.is_sentence(at) {
                return None;
            }
            at = self.nodes[at.index()].parent;
        }
        Some(at)
    }

    /// The deepest node around `span`; `None` if `span` crosses the edge of a node.
    /// `near` is where the last search ended: spans that come in order are found at once.
    pub(crate) fn holder(&self, span: Span, near: &mut usize) -> Option<NodeId> {
        // Nodes are in document order: the last that begins at or before the span is the deepest
        // that may hold it, or comes before one that does.
        let after = partition_near(&self.nodes, near, |n| n.span.start() <= span.start());
        // What begins inside the span must end in it: the first node after it may, and the third not.
        let mut inside = self.nodes[after..].iter().take_while(|n| n.span.start() < span.end());
        if inside.any(|n| n.span.crosses(span)) {
            return None;
        }
        let mut at = after.checked_sub(1)?;
        while !self.nodes[at].span.contains(span) {
            if self.nodes[at].span.crosses(span) {
                return None;
            }
            if at == 0 {
                return None;
            }
            at = self.nodes[at].parent.index();
        }
        Some(NodeId(at as u32))
    }

    /// Gives every mention its deepest node and the mention around it. They must be sorted by start,
    /// the longer first; a mention that crosses the edge of an element is dropped, since a name does
    /// not run over the end of a sentence.
    pub(crate) fn assign_mentions(&mut self) {
        let mut mentions = std::mem::take(&mut self.mentions);
        let mut near = 0;
        mentions.retain_mut(|mention| match self.home(mention.span, &mut near) {
            Some(node) => {
                mention.node = node;
                true
            }
            None => false,
        });
        nest_mentions(&mut mentions);
        self.mentions = mentions;
    }
}

/// `partition_point`, searched from `near` on, where the last search ended.
pub(crate) fn partition_near<T>(
    items: &[T],
    near: &mut usize,
    holds: impl Fn(&T) -> bool,
) -> usize {
    let mut from = *near;
    if from > 0 && !items.get(from - 1).is_some_and(&holds) {
        from = 0;
    }
    let mut step = 1;
    while items.get(from + step - 1).is_some_and(&holds) {
        from += step;
        step *= 2;
    }
    let to = (from + step - 1).min(items.len());
    *near = from + items[from..to].partition_point(holds);
    *near
}
