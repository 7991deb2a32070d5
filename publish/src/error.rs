use std::fmt;
use std::path::Path;

/// Why nothing, or not everything, could be published.
///
/// Says what was found, where, what was expected and what to do. Never holds a token.
#[derive(Debug)]
pub struct Error(Box<ErrorParts>);

#[derive(Debug)]
struct ErrorParts {
    kind: ErrorKind,
    place: Option<String>,
    message: String,
    help: Option<String>,
    missing: bool,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The settings are incomplete or wrong.
    Settings,
    /// A document or a bundle is not fit to be published.
    Content,
    /// A file cannot be read or written.
    Io,
    /// The portal could not be reached, or the connection broke.
    Network,
    /// The portal was too busy or failed itself (429 or 5xx): later may be better.
    Busy,
    /// The token is missing, wrong, or not allowed to do this.
    Denied,
    /// Somebody changed the dataset between the look and the push.
    Conflict,
    /// The portal refused what was sent.
    Refused,
    /// The portal takes no request as large as this one (413).
    TooLarge,
    /// What the portal gives back is not what was sent.
    Mismatch,
}

impl Error {
    /// An error of a [`Portal`](crate::portal::Portal) of one's own, or of who makes bundles.
    ///
    /// ```
    /// use akoma_publish::{Error, ErrorKind};
    ///
    /// let error = Error::new(ErrorKind::Denied, "the portal does not know the token")
    ///     .at("https://data.example.org/")
    ///     .help("make one on your user page");
    /// assert_eq!(error.kind(), ErrorKind::Denied);
    /// assert_eq!(error.advice(), Some("make one on your user page"));
    /// ```
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(ErrorParts {
            kind,
            place: None,
            message: message.into(),
            help: None,
            missing: false,
        }))
    }

    /// A command line that lacks something: what was expected, and what to do.
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(ErrorKind::Settings, message).help(help)
    }

    /// A file that cannot be read or written.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::new(ErrorKind::Io, error.to_string()).at(path.display())
    }

    /// The same with its place: a file with line and column, an address.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.0.place = Some(place.to_string());
        self
    }

    /// What it is about, before the message.
    #[must_use]
    pub(crate) fn about(mut self, what: &str) -> Self {
        self.0.message = format!("{what}: {}", self.0.message);
        self
    }

    /// The same with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Where it happened: a file, perhaps with line and column, or an address.
    pub fn place(&self) -> Option<&str> {
        self.0.place.as_deref()
    }

    /// What was found and what was expected.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether something is missing from settings that only has to be filled in.
    pub fn is_missing(&self) -> bool {
        self.0.missing
    }

    /// The same, about something that is not there.
    #[must_use]
    pub(crate) fn missing(mut self, missing: bool) -> Self {
        self.0.missing = missing;
        self
    }

    /// What to do.
    pub fn advice(&self) -> Option<&str> {
        self.0.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.0.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.0.message)?;
        if let Some(help) = &self.0.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<akoma::Error> for Error {
    fn from(error: akoma::Error) -> Self {
        Self::of(&error)
    }
}

impl Error {
    /// Everything that an error of the library reports, each mistake by itself.
    pub fn all(error: &akoma::Error) -> Vec<Self> {
        error.all().map(Self::of).collect()
    }

    fn of(error: &akoma::Error) -> Self {
        let same = Self::new(ErrorKind::Content, error.to_string());
        match error.help() {
            Some(help) => same.help(help),
            None => same,
        }
    }
}
