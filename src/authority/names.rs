use super::Text;
use std::fmt;

/// Some names of an entry: read one by one, or still as the bundled file has them, `"a", "b"`.
///
/// A text needs the names of one language; those of the others are never taken apart.
#[derive(Clone)]
pub(crate) enum NameList {
    Plain(&'static str),
    Read(Vec<Text>),
}

impl NameList {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let (plain, read) = match self {
            NameList::Plain(names) => (*names, &[][..]),
            NameList::Read(names) => ("", &names[..]),
        };
        // What stands at odd places between quotes is a name, at even ones a comma.
        plain.split('"').skip(1).step_by(2).chain(read.iter().map(AsRef::as_ref))
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            NameList::Plain(names) => names.is_empty(),
            NameList::Read(names) => names.is_empty(),
        }
    }

    pub(super) fn extend(&mut self, more: impl IntoIterator<Item = Text>) {
        if let NameList::Plain(names) = *self {
            *self =
                NameList::Read(names.split('"').skip(1).step_by(2).map(Text::Borrowed).collect());
        }
        if let NameList::Read(names) = self {
            names.extend(more);
        }
    }
}

impl NameList {
    /// Puts the names of `other` behind its own.
    pub(super) fn append(&mut self, other: NameList) {
        match other {
            NameList::Read(more) => self.extend(more),
            NameList::Plain(_) => {
                self.extend(other.iter().map(|name| Text::Owned(name.to_owned())))
            }
        }
    }
}

impl Default for NameList {
    fn default() -> Self {
        NameList::Plain("")
    }
}

impl From<Vec<String>> for NameList {
    fn from(names: Vec<String>) -> Self {
        NameList::Read(names.into_iter().map(Text::Owned).collect())
    }
}

impl PartialEq for NameList {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for NameList {}

impl fmt::Debug for NameList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_the_file_s_line_and_added_to() {
        let mut list = NameList::Plain(r#""Meuse", "la Meuse""#);
        assert_eq!(list.iter().collect::<Vec<_>>(), ["Meuse", "la Meuse"]);
        assert!(
            !list.is_empty()
                && NameList::default().is_empty()
                && NameList::Read(Vec::new()).is_empty()
        );
        list.extend([Text::Borrowed("Maas")]);
        list.append(NameList::Plain(r#""Maass""#));
        list.append(NameList::from(vec!["Mosa".to_owned()]));
        assert_eq!(list.iter().collect::<Vec<_>>(), ["Meuse", "la Meuse", "Maas", "Maass", "Mosa"]);
        assert_eq!(format!("{:?}", NameList::Plain(r#""Meuse""#)), "[\"Meuse\"]");
    }

    #[test]
    fn lists_of_the_same_names_are_equal_however_they_are_held() {
        let read = NameList::from(vec!["Meuse".to_owned()]);
        assert_eq!(NameList::Plain(r#""Meuse""#), read);
        assert_ne!(NameList::Plain(r#""Meuse", "Maas""#), read);
        assert_ne!(NameList::default(), read);
    }
}
