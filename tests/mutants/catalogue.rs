//! Everything that is written down, once each, in the smallest documents that can hold it: what
//! random numbers may not come to.

use super::random::Random;
use super::tree::Tree;
use super::{NS, Pool, attributes, bytes, content, grow, values};
use std::collections::BTreeMap;

impl Pool {
    /// Documents with what is special in each; the same every time.
    pub(crate) fn catalogue(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        self.names(&mut all);
        self.values(&mut all);
        markup(&mut all);
        all
    }

    /// Every element inside every other, first and last, or one in so many of these pairs.
    pub(crate) fn pairs(&self, every: usize) -> Vec<(String, Vec<u8>)> {
        let random = &mut Random::new(self.seed, 0);
        let smallest: Vec<(&String, String, Tree)> = (self.schema.names.iter())
            .map(|name| {
                let inside = grow::element(&self.schema, name, 0, random);
                let around = Tree::new(self.whole(name, 0, random)).expect("it is XML");
                (name, inside, around)
            })
            .collect();
        let mut all = Vec::new();
        for (parent, _, around) in &smallest {
            let Some(root) = around.root() else { continue };
            for (child, inside, _) in &smallest {
                for (place, which) in [(0, "first"), (usize::MAX, "last")] {
                    if random.one_in(every) {
                        let xml = around.insert(root, place, inside);
                        all.push((format!("<{child}> {which} in <{parent}>"), xml.into_bytes()));
                    }
                }
            }
        }
        all
    }

    /// Every element alone, and with every attribute that any element has.
    fn names(&self, all: &mut Vec<(String, Vec<u8>)>) {
        let random = &mut Random::new(0, 0);
        for name in &self.schema.names {
            all.push((format!("<{name}/>"), format!("<{name} xmlns=\"{NS}\"/>").into_bytes()));
            for size in [0, 0, 500, 500, 2000, 2000] {
                let whole = self.whole(name, size, random);
                all.push((format!("<{name}> alone"), whole.into_bytes()));
            }
            let mut seen = "";
            for a in &self.schema.attributes {
                // One that has several types is looked at by its values.
                if a.name != seen {
                    seen = &a.name;
                    let own = self.schema.elements[name].attributes.iter();
                    let own = own.into_iter().find(|o| o.name == a.name);
                    let kind = own.map_or(a.kind.as_str(), |o| &o.kind);
                    let value = values::good(&self.schema, kind, random);
                    let xml = self.alone(name, Some((&a.name, &value)), random);
                    all.push((format!("<{name} {}>: {value:?}", a.name), xml.into_bytes()));
                }
            }
        }
    }

    /// Every value of every type, on an element that has an attribute of it.
    fn values(&self, all: &mut Vec<(String, Vec<u8>)>) {
        let random = &mut Random::new(0, 1);
        let mut places = BTreeMap::new();
        for name in &self.schema.names {
            for a in &self.schema.elements[name].attributes {
                places.entry(a.kind.as_str()).or_insert((name, a.name.as_str()));
            }
        }
        for (kind, (name, attribute)) in places {
            for value in values::all(&self.schema, kind) {
                let xml = self.alone(name, Some((attribute, &value)), random);
                let what = format!("{kind}: <{name} {attribute}={value:?}>");
                all.push((what, xml.into_bytes()));
            }
        }
    }
}

/// Every piece of markup: around a document, and in elements that are mixed, empty, and neither.
fn markup(all: &mut Vec<(String, Vec<u8>)>) {
    let mut add = |what: &str, xml: String| {
        all.push((format!("{} {}", what, xml.escape_debug()), xml.into_bytes()));
    };
    let pieces = content::TEXTS.iter().chain(content::ASIDES).chain(bytes::IN_CONTENT);
    for piece in pieces {
        add("in mixed", format!("<p xmlns=\"{NS}\">{piece}</p>"));
        add("in empty", format!("<FRBRthis xmlns=\"{NS}\" value=\"x\">{piece}</FRBRthis>"));
        add("in elements", format!("<tr xmlns=\"{NS}\">{piece}<td><p/></td></tr>"));
        add("in foreign", format!("<p xmlns=\"{NS}\"><x xmlns=\"urn:x\">{piece}</x></p>"));
        let other = format!("<x xmlns=\"urn:x\">{piece}</x>");
        add("in open", format!("<preservation xmlns=\"{NS}\">{other}</preservation>"));
    }
    for prolog in bytes::PROLOGS {
        add("before", format!("{prolog}<p xmlns=\"{NS}\" eId=\"a\">é<b eId=\"a\"/></p>"));
        add("before", format!("{prolog}<p xmlns=\"{NS}\" eId=\" a \">x</p>"));
        add("before", format!("{prolog}<p xmlns=\"{NS}\">&e;</p>"));
        add("before", format!("{prolog}<p xmlns=\"{NS}\" eId=\"&e;\"/>"));
        add("before", format!("{prolog}<other xmlns=\"urn:x\"/>"));
    }
    for epilog in bytes::EPILOGS {
        add("after", format!("<p xmlns=\"{NS}\"/>{epilog}"));
    }
    for attributes in attributes::FOREIGN.iter().chain(attributes::INSTANCE) {
        let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
        add("with", format!("<p xmlns=\"{NS}\" {xsi}{attributes}/>"));
        add("with", format!("<p xmlns=\"{NS}\" {xsi}><b{attributes}/></p>"));
        add("with", format!("<tr xmlns=\"{NS}\" {xsi}{attributes}><td><p/></td></tr>"));
        add("with", format!("<akomaNtoso xmlns=\"{NS}\" {xsi}{attributes}/>"));
        add("with", format!("<other xmlns=\"{NS}\" {xsi}{attributes}/>"));
    }
}
