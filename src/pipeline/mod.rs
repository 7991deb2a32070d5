//! Everything that annotates, compiled once for each language and used for any number of
//! documents.

mod added;
mod identity;
#[cfg(test)]
mod tests;

use crate::akn::can_be_added_to;
use crate::authority::Authority;
use crate::kinds::Kinds;
use crate::language::{Language, Languages};
use crate::languages;
use crate::mentions::NameFinder;
use crate::model::{Document, assign_layer_eids};
use crate::predicates::Rules;
use crate::report::{Diagnostic, Severity};
use crate::text::{Span, Tokens, Vocabulary};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Finds who is named where and who promised what.
///
/// One annotator serves any number of documents, threads and languages; what a language needs is
/// compiled when its first document comes.
///
/// ```
/// use akoma::{Annotator, Authority, Document, EntityKind};
///
/// let mut authority = Authority::bundled().clone();
/// authority.extend("[[entity]]\nid = \"harpie\"\nkind = \"organization\"\nname = \"Cellule Harpie\"")?;
/// let annotator = Annotator::new(authority);
/// let doc = Document::parse("Déclaration\nLa Cellule Harpie et l’ANSSI sont des services.")?;
/// let doc = doc.annotate(&annotator);
/// let ids: Vec<_> = doc.mentions().kind(EntityKind::Organization).map(|m| m.entity().id()).collect();
/// assert_eq!(ids, ["harpie", "anssi"]);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Debug)]
pub struct Annotator {
    authority: Cow<'static, Authority>,
    languages: Languages,
    /// For each of the languages, and last for no language.
    compiled: Box<[OnceLock<CompiledLanguage>]>,
    no_commitments: bool,
    /// The kinds that XML may be of, instead of the bundled ones.
    kinds: Option<Kinds>,
}

#[derive(Debug)]
struct CompiledLanguage {
    vocabulary: Vocabulary,
    names: NameFinder,
    rules: Rules,
    rule_ids: Arc<[Box<str>]>,
}

impl Annotator {
    /// An annotator that knows the names of `authority` and no others.
    pub fn new(authority: impl Into<Cow<'static, Authority>>) -> Self {
        let annotator = Self {
            authority: authority.into(),
            languages: Languages::default(),
            compiled: Box::default(),
            no_commitments: false,
            kinds: None,
        };
        annotator.languages(Languages::default())
    }

    /// The languages that it knows the words and rules of, instead of those that akoma comes with:
    /// best the same that the [`Parser`](crate::Parser) takes.
    ///
    /// ```
    /// use akoma::{Annotator, Authority, Language, Languages, Parser};
    ///
    /// let spanish = Language::from_toml(
    ///     "code = \"spa\"\nname = \"español\"\nfunction-words = [\"el\", \"de\"]\nabbreviations = []\n\
    ///      [dates]\nmonths = [[\"enero\"], [\"febrero\"], [\"marzo\"], [\"abril\"], [\"mayo\"], [\"junio\"], \
    ///      [\"julio\"], [\"agosto\"], [\"septiembre\"], [\"octubre\"], [\"noviembre\"], [\"diciembre\"]]\n",
    /// )?;
    /// let languages = Languages::bundled().with(spanish);
    /// let annotator = Annotator::new(Authority::bundled()).languages(languages.clone());
    /// let doc = Parser::new().languages(languages).parse("Acuerdo\nEl plazo vence en marzo 2030.")?;
    /// let doc = doc.annotate(&annotator);
    /// assert_eq!(doc.mentions().next().map(|date| date.text()), Some("marzo 2030"));
    /// # Ok::<(), akoma::Error>(())
    /// ```
    #[must_use]
    pub fn languages(mut self, languages: Languages) -> Self {
        self.compiled = (0..=languages.codes().len()).map(|_| OnceLock::new()).collect();
        self.languages = languages;
        self
    }

    /// Whether to look for commitments too, as is done unless this says not.
    #[must_use]
    pub fn commitments(mut self, find: bool) -> Self {
        self.no_commitments = !find;
        self
    }

    /// The kinds of document that XML may be of, instead of the bundled ones; a text is of the kind
    /// that its [`Parser`](crate::Parser) has found.
    #[must_use]
    pub fn kinds(mut self, kinds: Kinds) -> Self {
        self.kinds = Some(kinds);
        self
    }

    /// The entities whose names it knows.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The annotator with the bundled authority files.
    pub fn bundled() -> &'static Annotator {
        static ANNOTATOR: OnceLock<Annotator> = OnceLock::new();
        ANNOTATOR.get_or_init(|| Annotator::new(Authority::bundled()))
    }

    fn compiled(&self, language: Option<&Language>) -> &CompiledLanguage {
        let number = language.and_then(|language| self.languages.number(language.code()));
        let number = number.unwrap_or(self.compiled.len() - 1);
        self.compiled[number].get_or_init(|| {
            // Names share most of their words.
            let mut vocabulary = Vocabulary::with_capacity(4 * self.authority.len());
            // The rules first: small numbers for the words that every rule asks for.
            let rules = Rules::new(language, &mut vocabulary);
            let rule_ids = language.map_or_else(Arc::default, Language::rule_ids);
            let names = NameFinder::new(&self.authority, language, &mut vocabulary);
            CompiledLanguage { vocabulary, names, rules, rule_ids }
        })
    }
}

/// Findings of an annotation, which the next one makes anew.
const ANNOTATION_CODES: &[&str] = &[
    "no-commitment-rules",
    "author-unknown",
    "acronym-of-unknown-kind",
    "older-version",
    "not-markable",
];

impl Document {
    /// The same document with its mentions and commitments.
    ///
    /// Those of a text are found anew. A document that was read keeps what its XML has, and what
    /// is found besides is added, where the schema allows it: `to_akn` puts it in between and
    /// changes nothing else, and annotating again adds nothing.
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
        if data.origin.as_ref().is_some_and(|origin| !can_be_added_to(origin)) {
            data.report.push(older_version());
            return Document::from_data(data);
        }
        let languages = &annotator.languages;
        let kinds = annotator.kinds.clone().or_else(|| Kinds::bundled().ok());
        let mut before = added::ExistingAnnotations::take(&mut data, languages, kinds.as_ref());
        let language = data.language.as_deref().and_then(|code| languages.get(code));
        let compiled = annotator.compiled(language);
        let blocks: Vec<_> = data.blocks().collect();
        let spans = blocks.iter().map(|(_, span): &(_, Span)| *span);
        let tokens = Tokens::new(&data.text, spans, &compiled.vocabulary);
        if !Arc::ptr_eq(&data.rule_ids, &compiled.rule_ids) {
            before.forget_rules();
            data.rule_ids = compiled.rule_ids.clone();
        }
        compiled.names.annotate(&annotator.authority, &blocks, &tokens, &mut data);
        if !annotator.no_commitments {
            compiled.rules.find(&blocks, &tokens, language, &mut data);
            if let (true, Some(code)) = (compiled.rules.is_empty(), said(data.language.as_deref()))
            {
                data.report.push(no_rules(code, languages));
            }
        }
        // Of most texts this was said when they were parsed; of commitments it was said above.
        if language.is_none() && annotator.no_commitments {
            let finding = no_words(data.language.as_deref(), languages);
            if !data.report.iter().any(|d| d.code() == finding.code()) {
                data.report.push(finding);
            }
        }
        match data.origin {
            None => assign_layer_eids(&mut data),
            Some(_) => before.merge(&mut data),
        }
        data.report.sort();
        identity::checked(Document::from_data(data))
    }
}

impl Document {
    /// A finding if `languages` has no rules for commitments in the language of the document: that
    /// none were found then means nothing. `None` if there are such rules, if the language of the
    /// document is not known, or if the XML that it was read from marks commitments.
    ///
    /// ```
    /// use akoma::{Document, Languages};
    ///
    /// let doc = Document::parse("Abkommen\nDie Länder und die Regierungen werden das tun.")?;
    /// let finding = doc.no_commitment_rules(Languages::bundled());
    /// assert_eq!(finding.map(|finding| finding.code()), Some("no-commitment-rules"));
    /// # Ok::<(), akoma::Error>(())
    /// ```
    pub fn no_commitment_rules(&self, languages: &Languages) -> Option<Diagnostic> {
        let code = self.language().filter(|code| languages::is_said(code));
        let code = code.filter(|_| self.data().predicates.is_empty())?;
        let has_rules = languages.get(code).is_some_and(Language::has_commitment_rules);
        (!has_rules).then(|| no_rules(code, languages))
    }
}

fn older_version() -> Diagnostic {
    let message = "expected Akoma Ntoso 1.0 to add annotations to, but found another version";
    Diagnostic::new("older-version", Severity::Warning, None, message).with_help(
        "what it says can be asked all the same; to add to it, convert it to version 1.0",
    )
}

/// Names are looked for in a document whose language akoma has no words of, or does not know.
fn no_words(language: Option<&str>, languages: &Languages) -> Diagnostic {
    let (code, message) = match said(language) {
        Some(said) => ("no-language-data", format!("akoma has no words of `{said}`")),
        None => ("language-unknown", "the language is not known".to_owned()),
    };
    let message = format!("{message}: dates and offices are not looked for");
    Diagnostic::new(code, Severity::Warning, None, message)
        .with_help(format!("names are found as they are spelt in {}", languages.listed()))
}

/// The code of a language, if it says which one.
fn said(language: Option<&str>) -> Option<&str> {
    language.filter(|code| languages::is_said(code))
}

/// Commitments were not looked for.
fn no_rules(language: &str, languages: &Languages) -> Diagnostic {
    let message = format!("commitments are not looked for: no rules are known for `{language}`");
    let known = languages.with_commitment_rules().collect::<Vec<_>>().join(", ");
    let found = match languages.number(language) {
        Some(_) => "who and what is named is found all the same".to_owned(),
        None => format!("names are found as they are spelt in {}", languages.listed()),
    };
    let help = format!("rules are known for {known} so far; {found}");
    Diagnostic::new("no-commitment-rules", Severity::Warning, None, message).with_help(help)
}
