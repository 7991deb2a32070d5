//! The parties: who speaks in the document.

use super::candidate::{Candidate, EntityRef};
use super::table::EntityTable;
use crate::model::{Data, Entity, EntityKind, ImpliedSubject, NodeId};
use crate::report::{Diagnostic, Severity};
use crate::text::{Span, slug};

/// Sets the parties of `data`: the authors that the metadata names, else the states named in the
/// title, else those named at the beginning of the first paragraph, else the institution whose
/// name opens it. A document of a kind that is issued has one: see [`issuer`].
pub(super) fn find(
    data: &mut Data,
    blocks: &[(NodeId, Span)],
    found: &[(usize, Candidate)],
    table: &mut EntityTable<'_>,
) {
    let parties = match data.metadata.work.authors.clone() {
        Some(authors) => authors.iter().map(|id| author(id, table, data)).collect(),
        None if is_issued(data) => issuer(data, blocks, found, table).into_iter().collect(),
        None => stated(data, blocks, found, table),
    };
    data.parties = parties.into_iter().map(|entity| table.number(entity, data)).collect();
}

fn author(id: &str, table: &mut EntityTable<'_>, data: &mut Data) -> EntityRef {
    match table.authority.number(id) {
        Some(listed) => EntityRef::Listed(listed),
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
            table.entity(&slug(id), EntityKind::Organization, |new| {
                Entity::new(new, EntityKind::Organization, id)
            })
        }
    }
}

/// Whether an authority issues documents of this kind.
fn is_issued(data: &Data) -> bool {
    data.kind.as_ref().is_some_and(|kind| kind.implied_subject == ImpliedSubject::Issuer)
}

/// The authority that issues a document: the organization that its head names, else the institution
/// that opens its first paragraph, else the organization that signs it, else the one that its title
/// names, which as a rule is what it is about; a state, where there is no organization.
fn issuer(
    data: &Data,
    blocks: &[(NodeId, Span)],
    found: &[(usize, Candidate)],
    table: &EntityTable<'_>,
) -> Option<EntityRef> {
    let part = |block: usize| data.element(data.part_of(blocks[block].0).0);
    let first_named = |is_there: &dyn Fn(usize) -> bool| {
        let there = || found.iter().filter(|(block, _)| is_there(*block)).map(|(_, f)| f);
        let is_organization =
            |f: &&Candidate| f.kind == EntityKind::Organization && !table.is_state(f.entity);
        let state = || there().find(|f| table.is_state(f.entity));
        there().find(is_organization).or_else(state).map(|f| f.entity)
    };
    let first = (0..blocks.len()).find(|&block| part(block) != "preface")?;
    first_named(&|block| data.is_in_head(blocks[block].0))
        .or_else(|| institution(found, first, table))
        .or_else(|| first_named(&|block| part(block) == "conclusions"))
        .or_else(|| first_named(&|block| part(block) == "preface"))
}

/// How far into a first paragraph the parties are named, in bytes.
const OPENING: u32 = 400;

/// The most states that a title or a first paragraph names as parties.
const MANY: usize = 64;

fn stated(
    data: &Data,
    blocks: &[(NodeId, Span)],
    found: &[(usize, Candidate)],
    table: &EntityTable<'_>,
) -> Vec<EntityRef> {
    let has_title = data.nodes.get(1).is_some_and(|n| data.names.of(n.name) == "preface");
    let title_at = blocks.iter().take_while(|(node, _)| data.is_in_head(*node)).count();
    let in_block = |wanted: usize, formal: bool| {
        let mut parties: Vec<EntityRef> = Vec::new();
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
    let title =
        if has_title && !blocks.is_empty() { in_block(title_at, false) } else { Vec::new() };
    if title.len() >= 2 {
        return title;
    }
    let mut after_title = blocks.iter().enumerate().skip(title_at + usize::from(has_title));
    let first = after_title.find(|(_, (node, _))| !data.is_num(*node));
    let first = first.map_or(blocks.len(), |(first, _)| first);
    let opening = [in_block(first, true), in_block(first, false)];
    if let Some(states) = opening.into_iter().find(|states| states.len() >= 2) {
        return states;
    }
    if title.is_empty() { institution(found, first, table).into_iter().collect() } else { title }
}

/// « Le Conseil européen a débattu … »: who opens the text speaks in it.
fn institution(
    found: &[(usize, Candidate)],
    block: usize,
    table: &EntityTable<'_>,
) -> Option<EntityRef> {
    let (_, first) = found.iter().find(|(b, _)| *b == block)?;
    let opens =
        first.start <= 1 && first.kind == EntityKind::Organization && !table.is_state(first.entity);
    opens.then_some(first.entity)
}

#[cfg(test)]
mod tests {
    use crate::mentions::tests::annotated;

    fn parties(text: &str) -> Vec<String> {
        annotated("fra", text).parties().map(|p| p.name().to_owned()).collect()
    }

    #[test]
    fn a_number_is_no_first_paragraph() {
        assert_eq!(
            parties("Accord\n\nArticle 1\nLa Belgique et la France coopèrent."),
            ["Belgique", "France"]
        );
    }

    #[test]
    fn two_states_in_the_title_are_the_parties() {
        assert_eq!(
            parties("Accord de la Belgique et de la France\n\nArticle 1\nL’Italie et l’Espagne."),
            ["Belgique", "France"]
        );
        // One state counts once, under the name it has first.
        assert_eq!(
            parties(
                "Accord de la Belgique, du Royaume de Belgique et de la France\n\nArticle 1\nElles."
            ),
            ["Belgique", "France"]
        );
        assert_eq!(parties("Accord de l’OTAN et de la France\n\nArticle 1\nElles."), ["France"]);
    }

    #[test]
    fn one_state_in_the_title_gives_way_to_two_in_the_first_paragraph() {
        for (title, first, expected) in [
            ("Accord sur le Mali", "La Belgique et la France vont.", &["Belgique", "France"][..]),
            ("Accord", "La Belgique et la France vont.", &["Belgique", "France"]),
            ("Accord sur le Mali", "La Belgique va.", &["Mali"]),
            ("Accord", "La Belgique va.", &[]),
            ("Accord", "Elles vont.\nLa Belgique et la France vont.", &[]),
            // Two in their formal names go before others.
            (
                "Accord",
                "Le Mali, le Royaume de Belgique et la République française vont.",
                &["Royaume de Belgique", "République française"],
            ),
            ("Accord", "Le Mali, le Royaume de Belgique vont.", &["Mali", "Royaume de Belgique"]),
        ] {
            assert_eq!(
                parties(&format!("{title}\n\nArticle 1\n{first}")),
                expected,
                "{title} / {first}"
            );
        }
        assert_eq!(
            parties("La Belgique et la France vont.\nL’Italie et l’Espagne vont."),
            ["Belgique", "France"]
        );
    }

    #[test]
    fn the_first_paragraph_names_its_parties_in_its_first_400_bytes() {
        let paragraph = |before: usize| {
            let (opening, between) = ("La Belgique va ", "et la ");
            let fill = before - opening.len() - between.len();
            format!("{opening}{}{between}France.", "x".repeat(fill - 1) + " ")
        };
        for (before, expected) in
            [(399, &["Belgique", "France"][..]), (400, &[]), (401, &[]), (3999, &[])]
        {
            let text = paragraph(before);
            assert_eq!(text.find("France"), Some(before));
            assert_eq!(parties(&format!("Accord\n\nArticle 1\n{text}")), expected, "{before}");
        }
    }

    #[test]
    fn the_institution_that_opens_the_text_speaks_where_no_state_does() {
        for (text, expected) in [
            ("Accord\n\nArticle 1\nLe Conseil européen va.", &["Conseil européen"][..]),
            (
                "Accord\n\nArticle 1\nFrontex va.",
                &["Agence européenne de garde-frontières et de garde-côtes"],
            ),
            ("Accord\n\nArticle 1\nIci va le Conseil européen.", &[]),
            ("Accord\n\nArticle 1\nLe Mali va au Conseil européen.", &[]),
            ("Accord\n\nArticle 1\nLa Meuse va au Conseil européen.", &[]),
            ("Accord sur le Mali\n\nArticle 1\nLe Conseil européen va.", &["Mali"]),
            ("Accord\n\nArticle 1\nElles.\nLe Conseil européen va.", &[]),
        ] {
            assert_eq!(parties(text), expected, "{text}");
        }
    }

    #[test]
    fn the_authors_that_the_metadata_names_are_the_parties() {
        let toml = "[work]\nauthors = [\"royaume-de-belgique\", \"Jean Dupont\"]";
        let parser = crate::Parser::new().metadata(crate::Metadata::from_toml(toml).unwrap());
        let doc =
            parser.parse("Accord de l’Italie et de l’Espagne\n\nArticle 1\nElles vont.").unwrap();
        let doc = doc.annotate(crate::Annotator::bundled());
        let ids: Vec<_> = doc.parties().map(|p| p.id()).collect();
        assert_eq!(ids, ["royaume-de-belgique", "jean-dupont"]);
        let warned = doc.report().iter().filter(|d| d.code() == "author-unknown").count();
        assert_eq!(warned, 1);
    }
}
