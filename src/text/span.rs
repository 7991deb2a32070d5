use super::blank::is_blank;
use std::fmt;
use std::ops::Range;

/// A range of a document's text, in bytes of UTF-8, end excluded.
///
/// ```
/// use akoma::Span;
///
/// let span = Span::new(3, 8);
/// assert_eq!(&"un mot ici"[span.range()], "mot i");
/// assert!(span.contains(Span::new(4, 8)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The range from byte `start` to byte `end` (excluded). `end` is never before `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// First byte.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing lies in it.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range, to index a `str` with.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two overlap and neither contains the other.
    pub const fn crosses(self, other: Span) -> bool {
        self.overlaps(other) && !self.contains(other) && !other.contains(self)
    }

    /// The same span without the white space and control characters at its ends.
    pub(crate) fn trim(self, text: &str) -> Span {
        let slice = &text[self.range()];
        let start = self.start + (slice.len() - slice.trim_start_matches(is_blank).len()) as u32;
        Span::new(start, start + slice.trim_matches(is_blank).len() as u32)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spans_contain_overlap_or_cross_one_another() {
        for (a, b, contains, overlaps, crosses) in [
            ((2, 6), (2, 6), true, true, false),
            ((2, 6), (3, 5), true, true, false),
            ((3, 5), (2, 6), false, true, false),
            ((2, 6), (4, 8), false, true, true),
            ((4, 8), (2, 6), false, true, true),
            ((2, 4), (4, 8), false, false, false),
            ((4, 8), (2, 4), false, false, false),
            ((2, 6), (6, 6), true, false, false),
        ] {
            let (x, y) = (Span::new(a.0, a.1), Span::new(b.0, b.1));
            let found = (x.contains(y), x.overlaps(y), x.crosses(y));
            assert_eq!(found, (contains, overlaps, crosses), "{x} {y}");
        }
        assert_eq!(Span::new(5, 3), Span::new(5, 5));
        assert!(Span::new(5, 5).is_empty() && !Span::new(5, 6).is_empty());
        assert_eq!((Span::new(2, 6).len(), Span::new(2, 6).to_string().as_str()), (4, "2..6"));
    }

    #[test]
    fn white_space_and_control_characters_at_its_ends_are_trimmed() {
        for (text, trimmed) in [
            ("  un mot ", "un mot"),
            ("\u{a0}un\tmot\r\n", "un\tmot"),
            ("\u{c}un mot\u{1}", "un mot"),
            (" ", ""),
            ("", ""),
        ] {
            let span = Span::new(0, text.len() as u32).trim(text);
            assert_eq!(&text[span.range()], trimmed, "{text:?}");
        }
    }
}
