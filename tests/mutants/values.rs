//! Values for attributes, as they are written in XML: good ones, odd ones, and ones that only look
//! good, for every type of the schema.

use super::random::Random;
use super::schema::Schema;

const DATES: &[&str] = &[
    "2021-11-22",
    "2021-11-22Z",
    "2021-11-22+01:00",
    "2021-11-22-14:00",
    "2020-02-29",
    "2000-02-29",
    "12021-01-01",
    "-0044-03-15",
    "2021-11-22T10:00:00",
    "2021-11-22T10:00:00Z",
    "2021-11-22T10:00:00.123+14:00",
    "2021-11-22T23:59:59.999",
    "2021-11-22T24:00:00",
    "&#32;2021-11-22&#10;",
    " 2021-11-22T00:00:00\n",
    "2021-&#49;1-22",
];
const ODD_DATES: &[&str] = &[
    "2021-11-22T23:59:59.999999999999999999999999",
    "2021-11-22T10:00:59.99999999999999",
    "2021-11-22T10:00:59.9999999999",
    "2021-11-22T10:00:58.99999999999999999",
    " 2021-11-22T00:00:00",
    "2021-11-22T00:00:00 ",
    "",
    " ",
    "2021",
    "2021-11",
    "--11-22",
    "---22",
    "2021-13-01",
    "2021-00-01",
    "2021-11-00",
    "2021-11-31",
    "2021-02-29",
    "1900-02-29",
    "2100-02-29",
    "-0004-02-29",
    "-0005-02-29",
    "-0001-01-01",
    "0000-01-01",
    "-0000-01-01",
    "0001-01-01",
    "+2021-11-22",
    "02021-11-22",
    "21-11-22",
    "2021-1-2",
    "2021/11/22",
    "20211122",
    "22-11-2021",
    "99999999999-01-01",
    "9223372036854775807-01-01",
    "9223372036854775808-01-01",
    "99999999999999999999-01-01",
    "2021-11-22z",
    "2021-11-22+14:00",
    "2021-11-22+14:01",
    "2021-11-22+15:00",
    "2021-11-22-00:00",
    "2021-11-22+1:00",
    "2021-11-22+0100",
    "2021-11-22+01:60",
    "2021-11-22T",
    "2021-11-22T10",
    "2021-11-22T10:00",
    "2021-11-22T10:00Z",
    "2021-11-22T10:00:60",
    "2021-11-22T10:60:00",
    "2021-11-22T24:00:01",
    "2021-11-22T24:00:00.0",
    "2021-11-22T24:00:00.1",
    "2021-11-22T25:00:00",
    "2021-11-22T10:00:00.",
    "2021-11-22T10:00:.5",
    "2021-11-22T10:00:00,5",
    "2021-11-22T1:00:00",
    "2021-11-22t10:00:00",
    "2021-11-22 10:00:00",
    "2021-11-22 2021-11-23",
    "2021-11-22T10:00:00+24:00",
    "&#160;2021-11-22",
    "٢٠٢١-١١-٢٢",
    "today",
];
const TIMES: &[&str] = &[
    "10:00:00",
    "10:00:00Z",
    "23:59:59.5+02:00",
    "24:00:00",
    "00:00:00-14:00",
    "2021-11-22T10:00:00",
    " 10:00:00 ",
];
const ODD_TIMES: &[&str] = &[
    "",
    "10:00",
    "1:00:00",
    "10:00:60",
    "10:60:00",
    "25:00:00",
    "24:00:01",
    "24:00:00.5",
    "10:00:00+14:30",
    "10:00:00.",
    "-10:00:00",
    "2021-11-22",
    "10h00",
    "T10:00:00",
    "10:00:00.000000000000000000000000000001",
];
const DURATIONS: &[&str] =
    &["P1Y", "P1Y2M3DT4H5M6.7S", "PT0S", "-P1D", "P0Y", " PT1H", "P400D", "PT36H"];
const ODD_DURATIONS: &[&str] = &[
    "",
    "P",
    "PT",
    "P1YT",
    "P1.5Y",
    "PT1.5S",
    "PT.5S",
    "PT5.S",
    "P1S",
    "+P1D",
    "P1M2Y",
    "P1W",
    "PT1S1M",
    "p1y",
    "P-1Y",
    "--P1Y",
    "P1Y 2M",
    "PT1H ",
    "P1D&#10;",
    "P99999999999999999999Y",
    "P9223372036854775807D",
    "PT99999999999999999999S",
    "1Y",
    "P1Y1Y",
];
const INTEGERS: &[&str] =
    &["1", "0", "-3", "+7", "007", "42", " 5 ", "-0", "+0", "2147483648", "&#49;"];
const ODD_INTEGERS: &[&str] = &[
    "",
    " ",
    "1.0",
    "1.",
    "1e3",
    "--1",
    "+-1",
    "+",
    "-",
    "1 2",
    "0x10",
    "1,000",
    "٣",
    "100%",
    "12px",
    "one",
    "12345678901234567890",
    "123456789012345678901234",
    "1234567890123456789012345",
    "123456789012345678901234567890",
    "-000000000000000000000000000000001",
    "00000000000000000000000000000000000",
    "&#160;1",
];
const BOOLEANS: &[&str] = &["true", "false", "1", "0", " true ", "&#9;false", "tr&#117;e"];
const ODD_BOOLEANS: &[&str] =
    &["", " ", "TRUE", "True", "yes", "no", "01", "+1", "2", "t", "true false", "true&#160;"];
const URIS: &[&str] = &[
    "#art_1",
    "",
    "/akn/be/act/2021/1",
    "http://example.org/a?b=c#d",
    "../x",
    "urn:lex:be",
    "~source",
    "#a_1 ",
    "http://[::1]:80/",
    "mailto:a@b.c",
    "%C3%A9",
    "é",
    "été/ß",
    "?",
    "#",
    "//host",
    "a;b,c=d",
    "http://user:pw@host:8080/",
];
const ODD_URIS: &[&str] = &[
    " ",
    "a b",
    "#a #b",
    "#a&#10;#b",
    "http://exa mple.org/",
    "%",
    "%4",
    "%zz",
    "%41",
    "http://%zz/",
    "http://[",
    "http://[::1",
    "http://[::1]x",
    "http://]",
    "[x]",
    "a[0]",
    "http://a:b:c",
    "http://a:99999999999/",
    "http://a:/",
    "http://a:-1/",
    "http://:80",
    ":",
    "::",
    ":a",
    "1:2",
    "1a:2",
    "a:b:c",
    "a:",
    "urn:",
    "-a:b",
    "é:b",
    "a+b.c-d:e",
    "2021-11-22T10:00:00",
    "10:00",
    "art 1",
    "#a#b",
    "##",
    "a#b#c",
    "http:///",
    "http://",
    "http:/a",
    "///",
    "\\\\host\\x",
    "c:\\x",
    "{x}",
    "${x}",
    "a|b",
    "a^b",
    "a`b",
    "&lt;a&gt;",
    "&quot;",
    "a&amp;b",
    "http://a/&#x7f;",
    "a&#x80;",
    "a&#x200b;b",
    "&#xfffd;",
    "&#160;",
    "http://é.be/",
    "http://a/é#é?é",
    "!",
    "'x",
    "a'b",
    "(x)",
    "*",
    "@",
    "http://a@b@c/",
    "𝄞",
    "_:b",
    "xml:id",
    "http://1.2.3.4.5/",
    "http://a..b/",
    "http://a_b/",
    "?a?b",
    "a?[",
    "#[",
    "#%",
];
const NO_SPACES: &[&str] =
    &["a1", "art_1__para_2", "é", "1", "a.b-c", "~x", "a&#160;b", "a&amp;b", "x:y", "𝄞"];
const ODD_NO_SPACES: &[&str] = &[
    "",
    " ",
    " a",
    "a ",
    "a b",
    "a\tb",
    "a\nb",
    "a&#9;b",
    "a&#10;b",
    "a&#13;b",
    "&#32;",
    "a&#x2003;b",
    "a&#x85;b",
    "a&#x2028;b",
    "&#x3000;",
    "a&#x200b;",
    "a&#x1680;b",
];
const STRINGS: &[&str] = &["x", "", " ", "a b", "é", "&lt;p&gt;", "&#10;", "𝄞", "true", "1"];
const LANGUAGES: &[&str] = &["fr", "fr-BE", "EN", "", "x-klingon", "zh-Hant-TW", "de-1996"];
const ODD_LANGUAGES: &[&str] = &[
    " ",
    " fr ",
    "fr_BE",
    "fr-",
    "-fr",
    "1fr",
    "toolonglang",
    "eightchr",
    "fr-123456789",
    "f--r",
    "é",
    "fr BE",
    "fr-BE-",
    "a",
    "&#10;",
];
const SPACES: &[&str] = &["default", "preserve", " preserve "];
const ODD_SPACES: &[&str] = &["", "Preserve", "collapse", "preserve default", "a:b", "1"];
const IDS: &[&str] = &["x1", "_a", "é1", "a.b-c", " x2 ", "x&#49;", "·"];
const ODD_IDS: &[&str] =
    &["", " ", "1a", "a b", "a:b", "-a", ".", "a&#160;", "x1", "𝄞", "a\u{300}"];

/// What type of values an attribute has, by the name of its simple type or its own.
fn lists(kind: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        "date" | "xsd:dateTime" => (DATES, ODD_DATES),
        "time" => (TIMES, ODD_TIMES),
        "xsd:duration" => (DURATIONS, ODD_DURATIONS),
        "xsd:integer" => (INTEGERS, ODD_INTEGERS),
        "xsd:boolean" => (BOOLEANS, ODD_BOOLEANS),
        "noWhiteSpace" => (NO_SPACES, ODD_NO_SPACES),
        "xml:lang" => (LANGUAGES, ODD_LANGUAGES),
        "xml:space" => (SPACES, ODD_SPACES),
        "xml:id" => (IDS, ODD_IDS),
        "xsd:string" | "language" => (STRINGS, STRINGS),
        _ => (URIS, ODD_URIS),
    }
}

/// One that the schema should accept.
pub(crate) fn good(schema: &Schema, kind: &str, random: &mut Random) -> String {
    if let Some(values) = schema.enumerations.get(kind) {
        return random.choose(values).cloned().unwrap_or_default();
    }
    match kind {
        // An identifier is used once, almost always.
        "noWhiteSpace" | "xml:id" => format!("x{:x}", random.next() >> 24),
        "xsd:dateTime" => random.pick(&DATES[8..12]).to_owned(),
        _ => random.pick(lists(kind).0).to_owned(),
    }
}

/// One that it may not.
pub(crate) fn odd(schema: &Schema, kind: &str, random: &mut Random) -> String {
    if let Some(values) = schema.enumerations.get(kind) {
        let value = random.choose(values).cloned().unwrap_or_default();
        return match random.below(7) {
            0 => value.to_uppercase(),
            1 => value.to_lowercase(),
            2 => format!(" {value}"),
            3 => format!("{value}&#32;"),
            4 => String::new(),
            5 => format!("{value} {value}"),
            _ => value[..1].to_uppercase() + &value[1..],
        };
    }
    // Any type's values are odd in the place of another's.
    let all = ["date", "time", "xsd:duration", "xsd:integer", "xsd:boolean", "noWhiteSpace", "uri"];
    let kind = if random.one_in(12) { random.pick(&all) } else { kind };
    let (good, odd) = lists(kind);
    let list = if random.one_in(4) { good } else { odd };
    random.pick(list).to_owned()
}

/// Every value there is for a type.
pub(crate) fn all(schema: &Schema, kind: &str) -> Vec<String> {
    if let Some(values) = schema.enumerations.get(kind) {
        let odd = |v: &String| [v.clone(), v.to_uppercase(), format!(" {v}"), format!("{v}&#32;")];
        return values.iter().flat_map(odd).chain([String::new()]).collect();
    }
    let (good, odd) = lists(kind);
    good.iter().chain(odd).map(|&v| v.to_owned()).collect()
}
