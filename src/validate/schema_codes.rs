//! What can be found at level 1: where a document departs from the schema.

use super::code::Code;

pub(super) const NOT_WELL_FORMED: Code = Code::schema(
    "not-well-formed",
    "The file is no XML: a tag is not closed, a sign is not written as a reference, a character is \
     one that XML does not know, or the bytes are not in the encoding that the file names. No program \
     reads what comes after, so this is the only finding until it is put right.",
);
pub(super) const OTHER_NAMESPACE: Code = Code::schema(
    "other-namespace",
    "The root is not in the namespace of Akoma Ntoso 1.0, so the schema says nothing about the \
     document. Drafts and version 2.0 had namespaces of their own, and so has LegalDocML.de. akoma \
     reads these documents, but to be valid they must be converted.",
);
pub(super) const UNKNOWN_ELEMENT: Code = Code::schema(
    "unknown-element",
    "Akoma Ntoso 1.0 has no element of this name. Names are written with capital letters inside and \
     never in front: `docTitle`. What the standard has no element for is written with a general one \
     (`hcontainer`, `container`, `block`, `inline`) and a `name`, or in a namespace of its own inside \
     `proprietary`, `foreign` or `otherAnalysis`.",
);
pub(super) const UNEXPECTED_ELEMENT: Code = Code::schema(
    "unexpected-element",
    "The element exists but may not occur here: its parent has no place for it, or it comes too late \
     or too early. What an element may hold, and in what order, is fixed; the finding lists what could \
     be in its place.",
);
pub(super) const MISSING_ELEMENT: Code = Code::schema(
    "missing-element",
    "An element that must be there is not: every document has `meta`, every `meta` an \
     `identification`, every `section` something in it. Programs that read the document count on it.",
);
pub(super) const FOREIGN_ELEMENT: Code = Code::schema(
    "foreign-element",
    "An element of another namespace, or of none, is used where only those of Akoma Ntoso may. They \
     have their place in `foreign`, in `proprietary`, `presentation`, `otherAnalysis` and the like, and \
     must be in a namespace.",
);
pub(super) const MISPLACED_TEXT: Code = Code::schema(
    "misplaced-text",
    "Text is right inside an element that only holds other elements. A reader that lays out the \
     document drops such text or puts it anywhere: it belongs into a `p`, a `heading`, a `num` or \
     another element that holds text.",
);
pub(super) const UNKNOWN_ATTRIBUTE: Code = Code::schema(
    "unknown-attribute",
    "This element does not take an attribute of this name. Attributes of other standards can be added \
     in a namespace of their own, on elements that allow it.",
);
pub(super) const MISSING_ATTRIBUTE: Code = Code::schema(
    "missing-attribute",
    "An attribute that must be there is not, for example `name` on `act` or `source` on \
     `identification`.",
);
pub(super) const BAD_VALUE: Code = Code::schema(
    "bad-value",
    "The value of an attribute is not of the kind that the standard asks for: a date that does not \
     exist, a word that is not in the list, an eId with a space.",
);
pub(super) const DUPLICATE_EID: Code = Code::schema(
    "duplicate-eid",
    "Two elements of one document have the same eId. A reference to it would mean both: one of them \
     needs another.",
);
pub(super) const DUPLICATE_GUID: Code = Code::schema(
    "duplicate-guid",
    "Two elements of one document have the same GUID, which identifies one element for ever: one of \
     them needs another.",
);
pub(super) const DUPLICATE_ID: Code = Code::schema(
    "duplicate-xml-id",
    "Two elements of one file have the same `xml:id`, which XML itself wants to be unique in the file.",
);
pub(super) const NIL: Code = Code::schema(
    "nil",
    "`xsi:nil` says that an element has no value. No element of Akoma Ntoso can be without, so it may \
     not be there, whatever it says.",
);
pub(super) const TYPE: Code = Code::schema(
    "type",
    "`xsi:type` asks for an element to be judged by another type of the schema. That must be one that \
     extends the element's own.",
);
pub(super) const ENTITY: Code = Code::schema(
    "entity",
    "The document refers to an entity that stands for markup or for another file. akoma reads no other \
     file and puts no markup in the place of references, so what would be here was not checked.",
);
pub(super) const MORE: Code = Code::schema(
    "more-findings",
    "So many findings were made that the rest is only counted. Putting the first ones right often \
     removes many of the others.",
);

/// Every code of level 1.
pub(super) const ALL: &[Code] = &[
    NOT_WELL_FORMED,
    OTHER_NAMESPACE,
    UNKNOWN_ELEMENT,
    UNEXPECTED_ELEMENT,
    MISSING_ELEMENT,
    FOREIGN_ELEMENT,
    MISPLACED_TEXT,
    UNKNOWN_ATTRIBUTE,
    MISSING_ATTRIBUTE,
    BAD_VALUE,
    DUPLICATE_EID,
    DUPLICATE_GUID,
    DUPLICATE_ID,
    NIL,
    TYPE,
    ENTITY,
    MORE,
];
