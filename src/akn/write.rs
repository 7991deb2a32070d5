//! Document to Akoma Ntoso XML.
//!
//! The character data of the XML, all of it, is the source text: nothing is indented but inside
//! tags, where white space means nothing. Any XML tool gives the source back: `string(/)` in
//! XPath. The layers are woven into the tree in one pass over the text.

use super::{BYTE_ORDER_MARK, CHARACTER, NAMESPACE, RECORDS};
use crate::model::{
    Act, CommitmentData, Data, Document, Entity, EntityId, Kind, MentionData, NodeId, RESERVED_IDS,
    Strength, element_of, push_number,
};
use crate::text::{Offsets, Span, Unit, forbidden_in_xml};
use std::ops::Range;

impl Document {
    /// The document as Akoma Ntoso 1.0: metadata, structure, entities, commitments.
    ///
    /// The character data of the XML is the source text, to the character.
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
            return origin.xml.to_string();
        }
        let marked = data.mentions.len() + 3 * data.commitments.len() + data.nodes.len();
        let mut xml = Xml { out: String::with_capacity(data.text.len() + 120 * marked + 4096) };
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
        Meta { doc: self, xml: &mut xml }.write();
        self.weave(&mut xml);
        xml.end(root);
        xml.out.push_str("</akomaNtoso>\n");
        xml.out
    }

    /// Writes the text with the tags of the tree and the layers, outer before inner.
    fn weave(&self, xml: &mut Xml) {
        let data = self.data();
        let mut nodes = (1..data.nodes.len()).map(|i| (i, &data.nodes[i])).peekable();
        let mut commitments = data.commitments.iter().peekable();
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
            // Offsets alone do not tell whether an empty element is the last in another.
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
                xml.start("inline");
                xml.attribute("name", inline_name(commitment.act));
                xml.eid(data.id(commitment.eid));
                xml.reference("refersTo", concept(commitment).0);
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

    fn mention(&self, xml: &mut Xml, mention: &MentionData) -> &'static str {
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

/// The `name` of the inline that marks an act.
pub(super) fn inline_name(act: Act) -> &'static str {
    match act {
        Act::Commit | Act::Call => "commitment",
        Act::Acknowledge => "acknowledgement",
        Act::State => "statement",
    }
}

/// The eId and the label of the concept that a commitment refers to.
fn concept(commitment: &CommitmentData) -> (&'static str, &'static str) {
    match (commitment.act, commitment.strength) {
        (Act::Commit, Some(Strength::Endeavour)) => {
            ("commitment-endeavour", "Commitment to an effort")
        }
        (Act::Commit, Some(Strength::Intention)) => ("commitment-intention", "Stated intention"),
        (Act::Commit, _) => ("commitment-firm", "Firm commitment"),
        (Act::Call, _) => ("act-call", "Call on others to act"),
        (Act::Acknowledge, _) => ("act-acknowledge", "Acknowledgement"),
        (Act::State, _) => ("act-state", "Statement of fact"),
    }
}

/// XML as text; the caller closes what it opens.
struct Xml {
    out: String,
}

impl Xml {
    fn start(&mut self, element: &str) {
        self.out.push('<');
        self.out.push_str(element);
    }

    fn end(&mut self, element: &str) {
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.value(value);
        self.out.push('"');
    }

    fn eid(&mut self, eid: &str) {
        if !eid.is_empty() {
            self.attribute("eId", eid);
        }
    }

    fn reference(&mut self, name: &str, id: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"#");
        self.value(id);
        self.out.push('"');
    }

    fn attributes(&mut self, data: &Data, node: NodeId) {
        for (name, value) in data.attributes(node) {
            self.attribute(name, &value);
        }
    }

    /// A line break inside a tag, where it is no text.
    fn line(&mut self, depth: usize) {
        self.out.push('\n');
        for _ in 0..depth {
            self.out.push_str("  ");
        }
    }

    /// Character data: markup escaped, carriage returns kept, what XML cannot hold named.
    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut from = 0;
        let mut at = 0;
        while at < bytes.len() {
            if PLAIN[bytes[at] as usize] {
                at += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let escaped = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\r' => "&#13;",
                c if forbidden_in_xml(c) => {
                    self.out.push_str(&text[from..at]);
                    self.out.push_str(&format!("<?{CHARACTER} U+{:04X}?>", c as u32));
                    at += c.len_utf8();
                    from = at;
                    continue;
                }
                c => {
                    at += c.len_utf8();
                    continue;
                }
            };
            self.out.push_str(&text[from..at]);
            self.out.push_str(escaped);
            at += c.len_utf8();
            from = at;
        }
        self.out.push_str(&text[from..]);
    }

    fn value(&mut self, value: &str) {
        // Most values are eIds and references: letters, digits, `_` and `-`.
        if value.bytes().all(|b| PLAIN_VALUE[b as usize]) {
            self.out.push_str(value);
            return;
        }
        for c in value.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                '\n' => self.out.push_str("&#10;"),
                '\r' => self.out.push_str("&#13;"),
                '\t' => self.out.push_str("&#9;"),
                c if forbidden_in_xml(c) => self.out.push('\u{FFFD}'),
                c => self.out.push(c),
            }
        }
    }
}

/// Bytes that stand for themselves in character data. 0xEF begins U+FFFE and U+FFFF.
const PLAIN: [bool; 256] = {
    let mut table = [true; 256];
    let mut b = 0;
    while b < 0x20 {
        table[b] = b == b'\t' as usize || b == b'\n' as usize;
        b += 1;
    }
    table[b'&' as usize] = false;
    table[b'<' as usize] = false;
    table[b'>' as usize] = false;
    table[0xEF] = false;
    table
};

/// Bytes that stand for themselves in the value of an attribute.
const PLAIN_VALUE: [bool; 256] = {
    let mut table = PLAIN;
    table[b'\t' as usize] = false;
    table[b'\n' as usize] = false;
    table[b'"' as usize] = false;
    table[b'>' as usize] = true;
    table
};

/// Writes `meta`.
struct Meta<'a> {
    doc: &'a Document,
    xml: &'a mut Xml,
}

/// The depth of `meta` in the XML.
const META: usize = 2;

impl Meta<'_> {
    fn open(&mut self, depth: usize, element: &str, attributes: &[(&str, &str)]) {
        self.xml.line(depth);
        self.xml.out.push('>');
        self.xml.start(element);
        for (name, value) in attributes {
            self.xml.attribute(name, value);
        }
    }

    fn close(&mut self, depth: usize, element: &str) {
        self.xml.line(depth);
        self.xml.out.push_str("></");
        self.xml.out.push_str(element);
    }

    fn empty(&mut self, depth: usize, element: &str, attributes: &[(&str, &str)]) {
        self.open(depth, element, attributes);
        self.xml.out.push_str("></");
        self.xml.out.push_str(element);
    }

    fn write(mut self) {
        self.open(META, "meta", &[]);
        self.identification();
        self.analysis();
        self.references();
        self.close(META, "meta");
        self.xml.line(META);
        self.xml.out.push('>');
    }

    fn identification(&mut self) {
        let frbr = self.doc.frbr();
        let depth = META + 1;
        self.open(depth, "identification", &[("source", "#editor")]);
        let authors: Vec<String> =
            match self.doc.parties().map(|p| format!("#{}", p.id)).collect::<Vec<_>>() {
                none if none.is_empty() => vec!["#author-unknown".to_owned()],
                some => some,
            };
        let date = frbr.date.to_string();
        let expression_date = frbr.expression_date.to_string();
        let manifestation_date = frbr.manifestation_date.to_string();

        self.open(depth + 1, "FRBRWork", &[]);
        let inner = depth + 2;
        let uri = frbr.work_uri();
        self.empty(inner, "FRBRthis", &[("value", &format!("{uri}/!main"))]);
        self.empty(inner, "FRBRuri", &[("value", &uri)]);
        self.empty(inner, "FRBRalias", &[("name", "title"), ("value", &frbr.title)]);
        self.empty(inner, "FRBRdate", &[("date", &date), ("name", &frbr.date_name)]);
        for author in &authors {
            self.empty(inner, "FRBRauthor", &[("href", author), ("as", "#author")]);
        }
        self.empty(inner, "FRBRcountry", &[("value", &frbr.country)]);
        self.empty(inner, "FRBRsubtype", &[("value", &frbr.subtype)]);
        if let Some(number) = &frbr.number {
            self.empty(inner, "FRBRnumber", &[("value", number)]);
        }
        self.empty(inner, "FRBRname", &[("value", &frbr.name)]);
        self.empty(inner, "FRBRprescriptive", &[("value", bool_name(frbr.prescriptive))]);
        self.empty(inner, "FRBRauthoritative", &[("value", bool_name(frbr.authoritative))]);
        self.close(depth + 1, "FRBRWork");

        self.open(depth + 1, "FRBRExpression", &[]);
        let uri = frbr.expression_uri();
        self.empty(inner, "FRBRthis", &[("value", &format!("{uri}/!main"))]);
        self.empty(inner, "FRBRuri", &[("value", &uri)]);
        self.empty(inner, "FRBRdate", &[("date", &expression_date), ("name", &frbr.date_name)]);
        for author in &authors {
            self.empty(inner, "FRBRauthor", &[("href", author), ("as", "#author")]);
        }
        self.empty(inner, "FRBRlanguage", &[("language", &frbr.language)]);
        self.close(depth + 1, "FRBRExpression");

        self.open(depth + 1, "FRBRManifestation", &[]);
        self.empty(inner, "FRBRthis", &[("value", &format!("{uri}/!main.xml"))]);
        self.empty(inner, "FRBRuri", &[("value", &frbr.manifestation_uri())]);
        self.empty(inner, "FRBRdate", &[("date", &manifestation_date), ("name", "markup")]);
        self.empty(inner, "FRBRauthor", &[("href", "#editor"), ("as", "#markup-editor")]);
        self.empty(inner, "FRBRformat", &[("value", "application/akn+xml")]);
        self.close(depth + 1, "FRBRManifestation");
        self.close(depth, "identification");
    }

    /// What Akoma Ntoso has no words for: more about the entities, and the commitments.
    fn analysis(&mut self) {
        let data = self.doc.data();
        if data.entities.is_empty() && data.commitments.is_empty() {
            return;
        }
        let offsets = Offsets::new(&data.text, Unit::CodePoint);
        let depth = META + 1;
        self.open(depth, "analysis", &[("source", "#editor")]);
        self.open(depth + 1, "otherAnalysis", &[("source", "#editor")]);
        self.open(
            depth + 2,
            "akoma:records",
            &[("xmlns:akoma", RECORDS), ("unit", Unit::CodePoint.name())],
        );
        for entity in &data.entities {
            self.entity_record(depth + 3, entity);
        }
        for commitment in &data.commitments {
            self.commitment_record(depth + 3, commitment, &offsets);
        }
        self.close(depth + 2, "akoma:records");
        self.close(depth + 1, "otherAnalysis");
        self.close(depth, "analysis");
    }

    fn entity_record(&mut self, depth: usize, entity: &Entity) {
        let bare = entity.class.is_none()
            && entity.country.is_none()
            && entity.party.is_none()
            && entity.role.is_none()
            && entity.same_as.is_empty();
        if bare {
            return;
        }
        self.xml.line(depth);
        self.xml.out.push_str("><akoma:entity");
        self.xml.reference("href", &entity.id);
        for (name, value) in [("class", &entity.class), ("country", &entity.country)] {
            if let Some(value) = value {
                self.xml.attribute(name, value);
            }
        }
        for (name, id) in [("role", entity.role), ("party", entity.party)] {
            if let Some(id) = id {
                self.xml.reference(name, &self.doc.entity(id).id);
            }
        }
        if !entity.same_as.is_empty() {
            self.xml.attribute("sameAs", &entity.same_as.join(" "));
        }
        self.xml.out.push_str("></akoma:entity");
    }

    fn commitment_record(&mut self, depth: usize, c: &CommitmentData, offsets: &Offsets<'_>) {
        let data = self.doc.data();
        self.xml.line(depth);
        self.xml.out.push_str("><akoma:commitment");
        self.xml.reference("href", data.id(c.eid));
        self.xml.attribute("act", c.act.name());
        if let Some(strength) = c.strength {
            self.xml.attribute("strength", strength.name());
        }
        self.xml.attribute("polarity", c.polarity.name());
        self.xml.attribute("change", c.change.name());
        self.xml.attribute("reciprocal", bool_name(c.reciprocal));
        self.xml.attribute("implied", bool_name(c.implied));
        self.xml.attribute("lemma", &c.lemma);
        self.references_to("actor", &c.actor);
        self.references_to("bodies", &c.bodies);
        self.references_to("addressees", &c.addressees);
        self.spans("subjectAt", c.actor_span.as_slice(), offsets);
        self.spans("addresseeAt", c.addressee_span.as_slice(), offsets);
        self.spans("triggerAt", &c.trigger, offsets);
        self.spans("objectAt", c.object.as_slice(), offsets);
        self.spans("hedgeAt", &c.hedges, offsets);
        self.spans("conditionAt", &c.conditions, offsets);
        self.xml.out.push_str("></akoma:commitment");
    }

    fn references_to(&mut self, name: &str, ids: &[EntityId]) {
        if ids.is_empty() {
            return;
        }
        self.xml.out.push(' ');
        self.xml.out.push_str(name);
        self.xml.out.push_str("=\"");
        for (i, id) in ids.iter().enumerate() {
            self.xml.out.push_str(if i > 0 { " #" } else { "#" });
            self.xml.value(&self.doc.entity(*id).id);
        }
        self.xml.out.push('"');
    }

    /// Spans as `start end`, several joined by a space.
    fn spans(&mut self, name: &str, spans: &[Span], offsets: &Offsets<'_>) {
        if spans.is_empty() {
            return;
        }
        self.xml.out.push(' ');
        self.xml.out.push_str(name);
        self.xml.out.push_str("=\"");
        for (i, span) in spans.iter().enumerate() {
            if i > 0 {
                self.xml.out.push(' ');
            }
            push_number(&mut self.xml.out, offsets.of(span.start()));
            self.xml.out.push(' ');
            push_number(&mut self.xml.out, offsets.of(span.end()));
        }
        self.xml.out.push('"');
    }

    /// A TLC entry for everything that is referred to.
    fn references(&mut self) {
        let data = self.doc.data();
        let depth = META + 1;
        let inner = depth + 1;
        self.open(depth, "references", &[("source", "#editor")]);
        // A document from elsewhere may refer to one of akoma's own: its entry comes below.
        for entity in data.entities.iter().filter(|e| !RESERVED_IDS.contains(&e.id.as_ref())) {
            self.tlc(inner, entity);
        }
        let mut concepts: Vec<_> = data.commitments.iter().map(concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        for (id, label) in concepts {
            let href = format!("/akn/ontology/concept/{id}");
            self.empty(inner, "TLCConcept", &[("eId", id), ("href", &href), ("showAs", label)]);
        }
        let editor = self.doc.frbr().editor;
        let organization = "TLCOrganization";
        self.empty(
            inner,
            organization,
            &[
                ("eId", "editor"),
                ("href", "/akn/ontology/organization/editor"),
                ("showAs", &editor),
            ],
        );
        if self.doc.parties().next().is_none() {
            self.empty(
                inner,
                organization,
                &[
                    ("eId", "author-unknown"),
                    ("href", "/akn/ontology/organization/unknown"),
                    ("showAs", "unknown"),
                ],
            );
        }
        for (id, label) in [("author", "Author"), ("markup-editor", "Editor of the markup")] {
            let href = format!("/akn/ontology/role/{id}");
            self.empty(inner, "TLCRole", &[("eId", id), ("href", &href), ("showAs", label)]);
        }
        self.close(depth, "references");
    }

    fn tlc(&mut self, depth: usize, entity: &Entity) {
        let (element, path, name) = match entity.kind {
            Kind::Organization => ("TLCOrganization", "organization", None),
            Kind::Person => ("TLCPerson", "person", None),
            Kind::Role => ("TLCRole", "role", None),
            Kind::Location => ("TLCLocation", "location", None),
            Kind::Event => ("TLCEvent", "event", None),
            Kind::Date | Kind::Concept => ("TLCConcept", "concept", None),
            Kind::Object => ("TLCObject", "object", None),
            Kind::Process => ("TLCProcess", "process", None),
            Kind::Term => ("TLCTerm", "term", None),
            Kind::Reference => ("TLCReference", "reference", Some("reference")),
            Kind::Agreement => ("TLCReference", "agreement", Some("agreement")),
            Kind::Programme => ("TLCReference", "programme", Some("programme")),
        };
        let href = format!("/akn/ontology/{path}/{}", entity.id);
        let mut attributes = vec![("eId", entity.id.as_ref())];
        attributes.extend(name.map(|name| ("name", name)));
        attributes.extend([("href", href.as_str()), ("showAs", entity.name.as_ref())]);
        attributes.extend(entity.short.as_deref().map(|short| ("shortForm", short)));
        self.empty(depth, element, &attributes);
    }
}

fn bool_name(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
