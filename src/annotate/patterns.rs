//! Names that no list can hold, by the patterns of the language: courts of a town, attacks of a
//! date at a place, the trial of those attacks.

use super::chart::{Chart, Found};
use super::table::Table;
use crate::language::{Class, Classes, Language, Pattern};
use crate::model::Kind;
use crate::text::{Token, Vocabulary, WordTable};

#[derive(Debug, Default)]
pub(super) struct Patterns {
    patterns: Vec<Rule>,
    /// The patterns that may begin with a word, in their order.
    anchors: WordTable<Vec<u32>>,
    demonyms: WordTable<()>,
    grammar: WordTable<()>,
    /// Endings of the adjectives that names of ministries have.
    endings: Vec<String>,
}

#[derive(Debug)]
struct Rule {
    pattern: Pattern,
    kind: Kind,
    class: Option<String>,
}

impl Patterns {
    pub(super) fn new(
        language: Option<&Language>,
        demonyms: WordTable<()>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let Some(language) = language else { return Self::default() };
        let mut patterns = Vec::new();
        let mut anchors: WordTable<Vec<u32>> = WordTable::default();
        for rule in &language.name_pattern {
            let pattern = Pattern::new(&rule.notation, vocabulary).unwrap_or_else(|e| {
                panic!("a test reads the bundled pattern `{}`: {e}", rule.notation)
            });
            for &word in pattern.first_words() {
                anchors.slot(word).get_or_insert_default().push(patterns.len() as u32);
            }
            patterns.push(Rule { pattern, kind: rule.kind, class: rule.class.clone() });
        }
        Self {
            patterns,
            anchors,
            demonyms,
            endings: language.roles.field_endings.clone(),
            grammar: language.function_words.iter().map(|w| vocabulary.intern(w)).collect(),
        }
    }

    /// Adds what the patterns match to `chart`, which stays sorted.
    pub(super) fn find(
        &self,
        text: &str,
        words: &[Token],
        table: &mut Table<'_>,
        chart: &mut Chart,
    ) {
        let mut todo: Vec<(u32, u32)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            if let Some(rules) = self.anchors.get(word.word) {
                todo.extend(rules.iter().map(|&rule| (rule, at as u32)));
            }
        }
        // In the order of the patterns, so that each sees what those before it found.
        todo.sort_unstable();
        for group in todo.chunk_by(|a, b| a.0 == b.0) {
            let rule = &self.patterns[group[0].0 as usize];
            let mut new = Vec::new();
            for &(_, at) in group {
                let context = Context { patterns: self, text, words, chart, table };
                let matched = rule.pattern.match_at(words, &context, at as usize);
                // A word by itself is no name: something must tell which.
                if let Some(m) = matched.filter(|m| m.end > m.start + 1) {
                    let range = m.start..m.end;
                    let inside = new
                        .last()
                        .is_some_and(|last: &std::ops::Range<usize>| range.end <= last.end);
                    if !inside && !chart.has(&range, rule.kind) {
                        new.push(range);
                    }
                }
            }
            if new.is_empty() {
                continue;
            }
            for range in new {
                let surface = &text[words[range.start].span.start() as usize
                    ..words[range.end - 1].span.end() as usize];
                let entity = table.named(surface, rule.kind, rule.class.as_deref());
                chart.push(Found::new(words, range, entity, rule.kind));
            }
            chart.sort();
        }
    }
}

struct Context<'a, 't> {
    patterns: &'a Patterns,
    text: &'a str,
    words: &'a [Token],
    chart: &'a Chart,
    table: &'a Table<'t>,
}

impl Classes for Context<'_, '_> {
    fn class_end(&self, class: Class, at: usize) -> Option<usize> {
        let word = *self.words.get(at)?;
        let one = |holds: bool| holds.then_some(at + 1);
        let found = |holds: &dyn Fn(&Found) -> bool| {
            self.chart.starting(at).find(|f| holds(f)).map(|f| f.end as usize)
        };
        match class {
            Class::Kind(kind) => found(&|f| f.kind == kind),
            Class::State | Class::Party => found(&|f| self.table.is_state(f.entity)),
            Class::Demonym => one(self.patterns.demonyms.contains(word.word)),
            Class::Capital => one(word.is_capital()),
            Class::Lower => one(!word.is_capital()
                && !word.is_digits()
                && !self.patterns.grammar.contains(word.word)),
            Class::Adjective => one(!word.is_capital() && {
                let raw = &self.text[word.span.range()];
                self.patterns.endings.iter().any(|ending| raw.ends_with(ending.as_str()))
            }),
            Class::Number => one(word.is_digits()),
            Class::Adverb => None,
            Class::Word => Some(at + 1),
        }
    }
}
