//! Mentions as W3C Web Annotations of the source text.

use crate::dataset::address;
use crate::vocabulary::WEB_ANNOTATION;
use akoma::{Document, Entity, Kind, Mention, Offsets, Unit};
use serde_json::{Value, json};

/// How many characters of context a quotation has on each side.
const CONTEXT: usize = 32;

/// The annotations of all documents, in one collection.
pub(super) struct Annotations<'a> {
    /// The site, and the collection's path in it.
    site: &'a str,
    path: &'a str,
    items: Vec<Value>,
}

impl<'a> Annotations<'a> {
    pub(super) fn new(site: &'a str, path: &'a str) -> Self {
        Self { site, path, items: Vec::new() }
    }

    /// Adds the mentions of a document; `text` is the path of its source text.
    pub(super) fn add(&mut self, name: &str, doc: &Document, text: &str) {
        let offsets = Offsets::new(doc.text(), Unit::CodePoint);
        for (number, mention) in doc.mentions().enumerate() {
            let id = format!("{}#{name}-{}", address(self.site, self.path), number + 1);
            let source = address(self.site, text);
            let item = annotation(doc, mention, &offsets, &id, &source);
            self.items.push(item);
        }
    }

    /// The collection, its label in the language of its tag.
    pub(super) fn finish(self, label: &str) -> Value {
        let id = address(self.site, self.path);
        json!({
            // The standard's context, and one term of ours: the unit that positions are counted in.
            "@context": [
                WEB_ANNOTATION,
                {"unit": {"@id": "urn:akoma:terms:unit"}},
            ],
            "id": id,
            "type": "AnnotationCollection",
            "label": label,
            "total": self.items.len(),
            "first": {
                "id": format!("{id}#page-1"),
                "type": "AnnotationPage",
                "partOf": id,
                "startIndex": 0,
                "items": self.items,
            },
        })
    }
}

fn annotation(
    doc: &Document,
    mention: Mention<'_>,
    offsets: &Offsets<'_>,
    id: &str,
    source: &str,
) -> Value {
    let span = mention.span();
    let entity = mention.entity();
    let range = span.range();
    let text = doc.text();
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies(entity, mention.kind()),
        "target": {
            "source": source,
            "selector": [
                {
                    "type": "TextPositionSelector",
                    "start": offsets.of(span.start()),
                    "end": offsets.of(span.end()),
                    "unit": Unit::CodePoint.name(),
                },
                {
                    "type": "TextQuoteSelector",
                    "exact": mention.text(),
                    "prefix": last(&text[..range.start]),
                    "suffix": first(&text[range.end..]),
                },
            ],
        },
    })
}

/// What an annotation says: the entity's name, its kind, and where others tell of it.
fn bodies(entity: &Entity, kind: Kind) -> Value {
    let mut bodies = vec![
        json!({
            "type": "TextualBody",
            "purpose": "identifying",
            "format": "text/plain",
            "value": entity.name(),
        }),
        json!({
            "type": "TextualBody",
            "purpose": "classifying",
            "format": "text/plain",
            "value": kind.name(),
        }),
    ];
    let elsewhere = entity.same_as().filter(|iri| iri.contains("://"));
    bodies.extend(
        elsewhere
            .map(|iri| json!({"type": "SpecificResource", "purpose": "linking", "source": iri})),
    );
    bodies.into()
}

/// The last characters of a text.
fn last(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first characters of a text.
fn first(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
