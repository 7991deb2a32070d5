//! The elements of HTML, one by one, and which of them are open.

use super::escape;
use super::form::Form;
use super::layers::{Layer, Layers};
use super::plan::{Planned, SiblingRun};
use akoma::Document;
use std::collections::HashSet;
use url::Url;

/// How deep elements may nest: parsers give up, each at a depth of its own. What is deeper is text of
/// the last.
const DEEPEST: usize = 200;
/// What a table may take of this for its box, rows and cells.
const TABLE: usize = 5;

/// HTML as it is written.
pub(super) struct Tags<'d, 'p> {
    html: String,
    layers: Layers,
    /// What the box of a table that is too wide is called.
    table: &'p str,
    ids: HashSet<&'d str>,
    /// The elements of the document that are open, from outside to inside.
    pub(super) open: Vec<OpenElement>,
    /// How many elements of HTML are open.
    depth: usize,
    /// How many of them hold running text and nothing else.
    running: usize,
    /// How many divisions with headings are open.
    headed: usize,
}

/// An element that is open.
#[derive(Default)]
pub(super) struct OpenElement {
    /// Its number in the plan.
    pub(super) this: usize,
    /// What it is in HTML; empty if it is nothing there.
    tag: &'static str,
    running: bool,
    link: bool,
    headed: bool,
    /// What is around those right inside that belong together.
    run: Option<Wrapper>,
    /// Its id.
    id: Option<String>,
}

/// An element of HTML around several of the document.
pub(super) struct Wrapper {
    pub(super) tag: &'static str,
    running: bool,
    /// Where its text begins.
    pub(super) from: u32,
}

impl<'d, 'p> Tags<'d, 'p> {
    /// Nothing yet, of a text of so many bytes.
    pub(super) fn new(layers: Layers, table: &'p str, bytes: usize) -> Self {
        Self {
            html: String::with_capacity(bytes * 2),
            layers,
            table,
            ids: HashSet::new(),
            open: Vec::new(),
            depth: 0,
            running: 0,
            headed: 0,
        }
    }

    /// The HTML, the layers with what became of them, and the eIds that are ids of the page.
    pub(super) fn finish(mut self) -> (String, Vec<Layer>, HashSet<&'d str>) {
        self.layers.pause(&mut self.html);
        (self.html, self.layers.into_all(), self.ids)
    }

    /// Text with its marks, which belongs to a place.
    pub(super) fn text(&mut self, doc: &Document, from: u32, to: u32, place: usize) {
        self.layers.place = place;
        self.layers.write(&mut self.html, doc, from, to);
    }

    /// Opens an element of the document.
    pub(super) fn open(&mut self, this: usize, planned: &Planned<'d>) {
        let mut open = OpenElement { this, ..OpenElement::default() };
        open.tag = self.tag(planned);
        open.headed = planned.headed && !open.tag.is_empty();
        self.headed += usize::from(open.headed);
        if !open.tag.is_empty() {
            let inline = matches!(planned.form, Form::Inline(_) | Form::Link);
            open.running = inline || planned.form.is_running() || open.tag == "p";
            open.link = open.tag == "a";
            if open.tag == "table" {
                self.box_table();
            }
            open.id = self.start(open.tag, planned);
            self.depth += 1;
            self.running += usize::from(open.running);
            self.layers.links += usize::from(open.link);
        } else {
            self.empty(planned);
        }
        self.open.push(open);
    }

    /// Closes the innermost element of the document.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if !open.tag.is_empty() {
            self.end(open.tag);
            if open.tag == "table" {
                self.end("div");
            }
            self.running -= usize::from(open.running);
            self.layers.links -= usize::from(open.link);
        }
        self.headed -= usize::from(open.headed);
    }

    /// Opens what is around a run, with the first of it; its text begins at `from`.
    pub(super) fn begin_run(&mut self, planned: &Planned<'d>, from: u32) {
        let Some(run) = planned.run else { return };
        let room = self.running == 0 && self.depth + 2 <= DEEPEST;
        if !room || self.open.last().is_none_or(|parent| parent.run.is_some()) {
            return;
        }
        let (tag, rest) = match run {
            SiblingRun::Items => ("ul", " class=\"points\""),
            SiblingRun::Heading => (self.heading(), ""),
        };
        let wrapper = Wrapper { tag, running: run == SiblingRun::Heading, from };
        self.layers.pause(&mut self.html);
        self.html.extend(["<", tag, rest, ">"]);
        self.depth += 1;
        self.running += usize::from(wrapper.running);
        if let Some(parent) = self.open.last_mut() {
            parent.run = Some(wrapper);
        }
    }

    /// Closes what is around a run, if anything is; gives it, and the id of the element it is in.
    pub(super) fn end_run(&mut self) -> Option<(Option<String>, Wrapper)> {
        let parent = self.open.last_mut()?;
        let wrapper = parent.run.take()?;
        let id = parent.id.clone();
        self.running -= usize::from(wrapper.running);
        self.end(wrapper.tag);
        Some((id, wrapper))
    }

    fn end(&mut self, tag: &str) {
        self.layers.pause(&mut self.html);
        self.html.extend(["</", tag, ">"]);
        self.depth -= 1;
    }

    /// The heading of this level: that of the page is the first.
    fn heading(&self) -> &'static str {
        ["h2", "h2", "h3", "h4", "h5"].get(self.headed).copied().unwrap_or("h6")
    }

    /// What an element is in HTML, here.
    fn tag(&self, planned: &Planned<'_>) -> &'static str {
        let parent = self.open.last().map_or("", |open| open.tag);
        let in_table = matches!(parent, "table" | "thead" | "tbody" | "tfoot");
        let run = self.open.last().and_then(|open| open.run.as_ref()).map(|run| run.tag);
        // Rows and cells of a table that has begun must come, however deep.
        let tag = match planned.form {
            Form::Rows(tag) if parent == "table" => return tag,
            Form::Caption if parent == "table" => return "caption",
            Form::Row if in_table => return "tr",
            // An empty cell is the heading of nothing.
            Form::Cell(_) if parent == "tr" && planned.blank => return "td",
            Form::Cell(tag) if parent == "tr" => return tag,
            _ if self.depth >= DEEPEST => return "",
            Form::Bare | Form::Column | Form::NoteMark | Form::Break | Form::Image => return "",
            Form::Inline(_) | Form::Link if planned.has_block => return "",
            Form::Inline(tag) => return tag,
            Form::Link if self.layers.links == 0 && target(planned).is_some() => return "a",
            Form::Link => return "",
            // The heading is what is around it.
            Form::Heading if run.is_some() && planned.name == "heading" => return "",
            Form::Num | Form::Heading | Form::Note => return "span",
            Form::Paragraph if planned.has_block => "div",
            Form::Paragraph => "p",
            Form::Division | Form::Article if planned.headed => "section",
            Form::Item if run == Some("ul") => "li",
            Form::CrossHeading if !planned.blank => self.heading(),
            Form::Quotation => "blockquote",
            Form::Table if !planned.torn && self.depth + TABLE <= DEEPEST => "table",
            _ => "div",
        };
        if self.running > 0 { "span" } else { tag }
    }

    /// Writes a start tag; returns its id.
    fn start(&mut self, tag: &'static str, planned: &Planned<'d>) -> Option<String> {
        self.layers.pause(&mut self.html);
        let name = if planned.name.bytes().all(|b| b.is_ascii_alphanumeric()) {
            planned.name
        } else {
            "other"
        };
        self.html.extend(["<", tag]);
        if tag != name && !matches!(planned.form, Form::Inline(tag) if tag != "span") {
            self.html.extend([" class=\"", name]);
            self.html.push_str(if planned.numbered { " numbered\"" } else { "\"" });
        }
        let id = planned.node.eid();
        let id = (is_id(id) && self.ids.insert(id)).then(|| id.to_owned());
        if let Some(id) = &id {
            self.attribute("id", id);
        }
        match planned.form {
            Form::Link => {
                if let Some(target) = target(planned) {
                    self.attribute("href", &target);
                }
            }
            Form::Note => {
                // In a heading HTML allows no note.
                if !self.in_heading() {
                    self.html.push_str(" role=\"note\"");
                }
                self.marker(planned);
            }
            Form::Cell(_) if tag != "div" && tag != "span" => {
                for name in ["colspan", "rowspan"] {
                    let span = planned.node.attribute(name);
                    let span = span.and_then(|span| span.trim().parse::<u16>().ok());
                    if let Some(span) = span.filter(|span| (1..1_000).contains(span)) {
                        self.attribute(name, &span.to_string());
                    }
                }
            }
            _ => {}
        }
        self.html.push('>');
        id
    }

    /// Elements that have no text but can be seen.
    fn empty(&mut self, planned: &Planned<'_>) {
        if !planned.node.span().is_empty() {
            return;
        }
        match planned.form {
            Form::Break => {
                self.layers.pause(&mut self.html);
                self.html.push_str("<br>");
            }
            Form::NoteMark => {
                self.layers.pause(&mut self.html);
                self.html.push_str("<span class=\"noteRef\"");
                self.marker(planned);
                self.html.push_str("></span>");
            }
            // Nothing is fetched from elsewhere: the page says what there is to be seen.
            Form::Image => {
                self.layers.pause(&mut self.html);
                let alt = planned.node.attribute("alt").or(planned.node.attribute("title"));
                let alt = alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
                self.html.push_str("<span class=\"img\" role=\"img\"");
                self.attribute("aria-label", alt.unwrap_or("…"));
                self.html.push_str("></span>");
            }
            _ => {}
        }
    }

    fn in_heading(&self) -> bool {
        let tags = |open: &OpenElement| [Some(open.tag), open.run.as_ref().map(|run| run.tag)];
        self.open.iter().flat_map(tags).flatten().any(|tag| tag.starts_with('h'))
    }

    fn marker(&mut self, planned: &Planned<'_>) {
        if let Some(marker) = planned.node.attribute("marker") {
            self.attribute("data-marker", &marker);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.extend([" ", name, "=\""]);
        escape::value(&mut self.html, value);
        self.html.push('"');
    }

    /// Opens the box of a table, which can be scrolled with the arrow keys too.
    fn box_table(&mut self) {
        self.layers.pause(&mut self.html);
        self.html.push_str("<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
        self.attribute("aria-label", self.table);
        self.html.push('>');
        self.depth += 1;
    }
}

/// Where a link leads, if a reader may follow it.
fn target(planned: &Planned<'_>) -> Option<String> {
    // One that cannot be seen cannot be followed.
    if planned.node.text().chars().take(64).all(char::is_whitespace) {
        return None;
    }
    let href = planned.node.attribute("href")?;
    // Addresses as people type them, with spaces, become those that programs know.
    let url = Url::parse(&href).ok()?;
    matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.into())
}

/// Whether an eId can be an id of the page, which has others of its own.
fn is_id(eid: &str) -> bool {
    let own = ["m-", "c-", "e-", "k-", "page-"].iter().any(|prefix| eid.starts_with(prefix));
    !eid.is_empty() && eid != "text" && !own && !eid.contains(|c: char| c.is_ascii_whitespace())
}
