use crate::text::UnknownName;
use std::fmt;
use std::str::FromStr;

/// How far a document is checked; a level includes those before it.
///
/// ```
/// use akoma::Level;
///
/// assert!(Level::Schema < Level::Convention);
/// assert_eq!("2".parse::<Level>()?, Level::Convention);
/// assert_eq!(Level::Convention.number(), 2);
/// assert_eq!(
///     "200".parse::<Level>().unwrap_err().to_string(),
///     "expected a level of validation (1, 2), but found `200`"
/// );
/// # Ok::<(), akoma::UnknownName>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Level 1: the official schema.
    #[default]
    Schema,
    /// Level 2: what the standard says in words as well, the naming convention and links that lead
    /// somewhere.
    Convention,
}

impl Level {
    /// Every level, in order.
    pub const ALL: &'static [Level] = &[Level::Schema, Level::Convention];

    /// The level's number, from 1.
    pub fn number(self) -> u8 {
        match self {
            Level::Schema => 1,
            Level::Convention => 2,
        }
    }

    /// The number as a word: what [`FromStr`] reads.
    pub fn name(self) -> &'static str {
        match self {
            Level::Schema => "1",
            Level::Convention => "2",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Level {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|level| level.name() == s).ok_or_else(|| {
            let names = Self::ALL.iter().map(|level| level.name());
            UnknownName::new("a level of validation", names, s)
        })
    }
}
