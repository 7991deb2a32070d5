//! Every code that a finding can have, with what there is to say about it.

use super::rules;
use crate::report::Severity;

/// A kind of finding: its code and why it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// The code, stable from version to version: `eid-syntax` for example.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// 1 for the schema, 2 for naming and links.
    pub level: u8,
    /// What is wrong, why it matters and what to do, in a paragraph.
    pub rationale: &'static str,
}

/// Every code, by level and name.
///
/// ```
/// let code = akoma::codes().find(|code| code.name == "eid-syntax").unwrap();
/// assert_eq!(code.level, 2);
/// ```
pub fn codes() -> impl Iterator<Item = &'static Code> {
    rules::ALL.iter().map(|rule| &rule.code)
}
