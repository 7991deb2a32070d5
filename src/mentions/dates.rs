//! Days, months and years, and the date that the document gives itself.

use super::candidate::Candidate;
use super::chart::Chart;
use super::table::EntityTable;
use crate::language::Language;
use crate::model::{Data, Date, DatePlace, Entity, EntityKind, NodeId};
use crate::text::{Separator, Span, Token, Tokens, Vocabulary, WordId, WordTable, fold};
use toml::Spanned;

#[derive(Debug, Default)]
pub(super) struct Dates {
    months: WordTable<u8>,
    /// Phrases after which a number is a year: « été », « ici à ».
    before_year: Vec<Vec<WordId>>,
    joins: Vec<WordId>,
    own_date: Vec<WordId>,
    day_suffixes: Vec<String>,
    month_first: bool,
}

/// Years that a bare number may be.
const YEARS: std::ops::RangeInclusive<u16> = 1500..=2199;

impl Dates {
    pub(super) fn new(language: Option<&Language>, vocabulary: &mut Vocabulary) -> Self {
        let Some(rules) = language.map(|l| &l.dates) else {
            return Self::default();
        };
        let mut months = WordTable::default();
        for (i, names) in rules.months.iter().map(Spanned::get_ref).enumerate() {
            for name in names {
                months.insert(vocabulary.intern(name), i as u8 + 1);
            }
        }
        let mut intern = |words: &[String]| words.iter().map(|w| vocabulary.intern(w)).collect();
        Self {
            months,
            own_date: intern(&rules.own_date),
            joins: intern(&rules.joins),
            before_year: rules
                .before_year
                .iter()
                .map(|phrase| vocabulary.intern_all(phrase))
                .collect(),
            day_suffixes: rules.day_suffixes.iter().map(|s| fold(s)).collect(),
            month_first: rules.month_first,
        }
    }

    pub(super) fn find(
        &self,
        text: &str,
        words: &[Token],
        table: &mut EntityTable<'_>,
        chart: &mut Chart,
    ) {
        let mut at = 0;
        while at < words.len() {
            let found = match self.months.get(words[at].word) {
                Some(&month) => self.around_month(text, words, at, month),
                None if words[at].is_digits() => self.bare_year(text, words, at),
                None => None,
            };
            let Some((range, date)) = found else {
                at += 1;
                continue;
            };
            let end = range.end;
            let entity = table.entity(&format!("date-{date}"), EntityKind::Date, |id| {
                Entity::new(id, EntityKind::Date, date.to_string())
            });
            chart.push(Candidate::new(words, range, entity, EntityKind::Date));
            at = end;
        }
    }

    /// « 22 novembre 2021 », « novembre 2021 », « November 22, 2021 ».
    fn around_month(
        &self,
        text: &str,
        words: &[Token],
        at: usize,
        month: u8,
    ) -> Option<(std::ops::Range<usize>, Date)> {
        let next = words.get(at + 1);
        if self.month_first
            && let Some(day) = next.filter(|w| w.separator.joins()).and_then(|w| self.day(text, *w))
        {
            let year = words
                .get(at + 2)
                .filter(|w| !w.separator.has(!(Separator::SPACE | Separator::COMMA)));
            if let Some(year) = year.and_then(|w| number(text, *w, 4)) {
                let date = Date::new(year, Some(month), Some(day))?;
                return Some((at..at + 3, date));
            }
        }
        let after = at + 1 + self.join_at(words, at + 1);
        let year = words.get(after).filter(|w| w.separator.joins());
        let year = year.and_then(|w| number(text, *w, 4))?;
        let before = at.checked_sub(1).map_or(0, |last| self.join_at(words, last));
        // German sets a full stop after the day.
        let day_joins = !words[at - before].separator.has(!(Separator::SPACE | Separator::STOP))
            && (before == 0 || words[at].separator.joins());
        let day_at = at.checked_sub(1 + before).filter(|_| day_joins);
        let day = day_at.and_then(|i| Some((i, self.day(text, words[i])?)));
        let full = day.and_then(|(i, day)| Some((i, Date::new(year, Some(month), Some(day))?)));
        match full {
            Some((start, date)) => Some((start..after + 1, date)),
            None => Some((at..after + 1, Date::new(year, Some(month), None)?)),
        }
    }

    /// How many words at a place join the parts of a date: one or none.
    fn join_at(&self, words: &[Token], at: usize) -> usize {
        let joins = |w: &Token| w.separator.joins() && self.joins.contains(&w.word);
        usize::from(words.get(at).is_some_and(joins))
    }

    fn bare_year(
        &self,
        text: &str,
        words: &[Token],
        at: usize,
    ) -> Option<(std::ops::Range<usize>, Date)> {
        let told = |phrase: &Vec<WordId>| {
            let start = at.checked_sub(phrase.len());
            start.is_some_and(|start| {
                phrase.iter().zip(&words[start..at]).all(|(id, w)| w.word == *id)
            })
        };
        if !words[at].separator.joins() || !self.before_year.iter().any(told) {
            return None;
        }
        let year = number(text, words[at], 4).filter(|y| YEARS.contains(y))?;
        // « de 2021 mètres »: what is counted is no year; a year ends its phrase or goes on with
        // a word of grammar, and both are too many to tell; digits that go on are not.
        let thousands = words.get(at + 1).is_some_and(|w| w.is_digits() && w.separator.joins());
        (!thousands).then_some((at..at + 1, Date::new(year, None, None)?))
    }

    fn day(&self, text: &str, word: Token) -> Option<u8> {
        let word = &text[word.span.range()];
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &word[digits..];
        let known = suffix.is_empty() || self.day_suffixes.contains(&fold(suffix));
        word[..digits].parse().ok().filter(|d| known && digits <= 2 && (1..=31).contains(d))
    }

    /// The date that the document says is its own: the one in the best of the places where its kind
    /// says so, as a rule where it concludes, else in its title, else after a word that points at it
    /// (« ce 22 novembre 2021 »), else at its very end.
    pub(super) fn stated(
        &self,
        text: &str,
        blocks: &[(NodeId, Span)],
        tokens: &Tokens,
        found: &[(usize, Candidate)],
        table: &EntityTable<'_>,
        data: &mut Data,
    ) {
        let all: Vec<&[Token]> = tokens.blocks().collect();
        let wanted = data.kind.as_ref().map_or(&DatePlace::USUAL[..], |kind| &kind.date);
        let mut best: Option<(usize, Date)> = None;
        for (block, f) in found.iter().filter(|(_, f)| f.kind == EntityKind::Date) {
            let Some(date) = full_date(table.id(f.entity)) else { continue };
            let before = (f.start as usize).checked_sub(1).map(|i| all[*block][i].word);
            let is_pointed_at = before.is_some_and(|w| self.own_date.contains(&w));
            let rest = Span::new(f.span.end(), text.len() as u32);
            let ends = rest.len() < 40 && rest.trim(text).len() <= 1;
            let part = part(data, blocks[*block].0);
            let is_there = |place: &DatePlace| match place {
                DatePlace::Text => is_pointed_at,
                DatePlace::End => ends,
                place => part == Some(*place),
            };
            let Some(rank) = wanted.iter().position(is_there) else { continue };
            if best.is_none_or(|(known, _)| rank < known) {
                best = Some((rank, date));
            }
        }
        data.stated_date = best.map(|(_, date)| date);
    }
}

fn full_date(id: &str) -> Option<Date> {
    id.strip_prefix("date-")?.parse().ok().filter(|d: &Date| d.is_full())
}

/// The part of the document that a node is in, if a date there may be the document's own.
fn part(data: &Data, node: NodeId) -> Option<DatePlace> {
    match data.element(data.part_of(node).0) {
        "conclusions" => Some(DatePlace::Conclusions),
        "preface" if data.is_in_head(node) => Some(DatePlace::Head),
        "preface" => Some(DatePlace::Title),
        _ => None,
    }
}

fn number(text: &str, word: Token, digits: u32) -> Option<u16> {
    (word.is_digits() && word.span.len() == digits).then(|| text[word.span.range()].parse().ok())?
}

#[cfg(test)]
mod tests;
