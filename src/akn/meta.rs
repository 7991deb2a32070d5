//! `meta` to metadata, entities and commitment records.

use super::read::{Attributes, get, unlisted};
use crate::model::{
    Act, Change, CommitmentData, Date, Entity, EntityId, Kind, Metadata, Polarity, RESERVED_IDS,
    Strength,
};
use crate::text::{Offsets, Span, Unit};
use rustc_hash::FxHashMap;

/// What has been read of `meta`.
#[derive(Default)]
pub(super) struct Meta {
    metadata: Metadata,
    entities: Vec<Entity>,
    by_id: FxHashMap<Box<str>, EntityId>,
    authors: Vec<Box<str>>,
    records: FxHashMap<Box<str>, Record>,
    /// More about the entities: it stands before their entries, which give them their order.
    entity_records: Vec<Attributes>,
    open: Vec<Box<str>>,
}

/// The record of a commitment; offsets are code points.
pub(super) struct Record {
    pub(super) act: Act,
    pub(super) strength: Option<Strength>,
    pub(super) polarity: Option<Polarity>,
    pub(super) change: Option<Change>,
    pub(super) reciprocal: bool,
    pub(super) implied: bool,
    pub(super) actor: Vec<EntityId>,
    pub(super) bodies: Vec<EntityId>,
    pub(super) addressees: Vec<EntityId>,
    pub(super) lemma: Box<str>,
    actor_names: [Vec<Box<str>>; 3],
    places: [Vec<(u32, u32)>; 6],
}

/// Attributes of a record that hold places, in the order of `Record::places`.
const PLACES: [&str; 6] =
    ["subjectAt", "addresseeAt", "triggerAt", "objectAt", "hedgeAt", "conditionAt"];

impl Meta {
    pub(super) fn start(&mut self, local: &str, record: bool, attributes: &Attributes) {
        match (record, local) {
            (true, "entity") => self.entity_records.push(attributes.clone()),
            (true, "commitment") => self.commitment_record(attributes),
            _ if local.starts_with("TLC") => self.tlc(local, attributes),
            _ => self.frbr(local, attributes),
        }
        self.open.push(local.into());
    }

    pub(super) fn end(&mut self) {
        if self.open.pop().is_none() {
            // The end of `meta` itself: all references are known now.
            self.resolve();
        }
    }

    fn frbr(&mut self, local: &str, attributes: &Attributes) {
        let value = || get(attributes, "value").map(str::to_owned);
        let date = || get(attributes, "date").and_then(|d| d.get(..10)?.parse::<Date>().ok());
        let section = self.open.last().map(AsRef::as_ref);
        let work = &mut self.metadata.work;
        match (section, local) {
            (Some("FRBRWork"), "FRBRalias") if get(attributes, "name") == Some("title") => {
                work.title = value();
            }
            (Some("FRBRWork"), "FRBRdate") => {
                work.date = date();
                work.date_name = get(attributes, "name").map(str::to_owned);
            }
            (Some("FRBRWork"), "FRBRauthor") => {
                let id = get(attributes, "href").and_then(|href| href.strip_prefix('#'));
                self.authors.extend(id.filter(|id| !RESERVED_IDS.contains(id)).map(Into::into));
            }
            (Some("FRBRWork"), "FRBRcountry") => work.country = value(),
            (Some("FRBRWork"), "FRBRsubtype") => work.subtype = value(),
            (Some("FRBRWork"), "FRBRnumber") => work.number = value(),
            (Some("FRBRWork"), "FRBRname") => work.name = value(),
            (Some("FRBRWork"), "FRBRprescriptive") => work.prescriptive = value().map(is_true),
            (Some("FRBRWork"), "FRBRauthoritative") => work.authoritative = value().map(is_true),
            (Some("FRBRExpression"), "FRBRdate") => self.metadata.expression.date = date(),
            (Some("FRBRExpression"), "FRBRlanguage") => {
                self.metadata.expression.language = get(attributes, "language").map(str::to_owned);
            }
            (Some("FRBRManifestation"), "FRBRdate") => self.metadata.manifestation.date = date(),
            _ => {}
        }
    }

    fn tlc(&mut self, local: &str, attributes: &Attributes) {
        let (Some(id), Some(name)) = (get(attributes, "eId"), get(attributes, "showAs")) else {
            return;
        };
        if id == "editor" {
            self.metadata.manifestation.editor = Some(name.to_owned());
        }
        if RESERVED_IDS.contains(&id) {
            return;
        }
        let kind = match local {
            "TLCOrganization" => Kind::Organization,
            "TLCPerson" => Kind::Person,
            "TLCRole" => Kind::Role,
            "TLCLocation" => Kind::Location,
            "TLCEvent" => Kind::Event,
            "TLCConcept" if id.starts_with("date-") => Kind::Date,
            "TLCReference" => match get(attributes, "name").map(str::parse) {
                Some(Ok(kind)) => kind,
                _ => return,
            },
            _ => return,
        };
        let number = self.entity(id, kind);
        let entity = &mut self.entities[number.0 as usize];
        entity.kind = kind;
        entity.name = name.into();
        entity.short = get(attributes, "shortForm").map(Into::into);
    }

    /// The entity with this id; a new one if it is not listed.
    pub(super) fn entity(&mut self, id: &str, kind: Kind) -> EntityId {
        if let Some(&known) = self.by_id.get(id) {
            return known;
        }
        let number = EntityId(self.entities.len() as u32);
        self.entities.push(unlisted(id, kind));
        self.by_id.insert(id.into(), number);
        number
    }

    fn entity_record(&mut self, attributes: &Attributes) {
        let Some(id) = get(attributes, "href").and_then(|href| href.strip_prefix('#')) else {
            return;
        };
        let number = self.entity(id, Kind::Organization);
        let entity = &mut self.entities[number.0 as usize];
        entity.class = get(attributes, "class").map(Into::into);
        entity.country = get(attributes, "country").map(Into::into);
        let same_as = get(attributes, "sameAs").unwrap_or_default();
        entity.same_as = same_as.split_whitespace().map(Into::into).collect();
        let mut other = |name: &str, kind: Kind| {
            let target = get(attributes, name).and_then(|t| t.strip_prefix('#'));
            target.map(|id| self.entity(id, kind))
        };
        let (role, party) = (other("role", Kind::Role), other("party", Kind::Organization));
        let entity = &mut self.entities[number.0 as usize];
        (entity.role, entity.party) = (role, party);
    }

    fn commitment_record(&mut self, attributes: &Attributes) {
        let id = get(attributes, "href").and_then(|href| href.strip_prefix('#'));
        let act = get(attributes, "act").and_then(|act| act.parse().ok());
        let (Some(id), Some(act)) = (id, act) else { return };
        let names = |name: &str| {
            let value = get(attributes, name).unwrap_or_default();
            value.split_whitespace().filter_map(|v| v.strip_prefix('#')).map(Into::into).collect()
        };
        let record = Record {
            act,
            strength: get(attributes, "strength").and_then(|v| v.parse().ok()),
            polarity: get(attributes, "polarity").and_then(|v| v.parse().ok()),
            change: get(attributes, "change").and_then(|v| v.parse().ok()),
            reciprocal: get(attributes, "reciprocal").is_some_and(|v| is_true(v.to_owned())),
            implied: get(attributes, "implied").is_some_and(|v| is_true(v.to_owned())),
            actor: Vec::new(),
            bodies: Vec::new(),
            addressees: Vec::new(),
            lemma: get(attributes, "lemma").unwrap_or_default().into(),
            actor_names: ["actor", "bodies", "addressees"].map(names),
            places: PLACES.map(|name| pairs(get(attributes, name).unwrap_or_default())),
        };
        self.records.insert(id.into(), record);
    }

    /// Turns the names of entities in the records into numbers: all entries have theirs now.
    fn resolve(&mut self) {
        for record in std::mem::take(&mut self.entity_records) {
            self.entity_record(&record);
        }
        let mut records = std::mem::take(&mut self.records);
        for record in records.values_mut() {
            let [actor, bodies, addressees] =
                std::mem::take(&mut record.actor_names).map(|names| {
                    names.iter().map(|id| self.entity(id, Kind::Organization)).collect::<Vec<_>>()
                });
            record.actor.extend(actor);
            record.bodies.extend(bodies);
            record.addressees.extend(addressees);
        }
        self.records = records;
    }

    /// The record of the commitment with this eId.
    pub(super) fn record(&self, eid: &str) -> Option<&Record> {
        self.records.get(eid)
    }

    /// Converts the places of a record, now that the text is known.
    pub(super) fn place(&self, eid: &str, offsets: &Offsets<'_>, commitment: &mut CommitmentData) {
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

    /// Metadata, entities, parties.
    pub(super) fn finish(mut self) -> (Metadata, Vec<Entity>, Vec<EntityId>) {
        let parties = std::mem::take(&mut self.authors);
        let parties = parties.iter().map(|id| self.entity(id, Kind::Organization)).collect();
        (self.metadata, self.entities, parties)
    }
}

/// The unit of the offsets in records.
pub(super) const UNIT: Unit = Unit::CodePoint;

fn is_true(value: String) -> bool {
    value == "true" || value == "1"
}

fn pairs(value: &str) -> Vec<(u32, u32)> {
    let numbers: Vec<u32> = value.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}
