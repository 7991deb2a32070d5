//! What a file is, by what an XML parser and a browser would see at its head.

use super::is_akoma_ntoso;
use crate::text::Format;
use crate::xml::{Event, Scanner, Tag, is_space, is_unseen, utf16_in};
use std::borrow::Cow;

/// The namespace of XHTML.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Elements of HTML that a page or a piece of one may begin with and XML of laws does not have.
const HTML: &[&str] = &[
    "html",
    "head",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "body",
    "p",
    "div",
    "span",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
    "hr",
    "img",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "font",
    "center",
    "pre",
    "blockquote",
    "form",
    "nav",
    "main",
    "iframe",
];

impl Format {
    /// What a file is, recognized by its bytes.
    ///
    /// What begins with `<` (after white space, no-break spaces and byte-order marks of any number)
    /// is read as an XML parser and a browser would:
    ///
    /// - it is **XML** if it begins with an XML declaration, a document type declaration, or a tag
    ///   that names a namespace or is closed further on (`<act>` … `</act>`); **Akoma Ntoso** if its
    ///   root is called `akomaNtoso` or is in a namespace of it;
    /// - it is **HTML** if it begins with `<!DOCTYPE html>` or `<html`, or with the tag of another
    ///   element of HTML and has a second tag;
    /// - anything else is **text**: `<titre> manquant`, `<- voir`, `<a@example.org> wrote`.
    ///
    /// ```
    /// use akoma::Format;
    ///
    /// assert_eq!(Format::of("<act><body/></act>".as_bytes()), Format::Xml);
    /// assert_eq!(Format::of("\u{a0}<akomaNtoso xmlns=''/>".as_bytes()), Format::AkomaNtoso);
    /// assert_eq!(Format::of("<p>Accord<p>Objet".as_bytes()), Format::Html);
    /// assert_eq!(Format::of("<titre> manquant\nAccord".as_bytes()), Format::Text);
    /// assert_eq!(Format::of(b"%PDF-1.7"), Format::Pdf);
    /// ```
    pub fn of(bytes: &[u8]) -> Format {
        let text = match utf16_in(bytes) {
            Some(text) => Cow::Owned(text),
            None => match Format::of_binary(bytes) {
                Some(binary) => return binary,
                // What is no UTF-8 has tags in ASCII all the same.
                None => String::from_utf8_lossy(bytes),
            },
        };
        markup(&text).unwrap_or(if Format::is_json(&text) { Format::Json } else { Format::Text })
    }
}

/// What markup a text begins with, if it is markup.
fn markup(text: &str) -> Option<Format> {
    let head = without_comments(text);
    if !head.starts_with('<') {
        return None;
    }
    if begins_with(head, "<!doctype html") || begins_with(head, "<html") {
        return Some(Format::Html);
    }
    match root(head) {
        Some(root) => root,
        None => broken(head),
    }
}

/// A text from the first thing on that is neither white space nor a comment.
fn without_comments(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_unseen);
        match rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
            Some((_, after)) => rest = after,
            None => return rest,
        }
    }
}

/// Whether a text begins with these signs, in any case, and a word ends there.
fn begins_with(text: &str, signs: &str) -> bool {
    let start = text.get(..signs.len()).is_some_and(|start| start.eq_ignore_ascii_case(signs));
    start && text[signs.len()..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
}

/// What the root says that an XML parser finds; `None` if it finds none.
fn root(head: &str) -> Option<Option<Format>> {
    let mut scanner = Scanner::new(head).ok()?;
    while let Ok(Some(event)) = scanner.next() {
        if let Event::Start(tag) = event {
            return Some(of_root(head, &scanner, tag));
        }
    }
    None
}

fn of_root(head: &str, scanner: &Scanner<'_>, tag: Tag) -> Option<Format> {
    let (name, local) = (&head[tag.name.range()], &head[tag.local.range()]);
    let namespace = scanner.namespace(tag.namespace);
    if is_akoma_ntoso(namespace) || local.eq_ignore_ascii_case("akomaNtoso") {
        return Some(Format::AkomaNtoso);
    }
    if namespace == XHTML {
        return Some(Format::Html);
    }
    let rest = &head[tag.span.end() as usize..];
    let declared = tag.span.start() > 0 && says_it_is_xml(head);
    let whole = head[tag.span.range()].ends_with("/>") && rest.trim().is_empty();
    if namespace.is_empty() && !declared && is_html(name, rest) {
        return Some(Format::Html);
    }
    let marked = scanner.attributes().iter().any(|attribute| attribute.declares);
    (declared || marked || whole || closes(name, rest)).then_some(Format::Xml)
}

/// What a text is that begins with `<` and that an XML parser stumbles over before its root.
fn broken(head: &str) -> Option<Format> {
    /// How far to look for the root of Akoma Ntoso.
    const WINDOW: usize = 4096;
    let name = head[1..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    let tag = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.'));
    let rest = head.get(1 + name.len()..).unwrap_or_default();
    let window = &head.as_bytes()[..head.len().min(WINDOW)];
    let akoma =
        (tag || says_it_is_xml(head)) && memchr::memmem::find(window, b"akomaNtoso").is_some();
    if akoma {
        Some(Format::AkomaNtoso)
    } else if says_it_is_xml(head) {
        Some(Format::Xml)
    } else if tag && is_html(name, rest) {
        Some(Format::Html)
    } else {
        (tag && closes(name, rest)).then_some(Format::Xml)
    }
}

/// Whether a text begins with a declaration that only XML has, or SGML.
fn says_it_is_xml(head: &str) -> bool {
    let instruction = head.strip_prefix("<?xml").is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '?' | '-'))
    });
    instruction || begins_with(head, "<!doctype")
}

/// Whether an element of HTML is followed by another tag, one that opens or one that closes.
fn is_html(name: &str, rest: &str) -> bool {
    let known = |name: &str| HTML.iter().any(|known| known.eq_ignore_ascii_case(name));
    known(name)
        && rest.match_indices('<').any(|(at, _)| {
            let tag = rest[at + 1..].trim_start_matches('/');
            let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
            known(&tag[..end])
        })
}

/// Whether an element is closed further on.
fn closes(name: &str, rest: &str) -> bool {
    let end = format!("</{name}");
    memchr::memmem::find_iter(rest.as_bytes(), end.as_bytes())
        .any(|at| rest.as_bytes().get(at + end.len()).is_some_and(|&b| b == b'>' || is_space(b)))
}
