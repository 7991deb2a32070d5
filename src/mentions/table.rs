//! The entities of a document: entries of the authority file that are named, and those that the
//! text itself introduces.

use super::candidate::{Candidate, EntityRef};
use crate::authority::{Authority, Entry, FileText};
use crate::languages;
use crate::model::{Data, Entity, EntityId, EntityKind, MentionData, NONE, NodeId, RESERVED_IDS};
use crate::text::{Span, slug};
use rustc_hash::{FxHashMap, FxHashSet};

/// The entities met while a document is annotated.
pub(super) struct EntityTable<'a> {
    pub(super) authority: &'a Authority,
    local: Vec<LocalEntity>,
    by_id: FxHashMap<Box<str>, EntityRef>,
    /// Numbers in the document of the entities that have one already.
    numbers: FxHashMap<EntityRef, EntityId>,
}

/// An entity that the text introduces.
#[derive(Clone, Debug)]
pub(super) struct LocalEntity {
    pub(super) entity: Entity,
    pub(super) role: Option<EntityRef>,
    pub(super) party: Option<EntityId>,
}

impl<'a> EntityTable<'a> {
    pub(super) fn new(authority: &'a Authority) -> Self {
        Self {
            authority,
            local: Vec::new(),
            by_id: FxHashMap::default(),
            numbers: FxHashMap::default(),
        }
    }

    /// The entity with this id and kind; `make` makes it if neither the authority file nor the
    /// table has one. An id taken by another kind gets the kind's name before it.
    pub(super) fn entity(
        &mut self,
        id: &str,
        kind: EntityKind,
        make: impl FnOnce(Box<str>) -> Entity,
    ) -> EntityRef {
        if let Some(&known) = self.by_id.get(id) {
            if self.kind(known) == kind {
                return known;
            }
        } else if let Some(listed) = self.authority.number(id) {
            if self.authority.entries()[listed as usize].kind == kind {
                return EntityRef::Listed(listed);
            }
        } else if !RESERVED_IDS.contains(&id) && id.starts_with(|c: char| c.is_alphabetic()) {
            return self.insert(id.into(), make);
        }
        let id: Box<str> = format!("{}-{id}", kind.name()).into();
        match self.by_id.get(&id) {
            Some(&known) => known,
            None => self.insert(id, make),
        }
    }

    /// The entity that the words `surface` name: its id is made of them.
    pub(super) fn named(
        &mut self,
        surface: &str,
        kind: EntityKind,
        class: Option<&str>,
    ) -> EntityRef {
        self.entity(&slug(surface), kind, |id| {
            let mut entity = Entity::new(id, kind, one_line(surface));
            entity.class = class.map(Into::into);
            entity
        })
    }

    fn insert(&mut self, id: Box<str>, make: impl FnOnce(Box<str>) -> Entity) -> EntityRef {
        let new = EntityRef::Local(self.local.len() as u32);
        self.local.push(LocalEntity { entity: make(id.clone()), role: None, party: None });
        self.by_id.insert(id, new);
        new
    }

    pub(super) fn kind(&self, entity: EntityRef) -> EntityKind {
        match entity {
            EntityRef::Listed(n) => self.authority.entries()[n as usize].kind,
            EntityRef::Local(n) => self.local[n as usize].entity.kind,
        }
    }

    pub(super) fn id(&self, entity: EntityRef) -> &str {
        match entity {
            EntityRef::Listed(n) => &self.authority.entries()[n as usize].id,
            EntityRef::Local(n) => &self.local[n as usize].entity.id,
        }
    }

    fn entry(&self, entity: EntityRef) -> Option<&'a Entry> {
        match entity {
            EntityRef::Listed(n) => Some(&self.authority.entries()[n as usize]),
            EntityRef::Local(_) => None,
        }
    }

    pub(super) fn class(&self, entity: EntityRef) -> Option<&str> {
        match entity {
            EntityRef::Listed(n) => self.authority.entries()[n as usize].class.as_deref(),
            EntityRef::Local(n) => self.local[n as usize].entity.class.as_deref(),
        }
    }

    pub(super) fn country(&self, entity: EntityRef) -> Option<&str> {
        self.entry(entity).and_then(|e| e.country.as_deref())
    }

    pub(super) fn local_mut(&mut self, entity: EntityRef) -> Option<&mut LocalEntity> {
        match entity {
            EntityRef::Listed(_) => None,
            EntityRef::Local(n) => self.local.get_mut(n as usize),
        }
    }

    pub(super) fn is_state(&self, entity: EntityRef) -> bool {
        matches!(self.class(entity), Some("state" | "country"))
    }

    /// Whether a name inside a name of `outer` is no name of its own: « Royaume de Belgique » and
    /// « Grande-Bretagne » are one place each.
    pub(super) fn is_whole(&self, outer: EntityRef) -> bool {
        self.is_state(outer)
    }

    /// Drops the contextual names whose context is missing, and those inside another name.
    pub(super) fn settle_short_names(&self, found: &mut Vec<(usize, Candidate)>) {
        if !found.iter().any(|(_, f)| f.contextual) {
            return;
        }
        let full: FxHashSet<EntityRef> =
            found.iter().filter(|(_, f)| !f.contextual).map(|(_, f)| f.entity).collect();
        let in_block: FxHashSet<(usize, &str)> = found
            .iter()
            .filter(|(_, f)| !f.contextual)
            .map(|(block, f)| (*block, self.id(f.entity)))
            .collect();
        let holds = |block: usize, f: &Candidate| {
            let Some(entry) = self.entry(f.entity) else { return true };
            match entry.context.is_empty() {
                true => full.contains(&f.entity),
                false => entry.context.iter().any(|id| in_block.contains(&(block, id))),
            }
        };
        found.retain(|(block, f)| !f.contextual || holds(*block, f));
    }

    /// The document's number of an entity, which joins its table if it is new there.
    pub(super) fn number(&mut self, entity: EntityRef, data: &mut Data) -> EntityId {
        if let Some(&known) = self.numbers.get(&entity) {
            return known;
        }
        let (mut new, role) = match entity {
            EntityRef::Listed(n) => {
                (listed(&self.authority.entries()[n as usize], data.language.as_deref()), None)
            }
            EntityRef::Local(n) => {
                let local = &self.local[n as usize];
                let mut new = local.entity.clone();
                new.party = local.party;
                // The text's own words, but for a date, which has its number for a name.
                let language = data.language.clone().filter(|_| new.kind != EntityKind::Date);
                new.name_language = language.filter(|code| languages::is_said(code));
                (new, local.role)
            }
        };
        new.role = role.map(|role| self.number(role, data));
        let number = EntityId(data.entities.len() as u32);
        data.entities.push(new);
        self.numbers.insert(entity, number);
        number
    }

    /// Moves entities and mentions into the document.
    pub(super) fn finish(mut self, found: Vec<(NodeId, Candidate)>, data: &mut Data) {
        data.mentions = found
            .into_iter()
            .map(|(node, found)| MentionData {
                written: false,
                span: found.span,
                entity: self.number(found.entity, data),
                kind: self.kind(found.entity),
                rule: found.rule,
                node,
                outer: NONE,
                eid: Span::default(),
            })
            .collect();
        data.mentions.sort_by_key(|m| (m.span.start(), u32::MAX - m.span.end()));
    }
}

fn listed(entry: &Entry, language: Option<&str>) -> Entity {
    let boxed = |text: &FileText| text.as_ref().into();
    let mut entity = Entity::new(entry.id.as_ref(), entry.kind, entry.label(language));
    entity.name_language = entry.label_language(language).map(Into::into);
    entity.class = entry.class.as_ref().map(boxed);
    entity.country = entry.country.as_ref().map(boxed);
    entity.short = entry.short_label(language).map(Into::into);
    entity.same_as = entry.same_as.iter().map(Into::into).collect();
    entity
}

/// A name on one line, with single spaces.
pub(super) fn one_line(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::tests::annotated_with;

    const LISTED: &str = r#"
[[entity]]
id = "meuse"
kind = "location"
name = "Meuse"

[[entity]]
id = "comite"
kind = "organization"
name = "Comité de la Meuse et du Rhin"
contextual = ["Comité"]

[[entity]]
id = "fonds"
kind = "organization"
name = "Fonds Vert du Rhin"
contextual = ["Fonds"]
context = ["meuse"]
"#;

    #[test]
    fn an_entity_is_the_listed_one_else_one_of_the_text_with_an_id_of_its_own() {
        let authority = Authority::from_toml(LISTED).unwrap();
        let mut table = EntityTable::new(&authority);
        let listed = table.named("MEUSE", EntityKind::Location, None);
        assert_eq!((listed, table.id(listed)), (EntityRef::Listed(0), "meuse"));
        let first = table.named("Haute\n Meuse", EntityKind::Location, Some("area"));
        assert_eq!((table.id(first), table.class(first)), ("haute-meuse", Some("area")));
        assert_eq!(
            table.local_mut(first).map(|l| l.entity.name().to_owned()),
            Some("Haute Meuse".into())
        );
        assert_eq!(table.named("haute-meuse", EntityKind::Location, None), first);
        // An id that another kind has, that akoma uses itself or that begins with no letter.
        for (surface, kind, id) in [
            ("Meuse", EntityKind::Organization, "organization-meuse"),
            ("Haute Meuse", EntityKind::Event, "event-haute-meuse"),
            ("editor", EntityKind::Person, "person-editor"),
            ("22 mars", EntityKind::Event, "event-22-mars"),
        ] {
            let entity = table.named(surface, kind, None);
            assert_eq!((table.id(entity), table.kind(entity)), (id, kind));
            assert_eq!(table.named(surface, kind, None), entity, "{surface}");
        }
        assert!(table.local_mut(listed).is_none());
    }

    #[test]
    fn a_short_name_stands_where_its_context_is() {
        let found = |text: &str| {
            let doc = annotated_with(LISTED, text);
            doc.mentions().map(|m| m.text().to_owned()).collect::<Vec<_>>()
        };
        // The full name anywhere in the document.
        let full = "Comité de la Meuse et du Rhin";
        assert_eq!(
            found(&format!("Accord\n\nLe Comité va.\nLe {full} va.")),
            ["Comité", full, "Meuse"]
        );
        assert_eq!(found("Accord\n\nLe Comité va.\nFin."), [""; 0]);
        // Of an entity with a context, one of it in the same paragraph.
        assert_eq!(found("Accord\n\nLe Fonds va à la Meuse.\nLe Fonds va."), ["Fonds", "Meuse"]);
        assert_eq!(
            found("Accord\n\nLe Fonds va.\nLe Fonds Vert du Rhin va."),
            ["Fonds Vert du Rhin"]
        );
    }
}
