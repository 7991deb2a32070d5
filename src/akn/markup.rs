//! XML as text.

use super::CHARACTER;
use crate::model::{Data, NodeId};
use crate::text::forbidden_in_xml;

/// XML as text; the caller closes what it opens.
pub(super) struct Xml {
    pub(super) out: String,
    /// What is before the names of elements: empty, or a prefix with its colon.
    prefix: Box<str>,
}

impl Xml {
    pub(super) fn new(prefix: &str, capacity: usize) -> Self {
        Self { out: String::with_capacity(capacity), prefix: prefix.into() }
    }

    pub(super) fn start(&mut self, element: &str) {
        self.out.push('<');
        self.name(element);
    }

    pub(super) fn end(&mut self, element: &str) {
        self.out.push_str("</");
        self.name(element);
        self.out.push('>');
    }

    /// The name of an element: one of Akoma Ntoso, or one that has its prefix.
    pub(super) fn name(&mut self, element: &str) {
        if !element.contains(':') {
            self.out.push_str(&self.prefix);
        }
        self.out.push_str(element);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.value(value);
        self.out.push('"');
    }

    pub(super) fn eid(&mut self, eid: &str) {
        if !eid.is_empty() {
            self.attribute("eId", eid);
        }
    }

    pub(super) fn reference(&mut self, name: &str, id: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"#");
        self.value(id);
        self.out.push('"');
    }

    pub(super) fn attributes(&mut self, data: &Data, node: NodeId) {
        for (name, value) in data.attributes(node) {
            self.attribute(name, &value);
        }
    }

    /// A line break inside a tag, where it is no text.
    pub(super) fn line(&mut self, depth: usize) {
        self.out.push('\n');
        for _ in 0..depth {
            self.out.push_str("  ");
        }
    }

    /// Character data: markup escaped, carriage returns kept, what XML cannot hold named.
    pub(super) fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut from = 0;
        let mut at = 0;
        while at < bytes.len() {
            if PLAIN[bytes[at] as usize] {
                at += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let escaped = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\r' => "&#13;",
                c if forbidden_in_xml(c) => {
                    self.out.push_str(&text[from..at]);
                    self.out.push_str(&format!("<?{CHARACTER} U+{:04X}?>", c as u32));
                    at += c.len_utf8();
                    from = at;
                    continue;
                }
                c => {
                    at += c.len_utf8();
                    continue;
                }
            };
            self.out.push_str(&text[from..at]);
            self.out.push_str(escaped);
            at += c.len_utf8();
            from = at;
        }
        self.out.push_str(&text[from..]);
    }

    pub(super) fn value(&mut self, value: &str) {
        // Most values are eIds and references: letters, digits, `_` and `-`.
        if value.bytes().all(|b| PLAIN_VALUE[b as usize]) {
            self.out.push_str(value);
            return;
        }
        for c in value.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                '\n' => self.out.push_str("&#10;"),
                '\r' => self.out.push_str("&#13;"),
                '\t' => self.out.push_str("&#9;"),
                c if forbidden_in_xml(c) => self.out.push('\u{FFFD}'),
                c => self.out.push(c),
            }
        }
    }
}

/// Bytes that stand for themselves in character data. 0xEF begins U+FFFE and U+FFFF.
const PLAIN: [bool; 256] = {
    let mut table = [true; 256];
    let mut b = 0;
    while b < 0x20 {
        table[b] = b == b'\t' as usize || b == b'\n' as usize;
        b += 1;
    }
    table[b'&' as usize] = false;
    table[b'<' as usize] = false;
    table[b'>' as usize] = false;
    table[0xEF] = false;
    table
};

/// Bytes that stand for themselves in the value of an attribute.
const PLAIN_VALUE: [bool; 256] = {
    let mut table = PLAIN;
    table[b'\t' as usize] = false;
    table[b'\n' as usize] = false;
    table[b'"' as usize] = false;
    table[b'>' as usize] = true;
    table
};
