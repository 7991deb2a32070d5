//! What a document is by its metadata: the levels of FRBR.

use super::metadata::{Date, Metadata, named};
use super::{Document, title};
use crate::text::slug;
use std::borrow::Cow;

/// The FRBR data of a document: what its metadata says, else what its text says. Nothing is made
/// up: what nobody knows is `None`, and where the schema wants a value all the same, the URIs and
/// the XML have one that says so: the day 0001-01-01, the country `zz`, the language `und`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frbr {
    pub(crate) country: Option<String>,
    pub(crate) doc_type: String,
    pub(crate) subtype: String,
    pub(crate) date: Option<Date>,
    pub(crate) date_name: String,
    pub(crate) expression_date: Option<Date>,
    pub(crate) manifestation_date: Option<Date>,
    pub(crate) language: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) editor: String,
    pub(crate) prescriptive: bool,
    pub(crate) authoritative: bool,
    /// The URIs of work, expression and manifestation that an XML has given.
    pub(crate) uris: [Option<String>; 3],
}

/// Stands where the schema wants a country and nobody knows it: ISO 3166-1 leaves it to its users,
/// and the Unicode locale data calls it the unknown one.
const UNKNOWN_COUNTRY: &str = "zz";

/// What others write for a country that nobody knows.
const UNKNOWN_COUNTRIES: [&str; 2] = [UNKNOWN_COUNTRY, "xx"];

/// What is written as the name of a date that nobody knows.
pub(crate) const UNKNOWN_DATE: &str = "unknown";

impl Frbr {
    /// The work's URI: as the XML has it, else of country, document type, subtype, date and name.
    pub fn work_uri(&self) -> String {
        if let Some(uri) = &self.uris[0] {
            return uri.clone();
        }
        let Self { doc_type, subtype, number, name, .. } = self;
        let (country, date) = (self.written_country(), written(self.date));
        let (subtype, last) = (segment(subtype), segment(number.as_ref().unwrap_or(name)));
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
            false => written(self.expression_date).to_string(),
        };
        format!("{}/{}@{version}", self.work_uri(), self.written_language())
    }

    /// The manifestation's URI: as the XML has it, else the expression's, as XML.
    pub fn manifestation_uri(&self) -> String {
        match &self.uris[2] {
            Some(uri) => uri.clone(),
            None => format!("{}.xml", self.expression_uri()),
        }
    }

    /// Country, in small letters: as a rule the two of ISO 3166-1. `None` if nobody knows it.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
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

    /// Date of the work, a full day as a rule; some publishers give a year alone. `None` if nobody
    /// knows it.
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// Language: the code of three letters that [`languages::code`](crate::languages::code) gives.
    /// `None` if nobody knows it.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// What to call the document in a catalogue, on one line; never empty.
    ///
    /// Of a text: what the metadata calls it, else its title, else its first words. Of XML: its
    /// `docTitle` or `shortTitle`, in `preface`, `header` or `coverPage`; else what its metadata
    /// calls it, `FRBRalias` or `FRBRname`; else its `longTitle`; else what kind of document it is,
    /// its number, its date. In a judgment an `FRBRname` that names two parties is better than any
    /// title, which is often « Approved Judgment ». Notes are left out.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What stands for the country in URIs and in XML.
    pub(crate) fn written_country(&self) -> &str {
        self.country.as_deref().unwrap_or(UNKNOWN_COUNTRY)
    }

    /// What stands for the language in URIs and in XML.
    pub(crate) fn written_language(&self) -> &str {
        self.language.as_deref().unwrap_or(crate::languages::UNKNOWN)
    }
}

/// A text as one part of a URI, « 2021/15 bis » as `2021-15-bis`: what ends or divides a part by
/// RFC 3987 or by the naming convention becomes a hyphen, and so does what no IRI may hold.
fn segment(text: &str) -> String {
    const DIVIDING: &str = "/?#[]@!~";
    const FORBIDDEN: &str = "%<>\"{}|\\^`";
    let allowed = |c: char| {
        !c.is_whitespace() && !c.is_control() && !DIVIDING.contains(c) && !FORBIDDEN.contains(c)
    };
    text.chars().map(|c| if allowed(c) { c } else { '-' }).collect()
}

/// What stands for a date in URIs and in XML.
pub(crate) fn written(date: Option<Date>) -> Date {
    date.unwrap_or(Date::UNKNOWN)
}

impl Document {
    /// The FRBR data: from the metadata, else from the text.
    pub fn frbr(&self) -> Frbr {
        let data = self.data();
        let Metadata { work, expression, manifestation, .. } = self.metadata();
        let root = self.root();
        let title = title::of(self);
        let date = work.date.or(data.stated_date).filter(|date| date.can_be_known());
        // XML that akoma writes has full days only.
        let date = date.filter(|date| date.is_full() || data.origin.is_some());
        let expression_date = expression.date.filter(|date| date.can_be_known()).or(date);
        let unnamed = if date.is_none() { UNKNOWN_DATE } else { "generation" };
        Frbr {
            country: self.country(),
            doc_type: root.element().to_owned(),
            subtype: work
                .subtype()
                .map(Cow::Borrowed)
                .or(root.attribute("name"))
                .map_or_else(|| "document".to_owned(), Cow::into_owned),
            date,
            date_name: work.date_name.clone().unwrap_or_else(|| unnamed.to_owned()),
            expression_date,
            manifestation_date: manifestation.date.or(expression_date),
            language: self.language().map(str::to_owned),
            number: named(&work.number).map(str::to_owned),
            name: named(&work.name)
                .map_or_else(|| short_slug(&title::of_text(self, &title)), str::to_owned),
            title,
            editor: manifestation.editor.clone().unwrap_or_else(|| "akoma".to_owned()),
            prescriptive: work.prescriptive.unwrap_or(false),
            authoritative: work.authoritative.unwrap_or(false),
            uris: match &data.origin {
                Some(origin) => origin.uris.clone().map(|uri| uri.map(Into::into)),
                None => Default::default(),
            },
        }
    }

    /// The country of the work: what the metadata says, else that of the first party that has one.
    fn country(&self) -> Option<String> {
        let said = self.metadata().work.country.as_deref();
        let country =
            said.or_else(|| self.parties().find_map(|p| p.country().filter(|c| *c != "int")))?;
        let country = country.trim().to_ascii_lowercase();
        let state = country.split('-').next().unwrap_or_default();
        let known = !state.is_empty() && !UNKNOWN_COUNTRIES.contains(&state);
        known.then_some(country)
    }
}

/// The first words of a slug: enough to tell documents of one day apart.
fn short_slug(text: &str) -> String {
    let slug = slug(text);
    let cut = slug.match_indices('-').map(|(at, _)| at).nth(9).unwrap_or(slug.len());
    if slug.is_empty() { "nn".to_owned() } else { slug[..cut].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_uri_is_one() {
        for (text, part) in [
            ("2021/15 bis", "2021-15-bis"),
            ("declarationConjointe", "declarationConjointe"),
            ("C(2021)15:é", "C(2021)15:é"),
            ("a?b#c%d@e!f~g", "a-b-c-d-e-f-g"),
            ("« 7 »\u{7}", "«-7-»-"),
        ] {
            assert_eq!(segment(text), part, "{text}");
        }
    }

    #[test]
    fn what_names_nothing_is_no_part_of_a_uri() {
        let doc = |subtype: &str, number: &str, name: &str| {
            let mut metadata = Metadata::default();
            metadata.work.subtype = Some(subtype.to_owned());
            metadata.work.number = Some(number.to_owned());
            metadata.work.name = Some(name.to_owned());
            let parser = crate::Parser::new().metadata(metadata);
            parser.parse("Accord\nLes Parties coopèrent.").unwrap().frbr().work_uri()
        };
        let uri = "/akn/zz/statement/agreement/0001-01-01/accord";
        for nothing in ["", " ", "/", "–"] {
            assert_eq!(doc(nothing, nothing, nothing), uri, "{nothing:?}");
        }
        let uri = "/akn/zz/statement/a-b/0001-01-01/7-1";
        assert_eq!(doc("a/b", "7#1", ""), uri);
    }
}
