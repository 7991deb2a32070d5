//! Blocks to elements of Akoma Ntoso.

use super::block::Block;
use super::titles::TitleWords;
use crate::language::Language;
use crate::model::{DocumentKind, Metadata, Names, NodeAttributes, NodeData, TreeBuilder};
use crate::text::{Span, forbidden_in_xml, sentences};
use std::sync::Arc;

/// What the title says.
pub(crate) struct Title<'a> {
    pub(crate) kind: Option<&'a Arc<DocumentKind>>,
    subtype: Option<&'a str>,
    /// The words of the title that name the kind of document.
    doc_type: Option<Span>,
}

impl<'a> Title<'a> {
    pub(crate) fn of(text: &str, blocks: &[Block], words: &TitleWords<'a>) -> Self {
        let title = blocks.iter().find_map(|block| match block {
            Block::Title(span) => Some(*span),
            _ => None,
        });
        let found = title.and_then(|span| Some((span, words.find(&text[span.range()])?)));
        match found {
            Some((span, found)) => Title {
                kind: Some(found.kind),
                subtype: found.subtype,
                doc_type: Some(Span::new(span.start(), span.start() + found.len as u32)),
            },
            None => Title { kind: None, subtype: None, doc_type: None },
        }
    }
}

/// The elements of the document, in order.
pub(crate) fn build(
    text: &str,
    blocks: &[Block],
    kind: &DocumentKind,
    title: &Title<'_>,
    metadata: &Metadata,
    language: Option<&Language>,
) -> (Vec<NodeData>, Names) {
    let mut tree =
        TreeWriter { text, language, builder: TreeBuilder::with_capacity(text.len() / 64) };
    let subtype = metadata.work.subtype().or(title.subtype).unwrap_or(&kind.subtype);
    let (name, _) = tree.builder.names_mut().number(subtype);
    tree.builder.open_with(kind.element, 0, NodeAttributes::Document(name));
    let is_preface = |b: &Block| matches!(b, Block::Head(_) | Block::Title(_));
    let preface_end = blocks.iter().position(|b| !is_preface(b)).unwrap_or(blocks.len());
    let (preface, rest) = blocks.split_at(preface_end);
    tree.preface(preface, title.doc_type);
    let is_preamble = |b: &Block| matches!(b, Block::Preamble(_));
    let is_conclusion = |b: &Block| matches!(b, Block::Conclusion(_));
    let body_at = rest.iter().position(|b| !is_preamble(b)).unwrap_or(rest.len());
    let (preamble, rest) = rest.split_at(body_at);
    let end_at = rest.iter().position(is_conclusion).unwrap_or(rest.len());
    let (body, conclusions) = rest.split_at(end_at);
    tree.container("preamble", preamble);
    tree.body(kind.body, body);
    tree.container("conclusions", conclusions);
    tree.builder.close(text.len() as u32);
    let (mut nodes, names) = tree.builder.finish();
    absorb(text, &mut nodes, &names);
    (nodes, names)
}

/// Gives every character that XML does not hold to be white space a place in an element that
/// may hold text: a no-break space after a number, for example, goes to the number.
fn absorb(text: &str, nodes: &mut [NodeData], names: &Names) {
    let mut last: Option<usize> = None;
    let mut at = 0;
    for i in 0..nodes.len() {
        if !names.element(nodes[i].name).is_some_and(|element| element.is_block()) {
            continue;
        }
        let span = nodes[i].span;
        let gap = Span::new(at, span.start());
        match (visible(text, gap), last) {
            (Some(found), Some(last)) => stretch(nodes, last, Span::new(at, found.end())),
            (Some(found), None) => stretch(nodes, i, found),
            (None, _) => {}
        }
        at = span.end();
        last = Some(i);
    }
    let tail = Span::new(at, text.len() as u32);
    if let (Some(found), Some(last)) = (visible(text, tail), last) {
        stretch(nodes, last, found);
    }
}

/// The part of `gap` that is neither white space of XML nor written as an instruction.
fn visible(text: &str, gap: Span) -> Option<Span> {
    let slice = &text[gap.range()];
    let skipped = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r') || forbidden_in_xml(c);
    let start = slice.len() - slice.trim_start_matches(skipped).len();
    let found = slice.trim_matches(skipped).len();
    let start = gap.start() + start as u32;
    (found > 0).then(|| Span::new(start, start + found as u32))
}

/// Widens an element, and those around it, to hold `span`.
fn stretch(nodes: &mut [NodeData], node: usize, span: Span) {
    let mut at = node;
    while !nodes[at].span.contains(span) {
        let own = nodes[at].span;
        nodes[at].span = Span::new(own.start().min(span.start()), own.end().max(span.end()));
        at = nodes[at].parent.index();
    }
}

struct TreeWriter<'a> {
    text: &'a str,
    language: Option<&'a Language>,
    builder: TreeBuilder,
}

impl TreeWriter<'_> {
    /// The lines before the title, and the title.
    fn preface(&mut self, blocks: &[Block], doc_type: Option<Span>) {
        let Some(first) = blocks.first() else { return };
        self.builder.open("preface", block_start(first));
        let mut end = block_start(first);
        for block in blocks {
            match block {
                Block::Title(span) => {
                    self.title(*span, doc_type);
                    end = span.end();
                }
                Block::Head(span) => {
                    self.p(*span);
                    end = span.end();
                }
                _ => {}
            }
        }
        self.builder.close(end);
    }

    fn title(&mut self, span: Span, doc_type: Option<Span>) {
        self.builder.open("longTitle", span.start());
        self.builder.open("p", span.start());
        let mut at = span.start();
        if let Some(words) = doc_type {
            self.builder.leaf("docType", words);
            at = words.end();
        }
        // Punctuation between the two parts belongs to neither.
        let rest = &self.text[Span::new(at, span.end()).range()];
        if let Some(start) =
            rest.find(|c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '"' | '('))
        {
            self.builder.leaf("docTitle", Span::new(at + start as u32, span.end()));
        }
        self.close(2, span.end());
    }

    /// Paragraphs right in a container.
    fn container(&mut self, element: &'static str, blocks: &[Block]) {
        let spans: Vec<Span> = blocks
            .iter()
            .filter_map(|b| match b {
                Block::Preamble(span) | Block::Conclusion(span) => Some(*span),
                _ => None,
            })
            .collect();
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        self.builder.open(element, first.start());
        for &span in &spans {
            self.p(span);
        }
        self.builder.close(last.end());
    }

    /// A paragraph and its sentences.
    fn p(&mut self, span: Span) {
        self.builder.open("p", span.start());
        let builder = &mut self.builder;
        let is_abbreviation = |word: &str| self.language.is_some_and(|l| l.is_abbreviation(word));
        sentences(self.text, span, is_abbreviation, |sentence| {
            builder.open_with("span", sentence.start(), NodeAttributes::Sentence);
            builder.close(sentence.end());
        });
        self.builder.close(span.end());
    }

    fn body(&mut self, element: &str, blocks: &[Block]) {
        let Some(first) = blocks.first() else { return };
        self.builder.open(element, block_start(first));
        // The ranks of the open headings and the depths of the open list items.
        let mut headings: Vec<usize> = Vec::new();
        let mut depths: Vec<usize> = Vec::new();
        let mut end = block_start(first);
        for (i, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading { element, rank, num, heading, .. } => {
                    self.close(depths.len() + headings.iter().filter(|r| *r >= rank).count(), end);
                    depths.clear();
                    headings.retain(|r| r < rank);
                    headings.push(*rank);
                    self.builder.open(element, block_start(block));
                    if let Some(span) = num {
                        self.builder.leaf("num", *span);
                        end = span.end();
                    }
                    if let Some(span) = heading {
                        self.builder.leaf("heading", *span);
                        end = span.end();
                    }
                }
                Block::Paragraph { element, depth, num, text } => {
                    self.close(depths.iter().filter(|d| *d >= depth).count(), end);
                    depths.retain(|d| d < depth);
                    depths.push(*depth);
                    self.builder.open(element, block_start(block));
                    if let Some(span) = num {
                        self.builder.leaf("num", *span);
                    }
                    let leads = matches!(blocks.get(i + 1),
                        Some(Block::Paragraph { depth: next, .. }) if next > depth);
                    self.builder.open(if leads { "intro" } else { "content" }, text.start());
                    self.p(*text);
                    self.builder.close(text.end());
                    end = text.end();
                }
                _ => {}
            }
        }
        self.close(depths.len() + headings.len() + 1, end);
    }

    fn close(&mut self, times: usize, end: u32) {
        for _ in 0..times {
            self.builder.close(end);
        }
    }
}

fn block_start(block: &Block) -> u32 {
    match block {
        Block::Head(span)
        | Block::Title(span)
        | Block::Preamble(span)
        | Block::Conclusion(span) => span.start(),
        Block::Heading { num, heading, .. } => num.or(*heading).map_or(0, Span::start),
        Block::Paragraph { num, text, .. } => num.unwrap_or(*text).start(),
    }
}

#[cfg(test)]
mod tests;
