//! What a language file holds.

use super::pattern::Sets;
use super::rule::{Placed, Rule, joined, parsed, rule};
use super::rules::PredicateRules;
use crate::datafile::{self, Files};
use crate::error::Error;
use crate::kinds::Kinds;
use crate::model::EntityKind;
use crate::text::folds_to;
use serde::Deserialize;
use std::sync::OnceLock;
use toml::Spanned;

/// A language that akoma has data for: its words of structure, dates, roles and commitments.
///
/// Those that come with akoma, and one's own with them, are in [`Languages`](crate::Languages).
///
/// ```
/// use akoma::Languages;
///
/// let french = Languages::bundled().get("fr").unwrap();
/// assert_eq!((french.code(), french.name()), ("fra", "français"));
/// ```
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Language {
    /// ISO 639-2, terminological.
    pub(super) code: Placed,
    pub(super) name: String,
    /// Frequent words, by which the language is recognized; all are words of grammar.
    pub(crate) function_words: Vec<String>,
    /// Words that keep their full stop without ending a sentence.
    pub(super) abbreviations: Vec<Placed>,
    /// Sets of words that notations name: `{name}`.
    #[serde(default)]
    pub(crate) sets: Sets,
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
    /// The same with its examples, if it is a bundled language, which is read without.
    #[serde(skip)]
    pub(super) whole: Option<Whole>,
}

/// Names and texts of files that akoma comes with.
pub(super) type BundledFiles = &'static [(&'static str, &'static str)];

/// A bundled language with its examples.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    pub(super) files: BundledFiles,
    /// Read when first asked for.
    pub(super) read: &'static OnceLock<Language>,
}

/// The words by which the parts of a document are known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct StructureRules {
    /// Beginnings of titles and what kind of document each means.
    pub(crate) doctype: Vec<DocType>,
    /// Words that head a division, « Article » for example.
    pub(crate) division: Vec<Division>,
    /// Numbers written as words, « premier ».
    pub(crate) ordinals: Vec<String>,
    /// Beginnings of the lines that conclude a document, « Fait à ».
    pub(crate) conclusion: Vec<Conclusion>,
}

rule! {
    /// A beginning of a title, in plain words.
    DocType {
        kind: Placed,
        #[serde(default)]
        subtype: Option<String>,
    }
    gives |rule| joined(&[Some(rule.kind.get_ref()), rule.subtype.as_deref()])
}

rule! {
    /// Words that head a division, and its element.
    Division {
        element: Placed,
    }
    gives |rule| rule.element.get_ref().clone()
}

rule! {
    /// Beginnings of lines that conclude a document, in plain words.
    Conclusion {}
    gives |_rule| "conclusions".to_owned()
}

/// How dates are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct DateRules {
    /// The names of each of the twelve months.
    pub(crate) months: Vec<Spanned<Vec<String>>>,
    /// What may follow the number of a day, « er » in « 1er ».
    pub(crate) day_suffixes: Vec<String>,
    /// Whether the month may come before the day: « October 29, 2021 ».
    pub(crate) month_first: bool,
    /// Words that may be between day, month and year: « de » in « 3 de mayo de 2027 ».
    pub(crate) joins: Vec<String>,
    /// Words after which a bare year is a date.
    pub(crate) before_year: Vec<String>,
    /// Words after which a full date is the document's own: « ce 22 novembre », « Fait à … le ».
    pub(crate) own_date: Vec<String>,
    /// Sentences with dates in brackets, and sentences without a date.
    pub(crate) example: Vec<Placed>,
    pub(crate) counterexample: Vec<Placed>,
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
    /// Sentences with offices and persons in brackets, and sentences without such.
    pub(crate) example: Vec<Placed>,
    pub(crate) counterexample: Vec<Placed>,
}

rule! {
    /// What the head of a full name, one word, says about the acronym after it.
    AcronymHead {
        #[serde(deserialize_with = "parsed")]
        kind: EntityKind,
        #[serde(default)]
        class: Option<Placed>,
    }
    gives |rule| joined(&[Some(rule.kind.name()), rule.class.as_ref().map(|c| c.get_ref().as_str())])
}

rule! {
    /// Patterns for names that no list can hold.
    NamePattern {
        #[serde(deserialize_with = "parsed")]
        kind: EntityKind,
        #[serde(default)]
        class: Option<Placed>,
    }
    gives |rule| joined(&[Some(rule.kind.name()), rule.class.as_ref().map(|c| c.get_ref().as_str())])
}

impl Language {
    /// Code: ISO 639-2, three letters.
    pub fn code(&self) -> &str {
        self.code.get_ref()
    }

    /// The language's name in the language itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same with the examples of its rules, which are read when they are first asked for.
    pub(crate) fn with_examples(&self) -> &Self {
        let read = |whole: Whole| whole.read.get_or_init(|| Language::bundled(whole.files));
        self.whole.map_or(self, read)
    }

    /// The sentences that show what its rules, its dates and its offices find; a bundled language
    /// has them too.
    ///
    /// ```
    /// let french = akoma::Languages::bundled().get("fr").unwrap();
    /// assert!(french.examples().any(|sentence| sentence.contains("[3 mai 2019]")));
    /// ```
    pub fn examples(&self) -> impl Iterator<Item = &str> {
        let language = self.with_examples();
        let rules = language.rules().flat_map(|(_, rule)| rule.examples());
        let others = language.dates.example.iter().chain(&language.roles.example);
        rules.chain(others).map(|sentence| sentence.get_ref().as_str())
    }

    /// The sentences that show what its rules, its dates and its offices do not find.
    pub fn counterexamples(&self) -> impl Iterator<Item = &str> {
        let language = self.with_examples();
        let rules = language.rules().flat_map(|(_, rule)| rule.counterexamples());
        let others = language.dates.counterexample.iter().chain(&language.roles.counterexample);
        rules.chain(others).map(|sentence| sentence.get_ref().as_str())
    }

    /// Whether there are rules for who promises what in it.
    pub fn has_commitment_rules(&self) -> bool {
        !self.commitments.frame.is_empty() || !self.commitments.operator.is_empty()
    }

    /// Reads a language file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) with the line, the column and the key;
    /// [`Error::all`] has every mistake that was found: what is no TOML, keys that are not known or
    /// missing, and rules that cannot hold (a notation that is none, a verb, a set or a class that is
    /// not listed, an id given twice).
    ///
    /// ```
    /// let file = "code = \"ita\"\nname = \"italiano\"\nfunction-words = []\nabbreviations = []\n\
    ///             [[name-pattern]]\nid = \"ita.corte\"\nmatch = [\"corte di <citta>\"]\n\
    ///             kind = \"organization\"\n";
    /// let error = akoma::Language::from_toml(file).unwrap_err();
    /// assert_eq!(error.position(), Some((7, 21)));
    /// assert!(error.message().ends_with("but found `citta`"));
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        Self::read(&Files::one(text), &Kinds::bundled()?)
    }

    /// Reads a language that is in several files, given by their names: tables of one name are put
    /// together, and so are lists of tables, in the order of the files; any other key is in one file.
    ///
    /// ```
    /// use akoma::Language;
    ///
    /// let words = "code = \"spa\"\nname = \"español\"\nfunction-words = [\"el\"]\nabbreviations = []";
    /// let dates = "[dates]\nbefore-year = [\"en\"]\nmonts = []";
    /// let error = Language::from_files([("words.toml", words), ("dates.toml", dates)]).unwrap_err();
    /// assert!(error.to_string().starts_with("dates.toml:3:1: expected a key of `dates`"));
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) with the file, the line, the column and the key.
    pub fn from_files<'t>(
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, Error> {
        Self::read(&Files::several(files), &Kinds::bundled()?)
    }

    /// Reads a language in files or in one; its titles may name these kinds of document.
    pub(super) fn read(files: &Files<'_>, kinds: &Kinds) -> Result<Self, Error> {
        let (language, mut mistakes) = datafile::read_files::<Language>(files);
        if let Some(language) = &language {
            let more = language.mistakes(kinds).into_iter();
            let more: Vec<_> = more.filter(|m| !datafile::is_told(&mistakes, &m.at)).collect();
            mistakes.extend(more);
            // What does not fit in the files below is a consequence of what is wrong in those above.
            if mistakes.iter().any(|mistake| !files.is_base(&mistake.at)) {
                mistakes.retain(|mistake| !files.is_base(&mistake.at));
            }
        }
        match language {
            Some(language) if mistakes.is_empty() => Ok(language),
            _ => Err(files.error(mistakes)),
        }
    }

    /// Reads a language of files over which others are laid: a rule takes the place of the one with its
    /// `id`, `remove` names the rules to take away, words are added to lists, any other value takes the
    /// place of the one there.
    pub(super) fn layered<'t>(
        base: &[(&'t str, &'t str)],
        over: &[(&'t str, &'t str)],
        kinds: &Kinds,
    ) -> Result<Self, Error> {
        let (base, over) = (base.iter().copied(), over.iter().copied());
        Self::read(&Files::layers(base, over, &["dates.months"]), kinds)
    }

    /// Reads a bundled language, which a test has checked.
    pub(super) fn bundled(files: BundledFiles) -> Self {
        datafile::from_files(&Files::several(files.iter().copied()))
            .expect("the bundled languages are well-formed: a test reads them")
    }

    /// Whether a folded word keeps its full stop without ending a sentence.
    pub(crate) fn is_abbreviation(&self, folded: &str) -> bool {
        self.abbreviations.iter().any(|word| folds_to(word.get_ref(), folded))
    }
}
