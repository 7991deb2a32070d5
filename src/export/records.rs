use super::table::{Cell, inert, record};
use crate::model::{Document, Entity, Node};
use crate::query::{Mention, Mentions, Predicate, Predicates};
use crate::text::{LineIndex, Offsets, Span, Unit};
use serde::Serialize;

record! {
    /// An element of the tree.
    pub struct NodeRecord<'a> {
        /// The document's name.
        doc: &'a str = "doc",
        /// How many elements are around it, below the document type.
        level: usize = "level",
        /// Its name in Akoma Ntoso.
        element: &'a str = "element",
        /// Its eId.
        eid: &'a str = "eId",
        /// Its number as written.
        num: Option<&'a str> = "num",
        /// Its heading as written.
        heading: Option<&'a str> = "heading",
        /// The line of the source it begins on, from 1.
        line: u32 = "line",
        /// Where it begins.
        start: u32 = "start",
        /// Where it ends.
        end: u32 = "end",
        /// The unit of `start` and `end`.
        unit: &'static str = "unit",
    }
}

record! {
    /// A mention.
    pub struct MentionRecord<'a> {
        /// The document's name.
        doc: &'a str = "doc",
        /// The eId of the element that marks it.
        eid: &'a str = "eId",
        /// The number of its chapter.
        chapter: Option<&'a str> = "chapter",
        /// The kind of thing named.
        kind: &'static str = "kind",
        /// The entity's identifier.
        id: &'a str = "id",
        /// The entity's full name, in the language of the text where it is known in it.
        name: &'a str = "name",
        /// The words that name it.
        surface: &'a str = "surface",
        /// Where they begin.
        start: u32 = "start",
        /// Where they end.
        end: u32 = "end",
        /// The unit of `start` and `end`.
        unit: &'static str = "unit",
        /// Whether it is inside no other mention.
        outer: bool = "outer",
        /// The line of the source, from 1.
        line: u32 = "line",
        /// Of a person: the identifier of the office held.
        role: Option<&'a str> = "role",
        /// Of a person: the identifier of the party represented.
        party: Option<&'a str> = "party",
        /// The entity's class, for example `agency`.
        class: Option<&'a str> = "class",
        /// The country it belongs to: ISO 3166-1 alpha-2 in lower case, `eu` or `int`.
        country: Option<&'a str> = "country",
        /// Identifiers of the entity elsewhere.
        same_as: Ids<'a> = "sameAs",
        /// The language of `name`, which follows the language of the text: ISO 639-2. None if it
        /// is not known, or `name` belongs to no language, as that of a date.
        name_lang: Option<&'a str> = "nameLang",
    }
}

record! {
    /// A predicate: a commitment, a call, or what is acknowledged or stated.
    pub struct PredicateRecord<'a> {
        /// The document's name.
        doc: &'a str = "doc",
        /// The eId of the element that marks it.
        eid: &'a str = "eId",
        /// The number of its chapter.
        chapter: Option<&'a str> = "chapter",
        /// What the clause does: `commit`, `call`, `acknowledge`, `state`.
        act: &'static str = "act",
        /// How firmly: `firm`, `endeavour`, `intention`.
        strength: Option<&'static str> = "strength",
        /// Identifiers of those who act.
        actor: Ids<'a> = "actor",
        /// Whether the text names no agent and the parties are understood.
        implied: bool = "implied",
        /// Identifiers of the bodies that carry it out.
        bodies: Ids<'a> = "bodies",
        /// Who is addressed, as written.
        addressee: Option<&'a str> = "addressee",
        /// Identifiers of those addressed.
        addressee_ids: Ids<'a> = "addresseeIds",
        /// The words that make it what it is, pieces joined by « … ».
        trigger: String = "trigger",
        /// The verb of the action.
        lemma: &'a str = "lemma",
        /// What the action is done to, as written.
        object: Option<&'a str> = "object",
        /// `continue`, `strengthen` or `new`.
        change: &'static str = "change",
        /// `+` or `-`.
        polarity: &'static str = "polarity",
        /// Whether each side does it to the other.
        reciprocal: bool = "reciprocal",
        /// Phrases that soften it, joined by « … ».
        hedge: Option<String> = "hedge",
        /// Phrases that set a condition, joined by « … ».
        condition: Option<String> = "condition",
        /// The clause.
        text: &'a str = "text",
        /// Where the clause begins.
        start: u32 = "start",
        /// Where the clause ends.
        end: u32 = "end",
        /// The unit of `start` and `end`.
        unit: &'static str = "unit",
        /// The line of the source, from 1.
        line: u32 = "line",
    }
}

record! {
    /// How often an agency or agreement is named in a chapter.
    pub struct EntityIndexRecord<'a> {
        /// The document's name.
        doc: &'a str = "doc",
        /// The entity's identifier.
        id: &'a str = "id",
        /// The entity's acronym or short name.
        short: Option<&'a str> = "short",
        /// The entity's full name.
        name: &'a str = "name",
        /// The kind of thing.
        kind: &'static str = "kind",
        /// The number of the chapter; none for outside any chapter.
        chapter: Option<&'a str> = "chapter",
        /// The heading of the chapter.
        heading: Option<&'a str> = "heading",
        /// How often it is named there.
        count: u32 = "count",
        /// The language of `name`: ISO 639-2.
        name_lang: Option<&'a str> = "nameLang",
    }
}

/// Identifiers: a list in JSON, joined by spaces in CSV.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Ids<'a>(Vec<&'a str>);

impl<'a> Ids<'a> {
    fn of(entities: impl Iterator<Item = &'a Entity>) -> Self {
        Self(entities.map(Entity::id).collect())
    }

    /// The identifiers.
    pub fn as_slice(&self) -> &[&'a str] {
        &self.0
    }
}

impl Cell for Ids<'_> {
    fn cell(&self) -> String {
        inert(&self.0.join(" "))
    }
}

/// Records of the elements down to sentences; `num` and `heading` are in their parent's record.
pub fn nodes<'a>(
    doc: &'a Document,
    name: &'a str,
    unit: Unit,
) -> impl Iterator<Item = NodeRecord<'a>> {
    let offsets = Offsets::new(doc.text(), unit);
    let lines = LineIndex::new(doc.text());
    let part = |n: &Node<'_>| matches!(n.element(), "num" | "heading" | "docType" | "docTitle");
    doc.root().descendants().filter(move |n| !part(n)).map(move |node| NodeRecord {
        doc: name,
        level: node.level(),
        element: node.element(),
        eid: node.eid(),
        num: node.num(),
        heading: node.heading(),
        line: lines.line(node.span().start()),
        start: offsets.of(node.span().start()),
        end: offsets.of(node.span().end()),
        unit: unit.name(),
    })
}

/// Records of `mentions`.
pub fn mentions<'a>(
    doc: &'a Document,
    name: &'a str,
    mentions: Mentions<'a>,
    unit: Unit,
) -> impl Iterator<Item = MentionRecord<'a>> {
    let offsets = Offsets::new(doc.text(), unit);
    let lines = LineIndex::new(doc.text());
    mentions.map(move |m: Mention<'a>| {
        let entity = m.entity();
        MentionRecord {
            doc: name,
            eid: m.eid(),
            chapter: m.chapter().and_then(Node::number),
            kind: m.kind().name(),
            id: entity.id(),
            name: entity.name(),
            surface: m.text(),
            start: offsets.of(m.span().start()),
            end: offsets.of(m.span().end()),
            unit: unit.name(),
            outer: m.outer().is_none(),
            line: lines.line(m.span().start()),
            role: doc.role_of(entity).map(Entity::id),
            party: doc.party_of(entity).map(Entity::id),
            class: entity.class(),
            country: entity.country(),
            same_as: Ids(entity.same_as().collect()),
            name_lang: entity.name_language(),
        }
    })
}

/// Records of `predicates`.
pub fn predicates<'a>(
    doc: &'a Document,
    name: &'a str,
    predicates: Predicates<'a>,
    unit: Unit,
) -> impl Iterator<Item = PredicateRecord<'a>> {
    let offsets = Offsets::new(doc.text(), unit);
    let lines = LineIndex::new(doc.text());
    predicates.map(move |c: Predicate<'a>| {
        let text = |span: Span| &doc.text()[span.range()];
        let joined = |spans: &[Span]| {
            let pieces: Vec<_> = spans.iter().map(|s| text(*s)).collect();
            (!pieces.is_empty()).then(|| pieces.join(" … "))
        };
        PredicateRecord {
            doc: name,
            eid: c.eid(),
            chapter: c.chapter().and_then(Node::number),
            act: c.act().name(),
            strength: c.strength().map(|s| s.name()),
            actor: Ids::of(c.actors()),
            implied: c.is_implied(),
            bodies: Ids::of(c.bodies()),
            addressee: c.addressee().map(text),
            addressee_ids: Ids::of(c.addressees()),
            trigger: c.trigger_text(),
            lemma: c.lemma(),
            object: c.object().map(text),
            change: c.change().name(),
            polarity: c.polarity().name(),
            reciprocal: c.is_reciprocal(),
            hedge: joined(c.hedges()),
            condition: joined(c.conditions()),
            text: c.text(),
            start: offsets.of(c.span().start()),
            end: offsets.of(c.span().end()),
            unit: unit.name(),
            line: lines.line(c.span().start()),
        }
    })
}

/// Records of the index of agencies and agreements: one for each chapter that names one.
pub fn entity_index<'a>(doc: &'a Document, name: &'a str) -> Vec<EntityIndexRecord<'a>> {
    let index = doc.entity_index();
    let mut records = Vec::new();
    for row in index.rows() {
        let entity = row.entity();
        for (chapter, count) in row.chapters() {
            records.push(EntityIndexRecord {
                doc: name,
                id: entity.id(),
                short: entity.short(),
                name: entity.name(),
                kind: entity.kind().name(),
                chapter: chapter.and_then(Node::number),
                heading: chapter.and_then(Node::heading),
                count,
                name_lang: entity.name_language(),
            });
        }
    }
    records
}
