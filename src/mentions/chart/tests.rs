//! Which of the names found in a block are kept.

use super::*;
use crate::authority::Authority;
use crate::mentions::candidate::EntityRef;
use crate::text::{Span, Tokens, Vocabulary};

/// The listed entities that the tests speak of, by their numbers.
const ENTITIES: &str = r#"
[[entity]]
id = "bank"
kind = "organization"
name = "Bank"

[[entity]]
id = "board"
kind = "organization"
name = "Board"

[[entity]]
id = "town"
kind = "location"
name = "Town"

[[entity]]
id = "state"
kind = "location"
class = "country"
name = "State"

[[entity]]
id = "africa"
kind = "location"
class = "continent"
name = "Africa"
"#;

/// Settles names, each an entity and its first and last token; gives those that are kept.
fn settled(names: &[(&str, usize, usize)]) -> Vec<String> {
    contextual(names, &[])
}

/// The same, with some names that count only in their context.
fn contextual(names: &[(&str, usize, usize)], contextual: &[usize]) -> Vec<String> {
    let authority = Authority::from_toml(ENTITIES).unwrap();
    let table = EntityTable::new(&authority);
    let text = "a b c d e f g h";
    let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &Vocabulary::default());
    let words = tokens.blocks().next().unwrap();
    let mut chart = Chart::default();
    for (i, &(id, first, last)) in names.iter().enumerate() {
        let entity = EntityRef::Listed(authority.number(id).unwrap());
        let mut found = Candidate::new(words, first..last + 1, entity, table.kind(entity));
        found.contextual = contextual.contains(&i);
        chart.push(found);
    }
    chart.settle(&table);
    let line = |f: Candidate| format!("{} {}", table.id(f.entity), &text[f.span.range()]);
    chart.drain().map(line).collect()
}

#[test]
fn names_side_by_side_and_inside_one_another_stand() {
    assert_eq!(settled(&[("board", 3, 4), ("bank", 0, 2)]), ["bank a b c", "board d e"]);
    assert_eq!(settled(&[("bank", 0, 3), ("town", 1, 2)]), ["bank a b c d", "town b c"]);
    assert_eq!(settled(&[("bank", 0, 3), ("town", 3, 3)]), ["bank a b c d", "town d"]);
}

#[test]
fn of_two_that_cross_or_are_at_one_place_the_first_stands() {
    assert_eq!(settled(&[("town", 1, 3), ("bank", 0, 2)]), ["bank a b c"]);
    assert_eq!(settled(&[("bank", 0, 2), ("town", 0, 2)]), ["bank a b c"]);
    assert_eq!(settled(&[("town", 0, 2), ("bank", 0, 2)]), ["town a b c"]);
    // What crosses one that fell does not fall with it.
    assert_eq!(
        settled(&[("bank", 0, 2), ("town", 2, 4), ("board", 3, 5)]),
        ["bank a b c", "board d e f"]
    );
}

#[test]
fn of_two_of_one_kind_that_begin_together_the_longer_stands() {
    assert_eq!(settled(&[("board", 0, 1), ("bank", 0, 2)]), ["bank a b c"]);
    assert_eq!(settled(&[("board", 1, 1), ("bank", 0, 2)]), ["bank a b c", "board b"]);
    assert_eq!(settled(&[("town", 0, 1), ("bank", 0, 2)]), ["bank a b c", "town a b"]);
    assert_eq!(settled(&[("africa", 0, 0), ("town", 0, 2)]), ["town a b c", "africa a"]);
}

#[test]
fn an_entity_is_not_named_inside_its_own_name_nor_anything_inside_a_state_s() {
    assert_eq!(settled(&[("bank", 0, 3), ("bank", 1, 1)]), ["bank a b c d"]);
    assert_eq!(
        settled(&[("bank", 0, 3), ("town", 1, 2), ("bank", 2, 2)]),
        ["bank a b c d", "town b c"]
    );
    assert_eq!(settled(&[("state", 0, 3), ("bank", 1, 1)]), ["state a b c d"]);
    assert_eq!(settled(&[("state", 0, 1), ("bank", 2, 2)]), ["state a b", "bank c"]);
}

#[test]
fn a_contextual_name_stands_at_no_other_s_beginning() {
    assert_eq!(contextual(&[("bank", 0, 3), ("town", 0, 1)], &[1]), ["bank a b c d"]);
    assert_eq!(contextual(&[("bank", 0, 3), ("town", 1, 1)], &[1]), ["bank a b c d", "town b"]);
}

#[test]
fn what_reaches_over_a_token_is_found() {
    let authority = Authority::from_toml(ENTITIES).unwrap();
    let table = EntityTable::new(&authority);
    let text = "a b c d e f";
    let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &Vocabulary::default());
    let words = tokens.blocks().next().unwrap();
    let mut chart = Chart::default();
    for (id, range) in [("town", 3..4), ("bank", 1..4)] {
        let entity = EntityRef::Listed(authority.number(id).unwrap());
        chart.push(Candidate::new(words, range, entity, table.kind(entity)));
    }
    chart.sort();
    let covered: Vec<_> = (0..6).filter(|&at| chart.covers(at)).collect();
    assert_eq!(covered, [1, 2, 3]);
    assert_eq!(chart.starting(1).count(), 1);
    assert_eq!(chart.starting(2).count(), 0);
    assert!(
        chart.has(&(1..4), EntityKind::Organization)
            && chart.has(&(2..3), EntityKind::Organization)
    );
    assert!(
        !chart.has(&(0..2), EntityKind::Organization)
            && !chart.has(&(2..5), EntityKind::Organization)
    );
    assert!(!chart.has(&(2..3), EntityKind::Location) && chart.has(&(3..4), EntityKind::Location));
    assert!(chart.has(&(3..4), EntityKind::Organization));
}
