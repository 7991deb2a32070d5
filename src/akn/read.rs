//! Akoma Ntoso XML to document: what `to_akn` wrote comes back the same.
//!
//! The text of the document is the character data behind `meta`; elements become the tree,
//! entity and commitment markup become layers.

use super::meta::Meta;
use super::write::inline_name;
use super::{BYTE_ORDER_MARK, CHARACTER, NAMESPACE, RECORDS};
use crate::error::{Error, ErrorKind};
use crate::model::{
    Act, Change, CommitmentData, Data, Date, Document, Entity, EntityId, Kind, MentionData, NONE,
    NodeId, Polarity, TreeBuilder,
};
use crate::report::Report;

use crate::text::{LineIndex, Offsets, Span};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Reads an Akoma Ntoso document.
///
/// ```
/// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
/// let xml = doc.to_akn();
/// assert_eq!(akoma::akn::read(&xml)?.to_akn(), xml);
/// # Ok::<(), akoma::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::NotWellFormed`] with line and column, [`ErrorKind::NotAkomaNtoso`] if the root is
/// not `akomaNtoso` in the namespace of version 1.0, [`ErrorKind::TooLarge`] at 4 GiB or more.
pub fn read(xml: &str) -> Result<Document, Error> {
    if u32::try_from(xml.len()).is_err() {
        return Err(Error::new(
            ErrorKind::TooLarge,
            "expected less than 4 GiB of XML, but found more",
        ));
    }
    Reader::new(xml).read()
}

/// An element that is open, and what it became.
enum Open {
    /// `akomaNtoso`, and whatever stands before the document type.
    Outside,
    Node,
    Mention(usize),
    Commitment(usize),
    /// `meta` or something in it.
    Meta,
}

struct Reader<'x> {
    xml: &'x str,
    text: String,
    bom: bool,
    builder: TreeBuilder,
    seen_root: bool,
    /// Namespaces bound outside the document type.
    prefixes: Attributes,
    ids: String,
    meta: Meta,
    mentions: Vec<MentionData>,
    commitments: Vec<CommitmentData>,
    /// Innermost open mention.
    inner: u32,
    open: Vec<Open>,
    nodes: Vec<NodeId>,
}

/// Attributes of an element, unescaped.
pub(super) type Attributes = Vec<(String, String)>;

pub(super) fn get<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl<'x> Reader<'x> {
    fn new(xml: &'x str) -> Self {
        Self {
            xml,
            text: String::with_capacity(xml.len() / 2),
            bom: false,
            builder: TreeBuilder::default(),
            seen_root: false,
            prefixes: Attributes::new(),
            ids: String::new(),
            meta: Meta::default(),
            mentions: Vec::new(),
            commitments: Vec::new(),
            inner: NONE,
            open: Vec::new(),
            nodes: Vec::new(),
        }
    }

    fn read(mut self) -> Result<Document, Error> {
        let mut events = NsReader::from_str(self.xml);
        loop {
            let at = events.buffer_position();
            let (namespace, event) = match events.read_resolved_event() {
                Ok(found) => found,
                Err(e) => {
                    let place = events.error_position();
                    return Err(self.not_well_formed(place, &e.to_string()));
                }
            };
            match event {
                Event::Start(ref start) => {
                    let attributes = self.attributes(start, at)?;
                    let local = start.local_name();
                    self.start(&namespace, start.name().0, local.as_ref(), attributes, at)?;
                }
                Event::Empty(ref start) => {
                    let attributes = self.attributes(start, at)?;
                    let local = start.local_name();
                    self.start(&namespace, start.name().0, local.as_ref(), attributes, at)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.characters(&text.xml10_content()),
                Event::CData(text) => self.characters(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) => c,
                        Ok(None) => match &*reference {
                            "lt" => '<',
                            "gt" => '>',
                            "amp" => '&',
                            "apos" => '\'',
                            "quot" => '"',
                            other => {
                                let message = format!(
                                    "expected one of XML's own entities, but found `&{other};`"
                                );
                                return Err(self.not_well_formed(at, &message));
                            }
                        },
                        Err(e) => return Err(self.not_well_formed(at, &e.to_string())),
                    };
                    self.characters(c.encode_utf8(&mut [0; 4]));
                }
                Event::PI(pi) => match pi.target() {
                    CHARACTER => {
                        let code = pi.content().trim().strip_prefix("U+");
                        let c = code
                            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                            .and_then(char::from_u32);
                        if let Some(c) = c {
                            self.characters(c.encode_utf8(&mut [0; 4]));
                        }
                    }
                    BYTE_ORDER_MARK => self.bom = true,
                    _ => {}
                },
                Event::DocType(_) => {
                    return Err(self
                        .not_well_formed(at, "expected no document type declaration, but found one")
                        .with_help("Akoma Ntoso has none; remove it"));
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) => {}
            }
        }
        if !self.open.is_empty() {
            let message =
                format!("expected {} more closing tags, but found the end", self.open.len());
            return Err(self.not_well_formed(self.xml.len() as u64, &message));
        }
        self.finish()
    }

    fn not_well_formed(&self, at: u64, message: &str) -> Error {
        let mut at = (at as usize).min(self.xml.len());
        while !self.xml.is_char_boundary(at) {
            at -= 1;
        }
        let (line, column) = LineIndex::new(self.xml).line_column(self.xml, at as u32);
        Error::new(ErrorKind::NotWellFormed, message.to_owned()).at(line, column)
    }

    fn attributes(&self, start: &BytesStart<'_>, at: u64) -> Result<Attributes, Error> {
        start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.map_err(|e| self.not_well_formed(at, &e.to_string()))?;
                let value = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_err(|e| self.not_well_formed(at, &e.to_string()))?;
                Ok((attribute.key.0.to_owned(), value.into_owned()))
            })
            .collect()
    }

    fn start(
        &mut self,
        namespace: &ResolveResult<'_>,
        name: &str,
        local: &str,
        attributes: Attributes,
        at: u64,
    ) -> Result<(), Error> {
        let akn = matches!(namespace, ResolveResult::Bound(Namespace(ns)) if *ns == NAMESPACE);
        let opened = match self.open.last() {
            None if self.seen_root => {
                return Err(
                    self.not_well_formed(at, "expected one root element, but found another")
                );
            }
            None if local == "akomaNtoso" && akn => {
                self.seen_root = true;
                // Prefixes may be bound here; the document type keeps them.
                let bound = attributes.into_iter().filter(|(key, _)| key.starts_with("xmlns:"));
                self.prefixes = bound.collect();
                Open::Outside
            }
            None => {
                let found = match namespace {
                    ResolveResult::Bound(Namespace(ns)) => format!("`{local}` in namespace {ns}"),
                    _ => format!("`{local}` in no namespace"),
                };
                return Err(Error::new(
                    ErrorKind::NotAkomaNtoso,
                    format!(
                        "expected the root `akomaNtoso` in namespace {NAMESPACE}, but found {found}"
                    ),
                ));
            }
            Some(Open::Meta) => {
                let record =
                    matches!(namespace, ResolveResult::Bound(Namespace(ns)) if *ns == RECORDS);
                self.meta.start(local, record, &attributes);
                Open::Meta
            }
            Some(_) if local == "meta" && akn && self.nodes.len() == 1 => Open::Meta,
            Some(Open::Outside) if !self.builder.is_empty() && local != "components" => {
                return Err(Error::new(
                    ErrorKind::NotAkomaNtoso,
                    format!("expected one document in `akomaNtoso`, but found `{local}` after it"),
                ));
            }
            Some(_) => self.content(name, local, akn, attributes),
        };
        self.open.push(opened);
        Ok(())
    }

    /// An element of the text: a mention, a commitment, or a node of the tree.
    fn content(&mut self, name: &str, local: &str, akn: bool, attributes: Attributes) -> Open {
        let at = self.text.len() as u32;
        let eid = get(&attributes, "eId").unwrap_or_default();
        let eid = self.id(eid);
        if let (true, Some(&node)) = (akn, self.nodes.last()) {
            if let Some((kind, entity)) = self.mentioned(local, &attributes) {
                self.mentions.push(MentionData {
                    span: Span::new(at, at),
                    entity,
                    kind,
                    node,
                    outer: self.inner,
                    eid,
                });
                self.inner = self.mentions.len() as u32 - 1;
                return Open::Mention(self.mentions.len() - 1);
            }
            if let Some(commitment) = self.committed(local, &attributes, node, eid, at) {
                self.commitments.push(commitment);
                return Open::Commitment(self.commitments.len() - 1);
            }
        }
        // The writer puts Akoma Ntoso in no prefix.
        let element: Cow<'static, str> = Cow::Owned(if akn { local } else { name }.to_owned());
        let kept: Vec<_> = std::mem::take(&mut self.prefixes)
            .into_iter()
            .chain(attributes)
            .filter(|(key, _)| key != "eId")
            .map(|(key, value)| (Cow::Owned(key), Cow::Owned(value)))
            .collect();
        let id = self.builder.open_with(element, at, Cow::Owned(kept));
        self.builder.node_mut(id).eid = eid;
        self.nodes.push(id);
        Open::Node
    }

    fn id(&mut self, eid: &str) -> Span {
        let start = self.ids.len() as u32;
        self.ids.push_str(eid);
        Span::new(start, self.ids.len() as u32)
    }

    /// Kind and entity, if the element names one.
    fn mentioned(&mut self, local: &str, attributes: &Attributes) -> Option<(Kind, EntityId)> {
        let kind = match local {
            "organization" => Kind::Organization,
            "person" => Kind::Person,
            "role" => Kind::Role,
            "location" => Kind::Location,
            "event" => Kind::Event,
            "date" => Kind::Date,
            "entity" => get(attributes, "name")?.parse().ok()?,
            _ => return None,
        };
        let id = get(attributes, "refersTo").and_then(|r| r.split_whitespace().next());
        let entity = match (id.and_then(|id| id.strip_prefix('#')), kind) {
            (Some(id), _) => self.meta.entity(id, kind),
            (None, Kind::Date) => {
                let date: Date = get(attributes, "date")?.get(..10)?.parse().ok()?;
                self.meta.entity(&format!("date-{date}"), kind)
            }
            (None, _) => return None,
        };
        Some((kind, entity))
    }

    /// A commitment whose record stands in the metadata.
    fn committed(
        &mut self,
        local: &str,
        attributes: &Attributes,
        node: NodeId,
        eid: Span,
        at: u32,
    ) -> Option<CommitmentData> {
        let name = get(attributes, "name").filter(|_| local == "inline")?;
        if !Act::ALL.iter().any(|act| inline_name(*act) == name) {
            return None;
        }
        let record = self.meta.record(&self.ids[eid.range()])?;
        Some(CommitmentData {
            span: Span::new(at, at),
            node,
            eid,
            act: record.act,
            strength: record.strength,
            polarity: record.polarity.unwrap_or(Polarity::Positive),
            change: record.change.unwrap_or(Change::New),
            reciprocal: record.reciprocal,
            implied: record.implied,
            actor: record.actor.clone(),
            actor_span: None,
            bodies: record.bodies.clone(),
            addressees: record.addressees.clone(),
            addressee_span: None,
            trigger: Vec::new(),
            hedges: Vec::new(),
            conditions: Vec::new(),
            lemma: record.lemma.clone(),
            object: None,
        })
    }

    fn end(&mut self) {
        let end = self.text.len() as u32;
        match self.open.pop() {
            Some(Open::Node) => {
                self.builder.close(end);
                self.nodes.pop();
            }
            Some(Open::Mention(i)) => {
                let mention = &mut self.mentions[i];
                mention.span = Span::new(mention.span.start(), end);
                self.inner = mention.outer;
            }
            Some(Open::Commitment(i)) => {
                let commitment = &mut self.commitments[i];
                commitment.span = Span::new(commitment.span.start(), end);
            }
            Some(Open::Meta) => self.meta.end(),
            Some(Open::Outside) | None => {}
        }
    }

    fn characters(&mut self, text: &str) {
        if !self.nodes.is_empty() && !matches!(self.open.last(), Some(Open::Meta)) {
            self.text.push_str(text);
        }
    }

    fn finish(self) -> Result<Document, Error> {
        let mut nodes = self.builder.finish();
        let all = NodeId(nodes.len() as u32);
        let Some(root) = nodes.first_mut() else {
            return Err(Error::new(
                ErrorKind::NotAkomaNtoso,
                "expected a document type in `akomaNtoso`, but found nothing",
            ));
        };
        // Components may stand behind the document type or in it; here they stand in it.
        (root.span, root.end) = (Span::new(0, self.text.len() as u32), all);
        let offsets = Offsets::new(&self.text, super::meta::UNIT);
        let mut commitments = self.commitments;
        for commitment in &mut commitments {
            self.meta.place(&self.ids[commitment.eid.range()], &offsets, commitment);
        }
        let (metadata, entities, parties) = self.meta.finish();
        Ok(Document::from_data(Data {
            language: metadata.expression.language.as_deref().map(Into::into),
            text: self.text.into(),
            bom: self.bom,
            nodes,
            ids: self.ids,
            entities,
            mentions: self.mentions,
            commitments,
            metadata,
            kind: None,
            stated_date: None,
            parties,
            report: Report::default(),
            chapters: OnceLock::new(),
        }))
    }
}

/// An entity that is referred to but has no entry: its eId is all that is known.
pub(super) fn unlisted(id: &str, kind: Kind) -> Entity {
    Entity::new(id, kind, id)
}
