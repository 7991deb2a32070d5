//! Everything that annotates, compiled once for each language and used for any number of
//! documents.

use crate::annotate::{Authority, Names};
use crate::commitments::Rules;
use crate::language::Language;
use crate::model::{Document, assign_eids};
use crate::text::{Span, Tokens, Vocabulary};
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
    authority: Authority,
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
        Self { authority, ..Self::default() }
    }

    /// The annotator with the bundled authority files.
    pub fn bundled() -> &'static Annotator {
        static ANNOTATOR: OnceLock<Annotator> = OnceLock::new();
        ANNOTATOR.get_or_init(|| Annotator::new(Authority::bundled().clone()))
    }

    fn compiled(&self, language: Option<&'static Language>) -> &Compiled {
        let slot = language.and_then(|l| Language::codes().position(|code| code == l.code()));
        self.compiled[slot.unwrap_or(SLOTS - 1)].get_or_init(|| {
            let mut vocabulary = Vocabulary::default();
            let names = Names::new(&self.authority, language, &mut vocabulary);
            let rules = Rules::new(language, &mut vocabulary);
            Compiled { vocabulary, names, rules }
        })
    }
}

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
        assign_eids(&mut data);
        data.report.sort();
        Document::from_data(data)
    }
}
