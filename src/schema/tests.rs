use super::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::path::Path;

fn element(name: &str) -> ElementId {
    ElementId::named(name).unwrap_or_else(|| panic!("no element {name}"))
}

fn start(name: &str) -> State {
    let schema = Schema::get();
    schema.content(schema.type_of(element(name))).start
}

fn after(name: &str, children: &[&str]) -> State {
    children.iter().fold(start(name), |state, child| {
        Schema::get().step(state, element(child)).unwrap_or_else(|| panic!("{child} in {name}"))
    })
}

fn names(elements: impl IntoIterator<Item = ElementId>) -> Vec<&'static str> {
    elements.into_iter().map(ElementId::name).collect()
}

fn taken(element_name: &str, attribute: &str) -> Option<AttributeUse<'static>> {
    let schema = Schema::get();
    schema.attribute(schema.type_of(element(element_name)), schema.attribute_id(attribute)?)
}

#[test]
fn the_grammar_has_no_mistakes() {
    let (_, mistakes) = notation::read(GRAMMAR);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

#[test]
fn mistakes_are_noted() {
    let (_, mut mistakes) = notation::read(
        "value v = string\n\
         attrs a = x: w, b\n\
         element p, p extends nothing = (b | i | x)* u?\n\
         rule r",
    );
    // All elements of the table but one.
    let described = mistakes.len();
    mistakes.retain(|mistake| !mistake.starts_with("element not described"));
    assert_eq!(described - mistakes.len(), ElementId::all().count() - 1);
    assert_eq!(
        mistakes,
        [
            "no such value: w",
            "no such attributes: b",
            "no such type: nothing",
            "element not in the table: x",
            "element described twice: p",
            "statement of element goes on with \"u\"",
            "no statement begins like this: rule",
            "statement of rule goes on with \"r\"",
        ]
    );
}

#[test]
fn content_models() {
    let schema = Schema::get();
    let state = after("akomaNtoso", &["act"]);
    assert!(schema.is_final(state));
    assert_eq!(names(schema.expected(state)), ["components"]);
    assert!(!schema.is_final(start("akomaNtoso")));
    assert_eq!(schema.step(start("akomaNtoso"), element("p")), None);

    // Where there is content, there are no divisions.
    let state = after("article", &["num", "heading", "content"]);
    assert!(schema.is_final(state));
    assert_eq!(schema.expected(state).count(), 0);

    let state = start("otherAnalysis");
    assert_eq!(schema.step_foreign(state), Some(state));
    assert_eq!(schema.step_foreign(start("p")), None);
}

#[test]
fn what_is_missing() {
    let schema = Schema::get();
    let (missing, state) = schema.resume(start("act"), element("body")).unwrap();
    assert_eq!(names(missing), ["meta"]);
    assert!(schema.is_final(state));
    assert_eq!(names(schema.missing(start("act"))), ["meta", "body"]);
    assert_eq!(
        names(schema.missing(after("FRBRWork", &["FRBRthis"]))),
        ["FRBRuri", "FRBRdate", "FRBRauthor", "FRBRcountry"]
    );
    // Too late: nothing put in before it would help.
    assert_eq!(schema.resume(after("act", &["meta", "body"]), element("preface")), None);
    let state = after("table", &["tr"]);
    assert_eq!(schema.resume(state, element("tr")), Some((vec![], state)));
}

#[test]
fn what_may_stand_where() {
    let schema = Schema::get();
    let may = |parent, child| schema.may_contain(element(parent), element(child));
    assert!(may("p", "organization"));
    assert!(may("section", "wrapUp"));
    assert!(may("FRBRWork", "FRBRcountry"));
    assert!(!may("p", "p"));
    assert!(!may("br", "p"));
    let text = |name| schema.content(schema.type_of(element(name))).text;
    assert!(schema.is_mixed(element("rmod")));
    assert_eq!(text("p"), TextContent::Allowed);
    assert_eq!(text("foreign"), TextContent::WhiteSpace);
    assert_eq!(text("componentInfo"), TextContent::WhiteSpace);
    assert_eq!(text("eol"), TextContent::Forbidden);
    assert_eq!(text("FRBRthis"), TextContent::Forbidden);
}

#[test]
fn attributes() {
    let schema = Schema::get();
    let type_id = schema.type_of(element("ref"));
    assert_eq!(schema.required(type_id).iter().map(|id| id.name()).collect::<Vec<_>>(), ["href"]);
    assert!(schema.attributes(type_id).any(|id| id.name() == "alternativeTo"));
    assert!(schema.takes_foreign_attributes(type_id));
    assert!(!schema.takes_foreign_attributes(schema.type_of(element("act"))));

    assert_eq!(taken("p", "eId").unwrap().unique, Some(Unique::EId));
    assert_eq!(taken("p", "wId").unwrap().unique, None);
    assert_eq!(taken("p", "xml:id").unwrap().unique, Some(Unique::XmlId));
    assert!(taken("act", "eId").is_none());
    // The same name, another meaning.
    assert_eq!(taken("FRBRprescriptive", "value").unwrap().datatype, &Datatype::Boolean);
    assert_eq!(taken("FRBRthis", "value").unwrap().datatype, &Datatype::String);

    // Through the door of foreign attributes.
    assert!(taken("FRBRthis", "xml:base").is_some());
    assert!(taken("notes", "xml:lang").is_some());
    assert!(taken("notes", "xml:base").is_none());
    let lang = schema.global_attribute(schema.attribute_id("xml:lang").unwrap()).unwrap();
    for (value, right) in [("", true), (" fr ", true), (" ", false), ("fr_BE", false)] {
        assert_eq!(lang.datatype.check(value).is_ok(), right, "{value:?}");
    }
    assert!(schema.global_attribute(schema.attribute_id("eId").unwrap()).is_none());
}

#[test]
fn types_by_name() {
    let schema = Schema::get();
    let named = |name| schema.named_type(name).unwrap();
    assert_eq!(named("markeropt"), schema.type_of(element("br")));
    assert!(schema.derives(named("eolType"), named("markeropt")));
    assert!(!schema.derives(named("markeropt"), named("eolType")));
    assert!(schema.derives(schema.type_of(element("vote")), named("inline")));
    assert!(!schema.derives(named("inlinereq"), named("inline")));
    assert_eq!(schema.named_type("vote"), None);
}

/// Names of the official schema, which is beside the project.
#[derive(Default)]
struct Official {
    elements: BTreeSet<String>,
    types: BTreeSet<String>,
    attributes: BTreeSet<String>,
    scopes: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Official {
    fn read() -> Official {
        let path = "../shared/akn/schema/akomantoso30.xsd";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = std::fs::read_to_string(&path);
        let text = text.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut official = Official::default();
        let mut reader = Reader::from_str(&text);
        let mut declared = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) | Event::Empty(start) => {
                    official.start(&start, &mut declared);
                }
                Event::Eof => return official,
                _ => {}
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, declared: &mut String) {
        let value = |name| {
            let attribute = start.try_get_attribute(name).unwrap()?;
            Some(
                attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .unwrap()
                    .into_owned(),
            )
        };
        let name = start.local_name();
        let name: &str = name.as_ref();
        match (name, value("name")) {
            ("element", Some(name)) => {
                declared.clone_from(&name);
                self.elements.insert(name);
            }
            ("complexType", Some(name)) => {
                self.types.insert(name);
            }
            ("attribute", Some(name)) => {
                self.attributes.insert(name);
            }
            ("unique", _) => {
                self.scopes.insert(declared.clone());
            }
            ("enumeration", _) => self.words.extend(value("value")),
            _ => {}
        }
    }
}

#[test]
#[ignore = "needs ../shared/akn/schema"]
fn nothing_of_the_official_schema_is_left_out() {
    let official = Official::read();
    let schema = Schema::get();
    let elements: BTreeSet<String> = ElementId::all().map(|e| e.name().to_owned()).collect();
    assert_eq!(elements.len(), 315);
    assert_eq!(elements, official.elements);

    let types: BTreeSet<String> = schema.named_types.keys().map(|&name| name.to_owned()).collect();
    assert_eq!(types, official.types);

    let scopes = ElementId::all().filter(|&e| schema.is_scope(e));
    assert_eq!(scopes.map(|e| e.name().to_owned()).collect::<BTreeSet<_>>(), official.scopes);

    let attributes = schema.attributes.iter().map(|attribute| attribute.name.to_owned());
    let own: BTreeSet<String> = attributes.filter(|name| !name.starts_with("xml:")).collect();
    assert_eq!(own, official.attributes);

    let words = schema.datatypes.iter().filter_map(|datatype| match datatype {
        Datatype::OneOf { words, collapse: false } => Some(words),
        _ => None,
    });
    let words: BTreeSet<String> = words.flatten().map(|&word| word.to_owned()).collect();
    assert_eq!(words, official.words);
}
