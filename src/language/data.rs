use crate::error::{Error, ErrorKind};
use crate::languages;
use crate::model::{Change, EntityKind, Polarity, SpeechAct, Strength};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A language that akoma has data for: its words of structure, dates, roles and commitments.
///
/// ```
/// let french = akoma::Language::named("fra").unwrap();
/// assert_eq!(french.code(), "fra");
/// assert_eq!(akoma::Language::detect("Les deux pays sont convenus de ce qui suit.").map(|l| l.code()), Some("fra"));
/// ```
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Language {
    code: String,
    name: String,
    /// Frequent words, by which the language is told; all are words of grammar.
    pub(crate) function_words: Vec<String>,
    /// Folded words that keep their full stop without ending a sentence.
    pub(crate) abbreviations: Vec<String>,
    #[serde(default)]
    pub(crate) structure: StructureRules,
    #[serde(default)]
    pub(crate) dates: DateRules,
    #[serde(default)]
    pub(crate) roles: RoleRules,
    #[serde(default)]
    pub(crate) acronym_head: Vec<AcronymHead>,
    #[serde(default)]
    pub(crate) name_pattern: Vec<NamePattern>,
    #[serde(default)]
    pub(crate) commitments: PredicateRules,
}

/// The words by which the parts of a document are known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct StructureRules {
    /// Beginnings of titles and what kind of document each tells.
    pub(crate) doctype: Vec<DocType>,
    /// Words that head a division, « Article » for example.
    pub(crate) division: Vec<Division>,
    /// Numbers written as words, « premier ».
    pub(crate) ordinals: Vec<String>,
    /// Beginnings of the lines that conclude a document, « Fait à ».
    pub(crate) conclusions: Vec<String>,
}

/// A beginning of a title.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocType {
    pub(crate) words: Vec<String>,
    pub(crate) kind: String,
    pub(crate) subtype: Option<String>,
}

/// Words that head a division, and its element.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Division {
    pub(crate) words: Vec<String>,
    pub(crate) element: String,
}

/// How dates are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct DateRules {
    /// The names of each of the twelve months.
    pub(crate) months: Vec<Vec<String>>,
    /// What may follow the number of a day, « er » in « 1er ».
    pub(crate) day_suffixes: Vec<String>,
    /// Whether the month may stand before the day: « October 29, 2021 ».
    pub(crate) month_first: bool,
    /// Words after which a bare year is a date.
    pub(crate) before_year: Vec<String>,
    /// Words after which a full date is the document's own: « ce 22 novembre », « Fait à … le ».
    pub(crate) own_date: Vec<String>,
}

/// How offices and the people who hold them are named.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RoleRules {
    /// Offices: the forms of each, the singular first.
    pub(crate) heads: Vec<Vec<String>>,
    /// Words that join an office to its field: « de », « des ».
    pub(crate) joins: Vec<String>,
    /// Words between a join and the field: « la », « l ».
    pub(crate) articles: Vec<String>,
    /// « et »
    pub(crate) and: Vec<String>,
    /// Endings of the adjectives that may end a field: « étrangères ».
    pub(crate) field_endings: Vec<String>,
    /// Words within a person's name that have no capital: « de », « van ».
    pub(crate) particles: Vec<String>,
    /// Words before a person's name: « Monsieur ».
    pub(crate) honorifics: Vec<String>,
}

/// What the head of a full name tells about the acronym behind it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcronymHead {
    pub(crate) words: Vec<String>,
    #[serde(deserialize_with = "parsed")]
    pub(crate) kind: EntityKind,
    #[serde(default)]
    pub(crate) class: Option<String>,
}

/// A pattern for names that no list can hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamePattern {
    #[serde(rename = "match")]
    pub(crate) notation: String,
    #[serde(deserialize_with = "parsed")]
    pub(crate) kind: EntityKind,
    #[serde(default)]
    pub(crate) class: Option<String>,
}

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
    /// Endings by which a future is known, with the person.
    pub(crate) future: Vec<FutureEnding>,
    /// What a future stem (with its final r) rewrites to in the lemma; `^` for the whole stem.
    pub(crate) future_stems: Vec<(String, String)>,
    /// Words that look like a future and are none.
    pub(crate) not_future: Vec<String>,
    /// Words before a verb that make it future: « will », « zullen ».
    pub(crate) future_words: Vec<String>,
    /// Endings of a plain present in the plural, and those that only look so.
    pub(crate) present: Vec<String>,
    pub(crate) not_present: Vec<String>,
    /// Plural forms without such an ending: « sommes ».
    pub(crate) plural_forms: Vec<String>,
    /// Endings by which a participle behind an auxiliary is known.
    pub(crate) participles: Vec<String>,
    /// Forms of « have » and « be » that make a compound past.
    pub(crate) past_auxiliaries: Vec<String>,
    /// Every finite form of « be » and « have ».
    pub(crate) auxiliaries: Vec<String>,
    /// Of the past auxiliaries, the lemmas that make the past of any verb; the others make that
    /// of reflexive verbs, and the passive.
    pub(crate) perfect: Vec<String>,
    /// Endings of the first person plural: at the head of a sentence it needs no subject
    /// (« 1. Condamnons … » under « Nous, … »).
    pub(crate) first_person: Vec<String>,
    /// Endings of a plain present in the singular, behind a subject that is marked `singular`.
    pub(crate) present_singular: Vec<String>,
    /// Pronouns that stand between subject and verb: « se », « s », « en ».
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
    /// Adverbs that may stand between a joining word or a subject and its verb.
    pub(crate) adverbs: Vec<String>,
    /// Nouns whose future, with no agent, is a promise of the parties.
    pub(crate) implied_subjects: Vec<String>,
    /// Participles whose future passive is a promise of the parties.
    pub(crate) implied_participles: Vec<String>,
    /// Those that are one only in the future: in a treaty's present they tell how a body works.
    pub(crate) implied_future_participles: Vec<String>,
    /// What stands before the agent of a passive: « par ».
    pub(crate) agents: Vec<String>,
    /// Nouns behind it that are no agent, or are the parties: « par la voie diplomatique ».
    pub(crate) no_agents: Vec<String>,
    /// Verbs and nouns of exchange: both sides do the same to each other.
    pub(crate) reciprocal: Vec<String>,
    pub(crate) change: Vec<ChangeRule>,
    /// Verbs that mean not to do.
    pub(crate) negative_verbs: Vec<String>,
    /// Phrases that soften, and phrases that set a condition.
    pub(crate) hedges: Vec<String>,
    pub(crate) conditions: Vec<String>,
    /// What stands before the one who is addressed.
    pub(crate) addressees: Vec<String>,
    /// What stands before an infinitive: it ends the addressee.
    pub(crate) infinitive_marks: Vec<String>,
    /// Articles and the like: between a preposition and its noun.
    pub(crate) determiners: Vec<String>,
    /// Endings by which an infinitive is known (`^` for a whole word), and words that only look so.
    pub(crate) infinitives: Vec<String>,
    pub(crate) not_infinitives: Vec<String>,
}

/// A grammatical subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubjectRule {
    #[serde(rename = "match")]
    pub(crate) notations: Vec<String>,
    pub(crate) who: Who,
    /// Whether the word right behind it, but for pronouns, is a verb in the singular.
    #[serde(default)]
    pub(crate) singular: bool,
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

/// The forms of a verb: present / participles / future, words joined by spaces.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Verb(String);

impl Verb {
    fn part(&self, number: usize) -> impl Iterator<Item = &str> {
        self.0.split('/').nth(number).unwrap_or_default().split_whitespace()
    }

    /// Finite forms of the present.
    pub(crate) fn present(&self) -> impl Iterator<Item = &str> {
        self.part(0)
    }

    /// Participles, all genders and numbers.
    pub(crate) fn past(&self) -> impl Iterator<Item = &str> {
        self.part(1)
    }

    /// Finite forms of the future, where the endings do not tell them.
    pub(crate) fn future(&self) -> impl Iterator<Item = &str> {
        self.part(2)
    }
}

/// What verbs with their complements do. The first word of each in `match` is a lemma.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Frame {
    #[serde(rename = "match")]
    pub(crate) notations: Vec<String>,
    #[serde(deserialize_with = "parsed")]
    pub(crate) act: SpeechAct,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(crate) strength: Option<Strength>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(crate) polarity: Option<Polarity>,
    /// Whether the parties' own future makes it a firm promise: « demanderont » promises to ask.
    #[serde(default)]
    pub(crate) firm_in_future: bool,
    /// Whether the verb speaks to somebody: its complement, up to an infinitive, is addressed.
    #[serde(default)]
    pub(crate) addressed: bool,
    /// Whether it holds without a subject that speaks: « La Banque est invitée à ».
    #[serde(default)]
    pub(crate) agentless: bool,
    /// The verb of the action where it is not the first word: « convenir » in « être convenu ».
    #[serde(default)]
    pub(crate) lemma: Option<String>,
}

/// An ending of the future.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FutureEnding {
    pub(crate) ending: String,
    pub(crate) plural: bool,
}

/// Verbs and nouns that tell what becomes of the thing promised.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeRule {
    #[serde(deserialize_with = "parsed")]
    pub(crate) change: Change,
    pub(crate) words: Vec<String>,
}

fn parsed<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err = String>,
{
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn maybe_parsed<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err = String>,
{
    parsed(deserializer).map(Some)
}

/// Code and data of every bundled language, read when first asked for.
static BUNDLED: [(&str, &str, OnceLock<Language>); 4] = [
    ("fra", include_str!("../../corpus/language/fra.toml"), OnceLock::new()),
    ("eng", include_str!("../../corpus/language/eng.toml"), OnceLock::new()),
    ("nld", include_str!("../../corpus/language/nld.toml"), OnceLock::new()),
    ("deu", include_str!("../../corpus/language/deu.toml"), OnceLock::new()),
];

/// How many words of a text tell its language.
const DETECT_WORDS: usize = 400;

impl Language {
    /// The bundled language with this code: of two or three letters, or a language tag that begins
    /// with one, as [`languages::code`] takes them.
    pub fn named(code: &str) -> Option<&'static Language> {
        let code = languages::code(code)?;
        BUNDLED.iter().find(|(c, ..)| *c == code).map(|(_, toml, cell)| {
            cell.get_or_init(|| {
                Language::from_toml(toml)
                    .expect("the bundled languages are well-formed: a test reads them")
            })
        })
    }

    /// The codes of all bundled languages.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        BUNDLED.iter().map(|(code, ..)| *code)
    }

    /// Code: ISO 639-2, three letters.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The language's name in the language itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether there are rules for who promises what in it.
    pub fn has_commitment_rules(&self) -> bool {
        !self.commitments.frame.is_empty()
    }

    /// Reads a language file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the line, the column and the key.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        crate::datafile::from_toml(text)
    }

    /// The bundled language a text is written in, told by its words of grammar; `None` if they
    /// are too few.
    pub fn detect(text: &str) -> Option<&'static Language> {
        let known = known_words();
        let mut all = 0;
        let mut counts = [0usize; BUNDLED.len()];
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        for word in words.take(DETECT_WORDS) {
            all += 1;
            let lower = match word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
                true => Cow::Borrowed(word),
                false => Cow::Owned(word.to_lowercase()),
            };
            let of = known.get(lower.as_ref()).copied().unwrap_or_default();
            counts.iter_mut().zip(of).for_each(|(count, is_one)| *count += usize::from(is_one));
        }
        let codes = BUNDLED.iter().map(|(code, ..)| *code);
        let (count, code) = counts.into_iter().zip(codes).max_by_key(|(count, _)| *count)?;
        // One word in ten is a word of grammar in any running text of these languages.
        (count * 10 >= all && count > 0).then(|| Language::named(code))?
    }

    /// The language of a text: what its metadata says, be there data for it or not, and only if that
    /// is nothing what its words tell.
    pub(crate) fn of(said: Option<&str>, text: &str) -> Option<&'static Language> {
        match said.filter(|code| languages::is_said(code)) {
            Some(code) => Language::named(code),
            None => Language::detect(text),
        }
    }

    pub(crate) fn is_abbreviation(&self, folded: &str) -> bool {
        self.abbreviations.iter().any(|a| a == folded)
    }
}

/// The words of grammar of all bundled languages, and whether each is one of each language.
fn known_words() -> &'static FxHashMap<&'static str, [bool; BUNDLED.len()]> {
    static KNOWN: OnceLock<FxHashMap<&'static str, [bool; BUNDLED.len()]>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: FxHashMap<_, [bool; BUNDLED.len()]> = FxHashMap::default();
        for (number, (_, toml, _)) in BUNDLED.iter().enumerate() {
            for word in function_words(toml) {
                known.entry(word).or_default()[number] = true;
            }
        }
        known
    })
}

/// The words on the one line of `function-words`, without reading the rest of the file.
fn function_words(toml: &str) -> Vec<&str> {
    let list = toml.split_once("function-words = [").and_then(|(_, rest)| rest.split_once(']'));
    let list = list.map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).collect()
}

/// An unknown language is named with those that are known.
pub(crate) fn unknown_language(code: &str) -> Error {
    let known: Vec<_> = Language::codes().collect();
    let message = format!(
        "expected a language akoma has data for ({}), but found `{code}`",
        known.join(", ")
    );
    let error = Error::new(ErrorKind::UnknownLanguage, message);
    // Names of languages begin as one of their codes: « french » as `fre`, « Deutsch » as `deu`.
    let first: String = code.chars().take(3).collect();
    match languages::code(&first).filter(|near| known.contains(near)) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_by_its_name_is_told_with_its_code() {
        for (name, code) in
            [("french", "fra"), ("English", "eng"), ("dutch", "nld"), ("Deutsch", "deu")]
        {
            let error = unknown_language(name);
            assert_eq!(error.help(), Some(format!("did you mean `{code}`?").as_str()), "{name}");
        }
        for name in ["italian", "", "日本語", "xx"] {
            assert_eq!(unknown_language(name).help(), None, "{name}");
        }
    }

    #[test]
    fn every_bundled_language_is_well_formed() {
        for (code, toml, _) in &BUNDLED {
            let language = Language::from_toml(toml).unwrap_or_else(|e| panic!("{code}: {e}"));
            assert_eq!(language.code(), *code);
            assert_eq!(function_words(toml), language.function_words);
        }
    }

    #[test]
    fn rules_for_commitments_are_there_for_french_only() {
        let with_rules: Vec<_> = Language::codes()
            .filter(|code| Language::named(code).is_some_and(Language::has_commitment_rules))
            .collect();
        assert_eq!(with_rules, ["fra"]);
    }

    #[test]
    fn a_language_is_told_by_its_words_of_grammar() {
        for (code, text) in [
            ("fra", "Les deux pays soulignent l’excellente coopération dans ce domaine."),
            ("eng", "The two countries reaffirm their commitment to the rule of law."),
            ("nld", "De twee landen bevestigen hun samenwerking op het gebied van de politie."),
            (
                "deu",
                "Die beiden Länder bekräftigen ihre Zusammenarbeit auf dem Gebiet der Polizei.",
            ),
        ] {
            assert_eq!(Language::detect(text).map(Language::code), Some(code), "{text}");
        }
        assert!(Language::detect("Lorem ipsum dolor sit amet").is_none());
        assert!(Language::detect("12 34").is_none());
    }

    #[test]
    fn a_language_is_named_by_its_codes_and_tags() {
        for (code, name) in [
            ("fra", Some("fra")),
            ("fr", Some("fra")),
            ("fre", Some("fra")),
            ("FR-be", Some("fra")),
            ("fra@2021", Some("fra")),
            ("en_GB", Some("eng")),
            ("nl", Some("nld")),
            ("dut", Some("nld")),
            ("de", Some("deu")),
            ("ger", Some("deu")),
            ("it", None),
            ("", None),
        ] {
            assert_eq!(Language::named(code).map(Language::code), name, "{code}");
        }
    }

    #[test]
    fn one_word_in_ten_of_the_first_400_tells_the_language() {
        let text = |before: usize, grammar: usize, after: usize| {
            format!("{}{}{}", "x ".repeat(before), "les ".repeat(grammar), "x ".repeat(after))
        };
        for (before, grammar, after, told) in [
            (0, 1, 9, true),
            (0, 1, 10, false),
            (9, 1, 0, true),
            (360, 40, 500, true),
            (361, 40, 500, false),
            (400, 400, 0, false),
            (0, 0, 10, false),
        ] {
            let found = Language::detect(&text(before, grammar, after)).map(Language::code);
            assert_eq!(found, told.then_some("fra"), "{before} {grammar} {after}");
        }
        // Whatever its capitals.
        assert_eq!(Language::detect("LES x À").map(Language::code), Some("fra"));
    }

    #[test]
    fn an_abbreviation_is_one_of_its_language() {
        let is = |code, word| Language::named(code).is_some_and(|l| l.is_abbreviation(word));
        assert!(is("fra", "mme") && !is("eng", "mme") && !is("fra", "paix"));
        // What is unknown is told with what is known.
        assert!(
            unknown_language("ita").message().contains("(fra, eng, nld, deu), but found `ita`")
        );
    }

    #[test]
    fn a_verb_has_its_forms_in_three_parts() {
        let verb = Verb("va vont / allé allés / ira".to_owned());
        assert_eq!(verb.present().collect::<Vec<_>>(), ["va", "vont"]);
        assert_eq!(verb.past().collect::<Vec<_>>(), ["allé", "allés"]);
        assert_eq!(verb.future().collect::<Vec<_>>(), ["ira"]);
        assert_eq!(Verb("va".to_owned()).past().count(), 0);
    }
}
