//! Forms of verbs that are not finite, recognized by list, ending and place; and what of a sentence
//! belongs to subordinate clauses, where the language's order of words shows it.

use super::sentence::SentenceReader;
use crate::language::WordOrder;
use crate::text::Separator;

/// The most words between a mark and its infinitive.
const BETWEEN: usize = 3;

impl SentenceReader<'_> {
    /// Whether the bracket of a clause may close after token `at`.
    pub(super) fn closes(&self, at: usize) -> bool {
        let Some(next) = self.words.get(at + 1).filter(|_| at + 1 < self.range.end) else {
            return true;
        };
        !next.separator.joins()
            || self.rules.coordinators.has(*next)
            || self.rules.subordinators.has(*next)
            || self.rules.after_bracket.has(*next)
            // « gefördert werden », « bevorderd te worden »
            || self.rules.verbs.listed_infinitive(*next).is_some_and(|verb| {
                self.rules.verbs.is_auxiliary(verb) || self.rules.operators_of.contains_key(&verb)
            })
    }

    /// Whether token `at` is an infinitive without its mark.
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        let word = self.words[at];
        if word.is_capital() || self.is_noun(at) || self.is_subordinate(at) || self.is_marked(at) {
            return false;
        }
        let verbs = &self.rules.verbs;
        let listed = verbs.listed_infinitive(word).is_some();
        match (self.rules.bare_infinitives, self.rules.order) {
            (true, _) => {
                let apart = listed && word.separator.has(Separator::COMMA);
                apart || (self.follows_operator(at) && (listed || self.reads_bare(at)))
            }
            (false, WordOrder::V2) => {
                // « angesehen » has the ending of an infinitive too.
                let reads = verbs.is_infinitive(self.text, word);
                listed || (reads && !verbs.is_participle(self.text, word) && self.closes(at))
            }
            (false, WordOrder::Svo) => listed || verbs.is_infinitive(self.text, word),
        }
    }

    /// The end of the infinitive that begins, with its mark, at token `at`.
    pub(super) fn marked_infinitive(&self, at: usize) -> Option<usize> {
        let word = self.words[at];
        let verbs = &self.rules.verbs;
        if verbs.listed_marked_infinitive(word).is_some()
            || verbs.is_marked_infinitive(self.text, word)
        {
            return Some(at + 1);
        }
        if !self.rules.infinitive_marks.has(word) {
            return None;
        }
        let passing = |i: usize| {
            let word = self.words[i];
            let rules = self.rules;
            rules.adverbs.has(word) || rules.clitics.has(word) || rules.negations.has(word)
        };
        let to = self.range.end.min(at + 2 + BETWEEN);
        let at = (at + 1..to).find(|&i| !passing(i))?;
        let word = self.words[at];
        let listed = verbs.listed_infinitive(word).is_some();
        let reads = match self.rules.bare_infinitives {
            // « committed to peace »: what no list holds is a verb only if its object follows.
            true => {
                let next = self.words.get(at + 1).filter(|w| w.separator.joins());
                self.reads_bare(at)
                    && next.is_some_and(|w| {
                        self.rules.determiners.has(*w) || self.rules.subordinators.has(*w)
                    })
            }
            false => verbs.is_infinitive(self.text, word),
        };
        (word.separator.joins() && !word.is_capital() && (listed || reads)).then_some(at + 1)
    }

    /// Whether token `at` is a participle.
    pub(super) fn is_participle(&self, at: usize) -> bool {
        let word = self.words[at];
        let verbs = &self.rules.verbs;
        !self.is_noun(at)
            && !self.is_subordinate(at)
            && (verbs.listed_participle(word).is_some()
                || (verbs.is_participle(self.text, word)
                    && (self.rules.order == WordOrder::Svo || self.closes(at))))
    }

    /// Whether token `at` is a verb in any form.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let word = self.words[at];
        let verbs = &self.rules.verbs;
        !self.is_noun(at)
            && (verbs.listed_infinitive(word).is_some()
                || verbs.listed_present(word).is_some()
                || self.is_participle(at)
                || (verbs.is_infinitive(self.text, word) && !self.rules.bare_infinitives)
                || self.marked_infinitive(at).is_some())
    }

    /// Whether the mark of an infinitive is right before token `at`.
    pub(super) fn is_marked(&self, at: usize) -> bool {
        at > self.range.start
            && self.words[at].separator.joins()
            && self.rules.infinitive_marks.has(self.words[at - 1])
    }

    /// Whether nothing but adverbs and negations is between an operator and token `at`.
    fn follows_operator(&self, at: usize) -> bool {
        let passing = |i: &usize| {
            self.rules.adverbs.has(self.words[*i]) || self.rules.negations.has(self.words[*i])
        };
        let before = (self.range.start..at).rev().find(|i| !passing(i));
        before.is_some_and(|i| {
            let verb = self.rules.verbs.listed_present(self.words[i]);
            verb.is_some_and(|verb| self.rules.operators_of.contains_key(&verb))
                || self.rules.infinitive_marks.has(self.words[i])
        })
    }

    /// Whether token `at` is no word of grammar, so that it may be an infinitive without an ending.
    fn reads_bare(&self, at: usize) -> bool {
        let word = self.words[at];
        let rules = self.rules;
        let sets = [
            &rules.adverbs,
            &rules.negations,
            &rules.clitics,
            &rules.determiners,
            &rules.coordinators,
            &rules.subordinators,
            &rules.infinitive_marks,
            &rules.after_bracket,
        ];
        !word.is_capital() && !word.is_digits() && !sets.iter().any(|set| set.has(word))
    }

    /// Whether token `at` belongs to a clause that the finite verb of the sentence is not in.
    pub(super) fn is_subordinate(&self, at: usize) -> bool {
        self.subordinate.get(at.wrapping_sub(self.range.start)).copied().unwrap_or(false)
    }

    /// Which tokens of the sentence belong to subordinate clauses: from the word that opens one to
    /// the sign after its verb, which is its last word. Asked of the order `v2` only.
    pub(super) fn subordinate_tokens(&self) -> Vec<bool> {
        let mut subordinate = vec![false; self.range.len()];
        let mut at = self.range.start;
        while at < self.range.end {
            match self.clause_opened(at) {
                Some(end) => {
                    let from = at - self.range.start;
                    subordinate[from..end - self.range.start].fill(true);
                    at = end;
                }
                None => at += 1,
            }
        }
        subordinate
    }

    /// The end of the subordinate clause that token `at` opens.
    fn clause_opened(&self, at: usize) -> Option<usize> {
        let word = self.words[at];
        if !self.is_subordinator(at) {
            return None;
        }
        // « um » is a preposition too: it opens a clause if an infinitive with its mark ends it.
        let preposition = self.rules.after_bracket.has(word);
        // « die » is an article too: it opens a clause after a comma if a verb ends what follows.
        let article = self.rules.determiners.has(word);
        let comma = !word.separator.joins();
        if article && (!comma || at == self.range.start) {
            return None;
        }
        let mut edge = None;
        for i in at + 1..=self.range.end {
            let ends = i == self.range.end
                || self.words[i]
                    .separator
                    .has(Separator::COMMA | Separator::STOP | Separator::CLOSE | Separator::OTHER);
            if ends && i > at + 1 {
                // « , den Austausch zu fördern » is no relative clause.
                let marked = self.is_marked(i - 1) || self.marked_infinitive(i - 1).is_some();
                let ended = if preposition { marked } else { !(article && marked) };
                if ended && self.ends_subordinate(i - 1) {
                    edge = Some(i);
                    break;
                }
                if article {
                    return None;
                }
            }
            // « de autoriteiten die bevoegd zijn wisselen … uit »: no comma, so the verb ends it.
            if !comma && i < self.range.end && i > at + 1 {
                let finite = self.rules.verbs.listed_present(self.words[i]).is_some();
                let again = self
                    .words
                    .get(i + 1)
                    .is_some_and(|w| self.rules.verbs.listed_present(*w).is_some());
                if finite && again && i + 1 < self.range.end {
                    edge = Some(i + 1);
                    break;
                }
            }
        }
        match edge {
            Some(end) => Some(end),
            None if article || preposition => None,
            None => Some(self.range.end),
        }
    }

    /// Whether token `at` may be the verb that ends a subordinate clause.
    fn ends_subordinate(&self, at: usize) -> bool {
        let word = self.words[at];
        let verbs = &self.rules.verbs;
        if word.is_capital() || word.is_digits() {
            return false;
        }
        verbs.listed_present(word).is_some()
            || verbs.listed_infinitive(word).is_some()
            || verbs.listed_participle(word).is_some()
            || verbs.looks_present(self.text, word)
            || verbs.looks_singular(self.text, word)
            || verbs.is_infinitive(self.text, word)
            || verbs.is_participle(self.text, word)
    }
}
