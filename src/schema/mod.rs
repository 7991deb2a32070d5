//! The schema of Akoma Ntoso 1.0 as tables that a validator steps through.
//!
//! `schemas/akoma-ntoso-1.0.grammar` says which elements there are, what may occur in them and which
//! attributes they take; `schemas/README.md` describes its notation. It is compiled at the first
//! [`Schema::get`]: content models to one automaton, attributes to one table. A step is one load.
//!
//! The verdicts are those of libxml2 with the official XSD. What a validator has to do besides
//! stepping:
//!
//! - Every element of the schema may be the root; any other root is an error.
//! - A child in the namespace of Akoma Ntoso must be one that [`Schema::step`] accepts; one in
//!   another namespace must find [`Schema::step_foreign`]. A child in no namespace is always an error:
//!   `##other` leaves it out.
//! - Inside a foreign element anything goes, elements in no namespace and unknown ones in the
//!   namespace of Akoma Ntoso too; but where an element that [`ElementId::named`] knows turns up, at
//!   any depth, it is judged with all that is in it. Attributes are free there but for `xml:lang`,
//!   `xml:space`, `xml:base` and `xml:id` ([`Schema::global_attribute`]).
//! - Comments and instructions may occur anywhere. Text is described at [`TextContent`].
//! - An attribute in no namespace must be one that [`Schema::attribute`] knows. `xml:lang` and the
//!   like that it knows are checked as it says. All others, of whatever namespace, are free if
//!   [`Schema::takes_foreign_attributes`] and errors if not; but one in the namespace of Akoma Ntoso,
//!   which needs a prefix, is always an error.
//! - `xsi:schemaLocation` and `xsi:noNamespaceSchemaLocation` may occur on every element, whatever
//!   they hold. `xsi:nil` with any value is an error on an element of the schema (none is nillable)
//!   and ignored on a foreign one, even if that has a type. `xsi:type`: see
//!   [`Schema::named_type`]. Any other `xsi:` attribute is one of a foreign namespace.
//! - eIds and GUIDs are unique among the descendants of an element that [`Schema::is_scope`] (it
//!   has none itself); scopes nest, and what an inner one holds counts in the outer ones too.
//!   Attributes of foreign elements do not count, those of known elements inside them do. Values are
//!   compared as written. `xml:id` is unique in the whole file, foreign elements included; libxml2
//!   says so when it parses, before it validates.

mod automaton;
mod calendar;
mod datatype;
mod documents;
mod elements;
mod name;
mod notation;
#[cfg(test)]
pub(crate) mod sample;
mod uri;

pub(crate) use datatype::{Datatype, Mismatch};
pub(crate) use documents::{document_of_text, documents_of_text, parts_asked_for};
pub(crate) use elements::{EidRole, ElementId, Naming, TopLevelClass};
pub use elements::{ElementCategory, ElementFunction};

use automaton::Automaton;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The namespace of Akoma Ntoso 1.0.
pub(crate) const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The namespace of what akoma adds of its own: records in `analysis/otherAnalysis`, and what the
/// pieces of one annotation share.
pub(crate) const RECORDS: &str = "urn:akoma:records:1";

/// A type: what may occur in an element and which attributes it takes. Many elements share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(u16);

/// The name of an attribute that some element takes: `eId`, `xml:lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct AttributeId(u16);

impl AttributeId {
    /// The name, with the prefix `xml:` if it is one of those.
    pub(crate) fn name(self) -> &'static str {
        Schema::get().attributes[usize::from(self.0)].name
    }

    /// Its place in a set of bits: the word, and the bit in it.
    #[inline]
    pub(crate) fn bit(self) -> (usize, u64) {
        (usize::from(self.0 / 64), 1 << (self.0 % 64))
    }
}

/// A place in a content model: what was read so far decides what may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct State(u16);

/// What character data may occur directly in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextContent {
    /// Mixed content.
    Allowed,
    /// Only elements: space, tab, line feed and carriage return may occur between them, written
    /// as they are, as references (`&#32;`) or in a CDATA section. No-break space is an error.
    WhiteSpace,
    /// The element is empty: not even a space or an empty CDATA section, but comments and
    /// instructions.
    Forbidden,
}

/// What may occur in an element of a type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content {
    /// Where its content model starts.
    pub(crate) start: State,
    pub(crate) text: TextContent,
}

/// In what an attribute's value must be unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unique {
    /// `eId`: among the eIds under the same [`Schema::is_scope`] element.
    EId,
    /// `GUID`: likewise, among the GUIDs.
    Guid,
    /// `xml:id`: among those of the whole file.
    XmlId,
}

/// How elements of a type take an attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AttributeUse<'a> {
    /// What the value may be.
    pub(crate) datatype: &'a Datatype,
    /// Whether, and in what, the value must be unique.
    pub(crate) unique: Option<Unique>,
}

/// The schema of Akoma Ntoso 1.0.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    /// What the grammar says of each element, by its number.
    declarations: Vec<Declaration>,
    types: Vec<Type>,
    named_types: FxHashMap<&'static str, TypeId>,
    automaton: Automaton,
    /// A row for each type: a bit for each element that may be a child.
    children: Vec<u64>,
    attributes: Vec<AttributeData>,
    attribute_ids: FxHashMap<&'static str, AttributeId>,
    /// A row for each type: how it takes each attribute.
    uses: Vec<Option<UseData>>,
    /// How foreign elements take each attribute.
    global: Vec<Option<UseData>>,
    datatypes: Vec<Datatype>,
}

#[derive(Clone, Copy, Debug)]
struct Declaration {
    type_id: TypeId,
    is_scope: bool,
}

#[derive(Debug)]
struct Type {
    base: Option<TypeId>,
    content: Content,
    required: Vec<AttributeId>,
    foreign_attributes: bool,
    wants_eid: bool,
}

#[derive(Debug)]
struct AttributeData {
    name: &'static str,
    unique: Option<Unique>,
}

/// An [`AttributeUse`] as the tables hold it.
#[derive(Clone, Copy, Debug)]
struct UseData {
    datatype: u8,
    required: bool,
}

/// The grammar of Akoma Ntoso 1.0.
const GRAMMAR: &str = include_str!("../../schemas/akoma-ntoso-1.0.grammar");

impl Schema {
    /// The schema, compiled when it is first asked for.
    pub(crate) fn get() -> &'static Schema {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| {
            let (schema, mistakes) = notation::read(GRAMMAR);
            debug_assert!(mistakes.is_empty(), "{mistakes:#?}");
            schema
        })
    }

    // Elements.

    /// The type of the element, unless `xsi:type` names another.
    #[inline]
    pub(crate) fn type_of(&self, element: ElementId) -> TypeId {
        self.declarations[usize::from(element.0)].type_id
    }

    /// Whether eIds and GUIDs are unique under the element: it is a document (`act`, `doc`, …).
    #[inline]
    pub(crate) fn is_scope(&self, element: ElementId) -> bool {
        self.declarations[usize::from(element.0)].is_scope
    }

    /// Whether the standard wants an eId on the element wherever there are any: it takes the
    /// attributes `idreq`.
    pub(crate) fn wants_eid(&self, element: ElementId) -> bool {
        self.types[usize::from(self.type_of(element).0)].wants_eid
    }

    /// Whether `child` may occur directly in `parent`, anywhere.
    pub(crate) fn may_contain(&self, parent: ElementId, child: ElementId) -> bool {
        let row = usize::from(self.type_of(parent).0) * self.children_width();
        let (word, bit) = (usize::from(child.0 / 64), child.0 % 64);
        self.children[row + word] >> bit & 1 == 1
    }

    /// Whether text may occur directly in the element.
    pub(crate) fn is_mixed(&self, element: ElementId) -> bool {
        self.content(self.type_of(element)).text == TextContent::Allowed
    }

    fn children_width(&self) -> usize {
        self.declarations.len().div_ceil(64)
    }

    fn fill_children(&mut self) {
        let width = self.children_width();
        self.children = vec![0; self.types.len() * width];
        // Many types share a content model.
        let mut rows: FxHashMap<State, usize> = FxHashMap::default();
        for (i, described) in self.types.iter().enumerate() {
            let row = i * width;
            let same = *rows.entry(described.content.start).or_insert(row);
            if same < row {
                self.children.copy_within(same..same + width, row);
                continue;
            }
            for child in self.automaton.elements_from(described.content.start) {
                self.children[row + usize::from(child.0 / 64)] |= 1 << (child.0 % 64);
            }
        }
    }

    // Types.

    /// The type that the standard gives this name, for `xsi:type`; a type that is one element's own
    /// has none.
    ///
    /// On an element of the schema `xsi:type` must name (a QName in the namespace of Akoma Ntoso, no
    /// white space around it; without prefix, the default namespace counts) the element's type or one
    /// that [`derives`](Self::derives) from it; the element is then judged by that type. Anything
    /// else is an error. On a foreign element it may name any type, and the element is judged by
    /// it instead of being let through: its eId and GUID count then, too. It may also name a simple
    /// type, of the standard (`statusType`) or of XML Schema (`xs:date`), and then takes only text that
    /// is such a value; these are not followed here.
    pub(crate) fn named_type(&self, name: &str) -> Option<TypeId> {
        self.named_types.get(name).copied()
    }

    /// Whether `derived` is `base` or extends it, over however many steps.
    pub(crate) fn derives(&self, derived: TypeId, base: TypeId) -> bool {
        let mut at = Some(derived);
        while let Some(type_id) = at {
            if type_id == base {
                return true;
            }
            at = self.types[usize::from(type_id.0)].base;
        }
        false
    }

    /// Where the content model of the type starts, and what text it takes.
    #[inline]
    pub(crate) fn content(&self, type_id: TypeId) -> Content {
        self.types[usize::from(type_id.0)].content
    }

    // Content models.

    /// The state after `element`, if it may occur here.
    #[inline]
    pub(crate) fn step(&self, state: State, element: ElementId) -> Option<State> {
        self.automaton.step(state, element)
    }

    /// The state after an element of another namespace, if any may occur here.
    #[inline]
    pub(crate) fn step_foreign(&self, state: State) -> Option<State> {
        self.automaton.step_foreign(state)
    }

    /// Whether the content is complete.
    #[inline]
    pub(crate) fn is_final(&self, state: State) -> bool {
        self.automaton.is_final(state)
    }

    /// The elements that may occur here, in the order of the content model.
    pub(crate) fn expected(&self, state: State) -> impl Iterator<Item = ElementId> + '_ {
        self.automaton.expected(state).iter().copied()
    }

    /// The fewest elements that are missing before `element` could occur here, and the state after
    /// `element`; none if nothing put in before it would help. The list is empty where `step` works.
    pub(crate) fn resume(
        &self,
        state: State,
        element: ElementId,
    ) -> Option<(Vec<ElementId>, State)> {
        let (missing, here) = self.automaton.way(state, |s| self.step(s, element).is_some())?;
        Some((missing, self.step(here, element)?))
    }

    /// The fewest elements that are missing at the end of the content; empty if it is complete.
    pub(crate) fn missing(&self, state: State) -> Vec<ElementId> {
        // Every content can be completed.
        self.automaton.way(state, |s| self.is_final(s)).map_or_else(Vec::new, |(way, _)| way)
    }

    // Attributes.

    /// The attribute of this name (`eId`, `xml:lang`), if any element takes one.
    #[inline]
    pub(crate) fn attribute_id(&self, name: &str) -> Option<AttributeId> {
        self.attribute_ids.get(name).copied()
    }

    /// How elements of the type take the attribute, if they do. Covers `xml:lang`, `xml:space`,
    /// `xml:base` and `xml:id` on types that take them as foreign attributes.
    #[inline]
    pub(crate) fn attribute(
        &self,
        type_id: TypeId,
        attribute: AttributeId,
    ) -> Option<AttributeUse<'_>> {
        let row = usize::from(type_id.0) * self.attributes.len();
        self.attribute_use(attribute, self.uses[row + usize::from(attribute.0)])
    }

    /// The attributes that elements of the type take, for messages.
    pub(crate) fn attributes(&self, type_id: TypeId) -> impl Iterator<Item = AttributeId> + '_ {
        (0..self.attributes.len() as u16)
            .map(AttributeId)
            .filter(move |&id| self.attribute(type_id, id).is_some())
    }

    /// The attributes without which an element of the type is an error.
    #[inline]
    pub(crate) fn required(&self, type_id: TypeId) -> &[AttributeId] {
        &self.types[usize::from(type_id.0)].required
    }

    /// Whether elements of the type take attributes of other namespaces.
    #[inline]
    pub(crate) fn takes_foreign_attributes(&self, type_id: TypeId) -> bool {
        self.types[usize::from(type_id.0)].foreign_attributes
    }

    /// How foreign elements take an attribute: `xml:lang`, `xml:space`, `xml:base` and `xml:id` are
    /// checked there too, all others are free.
    #[inline]
    pub(crate) fn global_attribute(&self, attribute: AttributeId) -> Option<AttributeUse<'_>> {
        self.attribute_use(attribute, self.global[usize::from(attribute.0)])
    }

    #[inline]
    fn attribute_use(
        &self,
        attribute: AttributeId,
        taken: Option<UseData>,
    ) -> Option<AttributeUse<'_>> {
        let taken = taken?;
        Some(AttributeUse {
            datatype: &self.datatypes[usize::from(taken.datatype)],
            unique: self.attributes[usize::from(attribute.0)].unique,
        })
    }
}

#[cfg(test)]
mod tests;
