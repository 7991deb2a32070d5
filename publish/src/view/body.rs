//! The text with its structure and its marks: what stands in the `article` of the page.

use super::escape;
use super::form::Form;
use super::layers::{Layer, Layers};
use super::plan::{Planned, Run, plan};
use akoma::Document;
use std::collections::HashSet;

/// How many elements may stand in one another: parsers give up, each at a depth of its own. What
/// is deeper is text of the last.
const DEEPEST: usize = 200;
/// What a table may take of this for rows and cells.
const TABLE: usize = 4;

/// What was written.
pub(super) struct Written {
    pub(super) html: String,
    /// The layers, with what became of them.
    pub(super) layers: Vec<Layer>,
    /// The headings of the highest level: id and words.
    pub(super) contents: Vec<(String, String)>,
}

/// Writes the text.
pub(super) fn write(doc: &Document, layers: Layers) -> Written {
    let plan = plan(doc);
    let mut writer = Writer {
        doc,
        at: 0,
        html: String::with_capacity(doc.text().len() * 2),
        layers,
        plan: &plan,
        ids: HashSet::new(),
        open: Vec::new(),
        depth: 0,
        running: 0,
        headed: 0,
        contents: Vec::new(),
    };
    for this in 0..plan.len() {
        while this > 0 && writer.open.last().is_some_and(|top| top.this != plan[this].parent) {
            writer.close();
        }
        writer.open(this);
    }
    while !writer.open.is_empty() {
        writer.close();
    }
    writer.text_to(doc.text().len() as u32);
    writer.layers.pause(&mut writer.html);
    let Writer { html, layers, contents, .. } = writer;
    Written { html, layers: layers.into_all(), contents }
}

/// An element that is open.
#[derive(Default)]
struct Open {
    this: usize,
    /// What it is in HTML; empty if it is nothing there.
    tag: &'static str,
    running: bool,
    link: bool,
    headed: bool,
    /// What stands around those right inside that belong together.
    run: Option<Around>,
    /// Its id.
    id: Option<String>,
}

struct Around {
    tag: &'static str,
    running: bool,
    from: u32,
}

struct Writer<'d> {
    doc: &'d Document,
    at: u32,
    html: String,
    layers: Layers,
    plan: &'d [Planned<'d>],
    ids: HashSet<&'d str>,
    open: Vec<Open>,
    /// How many elements of HTML are open.
    depth: usize,
    /// How many of them hold running text and nothing else.
    running: usize,
    /// How many divisions with headings are open.
    headed: usize,
    contents: Vec<(String, String)>,
}

impl<'d> Writer<'d> {
    fn text_to(&mut self, to: u32) {
        self.layers.write(&mut self.html, self.doc, self.at, to);
        self.at = self.at.max(to);
    }

    fn open(&mut self, this: usize) {
        let planned = self.plan[this];
        self.text_to(planned.node.span().start());
        self.begin_run(&planned);
        let mut open = Open { this, ..Open::default() };
        open.tag = self.tag(&planned);
        open.headed = planned.headed && !open.tag.is_empty();
        self.headed += usize::from(open.headed);
        if !open.tag.is_empty() {
            let inline = matches!(planned.form, Form::Inline(_) | Form::Link);
            open.running = inline || planned.form.is_running() || open.tag == "p";
            open.link = open.tag == "a";
            open.id = self.start(open.tag, &planned);
            self.depth += 1;
            self.running += usize::from(open.running);
            self.layers.links += usize::from(open.link);
        } else {
            self.empty(&planned);
        }
        self.open.push(open);
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let planned = &self.plan[open.this];
        self.text_to(planned.node.span().end());
        if !open.tag.is_empty() {
            self.end(open.tag);
            self.running -= usize::from(open.running);
            self.layers.links -= usize::from(open.link);
        }
        self.headed -= usize::from(open.headed);
        if planned.run.is_some() && !planned.goes_on {
            self.end_run();
        }
    }

    /// Opens what stands around a run, with the first of it.
    fn begin_run(&mut self, planned: &Planned<'d>) {
        let Some(run) = planned.run else { return };
        let room = self.running == 0 && self.depth + 2 <= DEEPEST;
        if !room || self.open.last().is_none_or(|parent| parent.run.is_some()) {
            return;
        }
        let (tag, rest) = match run {
            Run::Items => ("ul", " role=\"list\" class=\"points\""),
            Run::Heading => (self.heading(), ""),
        };
        let around = Around { tag, running: run == Run::Heading, from: self.at };
        self.layers.pause(&mut self.html);
        self.html.extend(["<", tag, rest, ">"]);
        self.depth += 1;
        self.running += usize::from(around.running);
        if let Some(parent) = self.open.last_mut() {
            parent.run = Some(around);
        }
    }

    fn end_run(&mut self) {
        let Some(parent) = self.open.last_mut() else { return };
        let Some(around) = parent.run.take() else { return };
        if around.tag == "h2"
            && let Some(id) = &parent.id
        {
            let words = &self.doc.text()[around.from as usize..self.at as usize];
            self.contents.push((id.clone(), escape::brief(words, 160)));
        }
        self.running -= usize::from(around.running);
        self.end(around.tag);
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
            Form::Cell(tag) if parent == "tr" => return tag,
            _ if self.depth >= DEEPEST => return "",
            Form::Bare | Form::Column | Form::NoteMark | Form::Break | Form::Image => return "",
            Form::Inline(_) | Form::Link if planned.has_block => return "",
            Form::Inline(tag) => return tag,
            Form::Link if self.layers.links == 0 && target(planned).is_some() => return "a",
            Form::Link => return "",
            // A heading is what stands around it.
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
                self.html.push_str(" role=\"note\"");
                self.marker(planned);
            }
            Form::Cell(_) if tag != "div" && tag != "span" => {
                for name in ["colspan", "rowspan"] {
                    let span = planned.node.attribute(name);
                    let small = |v: &&str| v.len() < 4 && v.bytes().all(|b| b.is_ascii_digit());
                    if let Some(span) = span.as_deref().filter(small) {
                        self.attribute(name, span);
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
}

/// Where a link leads, if a reader may follow it.
fn target(planned: &Planned<'_>) -> Option<String> {
    let href = planned.node.attribute("href")?;
    let safe = ["http://", "https://", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
    safe.then(|| href.into_owned())
}

/// Whether an eId can be an id of the page, which has others of its own.
fn is_id(eid: &str) -> bool {
    let own = ["m-", "c-", "e-", "k-", "page-"].iter().any(|prefix| eid.starts_with(prefix));
    !eid.is_empty() && eid != "text" && !own && !eid.contains(|c: char| c.is_ascii_whitespace())
}
