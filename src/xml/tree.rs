//! A whole document as a tree of elements, for questions that a stream cannot answer.

use super::scan::{Event, Scanner, plain_line_ends};
use super::tag::{Attribute, Tag};
use crate::error::Error;
use crate::text::Span;
use std::borrow::Cow;

/// The elements of a document in document order.
#[derive(Debug)]
pub(crate) struct Tree<'x> {
    /// Knows the source, the entities and the names of namespaces; it is at the end.
    scanner: Scanner<'x>,
    elements: Vec<ElementData>,
    attributes: Vec<Attribute>,
    /// Character data: the element that directly holds it, and where.
    texts: Vec<(u32, Event)>,
}

#[derive(Debug)]
struct ElementData {
    tag: Tag,
    /// From the start tag to just after the end tag.
    span: Span,
    /// Where the end tag begins.
    close: u32,
    parent: u32,
    /// One past the last element inside.
    end: u32,
    /// Where its attributes begin.
    attributes: u32,
    /// Where the character data inside it begins.
    texts: u32,
}

/// An element: a small handle, cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Element<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

impl<'x> Tree<'x> {
    /// Reads a document.
    ///
    /// # Errors
    /// Those of [`Scanner::next`].
    pub(crate) fn read(xml: &'x str) -> Result<Self, Error> {
        let mut scanner = Scanner::new(xml)?;
        let (mut elements, mut attributes, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        let mut open: Vec<u32> = Vec::new();
        while let Some(event) = scanner.next()? {
            match event {
                Event::Start(tag) => {
                    let index = elements.len() as u32;
                    elements.push(ElementData {
                        tag,
                        span: tag.span,
                        close: tag.span.end(),
                        parent: open.last().copied().unwrap_or(index),
                        end: index + 1,
                        attributes: attributes.len() as u32,
                        texts: texts.len() as u32,
                    });
                    attributes.extend_from_slice(scanner.attributes());
                    open.push(index);
                }
                Event::End(span) => {
                    let end = elements.len() as u32;
                    if let Some(index) = open.pop() {
                        let element: &mut ElementData = &mut elements[index as usize];
                        element.span = Span::new(element.span.start(), span.end());
                        element.close = span.start();
                        element.end = end;
                    }
                }
                Event::Text { .. }
                | Event::CData { .. }
                | Event::Character { .. }
                | Event::Entity { .. } => {
                    if let Some(&index) = open.last() {
                        texts.push((index, event));
                    }
                }
                _ => {}
            }
        }
        Ok(Self { scanner, elements, attributes, texts })
    }

    /// The root element.
    pub(crate) fn root(&self) -> Element<'_> {
        Element { tree: self, index: 0 }
    }

    /// How many elements there are.
    pub(crate) fn len(&self) -> usize {
        self.elements.len()
    }

    /// The element with this number in document order.
    pub(crate) fn element(&self, index: usize) -> Element<'_> {
        Element { tree: self, index: index as u32 }
    }

    /// The sections of CDATA, in order.
    pub(crate) fn literal(&self) -> impl Iterator<Item = Span> {
        self.texts.iter().filter_map(|(_, event)| match event {
            Event::CData { span, .. } => Some(*span),
            _ => None,
        })
    }

    /// All elements in document order.
    pub(crate) fn elements(&self) -> impl DoubleEndedIterator<Item = Element<'_>> {
        (0..self.elements.len() as u32).map(|index| Element { tree: self, index })
    }
}

impl<'t> Element<'t> {
    fn data(self) -> &'t ElementData {
        &self.tree.elements[self.index as usize]
    }

    /// Its number in document order.
    pub(crate) fn index(self) -> usize {
        self.index as usize
    }

    /// The source of the whole document.
    pub(crate) fn source(self) -> &'t str {
        self.tree.scanner.source()
    }

    /// Its name without prefix.
    pub(crate) fn name(self) -> &'t str {
        &self.tree.scanner.source()[self.data().tag.local.range()]
    }

    /// Where its name is in its start tag, prefix and all: the place to point at.
    pub(crate) fn name_span(self) -> Span {
        self.data().tag.name
    }

    /// The name of its namespace; empty for none.
    pub(crate) fn namespace(self) -> &'t str {
        self.tree.scanner.namespace(self.data().tag.namespace)
    }

    /// From its start tag to just after its end tag.
    pub(crate) fn span(self) -> Span {
        self.data().span
    }

    /// What is between its tags.
    pub(crate) fn content(self) -> Span {
        Span::new(self.data().tag.span.end(), self.data().close)
    }

    /// One past the number of the last element inside.
    pub(crate) fn end(self) -> usize {
        self.data().end as usize
    }

    /// The element around it.
    pub(crate) fn parent(self) -> Option<Element<'t>> {
        let parent = self.data().parent;
        (parent != self.index).then_some(Element { index: parent, ..self })
    }

    /// The elements around it, from the nearest to the root.
    pub(crate) fn ancestors(self) -> impl Iterator<Item = Element<'t>> {
        std::iter::successors(self.parent(), |element| element.parent())
    }

    /// The elements right inside it, in order.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'t>> {
        let end = self.data().end;
        let element = move |index| (index < end).then_some(Element { index, ..self });
        std::iter::successors(element(self.index + 1), move |child| element(child.data().end))
    }

    /// The first element right inside it that has this name.
    pub(crate) fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// Its attributes: their names, with prefix, and values; declarations of namespaces are not
    /// among them.
    pub(crate) fn attributes(self) -> impl Iterator<Item = AttributeOf<'t>> {
        let end = self.tree.elements.get(self.index as usize + 1);
        let end = end.map_or(self.tree.attributes.len(), |next| next.attributes as usize);
        let all = &self.tree.attributes[self.data().attributes as usize..end];
        let tree = self.tree;
        all.iter().filter(|a| !a.declares).map(move |attribute| AttributeOf { tree, attribute })
    }

    /// The attribute of this name, in no namespace.
    pub(crate) fn attribute(self, name: &str) -> Option<AttributeOf<'t>> {
        self.attributes().find(|a| !a.attribute.namespace.is_some() && a.name() == name)
    }

    /// The value of the attribute of this name, in no namespace.
    pub(crate) fn value(self, name: &str) -> Option<Cow<'t, str>> {
        self.attribute(name).map(AttributeOf::value)
    }

    /// All character data inside it.
    pub(crate) fn text(self) -> String {
        let scanner = &self.tree.scanner;
        let source = scanner.source();
        let mut out = String::new();
        let texts = &self.tree.texts[self.data().texts as usize..];
        let inside = |index: u32| (self.index..self.data().end).contains(&index);
        for (_, event) in texts.iter().take_while(|(element, _)| inside(*element)) {
            match *event {
                Event::Text { span, returns } | Event::CData { inner: span, returns, .. } => {
                    out.push_str(&plain_line_ends(&source[span.range()], returns));
                }
                Event::Character { character, .. } => out.push(character),
                Event::Entity { span } => out.push_str(scanner.entity(span).unwrap_or_default()),
                _ => {}
            }
        }
        out
    }
}

impl std::fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} {}>", self.name(), self.span())
    }
}

/// An attribute of an element.
#[derive(Clone, Copy)]
pub(crate) struct AttributeOf<'t> {
    tree: &'t Tree<'t>,
    attribute: &'t Attribute,
}

impl<'t> AttributeOf<'t> {
    /// Its name, with its prefix.
    pub(crate) fn name(self) -> &'t str {
        &self.tree.scanner.source()[self.attribute.name.range()]
    }

    /// The name of its namespace; empty for none.
    pub(crate) fn namespace(self) -> &'t str {
        self.tree.scanner.namespace(self.attribute.namespace)
    }

    /// Its name, in the source.
    pub(crate) fn name_span(self) -> Span {
        self.attribute.name
    }

    /// Its value as XML understands it.
    pub(crate) fn value(self) -> Cow<'t, str> {
        self.tree.scanner.value(self.attribute)
    }

    /// What is between the quotes, in the source.
    pub(crate) fn value_span(self) -> Span {
        self.attribute.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_their_neighbours_and_their_text() {
        let xml = "<a x='1 &lt; 2'><b>un <i>deux</i> &#233;</b><c/><![CDATA[<trois>]]></a>";
        let tree = Tree::read(xml).unwrap();
        let root = tree.root();
        let names: Vec<_> = tree.elements().map(Element::name).collect();
        assert_eq!(names, ["a", "b", "i", "c"]);
        let children: Vec<_> = root.children().map(Element::name).collect();
        assert_eq!(children, ["b", "c"]);
        assert_eq!(root.value("x").as_deref(), Some("1 < 2"));
        assert_eq!(root.text(), "un deux é<trois>");
        let b = root.child("b").unwrap();
        assert_eq!(b.text(), "un deux é");
        assert_eq!(&xml[b.span().range()], "<b>un <i>deux</i> &#233;</b>");
        let i = b.child("i").unwrap();
        assert_eq!(i.ancestors().map(Element::name).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!((i.text().as_str(), root.child("c").unwrap().text().as_str()), ("deux", ""));
    }
}
