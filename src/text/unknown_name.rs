use super::closest;
use std::fmt;

/// What was read as the name of a value is the name of none: what was expected, and what was found.
///
/// ```
/// let error = "orgnization".parse::<akoma::EntityKind>().unwrap_err();
/// assert_eq!((error.expected(), error.found()), ("a kind of entity", "orgnization"));
/// assert!(error.names().contains(&"person"));
/// assert_eq!(error.nearest(), Some("organization"));
/// assert!(error.to_string().starts_with("expected a kind of entity (organization, person, "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    expected: &'static str,
    names: Vec<&'static str>,
    found: String,
}

impl UnknownName {
    /// `expected` is what the names are names of, with its article.
    pub(crate) fn new(
        expected: &'static str,
        names: impl IntoIterator<Item = &'static str>,
        found: &str,
    ) -> Self {
        Self { expected, names: names.into_iter().collect(), found: found.to_owned() }
    }

    /// What was expected, with its article: « a strength ».
    pub fn expected(&self) -> &'static str {
        self.expected
    }

    /// Every name that would have been right.
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// What was found in place of a name.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// The name that may have been meant, if one is near enough.
    pub fn nearest(&self) -> Option<&'static str> {
        closest(&self.found, self.names.iter().copied())
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expected, names, found) = (self.expected, self.names.join(", "), &self.found);
        write!(f, "expected {expected} ({names}), but found `{found}`")
    }
}

impl std::error::Error for UnknownName {}
