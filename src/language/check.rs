//! What is wrong in a language that can be read: all of it, with its places.

mod verbs;

use super::file::Language;
use super::listing::{RuleForm, RuleKind};
use super::pattern::{Class, NotationError, Pattern, Sets, alternatives, named_sets};
use super::rule::{Placed, Rule, inside};
use crate::code_lists;
use crate::datafile::Mistake;
use crate::kinds::Kinds;
use crate::languages;
use crate::model::{SpeechAct, Strength};
use crate::schema::{ElementCategory, ElementId};
use crate::text::{Vocabulary, closest};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

impl Language {
    /// The names of the sets that no rule names.
    pub(crate) fn unused_sets(&self) -> impl Iterator<Item = &Placed> {
        let notations = self.rules().flat_map(|(_, rule)| rule.notations());
        let used: FxHashSet<_> = notations.flat_map(|n| named_sets(n.get_ref())).collect();
        self.sets.keys().filter(move |name| !used.contains(name.get_ref().as_str()))
    }

    /// Every mistake in its rules, if these are the kinds that titles may name.
    pub(super) fn mistakes(&self, kinds: &Kinds) -> Vec<Mistake> {
        let mut check = LanguageCheck {
            language: self,
            sets: Sets::default(),
            vocabulary: Vocabulary::default(),
            mistakes: Vec::new(),
        };
        check.code();
        check.words();
        check.sets();
        check.ids();
        for (kind, rule) in self.rules() {
            check.notations(kind, rule);
        }
        check.kinds(kinds);
        check.elements();
        check.classes();
        check.strengths();
        check.verbs();
        check.mistakes
    }
}

struct LanguageCheck<'l> {
    language: &'l Language,
    /// The sets without what is wrong in them.
    sets: Sets,
    vocabulary: Vocabulary,
    mistakes: Vec<Mistake>,
}

impl<'l> LanguageCheck<'l> {
    fn add(&mut self, at: Range<usize>, message: String, help: Option<String>) {
        self.mistakes.push(Mistake::new(at, message).with_help(help));
    }

    /// The code is that of one language, of the two that some have the one that is in use.
    fn code(&mut self) {
        let code = &self.language.code;
        let found = code.get_ref();
        let known = languages::code(found).filter(|known| *known != "mul");
        if known == Some(found.as_str()) {
            return;
        }
        let message = format!(
            "key `code`: expected a language of ISO 639-2 such as `spa`, but found `{found}`"
        );
        let help = known.map(|known| format!("did you mean `{known}`?"));
        self.add(code.span(), message, help);
    }

    /// Words of which each is one, and the names of all months or of none.
    fn words(&mut self) {
        for placed in &self.language.abbreviations {
            let word = placed.get_ref();
            if word.is_empty() || !word.chars().all(|c| c.is_alphanumeric() || c == '°') {
                let message = format!(
                    "key `abbreviations`: expected one word without its full stop, but found `{word}`"
                );
                let parts: Vec<_> = word.split(|c: char| !c.is_alphanumeric()).collect();
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                let parts: Vec<_> = parts.map(|part| format!("\"{part}\"")).collect();
                let help = (!parts.is_empty()).then(|| format!("write {}", parts.join(", ")));
                self.add(placed.span(), message, help);
            }
        }
        let months = &self.language.dates.months;
        let count = months.len();
        if let (true, Some(first)) = (count != 12, months.first()) {
            let message =
                format!("key `dates.months`: expected twelve lists of names, but found {count}");
            let help = "write one list for each month: `[[\"January\", \"Jan\"], …]`";
            self.add(first.span(), message, Some(help.to_owned()));
        }
    }

    /// The members of a set are words.
    fn sets(&mut self) {
        let sets = self.language.sets.iter();
        for (name, placed) in sets.flat_map(|(name, set)| set.iter().map(move |w| (name, w))) {
            let word = placed.get_ref();
            let count = self.vocabulary.intern_all(word).len();
            let set = self.sets.entry(name.clone()).or_default();
            if count == 1 && !word.contains(['|', '<', '(', '{', '?', '*', ',']) {
                set.push(placed.clone());
                continue;
            }
            let message = format!(
                "key `sets.{}`: expected one word (cut at apostrophes and hyphens), but found `{word}`",
                name.get_ref()
            );
            let help = "a set holds single words; write phrases as patterns of their own";
            self.add(placed.span(), message, Some(help.to_owned()));
        }
    }

    /// An id names one rule, and says of which language.
    fn ids(&mut self) {
        let mut seen: FxHashMap<&str, RuleKind> = FxHashMap::default();
        let prefix = format!("{}.", self.language.code());
        let ids = self.language.rules().filter_map(|(kind, rule)| Some((kind, rule.id()?)));
        let mut ids: Vec<_> = ids.collect();
        // The second in the files is the one too many.
        ids.sort_by_key(|(_, id)| id.span().start);
        for (kind, id) in ids {
            let (at, name) = (id.span(), id.get_ref().as_str());
            let rest = name.strip_prefix(&prefix);
            let is_plain = |rest: &str| {
                let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
                !rest.is_empty() && rest.bytes().all(plain)
            };
            if !rest.is_some_and(is_plain) {
                let message = format!(
                    "expected an id of `{prefix}`, small letters, digits and hyphens, but found `{name}`"
                );
                self.add(at, message, Some(format!("write `id = \"{prefix}…\"`")));
            } else if let Some(other) = seen.insert(name, kind) {
                let message = format!(
                    "expected an id that no other rule has, but found `{name}`, which is that of a rule of `{}` too",
                    other.table()
                );
                self.add(at, message, Some("give each rule an id of its own".to_owned()));
            }
        }
    }

    /// What a rule matches is written so that it can match.
    fn notations(&mut self, kind: RuleKind, rule: &dyn Rule) {
        for notation in rule.notations() {
            let wrong = match kind.form() {
                RuleForm::Words => self.plain(kind, notation.get_ref()),
                RuleForm::Notation => self.pattern(kind, notation.get_ref(), 0),
                RuleForm::Frame => self.frame(kind, notation.get_ref()),
            };
            if let Some(NotationError { at, message, help }) = wrong {
                let at = inside(notation, at);
                self.add(at, format!("key `{}.match`: {message}", kind.table()), help);
            }
        }
    }

    /// Words that stand for themselves.
    fn plain(&mut self, kind: RuleKind, words: &str) -> Option<NotationError> {
        let all = 0..words.len();
        if let Some(at) = words.find(['|', '<', '(', '{', '?', '*', '~', ',']) {
            let message = format!("expected plain words, but found `{}`", &words[at..]);
            let help = "write each phrase by itself, in a list".to_owned();
            return Some(NotationError::new(at..words.len(), message).with_help(Some(help)));
        }
        let count = words.split_whitespace().count();
        let one = matches!(kind, RuleKind::AcronymHead | RuleKind::Change | RuleKind::Division);
        match count {
            0 => Some(NotationError::new(all, "expected words, but found nothing")),
            2.. if one => {
                Some(NotationError::new(all, format!("expected one word, but found `{words}`")))
            }
            _ => None,
        }
    }

    /// A pattern, which begins at byte `from` of its notation.
    fn pattern(&mut self, kind: RuleKind, notation: &str, from: usize) -> Option<NotationError> {
        let read = Pattern::new(&notation[from..], &self.sets, &mut self.vocabulary);
        let moved = |at: Range<usize>| at.start + from..at.end + from;
        let wrong = read.err().map(|error| NotationError { at: moved(error.at.clone()), ..error });
        wrong.or_else(|| dead_class(kind, notation))
    }

    /// Listed verbs and their complement.
    fn frame(&mut self, kind: RuleKind, notation: &str) -> Option<NotationError> {
        let end = notation.find(' ').unwrap_or(notation.len());
        let lemmas = match alternatives(&notation[..end], 0, &self.sets) {
            Ok(lemmas) => lemmas,
            Err(error) => return Some(error),
        };
        if let Some(wrong) = lemmas.into_iter().find_map(|(lemma, at)| self.no_verb(lemma, at)) {
            return Some(wrong);
        }
        match notation[end..].trim().is_empty() {
            true if kind == RuleKind::Operator => {
                let message = "expected the form of a verb that it goes with, but found none";
                let help = "write it after the lemma, for example `shall <inf>`".to_owned();
                Some(NotationError::new(0..notation.len(), message).with_help(Some(help)))
            }
            true => None,
            false => self.pattern(kind, notation, end),
        }
    }

    /// A lemma that is not one of the listed verbs.
    fn no_verb(&self, lemma: &str, at: Range<usize>) -> Option<NotationError> {
        let verbs = &self.language.commitments.verbs;
        if verbs.contains_key(lemma) {
            return None;
        }
        if lemma.trim().is_empty() {
            let message = "expected a verb of [commitments.verbs], but found nothing";
            return Some(NotationError::new(at, message));
        }
        let message = format!("expected a verb of [commitments.verbs], but found `{lemma}`");
        let help = match closest(lemma, verbs.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `{lemma}` with its forms to [commitments.verbs]"),
        };
        Some(NotationError::new(at, message).with_help(Some(help)))
    }

    /// A title says a kind of document that there is.
    fn kinds(&mut self, kinds: &Kinds) {
        for rule in &self.language.structure.doctype {
            let name = rule.kind.get_ref();
            if kinds.named(name).is_none() {
                let (expected, help) = kinds.expected(name);
                let message = format!(
                    "key `structure.doctype.kind`: expected {expected}, but found `{name}`"
                );
                self.add(rule.kind.span(), message, Some(help));
            }
        }
    }

    /// A division is made of an element that divides a body.
    fn elements(&mut self) {
        // What an `hcontainer` is, it says in an attribute that the schema asks for.
        let divides = |element: &ElementId| {
            element.category() == ElementCategory::Hierarchy && element.name() != "hcontainer"
        };
        for rule in &self.language.structure.division {
            let found = rule.element.get_ref().as_str();
            if ElementId::named(found).filter(divides).is_some() {
                continue;
            }
            let known = ElementId::all().filter(divides).map(ElementId::name);
            let help = match closest(found, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write `division` for one that Akoma Ntoso has no element for".to_owned(),
            };
            let message = format!(
                "key `structure.division.element`: expected an element that divides a document \
                 (article, chapter, section…), but found `{found}`"
            );
            self.add(rule.element.span(), message, Some(help));
        }
    }

    /// A name is of a class that its kind has, as in authority files.
    fn classes(&mut self) {
        let acronyms = self.language.acronym_head.iter();
        let acronyms = acronyms.map(|rule| (RuleKind::AcronymHead, rule.kind, &rule.class));
        let names = self.language.name_pattern.iter();
        let names = names.map(|rule| (RuleKind::NamePattern, rule.kind, &rule.class));
        for (rule, kind, class) in acronyms.chain(names) {
            let Some(class) = class else { continue };
            let unknown = code_lists::unknown_class(kind.name(), class.get_ref());
            if let Some((message, near)) = unknown {
                let message = format!("key `{}.class`: {message}", rule.table());
                let help = near.map(|near| format!("did you mean `{near}`?"));
                self.add(class.span(), message, help);
            }
        }
    }

    /// What is promised is so with some strength, and nothing else is.
    fn strengths(&mut self) {
        for rule in &self.language.commitments.frame {
            self.strength(rule, rule.act, rule.strength);
        }
        for rule in &self.language.commitments.operator {
            // What is granted is no promise.
            let act = if rule.permission { SpeechAct::State } else { rule.act };
            self.strength(rule, act, rule.strength);
        }
    }

    fn strength(&mut self, rule: &dyn Rule, act: SpeechAct, strength: Option<Strength>) {
        let at = rule.id().or(rule.notations().first()).map_or(0..0, Placed::span);
        match (act, strength) {
            (SpeechAct::Commit, None) => {
                let known: Vec<_> = Strength::ALL.iter().map(|strength| strength.name()).collect();
                let message = format!(
                    "expected the key `strength` ({}) beside `act = \"commit\"`, but found none",
                    known.join(", ")
                );
                self.add(at, message, Some("add a line `strength = \"firm\"`".to_owned()));
            }
            (act, Some(strength)) if act != SpeechAct::Commit => {
                let message = format!(
                    "expected no `strength` beside `act = \"{act}\"`, but found `{strength}`"
                );
                let help = "only a commitment has a strength: take the line away";
                self.add(at, message, Some(help.to_owned()));
            }
            _ => {}
        }
    }
}

/// A class that is never found where the rule is tried.
fn dead_class(kind: RuleKind, notation: &str) -> Option<NotationError> {
    let holds = |class: Class| match kind {
        RuleKind::NamePattern => class != Class::Adverb && !class.is_verb(),
        _ => !matches!(class, Class::Demonym | Class::Adjective),
    };
    let is_found = |name: &str| Class::named(name).is_some_and(holds);
    for (open, _) in notation.match_indices('<') {
        let names = notation[open + 1..].split('>').next().unwrap_or_default();
        let mut at = open + 1;
        for name in names.split('|') {
            let place = at..at + name.len();
            at = place.end + 1;
            if !is_found(name) {
                let known: Vec<_> = Class::names().filter(|name| is_found(name)).collect();
                let known = known.join(", ");
                let message =
                    format!("expected a class that is found here ({known}), but found `{name}`");
                return Some(NotationError::new(place, message));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
