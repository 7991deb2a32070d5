//! Text as HTML holds it.

use crate::characters::{Html, is_foreign_to_html};
use askama::filters::Escaper;
use std::fmt::Write;

/// Writes text so that its characters come out of a parser the same; those that HTML cannot hold
/// be in an attribute.
pub(super) fn text(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            // A parser makes LF of a CR, but not of a reference to one.
            '\r' => "&#13;",
            c if is_foreign_to_html(c) => "",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(instead);
        if instead.is_empty() {
            let code = c as u32;
            let _ = write!(out, "<span class=\"char\" data-char=\"U+{code:04X}\"></span>");
        }
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
}

/// Writes a value between double quotes.
pub(super) fn value(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = Html.write_escaped_str(out, text);
}

/// At most so many characters of a text, in one line.
pub(super) fn brief(text: &str, characters: usize) -> String {
    let mut brief = String::new();
    let mut left = characters;
    for word in text.split_whitespace() {
        if !brief.is_empty() {
            brief.push(' ');
            left = left.saturating_sub(1);
        }
        for c in word.chars() {
            if left == 0 {
                brief.push('…');
                return brief;
            }
            brief.push(c);
            left -= 1;
        }
    }
    brief
}
