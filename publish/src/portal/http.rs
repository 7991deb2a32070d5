//! HTTP as a careful publisher wants it: TLS unless the portal is on this machine, the token only
//! to the portal itself, time-outs, and patience with a portal that is busy.

use super::address::{address, bad_address};
use super::answer::Answer;
use super::form::MultipartForm;
use super::secret::Token;
use super::{Download, Progress};
use crate::digest;
use crate::error::{Error, ErrorKind};
use serde_json::Value;
use std::io::Read;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;
use ureq::http;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, SendBody, Timeout};
use url::Url;

/// How to reach a portal.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Connection {
    /// The portal's address.
    pub address: String,
    /// The token, if one is needed.
    pub token: Option<Token>,
    /// Whether `http:` will do for a portal that is not on this machine.
    pub allow_http: bool,
    /// Certificates to trust instead of the usual ones: a PEM file.
    pub certificates: Option<PathBuf>,
    /// How long to wait for the portal to take a connection.
    pub connect_timeout: Duration,
    /// How long to wait for the portal when nothing comes and nothing goes out.
    pub idle_timeout: Duration,
}

impl Connection {
    /// How long to wait for a connection unless it is set: 15 seconds.
    pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

    /// How long to wait for a silent portal unless it is set: 300 seconds. A CKAN with
    /// thousands of files in a dataset takes half a minute for one request.
    pub const IDLE_TIMEOUT: Duration = Duration::from_secs(300);

    /// To the portal at this address.
    pub fn to(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            token: None,
            allow_http: false,
            certificates: None,
            connect_timeout: Self::CONNECT_TIMEOUT,
            idle_timeout: Self::IDLE_TIMEOUT,
        }
    }
}

/// How often a question is asked again while the portal is busy.
pub(crate) const TRIES: u32 = 5;
/// How many redirects are followed.
const REDIRECTS: u32 = 5;
/// The longest wait that a portal may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// What is read of an answer that is not a file.
const ANSWER: u64 = 64 * 1024 * 1024;

/// Speaks HTTP with one portal.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    base: Url,
    token: Option<Token>,
    /// The header that carries the token.
    header: &'static str,
    timeouts: Timeouts,
}

/// How long to wait, for errors.
#[derive(Clone, Copy, Debug)]
struct Timeouts {
    connect: Duration,
    idle: Duration,
}

/// The name and the value of a header.
pub(crate) type Header<'a> = (&'static str, &'a str);

impl Client {
    /// A client of one portal; `header` carries the token.
    ///
    /// # Errors
    /// The address is none, or not safe; the certificates cannot be read.
    pub(crate) fn new(connection: &Connection, header: &'static str) -> Result<Self, Error> {
        let base = address(&connection.address, connection.allow_http)?;
        let mut tls = TlsConfig::builder();
        if let Some(path) = &connection.certificates {
            let pem = std::fs::read(path).map_err(|e| Error::io(path, &e))?;
            let found: Vec<_> = parse_pem(&pem)
                .filter_map(|item| match item {
                    Ok(PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                })
                .collect();
            if found.is_empty() {
                let message = "expected certificates in PEM, but found none";
                return Err(Error::new(ErrorKind::Settings, message).at(path.display()));
            }
            tls = tls.root_certs(RootCerts::new_with_certs(&found));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Followed by hand: the token stays with the portal.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(connection.connect_timeout))
            .timeout_per_read(Some(connection.idle_timeout))
            .timeout_per_write(Some(connection.idle_timeout))
            .user_agent(concat!("akoma/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .tls_config(tls.build())
            .build();
        let token = connection.token.clone();
        let agent = Agent::new_with_config(config);
        let timeouts =
            Timeouts { connect: connection.connect_timeout, idle: connection.idle_timeout };
        Ok(Self { agent, base, token, header, timeouts })
    }

    /// The portal's address, with `/` at the end.
    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    /// Whether there is a token.
    pub(crate) fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// An address within the portal.
    pub(crate) fn url(&self, path: &str) -> Result<Url, Error> {
        self.base.join(path).map_err(|e| bad_address(path, &e.to_string()))
    }

    /// Asks for JSON, again while the portal is busy.
    pub(crate) fn get(&self, path: &str) -> Result<Answer, Error> {
        self.get_with(path, None)
    }

    /// Asks for JSON with one more header, again while the portal is busy.
    pub(crate) fn get_with(&self, path: &str, more: Option<Header>) -> Result<Answer, Error> {
        let url = self.url(path)?;
        self.patiently(|| {
            let mut response = self.follow(&url, more)?;
            self.answer(&url, &mut response)
        })
    }

    /// Sends JSON, once.
    pub(crate) fn send(&self, method: &str, path: &str, body: &Value) -> Result<Answer, Error> {
        let bytes = body.to_string().into_bytes();
        self.write(method, path, "application/json", bytes.len() as u64, &mut &bytes[..])
    }

    /// Sends a form, once, with its files.
    pub(crate) fn send_form(
        &self,
        path: &str,
        form: &MultipartForm,
        progress: &dyn Progress,
    ) -> Result<Answer, Error> {
        let mut body = form.body(progress)?;
        let media_type = format!("multipart/form-data; boundary={}", body.boundary);
        self.write("POST", path, &media_type, body.length, &mut body.reader)
    }

    /// Downloads a file, again while the portal is busy, and says what came.
    pub(crate) fn fetch(&self, address: &str) -> Result<Download, Error> {
        let url = self.url(address)?;
        self.patiently(|| {
            let mut response = self.follow(&url, None)?;
            self.usable(&url, &mut response)?;
            let content_type = Some(header(&response, "content-type").unwrap_or_default());
            let reader = response.body_mut().with_config().limit(u64::MAX).reader();
            let (sha256, bytes) = digest::of_reader(reader).map_err(|e| self.broken(&url, e))?;
            Ok(Download { sha256, bytes, content_type })
        })
    }

    /// Downloads a text of modest size, again while the portal is busy.
    pub(crate) fn fetch_text(&self, address: &str) -> Result<String, Error> {
        let url = self.url(address)?;
        self.patiently(|| {
            let mut response = self.follow(&url, None)?;
            self.usable(&url, &mut response)?;
            self.read_text(&url, &mut response)
        })
    }

    /// A response that is no success is an error.
    fn usable(&self, url: &Url, response: &mut http::Response<Body>) -> Result<(), Error> {
        match response.status().is_success() {
            true => Ok(()),
            false => Err(self.answer(url, response)?.failure(url)),
        }
    }

    /// Asks with GET and follows redirects; the token goes to the portal only.
    fn follow(&self, from: &Url, more: Option<Header>) -> Result<http::Response<Body>, Error> {
        let mut url = from.clone();
        for _ in 0..=REDIRECTS {
            let mut request = self.agent.get(url.as_str());
            for (name, value) in self.credential(&url).into_iter().chain(more) {
                request = request.header(name, value);
            }
            let response = request.call().map_err(|e| self.unreachable(&url, &e))?;
            match target(&url, &response)? {
                None => return Ok(response),
                Some(next) => {
                    if url.scheme() == "https" && next.scheme() != "https" {
                        let message = format!("expected to stay on TLS, but was sent to {next}");
                        return Err(Error::new(ErrorKind::Refused, message).at(url));
                    }
                    url = next;
                }
            }
        }
        let message = format!("expected an answer, but was sent on {REDIRECTS} times");
        Err(Error::new(ErrorKind::Refused, message).at(from))
    }

    /// The token's header, for the portal itself.
    fn credential(&self, url: &Url) -> Option<Header<'_>> {
        let token = self.token.as_ref()?;
        (url.origin() == self.base.origin()).then(|| (self.header, token.reveal()))
    }

    fn write(
        &self,
        method: &str,
        path: &str,
        media_type: &str,
        length: u64,
        body: &mut dyn Read,
    ) -> Result<Answer, Error> {
        let url = self.url(path)?;
        let mut request = http::Request::builder()
            .method(method)
            .uri(url.as_str())
            .header("content-type", media_type)
            .header("content-length", length);
        if let Some((name, value)) = self.credential(&url) {
            request = request.header(name, value);
        }
        let request = request
            .body(SendBody::from_reader(body))
            .map_err(|e| bad_address(url.as_str(), &e.to_string()))?;
        let mut response = self.agent.run(request).map_err(|e| self.unreachable(&url, &e))?;
        if let Some(next) = target(&url, &response)? {
            let message =
                format!("expected the portal to take what is sent, but it sends to {next}");
            let help = "if that is the portal, give its address";
            return Err(Error::new(ErrorKind::Refused, message).at(url).help(help));
        }
        self.answer(&url, &mut response)
    }

    /// Reads an answer; what it says of the token is hidden.
    fn answer(&self, url: &Url, response: &mut http::Response<Body>) -> Result<Answer, Error> {
        let status = response.status().as_u16();
        let retry_after = header(response, "retry-after")
            .and_then(|v| v.parse().ok())
            .map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
        let text = self.read_text(url, response)?;
        let text = self.token.as_ref().map_or(text.clone(), |token| token.hide(&text));
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Answer { status, body, retry_after })
    }

    fn read_text(&self, url: &Url, response: &mut http::Response<Body>) -> Result<String, Error> {
        let body = response.body_mut().with_config().limit(ANSWER).read_to_vec();
        let body = body.map_err(|e| self.unreachable(url, &e))?;
        Ok(String::from_utf8(body).unwrap_or_else(|e| e.to_string()))
    }

    /// Why there is no answer.
    fn unreachable(&self, url: &Url, error: &ureq::Error) -> Error {
        let Timeouts { connect, idle } = self.timeouts;
        let waited = |limit: Duration, what: &str| {
            format!("expected {what} within {} seconds, but none came", limit.as_secs_f32())
        };
        let again = "check the address and the network, and run the same command again: what \
                     arrived is kept, nothing is doubled";
        let (message, help) = match error {
            ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => {
                (waited(connect, "a connection"), again)
            }
            ureq::Error::Timeout(_) => (
                waited(idle, "a sign of the portal"),
                "run the same command again: what arrived is kept, nothing is doubled; --timeout \
                 gives a slow portal more time",
            ),
            error if error.to_string().contains("certificate") => (
                format!("no answer: {error}"),
                "if the portal's certificate is of an authority of your own, name it with --ca-file",
            ),
            error => (format!("no answer: {error}"), again),
        };
        Error::new(ErrorKind::Network, message).at(url).help(help)
    }

    /// Why a download ended early.
    fn broken(&self, url: &Url, error: std::io::Error) -> Error {
        match ureq::Error::from(error) {
            error @ ureq::Error::Timeout(_) => self.unreachable(url, &error),
            error => {
                let message = format!("the connection broke: {error}");
                Error::new(ErrorKind::Network, message).at(url).help("run the same command again")
            }
        }
    }

    /// Asks again while the portal is busy, waiting longer each time.
    fn patiently<T>(&self, ask: impl Fn() -> Result<T, Error>) -> Result<T, Error>
    where
        T: RetryAdvice,
    {
        let mut tries = 1;
        loop {
            let answer = ask();
            let told = match &answer {
                Ok(answer) => answer.busy(),
                Err(e) if e.kind() == ErrorKind::Busy => Some(None),
                Err(_) => None,
            };
            match told {
                Some(told) if tries < TRIES => thread::sleep(told.unwrap_or(pause(tries))),
                _ => return answer,
            }
            tries += 1;
        }
    }
}

/// How long to wait before the next try: half a second, one, two, four.
pub(crate) fn pause(tries: u32) -> Duration {
    Duration::from_millis(500 << tries.saturating_sub(1).min(6))
}

/// What may say that the portal was busy, and how long to wait.
trait RetryAdvice {
    fn busy(&self) -> Option<Option<Duration>>;
}

impl RetryAdvice for Answer {
    fn busy(&self) -> Option<Option<Duration>> {
        self.is_busy().then_some(self.retry_after)
    }
}

impl RetryAdvice for Download {
    fn busy(&self) -> Option<Option<Duration>> {
        None
    }
}

impl RetryAdvice for String {
    fn busy(&self) -> Option<Option<Duration>> {
        None
    }
}

/// Where a response sends, if it does.
fn target(url: &Url, response: &http::Response<Body>) -> Result<Option<Url>, Error> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let Some(location) = header(response, "location") else {
        return Ok(None);
    };
    url.join(&location).map(Some).map_err(|e| bad_address(&location, &e.to_string()))
}

fn header(response: &http::Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

#[cfg(test)]
mod tests;
