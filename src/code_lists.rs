//! Closed lists of codes: countries, and the classes of entities. They are data: `corpus/countries.toml`
//! and `corpus/classes.toml`.

use crate::text::{closest, fold};

const COUNTRIES: &str = include_str!("../corpus/countries.toml");
const CLASSES: &str = include_str!("../corpus/classes.toml");

/// A country, or an organization that makes law as countries do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Country {
    /// ISO 3166-1, two letters in lower case, for example `be`; `eu`, `un`; `int` for what is between
    /// states.
    pub code: &'static str,
    /// Three capitals, for example `BEL`, as the authority tables of the EU have them; empty for
    /// `int`.
    pub alpha3: &'static str,
    /// Its name in English.
    pub name: &'static str,
}

/// Every country that akoma has a code for, by code.
///
/// ```
/// let belgium = akoma::code_lists::countries().find(|country| country.code == "be");
/// assert_eq!(belgium.map(|country| country.alpha3), Some("BEL"));
/// ```
pub fn countries() -> impl Iterator<Item = Country> {
    let lines = COUNTRIES.lines().filter(|line| line.contains("= ["));
    lines.filter_map(|line| {
        let code = line.split(' ').next()?;
        let mut quoted = line.split('"').skip(1).step_by(2);
        Some(Country { code, alpha3: quoted.next()?, name: quoted.next()? })
    })
}

/// Whether `code` is that of a country (`be`), or of a part of one (`us-ca`, ISO 3166-2).
pub fn is_country(code: &str) -> bool {
    let (country, part) = code.split_once('-').map_or((code, None), |(c, p)| (c, Some(p)));
    let is_part = |part: &str| {
        (1..=3).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    // The list is long, and most codes are right.
    let is_listed = || COUNTRIES.contains(&format!("\n{country} = ["));
    part.is_none_or(is_part) && country.bytes().all(|b| b.is_ascii_lowercase()) && is_listed()
}

/// The code of a country that may be meant: what was given is in capitals, has three letters, is a
/// name, or is another code that people use.
pub fn nearest_country(given: &str) -> Option<String> {
    let given = fold(given.trim());
    if is_country(&given) {
        return Some(given);
    }
    let code = given.split('-').next().unwrap_or_default();
    let by_code = countries().find(|c| c.code == code || c.alpha3.eq_ignore_ascii_case(code));
    let by_name = || countries().find(|c| fold(c.name) == given);
    let by_other = || {
        let (_, others) = COUNTRIES.split_once("[instead]")?;
        let line = others.lines().find(|line| line.split(' ').next() == Some(code))?;
        line.split('"').nth(1)
    };
    let by_spelling = || {
        let near = closest(&given, countries().map(|c| c.name).filter(|_| given.len() > 3))?;
        countries().find(|c| c.name == near)
    };
    let country = by_code.or_else(by_name).map(|c| c.code).or_else(by_other);
    country.or_else(|| by_spelling().map(|c| c.code)).map(str::to_owned)
}

/// The classes that entities of a kind may have, by the kind's name; none if it has none.
///
/// ```
/// assert!(akoma::code_lists::classes("organization").any(|class| class == "agency"));
/// ```
pub fn classes(kind: &str) -> impl Iterator<Item = &'static str> {
    let line = CLASSES.lines().find(|line| line.split(' ').next() == Some(kind));
    line.into_iter().flat_map(|line| line.split('"').skip(1).step_by(2))
}

/// Why entities of a kind cannot have a class, and the class that may be meant; `None` if they can.
pub(crate) fn unknown_class(kind: &str, class: &str) -> Option<(String, Option<&'static str>)> {
    let known: Vec<_> = classes(kind).collect();
    if known.contains(&class) {
        return None;
    }
    let expected = match known.is_empty() {
        true => format!("no class, since entities of kind {kind} have none"),
        false => format!("a class of {kind} ({})", known.join(", ")),
    };
    Some((format!("expected {expected}, but found `{class}`"), closest(class, known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read_as_toml_reads_them() {
        #[derive(serde::Deserialize)]
        struct Instead {
            instead: std::collections::BTreeMap<String, String>,
        }
        let table: toml::Table = toml::from_str(COUNTRIES).unwrap();
        let read: Vec<_> = countries().collect();
        assert_eq!(read.len(), table.len() - 1);
        for country in read {
            let values = table[country.code].as_array().unwrap();
            let values: Vec<_> = values.iter().filter_map(|value| value.as_str()).collect();
            assert_eq!(values, [country.alpha3, country.name]);
        }
        let others: Instead = toml::from_str(COUNTRIES).unwrap();
        for (other, code) in &others.instead {
            assert_eq!(nearest_country(other).as_ref(), Some(code));
            assert!(is_country(code) && !is_country(other));
        }
        let table: toml::Table = toml::from_str(CLASSES).unwrap();
        for (kind, list) in &table {
            assert!(kind.parse::<crate::EntityKind>().is_ok(), "{kind}");
            assert_eq!(classes(kind).count(), list.as_array().unwrap().len(), "{kind}");
        }
    }

    #[test]
    fn a_country_has_one_code() {
        for right in ["be", "fr", "eu", "un", "int", "xk", "us-ca", "gb-sct", "be-1"] {
            assert!(is_country(right), "{right}");
        }
        for wrong in ["BE", "zz", "uk", "bel", "", "be-", "be-VLG", "be-toolong", "Belgium", "xx"] {
            assert!(!is_country(wrong), "{wrong}");
        }
        for (given, meant) in [
            ("BE", "be"),
            ("BEL", "be"),
            ("Belgium", "be"),
            ("belgum", "be"),
            ("UK", "gb"),
            ("EUE", "eu"),
            ("US-CA", "us-ca"),
            ("CÔTE D'IVOIRE", "ci"),
        ] {
            assert_eq!(nearest_country(given).as_deref(), Some(meant), "{given}");
        }
        assert_eq!((nearest_country("zz"), nearest_country("Atlantide")), (None, None));
    }
}
