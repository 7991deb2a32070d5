//! What holds of every text, shown on texts that no one wrote. More cases: `PROPTEST_CASES=20000`.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod texts;

use akoma::{Annotator, Document, Offsets, Source, Span, Unit, akn};
use proptest::prelude::*;
use std::collections::HashSet;
use texts::{any_text, legal};

/// The annotated document, or nothing if the text is refused.
fn annotated(text: &str) -> Option<Document> {
    Document::parse(text).ok().map(|doc| doc.annotate(Annotator::bundled()))
}

/// Names and values of all attributes in `xml`, as written.
fn attributes(xml: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find(['<', '"']) {
        // Quotes outside tags are text: go from tag to tag.
        rest = &rest[at..];
        let Some(tag) = rest.strip_prefix('<') else {
            rest = &rest[1..];
            continue;
        };
        rest = tag;
        while let Some(at) = rest.find(['>', '"']).filter(|&at| rest.as_bytes()[at] == b'"') {
            let name = rest[..at].trim_end_matches('=').rsplit(char::is_whitespace).next().unwrap();
            let value = rest[at + 1..].split('"').next().unwrap();
            found.push((name, value));
            rest = &rest[at + 1 + value.len() + 1..];
        }
    }
    found
}

/// Attributes that point at eIds, in Akoma Ntoso and in akoma's own records.
const POINTERS: &[&str] =
    &["refersTo", "href", "source", "as", "actor", "bodies", "addressees", "role", "party"];

/// Fails unless `span` lies in `outer` and cuts no character of `text`.
fn lies_in(text: &str, span: Span, outer: Span) -> Result<(), TestCaseError> {
    prop_assert!(text.get(span.range()).is_some(), "{span} cuts a character");
    prop_assert!(outer.contains(span), "{span} is not in {outer}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_xml_gives_the_text_back_and_itself(text in any_text()) {
        let Some(doc) = annotated(&text) else { return Ok(()) };
        let source = Source::decode(text.as_bytes()).unwrap();
        prop_assert_eq!(doc.text(), source.text());
        let xml = doc.to_akn();
        let again = akn::read(&xml).unwrap_or_else(|e| panic!("{e}\n{xml}"));
        prop_assert_eq!(again.text(), source.text());
        prop_assert_eq!(again.had_bom(), source.had_bom());
        prop_assert_eq!(again.to_akn(), xml);
        // What was read can be annotated like what was parsed.
        let anew = akn::read(&again.annotate(Annotator::bundled()).to_akn()).unwrap();
        prop_assert_eq!(anew.text(), source.text());
    }

    #[test]
    fn the_xml_keeps_mentions_and_commitments(text in legal()) {
        let Some(doc) = annotated(&text) else { return Ok(()) };
        let again = akn::read(&doc.to_akn()).unwrap();
        let mentions = |doc: &Document| doc.mentions()
            .map(|m| (m.span(), m.kind(), m.entity().id().to_owned(), m.eid().to_owned(), m.outer().map(|o| o.span())))
            .collect::<Vec<_>>();
        prop_assert_eq!(mentions(&again), mentions(&doc));
        let commitments = |doc: &Document| doc.predicates()
            .map(|c| format!(
                "{c:?} {} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                c.span(), c.eid(), c.trigger(), c.object(), c.subject(), c.hedges(), c.conditions(), c.addressee(),
                c.actors().map(|e| e.id().to_owned()).collect::<Vec<_>>(),
            ))
            .collect::<Vec<_>>();
        prop_assert_eq!(commitments(&again), commitments(&doc));
    }

    #[test]
    fn eids_are_unique_and_every_reference_is_met(text in any_text()) {
        let Some(doc) = annotated(&text) else { return Ok(()) };
        let xml = doc.to_akn();
        let attributes = attributes(&xml);
        let mut eids = HashSet::new();
        for (_, eid) in attributes.iter().filter(|(name, _)| *name == "eId") {
            prop_assert!(eids.insert(*eid), "{eid} stands twice\n{xml}");
            prop_assert!(!eid.is_empty() && !eid.contains(char::is_whitespace), "{eid}");
        }
        for (name, value) in attributes.iter().filter(|(name, _)| POINTERS.contains(name)) {
            for target in value.split(' ').filter_map(|v| v.strip_prefix('#')) {
                prop_assert!(eids.contains(target), "{name} points at {target}\n{xml}");
            }
        }
    }

    #[test]
    fn the_tree_and_the_layers_nest(text in any_text()) {
        let Some(doc) = annotated(&text) else { return Ok(()) };
        let text = doc.text();
        for node in doc.root().descendants() {
            lies_in(text, node.span(), node.parent().unwrap().span())?;
            let mut at = node.span().start();
            for child in node.children() {
                prop_assert!(at <= child.span().start(), "{child:?} begins in the element before");
                at = child.span().end();
            }
        }
        let mut spans: Vec<Span> = Vec::new();
        for mention in doc.mentions() {
            lies_in(text, mention.span(), mention.node().span())?;
            prop_assert!(!mention.span().is_empty());
            if let Some(outer) = mention.outer() {
                lies_in(text, mention.span(), outer.span())?;
            }
            spans.push(mention.span());
        }
        for commitment in doc.predicates() {
            let span = commitment.span();
            lies_in(text, span, commitment.node().span())?;
            prop_assert!(!span.is_empty());
            spans.push(span);
            let whole = Span::new(0, text.len() as u32);
            let lone = [commitment.object(), commitment.subject(), commitment.addressee()];
            let many = [commitment.trigger(), commitment.hedges(), commitment.conditions()];
            for part in many.concat().into_iter().chain(lone.into_iter().flatten()) {
                lies_in(text, part, whole)?;
                prop_assert!(!part.is_empty(), "a part of {commitment:?} is empty");
            }
        }
        // Neither one another nor an element: XML could not hold them.
        spans.extend(doc.root().descendants().map(|n| n.span()));
        spans.sort_by_key(|s| (s.start(), u32::MAX - s.end()));
        let mut open: Vec<Span> = Vec::new();
        for span in spans {
            while open.last().is_some_and(|o| o.end() <= span.start()) {
                open.pop();
            }
            if let Some(outer) = open.last() {
                prop_assert!(!outer.crosses(span), "{outer} {:?} crosses {span} {:?}", &text[outer.range()], &text[span.range()]);
            }
            open.push(span);
        }
    }

    #[test]
    fn offsets_go_there_and_back(text in any_text(), times in 1..40usize, at in any::<prop::sample::Index>()) {
        let text = text.repeat(times);
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let byte = boundaries[at.index(boundaries.len())];
        for &unit in Unit::ALL {
            let offsets = Offsets::new(&text, unit);
            let expected = match unit {
                Unit::CodePoint => text[..byte].chars().count(),
                Unit::Utf16 => text[..byte].encode_utf16().count(),
                _ => byte,
            };
            prop_assert_eq!(offsets.of(byte as u32), expected as u32);
            prop_assert_eq!(offsets.byte(expected as u32), Some(byte as u32));
            let past = offsets.of(text.len() as u32) + 1;
            prop_assert_eq!(offsets.byte(past), None);
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), text in any_text(), cut in any::<prop::sample::Index>()) {
        let mut broken = text.into_bytes();
        if !broken.is_empty() {
            let at = cut.index(broken.len());
            broken[at] = bytes.first().copied().unwrap_or(0xC3);
        }
        for bytes in [&bytes, &broken] {
            match Source::decode(bytes) {
                Ok(source) => prop_assert!(!source.text().is_empty()),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn broken_xml_is_read_or_refused(text in legal(), from in any::<prop::sample::Index>(), len in 0..40usize, insert in "[<>&;\"'= /?!\\[\\]a-c#]{0,6}") {
        let Some(doc) = annotated(&text) else { return Ok(()) };
        let mut xml = doc.to_akn();
        let floor = |mut at: usize, xml: &str| {
            while !xml.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(from.index(xml.len()), &xml);
        let end = floor((start + len).min(xml.len()), &xml).max(start);
        xml.replace_range(start..end, &insert);
        if let Ok(doc) = akn::read(&xml) {
            let once = doc.to_akn();
            if let Ok(again) = akn::read(&once) {
                prop_assert_eq!(again.text(), doc.text());
            }
            let anew = doc.annotate(Annotator::bundled());
            let _ = anew.to_akn();
        }
    }
}
