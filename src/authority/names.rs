use super::FileText;
use std::fmt;

/// Some names of an entry: read one by one, or still as the bundled file has them, `"a", "b"`.
///
/// A text needs the names of one language; those of the others are never taken apart.
#[derive(Clone)]
pub(crate) enum NameList {
    Plain(&'static str),
    Read(Vec<FileText>),
}

impl NameList {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let (plain, read) = match self {
            NameList::Plain(names) => (*names, &[][..]),
            NameList::Read(names) => ("", &names[..]),
        };
        // What is at odd places between quotes is a name, at even ones a comma.
        plain.split('"').skip(1).step_by(2).chain(read.iter().map(AsRef::as_ref))
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            NameList::Plain(names) => names.is_empty(),
            NameList::Read(names) => names.is_empty(),
        }
    }

    pub(super) fn extend(&mut self, more: impl IntoIterator<Item = FileText>) {
        if let NameList::Plain(names) = *self {
            *self = NameList::Read(
                names.split('"').skip(1).step_by(2).map(FileText::Borrowed).collect(),
            );
        }
        if let NameList::Read(names) = self {
            names.extend(more);
        }
    }
}

impl NameList {
    /// Puts the names of `other` after its own.
    pub(super) fn append(&mut self, other: NameList) {
        match other {
            NameList::Read(more) => self.extend(more),
            NameList::Plain(_) => {
                self.extend(other.iter().map(|name| FileText::Owned(name.to_owned())))
            }
        }
    }
}

/// Names in languages, by the codes of these, in the order of the file: none of the lists is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NamesByLanguage(Vec<(FileText, NameList)>);

impl NamesByLanguage {
    /// Adds names after those there already in a language.
    pub(super) fn add(&mut self, code: FileText, names: NameList) {
        match self.0.iter_mut().find(|(known, _)| *known == code) {
            Some((_, known)) => known.append(names),
            None if names.is_empty() => {}
            None => self.0.push((code, names)),
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        other.0.into_iter().for_each(|(code, names)| self.add(code, names));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names in a language; none if there are none.
    pub(super) fn of(&self, language: Option<&str>) -> Option<&NameList> {
        self.0.iter().find(|(code, _)| Some(&**code) == language).map(|(_, names)| names)
    }

    /// The names in every language.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(_, names)| names.iter())
    }

    /// The codes of the languages.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(code, _)| &**code)
    }
}

impl Default for NameList {
    fn default() -> Self {
        NameList::Plain("")
    }
}

impl From<Vec<String>> for NameList {
    fn from(names: Vec<String>) -> Self {
        NameList::Read(names.into_iter().map(FileText::Owned).collect())
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
        list.extend([FileText::Borrowed("Maas")]);
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
