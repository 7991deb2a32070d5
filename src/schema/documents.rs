//! The document types that a text divides into: preface, preamble, body, conclusions.

use super::{ElementId, Schema, State};

/// The document types that have all four parts and a body which takes divisions, each with its
/// body. Written out, since a command that reads a text has no time to compile the grammar; a test
/// derives the same from it.
const DOCUMENTS: [(&str, &str); 5] = [
    ("act", "body"),
    ("bill", "body"),
    ("debateReport", "mainBody"),
    ("doc", "mainBody"),
    ("statement", "mainBody"),
];

/// The document type of this name and its body, if a text divides into its parts.
pub(crate) fn document_of_text(element: &str) -> Option<(&'static str, &'static str)> {
    DOCUMENTS.iter().copied().find(|(name, _)| *name == element)
}

/// The names of these document types.
pub(crate) fn documents_of_text() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().map(|(name, _)| *name)
}

/// What another document type asks for besides its metadata: `header` and `judgmentBody` of a
/// judgment. None if the element is no document type.
pub(crate) fn parts_asked_for(element: &str) -> Option<Vec<&'static str>> {
    let schema = Schema::get();
    let document = ElementId::named(element).filter(|&document| schema.is_scope(document))?;
    let parts = schema.missing(after_metadata(schema, document)?);
    Some(parts.into_iter().map(ElementId::name).collect())
}

/// The state of a document type after its metadata.
fn after_metadata(schema: &Schema, document: ElementId) -> Option<State> {
    let start = schema.content(schema.type_of(document)).start;
    schema.step(start, ElementId::named("meta")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body of a document type, if it has room for all the parts that a text divides into.
    fn body(schema: &Schema, document: ElementId) -> Option<ElementId> {
        let named = |name| ElementId::named(name).unwrap();
        let article = named("article");
        let after_preface = schema.step(after_metadata(schema, document)?, named("preface"))?;
        let state = schema.step(after_preface, named("preamble"))?;
        let body = schema.expected(state).find(|&child| schema.may_contain(child, article))?;
        let state = schema.step(schema.step(state, body)?, named("conclusions"))?;
        schema.is_final(state).then_some(body)
    }

    #[test]
    fn the_table_says_what_the_grammar_says() {
        let schema = Schema::get();
        let documents = ElementId::all().filter(|&element| schema.is_scope(element));
        let mut derived: Vec<_> = documents
            .filter_map(|document| Some((document.name(), body(schema, document)?.name())))
            .collect();
        derived.sort_unstable();
        assert_eq!(derived, DOCUMENTS);
    }

    #[test]
    fn other_document_types_ask_for_parts_of_their_own() {
        assert_eq!(parts_asked_for("judgment"), Some(vec!["header", "judgmentBody"]));
        assert_eq!(parts_asked_for("debate"), Some(vec!["debateBody"]));
        assert_eq!(parts_asked_for("chapter"), None);
        assert_eq!(parts_asked_for("novel"), None);
    }
}
