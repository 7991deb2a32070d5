//! Where something is in the tree, in words.

use super::words::short;
use crate::text::Span;
use std::borrow::Cow;

/// A path has so many steps at most: who looks for a place needs no more, and in a deep document
/// with many findings paths would take more room than the document.
const STEPS: usize = 12;

/// The path of an element as [`Diagnostic::path`](crate::Diagnostic::path) has it: `inside_out` are
/// the element and those around it, each with its eId, empty if it has none, and its name.
pub(super) fn of(inside_out: impl Iterator<Item = (Span, Span)>, xml: &str) -> String {
    let mut steps = Vec::new();
    for (eid, name) in inside_out {
        if !eid.is_empty() {
            steps.push(short(&xml[eid.range()]));
            break;
        }
        if steps.len() == STEPS {
            steps.push(Cow::Borrowed("…"));
            break;
        }
        steps.push(short(&xml[name.range()]));
    }
    steps.reverse();
    steps.join("/")
}
