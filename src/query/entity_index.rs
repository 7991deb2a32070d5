use crate::model::{Document, Entity, EntityId, EntityKind, Node};
use rustc_hash::FxHashMap;

/// Which agencies and agreements are named in which chapter: a row for each of them.
///
/// Agencies are the organizations that act: states, governments and armed groups are left out.
///
/// ```
/// use akoma::{Annotator, Document};
///
/// let doc = Document::parse("Accord\n1. Objet\nL’ANSSI informe Frontex.\n2. Suivi\nFrontex répond.")?;
/// let doc = doc.annotate(Annotator::bundled());
/// let index = doc.entity_index();
/// let chapters: Vec<_> = doc.chapters().collect();
/// let frontex = index.rows().find(|row| row.entity().id() == "frontex").unwrap();
/// assert_eq!((frontex.in_chapter(chapters[0]), frontex.in_chapter(chapters[1])), (1, 1));
/// assert_eq!(frontex.total(), 2);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct EntityIndex<'a> {
    doc: &'a Document,
    rows: Vec<IndexRow>,
}

#[derive(Clone, Debug)]
struct IndexRow {
    entity: EntityId,
    /// Mentions by chapter, in the order of the text; no chapter first.
    counts: Vec<(Option<crate::model::NodeId>, u32)>,
}

/// An agency or agreement and where it is named: a small handle, cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct IndexedEntity<'t, 'a> {
    doc: &'a Document,
    row: &'t IndexRow,
}

impl<'a> EntityIndex<'a> {
    /// The agencies and agreements in the order in which they are first named.
    pub fn rows(
        &self,
    ) -> impl ExactSizeIterator<Item = IndexedEntity<'_, 'a>> + DoubleEndedIterator {
        self.rows.iter().map(|row| IndexedEntity { doc: self.doc, row })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is named.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<'t, 'a> IndexedEntity<'t, 'a> {
    /// Which agency or agreement.
    pub fn entity(self) -> &'a Entity {
        self.doc.entity(self.row.entity)
    }

    /// How often it is named in a chapter.
    pub fn in_chapter(self, chapter: Node<'_>) -> u32 {
        self.count(Some(chapter.id()))
    }

    /// How often it is named outside any chapter.
    pub fn outside(self) -> u32 {
        self.count(None)
    }

    /// How often it is named in the document.
    pub fn total(self) -> u32 {
        self.row.counts.iter().map(|(_, n)| n).sum()
    }

    /// The chapters that name it, with how often; `None` for outside any chapter.
    pub fn chapters(self) -> impl Iterator<Item = (Option<Node<'a>>, u32)> + use<'t, 'a> {
        let doc = self.doc;
        self.row.counts.iter().map(move |(chapter, n)| (chapter.map(|id| doc.node(id)), *n))
    }

    fn count(self, chapter: Option<crate::model::NodeId>) -> u32 {
        self.row.counts.iter().find(|(c, _)| *c == chapter).map_or(0, |(_, n)| *n)
    }
}

/// Whether an entity is one that the table lists.
fn is_listed(entity: &Entity) -> bool {
    match entity.kind() {
        EntityKind::Organization => {
            !matches!(entity.class(), Some("state" | "government" | "armed-group" | "party"))
        }
        EntityKind::Agreement | EntityKind::Programme => true,
        _ => false,
    }
}

impl Document {
    /// Which agencies and agreements are named in which chapter.
    pub fn entity_index(&self) -> EntityIndex<'_> {
        let mut rows: Vec<IndexRow> = Vec::new();
        let mut by_entity: FxHashMap<EntityId, usize> = FxHashMap::default();
        for mention in self.mentions().filter(|m| is_listed(m.entity())) {
            let id = mention.entity_id();
            let at = *by_entity.entry(id).or_insert_with(|| {
                rows.push(IndexRow { entity: id, counts: Vec::new() });
                rows.len() - 1
            });
            let chapter = mention.chapter().map(Node::id);
            let counts = &mut rows[at].counts;
            // Mentions come in the order of the text: the chapter is the last one or a new one.
            match counts.last_mut().filter(|(c, _)| *c == chapter) {
                Some((_, n)) => *n += 1,
                None => match counts.iter_mut().find(|(c, _)| c.is_none() && chapter.is_none()) {
                    Some((_, n)) => *n += 1,
                    None => counts.push((chapter, 1)),
                },
            }
        }
        EntityIndex { doc: self, rows }
    }
}
