//! Elements in running text that name something.

use crate::model::Kind;

/// What an element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `meta`, which is no part of the text.
    Meta,
    /// Names something of this kind.
    Names(Kind),
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
            "organization" => Class::Names(Kind::Organization),
            "person" => Class::Names(Kind::Person),
            "role" => Class::Names(Kind::Role),
            "location" => Class::Names(Kind::Location),
            "event" => Class::Names(Kind::Event),
            "concept" => Class::Names(Kind::Concept),
            "object" => Class::Names(Kind::Object),
            "process" => Class::Names(Kind::Process),
            "term" => Class::Names(Kind::Term),
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
pub(super) fn kind_of_entry(local: &str) -> Option<Kind> {
    Some(match local {
        "TLCOrganization" => Kind::Organization,
        "TLCPerson" => Kind::Person,
        "TLCRole" => Kind::Role,
        "TLCLocation" => Kind::Location,
        "TLCEvent" => Kind::Event,
        "TLCConcept" => Kind::Concept,
        "TLCObject" => Kind::Object,
        "TLCProcess" => Kind::Process,
        "TLCTerm" => Kind::Term,
        "TLCReference" => Kind::Reference,
        _ => return None,
    })
}
