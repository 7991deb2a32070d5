//! The parties: who speaks in the document.

use super::chart::Found;
use super::table::{Ref, Table};
use crate::model::{Data, Entity, Kind, NodeId};
use crate::report::{Diagnostic, Severity};
use crate::text::{Span, slug};

/// Sets the parties of `data`: the authors that the metadata names, else the states named in the
/// title, else those named at the beginning of the first paragraph, else the institution whose
/// name opens it.
pub(super) fn find(
    data: &mut Data,
    blocks: &[(NodeId, Span)],
    found: &[(usize, Found)],
    table: &mut Table<'_>,
) {
    let parties = match data.metadata.work.authors.clone() {
        Some(authors) => authors.iter().map(|id| author(id, table, data)).collect(),
        None => stated(data, blocks, found, table),
    };
    data.parties = parties.into_iter().map(|entity| table.number(entity, data)).collect();
}

fn author(id: &str, table: &mut Table<'_>, data: &mut Data) -> Ref {
    match table.authority.number(id) {
        Some(listed) => Ref::Listed(listed),
        None => {
            let help = match table.authority.nearest(id) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "list it in a file given with --authority, or correct work.authors".into(),
            };
            data.report.push(
                Diagnostic::new(
                    "author-unknown",
                    Severity::Warning,
                    None,
                    format!("the metadata names the author `{id}`, which no authority file lists"),
                )
                .with_help(help),
            );
            // An id becomes an eId, and people write names here: « Jean Dupont ».
            table.entity(&slug(id), Kind::Organization, |new| {
                Entity::new(new, Kind::Organization, id)
            })
        }
    }
}

/// How far into a first paragraph the parties are named, in bytes.
const OPENING: u32 = 400;

/// The most states that a title or a first paragraph names as parties.
const MANY: usize = 64;

fn stated(
    data: &Data,
    blocks: &[(NodeId, Span)],
    found: &[(usize, Found)],
    table: &Table<'_>,
) -> Vec<Ref> {
    let has_title = data.nodes.get(1).is_some_and(|n| data.names.of(n.name) == "preface");
    let in_block = |wanted: usize, formal: bool| {
        let mut parties: Vec<Ref> = Vec::new();
        let mut countries: Vec<&str> = Vec::new();
        let limit = blocks.get(wanted).map_or(0, |(_, span)| span.start() + OPENING);
        for (_, f) in found.iter().filter(|(block, f)| *block == wanted && f.span.start() < limit) {
            let state =
                table.is_state(f.entity) && (!formal || table.class(f.entity) == Some("state"));
            let Some(country) = table.country(f.entity).filter(|_| state) else { continue };
            if !countries.contains(&country) && parties.len() < MANY {
                countries.push(country);
                parties.push(f.entity);
            }
        }
        parties
    };
    // One state in a title may be what the document is about, two are who made it.
    let title = if has_title && !blocks.is_empty() { in_block(0, false) } else { Vec::new() };
    if title.len() >= 2 {
        return title;
    }
    let first = usize::from(has_title);
    let opening = [in_block(first, true), in_block(first, false)];
    if let Some(states) = opening.into_iter().find(|states| states.len() >= 2) {
        return states;
    }
    if title.is_empty() { institution(found, first, table).into_iter().collect() } else { title }
}

/// « Le Conseil européen a débattu … »: who opens the text speaks in it.
fn institution(found: &[(usize, Found)], block: usize, table: &Table<'_>) -> Option<Ref> {
    let (_, first) = found.iter().find(|(b, _)| *b == block)?;
    let opens =
        first.start <= 1 && first.kind == Kind::Organization && !table.is_state(first.entity);
    opens.then_some(first.entity)
}
