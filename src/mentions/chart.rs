//! What has been found in one block, by token.

use super::candidate::Candidate;
use super::table::EntityTable;
use crate::model::EntityKind;

/// The names found in a block so far.
#[derive(Debug, Default)]
pub(super) struct Chart {
    found: Vec<Candidate>,
}

impl Chart {
    pub(super) fn clear(&mut self) {
        self.found.clear();
    }

    pub(super) fn push(&mut self, found: Candidate) {
        self.found.push(found);
    }

    /// By start, the longer first; what was found first stays before its equals.
    pub(super) fn sort(&mut self) {
        self.found.sort_by_key(|f| (f.start, u32::MAX - f.end));
    }

    pub(super) fn drain(&mut self) -> impl Iterator<Item = Candidate> + '_ {
        self.found.drain(..)
    }

    /// What begins at token `at`, the longest first; the chart must be sorted.
    pub(super) fn starting(&self, at: usize) -> impl Iterator<Item = &Candidate> {
        let first = self.found.partition_point(|f| (f.start as usize) < at);
        self.found[first..].iter().take_while(move |f| f.start as usize == at)
    }

    /// Whether token `at` lies in something found; the chart must be sorted.
    pub(super) fn covers(&self, at: usize) -> bool {
        let after = self.found.partition_point(|f| (f.start as usize) <= at);
        self.found[..after].iter().rev().take(COVER).any(|f| at < f.end as usize)
    }

    /// Whether something of this kind reaches over the tokens `range`; the chart must be sorted.
    pub(super) fn has(&self, range: &std::ops::Range<usize>, kind: EntityKind) -> bool {
        let after = self.found.partition_point(|f| (f.start as usize) <= range.start);
        let near = self.found[..after].iter().rev().take(COVER);
        near.into_iter().any(|f| range.end <= f.end as usize && f.kind == kind)
    }

    /// Keeps what nests: of two that cross the first, of two at one place the first found, no
    /// name of an entity inside a name of the same. Of two of one kind that begin together the
    /// longer is kept, but a continent counts in its part: « Afrique » in « Afrique de l’Ouest ».
    pub(super) fn settle(&mut self, table: &EntityTable<'_>) {
        self.sort();
        let mut kept: Vec<Candidate> = Vec::with_capacity(self.found.len());
        let mut open: Vec<Candidate> = Vec::new();
        for &found in &self.found {
            while open.last().is_some_and(|outer| outer.end <= found.start) {
                open.pop();
            }
            let nests = open.last().is_none_or(|outer| {
                found.end <= outer.end
                    && (found.start, found.end) != (outer.start, outer.end)
                    && !(found.contextual && found.start == outer.start)
                    && (found.start != outer.start
                        || found.kind != outer.kind
                        || table.class(found.entity) == Some("continent"))
            });
            let new = open
                .iter()
                .all(|outer| outer.entity != found.entity && !table.is_whole(outer.entity));
            if nests && new {
                open.push(found);
                kept.push(found);
            }
        }
        self.found = kept;
    }
}

/// How many names before a token may reach over it: names nest, but not deeper.
const COVER: usize = 16;

#[cfg(test)]
mod tests;
