//! Finite verbs: by their listed forms, and the future by its endings.

use super::endings::{Endings, LastBytes};
use super::words::{Words, spelt};
use crate::language::{Ending, GrammaticalNumber, PredicateRules, Tense, Verb, VerbEnding};
use crate::text::{Token, Vocabulary, WordId, WordTable, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// A finite verb found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finite<'a> {
    pub(super) tense: Tense,
    /// Its number among the listed verbs.
    pub(super) verb: Option<u32>,
    pub(super) lemma: Cow<'a, str>,
    /// Number, where the form says it.
    pub(super) number: Option<GrammaticalNumber>,
}

/// A listed form of a verb.
#[derive(Clone, Copy, Debug)]
struct VerbForm {
    verb: u32,
    accented: bool,
    /// Number, where the language has endings for the plural.
    number: Option<GrammaticalNumber>,
}

/// The verbs of a language: listed, and how others are known.
#[derive(Debug, Default)]
pub(super) struct Verbs {
    lemmas: Vec<Box<str>>,
    by_lemma: FxHashMap<String, u32>,
    present: WordTable<VerbForm>,
    past: WordTable<VerbForm>,
    future: WordTable<VerbForm>,
    infinitive: WordTable<VerbForm>,
    /// Infinitives that hold their mark: « zusammenzuarbeiten ».
    marked_infinitive: WordTable<VerbForm>,
    /// Of a verb, the particles that make another one of it, and which.
    particles: FxHashMap<u32, Vec<(WordId, u32)>>,
    /// Of a verb, the auxiliary that makes its compound past, where it is not that of most.
    perfect_with: FxHashMap<u32, u32>,
    /// Forms of « be » and « have » and the like that have no other use here.
    auxiliaries: WordTable<bool>,
    /// Listed verbs one of whose forms is an auxiliary.
    auxiliary_verbs: FxHashSet<u32>,
    /// Of these, those that make the past of verbs that are not reflexive.
    perfect: FxHashSet<u32>,
    /// Endings of the future.
    endings: Vec<VerbEnding>,
    /// Whether one of these ends in a byte.
    last_bytes: LastBytes,
    /// What the end of a stem becomes in the lemma, the longest first; nothing of what is no stem.
    stems: Vec<(Ending, Option<String>)>,
    not_future: WordTable<()>,
    present_plural: Endings,
    present_singular: Endings,
    first_person: Endings,
    not_present: Endings,
    infinitives: Endings,
    marked_infinitives: Endings,
    not_infinitives: FxHashSet<String>,
    participles: Endings,
}

impl Verbs {
    pub(super) fn new(rules: &PredicateRules, vocabulary: &mut Vocabulary) -> Self {
        let of = |tense| rules.endings.iter().filter(move |e| e.tense == tense);
        let present = |number| {
            of(Tense::Present).filter(move |e| e.number == Some(number) && !e.ending.is_whole())
        };
        let not_present: Vec<_> = rules.not_present.iter().map(|w| fold(w).into()).collect();
        let mut verbs = Self {
            endings: of(Tense::Future).cloned().collect(),
            last_bytes: LastBytes::new(of(Tense::Future).map(|e| &e.ending)),
            stems: stems(rules),
            not_future: rules.not_future.iter().map(|w| vocabulary.intern(w)).collect(),
            present_plural: Endings::new(present(GrammaticalNumber::Plural).map(|e| &e.ending)),
            present_singular: Endings::new(present(GrammaticalNumber::Singular).map(|e| &e.ending)),
            first_person: Endings::new(
                of(Tense::Present)
                    .filter(|e| e.number == Some(GrammaticalNumber::Plural) && e.person == Some(1))
                    .map(|e| &e.ending),
            ),
            not_present: Endings::new(&not_present),
            infinitives: Endings::new(&rules.infinitives),
            marked_infinitives: Endings::new(&rules.joined_infinitives),
            not_infinitives: rules.not_infinitives.iter().cloned().collect(),
            participles: Endings::new(&rules.participles),
            ..Self::default()
        };
        for (lemma, verb) in &rules.verbs {
            verbs.list(lemma, verb, rules, vocabulary);
        }
        for (lemma, verb) in &rules.verbs {
            verbs.relate(lemma, verb, rules, vocabulary);
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

    /// Adds a verb and its forms; the finite ones of a verb with a particle are its base's.
    fn list(
        &mut self,
        lemma: &str,
        verb: &Verb,
        rules: &PredicateRules,
        vocabulary: &mut Vocabulary,
    ) {
        let index = self.add(lemma);
        let form_of =
            |form: &str| VerbForm { verb: index, accented: !form.is_ascii(), number: None };
        let finite = match &verb.base {
            None => index,
            Some(base) => self.number(base).unwrap_or_else(|| self.add(base)),
        };
        for form in verb.present() {
            let form_of =
                VerbForm { verb: finite, number: number_of(form, rules), ..form_of(form) };
            self.present.insert(vocabulary.intern(form), form_of);
        }
        for form in verb.future() {
            self.future.insert(vocabulary.intern(form), VerbForm { verb: finite, ..form_of(form) });
        }
        for form in verb.past() {
            self.past.insert(vocabulary.intern(form), form_of(form));
        }
        for form in verb.infinitives(lemma) {
            self.infinitive.insert(vocabulary.intern(form), form_of(form));
        }
    }

    /// Joins a verb with its base and its auxiliary, once all verbs are listed.
    fn relate(
        &mut self,
        lemma: &str,
        verb: &Verb,
        rules: &PredicateRules,
        vocabulary: &mut Vocabulary,
    ) {
        let Some(index) = self.number(lemma) else { return };
        if let Some(auxiliary) = verb.perfect.as_ref().and_then(|v| self.number(v.get_ref())) {
            self.perfect_with.insert(index, auxiliary);
        }
        let (Some(base), Some(particle)) = (&verb.base, &verb.particle) else { return };
        let Some(number) = self.number(base) else { return };
        self.particles.entry(number).or_default().push((vocabulary.intern(particle), index));
        let mut insert = |forms: &mut WordTable<VerbForm>, form: String| {
            let form_of = VerbForm { verb: index, accented: !form.is_ascii(), number: None };
            forms.insert(vocabulary.intern(&form), form_of);
        };
        for mark in &rules.joined_marks {
            insert(&mut self.marked_infinitive, format!("{particle}{mark}{base}"));
        }
        if verb.past().next().is_none() {
            for form in rules.verbs.get(base).into_iter().flat_map(Verb::past) {
                insert(&mut self.past, format!("{particle}{form}"));
            }
        }
    }

    /// The number of a lemma: a new one, if it has none.
    fn add(&mut self, lemma: &str) -> u32 {
        if let Some(known) = self.number(lemma) {
            return known;
        }
        let index = self.lemmas.len() as u32;
        self.lemmas.push(lemma.into());
        self.by_lemma.insert(lemma.to_owned(), index);
        index
    }

    /// The number of a listed verb.
    pub(super) fn number(&self, lemma: &str) -> Option<u32> {
        self.by_lemma.get(lemma).copied()
    }

    /// Whether a listed verb is « be » or « have »: it states, or makes a compound tense.
    pub(super) fn is_auxiliary(&self, verb: u32) -> bool {
        self.auxiliary_verbs.contains(&verb)
    }

    /// The listed verb whose participle `token` is, after the auxiliary `auxiliary`: « ont salué »,
    /// « se sont félicitées »; « est saluée » is a passive.
    pub(super) fn perfect(&self, auxiliary: u32, reflexive: bool, token: Token) -> Option<u32> {
        let verb = self.listed(&self.past, token)?;
        let past = self.is_auxiliary(auxiliary)
            && match self.perfect_with.get(&verb) {
                Some(&own) => own == auxiliary,
                None => reflexive || self.perfect.contains(&auxiliary),
            };
        past.then_some(verb)
    }

    fn listed(&self, forms: &WordTable<VerbForm>, token: Token) -> Option<u32> {
        let form = forms.get(token.word).filter(|_| token.word != WordId::UNKNOWN)?;
        spelt(token, form.accented).then_some(form.verb)
    }

    /// The listed verb whose infinitive `token` is.
    pub(super) fn listed_infinitive(&self, token: Token) -> Option<u32> {
        self.listed(&self.infinitive, token).filter(|_| !token.is_capital())
    }

    /// The listed verb whose infinitive, with its mark inside, `token` is.
    pub(super) fn listed_marked_infinitive(&self, token: Token) -> Option<u32> {
        self.listed(&self.marked_infinitive, token).filter(|_| !token.is_capital())
    }

    /// The listed verb whose participle `token` is.
    pub(super) fn listed_participle(&self, token: Token) -> Option<u32> {
        self.listed(&self.past, token).filter(|_| !token.is_capital())
    }

    /// The listed verb of whose present `token` is a form.
    pub(super) fn listed_present(&self, token: Token) -> Option<u32> {
        self.listed(&self.present, token).filter(|_| !token.is_capital())
    }

    /// Whether a particle may make another verb of `verb`.
    pub(super) fn takes_particles(&self, verb: u32) -> bool {
        self.particles.contains_key(&verb)
    }

    /// The verb that `verb` is with the particle `token`.
    pub(super) fn with_particle(&self, verb: u32, token: Token) -> Option<u32> {
        let particles = self.particles.get(&verb)?;
        particles.iter().find(|(particle, _)| *particle == token.word).map(|(_, verb)| *verb)
    }

    /// The lemma of a listed verb.
    pub(super) fn lemma(&self, verb: u32) -> &str {
        &self.lemmas[verb as usize]
    }

    /// A listed verb in the first person plural, whatever its capital.
    pub(super) fn first_person(&self, text: &str, token: Token) -> Option<Finite<'_>> {
        let raw = &text[token.span.range()];
        let &VerbForm { verb, number, .. } = self.present.get(token.word)?;
        let holds = token.word != WordId::UNKNOWN && self.first_person.hold(raw);
        holds.then(|| Finite {
            tense: Tense::Present,
            verb: Some(verb),
            lemma: Cow::Borrowed(&*self.lemmas[verb as usize]),
            number,
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
                if let Some(&VerbForm { verb, accented, number }) = forms.get(token.word) {
                    // A form at the head of a sentence is rather a preposition: « A ce titre ».
                    if token.is_accented() == accented && !token.is_capital() {
                        let lemma = Cow::Borrowed(&*self.lemmas[verb as usize]);
                        return Some(Finite { tense, verb: Some(verb), lemma, number });
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
                    number: None,
                });
            }
        }
        self.by_ending(text, token)
    }

    /// A finite verb that its ending alone makes one: a future.
    fn by_ending(&self, text: &str, token: Token) -> Option<Finite<'_>> {
        let raw = &text[token.span.range()];
        if token.is_capital() || !self.last_bytes.hold(raw) {
            return None;
        }
        let (ending, stem) = self.endings.iter().find_map(|e| Some((e, e.ending.strip(raw)?)))?;
        if self.not_future.contains(token.word) {
            return None;
        }
        let lemma = self.lemma_of_stem(&format!("{stem}{}", ending.stem))?;
        let verb = self.number(&lemma);
        let lemma = Cow::Owned(lemma);
        Some(Finite { tense: ending.tense, verb, lemma, number: ending.number })
    }

    /// The lemma of a stem: « renforcer » from « renforcer-ont », « promettre » from
    /// « promettr-ont », « tenir » from « tiendr-ont ».
    fn lemma_of_stem(&self, stem: &str) -> Option<String> {
        let (rest, end) =
            self.stems.iter().find_map(|(ending, end)| Some((ending.strip(stem)?, end)))?;
        Some(format!("{rest}{}", end.as_deref()?))
    }

    /// Whether a word right after a plural subject reads as a verb in the present.
    pub(super) fn looks_present(&self, text: &str, token: Token) -> bool {
        self.looks_finite(&self.present_plural, text, token)
    }

    /// Whether a word right after a singular subject reads as a verb in the present.
    pub(super) fn looks_singular(&self, text: &str, token: Token) -> bool {
        self.looks_finite(&self.present_singular, text, token)
    }

    fn looks_finite(&self, endings: &Endings, text: &str, token: Token) -> bool {
        let raw = &text[token.span.range()];
        !token.is_capital() && endings.hold(raw) && !self.not_present.hold(&fold(raw))
    }

    /// Whether a word after an auxiliary reads as a participle.
    pub(super) fn is_participle(&self, text: &str, token: Token) -> bool {
        !token.is_capital() && self.participles.hold(&text[token.span.range()])
    }

    /// Whether a word reads as an infinitive that holds its mark.
    pub(super) fn is_marked_infinitive(&self, text: &str, token: Token) -> bool {
        !token.is_capital() && self.marked_infinitives.hold(&text[token.span.range()])
    }

    /// Whether a word reads as an infinitive.
    pub(super) fn is_infinitive(&self, text: &str, token: Token) -> bool {
        let raw = &text[token.span.range()];
        !token.is_capital() && self.infinitives.hold(raw) && !self.not_infinitives.contains(raw)
    }
}

/// Whether a listed form of the present is of one or of several, where endings say so.
fn number_of(form: &str, rules: &PredicateRules) -> Option<GrammaticalNumber> {
    let present = |number| {
        let of = move |e: &&VerbEnding| e.tense == Tense::Present && e.number == Some(number);
        rules.endings.iter().filter(of).map(|e| &e.ending)
    };
    let (mut plural, mut singular) =
        (present(GrammaticalNumber::Plural), present(GrammaticalNumber::Singular));
    let lettered = |e: &Ending| !e.letters().is_empty();
    let ends = |e: &Ending| lettered(e) && e.ends_known(form);
    if plural.any(ends) {
        return Some(GrammaticalNumber::Plural);
    }
    if present(GrammaticalNumber::Plural).any(lettered) || singular.any(ends) {
        return Some(GrammaticalNumber::Singular);
    }
    // What has no ending is of several, where what is of one has one: « agree », « agrees ».
    present(GrammaticalNumber::Plural).next().map(|_| GrammaticalNumber::Plural)
}

/// What the ends of stems become, the longest first, and what is no stem.
fn stems(rules: &PredicateRules) -> Vec<(Ending, Option<String>)> {
    let known = rules.stems.iter().map(|(stem, end)| (stem.clone(), Some(end.clone())));
    let unknown = rules.not_stems.iter().map(|stem| (stem.clone(), None));
    let mut stems: Vec<_> = known.chain(unknown).collect();
    stems.sort_by_key(|(stem, _)| {
        std::cmp::Reverse(stem.letters().len() + usize::from(stem.is_whole()))
    });
    stems
}

#[cfg(test)]
mod tests;
