use super::filter::{ChapterFilter, EntityFilter};
use super::mentions::Mentions;
use crate::model::{
    Change, Document, Entity, EntityId, Node, Polarity, PredicateData, SpeechAct, Strength,
};
use crate::text::Span;

/// A predicate and what it does: a small handle, cheap to copy.
#[derive(Clone, Copy)]
pub struct Predicate<'a> {
    doc: &'a Document,
    index: u32,
}

impl<'a> Predicate<'a> {
    fn data(self) -> &'a PredicateData {
        &self.doc.data().predicates[self.index as usize]
    }

    /// The words of its clause.
    pub fn text(self) -> &'a str {
        &self.doc.text()[self.span().range()]
    }

    /// Where its clause is, in bytes.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// The eId of the element that marks it in Akoma Ntoso.
    pub fn eid(self) -> &'a str {
        self.doc.data().id(self.data().eid)
    }

    /// The deepest element of the tree around it.
    pub fn node(self) -> Node<'a> {
        self.doc.node(self.data().node)
    }

    /// The chapter it is in.
    pub fn chapter(self) -> Option<Node<'a>> {
        self.node().chapter()
    }

    /// Who is bound: the parties, others, nobody.
    pub fn act(self) -> SpeechAct {
        self.data().act
    }

    /// How firmly, if it is a commitment.
    pub fn strength(self) -> Option<Strength> {
        self.data().strength
    }

    /// Who acts. With [`is_implied`](Self::is_implied) the parties, whom the text does not name.
    pub fn actors(self) -> impl Iterator<Item = &'a Entity> {
        self.entities(&self.data().actor)
    }

    /// The words of its grammatical subject; none if it has no agent.
    pub fn subject(self) -> Option<Span> {
        self.data().actor_span
    }

    /// Whether the text names no agent and the parties are understood.
    pub fn is_implied(self) -> bool {
        self.data().implied
    }

    /// The bodies that carry it out.
    pub fn bodies(self) -> impl Iterator<Item = &'a Entity> {
        self.entities(&self.data().bodies)
    }

    /// The entities addressed or asked.
    pub fn addressees(self) -> impl Iterator<Item = &'a Entity> {
        self.entities(&self.data().addressees)
    }

    /// The words that name who is addressed or asked.
    pub fn addressee(self) -> Option<Span> {
        self.data().addressee_span
    }

    /// Whether each side does it to the other.
    pub fn is_reciprocal(self) -> bool {
        self.data().reciprocal
    }

    /// What becomes of the thing promised.
    pub fn change(self) -> Change {
        self.data().change
    }

    /// Whether it is to be done or to be avoided.
    pub fn polarity(self) -> Polarity {
        self.data().polarity
    }

    /// The words that make it what it is, in one piece or more.
    pub fn trigger(self) -> &'a [Span] {
        &self.data().trigger
    }

    /// The trigger as text, its pieces joined by « … ».
    pub fn trigger_text(self) -> String {
        let pieces: Vec<_> = self.trigger().iter().map(|s| &self.doc.text()[s.range()]).collect();
        pieces.join(" … ")
    }

    /// The verb of the action, in its dictionary form.
    pub fn lemma(self) -> &'a str {
        &self.data().lemma
    }

    /// What the action is done to.
    pub fn object(self) -> Option<Span> {
        self.data().object
    }

    /// Phrases that soften it.
    pub fn hedges(self) -> &'a [Span] {
        &self.data().hedges
    }

    /// Phrases that set a condition.
    pub fn conditions(self) -> &'a [Span] {
        &self.data().conditions
    }

    /// The id of the rule of the language that made it what it is: that of the verb with its
    /// complement. None if the tense did, and for what an XML has.
    pub fn rule(self) -> Option<&'a str> {
        self.doc.data().rule_id(self.data().rules.verb)
    }

    /// Who and what its clause names.
    pub fn mentions(self) -> Mentions<'a> {
        self.doc.mentions().inside(self.span())
    }

    fn entities(self, ids: &'a [EntityId]) -> impl Iterator<Item = &'a Entity> {
        ids.iter().map(move |&id| self.doc.entity(id))
    }
}

impl std::fmt::Debug for Predicate<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let strength = self.strength().map_or("", Strength::name);
        write!(f, "{} {strength} {:?}", self.act(), self.trigger_text())
    }
}

/// The predicates of a document in the order of the text, narrowed by the methods: one
/// method called again widens what it asks for, another narrows it.
///
/// ```
/// use akoma::{Annotator, Document, Strength};
///
/// let doc = Document::parse(
///     "Déclaration\n1. Suivi\nLes deux pays renforceront leurs échanges avec Frontex. \
///      Ils s’efforceront de simplifier les règles. Ils saluent ce résultat.",
/// )?
/// .annotate(Annotator::bundled());
/// let strengths: Vec<_> = doc.commitments().filter_map(|c| c.strength()).collect();
/// assert_eq!(strengths, [Strength::Firm, Strength::Endeavour]);
/// let of_frontex = doc.commitments().naming("frontex").next().unwrap();
/// assert_eq!(of_frontex.trigger_text(), "renforceront");
/// assert_eq!(doc.predicates().count(), 3);
/// let text = "Accord entre la Belgique et la France\n1. Objet\nLa France informera Frontex.";
/// let doc = Document::parse(text)?.annotate(Annotator::bundled());
/// assert_eq!(doc.commitments().actor("France").count(), 1);
/// assert_eq!(doc.commitments().actor("Belgique").count(), 0);
/// assert_eq!(doc.commitments().class("agency").country("eu").count(), 1);
/// assert_eq!(doc.commitments().class("agency").country("fr").count(), 0);
/// assert_eq!(doc.commitments().chapter("1").count(), 1);
/// assert_eq!(doc.commitments().chapter("2").count(), 0);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone)]
pub struct Predicates<'a> {
    doc: &'a Document,
    next: u32,
    end: u32,
    all: bool,
    /// Those asked for; all if there are none.
    acts: Vec<SpeechAct>,
    strengths: Vec<Strength>,
    /// What the clause names.
    named: EntityFilter,
    actors: EntityFilter,
    chapters: ChapterFilter,
    within: Option<Span>,
}

impl Predicates<'_> {
    /// Only those of one act; called again, of any of the acts.
    #[must_use]
    pub fn act(mut self, act: SpeechAct) -> Self {
        self.acts.push(act);
        self.all = true;
        self
    }

    /// Only those of one strength; called again, of any of the strengths.
    #[must_use]
    pub fn strength(mut self, strength: Strength) -> Self {
        self.strengths.push(strength);
        self
    }

    /// Only those whose clause names an entity, called as [`Mentions::of`] says; called again, any
    /// of the entities.
    #[must_use]
    pub fn naming(mut self, entity: &str) -> Self {
        self.named.name(self.doc, entity);
        self
    }

    /// Only those whose clause names an entity of a class, for example `agency`; called again, of
    /// any of the classes. With [`naming`](Self::naming) and [`country`](Self::country) all of it
    /// holds of one entity.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        self.named.class(self.doc, class);
        self
    }

    /// Only those whose clause names an entity of a country: ISO 3166-1 alpha-2, `eu` or `int`;
    /// called again, of any of the countries.
    #[must_use]
    pub fn country(mut self, country: &str) -> Self {
        self.named.country(self.doc, country);
        self
    }

    /// Only those in which an entity acts, called as [`Mentions::of`] says, the parties where they
    /// are understood; called again, any of the entities.
    #[must_use]
    pub fn actor(mut self, entity: &str) -> Self {
        self.actors.name(self.doc, entity);
        self
    }

    /// Only those in the chapter with this number, as [`Node::has_number`] compares it; called
    /// again, in any of the chapters. The chapters are those of [`Document::chapters`].
    #[must_use]
    pub fn chapter(mut self, number: &str) -> Self {
        self.chapters.number(self.doc, number);
        self
    }

    /// Only those inside an element.
    #[must_use]
    pub fn within(mut self, node: Node<'_>) -> Self {
        self.within = Some(node.span());
        self
    }

    fn holds(&self, predicate: Predicate<'_>) -> bool {
        let data = predicate.data();
        (self.all || matches!(data.act, SpeechAct::Commit | SpeechAct::Call))
            && (self.acts.is_empty() || self.acts.contains(&data.act))
            && (self.strengths.is_empty()
                || data.strength.is_some_and(|strength| self.strengths.contains(&strength)))
            && (self.chapters.is_any() || self.chapters.has(predicate.node()))
            && self.within.is_none_or(|span| span.contains(data.span))
            && (self.actors.is_any() || data.actor.iter().any(|&actor| self.actors.has(actor)))
            && (self.named.is_any() || self.names(data))
    }

    /// Whether every predicate is asked for that is left.
    fn is_unfiltered(&self) -> bool {
        self.all
            && self.acts.is_empty()
            && self.strengths.is_empty()
            && self.named.is_any()
            && self.actors.is_any()
            && self.chapters.is_any()
            && self.within.is_none()
    }

    /// Whether a clause names what is asked for.
    fn names(&self, data: &PredicateData) -> bool {
        let mentions = &self.doc.data().mentions;
        let from = mentions.partition_point(|m| m.span.start() < data.span.start());
        mentions[from..]
            .iter()
            .take_while(|m| m.span.start() < data.span.end())
            .any(|m| self.named.has(m.entity))
    }
}

/// The answers that are left.
impl std::fmt::Debug for Predicates<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl std::iter::FusedIterator for Predicates<'_> {}

impl<'a> Iterator for Predicates<'a> {
    type Item = Predicate<'a>;

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.end - self.next) as usize;
        (if self.is_unfiltered() { left } else { 0 }, Some(left))
    }

    fn next(&mut self) -> Option<Predicate<'a>> {
        while self.next < self.end {
            let predicate = Predicate { doc: self.doc, index: self.next };
            self.next += 1;
            if self.holds(predicate) {
                return Some(predicate);
            }
        }
        None
    }
}

impl Document {
    /// What the parties promise and what they call on others to do.
    pub fn commitments(&self) -> Predicates<'_> {
        Predicates {
            doc: self,
            next: 0,
            end: self.data().predicates.len() as u32,
            all: false,
            acts: Vec::new(),
            strengths: Vec::new(),
            named: EntityFilter::default(),
            actors: EntityFilter::default(),
            chapters: ChapterFilter::default(),
            within: None,
        }
    }

    /// Every predicate: commitments and calls, and what is acknowledged or stated.
    pub fn predicates(&self) -> Predicates<'_> {
        Predicates { all: true, ..self.commitments() }
    }
}
