//! What entities and chapters are called on the page.

use super::escape::brief;
use crate::words::Words;
use akoma::{Entity, EntityKind, Node};

/// How long a name may be that is repeated with every mention.
pub(super) const NAME: usize = 160;
/// How much of a clause its list has: clauses may nest.
pub(super) const CLAUSE: usize = 1_200;

/// The id of the row of an entity.
pub(super) fn row_id(number: usize) -> String {
    format!("e-{number}")
}

/// The name of an entity for people.
pub(super) fn name(entity: &Entity, most: usize, words: &Words) -> String {
    // Days are called by what ISO 8601 calls them.
    let day = (entity.kind() == EntityKind::Date).then(|| words.day_told(entity.name())).flatten();
    let name = day.unwrap_or_else(|| brief(entity.name(), most));
    let name = if name.is_empty() { brief(entity.id(), most) } else { name };
    if name.is_empty() { "…".to_owned() } else { name }
}

/// Number and heading of a chapter.
pub(super) fn chapter_title(chapter: Node<'_>) -> String {
    let parts = [chapter.num(), chapter.heading()].into_iter().flatten();
    brief(&parts.collect::<Vec<_>>().join(" "), NAME)
}
