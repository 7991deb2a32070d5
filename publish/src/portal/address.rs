//! Addresses of portals.

use crate::error::{Error, ErrorKind};
use url::{Host, Url};

pub(super) fn bad_address(address: &str, why: &str) -> Error {
    let message = format!("expected an address (https://…), but found `{address}`: {why}");
    Error::new(ErrorKind::Settings, message)
}

/// The address of a portal: TLS, or this machine, or allowed.
pub(super) fn address(given: &str, allow_http: bool) -> Result<Url, Error> {
    let mut url = Url::parse(given.trim()).map_err(|e| bad_address(given, &e.to_string()))?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err(bad_address(given, "it names no host")),
    };
    if !url.username().is_empty() || url.password().is_some() {
        let message = "expected an address without user and password";
        return Err(Error::new(ErrorKind::Settings, message));
    }
    match url.scheme() {
        "https" => {}
        "http" if here || allow_http => {}
        "http" => {
            let message = format!("expected an address with https:, but found `{url}`");
            let help = "http: would show the token to everybody on the way; --allow-http does it \
                        all the same";
            return Err(Error::new(ErrorKind::Settings, message).help(help));
        }
        other => return Err(bad_address(given, &format!("`{other}:` is not HTTP"))),
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_unless_the_portal_is_here() {
        for fine in ["https://data.example.org", "http://127.0.0.1:5000/", "http://localhost/ckan"]
        {
            assert!(address(fine, false).unwrap().path().ends_with('/'), "{fine}");
        }
        for wrong in ["http://data.example.org", "ftp://x", "x", "https://u:p@data.example.org", ""]
        {
            assert_eq!(address(wrong, false).unwrap_err().kind(), ErrorKind::Settings, "{wrong}");
        }
        assert!(address("http://data.example.org", true).is_ok());
    }
}
