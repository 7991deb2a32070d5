//! Sentences of a paragraph.
//!
//! A full stop followed by a space and a capital ends a sentence unless the word before it is
//! an abbreviation of the language; a lower-case letter after it means it does not. Only what
//! these two cheap tests leave in doubt is put to Unicode's sentence boundaries (UAX #29).

use super::{Span, fold};
use unicode_segmentation::UnicodeSegmentation;

/// The longest stretch on either side of a doubtful stop that UAX #29 is shown, in bytes.
const WINDOW: usize = 160;

/// Calls `push` with every sentence of `block`, without the white space between them.
///
/// `is_abbreviation` says whether a folded word keeps its full stop without ending a sentence.
pub(crate) fn sentences(
    text: &str,
    block: Span,
    is_abbreviation: impl Fn(&str) -> bool,
    mut push: impl FnMut(Span),
) {
    let slice = &text[block.range()];
    let bytes = slice.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = next_stop(bytes, at) {
        let after_stop = end_of_stops(slice, found);
        at = after_stop;
        let rest = &slice[after_stop..];
        let next = rest.trim_start();
        if next.is_empty() || next.len() == rest.len() {
            continue; // the end of the block, or no space after: « 1.2 », « u.a »
        }
        if ends_sentence(slice, start, found, after_stop, &is_abbreviation) {
            let sentence =
                Span::new(block.start() + start as u32, block.start() + after_stop as u32);
            push(sentence.trim(text));
            start = after_stop;
        }
    }
    let last = Span::new(block.start() + start as u32, block.end()).trim(text);
    if !last.is_empty() {
        push(last);
    }
}

/// The byte of the next `.`, `!`, `?` or `…` from `from` on.
fn next_stop(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|b| matches!(b, b'.' | b'!' | b'?' | 0xE2))?;
        if bytes[at] != 0xE2 || bytes[at..].starts_with("…".as_bytes()) {
            return Some(at);
        }
        at += 1;
    }
}

/// The end of a run of stops and of the quotes and brackets that close after it.
fn end_of_stops(slice: &str, from: usize) -> usize {
    let mut end = from;
    let mut rest = slice[from..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let closes = matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '’' | ')' | ']' | '»');
        // « … fin. » : French sets a space before the closing mark.
        let spaced =
            matches!(c, ' ' | '\u{a0}' | '\u{202f}') && matches!(rest.peek(), Some((_, '»')));
        if !closes && !spaced {
            break;
        }
        end = from + at + c.len_utf8();
    }
    end
}

fn ends_sentence(
    slice: &str,
    start: usize,
    stop: usize,
    after_stop: usize,
    is_abbreviation: &impl Fn(&str) -> bool,
) -> bool {
    let Some(first) = slice[after_stop..].trim_start().chars().next() else {
        return false;
    };
    if first.is_lowercase() {
        return false;
    }
    let before = &slice[start..stop];
    let word = match before.rfind(|c: char| !c.is_alphanumeric() && c != '°') {
        Some(at) => &before[at + before[at..].chars().next().map_or(1, char::len_utf8)..],
        None => before,
    };
    if slice.as_bytes()[stop] == b'.' && after_stop == stop + 1 {
        // « 1. Suivi »: a number that begins the block counts it.
        if word.len() == before.trim_start().len() && word.chars().all(char::is_numeric) {
            return false;
        }
        // « J. Castex », « S. E. »
        let mut letters = word.chars();
        if letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() {
            return false;
        }
        if is_abbreviation(&fold(word)) {
            return false;
        }
    }
    if first.is_uppercase() || matches!(first, '«' | '“' | '"' | '(' | '[' | '—' | '–' | '-')
    {
        return true;
    }
    // Before these UAX #29 sets no boundary (SB8a) unless a line ends in between.
    let space = slice[after_stop..].bytes().take_while(|b| *b == b' ').count();
    if matches!(slice.as_bytes().get(after_stop + space), Some(b'.' | b'!' | b'?' | b',' | b':')) {
        return false;
    }
    unicode_says_so(slice, stop, after_stop)
}

/// Whether UAX #29 sets a boundary after this stop and the white space after it.
fn unicode_says_so(slice: &str, stop: usize, after_stop: usize) -> bool {
    let from = floor_boundary(slice, stop.saturating_sub(WINDOW));
    let to = floor_boundary(slice, (after_stop + WINDOW).min(slice.len()));
    let next = after_stop + (slice[after_stop..].len() - slice[after_stop..].trim_start().len());
    slice[from..to].split_sentence_bound_indices().any(|(at, _)| from + at == next)
}

fn floor_boundary(slice: &str, mut at: usize) -> usize {
    while !slice.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let block = Span::new(0, text.len() as u32);
        sentences(text, block, |w| matches!(w, "m" | "art" | "no"), |s| found.push(s));
        found.into_iter().map(|s| &text[s.range()]).collect()
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        assert_eq!(cut("Un fait. Deux faits ! Trois ?"), ["Un fait.", "Deux faits !", "Trois ?"]);
    }

    #[test]
    fn numbers_initials_and_abbreviations_do_not() {
        for text in [
            "1. Suivi des procès",
            "M. Castex et J. Dupont",
            "l’art. 3 et l’art. IV",
            "env. 1,5 km",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        assert_eq!(cut("« Il dit. » Puis rien."), ["« Il dit. »", "Puis rien."]);
        assert_eq!(cut("Vrai… Ou non."), ["Vrai…", "Ou non."]);
    }

    #[test]
    fn a_doubt_is_put_to_unicode() {
        assert_eq!(cut("Ils signent. 8 Parties suivent."), ["Ils signent.", "8 Parties suivent."]);
        assert_eq!(cut("env. 8 parties"), ["env. 8 parties"]);
    }

    #[test]
    fn white_space_alone_gives_no_sentence() {
        assert!(cut("  \n ").is_empty());
    }

    #[test]
    fn what_stands_after_a_stop_tells_whether_it_ends_a_sentence() {
        for (text, second) in [
            ("Elles vont. Puis", Some("Puis")),
            ("Elles vont. puis", None),
            ("Elles vont.Puis", None),
            ("Elles vont. « Puis »", Some("« Puis »")),
            ("Elles vont. (Puis)", Some("(Puis)")),
            ("Elles vont. – Puis", Some("– Puis")),
            ("Elles vont… Puis", Some("Puis")),
            ("Elles vont?! Puis", Some("Puis")),
            ("Elles vont) . Puis", Some("Puis")),
            ("Elles vont (ici.) Puis", Some("Puis")),
            ("Elles vont, art. Puis", None),
            ("Ils sont au no. Puis", None),
            ("Ils sont au n°. Puis", Some("Puis")),
            ("Elles vont. , puis", None),
            ("É. Dupont va", None),
            ("Elles sont É. Dupont", None),
        ] {
            let all = cut(text);
            let text_of = |code: &str| all.get(1).is_none_or(|s| *s == code);
            assert_eq!(all.len() > 1, second.is_some(), "{text} {all:?}");
            assert!(second.is_none_or(text_of), "{text} {all:?}");
        }
    }
}
