//! Documents made after the grammar, for tests: no larger than the grammar asks for.

use super::{AttributeId, ElementId, Schema, State, TypeId};
use std::collections::{BTreeMap, VecDeque};

/// A valid document in which `text` is right inside `element`, if it can: the element must be
/// one that holds text, and one that is found from the root.
pub(crate) fn document(element: ElementId, text: &str) -> Option<String> {
    let root = ElementId::named("akomaNtoso")?;
    let mut writer = Writer { ways: ways(), out: String::new() };
    writer.along(&path(root, element)?, text);
    Some(writer.out.replacen(
        "<akomaNtoso",
        &format!("<akomaNtoso xmlns=\"{}\"", super::NAMESPACE),
        1,
    ))
}

/// What each element must hold: an order of elements that need not hold that element.
fn ways() -> BTreeMap<ElementId, Vec<ElementId>> {
    let schema = Schema::get();
    let mut ways = BTreeMap::new();
    loop {
        let before = ways.len();
        let found: Vec<_> = ElementId::all()
            .filter(|element| !ways.contains_key(element))
            .filter_map(|element| {
                let start = schema.content(schema.type_of(element)).start;
                Some((element, way(start, &ways, |state| schema.is_final(state))?.0))
            })
            .collect();
        ways.extend(found);
        if ways.len() == before {
            return ways;
        }
    }
}

/// The shortest way over elements that can be completed, and the state it leads to.
fn way(
    from: State,
    known: &BTreeMap<ElementId, Vec<ElementId>>,
    wanted: impl Fn(State) -> bool,
) -> Option<(Vec<ElementId>, State)> {
    let schema = Schema::get();
    let mut seen = vec![from];
    let mut left = VecDeque::from([(from, Vec::new())]);
    while let Some((state, way)) = left.pop_front() {
        if wanted(state) {
            return Some((way, state));
        }
        for element in schema.expected(state).filter(|element| known.contains_key(element)) {
            let next = schema.step(state, element)?;
            if !seen.contains(&next) {
                seen.push(next);
                left.push_back((next, [way.as_slice(), &[element]].concat()));
            }
        }
    }
    None
}

/// The elements from `root` to `element`, each in the one before.
fn path(root: ElementId, element: ElementId) -> Option<Vec<ElementId>> {
    let mut around = BTreeMap::from([(root, root)]);
    let mut left = VecDeque::from([root]);
    while let Some(at) = left.pop_front() {
        let inside = ElementId::all().filter(|&child| Schema::get().may_contain(at, child));
        for child in inside.filter(|child| child.name() != "meta") {
            if let std::collections::btree_map::Entry::Vacant(new) = around.entry(child) {
                new.insert(at);
                left.push_back(child);
            }
        }
    }
    let mut path = vec![element];
    while let Some(&last) = path.last().filter(|last| **last != root) {
        path.push(*around.get(&last)?);
    }
    path.reverse();
    Some(path)
}

struct Writer {
    ways: BTreeMap<ElementId, Vec<ElementId>>,
    out: String,
}

impl Writer {
    /// The first of `path` and in it the others, the last with `text`.
    fn along(&mut self, path: &[ElementId], text: &str) {
        let Some((&element, inner)) = path.split_first() else { return };
        let schema = Schema::get();
        self.open(element);
        let mut state = schema.content(schema.type_of(element)).start;
        match inner.first() {
            None => self.out.push_str(text),
            Some(&child) => {
                let before = way(state, &self.ways, |state| schema.step(state, child).is_some());
                if let Some((before, at)) = before {
                    before.into_iter().for_each(|element| self.element(element));
                    state = schema.step(at, child).unwrap_or(at);
                }
                self.along(inner, text);
            }
        }
        if let Some((rest, _)) = way(state, &self.ways, |state| schema.is_final(state)) {
            rest.into_iter().for_each(|element| self.element(element));
        }
        self.close(element);
    }

    /// An element with no more in it than must be.
    fn element(&mut self, element: ElementId) {
        self.open(element);
        for inside in self.ways.get(&element).cloned().unwrap_or_default() {
            self.element(inside);
        }
        self.close(element);
    }

    fn open(&mut self, element: ElementId) {
        let type_id = Schema::get().type_of(element);
        self.out.extend(["<", element.name()]);
        for &attribute in Schema::get().required(type_id) {
            let value = value(type_id, attribute);
            self.out.push_str(&format!(" {}=\"{value}\"", attribute.name()));
        }
        self.out.push('>');
    }

    fn close(&mut self, element: ElementId) {
        self.out.extend(["</", element.name(), ">"]);
    }
}

/// A value that the attribute may have.
fn value(type_id: TypeId, attribute: AttributeId) -> &'static str {
    const VALUES: [&str; 6] = ["fra", "#source", "2021-11-22", "10:00:00", "1", "true"];
    let taken = Schema::get().attribute(type_id, attribute);
    let fits = |value: &&str| taken.is_some_and(|taken| taken.datatype.check(value).is_ok());
    VALUES.into_iter().find(fits).unwrap_or_default()
}
