use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, for a program to decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input is not UTF-8.
    NotUtf8,
    /// The input is in an encoding that akoma does not read.
    UnknownEncoding,
    /// The input is not text.
    Binary,
    /// The input holds nothing but white space.
    Empty,
    /// The input is 4 GiB or more.
    TooLarge,
    /// An authority, language or metadata file has a mistake.
    Data,
    /// The input is XML, but not well-formed.
    NotWellFormed,
    /// The input is XML, but not Akoma Ntoso.
    NotAkomaNtoso,
    /// A language was named that akoma has no data for.
    UnknownLanguage,
    /// A file could not be read or written.
    Io,
    /// A program was asked for something that cannot be done as asked.
    Usage,
    /// A check of akoma's own output failed: a bug in akoma.
    Check,
}

/// Why a document could not be made: what was expected, what was found, where, and what to do.
///
/// A failure stops the work on one document; a finding about a document that was made is a
/// [`Diagnostic`](crate::Diagnostic).
///
/// ```
/// let error = akoma::Source::decode(b"l\xE9gal").unwrap_err();
/// assert_eq!(error.kind(), akoma::ErrorKind::NotUtf8);
/// assert_eq!(error.position(), Some((1, 2)));
/// assert_eq!(error.to_string(), "1:2: expected text in UTF-8, but found byte 0xE9");
/// ```
#[derive(thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<Inner>);

#[derive(Debug, thiserror::Error)]
struct Inner {
    kind: ErrorKind,
    message: String,
    file: Option<PathBuf>,
    position: Option<(u32, u32)>,
    help: Option<String>,
    /// More mistakes in the same input.
    more: Vec<Error>,
    source: Option<std::io::Error>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            file: None,
            position: None,
            help: None,
            more: Vec::new(),
            source: None,
        }))
    }

    /// An error of reading or writing `file`, which is its [source](std::error::Error::source).
    ///
    /// ```
    /// use std::error::Error as _;
    ///
    /// let missing = std::fs::read("nowhere/accord.txt").unwrap_err();
    /// let error = akoma::Error::io("nowhere/accord.txt", missing);
    /// assert_eq!(error.kind(), akoma::ErrorKind::Io);
    /// let source = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
    /// assert_eq!(source.map(std::io::Error::kind), Some(std::io::ErrorKind::NotFound));
    /// ```
    pub fn io(file: impl Into<PathBuf>, error: std::io::Error) -> Self {
        let message = error.to_string();
        // « (os error 2) » says nothing to a person.
        let message = message.split(" (os error").next().unwrap_or_default();
        let mut io = Self::new(ErrorKind::Io, message).in_file(file);
        io.0.source = Some(error);
        io
    }

    /// An error of using a program: what was asked for cannot be done as it was asked.
    ///
    /// ```
    /// let error = akoma::Error::usage("expected a file, but found a folder").in_file("texts");
    /// assert_eq!(error.kind(), akoma::ErrorKind::Usage);
    /// assert_eq!(error.to_string(), "texts: expected a file, but found a folder");
    /// ```
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    pub(crate) fn at(mut self, line: u32, column: u32) -> Self {
        self.0.position = Some((line, column));
        self
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// The first of several errors, which knows the others.
    pub(crate) fn several(errors: Vec<Error>) -> Self {
        let mut errors = errors.into_iter().flat_map(|mut error| {
            let more = std::mem::take(&mut error.0.more);
            std::iter::once(error).chain(more)
        });
        let first = errors.next();
        let mut first = first.unwrap_or_else(|| Self::new(ErrorKind::Data, "unknown mistake"));
        first.0.more.extend(errors);
        first
    }

    /// The same error, said to be in `file`.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<PathBuf>) -> Self {
        let file = file.into();
        self.0.more = self.0.more.into_iter().map(|error| error.in_file(file.as_path())).collect();
        self.0.file = Some(file);
        self
    }

    /// The same error, whose file is in `folder`.
    #[must_use]
    pub fn in_folder(mut self, folder: impl AsRef<Path>) -> Self {
        let folder = folder.as_ref();
        self.0.file = self.0.file.map(|file| folder.join(file));
        self.0.more = self.0.more.into_iter().map(|error| error.in_folder(folder)).collect();
        self
    }

    /// This error, and those that were found in the same input besides.
    pub fn all(&self) -> impl Iterator<Item = &Error> {
        std::iter::once(self).chain(&self.0.more)
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What was expected and what was found, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The file, if it is known.
    pub fn file(&self) -> Option<&Path> {
        self.0.file.as_deref()
    }

    /// Line and column (code points), both from 1, if the place is known.
    pub fn position(&self) -> Option<(u32, u32)> {
        self.0.position
    }

    /// What to do about it, if there is something to say.
    pub fn help(&self) -> Option<&str> {
        self.0.help.as_deref()
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}:", file.display())?;
        }
        if let Some((line, column)) = self.position {
            write!(f, "{line}:{column}:")?;
        }
        if self.file.is_some() || self.position.is_some() {
            f.write_str(" ")?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
