//! What a language file says of who promises what: verbs, frames, subjects.

use super::grammar::{Ending, Verb, VerbEnding, WordOrder};
use super::rule::{Placed, Rule, joined, maybe_parsed, parsed, rule};
use crate::model::{Change, Polarity, SpeechAct, Strength};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Who promises what: verbs, frames, subjects.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct PredicateRules {
    /// Grammatical subjects and whom each stands for.
    pub(crate) subject: Vec<SubjectRule>,
    /// Verbs whose forms the frames name by their lemma.
    pub(crate) verbs: BTreeMap<String, Verb>,
    /// What a verb with its complement does.
    pub(crate) frame: Vec<Frame>,
    /// Where the finite verb of a main clause is.
    pub(crate) order: WordOrder,
    /// Modals and auxiliaries before a verb.
    pub(crate) operator: Vec<Operator>,
    /// Endings by which a finite verb is known, and what each says of it.
    pub(crate) endings: Vec<VerbEnding>,
    /// What the end of a stem becomes in the lemma: the longest counts.
    pub(crate) stems: Vec<(Ending, String)>,
    /// Ends of what is no stem of a verb.
    pub(crate) not_stems: Vec<Ending>,
    /// Words that look like a future and are none.
    pub(crate) not_future: Vec<String>,
    /// Words, or ends of words, that look like a present and are none.
    pub(crate) not_present: Vec<String>,
    /// Endings by which a participle after an auxiliary is known.
    pub(crate) participles: Vec<Ending>,
    /// Forms of « have » and « be » that make a compound past.
    pub(crate) past_auxiliaries: Vec<String>,
    /// Every finite form of « be » and « have ».
    pub(crate) auxiliaries: Vec<String>,
    /// Of the past auxiliaries, the lemmas that make the past of any verb; the others make that
    /// of reflexive verbs, and the passive.
    pub(crate) perfect: Vec<String>,
    /// Pronouns that are between subject and verb: « se », « s », « en ».
    pub(crate) clitics: Vec<String>,
    pub(crate) reflexives: Vec<String>,
    /// « ne », « n ».
    pub(crate) negations: Vec<String>,
    /// Words that open a clause whose verb is not the sentence's.
    pub(crate) subordinators: Vec<String>,
    /// Of these, those that are the subject of their clause: a verb follows at once (« qui »).
    pub(crate) relative_subjects: Vec<String>,
    /// Words that join predicates: « et ».
    pub(crate) coordinators: Vec<String>,
    /// Adverbs that may be between a joining word or a subject and its verb.
    pub(crate) adverbs: Vec<String>,
    /// Nouns whose future, with no agent, is a promise of the parties.
    pub(crate) implied_subjects: Vec<String>,
    /// Participles whose future passive is a promise of the parties.
    pub(crate) implied_participles: Vec<String>,
    /// Those that are one only in the future: in a treaty's present they say how a body works.
    pub(crate) implied_future_participles: Vec<String>,
    /// What comes before the agent of a passive: « par ».
    pub(crate) agents: Vec<String>,
    /// Nouns after it that are no agent, or are the parties: « par la voie diplomatique ».
    pub(crate) no_agents: Vec<String>,
    /// Verbs and nouns of exchange: both sides do the same to each other.
    pub(crate) reciprocal: Vec<String>,
    pub(crate) change: Vec<ChangeRule>,
    /// Verbs that mean not to do.
    pub(crate) negative_verbs: Vec<String>,
    /// Phrases that soften, and phrases that set a condition.
    pub(crate) hedge: Vec<PhraseRule>,
    pub(crate) condition: Vec<PhraseRule>,
    /// What comes before the one who is addressed.
    pub(crate) addressee: Vec<PhraseRule>,
    /// What comes before an infinitive: it ends the addressee.
    pub(crate) infinitive_marks: Vec<String>,
    /// Articles and the like: between a preposition and its noun.
    pub(crate) determiners: Vec<String>,
    /// Endings of nouns in the plural.
    pub(crate) plural_nouns: Vec<Ending>,
    /// Endings by which an infinitive is known, and words that only look so.
    pub(crate) infinitives: Vec<Ending>,
    /// Whether infinitives have no ending, so that their place alone shows them: « shall promote ».
    pub(crate) bare_infinitives: bool,
    /// Marks of the infinitive that are inside a verb with a particle: « zusammen-zu-arbeiten ».
    pub(crate) joined_marks: Vec<String>,
    /// Endings of infinitives that hold such a mark.
    pub(crate) joined_infinitives: Vec<Ending>,
    /// Words that may follow what closes a clause without a sign between: prepositions in Dutch.
    pub(crate) after_bracket: Vec<String>,
    pub(crate) not_infinitives: Vec<String>,
}

rule! {
    /// Grammatical subjects that stand for the same.
    SubjectRule {
        who: Who,
        /// Whether the word right after it, but for pronouns, is a verb in the singular.
        #[serde(default)]
        singular: bool,
    }
    gives |rule| rule.who.name().to_owned()
}

rule! {
    /// Phrases that soften, set a condition, or come before the one who is addressed.
    PhraseRule {}
    gives |_rule| String::new()
}

/// Whom a subject stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// All parties of the document.
    Parties,
    /// A pronoun: the parties, unless the sentence before speaks of others.
    Pronoun,
    /// The entities named in the subject.
    Named,
    /// A singular pronoun: whoever was the last singular subject.
    Singular,
    /// Nobody: « il convient de », « il est créé ».
    Nobody,
}

impl Who {
    /// Its name in the file.
    fn name(self) -> &'static str {
        match self {
            Who::Parties => "parties",
            Who::Pronoun => "pronoun",
            Who::Named => "named",
            Who::Singular => "singular",
            Who::Nobody => "nobody",
        }
    }
}

rule! {
    /// What verbs with their complements do. Each notation begins with a lemma, or several.
    Frame {
        /// Whether a pronoun of the subject itself comes with the verb: « s’engagent à ».
        #[serde(default)]
        reflexive: bool,
        #[serde(deserialize_with = "parsed")]
        act: SpeechAct,
        #[serde(default, deserialize_with = "maybe_parsed")]
        strength: Option<Strength>,
        #[serde(default, deserialize_with = "maybe_parsed")]
        polarity: Option<Polarity>,
        /// Whether the parties' own future makes it a firm promise: « demanderont » promises to ask.
        #[serde(default)]
        firm_in_future: bool,
        /// Whether the verb speaks to somebody: its complement, up to an infinitive, is addressed.
        #[serde(default)]
        addressed: bool,
        /// Whether it holds without a subject that speaks: « La Banque est invitée à ».
        #[serde(default)]
        agentless: bool,
        /// The verb of the action where it is not the first word: « convenir » in « être convenu ».
        #[serde(default)]
        lemma: Option<String>,
    }
    gives |rule| joined(&[Some(rule.act.name()), rule.strength.map(Strength::name)])
}

rule! {
    /// Modals and auxiliaries before a verb: what they require with it, and what they make of it.
    /// Each notation begins with a lemma, or several, and ends with the form that it requires.
    Operator {
        #[serde(default = "commit", deserialize_with = "parsed")]
        act: SpeechAct,
        #[serde(default, deserialize_with = "maybe_parsed")]
        strength: Option<Strength>,
        /// Whether it grants: then nothing is promised, but with a negation it is forbidden.
        #[serde(default)]
        permission: bool,
        /// Verbs that keep what their own frame says.
        #[serde(default)]
        unless_verb: Vec<Placed>,
    }
    gives |rule| match rule.permission {
        true => "permission".to_owned(),
        false => joined(&[Some(rule.act.name()), rule.strength.map(Strength::name)]),
    }
}

fn commit() -> SpeechAct {
    SpeechAct::Commit
}

rule! {
    /// Verbs, by their lemmas, that say what becomes of the thing promised.
    ChangeRule {
        #[serde(deserialize_with = "parsed")]
        change: Change,
    }
    gives |rule| rule.change.name().to_owned()
}
