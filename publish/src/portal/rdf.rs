//! The RDF that a portal makes of a dataset by itself, which is what harvesters see.

use super::ReceiptFile;
use crate::bundle::Bundle;
use crate::dataset::Role;
use oxrdf::{Graph, TermRef};
use oxttl::TurtleParser;
use std::collections::HashSet;

/// What the portal's RDF does not say, though it should: that it is Turtle, the title, where each
/// file is.
pub(super) fn compare(turtle: &str, bundle: &Bundle, files: &[ReceiptFile]) -> Vec<String> {
    let graph: Result<Graph, _> = TurtleParser::new().for_slice(turtle).collect();
    let graph = match graph {
        Ok(graph) => graph,
        Err(e) => return vec![format!("the portal's own RDF is no Turtle: {e}")],
    };
    let said = graph.iter().filter_map(|triple| match triple.object {
        TermRef::NamedNode(node) => Some(node.as_str()),
        TermRef::Literal(literal) => Some(literal.value()),
        TermRef::BlankNode(_) => None,
    });
    let said: HashSet<_> = said.collect();
    let says = |value: &str| said.contains(value);
    let dataset = bundle.dataset();
    let title = dataset.title.best(&dataset.tags);
    let mut missing = Vec::new();
    if !says(title) {
        missing.push(format!("the title « {title} »"));
    }
    let data = bundle.files().iter().filter(|file| file.role == Role::Data);
    let data: HashSet<_> = data.map(|file| file.path.as_str()).collect();
    let files = files.iter().filter(|file| data.contains(file.path.as_str()) && !says(&file.url));
    missing.extend(files.map(|file| format!("the address {}", file.url)));
    missing.iter().map(|what| format!("the portal's own RDF lacks {what}")).collect()
}
