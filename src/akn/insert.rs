//! Puts annotations into the XML that a document was read from, and changes nothing else.
//!
//! An annotation is a stretch of text; in the XML it may begin in one element and end in another,
//! or run over a note. It is written in pieces then, each within one element, which share an
//! attribute and are read back as one. The schema says where a piece may occur.

use super::head::{Head, ReferenceEntry, concept, has_record};
use super::markup::Xml;
use super::place::{Piece, Placer};
use super::{FRAGMENT, NAMESPACE, RECORDS};
use crate::model::{Data, Document, EntityId, MentionData, Origin, PredicateData, element_of};
use crate::schema::{ElementId, Schema};
use crate::xml::{Element, Tree};
use rustc_hash::FxHashSet;

/// An annotation that is not in the XML yet.
#[derive(Clone, Copy)]
enum NewAnnotation<'d> {
    Predicate(&'d PredicateData),
    Mention(&'d MentionData),
}

impl NewAnnotation<'_> {
    /// The outer before the inner: by start, the longer first, a commitment before a mention.
    fn rank(&self) -> (u32, u32, u8) {
        let (span, kind) = match self {
            NewAnnotation::Predicate(c) => (c.span, 0),
            NewAnnotation::Mention(m) => (m.span, 1),
        };
        (span.start(), u32::MAX - span.end(), kind)
    }

    fn element(&self, data: &Data) -> &'static str {
        match self {
            NewAnnotation::Predicate(_) => "inline",
            NewAnnotation::Mention(m) => {
                let entity = &data.entities[m.entity.0 as usize];
                element_of(m.kind, entity.full_date().is_some())
            }
        }
    }
}

/// Something to put in, and where.
struct Insertion {
    at: u32,
    text: String,
    /// How many bytes of the XML it replaces.
    instead: u32,
}

/// The XML of a document that was read, with what was added to it.
pub(super) fn to_xml(doc: &Document, origin: &Origin) -> String {
    let data = doc.data();
    let added = added(data);
    let Some(tree) = Tree::read(&origin.xml).ok().filter(|_| !added.is_empty()) else {
        return origin.xml.to_string();
    };
    let pieces = pieces(data, origin, &tree, &added);
    let mut insertions = tags(doc, &tree, &added, &pieces);
    let written: Vec<NewAnnotation<'_>> = {
        let numbers: FxHashSet<u32> = pieces.iter().map(|piece| piece.item).collect();
        let all = added.iter().enumerate();
        all.filter(|(i, _)| numbers.contains(&(*i as u32))).map(|(_, a)| *a).collect()
    };
    insertions.extend(metadata(doc, &tree, &written));
    // Those at one place stay in their order.
    insertions.sort_by_key(|insertion| insertion.at);
    let more: usize = insertions.iter().map(|insertion| insertion.text.len()).sum();
    let mut out = String::with_capacity(origin.xml.len() + more);
    let mut at = 0;
    for insertion in &insertions {
        out.push_str(&origin.xml[at..insertion.at as usize]);
        out.push_str(&insertion.text);
        at = (insertion.at + insertion.instead) as usize;
    }
    out.push_str(&origin.xml[at..]);
    out
}

/// Takes away the added annotations that the schema allows nowhere; returns how many they were.
pub(crate) fn drop_unwritable(data: &mut Data) -> usize {
    let Some(origin) = &data.origin else { return 0 };
    let added = added(data);
    let Some(tree) = Tree::read(&origin.xml).ok().filter(|_| !added.is_empty()) else { return 0 };
    let numbers: FxHashSet<u32> =
        pieces(data, origin, &tree, &added).iter().map(|piece| piece.item).collect();
    let mut unwritable: FxHashSet<(u32, u32, u8)> = FxHashSet::default();
    for (i, added) in added.iter().enumerate() {
        if !numbers.contains(&(i as u32)) {
            unwritable.insert(added.rank());
        }
    }
    let count = unwritable.len();
    drop((added, tree));
    if count > 0 {
        data.mentions
            .retain(|m| m.written || !unwritable.contains(&NewAnnotation::Mention(m).rank()));
        data.predicates
            .retain(|c| c.written || !unwritable.contains(&NewAnnotation::Predicate(c).rank()));
    }
    count
}

/// All eIds that are in the XML of a document that was read.
pub(crate) fn eids_of(origin: &Origin) -> FxHashSet<String> {
    Tree::read(&origin.xml).map(|tree| eids(&tree)).unwrap_or_default()
}

/// Whether annotations can be added to a document that was read: whether it is of version 1.0.
pub(crate) fn can_be_added_to(origin: &Origin) -> bool {
    origin.namespace.as_ref() == NAMESPACE
}

fn added(data: &Data) -> Vec<NewAnnotation<'_>> {
    let commitments = data.predicates.iter().filter(|c| !c.written).map(NewAnnotation::Predicate);
    let mentions = data.mentions.iter().filter(|m| !m.written).map(NewAnnotation::Mention);
    let mut added: Vec<_> = commitments.chain(mentions).collect();
    added.sort_by_key(NewAnnotation::rank);
    added
}

/// The pieces of all annotations, outer before inner; none crosses another.
fn pieces(
    data: &Data,
    origin: &Origin,
    tree: &Tree<'_>,
    added: &[NewAnnotation<'_>],
) -> Vec<Piece> {
    let mut placer = Placer::new(tree);
    let mut pieces = Vec::new();
    for (item, annotation) in added.iter().enumerate() {
        let span = match annotation {
            NewAnnotation::Predicate(c) => c.span,
            NewAnnotation::Mention(m) => m.span,
        };
        let element = ElementId::named(annotation.element(data));
        if let (Some(place), Some(element)) = (origin.place(span), element) {
            placer.place(place, element, item as u32, &mut pieces);
        }
    }
    super::place::nested(pieces)
}

/// The tags of the pieces, in order.
fn tags(
    doc: &Document,
    tree: &Tree<'_>,
    added: &[NewAnnotation<'_>],
    pieces: &[Piece],
) -> Vec<Insertion> {
    let data = doc.data();
    let mut counts = vec![0u32; added.len()];
    for piece in pieces {
        counts[piece.item as usize] += 1;
    }
    let mut used = if counts.iter().any(|n| *n > 1) { eids(tree) } else { FxHashSet::default() };
    used.extend(data.mentions.iter().map(|m| data.id(m.eid).to_owned()));
    let mut nth = vec![0u32; added.len()];
    let mut out = Vec::with_capacity(2 * pieces.len());
    let mut open: Vec<(u32, String)> = Vec::new();
    let close = |open: &mut Vec<(u32, String)>, out: &mut Vec<Insertion>, until: u32| {
        while let Some((at, text)) = open.pop_if(|(end, _)| *end <= until) {
            out.push(Insertion { at, text, instead: 0 });
        }
    };
    for piece in pieces {
        close(&mut open, &mut out, piece.span.start());
        let annotation = added[piece.item as usize];
        let prefix = prefix(tree.element(piece.container));
        let mut xml = Xml::new(prefix, 64);
        let eid = match annotation {
            NewAnnotation::Predicate(commitment) => {
                doc.commitment(&mut xml, commitment);
                data.id(commitment.eid)
            }
            NewAnnotation::Mention(mention) => {
                doc.mention(&mut xml, mention);
                data.id(mention.eid)
            }
        };
        nth[piece.item as usize] += 1;
        let nth = nth[piece.item as usize];
        if nth > 1 {
            // The first piece has the eId; the others need one of their own.
            let own = unused(eid, nth, &mut used);
            let (wrong, right) = (format!(" eId=\"{eid}\""), format!(" eId=\"{own}\""));
            xml.out = xml.out.replacen(&wrong, &right, 1);
        }
        if counts[piece.item as usize] > 1 {
            xml.attribute("xmlns:akoma", RECORDS);
            xml.attribute(&format!("akoma:{FRAGMENT}"), eid);
        }
        xml.out.push('>');
        out.push(Insertion { at: piece.span.start(), text: xml.out, instead: 0 });
        let element = annotation.element(data);
        open.push((piece.span.end(), format!("</{prefix}{element}>")));
    }
    close(&mut open, &mut out, u32::MAX);
    out
}

/// An eId made of `eid` that nobody has.
fn unused(eid: &str, mut nth: u32, used: &mut FxHashSet<String>) -> String {
    loop {
        let own = format!("{eid}-{nth}");
        if used.insert(own.clone()) {
            return own;
        }
        nth += 1;
    }
}

/// The prefix of an element, with its colon.
fn prefix<'t>(element: Element<'t>) -> &'t str {
    let name = &element.source()[element.name_span().range()];
    &name[..name.len() - element.name().len()]
}

/// All eIds of an XML.
fn eids(tree: &Tree<'_>) -> FxHashSet<String> {
    tree.elements().filter_map(|e| e.value("eId")).map(|eid| eid.into_owned()).collect()
}

/// What the annotations need in `meta`: entries for what they refer to, records of entities
/// and predicates.
fn metadata(doc: &Document, tree: &Tree<'_>, written: &[NewAnnotation<'_>]) -> Vec<Insertion> {
    let root = tree.root();
    let meta = match root.name() {
        "akomaNtoso" => root.children().find_map(|document| document.child("meta")),
        _ => root.child("meta"),
    };
    let Some(meta) = meta else { return Vec::new() };
    let needed = Needed::of(doc, written);
    let references = meta.children().find(|child| child.name() == "references");
    let entries = needed.entries(doc, &eids(tree), references.is_none());
    let mut parts: Vec<(&str, String)> = Vec::new();
    if needed.recorded {
        parts.push(("analysis", needed.records(doc, prefix(meta))));
    }
    let mut out = Vec::new();
    match references {
        _ if entries.is_empty() => {}
        Some(references) => {
            let list = list(references, &indent_of(references, 1), &entries);
            let close = indent_of(references, 0);
            let has_entries = references.children().next().is_some();
            let list = if has_entries { list } else { format!("{list}{close}") };
            out.push(at_end(references, list));
        }
        None => {
            let mut xml = Xml::new(prefix(meta), 1024);
            xml.start("references");
            xml.attribute("source", "#akoma");
            xml.out.push('>');
            let indent = indent_of(meta, 1);
            let inner = if indent.is_empty() { String::new() } else { format!("{indent}  ") };
            xml.out.push_str(&list(meta, &inner, &entries));
            xml.out.push_str(&indent);
            xml.end("references");
            parts.push(("references", xml.out));
        }
    }
    out.extend(into(meta, parts));
    out
}

/// What annotations refer to.
struct Needed<'d> {
    /// By number, each once.
    entities: Vec<EntityId>,
    /// What predicates are: identifier and label, each once.
    concepts: Vec<(&'static str, &'static str)>,
    predicates: Vec<&'d PredicateData>,
    /// Whether there is more to say than entries can: what a predicate holds, class and country of an
    /// entity, whom a person represents.
    recorded: bool,
}

impl<'d> Needed<'d> {
    fn of(doc: &'d Document, written: &[NewAnnotation<'d>]) -> Self {
        let (mut entities, mut concepts, mut predicates) = (Vec::new(), Vec::new(), Vec::new());
        for annotation in written {
            match annotation {
                NewAnnotation::Mention(mention) => {
                    entities.push(mention.entity);
                    entities.extend(doc.entity(mention.entity).role);
                }
                NewAnnotation::Predicate(predicate) => {
                    entities.extend(&predicate.actor);
                    entities.extend(&predicate.bodies);
                    entities.extend(&predicate.addressees);
                    concepts.push(concept(predicate));
                    predicates.push(*predicate);
                }
            }
        }
        let recorded =
            !predicates.is_empty() || entities.iter().any(|id| has_record(doc.entity(*id)));
        if recorded {
            // The records of persons refer to what they represent.
            let more = entities.iter().flat_map(|id| [doc.entity(*id).role, doc.entity(*id).party]);
            let more: Vec<_> = more.flatten().collect();
            entities.extend(more);
        }
        entities.sort_unstable();
        entities.dedup();
        concepts.sort_unstable();
        concepts.dedup();
        Self { entities, concepts, predicates, recorded }
    }

    /// The entries of `references` that are not among the eIds of the XML yet.
    fn entries(
        &self,
        doc: &'d Document,
        known: &FxHashSet<String>,
        makes_list: bool,
    ) -> Vec<ReferenceEntry<'d>> {
        let mut entries: Vec<ReferenceEntry<'_>> =
            self.entities.iter().map(|id| ReferenceEntry::of(doc.entity(*id))).collect();
        for &(id, label) in &self.concepts {
            entries.push(ReferenceEntry::other("TLCConcept", "concept", id, label));
        }
        // What is made here has to say by whom.
        if self.recorded || makes_list {
            entries.push(ReferenceEntry::other(
                "TLCOrganization",
                "organization",
                "akoma",
                "akoma",
            ));
        }
        entries.retain(|entry| !known.contains(entry.id()));
        entries
    }

    /// The records, as `analysis`.
    fn records(&self, doc: &Document, prefix: &str) -> String {
        let mut xml = Xml::new(prefix, 1024);
        let entities = self.entities.iter().map(|id| doc.entity(*id));
        let predicates = self.predicates.iter().copied();
        Head { doc, xml: &mut xml }.records(entities, predicates, "#akoma");
        // It closes the tag before, which there is none, and leaves its own last one open.
        xml.out.trim_start().trim_start_matches('>').to_owned() + ">"
    }
}

/// Entries, each after `indent`.
fn list(near: Element<'_>, indent: &str, entries: &[ReferenceEntry<'_>]) -> String {
    let mut xml = Xml::new(prefix(near), 128 * entries.len());
    for entry in entries {
        xml.out.push_str(indent);
        xml.start(entry.element);
        for (name, value) in entry.attributes() {
            xml.attribute(name, value);
        }
        xml.out.push_str("/>");
    }
    xml.out
}

/// The line end and the white space that stand before a child of `element` (`depth` 1) or before
/// `element` itself (0), where it is laid out in lines; else nothing.
fn indent_of(element: Element<'_>, depth: usize) -> String {
    let own = white_space_before(element);
    let child = element.children().last().map(white_space_before);
    match (depth, child) {
        (1, Some(child)) => child.to_owned(),
        (1, None) if !own.is_empty() => format!("{own}  "),
        _ => own.to_owned(),
    }
}

fn white_space_before(element: Element<'_>) -> &str {
    let before = &element.source()[..element.span().start() as usize];
    let space = &before[before.trim_end_matches([' ', '\t', '\n', '\r']).len()..];
    space.rfind('\n').map_or("", |line| {
        let line = if space[..line].ends_with('\r') { line - 1 } else { line };
        &space[line..]
    })
}

/// Parts, each with its name, as children of `element`: each before the first of the children that
/// may stand only after it, else last.
fn into(element: Element<'_>, parts: Vec<(&str, String)>) -> Vec<Insertion> {
    let indent = indent_of(element, 1);
    if element.children().next().is_none() {
        // An empty tag becomes two only once.
        let all: String = parts.iter().map(|(_, part)| format!("{indent}{part}")).collect();
        return if all.is_empty() { Vec::new() } else { vec![at_end(element, all)] };
    }
    let insertion = |(name, part): (&str, String)| match element
        .children()
        .find(|child| child.name() != name && follows(element.name(), name, child.name()))
    {
        Some(next) => {
            Insertion { at: next.span().start(), text: format!("{part}{indent}"), instead: 0 }
        }
        None => at_end(element, format!("{indent}{part}")),
    };
    parts.into_iter().map(insertion).collect()
}

/// Whether, in an element called `parent`, a child called `then` may come next after one called
/// `first`.
fn follows(parent: &str, first: &str, then: &str) -> bool {
    let schema = Schema::get();
    let after = |parent, first, then| {
        let start = schema.content(schema.type_of(parent)).start;
        let (_, after) = schema.resume(start, first)?;
        schema.step(after, then)
    };
    match [parent, first, then].map(ElementId::named) {
        [Some(parent), Some(first), Some(then)] => after(parent, first, then).is_some(),
        _ => false,
    }
}

/// `text` behind the last child of `element`; an empty tag becomes two.
fn at_end(element: Element<'_>, text: String) -> Insertion {
    let content = element.content();
    match element.children().last() {
        Some(last) => Insertion { at: last.span().end(), text, instead: 0 },
        None if content.start() == element.span().end() => {
            let name = &element.source()[element.name_span().range()];
            // `/>` becomes `>`.
            Insertion { at: content.start() - 2, text: format!(">{text}</{name}>"), instead: 2 }
        }
        None => Insertion { at: content.start(), text, instead: 0 },
    }
}
