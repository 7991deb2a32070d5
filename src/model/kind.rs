//! What a document is among documents: a declaration, a treaty, an administrative note.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A kind of document: its element in Akoma Ntoso, how its sentences bind, where its title and its
/// date are. [`Kinds`](crate::Kinds) reads them; `docs/kinds.md` describes every key.
///
/// ```
/// let kinds = akoma::Kinds::bundled()?;
/// let treaty = kinds.named("treaty").unwrap();
/// assert_eq!((treaty.element(), treaty.body(), treaty.subtype()), ("statement", "mainBody", "treaty"));
/// # Ok::<(), akoma::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKind {
    pub(crate) name: String,
    pub(crate) element: &'static str,
    pub(crate) body: &'static str,
    pub(crate) subtype: String,
    pub(crate) present: PresentTense,
    pub(crate) implied_subject: ImpliedSubject,
    pub(crate) title: TitlePlace,
    /// The places where the document says its own date, those that count more first.
    pub(crate) date: Vec<DatePlace>,
    /// Beginnings of titles, by the code of their language.
    pub(crate) titles: BTreeMap<String, Vec<String>>,
}

impl DocumentKind {
    /// What metadata files and language files call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The document type in Akoma Ntoso: `act`, `statement`, …
    pub fn element(&self) -> &str {
        self.element
    }

    /// The element of the body: `body`, `mainBody`.
    pub fn body(&self) -> &str {
        self.body
    }

    /// What `FRBRsubtype` and the attribute `name` say where neither metadata nor title do.
    pub fn subtype(&self) -> &str {
        &self.subtype
    }

    pub(crate) fn present_commits(&self) -> bool {
        self.present == PresentTense::Commit
    }
}

/// What a plain present tense does when the parties are its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PresentTense {
    /// It says a fact.
    State,
    /// It obliges.
    Commit,
}

/// Who is meant by a future without an agent: « La coopération sera renforcée ».
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ImpliedSubject {
    /// Those who agree in the document.
    #[default]
    Parties,
    /// The authority that issues the document, who then is its only party.
    Issuer,
    /// Nobody: the sentence states.
    Nobody,
}

/// Where the title of a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TitlePlace {
    /// In its first lines.
    #[default]
    First,
    /// In the first line that begins with words of the kind; what comes before it is the head.
    Named,
    /// It has none.
    None,
}

/// Where a document says its own date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DatePlace {
    /// « Fait à Bruxelles, le 3 mars 2021 »
    Conclusions,
    Title,
    /// The lines before the title.
    Head,
    /// Anywhere, after a word that points at it: « ce 3 mars 2021 ».
    Text,
    /// The last words.
    End,
}

impl DatePlace {
    /// Where the date is looked for unless the kind says otherwise.
    pub(crate) const USUAL: [DatePlace; 4] =
        [DatePlace::Conclusions, DatePlace::Title, DatePlace::Text, DatePlace::End];
}
