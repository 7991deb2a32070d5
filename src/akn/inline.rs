//! Elements in running text that name something.

use crate::model::EntityKind;

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
        match local {
            "meta" => Class::Meta,
            "organization" => Class::Names(EntityKind::Organization),
            "person" => Class::Names(EntityKind::Person),
            "role" => Class::Names(EntityKind::Role),
            "location" => Class::Names(EntityKind::Location),
            "event" => Class::Names(EntityKind::Event),
            "concept" => Class::Names(EntityKind::Concept),
            "object" => Class::Names(EntityKind::Object),
            "process" => Class::Names(EntityKind::Process),
            "term" => Class::Names(EntityKind::Term),
            "date" | "docDate" => Class::Date,
            "entity" => Class::Entity,
            "ref" | "rref" | "mref" | "affectedDocument" | "relatedDocument" => Class::Reference,
            "judge" | "party" | "lawyer" | "signature" | "scribe" | "docAuthority"
            | "docIntroducer" | "docProponent" | "docCommittee" | "docJurisdiction"
            | "docTitle" | "docType" | "shortTitle" | "courtType" | "neutralCitation"
            | "legislature" | "session" | "def" | "quantity" => Class::Refers,
            "inline" => Class::Inline,
            _ => Class::Node,
        }
    }
}

/// What an entry of `references` is an entry of.
pub(super) fn kind_of_entry(local: &str) -> Option<EntityKind> {
    Some(match local {
        "TLCOrganization" => EntityKind::Organization,
        "TLCPerson" => EntityKind::Person,
        "TLCRole" => EntityKind::Role,
        "TLCLocation" => EntityKind::Location,
        "TLCEvent" => EntityKind::Event,
        "TLCConcept" => EntityKind::Concept,
        "TLCObject" => EntityKind::Object,
        "TLCProcess" => EntityKind::Process,
        "TLCTerm" => EntityKind::Term,
        "TLCReference" => EntityKind::Reference,
        _ => return None,
    })
}
