//! The document: one immutable text, a tree over it, and layers of annotations that point in.

mod data;
mod document;
mod eid;
mod entity;
mod frbr;
mod kind;
mod layer;
mod metadata;
mod names;
mod node;
mod num;
mod origin;
mod title;
mod tree;

pub(crate) use data::{Data, partition_near};
pub use document::Document;
pub(crate) use eid::{
    RESERVED_IDS, assign_added_eids, assign_eids, assign_layer_eids, push_number,
};
pub(crate) use entity::EntityId;
pub use entity::{Entity, EntityKind};
pub use frbr::Frbr;
pub(crate) use frbr::{UNKNOWN_DATE, written};
pub use kind::DocumentKind;
pub(crate) use kind::{DatePlace, ImpliedSubject, PresentTense, TitlePlace};
pub use layer::{Change, Polarity, SpeechAct, Strength};
pub(crate) use layer::{FiredRules, MentionData, NONE, PredicateData, element_of, nest_mentions};
pub use metadata::{Date, Expression, InvalidDate, Manifestation, Metadata, Provenance, Work};
pub(crate) use names::{NameId, Names};
pub use node::Node;
pub(crate) use origin::{Origin, Run};
pub(crate) use tree::{NodeAttributes, NodeData, NodeId, TreeBuilder};
