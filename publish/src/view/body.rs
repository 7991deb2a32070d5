//! The text with its structure and its marks: what stands in the `article` of the page.

use super::escape;
use super::form::Form;
use super::layers::{Layer, Layers};
use super::places::{Places, places};
use super::plan::{Planned, Run, plan};
use super::tags::DEEPEST;
use akoma::Document;
use std::collections::HashSet;

/// What was written.
pub(super) struct Written<'d> {
    pub(super) html: String,
    /// The layers, with what became of them.
    pub(super) layers: Vec<Layer>,
    /// The headings of the highest level: id and words.
    pub(super) contents: Vec<(String, String)>,
    /// Where layers may stand.
    pub(super) places: Places<'d>,
    /// The eIds that are ids of the page.
    pub(super) ids: HashSet<&'d str>,
}

/// Writes the text. A table that is too wide is moved within a box, which is called `table`.
pub(super) fn write<'d>(doc: &'d Document, layers: Layers, table: &str) -> Written<'d> {
    let mut plan = plan(doc);
    let places = places(&mut plan);
    let mut writer = Writer {
        doc,
        at: 0,
        html: String::with_capacity(doc.text().len() * 2),
        layers,
        table,
        plan: &plan,
        ids: HashSet::new(),
        open: Vec::new(),
        depth: 0,
        running: 0,
        headed: 0,
        contents: Vec::new(),
    };
    for (this, planned) in plan.iter().enumerate() {
        while this > 0 && writer.open.last().is_some_and(|top| top.this != planned.parent) {
            writer.close();
        }
        writer.open(this);
    }
    while !writer.open.is_empty() {
        writer.close();
    }
    writer.text_to(doc.text().len() as u32, 0);
    writer.layers.pause(&mut writer.html);
    let Writer { html, layers, contents, ids, .. } = writer;
    Written { html, layers: layers.into_all(), contents, places, ids }
}

/// An element that is open.
#[derive(Default)]
pub(super) struct Open {
    pub(super) this: usize,
    /// What it is in HTML; empty if it is nothing there.
    pub(super) tag: &'static str,
    pub(super) running: bool,
    pub(super) link: bool,
    pub(super) headed: bool,
    /// What stands around those right inside that belong together.
    pub(super) run: Option<Around>,
    /// Its id.
    pub(super) id: Option<String>,
}

pub(super) struct Around {
    pub(super) tag: &'static str,
    pub(super) running: bool,
    pub(super) from: u32,
}

pub(super) struct Writer<'d, 'p> {
    pub(super) doc: &'d Document,
    pub(super) at: u32,
    pub(super) html: String,
    pub(super) layers: Layers,
    pub(super) table: &'p str,
    pub(super) plan: &'p [Planned<'d>],
    pub(super) ids: HashSet<&'d str>,
    pub(super) open: Vec<Open>,
    /// How many elements of HTML are open.
    pub(super) depth: usize,
    /// How many of them hold running text and nothing else.
    pub(super) running: usize,
    /// How many divisions with headings are open.
    pub(super) headed: usize,
    pub(super) contents: Vec<(String, String)>,
}

impl<'d> Writer<'d, '_> {
    /// Writes the text up to here, which stands at a place.
    fn text_to(&mut self, to: u32, place: usize) {
        self.layers.place = place;
        self.layers.write(&mut self.html, self.doc, self.at, to);
        self.at = self.at.max(to);
    }

    fn open(&mut self, this: usize) {
        let planned = self.plan[this];
        self.text_to(planned.node.span().start(), self.plan[planned.parent].place);
        self.begin_run(&planned);
        let mut open = Open { this, ..Open::default() };
        open.tag = self.tag(&planned);
        open.headed = planned.headed && !open.tag.is_empty();
        self.headed += usize::from(open.headed);
        if !open.tag.is_empty() {
            let inline = matches!(planned.form, Form::Inline(_) | Form::Link);
            open.running = inline || planned.form.is_running() || open.tag == "p";
            open.link = open.tag == "a";
            if open.tag == "table" {
                self.box_table();
            }
            open.id = self.start(open.tag, &planned);
            self.depth += 1;
            self.running += usize::from(open.running);
            self.layers.links += usize::from(open.link);
        } else {
            self.empty(&planned);
        }
        self.open.push(open);
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let planned = &self.plan[open.this];
        self.text_to(planned.node.span().end(), planned.place);
        if !open.tag.is_empty() {
            self.end(open.tag);
            if open.tag == "table" {
                self.end("div");
            }
            self.running -= usize::from(open.running);
            self.layers.links -= usize::from(open.link);
        }
        self.headed -= usize::from(open.headed);
        if planned.run.is_some() && !planned.goes_on {
            self.end_run();
        }
    }

    /// Opens what stands around a run, with the first of it.
    fn begin_run(&mut self, planned: &Planned<'d>) {
        let Some(run) = planned.run else { return };
        let room = self.running == 0 && self.depth + 2 <= DEEPEST;
        if !room || self.open.last().is_none_or(|parent| parent.run.is_some()) {
            return;
        }
        let (tag, rest) = match run {
            Run::Items => ("ul", " class=\"points\""),
            Run::Heading => (self.heading(), ""),
        };
        let around = Around { tag, running: run == Run::Heading, from: self.at };
        self.layers.pause(&mut self.html);
        self.html.extend(["<", tag, rest, ">"]);
        self.depth += 1;
        self.running += usize::from(around.running);
        if let Some(parent) = self.open.last_mut() {
            parent.run = Some(around);
        }
    }

    fn end_run(&mut self) {
        let Some(parent) = self.open.last_mut() else { return };
        let Some(around) = parent.run.take() else { return };
        if around.tag == "h2"
            && let Some(id) = &parent.id
        {
            let words = &self.doc.text()[around.from as usize..self.at as usize];
            self.contents.push((id.clone(), escape::brief(words, 160)));
        }
        self.running -= usize::from(around.running);
        self.end(around.tag);
    }

    fn end(&mut self, tag: &str) {
        self.layers.pause(&mut self.html);
        self.html.extend(["</", tag, ">"]);
        self.depth -= 1;
    }
}
