use super::eid::is_bare_number;
use super::metadata::{Date, Metadata};
use super::names::{NameId, Names};
use super::origin::Origin;
use super::{DocumentKind, Entity, EntityId, MentionData, Node, PredicateData, TitlePlace};
use crate::languages;
use crate::report::Report;
use crate::schema::{ElementFunction, ElementId};
use crate::text::Span;
use crate::xml::attributes_of;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A text with its structure and, once annotated, who is named in it and who promised what.
///
/// The text never changes; a clone shares everything.
///
/// ```
/// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
/// assert_eq!(doc.text(), "Accord\n1. Objet\nLes Parties coopèrent.");
/// assert_eq!(doc.root().element(), "statement");
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    data: Arc<Data>,
}

/// What a document holds. Spans count bytes of `text`, but eIds: see [`Data::id`].
#[derive(Clone, Debug)]
pub(crate) struct Data {
    pub(crate) text: Arc<str>,
    /// Whether a byte-order mark stood before the text in its file.
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
pub(crate) enum Attributes {
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
    pub(crate) attributes: Attributes,
    pub(crate) span: Span,
    pub(crate) parent: NodeId,
    /// One past the last node inside.
    pub(crate) end: NodeId,
    pub(crate) eid: Span,
}

impl Document {
    pub(crate) fn from_data(data: Data) -> Self {
        Self { data: Arc::new(data) }
    }

    pub(crate) fn data(&self) -> &Data {
        &self.data
    }

    /// The data, to make a changed document from; copied only if it is shared.
    pub(crate) fn into_data(self) -> Data {
        Arc::try_unwrap(self.data).unwrap_or_else(|shared| (*shared).clone())
    }

    /// The source text, to the character, without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.data.text
    }

    /// What the document was read from: the XML, or the text without a byte-order mark. The spans
    /// of its report are places in it.
    pub fn source(&self) -> &str {
        self.data.origin.as_ref().map_or(&self.data.text, |origin| &origin.xml)
    }

    /// The document type element, `statement` for example, with everything inside.
    pub fn root(&self) -> Node<'_> {
        Node { doc: self, id: NodeId(0) }
    }

    /// The kind of document that the text was read as. Of XML it is known once it is annotated, if
    /// its element and its name are those of a kind.
    pub fn kind(&self) -> Option<&DocumentKind> {
        self.data.kind.as_deref()
    }

    pub(crate) fn node(&self, id: NodeId) -> Node<'_> {
        Node { doc: self, id }
    }

    /// The element with this eId.
    pub fn by_eid(&self, eid: &str) -> Option<Node<'_>> {
        self.root().descendants().find(|n| n.eid() == eid)
    }

    /// The chapters; where a part of the document has none, its outermost divisions: the articles
    /// of an agreement.
    pub fn chapters(&self) -> impl ExactSizeIterator<Item = Node<'_>> + DoubleEndedIterator {
        self.data.chapters().iter().map(|&id| self.node(id))
    }

    /// Everything that the document names, in no particular order.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = &Entity> + DoubleEndedIterator {
        self.data.entities.iter()
    }

    /// The entity with this number.
    pub(crate) fn entity(&self, id: EntityId) -> &Entity {
        &self.data.entities[id.0 as usize]
    }

    /// The parties: who speaks in the document, in the order of the text or the metadata.
    pub fn parties(&self) -> impl ExactSizeIterator<Item = &Entity> + DoubleEndedIterator {
        self.data.parties.iter().map(|&id| self.entity(id))
    }

    /// The office that a person holds, if the text tells it.
    pub fn role_of(&self, person: &Entity) -> Option<&Entity> {
        person.role.map(|id| self.entity(id))
    }

    /// The party that a person represents, if the text tells it.
    pub fn party_of(&self, person: &Entity) -> Option<&Entity> {
        person.party.map(|id| self.entity(id))
    }

    /// What was found odd, and what was done about it.
    pub fn report(&self) -> &Report {
        &self.data.report
    }

    /// Language of the text, as the metadata says, else as its words tell: the code that
    /// [`languages::code`] has for it.
    pub fn language(&self) -> Option<&str> {
        let said = self.data.metadata.expression.language.as_deref();
        [said, self.data.language.as_deref()].into_iter().flatten().find_map(languages::code)
    }

    /// The metadata given with the text.
    pub fn metadata(&self) -> &Metadata {
        &self.data.metadata
    }

    /// The same document with the day on which the markup was made.
    #[must_use]
    pub fn with_markup_date(self, date: Option<Date>) -> Document {
        let mut data = self.into_data();
        data.metadata.manifestation.date = date.filter(|d| d.is_full());
        Document::from_data(data)
    }

    /// Whether a byte-order mark stood before the text in its file.
    pub fn had_bom(&self) -> bool {
        self.data.bom
    }
}

impl Data {
    /// The id of the rule with this number, which may be none's.
    pub(crate) fn rule_id(&self, number: u32) -> Option<&str> {
        self.rule_ids.get(number as usize).map(|id| &**id).filter(|id| !id.is_empty())
    }

    /// The eId at `span`: in the XML that the document was read from, or behind its end in `ids`.
    pub(crate) fn id(&self, span: Span) -> &str {
        let xml = self.origin.as_ref().map_or("", |origin| &origin.xml);
        match (span.start() as usize).checked_sub(xml.len()) {
            None => &xml[span.range()],
            Some(start) => &self.ids[start..start + span.len() as usize],
        }
    }

    /// The part of the document that a node stands in, under the document type, and the element of it
    /// that the node is or stands in.
    pub(crate) fn part_of(&self, node: NodeId) -> (NodeId, NodeId) {
        let (mut part, mut inside) = (node, node);
        while self.nodes[part.index()].parent != NodeId(0) {
            inside = part;
            part = self.nodes[part.index()].parent;
        }
        (part, inside)
    }

    /// Whether a node stands before the title of a document whose kind has lines there.
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
            Attributes::None => ([None, None], ""),
            Attributes::Sentence => ([Some(("class", "sentence")), None], ""),
            Attributes::Document(name) => {
                let name = Some(("name", self.names.of(name)));
                ([name, Some(("contains", "originalVersion"))], "")
            }
            Attributes::Tag(start) => {
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
    /// not among them. What stands in a paragraph that another quotes is read with the other, once.
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
        // that may hold it, or stands before one that does.
        let after = partition_near(&self.nodes, near, |n| n.span.start() <= span.start());
        // What begins inside the span must end in it: the first node behind may, and the third not.
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
        self.open_with(element, start, Attributes::None)
    }

    pub(crate) fn open_with(
        &mut self,
        element: &str,
        start: u32,
        attributes: Attributes,
    ) -> NodeId {
        let (name, _) = self.names.number(element);
        self.open_named(name, start, attributes)
    }

    /// Opens an element whose name has its number.
    pub(crate) fn open_named(
        &mut self,
        name: NameId,
        start: u32,
        attributes: Attributes,
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
