//! Changes to elements: which there are, in what order, under what names.

use super::random::Random;
use super::tree::{NodeKind, Tree};
use super::{Change, Pool, grow};

/// Some element below the root.
pub(crate) fn any(tree: &Tree, random: &mut Random) -> Option<usize> {
    let all: Vec<usize> = tree.elements().skip(1).collect();
    random.choose(&all).copied()
}

/// The name with the prefix of an element.
fn like(tree: &Tree, n: usize, local: &str) -> String {
    match tree.name(n).split_once(':') {
        Some((prefix, _)) => format!("{prefix}:{local}"),
        None => local.to_owned(),
    }
}

fn renamed(tree: &Tree, n: usize, local: &str) -> String {
    let new = like(tree, n, local);
    let name = tree.name_span(n);
    let mut changes = vec![(name.clone(), new.clone())];
    if !tree.is_closed(n) {
        let at = tree.nodes[n].inner.end + 2;
        changes.push((at..at + name.len(), new));
    }
    tree.splices(changes)
}

/// A name for what stands where `n` does: of the family, one its parent allows, or any.
fn other_name(tree: &Tree, pool: &Pool, n: usize, random: &mut Random) -> Option<String> {
    let schema = &pool.schema;
    let own = tree.local(n);
    let parent = tree.local(tree.nodes[n].parent);
    let of_family = || {
        let family = &schema.elements.get(own)?.family;
        let same = |name: &&String| schema.elements[*name].family == *family && *name != own;
        Some(schema.names.iter().filter(same).collect::<Vec<_>>())
    };
    match random.below(8) {
        0..4 => random.choose(&of_family()?).map(|&name| name.clone()),
        4 | 5 => random.choose(&schema.elements.get(parent)?.children).cloned(),
        6 => random.choose(&schema.names).cloned(),
        _ if random.one_in(2) => Some(own.to_uppercase()),
        _ => Some(format!("{own}X")),
    }
}

pub(crate) fn rename(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let name = other_name(tree, pool, n, random)?;
    Some((renamed(tree, n, &name), format!("{} renamed {name}", tree.label(n))))
}

/// The start tag only, or the name of all elements of one name.
pub(crate) fn rename_all(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let name = other_name(tree, pool, n, random)?;
    let mut changes = Vec::new();
    for m in tree.elements().filter(|&m| tree.name(m) == tree.name(n)) {
        let span = tree.name_span(m);
        if !tree.is_closed(m) {
            let at = tree.nodes[m].inner.end + 2;
            changes.push((at..at + span.len(), like(tree, m, &name)));
        }
        changes.push((span, like(tree, m, &name)));
    }
    Some((tree.splices(changes), format!("every {} renamed {name}", tree.name(n))))
}

pub(crate) fn remove(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let mut n = any(tree, random)?;
    // One of several of its name is more often one too many.
    for _ in 0..random.below(6) {
        let parent = tree.nodes[n].parent;
        let same = |&&m: &&usize| tree.local(m) == tree.local(n);
        if tree.child_elements(parent).iter().filter(same).count() > 1 {
            break;
        }
        n = any(tree, random)?;
    }
    Some((tree.splice(tree.nodes[n].span.clone(), ""), format!("{} removed", tree.label(n))))
}

pub(crate) fn unwrap(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let inner = tree.xml[tree.nodes[n].inner.clone()].to_owned();
    Some((tree.splice(tree.nodes[n].span.clone(), &inner), format!("{} unwrapped", tree.label(n))))
}

pub(crate) fn empty(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    Some((tree.splice(tree.nodes[n].inner.clone(), ""), format!("{} emptied", tree.label(n))))
}

/// The element without what must not stand twice in a document.
fn anonymous(tree: &Tree, n: usize) -> String {
    let from = tree.nodes[n].span.start;
    let mut changes = Vec::new();
    let inside = |&m: &usize| m >= n && tree.nodes[m].span.end <= tree.nodes[n].span.end;
    for m in tree.elements().filter(inside) {
        for a in tree.attributes(m) {
            if matches!(&tree.xml[a.name.clone()], "eId" | "GUID" | "xml:id" | "wId") {
                changes.push((a.span.start - from..a.span.end - from, String::new()));
            }
        }
    }
    let part = Tree { xml: tree.text(n).to_owned(), nodes: Vec::new() };
    part.splices(changes)
}

pub(crate) fn duplicate(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let exactly = random.one_in(3);
    let copy = if exactly { tree.text(n).to_owned() } else { anonymous(tree, n) };
    let at = if random.one_in(2) { tree.nodes[n].span.start } else { tree.nodes[n].span.end };
    let how = if exactly { "as it is" } else { "without its identifiers" };
    Some((tree.splice(at..at, &copy), format!("{} doubled {how}", tree.label(n))))
}

pub(crate) fn swap(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let pairs: Vec<(usize, usize)> = (0..tree.nodes.len())
        .flat_map(|n| {
            let c = tree.child_elements(n);
            c.windows(2).map(|w| (w[0], w[1])).collect::<Vec<_>>()
        })
        .collect();
    let (a, b) = *random.choose(&pairs)?;
    let swapped = tree.splices(vec![
        (tree.nodes[a].span.clone(), tree.text(b).to_owned()),
        (tree.nodes[b].span.clone(), tree.text(a).to_owned()),
    ]);
    Some((swapped, format!("{} and {} swapped", tree.label(a), tree.label(b))))
}

/// To another place, often one that has elements of its name.
pub(crate) fn relocate(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let span = tree.nodes[n].span.clone();
    let outside = |&m: &usize| {
        let other = &tree.nodes[m].span;
        m != n && (other.end <= span.start || other.start >= span.end)
    };
    let alike = random.one_in(2);
    let places: Vec<usize> = tree
        .elements()
        .skip(1)
        .filter(outside)
        .filter(|&m| !alike || tree.local(m) == tree.local(n))
        .collect();
    let to = *random.choose(&places)?;
    let at = match random.below(3) {
        0 => tree.nodes[to].span.start,
        1 => tree.nodes[to].span.end,
        _ => tree.nodes[to].inner.end,
    };
    let moved = tree.splices(vec![(span, String::new()), (at..at, tree.text(n).to_owned())]);
    Some((moved, format!("{} moved to {}", tree.label(n), tree.label(to))))
}

/// Puts an element around one, or around text.
pub(crate) fn wrap(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let nodes: Vec<usize> =
        (1..tree.nodes.len()).filter(|&n| tree.nodes[n].kind != NodeKind::Other).collect();
    let n = *random.choose(&nodes)?;
    let parent = tree.nodes[n].parent;
    let allowed = pool.schema.elements.get(tree.local(parent)).map(|e| &e.children);
    // Of what the parent allows, an element that allows this child, if there is one.
    let fit: Vec<&String> = allowed
        .into_iter()
        .flatten()
        .filter(|name| {
            let e = &pool.schema.elements[*name];
            match tree.nodes[n].kind {
                NodeKind::Element => e.children.iter().any(|c| c == tree.local(n)),
                _ => e.mixed,
            }
        })
        .collect();
    let name = match random.choose(&fit) {
        Some(&name) if !random.one_in(4) => name,
        _ => random.choose(&pool.schema.names)?,
    };
    let attributes = required(pool, name, random);
    let (start, end) = (&tree.nodes[n].span.start, &tree.nodes[n].span.end);
    let name = like(tree, if parent == 0 { n } else { parent }, name);
    let wrapped = format!("<{name}{attributes}>{}</{name}>", tree.text(n));
    let what = if tree.is_element(n) { tree.label(n) } else { "text".to_owned() };
    Some((tree.splice(*start..*end, &wrapped), format!("{what} wrapped in <{name}{attributes}>")))
}

/// The attributes that an element must have, and now and then one less.
pub(crate) fn required(pool: &Pool, name: &str, random: &mut Random) -> String {
    let attributes = pool.schema.elements.get(name).map(|e| e.attributes.as_slice());
    let mut out = String::new();
    for a in attributes.unwrap_or_default().iter().filter(|a| a.required) {
        if !random.one_in(12) {
            let value = super::values::good(&pool.schema, &a.kind, random);
            out += &format!(" {}=\"{}\"", a.name, value.replace('"', "&quot;"));
        }
    }
    out
}

/// One element becomes two, cut between children.
pub(crate) fn split(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let all: Vec<usize> =
        tree.elements().skip(1).filter(|&n| !tree.nodes[n].children.is_empty()).collect();
    let n = *random.choose(&all)?;
    let cut = *random.choose(&tree.nodes[n].children)?;
    let at = tree.nodes[cut].span.start;
    let name = tree.name(n).to_owned();
    let mut head = tree.xml[tree.nodes[n].span.start..tree.head_end(n)].to_owned();
    for a in tree.attributes(n).iter().rev() {
        if matches!(&tree.xml[a.name.clone()], "eId" | "GUID" | "xml:id" | "wId") {
            let from = tree.nodes[n].span.start;
            head.replace_range(a.span.start - from..a.span.end - from, "");
        }
    }
    let new = format!("</{name}>{head}");
    Some((tree.splice(at..at, &new), format!("{} split", tree.label(n))))
}

/// An element that a document has, or one made for the purpose.
fn scion(pool: &Pool, name: &str, random: &mut Random) -> (String, &'static str) {
    match pool.donors.get(name).filter(|_| !random.one_in(3)) {
        Some(donors) => (random.choose(donors).cloned().unwrap_or_default(), "of a document"),
        None => {
            let size = random.pick(&[0, 200, 800, 2000]);
            (grow::element(&pool.schema, name, size, random), "that was made")
        }
    }
}

/// Puts an element in, mostly one that may stand here, in any place among the children.
pub(crate) fn graft(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let all: Vec<usize> = tree.elements().collect();
    let n = *random.choose(&all)?;
    let allowed = pool.schema.elements.get(tree.local(n)).map(|e| &e.children);
    let name = match allowed.and_then(|names| random.choose(names)) {
        Some(name) if !random.one_in(5) => name,
        _ => random.choose(&pool.schema.names)?,
    };
    let (new, which) = scion(pool, name, random);
    let children = &tree.nodes[n].children;
    // Next to one of its name is where it belongs, if that may stand twice.
    let beside = children.iter().position(|&c| tree.is_element(c) && tree.local(c) == name);
    let place = match beside {
        Some(place) if !random.one_in(4) => place,
        _ => random.below(children.len() + 1),
    };
    Some((tree.insert(n, place, &new), format!("<{name}> {which} put into {}", tree.label(n))))
}

/// Another element in the place of one: of its name, its family, or any that may stand here.
pub(crate) fn replace(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let name = match random.below(3) {
        0 => tree.local(n).to_owned(),
        _ => other_name(tree, pool, n, random)?,
    };
    let (new, which) = scion(pool, &name, random);
    let replaced = tree.splice(tree.nodes[n].span.clone(), &new);
    Some((replaced, format!("<{name}> {which} in place of {}", tree.label(n))))
}

/// A part of the document is the document.
pub(crate) fn uproot(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let at = tree.name_span(n).end;
    let start = tree.nodes[n].span.start;
    let declarations = tree.namespaces(n);
    let rest = &tree.xml[at..tree.nodes[n].span.end];
    Some((
        format!("{}{declarations}{rest}", &tree.xml[start..at]),
        format!("{} stands alone", tree.label(n)),
    ))
}

/// One element many times around itself: deeper than any document, or than any parser likes.
pub(crate) fn deepen(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let times = match random.below(8) {
        // libxml2 gives up at 2,048 around it.
        0 => 2048_usize.saturating_sub(tree.depth(n) + 2) + random.below(5),
        1 => 300,
        _ => random.within(1..=40),
    };
    let mut head = tree.xml[tree.nodes[n].span.start..tree.head_end(n)].to_owned();
    if tree.is_closed(n) {
        head = head.replace("/>", ">");
    }
    for a in tree.attributes(n).iter().rev() {
        if matches!(&tree.xml[a.name.clone()], "eId" | "GUID" | "xml:id") {
            let from = tree.nodes[n].span.start;
            head.replace_range(a.span.start - from..a.span.end - from, "");
        }
    }
    let tail = format!("</{}>", tree.name(n)).repeat(times);
    let new = format!("{}{}{tail}", head.repeat(times), tree.text(n));
    let what = format!("{} in itself {times} times", tree.label(n));
    Some((tree.splice(tree.nodes[n].span.clone(), &new), what))
}

/// Declares the namespaces another way, or another namespace.
pub(crate) fn namespace(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = if random.one_in(3) { tree.root()? } else { any(tree, random)? };
    let label = tree.label(n);
    let at = tree.name_span(n).end;
    let declared = tree.attribute(n, "xmlns").is_some();
    match random.below(6) {
        // Every name gets a prefix, which changes nothing.
        0 | 1 => {
            let root = tree.root()?;
            if tree.name(root).contains(':') {
                return None;
            }
            let mut changes = Vec::new();
            for m in tree.elements().filter(|&m| !tree.name(m).contains(':')) {
                let start = tree.name_span(m).start;
                changes.push((start..start, "akn:".to_owned()));
                if !tree.is_closed(m) {
                    let end = tree.nodes[m].inner.end + 2;
                    changes.push((end..end, "akn:".to_owned()));
                }
            }
            let at = tree.name_span(root).end;
            changes.push((at..at, format!(" xmlns:akn=\"{}\"", super::NS)));
            Some((tree.splices(changes), "every name with a prefix".to_owned()))
        }
        // One element gets a prefix of its own: the same name.
        2 => {
            let name = tree.name(n).to_owned();
            if name.contains(':') {
                return None;
            }
            let xml = renamed(tree, n, &format!("q:{name}"));
            let new = format!(" xmlns:q=\"{}\"", super::NS);
            let at = at + 2;
            let xml = format!("{}{new}{}", &xml[..at], &xml[at..]);
            Some((xml, format!("{label} with a prefix of its own")))
        }
        which => {
            if declared {
                return None;
            }
            let uri = match which {
                3 => super::NS,
                4 => "",
                _ => random.pick(&[
                    "urn:x",
                    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/",
                    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13",
                    "http://www.w3.org/1999/xhtml",
                    "HTTP://docs.oasis-open.org/legaldocml/ns/akn/3.0",
                    " http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
                    "x",
                ]),
            };
            Some((
                tree.splice(at..at, &format!(" xmlns=\"{uri}\"")),
                format!("{label} with xmlns=\"{uri}\""),
            ))
        }
    }
}
