//! Level 1: the schema, in one pass over the source.
//!
//! Every element that is open has a state of its content model; a child moves it on. Where a
//! child does not fit, the state moves to where it would have fitted, if something was left out
//! before it, else it stays: so one mistake makes one finding.

use super::schema_codes;
use super::values::{SeenAttributes, SeenIds};
use super::words::{quoted, short};
use super::{NAMESPACE, Verdict};
use crate::error::Error;
use crate::report::Diagnostic;
use crate::schema::{Datatype, ElementId, Schema, State, TextContent, TypeId, Unique};
use crate::text::{LineIndex, Span};
use crate::xml::{Attribute, Event, NamespaceId, Scanner, Tag, is_space};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The namespace of attributes that speak to the validator.
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespace of the types of XML Schema itself.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// An element that is open.
pub(super) struct OpenElement {
    /// Its name, in the source.
    pub(super) name: Span,
    /// Its eId, in the source; empty if it has none.
    pub(super) eid: Span,
    /// None for what the schema does not judge: foreign elements, unknown ones.
    pub(super) judged: Option<SchemaState>,
}

pub(super) struct SchemaState {
    pub(super) element: Option<ElementId>,
    pub(super) state: State,
    pub(super) text: TextContent,
    /// Whether misplaced text was reported: once is enough.
    pub(super) told_text: bool,
    /// The child that was last reported as unexpected, the finding, and how many came after it.
    pub(super) unexpected: Option<(ElementId, usize, usize)>,
    /// Where in the content something wrong was reported that stands for what is missing there.
    pub(super) told: Option<State>,
    /// Whether eIds and GUIDs are unique in it.
    pub(super) scope: bool,
}

/// What level 1 finds in `xml`.
///
/// # Errors
/// The document is not well formed.
pub(super) fn check(xml: &str) -> Result<(Verdict, Vec<Diagnostic>), Error> {
    let mut walk = StructureWalk {
        xml,
        schema: Schema::get(),
        scanner: Scanner::new(xml)?,
        akn: None,
        open: Vec::new(),
        ids: SeenIds::new(xml.len()),
        verdict: Verdict::Valid,
        other: false,
        found: Vec::new(),
        lines: OnceCell::new(),
        more: 0,
    };
    while let Some(event) = walk.scanner.next()? {
        match event {
            Event::Start(tag) => walk.start(tag),
            Event::End(_) => walk.end(),
            Event::Text { span, .. } => walk.text(span, span),
            Event::CData { span, inner, .. } => walk.text(span, inner),
            Event::Character { span, character } => walk.character(span, character),
            Event::Entity { span } => walk.entity(span),
            _ => {}
        }
    }
    Ok(walk.finish())
}

pub(super) struct StructureWalk<'x> {
    pub(super) xml: &'x str,
    pub(super) schema: &'static Schema,
    pub(super) scanner: Scanner<'x>,
    /// The number of the namespace of Akoma Ntoso, once it was seen.
    pub(super) akn: Option<NamespaceId>,
    pub(super) open: Vec<OpenElement>,
    pub(super) ids: SeenIds<'x>,
    pub(super) verdict: Verdict,
    /// The root is in another namespace: the schema does not judge.
    pub(super) other: bool,
    pub(super) found: Vec<Diagnostic>,
    /// Made when a message needs a line.
    pub(super) lines: OnceCell<LineIndex>,
    /// How many findings there were beyond [`MOST`].
    pub(super) more: usize,
}

/// So many findings are kept; the rest is counted.
const MOST: usize = 10_000;

impl<'x> StructureWalk<'x> {
    fn start(&mut self, tag: Tag) {
        let akn = self.is_akn(tag.namespace);
        let local = &self.xml[tag.local.range()];
        let element = if akn && !self.other { ElementId::named(local) } else { None };
        match self.open.last() {
            // What XML itself asks for is checked all the same.
            None if !akn => self.other = true,
            None => {
                if element.is_none() {
                    self.unknown_element(tag);
                }
            }
            Some(OpenElement { judged: Some(_), .. }) => self.child(tag, akn, element),
            Some(_) => {}
        }
        let mut eid = Span::default();
        let type_id = element.map(|element| self.schema.type_of(element));
        let type_id = self.attributes(tag, type_id, &mut eid);
        let judged = type_id.map(|type_id| {
            let content = self.schema.content(type_id);
            let scope = element.is_some_and(|element| self.schema.is_scope(element));
            SchemaState {
                element,
                state: content.start,
                text: content.text,
                told_text: false,
                told: None,
                unexpected: None,
                scope,
            }
        });
        if judged.as_ref().is_some_and(|judged| judged.scope) {
            self.ids.enter();
        }
        self.open.push(OpenElement { name: tag.local, eid, judged });
    }

    fn is_akn(&mut self, namespace: NamespaceId) -> bool {
        match self.akn {
            Some(akn) => akn == namespace,
            None => {
                let found = self.scanner.namespace(namespace) == NAMESPACE;
                if found {
                    self.akn = Some(namespace);
                }
                found
            }
        }
    }

    fn end(&mut self) {
        let Some(OpenElement { judged, .. }) = self.open.last() else { return };
        if let Some(judged) = judged {
            if !self.schema.is_final(judged.state) {
                self.incomplete();
            }
            if let Some((_, finding, more @ 1..)) =
                self.open.last().and_then(|open| open.judged.as_ref()?.unexpected)
                && let Some(finding) = self.found.get_mut(finding)
            {
                finding.message.push_str(&format!(" (and {more} more like it in this element)"));
            }
        }
        if let Some(OpenElement { judged: Some(SchemaState { scope: true, .. }), .. }) =
            self.open.pop()
        {
            self.ids.leave();
        }
    }

    /// Moves the content model of the innermost open element over a child.
    fn child(&mut self, tag: Tag, akn: bool, element: Option<ElementId>) {
        let schema = self.schema;
        let Some(parent) = self.open.last_mut().and_then(|open| open.judged.as_mut()) else {
            return;
        };
        match element {
            Some(element) => {
                if let Some(next) = schema.step(parent.state, element) {
                    parent.state = next;
                    return;
                }
                self.unexpected(tag, element);
            }
            None if akn => self.unknown_element(tag),
            None => {
                let foreign = tag.namespace.is_some();
                match schema.step_foreign(parent.state).filter(|_| foreign) {
                    Some(next) => parent.state = next,
                    None => self.foreign(tag),
                }
            }
        }
    }

    /// Checks attributes; returns the type that the element is judged by.
    fn attributes(&mut self, tag: Tag, type_id: Option<TypeId>, eid: &mut Span) -> Option<TypeId> {
        let count = self.scanner.attributes().len();
        let mut judged = type_id;
        // The type must be known before the attributes are looked at.
        for i in 0..count {
            let attribute = self.scanner.attributes()[i];
            if attribute.namespace.is_some() && self.scanner.namespace(attribute.namespace) == XSI {
                judged = self.instance(tag, &attribute, judged);
            }
        }
        let mut seen = SeenAttributes::default();
        for i in 0..count {
            let attribute = self.scanner.attributes()[i];
            if attribute.declares {
                self.declaration(tag, &attribute);
                continue;
            }
            let known = match attribute.namespace {
                NamespaceId::NONE | NamespaceId::XML => {
                    self.schema.attribute_id(&self.xml[attribute.name.range()])
                }
                _ => None,
            };
            let used = match (judged, known) {
                (Some(type_id), Some(id)) => self.schema.attribute(type_id, id),
                (None, Some(id)) => self.schema.global_attribute(id),
                _ => None,
            };
            let used = used.or_else(|| {
                if let Some(type_id) = judged {
                    self.unknown_attribute(tag, &attribute, type_id);
                }
                // XML itself has a say in `xml:id`, whoever takes it.
                let global = self.schema.global_attribute(known?);
                global.filter(|used| used.unique == Some(Unique::XmlId))
            });
            let Some(used) = used else { continue };
            if let Some(id) = known {
                seen.insert(id);
            }
            let value = self.scanner.value(&attribute);
            if let Err(mismatch) = used.datatype.check(&value) {
                if !self.is_full() {
                    let finding = self.bad_value(&attribute, &value, mismatch);
                    self.push_in(tag, finding);
                }
                self.broken_xml(used.unique);
                continue;
            }
            match used.unique {
                None => {}
                Some(unique) => {
                    if unique == Unique::EId {
                        *eid = attribute.value;
                    }
                    self.unique(tag, unique, attribute.value, value);
                }
            }
        }
        if let Some(type_id) = judged {
            for &required in self.schema.required(type_id) {
                if !seen.contains(required) {
                    self.missing_attribute(tag, required.name());
                }
            }
        }
        judged
    }

    /// The declaration of a namespace, which must be a URI.
    fn declaration(&mut self, tag: Tag, attribute: &Attribute) {
        let value = self.scanner.value(attribute);
        let plain = value.bytes().all(|b| b.is_ascii_graphic() && !br#"<>"{}|\^`"#.contains(&b));
        if plain && Datatype::AnyUri.check(&value).is_ok() {
            return;
        }
        let message = format!("expected a namespace that is a URI, but found {}", quoted(&value));
        let finding = schema_codes::NOT_WELL_FORMED
            .at(attribute.value, message)
            .with_found(value)
            .with_help("write the namespace that the prefix stands for");
        self.push_in(tag, finding);
        self.verdict = Verdict::NotWellFormed;
    }

    /// An attribute that speaks to the validator: `xsi:type` names the type to judge by.
    fn instance(
        &mut self,
        tag: Tag,
        attribute: &Attribute,
        type_id: Option<TypeId>,
    ) -> Option<TypeId> {
        let local = &self.xml[attribute.local().range()];
        if local == "nil" && type_id.is_some() {
            let element = short(&self.xml[tag.local.range()]);
            let message = format!("expected no xsi:nil on `{element}`, but found it");
            let finding = schema_codes::NIL
                .at(attribute.name, message)
                .with_help("remove it: no element of Akoma Ntoso can be nil");
            self.push_in(tag, finding);
        }
        if local != "type" {
            return type_id;
        }
        let value = self.scanner.value(attribute);
        let (prefix, name) = value.split_once(':').unwrap_or(("", &value));
        let namespace = self.scanner.bound(prefix);
        let akn = namespace.is_some_and(|n| self.scanner.namespace(n) == NAMESPACE);
        let named = self.schema.named_type(name).filter(|_| akn);
        let schema_of_schemas = namespace.is_some_and(|n| self.scanner.namespace(n) == XSD);
        match (type_id, named) {
            (None, Some(named)) => Some(named),
            // Anything is of any type.
            (None, None) if schema_of_schemas => None,
            (None, None) => {
                let message = format!(
                    "expected in xsi:type a type of the schema, but found {}",
                    quoted(&value)
                );
                let finding = schema_codes::TYPE
                    .at(attribute.value, message)
                    .with_found(value)
                    .with_help("remove xsi:type, or name a type that exists");
                self.push_in(tag, finding);
                None
            }
            (Some(base), Some(named)) if self.schema.derives(named, base) => Some(named),
            (Some(base), _) => {
                let element = short(&self.xml[tag.local.range()]);
                let message = format!(
                    "expected in xsi:type the type of `{element}` or one that extends it, but found {}",
                    quoted(&value)
                );
                let finding = schema_codes::TYPE
                    .at(attribute.value, message)
                    .with_found(value)
                    .with_help("remove xsi:type: the element has a type of its own");
                self.push_in(tag, finding);
                Some(base)
            }
        }
    }

    /// Checks that a value is used once.
    fn unique(&mut self, tag: Tag, unique: Unique, at: Span, value: Cow<'x, str>) {
        let Some(first) = self.ids.first(unique, value.clone(), at) else { return };
        let (code, what) = match unique {
            Unique::EId => (&schema_codes::DUPLICATE_EID, "eId"),
            Unique::Guid => (&schema_codes::DUPLICATE_GUID, "GUID"),
            Unique::XmlId => (&schema_codes::DUPLICATE_ID, "xml:id"),
        };
        let line = self.lines.get_or_init(|| LineIndex::new(self.xml)).line(first.start());
        let message = format!(
            "expected each {what} once, but found {} again: line {line} has it",
            quoted(&value)
        );
        let finding = code
            .at(at, message)
            .with_found(value)
            .with_help(format!("give one of the two another {what}, and its references with it"));
        self.push_in(tag, finding);
        self.broken_xml(Some(unique));
    }

    /// An `xml:id` that is wrong is a matter of XML itself, whatever the schema.
    fn broken_xml(&mut self, unique: Option<Unique>) {
        if unique == Some(Unique::XmlId) {
            self.verdict = Verdict::NotWellFormed;
        }
    }

    /// Text right inside the innermost open element: `inner` of what is at `span`.
    fn text(&mut self, span: Span, inner: Span) {
        let Some(OpenElement { judged: Some(judged), .. }) = self.open.last_mut() else { return };
        let misplaced = match judged.text {
            TextContent::Allowed => return,
            TextContent::WhiteSpace => {
                !self.xml.as_bytes()[inner.range()].iter().all(|&b| is_space(b))
            }
            TextContent::Forbidden => true,
        };
        if misplaced {
            self.misplaced_text(span, inner);
        }
    }

    fn character(&mut self, span: Span, character: char) {
        let Some(OpenElement { judged: Some(judged), .. }) = self.open.last_mut() else { return };
        let fine = match judged.text {
            TextContent::Allowed => true,
            TextContent::WhiteSpace => u8::try_from(character).is_ok_and(is_space),
            TextContent::Forbidden => false,
        };
        if !fine {
            self.misplaced_text(span, span);
        }
    }

    /// A reference to an entity: the text it stands for, or markup that is not looked at.
    fn entity(&mut self, span: Span) {
        let fine = match self.scanner.entity(span) {
            None => false,
            Some(text) => match self.open.last().and_then(|open| open.judged.as_ref()) {
                None => true,
                Some(judged) => match judged.text {
                    TextContent::Allowed => true,
                    TextContent::WhiteSpace => text.bytes().all(is_space),
                    TextContent::Forbidden => false,
                },
            },
        };
        if fine {
            return;
        }
        match self.scanner.entity(span) {
            Some(_) => self.misplaced_text(span, span),
            None => {
                let reference = &self.xml[span.range()];
                let message = format!(
                    "expected text or elements, but found `{reference}`, which stands for something that is not read"
                );
                let finding = schema_codes::ENTITY
                    .at(span, message)
                    .with_found(reference)
                    .with_help("write what it stands for in its place");
                self.push(finding);
            }
        }
    }

    /// The element or attribute at hand is at this path.
    pub(super) fn push_in(&mut self, tag: Tag, finding: Diagnostic) {
        let path = self.path(Some(tag));
        self.keep(finding.with_path(path));
    }

    pub(super) fn push(&mut self, finding: Diagnostic) {
        let path = self.path(None);
        self.keep(finding.with_path(path));
    }

    /// Whether no further finding is kept: then one is counted.
    pub(super) fn is_full(&mut self) -> bool {
        let full = self.found.len() >= MOST;
        if full {
            self.verdict = self.verdict.max(Verdict::Invalid);
            self.more += 1;
        }
        full
    }

    fn keep(&mut self, finding: Diagnostic) {
        self.verdict = self.verdict.max(Verdict::Invalid);
        match self.found.len() < MOST {
            true => self.found.push(finding),
            false => self.more += 1,
        }
    }

    /// Where the innermost open element is, or a child of it, as [`Diagnostic::path`] has it.
    fn path(&self, child: Option<Tag>) -> String {
        super::path::of(
            child
                .map(|tag| (Span::default(), tag.local))
                .into_iter()
                .chain(self.open.iter().rev().map(|open| (open.eid, open.name))),
            self.xml,
        )
    }

    fn finish(mut self) -> (Verdict, Vec<Diagnostic>) {
        if self.other && self.verdict < Verdict::NotWellFormed {
            return (Verdict::OtherNamespace, Vec::new());
        }
        if self.more > 0 {
            let message = format!("{} more findings are not listed", self.more);
            self.found.push(schema_codes::MORE.at(None, message));
        }
        (self.verdict, self.found)
    }
}
