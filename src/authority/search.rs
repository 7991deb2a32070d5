//! Who is listed under a name, or one like it.

use super::Authority;
use super::Entry;
use super::entry::AuthorityEntry;
use crate::text::{closest, slips, slug};

/// How well a name answers to what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The same, case, accents, hyphens and apostrophes apart.
    Same,
    /// It begins so.
    Begins,
    /// Its words, in any order, begin with the words that are asked for.
    Words,
    /// It is spelt nearly so, with so many slips.
    Near(usize),
}

impl Authority {
    /// The entities that are called `wanted`, by identifier, name or acronym in any language, the
    /// likeliest first: the same name, names that begin so, names with such words,
    /// and, only where there are none of these, names that are spelt nearly so.
    ///
    /// ```
    /// use akoma::Authority;
    ///
    /// let found = |wanted| Authority::bundled().search(wanted).first().map(|known| known.id());
    /// assert_eq!(found("agence nationale sécurité"), Some("anssi"));
    /// assert_eq!(found("Frontx"), Some("frontex"));
    /// ```
    pub fn search(&self, wanted: &str) -> Vec<AuthorityEntry<'_>> {
        let wanted = slug(wanted);
        if wanted.is_empty() {
            return Vec::new();
        }
        let best =
            |entry: &Entry| all_names(entry).filter_map(|name| likeness(&name, &wanted)).min();
        let mut found: Vec<_> = self
            .entries()
            .iter()
            .filter_map(|entry| Some((best(entry)?, AuthorityEntry(entry))))
            .collect();
        let is_near = |likeness: Likeness| matches!(likeness, Likeness::Near(_));
        if found.iter().any(|(likeness, _)| !is_near(*likeness)) {
            found.retain(|(likeness, _)| !is_near(*likeness));
        }
        // Those of one likeness stay in the order of the files.
        found.sort_by_key(|(likeness, _)| *likeness);
        found.into_iter().map(|(_, known)| known).collect()
    }

    /// The entity that an identifier or a name may have been meant to be.
    pub(crate) fn nearest(&self, wanted: &str) -> Option<&str> {
        let names: Vec<(String, &str)> = self
            .entries()
            .iter()
            .flat_map(|entry| all_names(entry).map(|name| (name, &*entry.id)))
            .collect();
        let near = closest(&slug(wanted), names.iter().map(|(name, _)| name.as_str()))?;
        names.iter().find(|(name, _)| name == near).map(|(_, id)| *id)
    }
}

/// Every name of an entry and its identifier, folded.
fn all_names(entry: &Entry) -> impl Iterator<Item = String> {
    let names = entry.names_of_all_languages().chain(entry.contextual.iter());
    [&*entry.id, &*entry.name].into_iter().chain(names).map(slug)
}

fn likeness(name: &str, wanted: &str) -> Option<Likeness> {
    let has = |word: &str| name.split('-').any(|part| part.starts_with(word));
    match () {
        () if name == wanted => Some(Likeness::Same),
        () if name.starts_with(wanted) => Some(Likeness::Begins),
        () if wanted.split('-').all(has) => Some(Likeness::Words),
        () => slips(wanted, name).map(Likeness::Near),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let found = |wanted| -> Vec<&str> {
            Authority::bundled().search(wanted).into_iter().map(AuthorityEntry::id).collect()
        };
        for (wanted, id) in [
            ("ANSSI", "anssi"),
            ("anssi", "anssi"),
            ("union europeenne", "union-europeenne"),
            ("European Union", "union-europeenne"),
            ("accord de tournai ii", "accord-de-tournai-ii"),
            ("Europol ", "europol"),
            ("Eurpol", "europol"),
            ("acord de schengen", "accord-de-schengen"),
            ("royaume-de-belgique", "royaume-de-belgique"),
        ] {
            assert_eq!(found(wanted).first(), Some(&id), "{wanted}");
        }
        assert!(found("accord de tournai").contains(&"accord-de-tournai-ii"));
        assert!(found("xyzzyq").is_empty() && found(" … ").is_empty());
    }
}
