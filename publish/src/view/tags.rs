//! The elements of HTML, one by one.

use super::body::{Open, Writer};
use super::escape;
use super::form::Form;
use super::plan::Planned;
use url::Url;

/// How many elements may stand in one another: parsers give up, each at a depth of its own. What
/// is deeper is text of the last.
pub(super) const DEEPEST: usize = 200;
/// What a table may take of this for its box, rows and cells.
const TABLE: usize = 5;

impl<'d> Writer<'d, '_> {
    /// The heading of this level: that of the page is the first.
    pub(super) fn heading(&self) -> &'static str {
        ["h2", "h2", "h3", "h4", "h5"].get(self.headed).copied().unwrap_or("h6")
    }

    /// What an element is in HTML, here.
    pub(super) fn tag(&self, planned: &Planned<'_>) -> &'static str {
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
    pub(super) fn start(&mut self, tag: &'static str, planned: &Planned<'d>) -> Option<String> {
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
    pub(super) fn empty(&mut self, planned: &Planned<'_>) {
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
        let tags = |open: &Open| [Some(open.tag), open.run.as_ref().map(|run| run.tag)];
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

    /// Opens the box of a table: whoever has no mouse moves it with the arrow keys.
    pub(super) fn box_table(&mut self) {
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
