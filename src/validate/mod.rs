//! What is wrong with an Akoma Ntoso document.
//!
//! Level 1 is the official schema: every verdict is that of the schema. Level 2 is what the
//! standard says in words: the naming convention, and links that lead somewhere.

mod code;
mod context;
mod rules;

pub use code::{Code, codes};

use crate::error::Error;
use crate::report::{Diagnostic, Report};
use crate::xml::Tree;
use context::Context;
use rules::Findings;

/// What the official schema says of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
        f.write_str(self.name())
    }
}

/// What the rules of level 2 find in a document that is well formed.
fn check_rules(xml: &str) -> Result<Vec<Diagnostic>, Error> {
    let tree = Tree::read(xml)?;
    let context = Context::new(&tree);
    let mut found = Vec::new();
    for rule in rules::ALL {
        (rule.check)(&context, &mut Findings::new(&rule.code, &mut found));
    }
    Ok(found)
}
