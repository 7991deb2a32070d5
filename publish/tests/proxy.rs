//! The proxy of the tests, tried without a portal.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod common;

use common::proxy::{Action, Proxy};
use std::io::{Read, Write};
use std::net::TcpStream;

/// Asks one proxy before another, and gives the answer.
fn ask(url: &str, method: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    let length = body.len();
    write!(
        stream,
        "{method} /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\nAuthorization: \
         t\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn the_proxy_fails_as_it_is_told() {
    let behind = Proxy::new("http://127.0.0.1:9", |_| Action::FailBefore(404));
    let before = Proxy::new(&behind.url(), |_| Action::Pass);

    assert!(ask(&before.url(), "POST", "sent").starts_with("HTTP/1.1 404"));
    let seen = behind.take();
    assert_eq!((seen.len(), seen[0].path.as_str()), (1, "/a?b"));
    assert!(seen[0].is_write() && seen[0].carries("sent"));
    assert_eq!(seen[0].header("authorization"), Some("t"));
    assert_eq!(before.take_writes().len(), 1);

    before.rule(|_| Action::FailAfter(500));
    assert!(ask(&before.url(), "GET", "").starts_with("HTTP/1.1 500"));
    assert_eq!(behind.take().len(), 1);

    before.rule(|_| Action::FailBefore(503));
    assert!(ask(&before.url(), "GET", "").starts_with("HTTP/1.1 503"));
    before.rule(|_| Action::Cut(2));
    assert_eq!(ask(&before.url(), "POST", "sent"), "");
    assert_eq!(before.take().last().unwrap().body, b"se");
    assert!(behind.take().is_empty(), "half a request is none");

    before.rule(|_| Action::CutResponse(6));
    assert!(ask(&before.url(), "GET", "").ends_with("\r\n\r\n<html>"));
    before.rule(|_| Action::Alter(|body| body[0] = b'!'));
    assert!(ask(&before.url(), "GET", "").contains("\r\n\r\n!html>"));
    before.rule(|_| Action::Redirect("http://elsewhere/".into()));
    assert!(ask(&before.url(), "GET", "").contains("Location: http://elsewhere/\r\n"));
}
