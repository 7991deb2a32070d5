//! Content models compiled to one deterministic automaton.

use super::{ElementId, State};

/// The states of all content models.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    /// A row for each state: the next state for each element, then for a foreign one.
    next: Vec<u16>,
    /// Length of a row.
    width: usize,
    finals: Vec<bool>,
}

/// No state: the element may not stand here.
const NONE: u16 = u16::MAX;

impl Automaton {
    pub(super) fn step(&self, state: State, element: ElementId) -> Option<State> {
        self.at(state, usize::from(element.0))
    }

    pub(super) fn step_foreign(&self, state: State) -> Option<State> {
        self.at(state, self.width - 1)
    }

    fn at(&self, state: State, column: usize) -> Option<State> {
        let next = self.next[usize::from(state.0) * self.width + column];
        (next != NONE).then_some(State(next))
    }

    pub(super) fn is_final(&self, state: State) -> bool {
        self.finals[usize::from(state.0)]
    }

    pub(super) fn expected(&self, state: State) -> impl Iterator<Item = ElementId> + '_ {
        let row = usize::from(state.0) * self.width;
        let row = &self.next[row..row + self.width - 1];
        (0..).map(ElementId).zip(row).filter(|(_, next)| **next != NONE).map(|(id, _)| id)
    }
}
