//! What is found in a document that was read, added to what its XML has.

use crate::akn::{drop_unwritable, eids_of};
use crate::kinds::Kinds;
use crate::language::Languages;
use crate::model::{
    Data, Entity, EntityId, EntityKind, FiredRules, MentionData, NONE, NodeId, PredicateData,
    assign_added_eids, nest_mentions,
};
use crate::report::{Diagnostic, Severity};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// The annotations that a document has before others are looked for.
pub(super) struct ExistingAnnotations {
    entities: Vec<Entity>,
    mentions: Vec<MentionData>,
    predicates: Vec<PredicateData>,
    parties: Vec<EntityId>,
}

impl ExistingAnnotations {
    /// Takes the annotations out of `data`, and works out what the finders ask of it.
    pub(super) fn take(data: &mut Data, languages: &Languages, kinds: Option<&Kinds>) -> Self {
        if data.origin.is_some() {
            let said = data.metadata.expression.language.as_deref();
            // The metadata may call it otherwise, or not at all.
            if let Some(language) = languages.of(said, &data.text) {
                data.language = Some(language.code().into());
            }
            let subtype = data.attributes(NodeId(0)).find(|(name, _)| *name == "name");
            let subtype = subtype.map(|(_, value)| value.into_owned());
            let kind = kinds.and_then(|k| k.marked(data.element(NodeId(0)), subtype.as_deref()));
            data.kind = data.kind.take().or(kind.cloned());
        }
        Self {
            entities: std::mem::take(&mut data.entities),
            mentions: std::mem::take(&mut data.mentions),
            predicates: std::mem::take(&mut data.predicates),
            parties: std::mem::take(&mut data.parties),
        }
    }

    /// Forgets which rules made them: their numbers are those of another language.
    pub(super) fn forget_rules(&mut self) {
        self.mentions.iter_mut().for_each(|mention| mention.rule = NONE);
        self.predicates.iter_mut().for_each(|predicate| predicate.rules = FiredRules::default());
    }

    /// Puts the annotations back, and those of `data` that are new after them.
    pub(super) fn merge(self, data: &mut Data) {
        let Some(origin) = &data.origin else { return };
        data.report.move_to(|span| origin.place(span));
        let mut used = eids_of(origin);
        let found = std::mem::take(&mut data.mentions);
        let mut entities = MergedEntities {
            found: std::mem::take(&mut data.entities),
            numbers: FxHashMap::default(),
            known: FxHashMap::default(),
            all: self.entities,
            used: &mut used,
        };
        for (number, entity) in entities.all.iter().enumerate() {
            for name in
                [Some(&entity.name), entity.short.as_ref(), Some(&entity.id)].into_iter().flatten()
            {
                entities.known.insert((entity.kind, name.clone()), EntityId(number as u32));
            }
        }
        let mut mentions = self.mentions;
        let new: Vec<_> = found.into_iter().filter(|m| !is_marked(&mentions, m)).collect();
        mentions.extend(
            new.into_iter()
                .map(|mention| MentionData { entity: entities.number(mention.entity), ..mention }),
        );
        let known: FxHashSet<Span> = self.predicates.iter().map(|c| c.span).collect();
        let mut commitments = self.predicates;
        for mut commitment in std::mem::take(&mut data.predicates) {
            if known.contains(&commitment.span) {
                continue;
            }
            for list in [&mut commitment.actor, &mut commitment.bodies, &mut commitment.addressees]
            {
                list.iter_mut().for_each(|id| *id = entities.number(*id));
            }
            commitments.push(commitment);
        }
        data.entities = entities.all;
        data.parties = self.parties;
        mentions.sort_by_key(|m| (m.span.start(), u32::MAX - m.span.end(), !m.written));
        commitments.sort_by_key(|c| (c.span.start(), u32::MAX - c.span.end(), !c.written));
        (data.mentions, data.predicates) = (mentions, commitments);
        let dropped = drop_unwritable(data);
        if dropped > 0 {
            let message = format!(
                "{dropped} annotations stand where the standard allows no such markup and are left out"
            );
            data.report.push(Diagnostic::new("not-markable", Severity::Note, None, message));
        }
        nest_mentions(&mut data.mentions);
        assign_added_eids(data, &mut used);
    }
}

/// Whether a mention is marked already, or one of its kind is where it is: what people have
/// marked is right.
fn is_marked(mentions: &[MentionData], found: &MentionData) -> bool {
    /// How many mentions one in another to look back for.
    const DEEP: usize = 32;
    let after = mentions.partition_point(|m| m.span.start() < found.span.end());
    mentions[..after]
        .iter()
        .rev()
        .take(DEEP)
        .any(|m| m.span == found.span || m.kind == found.kind && m.span.overlaps(found.span))
}

/// The entities of the XML and those found, which may be the same.
struct MergedEntities<'u> {
    found: Vec<Entity>,
    /// The numbers of those found that are among all.
    numbers: FxHashMap<EntityId, EntityId>,
    /// The numbers of those of the XML, by what they are called and by their ids.
    known: FxHashMap<(EntityKind, Box<str>), EntityId>,
    all: Vec<Entity>,
    used: &'u mut FxHashSet<String>,
}

impl MergedEntities<'_> {
    /// The number among all of one that was found.
    fn number(&mut self, found: EntityId) -> EntityId {
        if let Some(&known) = self.numbers.get(&found) {
            return known;
        }
        let mut entity = self.found[found.0 as usize].clone();
        let called = |name: &str| self.known.get(&(entity.kind, name.into())).copied();
        let names = [Some(&entity.id), Some(&entity.name), entity.short.as_ref()];
        if let Some(known) = names.into_iter().flatten().find_map(|name| called(name)) {
            self.numbers.insert(found, known);
            return known;
        }
        let number = EntityId(self.all.len() as u32);
        self.numbers.insert(found, number);
        let id = entity.id.to_string();
        let mut nth = 1;
        while !self.used.insert(entity.id.to_string()) {
            nth += 1;
            entity.id = format!("{id}-{nth}").into();
        }
        let (role, party) = (entity.role.take(), entity.party.take());
        self.all.push(entity);
        let role = role.map(|role| self.number(role));
        let party = party.map(|party| self.number(party));
        let entity = &mut self.all[number.0 as usize];
        (entity.role, entity.party) = (role, party);
        number
    }
}
