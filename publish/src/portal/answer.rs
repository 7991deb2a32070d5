//! What a portal answers, and what it means when it is no success.

use crate::error::{Error, ErrorKind};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// An answer: its status, and its body as JSON if it is JSON, else as text.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) retry_after: Option<Duration>,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(super) fn is_busy(&self) -> bool {
        self.status == 429 || self.status >= 500
    }

    /// What the answer says when it is no success, as a portal would that says nothing more.
    pub(crate) fn failure(&self, url: &Url) -> Error {
        let said = match &self.body {
            Value::String(text) => shortened(text),
            other => shortened(&other.to_string()),
        };
        let message = format!("the portal answered {}: {said}", self.status);
        let (kind, help) = match self.status {
            401 | 403 => (ErrorKind::Denied, Some("check the token, and what its owner may do")),
            409 | 412 => (ErrorKind::Conflict, None),
            429 | 500.. => (ErrorKind::Busy, Some("run the same command again later")),
            _ => (ErrorKind::Refused, None),
        };
        let error = Error::new(kind, message).at(url);
        match help {
            Some(help) => error.help(help),
            None => error,
        }
    }
}

/// The beginning of what a portal said, on one line and without the tags of an error page.
fn shortened(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars().take(4000) {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                plain.push(' ');
            }
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(300) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None if line.is_empty() => "nothing more".to_owned(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_page_becomes_a_line() {
        assert_eq!(shortened("<html><h1>Bad\n gateway</h1></html>"), "Bad gateway");
        assert_eq!(shortened(""), "nothing more");
    }
}
