//! Elements in running text that name something.

use crate::model::EntityKind;
use crate::schema::{ElementId, Naming, TopLevelClass};

/// What an element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InlineClass {
    /// `meta`, which is no part of the text.
    Meta,
    /// Names something of this kind.
    Names(EntityKind),
    /// `date`, `docDate`: names a day.
    Date,
    /// `entity`, whose `name` says the kind.
    Entity,
    /// `ref` and the like: names another text.
    Reference,
    /// `judge`, `docAuthority` and the like: names what it refers to, if it refers to something.
    Refers,
    /// `inline`, which may mark a commitment.
    Inline,
    /// Any other element: a node of the tree.
    Node,
}

impl InlineClass {
    /// The class of an element of Akoma Ntoso.
    pub(super) fn of(local: &str) -> Self {
        let names = || ElementId::of_any_version(local)?.names();
        match local {
            "meta" => InlineClass::Meta,
            "inline" => InlineClass::Inline,
            _ => match names() {
                None => InlineClass::Node,
                Some(Naming::Class(class)) => {
                    EntityKind::of_class(class).map_or(InlineClass::Node, InlineClass::Names)
                }
                Some(Naming::Date) => InlineClass::Date,
                Some(Naming::Entity) => InlineClass::Entity,
                Some(Naming::Reference) => InlineClass::Reference,
                Some(Naming::Referent) => InlineClass::Refers,
            },
        }
    }
}

/// What an entry of `references` is an entry of.
pub(super) fn kind_of_entry(local: &str) -> Option<EntityKind> {
    EntityKind::of_class(TopLevelClass::of_entry(local)?)
}
