//! What a portal answers, and what it means when it is no success.

use crate::error::{Error, ErrorKind};
use serde_json::Value;
use std::time::Duration;
use ureq::http::StatusCode;
use url::Url;

/// What to do where one request alone is too large.
const TOO_LARGE: &str = "ask those who run the portal to allow larger requests: its own limit, or \
                         that of the server before it";

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
        let message = format!("the portal answered {}", self.words());
        let (kind, help) = match self.status {
            401 | 403 => (ErrorKind::Denied, Some("check the token, and what its owner may do")),
            409 | 412 => (ErrorKind::Conflict, None),
            413 => (ErrorKind::TooLarge, Some(TOO_LARGE)),
            429 | 500.. => (ErrorKind::Busy, Some("run the same command again later")),
            _ => (ErrorKind::Refused, None),
        };
        let error = Error::new(kind, message).at(url);
        match help {
            Some(help) => error.help(help),
            None => error,
        }
    }

    /// The status in words, and what the portal said more: « 502 (Bad Gateway) », « 400: title is
    /// missing ».
    pub(crate) fn words(&self) -> String {
        let reason = StatusCode::from_u16(self.status).ok().and_then(|s| s.canonical_reason());
        let status = match reason {
            Some(reason) => format!("{} ({reason})", self.status),
            None => self.status.to_string(),
        };
        let said = match &self.body {
            Value::Null => None,
            Value::String(text) => said(text),
            other => said(&other.to_string()),
        };
        match said {
            Some(said) if reason.is_none_or(|reason| !said.contains(reason)) => {
                format!("{status}: {said}")
            }
            _ => status,
        }
    }
}

/// What a text says, shortened to a line; of a page, which is for browsers, its title.
fn said(text: &str) -> Option<String> {
    let page = text.trim_start().starts_with('<');
    let line = if page { title(text)? } else { text.to_owned() };
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(300) {
        Some((cut, _)) => Some(format!("{}…", &line[..cut])),
        None => Some(line).filter(|line| !line.is_empty()),
    }
}

/// The title of a page, its character references replaced.
fn title(page: &str) -> Option<String> {
    // Letters of ASCII alone change, so that places stay what they are.
    let lower = page.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let text = &page[start..end];
    let plain = [("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    Some(plain.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(status: u16, body: &str) -> String {
        Answer { status, body: Value::from(body), retry_after: None }.words()
    }

    #[test]
    fn an_answer_is_told_in_words() {
        let page = "<!doctype html>\n<html><style>a{}</style><h1>Bad\n gateway</h1></html>";
        assert_eq!(words(502, page), "502 (Bad Gateway)");
        let page = "<html><head><TITLE lang=fr>Accès\n refusé &amp; clos</TITLE><script>x";
        assert_eq!(words(403, page), "403 (Forbidden): Accès refusé & clos");
        assert_eq!(words(413, "<title>413 Payload Too Large</title>"), "413 (Payload Too Large)");
        assert_eq!(words(599, ""), "599");
        assert_eq!(words(400, "no\n title"), "400 (Bad Request): no title");
        assert!(words(400, &"x".repeat(400)).ends_with("x…"));
    }

    #[test]
    fn a_request_that_is_too_large_has_a_kind_of_its_own() {
        let url = Url::parse("https://data.example.org/api").unwrap();
        let answer = Answer { status: 413, body: Value::Null, retry_after: None };
        let error = answer.failure(&url);
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert_eq!(error.message(), "the portal answered 413 (Payload Too Large)");
        assert!(error.advice().is_some());
    }
}
