use super::filter::{ChapterFilter, EntityFilter};
use crate::model::{Document, Entity, EntityId, EntityKind, MentionData, NONE, Node};
use crate::text::Span;

/// A stretch of text that names an entity: a small handle, cheap to copy.
#[derive(Clone, Copy)]
pub struct Mention<'a> {
    doc: &'a Document,
    index: u32,
}

impl<'a> Mention<'a> {
    fn data(self) -> &'a MentionData {
        &self.doc.data().mentions[self.index as usize]
    }

    /// The words that name the entity.
    pub fn text(self) -> &'a str {
        &self.doc.text()[self.span().range()]
    }

    /// Where they are, in bytes.
    pub fn span(self) -> Span {
        self.data().span
    }

    pub(super) fn entity_id(self) -> EntityId {
        self.data().entity
    }

    /// What they name.
    pub fn entity(self) -> &'a Entity {
        self.doc.entity(self.data().entity)
    }

    /// The kind of thing they name.
    pub fn kind(self) -> EntityKind {
        self.data().kind
    }

    /// The eId of the element that marks it in Akoma Ntoso.
    pub fn eid(self) -> &'a str {
        self.doc.data().id(self.data().eid)
    }

    /// The deepest element of the tree around it.
    pub fn node(self) -> Node<'a> {
        self.doc.node(self.data().node)
    }

    /// The chapter it is in.
    pub fn chapter(self) -> Option<Node<'a>> {
        self.node().chapter()
    }

    /// The nearest mention around it: « Tournai » is in « Accord de Tournai II ».
    pub fn outer(self) -> Option<Mention<'a>> {
        let outer = self.data().outer;
        (outer != NONE).then_some(Mention { index: outer, ..self })
    }

    /// The id of the rule of the language that found it: a name pattern, or what an acronym is
    /// explained by. None for a name of the authority files, a date, an office or a person, and for what
    /// an XML has.
    pub fn rule(self) -> Option<&'a str> {
        self.doc.data().rule_id(self.data().rule)
    }
}

impl std::fmt::Debug for Mention<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} = {}", self.kind(), self.text(), self.entity().id())
    }
}

/// The mentions of a document in the order of the text, the outer before the inner, narrowed by
/// the methods: one method called again widens what it asks for, another narrows it.
///
/// ```
/// use akoma::{Annotator, Document, EntityKind};
///
/// let doc = Document::parse("Accord\n1. Objet\nL’ANSSI informe Frontex à Bruxelles.")?;
/// let doc = doc.annotate(Annotator::bundled());
/// let names: Vec<_> = doc.mentions().kind(EntityKind::Organization).map(|m| m.text()).collect();
/// assert_eq!(names, ["ANSSI", "Frontex"]);
/// let chapter = doc.by_eid("chp_1").unwrap();
/// assert_eq!(doc.mentions().of("frontex").within(chapter).count(), 1);
/// assert_eq!(doc.mentions().of("frontex").of("anssi").count(), 2);
/// assert_eq!(doc.mentions().class("agency").country("fr").count(), 1);
/// assert_eq!(doc.mentions().chapter("1").outermost().count(), 3);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone)]
pub struct Mentions<'a> {
    doc: &'a Document,
    next: u32,
    end: u32,
    /// Those asked for; all if there are none.
    kinds: Vec<EntityKind>,
    entities: EntityFilter,
    chapters: ChapterFilter,
    outermost: bool,
}

impl<'a> Mentions<'a> {
    /// Only those of one kind; called again, of any of the kinds.
    #[must_use]
    pub fn kind(mut self, kind: EntityKind) -> Self {
        self.kinds.push(kind);
        self
    }

    /// Only those of one entity, called by its id, its name or its acronym in any spelling, or, if
    /// none is called so, by words of its name; a country stands for its state too. Called again,
    /// of any of the entities.
    #[must_use]
    pub fn of(mut self, entity: &str) -> Self {
        self.entities.name(self.doc, entity);
        self
    }

    /// Only those of entities of one class, for example `agency`; called again, of any of the
    /// classes.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        self.entities.class(self.doc, class);
        self
    }

    /// Only those of entities of one country: ISO 3166-1 alpha-2, `eu` or `int`; called again, of
    /// any of the countries.
    #[must_use]
    pub fn country(mut self, country: &str) -> Self {
        self.entities.country(self.doc, country);
        self
    }

    /// Only those in the chapter with this number, as [`Node::has_number`] compares it; called
    /// again, in any of the chapters. The chapters are those of [`Document::chapters`].
    #[must_use]
    pub fn chapter(mut self, number: &str) -> Self {
        self.chapters.number(self.doc, number);
        self
    }

    /// Only those inside an element.
    #[must_use]
    pub fn within(self, node: Node<'_>) -> Self {
        self.inside(node.span())
    }

    pub(super) fn inside(mut self, span: Span) -> Self {
        let mentions = &self.doc.data().mentions;
        let first = mentions.partition_point(|m| m.span.start() < span.start()) as u32;
        let last = mentions.partition_point(|m| m.span.start() < span.end()) as u32;
        self.next = self.next.max(first);
        self.end = self.end.min(last);
        self
    }

    /// Only those in no other mention.
    #[must_use]
    pub fn outermost(mut self) -> Self {
        self.outermost = true;
        self
    }
}

impl Mentions<'_> {
    /// Whether every mention is asked for that is left.
    fn is_unfiltered(&self) -> bool {
        self.kinds.is_empty() && self.entities.is_any() && self.chapters.is_any() && !self.outermost
    }
}

/// The answers that are left.
impl std::fmt::Debug for Mentions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl std::iter::FusedIterator for Mentions<'_> {}

impl<'a> Iterator for Mentions<'a> {
    type Item = Mention<'a>;

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end.saturating_sub(self.next) as usize;
        (if self.is_unfiltered() { left } else { 0 }, Some(left))
    }

    fn next(&mut self) -> Option<Mention<'a>> {
        while self.next < self.end {
            let mention = Mention { doc: self.doc, index: self.next };
            self.next += 1;
            let data = mention.data();
            let holds = (self.kinds.is_empty() || self.kinds.contains(&data.kind))
                && self.entities.has(data.entity)
                && (!self.outermost || data.outer == NONE)
                && (self.chapters.is_any() || self.chapters.has(mention.node()));
            if holds {
                return Some(mention);
            }
        }
        None
    }
}

impl Document {
    /// Who and what is named in the document.
    pub fn mentions(&self) -> Mentions<'_> {
        Mentions {
            doc: self,
            next: 0,
            end: self.data().mentions.len() as u32,
            kinds: Vec::new(),
            entities: EntityFilter::default(),
            chapters: ChapterFilter::default(),
            outermost: false,
        }
    }
}
