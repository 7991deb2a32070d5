//! Reads the notation of the grammar file, which `schemas/README.md` describes.
//!
//! What a statement names must be declared above it, elements excepted. A mistake is noted and the rest
//! read on: the file is akoma's own, and a test fails on any note.

use super::automaton::{Compiler, Model, Models};
use super::datatype::Datatype;
use super::{
    AttributeData, AttributeId, Content, Declaration, ElementId, Schema, TextContent, Type, TypeId,
};
use super::{Unique, UseData};
use rustc_hash::FxHashMap;
use std::iter::Peekable;

/// The schema that `text` describes, and the mistakes in it.
pub(super) fn read(text: &'static str) -> (Schema, Vec<String>) {
    let mut reader = GrammarReader::new(text);
    while let Some(token) = reader.tokens.next() {
        reader.statement(token.text);
    }
    reader.finish()
}

/// A name, a word or pattern with its quotes, or a sign.
#[derive(Clone, Copy, Debug)]
struct GrammarToken {
    text: &'static str,
    /// Whether it is at the start of a line, where a statement begins.
    first: bool,
}

struct GrammarTokens {
    text: &'static str,
    at: usize,
}

impl Iterator for GrammarTokens {
    type Item = GrammarToken;

    fn next(&mut self) -> Option<GrammarToken> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b' ' | b'\n' | b'\r' => self.at += 1,
                b'#' => self.at = memchr::memchr(b'\n', &bytes[self.at..])? + self.at,
                _ => break,
            }
        }
        let start = self.at;
        let in_name = |at: usize| match bytes.get(at) {
            // A colon belongs to the name if it goes on: `xml:lang`.
            Some(b':') => bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric),
            other => other.is_some_and(u8::is_ascii_alphanumeric),
        };
        self.at += match bytes[start] {
            quote @ (b'"' | b'/') => {
                memchr::memchr(quote, &bytes[start + 1..]).map_or(bytes.len() - start, |n| n + 2)
            }
            _ => (start..).take_while(|&at| in_name(at)).count().max(1),
        };
        let first = start == 0 || bytes[start - 1] == b'\n';
        Some(GrammarToken { text: self.text.get(start..self.at)?, first })
    }
}

/// The attributes of what can be cited. `idopt` has the same, and does not ask for them.
const IDENTIFIED: &str = "idreq";

/// The attributes of a group or type.
#[derive(Clone, Debug, Default)]
struct AttributeUses {
    uses: Vec<(AttributeId, UseData)>,
    /// Attributes of other namespaces are taken.
    foreign: bool,
    /// The group [`IDENTIFIED`] is among them.
    wants_eid: bool,
}

impl AttributeUses {
    fn add(&mut self, more: &AttributeUses) {
        self.uses.extend_from_slice(&more.uses);
        self.foreign |= more.foreign;
        self.wants_eid |= more.wants_eid;
    }
}

/// What a `type`, or an element with a type of its own, says.
#[derive(Clone, Debug)]
struct Definition {
    base: Option<TypeId>,
    mixed: bool,
    model: Model,
    attributes: AttributeUses,
}

struct GrammarReader {
    tokens: Peekable<GrammarTokens>,
    schema: Schema,
    models: Models,
    values: FxHashMap<&'static str, u8>,
    attribute_groups: FxHashMap<&'static str, AttributeUses>,
    global: AttributeUses,
    groups: FxHashMap<&'static str, Model>,
    definitions: Vec<Definition>,
    /// Which elements have a statement, not only a place in a model.
    declared: Vec<bool>,
    mistakes: Vec<String>,
}

impl GrammarReader {
    fn new(text: &'static str) -> Self {
        let unknown = Declaration { type_id: TypeId(0), is_scope: false };
        let declarations = vec![unknown; ElementId::all().count()];
        let mut reader = Self {
            tokens: GrammarTokens { text, at: 0 }.peekable(),
            schema: Schema { declarations, ..Schema::default() },
            models: Models::new(),
            values: FxHashMap::default(),
            attribute_groups: FxHashMap::default(),
            global: AttributeUses::default(),
            groups: FxHashMap::default(),
            definitions: Vec::new(),
            declared: vec![false; ElementId::all().count()],
            mistakes: Vec::new(),
        };
        for (name, datatype) in Datatype::BUILT_IN {
            reader.value(name, datatype);
        }
        reader
    }

    fn mistake(&mut self, what: &str, name: &str) {
        self.mistakes.push(format!("{what}: {name}"));
    }

    // Tokens of one statement.

    /// The next token, unless a new statement begins there.
    fn peek(&mut self) -> &'static str {
        self.tokens.peek().filter(|token| !token.first).map_or("", |token| token.text)
    }

    fn take(&mut self) -> &'static str {
        let text = self.peek();
        if !text.is_empty() {
            self.tokens.next();
        }
        text
    }

    /// Takes the next token if it is `sign`.
    fn takes(&mut self, sign: &str) -> bool {
        let is = self.peek() == sign;
        if is {
            self.tokens.next();
        }
        is
    }

    fn must_take(&mut self, sign: &str) {
        if !self.takes(sign) {
            let found = self.peek();
            self.mistakes.push(format!("expected {sign}, but found {found:?}"));
        }
    }

    // Statements.

    fn statement(&mut self, keyword: &'static str) {
        match keyword {
            "value" => {
                let name = self.take();
                self.must_take("=");
                let datatype = self.datatype();
                self.value(name, datatype);
            }
            "global" => {
                self.global = self.attributes();
                for (_, taken) in &mut self.global.uses {
                    taken.required = false;
                }
            }
            "attrs" => {
                let name = self.take();
                self.must_take("=");
                let attributes = self.attributes();
                if self.attribute_groups.insert(name, attributes).is_some() {
                    self.mistake("attributes described twice", name);
                }
            }
            "group" => {
                let name = self.take();
                self.must_take("=");
                let model = self.model();
                if self.groups.insert(name, model).is_some() {
                    self.mistake("group described twice", name);
                }
            }
            "type" => {
                let name = self.take();
                let id = self.definition();
                if self.schema.named_types.insert(name, id).is_some() {
                    self.mistake("type described twice", name);
                }
            }
            "element" | "document" => self.elements(keyword == "document"),
            other => self.mistake("no statement begins like this", other),
        }
        let left = self.take();
        if !left.is_empty() {
            self.mistakes.push(format!("statement of {keyword} goes on with {left:?}"));
            while !self.take().is_empty() {}
        }
    }

    /// `a, b : type`, or the same with a [`definition`](Self::definition).
    fn elements(&mut self, is_scope: bool) {
        let mut elements = vec![self.take()];
        while self.takes(",") {
            elements.push(self.take());
        }
        let type_id = if self.takes(":") {
            let name = self.take();
            self.named_type(name)
        } else {
            self.definition()
        };
        for name in elements {
            let Some(id) = self.element(name) else { continue };
            if std::mem::replace(&mut self.declared[usize::from(id.0)], true) {
                self.mistake("element described twice", name);
            }
            if self.groups.contains_key(name) {
                self.mistake("name of both a group and an element", name);
            }
            self.schema.declarations[usize::from(id.0)] = Declaration { type_id, is_scope };
        }
    }

    /// `extends base = mixed model with attributes`, each of which may be missing.
    fn definition(&mut self) -> TypeId {
        let base = self.takes("extends").then(|| {
            let name = self.take();
            self.named_type(name)
        });
        let mut definition = match base {
            Some(base) => Definition {
                base: Some(base),
                // A base that is not described is a mistake by now.
                ..self.definitions.get(usize::from(base.0)).cloned().unwrap_or(NOTHING)
            },
            None => NOTHING,
        };
        if self.takes("=") {
            definition.mixed |= self.takes("mixed");
            let model = self.model();
            definition.model = self.models.sequence(vec![definition.model, model]);
        }
        if self.takes("with") {
            let attributes = self.attributes();
            definition.attributes.add(&attributes);
        }
        self.definitions.push(definition);
        TypeId(self.definitions.len() as u16 - 1)
    }

    fn named_type(&mut self, name: &str) -> TypeId {
        self.schema.named_types.get(name).copied().unwrap_or_else(|| {
            self.mistake("no such type", name);
            TypeId(0)
        })
    }

    fn element(&mut self, name: &'static str) -> Option<ElementId> {
        let element = ElementId::named(name);
        if element.is_none() {
            self.mistake("element not in the table", name);
        }
        element
    }

    // Content models.

    /// Parts all with `,` or all with `|` between them.
    fn model(&mut self) -> Model {
        let mut parts = vec![self.part()];
        let sign = match self.peek() {
            sign @ ("," | "|") => sign,
            _ => "",
        };
        while !sign.is_empty() && self.takes(sign) {
            parts.push(self.part());
        }
        if sign == "|" { self.models.choice(parts) } else { self.models.sequence(parts) }
    }

    /// A name or a model in parentheses, and how often it may occur.
    fn part(&mut self) -> Model {
        let model = match self.take() {
            "(" => {
                let model = self.model();
                self.must_take(")");
                model
            }
            "empty" => Models::EMPTY,
            "any" => self.models.foreign(),
            name => match self.groups.get(name) {
                Some(&model) => model,
                None => match self.element(name) {
                    Some(element) => self.models.element(element),
                    None => Models::EMPTY,
                },
            },
        };
        if self.takes("?") {
            self.models.optional(model)
        } else if self.takes("*") {
            self.models.star(model)
        } else if self.takes("+") {
            self.models.plus(model)
        } else {
            model
        }
    }

    // Attributes and their values.

    /// Names of groups and global attributes, `any`, or `name: value`, with commas between them.
    fn attributes(&mut self) -> AttributeUses {
        let mut attributes = AttributeUses::default();
        loop {
            let name = self.take();
            if self.takes(":") {
                let value = self.take();
                let datatype = self.values.get(value).copied().unwrap_or_else(|| {
                    self.mistake("no such value", value);
                    0
                });
                let required = !self.takes("?");
                let id = self.attribute(name, datatype);
                attributes.uses.push((id, UseData { datatype, required }));
            } else if name == "any" {
                attributes.foreign = true;
            } else if let Some(group) = self.attribute_groups.get(name) {
                attributes.add(group);
                attributes.wants_eid |= name == IDENTIFIED;
            } else if let Some(taken) = self.global_use(name) {
                attributes.uses.push(taken);
            } else {
                self.mistake("no such attributes", name);
            }
            if !self.takes(",") {
                return attributes;
            }
        }
    }

    fn global_use(&self, name: &str) -> Option<(AttributeId, UseData)> {
        let id = self.schema.attribute_ids.get(name)?;
        self.global.uses.iter().find(|(global, _)| global == id).copied()
    }

    fn attribute(&mut self, name: &'static str, datatype: u8) -> AttributeId {
        let next = AttributeId(self.schema.attributes.len() as u16);
        let id = *self.schema.attribute_ids.entry(name).or_insert(next);
        if id == next {
            let unique = match name {
                "eId" => Some(Unique::EId),
                "GUID" => Some(Unique::Guid),
                _ if self.schema.datatypes[usize::from(datatype)] == Datatype::Id => {
                    Some(Unique::XmlId)
                }
                _ => None,
            };
            self.schema.attributes.push(AttributeData { name, unique });
        }
        id
    }

    fn value(&mut self, name: &'static str, datatype: Datatype) {
        // Most are other names of the same: `roleRef` and `agentRef` are both `anyURI`.
        let datatypes = &mut self.schema.datatypes;
        let at = datatypes.iter().position(|known| *known == datatype).unwrap_or_else(|| {
            datatypes.push(datatype);
            datatypes.len() - 1
        });
        if self.values.insert(name, at as u8).is_some() {
            self.mistake("value described twice", name);
        }
    }

    fn named_datatype(&mut self, name: &str) -> Datatype {
        let at = self.values.get(name).map(|&at| usize::from(at));
        at.and_then(|at| self.schema.datatypes.get(at)).cloned().unwrap_or_else(|| {
            self.mistake("no such value", name);
            Datatype::String
        })
    }

    /// Alternatives with `|` between them: names and quoted words; or `list of name`, or a pattern.
    fn datatype(&mut self) -> Datatype {
        if self.takes("list") {
            self.must_take("of");
            let name = self.take();
            return Datatype::List(Box::new(self.named_datatype(name)));
        }
        let mut collapse = false;
        let mut words = Vec::new();
        let mut alternatives = Vec::new();
        loop {
            let text = self.take();
            if let Some(word) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                words.push(word);
            } else if text.starts_with('/') {
                if text != "/[^\\s]+/" {
                    self.mistake("no matcher is written for the pattern", text);
                }
                alternatives.push(Datatype::NoWhiteSpace);
            } else if self.takes(":") {
                // `NCName: "a" | "b"`: words that may have white space around them.
                collapse = self.named_datatype(text) == Datatype::NcName;
                continue;
            } else {
                alternatives.push(self.named_datatype(text));
            }
            if !self.takes("|") {
                break;
            }
        }
        if !words.is_empty() {
            alternatives.push(Datatype::OneOf { words, collapse });
        }
        match alternatives.pop() {
            Some(only) if alternatives.is_empty() => only,
            last => {
                alternatives.extend(last);
                Datatype::Either(alternatives)
            }
        }
    }

    // Tables.

    fn finish(mut self) -> (Schema, Vec<String>) {
        let mut schema = self.schema;
        for (element, declared) in ElementId::all().zip(&self.declared) {
            if !declared {
                self.mistakes.push(format!("element not described: {}", element.name()));
            }
        }
        let mut compiler = Compiler::new(&self.models);
        let width = schema.attributes.len();
        schema.uses = vec![None; self.definitions.len() * width];
        for (row, definition) in self.definitions.iter().enumerate() {
            let text = match (definition.mixed, definition.model) {
                (true, _) => TextContent::Allowed,
                (false, Models::EMPTY) => TextContent::Forbidden,
                (false, _) => TextContent::WhiteSpace,
            };
            let content = Content { start: compiler.start(definition.model), text };
            let row = &mut schema.uses[row * width..][..width];
            let AttributeUses { uses, foreign, wants_eid } = &definition.attributes;
            let global = self.global.uses.iter().filter(|_| *foreign);
            // Global ones that a type names itself are the same again.
            for &(id, taken) in uses.iter().chain(global) {
                row[usize::from(id.0)] = Some(taken);
            }
            let required = (0..).map(AttributeId).zip(row.iter());
            let required = required.filter(|(_, taken)| taken.is_some_and(|t| t.required));
            let required = required.map(|(id, _)| id).collect();
            let base = definition.base;
            schema.types.push(Type {
                base,
                content,
                required,
                foreign_attributes: *foreign,
                wants_eid: *wants_eid,
            });
        }
        let (automaton, mistakes) = compiler.finish(schema.declarations.len());
        self.mistakes.extend(mistakes);
        schema.automaton = automaton;
        schema.global = vec![None; width];
        for &(id, taken) in &self.global.uses {
            schema.global[usize::from(id.0)] = Some(taken);
        }
        schema.fill_children();
        (schema, self.mistakes)
    }
}

/// A type without content and attributes.
const NOTHING: Definition = Definition {
    base: None,
    mixed: false,
    model: Models::EMPTY,
    attributes: AttributeUses { uses: Vec::new(), foreign: false, wants_eid: false },
};
