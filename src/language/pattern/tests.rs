//! What the notation matches, and what is no notation.

use super::*;
use crate::text::{Span, Tokens};

fn pattern(notation: &str, vocabulary: &mut Vocabulary) -> Result<Pattern, NotationError> {
    Pattern::new(notation, &Sets::default(), vocabulary)
}

struct Plain<'a>(&'a [Token]);

impl Classes for Plain<'_> {
    fn class_end(&self, class: Class, at: usize) -> Option<usize> {
        let token = self.0[at];
        let holds = match class {
            Class::Capital => token.is_capital(),
            Class::Number => token.is_digits(),
            _ => false,
        };
        holds.then_some(at + 1)
    }
}

fn matched<'t>(notation: &str, text: &'t str) -> Option<&'t str> {
    let mut vocabulary = Vocabulary::default();
    let pattern = pattern(notation, &mut vocabulary).unwrap();
    let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &vocabulary);
    let block = tokens.blocks().next().unwrap();
    (0..block.len())
        .find_map(|at| pattern.match_at(block, &Plain(block), at))
        .map(|m| &text[block[m.start].span.start() as usize..block[m.end - 1].span.end() as usize])
}

#[test]
fn words_classes_and_repetition() {
    assert_eq!(
        matched("cour d assises de <capital>", "la Cour d’assises de Paris."),
        Some("Cour d’assises de Paris")
    );
    assert_eq!(
        matched("à <capital> (et <capital>)*", "à Paris et Lille et Gand, Mons"),
        Some("à Paris et Lille et Gand")
    );
    assert_eq!(matched("les deux|trois pays", "Les trois pays"), Some("Les trois pays"));
}

#[test]
fn a_comma_is_allowed_only_where_it_stands_in_the_pattern() {
    assert_eq!(matched("a b", "a, b"), None);
    assert_eq!(matched("a (, b)*", "a, b, b c"), Some("a, b, b"));
    assert_eq!(matched("a ,?(et? b)*", "a, b et b b; b"), Some("a, b et b b"));
}

#[test]
fn a_gap_takes_as_few_words_as_it_can() {
    assert_eq!(
        matched("veiller ~ à ce", "veiller autant que de besoin à ce point"),
        Some("veiller autant que de besoin à ce")
    );
    assert_eq!(matched("veiller ~ à ce", "veiller. Puis à ce"), None);
}

#[test]
fn a_mistake_is_named() {
    let mut vocabulary = Vocabulary::default();
    for wrong in ["", "a (b", "a )", "<nonsense>", "a ,", "l’un"] {
        assert!(pattern(wrong, &mut vocabulary).is_err(), "{wrong}");
    }
}

#[test]
fn a_gap_takes_eight_words_and_no_stop() {
    for (words, found) in [(0, true), (1, true), (8, true), (9, false)] {
        let text = format!("veiller {}à", "x ".repeat(words));
        assert_eq!(matched("veiller ~ à", &text).is_some(), found, "{words}");
    }
    // A comma may be in it, and right after it.
    assert_eq!(matched("veiller ~ à", "veiller, x, à"), Some("veiller, x, à"));
    let mut vocabulary = Vocabulary::default();
    let pattern = pattern("veiller ~ à", &mut vocabulary).unwrap();
    for (text, gap) in
        [("veiller à", None), ("veiller x à", Some((1, 2))), ("veiller x x à", Some((1, 3)))]
    {
        let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &vocabulary);
        let block = tokens.blocks().next().unwrap();
        let m = pattern.match_at(block, &Plain(block), 0).unwrap();
        assert_eq!((m.start, m.end, m.gap), (0, block.len(), gap), "{text}");
    }
}

#[test]
fn what_may_be_left_out_is_taken_if_it_is_there() {
    assert_eq!(matched("a b?", "a b b"), Some("a b"));
    assert_eq!(matched("a b? b", "a b"), Some("a b"));
    assert_eq!(matched("a b* b", "a b b b"), Some("a b b b"));
    assert_eq!(matched("a (b c)? d", "a b c d"), Some("a b c d"));
    assert_eq!(matched("a (b c)? d", "a d"), Some("a d"));
    assert_eq!(matched("a (b c)? d", "a b d"), None);
    assert_eq!(matched("a? b?", "c"), None);
    assert_eq!(matched("<capital|number> a", "7 a"), Some("7 a"));
    assert_eq!(matched("<capital|number> a", "b a"), None);
    assert_eq!(matched("a , b", "a b"), None);
    assert_eq!(matched("a , b", "a, b"), Some("a, b"));
    assert_eq!(matched("a ,? b", "a; b"), None);
}

#[test]
fn repetition_has_an_end() {
    let words = |text: &str| matched("a b*", text).map(|m| m.split(' ').count());
    assert_eq!(words(&format!("a{}", " b".repeat(60))), Some(61));
    assert_eq!(words(&format!("a{}", " b".repeat(100))), Some(66));
}

#[test]
fn the_words_that_a_match_may_begin_with_are_told() {
    let mut vocabulary = Vocabulary::default();
    let mut beginnings = |notation: &str| {
        let pattern = pattern(notation, &mut vocabulary).unwrap();
        (pattern.beginnings().map(|words| words.len()), pattern.first_words().len())
    };
    assert_eq!(beginnings("a b"), (Some(1), 1));
    assert_eq!(beginnings("a|c b"), (Some(2), 2));
    assert_eq!(beginnings("a? b"), (Some(2), 0));
    assert_eq!(beginnings("(a|b c)? d"), (Some(3), 0));
    assert_eq!(beginnings("a? b?"), (Some(2), 0));
    assert_eq!(beginnings("<capital> a"), (None, 0));
    assert_eq!(beginnings("a? <capital>"), (None, 0));
    assert_eq!(beginnings("(a <capital>) b"), (Some(1), 0));
    assert_eq!(beginnings("~ a"), (None, 0));
}

#[test]
fn patterns_are_tried_where_they_may_begin() {
    let mut vocabulary = Vocabulary::default();
    let patterns = ["a b", "<capital> b", "c|a d"].map(|n| pattern(n, &mut vocabulary).unwrap());
    let beginnings = Beginnings::new(&patterns);
    let text = "a b c x";
    let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &vocabulary);
    let at: Vec<&[u32]> =
        tokens.blocks().next().unwrap().iter().map(|t| beginnings.at(*t)).collect();
    assert_eq!(at, [&[0, 1, 2][..], &[1], &[1, 2], &[1]]);
}

#[test]
fn groups_nest_eight_deep() {
    let nested = |depth: usize| {
        let notation = format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        pattern(&notation, &mut Vocabulary::default()).is_ok()
    };
    assert!(nested(8) && !nested(9));
}
