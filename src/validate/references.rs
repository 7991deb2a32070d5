//! The attributes that refer to something else, and to what.

use crate::xml::{AttributeOf, Element};
use std::borrow::Cow;

/// What an attribute may refer to, as the schema's comments on its types say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReferenceKind {
    /// An element of the text.
    Eid,
    /// An element by its `wId`.
    Wid,
    /// A `TLCRole`.
    Role,
    /// A `TLCPerson` or a `TLCOrganization`.
    Agent,
    /// A `TLCConcept`.
    Concept,
    /// Something in `references`.
    Reference,
    /// A `count` or a `quorum`.
    Vote,
    /// An `eventRef`.
    Event,
    /// A `temporalGroup`.
    Group,
    /// A dictionary, which may also just be named.
    Dictionary,
    /// Any IRI.
    Link,
}

impl ReferenceKind {
    /// Whether the value must be `#` and an identifier: nothing but a place in this document.
    pub(super) fn is_local(self) -> bool {
        !matches!(self, ReferenceKind::Link | ReferenceKind::Dictionary)
    }
}

/// A reference: `#author` in `as="#author"`.
pub(super) struct Reference<'t> {
    pub(super) element: Element<'t>,
    pub(super) attribute: AttributeOf<'t>,
    pub(super) kind: ReferenceKind,
    /// The value, or the one of several that this is about.
    pub(super) value: Cow<'t, str>,
}

impl Reference<'_> {
    /// The identifier after the `#`, if the value is `#` and an identifier.
    pub(super) fn id(&self) -> Option<&str> {
        self.value.strip_prefix('#')
    }
}

/// What an attribute of an element refers to, if it does.
pub(super) fn kind_of(element: &str, attribute: &str) -> Option<ReferenceKind> {
    Some(match (element, attribute) {
        ("lawyer", "for") | (_, "by" | "to" | "empoweredBy") => ReferenceKind::Agent,
        // The event's own source is the document that brought it about.
        ("eventRef", "source") | (_, "refersTo" | "includedIn") => ReferenceKind::Reference,
        (_, "source") => ReferenceKind::Agent,
        // What a range in another document begins and ends with.
        ("rref" | "rmod", "from" | "upTo") => ReferenceKind::Link,
        (_, "for" | "alternativeTo" | "placementBase" | "from" | "upTo")
        | ("mapping", "current") => ReferenceKind::Eid,
        ("mapping", "original") => ReferenceKind::Wid,
        (_, "as") => ReferenceKind::Role,
        (_, "outcome") => ReferenceKind::Concept,
        (_, "choice") => ReferenceKind::Vote,
        ("timeInterval" | "mapping", "start" | "end") => ReferenceKind::Event,
        (_, "period") => ReferenceKind::Group,
        (_, "dictionary") => ReferenceKind::Dictionary,
        (_, "href" | "src") => ReferenceKind::Link,
        _ => return None,
    })
}

/// Takes an attribute apart: `refersTo` is a list, and where a value begins with `#` it is taken
/// for one too, since no identifier holds white space.
pub(super) fn take<'t>(
    element: Element<'t>,
    attribute: AttributeOf<'t>,
    kind: ReferenceKind,
    out: &mut Vec<Reference<'t>>,
) {
    let value = attribute.value();
    let is_list = attribute.name() == "refersTo" || value.trim_start().starts_with('#');
    if is_list && value.contains(char::is_whitespace) && !value.trim().is_empty() {
        out.extend(value.split_whitespace().map(|one| Reference {
            element,
            attribute,
            kind,
            value: Cow::Owned(one.to_owned()),
        }));
    } else {
        out.push(Reference { element, attribute, kind, value });
    }
}
