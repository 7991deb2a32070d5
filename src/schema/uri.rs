//! URIs as libxml2 takes them: after RFC 3986, but with most characters that the RFC forbids let
//! through, so that `a b`, `{x}` and `é` are references.

/// Whether `value`, without the white space around it, is a URI or a relative reference.
///
/// What it can be wrong in: the first part before a `:` must be a scheme (`2021-11-22T10:00:00` has
/// none), `%` must come before two hexadecimal digits, `#` can occur only once, `[` and `]` only
/// around a host or in a fragment, a port is a number.
pub(super) fn is_reference(value: &str) -> bool {
    let bytes = value.as_bytes();
    scheme(bytes).is_some_and(|rest| is_rest(rest, true)) || is_rest(bytes, false)
}

/// What follows the scheme and its colon, if there is one.
fn scheme(bytes: &[u8]) -> Option<&[u8]> {
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let end = bytes.iter().position(|b| !(b.is_ascii_alphanumeric() || b"+-.".contains(b)))?;
    bytes[end..].strip_prefix(b":")
}

/// Authority, path, query and fragment; without a scheme the first step of a path has no colon.
fn is_rest(bytes: &[u8], after_scheme: bool) -> bool {
    let rest = if let Some(authority) = bytes.strip_prefix(b"//") {
        match after_authority(authority) {
            // A path after an authority is empty or begins with a slash.
            Some(rest) if rest.first().is_none_or(|b| b"/?#".contains(b)) => rest,
            _ => return false,
        }
    } else if after_scheme || bytes.first() == Some(&b'/') {
        bytes
    } else {
        let rest = skip(bytes, |b| is_plain(b) || b == b'@');
        if rest.first() == Some(&b':') {
            return false;
        }
        rest
    };
    let mut rest = skip(rest, |b| is_path(b) || b == b'/');
    if let Some(query) = rest.strip_prefix(b"?") {
        rest = skip(query, |b| is_path(b) || b"/?".contains(&b));
    }
    if let Some(fragment) = rest.strip_prefix(b"#") {
        rest = skip(fragment, |b| is_path(b) || b"/?[]".contains(&b));
    }
    rest.is_empty()
}

/// What follows `user@host:port`.
fn after_authority(bytes: &[u8]) -> Option<&[u8]> {
    let user = skip(bytes, |b| is_plain(b) || b == b':');
    let host = user.strip_prefix(b"@").unwrap_or(bytes);
    let rest = if host.first() == Some(&b'[') {
        let end = memchr::memchr(b']', host)?;
        &host[end + 1..]
    } else {
        skip(host, is_plain)
    };
    let Some(port) = rest.strip_prefix(b":") else { return Some(rest) };
    let (digits, rest) = port.split_at(port.iter().take_while(|b| b.is_ascii_digit()).count());
    // libxml2 keeps the port in an `int`.
    let add = |n: i32, digit: &u8| n.checked_mul(10)?.checked_add(i32::from(digit - b'0'));
    let is_number = !digits.is_empty() && digits.iter().try_fold(0, add).is_some();
    is_number.then_some(rest)
}

/// `bytes` from the first that is not `wanted`; `%` with two hexadecimal digits is always wanted.
fn skip(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> &[u8] {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'%' {
            let digits = bytes.get(at + 1..at + 3);
            if !digits.is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit)) {
                break;
            }
            at += 3;
        } else if wanted(byte) {
            at += 1;
        } else {
            break;
        }
    }
    &bytes[at..]
}

/// What may occur in a host: all that has no meaning of its own in a URI, right or wrong.
fn is_plain(byte: u8) -> bool {
    !b"%/?#[]:@".contains(&byte)
}

/// What may occur in a step of a path.
fn is_path(byte: u8) -> bool {
    is_plain(byte) || byte == b':' || byte == b'@'
}

#[cfg(test)]
mod tests {
    use super::is_reference;

    #[test]
    fn what_is_let_through() {
        for right in [
            "",
            "#art_1",
            "/akn/be/act/2021-11-22/1/fra@/!main",
            "http://user:pw@example.org:80/a?b#c",
            "urn:lex:be",
            "a b",
            "{x}|\\^`",
            "é",
            "a/b:c",
            "//[x]",
            "#[a]",
            "a%20b",
        ] {
            assert!(is_reference(right), "{right}");
        }
    }

    #[test]
    fn what_is_not() {
        for wrong in [
            "2021-11-22T10:00:00",
            "#a#b",
            "100%",
            "a%zz",
            "::",
            "é:b",
            "[",
            "a]",
            "http://[x",
            "//a:b",
            "//a:",
            "//a:%20",
            "//a:2147483648",
            "//a@b@c",
        ] {
            assert!(!is_reference(wrong), "{wrong}");
        }
    }
}
