//! Content models, and the one deterministic automaton they are compiled to.
//!
//! A state is what is left to read: a list of models, each of which must be read to its end. After an
//! element of `(a | b)*` the same is left as before it, so that most models have one state. This
//! works without backtracking because the models are deterministic, as the schema language asks.

use super::{ElementId, State};
use rustc_hash::FxHashMap;

/// A content model among the [`Models`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Model(u32);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum ModelNode {
    /// Nothing; also the model of a type without content.
    Empty,
    Element(ElementId),
    /// An element of another namespace.
    Foreign,
    Sequence(Box<[Model]>),
    Choice(Box<[Model]>),
    /// Any number of times.
    Star(Model),
}

/// Content models; equal ones are one.
#[derive(Debug)]
pub(super) struct Models {
    nodes: Vec<ModelNode>,
    /// Whether a model is content with nothing.
    nullable: Vec<bool>,
    known: FxHashMap<ModelNode, Model>,
}

impl Models {
    /// The model of an element that must be empty.
    pub(super) const EMPTY: Model = Model(0);

    pub(super) fn new() -> Self {
        let mut models =
            Self { nodes: Vec::new(), nullable: Vec::new(), known: FxHashMap::default() };
        models.add(ModelNode::Empty);
        models
    }

    fn add(&mut self, node: ModelNode) -> Model {
        if let Some(&model) = self.known.get(&node) {
            return model;
        }
        let nullable = match &node {
            ModelNode::Empty | ModelNode::Star(_) => true,
            ModelNode::Element(_) | ModelNode::Foreign => false,
            ModelNode::Sequence(parts) => parts.iter().all(|&part| self.is_nullable(part)),
            ModelNode::Choice(parts) => parts.iter().any(|&part| self.is_nullable(part)),
        };
        let model = Model(self.nodes.len() as u32);
        self.nodes.push(node.clone());
        self.nullable.push(nullable);
        self.known.insert(node, model);
        model
    }

    fn node(&self, model: Model) -> &ModelNode {
        &self.nodes[model.0 as usize]
    }

    fn is_nullable(&self, model: Model) -> bool {
        self.nullable[model.0 as usize]
    }

    pub(super) fn element(&mut self, element: ElementId) -> Model {
        self.add(ModelNode::Element(element))
    }

    pub(super) fn foreign(&mut self) -> Model {
        self.add(ModelNode::Foreign)
    }

    pub(super) fn sequence(&mut self, mut parts: Vec<Model>) -> Model {
        parts.retain(|&part| part != Self::EMPTY);
        match parts[..] {
            [] => Self::EMPTY,
            [only] => only,
            _ => self.add(ModelNode::Sequence(parts.into())),
        }
    }

    pub(super) fn choice(&mut self, parts: Vec<Model>) -> Model {
        match parts[..] {
            [only] => only,
            _ => self.add(ModelNode::Choice(parts.into())),
        }
    }

    /// `model?`
    pub(super) fn optional(&mut self, model: Model) -> Model {
        self.choice(vec![model, Self::EMPTY])
    }

    /// `model*`
    pub(super) fn star(&mut self, model: Model) -> Model {
        self.add(ModelNode::Star(model))
    }

    /// `model+`
    pub(super) fn plus(&mut self, model: Model) -> Model {
        let more = self.star(model);
        self.sequence(vec![model, more])
    }
}

/// The states of all content models.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    /// A row for each state: the next state for each element, then for a foreign one.
    next: Vec<u16>,
    /// Length of a row.
    width: usize,
    finals: Vec<bool>,
    /// The elements that each state expects, in the order of the model: where they end in `order`.
    ends: Vec<u32>,
    order: Vec<ElementId>,
}

/// No state: the element may not occur here.
const NONE: u16 = u16::MAX;

impl Automaton {
    #[inline]
    pub(super) fn step(&self, state: State, element: ElementId) -> Option<State> {
        self.at(state, usize::from(element.0))
    }

    #[inline]
    pub(super) fn step_foreign(&self, state: State) -> Option<State> {
        self.at(state, self.width - 1)
    }

    #[inline]
    fn at(&self, state: State, column: usize) -> Option<State> {
        let next = self.next[usize::from(state.0) * self.width + column];
        (next != NONE).then_some(State(next))
    }

    #[inline]
    pub(super) fn is_final(&self, state: State) -> bool {
        self.finals[usize::from(state.0)]
    }

    pub(super) fn expected(&self, state: State) -> &[ElementId] {
        let state = usize::from(state.0);
        let start = if state == 0 { 0 } else { self.ends[state - 1] as usize };
        &self.order[start..self.ends[state] as usize]
    }

    /// The shortest way from `state` to one that is `wanted`: the elements on it, and where it ends.
    /// Of several, the first in the order of the models.
    pub(super) fn way(
        &self,
        state: State,
        wanted: impl Fn(State) -> bool,
    ) -> Option<(Vec<ElementId>, State)> {
        // Each state reached, from which of these, over which element.
        let mut reached: Vec<(State, Option<(usize, ElementId)>)> = vec![(state, None)];
        let mut at = 0;
        while let Some(&(here, _)) = reached.get(at) {
            if wanted(here) {
                let mut way = Vec::new();
                let mut step = reached[at].1;
                while let Some((from, element)) = step {
                    way.push(element);
                    step = reached[from].1;
                }
                way.reverse();
                return Some((way, here));
            }
            for &element in self.expected(here) {
                if let Some(next) = self.step(here, element)
                    && !reached.iter().any(|(known, _)| *known == next)
                {
                    reached.push((next, Some((at, element))));
                }
            }
            at += 1;
        }
        None
    }

    /// All elements that may occur in a content that starts at `start`.
    pub(super) fn elements_from(&self, start: State) -> Vec<ElementId> {
        let mut states = vec![start];
        let mut at = 0;
        let mut elements = Vec::new();
        while let Some(&state) = states.get(at) {
            elements.extend_from_slice(self.expected(state));
            for &element in self.expected(state) {
                if let Some(next) = self.step(state, element)
                    && !states.contains(&next)
                {
                    states.push(next);
                }
            }
            at += 1;
        }
        elements
    }
}

/// What is left to read: the first model, then the [`Rest`] of this number; 0 is nothing.
type Rest = u32;

/// Compiles models, each when it is asked for.
pub(super) struct Compiler<'a> {
    models: &'a Models,
    rests: Vec<(Model, Rest)>,
    rest_ids: FxHashMap<(Model, Rest), Rest>,
    /// The state of each rest, and the rests in the order of their states.
    states: FxHashMap<Rest, u16>,
    queue: Vec<Rest>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(models: &'a Models) -> Self {
        Self {
            models,
            rests: vec![(Models::EMPTY, 0)],
            rest_ids: FxHashMap::default(),
            states: FxHashMap::default(),
            queue: Vec::new(),
        }
    }

    /// The state in which all of `model` is left to read.
    pub(super) fn start(&mut self, model: Model) -> State {
        let rest = self.then(model, 0);
        State(self.state(rest))
    }

    /// `model`, then `rest`.
    fn then(&mut self, model: Model, rest: Rest) -> Rest {
        if model == Models::EMPTY {
            return rest;
        }
        *self.rest_ids.entry((model, rest)).or_insert_with(|| {
            self.rests.push((model, rest));
            self.rests.len() as Rest - 1
        })
    }

    fn state(&mut self, rest: Rest) -> u16 {
        *self.states.entry(rest).or_insert_with(|| {
            self.queue.push(rest);
            self.queue.len() as u16 - 1
        })
    }

    /// The automaton of all models whose start was asked for, over so many elements; and a report of
    /// each place that is not deterministic, which is a mistake in the grammar.
    pub(super) fn finish(mut self, elements: usize) -> (Automaton, Vec<String>) {
        let width = elements + 1;
        let mut automaton = Automaton { width, ..Automaton::default() };
        let mut mistakes = Vec::new();
        let mut steps = Vec::new();
        let mut state = 0;
        while let Some(&rest) = self.queue.get(state) {
            steps.clear();
            let is_final = self.steps_from(rest, &mut steps);
            automaton.finals.push(is_final);
            let row = automaton.next.len();
            automaton.next.resize(row + width, NONE);
            for &(element, rest) in &steps {
                let next = self.state(rest);
                let column = element.map_or(elements, |e| usize::from(e.0));
                let place = &mut automaton.next[row + column];
                if *place == NONE {
                    *place = next;
                    automaton.order.extend(element);
                } else if *place != next {
                    mistakes.push(format!("state {state} has two ways to read {element:?}"));
                }
            }
            automaton.ends.push(automaton.order.len() as u32);
            state += 1;
        }
        if state >= usize::from(NONE) {
            mistakes.push("there are too many states".to_owned());
        }
        (automaton, mistakes)
    }

    /// All that may come where `rest` is left to read, with what is left after it; and whether nothing
    /// has to come.
    fn steps_from(&mut self, mut rest: Rest, steps: &mut Vec<(Option<ElementId>, Rest)>) -> bool {
        while rest != 0 {
            let (first, then) = self.rests[rest as usize];
            self.steps_into(first, then, steps);
            if !self.models.is_nullable(first) {
                return false;
            }
            rest = then;
        }
        true
    }

    fn steps_into(&mut self, model: Model, rest: Rest, steps: &mut Vec<(Option<ElementId>, Rest)>) {
        let models = self.models;
        match models.node(model) {
            ModelNode::Empty => {}
            ModelNode::Element(element) => steps.push((Some(*element), rest)),
            ModelNode::Foreign => steps.push((None, rest)),
            ModelNode::Choice(parts) => {
                for &part in parts {
                    self.steps_into(part, rest, steps);
                }
            }
            ModelNode::Star(part) => {
                let again = self.then(model, rest);
                self.steps_into(*part, again, steps);
            }
            ModelNode::Sequence(parts) => {
                for (i, &part) in parts.iter().enumerate() {
                    let after =
                        parts[i + 1..].iter().rev().fold(rest, |rest, &p| self.then(p, rest));
                    self.steps_into(part, after, steps);
                    if !models.is_nullable(part) {
                        break;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ElementId = ElementId(0);
    const B: ElementId = ElementId(1);
    const C: ElementId = ElementId(2);

    #[test]
    fn a_choice_repeated_is_one_state() {
        let mut models = Models::new();
        let parts = vec![models.element(A), models.element(B)];
        let either = models.choice(parts);
        let model = models.star(either);
        let mut compiler = Compiler::new(&models);
        let start = compiler.start(model);
        let (automaton, mistakes) = compiler.finish(3);
        assert!(mistakes.is_empty());
        assert_eq!(automaton.step(start, A), Some(start));
        assert_eq!(automaton.step(start, B), Some(start));
        assert_eq!(automaton.step(start, C), None);
        assert_eq!(automaton.step_foreign(start), None);
        assert!(automaton.is_final(start));
        assert_eq!(automaton.expected(start), [A, B]);
    }

    #[test]
    fn what_is_left_out_is_known() {
        // a, b+, c?
        let mut models = Models::new();
        let [a, b, c] = [A, B, C].map(|e| models.element(e));
        let (b, c) = (models.plus(b), models.optional(c));
        let model = models.sequence(vec![a, b, c]);
        let mut compiler = Compiler::new(&models);
        let start = compiler.start(model);
        let (automaton, _) = compiler.finish(3);
        let (way, end) = automaton.way(start, |s| automaton.step(s, C).is_some()).unwrap();
        assert_eq!(way, [A, B]);
        assert!(automaton.is_final(end));
        assert_eq!(automaton.elements_from(start), [A, B, B, C]);
    }

    #[test]
    fn two_ways_are_reported() {
        // (a, b) | (a, c)
        let mut models = Models::new();
        let [a, b, c] = [A, B, C].map(|e| models.element(e));
        let parts = vec![models.sequence(vec![a, b]), models.sequence(vec![a, c])];
        let model = models.choice(parts);
        let mut compiler = Compiler::new(&models);
        compiler.start(model);
        assert_eq!(compiler.finish(3).1.len(), 1);
    }
}
