//! What becomes of each element of Akoma Ntoso in HTML.

use akoma::{ElementCategory, ElementFunction, Node};

/// How an element is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Not at all: only what it holds.
    Bare,
    /// Running text: `p`, or `div` where blocks stand in it.
    Paragraph,
    /// `div`.
    Block,
    /// `section` if it has a heading, else `div`.
    Division,
    /// A division that people call by its number: « Article 3 » is a heading.
    Article,
    /// `li`.
    Item,
    /// The number of what it stands in.
    Num,
    /// Other parts of a heading.
    Heading,
    /// A heading that nothing hangs on.
    CrossHeading,
    /// `blockquote`.
    Quotation,
    /// `table`.
    Table,
    /// `thead`, `tbody`, `tfoot`.
    Rows(&'static str),
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell(&'static str),
    /// `caption`.
    Caption,
    /// What says how wide the columns of a table are: it has no text.
    Column,
    /// A stretch of running text.
    Inline(&'static str),
    /// A link, if it leads somewhere.
    Link,
    /// A note in the text.
    Note,
    /// The mark of a note that stands elsewhere: it has no text.
    NoteMark,
    /// A line break: it has no text.
    Break,
    /// An image: it has no text.
    Image,
}

impl Form {
    /// The form of an element, and its name without prefix or namespace.
    pub(super) fn of(node: Node<'_>) -> (Self, &str) {
        let local = node.element().rsplit(['}', ':']).next().unwrap_or(node.element());
        (Self::named(local).unwrap_or_else(|| Self::of_function(node)), local)
    }

    /// The form of what HTML has too, or what is unlike others that are for the same.
    fn named(local: &str) -> Option<Self> {
        Some(match local {
            "p" => Form::Paragraph,
            "ul" | "ol" | "container" | "attachment" => Form::Division,
            "li" => Form::Item,
            "num" => Form::Num,
            "crossHeading" => Form::CrossHeading,
            "table" => Form::Table,
            "thead" => Form::Rows("thead"),
            "tbody" => Form::Rows("tbody"),
            "tfoot" => Form::Rows("tfoot"),
            "tr" => Form::Row,
            "td" => Form::Cell("td"),
            "th" => Form::Cell("th"),
            "caption" => Form::Caption,
            "col" | "colgroup" => Form::Column,
            "sup" => Form::Inline("sup"),
            "sub" => Form::Inline("sub"),
            "i" => Form::Inline("i"),
            "b" => Form::Inline("b"),
            "u" => Form::Inline("u"),
            "ins" => Form::Inline("ins"),
            "del" => Form::Inline("del"),
            "a" => Form::Link,
            "noteRef" => Form::NoteMark,
            "br" | "eol" => Form::Break,
            "img" => Form::Image,
            // No paragraph that anybody counts.
            "toc" => Form::Block,
            // Only what it holds is called something.
            "component" => Form::Bare,
            _ => return None,
        })
    }

    /// The form of all elements that are for the same.
    fn of_function(node: Node<'_>) -> Self {
        use ElementCategory as Category;
        use ElementFunction as Function;
        let (Some(category), Some(function)) = (node.category(), node.function()) else {
            // Elements of other vocabularies say nothing here; those of other versions may.
            let foreign = node.element().contains(['}', ':']);
            return if foreign { Form::Bare } else { Form::Block };
        };
        match (category, function) {
            (_, Function::Division) => Form::Article,
            (_, Function::Provision | Function::List | Function::Section) => Form::Division,
            (_, Function::Item) => Form::Item,
            (_, Function::Heading) => Form::Heading,
            (Category::SubFlow, Function::Quotation) => Form::Quotation,
            (Category::SubFlow, _) => Form::Note,
            (Category::Inline, Function::Quotation) => Form::Inline("span"),
            // What only says what its text is, and what only holds blocks.
            (Category::Inline | Category::Marker, _) => Form::Bare,
            (_, Function::Document | Function::Body | Function::Wrapper) => Form::Bare,
            _ => Form::Block,
        }
    }

    /// Whether it is a block: nothing that holds it may be a `p` or stand in one.
    pub(super) fn is_block(self) -> bool {
        use Form::*;
        matches!(
            self,
            Paragraph | Block | Division | Article | Item | CrossHeading | Quotation | Table
        ) || matches!(self, Rows(_) | Row | Cell(_) | Caption)
    }

    /// Whether it is a part of a table that holds other parts, not text.
    pub(super) fn is_table_frame(self) -> bool {
        matches!(self, Form::Table | Form::Rows(_) | Form::Row | Form::Column)
    }

    /// Whether HTML lets `child` stand in this part of a table.
    pub(super) fn may_hold(self, child: Form) -> bool {
        use Form::*;
        match self {
            Table => matches!(child, Rows(_) | Row | Caption | Column),
            Rows(_) => child == Row,
            Row => matches!(child, Cell(_)),
            Column => child == Column,
            _ => true,
        }
    }

    /// Whether everything inside is running text, whatever it is.
    pub(super) fn is_running(self) -> bool {
        matches!(self, Form::Num | Form::Heading | Form::CrossHeading | Form::Note)
    }
}
