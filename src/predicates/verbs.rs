//! Finite verbs: by their listed forms, and the future by its endings.

use super::rules::{Words, spelt};
use crate::language::PredicateRules;
use crate::text::{Token, Vocabulary, WordId, WordTable, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// When a finite verb says it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Present,
    Future,
}

/// A finite verb found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finite<'a> {
    pub(super) tense: Tense,
    /// Its number among the listed verbs.
    pub(super) verb: Option<u32>,
    pub(super) lemma: Cow<'a, str>,
    /// Number, where the ending tells it.
    pub(super) plural: Option<bool>,
}

/// A listed form of a verb.
#[derive(Clone, Copy, Debug)]
struct Form {
    verb: u32,
    accented: bool,
    /// Number, where the language has endings for the plural.
    plural: Option<bool>,
}

/// The last bytes of some endings: most words have none of them.
#[derive(Debug, Default)]
struct LastBytes([u64; 4]);

impl LastBytes {
    fn new<'e>(endings: impl IntoIterator<Item = &'e String>) -> Self {
        let mut bytes = [0; 4];
        for &byte in endings.into_iter().filter_map(|e| e.as_bytes().last()) {
            bytes[byte as usize / 64] |= 1 << (byte % 64);
        }
        Self(bytes)
    }

    fn hold(&self, word: &str) -> bool {
        word.as_bytes()
            .last()
            .is_some_and(|&byte| self.0[byte as usize / 64] & 1 << (byte % 64) != 0)
    }
}

#[derive(Debug, Default)]
pub(super) struct Verbs {
    lemmas: Vec<Box<str>>,
    by_lemma: FxHashMap<String, u32>,
    present: WordTable<Form>,
    past: WordTable<Form>,
    future: WordTable<Form>,
    /// Forms of « be » and « have » and the like that have no other use here.
    auxiliaries: WordTable<bool>,
    /// Listed verbs one of whose forms is an auxiliary.
    auxiliary_verbs: FxHashSet<u32>,
    /// Of these, those that make the past of verbs that are not reflexive.
    perfect: FxHashSet<u32>,
    endings: Vec<(String, bool)>,
    /// Whether an ending ends in a byte.
    last_bytes: LastBytes,
    stems: Vec<(String, String)>,
    not_future: WordTable<()>,
    present_endings: Vec<String>,
    singular_endings: Vec<String>,
    first_person: Vec<String>,
    not_present: Vec<String>,
    infinitives: Vec<String>,
    last_of_infinitives: LastBytes,
    not_infinitives: FxHashSet<String>,
    participles: Vec<String>,
}

impl Verbs {
    pub(super) fn new(rules: &PredicateRules, vocabulary: &mut Vocabulary) -> Self {
        let mut verbs = Self {
            endings: rules.future.iter().map(|f| (f.ending.clone(), f.plural)).collect(),
            last_bytes: LastBytes::new(rules.future.iter().map(|f| &f.ending)),
            last_of_infinitives: LastBytes::new(&rules.infinitives),
            stems: rules.future_stems.clone(),
            not_future: rules.not_future.iter().map(|w| vocabulary.intern(w)).collect(),
            present_endings: rules.present.clone(),
            singular_endings: rules.present_singular.clone(),
            first_person: rules.first_person.clone(),
            not_present: rules.not_present.iter().map(|w| fold(w)).collect(),
            infinitives: rules.infinitives.clone(),
            not_infinitives: rules.not_infinitives.iter().cloned().collect(),
            participles: rules.participles.clone(),
            ..Self::default()
        };
        // The longest ending of a stem decides.
        verbs.stems.sort_by_key(|(stem, _)| usize::MAX - stem.len());
        for (lemma, verb) in &rules.verbs {
            let number = verbs.lemmas.len() as u32;
            verbs.lemmas.push(lemma.as_str().into());
            verbs.by_lemma.insert(lemma.clone(), number);
            let told = !rules.present.is_empty();
            for form in verb.present() {
                let plural = rules.present.iter().any(|e| form.ends_with(e.as_str()));
                let plural = told.then_some(plural || rules.plural_forms.iter().any(|f| f == form));
                let form_of = Form { verb: number, accented: !form.is_ascii(), plural };
                verbs.present.insert(vocabulary.intern(form), form_of);
            }
            for form in verb.past() {
                let form_of = Form { verb: number, accented: !form.is_ascii(), plural: None };
                verbs.past.insert(vocabulary.intern(form), form_of);
            }
            for form in verb.future() {
                let form_of = Form { verb: number, accented: !form.is_ascii(), plural: None };
                verbs.future.insert(vocabulary.intern(form), form_of);
            }
        }
        for form in &rules.auxiliaries {
            verbs.auxiliaries.insert(vocabulary.intern(form), !form.is_ascii());
        }
        for form in &rules.past_auxiliaries {
            let verb = verbs.present.get(vocabulary.intern(form)).map(|form| form.verb);
            verbs.auxiliary_verbs.extend(verb);
        }
        verbs.perfect = rules.perfect.iter().filter_map(|lemma| verbs.number(lemma)).collect();
        verbs
    }

    /// The number of a listed verb.
    pub(super) fn number(&self, lemma: &str) -> Option<u32> {
        self.by_lemma.get(lemma).copied()
    }

    /// Whether a listed verb is « be » or « have »: it states, or makes a compound tense.
    pub(super) fn is_auxiliary(&self, verb: u32) -> bool {
        self.auxiliary_verbs.contains(&verb)
    }

    /// The listed verb whose participle `token` is, behind the auxiliary `auxiliary`: « ont salué »,
    /// « se sont félicitées »; « est saluée » is a passive.
    pub(super) fn perfect(&self, auxiliary: u32, reflexive: bool, token: Token) -> Option<u32> {
        let form = self.past.get(token.word).filter(|_| token.word != WordId::UNKNOWN)?;
        let past = self.is_auxiliary(auxiliary)
            && (reflexive || self.perfect.contains(&auxiliary))
            && spelt(token, form.accented);
        past.then_some(form.verb)
    }

    /// The lemma of a listed verb.
    pub(super) fn lemma(&self, verb: u32) -> &str {
        &self.lemmas[verb as usize]
    }

    /// A listed verb in the first person plural, whatever its capital.
    pub(super) fn first_person(&self, text: &str, token: Token) -> Option<Finite<'_>> {
        let raw = &text[token.span.range()];
        let &Form { verb, plural, .. } = self.present.get(token.word)?;
        let holds = token.word != WordId::UNKNOWN
            && self.first_person.iter().any(|e| raw.ends_with(e.as_str()));
        holds.then(|| Finite {
            tense: Tense::Present,
            verb: Some(verb),
            lemma: Cow::Borrowed(&*self.lemmas[verb as usize]),
            plural,
        })
    }

    /// Whether the lemma of the finite verb `token` is among `words`.
    pub(super) fn lemma_in(&self, words: &Words, token: Token, text: &str) -> bool {
        self.finite(text, token).is_some_and(|f| words.has_lemma(&f.lemma))
    }

    /// The finite verb that `token` is, if it is one.
    pub(super) fn finite(&self, text: &str, token: Token) -> Option<Finite<'_>> {
        if token.is_all_capitals() || token.is_digits() {
            return None;
        }
        if token.word != WordId::UNKNOWN {
            for (forms, tense) in [(&self.present, Tense::Present), (&self.future, Tense::Future)] {
                if let Some(&Form { verb, accented, plural }) = forms.get(token.word) {
                    // A form at the head of a sentence is rather a preposition: « A ce titre ».
                    if token.is_accented() == accented && !token.is_capital() {
                        let lemma = Cow::Borrowed(&*self.lemmas[verb as usize]);
                        return Some(Finite { tense, verb: Some(verb), lemma, plural });
                    }
                }
            }
            if let Some(&accented) = self.auxiliaries.get(token.word)
                && spelt(token, accented)
                && !token.is_capital()
            {
                return Some(Finite {
                    tense: Tense::Present,
                    verb: None,
                    lemma: Cow::Borrowed(""),
                    plural: None,
                });
            }
        }
        self.by_ending(text, token)
    }

    fn by_ending(&self, text: &str, token: Token) -> Option<Finite<'_>> {
        let raw = &text[token.span.range()];
        if raw.len() < 4 || token.is_capital() || !self.last_bytes.hold(raw) {
            return None;
        }
        let (ending, plural) = self.endings.iter().find(|(e, _)| raw.ends_with(e.as_str()))?;
        if self.not_future.contains(token.word) {
            return None;
        }
        // The r of the ending is the stem's last letter.
        let stem = &raw[..raw.len() - ending.len() + 1];
        let lemma = self.infinitive(stem)?;
        let verb = self.number(&lemma);
        Some(Finite { tense: Tense::Future, verb, lemma: Cow::Owned(lemma), plural: Some(*plural) })
    }

    /// The infinitive of a future stem: « renforcer » from « renforcer-ont », « promettre » from
    /// « promettr-ont », « tenir » from « tiendr-ont ».
    fn infinitive(&self, stem: &str) -> Option<String> {
        for (ending, replacement) in &self.stems {
            let whole = ending.strip_prefix('^');
            let matched = match whole {
                Some(whole) => stem == whole,
                None => {
                    stem.len() > ending.len() && stem.ends_with(ending.as_str()) || stem == ending
                }
            };
            if matched {
                let cut = stem.len() - whole.unwrap_or(ending).len();
                return Some(format!("{}{replacement}", &stem[..cut]));
            }
        }
        let mut letters = stem.chars().rev();
        letters.next().filter(|&c| c == 'r')?;
        match letters.next()? {
            'e' | 'i' => Some(stem.to_owned()),
            c if c.is_alphabetic() && !"aàouyé".contains(c) => Some(format!("{stem}e")),
            _ => None,
        }
    }

    /// Whether a word right after a plural subject reads as a verb in the present.
    pub(super) fn looks_present(&self, text: &str, token: Token) -> bool {
        let raw = &text[token.span.range()];
        if token.is_capital() || raw.chars().count() <= 4 {
            return false;
        }
        let folded = fold(raw);
        self.present_endings.iter().any(|e| folded.ends_with(e.as_str()))
            && !self.not_present.iter().any(|e| folded.ends_with(e.as_str()))
    }

    /// Whether a word right after a singular subject reads as a verb in the present.
    pub(super) fn looks_singular(&self, text: &str, token: Token) -> bool {
        let raw = &text[token.span.range()];
        let ends = !token.is_capital()
            && raw.chars().count() > 3
            && self.singular_endings.iter().any(|e| raw.ends_with(e.as_str()));
        ends && {
            let folded = fold(raw);
            !self.not_present.iter().any(|e| folded.ends_with(e.as_str()))
        }
    }

    /// Whether a word behind an auxiliary reads as a participle.
    pub(super) fn is_participle(&self, text: &str, token: Token) -> bool {
        let raw = &text[token.span.range()];
        !token.is_capital()
            && raw.len() > 2
            && self.participles.iter().any(|e| raw.ends_with(e.as_str()))
    }

    /// Whether a word reads as an infinitive.
    pub(super) fn is_infinitive(&self, text: &str, token: Token) -> bool {
        let raw = &text[token.span.range()];
        let ends = |e: &String| match e.strip_prefix('^') {
            Some(whole) => raw == whole,
            None => raw.ends_with(e.as_str()),
        };
        !token.is_capital()
            && raw.len() > 3
            && self.last_of_infinitives.hold(raw)
            && self.infinitives.iter().any(ends)
            && !self.not_infinitives.contains(raw)
    }
}

#[cfg(test)]
mod tests;
