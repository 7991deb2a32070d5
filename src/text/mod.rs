//! The text itself: spans, lines, units of offsets, words and sentences.
//!
//! Everything inside akoma counts **bytes of UTF-8**; other units exist only at the edges, in
//! [`Offsets`].

mod blank;
mod fold;
mod format;
mod lines;
mod near;
mod offsets;
mod sentence;
mod source;
mod span;
mod token;
mod unknown_name;
mod vocabulary;

pub(crate) use blank::forbidden_in_xml;
pub(crate) use fold::{fold, folded_prefix, folds_to};
pub use format::Format;
pub use lines::LineIndex;
pub(crate) use lines::{Line, lines};
pub(crate) use near::{closest, slips};
pub use offsets::{Offsets, Unit};
pub(crate) use sentence::sentences;
pub use source::{LineEnds, Source};
pub use span::Span;
pub(crate) use token::{Separator, Token, Tokens, slug};
pub use unknown_name::UnknownName;
pub(crate) use vocabulary::{Vocabulary, WordId, WordTable};
