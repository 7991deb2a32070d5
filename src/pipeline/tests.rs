use crate::schema::{ElementId, Naming, Schema, TopLevelClass, sample};
use crate::text::Span;
use crate::{Annotator, EntityKind, Verdict, akn, validate};

/// A sentence that names one organization, which every authority file has.
const SENTENCE: &str = "Les agents de Frontex sont partis.";
const NAME: &str = "Frontex";

#[test]
fn a_name_is_marked_in_every_element_that_may_hold_text() {
    let mut wrong = Vec::new();
    let elements = ElementId::all().filter(|&element| Schema::get().is_mixed(element));
    let elements: Vec<_> = elements.collect();
    assert_eq!(elements.len(), 83, "the elements of the standard that may hold text");
    for element in elements {
        let xml = sample::document(element, SENTENCE).unwrap();
        let before = validate(&xml);
        assert_eq!(before.verdict(), Verdict::Valid, "{xml}\n{:#?}", before.report());
        let doc = akn::read(&xml).unwrap().annotate(Annotator::bundled());
        let out = doc.to_akn();
        let after = validate(&out);
        assert_eq!(after.verdict(), Verdict::Valid, "{out}\n{:#?}", after.report());
        let back = akn::read(&out).unwrap();
        assert_eq!(back.text(), doc.text());
        // Who has marked the words around the name as an organization is right.
        let marked = element.names() == Some(Naming::Class(TopLevelClass::Organization));
        let expected = if marked { SENTENCE } else { NAME };
        let start = back.text().find(expected).unwrap() as u32;
        let span = Span::new(start, start + expected.len() as u32);
        let found = back.mentions().kind(EntityKind::Organization).any(|m| m.span() == span);
        if !found {
            wrong.push(element.name());
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
