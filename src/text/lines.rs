use super::Span;
use memchr::memchr2;

/// A line of the text: its content without the line end, and its number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) span: Span,
    pub(crate) number: u32,
}

/// The lines of `text`; LF, CR and CRLF each end one.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0usize;
    let mut number = 0;
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let end = memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        number += 1;
        let line = Line { span: Span::new(start as u32, end as u32), number };
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
        Some(line)
    })
}

/// Where every line starts, to say line and column of a byte offset.
///
/// ```
/// use akoma::LineIndex;
///
/// let index = LineIndex::new("un\r\ndeux\ntrois");
/// assert_eq!(index.line(5), 2);
/// assert_eq!(index.line_column("un\r\ndeux\ntrois", 5), (2, 2));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the line ends of `text` once.
    pub fn new(text: &str) -> Self {
        Self { starts: lines(text).map(|line| line.span.start()).collect() }
    }

    /// The line of byte `offset`, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// The line, from 1, and the column in code points, from 1, of byte `offset` of `text`,
    /// which must be the text the index was made from.
    pub fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(0);
        let column = text[start as usize..offset as usize].chars().count() as u32 + 1;
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let text = "a\nb\r\nc\rd\n\ne";
        let found: Vec<_> = lines(text).map(|l| (&text[l.span.range()], l.number)).collect();
        assert_eq!(found, [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("", 5), ("e", 6)]);
    }

    #[test]
    fn a_text_that_ends_in_a_line_end_has_no_further_line() {
        assert_eq!(lines("a\n").count(), 1);
        assert_eq!(lines("").count(), 0);
    }

    #[test]
    fn columns_count_code_points() {
        let text = "é à\nœuf";
        let index = LineIndex::new(text);
        assert_eq!(index.line_column(text, 3), (1, 3));
        assert_eq!(index.line_column(text, text.find("uf").unwrap() as u32), (2, 2));
    }
}
