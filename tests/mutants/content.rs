//! Text, comments, instructions and foreign elements, where they may stand and where not.

use super::random::Random;
use super::tree::{NodeKind, Tree};
use super::{Change, NS, Pool, grow};

pub(super) const TEXTS: &[&str] = &[
    "x",
    "Texte.",
    " ",
    "\n\t ",
    "\r\n",
    "&#32;",
    "&#10;",
    "&#13;",
    "&#x20;\n",
    "&#160;",
    "\u{a0}",
    "\u{2003}",
    "\u{feff}",
    "\u{85}",
    "&amp;",
    "&#120;",
    "<![CDATA[x]]>",
    "<![CDATA[ ]]>",
    "<![CDATA[]]>",
    "<![CDATA[\n]]>",
    "<![CDATA[<p>]]>",
    "<![CDATA[]]]]><![CDATA[>]]>",
    " <![CDATA[ ]]> ",
];

pub(super) const ASIDES: &[&str] = &[
    "<!-- c -->",
    "<!---->",
    "<!-- <p> & ]]> -->",
    "<!-- - -->",
    "<?pi?>",
    "<?pi data?>",
    "<?xml-stylesheet href=\"x\"?>",
    "<?xmlx?>",
    "<?a b=\"?\" > ?>",
    " <!-- c --> ",
];

fn place(tree: &Tree, random: &mut Random) -> Option<(usize, usize)> {
    let all: Vec<usize> = tree.elements().collect();
    let n = *random.choose(&all)?;
    Some((n, random.below(tree.nodes[n].children.len() + 1)))
}

pub(crate) fn text(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let (n, child) = place(tree, random)?;
    let new = random.pick(TEXTS);
    Some((tree.insert(n, child, new), format!("{new:?} in {}", tree.label(n))))
}

pub(crate) fn aside(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let (n, child) = place(tree, random)?;
    let new = random.pick(ASIDES);
    Some((tree.insert(n, child, new), format!("{new:?} in {}", tree.label(n))))
}

/// Other text, or none.
pub(crate) fn retext(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let all: Vec<usize> =
        (1..tree.nodes.len()).filter(|&n| tree.nodes[n].kind == NodeKind::Text).collect();
    let n = *random.choose(&all)?;
    let new = if random.one_in(4) { "" } else { random.pick(TEXTS) };
    let parent = tree.label(tree.nodes[n].parent);
    Some((
        tree.splice(tree.nodes[n].span.clone(), new),
        format!("{new:?} in place of text in {parent}"),
    ))
}

/// Elements of other namespaces and of none, empty or with Akoma Ntoso inside; mostly where the
/// schema has a place for them, if the document has one.
pub(crate) fn foreign(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let (mut n, mut child) = place(tree, random)?;
    let open = |&n: &usize| {
        let known = pool.schema.elements.get(tree.local(n));
        known.is_some_and(|e| e.children.is_empty() && !e.content.is_empty())
    };
    let homes: Vec<usize> = tree.elements().filter(open).collect();
    if let Some(&home) = random.choose(&homes).filter(|_| !random.one_in(3)) {
        n = home;
        child = random.below(tree.nodes[n].children.len() + 1);
    } else if random.one_in(2) {
        return home(tree, pool, random);
    }
    let new = stranger(pool, random);
    Some((tree.insert(n, child, &new), format!("{new} in {}", tree.label(n))))
}

fn stranger(pool: &Pool, random: &mut Random) -> String {
    let name = random.choose(&pool.schema.names).map_or("p", String::as_str);
    let akn = grow::element(&pool.schema, name, 100, random);
    let at = akn.find([' ', '/', '>']).unwrap_or(akn.len());
    let (head, tail) = akn.split_at(at);
    match random.below(14) {
        10 => "<x xmlns=\"urn:x\" eId=\"a b\" xml:lang=\"a_b\"/>".to_owned(),
        11 => "<x xmlns=\"urn:x\" xml:space=\"bad\"/>".to_owned(),
        // Identifiers count in Akoma Ntoso, wherever it stands.
        12 => format!(
            "<x xmlns=\"urn:x\"><b xmlns=\"{NS}\" eId=\"z\"/><b xmlns=\"{NS}\" eId=\"z\"/></x>"
        ),
        13 => "<x xmlns=\"urn:x\" eId=\"z\"/><x xmlns=\"urn:x\" eId=\"z\"/><xml:x/>".to_owned(),
        0 => "<x xmlns=\"urn:x\"/>".to_owned(),
        1 => "<x:y xmlns:x=\"urn:x\" a=\"1\" x:b=\"2\">text<x:z/></x:y>".to_owned(),
        2 => "<x xmlns=\"\"/>".to_owned(),
        3 => "<x xmlns=\"\"><y/>text</x>".to_owned(),
        4 => "<html xmlns=\"http://www.w3.org/1999/xhtml\"><p>x</p></html>".to_owned(),
        5 => format!("<x xmlns=\"urn:x\">{head} xmlns=\"{NS}\"{tail}</x>"),
        6 => format!("<x xmlns=\"urn:x\">t<y xmlns=\"\">{head} xmlns=\"{NS}\"{tail}</y></x>"),
        7 => format!("<x xmlns=\"urn:x\"><none xmlns=\"{NS}\" a=\"1\"/></x>"),
        8 => format!("<x:{name} xmlns:x=\"urn:x\"/>"),
        _ => akn,
    }
}

/// Gives the document an element that may hold foreign ones, and something in it.
fn home(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let meta = tree.elements().find(|&n| tree.local(n) == "meta")?;
    let new = stranger(pool, random);
    let whole = match random.below(3) {
        0 => format!("<proprietary source=\"#x\">{new}</proprietary>"),
        1 => format!("<presentation source=\"#x\">{new}</presentation>"),
        _ => format!("<proprietary source=\"#x\">text{new}</proprietary>"),
    };
    Some((tree.insert(meta, usize::MAX, &whole), format!("{whole} at the end of meta")))
}

/// White space between elements, more of it or none.
pub(crate) fn layout(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let blank =
        |&n: &usize| tree.nodes[n].kind == NodeKind::Text && tree.text(n).trim_ascii().is_empty();
    let (new, how) = random.pick(&[("", "no"), ("\r\n", "Windows'"), ("\n\n\t", "more")]);
    let changes: Vec<_> = (1..tree.nodes.len())
        .filter(blank)
        .filter(|&n| tree.nodes[n].parent != 0)
        .map(|n| (tree.nodes[n].span.clone(), new.to_owned()))
        .collect();
    (!changes.is_empty()).then(|| (tree.splices(changes), format!("{how} white space")))
}
