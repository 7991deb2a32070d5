//! The language's rules, compiled against the vocabulary.

use super::endings::Endings;
use super::verbs::Verbs;
use super::words::Words;
use crate::language::{
    self, Beginnings, Complement, Language, Pattern, PhraseRule, PredicateRules, Rule, RuleNumbers,
    Sets, Who, WordOrder, alternatives,
};
use crate::model::{Change, Polarity, SpeechAct, Strength};
use crate::text::{Token, Vocabulary, WordId, WordTable};
use rustc_hash::FxHashMap;

/// Everything that finds predicates in texts of one language.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(super) verbs: Verbs,
    pub(super) frames: Vec<Frame>,
    /// Frames by the number of their verb.
    pub(super) frames_of: FxHashMap<u32, Vec<u32>>,
    pub(super) order: WordOrder,
    pub(super) operators: Vec<Operator>,
    /// Operators by the number of their verb.
    pub(super) operators_of: FxHashMap<u32, Vec<u32>>,
    pub(super) bare_infinitives: bool,
    pub(super) after_bracket: Words,
    pub(super) subjects: Vec<SubjectPattern>,
    /// The subjects that may begin with a word; those that may begin otherwise too come last.
    pub(super) subjects_of: WordTable<Vec<u32>>,
    /// The subjects that may begin with any word.
    pub(super) open_subjects: Vec<u32>,
    pub(super) clitics: Words,
    pub(super) reflexives: Words,
    pub(super) negations: Words,
    pub(super) subordinators: Words,
    pub(super) relative_subjects: Words,
    pub(super) coordinators: Words,
    pub(super) adverbs: Words,
    pub(super) determiners: Words,
    pub(super) plural_nouns: Endings,
    pub(super) infinitive_marks: Words,
    pub(super) implied_subjects: Words,
    pub(super) implied_participles: Words,
    pub(super) implied_future_participles: Words,
    pub(super) agents: Words,
    pub(super) no_agents: Words,
    pub(super) reciprocal: Words,
    /// What becomes of the thing promised, by lemmas, and the number of the rule.
    pub(super) changes: Vec<(String, Change, u32)>,
    pub(super) negative: Words,
    pub(super) hedges: Phrases,
    pub(super) conditions: Phrases,
    pub(super) addressees: Phrases,
}

/// A grammatical subject.
#[derive(Debug)]
pub(super) struct SubjectPattern {
    pub(super) pattern: Pattern,
    pub(super) who: Who,
    /// Whether a verb in the singular follows it at once.
    pub(super) singular: bool,
    /// The number of its rule.
    pub(super) rule: u32,
}

/// Patterns of which any may match, each with the number of its rule.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    patterns: Vec<(Pattern, u32)>,
    beginnings: Beginnings,
}

impl Phrases {
    fn new(
        rules: &[PhraseRule],
        sets: &Sets,
        numbers: &RuleNumbers<'_>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let mut patterns = Vec::new();
        for rule in rules {
            let number = numbers.number(rule);
            patterns.extend(rule.patterns(sets, vocabulary).map(|pattern| (pattern, number)));
        }
        Self { beginnings: Beginnings::new(patterns.iter().map(|(pattern, _)| pattern)), patterns }
    }

    /// The patterns that may match from `token` on, in order, and the numbers of their rules.
    pub(super) fn at(&self, token: Token) -> impl Iterator<Item = (&Pattern, u32)> {
        let patterns = self.beginnings.at(token).iter().map(|&n| &self.patterns[n as usize]);
        patterns.map(|(pattern, rule)| (pattern, *rule))
    }
}

/// A modal or auxiliary and what it makes of the verb that it requires.
#[derive(Debug)]
pub(super) struct Operator {
    /// The number of its rule.
    pub(super) rule: u32,
    /// What follows its verb, up to the form that it requires.
    pub(super) tail: Pattern,
    pub(super) act: SpeechAct,
    pub(super) strength: Option<Strength>,
    pub(super) permission: bool,
    /// Verbs that keep what their own frame says.
    unless_verb: Vec<u32>,
}

impl Operator {
    /// Whether it leaves a verb what the verb's own frame says.
    pub(super) fn spares(&self, verb: Option<u32>) -> bool {
        verb.is_some_and(|verb| self.unless_verb.contains(&verb))
    }
}

/// What a verb with its complement does.
#[derive(Debug)]
pub(super) struct Frame {
    /// The number of its rule.
    pub(super) rule: u32,
    pub(super) reflexive: bool,
    pub(super) tail: Option<Pattern>,
    /// The form of a verb that must follow: the action.
    pub(super) complement: Option<Complement>,
    /// The words that the tail begins with, if they are known.
    pub(super) begins: Option<Vec<WordId>>,
    pub(super) act: SpeechAct,
    pub(super) strength: Option<Strength>,
    pub(super) polarity: Option<Polarity>,
    pub(super) firm_in_future: bool,
    pub(super) addressed: bool,
    pub(super) agentless: bool,
    pub(super) lemma: Option<Box<str>>,
}

impl Rules {
    pub(crate) fn new(language: Option<&Language>, vocabulary: &mut Vocabulary) -> Self {
        let Some((rules, sets)) = language.map(|l| (&l.commitments, &l.sets)) else {
            return Self::default();
        };
        if rules.frame.is_empty() && rules.operator.is_empty() {
            return Self::default();
        }
        let numbers = RuleNumbers::of(language);
        let mut compiled = Self {
            verbs: Verbs::new(rules, vocabulary),
            order: rules.order,
            bare_infinitives: rules.bare_infinitives,
            after_bracket: Words::new(&rules.after_bracket, vocabulary),
            clitics: Words::new(&rules.clitics, vocabulary),
            reflexives: Words::new(&rules.reflexives, vocabulary),
            negations: Words::new(&rules.negations, vocabulary),
            subordinators: Words::new(&rules.subordinators, vocabulary),
            relative_subjects: Words::new(&rules.relative_subjects, vocabulary),
            coordinators: Words::new(&rules.coordinators, vocabulary),
            adverbs: Words::new(&rules.adverbs, vocabulary),
            determiners: Words::new(&rules.determiners, vocabulary),
            plural_nouns: Endings::new(&rules.plural_nouns),
            infinitive_marks: Words::new(&rules.infinitive_marks, vocabulary),
            implied_subjects: Words::new(&rules.implied_subjects, vocabulary),
            implied_participles: Words::new(&rules.implied_participles, vocabulary),
            implied_future_participles: Words::new(&rules.implied_future_participles, vocabulary),
            agents: Words::new(&rules.agents, vocabulary),
            no_agents: Words::new(&rules.no_agents, vocabulary),
            reciprocal: Words::new(&rules.reciprocal, vocabulary),
            negative: Words::new(&rules.negative_verbs, vocabulary),
            hedges: Phrases::new(&rules.hedge, sets, &numbers, vocabulary),
            conditions: Phrases::new(&rules.condition, sets, &numbers, vocabulary),
            addressees: Phrases::new(&rules.addressee, sets, &numbers, vocabulary),
            ..Self::default()
        };
        for rule in &rules.change {
            let number = numbers.number(rule);
            compiled.changes.extend(rule.words().map(|w| (w.to_owned(), rule.change, number)));
        }
        compiled.subjects(rules, sets, &numbers, vocabulary);
        compiled.frames(rules, sets, &numbers, vocabulary);
        compiled.operators(rules, sets, &numbers, vocabulary);
        compiled
    }

    /// Whether the language has no rules.
    pub(crate) fn is_empty(&self) -> bool {
        self.frames.is_empty() && self.operators.is_empty()
    }

    fn subjects(
        &mut self,
        rules: &PredicateRules,
        sets: &Sets,
        numbers: &RuleNumbers<'_>,
        vocabulary: &mut Vocabulary,
    ) {
        for rule in &rules.subject {
            let (who, singular, number) = (rule.who, rule.singular, numbers.number(rule));
            let patterns = rule.patterns(sets, vocabulary);
            self.subjects.extend(patterns.map(|pattern| SubjectPattern {
                pattern,
                who,
                singular,
                rule: number,
            }));
        }
        let beginnings: Vec<_> = self.subjects.iter().map(|s| s.pattern.beginnings()).collect();
        let told = |number: usize| !self.subjects[number].pattern.first_words().is_empty();
        let mut order: Vec<usize> = (0..self.subjects.len()).collect();
        order.sort_by_key(|&number| !told(number));
        let holding = |word: Option<WordId>| -> Vec<u32> {
            let holds = |number: &usize| {
                beginnings[*number]
                    .as_ref()
                    .is_none_or(|words| word.is_some_and(|w| words.contains(&w)))
            };
            order.iter().copied().filter(holds).map(|number| number as u32).collect()
        };
        for &word in beginnings.iter().flatten().flatten() {
            if !self.subjects_of.contains(word) {
                self.subjects_of.insert(word, holding(Some(word)));
            }
        }
        self.open_subjects = holding(None);
    }

    fn frames(
        &mut self,
        rules: &PredicateRules,
        sets: &Sets,
        numbers: &RuleNumbers<'_>,
        vocabulary: &mut Vocabulary,
    ) {
        for rule in &rules.frame {
            let number = numbers.number(rule);
            for notation in rule.words() {
                self.frame((rule, number), notation, sets, vocabulary);
            }
        }
    }

    /// Adds a frame for each lemma that the notation begins with. What is no notation, and a verb that
    /// is not listed, give none: a language that holds such is refused when it is read.
    fn frame(
        &mut self,
        (rule, number): (&language::Frame, u32),
        notation: &str,
        sets: &Sets,
        vocabulary: &mut Vocabulary,
    ) {
        let (lemmas, tail) = notation.split_once(' ').unwrap_or((notation, ""));
        let (tail, complement) = match tail.trim() {
            "" => (None, None),
            tail => match Pattern::new(tail, sets, vocabulary) {
                Ok(tail) => tail.split_verb(),
                Err(_) => return,
            },
        };
        let lemmas = alternatives(lemmas, 0, sets).unwrap_or_default();
        for verb in lemmas.into_iter().filter_map(|(lemma, _)| self.verbs.number(lemma)) {
            self.frames_of.entry(verb).or_default().push(self.frames.len() as u32);
            self.frames.push(Frame {
                rule: number,
                reflexive: rule.reflexive,
                begins: tail.as_ref().and_then(Pattern::beginnings),
                tail: tail.clone(),
                complement,
                act: rule.act,
                strength: rule.strength,
                polarity: rule.polarity,
                firm_in_future: rule.firm_in_future,
                addressed: rule.addressed,
                agentless: rule.agentless,
                lemma: rule.lemma.as_deref().map(Into::into),
            });
        }
    }

    fn operators(
        &mut self,
        rules: &PredicateRules,
        sets: &Sets,
        numbers: &RuleNumbers<'_>,
        vocabulary: &mut Vocabulary,
    ) {
        for rule in &rules.operator {
            let number = numbers.number(rule);
            for notation in rule.words() {
                let (lemmas, tail) = notation.split_once(' ').unwrap_or((notation, ""));
                let Ok(tail) = Pattern::new(tail, sets, vocabulary) else { continue };
                let unless = rule.unless_verb.iter().filter_map(|v| self.verbs.number(v.get_ref()));
                let unless: Vec<u32> = unless.collect();
                let lemmas = alternatives(lemmas, 0, sets).unwrap_or_default();
                for verb in lemmas.into_iter().filter_map(|(lemma, _)| self.verbs.number(lemma)) {
                    self.operators_of.entry(verb).or_default().push(self.operators.len() as u32);
                    self.operators.push(Operator {
                        rule: number,
                        tail: tail.clone(),
                        act: rule.act,
                        strength: rule.strength,
                        permission: rule.permission,
                        unless_verb: unless.clone(),
                    });
                }
            }
        }
    }

    /// What becomes of the thing promised, as a verb says, and the number of the rule.
    pub(super) fn change(&self, lemma: &str) -> Option<(Change, u32)> {
        let rule = self.changes.iter().find(|(word, ..)| word == lemma);
        rule.map(|(_, change, number)| (*change, *number))
    }
}
