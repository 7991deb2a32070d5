//! Who binds whom to what, and how strongly: one record a predicate.
//!
//! The rules are data of the language: subjects, verbs, frames, tenses. The code finds the
//! predicates of a sentence, then reads off each what the scheme asks.

mod act;
mod action;
mod bracket;
mod clause;
mod discourse;
mod endings;
mod finite;
mod forms;
mod frames;
mod record;
mod rules;
mod sentence;
mod subject;
mod subject_first;
#[cfg(test)]
mod tests;
mod verb_second;
mod verbs;
mod words;

pub(crate) use rules::Rules;

use crate::language::Language;
use crate::model::{Data, MentionData, NodeId, PredicateData, partition_near};
use crate::schema::ElementFunction;
use crate::text::{Span, Token, Tokens, sentences};
use discourse::Discourse;
use record::LeadIn;
use sentence::SentenceReader;

impl Rules {
    /// Finds the predicates in the blocks of `data`, whose mentions are known.
    pub(crate) fn find(
        &self,
        blocks: &[(NodeId, Span)],
        tokens: &Tokens,
        language: Option<&Language>,
        data: &mut Data,
    ) {
        if self.is_empty() {
            return;
        }
        let present_commits = data.kind.as_ref().is_some_and(|kind| kind.present_commits());
        let mut found: Vec<PredicateData> = Vec::new();
        let mut lead_in: Option<LeadIn> = None;
        let mut near_block = 0;
        let mut discourse = Discourse::default();
        let mut spans = Vec::new();
        for (&(node, _), words) in blocks.iter().zip(tokens.blocks()) {
            let data = &*data;
            if data.element(node) != "p" || words.is_empty() {
                continue;
            }
            discourse.others = false;
            sentences_of(data, node, language, &mut spans);
            let mentions = mentions(data, words, &mut near_block);
            if let Some(open) = &lead_in {
                // An item promises in its first sentence; what comes after explains.
                let first =
                    words_of(&spans, words).next().map_or(0..words.len(), |(_, range)| range);
                let reader =
                    SentenceReader::new(self, data, words, first, mentions, present_commits);
                match reader.item(open, is_item(data, node)) {
                    Some(commitment) => {
                        found.push(commitment);
                        continue;
                    }
                    None => lead_in = None,
                }
            }
            for (sentence, range) in words_of(&spans, words) {
                let reader =
                    SentenceReader::new(self, data, words, range, mentions, present_commits);
                let read = reader.read(sentence, &mut discourse);
                lead_in = read.lead_in;
                found.extend(read.predicates);
            }
        }
        let (mut near, mut near_edges) = (0, [0; 2]);
        found.retain_mut(|c| match data.home(c.span, &mut near) {
            Some(node) if !crosses_mention(data, c.span, &mut near_edges) => {
                c.node = node;
                true
            }
            _ => false,
        });
        found.sort_by_key(|c| (c.span.start(), u32::MAX - c.span.end()));
        data.predicates = found;
    }
}

/// The mentions that begin in some words.
fn mentions<'a>(data: &'a Data, words: &[Token], near: &mut usize) -> &'a [MentionData] {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return &[] };
    let from = partition_near(&data.mentions, near, |m| m.span.start() < first.span.start());
    let to = partition_near(&data.mentions, near, |m| m.span.start() < last.span.end());
    &data.mentions[from..to]
}

/// The sentences of a paragraph: those that are marked, else those that are found.
fn sentences_of(data: &Data, node: NodeId, language: Option<&Language>, out: &mut Vec<Span>) {
    out.clear();
    let inside = (node.0 + 1..data.nodes[node.index()].end.0).map(NodeId);
    let marked = inside.filter(|id| data.is_sentence(*id));
    out.extend(marked.map(|id| data.nodes[id.index()].span));
    if out.is_empty() && data.origin.is_some() {
        let is_abbreviation = |word: &str| language.is_some_and(|l| l.is_abbreviation(word));
        let span = data.nodes[node.index()].span;
        sentences(&data.text, span, is_abbreviation, |sentence| out.push(sentence));
    }
}

/// The tokens of each sentence.
fn words_of<'a>(
    spans: &'a [Span],
    words: &'a [Token],
) -> impl Iterator<Item = (Span, std::ops::Range<usize>)> + 'a {
    let mut at = 0;
    spans.iter().map(move |span| {
        while words.get(at).is_some_and(|w| w.span.start() < span.start()) {
            at += 1;
        }
        let start = at;
        while words.get(at).is_some_and(|w| w.span.end() <= span.end()) {
            at += 1;
        }
        (*span, start..at)
    })
}

/// Whether a paragraph is an item of a list.
fn is_item(data: &Data, node: NodeId) -> bool {
    let mut at = node;
    for _ in 0..3 {
        at = data.nodes[at.index()].parent;
        if data.element_id(at).is_some_and(|e| e.function() == ElementFunction::Item) {
            return true;
        }
    }
    false
}

/// A clause never cuts a name in two.
fn crosses_mention(data: &Data, span: Span, near: &mut [usize; 2]) -> bool {
    let mentions = &data.mentions;
    [span.start(), span.end()].into_iter().zip(near).any(|(edge, near)| {
        let after = partition_near(mentions, near, |m| m.span.start() < edge);
        mentions[..after].iter().rev().take(16).any(|m| m.span.crosses(span))
    })
}
