//! A token, kept out of everything that is printed or written.

use crate::error::{Error, ErrorKind};
use std::fmt;
use std::fs;
use std::path::Path;

/// A portal's token. It has no `Display`, and `Debug` hides it.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A token, white space around it removed.
    ///
    /// # Errors
    /// It is empty, or has signs that no header may hold.
    pub fn new(token: &str) -> Result<Self, Error> {
        let token = token.trim();
        let wrong = |message| Err(Error::new(ErrorKind::Denied, message));
        if token.is_empty() {
            return wrong("expected a token, but found nothing");
        }
        if !token.bytes().all(|b| b.is_ascii_graphic()) {
            return wrong("expected a token of one word in ASCII, but found other signs in it");
        }
        Ok(Self(token.to_owned()))
    }

    /// Reads a token from a file that holds nothing else.
    ///
    /// # Errors
    /// The file cannot be read, or holds no token.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|e| Error::io(path, &e))?;
        Self::new(&text).map_err(|e| e.at(path.display()))
    }

    /// The token itself, for the header of a request to the portal that gave it; never for anything
    /// that is printed or written.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `text` without the token, should a portal have sent it back.
    ///
    /// ```
    /// let token = akoma_publish::portal::Token::new("s3cret")?;
    /// assert_eq!(token.hide("unknown token: s3cret"), "unknown token: [token]");
    /// # Ok::<(), akoma_publish::Error>(())
    /// ```
    pub fn hide(&self, text: &str) -> String {
        text.replace(&self.0, "[token]")
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token([hidden])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_never_shown() {
        let token = Token::new(" s3cret\n").unwrap();
        assert_eq!(format!("{token:?}"), "Token([hidden])");
        assert_eq!(token.hide("bad token s3cret!"), "bad token [token]!");
    }

    #[test]
    fn what_is_no_token_is_refused_without_repeating_it() {
        for wrong in ["", " \n", "two words", "é"] {
            let error = Token::new(wrong).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Denied);
            assert!(wrong.trim().is_empty() || !error.to_string().contains(wrong), "{error}");
        }
    }
}
