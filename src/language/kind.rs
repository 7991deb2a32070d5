use serde::Deserialize;
use std::sync::OnceLock;

/// A kind of document: how it stands in Akoma Ntoso and how its sentences bind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentKind {
    pub(crate) name: String,
    pub(crate) element: String,
    pub(crate) subtype: String,
    pub(crate) present: PresentTense,
}

/// What a plain present tense does when the parties are its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PresentTense {
    State,
    Commit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    kind: Vec<DocumentKind>,
}

impl DocumentKind {
    fn all() -> &'static [DocumentKind] {
        static KINDS: OnceLock<Vec<DocumentKind>> = OnceLock::new();
        KINDS.get_or_init(|| {
            let kinds: Kinds = toml::from_str(include_str!("../../corpus/kinds.toml"))
                .expect("the bundled kinds are well-formed: a test reads them");
            kinds.kind
        })
    }

    /// The kind with this name.
    pub(crate) fn named(name: &str) -> Option<&'static DocumentKind> {
        Self::all().iter().find(|kind| kind.name == name)
    }

    /// The kind of a document that is marked so.
    pub(crate) fn marked(element: &str, subtype: Option<&str>) -> Option<&'static DocumentKind> {
        Self::all().iter().find(|k| k.element == element && Some(k.subtype.as_str()) == subtype)
    }

    /// The names of all kinds.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        Self::all().iter().map(|kind| kind.name.as_str())
    }

    /// The kind of a document that nothing is known of.
    pub(crate) fn unknown() -> &'static DocumentKind {
        Self::all().last().expect("the bundled kinds are not empty")
    }

    pub(crate) fn present_commits(&self) -> bool {
        self.present == PresentTense::Commit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_their_names_and_by_how_they_are_marked() {
        for name in DocumentKind::names() {
            let kind = DocumentKind::named(name).unwrap();
            assert_eq!(kind.name, name);
            let marked = DocumentKind::marked(&kind.element, Some(&kind.subtype)).unwrap();
            assert_eq!(marked.name, name);
            assert_eq!(kind.present_commits(), matches!(name, "agreement" | "treaty"), "{name}");
        }
        assert!(DocumentKind::named("novel").is_none());
        assert!(DocumentKind::marked("statement", None).is_none());
        assert!(DocumentKind::marked("act", Some("treaty")).is_none());
        assert_eq!(DocumentKind::unknown().name, "document");
    }
}
