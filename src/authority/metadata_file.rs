//! Metadata of a text, as a file of TOML has them: every value that only some may stand for is
//! checked, with its place.

use super::Authority;
use crate::code_lists;
use crate::datafile::{self, Mistake, Places, is_told};
use crate::error::Error;
use crate::kinds::Kinds;
use crate::languages;
use crate::model::{Date, Metadata};
use std::ops::Range;

impl Metadata {
    /// Reads a metadata file. Who the authors are is not asked: [`Authority::metadata`] does.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data) with the line, the column, the key and what to do:
    /// what is no TOML, an unknown key, a value of the wrong type, a kind, country or language that
    /// is not known, a date that is no full day, a subtype, a number or a name that cannot be a part
    /// of a URI. [`Error::all`] has them all.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        read(text, &Kinds::bundled()?, None)
    }

    /// Reads a metadata file whose kind is one of these and, if an authority is given, whose authors
    /// are listed there.
    ///
    /// ```
    /// use akoma::{Authority, Kinds, Metadata};
    ///
    /// let kinds = Kinds::bundled()?.with("[[kind]]\nname = \"note\"\nelement = \"act\"\npresent = \"state\"")?;
    /// let metadata = Metadata::from_toml_with("work.kind = \"note\"", &kinds, Some(Authority::bundled()))?;
    /// assert_eq!(metadata.work.kind.as_deref(), Some("note"));
    /// assert!(Metadata::from_toml("work.kind = \"note\"").is_err());
    /// # Ok::<(), akoma::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`from_toml`](Self::from_toml) and of [`Authority::metadata`].
    pub fn from_toml_with(
        text: &str,
        kinds: &Kinds,
        authority: Option<&Authority>,
    ) -> Result<Self, Error> {
        read(text, kinds, authority)
    }
}

impl Authority {
    /// Reads a metadata file whose authors are listed here.
    ///
    /// ```
    /// use akoma::Authority;
    ///
    /// let wrong = "[work]\nauthors = [\"royaume-de-belgiqe\"]";
    /// let error = Authority::bundled().metadata(wrong).unwrap_err();
    /// assert_eq!(error.position(), Some((2, 12)));
    /// assert_eq!(error.help(), Some("did you mean `royaume-de-belgique`?"));
    /// ```
    ///
    /// # Errors
    /// Those of [`Metadata::from_toml`], and an author that is not listed.
    pub fn metadata(&self, text: &str) -> Result<Metadata, Error> {
        read(text, &Kinds::bundled()?, Some(self))
    }
}

fn read(text: &str, kinds: &Kinds, authority: Option<&Authority>) -> Result<Metadata, Error> {
    let (metadata, mut mistakes) = datafile::read::<Metadata>(text);
    if let Some(metadata) = &metadata {
        let found = values(metadata, &Places::of(text), kinds, authority);
        // What has no place is a placeholder for something that is reported.
        let is_stand_in = |at: &Range<usize>| at.is_empty() && !mistakes.is_empty();
        let new = |m: &Mistake| !is_told(&mistakes, &m.at) && !is_stand_in(&m.at);
        mistakes.extend(found.into_iter().filter(new).collect::<Vec<_>>());
    }
    match metadata {
        Some(mut metadata) if mistakes.is_empty() => {
            let language = metadata.expression.language.as_deref();
            metadata.expression.language = language.and_then(known_language).map(str::to_owned);
            Ok(metadata)
        }
        _ => Err(datafile::error(text, mistakes)),
    }
}

/// The values that are none of those that there are.
fn values(
    metadata: &Metadata,
    places: &Places<'_>,
    kinds: &Kinds,
    authority: Option<&Authority>,
) -> Vec<Mistake> {
    let Metadata { work, expression, manifestation, .. } = metadata;
    let dates = [
        ("work.date", work.date),
        ("expression.date", expression.date),
        ("manifestation.date", manifestation.date),
    ];
    let dates = dates.into_iter().filter_map(|(key, date)| day(key, places.value(key), date?));
    let authors = work
        .authors
        .iter()
        .flatten()
        .filter_map(|id| author(id, places.item("work.authors", id), authority?));
    let kind = work.kind.as_deref().and_then(|name| kind(name, kinds, places.value("work.kind")));
    let place = || places.value("work.country");
    let country = work.country.as_deref().and_then(|code| country("work.country", code, place()));
    let place = || places.value("expression.language");
    let language = expression.language.as_deref().and_then(|code| language(code, place()));
    let parts =
        [("work.subtype", &work.subtype), ("work.number", &work.number), ("work.name", &work.name)];
    let parts = parts.into_iter().filter_map(|(key, part)| {
        let part = part.as_deref()?;
        uri_part(key, part, places.value(key))
    });
    let single = [kind, country, language].into_iter().flatten();
    single.chain(dates).chain(authors).chain(parts).collect()
}

/// What becomes a part of the URI of the work, but cannot.
fn uri_part(key: &str, text: &str, at: Range<usize>) -> Option<Mistake> {
    let is_subtype = key == "work.subtype";
    // A number and a name may be written as they are: the URI has hyphens for other signs.
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let expected = match is_subtype {
        true if !text.chars().all(fits) => "letters, digits, `-`, `_` and `.`",
        _ if !text.contains(char::is_alphanumeric) => "a letter or a digit in it",
        _ => return None,
    };
    let help = "it becomes a part of URIs; leave the key out if there is nothing to say";
    Some(unknown(key, (text, at), expected, None, help))
}

/// A value that is not known: what was expected, and what may be meant or done.
fn unknown(
    key: &str,
    (found, at): (&str, Range<usize>),
    expected: &str,
    near: Option<&str>,
    help: &str,
) -> Mistake {
    let help = near.map_or(help.to_owned(), |near| format!("did you mean `{near}`?"));
    let message = format!("key `{key}`: expected {expected}, but found `{found}`");
    Mistake::new(at, message).with_help(Some(help).filter(|help| !help.is_empty()))
}

fn kind(name: &str, kinds: &Kinds, at: Range<usize>) -> Option<Mistake> {
    if kinds.named(name).is_some() {
        return None;
    }
    let (expected, help) = kinds.expected(name);
    Some(unknown("work.kind", (name, at), &expected, None, &help))
}

/// A country that is not listed.
pub(super) fn country(key: &str, code: &str, at: Range<usize>) -> Option<Mistake> {
    if code_lists::is_country(code) {
        return None;
    }
    let expected = "a country by its code of ISO 3166-1 in small letters, or eu, un, int";
    let near = code_lists::nearest_country(code);
    let help = "write two letters, `be` for example";
    Some(unknown(key, (code, at), expected, near.as_deref(), help))
}

fn language(code: &str, at: Range<usize>) -> Option<Mistake> {
    if known_language(code).is_some() {
        return None;
    }
    let expected = "a language by its code of ISO 639";
    let help = "write two or three letters: `fr` or `fra`, `nl` or `nld`";
    Some(unknown("expression.language", (code, at), expected, None, help))
}

/// The one code of a language; `und` stays, since nothing else says the same.
fn known_language(given: &str) -> Option<&str> {
    let unknown = given.eq_ignore_ascii_case(languages::UNKNOWN).then_some(languages::UNKNOWN);
    unknown.or_else(|| languages::code(given))
}

fn day(key: &str, at: Range<usize>, date: Date) -> Option<Mistake> {
    let message = format!("key `{key}`: expected a full day (2021-11-22), but found `{date}`");
    (!date.is_full()).then(|| Mistake::new(at, message))
}

fn author(id: &str, at: Range<usize>, authority: &Authority) -> Option<Mistake> {
    if authority.number(id).is_some() {
        return None;
    }
    let expected = "the identifier of an entity that an authority file lists";
    let help = "find it with `akoma authority search`, or list it in a file given with --authority";
    Some(unknown("work.authors", (id, at), expected, authority.nearest(id), help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::told;
    use crate::kinds::tests::without_names;

    #[test]
    fn every_mistake_is_told_with_its_place_and_what_may_be_meant() {
        let toml = "[work]\n\
            kind = \"declaracion\"\n\
            country = \"BE\"\n\
            date = \"2021-11\"\n\
            authors = [\"royaume-de-belgique\", \"republique-francaize\", \"France\", \"Zorglub\"]\n\
            titel = \"Accord\"\n\
            prescriptive = \"yes\"\n\
            [expression]\n\
            language = \"french\"\n\
            date = 2021-11-22\n\
            [manifestation]\n\
            date = \"hier\"\n";
        let error = Authority::bundled().metadata(toml).unwrap_err();
        insta::assert_snapshot!(without_names(&told(&error)));
        for (code, near) in [("zz", None), ("Belgium", Some("be")), ("uk", Some("gb"))] {
            let toml = format!("[work]\ncountry = \"{code}\"\n");
            let error = Metadata::from_toml(&toml).unwrap_err();
            assert_eq!(error.position(), Some((2, 11)), "{code}");
            let meant = near.map(|near| format!("did you mean `{near}`?"));
            assert!(meant.is_none() || error.help() == meant.as_deref(), "{error}");
        }
    }

    #[test]
    fn what_stands_in_for_a_mistake_is_not_told() {
        let error = Metadata::from_toml("work = [1, 2]\n").unwrap_err();
        for mistake in error.all() {
            assert!(mistake.message().starts_with("key `work`: expected text"), "{mistake}");
        }
        assert_eq!(error.all().count(), 2);
    }

    #[test]
    fn parts_of_uris_can_be_parts() {
        let toml = "[work]\nsubtype = \"à la carte\"\nnumber = \"–\"\nname = \"\"\n";
        let error = Metadata::from_toml(toml).unwrap_err();
        let found: Vec<_> = error.all().map(|mistake| mistake.to_string()).collect();
        assert_eq!(
            found,
            [
                "2:11: key `work.subtype`: expected letters, digits, `-`, `_` and `.`, but found \
                 `à la carte`",
                "3:10: key `work.number`: expected a letter or a digit in it, but found `–`",
                "4:8: key `work.name`: expected a letter or a digit in it, but found ``",
            ]
        );
        assert!(error.help().is_some_and(|help| help.contains("URIs")));
        let toml = "[work]\nsubtype = \"décret.loi_2\"\nnumber = \"2021/15 bis\"\nname = \"a b\"\n";
        assert!(Metadata::from_toml(toml).is_ok());
    }

    #[test]
    fn codes_of_languages_are_taken_in_every_form() {
        let language = |code: &str| {
            let toml = format!("[expression]\nlanguage = \"{code}\"");
            Metadata::from_toml(&toml).map(|m| m.expression.language)
        };
        for (given, expected) in [("fr", "fra"), ("FRE", "fra"), ("nl-BE", "nld"), ("und", "und")] {
            assert_eq!(language(given).unwrap().as_deref(), Some(expected), "{given}");
        }
        assert!(language("french").unwrap_err().message().contains("`french`"));
    }

    #[test]
    fn all_that_a_file_says_is_kept() {
        let toml = "[work]\nkind = \"treaty\"\ncountry = \"int\"\nsubtype = \"s\"\n\
            date = \"2021-11-22\"\ndate-name = \"signature\"\nauthors = [\"x\"]\nnumber = \"12\"\n\
            name = \"n\"\ntitle = \"t\"\nprescriptive = true\nauthoritative = false\n\
            [expression]\nlanguage = \"fra\"\ndate = \"2021-11-23\"\n\
            [manifestation]\ndate = \"2021-11-24\"\neditor = \"e\"\n\
            [source]\npublisher = \"p\"\nlicence = \"l\"\nnote = \"o\"\n";
        // The library's own way to read it, without a look at the values.
        let plain: Metadata = toml::from_str(toml).unwrap();
        assert_eq!(Metadata::from_toml(toml).unwrap(), plain);
    }
}
