//! The text, taken back out of a page.

use crate::error::{Error, ErrorKind};

/// How the element that holds the text begins.
pub(super) const OPENING: &str = "<article id=\"text\"";
const CLOSING: &str = "</article>";
const CHAR: &str = "data-char=\"U+";

/// The text of the document that a page of [`html`](super::html) shows: that of its `article`, to
/// the character.
///
/// ```
/// use akoma_publish::view::{Page, html, text_of};
///
/// let doc = akoma::Document::parse("Accord\r\n1. Objet\r\n\u{c}L’État & l’« UE »\u{1}.")?;
/// let page = html(&doc, &Page::default())?;
/// assert_eq!(text_of(&page)?, doc.text());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The page is not one of those: it is not read as a browser would read any page.
pub fn text_of(html: &str) -> Result<String, Error> {
    let body = html.split_once(OPENING).and_then(|(_, rest)| rest.split_once('>'));
    let Some((body, _)) = body.and_then(|(_, rest)| rest.split_once(CLOSING)) else {
        return Err(wrong(format!("expected `{OPENING}` and `{CLOSING}`, but found one at most")));
    };
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        let (end, is_tag) = if rest[at..].starts_with('<') { ('>', true) } else { (';', false) };
        let Some(len) = rest[at..].find(end) else {
            return Err(wrong(format!("expected `{end}` after `{}`", head(&rest[at..]))));
        };
        let piece = &rest[at..at + len];
        rest = &rest[at + len + 1..];
        match piece {
            tag if is_tag => text.extend(character(tag)?),
            "&amp" => text.push('&'),
            "&lt" => text.push('<'),
            "&gt" => text.push('>'),
            "&#13" => text.push('\r'),
            other => return Err(wrong(format!("expected no reference `{}`", head(other)))),
        }
    }
    text.push_str(rest);
    Ok(text)
}

/// The character that an element stands for, if it stands for one.
fn character(tag: &str) -> Result<Option<char>, Error> {
    let Some((_, rest)) = tag.split_once(CHAR) else { return Ok(None) };
    let code = rest.split('"').next().unwrap_or_default();
    let found = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    let Some(found) = found else {
        return Err(wrong(format!("expected a character, but found `U+{}`", head(code))));
    };
    Ok(Some(found))
}

fn head(text: &str) -> String {
    text.chars().take(40).collect()
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Content, format!("the page is none of akoma's: {message}"))
        .help("make the page again")
}
