//! The text with its structure and its marks: the `article` of the page.

use super::escape;
use super::layers::{Layer, Layers};
use super::places::{CitedPlaces, places};
use super::plan::{Planned, plan};
use super::tags::Tags;
use akoma::Document;
use std::collections::HashSet;

/// What was written.
pub(super) struct WrittenText<'d> {
    pub(super) html: String,
    /// The layers, with what became of them.
    pub(super) layers: Vec<Layer>,
    /// The headings of the highest level: id and words.
    pub(super) contents: Vec<(String, String)>,
    /// Where layers may be.
    pub(super) places: CitedPlaces<'d>,
    /// The eIds that are ids of the page.
    pub(super) ids: HashSet<&'d str>,
}

/// Writes the text. A table that is too wide is moved within a box, which is called `table`.
pub(super) fn write<'d>(doc: &'d Document, layers: Layers, table: &str) -> WrittenText<'d> {
    let mut plan = plan(doc);
    let places = places(&mut plan);
    let tags = Tags::new(layers, table, doc.text().len());
    let mut walk = Walk { doc, at: 0, plan: &plan, tags, contents: Vec::new() };
    for (this, planned) in plan.iter().enumerate() {
        while this > 0 && walk.tags.open.last().is_some_and(|top| top.this != planned.parent) {
            walk.close();
        }
        walk.open(this);
    }
    while !walk.tags.open.is_empty() {
        walk.close();
    }
    walk.text_to(doc.text().len() as u32, 0);
    let Walk { tags, contents, .. } = walk;
    let (html, layers, ids) = tags.finish();
    WrittenText { html, layers, contents, places, ids }
}

/// The walk over the tree: which text comes before which tag.
struct Walk<'d, 'p> {
    doc: &'d Document,
    /// How far the text is written.
    at: u32,
    plan: &'p [Planned<'d>],
    tags: Tags<'d, 'p>,
    contents: Vec<(String, String)>,
}

impl Walk<'_, '_> {
    /// Writes the text up to here, which belongs to a place.
    fn text_to(&mut self, to: u32, place: usize) {
        self.tags.text(self.doc, self.at, to, place);
        self.at = self.at.max(to);
    }

    fn open(&mut self, this: usize) {
        let planned = self.plan[this];
        self.text_to(planned.node.span().start(), self.plan[planned.parent].place);
        self.tags.begin_run(&planned, self.at);
        self.tags.open(this, &planned);
    }

    fn close(&mut self) {
        let Some(open) = self.tags.open.last() else { return };
        let planned = &self.plan[open.this];
        self.text_to(planned.node.span().end(), planned.place);
        self.tags.close();
        if planned.run.is_some() && !planned.goes_on {
            self.end_run();
        }
    }

    /// Closes what is around a run; a heading of the highest level is listed in the contents.
    fn end_run(&mut self) {
        let Some((id, wrapper)) = self.tags.end_run() else { return };
        if let (Some(id), "h2") = (id, wrapper.tag) {
            let words = &self.doc.text()[wrapper.from as usize..self.at as usize];
            self.contents.push((id, escape::brief(words, 160)));
        }
    }
}
