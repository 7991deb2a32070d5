//! Of whom the sentences before spoke.

use crate::model::EntityId;

/// Of whom the sentences before spoke.
#[derive(Clone, Debug, Default)]
pub(super) struct Discourse {
    /// Of somebody else than the parties: « Ils » may be they.
    pub(super) others: bool,
    /// The last singular subject that speaks: « elle ».
    pub(super) singular: Option<Vec<EntityId>>,
}
