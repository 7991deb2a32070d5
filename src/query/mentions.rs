use crate::model::{Document, Entity, EntityId, Kind, MentionData, NONE, Node};
use crate::text::{Span, fold, slug};

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

    /// Where they stand, in bytes.
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
    pub fn kind(self) -> Kind {
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

    /// The chapter it stands in.
    pub fn chapter(self) -> Option<Node<'a>> {
        self.node().chapter()
    }

    /// The mention right around it: « Tournai » stands in « Accord de Tournai II ».
    pub fn outer(self) -> Option<Mention<'a>> {
        let outer = self.data().outer;
        (outer != NONE).then_some(Mention { index: outer, ..self })
    }
}

impl std::fmt::Debug for Mention<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} = {}", self.kind(), self.text(), self.entity().id())
    }
}

/// The mentions of a document in the order of the text, the outer before the inner, narrowed by
/// the methods.
///
/// ```
/// use akoma::{Annotator, Document, Kind};
///
/// let doc = Document::parse("Accord\n1. Objet\nL’ANSSI informe Frontex à Bruxelles.")?;
/// let doc = doc.annotate(Annotator::bundled());
/// let names: Vec<_> = doc.mentions().kind(Kind::Organization).map(|m| m.text()).collect();
/// assert_eq!(names, ["ANSSI", "Frontex"]);
/// let chapter = doc.by_eid("chp_1").unwrap();
/// assert_eq!(doc.mentions().of("frontex").within(chapter).count(), 1);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone)]
pub struct Mentions<'a> {
    doc: &'a Document,
    next: u32,
    end: u32,
    kind: Option<Kind>,
    entity: Option<Vec<bool>>,
    outermost: bool,
}

impl<'a> Mentions<'a> {
    /// Only those of one kind.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Only those of one entity, called by its id, its name or its acronym in any spelling, or, if
    /// none is called so, by words of its name; a country stands for its state too.
    #[must_use]
    pub fn of(mut self, entity: &str) -> Self {
        self.entity = Some(entities_called(self.doc, entity));
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

impl<'a> Iterator for Mentions<'a> {
    type Item = Mention<'a>;

    fn next(&mut self) -> Option<Mention<'a>> {
        while self.next < self.end {
            let mention = Mention { doc: self.doc, index: self.next };
            self.next += 1;
            let data = mention.data();
            let holds = self.kind.is_none_or(|kind| data.kind == kind)
                && self.entity.as_ref().is_none_or(|named| named[data.entity.0 as usize])
                && (!self.outermost || data.outer == NONE);
            if holds {
                return Some(mention);
            }
        }
        None
    }
}

/// For each entity of the document, whether `called` calls it.
pub(super) fn entities_called(doc: &Document, called: &str) -> Vec<bool> {
    let wanted = fold(called);
    let is = |name: &str| fold(name) == wanted;
    let data = doc.data();
    let mut named: Vec<bool> = data
        .entities
        .iter()
        .map(|e| is(&e.id) || is(&e.name) || e.short.as_deref().is_some_and(is))
        .collect();
    // Whatever the text itself calls so: an alias.
    for mention in &data.mentions {
        let span = mention.span;
        if span.len() as usize <= 2 * called.len() + 8 && !named[mention.entity.0 as usize] {
            named[mention.entity.0 as usize] = is(&data.text[span.range()]);
        }
    }
    if !named.contains(&true) {
        // « Tournai II » calls the « Accord de Tournai II » where nothing has just that name.
        let part = format!("-{}-", slug(called));
        let has = |name: &str| part.len() > 2 && format!("-{}-", slug(name)).contains(&part);
        named = data.entities.iter().map(|e| has(&e.id) || has(&e.name)).collect();
    }
    let countries: Vec<&str> = data
        .entities
        .iter()
        .zip(&named)
        .filter(|(e, named)| **named && matches!(e.class(), Some("country" | "state")))
        .filter_map(|(e, _)| e.country())
        .collect();
    for (entity, named) in data.entities.iter().zip(named.iter_mut()) {
        *named |= matches!(entity.class(), Some("country" | "state"))
            && entity.country().is_some_and(|c| countries.contains(&c));
    }
    named
}

impl Document {
    /// Who and what is named in the document.
    pub fn mentions(&self) -> Mentions<'_> {
        Mentions {
            doc: self,
            next: 0,
            end: self.data().mentions.len() as u32,
            kind: None,
            entity: None,
            outermost: false,
        }
    }
}
