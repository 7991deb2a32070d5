//! Mentions and commitments over the text: they nest and cross, and elements of HTML do not.
//!
//! Layers are inside the elements of the tree: before a tag all are closed, and open again with
//! the next text. Among themselves those that begin earlier are outside; where one ends that others
//! are in, these are closed and open again.

use super::escape;
use akoma::{Document, Span};

/// How many layers may be open at once: more would not help a reader, and each has to be opened again
/// after every tag.
const MOST: usize = 8;

/// A stretch of text with its mark.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) span: Span,
    /// Its id: `m-12`, `c-3`.
    pub(super) id: String,
    /// Classes, escaped.
    pub(super) class: String,
    /// Number of its title in [`Layers::titles`].
    pub(super) title: usize,
    /// Where it leads.
    pub(super) leads: LayerLink,
    /// Where it begins on the page: the number of the place; none if it is not there.
    pub(super) place: Option<usize>,
    open_as: &'static str,
}

/// What of a layer is a link.
#[derive(Clone, Debug)]
pub(super) enum LayerLink {
    /// The words themselves, to this place.
    Words(String),
    /// A number before the words, to this place.
    Number(usize, String),
}

impl Layer {
    pub(super) fn new(
        span: Span,
        id: String,
        class: String,
        title: usize,
        leads: LayerLink,
    ) -> Self {
        Self { span, id, class, title, leads, place: None, open_as: "" }
    }
}

/// The layers of a document, by start, the longer first.
#[derive(Debug, Default)]
pub(super) struct Layers {
    all: Vec<Layer>,
    titles: Vec<String>,
    next: usize,
    /// Those around the place, from outside to inside.
    active: Vec<usize>,
    /// How many of these are open.
    open: usize,
    /// The place of what is written now.
    pub(super) place: usize,
    /// How many links are open, of layers and others.
    pub(super) links: usize,
}

impl Layers {
    pub(super) fn new(mut all: Vec<Layer>, titles: Vec<String>) -> Self {
        all.sort_by_key(|layer| (layer.span.start(), u32::MAX - layer.span.end()));
        Self { all, titles, ..Self::default() }
    }

    /// The layers, with what became of them.
    pub(super) fn into_all(self) -> Vec<Layer> {
        self.all
    }

    /// Writes the text from `from` to `to`, with its marks.
    pub(super) fn write(&mut self, out: &mut String, doc: &Document, from: u32, to: u32) {
        let mut at = from;
        while at < to {
            self.begin(at);
            let next = self.all.get(self.next).map_or(to, |layer| layer.span.start());
            let ends = self.active.iter().map(|&i| self.all[i].span.end());
            let end = ends.chain([next, to]).min().unwrap_or(to);
            let piece = &doc.text()[at as usize..end as usize];
            // White space between blocks needs no mark, and in a table must not have one.
            if !piece.chars().all(char::is_whitespace) {
                self.open_all(out);
            }
            escape::text(out, piece);
            at = end;
            self.end(out, at);
        }
    }

    /// Closes what is open: a tag follows.
    pub(super) fn pause(&mut self, out: &mut String) {
        self.close_to(out, 0);
    }

    fn begin(&mut self, at: u32) {
        while let Some(layer) = self.all.get(self.next).filter(|layer| layer.span.start() <= at) {
            if layer.span.end() > at && self.active.len() < MOST {
                self.active.push(self.next);
            }
            self.next += 1;
        }
    }

    fn end(&mut self, out: &mut String, at: u32) {
        let ended = |i: &usize| self.all[*i].span.end() <= at;
        if let Some(first) = self.active.iter().position(ended) {
            self.close_to(out, first);
            self.active.retain(|i| self.all[*i].span.end() > at);
        }
    }

    fn close_to(&mut self, out: &mut String, count: usize) {
        while self.open > count {
            self.open -= 1;
            let layer = &self.all[self.active[self.open]];
            self.links -= usize::from(layer.open_as == "a");
            out.push_str("</");
            out.push_str(layer.open_as);
            out.push('>');
        }
    }

    fn open_all(&mut self, out: &mut String) {
        for &i in &self.active[self.open..] {
            let layer = &mut self.all[i];
            let first = layer.place.is_none();
            layer.place.get_or_insert(self.place);
            // A link in a link would be torn apart by a parser.
            let is_link = self.links == 0;
            layer.open_as = match &layer.leads {
                LayerLink::Words(_) if is_link => "a",
                _ => "span",
            };
            out.push('<');
            out.push_str(layer.open_as);
            out.extend([
                " class=\"",
                &layer.class,
                if first { "\" id=\"" } else { "\" data-of=\"" },
            ]);
            out.extend([&layer.id, "\" title=\"", &self.titles[layer.title], "\""]);
            match &layer.leads {
                LayerLink::Words(place) if is_link => {
                    out.extend([" href=\"#", place, "\">"]);
                    self.links += 1;
                }
                LayerLink::Number(number, place) if is_link && first => {
                    let number = number.to_string();
                    out.extend(["><a class=\"go\" href=\"#", place, "\" data-n=\"", &number]);
                    out.extend(["\" aria-label=\"", &self.titles[layer.title], " ", &number]);
                    out.push_str("\"></a>");
                }
                _ => out.push('>'),
            }
        }
        self.open = self.active.len();
    }
}
