//! Names as udata takes them: of files, of tags, of zones.

use crate::dataset::File;
use crate::digest;
use crate::letters::hyphenated;
use akoma::code_lists;
use std::collections::BTreeSet;

/// The shortest and the longest tag that udata takes if nobody set it otherwise.
const TAG: std::ops::RangeInclusive<usize> = 3..=96;

/// Media types of text that do not say so.
const TEXT: &[&str] = &["application/x-ndjson", "application/yaml"];

/// The name of a file for the portal: its path as udata would write it, with an ending that the
/// portal takes. The bytes stay what they are.
pub(super) fn file_name(file: &File, extensions: &BTreeSet<String>) -> String {
    let mut name = hyphenated(&file.path, |c| c == '.');
    let whole = file.path.chars().all(|c| is_latin(c) || !c.is_alphanumeric());
    if !whole || name.starts_with('.') || name.is_empty() {
        // Names that are written with the same letters in the end still differ.
        let sum = &digest::sha256(file.path.as_bytes())[..8];
        let end = name.rfind('.').unwrap_or(name.len());
        let gap = if end == 0 { "" } else { "-" };
        name.insert_str(end, &format!("{gap}{sum}"));
    }
    let end = name.rsplit_once('.').map(|(_, end)| end);
    // HTML is refused whatever the list says: it would be served from the portal's own address.
    let fine = |end: &str| extensions.contains(end) && !end.contains("htm") && end != "xht";
    if end.is_some_and(fine) {
        return name;
    }
    let media_type = file.media_type.as_str();
    let end = if media_type.ends_with("/xml") || media_type.ends_with("+xml") {
        "xml"
    } else if media_type.ends_with("/json") || media_type.ends_with("+json") {
        "json"
    } else if media_type.starts_with("text/") || TEXT.contains(&media_type) {
        "txt"
    } else {
        "other"
    };
    format!("{name}.{end}")
}

/// Keywords as tags, sorted; those that udata does not take are left out: too short, too long, or
/// with letters that are not Latin, which each portal writes in its own way.
pub(super) fn tags<'a>(keywords: impl Iterator<Item = &'a str>) -> Vec<String> {
    let whole = keywords.filter(|word| word.chars().all(|c| is_latin(c) || !c.is_alphanumeric()));
    let tags = whole.map(|word| hyphenated(word, |_| false));
    tags.filter(|tag| TAG.contains(&tag.len())).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether udata itself writes a letter in one way, wherever it runs: Latin letters.
fn is_latin(c: char) -> bool {
    c < '\u{250}'
}

/// The zones of countries; none if one of them is not known: part of it would be wrong.
pub(super) fn zones(countries: &[String]) -> Vec<String> {
    let zone = |country: &String| {
        let code = code_lists::countries().find(|known| known.alpha3 == country)?.code;
        // udata has zones for those under other names.
        let is_country = !matches!(code, "eu" | "un" | "int");
        is_country.then(|| format!("country:{code}"))
    };
    countries.iter().map(zone).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// How often a dataset changes: the code of the authority table, and udata's.
#[rustfmt::skip]
const FREQUENCIES: &[(&str, &str)] = &[
    ("UPDATE_CONT", "continuous"), ("1MIN", "oneMinute"), ("5MIN", "fiveMinutes"),
    ("10MIN", "tenMinutes"), ("15MIN", "fifteenMinutes"), ("30MIN", "thirtyMinutes"),
    ("HOURLY", "hourly"), ("BIHOURLY", "bihourly"), ("TRIHOURLY", "trihourly"),
    ("12HRS", "twelveHours"), ("CONT", "severalTimesADay"), ("DAILY_3", "threeTimesADay"),
    ("DAILY_2", "semidaily"), ("DAILY", "daily"), ("WEEKLY_5", "fiveTimesAWeek"),
    ("WEEKLY_3", "threeTimesAWeek"), ("WEEKLY_2", "semiweekly"), ("WEEKLY", "weekly"),
    ("BIWEEKLY", "biweekly"), ("MONTHLY_3", "threeTimesAMonth"), ("MONTHLY_2", "semimonthly"),
    ("MONTHLY", "monthly"), ("BIMONTHLY", "bimonthly"), ("QUARTERLY", "quarterly"),
    ("ANNUAL_3", "threeTimesAYear"), ("ANNUAL_2", "semiannual"), ("ANNUAL", "annual"),
    ("BIENNIAL", "biennial"), ("TRIENNIAL", "triennial"), ("QUADRENNIAL", "quadrennial"),
    ("QUINQUENNIAL", "quinquennial"), ("DECENNIAL", "decennial"), ("BIDECENNIAL", "bidecennial"),
    ("TRIDECENNIAL", "tridecennial"), ("AS_NEEDED", "punctual"), ("IRREG", "irregular"),
    ("NEVER", "never"), ("NOT_PLANNED", "notPlanned"), ("OTHER", "other"), ("UNKNOWN", "unknown"),
];

/// udata's code of a frequency, if it has one.
pub(super) fn frequency(code: &str) -> Option<&'static str> {
    FREQUENCIES.iter().find(|(eu, _)| *eu == code).map(|(_, udata)| *udata)
}

/// A name as one part of an address.
pub(super) fn segment(name: &str) -> String {
    url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Role, Texts};

    fn file(path: &str, media_type: &str) -> File {
        File {
            path: path.to_owned(),
            title: Texts::default(),
            description: Texts::default(),
            role: Role::Data,
            kind: "",
            media_type: media_type.to_owned(),
            format: "XML".to_owned(),
            conforms_to: None,
            language: None,
            bytes: 0,
            sha256: String::new(),
        }
    }

    #[test]
    fn a_file_is_told_with_an_end_that_the_portal_takes() {
        let extensions = ["csv", "txt", "json", "xml", "html", "jsonl"].map(str::to_owned);
        let extensions = BTreeSet::from(extensions);
        for (path, media_type, expected) in [
            ("accord.fr.xml", "application/xml", "accord.fr.xml"),
            ("accord.fr.akn", "application/akn+xml", "accord.fr.akn.xml"),
            ("a.jsonld", "application/ld+json", "a.jsonld.json"),
            ("a.jsonl", "application/x-ndjson", "a.jsonl"),
            ("a.ndjson", "application/x-ndjson", "a.ndjson.txt"),
            ("a.html", "text/html", "a.html.txt"),
            ("fr/Accord d’été_2.XML", "application/xml", "fr-accord-d-ete-2.xml"),
            ("договор.xml", "application/xml", "dogovor-a724b8b0.xml"),
            ("été/договор.xml", "application/xml", "ete-dogovor-f8ec2381.xml"),
            ("日本語.xml", "application/xml", "ri-ben-yu-918e8aa9.xml"),
            ("SHA256SUMS", "text/plain", "sha256sums.txt"),
            ("CITATION.cff", "application/yaml", "citation.cff.txt"),
            ("a", "application/octet-stream", "a.other"),
        ] {
            assert_eq!(file_name(&file(path, media_type), &extensions), expected, "{path}");
        }
    }

    #[test]
    fn tags_are_what_the_portal_would_make_of_them() {
        let words = [
            "Sécurité",
            "coopération policière",
            "Cœur",
            "Straße",
            "l’été",
            "cafe\u{301}",
            "UE",
            "договор",
            "Sécurité",
            " - ",
            "N° 12",
        ];
        let expected =
            ["cafe", "coeur", "cooperation-policiere", "l-ete", "n-12", "securite", "strasse"];
        assert_eq!(tags(words.into_iter()), expected);
        let long = "x".repeat(97);
        assert!(tags([long.as_str()].into_iter()).is_empty());
    }

    #[test]
    fn zones_are_all_known_or_none() {
        let codes = |codes: &[&str]| codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        assert_eq!(zones(&codes(&["BEL", "FRA"])), ["country:be", "country:fr"]);
        assert_eq!(zones(&codes(&["CAN"])), ["country:ca"]);
        for unknown in ["XXX", "EUE", "UNO", ""] {
            assert!(zones(&codes(&["BEL", unknown])).is_empty(), "{unknown}");
        }
    }

    #[test]
    fn frequencies_are_udatas() {
        assert_eq!(frequency("NEVER"), Some("never"));
        assert_eq!(frequency("WEEKLY_2_3"), None);
    }

    #[test]
    fn a_name_stays_one_part_of_an_address() {
        assert_eq!(segment("../a b?c"), "..%2Fa%20b%3Fc");
    }
}
