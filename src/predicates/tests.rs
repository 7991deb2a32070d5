//! What the tests of this module share: what sentences promise.

mod grammars;

use crate::model::{Document, Metadata};
use crate::{Annotator, Parser};

/// A declaration of Belgium and France that says so in its first article.
pub(super) fn declaration(says: &str) -> Document {
    read("Déclaration de la Belgique et de la France", says)
}

/// A treaty of the two, whose present binds.
pub(super) fn treaty(says: &str) -> Document {
    read("Traité de la Belgique et de la France", says)
}

/// A text of a kind of document, not annotated.
fn parsed(text: &str, kind: &str) -> Document {
    let mut metadata = Metadata::default();
    metadata.work.kind = Some(kind.to_owned());
    Parser::new().metadata(metadata).parse(text).unwrap()
}

fn read(title: &str, says: &str) -> Document {
    let text = format!("{title}\n\nArticle 1\n{says}");
    let doc = Parser::new().language("fra").unwrap().parse(&text).unwrap();
    doc.annotate(Annotator::bundled())
}

/// Each predicate: act or strength, trigger, lemma.
pub(super) fn acts(doc: &Document) -> Vec<String> {
    let line = |c: crate::Predicate<'_>| {
        let act = c.strength().map_or(c.act().name(), |s| s.name());
        format!("{act} {} ({})", c.trigger_text(), c.lemma())
    };
    doc.predicates().map(line).collect()
}
