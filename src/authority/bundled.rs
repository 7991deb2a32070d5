//! The bundled authority files, read without a TOML parser.
//!
//! They are half a megabyte, and a command that answers in milliseconds has no time to parse them
//! in full. They keep to a plain form of TOML (one key a line, no escapes), which this reads by
//! splitting; a test reads them with the TOML parser too and compares.

use super::Entry;
use super::names::NameList;
use std::borrow::Cow;

/// The entries of a bundled file; `Err` is the first line that is not of the plain form.
pub(super) fn entries(file: &'static str) -> Result<Vec<Entry>, &'static str> {
    let mut entries: Vec<Entry> = Vec::with_capacity(file.len() / 280);
    for line in file.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line == "[[entity]]" {
            entries.push(Entry::empty());
            continue;
        }
        let entry = entries.last_mut().ok_or(line)?;
        set(entry, line).ok_or(line)?;
    }
    entries.iter_mut().for_each(Entry::complete);
    Ok(entries)
}

/// Reads `key = "value"` or `key = ["value", …]` into `entry`.
fn set(entry: &mut Entry, line: &'static str) -> Option<()> {
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.strip_suffix(' ')?, value.strip_prefix(' ')?);
    if value.contains('\\') {
        return None;
    }
    let one = || Some(Cow::Borrowed(value.strip_prefix('"')?.strip_suffix('"')?));
    match key {
        "id" => entry.id = one()?,
        "kind" => entry.kind = one()?.parse().ok()?,
        "class" => entry.class = Some(one()?),
        "country" => entry.country = Some(one()?),
        "name" => entry.name = one()?,
        "short" => entry.short = Some(one()?),
        "names" => entry.names = list(value)?,
        "demonyms" => entry.demonyms = list(value)?,
        "contextual" => entry.contextual = list(value)?,
        "context" => entry.context = list(value)?,
        "same-as" => entry.same_as = list(value)?,
        // No other key has three letters: a test reads the files with care.
        code if code.len() == 3 => entry.in_language.add(Cow::Borrowed(code), list(value)?),
        _ => return None,
    }
    Some(())
}

fn list(value: &'static str) -> Option<NameList> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    (inner.starts_with('"') && inner.ends_with('"')).then_some(NameList::Plain(inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;
    use crate::authority::BUNDLED;

    #[test]
    fn the_plain_reading_is_the_reading_of_toml() {
        for (name, file) in BUNDLED {
            let plain =
                entries(file).unwrap_or_else(|line| panic!("{name} is not plain at {line:?}"));
            let mut full = Authority::default();
            full.extend(file).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(plain, full.entries(), "{name}");
        }
    }
}
