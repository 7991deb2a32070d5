//! What must be done to a portal.

use crate::dataset::File;
use std::fmt;

/// What must be done to a portal; empty if nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The changes, in the order they are told to people.
    pub changes: Vec<Change>,
}

/// Something that must be done to a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The dataset is not there.
    Create,
    /// A field has another value.
    Set {
        /// The field, as the portal calls it; of a file after its path.
        field: String,
        /// What is there; nothing if the field is empty.
        from: Option<String>,
        /// What should be there; nothing if it should be empty.
        to: Option<String>,
    },
    /// A file is not there, or has other bytes.
    Upload {
        /// Its path in the bundle.
        path: String,
        /// Its size in bytes.
        bytes: u64,
        /// Whether the portal has an older one in its place.
        replaces: bool,
    },
    /// A file is there that akoma put there, and is no longer in the bundle, or twice.
    Remove {
        /// Its name in the portal.
        name: String,
        /// Its identifier in the portal.
        id: String,
    },
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Paths and sizes of the files to send.
    pub fn uploads(&self) -> impl Iterator<Item = (&str, u64)> {
        self.changes.iter().filter_map(|change| match change {
            Change::Upload { path, bytes, .. } => Some((path.as_str(), *bytes)),
            _ => None,
        })
    }

    /// Adds a change of a field, if it is one.
    pub(crate) fn set(&mut self, field: &str, from: Option<String>, to: Option<String>) {
        let (from, to) = (from.filter(|v| !v.is_empty()), to.filter(|v| !v.is_empty()));
        if from != to {
            self.changes.push(Change::Set { field: field.to_owned(), from, to });
        }
    }
}

impl Change {
    /// A file is to be sent.
    pub(crate) fn upload(file: &File, replaces: bool) -> Self {
        Self::Upload { path: file.path.clone(), bytes: file.bytes, replaces }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create => f.write_str("create the dataset"),
            Self::Set { field, from, to } => {
                let shown = |v: &Option<String>| {
                    v.as_ref().map_or("nothing".to_owned(), |v| format!("« {} »", one_line(v)))
                };
                write!(f, "change {field} from {} to {}", shown(from), shown(to))
            }
            Self::Upload { path, bytes, replaces: false } => {
                write!(f, "send {path} ({bytes} bytes)")
            }
            Self::Upload { path, bytes, replaces: true } => {
                write!(f, "send {path} again ({bytes} bytes)")
            }
            Self::Remove { name, id } => write!(f, "remove {name} ({id})"),
        }
    }
}

/// A value short enough for a line.
fn one_line(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
