use crate::model::{Document, Entity, Node};
use crate::query::{Commitment, Commitments, Mention, Mentions};
use crate::text::{LineIndex, Offsets, Span, Unit};
use serde::{Serialize, Serializer};

/// An element of the tree.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NodeRecord<'a> {
    /// The document's name.
    pub doc: &'a str,
    /// How many elements are around it, below the document type.
    pub level: usize,
    /// Its name in Akoma Ntoso.
    pub element: &'a str,
    /// Its eId.
    #[serde(rename = "eId")]
    pub eid: &'a str,
    /// Its number as written.
    pub num: Option<&'a str>,
    /// Its heading as written.
    pub heading: Option<&'a str>,
    /// The line of the source it begins on, from 1.
    pub line: u32,
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The unit of `start` and `end`.
    pub unit: &'static str,
}

/// A mention.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MentionRecord<'a> {
    /// The document's name.
    pub doc: &'a str,
    /// The eId of the element that marks it.
    #[serde(rename = "eId")]
    pub eid: &'a str,
    /// The number of its chapter.
    pub chapter: Option<&'a str>,
    /// The kind of thing named.
    pub kind: &'static str,
    /// The entity's identifier.
    pub id: &'a str,
    /// The entity's full name.
    pub name: &'a str,
    /// The words that name it.
    pub surface: &'a str,
    /// Where they begin.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The unit of `start` and `end`.
    pub unit: &'static str,
    /// Whether it stands in no other mention.
    pub outer: bool,
    /// The line of the source, from 1.
    pub line: u32,
    /// Of a person: the identifier of the office held.
    pub role: Option<&'a str>,
    /// Of a person: the identifier of the party represented.
    pub party: Option<&'a str>,
}

/// A predicate: a commitment, a call, or what is acknowledged or stated.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CommitmentRecord<'a> {
    /// The document's name.
    pub doc: &'a str,
    /// The eId of the element that marks it.
    #[serde(rename = "eId")]
    pub eid: &'a str,
    /// The number of its chapter.
    pub chapter: Option<&'a str>,
    /// Who is bound: `commit`, `call`, `acknowledge`, `state`.
    pub act: &'static str,
    /// How firmly: `firm`, `endeavour`, `intention`.
    pub strength: Option<&'static str>,
    /// Identifiers of those who act.
    pub actor: Ids<'a>,
    /// Whether the text names no agent and the parties are understood.
    pub implied: bool,
    /// Identifiers of the bodies that carry it out.
    pub bodies: Ids<'a>,
    /// Who is addressed, as written.
    pub addressee: Option<&'a str>,
    /// Identifiers of those addressed.
    #[serde(rename = "addresseeIds")]
    pub addressee_ids: Ids<'a>,
    /// The words that make it what it is, pieces joined by « … ».
    pub trigger: String,
    /// The verb of the action.
    pub lemma: &'a str,
    /// What the action is done to, as written.
    pub object: Option<&'a str>,
    /// `continue`, `strengthen` or `new`.
    pub change: &'static str,
    /// `+` or `-`.
    pub polarity: &'static str,
    /// Whether each side does it to the other.
    pub reciprocal: bool,
    /// Phrases that soften it, joined by « … ».
    pub hedge: Option<String>,
    /// Phrases that set a condition, joined by « … ».
    pub condition: Option<String>,
    /// The clause.
    pub text: &'a str,
    /// Where the clause begins.
    pub start: u32,
    /// Where the clause ends.
    pub end: u32,
    /// The unit of `start` and `end`.
    pub unit: &'static str,
    /// The line of the source, from 1.
    pub line: u32,
}

/// How often an agency or agreement is named in a chapter.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AgencyRecord<'a> {
    /// The document's name.
    pub doc: &'a str,
    /// The entity's identifier.
    pub id: &'a str,
    /// The entity's acronym or short name.
    pub short: Option<&'a str>,
    /// The entity's full name.
    pub name: &'a str,
    /// The kind of thing.
    pub kind: &'static str,
    /// The number of the chapter; none for outside any chapter.
    pub chapter: Option<&'a str>,
    /// The heading of the chapter.
    pub heading: Option<&'a str>,
    /// How often it is named there.
    pub count: u32,
}

/// Identifiers: a list in JSON.
#[derive(Clone, Debug)]
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

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Records of the elements down to sentences; `num` and `heading` stand in their parent's record.
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
        }
    })
}

/// Records of `commitments`.
pub fn commitments<'a>(
    doc: &'a Document,
    name: &'a str,
    commitments: Commitments<'a>,
    unit: Unit,
) -> impl Iterator<Item = CommitmentRecord<'a>> {
    let offsets = Offsets::new(doc.text(), unit);
    let lines = LineIndex::new(doc.text());
    commitments.map(move |c: Commitment<'a>| {
        let text = |span: Span| &doc.text()[span.range()];
        let joined = |spans: &[Span]| {
            let pieces: Vec<_> = spans.iter().map(|s| text(*s)).collect();
            (!pieces.is_empty()).then(|| pieces.join(" … "))
        };
        CommitmentRecord {
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

/// Records of the table of agencies and agreements: one for each chapter that names one.
pub fn agencies<'a>(doc: &'a Document, name: &'a str) -> Vec<AgencyRecord<'a>> {
    let table = doc.agencies();
    let mut records = Vec::new();
    for row in table.rows() {
        let entity = row.entity();
        for (chapter, count) in row.chapters() {
            records.push(AgencyRecord {
                doc: name,
                id: entity.id(),
                short: entity.short(),
                name: entity.name(),
                kind: entity.kind().name(),
                chapter: chapter.and_then(Node::number),
                heading: chapter.and_then(Node::heading),
                count,
            });
        }
    }
    records
}
