//! The names of the authority file, all at once: a trie over folded words.

use super::authority::Authority;
use super::chart::{Chart, Found};
use super::table::Ref;
use crate::model::Kind;
use crate::text::{Token, Vocabulary, WordId};
use rustc_hash::FxHashMap;

/// How a name's capitals bind the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Case {
    /// A name of three words or more, or one without capitals: any.
    Any,
    /// One or two words: the first has a capital, lest « pays bas » be a country.
    Capital,
    /// An acronym: all capitals.
    Capitals,
}

#[derive(Clone, Copy, Debug)]
struct Name {
    entry: u32,
    kind: Kind,
    case: Case,
    contextual: bool,
}

/// A trie over the words of all names. It finds every name at every word; the chart settles which
/// of them stand.
#[derive(Debug, Default)]
pub(super) struct NameTrie {
    /// The node after each first word; 0 for none.
    roots: Vec<u32>,
    next: FxHashMap<(u32, WordId), u32>,
    names: Vec<Vec<Name>>,
}

impl NameTrie {
    pub(super) fn new(
        authority: &Authority,
        language: Option<&str>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let words = 4 * authority.len();
        let mut trie = Self { names: Vec::with_capacity(words), ..Self::default() };
        trie.next.reserve(words);
        trie.names.push(Vec::new());
        for (number, entry) in authority.entries().iter().enumerate() {
            let all = entry.names_in(language).map(|n| (n, false));
            let all = all.chain(entry.contextual.iter().map(|n| (n, true)));
            for (name, contextual) in all {
                let words = vocabulary.intern_all(name);
                if words.is_empty() {
                    continue;
                }
                let node = trie.insert(&words);
                let name = Name {
                    entry: number as u32,
                    kind: entry.kind,
                    case: case(name, words.len()),
                    contextual,
                };
                let known = trie.names[node as usize]
                    .iter()
                    .any(|n| n.entry == name.entry && n.case == name.case);
                if !known {
                    trie.names[node as usize].push(name);
                }
            }
        }
        trie
    }

    fn insert(&mut self, words: &[WordId]) -> u32 {
        let mut node = 0;
        for (depth, &word) in words.iter().enumerate() {
            let fresh = self.names.len() as u32;
            let slot = if depth == 0 {
                let at = word.0 as usize;
                if self.roots.len() <= at {
                    self.roots.resize(at + 1, 0);
                }
                &mut self.roots[at]
            } else {
                self.next.entry((node, word)).or_insert(0)
            };
            if *slot == 0 {
                *slot = fresh;
                self.names.push(Vec::new());
            }
            node = *slot;
        }
        node
    }

    /// Adds the names among `words` to `chart`.
    pub(super) fn find(&self, words: &[Token], chart: &mut Chart) {
        for (start, first) in words.iter().enumerate() {
            let mut node = self.roots.get(first.word.0 as usize).copied().unwrap_or(0);
            if node == 0 || first.word == WordId::UNKNOWN {
                continue;
            }
            let mut end = start + 1;
            loop {
                let fitting = self.names[node as usize].iter().find(|name| name.case.fits(*first));
                if let Some(name) = fitting {
                    chart.push(found(words, start, end, *name));
                }
                let Some(word) = words.get(end).filter(|w| w.gap.joins()) else { break };
                match self.next.get(&(node, word.word)) {
                    Some(&next) => node = next,
                    None => break,
                }
                end += 1;
            }
        }
    }
}

fn found(words: &[Token], start: usize, end: usize, name: Name) -> Found {
    let mut found = Found::new(words, start..end, Ref::Listed(name.entry), name.kind);
    found.contextual = name.contextual;
    found
}

/// How the capitals of a name of so many words bind.
pub(super) fn case(name: &str, words: usize) -> Case {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let acronym = words == 1 && letters().count() > 1 && letters().all(char::is_uppercase);
    match () {
        () if acronym => Case::Capitals,
        () if words <= 2 && name.starts_with(char::is_uppercase) => Case::Capital,
        () => Case::Any,
    }
}

impl Case {
    fn fits(self, first: Token) -> bool {
        match self {
            Case::Any => true,
            Case::Capital => first.is_capital(),
            Case::Capitals => first.is_all_capitals(),
        }
    }
}
