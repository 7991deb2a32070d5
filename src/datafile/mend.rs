//! What is wrong in a table of TOML, mended so that the rest can be read.

use crate::text::closest;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// How to go on after a mistake.
pub(super) enum Mending {
    TakeAway,
    /// Call the key what it was meant to be.
    Rename(String),
    /// Put a placeholder of the right type in its place.
    Put(DeValue<'static>),
    /// Put a placeholder for a key that is missing.
    Add(String),
    /// Put one of the right type in the place of the placeholder for a key.
    Retype(String, DeValue<'static>),
}

impl Mending {
    /// Puts the allowed value that was meant, else the first, instead of the one that was found.
    pub(super) fn put_one_of(known: &[&str], found: &str) -> Self {
        match closest(found, known.iter().copied()).or(known.first().copied()) {
            Some(value) => Mending::Put(DeValue::String(value.to_owned().into())),
            None => Mending::TakeAway,
        }
    }
}

/// What a mistake is about.
pub(super) struct Culprit<'i> {
    /// The keys on the way to it.
    pub(super) path: Vec<String>,
    pub(super) value: DeValue<'i>,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
}

/// Mends what is at a place; gives what was there.
pub(super) fn mend<'i>(
    root: &mut Spanned<DeTable<'i>>,
    at: &Range<usize>,
    how: &Mending,
) -> Option<Culprit<'i>> {
    let is_root = root.span() == *at;
    if let Some(culprit) = in_table(root.get_mut(), at, how, &mut Vec::new()) {
        return Some(culprit);
    }
    let value = DeValue::Table(root.get_ref().clone());
    if let (true, Mending::Add(key)) = (is_root, how) {
        add(root.get_mut(), key, at);
        return Some(Culprit { path: Vec::new(), value, is_item: false });
    }
    None
}

/// A list of tables begins where its first table does: what is inside is looked at first.
fn in_table<'i>(
    table: &mut DeTable<'i>,
    at: &Range<usize>,
    how: &Mending,
    path: &mut Vec<String>,
) -> Option<Culprit<'i>> {
    for (key, value) in table.iter_mut() {
        path.push(key.get_ref().to_string());
        let found = match value.get_mut() {
            DeValue::Table(inner) => in_table(inner, at, how, path),
            DeValue::Array(items) => in_list(items, at, how, path),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        path.pop();
    }
    let is_there = |key: &Spanned<_>, value: &Spanned<DeValue<'_>>| {
        // A placeholder is at the place of its table, which is what lacks another key.
        let told = matches!(how, Mending::Add(_)) && value.get_ref().as_table().is_none();
        let is_meant = match how {
            Mending::Retype(name, _) => *key.get_ref() == *name && is_stand_in(value),
            _ => true,
        };
        (key.span() == *at || value.span() == *at) && !told && is_meant
    };
    let found = table.iter().find(|(key, value)| is_there(key, value));
    let key = found.map(|(key, _)| key.clone())?;
    path.push(key.get_ref().to_string());
    let value = table.get(&key)?.get_ref().clone();
    match how {
        Mending::TakeAway => drop(table.remove(&key)),
        Mending::Rename(name) => {
            let value = table.remove(&key)?;
            if !table.contains_key(name.as_str()) {
                table.insert(Spanned::new(key.span(), name.clone().into()), value);
            }
        }
        how => stand_in(table.get_mut(&key)?, how, at),
    }
    Some(Culprit { path: path.clone(), value, is_item: false })
}

fn in_list<'i>(
    items: &mut DeArray<'i>,
    at: &Range<usize>,
    how: &Mending,
    path: &mut Vec<String>,
) -> Option<Culprit<'i>> {
    let inside = items.iter_mut().find_map(|item| match item.get_mut() {
        DeValue::Table(inner) => in_table(inner, at, how, path),
        DeValue::Array(inner) => in_list(inner, at, how, path),
        _ => None,
    });
    if inside.is_some() {
        return inside;
    }
    let number = items.iter().position(|item| item.span() == *at)?;
    let value = items.get(number)?.get_ref().clone();
    match how {
        Mending::TakeAway => {
            let mut all: Vec<_> = std::mem::replace(items, DeArray::new()).into_iter().collect();
            all.remove(number);
            *items = all.into_iter().collect();
        }
        how => stand_in(items.get_mut(number)?, how, at),
    }
    Some(Culprit { path: path.clone(), value, is_item: true })
}

fn stand_in(place: &mut Spanned<DeValue<'_>>, how: &Mending, at: &Range<usize>) {
    match (how, place.get_mut()) {
        (Mending::Put(value) | Mending::Retype(_, value), place) => *place = value.clone(),
        (Mending::Add(key), DeValue::Table(table)) => add(table, key, at),
        _ => {}
    }
}

/// Adds a text for a key, at the place of its table.
fn add(table: &mut DeTable<'_>, key: &str, at: &Range<usize>) {
    let key = Spanned::new(at.clone(), key.to_owned().into());
    table.insert(key, Spanned::new(at.clone(), DeValue::String(STAND_IN.into())));
}

/// The text that stands for one that is missing or of another type.
pub(super) const STAND_IN: &str = "stand-in";

fn is_stand_in(value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().as_str() == Some(STAND_IN)
}
