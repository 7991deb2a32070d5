use super::Date;
use crate::schema::TopLevelClass;
use crate::text::UnknownName;
use std::fmt;
use std::str::FromStr;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EntityKind {
    /// An agency, institution, court, coalition, state as a legal person, armed group…
    Organization,
    /// A named person.
    Person,
    /// An office that a person holds.
    Role,
    /// A country, region, town, sea…
    Location,
    /// A day, a month or a year.
    Date,
    /// Something that happened or will happen.
    Event,
    /// A treaty, convention, accord.
    Agreement,
    /// A strategy, plan, road map.
    Programme,
    /// An idea that a document refers to.
    Concept,
    /// A thing that a document refers to.
    Object,
    /// A procedure that a document refers to.
    Process,
    /// A term that a document defines or uses as defined.
    Term,
    /// Another text, or a part of one: what a `ref` points at.
    Reference,
}

impl EntityKind {
    /// Every kind, in the order that tables use.
    pub const ALL: &'static [EntityKind] = &[
        EntityKind::Organization,
        EntityKind::Person,
        EntityKind::Role,
        EntityKind::Location,
        EntityKind::Date,
        EntityKind::Event,
        EntityKind::Agreement,
        EntityKind::Programme,
        EntityKind::Concept,
        EntityKind::Object,
        EntityKind::Process,
        EntityKind::Term,
        EntityKind::Reference,
    ];

    /// The kind's name in data files and records, for example `organization`.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Organization => "organization",
            EntityKind::Person => "person",
            EntityKind::Role => "role",
            EntityKind::Location => "location",
            EntityKind::Date => "date",
            EntityKind::Event => "event",
            EntityKind::Agreement => "agreement",
            EntityKind::Programme => "programme",
            EntityKind::Concept => "concept",
            EntityKind::Object => "object",
            EntityKind::Process => "process",
            EntityKind::Term => "term",
            EntityKind::Reference => "reference",
        }
    }
}

impl EntityKind {
    /// The class of the ontology that it belongs to. There is none for agreements and programmes.
    pub(crate) fn class(self) -> TopLevelClass {
        match self {
            EntityKind::Organization => TopLevelClass::Organization,
            EntityKind::Person => TopLevelClass::Person,
            EntityKind::Role => TopLevelClass::Role,
            EntityKind::Location => TopLevelClass::Location,
            EntityKind::Event => TopLevelClass::Event,
            EntityKind::Date | EntityKind::Concept => TopLevelClass::Concept,
            EntityKind::Object => TopLevelClass::Object,
            EntityKind::Process => TopLevelClass::Process,
            EntityKind::Term => TopLevelClass::Term,
            EntityKind::Agreement | EntityKind::Programme | EntityKind::Reference => {
                TopLevelClass::Reference
            }
        }
    }

    /// The kind of what belongs to a class: the one that is called as the class is.
    pub(crate) fn of_class(class: TopLevelClass) -> Option<EntityKind> {
        EntityKind::ALL.iter().copied().find(|kind| kind.name() == class.name())
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for EntityKind {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        EntityKind::ALL.iter().copied().find(|kind| kind.name() == s).ok_or_else(|| {
            UnknownName::new("a kind of entity", EntityKind::ALL.iter().map(|kind| kind.name()), s)
        })
    }
}

/// The number of an entity in its document's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntityId(pub(crate) u32);

/// Something that a document names: an entry of an authority file, or one that the text itself
/// introduces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub(crate) id: Box<str>,
    pub(crate) kind: EntityKind,
    pub(crate) class: Option<Box<str>>,
    pub(crate) name: Box<str>,
    pub(crate) name_language: Option<Box<str>>,
    pub(crate) short: Option<Box<str>>,
    pub(crate) country: Option<Box<str>>,
    /// Of a person: the office held.
    pub(crate) role: Option<EntityId>,
    /// Of a person: the party represented.
    pub(crate) party: Option<EntityId>,
    pub(crate) same_as: Vec<Box<str>>,
}

impl Entity {
    pub(crate) fn new(
        id: impl Into<Box<str>>,
        kind: EntityKind,
        name: impl Into<Box<str>>,
    ) -> Self {
        Self {
            id: id.into(),
            kind,
            class: None,
            name: name.into(),
            name_language: None,
            short: None,
            country: None,
            role: None,
            party: None,
            same_as: Vec::new(),
        }
    }

    /// Its identifier, unique in the document, for example `anssi`; the eId of its TLC entry.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is.
    pub fn kind(&self) -> EntityKind {
        self.kind
    }

    /// A finer class from the authority file, for example `agency`, `state`, `court`.
    pub fn class(&self) -> Option<&str> {
        self.class.as_deref()
    }

    /// Its full name: in the language of the document if the authority file has one in it, else
    /// the one that the file shows for all.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language of its name: ISO 639-2. None if nothing says, or if the name belongs to no
    /// language, as that of a date.
    pub fn name_language(&self) -> Option<&str> {
        self.name_language.as_deref()
    }

    /// Its acronym or short name.
    pub fn short(&self) -> Option<&str> {
        self.short.as_deref()
    }

    /// The country it belongs to: ISO 3166-1 alpha-2 in lower case, `eu` or `int`.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// Of a date that is a full day: the day.
    pub(crate) fn full_date(&self) -> Option<&str> {
        let iso = self.id.strip_prefix("date-").filter(|_| self.kind == EntityKind::Date);
        iso.filter(|iso| iso.parse().is_ok_and(Date::is_full))
    }

    /// Identifiers of the same thing elsewhere, each from a named source.
    pub fn same_as(&self) -> impl Iterator<Item = &str> {
        self.same_as.iter().map(AsRef::as_ref)
    }
}
