//! What changes with the language or the kind of document: data files, and the one notation
//! their phrases are written in.

mod data;
mod kind;
mod pattern;

pub use data::Language;
pub(crate) use data::unknown_language;
pub(crate) use data::{Frame, PredicateRules, Who};
pub(crate) use kind::DocumentKind;
pub(crate) use pattern::{Beginnings, Class, Classes, Match, Pattern};
