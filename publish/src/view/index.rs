//! What is marked in the text, and what is said of it below: the names, and where they are.

use super::agencies::{self, AgencyTable};
use super::body::WrittenText;
use super::escape::{self, brief};
use super::layers::{Layer, LayerLink, Layers};
use super::names::{CLAUSE, NAME, name, row_id};
use super::promises::{self, CommitmentList};
use crate::words::Words;
use akoma::{Document, Entity, EntityKind};
use std::collections::HashMap;

/// What the page says below the text.
pub(super) struct Index<'d> {
    /// The kinds of entity that the text names, each with its entities.
    pub(super) groups: Vec<Group<'d>>,
    pub(super) agencies: AgencyTable,
    pub(super) promises: CommitmentList<'d>,
}

/// The entities of one kind.
pub(super) struct Group<'d> {
    pub(super) kind: EntityKind,
    /// The word for one of the kind, and for several.
    pub(super) called: &'d str,
    pub(super) title: &'d str,
    pub(super) entities: Vec<EntityRow<'d>>,
}

/// An entity of the index.
pub(super) struct EntityRow<'d> {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) short: Option<&'d str>,
    /// Where it is named, as far as that is on the page.
    pub(super) stops: Vec<NamedPlace>,
}

/// A place where an entity is named.
pub(super) struct NamedPlace {
    /// The id of the first mention there.
    pub(super) id: String,
    /// The place, for readers.
    pub(super) place: String,
    pub(super) times: usize,
    number: usize,
}

/// The entities that a document names and the layers that are to be marked in it, before it is known
/// which of them are on the page.
pub(super) struct NamedEntities<'d> {
    /// Each entity with its number among all rows.
    rows: HashMap<*const Entity, usize>,
    groups: Vec<Group<'d>>,
    promises: CommitmentList<'d>,
}

/// What is to be marked, and what is to be said of it.
pub(super) fn named<'d>(doc: &'d Document, words: &'d Words) -> (NamedEntities<'d>, Layers) {
    let mut titles = Vec::new();
    let mut layers = Vec::new();
    let promises = promises::promises(doc, words, &mut titles, &mut layers);
    let named: Vec<&Entity> = by_kind(doc);
    let mut rows = HashMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let first_title = titles.len();
    for (number, &entity) in named.iter().enumerate() {
        let kind = entity.kind();
        rows.insert(std::ptr::from_ref(entity), number);
        let row = entity_row(number + 1, entity, words);
        let called = words.kind(kind);
        titles.push(title(&row, called, words));
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.entities.push(row),
            None => {
                groups.push(Group { kind, called, title: words.group(kind), entities: vec![row] });
            }
        }
    }
    for (i, mention) in doc.mentions().enumerate() {
        let Some(&row) = rows.get(&std::ptr::from_ref(mention.entity())) else { continue };
        let class = format!("m {}", mention.kind());
        let leads = LayerLink::Words(row_id(row + 1));
        let id = format!("m-{}", i + 1);
        layers.push(Layer::new(mention.span(), id, class, first_title + row, leads));
    }
    (NamedEntities { rows, groups, promises }, Layers::new(layers, titles))
}

/// The entities that are named, by kind, the most frequent first.
fn by_kind(doc: &Document) -> Vec<&Entity> {
    let mut counts: HashMap<*const Entity, usize> = HashMap::new();
    let mut named: Vec<&Entity> = Vec::new();
    for mention in doc.mentions() {
        let count = counts.entry(std::ptr::from_ref(mention.entity())).or_default();
        if *count == 0 {
            named.push(mention.entity());
        }
        *count += 1;
    }
    // Those that are named as often stay in the order of the text.
    named.sort_by_key(|&entity| {
        (entity.kind(), std::cmp::Reverse(counts[&std::ptr::from_ref(entity)]))
    });
    named
}

fn entity_row<'d>(number: usize, entity: &'d Entity, words: &Words) -> EntityRow<'d> {
    let name = name(entity, CLAUSE, words);
    let short = entity.short().filter(|short| *short != name);
    EntityRow { id: row_id(number), short, name, stops: Vec::new() }
}

/// What a mention is explained by: « organisation : Agence nationale … (ANSSI) », escaped.
fn title(row: &EntityRow<'_>, called: &str, words: &Words) -> String {
    let mut title = String::new();
    escape::value(&mut title, called);
    escape::value(&mut title, &words.colon);
    escape::value(&mut title, &brief(&row.name, NAME));
    if let Some(short) = row.short {
        escape::value(&mut title, &format!(" ({})", brief(short, NAME)));
    }
    title
}

impl<'d> NamedEntities<'d> {
    /// The index, with links to what is on the page, and nowhere else.
    pub(super) fn index(
        mut self,
        doc: &'d Document,
        written: &WrittenText<'d>,
        words: &Words,
    ) -> Index<'d> {
        let mut rows: Vec<_> = self.groups.iter_mut().flat_map(|g| &mut g.entities).collect();
        for layer in &written.layers {
            let Some(place) = layer.place else { continue };
            match &layer.leads {
                LayerLink::Number(number, _) => {
                    self.promises.show(*number, written.places.told(place, words));
                }
                LayerLink::Words(row) => {
                    let number = row.strip_prefix("e-").and_then(|n| n.parse::<usize>().ok());
                    let Some(row) = number.and_then(|n| rows.get_mut(n - 1)) else { continue };
                    row.stop(&layer.id, place, || written.places.told(place, words));
                }
            }
        }
        self.promises.link(&written.ids);
        let agencies = agencies::table(doc, &self.rows, written, words);
        Index { groups: self.groups, agencies, promises: self.promises }
    }
}

impl EntityRow<'_> {
    /// Notes a mention; several in one place are one stop.
    fn stop(&mut self, id: &str, number: usize, place: impl Fn() -> String) {
        match self.stops.last_mut().filter(|last| last.number == number) {
            Some(last) => last.times += 1,
            None => {
                self.stops.push(NamedPlace { id: id.to_owned(), place: place(), times: 1, number })
            }
        }
    }
}

impl Index<'_> {
    /// Whether nothing is marked.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.promises.is_empty()
    }
}
