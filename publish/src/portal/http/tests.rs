//! The client beside a server that answers as the test wants.

use super::super::NoProgress;
use super::*;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

/// Answers one request after the other with these; gives the heads of the requests.
fn serving(answers: Vec<String>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let (sender, heads) = channel();
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = String::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            while reader.read_line(&mut head).unwrap() > 2 {}
            let length = head.lines().find_map(|l| l.strip_prefix("content-length: "));
            let mut body = vec![0; length.map_or(0, |l| l.trim().parse().unwrap())];
            reader.read_exact(&mut body).unwrap();
            // A test that has seen enough does not listen.
            let _ = sender.send(head);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, heads)
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
}

fn client(address: &str) -> Client {
    let mut connection = Connection::to(address);
    connection.token = Some(Token::new("s3cret").unwrap());
    Client::new(&connection, "x-api-key").unwrap()
}

#[test]
fn a_busy_portal_is_asked_again_as_it_wishes() {
    let (address, heads) = serving(vec![
        answer("429 Too Many", "retry-after: 0\r\n", "later"),
        answer("503 Busy", "retry-after: 0\r\n", "later"),
        answer("200 OK", "", "{\"a\": 1}"),
    ]);
    let told = client(&address).get("api").unwrap();
    assert_eq!((told.status, &told.body["a"]), (200, &Value::from(1)));
    assert_eq!(heads.iter().count(), 3);
}

#[test]
fn a_refusal_is_final() {
    let (address, heads) = serving(vec![answer("404 Not Found", "", "no"), String::new()]);
    let client = client(&address);
    assert_eq!(client.get("api").unwrap().status, 404);
    assert_eq!(heads.try_iter().count(), 1);
}

#[test]
fn what_was_sent_is_not_sent_again() {
    let busy = || answer("500 Oops", "retry-after: 0\r\n", "token s3cret <b>is</b> fine");
    let (address, heads) = serving(vec![busy(), busy()]);
    let client = client(&address);
    let told = client.send("POST", "api", &Value::from("x")).unwrap();
    let error = told.failure(&client.url("api").unwrap());
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(error.message().ends_with(": token [token] <b>is</b> fine"), "{error}");
    assert_eq!(heads.try_iter().count(), 1);
    let form = MultipartForm::default().text("a", "b");
    assert_eq!(client.send_form("api", &form, &NoProgress).unwrap().status, 500);
    assert_eq!(heads.try_iter().count(), 1);
}

#[test]
fn the_token_stays_with_the_portal() {
    let (elsewhere, others) = serving(vec![answer("200 OK", "content-type: text/csv\r\n", "a,b")]);
    // The same machine by another name is another place.
    let elsewhere = elsewhere.replace("127.0.0.1", "localhost");
    let (address, ours) =
        serving(vec![answer("302 Found", &format!("location: {elsewhere}file\r\n"), "")]);
    let served = client(&address).fetch("file").unwrap();
    assert_eq!((served.bytes, served.content_type.as_deref()), (3, Some("text/csv")));
    assert!(ours.recv().unwrap().contains("s3cret"));
    assert!(!others.recv().unwrap().contains("s3cret"));
}

#[test]
fn nothing_is_sent_where_a_portal_sends_on() {
    let (address, _) =
        serving(vec![answer("308 Moved", "location: https://other.example/\r\n", "")]);
    let error = client(&address).send("POST", "api", &Value::Null).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.to_string().contains("https://other.example/"), "{error}");
}

#[test]
fn a_file_that_is_cut_short_is_no_file() {
    let cut = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\nabc".to_owned();
    let (address, _) = serving(vec![cut]);
    let error = client(&address).fetch("file").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network, "{error}");
}

/// A client that has no patience.
fn hasty(address: &str) -> Client {
    let mut connection = Connection::to(address);
    connection.idle_timeout = Duration::from_millis(200);
    connection.connect_timeout = Duration::from_millis(200);
    Client::new(&connection, "x-api-key").unwrap()
}

#[test]
fn a_portal_that_says_nothing_is_given_up() {
    // Takes connections, and never answers.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = hasty(&format!("http://{}/", listener.local_addr().unwrap()));
    for error in [
        client.get("api").unwrap_err(),
        client.send("POST", "api", &Value::Null).unwrap_err(),
        client.fetch("file").unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Network, "{error}");
        let expected = "expected a sign of the portal within 0.2 seconds, but none came";
        assert_eq!(error.message(), expected);
        assert!(error.advice().is_some_and(|help| help.contains("--timeout")), "{error}");
    }
}

#[test]
fn a_portal_that_falls_silent_is_given_up() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc".to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            stream.write_all(half.as_bytes()).unwrap();
            open.push(stream);
        }
    });
    let client = hasty(&address);
    for error in [client.get("api").unwrap_err(), client.fetch("file").unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Network, "{error}");
        assert!(error.message().contains("within 0.2 seconds"), "{error}");
    }
}

#[test]
fn a_slow_portal_that_goes_on_is_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n").unwrap();
        for _ in 0..8 {
            thread::sleep(Duration::from_millis(60));
            stream.write_all(b"x").unwrap();
        }
    });
    assert_eq!(hasty(&address).fetch("file").unwrap().bytes, 8, "half a second in all");
}
