//! Sentences in which brackets mark what is to be found.

use crate::text::Span;

/// A sentence without its brackets, and what was in them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) text: String,
    /// What was in brackets, in order.
    pub(super) spans: Vec<Span>,
}

/// Reads brackets.
///
/// # Errors
/// What was expected and found, and the byte of the sentence where.
pub(super) fn read(sentence: &str) -> Result<Marked, (usize, &'static str)> {
    let mut marked = Marked { text: String::with_capacity(sentence.len()), spans: Vec::new() };
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in sentence.char_indices() {
        match (c, open) {
            ('[', None) => open = Some((at, marked.text.len())),
            ('[', Some(_)) => return Err((at, "expected `]` before another `[`")),
            (']', None) => return Err((at, "expected `[` before `]`")),
            (']', Some((_, start))) if start == marked.text.len() => {
                return Err((at, "expected words between `[` and `]`"));
            }
            (']', Some((_, start))) => {
                marked.spans.push(Span::new(start as u32, marked.text.len() as u32));
                open = None;
            }
            _ => marked.text.push(c),
        }
    }
    match open {
        Some((at, _)) => Err((at, "expected `]` after `[`")),
        None => Ok(marked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_mark_words_and_are_no_part_of_the_sentence() {
        let marked = read("Les pays [s’engagent] donc [à] agir.").unwrap();
        assert_eq!(marked.text, "Les pays s’engagent donc à agir.");
        let words: Vec<_> = marked.spans.iter().map(|span| &marked.text[span.range()]).collect();
        assert_eq!(words, ["s’engagent", "à"]);
        assert_eq!(read("Rien.").unwrap().spans, []);
    }

    #[test]
    fn a_bracket_that_is_open_or_empty_is_a_mistake() {
        for (sentence, at) in [("é [a", 3), ("a]", 1), ("[a [b]]", 3), ("[]", 1)] {
            assert_eq!(read(sentence).unwrap_err().0, at, "{sentence}");
        }
    }
}
