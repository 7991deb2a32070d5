//! Mutants of Akoma Ntoso: documents as they are published with something changed, most of them in
//! one place, a good part of them still valid. The same seed and number make the same mutant.

mod attributes;
mod bytes;
mod catalogue;
mod content;
mod elements;
mod grow;
mod random;
mod schema;
mod tree;
mod values;

use random::Random;
use schema::Schema;
use std::collections::BTreeMap;
use std::fmt;
use tree::Tree;

pub(crate) const NS: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The document after a change, and the change in words.
type Change = Option<(String, String)>;
type Operator = fn(&Tree, &Pool, &mut Random) -> Change;

/// How often each operator is tried, its name, and what it does.
const OPERATORS: &[(usize, &str, Operator)] = &[
    (6, "rename element", elements::rename),
    (2, "rename elements", elements::rename_all),
    (8, "remove element", elements::remove),
    (3, "unwrap element", elements::unwrap),
    (3, "empty element", elements::empty),
    (5, "double element", elements::duplicate),
    (5, "swap elements", elements::swap),
    (4, "move element", elements::relocate),
    (4, "wrap", elements::wrap),
    (3, "split element", elements::split),
    (10, "graft element", elements::graft),
    (5, "replace element", elements::replace),
    (4, "part alone", elements::uproot),
    (1, "deepen", elements::deepen),
    (3, "namespace", elements::namespace),
    (8, "change value", attributes::change),
    (10, "typed value", attributes::typed),
    (8, "add attribute", attributes::add),
    (3, "foreign attribute", attributes::foreign),
    (3, "remove attribute", attributes::remove),
    (3, "rename attribute", attributes::rename),
    (4, "same identifier", attributes::twice),
    (3, "respell attribute", attributes::respell),
    (1, "reorder attributes", attributes::reorder),
    (4, "text", content::text),
    (3, "comment", content::aside),
    (2, "other text", content::retext),
    (6, "foreign element", content::foreign),
    (1, "layout", content::layout),
];

/// How large a document may be that is changed; larger ones are cut first.
const LARGEST: usize = 24_000;
/// How large an element may be that is put into other documents, and how many there are of a name.
const DONOR: usize = 1_500;
const DONORS: usize = 12;

struct Stem {
    name: String,
    tree: Tree,
}

/// What mutants are made of.
pub(crate) struct Pool {
    seed: u64,
    schema: Schema,
    valid: Vec<Stem>,
    others: Vec<Stem>,
    /// Elements of valid documents, by name, without identifiers of their own document's.
    donors: BTreeMap<String, Vec<String>>,
}

/// A document to make mutants of, and whether the schema accepts it as it is.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) xml: Vec<u8>,
    pub(crate) valid: bool,
}

impl Pool {
    pub(crate) fn new(seed: u64, xsd: String, sources: Vec<Source>) -> Self {
        let mut pool = Self {
            seed,
            schema: Schema::read(xsd),
            valid: Vec::new(),
            others: Vec::new(),
            donors: BTreeMap::new(),
        };
        for (number, source) in sources.into_iter().enumerate() {
            let mut random = Random::new(!seed, number as u64);
            let Some(tree) = stem(source.xml, &mut random) else { continue };
            if source.valid {
                pool.give(&tree, &mut random);
                pool.valid.push(Stem { name: source.name, tree });
            } else {
                pool.others.push(Stem { name: source.name, tree });
            }
        }
        assert!(pool.valid.len() > 100, "there are too few valid documents to change");
        pool
    }

    /// Lets other documents have elements of this one.
    fn give(&mut self, tree: &Tree, random: &mut Random) {
        for n in tree.elements().skip(1) {
            let text = tree.text(n);
            if text.len() > DONOR || tree.name(n).contains(':') {
                continue;
            }
            // A prefix may not be declared where it goes.
            let of_prefix = |a: &tree::Attribute| {
                let name = &tree.xml[a.name.clone()];
                name.contains(':') && !name.starts_with("xml:")
            };
            let inside: Vec<usize> = (n..tree.nodes.len())
                .take_while(|&m| m == n || tree.depth(m) > tree.depth(n))
                .collect();
            let foreign = |&&m: &&usize| {
                tree.is_element(m)
                    && (tree.name(m).contains(':') || tree.attributes(m).iter().any(of_prefix))
            };
            if inside.iter().find(foreign).is_some() {
                continue;
            }
            let donors = self.donors.entry(tree.name(n).to_owned()).or_default();
            if donors.len() < DONORS {
                donors.push(text.to_owned());
            } else if random.one_in(20) {
                donors[random.below(DONORS)] = text.to_owned();
            }
        }
    }

    /// The mutant of this number.
    pub(crate) fn mutant(&self, index: u64) -> Mutant {
        let mut random = Random::new(self.seed, index);
        let stems =
            if random.one_in(12) && !self.others.is_empty() { &self.others } else { &self.valid };
        let (mut source, mut xml) = {
            let stem = &stems[random.below(stems.len())];
            (stem.name.clone(), stem.tree.xml.clone())
        };
        // One in six was never a document of anybody's.
        if random.one_in(6) {
            let whole = random.one_in(2).then(|| "akomaNtoso".to_owned());
            let name = whole.or_else(|| random.choose(&self.schema.names).cloned());
            xml = self.alone(&name.unwrap_or_default(), None, &mut random);
            source = "the schema".to_owned();
        }
        let mut steps = Vec::new();
        let bytes = self.change(xml, &mut steps, &mut random);
        Mutant { seed: self.seed, index, source, steps, bytes }
    }

    fn change(&self, mut xml: String, steps: &mut Vec<Step>, random: &mut Random) -> Vec<u8> {
        let times = random.pick(&[0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
        let broken = random.one_in(8);
        for _ in 0..times {
            let Some(tree) = Tree::new(xml.clone()) else { return xml.into_bytes() };
            if broken {
                // Whatever was done to the bytes, nothing can be changed after it.
                if let Some((bytes, what)) = bytes::change(&tree, random) {
                    steps.push(Step { operator: "bytes", what });
                    return bytes;
                }
            }
            // Not every document has what an operator changes.
            for _ in 0..9 {
                let operator = self.operator(random);
                if let Some((changed, what)) = operator.1(&tree, self, random) {
                    steps.push(Step { operator: operator.0, what });
                    xml = changed;
                    break;
                }
            }
        }
        xml.into_bytes()
    }

    /// A document that is one element, made after the schema; with an attribute, if it is to have
    /// one. Every element of the schema may be a document.
    fn alone(&self, name: &str, with: Option<(&str, &str)>, random: &mut Random) -> String {
        let Some((attribute, value)) = with else {
            let size = random.pick(&[0, 300, 2000, 6000]);
            return self.whole(name, size, random);
        };
        let element = self.whole(name, 0, random);
        let tree = Tree::new(element).expect("what is made is XML");
        let n = tree.root().expect("what is made is an element");
        let old = tree.attributes(n).into_iter().find(|a| &tree.xml[a.name.clone()] == attribute);
        let end = tree.name_span(n).end;
        let new = format!(" {attribute}=\"{}\"", value.replace('"', "&quot;"));
        tree.splice(old.map_or(end..end, |a| a.span), &new)
    }

    /// A document that is one element.
    fn whole(&self, name: &str, size: usize, random: &mut Random) -> String {
        let element = grow::element(&self.schema, name, size, random);
        element.replacen(&format!("<{name}"), &format!("<{name} xmlns=\"{NS}\""), 1)
    }

    fn operator(&self, random: &mut Random) -> (&'static str, Operator) {
        let all: usize = OPERATORS.iter().map(|o| o.0).sum();
        let mut at = random.below(all);
        for &(weight, name, operator) in OPERATORS {
            if at < weight {
                return (name, operator);
            }
            at -= weight;
        }
        unreachable!("the number is below the sum")
    }
}

/// A document cut down to a size that thousands of mutants can have.
fn stem(xml: Vec<u8>, random: &mut Random) -> Option<Tree> {
    let xml = String::from_utf8(xml).ok()?;
    let mut tree = Tree::new(xml.trim_start_matches('\u{feff}').to_owned())?;
    let target = random.within(2_000..=LARGEST);
    for keep in [4, 2, 1] {
        if tree.xml.len() > target {
            tree = prune(&tree, keep, random)?;
        }
    }
    (tree.xml.len() <= 3 * LARGEST).then_some(tree)
}

/// Of children of one name only so many stay.
fn prune(tree: &Tree, keep: usize, random: &mut Random) -> Option<Tree> {
    let mut changes = Vec::new();
    let mut open = vec![0];
    while let Some(n) = open.pop() {
        let children = tree.child_elements(n);
        let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &c in &children {
            names.entry(tree.name(c)).or_default().push(c);
        }
        for mut same in names.into_values() {
            while same.len() > keep {
                let c = same.remove(random.below(same.len()));
                changes.push((tree.nodes[c].span.clone(), String::new()));
            }
            open.extend(same);
        }
    }
    Tree::new(tree.splices(changes))
}

struct Step {
    operator: &'static str,
    what: String,
}

pub(crate) struct Mutant {
    seed: u64,
    index: u64,
    source: String,
    steps: Vec<Step>,
    pub(crate) bytes: Vec<u8>,
}

impl Mutant {
    /// A name for a file.
    pub(crate) fn name(&self) -> String {
        format!("{}-{}", self.seed, self.index)
    }

    /// What was done first, if something was.
    pub(crate) fn operator(&self) -> &'static str {
        self.steps.first().map_or("nothing", |s| s.operator)
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {}, number {}, of {}", self.seed, self.index, self.source)?;
        for step in &self.steps {
            let what: String = step.what.chars().take(300).collect();
            write!(f, "\n    {}: {what}", step.operator)?;
        }
        Ok(())
    }
}
