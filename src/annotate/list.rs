use super::authority::Text;
use std::fmt;

/// Some names of an entry: read one by one, or still as the bundled file has them, `"a", "b"`.
///
/// A text needs the names of one language; those of the others are never taken apart.
#[derive(Clone)]
pub(crate) enum List {
    Plain(&'static str),
    Read(Vec<Text>),
}

impl List {
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let (plain, read) = match self {
            List::Plain(names) => (*names, &[][..]),
            List::Read(names) => ("", &names[..]),
        };
        // What stands at odd places between quotes is a name, at even ones a comma.
        plain.split('"').skip(1).step_by(2).chain(read.iter().map(AsRef::as_ref))
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            List::Plain(names) => names.is_empty(),
            List::Read(names) => names.is_empty(),
        }
    }

    pub(super) fn extend(&mut self, more: impl IntoIterator<Item = Text>) {
        if let List::Plain(names) = *self {
            *self = List::Read(names.split('"').skip(1).step_by(2).map(Text::Borrowed).collect());
        }
        if let List::Read(names) = self {
            names.extend(more);
        }
    }
}

impl List {
    /// Puts the names of `other` behind its own.
    pub(super) fn append(&mut self, other: List) {
        match other {
            List::Read(more) => self.extend(more),
            List::Plain(_) => self.extend(other.iter().map(|name| Text::Owned(name.to_owned()))),
        }
    }
}

impl Default for List {
    fn default() -> Self {
        List::Plain("")
    }
}

impl From<Vec<String>> for List {
    fn from(names: Vec<String>) -> Self {
        List::Read(names.into_iter().map(Text::Owned).collect())
    }
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for List {}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_the_file_s_line_and_added_to() {
        let mut list = List::Plain(r#""Meuse", "la Meuse""#);
        assert_eq!(list.iter().collect::<Vec<_>>(), ["Meuse", "la Meuse"]);
        assert!(
            !list.is_empty() && List::default().is_empty() && List::Read(Vec::new()).is_empty()
        );
        list.extend([Text::Borrowed("Maas")]);
        list.append(List::Plain(r#""Maass""#));
        list.append(List::from(vec!["Mosa".to_owned()]));
        assert_eq!(list.iter().collect::<Vec<_>>(), ["Meuse", "la Meuse", "Maas", "Maass", "Mosa"]);
        assert_eq!(format!("{:?}", List::Plain(r#""Meuse""#)), "[\"Meuse\"]");
    }

    #[test]
    fn lists_of_the_same_names_are_equal_however_they_are_held() {
        let read = List::from(vec!["Meuse".to_owned()]);
        assert_eq!(List::Plain(r#""Meuse""#), read);
        assert_ne!(List::Plain(r#""Meuse", "Maas""#), read);
        assert_ne!(List::default(), read);
    }
}
