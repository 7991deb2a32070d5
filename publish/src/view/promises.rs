//! The commitments and calls of a document, by chapter: what is promised, how firmly, by whom.

use super::escape::{self, brief};
use super::layers::{Layer, LayerLink};
use super::names::{CLAUSE, NAME, chapter_title, name};
use crate::words::Words;
use akoma::{Document, Entity, Node, Predicate, SpeechAct};
use std::collections::HashSet;

/// All commitments.
pub(super) struct CommitmentList<'d> {
    /// The parties, who act where nobody else is named.
    pub(super) parties: Option<String>,
    /// The chapters that hold commitments.
    pub(super) chapters: Vec<ChapterCommitments<'d>>,
}

/// The commitments of one chapter.
pub(super) struct ChapterCommitments<'d> {
    chapter: Option<Node<'d>>,
    /// Its id on the page.
    pub(super) id: Option<&'d str>,
    /// Its number and heading; empty outside of chapters.
    pub(super) title: String,
    pub(super) rows: Vec<CommitmentRow>,
}

/// A commitment.
pub(super) struct CommitmentRow {
    /// Its number in the document.
    pub(super) number: usize,
    /// Its class: that of its strength.
    pub(super) class: &'static str,
    pub(super) text: String,
    pub(super) strength: String,
    /// Who acts, if not simply the parties.
    pub(super) actors: Actors,
    /// The bodies that carry it out.
    pub(super) bodies: String,
    /// The words for whom it is addressed to.
    pub(super) addressee: String,
    /// Where it is on the page, for readers; none if it is not.
    pub(super) place: Option<String>,
}

/// Who acts.
pub(super) enum Actors {
    /// All parties, and nobody else.
    Parties,
    /// The parties, whom the text does not name.
    Implied,
    /// These.
    Named(String),
    /// Those that the words of the commitment tell.
    InText,
    /// Nobody is named.
    Nobody,
}

/// The commitments of a document; each becomes a layer.
pub(super) fn promises<'d>(
    doc: &'d Document,
    words: &Words,
    titles: &mut Vec<String>,
    layers: &mut Vec<Layer>,
) -> CommitmentList<'d> {
    let parties: Vec<&Entity> = doc.parties().collect();
    let mut chapters: Vec<ChapterCommitments<'_>> = Vec::new();
    for (i, commitment) in doc.commitments().enumerate() {
        let row = row(doc, i + 1, commitment, &parties, words);
        let (id, place) = (format!("c-{}", row.number), format!("k-{}", row.number));
        let class = format!("c {}", row.class);
        let leads = LayerLink::Number(row.number, place);
        let title = titled(titles, &row.strength);
        layers.push(Layer::new(commitment.span(), id, class, title, leads));
        let chapter = commitment.chapter();
        match chapters.last_mut().filter(|last| last.chapter == chapter) {
            Some(last) => last.rows.push(row),
            None => chapters.push(ChapterCommitments {
                chapter,
                id: None,
                title: chapter.map_or(String::new(), chapter_title),
                rows: vec![row],
            }),
        }
    }
    let assumed = chapters.iter().flat_map(|chapter| &chapter.rows);
    let assumed = assumed.filter(|row| matches!(row.actors, Actors::Parties | Actors::Implied));
    let parties =
        (assumed.count() > 0).then(|| words.parties.replace("{parties}", &names(&parties, words)));
    CommitmentList { parties, chapters }
}

/// The number of a title; few differ, and the last ones are at the end.
fn titled(titles: &mut Vec<String>, strength: &str) -> usize {
    let mut title = String::new();
    escape::value(&mut title, strength);
    if let Some(known) = titles.iter().position(|known| *known == title) {
        return known;
    }
    titles.push(title);
    titles.len() - 1
}

fn row(
    doc: &Document,
    number: usize,
    commitment: Predicate<'_>,
    parties: &[&Entity],
    words: &Words,
) -> CommitmentRow {
    let (class, strength) = match (commitment.strength(), commitment.act()) {
        (Some(strength), _) => (strength.name(), words.strength(strength)),
        (None, SpeechAct::Call) => ("call", words.call.as_str()),
        (None, _) => ("plain", words.plain.as_str()),
    };
    let addressee = commitment.addressee().map_or("", |span| &doc.text()[span.range()]);
    CommitmentRow {
        number,
        class,
        text: brief(commitment.text(), CLAUSE),
        strength: strength.to_owned(),
        actors: actors(doc, commitment, parties, words),
        bodies: names(&commitment.bodies().collect::<Vec<_>>(), words),
        addressee: brief(addressee, NAME),
        place: None,
    }
}

fn actors(doc: &Document, commitment: Predicate<'_>, parties: &[&Entity], words: &Words) -> Actors {
    let actors: Vec<&Entity> = commitment.actors().collect();
    let is_in = |all: &[&Entity], one: &Entity| all.iter().any(|other| std::ptr::eq(*other, one));
    let same = actors.iter().all(|actor| is_in(parties, actor))
        && parties.iter().all(|party| is_in(&actors, party));
    match commitment.subject() {
        _ if commitment.is_implied() => Actors::Implied,
        _ if !actors.is_empty() && same => Actors::Parties,
        _ if !actors.is_empty() => Actors::Named(names(&actors, words)),
        Some(subject) if commitment.span().contains(subject) => Actors::InText,
        // That of a sentence which goes on in a list.
        Some(subject) => Actors::Named(brief(&doc.text()[subject.range()], NAME)),
        None => Actors::Nobody,
    }
}

fn names(entities: &[&Entity], words: &Words) -> String {
    let names: Vec<_> = entities
        .iter()
        .map(|entity| {
            entity.short().map_or_else(|| name(entity, NAME, words), |short| brief(short, NAME))
        })
        .collect();
    names.join(", ")
}

impl CommitmentList<'_> {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.chapters.is_empty()
    }

    /// Notes where a commitment is on the page.
    pub(super) fn show(&mut self, number: usize, place: String) {
        // The chapters hold the numbers in order.
        let after =
            self.chapters.partition_point(|c| c.rows.first().is_some_and(|r| r.number <= number));
        let chapter = after.checked_sub(1).and_then(|at| self.chapters.get_mut(at));
        if let Some(row) = chapter.and_then(|c| c.rows.iter_mut().find(|row| row.number == number))
        {
            row.place = Some(place);
        }
    }

    /// Links to the chapters that are on the page with these ids.
    pub(super) fn link(&mut self, ids: &HashSet<&str>) {
        for chapter in &mut self.chapters {
            chapter.id = chapter.chapter.map(Node::eid).filter(|id| ids.contains(id));
        }
    }

    /// Classes and names of the strengths that commitments have.
    pub(super) fn strengths(&self) -> Vec<(&'static str, &str)> {
        let all = ["firm", "endeavour", "intention", "call", "plain"];
        let rows = || self.chapters.iter().flat_map(|chapter| &chapter.rows);
        let of = |class| rows().find(|row| row.class == class);
        all.into_iter().filter_map(|c| of(c).map(|row| (c, row.strength.as_str()))).collect()
    }
}
