//! What becomes of each element of Akoma Ntoso in HTML.

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
    /// The form of an element by its name, and its name without prefix or namespace.
    pub(super) fn of(element: &str) -> (Self, &str) {
        let local = element.rsplit(['}', ':']).next().unwrap_or(element);
        let form = match local {
            "p" => Form::Paragraph,
            "article" | "section" | "chapter" | "part" | "title" | "book" | "tome" | "division"
            | "subchapter" | "subdivision" | "subpart" | "subtitle" => Form::Article,
            "paragraph" | "subsection" | "rule" | "subrule" | "subparagraph" | "level"
            | "hcontainer" | "clause" | "subclause" | "sublist" | "transitional" | "proviso"
            | "attachment" | "debateSection" | "blockContainer" | "tblock" | "recitals"
            | "citations" | "speech" | "question" | "answer" | "container" | "list"
            | "blockList" | "ul" | "ol" | "alinea" => Form::Division,
            "point" | "indent" | "item" | "li" | "tocItem" | "recital" | "citation" => Form::Item,
            "num" => Form::Num,
            "heading" | "subheading" => Form::Heading,
            "crossHeading" => Form::CrossHeading,
            "quotedStructure" | "embeddedStructure" => Form::Quotation,
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
            "quotedText" => Form::Inline("span"),
            "a" => Form::Link,
            "authorialNote" => Form::Note,
            "noteRef" => Form::NoteMark,
            "br" | "eol" => Form::Break,
            "img" => Form::Image,
            // What only says what its text is, and what only holds blocks.
            _ if local != element || is_bare(local) => Form::Bare,
            _ => Form::Block,
        };
        (form, local)
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

/// Inline elements without a look of their own, and containers that add nothing.
fn is_bare(element: &str) -> bool {
    matches!(
        element,
        "akomaNtoso"
            | "act"
            | "bill"
            | "doc"
            | "statement"
            | "judgment"
            | "debate"
            | "amendment"
            | "amendmentList"
            | "officialGazette"
            | "documentCollection"
            | "debateReport"
            | "portion"
            | "body"
            | "mainBody"
            | "judgmentBody"
            | "debateBody"
            | "amendmentBody"
            | "collectionBody"
            | "portionBody"
            | "content"
            | "intro"
            | "wrapUp"
            | "components"
            | "component"
            | "attachments"
            | "interstitial"
            | "span"
            | "inline"
            | "abbr"
            | "def"
            | "term"
            | "ref"
            | "rref"
            | "mref"
            | "mod"
            | "mmod"
            | "rmod"
            | "marker"
            | "organization"
            | "person"
            | "role"
            | "location"
            | "event"
            | "concept"
            | "object"
            | "process"
            | "quantity"
            | "entity"
            | "date"
            | "time"
            | "docDate"
            | "docTitle"
            | "docNumber"
            | "docAuthority"
            | "docProponent"
            | "docType"
            | "docStage"
            | "docStatus"
            | "docPurpose"
            | "docCommittee"
            | "docIntroducer"
            | "docJurisdiction"
            | "docketNumber"
            | "judge"
            | "lawyer"
            | "party"
            | "witness"
            | "courtType"
            | "neutralCitation"
            | "shortTitle"
            | "session"
            | "legislature"
            | "vote"
            | "outcome"
            | "opinion"
            | "argument"
            | "affectedDocument"
            | "relatedDocument"
            | "change"
            | "remark"
            | "recordedTime"
            | "placeholder"
            | "fillIn"
            | "omissis"
            | "decoration"
            | "documentRef"
            | "componentRef"
            | "attachmentOf"
            | "extractText"
            | "ruby"
            | "rb"
            | "rt"
            | "signature"
    )
}
