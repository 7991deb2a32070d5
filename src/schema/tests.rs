use super::*;

#[test]
fn the_grammar_has_no_mistakes() {
    let (_, mistakes) = notation::read(GRAMMAR);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}
