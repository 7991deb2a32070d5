//! What level 1 says of each mistake: what was expected, the most likely first, what was found,
//! and what to do.

use super::schema_codes;
use super::structure::{OpenElement, SchemaState, StructureWalk};
use super::words::{list, list_or, quoted, rank, short};
use crate::report::Diagnostic;
use crate::schema::{ElementId, Mismatch, TypeId};
use crate::text::{Span, closest};
use crate::xml::{Attribute, Tag};
use std::borrow::Cow;

impl<'x> StructureWalk<'x> {
    /// The innermost open element, if the schema judges it.
    fn parent(&mut self) -> Option<(Cow<'x, str>, &mut SchemaState)> {
        let OpenElement { name, judged, .. } = self.open.last_mut()?;
        Some((short(&self.xml[name.range()]), judged.as_mut()?))
    }

    /// An element of the standard that may not occur here.
    pub(super) fn unexpected(&mut self, tag: Tag, element: ElementId) {
        if self.is_full() {
            return;
        }
        if self.comes_after_a_gap(tag, element) {
            return;
        }
        let (schema, next) = (self.schema, self.found.len());
        let Some((_, judged)) = self.parent() else { return };
        let name = element.name();
        let full = schema.expected(judged.state).next().is_none();
        if let Some((before, _, more)) = &mut judged.unexpected
            && (*before == element || full)
        {
            *more += 1;
            return;
        }
        judged.unexpected = Some((element, next, 0));
        judged.told = Some(judged.state);
        let state = judged.state;
        let parent_element = judged.element;
        let mut expected: Vec<_> = schema.expected(state).collect();
        expected.sort_by_key(|e| rank(e.name()));
        let ends = schema.is_final(state);
        // What could hold the element, or is written nearly so, is what was meant. What holds
        // text is tried first: nearly everything may hold nearly everything somehow.
        let holders = expected.iter().copied().filter(|e| schema.may_contain(*e, element));
        let mut holder = holders.min_by_key(|e| (!PLAIN.contains(&e.name()), rank(e.name())));
        let belongs = parent_element.is_some_and(|parent| schema.may_contain(parent, element));
        // The commonest mistake of all: running text, then paragraphs beside it.
        let may_hold = |name| Some(schema.may_contain(parent_element?, ElementId::named(name)?));
        let divided = full
            && belongs
            && !matches!(name, "num" | "heading" | "subheading")
            && may_hold("content") == Some(true)
            && may_hold("intro") == Some(true);
        let near = closest(name, expected.iter().map(|e| e.name()).filter(|e| *e != name));
        let outer = self.outer().filter(|outer| schema.may_contain(*outer, element));
        if outer.is_some() && holder.is_some_and(|holder| !PLAIN.contains(&holder.name())) {
            holder = None;
        }
        expected.sort_by_key(|e| (Some(e.name()) != near, Some(*e) != holder));
        let expected: Vec<_> = expected.into_iter().map(ElementId::name).collect();
        let parent = self.parent().map_or_else(Default::default, |(parent, _)| parent);
        let allowed = match (expected.is_empty(), ends) {
            (true, _) => format!("nothing more in `{parent}`"),
            (false, true) => list_or(&expected, &format!("the end of `{parent}`")),
            (false, false) => format!("{} in `{parent}`", list(&expected)),
        };
        let help = match (holder, near, outer) {
            _ if divided => format!(
                "`{parent}` has either `content` or divisions: make the `content` an `intro`, or \
                 move `{name}` out"
            ),
            _ if belongs => format!("`{name}` may occur in `{parent}`, but earlier: move it up"),
            (_, Some(near), _) => format!("did you mean `{near}`?"),
            (Some(holder), ..) => format!("put it in `{}`", holder.name()),
            (None, None, Some(outer)) => {
                format!("move it out of `{parent}`: `{}` may hold it", outer.name())
            }
            // The only thing that may occur here: it has the wrong name.
            (None, None, None) if expected.len() == 1 && !ends => {
                format!("`{parent}` has `{}` here: rename it, or move it", expected[0])
            }
            (None, None, None) => {
                format!("`{parent}` has no place for it: move it or take it out")
            }
        };
        let finding = schema_codes::UNEXPECTED_ELEMENT
            .at(tag.name, format!("expected {allowed}, but found `{name}`"))
            .with_found(name)
            .with_help(help)
            .with_expected(expected);
        self.push(finding);
    }

    /// Whether an element would have its place if others were there before it, and says which.
    fn comes_after_a_gap(&mut self, tag: Tag, element: ElementId) -> bool {
        let schema = self.schema;
        let Some((parent, judged)) = self.parent() else { return false };
        let Some((missing, state)) = schema.resume(judged.state, element) else { return false };
        judged.state = state;
        let name = element.name();
        let missing: Vec<_> = missing.into_iter().map(ElementId::name).collect();
        let message =
            format!("expected {} before `{name}` in `{parent}`, but found none", each(&missing));
        let finding = schema_codes::MISSING_ELEMENT
            .at(tag.name, message)
            .with_found(name)
            .with_help(format!("add {} before it", each(&missing)))
            .with_expected(missing);
        self.push(finding);
        true
    }

    /// The element around the innermost open one.
    fn outer(&self) -> Option<ElementId> {
        let around = self.open.len().checked_sub(2)?;
        self.open[around].judged.as_ref()?.element
    }

    /// An element in the namespace of the standard that the standard does not have.
    pub(super) fn unknown_element(&mut self, tag: Tag) {
        if self.is_full() {
            return;
        }
        let schema = self.schema;
        let name = &self.xml[tag.local.range()];
        let mut expected: Vec<&str> = Vec::new();
        let mut near = None;
        if let Some((_, judged)) = self.parent() {
            expected = schema.expected(judged.state).map(ElementId::name).collect();
            near = closest(name, expected.iter().copied());
            // Read as what was probably meant, so that what follows is judged as it deserves.
            let meant = near.and_then(ElementId::named);
            if let Some(state) = meant.and_then(|meant| schema.step(judged.state, meant)) {
                judged.state = state;
            }
            judged.told = Some(judged.state);
        }
        let near = near.or_else(|| closest(name, ElementId::all().map(ElementId::name)));
        if let Some(near) = near {
            expected.retain(|e| *e != near);
            expected.insert(0, near);
        }
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "for what has no element of its own, the standard has `hcontainer`, `container`, \
                 `block` and `inline` with a `name`"
                    .to_owned()
            }
        };
        let finding = schema_codes::UNKNOWN_ELEMENT
            .at(tag.name, format!("expected an element of Akoma Ntoso, but found {}", quoted(name)))
            .with_found(name)
            .with_help(help)
            .with_expected(expected);
        self.push(finding);
    }

    /// An element of another namespace where none may occur.
    pub(super) fn foreign(&mut self, tag: Tag) {
        if self.is_full() {
            return;
        }
        let schema = self.schema;
        let name = &self.xml[tag.name.range()];
        let namespace = match self.scanner.namespace(tag.namespace) {
            "" => "no namespace".to_owned(),
            namespace => format!("namespace {}", quoted(namespace)),
        };
        let Some((parent, judged)) = self.parent() else { return };
        judged.told = Some(judged.state);
        let expected: Vec<_> = schema.expected(judged.state).map(ElementId::name).collect();
        let known = ElementId::named(&self.xml[tag.local.range()]).is_some();
        let help = match known {
            true => "put it in the namespace of Akoma Ntoso: it has an element of this name",
            false => "put it in `foreign`, which may hold elements of another namespace",
        };
        let message = format!(
            "expected an element of Akoma Ntoso in `{parent}`, but found {} of {namespace}",
            quoted(name)
        );
        let finding = schema_codes::FOREIGN_ELEMENT
            .at(tag.name, message)
            .with_found(name)
            .with_help(help)
            .with_expected(expected);
        self.push(finding);
    }

    /// The innermost open element ends, but something is missing in it.
    pub(super) fn incomplete(&mut self) {
        if self.is_full() {
            return;
        }
        let schema = self.schema;
        let Some(&OpenElement { name, .. }) = self.open.last() else { return };
        let Some((parent, judged)) = self.parent() else { return };
        // What is there instead was reported, and what it should have been.
        if judged.told == Some(judged.state) {
            return;
        }
        let missing: Vec<_> =
            schema.missing(judged.state).into_iter().map(ElementId::name).collect();
        let mut expected: Vec<_> = schema.expected(judged.state).map(ElementId::name).collect();
        // One of several may do; what may occur there and does not help is not asked for.
        let mut enough: Vec<_> = schema
            .expected(judged.state)
            .filter(|e| schema.step(judged.state, *e).is_some_and(|next| schema.is_final(next)))
            .map(ElementId::name)
            .collect();
        enough.sort_by_key(|e| rank(e));
        expected.sort_by_key(|e| (!missing.contains(e) && !enough.contains(e), rank(e)));
        let (wanted, help) = match enough.len() {
            2.. => (list(&enough), format!("add one of them: `{}` for example", enough[0])),
            _ => (each(&missing), format!("add {}", each(&missing))),
        };
        let message = format!("expected {wanted} in `{parent}`, but found its end");
        let finding =
            schema_codes::MISSING_ELEMENT.at(name, message).with_help(help).with_expected(expected);
        self.push(finding);
    }

    /// Text where only elements may occur, or nothing.
    pub(super) fn misplaced_text(&mut self, span: Span, inner: Span) {
        let told = self.parent().is_some_and(|(_, p)| std::mem::replace(&mut p.told_text, true));
        if told || self.is_full() {
            return;
        }
        let schema = self.schema;
        let text = &self.xml[inner.range()];
        let Some((parent, judged)) = self.parent() else { return };
        judged.told = Some(judged.state);
        let mut expected: Vec<_> = schema.expected(judged.state).collect();
        expected.sort_by_key(|e| rank(e.name()));
        let empty =
            judged.element.is_some_and(|e| !ElementId::all().any(|c| schema.may_contain(e, c)));
        // What takes text itself, or has something right inside it that does.
        let holder = expected
            .iter()
            .copied()
            .find(|e| schema.is_mixed(*e))
            .map(|e| format!("`{}`", e.name()));
        let holder = holder.or_else(|| {
            let p = ElementId::named("p")?;
            let outer = expected.iter().copied().find(|e| schema.may_contain(*e, p))?;
            Some(format!("`p` in `{}`", outer.name()))
        });
        let found = match text.trim() {
            "" => "white space".to_owned(),
            text => quoted(text),
        };
        let message = match empty {
            true => format!("expected nothing in `{parent}`, but found {found}"),
            false => format!("expected only elements in `{parent}`, but found {found}"),
        };
        let help = match holder {
            Some(holder) => format!("put the text in {holder}"),
            None if empty => {
                format!("`{parent}` says all it has to say in its attributes: take the text out")
            }
            None => match expected.first() {
                Some(e) => {
                    format!("put the text deeper: in `p` inside `{}` for example", e.name())
                }
                None => "move the text to where text may occur".to_owned(),
            },
        };
        let start = span.start() + (text.len() - text.trim_start().len()) as u32;
        let at = if text.trim().is_empty() || span != inner {
            span
        } else {
            Span::new(start, start + text.trim().len() as u32)
        };
        let finding = schema_codes::MISPLACED_TEXT
            .at(at, message)
            .with_found(text.trim())
            .with_help(help)
            .with_expected(expected.into_iter().map(ElementId::name));
        self.push(finding);
    }

    /// An attribute that the element does not take.
    pub(super) fn unknown_attribute(&mut self, tag: Tag, attribute: &Attribute, type_id: TypeId) {
        let schema = self.schema;
        let namespace = self.scanner.namespace(attribute.namespace);
        let foreign = attribute.namespace.is_some();
        if foreign
            && namespace == super::structure::XSI
            && matches!(
                &self.xml[attribute.local().range()],
                "type" | "nil" | "schemaLocation" | "noNamespaceSchemaLocation"
            )
        {
            return;
        }
        if foreign && namespace != super::NAMESPACE && schema.takes_foreign_attributes(type_id) {
            return;
        }
        if self.is_full() {
            return;
        }
        let element = short(&self.xml[tag.local.range()]);
        let name = &self.xml[attribute.name.range()];
        let mut expected: Vec<_> = schema.attributes(type_id).map(|a| a.name()).collect();
        let near = closest(name, expected.iter().copied());
        expected.sort_by_key(|e| Some(*e) != near);
        let help = match near {
            _ if foreign => {
                format!("take it out: `{element}` takes no attributes of another namespace")
            }
            Some(near) if self.has_attribute(near) => {
                format!("take it out: `{element}` has its `{near}` already")
            }
            Some(near) => format!("did you mean `{near}`?"),
            None if expected.is_empty() => format!("take it out: `{element}` takes no attributes"),
            None => format!("take it out, or use one that `{element}` has: {}", list(&expected)),
        };
        let message =
            format!("expected an attribute that `{element}` takes, but found {}", quoted(name));
        let finding = schema_codes::UNKNOWN_ATTRIBUTE
            .at(attribute.name, message)
            .with_found(name)
            .with_help(help)
            .with_expected(expected);
        self.push_in(tag, finding);
    }

    /// Whether the element at hand has an attribute of this name.
    fn has_attribute(&self, name: &str) -> bool {
        self.scanner.attributes().iter().any(|a| &self.xml[a.name.range()] == name)
    }

    /// An attribute that is not there.
    pub(super) fn missing_attribute(&mut self, tag: Tag, name: &'static str) {
        if self.is_full() {
            return;
        }
        let element = short(&self.xml[tag.local.range()]);
        let finding = schema_codes::MISSING_ATTRIBUTE
            .at(tag.name, format!("expected the attribute `{name}` on `{element}`, but found none"))
            .with_help(format!("add {name}=\"…\""))
            .with_expected([name]);
        self.push_in(tag, finding);
    }

    /// A value that is not of its kind.
    pub(super) fn bad_value(
        &self,
        attribute: &Attribute,
        value: &str,
        mismatch: Mismatch<'_>,
    ) -> Diagnostic {
        let name = &self.xml[attribute.name.range()];
        let message = format!(
            "expected in `{name}` {}, but found {}",
            mismatch.expected(),
            if value.is_empty() { "nothing".to_owned() } else { quoted(value) }
        );
        let mut allowed = mismatch.allowed().to_vec();
        let near = closest(value.trim(), allowed.iter().copied());
        allowed.sort_by_key(|word| Some(*word) != near);
        let finding = schema_codes::BAD_VALUE.at(attribute.value, message).with_found(value);
        let wanted = mismatch.expected();
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if value.trim().is_empty() => {
                "write a value, or take the attribute out".to_owned()
            }
            None if wanted.contains("2021-11-22") => match value.trim().len() {
                4 | 7 => "write the whole day: year, month and day".to_owned(),
                _ => "write year, month and day as numbers, with - between them".to_owned(),
            },
            None if wanted.contains("no white space") => {
                "take the white space out, and change what refers to it".to_owned()
            }
            None if wanted.contains("URI") => {
                "write signs that have a meaning of their own as %XX: a [ as %5B".to_owned()
            }
            None => return finding.with_expected(allowed),
        };
        finding.with_help(help).with_expected(allowed)
    }
}

/// What holds a piece of text or an inline element where it was forgotten.
const PLAIN: [&str; 4] = ["p", "content", "mainBody", "body"];

/// Names of things that are all meant: « `a`, `b` and `c` ».
fn each(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}
