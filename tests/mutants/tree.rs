//! An XML document as spans of its text: what is to be changed is found here and cut out there.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Element,
    Text,
    /// Comments, instructions, marked sections, references, the declarations at the top.
    Other,
}

pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) parent: usize,
    pub(crate) children: Vec<usize>,
    pub(crate) span: Range<usize>,
    /// What stands between the tags; empty, at the end, for `<a/>`.
    pub(crate) inner: Range<usize>,
    depth: usize,
}

pub(crate) struct Attribute {
    /// With the white space before.
    pub(crate) span: Range<usize>,
    pub(crate) name: Range<usize>,
    /// Without the quotes.
    pub(crate) value: Range<usize>,
}

/// Node 0 is the document.
pub(crate) struct Tree {
    pub(crate) xml: String,
    pub(crate) nodes: Vec<Node>,
}

impl Tree {
    /// `None` if it cannot be read.
    pub(crate) fn new(xml: String) -> Option<Self> {
        let all = 0..xml.len();
        let node = |kind, parent, span: Range<usize>, depth| {
            let inner = span.end..span.end;
            Node { kind, parent, children: Vec::new(), span, inner, depth }
        };
        let mut nodes = vec![node(NodeKind::Other, 0, all.clone(), 0)];
        nodes[0].inner = all;
        let mut reader = Reader::from_str(&xml);
        let mut open = 0;
        let mut at = 0;
        loop {
            let event = reader.read_event().ok()?;
            let end = reader.buffer_position() as usize;
            let kind = match event {
                Event::Eof if open == 0 => break,
                Event::Eof => return None,
                Event::End(_) => {
                    nodes[open].inner.end = at;
                    nodes[open].span.end = end;
                    open = nodes[open].parent;
                    at = end;
                    continue;
                }
                Event::Start(_) | Event::Empty(_) => NodeKind::Element,
                Event::Text(_) => NodeKind::Text,
                _ => NodeKind::Other,
            };
            let new = nodes.len();
            let depth = nodes[open].depth + 1;
            nodes[open].children.push(new);
            nodes.push(node(kind, open, at..end, depth));
            if matches!(event, Event::Start(_)) {
                open = new;
            }
            at = end;
        }
        Some(Self { xml, nodes })
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(|&n| self.is_element(n))
    }

    pub(crate) fn is_element(&self, n: usize) -> bool {
        self.nodes[n].kind == NodeKind::Element
    }

    pub(crate) fn root(&self) -> Option<usize> {
        self.child_elements(0).first().copied()
    }

    pub(crate) fn child_elements(&self, n: usize) -> Vec<usize> {
        self.nodes[n].children.iter().copied().filter(|&c| self.is_element(c)).collect()
    }

    pub(crate) fn text(&self, n: usize) -> &str {
        &self.xml[self.nodes[n].span.clone()]
    }

    pub(crate) fn depth(&self, n: usize) -> usize {
        self.nodes[n].depth
    }

    /// Where the name stands in the start tag.
    pub(crate) fn name_span(&self, n: usize) -> Range<usize> {
        if n == 0 {
            return 0..0;
        }
        let start = self.nodes[n].span.start + 1;
        let tag = &self.xml[start..];
        let len = tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        start..start + len.unwrap_or(tag.len())
    }

    /// With its prefix.
    pub(crate) fn name(&self, n: usize) -> &str {
        &self.xml[self.name_span(n)]
    }

    pub(crate) fn local(&self, n: usize) -> &str {
        let name = self.name(n);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// One past the start tag.
    pub(crate) fn head_end(&self, n: usize) -> usize {
        self.nodes[n].inner.start
    }

    /// `<a/>`, which has no inside.
    pub(crate) fn is_closed(&self, n: usize) -> bool {
        self.nodes[n].inner.start == self.nodes[n].span.end
    }

    pub(crate) fn attributes(&self, n: usize) -> Vec<Attribute> {
        let bytes = self.xml.as_bytes();
        let end = if n == 0 { 0 } else { self.head_end(n) };
        let mut at = self.name_span(n).end;
        let mut found = Vec::new();
        loop {
            let from = at;
            while at < end && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            let name = at;
            while at < end && !matches!(bytes[at], b'=' | b'>' | b'/') {
                at += 1;
            }
            let Some(open) = bytes[at..end].iter().position(|&b| matches!(b, b'"' | b'\'')) else {
                return found;
            };
            if bytes[at] != b'=' {
                return found;
            }
            let name = name..name + self.xml[name..at].trim_ascii_end().len();
            let value = at + open + 1;
            let quote = bytes[value - 1];
            let Some(len) = bytes[value..end].iter().position(|&b| b == quote) else {
                return found;
            };
            at = value + len + 1;
            found.push(Attribute { span: from..at, name, value: value..value + len });
        }
    }

    pub(crate) fn attribute(&self, n: usize, name: &str) -> Option<&str> {
        let found = self.attributes(n).into_iter().find(|a| &self.xml[a.name.clone()] == name)?;
        Some(&self.xml[found.value])
    }

    /// The declarations of namespaces that hold at an element but do not stand on it.
    pub(crate) fn namespaces(&self, n: usize) -> String {
        let mut seen: Vec<String> = Vec::new();
        let mut declarations = String::new();
        let mut at = n;
        while at != 0 {
            for a in self.attributes(at) {
                let name = &self.xml[a.name.clone()];
                if (name == "xmlns" || name.starts_with("xmlns:"))
                    && !seen.iter().any(|s| s == name)
                {
                    seen.push(name.to_owned());
                    if at != n {
                        declarations += &self.xml[a.span.clone()];
                    }
                }
            }
            at = self.nodes[at].parent;
        }
        declarations
    }

    /// The document with one span replaced.
    pub(crate) fn splice(&self, span: Range<usize>, new: &str) -> String {
        [&self.xml[..span.start], new, &self.xml[span.end..]].concat()
    }

    /// The document with several spans replaced, none of which overlap.
    pub(crate) fn splices(&self, mut changes: Vec<(Range<usize>, String)>) -> String {
        changes.sort_by_key(|(span, _)| (span.start, span.end));
        let mut out = String::with_capacity(self.xml.len());
        let mut at = 0;
        for (span, new) in changes {
            out += &self.xml[at..span.start];
            out += &new;
            at = span.end;
        }
        out + &self.xml[at..]
    }

    /// Puts something inside an element, before its `n`th child, or at the end.
    pub(crate) fn insert(&self, element: usize, child: usize, new: &str) -> String {
        let node = &self.nodes[element];
        if self.is_closed(element) && element != 0 {
            let name = self.name(element);
            let head = self.xml[node.span.start..node.span.end - 1].trim_end_matches('/');
            return self.splice(node.span.clone(), &format!("{head}>{new}</{name}>"));
        }
        let at = node.children.get(child).map_or(node.inner.end, |&c| self.nodes[c].span.start);
        self.splice(at..at, new)
    }

    /// The element in words.
    pub(crate) fn label(&self, n: usize) -> String {
        if n == 0 {
            return "the document".to_owned();
        }
        let id = self.attribute(n, "eId").map(|id| format!(" {id}")).unwrap_or_default();
        format!("<{}{id}>", self.name(n))
    }
}
