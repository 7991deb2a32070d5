//! The languages that texts may be in, and which of them a text is in.

use super::builtin::Bundled;
use super::file::Language;
use crate::datafile::{self, Files, Mistake};
use crate::error::{Error, ErrorKind};
use crate::kinds::Kinds;
use crate::languages;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};
use toml::Spanned;

/// The languages that texts are read in: those that akoma comes with, and those of one's own.
///
/// A [`Parser`](crate::Parser) and an [`Annotator`](crate::Annotator) take such a set. It is cheap to
/// clone, and a bundled language is read when a text is in it.
///
/// ```
/// use akoma::{Language, Languages, Parser};
///
/// let spanish = Language::from_toml(
///     "code = \"spa\"\n\
///      name = \"español\"\n\
///      function-words = [\"el\", \"los\", \"del\"]\n\
///      abbreviations = []\n\
///      [[structure.division]]\n\
///      match = [\"artículo\"]\n\
///      element = \"article\"\n",
/// )?;
/// let languages = Languages::bundled().with(spanish);
/// assert_eq!(languages.codes().collect::<Vec<_>>(), ["deu", "eng", "fra", "nld", "spa"]);
/// assert_eq!(languages.get("es-MX").map(Language::name), Some("español"));
///
/// let text = "Acuerdo\nArtículo 1\nLos Estados cooperarán.\nArtículo 2\nEl acuerdo es del Consejo.";
/// let doc = Parser::new().languages(languages).parse(text)?;
/// assert_eq!(doc.language(), Some("spa"));
/// assert_eq!(doc.root().descendants().filter(|node| node.element() == "article").count(), 2);
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone)]
pub struct Languages(Arc<Set>);

struct Set {
    /// In the order of their codes.
    members: Vec<Member>,
    /// The words of grammar of all, by which a language is recognized.
    words: OnceLock<FunctionWords>,
    /// The kinds of document that titles of languages to be added may name, instead of the bundled ones.
    kinds: Option<Kinds>,
}

#[derive(Clone)]
enum Member {
    Bundled(Bundled),
    Given(Arc<Language>),
}

/// How many words of a text show its language.
const DETECT_WORDS: usize = 400;

impl Languages {
    /// The languages that akoma comes with.
    pub fn bundled() -> &'static Languages {
        static LANGUAGES: OnceLock<Languages> = OnceLock::new();
        LANGUAGES.get_or_init(|| {
            Languages::of_members(Bundled::all().map(Member::Bundled).collect(), None)
        })
    }

    fn of_members(members: Vec<Member>, kinds: Option<Kinds>) -> Self {
        Self(Arc::new(Set { members, words: OnceLock::new(), kinds }))
    }

    /// These languages; the titles of those that are added from files may name these kinds of document.
    ///
    /// ```
    /// use akoma::{Kinds, Languages};
    ///
    /// let file = "code = \"spa\"\nname = \"español\"\nfunction-words = [\"el\"]\nabbreviations = []\n\
    ///             [[structure.doctype]]\nmatch = [\"nota\"]\nkind = \"note\"\n";
    /// let error = Languages::bundled().with_files([("spa.toml", file)]).unwrap_err();
    /// assert!(error.to_string().starts_with("spa.toml:7:8: key `structure.doctype.kind`"));
    ///
    /// let note = "[[kind]]\nname = \"note\"\nelement = \"act\"\npresent = \"state\"";
    /// let languages = Languages::bundled().with_kinds(Kinds::bundled()?.with(note)?);
    /// assert!(languages.with_files([("spa.toml", file)]).is_ok());
    /// # Ok::<(), akoma::Error>(())
    /// ```
    #[must_use]
    pub fn with_kinds(&self, kinds: Kinds) -> Self {
        Self::of_members(self.0.members.clone(), Some(kinds))
    }

    /// No language at all, to which those of one's own are added.
    ///
    /// ```
    /// assert_eq!(akoma::Languages::none().codes().len(), 0);
    /// ```
    pub fn none() -> Self {
        Self::of_members(Vec::new(), None)
    }

    /// These languages and another, which takes the place of one with the same code.
    #[must_use]
    pub fn with(&self, language: Language) -> Self {
        let mut members = self.0.members.clone();
        let place = members.binary_search_by(|member| member.code().cmp(language.code()));
        let member = Member::Given(Arc::new(language));
        match place {
            Ok(number) => members[number] = member,
            Err(number) => members.insert(number, member),
        }
        Self::of_members(members, self.0.kinds.clone())
    }

    /// These languages and those of a folder, given as the paths in it and the texts of its files: a
    /// language is a file `CODE.toml` or all files of the folder `CODE`. Files of a language that akoma
    /// comes with say what is to be changed of it: a rule takes the place of the one with the same `id`,
    /// `remove = ["id"]` takes one away, and words are added to lists.
    ///
    /// ```
    /// use akoma::{Language, Languages};
    ///
    /// let words = "code = \"spa\"\nname = \"español\"\nfunction-words = [\"el\"]\nabbreviations = []";
    /// let dates = "[dates]\nbefore-year = [\"en\"]";
    /// let files = [("spa/words.toml", words), ("spa/dates.toml", dates)];
    /// let languages = Languages::bundled().with_files(files)?;
    /// assert_eq!(languages.get("es").map(Language::code), Some("spa"));
    ///
    /// // What is added to a bundled language.
    /// let added = "[[name-pattern]]\nid = \"fra.cellule\"\nmatch = [\"cellule <capital>\"]\n\
    ///              kind = \"organization\"\n";
    /// let languages = languages.with_files([("fra.toml", added)])?;
    /// assert_eq!(languages.get("fr").map(Language::name), Some("français"));
    ///
    /// let error = Languages::bundled().with_files([("spa.toml", "code =")]).unwrap_err();
    /// assert!(error.to_string().starts_with("spa.toml:1:7: expected "));
    /// # Ok::<(), akoma::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with file, line, column and key: those of [`Language::from_files`], and a
    /// language that is called otherwise than its file. [`Error::all`] has all of all languages.
    pub fn with_files<'t>(
        &self,
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, Error> {
        let kinds = self.0.kinds.clone().map_or_else(Kinds::bundled, Ok)?;
        let (mut languages, mut errors) = (self.clone(), Vec::new());
        for (name, files) in Self::by_name(files) {
            match named(name, self.files_of(name), &files, &kinds) {
                Ok(language) => languages = languages.with(language),
                Err(error) => errors.push(error),
            }
        }
        match errors.is_empty() {
            true => Ok(languages),
            false => Err(Error::several(errors)),
        }
    }

    /// The files of each language, by what they are called.
    pub(crate) fn by_name<'t>(
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> BTreeMap<&'t str, Vec<(&'t str, &'t str)>> {
        let mut by_name: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (path, text) in files {
            let first = path.split('/').next().unwrap_or_default();
            let name = first.strip_suffix(".toml").unwrap_or(first);
            by_name.entry(name).or_default().push((path, text));
        }
        by_name.values_mut().for_each(|files| files.sort_unstable());
        by_name
    }

    /// The files of a bundled language, over which others of its name are laid; none of any other.
    pub(crate) fn files_of(&self, code: &str) -> &'static [(&'static str, &'static str)] {
        match self.number(code).map(|number| &self.0.members[number]) {
            Some(Member::Bundled(bundled)) => bundled.files(),
            _ => &[],
        }
    }

    /// The language with this code: of two or three letters, or a language tag that begins with one,
    /// as [`languages::code`] takes them.
    ///
    /// ```
    /// use akoma::{Language, Languages};
    ///
    /// assert_eq!(Languages::bundled().get("fr-BE").map(Language::code), Some("fra"));
    /// assert!(Languages::bundled().get("spa").is_none());
    /// ```
    pub fn get(&self, code: &str) -> Option<&Language> {
        self.shared(code).map(Arc::as_ref)
    }

    /// The same; that there is none is an error.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownLanguage`] with the languages that there are.
    pub fn require(&self, code: &str) -> Result<&Language, Error> {
        self.get(code).ok_or_else(|| self.unknown(code))
    }

    /// The same, to be kept.
    pub(crate) fn shared(&self, code: &str) -> Option<&Arc<Language>> {
        self.number(code).map(|number| self.0.members[number].language())
    }

    /// The place of a language among all, in the order of [`codes`](Languages::codes).
    pub(crate) fn number(&self, code: &str) -> Option<usize> {
        let code = languages::code(code)?;
        self.0.members.binary_search_by(|member| member.code().cmp(code)).ok()
    }

    /// The codes of all (ISO 639-2), in alphabetical order.
    pub fn codes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.members.iter().map(Member::code)
    }

    /// The codes of those that have rules for who promises what.
    pub(crate) fn with_commitment_rules(&self) -> impl Iterator<Item = &str> {
        let has_rules = |member: &&Member| member.language().has_commitment_rules();
        self.0.members.iter().filter(has_rules).map(Member::code)
    }

    /// The codes of all as a message lists them.
    pub(crate) fn listed(&self) -> String {
        self.codes().collect::<Vec<_>>().join(", ")
    }

    /// The language that a text is in, recognized by its words of grammar; `None` if they are too few.
    ///
    /// ```
    /// use akoma::{Language, Languages};
    ///
    /// let told = |text| Languages::bundled().detect(text).map(Language::code);
    /// assert_eq!(told("Les deux pays sont convenus de ce qui suit."), Some("fra"));
    /// assert_eq!(told("Lorem ipsum dolor sit amet."), None);
    /// ```
    pub fn detect(&self, text: &str) -> Option<&Language> {
        self.detected(text).map(|number| self.0.members[number].language().as_ref())
    }

    /// The language of a text: what its metadata says, be there data for it or not, and only if that
    /// is nothing what its words show.
    pub(crate) fn of(&self, said: Option<&str>, text: &str) -> Option<&Arc<Language>> {
        match said.filter(|code| languages::is_said(code)) {
            Some(code) => self.shared(code),
            None => self.detected(text).map(|number| self.0.members[number].language()),
        }
    }

    fn detected(&self, text: &str) -> Option<usize> {
        let known = self.0.words.get_or_init(|| FunctionWords::of(&self.0.members));
        let mut all = 0;
        let mut counts = vec![0usize; self.0.members.len()];
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        for word in words.take(DETECT_WORDS) {
            all += 1;
            let lower = match word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
                true => Cow::Borrowed(word),
                false => Cow::Owned(word.to_lowercase()),
            };
            known.having(&lower).for_each(|number| counts[number] += 1);
        }
        // Of two with as many, the first.
        let (number, count) =
            counts.into_iter().enumerate().rev().max_by_key(|(_, count)| *count)?;
        // One word in ten is a word of grammar in any running text.
        (count * 10 >= all && count > 0).then_some(number)
    }

    /// An unknown language is named with those that are known.
    pub(crate) fn unknown(&self, code: &str) -> Error {
        let message = format!(
            "expected a language akoma has data for ({}), but found `{code}`",
            self.listed()
        );
        let error = Error::new(ErrorKind::UnknownLanguage, message);
        // Names of languages begin as one of their codes: « french » as `fre`, « Deutsch » as `deu`.
        let first: String = code.chars().take(3).collect();
        match languages::code(&first).filter(|near| self.number(near).is_some()) {
            Some(near) => error.with_help(format!("did you mean `{near}`?")),
            None => error,
        }
    }
}

/// The language in files that are called so, laid over the files that it has already, if any.
fn named(
    name: &str,
    base: &[(&str, &str)],
    files: &[(&str, &str)],
    kinds: &Kinds,
) -> Result<Language, Error> {
    let Some(code) = languages::code(name) else {
        let message = format!(
            "expected a file or a folder called by the code of a language (ISO 639), but found `{name}`"
        );
        let (own, _) = datafile::read_files::<OwnCode>(&Files::several(files.iter().copied()));
        let help = match own.and_then(|own| own.code) {
            Some(code) => {
                let code = code.get_ref();
                format!("call it `{code}.toml` (a folder: `{code}`), as its key `code` says")
            }
            None => {
                "call it `spa.toml`, or `spa` a folder of several files, for example; what is no \
                     language is put elsewhere"
                    .to_owned()
            }
        };
        let file = files.first().map_or(name, |(path, _)| path);
        return Err(Error::new(ErrorKind::Data, message).with_help(help).in_file(file));
    };
    let several = || Files::several(files.iter().copied());
    // First of all: ids of rules begin with the code.
    let (own, _) = datafile::read_files::<OwnCode>(&several());
    if let Some(own) = own.and_then(|own| own.code).filter(|own| own.get_ref() != code) {
        let found = own.get_ref();
        let message =
            format!("key `code`: expected `{code}`, as the file is called, but found `{found}`");
        let help =
            format!("correct the code, or call the file `{found}.toml` (a folder: `{found}`)");
        return Err(several().error(vec![Mistake::new(own.span(), message).with_help(Some(help))]));
    }
    Language::layered(base, files, kinds)
}

/// The code that files say themselves, whatever else they say.
#[derive(Deserialize)]
struct OwnCode {
    code: Option<Spanned<String>>,
}

impl Default for Languages {
    fn default() -> Self {
        Self::bundled().clone()
    }
}

impl fmt::Debug for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.codes()).finish()
    }
}

impl Member {
    fn code(&self) -> &str {
        match self {
            Member::Bundled(bundled) => bundled.code(),
            Member::Given(language) => language.code(),
        }
    }

    fn language(&self) -> &Arc<Language> {
        match self {
            Member::Bundled(bundled) => bundled.language(),
            Member::Given(language) => language,
        }
    }
}

/// Words of grammar, each with the number of a language that has it, in the order of the words.
struct FunctionWords(Vec<(Cow<'static, str>, usize)>);

impl FunctionWords {
    fn of(members: &[Member]) -> Self {
        let mut words = Vec::with_capacity(64 * members.len());
        for (number, member) in members.iter().enumerate() {
            match member {
                Member::Bundled(bundled) => {
                    words.extend(bundled.function_words().map(|word| (word.into(), number)));
                }
                Member::Given(language) => {
                    let own = language.function_words.iter();
                    words.extend(own.map(|word| (word.clone().into(), number)));
                }
            }
        }
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// The numbers of the languages that have a word.
    fn having(&self, word: &str) -> impl Iterator<Item = usize> {
        let first = self.0.partition_point(|(known, _)| **known < *word);
        let same = self.0[first..].iter().take_while(move |(known, _)| *known == word);
        same.map(|(_, number)| *number)
    }
}

#[cfg(test)]
mod tests;
