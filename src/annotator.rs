//! Everything that annotates, compiled once for each language and used for any number of
//! documents.

use crate::annotate::{Authority, Names};
use crate::commitments::Rules;
use crate::language::Language;
use crate::model::{Data, Document, assign_layer_eids};
use crate::report::{Diagnostic, Severity};
use crate::text::{Span, Tokens, Vocabulary};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Finds who is named where and who promised what.
///
/// One annotator serves any number of documents, threads and languages; what a language needs is
/// compiled when its first document comes.
///
/// ```
/// use akoma::{Annotator, Authority, Document, Kind};
///
/// let mut authority = Authority::bundled().clone();
/// authority.extend("[[entity]]\nid = \"harpie\"\nkind = \"organization\"\nname = \"Cellule Harpie\"")?;
/// let annotator = Annotator::new(authority);
/// let doc = Document::parse("Déclaration\nLa Cellule Harpie et l’ANSSI sont des services.")?;
/// let doc = doc.annotate(&annotator);
/// let ids: Vec<_> = doc.mentions().kind(Kind::Organization).map(|m| m.entity().id()).collect();
/// assert_eq!(ids, ["harpie", "anssi"]);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Annotator {
    authority: Cow<'static, Authority>,
    /// For each language code of [`Language::codes`], and last for no language.
    compiled: [OnceLock<Compiled>; SLOTS],
}

const SLOTS: usize = 5;

#[derive(Debug)]
struct Compiled {
    vocabulary: Vocabulary,
    names: Names,
    rules: Rules,
}

impl Annotator {
    /// An annotator that knows the names of `authority` and no others.
    pub fn new(authority: Authority) -> Self {
        Self { authority: Cow::Owned(authority), ..Self::default() }
    }

    /// The annotator with the bundled authority files.
    pub fn bundled() -> &'static Annotator {
        static ANNOTATOR: OnceLock<Annotator> = OnceLock::new();
        ANNOTATOR.get_or_init(|| Annotator {
            authority: Cow::Borrowed(Authority::bundled()),
            ..Annotator::default()
        })
    }

    fn compiled(&self, language: Option<&'static Language>) -> &Compiled {
        let slot = language.and_then(|l| Language::codes().position(|code| code == l.code()));
        self.compiled[slot.unwrap_or(SLOTS - 1)].get_or_init(|| {
            // Names share most of their words.
            let mut vocabulary = Vocabulary::with_capacity(4 * self.authority.len());
            // The rules first: small numbers for the words that every rule asks for.
            let rules = Rules::new(language, &mut vocabulary);
            let names = Names::new(&self.authority, language, &mut vocabulary);
            Compiled { vocabulary, names, rules }
        })
    }
}

/// Findings of an annotation, which the next one makes anew.
const ANNOTATION_CODES: &[&str] = &[
    "date-unknown",
    "authors-unknown",
    "no-commitment-rules",
    "author-unknown",
    "acronym-of-unknown-kind",
];

impl Document {
    /// The same document with its mentions and commitments, found anew.
    ///
    /// ```
    /// let doc = akoma::Document::parse("Déclaration\nLes deux pays saluent l’action de Frontex.")?;
    /// let doc = doc.annotate(akoma::Annotator::bundled());
    /// assert_eq!(doc.mentions().next().unwrap().text(), "Frontex");
    /// # Ok::<(), akoma::Error>(())
    /// ```
    #[must_use]
    pub fn annotate(self, annotator: &Annotator) -> Document {
        let mut data = self.into_data();
        data.report.forget(ANNOTATION_CODES);
        data.mentions.clear();
        data.commitments.clear();
        data.entities.clear();
        data.parties.clear();
        let language = data.language.as_deref().and_then(Language::named);
        let compiled = annotator.compiled(language);
        let blocks: Vec<_> = data.blocks().collect();
        let spans = blocks.iter().map(|(_, span): &(_, Span)| *span);
        let tokens = Tokens::new(&data.text, spans, &compiled.vocabulary);
        compiled.names.annotate(&annotator.authority, &blocks, &tokens, &mut data);
        compiled.rules.find(&blocks, &tokens, &mut data);
        assign_layer_eids(&mut data);
        unknown(&mut data, compiled.rules.is_empty());
        data.report.sort();
        Document::from_data(data)
    }
}

/// Reports what neither the metadata nor the text tells, and what was not looked for.
fn unknown(data: &mut Data, no_rules: bool) {
    let work = &data.metadata.work;
    let mut missing = Vec::new();
    if work.date.is_none() && data.stated_date.is_none() {
        missing.push(("date-unknown", "the date of the document", "work.date"));
    }
    if data.parties.is_empty() {
        missing.push(("authors-unknown", "who speaks in the document", "work.authors"));
    }
    for (code, what, key) in missing {
        let message = format!("neither the text nor the metadata tells {what}");
        let help = format!("say it as `{key}` in a .toml file beside the text");
        data.report.push(Diagnostic::new(code, Severity::Warning, None, message).with_help(help));
    }
    if let (true, Some(language)) = (no_rules, &data.language) {
        let message =
            format!("commitments are not looked for: no rules are known for `{language}`");
        data.report.push(Diagnostic::new("no-commitment-rules", Severity::Warning, None, message));
    }
}
