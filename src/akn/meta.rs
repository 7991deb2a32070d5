//! `meta` to metadata, entities and commitment records.

use super::inline::kind_of_entry;
use crate::model::{
    Change, Date, Entity, EntityId, EntityKind, Metadata, Polarity, PredicateData, RESERVED_IDS,
    SpeechAct, Strength, UNKNOWN_DATE,
};
use crate::text::{Offsets, Span, Unit};
use crate::xml::Scanner;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::Cell;

/// The attributes of the start tag that came last.
pub(super) struct TagAttributes<'s, 'x>(pub(super) &'s Scanner<'x>);

impl<'x> TagAttributes<'_, 'x> {
    /// The value of an attribute in no namespace.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'x, str>> {
        let xml = self.0.source();
        let found = self.0.attributes().iter().find(|a| &xml[a.name.range()] == name)?;
        Some(self.0.value(found))
    }

    /// The value of an attribute in a namespace.
    pub(super) fn get_in(&self, namespace: &str, name: &str) -> Option<Cow<'x, str>> {
        let xml = self.0.source();
        let found = self.0.attributes().iter().find(|a| {
            a.namespace.is_some()
                && &xml[a.local().range()] == name
                && self.0.namespace(a.namespace) == namespace
        })?;
        Some(self.0.value(found))
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(Cow::into_owned)
    }

    fn boxed(&self, name: &str) -> Option<Box<str>> {
        self.get(name).map(Into::into)
    }

    /// The eId; version 2.0 calls it `id`.
    fn eid(&self) -> Option<Cow<'x, str>> {
        self.get("eId").or_else(|| self.get("id"))
    }

    /// The day in `date`, which may have a time after it.
    pub(super) fn date(&self) -> Option<Date> {
        self.get("date").and_then(|d| d.get(..10)?.parse::<Date>().ok())
    }

    /// The date of a level of FRBR, a month or a year too; none if it only stands for one: year 1
    /// or 9999, or called so.
    fn known_date(&self) -> Option<Date> {
        let named = self.get("name").unwrap_or_default();
        if STAND_INS.iter().any(|name| named.eq_ignore_ascii_case(name)) {
            return None;
        }
        let value = self.get("date")?;
        let value = value.trim();
        // A time or a zone may follow.
        let date = value.get(..10).unwrap_or(value).parse().ok()?;
        Some(date).filter(|date: &Date| date.can_be_known())
    }

    /// The eIds that a reference, or a list of them, points at.
    fn targets(&self, name: &str) -> Vec<Box<str>> {
        let value = self.get(name).unwrap_or_default();
        value.split_whitespace().filter_map(|v| v.strip_prefix('#')).map(Into::into).collect()
    }
}

/// What publishers call a date that only stands for one.
const STAND_INS: [&str; 3] = [UNKNOWN_DATE, "dummy", "placeholder"];

/// What has been read of `meta`.
#[derive(Default)]
pub(super) struct Meta {
    metadata: Metadata,
    entities: Vec<Entity>,
    by_id: FxHashMap<Box<str>, EntityId>,
    authors: Vec<Box<str>>,
    records: FxHashMap<Box<str>, PredicateDetails>,
    /// More about the entities: it is before their entries, which give them their order.
    entity_records: Vec<EntityDetails>,
    /// The section of `identification` that is open.
    section: Option<usize>,
    /// How many elements are open inside `meta`.
    depth: usize,
    /// How many `meta` there were: a component has one of its own.
    count: usize,
    /// Whether akoma wrote it.
    own: bool,
    /// What `FRBRuri` says of work, expression and manifestation.
    uris: [Option<Box<str>>; 3],
}

/// More about an entity than its entry can say.
struct EntityDetails {
    id: Box<str>,
    name_language: Option<Box<str>>,
    class: Option<Box<str>>,
    country: Option<Box<str>>,
    same_as: Vec<Box<str>>,
    role: Option<Box<str>>,
    party: Option<Box<str>>,
}

/// The sections of `identification` that are read.
const SECTIONS: [&str; 3] = ["FRBRWork", "FRBRExpression", "FRBRManifestation"];

/// The record of a commitment; offsets are code points.
pub(super) struct PredicateDetails {
    pub(super) act: SpeechAct,
    pub(super) strength: Option<Strength>,
    pub(super) polarity: Option<Polarity>,
    pub(super) change: Option<Change>,
    pub(super) reciprocal: bool,
    pub(super) implied: bool,
    pub(super) actor: Vec<EntityId>,
    pub(super) bodies: Vec<EntityId>,
    pub(super) addressees: Vec<EntityId>,
    pub(super) lemma: Box<str>,
    /// Whether its commitment was met: an eId occurs once.
    met: Cell<bool>,
    actor_names: [Vec<Box<str>>; 3],
    places: [Vec<(u32, u32)>; 6],
}

/// Attributes of a record that hold places, in the order of `Record::places`.
const PLACES: [&str; 6] =
    ["subjectAt", "addresseeAt", "triggerAt", "objectAt", "hedgeAt", "conditionAt"];

impl Meta {
    /// `meta` begins.
    pub(super) fn enter(&mut self) {
        self.depth = 0;
        self.count += 1;
    }

    pub(super) fn start(&mut self, local: &str, record: bool, attributes: TagAttributes<'_, '_>) {
        match (record, local) {
            (true, "entity") => self.entity_record(&attributes),
            (true, "commitment") => self.commitment_record(&attributes),
            _ if local.starts_with("TLC") => self.tlc(local, &attributes),
            _ if self.count == 1 => self.frbr(local, &attributes),
            _ => {}
        }
        self.depth += 1;
        if self.depth == 2 {
            self.section = SECTIONS.iter().position(|s| *s == local);
        }
    }

    pub(super) fn end(&mut self) {
        match self.depth.checked_sub(1) {
            Some(depth) => self.depth = depth,
            // The end of `meta` itself: all references are known now.
            None => self.resolve(),
        }
    }

    fn frbr(&mut self, local: &str, attributes: &TagAttributes<'_, '_>) {
        if self.depth != 2 {
            return;
        }
        let Some(section) = self.section else { return };
        let value = || attributes.owned("value");
        let is = || attributes.get("value").is_some_and(|v| is_true(&v));
        let work = &mut self.metadata.work;
        match (section, local) {
            (_, "FRBRuri") => self.uris[section] = attributes.boxed("value"),
            (0, "FRBRalias") if attributes.get("name").as_deref() == Some("title") => {
                work.title = value();
            }
            // Of several dates the first that is known.
            (0, "FRBRdate") if work.date.is_none() => {
                work.date = attributes.known_date();
                work.date_name = attributes.owned("name");
            }
            (0, "FRBRauthor") => {
                let href = attributes.get("href").unwrap_or_default();
                let id = href.strip_prefix('#').filter(|id| !RESERVED_IDS.contains(id));
                self.authors.extend(id.map(Into::into));
            }
            (0, "FRBRcountry") => work.country = value(),
            (0, "FRBRsubtype") => work.subtype = value(),
            (0, "FRBRnumber") => work.number = value(),
            (0, "FRBRname") => work.name = value(),
            (0, "FRBRprescriptive") => work.prescriptive = Some(is()),
            (0, "FRBRauthoritative") => work.authoritative = Some(is()),
            (1, "FRBRdate") => {
                let date = &mut self.metadata.expression.date;
                *date = date.or_else(|| attributes.known_date());
            }
            (1, "FRBRlanguage") => {
                let language = &mut self.metadata.expression.language;
                *language = language.take().or_else(|| attributes.owned("language"));
            }
            (2, "FRBRdate") => self.metadata.manifestation.date = attributes.known_date(),
            // Only akoma calls itself so: what is there is what it was given.
            (2, "FRBRauthor") if attributes.get("as").as_deref() == Some("#markup-editor") => {
                self.own = attributes.get("href").as_deref() == Some("#editor");
            }
            _ => {}
        }
    }

    fn tlc(&mut self, local: &str, attributes: &TagAttributes<'_, '_>) {
        let (Some(id), Some(name)) = (attributes.eid(), attributes.get("showAs")) else {
            return;
        };
        if id == "editor" {
            self.metadata.manifestation.editor = Some(name.clone().into_owned());
        }
        if RESERVED_IDS.contains(&id.as_ref()) {
            return;
        }
        let kind = match (local, attributes.get("name").map(|name| name.parse())) {
            ("TLCConcept", _) if id.starts_with("date-") => EntityKind::Date,
            ("TLCReference", Some(Ok(kind))) => kind,
            _ => match kind_of_entry(local) {
                Some(kind) => kind,
                None => return,
            },
        };
        let number = self.entity(&id, kind);
        let entity = &mut self.entities[number.0 as usize];
        entity.kind = kind;
        entity.name = name.into();
        entity.short = attributes.boxed("shortForm");
    }

    /// The kind of the entity with this id, if it has an entry.
    pub(super) fn kind(&self, id: &str) -> Option<EntityKind> {
        self.by_id.get(id).map(|number| self.entities[number.0 as usize].kind)
    }

    /// The entity that a name without reference stands for.
    pub(super) fn named(&mut self, id: &str, kind: EntityKind, name: &str) -> EntityId {
        let known = self.by_id.contains_key(id);
        let number = self.entity(id, kind);
        if !known {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            self.entities[number.0 as usize].name = name.into();
        }
        number
    }

    /// The entity with this id; a new one if it is not listed.
    pub(super) fn entity(&mut self, id: &str, kind: EntityKind) -> EntityId {
        if let Some(&known) = self.by_id.get(id) {
            return known;
        }
        let number = EntityId(self.entities.len() as u32);
        // All that is known of it is what it is called.
        self.entities.push(Entity::new(id, kind, id));
        self.by_id.insert(id.into(), number);
        number
    }

    fn entity_record(&mut self, attributes: &TagAttributes<'_, '_>) {
        let Some(id) = attributes.targets("href").pop() else { return };
        let same_as = attributes.get("sameAs").unwrap_or_default();
        self.entity_records.push(EntityDetails {
            id,
            name_language: attributes.boxed("nameLang"),
            class: attributes.boxed("class"),
            country: attributes.boxed("country"),
            same_as: same_as.split_whitespace().map(Into::into).collect(),
            role: attributes.targets("role").pop(),
            party: attributes.targets("party").pop(),
        });
    }

    fn commitment_record(&mut self, attributes: &TagAttributes<'_, '_>) {
        let id = attributes.targets("href").pop();
        let act = attributes.get("act").and_then(|act| act.parse().ok());
        let (Some(id), Some(act)) = (id, act) else { return };
        let is = |name: &str| attributes.get(name).is_some_and(|v| is_true(&v));
        let record = PredicateDetails {
            act,
            strength: attributes.get("strength").and_then(|v| v.parse().ok()),
            polarity: attributes.get("polarity").and_then(|v| v.parse().ok()),
            change: attributes.get("change").and_then(|v| v.parse().ok()),
            reciprocal: is("reciprocal"),
            implied: is("implied"),
            actor: Vec::new(),
            bodies: Vec::new(),
            addressees: Vec::new(),
            lemma: attributes.boxed("lemma").unwrap_or_default(),
            met: Cell::new(false),
            actor_names: ["actor", "bodies", "addressees"].map(|name| attributes.targets(name)),
            places: PLACES.map(|name| pairs(&attributes.get(name).unwrap_or_default())),
        };
        self.records.insert(id, record);
    }

    /// Turns the names of entities in the records into numbers: all entries have theirs now.
    fn resolve(&mut self) {
        for record in std::mem::take(&mut self.entity_records) {
            let number = self.entity(&record.id, EntityKind::Organization);
            let role = record.role.map(|id| self.entity(&id, EntityKind::Role));
            let party = record.party.map(|id| self.entity(&id, EntityKind::Organization));
            let entity = &mut self.entities[number.0 as usize];
            entity.name_language = record.name_language;
            (entity.class, entity.country) = (record.class, record.country);
            (entity.role, entity.party) = (role, party);
            entity.same_as = record.same_as;
        }
        let mut records = std::mem::take(&mut self.records);
        for record in records.values_mut() {
            let [actor, bodies, addressees] =
                std::mem::take(&mut record.actor_names).map(|names| {
                    names
                        .iter()
                        .map(|id| self.entity(id, EntityKind::Organization))
                        .collect::<Vec<_>>()
                });
            record.actor.extend(actor);
            record.bodies.extend(bodies);
            record.addressees.extend(addressees);
        }
        self.records = records;
    }

    /// The record of the commitment with this eId, when it is met for the first time.
    pub(super) fn record(&self, eid: &str) -> Option<&PredicateDetails> {
        self.records.get(eid).filter(|record| !record.met.replace(true))
    }

    /// Converts the places of a record, now that the text is known.
    pub(super) fn place(&self, eid: &str, offsets: &Offsets<'_>, commitment: &mut PredicateData) {
        let Some(record) = self.records.get(eid) else { return };
        let [subject, addressee, trigger, object, hedges, conditions] =
            record.places.each_ref().map(|places| {
                places
                    .iter()
                    .filter_map(|&(start, end)| {
                        Some(Span::new(offsets.byte(start)?, offsets.byte(end)?))
                    })
                    .collect::<Vec<Span>>()
            });
        commitment.actor_span = subject.first().copied();
        commitment.addressee_span = addressee.first().copied();
        commitment.trigger = trigger;
        commitment.object = object.first().copied();
        commitment.hedges = hedges;
        commitment.conditions = conditions;
    }

    /// Metadata, entities, parties, URIs.
    pub(super) fn finish(mut self) -> Found {
        if !self.own {
            // What others call it is a title among others.
            self.metadata.work.title = None;
        }
        let parties = std::mem::take(&mut self.authors);
        let parties = parties.iter().map(|id| self.entity(id, EntityKind::Organization)).collect();
        (self.metadata, self.entities, parties, self.uris)
    }
}

/// Metadata, entities, parties, and the URIs of work, expression and manifestation.
type Found = (Metadata, Vec<Entity>, Vec<EntityId>, [Option<Box<str>>; 3]);

/// The unit of the offsets in records.
pub(super) const UNIT: Unit = Unit::CodePoint;

fn is_true(value: &str) -> bool {
    value == "true" || value == "1"
}

fn pairs(value: &str) -> Vec<(u32, u32)> {
    let numbers: Vec<u32> = value.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}
