//! Lines and columns of many places, found in one pass.

use akoma::Span;

/// Lines and columns, from 1, columns in code points, of some places in a text. A document may
/// be one line of megabytes with thousands of findings: counting each column from the line's start
/// would take a time that grows with the square.
pub(super) struct Positions {
    /// Bytes, sorted, and what they are.
    known: Vec<(u32, (u32, u32))>,
}

impl Positions {
    /// Works out where the spans begin and end.
    pub(super) fn new(text: &str, spans: impl Iterator<Item = Span>) -> Self {
        let mut wanted: Vec<u32> = spans.flat_map(|span| [span.start(), span.end()]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let bytes = text.as_bytes();
        // Editors do not count a byte-order mark.
        let mut at = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let (mut line, mut column) = (1, 1);
        let mut known = Vec::with_capacity(wanted.len());
        for offset in wanted {
            let end = (offset as usize).min(bytes.len());
            while at < end {
                match bytes[at] {
                    b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
                    b'\n' | b'\r' => (line, column) = (line + 1, 1),
                    // Only the first byte of a character counts.
                    byte => column += u32::from(byte & 0xC0 != 0x80),
                }
                at += 1;
            }
            known.push((offset, (line, column)));
        }
        Self { known }
    }

    /// Line and column of a byte at which one of the spans begins or ends.
    pub(super) fn of(&self, offset: u32) -> (u32, u32) {
        let found = self.known.binary_search_by_key(&offset, |(offset, _)| *offset);
        found.map_or((1, 1), |index| self.known[index].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_counting_each_from_the_start() {
        let text = "é<a>\r\n\u{1F600}x\ry\n\nz";
        let index = akoma::LineIndex::new(text);
        let offsets: Vec<u32> =
            text.char_indices().filter(|(_, c)| *c != '\n').map(|(at, _)| at as u32).collect();
        let places = Positions::new(text, offsets.iter().rev().map(|at| Span::new(*at, *at)));
        for at in offsets {
            assert_eq!(places.of(at), index.line_column(text, at), "byte {at}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let places = Positions::new("\u{FEFF}<a>", [Span::new(0, 3), Span::new(4, 5)].into_iter());
        assert_eq!([0, 3, 4, 5].map(|at| places.of(at)), [(1, 1), (1, 1), (1, 2), (1, 3)]);
    }
}
