//! Akoma Ntoso XML to document, whoever wrote it.
//!
//! The text of the document is the character data of the document type but for `meta`; elements
//! become the tree, elements that name something and commitments become layers. The XML itself is
//! kept: what is read is written back to the byte.

use super::head::inline_name;
use super::inline::InlineClass;
use super::meta::{Meta, TagAttributes};
use super::{BYTE_ORDER_MARK, CHARACTER, FRAGMENT, NAMESPACE, RECORDS, is_akoma_ntoso};
use crate::error::{Error, ErrorKind};
use crate::model::{
    Change, Data, Document, EntityId, EntityKind, FiredRules, MentionData, NONE, NameId,
    NodeAttributes, NodeId, Origin, Polarity, PredicateData, Run, SpeechAct, TreeBuilder,
};
use crate::report::Report;
use crate::schema::{ElementFunction, ElementId};
use crate::text::{LineIndex, Offsets, Span, slug};
use crate::xml::{Event, NamespaceId, Scanner, Tag};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// Reads an Akoma Ntoso document: version 1.0, one of the older namespaces, or LegalDocML.de.
///
/// The XML is kept, and `to_akn` gives it back to the byte. What is not UTF-8 goes through
/// [`decode`](super::decode) first.
///
/// ```
/// let xml = r#"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
///   ><act name="loi"><body ><p>L’<organization refersTo='#anssi'>ANSSI</organization>.</p
///   ></body></act><!-- fin --></akomaNtoso>"#;
/// let doc = akoma::akn::read(xml)?;
/// assert_eq!(doc.text(), "L’ANSSI.");
/// assert_eq!(doc.mentions().next().unwrap().entity().id(), "anssi");
/// assert_eq!(doc.to_akn(), xml);
/// # Ok::<(), akoma::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::NotWellFormed`] with line and column, [`ErrorKind::NotAkomaNtoso`] if the root is
/// in no namespace of Akoma Ntoso, [`ErrorKind::TooLarge`] at 4 GiB or more.
pub fn read(xml: &str) -> Result<Document, Error> {
    let parts = DocumentReader::new(xml)?.read()?;
    let xml = xml.into();
    let Parts { mut data, namespace, runs, uris } = parts;
    data.origin = Some(Origin { xml, namespace, runs, uris });
    Ok(Document::from_data(data))
}

/// An element that is open, and what it became.
#[derive(Clone, Copy)]
enum OpenNode {
    /// `akomaNtoso`.
    Outside,
    Node,
    Mention(u32),
    Predicate(u32),
    /// `meta` or something in it.
    Meta,
}

/// What a document consists of, apart from the XML.
struct Parts {
    data: Data,
    namespace: Box<str>,
    runs: Vec<Run>,
    uris: [Option<Box<str>>; 3],
}

struct DocumentReader<'x> {
    xml: &'x str,
    scanner: Scanner<'x>,
    /// What elements of Akoma Ntoso are in, in this document.
    namespace: NamespaceId,
    text: String,
    runs: Vec<Run>,
    bom: bool,
    builder: TreeBuilder,
    /// By the number of a name.
    classes: Vec<InlineClass>,
    /// The names of elements of other namespaces without prefix.
    foreign: FxHashMap<(NamespaceId, &'x str), NameId>,
    /// eIds that are not in the XML as they are here.
    ids: String,
    meta: Meta,
    mentions: Vec<MentionData>,
    predicates: Vec<PredicateData>,
    /// Layers that consist of several pieces: the first piece, by what the pieces share.
    fragments: FxHashMap<String, OpenNode>,
    /// Innermost open mention.
    inner: u32,
    open: Vec<OpenNode>,
    /// How many open elements are nodes.
    depth: usize,
}

/// Whether an element of Akoma Ntoso is a whole document.
fn is_document(local: &str) -> bool {
    ElementId::named(local).is_some_and(|e| e.function() == ElementFunction::Document)
}

/// Placeholder for the entity of a mention, which is not known before the end of its element.
const UNNAMED: EntityId = EntityId(u32::MAX);

/// The first characters of a text that serves as a name: it may be as long as the document, and
/// every element may have one.
fn head(text: &str) -> &str {
    text.char_indices().nth(256).map_or(text, |(at, _)| &text[..at])
}

impl<'x> DocumentReader<'x> {
    fn new(xml: &'x str) -> Result<Self, Error> {
        Ok(Self {
            xml,
            scanner: Scanner::new(xml)?,
            namespace: NamespaceId::NONE,
            text: String::with_capacity(xml.len() / 2),
            runs: Vec::with_capacity(xml.len() / 64),
            bom: false,
            builder: TreeBuilder::with_capacity(xml.len() / 96),
            classes: Vec::new(),
            foreign: FxHashMap::default(),
            ids: String::new(),
            meta: Meta::default(),
            mentions: Vec::new(),
            predicates: Vec::new(),
            fragments: FxHashMap::default(),
            inner: NONE,
            open: Vec::new(),
            depth: 0,
        })
    }

    fn read(mut self) -> Result<Parts, Error> {
        while let Some(event) = self.scanner.next()? {
            match event {
                Event::Start(tag) => self.start(tag)?,
                Event::End(_) => self.end(),
                Event::Text { span, returns: false } => {
                    if self.in_text() {
                        self.run(span);
                        self.text.push_str(&self.xml[span.range()]);
                    }
                }
                Event::Text { span, returns: true } => self.lines(span),
                Event::CData { inner, .. } => self.lines(inner),
                Event::Character { span, character } => self.character(span, character),
                Event::Entity { span } => {
                    if self.in_text() {
                        self.run(span);
                        self.text.push_str(self.scanner.entity(span).unwrap_or_default());
                    }
                }
                Event::Instruction { span, target, data } => match &self.xml[target.range()] {
                    CHARACTER => {
                        let code = self.xml[data.range()].trim().strip_prefix("U+");
                        let number = code.and_then(|hex| u32::from_str_radix(hex, 16).ok());
                        if let Some(c) = number.and_then(char::from_u32) {
                            self.character(span, c);
                        }
                    }
                    BYTE_ORDER_MARK => self.bom = true,
                    _ => {}
                },
                Event::Other => {}
            }
        }
        self.finish()
    }

    #[inline]
    fn in_text(&self) -> bool {
        self.depth > 0 && !matches!(self.open.last(), Some(OpenNode::Meta))
    }

    fn run(&mut self, xml: Span) {
        self.runs.push(Run { text: self.text.len() as u32, xml });
    }

    fn character(&mut self, span: Span, character: char) {
        if self.in_text() {
            self.run(span);
            self.text.push(character);
        }
    }

    /// Characters with line ends of any kind: each becomes one LF.
    fn lines(&mut self, span: Span) {
        if !self.in_text() {
            return;
        }
        let (mut at, end) = (span.start(), span.end());
        while at < end {
            let rest = &self.xml[at as usize..end as usize];
            let length = memchr::memchr(b'\r', rest.as_bytes()).unwrap_or(rest.len()) as u32;
            if length > 0 {
                self.run(Span::new(at, at + length));
                self.text.push_str(&rest[..length as usize]);
                at += length;
            } else {
                let length = if rest.starts_with("\r\n") { 2 } else { 1 };
                self.run(Span::new(at, at + length));
                self.text.push('\n');
                at += length;
            }
        }
    }

    fn start(&mut self, tag: Tag) -> Result<(), Error> {
        let opened = match self.open.last() {
            Some(OpenNode::Meta) => {
                let local = &self.xml[tag.local.range()];
                let record = self.scanner.namespace(tag.namespace) == RECORDS;
                self.meta.start(local, record, TagAttributes(&self.scanner));
                OpenNode::Meta
            }
            Some(OpenNode::Outside) if !self.builder.is_empty() => {
                let local = &self.xml[tag.local.range()];
                if tag.namespace == self.namespace && local != "components" {
                    return Err(self
                        .not_akoma_ntoso(
                            tag,
                            &format!("expected one document in `akomaNtoso`, but found `{local}` after it"),
                        )
                        .with_help("write a documentCollection, or two files"));
                }
                self.content(tag)
            }
            Some(_) => self.content(tag),
            None => self.root(tag)?,
        };
        self.open.push(opened);
        Ok(())
    }

    fn root(&mut self, tag: Tag) -> Result<OpenNode, Error> {
        let name = self.scanner.namespace(tag.namespace);
        let local = &self.xml[tag.local.range()];
        let outermost = local.eq_ignore_ascii_case("akomaNtoso");
        if !(is_akoma_ntoso(name) || name.is_empty() && outermost) {
            let found = match name {
                "" => format!("`{local}` in no namespace"),
                name => format!("`{local}` in namespace {name}"),
            };
            let message = format!(
                "expected the root `akomaNtoso` in namespace {NAMESPACE}, but found {found}"
            );
            let help = match name.is_empty() && is_document(local) {
                true => {
                    format!("if it is Akoma Ntoso, put it in <akomaNtoso xmlns=\"{NAMESPACE}\">")
                }
                false => {
                    "akoma reads Akoma Ntoso and plain text: convert it to one of them".to_owned()
                }
            };
            return Err(self.not_akoma_ntoso(tag, &message).with_help(help));
        }
        self.namespace = tag.namespace;
        Ok(if outermost { OpenNode::Outside } else { self.content(tag) })
    }

    fn not_akoma_ntoso(&self, tag: Tag, message: &str) -> Error {
        let (line, column) = LineIndex::new(self.xml).line_column(self.xml, tag.span.start());
        Error::new(ErrorKind::NotAkomaNtoso, message).at(line, column)
    }

    /// An element of the text: a mention, a commitment, or a node of the tree.
    fn content(&mut self, tag: Tag) -> OpenNode {
        let akn = tag.namespace == self.namespace;
        let (name, new) = match akn {
            true => self.builder.names_mut().number(&self.xml[tag.local.range()]),
            false => self.foreign_name(tag),
        };
        if new {
            let class = InlineClass::of(&self.xml[tag.local.range()]);
            self.classes.push(if akn { class } else { InlineClass::Node });
        }
        let eid = self.eid();
        let at = self.text.len() as u32;
        match self.classes[name.0 as usize] {
            InlineClass::Meta if self.depth > 0 => {
                self.meta.enter();
                return OpenNode::Meta;
            }
            InlineClass::Node | InlineClass::Meta => {}
            InlineClass::Inline => {
                if let Some(opened) = self.commitment(eid, at) {
                    return opened;
                }
            }
            class => {
                if let Some(opened) = self.mention(class, eid, at) {
                    return opened;
                }
            }
        }
        let id = self.builder.open_named(name, at, NodeAttributes::Tag(tag.span.start()));
        self.builder.node_mut(id).eid = eid;
        self.depth += 1;
        OpenNode::Node
    }

    /// The name of an element of another namespace: with its prefix, else with its namespace. And
    /// whether it is new.
    fn foreign_name(&mut self, tag: Tag) -> (NameId, bool) {
        let local = &self.xml[tag.local.range()];
        if tag.name != tag.local {
            return self.builder.names_mut().number(&self.xml[tag.name.range()]);
        }
        if let Some(&known) = self.foreign.get(&(tag.namespace, local)) {
            return (known, false);
        }
        let name = format!("{{{}}}{local}", head(self.scanner.namespace(tag.namespace)));
        let (number, new) = self.builder.names_mut().number(&name);
        self.foreign.insert((tag.namespace, local), number);
        (number, new)
    }

    /// Where the eId is: in the XML, or, counted on from its end, in `ids`. Version 2.0 calls it
    /// `id`.
    fn eid(&mut self) -> Span {
        let mut found = None;
        for attribute in self.scanner.attributes() {
            match &self.xml.as_bytes()[attribute.name.range()] {
                b"eId" => {
                    found = Some(*attribute);
                    break;
                }
                b"id" => found = Some(*attribute),
                _ => {}
            }
        }
        match found {
            None => Span::default(),
            Some(plain) if !plain.escaped => plain.value,
            Some(escaped) => {
                let start = (self.xml.len() + self.ids.len()) as u32;
                self.ids.push_str(&self.scanner.value(&escaped));
                Span::new(start, (self.xml.len() + self.ids.len()) as u32)
            }
        }
    }

    fn id(&self, eid: Span) -> &str {
        match (eid.start() as usize).checked_sub(self.xml.len()) {
            None => &self.xml[eid.range()],
            Some(start) => &self.ids[start..start + eid.len() as usize],
        }
    }

    /// Opens a mention, if the element names something.
    fn mention(&mut self, class: InlineClass, eid: Span, at: u32) -> Option<OpenNode> {
        if self.depth == 0 {
            return None;
        }
        let attributes = TagAttributes(&self.scanner);
        if let Some(open) = continued(&self.fragments, &attributes) {
            return Some(open);
        }
        let refers = attributes.get("refersTo");
        let target = refers.as_deref().and_then(|r| r.split_whitespace().next());
        let target = target.map(|t| t.strip_prefix('#').unwrap_or(t)).filter(|t| !t.is_empty());
        let (kind, entity) = match (class, target) {
            (InlineClass::Names(kind), Some(id)) => (kind, self.meta.entity(id, kind)),
            (InlineClass::Names(kind), None) => (kind, UNNAMED),
            (InlineClass::Date, target) => match (target, attributes.date()) {
                (Some(id), _) => (EntityKind::Date, self.meta.entity(id, EntityKind::Date)),
                (None, Some(day)) => {
                    (EntityKind::Date, self.meta.entity(&format!("date-{day}"), EntityKind::Date))
                }
                (None, None) => return None,
            },
            (InlineClass::Entity, target) => {
                let kind = attributes.get("name").and_then(|name| name.parse().ok());
                let id = target?;
                let kind = kind.or_else(|| self.meta.kind(id))?;
                (kind, self.meta.entity(id, kind))
            }
            (InlineClass::Reference, Some(id)) => {
                (EntityKind::Reference, self.meta.entity(id, EntityKind::Reference))
            }
            (InlineClass::Reference, None) => {
                let href = attributes.get("href").filter(|href| !href.is_empty())?;
                (EntityKind::Reference, self.meta.entity(&href, EntityKind::Reference))
            }
            (InlineClass::Refers, target) => {
                let id = target?;
                let kind = self.meta.kind(id)?;
                (kind, self.meta.entity(id, kind))
            }
            _ => return None,
        };
        let index = self.mentions.len() as u32;
        self.mentions.push(MentionData {
            span: Span::new(at, at),
            entity,
            kind,
            node: self.builder.current(),
            outer: self.inner,
            rule: NONE,
            eid,
            written: true,
        });
        self.inner = index;
        if let Some(shared) = self.shared() {
            self.fragments.insert(shared, OpenNode::Mention(index));
        }
        Some(OpenNode::Mention(index))
    }

    /// Opens a commitment, if its record is in the metadata.
    fn commitment(&mut self, eid: Span, at: u32) -> Option<OpenNode> {
        let attributes = TagAttributes(&self.scanner);
        if let Some(open) = continued(&self.fragments, &attributes) {
            return Some(open);
        }
        let name = attributes.get("name")?;
        if self.depth == 0 || !SpeechAct::ALL.iter().any(|act| inline_name(*act) == name) {
            return None;
        }
        let record = self.meta.record(self.id(eid))?;
        let commitment = PredicateData {
            span: Span::new(at, at),
            node: self.builder.current(),
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
            rules: FiredRules::default(),
            written: true,
        };
        let index = self.predicates.len() as u32;
        self.predicates.push(commitment);
        if let Some(shared) = self.shared() {
            self.fragments.insert(shared, OpenNode::Predicate(index));
        }
        Some(OpenNode::Predicate(index))
    }

    /// What the pieces of a layer share, if it consists of several.
    fn shared(&self) -> Option<String> {
        TagAttributes(&self.scanner).get_in(RECORDS, FRAGMENT).map(|id| id.into_owned())
    }

    fn end(&mut self) {
        let end = self.text.len() as u32;
        match self.open.pop() {
            Some(OpenNode::Node) => {
                self.builder.close(end);
                self.depth -= 1;
            }
            Some(OpenNode::Mention(index)) => self.end_mention(index as usize, end),
            Some(OpenNode::Predicate(index)) => {
                let commitment = &mut self.predicates[index as usize];
                commitment.span = Span::new(commitment.span.start(), end);
            }
            Some(OpenNode::Meta) => self.meta.end(),
            Some(OpenNode::Outside) | None => {}
        }
    }

    fn end_mention(&mut self, index: usize, end: u32) {
        let mention = &mut self.mentions[index];
        mention.span = Span::new(mention.span.start(), end);
        // A further piece of a mention that is over.
        if self.inner == index as u32 {
            self.inner = mention.outer;
        }
        if mention.entity == UNNAMED {
            let name = head(&self.text[mention.span.range()]);
            let id = slug(name);
            mention.entity = self.meta.named(&id, mention.kind, name);
        }
    }

    fn finish(mut self) -> Result<Parts, Error> {
        debug_assert!(
            self.runs.is_sorted_by(|a, b| a.text <= b.text && a.xml.end() <= b.xml.start()),
            "the pieces of the text are in order"
        );
        let (mut nodes, names) = self.builder.finish();
        let all = NodeId(nodes.len() as u32);
        let Some(root) = nodes.first_mut() else {
            return Err(Error::new(
                ErrorKind::NotAkomaNtoso,
                "expected a document type in `akomaNtoso`, but found nothing",
            ));
        };
        // Components may occur after the document type or in it; here they are in it.
        (root.span, root.end) = (Span::new(0, self.text.len() as u32), all);
        let offsets = Offsets::new(&self.text, super::meta::UNIT);
        for commitment in &mut self.predicates {
            let start = commitment.eid.start() as usize;
            let eid = match start.checked_sub(self.xml.len()) {
                None => &self.xml[commitment.eid.range()],
                Some(start) => &self.ids[start..start + commitment.eid.len() as usize],
            };
            self.meta.place(eid, &offsets, commitment);
        }
        without_empty(&mut self.mentions);
        let namespace = self.scanner.namespace(self.namespace).into();
        let (metadata, entities, parties, uris) = self.meta.finish();
        let data = Data {
            language: metadata.expression.language.as_deref().map(Into::into),
            text: self.text.into(),
            bom: self.bom,
            nodes,
            names,
            origin: None,
            ids: self.ids,
            entities,
            mentions: self.mentions,
            predicates: self.predicates,
            metadata,
            kind: None,
            rule_ids: Arc::default(),
            stated_date: None,
            parties,
            report: Report::default(),
            chapters: OnceLock::new(),
        };
        Ok(Parts { data, namespace, runs: self.runs, uris })
    }
}

/// The layer that the element at hand continues: it began with another piece.
fn continued(
    fragments: &FxHashMap<String, OpenNode>,
    attributes: &TagAttributes<'_, '_>,
) -> Option<OpenNode> {
    if fragments.is_empty() {
        return None;
    }
    fragments.get(attributes.get_in(RECORDS, FRAGMENT)?.as_ref()).copied()
}

/// Takes away what names nothing, because no text is in it.
fn without_empty(mentions: &mut Vec<MentionData>) {
    if mentions.iter().all(|m| !m.span.is_empty()) {
        return;
    }
    let mut numbers = Vec::with_capacity(mentions.len());
    let mut kept = 0;
    for mention in mentions.iter() {
        numbers.push(if mention.span.is_empty() { NONE } else { kept });
        kept += u32::from(!mention.span.is_empty());
    }
    // What is around something with text has text itself.
    mentions.retain(|m| !m.span.is_empty());
    for mention in mentions {
        mention.outer = numbers.get(mention.outer as usize).copied().unwrap_or(NONE);
    }
}
