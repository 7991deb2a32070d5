//! Names that no list can hold, by the patterns of the language: courts of a town, attacks of a
//! date at a place, the trial of those attacks.

use super::candidate::Candidate;
use super::chart::Chart;
use super::table::EntityTable;
use crate::language::{Class, Classes, Language, Pattern, Rule, RuleNumbers};
use crate::model::EntityKind;
use crate::text::{Token, Vocabulary, WordTable};

#[derive(Debug, Default)]
pub(super) struct Patterns {
    patterns: Vec<NamePattern>,
    /// The patterns that may begin with a word, in their order.
    anchors: WordTable<Vec<u32>>,
    demonyms: WordTable<()>,
    grammar: WordTable<()>,
    /// Endings of the adjectives that names of ministries have.
    endings: Vec<String>,
}

#[derive(Debug)]
struct NamePattern {
    pattern: Pattern,
    kind: EntityKind,
    class: Option<String>,
    rule: u32,
}

impl Patterns {
    pub(super) fn new(
        language: Option<&Language>,
        numbers: &RuleNumbers<'_>,
        demonyms: WordTable<()>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let Some(language) = language else { return Self::default() };
        let mut patterns = Vec::new();
        let mut anchors: WordTable<Vec<u32>> = WordTable::default();
        for rule in &language.name_pattern {
            let number = numbers.number(rule);
            for pattern in rule.patterns(&language.sets, vocabulary) {
                for &word in pattern.first_words() {
                    anchors.slot(word).get_or_insert_default().push(patterns.len() as u32);
                }
                patterns.push(NamePattern {
                    pattern,
                    kind: rule.kind,
                    class: rule.class.as_ref().map(|class| class.get_ref().clone()),
                    rule: number,
                });
            }
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
        table: &mut EntityTable<'_>,
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
                let context = PatternContext { patterns: self, text, words, chart, table };
                let matched = rule.pattern.match_at(words, &context, at as usize);
                // A word by itself is no name: something must say which.
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
                chart.push(Candidate::new(words, range, entity, rule.kind).by(rule.rule));
            }
            chart.sort();
        }
    }
}

struct PatternContext<'a, 't> {
    patterns: &'a Patterns,
    text: &'a str,
    words: &'a [Token],
    chart: &'a Chart,
    table: &'a EntityTable<'t>,
}

impl Classes for PatternContext<'_, '_> {
    fn class_end(&self, class: Class, at: usize) -> Option<usize> {
        let word = *self.words.get(at)?;
        let one = |holds: bool| holds.then_some(at + 1);
        let found = |holds: &dyn Fn(&Candidate) -> bool| {
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
            Class::Adverb
            | Class::Infinitive
            | Class::MarkedInfinitive
            | Class::Participle
            | Class::Verb => None,
            Class::Word => Some(at + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::mentions::tests::annotated;

    /// The mentions of a French text: kind and words.
    fn found(text: &str) -> Vec<String> {
        let doc = annotated("fra", text);
        doc.mentions().map(|m| format!("{} {}", m.kind(), m.text())).collect()
    }

    #[test]
    fn names_that_no_list_can_hold() {
        for (text, name) in [
            ("Elle va à la cour d’appel de Mons.", "organization cour d’appel de Mons"),
            (
                "Elle va au tribunal correctionnel de Paris.",
                "organization tribunal correctionnel de Paris",
            ),
            ("Elle va au tribunal de Paris.", "organization tribunal de Paris"),
            ("Elle va au nord du Mali.", "location nord du Mali"),
            ("Elle voit le gouvernement belge.", "organization gouvernement belge"),
            (
                "Elle voit les gouvernements belge et français.",
                "organization gouvernements belge et français",
            ),
            ("Elle voit le gouvernement de la France.", "organization gouvernement de la France"),
            ("Elle voit le ministère de la Mer.", "organization ministère de la Mer"),
            (
                "Elle voit le ministère des Affaires étrangères.",
                "organization ministère des Affaires étrangères",
            ),
        ] {
            assert_eq!(found(text).first().map(String::as_str), Some(name), "{text}");
        }
        for text in [
            // A word by itself, or with what is no place, state or capital after it.
            "Elle va au tribunal.",
            "Elle va au tribunal des eaux.",
            "Elle va au tribunal, de Paris",
            "Elle va au nord.",
            "Elle voit le gouvernement des eaux.",
            "Elle voit le gouvernement grand.",
            "Elle voit le ministère de la mer.",
            "Elle voit le tribunal 2 de Paris.",
            "Elle voit le tribunal Haut de Paris.",
            "Elle voit le tribunal que de Paris.",
        ] {
            let named = found(text);
            assert!(named.iter().all(|n| n.split(' ').count() == 2), "{text} {named:?}");
        }
    }

    #[test]
    fn a_pattern_builds_on_what_those_before_it_found() {
        assert_eq!(
            found("Elle suit le procès des attentats du 22 mars 2016 à Bruxelles."),
            [
                "event procès des attentats du 22 mars 2016 à Bruxelles",
                "event attentats du 22 mars 2016 à Bruxelles",
                "date 22 mars 2016",
                "location Bruxelles",
            ]
        );
    }

    #[test]
    fn a_name_inside_another_of_its_kind_is_none() {
        assert_eq!(
            found("Elle voit la cour d’appel de Mons et la cour d’appel de Paris."),
            [
                "organization cour d’appel de Mons",
                "location Mons",
                "organization cour d’appel de Paris",
                "location Paris",
            ]
        );
        assert_eq!(found("Elle va à l’Agence européenne Frontex."), ["organization Frontex"]);
    }
}
