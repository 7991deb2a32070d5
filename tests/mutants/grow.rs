//! Elements that no document has: made after the schema, with all that it asks for and some of what
//! it allows.

use super::random::Random;
use super::schema::{Part, Schema, What};
use super::values;

const WORDS: &[&str] = &["Texte", " et la suite. ", "é", "&amp;", " ", "\n", "<!-- c -->", "1"];

/// An element of this name; valid, but for what the chosen values make of it.
pub(crate) fn element(schema: &Schema, name: &str, size: usize, random: &mut Random) -> String {
    let mut grower = Grower { schema, random, out: String::new(), size };
    grower.element(name, 0);
    grower.out
}

struct Grower<'a> {
    schema: &'a Schema,
    random: &'a mut Random,
    out: String,
    /// About how long it may get.
    size: usize,
}

impl<'a> Grower<'a> {
    fn element(&mut self, name: &str, depth: usize) {
        let schema = self.schema;
        let Some(element) = schema.elements.get(name) else { return };
        self.out += "<";
        self.out += name;
        for a in &element.attributes {
            if a.required || (self.out.len() < self.size && self.random.one_in(9)) {
                let value = values::good(schema, &a.kind, self.random);
                self.out += &format!(" {}=\"{}\"", a.name, value.replace('"', "&quot;"));
            }
        }
        self.out += ">";
        let empty = self.out.len();
        self.text(element.mixed);
        self.parts(&element.content, element.mixed, depth + 1);
        if self.out.len() == empty && self.random.one_in(2) {
            self.out.insert(empty - 1, '/');
        } else {
            self.out += &format!("</{name}>");
        }
    }

    fn text(&mut self, mixed: bool) {
        if mixed && self.random.one_in(2) {
            self.out += self.random.pick(WORDS);
        }
    }

    /// Whether there is room for more than what must be.
    fn rich(&self, depth: usize) -> bool {
        depth < 12 && self.out.len() < self.size
    }

    fn parts(&mut self, parts: &'a [Part], mixed: bool, depth: usize) {
        for part in parts {
            let rich = self.rich(depth);
            if part.optional && !(rich && self.random.one_in(3)) {
                continue;
            }
            let times = if part.many && rich { self.random.within(1..=3) } else { 1 };
            for _ in 0..times {
                self.what(&part.what, mixed, depth);
                self.text(mixed);
            }
        }
    }

    fn what(&mut self, what: &'a What, mixed: bool, depth: usize) {
        match what {
            What::Element(name) => self.element(name, depth),
            What::Any => self.out += "<x xmlns=\"urn:x\"/>",
            What::Sequence(parts) => self.parts(parts, mixed, depth),
            What::Choice(parts) => {
                let lowest = parts.iter().map(|p| self.schema.height(&p.what)).min().unwrap_or(0);
                let room = if self.rich(depth) { lowest + 4 } else { lowest };
                let possible: Vec<&Part> =
                    parts.iter().filter(|p| self.schema.height(&p.what) <= room).collect();
                if let Some(&part) = self.random.choose(&possible) {
                    let times = if part.many && self.rich(depth) { 2 } else { 1 };
                    for _ in 0..times {
                        self.what(&part.what, mixed, depth);
                    }
                }
            }
        }
    }
}
