//! What is wrong with an Akoma Ntoso document.
//!
//! Level 1 is the official schema: every verdict is that of the schema. Level 2 is what the
//! standard says in words: the naming convention, and links that lead somewhere.

mod code;
mod context;
mod identification;
mod level;
mod messages;
mod path;
mod references;
mod rule;
mod rules;
mod schema_codes;
mod structure;
mod values;
mod words;

pub use code::Code;
pub use level::Level;

use crate::error::{Error, ErrorKind};
use crate::report::{Diagnostic, Report};
use crate::schema::NAMESPACE;
use crate::text::{Span, lines};
use crate::xml::Tree;
use context::Context;
use rule::Findings;

/// What the official schema says of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// It is valid.
    Valid,
    /// It breaks the schema.
    Invalid,
    /// It is no XML.
    NotWellFormed,
    /// Its root is not in the namespace of Akoma Ntoso 1.0: the schema has nothing to say.
    OtherNamespace,
}

impl Verdict {
    /// `valid`, `invalid`, `not-wellformed` or `other-namespace`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Valid => "valid",
            Verdict::Invalid => "invalid",
            Verdict::NotWellFormed => "not-wellformed",
            Verdict::OtherNamespace => "other-namespace",
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// What was found wrong with a document.
///
/// ```
/// let xml = r#"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>"#;
/// let validation = akoma::validate(xml);
/// assert_eq!(validation.verdict(), akoma::Verdict::Invalid);
/// let codes: Vec<_> = validation.report().iter().map(|finding| finding.code()).collect();
/// assert_eq!(codes, ["missing-attribute", "missing-element"]);
/// ```
#[derive(Clone, Debug)]
pub struct Validation {
    verdict: Verdict,
    report: Report,
}

impl Validation {
    /// What the schema says.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The findings, in the order of the document. Spans count bytes of the XML.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Holds that XML which akoma has made of a text is valid by the schema.
    ///
    /// ```
    /// let doc = akoma::Document::parse("Accord\n1. Objet\nLes Parties coopèrent.")?;
    /// akoma::validate(&doc.to_akn()).expect_valid()?;
    /// let broken = doc.to_akn().replace("mainBody", "body");
    /// let error = akoma::validate(&broken).expect_valid().unwrap_err();
    /// assert_eq!(error.kind(), akoma::ErrorKind::Check);
    /// let finding = error.all().nth(1).unwrap();
    /// assert!(finding.message().starts_with("unexpected-element: "), "{finding}");
    /// # Ok::<(), akoma::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Check`](crate::ErrorKind::Check): that it is not, and the first findings, each with
    /// the path to its place; [`Error::all`] has them.
    pub fn expect_valid(&self) -> Result<(), Error> {
        /// How many findings are named: what follows has the same cause as a rule.
        const MOST: usize = 5;
        if self.verdict == Verdict::Valid {
            return Ok(());
        }
        let said = |finding: &Diagnostic| {
            let place = finding.path().map_or_else(String::new, |path| format!(" (in {path})"));
            let message = format!("{}: {}{place}", finding.code(), finding.message());
            Error::new(ErrorKind::Check, message)
        };
        let message = format!(
            "expected XML that is valid by the official schema (level 1), but found {} in what was \
             made of this; it is not written",
            match self.report.len() {
                1 => "a mistake".to_owned(),
                n => format!("{n} mistakes"),
            }
        );
        let help = "a kind of document or a language of your own may name an element that may not occur \
                    there; if there is none, this is a bug in akoma: please report it with the text";
        let first = Error::new(ErrorKind::Check, message).with_help(help);
        let findings = self.report.iter().take(MOST).map(said);
        Err(Error::several(std::iter::once(first).chain(findings).collect()))
    }

    /// That a file cannot even be read as XML: its bytes are in no encoding that is known.
    pub fn unreadable(error: &Error) -> Self {
        let finding = schema_codes::NOT_WELL_FORMED.at(None, error.message());
        let finding = match error.help() {
            Some(help) => finding.with_help(help),
            None => finding,
        };
        let mut report = Report::default();
        report.push(finding);
        Self { verdict: Verdict::NotWellFormed, report }
    }
}

/// Checks documents; says how far.
///
/// ```
/// let doc = akoma::corpus::declaration()?.annotate(akoma::Annotator::bundled());
/// let validation = akoma::Validator::new().level(akoma::Level::Convention).validate(&doc.to_akn());
/// assert!(validation.report().is_empty());
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Validator {
    level: Level,
}

impl Validator {
    /// A validator of level 1, the schema.
    pub fn new() -> Self {
        Self::default()
    }

    /// How far to check: 1 for the schema, 2 for the naming convention and links as well.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Checks a document. The verdict is that of the schema, whatever the level.
    pub fn validate(&self, xml: &str) -> Validation {
        match structure::check(xml) {
            Err(error) => Validation::not_well_formed(xml, &error),
            Ok((verdict, mut found)) => {
                if verdict == Verdict::OtherNamespace {
                    found.push(other_namespace(xml));
                } else if self.level >= Level::Convention {
                    // It was read before and is well formed.
                    found.extend(check_rules(xml).unwrap_or_default());
                }
                let mut report = Report::default();
                found.into_iter().for_each(|finding| report.push(bounded(finding)));
                report.sort();
                Validation { verdict, report }
            }
        }
    }
}

/// Checks a document against the official schema of Akoma Ntoso 1.0.
///
/// Of bytes, [`akn::decode`](crate::akn::decode) makes the text. For more than the schema see
/// [`Validator`].
///
/// ```
/// let doc = akoma::corpus::declaration()?;
/// assert_eq!(akoma::validate(&doc.to_akn()).verdict(), akoma::Verdict::Valid);
/// # Ok::<(), akoma::Error>(())
/// ```
pub fn validate(xml: &str) -> Validation {
    Validator::new().validate(xml)
}

/// Every code, by level.
///
/// ```
/// let code = akoma::codes().find(|code| code.name() == "eid-syntax").unwrap();
/// assert_eq!(code.level(), akoma::Level::Convention);
/// ```
pub fn codes() -> impl Iterator<Item = &'static Code> {
    schema_codes::ALL.iter().chain(rules::ALL.iter().map(|rule| &rule.code))
}

impl Validation {
    fn not_well_formed(xml: &str, error: &Error) -> Self {
        let mut validation = Self::unreadable(error);
        if let Some(finding) = validation.report.first_mut() {
            finding.span = error.position().map(|position| place(xml, position));
        }
        validation
    }
}

/// The character at a line and column.
fn place(xml: &str, (line, column): (u32, u32)) -> Span {
    let start = lines(xml).nth(line as usize - 1).map_or(xml.len(), |l| l.span.start() as usize);
    let rest = &xml[start..];
    let at = rest.char_indices().nth(column as usize - 1).map_or(rest.len(), |(at, _)| at);
    let length = rest[at..].chars().next().map_or(0, char::len_utf8);
    Span::new((start + at) as u32, (start + at + length) as u32)
}

/// The finding with messages that can be read: a rule may quote a value as long as the document.
fn bounded(mut finding: Diagnostic) -> Diagnostic {
    const MOST: usize = 1_000;
    for told in [Some(&mut finding.message), finding.help.as_mut()].into_iter().flatten() {
        if let Some((end, _)) = told.char_indices().nth(MOST) {
            told.truncate(end);
            told.push('…');
        }
    }
    finding
}

fn other_namespace(xml: &str) -> Diagnostic {
    let tree = Tree::read(xml).ok();
    let root = tree.as_ref().map(Tree::root);
    let found = root.map_or("", |root| root.namespace());
    let what = match found {
        "" => "no namespace".to_owned(),
        found => words::quoted(found),
    };
    let message = format!("expected the root in namespace {NAMESPACE}, but found {what}");
    schema_codes::OTHER_NAMESPACE
        .at(root.map_or(Span::default(), |root| root.name_span()), message)
        .with_found(found)
        .with_expected([NAMESPACE])
        .with_help(match found {
            "" => format!("if it is Akoma Ntoso 1.0, add xmlns=\"{NAMESPACE}\" to the root"),
            _ => "convert the document to Akoma Ntoso 1.0".to_owned(),
        })
}

/// What the rules of level 2 find in a document that is well formed.
fn check_rules(xml: &str) -> Result<Vec<Diagnostic>, Error> {
    let tree = Tree::read(xml)?;
    let context = Context::new(&tree);
    let mut found = Vec::new();
    for rule in rules::ALL {
        let mut findings = Findings::new(&rule.code, &mut found);
        (rule.check)(&context, &mut findings);
        findings.finish();
    }
    Ok(found)
}
