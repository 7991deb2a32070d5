//! What is marked in the text, and what is said of it below: the entities and the commitments.

use super::escape::{self, brief};
use super::layers::{Layer, Layers, Leads};
use super::words::Words;
use akoma::{Commitment, Document, Entity, Kind};
use std::collections::HashMap;

/// How long a name may be that is repeated with every mention.
const NAME: usize = 160;
/// How much of a clause its table has: those of others may stand in one another.
const CLAUSE: usize = 1_200;

/// An entity of the index.
pub(super) struct EntityRow<'d> {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) short: Option<&'d str>,
    pub(super) kind: Kind,
    /// The word for the kind.
    pub(super) called: &'d str,
    pub(super) count: usize,
    /// Ids of the mentions that stand on the page.
    pub(super) places: Vec<String>,
}

/// A commitment of the table.
pub(super) struct CommitmentRow {
    /// Its number in the document.
    pub(super) number: usize,
    /// Its class: that of its strength.
    pub(super) class: &'static str,
    pub(super) text: String,
    pub(super) strength: String,
    pub(super) actors: String,
    pub(super) implied: bool,
    /// Whether it stands on the page.
    pub(super) shown: bool,
}

/// Both tables.
pub(super) struct Index<'d> {
    pub(super) entities: Vec<EntityRow<'d>>,
    pub(super) commitments: Vec<CommitmentRow>,
}

/// What is to be marked, and what is to be said of it.
pub(super) fn index<'d>(doc: &'d Document, words: &'d Words) -> (Index<'d>, Layers) {
    let mut titles = Vec::new();
    let mut layers = Vec::new();
    let commitments = doc.commitments().enumerate().map(|(i, commitment)| {
        let row = commitment_row(i + 1, commitment, words);
        let (id, place) = (format!("c-{}", row.number), format!("k-{}", row.number));
        let class = format!("c {}", row.class);
        let leads = Leads::Number(row.number, place);
        let title = strength_titled(&mut titles, &row.strength);
        layers.push(Layer::new(commitment.span(), id, class, title, leads));
        row
    });
    let commitments: Vec<CommitmentRow> = commitments.collect();
    let entities = entities(doc, words, &mut titles, &mut layers);
    (Index { entities, commitments }, Layers::new(layers, titles))
}

/// The number of a title; few differ, and the last ones are at the end.
fn strength_titled(titles: &mut Vec<String>, strength: &str) -> usize {
    let mut title = String::new();
    escape::value(&mut title, strength);
    if let Some(known) = titles.iter().position(|known| *known == title) {
        return known;
    }
    titles.push(title);
    titles.len() - 1
}

fn commitment_row(number: usize, commitment: Commitment<'_>, words: &Words) -> CommitmentRow {
    let (class, strength) = match (commitment.strength(), commitment.act()) {
        (Some(strength), _) => (strength.name(), words.strength(strength)),
        (None, akoma::Act::Call) => ("call", words.call.as_str()),
        (None, _) => ("plain", words.plain.as_str()),
    };
    let actors: Vec<String> = commitment.actors().map(|actor| brief(actor.name(), NAME)).collect();
    CommitmentRow {
        number,
        class,
        text: brief(commitment.text(), CLAUSE),
        strength: strength.to_owned(),
        actors: actors.join(", "),
        implied: commitment.is_implied(),
        shown: false,
    }
}

/// The entities that are named, by kind, the most frequent first; their mentions become layers.
fn entities<'d>(
    doc: &'d Document,
    words: &'d Words,
    titles: &mut Vec<String>,
    layers: &mut Vec<Layer>,
) -> Vec<EntityRow<'d>> {
    let mut numbers: HashMap<*const Entity, usize> = HashMap::new();
    let mut named: Vec<(&Entity, usize)> = Vec::new();
    for mention in doc.mentions() {
        let entity = mention.entity();
        let number = *numbers.entry(std::ptr::from_ref(entity)).or_insert_with(|| {
            named.push((entity, 0));
            named.len() - 1
        });
        named[number].1 += 1;
    }
    let mut order: Vec<usize> = (0..named.len()).collect();
    order.sort_by_key(|&i| (named[i].0.kind(), std::cmp::Reverse(named[i].1), i));
    let first_title = titles.len();
    let mut place = vec![0; named.len()];
    let rows = order.iter().enumerate().map(|(at, &number)| {
        let (entity, count) = named[number];
        place[number] = at;
        let row = entity_row(at + 1, entity, count, words);
        titles.push(title(&row, words));
        row
    });
    let rows: Vec<EntityRow<'_>> = rows.collect();
    for (i, mention) in doc.mentions().enumerate() {
        let Some(&number) = numbers.get(&std::ptr::from_ref(mention.entity())) else { continue };
        let row = place[number];
        let class = format!("m {}", mention.kind());
        let leads = Leads::Words(rows[row].id.clone());
        let id = format!("m-{}", i + 1);
        layers.push(Layer::new(mention.span(), id, class, first_title + row, leads));
    }
    rows
}

fn entity_row<'d>(
    number: usize,
    entity: &'d Entity,
    count: usize,
    words: &'d Words,
) -> EntityRow<'d> {
    let name = if entity.name().trim().is_empty() { entity.id() } else { entity.name() };
    let name = brief(name, CLAUSE);
    EntityRow {
        id: format!("e-{number}"),
        short: entity.short().filter(|short| *short != name),
        name: if name.is_empty() { "…".to_owned() } else { name },
        kind: entity.kind(),
        called: words.kind(entity.kind()),
        count,
        places: Vec::new(),
    }
}

/// What a mention is explained by: « organisation : Agence nationale … (ANSSI) », escaped.
fn title(row: &EntityRow<'_>, words: &Words) -> String {
    let mut title = String::new();
    escape::value(&mut title, row.called);
    escape::value(&mut title, &words.colon);
    escape::value(&mut title, &brief(&row.name, NAME));
    if let Some(short) = row.short {
        escape::value(&mut title, &format!(" ({})", brief(short, NAME)));
    }
    title
}

impl Index<'_> {
    /// Notes which layers stand on the page: only there do links lead.
    pub(super) fn note(&mut self, layers: Vec<Layer>) {
        for layer in layers.into_iter().filter(|layer| layer.shown) {
            match layer.leads {
                Leads::Number(number, _) => {
                    if let Some(row) = self.commitments.get_mut(number - 1) {
                        row.shown = true;
                    }
                }
                Leads::Words(place) => {
                    let number = place.strip_prefix("e-").and_then(|n| n.parse::<usize>().ok());
                    if let Some(row) = number.and_then(|n| self.entities.get_mut(n - 1)) {
                        row.places.push(layer.id);
                    }
                }
            }
        }
    }

    /// The kinds of entity that the text names, with their words, in the order of the index.
    pub(super) fn kinds(&self) -> Vec<(Kind, &str)> {
        let mut kinds: Vec<_> = self.entities.iter().map(|row| (row.kind, row.called)).collect();
        kinds.dedup();
        kinds
    }

    /// Classes and names of the strengths that commitments have.
    pub(super) fn strengths(&self) -> Vec<(&'static str, &str)> {
        let all = ["firm", "endeavour", "intention", "call", "plain"];
        let of = |class| self.commitments.iter().find(|row| row.class == class);
        all.into_iter().filter_map(|c| of(c).map(|row| (c, row.strength.as_str()))).collect()
    }
}
