//! The names of the authority file, all at once: a trie over folded words.

use super::candidate::{Candidate, EntityRef};
use super::chart::Chart;
use crate::authority::{Authority, Case, case};
use crate::model::EntityKind;
use crate::text::{Token, Vocabulary, WordId};
use rustc_hash::FxHashMap;

#[derive(Clone, Copy, Debug)]
struct Name {
    entry: u32,
    kind: EntityKind,
    case: Case,
    contextual: bool,
}

/// A trie over the words of all names. It finds every name at every word; the chart settles which
/// of them are kept.
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
                let Some(word) = words.get(end).filter(|w| w.separator.joins()) else { break };
                match self.next.get(&(node, word.word)) {
                    Some(&next) => node = next,
                    None => break,
                }
                end += 1;
            }
        }
    }
}

fn found(words: &[Token], start: usize, end: usize, name: Name) -> Candidate {
    let mut found = Candidate::new(words, start..end, EntityRef::Listed(name.entry), name.kind);
    found.contextual = name.contextual;
    found
}

#[cfg(test)]
mod tests {
    use crate::mentions::tests::annotated_with;

    /// The names in a text of which these are listed, all organizations.
    fn found(names: &[&str], text: &str) -> Vec<String> {
        let entry = |(i, name): (usize, &&str)| {
            format!("[[entity]]\nid = \"n{i}\"\nkind = \"organization\"\nname = \"{name}\"\n")
        };
        let authority: String = names.iter().enumerate().map(entry).collect();
        let doc = annotated_with(&authority, text);
        doc.mentions().map(|m| format!("{} {}", m.entity().id(), m.text())).collect()
    }

    #[test]
    fn a_name_of_one_or_two_words_has_its_capital_and_an_acronym_all() {
        for (name, text, is_name) in [
            ("Banque", "la Banque", true),
            ("Banque", "la BANQUE", true),
            ("Banque", "la banque", false),
            ("Pays Bas", "les Pays-Bas", true),
            ("Pays Bas", "les Pays bas", true),
            ("Pays Bas", "les pays bas", false),
            ("Banque du Nord", "la banque du nord", true),
            ("banque", "la banque", true),
            ("EAU", "l’EAU", true),
            ("EAU", "l’Eau", false),
            ("EAU", "l’eau", false),
            // One letter or a digit among capitals.
            ("E", "un E", true),
            ("G7", "le G7", true),
            ("UE 27", "l’UE 27", true),
            ("UE 27", "l’Ue 27", true),
            ("Écluse", "l’Écluse", true),
            ("Ecluse", "l’Écluse", true),
        ] {
            assert_eq!(found(&[name], text).len(), usize::from(is_name), "{name} in {text}");
        }
    }

    #[test]
    fn nothing_but_spaces_apostrophes_and_hyphens_stands_in_a_name() {
        for (text, is_name) in [
            ("la Banque du Nord", true),
            ("la Banque-du’Nord", true),
            ("Accord\n\nElle a la Banque\ndu Nord", true),
            ("la Banque, du Nord", false),
            ("la Banque (du Nord)", false),
            ("la Banque. Du Nord", false),
            ("la Banque - du Nord", false),
            ("la Banque Nord", false),
            ("la Banque du", false),
        ] {
            assert_eq!(found(&["Banque du Nord"], text).len(), usize::from(is_name), "{text}");
        }
    }

    #[test]
    fn every_name_is_found_at_every_word() {
        let names = ["Banque", "Banque du Nord", "Banque du Nord Uni", "Nord Uni"];
        assert_eq!(found(&names, "la Banque"), ["n0 Banque"]);
        assert_eq!(found(&names, "la Banque du Nord de"), ["n1 Banque du Nord"]);
        assert_eq!(
            found(&names, "la Banque du Nord Uni, Banque du Sud"),
            ["n2 Banque du Nord Uni", "n3 Nord Uni", "n0 Banque"]
        );
        // Of two entities of one name the first is taken.
        assert_eq!(found(&["Banque", "Banque"], "la Banque"), ["n0 Banque"]);
        assert_eq!(found(&["EAU", "Eau"], "l’Eau et l’EAU"), ["n1 Eau", "n0 EAU"]);
    }
}
