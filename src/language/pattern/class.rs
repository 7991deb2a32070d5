//! The classes of words and mentions that a pattern may name.

use crate::model::EntityKind;

/// What a `<class>` of a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// `<organization>`, `<location>`, `<date>`, `<event>`, `<agreement>`, `<programme>`,
    /// `<person>`, `<role>`: a mention of that kind.
    Kind(EntityKind),
    /// `<state>`: a mention of a state or country.
    State,
    /// `<party>`: a mention of one of the document's parties.
    Party,
    /// `<demonym>`: an adjective of a country.
    Demonym,
    /// `<capital>`: a word with a capital.
    Capital,
    /// `<lower>`: a word in lower case that is no word of grammar.
    Lower,
    /// `<adjective>`: a word in lower case with the ending of an adjective.
    Adjective,
    /// `<adverb>`: a word that may be between a verb and what belongs to it.
    Adverb,
    /// `<number>`: a number in digits.
    Number,
    /// `<word>`: any word.
    Word,
    /// `<inf>`: an infinitive without its mark.
    Infinitive,
    /// `<to-inf>`: an infinitive with its mark: « zu fördern », « zusammenzuarbeiten », « to work ».
    MarkedInfinitive,
    /// `<part>`: a participle.
    Participle,
    /// `<verb>`: a verb in any form.
    Verb,
}

/// The classes that are no kind of entity, with their names.
const NAMED: [(&str, Class); 13] = [
    ("state", Class::State),
    ("party", Class::Party),
    ("demonym", Class::Demonym),
    ("capital", Class::Capital),
    ("lower", Class::Lower),
    ("adjective", Class::Adjective),
    ("adverb", Class::Adverb),
    ("number", Class::Number),
    ("word", Class::Word),
    ("inf", Class::Infinitive),
    ("to-inf", Class::MarkedInfinitive),
    ("part", Class::Participle),
    ("verb", Class::Verb),
];

impl Class {
    /// The class with this name.
    pub(crate) fn named(name: &str) -> Option<Class> {
        let class = NAMED.iter().find(|(known, _)| *known == name).map(|(_, class)| *class);
        class.or_else(|| name.parse().ok().map(Class::Kind))
    }

    /// Whether it is a form of a verb.
    pub(crate) fn is_verb(self) -> bool {
        matches!(
            self,
            Class::Infinitive | Class::MarkedInfinitive | Class::Participle | Class::Verb
        )
    }

    /// The names of all classes.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        let kinds = EntityKind::ALL.iter().map(|kind| kind.name());
        NAMED.iter().map(|(name, _)| *name).chain(kinds)
    }
}

/// Says to a matcher where the classes are among the tokens of a block.
pub(crate) trait Classes {
    /// The end (a token index) of what `class` matches from token `at` on.
    fn class_end(&self, class: Class, at: usize) -> Option<usize>;
}
