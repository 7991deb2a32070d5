//! Changes to attributes and their values.

use super::elements::any;
use super::random::Random;
use super::tree::{Attribute, Tree};
use super::{Change, Pool, values};

/// Attributes of other namespaces, with what they need declared; some no schema would like.
pub(super) const FOREIGN: &[&str] = &[
    " xmlns:x=\"urn:x\" x:a=\"1\"",
    " xmlns:x=\"urn:x\" x:eId=\"a b\"",
    " xmlns:x=\"urn:x\"",
    " xmlns:q=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" q:eId=\"a\"",
    " xmlns:q=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" q:class=\"a\"",
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"a b\"",
    " xmlns:html=\"http://www.w3.org/1999/xhtml\" html:style=\"\"",
    " xmlns:x=\"x\" x:a=\"1\"",
    " xml:base=\"http://example.org/\"",
    " xml:base=\"%zz\"",
    " xml:other=\"1\"",
    " xml:Lang=\"fr\"",
    " xmlns:xml=\"http://www.w3.org/XML/1998/namespace\"",
];

pub(super) const INSTANCE: &[&str] = &[
    " xsi:schemaLocation=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0 none.xsd\"",
    " xsi:schemaLocation=\"urn:x none.xsd\"",
    " xsi:schemaLocation=\"urn:x\"",
    " xsi:schemaLocation=\"\"",
    " xsi:noNamespaceSchemaLocation=\"none.xsd\"",
    " xsi:nil=\"true\"",
    " xsi:nil=\"false\"",
    " xsi:nil=\"x\"",
    " xsi:type=\"inline\"",
    " xsi:type=\"hierarchy\"",
    " xsi:type=\"none\"",
    " xsi:type=\"q:none\"",
    " xsi:type=\"xsi:string\"",
    " xsi:type=\"\"",
    " xsi:other=\"1\"",
];

/// One that any document has, wherever it stands.
fn one(tree: &Tree, random: &mut Random) -> Option<(usize, Attribute)> {
    let all: Vec<usize> = tree.elements().filter(|&n| !tree.attributes(n).is_empty()).collect();
    let n = *random.choose(&all)?;
    let mut attributes = tree.attributes(n);
    let which = random.below(attributes.len());
    let a = attributes.swap_remove(which);
    (!tree.xml[a.name.clone()].starts_with("xmlns")).then_some((n, a))
}

fn kind<'a>(tree: &'a Tree, pool: &'a Pool, n: usize, name: &'a str) -> &'a str {
    let element = pool.schema.elements.get(tree.local(n));
    let known = element.and_then(|e| e.attributes.iter().find(|a| a.name == name));
    known.map_or(name, |a| &a.kind)
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "&quot;"))
}

fn written(name: &str, value: &str) -> String {
    format!(" {name}={}", quoted(value))
}

pub(crate) fn change(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let (n, a) = one(tree, random)?;
    let name = &tree.xml[a.name.clone()];
    let kind = kind(tree, pool, n, name);
    let value = match random.below(3) {
        0 => values::good(&pool.schema, kind, random),
        _ => values::odd(&pool.schema, kind, random),
    };
    let new = quoted(&value);
    let changed = tree.splice(a.value.start - 1..a.value.end + 1, &new);
    Some((changed, format!("{}: {name} is {value:?}", tree.label(n))))
}

/// Values of the types that are rare in documents, in elements that can have them.
pub(crate) fn typed(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let rare = |kind: &str| {
        matches!(kind, "date" | "time" | "xml:lang" | "xml:space" | "xml:id" | "noWhiteSpace")
            || (kind.starts_with("xsd:") && kind != "xsd:string" && kind != "xsd:anyURI")
            || pool.schema.enumerations.contains_key(kind)
    };
    // First the type, then a place for it, that each have its share.
    let mut kinds: Vec<&str> =
        pool.schema.attributes.iter().map(|a| a.kind.as_str()).filter(|k| rare(k)).collect();
    kinds.dedup();
    let kind = *random.choose(&kinds)?;
    let mut places = Vec::new();
    for n in tree.elements() {
        let known = pool.schema.elements.get(tree.local(n));
        let fit = |e: &&super::schema::Attribute| e.kind == kind;
        places.extend(known.into_iter().flat_map(|e| &e.attributes).filter(fit).map(|a| (n, a)));
    }
    let value = match random.below(3) {
        0 => values::good(&pool.schema, kind, random),
        _ => values::odd(&pool.schema, kind, random),
    };
    // Where the document has no place for it, or the rest does not matter, an element by itself.
    if places.is_empty() || random.one_in(3) {
        let elements: Vec<&String> = pool
            .schema
            .names
            .iter()
            .filter(|&name| pool.schema.elements[name].attributes.iter().any(|a| a.kind == kind))
            .collect();
        let name = random.choose(&elements)?;
        let a = pool.schema.elements[*name].attributes.iter().find(|a| a.kind == kind)?;
        let xml = pool.alone(name, Some((&a.name, &value)), random);
        return Some((xml, format!("<{name}> alone: {} is {value:?}", a.name)));
    }
    let (n, a) = *random.choose(&places)?;
    let old = tree.attributes(n).into_iter().find(|o| tree.xml[o.name.clone()] == a.name);
    let end = tree.name_span(n).end;
    let span = old.map_or(end..end, |o| o.span);
    let changed = tree.splice(span, &written(&a.name, &value));
    Some((changed, format!("{}: {} is {value:?}", tree.label(n), a.name)))
}

pub(crate) fn add(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let allowed = pool.schema.elements.get(tree.local(n)).map(|e| &e.attributes);
    let a = match allowed.and_then(|all| random.choose(all)) {
        Some(a) if !random.one_in(4) => a,
        _ => random.choose(&pool.schema.attributes)?,
    };
    if tree.attribute(n, &a.name).is_some() {
        return None;
    }
    let value = match random.below(3) {
        0 => values::odd(&pool.schema, &a.kind, random),
        _ => values::good(&pool.schema, &a.kind, random),
    };
    let at = tree.name_span(n).end;
    let new = written(&a.name, &value);
    Some((tree.splice(at..at, &new), format!("{} gets{new}", tree.label(n))))
}

pub(crate) fn foreign(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = if random.one_in(3) { tree.root()? } else { any(tree, random)? };
    let at = tree.name_span(n).end;
    let new = if random.one_in(4) {
        let xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
        format!("{xsi}{}", random.pick(INSTANCE))
    } else {
        random.pick(FOREIGN).to_owned()
    };
    Some((tree.splice(at..at, &new), format!("{} gets{new}", tree.label(n))))
}

pub(crate) fn remove(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let (n, a) = one(tree, random)?;
    let what = format!("{} loses {}", tree.label(n), &tree.xml[a.name.clone()]);
    Some((tree.splice(a.span, ""), what))
}

pub(crate) fn rename(tree: &Tree, pool: &Pool, random: &mut Random) -> Change {
    let (n, a) = one(tree, random)?;
    let name = &tree.xml[a.name.clone()];
    let new = match random.below(5) {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => format!("{name}x"),
        _ => random.choose(&pool.schema.attributes)?.name.clone(),
    };
    let what = format!("{}: {name} renamed {new}", tree.label(n));
    Some((tree.splice(a.name, &new), what))
}

/// The identifier of another element.
pub(crate) fn twice(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let name = random.pick(&["eId", "eId", "GUID", "xml:id", "wId"]);
    let elements: Vec<usize> = tree.elements().skip(1).collect();
    let (a, b) = (*random.choose(&elements)?, *random.choose(&elements)?);
    let value = match tree.attribute(a, name) {
        Some(value) => value.to_owned(),
        None => format!("x{:x}", random.next() >> 40),
    };
    let mut changes = Vec::new();
    for n in if a == b { vec![a] } else { vec![a, b] } {
        let old = tree.attributes(n).into_iter().find(|o| &tree.xml[o.name.clone()] == name);
        let end = tree.name_span(n).end;
        changes.push((old.map_or(end..end, |o| o.span), written(name, &value)));
    }
    let what = format!("{name} {value:?} on {} and {}", tree.label(a), tree.label(b));
    Some((tree.splices(changes), what))
}

/// Another way to write the same.
pub(crate) fn respell(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let (n, a) = one(tree, random)?;
    let value = &tree.xml[a.value.clone()];
    let name = &tree.xml[a.name.clone()];
    let first = value.chars().next().filter(|&c| c != '&');
    let (new, how) = match (random.below(5), first) {
        (0, Some(c)) => {
            let rest = &value[c.len_utf8()..];
            (format!(" {name}=\"&#{};{}\"", c as u32, rest.replace('"', "&#34;")), "a reference")
        }
        (1, _) => (format!(" {name}='{}'", value.replace('\'', "&apos;")), "other quotes"),
        (2, _) => (format!("\n  {name} = \"{}\"\n", value.replace('"', "&quot;")), "white space"),
        (3, _) => (format!(" {name}=\" {}\n\"", value.replace('"', "&quot;")), "space around"),
        (_, _) => (format!(" {name}=\"{}\" ", value.replace('"', "&#x22;")), "a space after"),
    };
    let what = format!("{}: {name} spelt with {how}", tree.label(n));
    Some((tree.splice(a.span, &new), what))
}

/// The same attributes in another order.
pub(crate) fn reorder(tree: &Tree, _: &Pool, random: &mut Random) -> Change {
    let n = any(tree, random)?;
    let attributes = tree.attributes(n);
    let (first, last) = (attributes.first()?, attributes.last()?);
    let all = attributes.iter().rev().map(|a| &tree.xml[a.span.clone()]).collect::<String>();
    let what = format!("{}: attributes the other way round", tree.label(n));
    Some((tree.splice(first.span.start..last.span.end, &all), what))
}
