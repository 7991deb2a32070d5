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
/// # Ok::<(), akoma::InvalidDate>(())
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

    /// Whether it can be the date of a document: publishers who do not know one write the first or
    /// the last year there is.
    pub(crate) fn can_be_known(self) -> bool {
        !matches!(self.year, 1 | 9999)
    }

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
    type Err = InvalidDate;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let wrong = || InvalidDate { found: s.to_owned() };
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

/// What was read as a [`Date`] is none: it is written otherwise, or there was no such day.
///
/// ```
/// let error = "2021-02-29".parse::<akoma::Date>().unwrap_err();
/// assert_eq!(error.found(), "2021-02-29");
/// assert_eq!(
///     error.to_string(),
///     "expected a date (2021-11-22, 2021-11 or 2021), but found `2021-02-29`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a date (2021-11-22, 2021-11 or 2021), but found `{found}`")]
pub struct InvalidDate {
    found: String,
}

impl InvalidDate {
    /// What was found in place of a date.
    pub fn found(&self) -> &str {
        &self.found
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
/// Made in code it begins with nothing known, and each field is set:
///
/// ```
/// let mut metadata = akoma::Metadata::default();
/// metadata.work.country = Some("be".to_owned());
/// metadata.work.date = akoma::Date::new(2021, Some(11), Some(22));
/// ```
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
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Work {
    /// The kind of document, by its name in `corpus/kinds.toml`, for example `declaration`.
    pub kind: Option<String>,
    /// Country or organization under whose name the work goes: a code of [`crate::code_lists`], `be`, `eu` or
    /// `un` for example; of a part of a country ISO 3166-2, `gb-sct`.
    pub country: Option<String>,
    /// A finer type, for example `declarationConjointe`. Like the number and the name it becomes a part
    /// of the URI, where `-` stands for what is no part of one; without a letter or digit it says nothing.
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

impl Work {
    /// The subtype, if it can be a part of a URI.
    pub(crate) fn subtype(&self) -> Option<&str> {
        named(&self.subtype)
    }
}

/// What a value says, if it can be a part of a URI: a sign alone names nothing.
pub(super) fn named(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|value| value.contains(char::is_alphanumeric))
}

/// FRBR expression: one wording of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Expression {
    /// Language: a code of ISO 639 with two or three letters. [`Metadata::from_toml`] makes it the
    /// one with three that [`languages::code`](crate::languages::code) gives.
    pub language: Option<String>,
    /// Date of this wording; that of the work if missing.
    pub date: Option<Date>,
}

/// FRBR manifestation: one file of the expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Manifestation {
    /// Day the markup was made.
    pub date: Option<Date>,
    /// Who answers for the markup.
    pub editor: Option<String>,
}

/// Where a text comes from; kept for people, not written to the XML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Provenance {
    /// Who published the text.
    pub publisher: Option<String>,
    /// Under which licence or right it is used.
    pub licence: Option<String>,
    /// Anything else worth knowing.
    pub note: Option<String>,
}

impl Metadata {
    /// The same, and what is missing from `other`.
    ///
    /// ```
    /// use akoma::Metadata;
    ///
    /// let told = Metadata::from_toml("work.country = \"be\"")?;
    /// let beside = Metadata::from_toml("work.country = \"fr\"\nwork.date = \"2021-11-22\"")?;
    /// let both = told.or(beside);
    /// assert_eq!(both.work.country.as_deref(), Some("be"));
    /// assert_eq!(both.work.date.map(|date| date.year()), Some(2021));
    /// # Ok::<(), akoma::Error>(())
    /// ```
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let (ours, theirs) = (self.work, other.work);
        Self {
            work: Work {
                kind: ours.kind.or(theirs.kind),
                country: ours.country.or(theirs.country),
                subtype: ours.subtype.or(theirs.subtype),
                date: ours.date.or(theirs.date),
                date_name: ours.date_name.or(theirs.date_name),
                authors: ours.authors.or(theirs.authors),
                number: ours.number.or(theirs.number),
                name: ours.name.or(theirs.name),
                title: ours.title.or(theirs.title),
                prescriptive: ours.prescriptive.or(theirs.prescriptive),
                authoritative: ours.authoritative.or(theirs.authoritative),
            },
            expression: Expression {
                language: self.expression.language.or(other.expression.language),
                date: self.expression.date.or(other.expression.date),
            },
            manifestation: Manifestation {
                date: self.manifestation.date.or(other.manifestation.date),
                editor: self.manifestation.editor.or(other.manifestation.editor),
            },
            source: Provenance {
                publisher: self.source.publisher.or(other.source.publisher),
                licence: self.source.licence.or(other.source.licence),
                note: self.source.note.or(other.source.note),
            },
        }
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
