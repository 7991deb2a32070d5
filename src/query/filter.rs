use crate::model::{Document, Entity, EntityId, Node, NodeId};
use crate::text::{fold, slug};

/// The entities of a document that a question is about: those that have any of the names, any of
/// the classes and any of the countries that it gives.
#[derive(Clone, Default)]
pub(super) struct EntityFilter {
    names: Choice,
    classes: Choice,
    countries: Choice,
}

impl EntityFilter {
    /// Also the entities of this name.
    pub(super) fn name(&mut self, doc: &Document, called: &str) {
        self.names.add(entities_called(doc, called));
    }

    /// Also the entities of this class.
    pub(super) fn class(&mut self, doc: &Document, class: &str) {
        self.classes.add(doc.entities().map(|entity| is(entity.class(), class)).collect());
    }

    /// Also the entities of this country.
    pub(super) fn country(&mut self, doc: &Document, country: &str) {
        self.countries.add(doc.entities().map(|entity| is(entity.country(), country)).collect());
    }

    /// Whether all entities are asked for.
    pub(super) fn is_any(&self) -> bool {
        self.choices().iter().all(|choice| choice.0.is_none())
    }

    /// Whether an entity is asked for.
    pub(super) fn has(&self, entity: EntityId) -> bool {
        self.choices().iter().all(|choice| choice.has(entity))
    }

    fn choices(&self) -> [&Choice; 3] {
        [&self.names, &self.classes, &self.countries]
    }
}

/// The chapters of a document that a question is about: those with any of the numbers that it
/// gives; the whole document if it gives none.
#[derive(Clone, Default)]
pub(super) struct ChapterFilter(Option<Vec<NodeId>>);

impl ChapterFilter {
    /// Also the chapters with this number.
    pub(super) fn number(&mut self, doc: &Document, number: &str) {
        let numbered = doc.chapters().filter(|chapter| chapter.has_number(number));
        self.0.get_or_insert_default().extend(numbered.map(Node::id));
    }

    /// Whether all of the document is asked about.
    pub(super) fn is_any(&self) -> bool {
        self.0.is_none()
    }

    /// Whether a node lies in a chapter that is asked about.
    pub(super) fn has(&self, node: Node<'_>) -> bool {
        let is_one = |chapters: &Vec<NodeId>| {
            node.chapter().is_some_and(|chapter| chapters.contains(&chapter.id()))
        };
        self.0.as_ref().is_none_or(is_one)
    }
}

/// Whether a class or country is the one that is asked for.
fn is(own: Option<&str>, wanted: &str) -> bool {
    own.is_some_and(|own| own.eq_ignore_ascii_case(wanted))
}

/// For each entity whether it was chosen; all are if there was no choice.
#[derive(Clone, Default)]
struct Choice(Option<Vec<bool>>);

impl Choice {
    fn add(&mut self, more: Vec<bool>) {
        match &mut self.0 {
            Some(chosen) => chosen.iter_mut().zip(more).for_each(|(is_one, more)| *is_one |= more),
            None => self.0 = Some(more),
        }
    }

    fn has(&self, entity: EntityId) -> bool {
        self.0.as_ref().is_none_or(|chosen| chosen[entity.0 as usize])
    }
}

/// For each entity of the document, whether it is called `called`.
fn entities_called(doc: &Document, called: &str) -> Vec<bool> {
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
    /// The entities that are called `called`: by their id, name or acronym in any spelling, by a
    /// name that the text itself gives them, or, if there are none of these, by words of their
    /// names. The name of a country means its state too.
    ///
    /// ```
    /// use akoma::{Annotator, Document};
    ///
    /// let doc = Document::parse("Accord\n1. Objet\nL’ANSSI informe Frontex.")?;
    /// let doc = doc.annotate(Annotator::bundled());
    /// assert_eq!(doc.called("FRONTEX").next().map(|entity| entity.id()), Some("frontex"));
    /// assert_eq!(doc.called("Europol").count(), 0);
    /// # Ok::<(), akoma::Error>(())
    /// ```
    pub fn called(&self, called: &str) -> impl Iterator<Item = &Entity> {
        let named = entities_called(self, called);
        self.entities().zip(named).filter_map(|(entity, named)| named.then_some(entity))
    }
}
