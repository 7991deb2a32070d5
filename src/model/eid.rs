//! Expression identifiers: the naming convention of Akoma Ntoso, `chp_3__para_1`.
//!
//! An eId is the eId of its context, two underscores, a short name of the element and a number:
//! the one in `num` if there is one, else the position among its like in the same context.
//! Hierarchical elements and containers are contexts; the body and inline elements are not.

use super::data::Data;
use super::entity::{Entity, EntityId};
use super::layer::element_of;
use super::names::NameId;
use super::num::number_in;
use super::tree::{NodeData, NodeId};
use crate::schema::{EidRole, ElementFunction, ElementId};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// eIds that akoma gives itself, outside the structure: no entity may have one of them.
pub(crate) const RESERVED_IDS: &[&str] = &[
    "editor",
    "author",
    "author-unknown",
    "markup-editor",
    "preface",
    "preamble",
    "body",
    "conclusions",
    "commitment-firm",
    "commitment-endeavour",
    "commitment-intention",
    "act-call",
    "act-acknowledge",
    "act-state",
];

/// The role of the node with this number and name in eIds.
fn role(data: &Data, index: usize, name: NameId) -> EidRole {
    match data.names.element(name) {
        // The document type, whichever it is.
        _ if index == 0 => EidRole::Silent,
        Some(element) => element.eid_role(),
        None => EidRole::Inline,
    }
}

/// The part of an eId that names the element.
fn element_ref(data: &Data, name: NameId) -> &str {
    match data.names.element(name) {
        Some(element) => element.element_ref(),
        None => data.names.of(name),
    }
}

/// The number in a `num`, as an eId has it: `11-2bis` for `Art. 11.2 bis`.
fn number_part(num: &str) -> String {
    let mut number = String::new();
    for c in number_in(num).chars() {
        match c {
            c if c.is_alphanumeric() => number.push(c),
            '.' | '-' | '/' | ',' if !number.ends_with('-') => number.push('-'),
            _ => {}
        }
    }
    number
}

/// Gives every element of `data` its eId, unique in the document.
pub(crate) fn assign_eids(data: &mut Data) {
    let contexts = contexts(data, |_| true);
    let mut ids = EidAllocator {
        pool: String::with_capacity(data.nodes.len() * 24),
        ..EidAllocator::default()
    };
    let mut numbers = ids.take_numbers(data, &contexts);
    let mut eids: Vec<Span> = Vec::with_capacity(data.nodes.len());
    for (index, node) in data.nodes.iter().enumerate() {
        let outer = contexts[node.parent.index()];
        let prefix = if index == 0 { Span::default() } else { eids[outer.index()] };
        let element = element_ref(data, node.name);
        eids.push(match role(data, index, node.name) {
            EidRole::Silent => Span::default(),
            EidRole::Unique(_) => ids.unique(prefix, element),
            EidRole::Hierarchical => {
                let number = numbers
                    .remove(&NodeId(index as u32))
                    .unwrap_or_else(|| ids.next_number(outer, element));
                ids.numbered(prefix, element, &number)
            }
            EidRole::Container | EidRole::Block | EidRole::Inline => {
                ids.counted(outer, prefix, element)
            }
        });
    }
    for (node, eid) in data.nodes.iter_mut().zip(&eids) {
        node.eid = *eid;
    }
    data.ids = ids.pool;
}

/// Gives every mention and commitment of `data` its eId; the elements have theirs.
pub(crate) fn assign_layer_eids(data: &mut Data) {
    // In a document that was read an element may have no eId: one around it is the context.
    let contexts = contexts(data, |node| !node.eid.is_empty());
    let mut ids = EidAllocator { pool: std::mem::take(&mut data.ids), ..EidAllocator::default() };
    // What an annotation before this one left after the eIds of the elements goes.
    let kept = data.nodes.iter().map(|n| n.eid.end()).max().unwrap_or(0);
    ids.pool.truncate(kept as usize);
    ids.pool.reserve(24 * (data.mentions.len() + data.predicates.len()));
    for commitment in &mut data.predicates {
        let context = contexts[commitment.node.index()];
        let prefix = data.nodes[context.index()].eid;
        commitment.eid = ids.counted(context, prefix, "inline");
    }
    for mention in &mut data.mentions {
        let context = contexts[mention.node.index()];
        let full = is_full_date(&data.entities, mention.entity);
        let element = element_of(mention.kind, full);
        mention.eid = ids.counted(context, data.nodes[context.index()].eid, element);
    }
    data.ids = ids.pool;
}

/// Gives every mention and commitment that was added to a document that was read its eId: none
/// of `used`, which grows by them. What the XML has stays as it is.
pub(crate) fn assign_added_eids(data: &mut Data, used: &mut FxHashSet<String>) {
    let contexts = contexts(data, |node| !node.eid.is_empty());
    let base = data.origin.as_ref().map_or(0, |origin| origin.xml.len());
    let mut numbers: FxHashMap<(NodeId, &'static str), u32> = FxHashMap::default();
    let mut pool = std::mem::take(&mut data.ids);
    let mut next = |data: &Data, node: NodeId, element: &'static str| {
        let context = contexts[node.index()];
        let prefix = data.nodes[context.index()].eid;
        // The pool is taken out of the data, but eIds of elements are in the XML as a rule.
        let prefix = match (prefix.start() as usize).checked_sub(base) {
            Some(start) => pool[start..start + prefix.len() as usize].to_owned(),
            None => data.id(prefix).to_owned(),
        };
        let number = numbers.entry((context, element)).or_insert(0);
        loop {
            *number += 1;
            let eid = match prefix.as_str() {
                "" => format!("{element}_{number}"),
                prefix => format!("{prefix}__{element}_{number}"),
            };
            if used.insert(eid.clone()) {
                let start = (base + pool.len()) as u32;
                pool.push_str(&eid);
                return Span::new(start, (base + pool.len()) as u32);
            }
        }
    };
    let mut commitments = std::mem::take(&mut data.predicates);
    for commitment in commitments.iter_mut().filter(|c| !c.written) {
        commitment.eid = next(data, commitment.node, "inline");
    }
    let mut mentions = std::mem::take(&mut data.mentions);
    for mention in mentions.iter_mut().filter(|m| !m.written) {
        let full = is_full_date(&data.entities, mention.entity);
        mention.eid = next(data, mention.node, element_of(mention.kind, full));
    }
    (data.predicates, data.mentions, data.ids) = (commitments, mentions, pool);
}

/// For every node, the context of what is inside it: itself, if it `may_be`, or one of those
/// around it.
fn contexts(data: &Data, may_be: impl Fn(&NodeData) -> bool) -> Vec<NodeId> {
    let mut contexts: Vec<NodeId> = Vec::with_capacity(data.nodes.len());
    for (index, node) in data.nodes.iter().enumerate() {
        let id = NodeId(index as u32);
        let is_context = match role(data, index, node.name) {
            EidRole::Silent => index == 0,
            EidRole::Unique(context) => context,
            EidRole::Hierarchical | EidRole::Container => true,
            EidRole::Block => {
                let parent = data.element_id(node.parent).map(ElementId::function);
                parent != Some(ElementFunction::Wrapper)
            }
            EidRole::Inline => false,
        };
        let is_context = index == 0 || (is_context && may_be(node));
        contexts.push(if is_context { id } else { contexts[node.parent.index()] });
    }
    contexts
}

fn is_full_date(entities: &[Entity], id: EntityId) -> bool {
    entities[id.0 as usize].full_date().is_some()
}

#[derive(Default)]
struct EidAllocator {
    pool: String,
    /// How many of an element a context has had.
    counts: Counts,
    /// Numbers of hierarchical elements taken in a context, and the last suffix given to each.
    taken: FxHashMap<(NodeId, ElementKey, Box<str>), u32>,
}

/// A number for each element of each context: contexts have few elements, so these make a list.
#[derive(Default)]
struct Counts {
    /// The first entry of each context, from 1.
    first: Vec<u32>,
    entries: Vec<Count>,
}

struct Count {
    key: ElementKey,
    count: u32,
    next: u32,
}

impl Counts {
    fn of(&mut self, context: NodeId, key: ElementKey) -> &mut u32 {
        if self.first.len() <= context.index() {
            self.first.resize(context.index() + 1, 0);
        }
        let first = &mut self.first[context.index()];
        let mut at = *first;
        while at != 0 && self.entries[at as usize - 1].key != key {
            at = self.entries[at as usize - 1].next;
        }
        if at == 0 {
            self.entries.push(Count { key, count: 0, next: *first });
            at = self.entries.len() as u32;
            *first = at;
        }
        &mut self.entries[at as usize - 1].count
    }
}

/// The first eight bytes of a short element name: enough to tell those of one context apart.
type ElementKey = u64;

fn key(element: &str) -> ElementKey {
    let mut bytes = [0; 8];
    let n = element.len().min(8);
    bytes[..n].copy_from_slice(&element.as_bytes()[..n]);
    u64::from_le_bytes(bytes)
}

impl EidAllocator {
    fn begin(&mut self, prefix: Span, element: &str) -> u32 {
        let start = self.pool.len() as u32;
        if !prefix.is_empty() {
            self.pool.extend_from_within(prefix.range());
            self.pool.push_str("__");
        }
        self.pool.push_str(element);
        start
    }

    fn end(&self, start: u32) -> Span {
        Span::new(start, self.pool.len() as u32)
    }

    fn unique(&mut self, prefix: Span, element: &str) -> Span {
        let start = self.begin(prefix, element);
        self.end(start)
    }

    fn counted(&mut self, context: NodeId, prefix: Span, element: &str) -> Span {
        let count = self.counts.of(context, key(element));
        *count += 1;
        let count = *count;
        let start = self.begin(prefix, element);
        self.pool.push('_');
        push_number(&mut self.pool, count);
        self.end(start)
    }

    fn numbered(&mut self, prefix: Span, element: &str, number: &str) -> Span {
        let start = self.begin(prefix, element);
        self.pool.push('_');
        self.pool.push_str(number);
        self.end(start)
    }

    /// The numbers that the text itself gives, before any is given by position.
    fn take_numbers(&mut self, data: &Data, contexts: &[NodeId]) -> FxHashMap<NodeId, Box<str>> {
        let mut numbers = FxHashMap::default();
        for (index, node) in data.nodes.iter().enumerate() {
            let num = data.nodes.get(index + 1).filter(|n| data.names.of(n.name) == "num");
            let (Some(num), EidRole::Hierarchical) = (num, role(data, index, node.name)) else {
                continue;
            };
            let number = number_part(&data.text[num.span.range()]);
            if !number.is_empty() {
                let context = contexts[node.parent.index()];
                let number = self.take(context, element_ref(data, node.name), number);
                numbers.insert(NodeId(index as u32), number);
            }
        }
        numbers
    }

    /// Takes a number in a context, with a suffix if it is taken already.
    fn take(&mut self, context: NodeId, element: &str, number: String) -> Box<str> {
        let key = key(element);
        let number = number.into_boxed_str();
        let mut unique = number.clone();
        let mut times = self.taken.get(&(context, key, number.clone())).copied().unwrap_or(0);
        while self.taken.contains_key(&(context, key, unique.clone())) {
            times += 1;
            unique = format!("{number}-{}", times + 1).into_boxed_str();
        }
        self.taken.insert((context, key, number), times);
        self.taken.entry((context, key, unique.clone())).or_insert(0);
        unique
    }

    /// The next number by position that the text has not given.
    fn next_number(&mut self, context: NodeId, element: &str) -> Box<str> {
        let key = key(element);
        let count = self.counts.of(context, key);
        loop {
            *count += 1;
            let number = count.to_string().into_boxed_str();
            if !self.taken.contains_key(&(context, key, number.clone())) {
                return number;
            }
        }
    }
}

/// Writes a number without going through `fmt`, which costs more than the rest of an eId.
pub(crate) fn push_number(out: &mut String, mut number: u32) {
    let mut digits = [b'0'; 10];
    let mut from = digits.len();
    loop {
        from -= 1;
        digits[from] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(digits[from..].iter().map(|&digit| char::from(digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_keyword_and_punctuation() {
        for (num, number) in [
            ("3.", "3"),
            ("Art. 11.2 bis", "11-2bis"),
            ("ARTICLE 2 :", "2"),
            ("TITEL  IV", "IV"),
            ("a)", "a"),
            ("1°.", "1"),
            ("CHAPITRE PREMIER", "PREMIER"),
            ("–", ""),
        ] {
            assert_eq!(number_part(num), number, "{num}");
        }
    }

    #[test]
    fn a_number_seen_twice_stays_unique() {
        let mut ids = EidAllocator::default();
        let taken = ["1", "1", "1-2", "1"].map(|n| ids.take(NodeId(0), "chp", n.to_owned()));
        assert_eq!(taken.each_ref().map(AsRef::as_ref), ["1", "1-2", "1-2-2", "1-3"]);
        assert_eq!(&*ids.next_number(NodeId(0), "chp"), "2");
    }
}
