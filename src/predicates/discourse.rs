//! Whom the sentences before were about.

use crate::model::EntityId;

/// Whom the sentences before were about.
#[derive(Clone, Debug, Default)]
pub(super) struct Discourse {
    /// Whether they were about somebody other than the parties, whom « Ils » may mean.
    pub(super) others: bool,
    /// The last singular subject that speaks: « elle ».
    pub(super) singular: Option<Vec<EntityId>>,
}
