use super::super::{Schema, TextContent};
use super::{ElementCategory, ElementFunction, ElementId, Naming, TABLE, TopLevelClass, table};
use std::collections::BTreeSet;

fn element(name: &str) -> ElementId {
    ElementId::named(name).unwrap_or_else(|| panic!("no element {name}"))
}

/// What the grammar says of an element.
struct Grammar {
    /// What may occur in running text, except what only `mod` may hold.
    in_text: BTreeSet<ElementId>,
    /// What may occur in `meta`, at any depth, and nowhere else.
    metadata: BTreeSet<ElementId>,
}

impl Grammar {
    fn read() -> Self {
        let schema = Schema::get();
        let reached = |from: &str, stop: &str| {
            let (mut found, mut left) = (BTreeSet::new(), vec![element(from)]);
            while let Some(at) = left.pop() {
                if found.insert(at) {
                    let children = ElementId::all().filter(|&child| schema.may_contain(at, child));
                    left.extend(children.filter(|child| child.name() != stop));
                }
            }
            found
        };
        // What notes in `meta` hold is text as any other.
        let text = reached("akomaNtoso", "meta");
        Self {
            in_text: ElementId::all().filter(|&e| schema.may_contain(element("p"), e)).collect(),
            metadata: &reached("meta", "") - &text,
        }
    }

    fn category(&self, element: ElementId) -> ElementCategory {
        let schema = Schema::get();
        let derives = |from: &str| {
            let base = schema.named_type(from).unwrap();
            schema.derives(schema.type_of(element), base)
        };
        if derives("subFlowStructure") {
            ElementCategory::SubFlow
        } else if derives("hierarchy") {
            ElementCategory::Hierarchy
        } else if self.metadata.contains(&element)
            || schema.content(schema.type_of(element)).text == TextContent::Forbidden
        {
            ElementCategory::Marker
        } else if schema.is_mixed(element) {
            // The words of another text are in modifications alone.
            match self.in_text.contains(&element) || element.name() == "quotedText" {
                true => ElementCategory::Inline,
                false => ElementCategory::Block,
            }
        } else {
            ElementCategory::Container
        }
    }
}

#[test]
fn each_element_stands_in_the_table_once() {
    let names: BTreeSet<&str> = TABLE.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), TABLE.len());
    assert!(ElementId::all().all(|e| ElementId::named(e.name()) == Some(e)));
    for (older, like) in table::OLDER {
        assert!(!names.contains(older), "{older} is no older name");
        assert_eq!(ElementId::of_any_version(older), ElementId::named(like));
        assert!(names.contains(like), "{like}");
    }
}

#[test]
fn the_table_and_the_grammar_agree() {
    let (schema, grammar) = (Schema::get(), Grammar::read());
    let wrong: Vec<_> = ElementId::all()
        .map(|e| (e.name(), e.category(), grammar.category(e)))
        .filter(|(_, ours, theirs)| ours != theirs)
        .collect();
    assert!(wrong.is_empty(), "of the table, of the grammar: {wrong:#?}");
    for e in ElementId::all() {
        let is = |function| e.function() == function;
        assert_eq!(is(ElementFunction::Document), schema.is_scope(e), "{}", e.name());
        let metadata = grammar.metadata.contains(&e) && e.category() == ElementCategory::Marker;
        assert_eq!(is(ElementFunction::Metadata), metadata, "{}", e.name());
        if matches!(e.function(), ElementFunction::Section | ElementFunction::Group) {
            let headed = schema.may_contain(e, element("heading"));
            assert_eq!(is(ElementFunction::Section), headed, "{}", e.name());
        }
        // Only running text may name something, and all of it may say what it refers to.
        if e.names().is_some() {
            assert_eq!(e.category(), ElementCategory::Inline, "{}", e.name());
            let refers = schema.attribute_id("refersTo").unwrap();
            assert!(schema.attribute(schema.type_of(e), refers).is_some(), "{}", e.name());
        }
    }
}

/// Elements in which names are looked for, and those in which they can be marked.
#[test]
fn names_are_looked_for_wherever_they_may_be_marked() {
    let schema = Schema::get();
    let organization = element("organization");
    for e in ElementId::all() {
        let marked = schema.may_contain(e, organization);
        let looked_for = e.is_block() || e.category() == ElementCategory::Inline;
        assert_eq!(looked_for, marked, "{}", e.name());
        // What is in running text has a block around it.
        if e.category() == ElementCategory::Inline {
            for holder in ElementId::all().filter(|&holder| schema.may_contain(holder, e)) {
                let runs = holder.is_block() || holder.category() == ElementCategory::Inline;
                assert!(runs, "{} in {}", e.name(), holder.name());
            }
        }
    }
}

#[test]
fn the_classes_are_those_of_the_grammar() {
    let references = element("references");
    let in_references = |name: &str| Schema::get().may_contain(references, element(name));
    for class in TopLevelClass::all() {
        assert!(in_references(class.entry()), "{}", class.entry());
        assert_eq!(TopLevelClass::of_entry(class.entry()), Some(class));
        let named = ElementId::named(class.name()).and_then(ElementId::names);
        // What refers to another text is called otherwise.
        let expected = (class != TopLevelClass::Reference).then_some(Naming::Class(class));
        assert_eq!(named, expected, "{}", class.name());
    }
    let entries = ElementId::all().filter(|e| e.name().starts_with("TLC"));
    assert_eq!(entries.count(), TopLevelClass::all().count());
}

#[test]
fn an_eid_has_the_short_name() {
    assert_eq!(element("article").element_ref(), "art");
    assert_eq!(element("listWrapUp").short_names(), ["wrapup", "wrap"]);
    assert_eq!(element("point").element_ref(), "point");
    assert_eq!(ElementId::named("popup"), None);
}
