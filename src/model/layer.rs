//! What is said of stretches of the text: mentions and predicates.

use super::entity::{EntityId, EntityKind};
use super::tree::NodeId;
use crate::text::{Span, UnknownName};
use std::fmt;
use std::str::FromStr;

/// No index: what is outermost has no outer mention.
pub(crate) const NONE: u32 = u32::MAX;

/// A mention: a stretch of text that names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MentionData {
    pub(crate) span: Span,
    pub(crate) entity: EntityId,
    pub(crate) kind: EntityKind,
    /// The deepest node that holds it.
    pub(crate) node: NodeId,
    /// The mention right around it, or [`NONE`].
    pub(crate) outer: u32,
    /// The rule of the language that found it, or [`NONE`]: see [`super::Data::rule_ids`].
    pub(crate) rule: u32,
    /// Where its eId is: see [`super::Data::id`].
    pub(crate) eid: Span,
    /// Whether it is in the XML that the document was read from.
    pub(crate) written: bool,
}

/// A predicate and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PredicateData {
    pub(crate) span: Span,
    pub(crate) node: NodeId,
    pub(crate) eid: Span,
    pub(crate) act: SpeechAct,
    pub(crate) strength: Option<Strength>,
    pub(crate) polarity: Polarity,
    pub(crate) change: Change,
    pub(crate) reciprocal: bool,
    /// Whether the text names no agent and the parties are understood.
    pub(crate) implied: bool,
    pub(crate) actor: Vec<EntityId>,
    pub(crate) actor_span: Option<Span>,
    pub(crate) bodies: Vec<EntityId>,
    pub(crate) addressees: Vec<EntityId>,
    pub(crate) addressee_span: Option<Span>,
    pub(crate) trigger: Vec<Span>,
    pub(crate) hedges: Vec<Span>,
    pub(crate) conditions: Vec<Span>,
    pub(crate) lemma: Box<str>,
    pub(crate) object: Option<Span>,
    pub(crate) rules: FiredRules,
    /// Whether it is in the XML that the document was read from.
    pub(crate) written: bool,
}

/// The rules of the language that made a predicate what it is: their numbers, or [`NONE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FiredRules {
    /// That of the verb with its complement.
    pub(crate) verb: u32,
    pub(crate) subject: u32,
    pub(crate) addressee: u32,
    pub(crate) change: u32,
    /// Those of the hedges, in their order.
    pub(crate) hedges: Vec<u32>,
    /// Those of the conditions, in their order.
    pub(crate) conditions: Vec<u32>,
}

impl Default for FiredRules {
    fn default() -> Self {
        Self {
            verb: NONE,
            subject: NONE,
            addressee: NONE,
            change: NONE,
            hedges: Vec::new(),
            conditions: Vec::new(),
        }
    }
}

/// Makes an enumeration whose values have names in records and data files.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $type { $($(#[$vdoc])* $variant),+ }

        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The name in records and data files.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.name() == s).ok_or_else(|| {
                    UnknownName::new($what, Self::ALL.iter().map(|v| v.name()), s)
                })
            }
        }
    };
}

named! {
    /// What a predicate does: who is bound by it.
    SpeechAct, "a speech act" {
        /// The parties bind themselves.
        Commit = "commit",
        /// Others are asked to act.
        Call = "call",
        /// Nobody is bound: appreciation, belief, position.
        Acknowledge = "acknowledge",
        /// Nobody is bound: a fact.
        State = "state",
    }
}

named! {
    /// How firmly a commitment binds.
    Strength, "a strength" {
        /// The act itself is promised.
        Firm = "firm",
        /// An effort or care is promised.
        Endeavour = "endeavour",
        /// A will is stated.
        Intention = "intention",
    }
}

named! {
    /// What becomes of the thing promised.
    Change, "a change" {
        /// It goes on as it is.
        Continue = "continue",
        /// It is made stronger.
        Strengthen = "strengthen",
        /// It is new.
        New = "new",
    }
}

named! {
    /// Whether something is to be done or to be avoided.
    Polarity, "a polarity" {
        /// To be done.
        Positive = "+",
        /// To be avoided or opposed.
        Negative = "-",
    }
}

/// Gives every mention the one right around it; they are sorted by start, the longer first.
pub(crate) fn nest_mentions(mentions: &mut [MentionData]) {
    let mut open: Vec<u32> = Vec::new();
    for i in 0..mentions.len() {
        while open
            .last()
            .is_some_and(|&o| mentions[o as usize].span.end() <= mentions[i].span.start())
        {
            open.pop();
        }
        mentions[i].outer = open.last().copied().unwrap_or(NONE);
        open.push(i as u32);
    }
}

/// The Akoma Ntoso element that carries a mention.
pub(crate) fn element_of(kind: EntityKind, full_date: bool) -> &'static str {
    match kind {
        EntityKind::Date if full_date => "date",
        EntityKind::Reference => "ref",
        kind if kind.class().name() == kind.name() => kind.name(),
        // The standard has no element for the others; `entity` takes a name.
        _ => "entity",
    }
}
