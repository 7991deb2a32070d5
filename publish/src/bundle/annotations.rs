//! Mentions as W3C Web Annotations of the source text.

use crate::dataset::address;
use crate::vocabulary::WEB_ANNOTATION;
use akoma::{Document, Entity, EntityKind, Mention, Offsets, Unit};
use serde_json::{Value, json};

/// The path of the collection in a bundle.
pub(super) const ANNOTATIONS_PATH: &str = "annotations.jsonld";

/// How many characters of context a quotation has on each side.
const CONTEXT: usize = 32;

/// What comes before and after the annotations of all documents, which are one collection with one
/// page.
pub(super) struct CollectionFrame {
    pub(super) head: String,
    pub(super) tail: String,
}

impl CollectionFrame {
    /// The frame of a collection of so many annotations, at this path of a site.
    pub(super) fn new(site: &str, path: &str, label: &str, total: usize) -> Self {
        let id = address(site, path);
        let collection = json!({
            // The standard's context, and one term of ours: the unit that positions are counted in.
            "@context": [WEB_ANNOTATION, {"unit": {"@id": "urn:akoma:terms:unit"}}],
            "id": id,
            "type": "AnnotationCollection",
            "label": label,
            "total": total,
        });
        let page = json!({
            "id": format!("{id}#page-1"),
            "type": "AnnotationPage",
            "partOf": id,
            "startIndex": 0,
        });
        // The page goes into the collection, and the annotations, as they come, into the page.
        let open = |object: Value| object.to_string().trim_end_matches('}').to_owned();
        Self {
            head: format!("{},\n\"first\": {},\n\"items\": [", open(collection), open(page)),
            tail: "\n]}}\n".to_owned(),
        }
    }
}

/// The mentions of a document as annotations of its source text, each in JSON on one line; `name` is
/// the name of its files, `path` that of the collection.
pub(super) fn items(doc: &Document, name: &str, site: &str, path: &str) -> Vec<String> {
    let offsets = Offsets::new(doc.text(), Unit::CodePoint);
    let source = address(site, &format!("{name}.txt"));
    let id = format!("{}#{}", address(site, path), address("", name));
    doc.mentions()
        .enumerate()
        .map(|(number, mention)| {
            annotation(doc, mention, &offsets, &format!("{id}-{}", number + 1), &source).to_string()
        })
        .collect()
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

/// What an annotation says: the entity's name, its kind, and where others describe it.
fn bodies(entity: &Entity, kind: EntityKind) -> Value {
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
