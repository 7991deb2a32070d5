//! Document to Akoma Ntoso XML.
//!
//! The character data of the XML, all of it, is the source text: nothing is indented but inside
//! tags, where white space means nothing. Any XML tool gives the source back: `string(/)` in
//! XPath. The layers are woven into the tree in one pass over the text.

use super::head::{Head, concept, inline_name};
use super::markup::Xml;
use super::{BYTE_ORDER_MARK, NAMESPACE, insert};
use crate::model::{Document, MentionData, NodeId, PredicateData, element_of};
use crate::text::Span;
use std::ops::Range;

impl Document {
    /// The document as Akoma Ntoso 1.0: metadata, structure, entities, commitments.
    ///
    /// The character data of the XML is the source text, to the character. A document that was
    /// read keeps its XML to the byte; what annotations have added is put in between.
    ///
    /// ```
    /// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
    /// let xml = doc.to_akn();
    /// assert!(xml.contains(r#"<chapter eId="chp_1"><num>1.</num> <heading eId="chp_1__heading">Objet</heading>"#));
    /// assert_eq!(akoma::akn::read(&xml)?.text(), doc.text());
    /// # Ok::<(), akoma::Error>(())
    /// ```
    pub fn to_akn(&self) -> String {
        let data = self.data();
        if let Some(origin) = &data.origin {
            return insert::to_xml(self, origin);
        }
        let marked = data.mentions.len() + 3 * data.predicates.len() + data.nodes.len();
        let mut xml = Xml::new("", data.text.len() + 120 * marked + 4096);
        xml.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        if data.bom {
            xml.out.push_str("<?");
            xml.out.push_str(BYTE_ORDER_MARK);
            xml.out.push_str("?>\n");
        }
        xml.start("akomaNtoso");
        xml.attribute("xmlns", NAMESPACE);
        xml.line(1);
        xml.out.push('>');
        let root = data.element(NodeId(0));
        xml.start(root);
        xml.attributes(data, NodeId(0));
        Head { doc: self, xml: &mut xml }.write();
        self.insert(&mut xml);
        xml.end(root);
        xml.out.push_str("</akomaNtoso>\n");
        xml.out
    }

    /// Writes the text with the tags of the tree and the layers, outer before inner.
    fn insert(&self, xml: &mut Xml) {
        let data = self.data();
        let mut nodes = (1..data.nodes.len()).map(|i| (i, &data.nodes[i])).peekable();
        let mut commitments = data.predicates.iter().peekable();
        let mut mentions = data.mentions.iter().peekable();
        // Where each open element ends, its name, and the nodes it is or holds: none for a layer.
        let mut open: Vec<(u32, &str, Range<usize>)> = Vec::new();
        let mut at = 0;
        loop {
            // The next tag to open: by start, then the longer, then commitment, mention, node; but
            // the node that a layer lies in before the layer. Each with the node it is or lies in.
            let key = |span: Span| (span.start(), u32::MAX - span.end());
            let commitment = commitments.peek().map(|c| (key(c.span), 0, c.node.index()));
            let mention = mentions.peek().map(|m| (key(m.span), 1, m.node.index()));
            let layer = [commitment, mention].into_iter().flatten().min();
            let node = nodes.peek().map(|&(i, n)| (key(n.span), 2, i));
            let node = node.filter(|node| layer.is_none_or(|l| node.2 <= l.2 || *node < l));
            let next = node.or(layer);
            // Offsets alone do not say whether an empty element is the last in another.
            let over = |end: u32, inside: &Range<usize>| {
                next.is_none_or(|((start, _), _, place)| end <= start && !inside.contains(&place))
            };
            while let Some((end, element, _)) = open.pop_if(|(end, _, inside)| over(*end, inside)) {
                xml.text(&data.text[at as usize..end as usize]);
                at = end;
                xml.end(element);
            }
            let Some(((start, _), ..)) = next else { break };
            xml.text(&data.text[at as usize..start as usize]);
            at = start;
            if next == node {
                let Some((i, node)) = nodes.next() else { break };
                let element = data.names.of(node.name);
                xml.start(element);
                xml.eid(data.id(node.eid));
                xml.attributes(data, NodeId(i as u32));
                open.push((node.span.end(), element, i..node.end.index()));
            } else if next == commitment {
                let Some(commitment) = commitments.next() else { break };
                self.commitment(xml, commitment);
                open.push((commitment.span.end(), "inline", 0..0));
            } else {
                let Some(mention) = mentions.next() else { break };
                let element = self.mention(xml, mention);
                open.push((mention.span.end(), element, 0..0));
            }
            xml.out.push('>');
        }
        xml.text(&data.text[at as usize..]);
    }

    /// Writes the start tag of a commitment but for its end.
    pub(super) fn commitment(&self, xml: &mut Xml, commitment: &PredicateData) {
        xml.start("inline");
        xml.attribute("name", inline_name(commitment.act));
        xml.eid(self.data().id(commitment.eid));
        xml.reference("refersTo", concept(commitment).0);
    }

    /// Writes the start tag of a mention but for its end; returns its name.
    pub(super) fn mention(&self, xml: &mut Xml, mention: &MentionData) -> &'static str {
        let entity = self.entity(mention.entity);
        let day = entity.full_date();
        let element = element_of(mention.kind, day.is_some());
        xml.start(element);
        if element == "entity" {
            xml.attribute("name", mention.kind.name());
        }
        xml.eid(self.data().id(mention.eid));
        if let Some(day) = day {
            xml.attribute("date", day);
        }
        xml.reference("refersTo", &entity.id);
        if let Some(role) = entity.role {
            xml.reference("as", &self.entity(role).id);
        }
        element
    }
}
