//! Elements in running text that name something.

use crate::model::EntityKind;
use crate::schema::{ElementId, Naming, TopLevelClass};

/// What an element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
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

impl Class {
    /// The class of an element of Akoma Ntoso.
    pub(super) fn of(local: &str) -> Self {
        let names = || ElementId::of_any_version(local)?.names();
        match local {
            "meta" => Class::Meta,
            "inline" => Class::Inline,
            _ => match names() {
                None => Class::Node,
                Some(Naming::Class(class)) => {
                    EntityKind::of_class(class).map_or(Class::Node, Class::Names)
                }
                Some(Naming::Date) => Class::Date,
                Some(Naming::Entity) => Class::Entity,
                Some(Naming::Reference) => Class::Reference,
                Some(Naming::Referent) => Class::Refers,
            },
        }
    }
}

/// What an entry of `references` is an entry of.
pub(super) fn kind_of_entry(local: &str) -> Option<EntityKind> {
    EntityKind::of_class(TopLevelClass::of_entry(local)?)
}
