//! What the official schema allows, read without its order and its finer points: enough to make
//! changes that are often right, and the opposite of right on purpose. This is no validator.

use super::tree::Tree;
use std::collections::BTreeMap;

pub(crate) struct Schema {
    pub(crate) elements: BTreeMap<String, Element>,
    pub(crate) names: Vec<String>,
    /// Simple types that list their values.
    pub(crate) enumerations: BTreeMap<String, Vec<String>>,
    /// Every attribute that some element has, with its type.
    pub(crate) attributes: Vec<Attribute>,
}

#[derive(Clone, Default)]
pub(crate) struct Element {
    /// Elements of one type are of one family.
    pub(crate) family: String,
    pub(crate) mixed: bool,
    pub(crate) content: Vec<Part>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<String>,
    /// How many elements stand within one another in the smallest that is valid.
    pub(crate) height: usize,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) required: bool,
}

#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) what: What,
    pub(crate) optional: bool,
    pub(crate) many: bool,
}

#[derive(Clone)]
pub(crate) enum What {
    Element(String),
    /// Any element of another namespace.
    Any,
    Sequence(Vec<Part>),
    Choice(Vec<Part>),
}

/// Higher than any element of the schema.
const ENDLESS: usize = 1000;

impl Schema {
    pub(crate) fn read(xsd: String) -> Self {
        let tree = Tree::new(xsd).expect("the schema is XML");
        let root = tree.root().expect("the schema has a root");
        let mut reader = Reader { tree: &tree, named: BTreeMap::new() };
        for n in tree.child_elements(root) {
            if let Some(name) = tree.attribute(n, "name") {
                reader.named.insert((tree.local(n).to_owned(), name.to_owned()), n);
            }
        }
        let mut schema = Self {
            elements: BTreeMap::new(),
            names: Vec::new(),
            enumerations: BTreeMap::new(),
            attributes: Vec::new(),
        };
        for ((what, name), &n) in &reader.named {
            match what.as_str() {
                "element" => {
                    schema.elements.insert(name.clone(), reader.element(n));
                    schema.names.push(name.clone());
                }
                "simpleType" => {
                    let values = reader.values(n);
                    if !values.is_empty() {
                        schema.enumerations.insert(name.clone(), values);
                    }
                }
                _ => {}
            }
        }
        schema.measure();
        let all = schema.elements.values().flat_map(|e| e.attributes.clone());
        schema.attributes = all.map(|a| Attribute { required: false, ..a }).collect();
        schema.attributes.sort();
        schema.attributes.dedup();
        schema
    }

    /// The heights, each from those of what must stand inside, until none changes.
    fn measure(&mut self) {
        for element in self.elements.values_mut() {
            element.height = ENDLESS;
        }
        loop {
            let heights: Vec<usize> =
                self.elements.values().map(|e| 1 + self.tallest(&e.content)).collect();
            let mut changed = false;
            for (element, height) in self.elements.values_mut().zip(heights) {
                changed |= height < element.height;
                element.height = element.height.min(height);
            }
            if !changed {
                return;
            }
        }
    }

    pub(crate) fn tallest(&self, parts: &[Part]) -> usize {
        parts.iter().filter(|p| !p.optional).map(|p| self.height(&p.what)).max().unwrap_or(0)
    }

    pub(crate) fn height(&self, what: &What) -> usize {
        match what {
            What::Any => 1,
            What::Element(name) => self.elements.get(name).map_or(ENDLESS, |e| e.height),
            What::Sequence(parts) => self.tallest(parts),
            What::Choice(parts) => parts
                .iter()
                .map(|p| if p.optional { 0 } else { self.height(&p.what) })
                .min()
                .unwrap_or(0),
        }
    }
}

struct Reader<'a> {
    tree: &'a Tree,
    named: BTreeMap<(String, String), usize>,
}

impl Reader<'_> {
    fn named(&self, what: &str, name: &str) -> Option<usize> {
        self.named.get(&(what.to_owned(), name.to_owned())).copied()
    }

    fn children<'a>(&'a self, n: usize, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.tree.child_elements(n).into_iter().filter(move |&c| self.tree.local(c) == name)
    }

    fn element(&self, n: usize) -> Element {
        let mut element = Element::default();
        if let Some(name) = self.tree.attribute(n, "type") {
            element.family = name.to_owned();
            if let Some(of_type) = self.named("complexType", name) {
                self.complex(of_type, &mut element);
            }
        }
        for inline in self.children(n, "complexType") {
            self.complex(inline, &mut element);
        }
        if element.family.is_empty() {
            element.family = self.tree.attribute(n, "name").unwrap_or_default().to_owned();
        }
        element.attributes.sort();
        element.attributes.dedup_by(|a, b| a.name == b.name);
        collect(&element.content, &mut element.children);
        element.children.sort();
        element.children.dedup();
        element
    }

    /// Adds what a complex type, or an extension of one, allows.
    fn complex(&self, n: usize, element: &mut Element) {
        element.mixed |= self.tree.attribute(n, "mixed") == Some("true");
        for c in self.tree.child_elements(n) {
            match self.tree.local(c) {
                "complexContent" => self.complex(c, element),
                "extension" => {
                    let base = self.tree.attribute(c, "base").unwrap_or_default();
                    if element.family.is_empty() {
                        element.family = base.to_owned();
                    }
                    if let Some(base) = self.named("complexType", base) {
                        self.complex(base, element);
                    }
                    self.complex(c, element);
                }
                "attribute" => element.attributes.extend(self.attribute(c)),
                "attributeGroup" => self.attributes(c, &mut element.attributes),
                _ => element.content.extend(self.part(c)),
            }
        }
    }

    fn attributes(&self, n: usize, into: &mut Vec<Attribute>) {
        let group = self.tree.attribute(n, "ref").and_then(|r| self.named("attributeGroup", r));
        for c in self.tree.child_elements(group.unwrap_or(n)) {
            match self.tree.local(c) {
                "attribute" => into.extend(self.attribute(c)),
                "attributeGroup" => self.attributes(c, into),
                _ => {}
            }
        }
    }

    fn attribute(&self, n: usize) -> Option<Attribute> {
        let get = |name| self.tree.attribute(n, name).map(str::to_owned);
        let name = get("name").or_else(|| get("ref"))?;
        // Types without a name are told by the attribute: @date, @time, @xml:lang and so on.
        let kind = get("type").unwrap_or_else(|| name.clone());
        Some(Attribute { name, kind, required: get("use").as_deref() == Some("required") })
    }

    fn part(&self, n: usize) -> Option<Part> {
        let parts = || self.tree.child_elements(n).into_iter().filter_map(|c| self.part(c));
        let reference = self.tree.attribute(n, "ref");
        let what = match self.tree.local(n) {
            "element" => What::Element(reference?.to_owned()),
            "any" => What::Any,
            "sequence" => What::Sequence(parts().collect()),
            "choice" => What::Choice(parts().collect()),
            "group" => {
                self.tree
                    .child_elements(self.named("group", reference?)?)
                    .into_iter()
                    .find_map(|c| self.part(c))?
                    .what
            }
            _ => return None,
        };
        Some(Part {
            what,
            optional: self.tree.attribute(n, "minOccurs") == Some("0"),
            many: self.tree.attribute(n, "maxOccurs") == Some("unbounded"),
        })
    }

    fn values(&self, n: usize) -> Vec<String> {
        self.children(n, "restriction")
            .flat_map(|r| self.children(r, "enumeration").collect::<Vec<_>>())
            .filter_map(|e| self.tree.attribute(e, "value").map(str::to_owned))
            .collect()
    }
}

fn collect(parts: &[Part], names: &mut Vec<String>) {
    for part in parts {
        match &part.what {
            What::Element(name) => names.push(name.clone()),
            What::Any => {}
            What::Sequence(parts) | What::Choice(parts) => collect(parts, names),
        }
    }
}
