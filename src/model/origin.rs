//! The XML that a document was read from.

use crate::text::Span;
use std::sync::Arc;

/// The XML that a document was read from, to the byte, and where its text is in it.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) xml: Arc<str>,
    /// The namespace of its root.
    pub(crate) namespace: Box<str>,
    /// What it says are the URIs of work, expression and manifestation.
    pub(crate) uris: [Option<Box<str>>; 3],
    /// The pieces of the text in the XML, in order.
    pub(crate) runs: Vec<Run>,
}

/// A piece of the text that is in one piece in the XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it begins in the text; it ends where the next begins.
    pub(crate) text: u32,
    /// Where it is in the XML. If the lengths differ it is a reference or a line end, which
    /// stands for its text as a whole.
    pub(crate) xml: Span,
}

impl Origin {
    /// Where in the XML the text at `span` stands, from the first byte of its first character to
    /// just after its last; what lies between may have markup. `None` if nothing lies in `span`.
    pub(crate) fn place(&self, span: Span) -> Option<Span> {
        if span.is_empty() {
            return None;
        }
        let run = |at: u32| {
            let after = self.runs.partition_point(|run| run.text <= at);
            let index = after.checked_sub(1)?;
            let end = self.runs.get(after).map(|next| next.text);
            Some((self.runs[index], end))
        };
        let (first, next) = run(span.start())?;
        let (last, after) = run(span.end() - 1)?;
        let start = match first.stands_for_itself(next) {
            true => first.xml.start() + (span.start() - first.text),
            false => first.xml.start(),
        };
        let end = match last.stands_for_itself(after) {
            true => last.xml.start() + (span.end() - last.text),
            false => last.xml.end(),
        };
        Some(Span::new(start, end))
    }
}

impl Run {
    fn stands_for_itself(self, next: Option<u32>) -> bool {
        next.is_none_or(|next| next - self.text == self.xml.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_xml_are_those_of_whole_characters() {
        // Text « a&b\ncd » in `<p>a&amp;b<i>\r\nc</i>d</p>`.
        let xml = "<p>a&amp;b<i>\r\nc</i>d</p>";
        let run = |text, start, end| Run { text, xml: Span::new(start, end) };
        let runs = vec![
            run(0, 3, 4),
            run(1, 4, 9),
            run(2, 9, 10),
            run(3, 13, 15),
            run(4, 15, 16),
            run(5, 20, 21),
        ];
        let origin =
            Origin { xml: xml.into(), namespace: "".into(), uris: Default::default(), runs };
        let place =
            |start, end| origin.place(Span::new(start, end)).map(|place| &xml[place.range()]);
        assert_eq!(place(0, 1), Some("a"));
        assert_eq!(place(1, 2), Some("&amp;"));
        assert_eq!(place(0, 3), Some("a&amp;b"));
        assert_eq!(place(2, 5), Some("b<i>\r\nc"));
        assert_eq!(place(4, 6), Some("c</i>d"));
        assert_eq!(place(3, 3), None);
    }
}
