//! Documents that no one wrote, spelled as oddly as XML allows, each with its text.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// XML, and the text it has.
type Piece = (String, String);

/// A whole document.
pub(crate) fn document() -> impl Strategy<Value = Piece> {
    let declaration = select(vec![
        "",
        "\u{FEFF}",
        "<?xml version=\"1.0\"?>",
        "\u{FEFF}<?xml version = '1.0' encoding=\"UTF-8\" standalone='no' ?>\r\n",
        "<?xml version='1.0'?>\r<!DOCTYPE akomaNtoso [<!-- ' --><!ELEMENT p ANY>]>\n",
    ]);
    let body = vec(element(), 0..4);
    (declaration, misc(), space(), body, misc(), any::<bool>()).prop_map(
        |(declaration, before, gap, body, behind, prefixed)| {
            let (xml, text) = join(body);
            let (p, declares) = if prefixed { ("k:", "xmlns:k") } else { ("", "xmlns") };
            let xml = format!(
                "{declaration}{before}<{p}akomaNtoso {declares}{gap}=\n'http://docs.oasis-open.org/legaldocml/ns/akn/3.0'{gap} xmlns:x=\"urn:x\">{before}<{p}doc name='d'><{p}meta{gap}>not <text/>in it</{p}meta{gap}>{xml}</{p}doc>{behind}</{p}akomaNtoso{gap}>{behind}"
            );
            (xml, text)
        },
    )
}

/// Comments, instructions and white space.
fn misc() -> impl Strategy<Value = String> {
    let piece =
        select(vec![" ", "\r\n", "\t", "<!-- & < -- >-->", "<!---->", "<?pi a?b>?>", "<?x?>"]);
    vec(piece, 0..3).prop_map(|pieces| pieces.concat().replace("-- >", "- >"))
}

/// White space that means nothing.
fn space() -> impl Strategy<Value = &'static str> {
    select(vec!["", "", " ", "\n", "\t ", "\r\n", "\r"])
}

fn element() -> impl Strategy<Value = Piece> {
    let leaf = prop_oneof![text(), reference(), section(), nothing()];
    leaf.prop_recursive(5, 48, 6, |inner| {
        let name = select(vec![
            "p",
            "b",
            "span",
            "section",
            "num",
            "heading",
            "content",
            "organization",
            "person",
            "ref",
            "x:y",
            "x:meta",
            "\u{e9}l\u{e9}ment",
            "a-b.c_1",
        ]);
        (name, attributes(), space(), vec(inner, 0..6), any::<bool>()).prop_map(
            |(name, attributes, gap, inner, short)| {
                let (xml, text) = join(inner);
                match xml.is_empty() && short {
                    true => (format!("<{name}{attributes}{gap}/>"), text),
                    false => (format!("<{name}{attributes}{gap}>{xml}</{name}{gap}>"), text),
                }
            },
        )
    })
}

/// Attributes in any order, each once.
fn attributes() -> impl Strategy<Value = String> {
    let names = ["eId", "class", "refersTo", "x:a", "xmlns:y", "xml:lang", "href", "\u{e9}"];
    let values =
        vec!["", "a", "#a", "'", "\"", "&quot;&apos;", "&lt;>&amp;", "\r\n\t", "&#10;&#x9;", "é😀"];
    let attribute = (option::weighted(0.25, (space(), space(), select(values))), any::<bool>());
    (vec(attribute, names.len()), any::<bool>()).prop_map(move |(given, turned)| {
        let mut spelled: Vec<String> = names
            .iter()
            .zip(given)
            .filter_map(|(name, (value, double))| {
                let (before, behind, value) = value?;
                let value = if *name == "xmlns:y" { "urn:y" } else { value };
                // A value with a quote stands in quotes of the other kind.
                let double = (double || value.contains('\'')) && !value.contains('"');
                let quote = if double { '"' } else { '\'' };
                Some(format!(" {before}{name}{behind}={before}{quote}{value}{quote}"))
            })
            .collect();
        if turned {
            spelled.reverse();
        }
        spelled.concat()
    })
}

/// Characters, each as it is or as a reference. `]` is not among them: see [`section`].
fn text() -> impl Strategy<Value = Piece> {
    let character = prop_oneof![
        4 => select(vec!['a', 'Z', ' ', '\n', '\t', '.', '\'', '"', '-']),
        2 => select(vec!['é', '—', '\u{A0}', '\u{85}', '\u{2028}', '\u{FFFD}', '\u{FEFF}', '😀']),
        2 => select(vec!['<', '>', '&', '\r']),
        1 => any::<char>().prop_filter("unknown to XML", |c| !c.is_control() && *c < '\u{FFFE}'),
    ];
    vec((character, 0..6_u8), 0..12).prop_map(|characters| {
        let mut piece = Piece::default();
        for (c, spelling) in characters.into_iter().filter(|(c, _)| *c != ']') {
            let code = u32::from(c);
            let plain = !matches!(c, '<' | '&' | '\r');
            match (spelling, c) {
                (0, _) => piece.0.push_str(&format!("&#{code};")),
                (1, _) => piece.0.push_str(&format!("&#x{code:04X};")),
                (2, '<') => piece.0.push_str("&lt;"),
                (2, '>') => piece.0.push_str("&gt;"),
                (2, '&') => piece.0.push_str("&amp;"),
                (2, '"') => piece.0.push_str("&quot;"),
                (2, '\'') => piece.0.push_str("&apos;"),
                (2, '\n') => piece.0.push_str("\r\n"),
                _ if plain => piece.0.push(c),
                _ => piece.0.push_str(&format!("&#x{code:x};")),
            }
            piece.1.push(c);
        }
        piece
    })
}

fn reference() -> impl Strategy<Value = Piece> {
    let pieces = [
        ("&#233;", "é"),
        ("&#x0000E9;", "é"),
        ("]]&gt;", "]]>"),
        ("]]]", "]]]"),
        ("&amp;lt;", "&lt;"),
        ("a\rb", "a\nb"),
        ("\r\n", "\n"),
        ("<?akoma-char U+0001?>", "\u{1}"),
    ];
    select(pieces.to_vec()).prop_map(|(xml, text)| (xml.to_owned(), text.to_owned()))
}

/// CDATA.
fn section() -> impl Strategy<Value = Piece> {
    let text = select(vec!["", "a", "<p>&amp;", "]", "]] >", "\r\n", "\r", "é]]", "--><?"]);
    text.prop_map(|text| {
        (format!("<![CDATA[{text}]]>"), text.replace("\r\n", "\n").replace('\r', "\n"))
    })
}

/// Markup without text.
fn nothing() -> impl Strategy<Value = Piece> {
    let pieces = ["", "<!-- > ]]> & -->", "<?pi?>", "<?pi \r\n ?>", "<eol/>", "<b></b>"];
    select(pieces.to_vec()).prop_map(|xml| (xml.to_owned(), String::new()))
}

fn join(pieces: Vec<Piece>) -> Piece {
    let mut whole = Piece::default();
    for (xml, text) in pieces {
        // Two pieces may not make what neither is.
        let joined = whole.0.ends_with(']') && xml.starts_with([']', '>'])
            || whole.0.ends_with('\r') && xml.starts_with('\n');
        if joined {
            whole.0.push_str("<!---->");
        }
        whole.0.push_str(&xml);
        whole.1.push_str(&text);
    }
    whole
}
