//! One look over the tree before it is written: what an element becomes depends on what is in it.

use super::form::Form;
use akoma::{Document, Node};

/// Elements of one kind that are side by side get an element around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SiblingRun {
    /// Points: a list.
    Items,
    /// Number and heading: one heading.
    Heading,
}

/// What is known of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned<'d> {
    pub(super) node: Node<'d>,
    /// The name without prefix or namespace.
    pub(super) name: &'d str,
    pub(super) form: Form,
    pub(super) parent: usize,
    /// Whether it holds white space at most.
    pub(super) blank: bool,
    /// Whether a block is in it, outside of notes and headings.
    pub(super) has_block: bool,
    /// Whether it is to have a heading.
    pub(super) headed: bool,
    /// Whether it has a number right inside.
    pub(super) numbered: bool,
    /// Whether a parser of HTML would tear the table apart.
    pub(super) torn: bool,
    pub(super) run: Option<SiblingRun>,
    /// Whether the next element beside it is of the same run.
    pub(super) goes_on: bool,
    /// The number of its place in [`CitedPlaces`](super::places::CitedPlaces).
    pub(super) place: usize,
    /// The end of the last element right inside, then its own end.
    seen_to: u32,
    last_child: usize,
}

/// White space that HTML allows between the parts of a table.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// Looks over the tree: the elements in document order.
pub(super) fn plan(doc: &Document) -> Vec<Planned<'_>> {
    let root = doc.root();
    let mut all: Vec<Planned<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // Elements begin one after the other: what comes next that is no white space is found once.
    let mut solid = 0;
    for node in std::iter::once(root).chain(root.descendants()) {
        if let Some(parent) = node.parent() {
            while open.last().is_some_and(|&top| all[top].node != parent) {
                close(doc, &mut all, &mut open);
            }
        }
        let (form, name) = Form::of(node);
        let parent = open.last().copied().unwrap_or(0);
        let start = node.span().start();
        let this = all.len();
        let after = &doc.text().as_bytes()[start.max(solid) as usize..];
        solid = start.max(solid) + after.iter().take_while(|b| is_space(**b)).count() as u32;
        all.push(Planned {
            node,
            name,
            form,
            parent,
            blank: solid >= node.span().end(),
            has_block: false,
            headed: false,
            numbered: false,
            torn: false,
            run: (form == Form::Item).then_some(SiblingRun::Items),
            goes_on: false,
            place: 0,
            seen_to: start,
            last_child: this,
        });
        if this > 0 {
            gap(doc, &mut all, parent, start);
            all[parent].seen_to = node.span().end();
            all[parent].torn |= !all[parent].form.may_hold(form);
            head(&mut all, this);
        }
        if form.is_block() {
            tell_blocks(&mut all, &open);
        }
        open.push(this);
    }
    while !open.is_empty() {
        close(doc, &mut all, &mut open);
    }
    join_runs(&mut all);
    all
}

/// Text between the parts of a table would be moved out of it by a parser.
fn gap(doc: &Document, all: &mut [Planned<'_>], parent: usize, to: u32) {
    let Planned { form, seen_to, .. } = all[parent];
    if form.is_table_frame() && !is_blank(&doc.text()[seen_to as usize..to as usize]) {
        all[parent].torn = true;
    }
}

fn close(doc: &Document, all: &mut [Planned<'_>], open: &mut Vec<usize>) {
    let Some(this) = open.pop() else { return };
    gap(doc, all, this, all[this].node.span().end());
    let Planned { form, torn, parent, .. } = all[this];
    // A table is torn if its rows are; one in a cell is a matter of its own.
    if torn && form.is_table_frame() && form != Form::Table && all[parent].form.is_table_frame() {
        all[parent].torn = true;
    }
}

/// What a number or a heading means for the element that it is in.
fn head(all: &mut [Planned<'_>], this: usize) {
    let Planned { form, parent, blank, .. } = all[this];
    if !matches!(form, Form::Num | Form::Heading) || blank {
        return;
    }
    let numbered = form == Form::Num;
    all[parent].numbered |= numbered;
    all[parent].headed |= !numbered || all[parent].form == Form::Article;
}

/// Notes in the elements around a block that it is in them.
fn tell_blocks(all: &mut [Planned<'_>], open: &[usize]) {
    for &around in open.iter().rev() {
        if all[around].has_block || all[around].form.is_running() {
            break;
        }
        all[around].has_block = true;
    }
}

fn join_runs(all: &mut [Planned<'_>]) {
    for this in 1..all.len() {
        let Planned { form, parent, blank, .. } = all[this];
        let part = matches!(form, Form::Num | Form::Heading);
        if part && all[parent].headed && !blank {
            all[this].run = Some(SiblingRun::Heading);
        }
        let before = all[parent].last_child;
        if before != parent && all[before].run == all[this].run && all[this].run.is_some() {
            all[before].goes_on = true;
        }
        all[parent].last_child = this;
    }
}
