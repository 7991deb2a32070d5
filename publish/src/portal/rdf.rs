//! The RDF that a portal makes of a dataset by itself, which is what harvesters see.

use super::ReceiptFile;
use crate::bundle::Bundle;
use crate::dataset::Role;
use oxrdf::{Graph, TermRef};
use oxttl::TurtleParser;

/// What the portal's RDF does not say, though it should: that it is Turtle, the title, where each
/// file is.
pub(super) fn compare(turtle: &str, bundle: &Bundle, files: &[ReceiptFile]) -> Vec<String> {
    let graph: Result<Graph, _> = TurtleParser::new().for_slice(turtle).collect();
    let graph = match graph {
        Ok(graph) => graph,
        Err(e) => return vec![format!("the portal's own RDF is no Turtle: {e}")],
    };
    let says = |value: &str| {
        graph.iter().any(|triple| match triple.object {
            TermRef::NamedNode(node) => node.as_str() == value,
            TermRef::Literal(literal) => literal.value() == value,
            TermRef::BlankNode(_) => false,
        })
    };
    let dataset = bundle.dataset();
    let title = dataset.title.best(&dataset.tags);
    let mut missing = Vec::new();
    if !says(title) {
        missing.push(format!("the title « {title} »"));
    }
    let data =
        |path: &str| bundle.files().iter().any(|file| file.path == path && file.role == Role::Data);
    let files = files.iter().filter(|file| data(&file.path) && !says(&file.url));
    missing.extend(files.map(|file| format!("the address {}", file.url)));
    missing.iter().map(|what| format!("the portal's own RDF lacks {what}")).collect()
}
