//! What must be done to a portal.

use crate::dataset::File;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// What must be done to a portal; empty if nothing. It is what people are shown, and all that a push
/// does.
///
/// ```
/// use akoma_publish::portal::Plan;
///
/// let mut plan = Plan::default();
/// plan.set(None, "title", Some("Acord".to_owned()), Some("Accord".to_owned()));
/// plan.set(None, "notes", None, Some(String::new()));
/// plan.remove("old.csv", "17");
/// let changes: Vec<_> = plan.changes.iter().map(ToString::to_string).collect();
/// assert_eq!(changes, ["change title from « Acord » to « Accord »", "remove old.csv (17)"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The changes, in the order in which people are shown them.
    pub changes: Vec<Change>,
}

/// Something that must be done to a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The dataset is not there: it is made, with all its fields.
    Create,
    /// A field has another value.
    Set {
        /// The path in the bundle of the file whose field it is; none for the dataset's own.
        file: Option<String>,
        /// The field, as the portal calls it.
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

    /// Identifiers, in the portal, of the files to remove.
    pub fn removals(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().filter_map(|change| match change {
            Change::Remove { id, .. } => Some(id.as_str()),
            _ => None,
        })
    }

    /// The fields that have another value, by the path of the file whose they are; the dataset's own
    /// under none.
    pub fn fields(&self) -> HashMap<Option<&str>, HashSet<&str>> {
        let mut fields: HashMap<_, HashSet<_>> = HashMap::new();
        for change in &self.changes {
            if let Change::Set { file, field, .. } = change {
                fields.entry(file.as_deref()).or_default().insert(field.as_str());
            }
        }
        fields
    }

    /// The dataset is to be made.
    pub fn create(&mut self) {
        self.changes.push(Change::Create);
    }

    /// A field of this file, or the dataset's own, goes from one value to another; nothing is to be
    /// done if they are the same, or both empty.
    pub fn set(
        &mut self,
        file: Option<&File>,
        field: &str,
        from: Option<String>,
        to: Option<String>,
    ) {
        let (from, to) = (from.filter(|v| !v.is_empty()), to.filter(|v| !v.is_empty()));
        if from != to {
            let file = file.map(|file| file.path.clone());
            self.changes.push(Change::Set { file, field: field.to_owned(), from, to });
        }
    }

    /// A file is to be sent; whether it takes the place of an older one.
    pub fn upload(&mut self, file: &File, replaces: bool) {
        self.changes.push(Change::Upload { path: file.path.clone(), bytes: file.bytes, replaces });
    }

    /// A file is to be removed: its name and its identifier in the portal.
    pub fn remove(&mut self, name: impl Into<String>, id: impl Into<String>) {
        self.changes.push(Change::Remove { name: name.into(), id: id.into() });
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create => f.write_str("create the dataset"),
            Self::Set { file, field, from, to } => {
                let shown = |v: &Option<String>| {
                    v.as_ref().map_or("nothing".to_owned(), |v| format!("« {} »", one_line(v)))
                };
                f.write_str("change ")?;
                if let Some(path) = file {
                    write!(f, "{path}: ")?;
                }
                write!(f, "{field} from {} to {}", shown(from), shown(to))
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
