use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// A day, a month or a year of the Gregorian calendar.
///
/// ```
/// use akoma::Date;
///
/// let date: Date = "2016-02".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2016, Some(2), None));
/// assert!(!date.is_full());
/// assert!("2021-02-29".parse::<Date>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A date that exists: month and day may be missing, a day not without its month.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let exists = match (month, day) {
            (None, None) => true,
            (Some(m), None) => (1..=12).contains(&m),
            (Some(m), Some(d)) => (1..=12).contains(&m) && (1..=days(year, m)).contains(&d),
            (None, Some(_)) => false,
        };
        (exists && (1..=9999).contains(&year)).then(|| Self {
            year,
            month: month.unwrap_or(0),
            day: day.unwrap_or(0),
        })
    }

    /// Stands where the standard wants a day and nobody knows it.
    pub(crate) const UNKNOWN: Date = Date { year: 1, month: 1, day: 1 };

    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if it is known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, if it is known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Whether it is a full day.
    pub fn is_full(self) -> bool {
        self.day > 0
    }
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("expected a date (2021-11-22, 2021-11 or 2021), but found `{s}`");
        let mut parts = s.split('-');
        let mut next = |len: usize| match parts.next() {
            Some(p) if p.len() == len && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse::<u16>().map(Some).map_err(|_| wrong())
            }
            Some(_) => Err(wrong()),
            None => Ok(None),
        };
        let (year, month, day) = (next(4)?.ok_or_else(wrong)?, next(2)?, next(2)?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        Date::new(year, month.map(|m| m as u8), day.map(|d| d as u8)).ok_or_else(wrong)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What is known of a document besides its text; every field may be missing.
///
/// The file beside a text, `NAME.toml` for `NAME.txt`, holds it:
///
/// ```
/// let metadata = akoma::Metadata::from_toml(r#"
///     [work]
///     date = "2021-11-22"
///     country = "be"
///     authors = ["royaume-de-belgique", "republique-francaise"]
///     [expression]
///     language = "fra"
/// "#)?;
/// assert_eq!(metadata.work.country.as_deref(), Some("be"));
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Metadata {
    /// The work: the declaration itself, in whatever language and file.
    pub work: Work,
    /// The expression: this wording, in this language.
    pub expression: Expression,
    /// The manifestation: this file.
    pub manifestation: Manifestation,
    /// Where the text was taken from.
    pub source: Provenance,
}

/// FRBR work: the intellectual creation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Work {
    /// The kind of document, by its name in `corpus/kinds.toml`, for example `declaration`.
    pub kind: Option<String>,
    /// Country or organization under whose name the work goes: a code of `corpus/countries.toml`,
    /// `be`, `eu` or `un` for example.
    pub country: Option<String>,
    /// A finer type, for example `declarationConjointe`.
    pub subtype: Option<String>,
    /// Date of the work: a full day.
    pub date: Option<Date>,
    /// What happened on that date, for example `signature`.
    pub date_name: Option<String>,
    /// Identifiers of the authors, as in the authority file, in the order of the text.
    pub authors: Option<Vec<String>>,
    /// The official number.
    pub number: Option<String>,
    /// A short name for the URI, for example `cooperation-securite`.
    pub name: Option<String>,
    /// The title by which people cite it.
    pub title: Option<String>,
    /// Whether it lays down rules.
    pub prescriptive: Option<bool>,
    /// Whether this is the authoritative text.
    pub authoritative: Option<bool>,
}

/// FRBR expression: one wording of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Expression {
    /// Language: ISO 639-2, three letters.
    pub language: Option<String>,
    /// Date of this wording; that of the work if missing.
    pub date: Option<Date>,
}

/// FRBR manifestation: one file of the expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Manifestation {
    /// Day the markup was made.
    pub date: Option<Date>,
    /// Who answers for the markup.
    pub editor: Option<String>,
}

/// Where a text comes from; kept for people, not written to the XML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Provenance {
    /// Who published the text.
    pub publisher: Option<String>,
    /// Under which licence or right it is used.
    pub licence: Option<String>,
    /// Anything else worth knowing.
    pub note: Option<String>,
}

/// The FRBR data of a document: what its metadata says, else what its text says, else what must
/// stand there for the document to be valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frbr {
    pub(crate) country: String,
    pub(crate) doc_type: String,
    pub(crate) subtype: String,
    pub(crate) date: Date,
    pub(crate) date_name: String,
    pub(crate) expression_date: Date,
    pub(crate) manifestation_date: Date,
    pub(crate) language: String,
    pub(crate) number: Option<String>,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) editor: String,
    pub(crate) prescriptive: bool,
    pub(crate) authoritative: bool,
    /// The URIs of work, expression and manifestation that an XML has given.
    pub(crate) uris: [Option<String>; 3],
}

impl Frbr {
    /// The work's URI: as the XML has it, else of country, document type, subtype, date and name.
    pub fn work_uri(&self) -> String {
        if let Some(uri) = &self.uris[0] {
            return uri.clone();
        }
        let Self { country, doc_type, subtype, date, number, name, .. } = self;
        // A number is text, « 2021/15 bis »: a part of a URI is one word.
        let last =
            number.as_ref().unwrap_or(name).replace(|c: char| c.is_whitespace() || c == '/', "-");
        format!("/akn/{country}/{doc_type}/{subtype}/{date}/{last}")
    }

    /// The expression's URI: as the XML has it, else the work's, and the language; `@` for the
    /// original wording.
    pub fn expression_uri(&self) -> String {
        if let Some(uri) = &self.uris[1] {
            return uri.clone();
        }
        let version = match self.expression_date == self.date {
            true => String::new(),
            false => self.expression_date.to_string(),
        };
        format!("{}/{}@{version}", self.work_uri(), self.language)
    }

    /// The manifestation's URI: as the XML has it, else the expression's, as XML.
    pub fn manifestation_uri(&self) -> String {
        match &self.uris[2] {
            Some(uri) => uri.clone(),
            None => format!("{}.xml", self.expression_uri()),
        }
    }

    /// Country: ISO 3166-1, two letters as a rule.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// The document type: the element, `act` for example.
    pub fn doc_type(&self) -> &str {
        &self.doc_type
    }

    /// What the document is within its type: `declaration` for example.
    pub fn subtype(&self) -> &str {
        &self.subtype
    }

    /// The work's number, if it has one.
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// The name that stands for the work in its URI.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Date of the work.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Language: ISO 639-2, three letters.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The title by which it is cited.
    pub fn title(&self) -> &str {
        &self.title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_must_exist() {
        assert!(Date::new(2020, Some(2), Some(29)).is_some());
        assert!(Date::new(2021, Some(2), Some(29)).is_none());
        assert!(Date::new(2021, None, Some(1)).is_none());
        for wrong in ["", "21-11-22", "2021-13", "2021-11-22-1", "2021-1-2", "+021-01-01"] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }
}
