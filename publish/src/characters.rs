//! Characters that metadata may hold: what a title, a name or a description is made of when it goes
//! into XML, HTML, YAML, JSON and tables for other programs to read.
//!
//! The text of a document is not touched here: it stays what it is, to the character.

use askama::filters::Escaper;
use std::fmt;

/// Whether a character must not be in metadata: controls and noncharacters, which XML and HTML
/// cannot hold; the byte-order mark, which says nothing inside a text; and marks that turn the
/// direction of what follows, since every program that shows a title would have to close them.
fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control() || is_noncharacter(c),
    }
}

/// Whether Unicode will never assign a character: U+FDD0 to U+FDEF, and the last two of each
/// plane.
pub(crate) fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || c as u32 & 0xFFFE == 0xFFFE
}

/// Whether a character may be in the name of a file that is published: one that other programs,
/// lists of sums and people read as it is.
pub(crate) fn is_in_file_name(c: char) -> bool {
    !is_forbidden(c) && (c == ' ' || !is_gap(c)) && c != '/' && c != '\\'
}

/// Whether a character shows nothing of itself: soft hyphens, joiners, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}')
}

/// White space that a line break or a tab is, and the plain space. A no-break space is a sign of
/// typography and stays.
fn is_gap(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text without what metadata must not hold; line breaks and tabs stay.
pub(crate) fn allowed(text: &str) -> String {
    text.chars().filter(|c| !is_forbidden(*c)).collect()
}

/// The text in one line: white space between words is one space, and what metadata must not hold is
/// left out. Empty if nothing is left that can be seen.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_gap) {
        let before = line.len();
        if before > 0 {
            line.push(' ');
        }
        let start = line.len();
        line.extend(word.chars().filter(|c| !is_forbidden(*c)));
        if line.len() == start {
            line.truncate(before);
        }
    }
    let seen = line.chars().any(|c| !c.is_whitespace() && !is_invisible(c));
    if seen { line } else { String::new() }
}

/// The text with its paragraphs, each in one line, one empty line at most between them.
pub(crate) fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut lines = String::with_capacity(text.len());
    let mut empty = false;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(line) {
        if line.is_empty() {
            empty = true;
            continue;
        }
        if !lines.is_empty() {
            lines.push_str(if empty { "\n\n" } else { "\n" });
        }
        empty = false;
        lines.push_str(&line);
    }
    lines
}

/// Whether a document in HTML may not hold a character: controls and noncharacters.
pub(crate) fn is_foreign_to_html(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\u{C}' | '\r') && (c.is_control() || is_noncharacter(c))
}

/// Writes text into HTML, between tags or quotes; what HTML cannot hold becomes U+FFFD.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: fmt::Write>(&self, mut out: W, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.write_escaped_char(&mut out, c))
    }

    fn write_escaped_char<W: fmt::Write>(&self, mut out: W, c: char) -> fmt::Result {
        match c {
            '&' => out.write_str("&amp;"),
            '<' => out.write_str("&lt;"),
            '>' => out.write_str("&gt;"),
            '"' => out.write_str("&quot;"),
            '\'' => out.write_str("&#39;"),
            c if is_foreign_to_html(c) => out.write_char('\u{FFFD}'),
            c => out.write_char(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_what_can_be_read() {
        for (text, expected) in [
            (
                "Accord\u{1}\u{fffe}\u{fdd0} «\u{a0}été\u{a0}»\n\t & <b>\r\n",
                "Accord «\u{a0}été\u{a0}» & <b>",
            ),
            ("\u{feff}Titre\u{202e} lu\u{85}ici", "Titre lu ici"),
            ("\u{1} \u{1}", ""),
            ("\u{feff}", ""),
            ("\u{200e}\u{200b} ", ""),
            // Marks that a script needs stay.
            ("\u{200e}عنوان\u{200f} می\u{200c}خواهم", "\u{200e}عنوان\u{200f} می\u{200c}خواهم"),
            ("関係 {{ x }} \"y\"", "関係 {{ x }} \"y\""),
        ] {
            assert_eq!(line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn html_holds_no_control() {
        let mut html = String::new();
        Html.write_escaped_str(&mut html, "\u{1}<a b=\"c\">\u{9f}\n{{ 'd' }}&\u{fffe}").unwrap();
        assert_eq!(
            html,
            "\u{fffd}&lt;a b=&quot;c&quot;&gt;\u{fffd}\n{{ &#39;d&#39; }}&amp;\u{fffd}"
        );
    }

    #[test]
    fn paragraphs_of_a_description_stay() {
        assert_eq!(lines("a\u{1}\r\n b\n\n\n\tc  d\n"), "a\nb\n\nc d");
        assert_eq!(lines("\n\u{b}\n"), "");
        assert_eq!(allowed("a\u{0}\tb\r\n\u{10ffff}"), "a\tb\n");
    }
}
