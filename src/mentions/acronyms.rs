//! « Full name (ACRONYM) »: the text teaches its own acronyms.

use super::candidate::{Candidate, EntityRef};
use super::chart::Chart;
use super::table::{EntityTable, one_line};
use crate::language::{Language, Rule, RuleNumbers};
use crate::model::{Entity, EntityKind, NONE};
use crate::report::{Diagnostic, Report, Severity};
use crate::text::{Separator, Span, Token, Tokens, Vocabulary, WordTable, fold, slug};
use rustc_hash::FxHashMap;

#[derive(Debug, Default)]
pub(super) struct Acronyms {
    heads: WordTable<(EntityKind, Option<String>, u32)>,
    /// Whether the language has data at all.
    known: bool,
}

/// The most words of a full name.
const FULL_NAME_WORDS: usize = 16;

impl Acronyms {
    pub(super) fn new(
        language: Option<&Language>,
        numbers: &RuleNumbers<'_>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let rules = language.map_or(&[][..], |l| &l.acronym_head);
        let mut heads = WordTable::default();
        for rule in rules {
            let number = numbers.number(rule);
            let class = rule.class.as_ref().map(|class| class.get_ref());
            for word in rule.words() {
                heads.insert(vocabulary.intern(word), (rule.kind, class.cloned(), number));
            }
        }
        Self { known: !heads.is_empty(), heads }
    }

    /// Adds the full names and acronyms that the block explains to `chart`, which is sorted.
    pub(super) fn find(
        &self,
        text: &str,
        words: &[Token],
        table: &mut EntityTable<'_>,
        chart: &mut Chart,
        report: &mut Report,
    ) {
        if !self.known {
            return;
        }
        let mut new = Vec::new();
        for at in 1..words.len() {
            let word = words[at];
            let closed = words.get(at + 1).is_none_or(|next| next.separator.has(Separator::CLOSE));
            let explained = word.is_all_capitals() && word.separator.has(Separator::OPEN) && closed;
            if !explained || word.separator.has(Separator::COMMA | Separator::STOP) {
                continue;
            }
            let acronym = &text[word.span.range()];
            // A listed name right before the bracket is what the acronym stands for.
            let listed = (at.saturating_sub(FULL_NAME_WORDS)..at).find_map(|i| {
                chart
                    .starting(i)
                    .find(|f| f.end as usize == at && f.kind != EntityKind::Location)
                    .copied()
            });
            let known = chart.starting(at).find(|f| f.end as usize == at + 1).copied();
            let start = match listed {
                Some(f) => Some(f.start as usize),
                None => full_name(text, words, at, &fold(acronym))
                    .or_else(|| self.head_before(text, words, at, acronym)),
            };
            let Some(start) = start else { continue };
            let full = start..at;
            let (entity, rule) = match (known.or(listed), self.heads.get(words[start].word)) {
                (Some(f), _) => (f.entity, NONE),
                (None, Some((kind, class, rule))) => {
                    let surface = &text
                        [words[start].span.start() as usize..words[at - 1].span.end() as usize];
                    let entity = table.entity(&slug(acronym), *kind, |id| {
                        let mut entity = Entity::new(id, *kind, one_line(surface));
                        entity.short = Some(acronym.into());
                        entity.class = class.as_deref().map(Into::into);
                        entity
                    });
                    (entity, *rule)
                }
                (None, None) => {
                    let span = Span::new(words[start].span.start(), word.span.end());
                    report.push(
                        Diagnostic::new(
                            "acronym-of-unknown-kind",
                            Severity::Note,
                            span,
                            format!("« {acronym} » is explained, but its first word does not say what kind of thing it is"),
                        )
                        .with_help("list it in an authority file to have it annotated"),
                    );
                    continue;
                }
            };
            let kind = table.kind(entity);
            if listed.is_none_or(|f| f.entity != entity) {
                new.push(Candidate::new(words, full, entity, kind).by(rule));
            }
            if known.is_none() {
                new.push(Candidate::new(words, at..at + 1, entity, kind).by(rule));
            }
        }
        new.into_iter().for_each(|f| chart.push(f));
    }

    /// Where the full name begins of an acronym that its words no longer spell (« Agence de la
    /// transition écologique (ADEME) »): the nearest word before the bracket that says a kind,
    /// with a capital that is the acronym's first letter.
    fn head_before(&self, text: &str, words: &[Token], at: usize, acronym: &str) -> Option<usize> {
        let initial = |i: usize| text[words[i].span.range()].chars().next().map(fold_first);
        let wanted = acronym.chars().next().map(fold_first);
        let mut start = at;
        while acronym.len() > 2 && start > 0 && at - start < FULL_NAME_WORDS {
            start -= 1;
            if words[start].is_capital() && self.heads.contains(words[start].word) {
                return (initial(start) == wanted).then_some(start);
            }
            if !words[start].separator.joins() {
                return None;
            }
        }
        None
    }

    /// Finds the acronyms that any block has explained in all the others.
    pub(super) fn spread(
        &self,
        text: &str,
        tokens: &Tokens,
        table: &mut EntityTable<'_>,
        found: &mut Vec<(usize, Candidate)>,
    ) {
        let mut learned: FxHashMap<&str, (EntityRef, EntityKind)> = FxHashMap::default();
        for (_, f) in found
            .iter()
            .filter(|(_, f)| matches!(f.entity, EntityRef::Local(_)) && f.end == f.start + 1)
        {
            let surface = &text[f.span.range()];
            if surface.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
                && f.kind != EntityKind::Date
            {
                learned.insert(surface, (f.entity, table.kind(f.entity)));
            }
        }
        if learned.is_empty() {
            return;
        }
        let mut more = Vec::new();
        let mut at = 0;
        for (block, words) in tokens.blocks().enumerate() {
            // What was found in this block, by start.
            while found.get(at).is_some_and(|(b, _)| *b < block) {
                at += 1;
            }
            let mut next = at;
            for (i, word) in words.iter().enumerate().filter(|(_, w)| w.is_all_capitals()) {
                let Some(&(entity, kind)) = learned.get(&text[word.span.range()]) else { continue };
                while found.get(next).is_some_and(|(b, f)| *b == block && (f.start as usize) < i) {
                    next += 1;
                }
                let taken = found[next..]
                    .iter()
                    .take_while(|(b, f)| *b == block && f.start as usize == i)
                    .any(|(_, f)| f.end as usize == i + 1 || f.kind == kind);
                if !taken {
                    more.push((block, Candidate::new(words, i..i + 1, entity, kind)));
                }
            }
        }
        found.extend(more);
        found.sort_by_key(|(block, f)| (*block, f.start, u32::MAX - f.end));
    }
}

/// Where the full name of `acronym` begins, whose bracket opens before token `at`: the nearest
/// word with a capital from which on the letters of the acronym are found, in order, as first
/// letters of words, the first of them this word's.
fn full_name(text: &str, words: &[Token], at: usize, acronym: &str) -> Option<usize> {
    let first = |i: usize| text[words[i].span.range()].chars().next().map(fold_first);
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    let mut start = at;
    while start > 0 && at - start < FULL_NAME_WORDS {
        start -= 1;
        if words[start].is_capital() && first(start) == letters.first().copied() {
            let mut wanted = letters.iter();
            let mut next = wanted.next();
            for i in start..at {
                if next.is_some() && first(i) == next.copied() {
                    next = wanted.next();
                }
            }
            if next.is_none() {
                return Some(start);
            }
        }
        if !words[start].separator.joins() {
            return None;
        }
    }
    None
}

fn fold_first(c: char) -> char {
    fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests;
