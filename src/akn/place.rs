//! Where an annotation may occur in the XML: in how many pieces, each within one element.

use crate::schema::{ElementId, Schema};
use crate::text::Span;
use crate::xml::{Element, Tree};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A piece of an annotation: whole elements and text right inside one element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// In bytes of the XML.
    pub(super) span: Span,
    /// The element it is in, by its number.
    pub(super) container: usize,
    /// What it is a piece of.
    pub(super) item: u32,
}

/// Finds places for annotations that come in the order of the text.
pub(super) struct Placer<'t> {
    tree: &'t Tree<'t>,
    schema: &'static Schema,
    /// The first element that begins after the last place asked for.
    next: usize,
    /// The elements that are open there.
    open: Vec<usize>,
    /// Sections of CDATA, in which no tag can occur.
    literal: Vec<Span>,
}

impl<'t> Placer<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        let literal = tree.literal().collect();
        Self { tree, schema: Schema::get(), next: 0, open: Vec::new(), literal }
    }

    /// Adds the pieces of an `element` around `place`, which begins and ends with a character of
    /// the text; none where the schema allows none.
    pub(super) fn place(
        &mut self,
        place: Span,
        element: ElementId,
        item: u32,
        pieces: &mut Vec<Piece>,
    ) {
        self.go_to(place.start());
        let after = self.literal.partition_point(|literal| literal.end() <= place.start());
        if self.literal.get(after).is_some_and(|literal| literal.overlaps(place)) {
            return;
        }
        let Some(&innermost) = self.open.last() else { return };
        let mut container = self.tree.element(innermost);
        let (mut from, mut next) = (place.start(), self.next);
        loop {
            let content_end = container.content().end();
            let child = (next < self.tree.len()).then(|| self.tree.element(next));
            let child = child.filter(|c| c.span().start() < content_end.min(place.end()));
            match child {
                Some(child) if child.span().end() <= place.end() && self.allows(element, child) => {
                    next = child.end();
                }
                // What the annotation cannot hold, or not wholly, is entered.
                Some(child) => {
                    let end = child.span().start();
                    self.piece(container, element, Span::new(from, end), item, pieces);
                    container = child;
                    from = child.content().start();
                    next = child.index() + 1;
                }
                None if content_end < place.end() => {
                    self.piece(container, element, Span::new(from, content_end), item, pieces);
                    from = container.span().end();
                    match container.parent() {
                        Some(parent) => container = parent,
                        None => return,
                    }
                }
                None => {
                    let span = Span::new(from, place.end());
                    return self.piece(container, element, span, item, pieces);
                }
            }
        }
    }

    /// Brings the open elements to those around byte `at`, which is not before the last.
    fn go_to(&mut self, at: u32) {
        while self.next < self.tree.len() && self.tree.element(self.next).span().start() <= at {
            let start = self.tree.element(self.next).span().start();
            self.close(start);
            self.open.push(self.next);
            self.next += 1;
        }
        self.close(at);
    }

    fn close(&mut self, at: u32) {
        while self.open.last().is_some_and(|&e| self.tree.element(e).span().end() <= at) {
            self.open.pop();
        }
    }

    /// Whether `element` may hold `child`.
    fn allows(&self, element: ElementId, child: Element<'_>) -> bool {
        self.known(child).is_some_and(|child| self.schema.may_contain(element, child))
    }

    fn known(&self, element: Element<'_>) -> Option<ElementId> {
        let akn = element.namespace() == super::NAMESPACE;
        akn.then(|| ElementId::named(element.name())).flatten()
    }

    /// Adds a piece, without the white space around it, if it has text and may occur here.
    fn piece(
        &self,
        container: Element<'_>,
        element: ElementId,
        span: Span,
        item: u32,
        pieces: &mut Vec<Piece>,
    ) {
        let allowed =
            self.known(container).is_some_and(|holder| self.schema.may_contain(holder, element));
        let span = span.trim(container.source());
        if allowed && has_text(&container.source()[span.range()]) {
            pieces.push(Piece { span, container: container.index(), item });
        }
    }
}

/// Whether a piece of XML has anything but tags and white space.
fn has_text(xml: &str) -> bool {
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        if !rest[..at].trim().is_empty() {
            return true;
        }
        let tag = &rest[at..];
        let end = match tag.starts_with("<!--") {
            true => tag.find("-->").map(|end| end + 3),
            false => end_of_tag(tag),
        };
        rest = end.map_or("", |end| &tag[end..]);
    }
    !rest.trim().is_empty()
}

/// Where the tag ends that `xml` begins with: `>` may occur in quotes.
fn end_of_tag(xml: &str) -> Option<usize> {
    let mut quote = None;
    xml.bytes()
        .position(|b| {
            match (quote, b) {
                (None, b'"' | b'\'') => quote = Some(b),
                (Some(open), _) if open == b => quote = None,
                (None, b'>') => return true,
                _ => {}
            }
            false
        })
        .map(|at| at + 1)
}

/// The pieces so that none crosses another, outer before inner: one that would is cut in two.
pub(super) fn nested(pieces: Vec<Piece>) -> Vec<Piece> {
    // By start, the longer first; of two alike the one that came first is the outer.
    let key = |p: &Piece, order: usize| Reverse((p.span.start(), Reverse(p.span.end()), order));
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut left: BinaryHeap<_> =
        pieces.iter().enumerate().map(|(order, p)| (key(p, order), order)).collect();
    let mut known = pieces;
    let mut open: Vec<u32> = Vec::new();
    while let Some((_, index)) = left.pop() {
        let mut piece = known[index];
        while open.pop_if(|end| *end <= piece.span.start()).is_some() {}
        if let Some(&end) = open.last().filter(|end| **end < piece.span.end()) {
            let rest = Piece { span: Span::new(end, piece.span.end()), ..piece };
            piece.span = Span::new(piece.span.start(), end);
            left.push((key(&rest, known.len()), known.len()));
            known.push(rest);
        }
        open.push(piece.span.end());
        all.push(piece);
    }
    all
}
