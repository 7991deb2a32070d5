//! What to call a document.

use super::Document;
use crate::schema::{ElementFunction, ElementId};
use crate::text::Span;
use crate::xml::{Event, Scanner, Tag};
use std::collections::BTreeMap;

/// How many characters of a text without a title stand for one.
const FIRST_WORDS: usize = 120;

/// What to call a document, on one line: see [`Frbr::title`](super::Frbr::title).
pub(super) fn of(doc: &Document) -> String {
    let data = doc.data();
    let given = data.metadata.work.title.as_deref().map(one_line).filter(|title| says(title));
    match (&data.origin, given) {
        (_, Some(given)) => given,
        (None, None) => of_text(doc, ""),
        (Some(origin), None) => Facts::read(&origin.xml).title(doc),
    }
}

impl Document {
    /// The title that is in the text, if it has one. Of XML that others have made there is none:
    /// what to call any document is what [`Frbr::title`](super::Frbr::title) says.
    pub fn title(&self) -> Option<&str> {
        let data = self.data();
        let ours = data.origin.is_none() || data.metadata.work.title.is_some();
        let preface = self.root().children().find(|n| ours && n.element() == "preface")?;
        // Lines may come before the title.
        let title = preface.children().find(|n| n.element() == "longTitle").unwrap_or(preface);
        Some(title.text().trim()).filter(|title| !title.is_empty())
    }
}

/// What a text calls itself, whatever its metadata says; of XML, what it is called.
pub(super) fn of_text(doc: &Document, called: &str) -> String {
    if doc.data().origin.is_some() {
        return called.to_owned();
    }
    doc.title().map_or_else(|| first_words(doc.text()), one_line)
}

/// The first line of a text that has any, cut after a word.
fn first_words(text: &str) -> String {
    let line = text.lines().map(one_line).find(|line| !line.is_empty()).unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(FIRST_WORDS) else { return line };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    let cut = line[..cut].trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{cut} …")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a title says something: templates have brackets and dots in its place.
fn says(title: &str) -> bool {
    title.chars().any(char::is_alphanumeric) && !title.starts_with('#')
}

/// The containers before the text of a document, those first whose title is its own: what is on
/// a cover page is often the same for all of one day.
const HEADS: [&str; 3] = ["preface", "header", "coverPage"];

/// What says something of the document in a container of [`HEADS`].
const TELLING: [&str; 8] = [
    "docTitle",
    "shortTitle",
    "longTitle",
    "docType",
    "docNumber",
    "docketNumber",
    "neutralCitation",
    "party",
];

/// How many of each are read: nobody calls a document by more.
const MOST: usize = 32;

/// Whether the text of an element is no part of what is around it.
fn is_aside(element: ElementId) -> bool {
    matches!(element.function(), ElementFunction::Aside | ElementFunction::Deletion)
}

/// Whether nothing is between two words because one of them is in the element: it changes how
/// characters look.
fn is_look(element: ElementId) -> bool {
    element.function() == ElementFunction::Look
}

/// Whether another line begins with an element, or after it.
fn breaks_lines(element: ElementId) -> bool {
    !element.is_in_line() || element.function() == ElementFunction::Break
}

/// Names of `FRBRalias` that say it is a title have one of these in them; one without a name is
/// the only one there is.
const TITLES: [&str; 6] = ["title", "titel", "titre", "titolo", "titulo", "título"];

/// What the XML of a document says that may serve as its title.
#[derive(Default)]
struct Facts {
    /// By container and element, in order; with the role that a party has.
    found: BTreeMap<(usize, usize), Vec<(String, String)>>,
    aliases: Vec<(String, String)>,
}

impl Facts {
    /// Reads the metadata and what comes before the text of the first document.
    fn read(xml: &str) -> Self {
        Scanner::new(xml).map(|scanner| TitleReader::new(scanner).read()).unwrap_or_default()
    }

    /// All texts of an element in the first container that has one which says something.
    fn texts(&self, element: &str) -> Vec<&str> {
        let Some(element) = TELLING.iter().position(|known| *known == element) else {
            return Vec::new();
        };
        let mut all = (0..HEADS.len()).filter_map(|head| self.found.get(&(head, element)));
        let found = all.next().map(Vec::as_slice).unwrap_or_default();
        let mut texts: Vec<&str> = Vec::new();
        for (text, _) in found {
            if !texts.contains(&text.as_str()) {
                texts.push(text);
            }
        }
        texts
    }

    fn first(&self, element: &str) -> Option<&str> {
        self.texts(element).first().copied()
    }

    fn title(&self, doc: &Document) -> String {
        let name = doc.metadata().work.name.as_deref().map(one_line).filter(|n| is_name(n));
        let judgment = matches!(doc.root().element(), "judgment" | "judgement");
        let case = name.as_deref().filter(|name| judgment && names_parties(name));
        let joined = |element| Some(self.texts(element).join(" – ")).filter(|t| !t.is_empty());
        case.map(str::to_owned)
            .or_else(|| joined("docTitle").map(|title| self.cited(title, judgment)))
            .or_else(|| joined("shortTitle"))
            .or_else(|| self.alias())
            .or(name)
            .or_else(|| self.first("longTitle").map(str::to_owned))
            .or_else(|| self.parties())
            .unwrap_or_else(|| self.kind_and_number(doc))
    }

    /// A title; of a judgment, which may be no more than « Approved Judgment », with the words by
    /// which it is cited, unless it names the parties.
    fn cited(&self, title: String, judgment: bool) -> String {
        match self.first("neutralCitation").filter(|_| judgment && !names_parties(&title)) {
            Some(citation) if !title.contains(citation) => format!("{title}, {citation}"),
            _ => title,
        }
    }

    /// What the metadata calls the work.
    fn alias(&self) -> Option<String> {
        let named = |(name, _): &&(String, String)| {
            let name = name.to_lowercase();
            TITLES.iter().any(|title| name.contains(title))
        };
        let nameless = |(name, value): &&(String, String)| name.is_empty() && is_name(value);
        let found = self.aliases.iter().find(named).or(self.aliases.iter().find(nameless))?;
        Some(found.1.clone())
    }

    /// The parties of a case, those of one side together, and by what it is cited.
    fn parties(&self) -> Option<String> {
        let party = TELLING.iter().position(|known| *known == "party")?;
        let found = (0..HEADS.len()).find_map(|head| self.found.get(&(head, party)))?;
        let mut sides: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, role) in found {
            match sides.iter_mut().find(|(known, _)| known == role) {
                Some((_, names)) if names.contains(&name.as_str()) => {}
                Some((_, names)) => names.push(name),
                None => sides.push((role, vec![name])),
            }
        }
        let sides: Vec<String> = sides.into_iter().map(|(_, names)| names.join(", ")).collect();
        let cited = self.first("neutralCitation").or(self.first("docketNumber"));
        let cited = cited.map(|cited| format!(", {cited}")).unwrap_or_default();
        Some(format!("{}{cited}", sides.join(" – ")))
    }

    /// « Act 7 of 2020 », in no language: type, number and date as they are.
    fn kind_and_number(&self, doc: &Document) -> String {
        let work = &doc.metadata().work;
        let named = doc.root().attribute("name").map(|name| name.into_owned());
        let kind = self.first("docType").map(str::to_owned);
        let kind = kind.or_else(|| work.subtype.clone()).or(named).filter(|kind| says(kind));
        let kind = kind.unwrap_or_else(|| doc.root().element().to_owned());
        let number = self.first("neutralCitation").or(self.first("docNumber"));
        let number = number.or(self.first("docketNumber")).or(work.number.as_deref());
        let number = number.filter(|number| says(number));
        let date = work.date.map(|date| date.to_string());
        let mut title = one_line(&kind);
        title.extend(number.map(|number| format!(" {number}")));
        title.extend(date.map(|date| format!(", {date}")));
        title
    }
}

/// Whether the name of a work is one that people use, not a word of its URI (`bgbl-1`) or a code
/// (`S.S.I. 2017/102`): two words of letters, or one that begins with a capital.
fn is_name(name: &str) -> bool {
    let letters = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let inside =
            |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '\u{300}'..='\u{36F}');
        !word.is_empty() && word.chars().all(inside)
    };
    let words = name.split_whitespace().filter(letters).count();
    let one = || {
        let first = name.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        first && name.chars().all(char::is_alphabetic) && name.chars().any(|c| !c.is_uppercase())
    };
    says(name) && (words >= 2 || one())
}

/// Whether the name of a case has a word that is between its parties.
fn names_parties(name: &str) -> bool {
    /// Those of English, French, German, Dutch, Italian, Spanish and Portuguese.
    const BETWEEN: [&str; 11] =
        ["v", "v.", "vs", "vs.", "c", "c.", "contre", "gegen", "tegen", "contro", "contra"];
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().any(|word| BETWEEN.contains(&word.as_str()))
}

/// An element of [`TELLING`] that is open.
struct Telling {
    element: usize,
    /// Where its text begins.
    start: usize,
    role: String,
    /// How many elements are around it.
    depth: usize,
}

struct TitleReader<'x> {
    scanner: Scanner<'x>,
    facts: Facts,
    /// Names of the elements that are open.
    open: Vec<&'x str>,
    /// How deep the container of [`HEADS`] stands that is open, and which it is.
    head: Option<(usize, usize)>,
    /// How deep the outermost element that is open [stands aside](is_aside).
    aside: Option<usize>,
    /// The text of the container.
    text: String,
    telling: Vec<Telling>,
    /// Whether an element ended right here that does more than change how characters look.
    ended: bool,
}

impl<'x> TitleReader<'x> {
    fn new(scanner: Scanner<'x>) -> Self {
        Self {
            scanner,
            facts: Facts::default(),
            open: Vec::new(),
            head: None,
            aside: None,
            text: String::new(),
            telling: Vec::new(),
            ended: false,
        }
    }

    fn read(mut self) -> Facts {
        let xml = self.scanner.source();
        // The document was read before: it is well formed.
        while let Ok(Some(event)) = self.scanner.next() {
            match event {
                Event::Start(tag) => {
                    if !self.start(tag) {
                        break;
                    }
                }
                Event::End(_) => self.end(),
                Event::Text { span, .. } | Event::CData { inner: span, .. } => {
                    self.characters(&xml[span.range()]);
                }
                Event::Character { character, .. } => {
                    self.characters(character.encode_utf8(&mut [0; 4]));
                }
                Event::Entity { span } => self.entity(span),
                Event::Instruction { .. } | Event::Other => {}
            }
        }
        self.facts
    }

    /// `false` where what comes before the text has ended.
    fn start(&mut self, tag: Tag) -> bool {
        let xml = self.scanner.source();
        let local = &xml[tag.local.range()];
        let depth = self.open.len();
        if self.head.is_none() {
            // The document type may be the root itself.
            let outermost = self.open.first().is_some_and(|o| o.eq_ignore_ascii_case("akomaNtoso"));
            let document = depth - usize::from(outermost);
            match HEADS.iter().position(|head| *head == local) {
                Some(head) if document == 1 => self.head = Some((depth, head)),
                _ if document == 1 && local != "meta" => return false,
                _ => {}
            }
        }
        if local == "FRBRalias" && self.open.last() == Some(&"FRBRWork") {
            let value = one_line(&self.attribute("value"));
            if says(&value) {
                self.facts.aliases.push((self.attribute("name"), value));
            }
        }
        if self.head.is_some() {
            let element = ElementId::of_any_version(local);
            if self.aside.is_none() && element.is_some_and(is_aside) {
                self.aside = Some(depth);
            }
            if element.is_some_and(breaks_lines) || self.ended && !element.is_some_and(is_look) {
                self.characters(" ");
            }
            let telling = TELLING.iter().position(|known| *known == local);
            if let Some(element) = telling.filter(|e| self.telling.iter().all(|t| t.element != *e))
            {
                let role = self.attribute("as");
                self.telling.push(Telling { element, start: self.text.len(), role, depth });
            }
        }
        self.ended = false;
        self.open.push(local);
        true
    }

    fn end(&mut self) {
        let Some(local) = self.open.pop() else { return };
        let depth = self.open.len();
        let Some((head_depth, head)) = self.head else { return };
        if let Some(telling) = self.telling.pop_if(|telling| telling.depth == depth) {
            let text = one_line(&self.text[telling.start..]);
            if says(&text) {
                let found = self.facts.found.entry((head, telling.element)).or_default();
                if found.len() < MOST {
                    found.push((text, telling.role));
                }
            }
        }
        let element = ElementId::of_any_version(local);
        if element.is_some_and(breaks_lines) {
            self.characters(" ");
        }
        if self.aside == Some(depth) {
            self.aside = None;
        }
        self.ended = !element.is_some_and(is_look);
        if head_depth == depth {
            self.head = None;
            self.text.clear();
        }
    }

    fn characters(&mut self, text: &str) {
        if self.head.is_some() && self.aside.is_none() {
            self.text.push_str(text);
        }
        self.ended = false;
    }

    fn entity(&mut self, reference: Span) {
        let text = self.scanner.entity(reference).unwrap_or_default().to_owned();
        self.characters(&text);
    }

    /// The value of an attribute of the start tag that came last; empty if it has none.
    fn attribute(&self, name: &str) -> String {
        let xml = self.scanner.source();
        let found = self.scanner.attributes().iter().find(|a| &xml[a.name.range()] == name);
        found.map(|attribute| self.scanner.value(attribute).into_owned()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_in_elements_of_the_standard() {
        for name in HEADS.iter().chain(&TELLING) {
            assert!(ElementId::named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn what_stands_aside_is_no_part_of_a_title() {
        let xml = "<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'>\
                   <act name='loi'><preface><p><docTitle>Loi <b>des</b><i>sus</i><del>vieille</del>\
                   <authorialNote><p>note</p></authorialNote><br/>du port<remark>(rires)</remark>\
                   </docTitle></p></preface></act></akomaNtoso>";
        assert_eq!(Facts::read(xml).first("docTitle"), Some("Loi dessus du port"));
    }
}
