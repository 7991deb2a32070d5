//! Changes to bytes: what is not XML, what is XML but rarely seen, and encodings.

use super::random::Random;
use super::tree::{NodeKind, Tree};

type Bytes = Option<(Vec<u8>, String)>;

/// What breaks a document between elements.
pub(super) const IN_CONTENT: &[&str] = &[
    "&",
    "& b",
    "&amp",
    "&#;",
    "&#x;",
    "&#0;",
    "&#1;",
    "&#x1F;",
    "&#xD800;",
    "&#xFFFE;",
    "&#xFFFF;",
    "&#x110000;",
    "&#99999999999999999999;",
    "&#X41;",
    "&# 65;",
    "]]>",
    "<",
    "< p>",
    "<1/>",
    "<-/>",
    "<p",
    "</p>",
    "<!-- a -- b -->",
    "<!-- a --->",
    "<!-->-->",
    "<!-- ",
    "<!- a -->",
    "<?xml version=\"1.0\"?>",
    "<?XML x?>",
    "<?pi",
    "<? pi?>",
    "<?1?>",
    "<?a:b?>",
    "<![CDATA[",
    "<![cdata[x]]>",
    "<!DOCTYPE p>",
    "<!ELEMENT p ANY>",
    "<p a='1' a='2'/>",
    "<p xmlns:x='urn:x' xmlns:y='urn:x' x:a='1' y:a='2'/>",
    "<p xmlns='urn:x' xmlns='urn:x'/>",
    "<p a=1/>",
    "<p a/>",
    "<p a='<'/>",
    "<p a='&'/>",
    "<p a='&#0;'/>",
    "<p a='x/>",
    "<p a='1'b='2'/>",
    "<p a = '1'/>",
    "<p / >",
    "<p></p >",
    "<p></ p>",
    "<p></P>",
    "<p></p a='1'>",
    "<x:p/>",
    "<p x:a='1'/>",
    "<x:p xmlns:x='urn:x'/>",
    "<x:p xmlns:x=''/>",
    "<x:y:z xmlns:x='urn:x'/>",
    "<:p/>",
    "<p:/>",
    "<p xmlns:xml='urn:x'/>",
    "<p xmlns:xmlns='urn:x'/>",
    "<p xmlns:y='http://www.w3.org/XML/1998/namespace'/>",
    "<p xmlns='http://www.w3.org/XML/1998/namespace'/>",
    "<p xmlns:y='http://www.w3.org/2000/xmlns/'/>",
    "<p xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<xmlns:p/>",
    "<p xml:id='z' xml:id='z'/>",
    "<p xmlns:y='a b'/>",
    "<p xmlns:y='%zz'/>",
    "&unknown;",
    "<p a='&unknown;'/>",
    "<é/>",
    "<p·/>",
    "<·p/>",
    "<p\u{d7}/>",
    "<p xmlns:y='x' y:a='1'/>",
    "\u{1}",
    "\u{0}",
    "\u{b}",
    "\u{c}",
    "\u{1f}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{feff}",
];

/// What is put before a document that has no declaration.
pub(super) const PROLOGS: &[&str] = &[
    "",
    "<?xml version=\"1.0\"?>",
    "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n",
    "<?xml version=\"1.0\" encoding=\"UTF8\"?>",
    "<?xml version=\"1.0\" encoding=\"us-ascii\"?>",
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
    "<?xml version=\"1.0\" encoding=\"windows-1252\"?>",
    "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>",
    "<?xml version=\"1.0\" encoding=\"iso-8859-16\"?>",
    "<?xml version=\"1.0\" encoding=\"windows-1251\"?>",
    "<?xml version=\"1.0\" encoding=\"KOI8-U\"?>",
    "<?xml version=\"1.0\" encoding=\"LATIN-1\"?>",
    "<?xml version=\"1.0\" encoding=\"macintosh\"?>",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    "<?xml version=\"1.0\" encoding=\"x-none\"?>",
    "<?xml version=\"1.0\" encoding=\"\"?>",
    "<?xml version=\"1.1\"?>",
    "<?xml version=\"1.5\"?>",
    "<?xml version=\"2.0\"?>",
    "<?xml version=\"1\"?>",
    "<?xml version=\"\"?>",
    "<?xml version=\"1.0\" standalone=\"maybe\"?>",
    "<?xml version=\"1.0\" standalone=\"yes\" encoding=\"UTF-8\"?>",
    "<?xml version=\"1.0\" other=\"1\"?>",
    "<?xml encoding=\"UTF-8\"?>",
    "<?xml version=\"1.0\"encoding=\"UTF-8\"?>",
    "<?xml version=1.0?>",
    "<?xml?>",
    "<?xml version=\"1.0\">",
    "<?XML version=\"1.0\"?>",
    " <?xml version=\"1.0\"?>",
    "\n<?xml version=\"1.0\"?>",
    "<!-- c --><?xml version=\"1.0\"?>",
    "<?xml version=\"1.0\"?><?xml version=\"1.0\"?>",
    "\u{feff}<?xml version=\"1.0\"?>",
    "\u{feff}",
    "\u{feff}\u{feff}",
    "\n\n",
    "<!-- c -->\n<?pi?>",
    "text",
    "&#32;",
    "<![CDATA[]]>",
    "\u{0}",
    "<!DOCTYPE akomaNtoso>",
    "<!DOCTYPE p>",
    "<!doctype akomaNtoso>",
    "<!DOCTYPE akomaNtoso SYSTEM \"none.dtd\">",
    "<!DOCTYPE akomaNtoso PUBLIC \"-//X//Y\" \"none.dtd\">",
    "<!DOCTYPE akomaNtoso PUBLIC \"-//X//Y\">",
    "<!DOCTYPE akomaNtoso []>",
    "<!DOCTYPE akomaNtoso [<!ENTITY e \"x\">]>",
    "<!DOCTYPE akomaNtoso [<!ENTITY e \"x\"><!-- c --><?pi?>] >",
    "<!DOCTYPE akomaNtoso [<!ENTITY e \"x>]>",
    "<!DOCTYPE akomaNtoso [<!ELEMENT p ANY><!ATTLIST p eId ID #IMPLIED>]>",
    "<!DOCTYPE akomaNtoso [<!ATTLIST p class CDATA \"c\">]>",
    "<!DOCTYPE akomaNtoso [<!ATTLIST p other CDATA \"c\">]>",
    "<!DOCTYPE akomaNtoso [<!ATTLIST p eId NMTOKEN #IMPLIED>]>",
    "<!DOCTYPE akomaNtoso [<!ATTLIST p xmlns CDATA 'urn:x'>]>",
    "<!DOCTYPE akomaNtoso [<!ELEMENT p EMPTY><!ELEMENT p EMPTY>]>",
    "<!DOCTYPE akomaNtoso [<!NOTATION n SYSTEM 'x'> <?pi?> <!-- c -->]>",
    "<?xml version=\"1.0\" standalone=\"yes\"?><!DOCTYPE akomaNtoso SYSTEM \"none.dtd\">",
    "<?xml version=\"1.0\" standalone=\"yes\"?><!DOCTYPE akomaNtoso SYSTEM \"none.dtd\" [<!ENTITY e \"x\">]>",
    "<?xml version=\"1.0\" standalone=\"yes\"?><!DOCTYPE akomaNtoso [<!ENTITY e \"x&f;\">]>",
    "<?xml version=\"1.0\" standalone=\"yes\"?><!DOCTYPE akomaNtoso [<!ENTITY % x SYSTEM \"none.ent\">%x;]>",
    "<?xml version=\"1.0\" standalone=\"no\"?><!DOCTYPE akomaNtoso SYSTEM \"none.dtd\">",
    "<!DOCTYPE akomaNtoso SYSTEM \"none.dtd\" [<!ENTITY e \"x&f;\">]>",
    "<!DOCTYPE akomaNtoso [x]>",
    "<!DOCTYPE akomaNtoso [<!FOO>]>",
    "<!DOCTYPE akomaNtoso [%x;]>",
    "<!DOCTYPE akomaNtoso [",
    "<!DOCTYPE>",
    "<!DOCTYPE akomaNtoso><!DOCTYPE akomaNtoso>",
];

/// What is put behind a document.
pub(super) const EPILOGS: &[&str] = &[
    "\n",
    "<!-- c -->",
    "<?pi?>\n",
    "\n\n<!-- c -->\n",
    "x",
    "<p/>",
    "</p>",
    "<",
    "&#32;",
    "&amp;",
    "<![CDATA[]]>",
    "<!-- ",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE p>",
    "\u{0}",
    "\u{a0}",
    "\u{feff}",
    "]]>",
];

const STRANGE: &[&[u8]] = &[
    b"\xff",
    b"\xfe",
    b"\x80",
    b"\xc3",
    b"\xc0\x80",
    b"\xe9",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xf0\x9f\x98",
    b"\0",
    b"\x0b",
    b"\x1b",
    b"<",
    b">",
    b"&",
    b"\"",
    b"'",
    b"=",
    b"/",
    b" ",
    b";",
    b"!",
    b"?",
    b"]",
    b"\r",
];

/// A change after which the document may not be XML.
pub(crate) fn change(tree: &Tree, random: &mut Random) -> Bytes {
    match random.below(12) {
        0 => cut(tree, random),
        1 => byte(tree, random),
        2..6 => content(tree, random),
        6 | 7 => around(tree, random),
        8 => encoded(tree, random),
        9 => tag(tree, random),
        10 => value(tree, random),
        _ => aside(tree, random),
    }
}

fn cut(tree: &Tree, random: &mut Random) -> Bytes {
    let at = if random.one_in(3) {
        let end = tree.xml.trim_ascii_end().len();
        end - random.below(20).min(end)
    } else {
        random.below(tree.xml.len())
    };
    Some((tree.xml.as_bytes()[..at].to_vec(), format!("cut at byte {at}")))
}

fn byte(tree: &Tree, random: &mut Random) -> Bytes {
    let mut bytes = tree.xml.clone().into_bytes();
    let at = random.below(bytes.len());
    let what = match random.below(4) {
        0 => {
            bytes.remove(at);
            format!("byte {at} dropped")
        }
        1 if at > 0 => {
            bytes.swap(at - 1, at);
            format!("bytes {} and {at} swapped", at - 1)
        }
        2 => {
            let new = random.pick(STRANGE);
            bytes.splice(at..at, new.iter().copied());
            format!("{} put in at byte {at}", new.escape_ascii())
        }
        _ => {
            let new = random.pick(STRANGE);
            bytes.splice(at..=at, new.iter().copied());
            format!("{} for byte {at}", new.escape_ascii())
        }
    };
    Some((bytes, what))
}

fn content(tree: &Tree, random: &mut Random) -> Bytes {
    let all: Vec<usize> = tree.elements().collect();
    // Where text may stand, a broken reference is the only fault.
    let inline: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&n| tree.nodes[n].children.iter().any(|&c| tree.nodes[c].kind == NodeKind::Text))
        .collect();
    let from = if inline.is_empty() || random.one_in(4) { &all } else { &inline };
    let n = *random.choose(from)?;
    let new = random.pick(IN_CONTENT);
    let child = random.below(tree.nodes[n].children.len() + 1);
    Some((
        tree.insert(n, child, new).into_bytes(),
        format!("{} in {}", new.escape_debug(), tree.label(n)),
    ))
}

fn around(tree: &Tree, random: &mut Random) -> Bytes {
    let start = tree.nodes[tree.root()?].span.start;
    if random.one_in(3) {
        let new = random.pick(EPILOGS);
        return Some((
            format!("{}{new}", tree.xml).into_bytes(),
            format!("{} at the end", new.escape_debug()),
        ));
    }
    let new = random.pick(PROLOGS);
    let mut rest = tree.xml[start..].to_owned();
    let mut what = format!("{} at the start", new.escape_debug());
    // An entity that is declared may be used.
    if new.contains("ENTITY") && random.one_in(2) {
        let all: Vec<usize> = tree.elements().collect();
        let n = *random.choose(&all)?;
        rest = tree.insert(n, usize::MAX, "&e;")[start..].to_owned();
        what += ", used";
    }
    Some((format!("{new}{rest}").into_bytes(), what))
}

fn encoded(tree: &Tree, random: &mut Random) -> Bytes {
    let body = &tree.xml[tree.nodes[tree.root()?].span.start..];
    let declared = |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{body}");
    let wide = |text: &str, little: bool| -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    let latin =
        |text: &str| text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect::<Vec<u8>>();
    Some(match random.below(9) {
        0 => (wide(&format!("\u{feff}{}", declared("UTF-16")), true), "UTF-16, little".to_owned()),
        1 => (wide(&format!("\u{feff}{}", declared("UTF-16")), false), "UTF-16, big".to_owned()),
        2 => (wide(&declared("UTF-16"), true), "UTF-16 without a mark".to_owned()),
        3 => (wide(&format!("\u{feff}{body}"), true), "UTF-16, not declared".to_owned()),
        4 => (
            wide(&format!("\u{feff}{}", declared("UTF-8")), true),
            "UTF-16, declared as UTF-8".to_owned(),
        ),
        5 => (latin(&declared("ISO-8859-1")), "ISO-8859-1".to_owned()),
        6 => (latin(&declared("windows-1252")), "windows-1252".to_owned()),
        7 => (latin(body), "ISO-8859-1, not declared".to_owned()),
        _ => {
            (format!("\u{feff}{}", declared("UTF-8")).into_bytes(), "UTF-8 with a mark".to_owned())
        }
    })
}

fn tag(tree: &Tree, random: &mut Random) -> Bytes {
    let all: Vec<usize> = tree.elements().collect();
    let n = *random.choose(&all)?;
    let node = &tree.nodes[n];
    let name = tree.name(n).to_owned();
    let label = tree.label(n);
    let (span, new, how) = match random.below(7) {
        0 => (node.inner.end..node.span.end, String::new(), "without its end tag"),
        1 => (node.span.start..node.inner.start, String::new(), "without its start tag"),
        2 => (node.inner.end..node.span.end, format!("</{name}"), "with half its end tag"),
        3 => (node.inner.end..node.span.end, format!("</{name}x>"), "with another end tag"),
        4 => (node.span.clone(), tree.text(n).repeat(2), "twice, as it is"),
        5 => (node.inner.end..node.span.end, format!("</{name}\n>"), "with a line in its end tag"),
        _ => (tree.name_span(n), format!("undeclared:{name}"), "with a prefix in its start tag"),
    };
    Some((tree.splice(span, &new).into_bytes(), format!("{label} {how}")))
}

fn value(tree: &Tree, random: &mut Random) -> Bytes {
    let all: Vec<usize> = tree.elements().filter(|&n| !tree.attributes(n).is_empty()).collect();
    let n = *random.choose(&all)?;
    let attributes = tree.attributes(n);
    let a = random.choose(&attributes)?;
    let name = &tree.xml[a.name.clone()];
    let value = &tree.xml[a.value.clone()];
    let new = match random.below(12) {
        0 => format!(" {name}={value}"),
        1 => format!(" {name}"),
        2 => format!(" {name}=\"{value}' "),
        3 => format!(" {name}=\"{value}<\""),
        4 => format!(" {name}=\"{value}&\""),
        5 => format!(" {name}=\"{value}&none;\""),
        6 => format!("{0}{0}", &tree.xml[a.span.clone()]),
        7 => format!(" {name}:\"{value}\""),
        8 => format!(" p:{name}=\"{value}\""),
        9 => format!(" {name}=\"{value}\u{1}\""),
        10 => format!(" {name}=\"{value}>\""),
        _ => format!(" {name}=“{value}”"),
    };
    let what = format!("{}:{}", tree.label(n), new.escape_debug());
    Some((tree.splice(a.span.clone(), &new).into_bytes(), what))
}

/// A fault in a comment, an instruction or a marked section that stands where it may.
fn aside(tree: &Tree, random: &mut Random) -> Bytes {
    let n = tree.root()?;
    let bad = random.pick(&["--", "-", "?>", "]]>", "\u{1}", "\u{fffe}", "<", "&", "&#0;", "é"]);
    let new = match random.below(3) {
        0 => format!("<!--{bad}-->"),
        1 => format!("<?pi {bad}?>"),
        _ => format!("<![CDATA[{bad}]]>"),
    };
    let child = random.below(tree.nodes[n].children.len() + 1);
    Some((
        tree.insert(n, child, &new).into_bytes(),
        format!("{} in {}", new.escape_debug(), tree.label(n)),
    ))
}
