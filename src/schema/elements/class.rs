//! The top level classes of the ontology.

/// A top level class of the ontology, to which what a document names belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TopLevelClass {
    Person,
    Organization,
    Concept,
    Object,
    Event,
    Location,
    Process,
    Role,
    Term,
    Reference,
}

/// Each class, its name in IRIs, and the element of an entry of it.
const CLASSES: [(TopLevelClass, &str, &str); 10] = [
    (TopLevelClass::Person, "person", "TLCPerson"),
    (TopLevelClass::Organization, "organization", "TLCOrganization"),
    (TopLevelClass::Concept, "concept", "TLCConcept"),
    (TopLevelClass::Object, "object", "TLCObject"),
    (TopLevelClass::Event, "event", "TLCEvent"),
    (TopLevelClass::Location, "location", "TLCLocation"),
    (TopLevelClass::Process, "process", "TLCProcess"),
    (TopLevelClass::Role, "role", "TLCRole"),
    (TopLevelClass::Term, "term", "TLCTerm"),
    (TopLevelClass::Reference, "reference", "TLCReference"),
];

impl TopLevelClass {
    /// Every class, in the order of the standard.
    pub(crate) fn all() -> impl Iterator<Item = TopLevelClass> {
        CLASSES.iter().map(|(class, ..)| *class)
    }

    /// The name in IRIs: `person`.
    pub(crate) fn name(self) -> &'static str {
        CLASSES[self as usize].1
    }

    /// The element of its entries in `references`: `TLCPerson`.
    pub(crate) fn entry(self) -> &'static str {
        CLASSES[self as usize].2
    }

    /// The class whose entries are elements of this name.
    pub(crate) fn of_entry(local: &str) -> Option<TopLevelClass> {
        Self::all().find(|class| class.entry() == local)
    }
}
