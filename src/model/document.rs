use super::data::Data;
use super::entity::{Entity, EntityId};
use super::kind::DocumentKind;
use super::metadata::{Date, Metadata};
use super::node::Node;
use super::tree::NodeId;
use crate::languages;
use crate::report::Report;
use std::sync::Arc;

/// A text with its structure and, once annotated, who is named in it and who promised what.
///
/// The text never changes; a clone shares everything.
///
/// ```
/// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
/// assert_eq!(doc.text(), "Accord\n1. Objet\nLes Parties coopèrent.");
/// assert_eq!(doc.root().element(), "statement");
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    data: Arc<Data>,
}

impl Document {
    pub(crate) fn from_data(data: Data) -> Self {
        Self { data: Arc::new(data) }
    }

    pub(crate) fn data(&self) -> &Data {
        &self.data
    }

    /// The data, to make a changed document from; copied only if it is shared.
    pub(crate) fn into_data(self) -> Data {
        Arc::try_unwrap(self.data).unwrap_or_else(|shared| (*shared).clone())
    }

    /// The source text, to the character, without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.data.text
    }

    /// What the document was read from: the XML, or the text without a byte-order mark. The spans
    /// of its report are places in it.
    pub fn source(&self) -> &str {
        self.data.origin.as_ref().map_or(&self.data.text, |origin| &origin.xml)
    }

    /// The document type element, `statement` for example, with everything inside.
    pub fn root(&self) -> Node<'_> {
        self.node(NodeId(0))
    }

    /// The kind of document that the text was read as. Of XML it is known once it is annotated, if
    /// its element and its name are those of a kind.
    pub fn kind(&self) -> Option<&DocumentKind> {
        self.data.kind.as_deref()
    }

    pub(crate) fn node(&self, id: NodeId) -> Node<'_> {
        Node { data: &self.data, id }
    }

    /// The element with this eId.
    pub fn by_eid(&self, eid: &str) -> Option<Node<'_>> {
        self.root().descendants().find(|n| n.eid() == eid)
    }

    /// The chapters; where a part of the document has none, its outermost divisions: the articles
    /// of an agreement.
    pub fn chapters(&self) -> impl ExactSizeIterator<Item = Node<'_>> + DoubleEndedIterator {
        self.data.chapters().iter().map(|&id| self.node(id))
    }

    /// Everything that the document names, in no particular order.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = &Entity> + DoubleEndedIterator {
        self.data.entities.iter()
    }

    /// The entity with this number.
    pub(crate) fn entity(&self, id: EntityId) -> &Entity {
        &self.data.entities[id.0 as usize]
    }

    /// The parties: who speaks in the document, in the order of the text or the metadata.
    pub fn parties(&self) -> impl ExactSizeIterator<Item = &Entity> + DoubleEndedIterator {
        self.data.parties.iter().map(|&id| self.entity(id))
    }

    /// The office that a person holds, if the text says it.
    pub fn role_of(&self, person: &Entity) -> Option<&Entity> {
        person.role.map(|id| self.entity(id))
    }

    /// The party that a person represents, if the text says it.
    pub fn party_of(&self, person: &Entity) -> Option<&Entity> {
        person.party.map(|id| self.entity(id))
    }

    /// What was found odd, and what was done about it.
    pub fn report(&self) -> &Report {
        &self.data.report
    }

    /// Language of the text, as the metadata says, else as its words show: the code that
    /// [`languages::code`] has for it.
    pub fn language(&self) -> Option<&str> {
        let said = self.data.metadata.expression.language.as_deref();
        [said, self.data.language.as_deref()].into_iter().flatten().find_map(languages::code)
    }

    /// The metadata given with the text.
    pub fn metadata(&self) -> &Metadata {
        &self.data.metadata
    }

    /// The same document with the day on which the markup was made.
    #[must_use]
    pub fn with_markup_date(self, date: Option<Date>) -> Document {
        let mut data = self.into_data();
        data.metadata.manifestation.date = date.filter(|d| d.is_full());
        Document::from_data(data)
    }

    /// Whether a byte-order mark was before the text in its file.
    pub fn had_bom(&self) -> bool {
        self.data.bom
    }
}
