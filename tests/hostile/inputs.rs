//! XML that means harm, of any size.

use akoma::{ErrorKind, Verdict};

/// One way to mean harm.
pub(crate) struct Input {
    pub(crate) name: &'static str,
    /// How much of it tells whether time and memory are bounded.
    pub(crate) full: usize,
    pub(crate) make: fn(usize) -> String,
    /// Why it is refused; none if it is read.
    pub(crate) refused: Option<ErrorKind>,
    pub(crate) verdict: Verdict,
}

const AKN: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

pub(crate) const ALL: &[Input] = &[
    // Entities: 1,000 is already more than there are atoms.
    invalid("billion laughs", 1_000, |n| laughs(n, "<p>", "</p>")),
    broken("billion laughs in an attribute", 1_000, |n| laughs(n, "<p a=\"", "\"/>")),
    too_large("one entity again and again", 1_000_000, |n| again(n, "<p>", "</p>")),
    too_large("one entity again and again in attributes", 1_000_000, |n| {
        again(n, "<p class=\"", "\"/>")
    }),
    invalid("many entities that name one", 500_000, many_entities),
    invalid("entities that name each other in a long row", 500_000, row_of_entities),
    invalid("an entity in another file", 100_000, |n| {
        format!("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}", doc(&"&x;".repeat(n)))
    }),
    valid("a document type of many declarations", 1_000_000, |n| {
        format!("<!DOCTYPE a [{}]>{}", "<!ATTLIST p a CDATA \"x\">".repeat(n), doc("<p>a</p>"))
    }),
    // Depth.
    invalid("elements in elements", 1_000_000, |n| doc(&nested(n, "<b>", "</b>"))),
    invalid("elements in meta", 1_000_000, |n| {
        doc("<p>a</p>").replace("<meta>", &format!("<meta>{}", nested(n, "<a>", "</a>")))
    }),
    valid("elements of another namespace in each other", 1_000_000, |n| {
        doc(&format!("<foreign><x xmlns=\"urn:x\">{}</x></foreign>", nested(n, "<x>", "</x>")))
    }),
    invalid("mentions in mentions", 300_000, |n| {
        doc(&nested(n, "<organization>a", "b</organization>"))
    }),
    valid("names in names", 300_000, |n| {
        doc(&format!("<p>{}</p>", nested(n, "<organization refersTo=\"#a\">a", "</organization>")))
    }),
    broken("elements that are not closed", 1_000_000, |n| doc(&"<b>".repeat(n))),
    broken("tags that are not closed", 1_000_000, |n| doc(&"<b ".repeat(n))),
    invalid("another namespace for a prefix at each level", 100_000, |n| {
        let open: String = (0..n).map(|i| format!("<x:b xmlns:x=\"urn:{i}\">")).collect();
        doc(&format!("{open}a{}", "</x:b>".repeat(n)))
    }),
    invalid("another default namespace at each level", 100_000, |n| {
        let open: String = (0..n).map(|i| format!("<b xmlns=\"urn:{i}\">")).collect();
        doc(&format!("{open}a{}", "</b>".repeat(n)))
    }),
    // Width.
    valid("siblings", 10_000_000, |n| doc(&format!("<p>{}</p>", "<b/>".repeat(n)))),
    invalid("a value", 100_000_000, |n| doc(&format!("<p foo=\"{}\"/>", "x".repeat(n)))),
    valid("an eId", 100_000_000, |n| doc(&format!("<p eId=\"{}\"/>", "x".repeat(n)))),
    valid("a text", 100_000_000, |n| doc(&format!("<p>{}</p>", "x".repeat(n)))),
    valid("references", 20_000_000, |n| doc(&format!("<p>{}</p>", "&lt;".repeat(n)))),
    valid("line ends", 50_000_000, |n| doc(&format!("<p>{}</p>", "\r\n".repeat(n)))),
    valid("comments", 5_000_000, |n| doc(&format!("<p>{}</p>", "<!---->x".repeat(n)))),
    valid("sections", 5_000_000, |n| doc(&format!("<p>{}</p>", "<![CDATA[x]]>".repeat(n)))),
    broken("a comment that does not end", 100_000_000, |n| doc(&format!("<!--{}", "- ".repeat(n)))),
    invalid("attributes", 1_000_000, |n| doc(&format!("<p{}/>", attributes(n, "")))),
    valid("attributes of another namespace", 1_000_000, |n| {
        doc(&format!("<foreign><x:y xmlns:x=\"urn:x\"{}/></foreign>", attributes(n, "x:")))
    }),
    broken("attributes, the last twice", 1_000_000, |n| {
        doc(&format!("<p{} a0=\"\"/>", attributes(n, "")))
    }),
    broken("attributes, the last twice by its namespace", 1_000_000, |n| {
        let declared = "xmlns:x=\"urn:x\" xmlns:y=\"urn:x\"";
        doc(&format!("<p {declared}{} y:a0=\"\"/>", attributes(n, "x:")))
    }),
    valid("declarations of namespaces", 1_000_000, |n| {
        let declared: String = (0..n).map(|i| format!(" xmlns:x{i}=\"urn:{i}\"")).collect();
        doc(&format!("<p{declared}>a</p>"))
    }),
    invalid("a long namespace, many elements of it", 1_000_000, |n| {
        let long = format!("urn:{}", "x".repeat(n));
        let elements: String = (0..n / 10).map(|i| format!("<y{}/>", i % 1000)).collect();
        doc(&format!("<x xmlns=\"{long}\">{elements}</x>"))
    }),
    invalid("a long name, many mistakes in it", 1_000_000, |n| {
        let name = "x".repeat(n);
        let inside = "<artcile/>".repeat(n / 10);
        doc(&format!(
            "<{name} xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:a=\"{AKN}\" i:type=\"a:inline\"{}>{inside}</{name}>",
            attributes(n / 10, "")
        ))
    }),
    invalid("a long eId, many mistakes behind it", 1_000_000, |n| {
        doc(&format!("<p eId=\"{}\">{}</p>", "x".repeat(n), "<artcile/>".repeat(n / 10)))
    }),
    invalid("one record, many commitments", 1_000_000, one_record),
    // Mistakes.
    invalid("unknown elements", 1_000_000, |n| doc(&"<artcile/>".repeat(n))),
    invalid("elements out of place", 1_000_000, |n| doc(&"<act/><bill/>".repeat(n / 2))),
    invalid("elements of no namespace", 1_000_000, |n| doc(&"<x xmlns=\"\"/>".repeat(n))),
    invalid("unknown attributes", 1_000_000, |n| doc(&"<p refersto=\"\"/>".repeat(n))),
    invalid("wrong values", 1_000_000, |n| doc(&"<p status=\"gone\"/>".repeat(n))),
    invalid("missing attributes", 1_000_000, |n| doc(&"<p><ref/></p>".repeat(n))),
    invalid("missing elements", 1_000_000, |n| doc(&"<ul/>".repeat(n))),
    invalid("text out of place", 1_000_000, |n| doc(&"<ul>x</ul>".repeat(n))),
    invalid("an eId twice", 1_000_000, |n| doc(&"<p eId=\"a\"/>".repeat(n))),
    broken("an xml:id twice", 1_000_000, |n| doc(&"<p xml:id=\"a\"/>".repeat(n))).read(),
    broken("namespaces that are no URI", 1_000_000, |n| doc(&"<p xmlns:a=\"{\"/>".repeat(n)))
        .read(),
    invalid("mistakes in a deep place", 1_000_000, |n| {
        doc(&format!("{}{}{}", "<b>".repeat(n), "<artcile/>".repeat(n), "</b>".repeat(n)))
    }),
];

impl Input {
    /// Whatever the verdict is, it is read.
    const fn read(self) -> Self {
        Self { refused: None, ..self }
    }
}

const fn input(
    name: &'static str,
    full: usize,
    make: fn(usize) -> String,
    refused: Option<ErrorKind>,
    verdict: Verdict,
) -> Input {
    Input { name, full, make, refused, verdict }
}

const fn valid(name: &'static str, full: usize, make: fn(usize) -> String) -> Input {
    input(name, full, make, None, Verdict::Valid)
}

const fn invalid(name: &'static str, full: usize, make: fn(usize) -> String) -> Input {
    input(name, full, make, None, Verdict::Invalid)
}

const fn broken(name: &'static str, full: usize, make: fn(usize) -> String) -> Input {
    input(name, full, make, Some(ErrorKind::NotWellFormed), Verdict::NotWellFormed)
}

const fn too_large(name: &'static str, full: usize, make: fn(usize) -> String) -> Input {
    input(name, full, make, Some(ErrorKind::TooLarge), Verdict::NotWellFormed)
}

/// A valid document around `body`, if that is.
fn doc(body: &str) -> String {
    let level = |name: &str, more: &str| {
        format!(
            "<{name}><FRBRthis value=\"a\"/><FRBRuri value=\"a\"/><FRBRdate date=\"2021-11-22\" name=\"a\"/><FRBRauthor href=\"#a\"/>{more}</{name}>"
        )
    };
    let (work, expression, manifestation) = (
        level("FRBRWork", "<FRBRcountry value=\"fr\"/>"),
        level("FRBRExpression", "<FRBRlanguage language=\"fra\"/>"),
        level("FRBRManifestation", ""),
    );
    format!(
        "<akomaNtoso xmlns=\"{AKN}\"><doc name=\"d\"><meta><identification source=\"#a\">{work}{expression}{manifestation}</identification></meta><mainBody>{body}</mainBody></doc></akomaNtoso>"
    )
}

fn nested(depth: usize, open: &str, close: &str) -> String {
    format!("{}a{}", open.repeat(depth), close.repeat(depth))
}

fn attributes(count: usize, prefix: &str) -> String {
    (0..count).map(|i| format!(" {prefix}a{i}=\"\"")).collect()
}

fn laughs(levels: usize, before: &str, behind: &str) -> String {
    let entities: String = (1..levels)
        .map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10)))
        .collect();
    let body = format!("{before}&l{};{behind}", levels - 1);
    format!("<!DOCTYPE a [<!ENTITY l0 \"lol\">{entities}]>{}", doc(&body))
}

fn again(times: usize, before: &str, behind: &str) -> String {
    let body: String =
        (0..times / 1000).map(|_| format!("{before}{}{behind}", "&x;".repeat(1000))).collect();
    format!("<!DOCTYPE a [<!ENTITY x \"{}\">]>{}", "x".repeat(60_000), doc(&body))
}

fn many_entities(count: usize) -> String {
    let entities: String = (0..count).map(|i| format!("<!ENTITY x{i} \"&x;\">")).collect();
    let x = "x".repeat(60_000);
    format!("<!DOCTYPE a [<!ENTITY x \"{x}\">{entities}]>{}", doc("<foo>&x0;</foo>"))
}

fn row_of_entities(count: usize) -> String {
    let entities: String =
        (1..count).map(|i| format!("<!ENTITY x{} \"x&x{i};\">", i - 1)).collect();
    format!("<!DOCTYPE a [{entities}<!ENTITY x{} \"\">]>{}", count - 1, doc("<foo>&x0;</foo>"))
}

fn one_record(size: usize) -> String {
    let actors = "#a ".repeat(size / 6);
    let places = "0 1 ".repeat(size / 8);
    let record = format!(
        "<analysis source=\"#a\"><otherAnalysis source=\"#a\"><r:records xmlns:r=\"urn:akoma:records:1\"><r:commitment href=\"#c\" act=\"commit\" actor=\"{actors}\" triggerAt=\"{places}\"/></r:records></otherAnalysis></analysis></meta>"
    );
    let body = "<p><inline name=\"commitment\" eId=\"c\">ab</inline></p>".repeat(size / 50);
    doc(&body).replace("</meta>", &record)
}
