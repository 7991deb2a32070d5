//! The stream of events.

use super::chars::{first_forbidden, is_forbidden_at, is_space, name, next_in_text, space};
use super::entities::DeclaredEntities;
use super::namespaces::{NamespaceId, Namespaces};
use super::tag::{Attribute, Tag};
use crate::error::{Error, ErrorKind};
use crate::text::{LineIndex, Span};
use memchr::memmem;
use std::borrow::Cow;

/// A piece of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// A start tag, or a tag that is start and end: then `End` follows with an empty span.
    Start(Tag),
    /// An end tag.
    End(Span),
    /// Characters that stand for themselves, but that CR and CR LF stand for LF if `returns`.
    Text { span: Span, returns: bool },
    /// `<![CDATA[ … ]]>`: the characters inside it.
    CData { span: Span, inner: Span, returns: bool },
    /// `&amp;`, `&#233;` and the like: the character.
    Character { span: Span, character: char },
    /// A reference to an entity of the document's own.
    Entity { span: Span },
    /// A processing instruction.
    Instruction { span: Span, target: Span, data: Span },
    /// The XML declaration, the document type declaration, a comment, white space outside the
    /// root: nothing that says anything.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
    /// Nothing read.
    Start,
    /// Before the root, where a document type declaration is allowed.
    Prolog,
    /// Before the root, after it.
    Declared,
    Content,
    /// After the root.
    Epilog,
}

#[derive(Debug)]
struct OpenTag {
    name: Span,
    /// How many bindings of namespaces came before it.
    bindings: u32,
}

/// Reads a document piece by piece.
#[derive(Debug)]
pub(crate) struct Scanner<'x> {
    pub(super) xml: &'x str,
    at: usize,
    phase: Phase,
    /// The last start tag was an empty one: its end is due.
    empty: bool,
    open: Vec<OpenTag>,
    pub(super) namespaces: Namespaces<'x>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) entities: DeclaredEntities<'x>,
}

impl<'x> Scanner<'x> {
    pub(crate) fn new(xml: &'x str) -> Result<Self, Error> {
        if u32::try_from(xml.len()).is_err() {
            let message = "expected less than 4 GiB of XML, but found more";
            return Err(Error::new(ErrorKind::TooLarge, message));
        }
        Ok(Self {
            xml,
            at: 0,
            phase: Phase::Start,
            empty: false,
            open: Vec::new(),
            namespaces: Namespaces::new(),
            attributes: Vec::new(),
            entities: DeclaredEntities::default(),
        })
    }

    /// The source.
    pub(crate) fn source(&self) -> &'x str {
        self.xml
    }

    /// The attributes of the start tag that came last.
    pub(crate) fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The name of a namespace; empty for none.
    pub(crate) fn namespace(&self, id: NamespaceId) -> &str {
        self.namespaces.name(id)
    }

    /// What a prefix is bound to here; `None` if to nothing. The empty prefix is the default.
    pub(crate) fn bound(&self, prefix: &str) -> Option<NamespaceId> {
        match prefix {
            "" => Some(self.namespaces.default()),
            _ => self.namespaces.of(prefix),
        }
    }

    /// What a reference to an entity stands for: `None` if that is markup, is in another
    /// file, or is more than anybody would write.
    pub(crate) fn entity(&self, reference: Span) -> Option<&str> {
        self.entities.content(self.xml[reference.range()].get(1..reference.len() as usize - 1)?)
    }

    /// The next piece; `None` after the last.
    ///
    /// # Errors
    /// [`ErrorKind::NotWellFormed`] with line and column. What follows an error is meaningless.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Option<Event>, Error> {
        if self.phase != Phase::Content {
            return self.outside();
        }
        if self.empty {
            self.empty = false;
            self.close();
            return Ok(Some(Event::End(Span::new(self.at as u32, self.at as u32))));
        }
        let bytes = self.xml.as_bytes();
        match (bytes.get(self.at), bytes.get(self.at + 1)) {
            (Some(b'<'), Some(b'/')) => {
                let span = self.end_tag(self.at)?;
                self.at = span.end() as usize;
                self.close();
                Ok(Some(Event::End(span)))
            }
            (Some(b'<'), Some(b'!' | b'?')) => self.special().map(Some),
            (Some(b'<'), _) => self.start().map(Some),
            (Some(b'&'), _) => self.reference().map(Some),
            (Some(_), _) => self.text().map(Some),
            (None, _) => Err(self.not_closed()),
        }
    }

    fn start(&mut self) -> Result<Event, Error> {
        let (tag, empty) = self.start_tag(self.at)?;
        self.empty = empty;
        self.at = tag.span.end() as usize;
        Ok(Event::Start(tag))
    }

    /// Notes that an element is open.
    pub(super) fn open(&mut self, name: Span, bindings: u32) {
        self.open.push(OpenTag { name, bindings });
    }

    /// The name of the innermost element that is open.
    pub(super) fn innermost(&self) -> Option<Span> {
        self.open.last().map(|open| open.name)
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.namespaces.restore(open.bindings);
        }
        if self.open.is_empty() {
            self.phase = Phase::Epilog;
        }
    }

    /// What is allowed outside the root.
    fn outside(&mut self) -> Result<Option<Event>, Error> {
        let bytes = self.xml.as_bytes();
        if self.phase == Phase::Start {
            self.phase = Phase::Prolog;
            if let Some(span) = self.declaration()? {
                self.at = span.end() as usize;
                return Ok(Some(Event::Other));
            }
        }
        let start = self.at;
        let gap = space(&bytes[start..]);
        if gap > 0 {
            self.at += gap;
            return Ok(Some(Event::Other));
        }
        let epilog = self.phase == Phase::Epilog;
        match (bytes.get(start), bytes.get(start + 1)) {
            (None, _) if epilog => Ok(None),
            (None, _) => {
                Err(self.wrong(start, "expected an element, but found the end of the document"))
            }
            (Some(b'<'), Some(b'!'))
                if bytes[start..].starts_with(b"<!DOCTYPE") && self.phase == Phase::Prolog =>
            {
                self.phase = Phase::Declared;
                let end = self.doctype(start)?;
                self.at = end;
                Ok(Some(Event::Other))
            }
            (Some(b'<'), Some(b'!')) if !bytes[start..].starts_with(b"<!--") => {
                Err(self.wrong(start, "expected a comment or an element, but found other markup"))
            }
            (Some(b'<'), Some(b'!' | b'?')) => self.special().map(Some),
            (Some(b'<'), Some(b'/')) => {
                Err(self.wrong(start, "expected no closing tag, but found one: nothing is open"))
            }
            (Some(b'<'), _) if epilog => Err(self
                .wrong(start, "expected the end of the document, but found a second root element")
                .with_help("an XML document has one root: write two documents")),
            (Some(b'<'), _) => {
                self.phase = Phase::Content;
                self.start().map(Some)
            }
            (Some(_), _) => {
                let found = self.character(start);
                let where_ = if epilog { "after" } else { "before" };
                let message =
                    format!("expected no text {where_} the root element, but found {found}");
                Err(self.wrong(start, message).with_help("remove it"))
            }
        }
    }

    /// Characters up to the next markup.
    fn text(&mut self) -> Result<Event, Error> {
        let bytes = self.xml.as_bytes();
        let start = self.at;
        let mut at = start;
        let mut returns = false;
        loop {
            at = next_in_text(bytes, at);
            match bytes.get(at) {
                None | Some(b'<' | b'&') => break,
                Some(b'>') if bytes[start..at].ends_with(b"]]") => {
                    return Err(self
                        .wrong(at - 2, "expected no `]]>` in a text, but found one")
                        .with_help("write `]]&gt;`"));
                }
                Some(_) if is_forbidden_at(bytes, at) => return Err(self.forbidden(at)),
                Some(&b) => {
                    returns |= b == b'\r';
                    at += 1;
                }
            }
        }
        self.at = at;
        Ok(Event::Text { span: Span::new(start as u32, at as u32), returns })
    }

    /// A reference in the text.
    fn reference(&mut self) -> Result<Event, Error> {
        let start = self.at;
        let (end, character) = self.check_reference(start)?;
        self.at = end;
        let span = Span::new(start as u32, end as u32);
        Ok(match character {
            Some(character) => Event::Character { span, character },
            None => {
                self.afford(start, end)?;
                Event::Entity { span }
            }
        })
    }

    /// Comment, CDATA section, processing instruction.
    fn special(&mut self) -> Result<Event, Error> {
        let start = self.at;
        let rest = &self.xml[start..];
        let span = |end: usize| Span::new(start as u32, end as u32);
        if rest.starts_with("<!--") {
            let end = self.comment(start)?;
            self.at = end;
            return Ok(Event::Other);
        }
        if rest.starts_with("<![CDATA[") {
            let Some(length) = memmem::find(&rest.as_bytes()[9..], b"]]>") else {
                return Err(self.wrong(start, "expected `]]>` at the end of CDATA, but found none"));
            };
            let inner = Span::new(start as u32 + 9, (start + 9 + length) as u32);
            self.check_characters(inner)?;
            self.at = start + 9 + length + 3;
            let returns = memchr::memchr(b'\r', &self.xml.as_bytes()[inner.range()]).is_some();
            return Ok(Event::CData { span: span(self.at), inner, returns });
        }
        if rest.starts_with("<?") {
            let (target, data, end) = self.instruction(start)?;
            self.at = end;
            return Ok(Event::Instruction { span: span(end), target, data });
        }
        Err(self.wrong(start, "expected a comment, CDATA or an element, but found other markup"))
    }

    /// Reads a comment; returns where it ends.
    pub(super) fn comment(&self, start: usize) -> Result<usize, Error> {
        let bytes = self.xml.as_bytes();
        let Some(length) = memmem::find(&bytes[start + 4..], b"--") else {
            return Err(
                self.wrong(start, "expected `-->` at the end of the comment, but found none")
            );
        };
        let end = start + 4 + length;
        if bytes.get(end + 2) != Some(&b'>') {
            return Err(self
                .wrong(end, "expected no `--` in a comment, but found one")
                .with_help("a comment ends with `-->` and has no other `--`"));
        }
        self.check_characters(Span::new(start as u32 + 4, end as u32))?;
        Ok(end + 3)
    }

    /// Reads a processing instruction: target, data, end.
    pub(super) fn instruction(&self, start: usize) -> Result<(Span, Span, usize), Error> {
        let length = name(&self.xml[start + 2..]);
        let data = start + 2 + length;
        let target = &self.xml[start + 2..data];
        if length == 0 {
            let found = self.character(start + 2);
            return Err(self.wrong(start, format!("expected a name after `<?`, but found {found}")));
        }
        if target.eq_ignore_ascii_case("xml") {
            return Err(self
                .wrong(start, "expected the XML declaration at the very start, but found one here")
                .with_help("remove it, with all that comes before it"));
        }
        if target.contains(':') {
            let message = format!("expected a name without a colon, but found `{target}`");
            return Err(self.wrong(start, message));
        }
        let rest = &self.xml.as_bytes()[data..];
        let Some(length) = memmem::find(rest, b"?>") else {
            return Err(
                self.wrong(start, "expected `?>` at the end of the instruction, but found none")
            );
        };
        if length > 0 && !is_space(rest[0]) {
            let found = self.character(data);
            return Err(
                self.wrong(data, format!("expected a space after `{target}`, but found {found}"))
            );
        }
        let span =
            Span::new((data + space(rest)).min(data + length) as u32, (data + length) as u32);
        self.check_characters(span)?;
        Ok((Span::new(start as u32 + 2, data as u32), span, data + length + 2))
    }

    /// Fails at the first character that XML does not know.
    pub(super) fn check_characters(&self, span: Span) -> Result<(), Error> {
        match first_forbidden(&self.xml[span.range()]) {
            None => Ok(()),
            Some((at, _)) => Err(self.forbidden(span.start() as usize + at)),
        }
    }

    /// The error of a character that XML does not know.
    pub(super) fn forbidden(&self, at: usize) -> Error {
        let found = self.xml[at..].chars().next().unwrap_or_default();
        let message =
            format!("expected a character that XML 1.0 knows, but found U+{:04X}", found as u32);
        self.wrong(at, message).with_help("XML has no way to write it: remove it")
    }

    /// Checks the reference at `start` in the value of an attribute; returns where it ends.
    pub(super) fn reference_in_value(&mut self, start: usize) -> Result<usize, Error> {
        let (end, character) = self.check_reference(start)?;
        if character.is_none() {
            let entity = &self.xml[start + 1..end - 1];
            self.entities.check_in_value(entity).map_err(|why| self.wrong(start, why))?;
            self.afford(start, end)?;
        }
        Ok(end)
    }

    /// Counts what the reference from `start` to `end` stands for.
    fn afford(&mut self, start: usize, end: usize) -> Result<(), Error> {
        match self.entities.afford(&self.xml[start + 1..end - 1], self.xml.len()) {
            true => Ok(()),
            false => Err(self.too_much(start)),
        }
    }

    /// Where the reference at `start` ends, and the character it stands for; none for an entity
    /// of the document's own.
    fn check_reference(&self, start: usize) -> Result<(usize, Option<char>), Error> {
        let rest = &self.xml[start + 1..];
        let bytes = rest.as_bytes();
        let (length, numeric) = match bytes.first() {
            Some(b'#') => {
                (1 + bytes[1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count(), true)
            }
            _ => (name(rest), false),
        };
        let body = &rest[..length];
        if length == 0 || bytes.get(length) != Some(&b';') {
            return Err(self
                .wrong(start, "expected a reference such as `&amp;`, but found a lone `&`")
                .with_help("a `&` that is part of the text is written `&amp;`"));
        }
        let end = start + 1 + length + 1;
        if numeric {
            return match DeclaredEntities::character(body) {
                Some(c) => Ok((end, Some(c))),
                None => Err(self.wrong(
                    start,
                    format!("expected a character that XML 1.0 knows, but found `&{body};`"),
                )),
            };
        }
        match DeclaredEntities::predefined(body) {
            Some(c) => Ok((end, Some(c))),
            None => match self.entities.undeclared(body) {
                None => Ok((end, None)),
                Some(missing) => {
                    let inside = match missing == body {
                        true => String::new(),
                        false => format!(" in what `&{body};` stands for"),
                    };
                    let message = format!(
                        "expected an entity that is declared, but found `&{missing};`{inside}"
                    );
                    Err(self.wrong(start, message).with_help(
                        "XML itself knows &amp; &lt; &gt; &quot; &apos; only: write the character",
                    ))
                }
            },
        }
    }

    /// Line and column of a byte.
    pub(super) fn position(&self, at: usize) -> (u32, u32) {
        let mut at = at.min(self.xml.len());
        while !self.xml.is_char_boundary(at) {
            at -= 1;
        }
        LineIndex::new(self.xml).line_column(self.xml, at as u32)
    }

    /// An error at byte `at`.
    pub(super) fn wrong(&self, at: usize, message: impl Into<String>) -> Error {
        let (line, column) = self.position(at);
        Error::new(ErrorKind::NotWellFormed, message).at(line, column)
    }

    /// What is at byte `at`, in words.
    pub(super) fn character(&self, at: usize) -> String {
        match self.xml.get(at..).and_then(|rest| rest.chars().next()) {
            None => "the end of the document".to_owned(),
            Some(c) if is_unseen(c) => format!("U+{:04X}", c as u32),
            Some(c) => format!("`{c}`"),
        }
    }

    fn not_closed(&self) -> Error {
        let name = self.innermost().unwrap_or_default();
        let (line, _) = self.position(name.start() as usize);
        let name = &self.xml[name.range()];
        self.wrong(
            self.xml.len(),
            format!("expected `</{name}>`, to close what line {line} opens, but found the end of the document"),
        )
        .with_help("the document may have been cut short")
    }
}

/// Whether a person sees nothing where a character is.
pub(crate) fn is_unseen(c: char) -> bool {
    let joins = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    joins || c.is_control() || c.is_whitespace()
}

/// Characters with line ends as XML understands them: LF, whatever they were.
pub(super) fn plain_line_ends(raw: &str, returns: bool) -> Cow<'_, str> {
    match returns {
        false => Cow::Borrowed(raw),
        true => Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n")),
    }
}
