//! Who is named where: the names of an authority, acronyms the text itself explains, dates, offices and
//! the people who hold them, and patterns for names that no list can hold.

mod acronyms;
mod candidate;
mod chart;
mod dates;
mod names;
mod parties;
mod patterns;
mod roles;
mod table;
#[cfg(test)]
mod tests;

use crate::authority::Authority;
use crate::language::{Language, RuleNumbers};
use crate::model::{Data, NodeId};
use crate::text::{Span, Tokens, Vocabulary, WordTable};
use candidate::Candidate;
use chart::Chart;
use table::EntityTable;

/// Everything that finds names in texts of one language, compiled against one vocabulary.
#[derive(Debug)]
pub(crate) struct NameFinder {
    names: names::NameTrie,
    dates: dates::Dates,
    roles: roles::Roles,
    acronyms: acronyms::Acronyms,
    patterns: patterns::Patterns,
}

impl NameFinder {
    pub(crate) fn new(
        authority: &Authority,
        language: Option<&Language>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let numbers = RuleNumbers::of(language);
        let demonyms = authority.entries().iter().flat_map(|e| e.demonyms.iter());
        let demonyms: WordTable<()> = demonyms.map(|d| vocabulary.intern(d)).collect();
        Self {
            names: names::NameTrie::new(authority, language.map(Language::code), vocabulary),
            dates: dates::Dates::new(language, vocabulary),
            roles: roles::Roles::new(language, demonyms.clone(), vocabulary),
            acronyms: acronyms::Acronyms::new(language, &numbers, vocabulary),
            patterns: patterns::Patterns::new(language, &numbers, demonyms, vocabulary),
        }
    }

    /// Finds the mentions in the blocks of `data` and the entities they name.
    pub(crate) fn annotate(
        &self,
        authority: &Authority,
        blocks: &[(NodeId, Span)],
        tokens: &Tokens,
        data: &mut Data,
    ) {
        let text = data.text.clone();
        let mut table = EntityTable::new(authority);
        let mut chart = Chart::default();
        let mut found: Vec<(usize, Candidate)> = Vec::new();
        for (block, words) in tokens.blocks().enumerate() {
            chart.clear();
            self.names.find(words, &mut chart);
            self.dates.find(&text, words, &mut table, &mut chart);
            chart.sort();
            self.patterns.find(&text, words, &mut table, &mut chart);
            self.roles.find(&text, words, &mut table, &mut chart);
            self.acronyms.find(&text, words, &mut table, &mut chart, &mut data.report);
            chart.settle(&table);
            found.extend(chart.drain().map(|f| (block, f)));
        }
        self.acronyms.spread(&text, tokens, &mut table, &mut found);
        table.settle_short_names(&mut found);
        parties::find(data, blocks, &found, &mut table);
        roles::assign_parties(&found, &mut table, &data.parties);
        self.dates.stated(&text, blocks, tokens, &found, &table, data);
        let found = found.into_iter().map(|(block, f)| (blocks[block].0, f)).collect();
        table.finish(found, data);
        data.assign_mentions();
    }
}
