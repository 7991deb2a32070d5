//! Writes `meta`: FRBR, records, references.

use super::RECORDS;
use super::markup::Xml;
use crate::model::{
    Document, Entity, EntityId, PredicateData, RESERVED_IDS, SpeechAct, Strength, push_number,
    written,
};
use crate::schema::TopLevelClass;
use crate::text::{Offsets, Span, Unit};

/// The `name` of the inline that marks an act.
pub(super) fn inline_name(act: SpeechAct) -> &'static str {
    match act {
        SpeechAct::Commit | SpeechAct::Call => "commitment",
        SpeechAct::Acknowledge => "acknowledgement",
        SpeechAct::State => "statement",
    }
}

/// The eId and the label of the concept that a commitment refers to.
pub(super) fn concept(commitment: &PredicateData) -> (&'static str, &'static str) {
    match (commitment.act, commitment.strength) {
        (SpeechAct::Commit, Some(Strength::Endeavour)) => {
            ("commitment-endeavour", "Commitment to an effort")
        }
        (SpeechAct::Commit, Some(Strength::Intention)) => {
            ("commitment-intention", "Stated intention")
        }
        (SpeechAct::Commit, _) => ("commitment-firm", "Firm commitment"),
        (SpeechAct::Call, _) => ("act-call", "Call on others to act"),
        (SpeechAct::Acknowledge, _) => ("act-acknowledge", "Acknowledgement"),
        (SpeechAct::State, _) => ("act-state", "Statement of fact"),
    }
}

/// Writes `meta`.
pub(super) struct Head<'a> {
    pub(super) doc: &'a Document,
    pub(super) xml: &'a mut Xml,
}

/// The depth of `meta` in the XML.
const META: usize = 2;

impl Head<'_> {
    fn open(&mut self, depth: usize, element: &str, attributes: &[(&str, &str)]) {
        self.xml.line(depth);
        self.xml.out.push('>');
        self.xml.start(element);
        for (name, value) in attributes {
            self.xml.attribute(name, value);
        }
    }

    fn close(&mut self, depth: usize, element: &str) {
        self.xml.line(depth);
        self.xml.out.push_str("></");
        self.xml.name(element);
    }

    fn empty(&mut self, depth: usize, element: &str, attributes: &[(&str, &str)]) {
        self.open(depth, element, attributes);
        self.xml.out.push_str("></");
        self.xml.name(element);
    }

    pub(super) fn write(mut self) {
        self.open(META, "meta", &[]);
        self.identification();
        self.analysis();
        self.references();
        self.close(META, "meta");
        self.xml.line(META);
        self.xml.out.push('>');
    }

    fn identification(&mut self) {
        let frbr = self.doc.frbr();
        let depth = META + 1;
        self.open(depth, "identification", &[("source", "#editor")]);
        let authors: Vec<String> =
            match self.doc.parties().map(|p| format!("#{}", p.id)).collect::<Vec<_>>() {
                none if none.is_empty() => vec!["#author-unknown".to_owned()],
                some => some,
            };
        let date = written(frbr.date).to_string();
        let expression_date = written(frbr.expression_date).to_string();
        let manifestation_date = written(frbr.manifestation_date).to_string();

        self.open(depth + 1, "FRBRWork", &[]);
        let inner = depth + 2;
        let uri = frbr.work_uri();
        self.empty(inner, "FRBRthis", &[("value", &format!("{uri}/!main"))]);
        self.empty(inner, "FRBRuri", &[("value", &uri)]);
        self.empty(inner, "FRBRalias", &[("name", "title"), ("value", &frbr.title)]);
        self.empty(inner, "FRBRdate", &[("date", &date), ("name", &frbr.date_name)]);
        for author in &authors {
            self.empty(inner, "FRBRauthor", &[("href", author), ("as", "#author")]);
        }
        self.empty(inner, "FRBRcountry", &[("value", frbr.written_country())]);
        self.empty(inner, "FRBRsubtype", &[("value", &frbr.subtype)]);
        if let Some(number) = &frbr.number {
            self.empty(inner, "FRBRnumber", &[("value", number)]);
        }
        self.empty(inner, "FRBRname", &[("value", &frbr.name)]);
        self.empty(inner, "FRBRprescriptive", &[("value", bool_name(frbr.prescriptive))]);
        self.empty(inner, "FRBRauthoritative", &[("value", bool_name(frbr.authoritative))]);
        self.close(depth + 1, "FRBRWork");

        self.open(depth + 1, "FRBRExpression", &[]);
        let uri = frbr.expression_uri();
        self.empty(inner, "FRBRthis", &[("value", &format!("{uri}/!main"))]);
        self.empty(inner, "FRBRuri", &[("value", &uri)]);
        self.empty(inner, "FRBRdate", &[("date", &expression_date), ("name", &frbr.date_name)]);
        for author in &authors {
            self.empty(inner, "FRBRauthor", &[("href", author), ("as", "#author")]);
        }
        self.empty(inner, "FRBRlanguage", &[("language", frbr.written_language())]);
        self.close(depth + 1, "FRBRExpression");

        self.open(depth + 1, "FRBRManifestation", &[]);
        self.empty(inner, "FRBRthis", &[("value", &format!("{uri}/!main.xml"))]);
        self.empty(inner, "FRBRuri", &[("value", &frbr.manifestation_uri())]);
        self.empty(inner, "FRBRdate", &[("date", &manifestation_date), ("name", "markup")]);
        self.empty(inner, "FRBRauthor", &[("href", "#editor"), ("as", "#markup-editor")]);
        self.empty(inner, "FRBRformat", &[("value", "application/akn+xml")]);
        self.close(depth + 1, "FRBRManifestation");
        self.close(depth, "identification");
    }

    /// What Akoma Ntoso has no words for: more about the entities, and the commitments.
    fn analysis(&mut self) {
        let data = self.doc.data();
        if !data.entities.is_empty() || !data.predicates.is_empty() {
            self.records(data.entities.iter(), data.predicates.iter(), "#editor");
        }
    }

    /// The records of these, made by `source`. The tag before is left open and closed here, as
    /// the last one here is left open.
    pub(super) fn records<'d>(
        &mut self,
        entities: impl Iterator<Item = &'d Entity>,
        commitments: impl Iterator<Item = &'d PredicateData>,
        source: &str,
    ) {
        let offsets = Offsets::new(self.doc.text(), Unit::CodePoint);
        let depth = META + 1;
        self.open(depth, "analysis", &[("source", source)]);
        self.open(depth + 1, "otherAnalysis", &[("source", source)]);
        self.open(
            depth + 2,
            "akoma:records",
            &[("xmlns:akoma", RECORDS), ("unit", Unit::CodePoint.name())],
        );
        for entity in entities {
            self.entity_record(depth + 3, entity);
        }
        for commitment in commitments {
            self.commitment_record(depth + 3, commitment, &offsets);
        }
        self.close(depth + 2, "akoma:records");
        self.close(depth + 1, "otherAnalysis");
        self.close(depth, "analysis");
    }

    fn entity_record(&mut self, depth: usize, entity: &Entity) {
        if !has_record(entity) {
            return;
        }
        self.xml.line(depth);
        self.xml.out.push_str("><akoma:entity");
        self.xml.reference("href", &entity.id);
        for (name, value) in [
            ("nameLang", &entity.name_language),
            ("class", &entity.class),
            ("country", &entity.country),
        ] {
            if let Some(value) = value {
                self.xml.attribute(name, value);
            }
        }
        for (name, id) in [("role", entity.role), ("party", entity.party)] {
            if let Some(id) = id {
                self.xml.reference(name, &self.doc.entity(id).id);
            }
        }
        if !entity.same_as.is_empty() {
            self.xml.attribute("sameAs", &entity.same_as.join(" "));
        }
        self.xml.out.push_str("></akoma:entity");
    }

    fn commitment_record(&mut self, depth: usize, c: &PredicateData, offsets: &Offsets<'_>) {
        let data = self.doc.data();
        self.xml.line(depth);
        self.xml.out.push_str("><akoma:commitment");
        self.xml.reference("href", data.id(c.eid));
        self.xml.attribute("act", c.act.name());
        if let Some(strength) = c.strength {
            self.xml.attribute("strength", strength.name());
        }
        self.xml.attribute("polarity", c.polarity.name());
        self.xml.attribute("change", c.change.name());
        self.xml.attribute("reciprocal", bool_name(c.reciprocal));
        self.xml.attribute("implied", bool_name(c.implied));
        self.xml.attribute("lemma", &c.lemma);
        self.references_to("actor", &c.actor);
        self.references_to("bodies", &c.bodies);
        self.references_to("addressees", &c.addressees);
        self.spans("subjectAt", c.actor_span.as_slice(), offsets);
        self.spans("addresseeAt", c.addressee_span.as_slice(), offsets);
        self.spans("triggerAt", &c.trigger, offsets);
        self.spans("objectAt", c.object.as_slice(), offsets);
        self.spans("hedgeAt", &c.hedges, offsets);
        self.spans("conditionAt", &c.conditions, offsets);
        self.xml.out.push_str("></akoma:commitment");
    }

    fn references_to(&mut self, name: &str, ids: &[EntityId]) {
        if ids.is_empty() {
            return;
        }
        self.xml.out.push(' ');
        self.xml.out.push_str(name);
        self.xml.out.push_str("=\"");
        for (i, id) in ids.iter().enumerate() {
            self.xml.out.push_str(if i > 0 { " #" } else { "#" });
            self.xml.value(&self.doc.entity(*id).id);
        }
        self.xml.out.push('"');
    }

    /// Spans as `start end`, several joined by a space.
    fn spans(&mut self, name: &str, spans: &[Span], offsets: &Offsets<'_>) {
        if spans.is_empty() {
            return;
        }
        self.xml.out.push(' ');
        self.xml.out.push_str(name);
        self.xml.out.push_str("=\"");
        for (i, span) in spans.iter().enumerate() {
            if i > 0 {
                self.xml.out.push(' ');
            }
            push_number(&mut self.xml.out, offsets.of(span.start()));
            self.xml.out.push(' ');
            push_number(&mut self.xml.out, offsets.of(span.end()));
        }
        self.xml.out.push('"');
    }

    /// A TLC entry for everything that is referred to.
    fn references(&mut self) {
        let data = self.doc.data();
        let depth = META + 1;
        let inner = depth + 1;
        self.open(depth, "references", &[("source", "#editor")]);
        // A document from elsewhere may refer to one of akoma's own: its entry comes below.
        for entity in data.entities.iter().filter(|e| !RESERVED_IDS.contains(&e.id.as_ref())) {
            self.tlc(inner, entity);
        }
        let mut concepts: Vec<_> = data.predicates.iter().map(concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        for (id, label) in concepts {
            let href = format!("/akn/ontology/concept/{id}");
            self.empty(inner, "TLCConcept", &[("eId", id), ("href", &href), ("showAs", label)]);
        }
        let editor = self.doc.frbr().editor;
        let organization = "TLCOrganization";
        self.empty(
            inner,
            organization,
            &[
                ("eId", "editor"),
                ("href", "/akn/ontology/organization/editor"),
                ("showAs", &editor),
            ],
        );
        if self.doc.parties().next().is_none() {
            self.empty(
                inner,
                organization,
                &[
                    ("eId", "author-unknown"),
                    ("href", "/akn/ontology/organization/unknown"),
                    ("showAs", "unknown"),
                ],
            );
        }
        for (id, label) in [("author", "Author"), ("markup-editor", "Editor of the markup")] {
            let href = format!("/akn/ontology/role/{id}");
            self.empty(inner, "TLCRole", &[("eId", id), ("href", &href), ("showAs", label)]);
        }
        self.close(depth, "references");
    }

    fn tlc(&mut self, depth: usize, entity: &Entity) {
        let entry = ReferenceEntry::of(entity);
        self.empty(depth, entry.element, &entry.attributes());
    }
}

/// An entry of `references`.
pub(super) struct ReferenceEntry<'e> {
    pub(super) element: &'static str,
    id: &'e str,
    name: Option<&'static str>,
    href: String,
    label: &'e str,
    short: Option<&'e str>,
}

impl<'e> ReferenceEntry<'e> {
    /// The entry of an entity.
    pub(super) fn of(entity: &'e Entity) -> Self {
        // What the standard has no class for is a reference whose name says what it is.
        let class = entity.kind.class();
        let name = (class == TopLevelClass::Reference).then(|| entity.kind.name());
        let path = name.unwrap_or(class.name());
        Self {
            element: class.entry(),
            id: &entity.id,
            name,
            href: format!("/akn/ontology/{path}/{}", entity.id),
            label: &entity.name,
            short: entity.short.as_deref(),
        }
    }

    /// The entry of a thing that has no entity.
    pub(super) fn other(
        element: &'static str,
        path: &str,
        id: &'static str,
        label: &'static str,
    ) -> ReferenceEntry<'static> {
        let href = format!("/akn/ontology/{path}/{id}");
        ReferenceEntry { element, id, name: None, href, label, short: None }
    }

    /// Its eId.
    pub(super) fn id(&self) -> &'e str {
        self.id
    }

    /// Its attributes, in order.
    pub(super) fn attributes(&self) -> Vec<(&'static str, &str)> {
        let mut attributes = vec![("eId", self.id)];
        attributes.extend(self.name.map(|name| ("name", name)));
        attributes.extend([("href", self.href.as_str()), ("showAs", self.label)]);
        attributes.extend(self.short.map(|short| ("shortForm", short)));
        attributes
    }
}

/// Whether there is more to say about an entity than its entry does.
pub(super) fn has_record(entity: &Entity) -> bool {
    entity.name_language.is_some()
        || entity.class.is_some()
        || entity.country.is_some()
        || entity.party.is_some()
        || entity.role.is_some()
        || !entity.same_as.is_empty()
}

fn bool_name(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
