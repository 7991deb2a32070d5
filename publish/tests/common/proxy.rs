//! Stands between akoma and a portal, and fails as networks and servers do: on purpose, where a test
//! wants it.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What was asked.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// What was received of the body; empty while the rule decides.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header; name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Whether it would change something.
    pub fn is_write(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS")
    }

    /// Whether this text is in the body.
    pub fn carries(&self, text: &str) -> bool {
        String::from_utf8_lossy(&self.body).contains(text)
    }
}

/// What becomes of a request.
pub enum Action {
    /// It goes to the portal, and the answer back.
    Pass,
    /// This status, and the portal never hears of it.
    FailBefore(u16),
    /// The portal does it, and yet the answer is this status.
    FailAfter(u16),
    /// The connection breaks, both ways, when so many bytes of the body are through.
    Cut(usize),
    /// The portal does it, and the connection breaks after so many bytes of the answer's body.
    CutResponse(usize),
    /// The answer's body is changed on its way.
    Alter(fn(&mut Vec<u8>)),
    /// Sent on to another address.
    Redirect(String),
}

type Rule = Box<dyn Fn(&Request) -> Action + Send + Sync>;

/// A proxy on this machine, at a port of its own; ends when dropped.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

struct Shared {
    /// Host and port.
    upstream: String,
    rule: Mutex<Arc<Rule>>,
    log: Mutex<Vec<Request>>,
    stop: AtomicBool,
}

impl Proxy {
    /// Before the portal at this address: `http://127.0.0.1:5000`.
    pub fn new(portal: &str, rule: impl Fn(&Request) -> Action + Send + Sync + 'static) -> Self {
        let upstream = portal.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            upstream,
            rule: Mutex::new(Arc::new(Box::new(rule))),
            log: Mutex::default(),
            stop: AtomicBool::new(false),
        });
        let theirs = Arc::clone(&shared);
        let listening = thread::spawn(move || {
            for client in listener.incoming() {
                if theirs.stop.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&theirs);
                // A connection that fails is what tests are after: nobody to tell.
                thread::spawn(move || client.and_then(|client| shared.serve(&client)));
            }
        });
        Self { address, shared, listening: Some(listening) }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Another rule from now on.
    pub fn rule(&self, rule: impl Fn(&Request) -> Action + Send + Sync + 'static) {
        *self.shared.rule.lock().unwrap() = Arc::new(Box::new(rule));
    }

    /// All that was asked since the last time somebody took it.
    pub fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.shared.log.lock().unwrap())
    }

    /// The same, but only what would change something.
    pub fn take_writes(&self) -> Vec<Request> {
        self.take().into_iter().filter(Request::is_write).collect()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        // Wakes the listener.
        let _ = TcpStream::connect(self.address);
        let _ = self.listening.take().map(JoinHandle::join);
    }
}

impl Shared {
    /// One request of one connection.
    fn serve(&self, mut client: &TcpStream) -> io::Result<()> {
        client.set_read_timeout(Some(Duration::from_secs(60)))?;
        let head = read_head(client)?;
        let mut request = parse(&head);
        let length = request.header("content-length").and_then(|v| v.parse().ok()).unwrap_or(0);
        let rule = Arc::clone(&self.rule.lock().unwrap());
        let action = rule(&request);
        let wanted = if let Action::Cut(bytes) = action { bytes.min(length) } else { length };
        request.body = vec![0; wanted];
        client.read_exact(&mut request.body)?;
        self.log.lock().unwrap().push(request.clone());
        match action {
            Action::Pass => client.write_all(&self.forward(&request)?),
            Action::FailBefore(status) => fail(client, status),
            Action::FailAfter(status) => {
                self.forward(&request)?;
                fail(client, status)
            }
            Action::Cut(_) => {
                let upstream = TcpStream::connect(&self.upstream)?;
                self.send(&upstream, &request)?;
                upstream.shutdown(Shutdown::Both)?;
                client.shutdown(Shutdown::Both)
            }
            Action::CutResponse(bytes) => {
                let answer = self.forward(&request)?;
                let end = (end_of_head(&answer) + bytes).min(answer.len());
                client.write_all(&answer[..end])
            }
            Action::Alter(change) => {
                let (head, mut body) = separate(&self.forward(&request)?);
                change(&mut body);
                client.write_all(head.as_bytes())?;
                write!(client, "Content-Length: {}\r\n\r\n", body.len())?;
                client.write_all(&body)
            }
            Action::Redirect(to) => write!(
                client,
                "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: \
                 close\r\n\r\n"
            ),
        }
    }

    /// What the portal answers, as it comes.
    fn forward(&self, request: &Request) -> io::Result<Vec<u8>> {
        let mut upstream = TcpStream::connect(&self.upstream)?;
        self.send(&upstream, request)?;
        let mut answer = Vec::new();
        upstream.read_to_end(&mut answer)?;
        Ok(answer)
    }

    fn send(&self, mut upstream: &TcpStream, request: &Request) -> io::Result<()> {
        let mut head = format!("{} {} HTTP/1.1\r\n", request.method, request.path);
        for (name, value) in &request.headers {
            let value = if name == "host" { &self.upstream } else { value };
            if name != "connection" {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head.push_str("connection: close\r\n\r\n");
        upstream.write_all(head.as_bytes())?;
        upstream.write_all(&request.body)
    }
}

/// Up to the empty line, which is taken too.
fn read_head(mut client: &TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn parse(head: &str) -> Request {
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut next = || first.next().unwrap_or_default();
    Request { method: next(), path: next(), headers, body: Vec::new() }
}

fn fail(mut client: &TcpStream, status: u16) -> io::Result<()> {
    let page = "<html><h1>Failed on purpose</h1></html>";
    write!(
        client,
        "HTTP/1.1 {status} Failed\r\nContent-Type: text/html\r\nContent-Length: \
         {}\r\nConnection: close\r\n\r\n{page}",
        page.len()
    )
}

fn end_of_head(answer: &[u8]) -> usize {
    answer.windows(4).position(|w| w == b"\r\n\r\n").map_or(answer.len(), |at| at + 4)
}

/// The head without what says how long the body is, and the body.
fn separate(answer: &[u8]) -> (String, Vec<u8>) {
    let (head, body) = answer.split_at(end_of_head(answer));
    let head = String::from_utf8_lossy(head).into_owned();
    let lower = head.to_ascii_lowercase();
    let chunked = lower.contains("transfer-encoding: chunked");
    let body = if chunked { joined(body) } else { body.to_vec() };
    let length = ["content-length:", "transfer-encoding:"];
    let kept = head.lines().filter(|line| {
        let line = line.to_ascii_lowercase();
        !line.is_empty() && !length.iter().any(|name| line.starts_with(name))
    });
    (kept.map(|line| format!("{line}\r\n")).collect(), body)
}

/// The body that chunks make.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|w| w == b"\r\n") {
        let size = String::from_utf8_lossy(&chunks[..end]).into_owned();
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default(), 16);
        let Some(size) = size.ok().filter(|&size| size > 0 && end + size + 4 <= chunks.len())
        else {
            break;
        };
        body.extend_from_slice(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[end + size + 4..];
    }
    body
}
