//! What each element is: the table that everything else asks.
//!
//! `table.rs` says of each element of the standard once what it is, how the naming convention calls
//! it and what it names. What the grammar knows too (which elements hold text, may occur in running
//! text, are divisions) is written there as well, so that nothing has to be compiled to ask it; a
//! test compares the two.

mod class;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use class::TopLevelClass;

use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use table::TABLE;

/// An element of the standard, by its number in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ElementId(pub(super) u16);

/// What the table says of an element.
#[derive(Debug)]
struct ElementProperties {
    name: &'static str,
    /// What an eId may call it instead of its name, the usual first.
    short: &'static [&'static str],
    category: ElementCategory,
    function: ElementFunction,
    eid: EidRole,
    names: Option<Naming>,
}

/// The category of an element's content, by the six of the standard.
///
/// ```
/// use akoma::ElementCategory;
///
/// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
/// let category = |name: &str| {
///     doc.root().descendants().find(|node| node.element() == name)?.category()
/// };
/// assert_eq!(category("chapter"), Some(ElementCategory::Hierarchy));
/// assert_eq!(category("p"), Some(ElementCategory::Block));
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ElementCategory {
    /// A division of the text, which holds others or a container: `article`, `point`.
    Hierarchy,
    /// Holds other elements and no text of its own: `preface`, `blockList`, `table`.
    Container,
    /// A text of its own within running text, with its own structure: `authorialNote`,
    /// `quotedStructure`.
    SubFlow,
    /// Holds running text, and is on lines of its own: `p`, `heading`, `caption`.
    Block,
    /// A stretch of running text: `organization`, `b`.
    Inline,
    /// Holds nothing: `br`, `noteRef`, and what metadata consist of.
    Marker,
}

/// What an element is for.
///
/// ```
/// use akoma::ElementFunction;
///
/// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
/// let divisions = doc.root().descendants().filter(|node| {
///     node.function() == Some(ElementFunction::Division)
/// });
/// assert_eq!(divisions.map(|node| node.eid()).collect::<Vec<_>>(), ["chp_1"]);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ElementFunction {
    /// A whole document: `act`, `statement`.
    Document,
    /// `meta`, and what is only in it.
    Metadata,
    /// A part of a document: `preface`, `attachment`.
    Part,
    /// Holds the text of a document, or documents: `body`, `attachments`.
    Body,
    /// A division that people cite by its number alone: `chapter`, `article`.
    Division,
    /// A division inside such a one: `paragraph`, `clause`.
    Provision,
    /// What holds the paragraphs of a division: `content`, `intro`, `wrapUp`.
    Wrapper,
    /// An item of a list, whatever the list is: `point`, `item`, `li`, `recital`.
    Item,
    /// Holds items: `blockList`, `ul`, `recitals`.
    List,
    /// A table, a row, a cell.
    Table,
    /// Any other container that may have a number and a heading: `debateSection`, `tblock`.
    Section,
    /// Any other container: `longTitle`, `container`, `motivation`.
    Group,
    /// A number or a heading: `num`, `heading`, `crossHeading`.
    Heading,
    /// Running text: `p`, `caption`, `narrative`.
    Text,
    /// Words of another text: `quotedText`, `quotedStructure`.
    Quotation,
    /// No part of the text around it: `authorialNote`, `remark`.
    Aside,
    /// Taken out of the text, and shown all the same: `del`.
    Deletion,
    /// Changes how its characters look: `b`, `span`.
    Look,
    /// Says what its words are: `organization`, `ref`, `docTitle`, `mod`.
    Phrase,
    /// Ends a line or a page: `br`, `eol`, `eop`.
    Break,
    /// A mark in the text: `noteRef`, `img`, `marker`.
    Mark,
}

/// What an element is to the eIds of the elements inside it, and how it is numbered itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EidRole {
    /// No eId and no context: document types, the parts of a title.
    Silent,
    /// There is but one in its context: no number. `true` if it is a context.
    Unique(bool),
    /// Numbered by its `num`, else by position; a context.
    Hierarchical,
    /// Numbered by position; a context.
    Container,
    /// Numbered by position; a context unless it is in a [wrapper](ElementFunction::Wrapper).
    Block,
    /// Numbered by position; never a context.
    Inline,
}

/// What an element names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// Something of this class.
    Class(TopLevelClass),
    /// A day.
    Date,
    /// Something whose class is in its attribute `name`.
    Entity,
    /// Another text, or a part of one.
    Reference,
    /// What it refers to, if it refers to something.
    Referent,
}

impl ElementId {
    /// The element of this local name in version 1.0 of the standard.
    #[inline]
    pub(crate) fn named(local: &str) -> Option<ElementId> {
        static NUMBERS: OnceLock<FxHashMap<&str, ElementId>> = OnceLock::new();
        let numbers = NUMBERS.get_or_init(|| {
            let numbers = (0..TABLE.len() as u16).map(ElementId);
            numbers.map(|element| (element.name(), element)).collect()
        });
        numbers.get(local).copied()
    }

    /// The element of this local name, or the one that took the place of an element of this name in
    /// an older version.
    pub(crate) fn of_any_version(local: &str) -> Option<ElementId> {
        let older = || table::OLDER.iter().find(|(older, _)| *older == local);
        Self::named(local).or_else(|| Self::named(older()?.1))
    }

    /// All elements, in the order of the table.
    pub(crate) fn all() -> impl Iterator<Item = ElementId> {
        (0..TABLE.len() as u16).map(ElementId)
    }

    #[inline]
    fn row(self) -> &'static ElementProperties {
        &TABLE[usize::from(self.0)]
    }

    /// The local name.
    #[inline]
    pub(crate) fn name(self) -> &'static str {
        self.row().name
    }

    /// All that an eId may call the element, apart from its full name; the usual first.
    pub(crate) fn short_names(self) -> &'static [&'static str] {
        self.row().short
    }

    /// The part of an eId that names the element: `element_ref` in the naming convention.
    pub(crate) fn element_ref(self) -> &'static str {
        self.row().short.first().copied().unwrap_or(self.row().name)
    }

    #[inline]
    pub(crate) fn category(self) -> ElementCategory {
        self.row().category
    }

    #[inline]
    pub(crate) fn function(self) -> ElementFunction {
        self.row().function
    }

    #[inline]
    pub(crate) fn eid_role(self) -> EidRole {
        self.row().eid
    }

    #[inline]
    pub(crate) fn names(self) -> Option<Naming> {
        self.row().names
    }

    /// Whether the element holds running text and is on lines of its own.
    #[inline]
    pub(crate) fn is_block(self) -> bool {
        self.category() == ElementCategory::Block
    }

    /// Whether the element is in running text: what is in it goes on the line it begins on.
    pub(crate) fn is_in_line(self) -> bool {
        matches!(self.category(), ElementCategory::Inline | ElementCategory::Marker)
    }
}
