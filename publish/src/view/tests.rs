use super::*;
use akoma::{Annotator, akn};
use serde_json::json;

/// A document in Akoma Ntoso with this body.
fn read(body: &str) -> Document {
    let xml = format!(
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc name=\"d\">\
         <mainBody>{body}</mainBody></doc></akomaNtoso>"
    );
    akn::read(&xml).unwrap()
}

/// The `article` of a document's page, after its text was proved.
fn article(doc: &Document) -> String {
    let page = html(doc, &Page::default()).unwrap();
    assert_eq!(text_of(&page).unwrap(), doc.text());
    let (_, rest) = page.split_once(check::OPENING).unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split_once("</article>").unwrap().0.to_owned()
}

/// Whether every end tag closes what was opened last.
fn assert_nested(html: &str) {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if tag == "br" => {}
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_small_page() {
    let text = "Déclaration conjointe de la Belgique et de la France\n1. Cybersécurité\n\
                Les deux pays renforceront la coopération entre le CCB et l’ANSSI.\n\
                2. Suivi\nIls s’efforceront :\n– d’informer <Frontex> ;\n– d’aider l’Union européenne.\n";
    let doc = Document::parse(text).unwrap().annotate(Annotator::bundled());
    let links = [Link { label: "XML", href: "a.xml", media_type: "application/xml" }];
    let data = json!({"@type": "Legislation", "name": "</script><!--"});
    let page = Page {
        dataset: Some("Accords & traités"),
        links: &links,
        licence: Some(("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte")),
        publisher: Some("Chancellerie"),
        json_ld: Some(&data),
        ..Page::default()
    };
    let page = html(&doc, &page).unwrap();
    assert_eq!(text_of(&page).unwrap(), text);
    let (start, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{start}<style></style>{rest}"));
}

#[test]
fn number_and_heading_are_one_heading_by_level() {
    let html = article(&read(
        "<part eId=\"p1\"><num>I</num> <heading>A</heading> <article eId=\"a1\"><num>Art. 1</num>\n\
         <paragraph><num>1.</num><content><p>x</p></content></paragraph></article></part>",
    ));
    assert_eq!(
        html,
        "<section class=\"part numbered\" id=\"p1\"><h2><span class=\"num\">I</span> A</h2> \
         <section class=\"article numbered\" id=\"a1\"><h3><span class=\"num\">Art. 1</span></h3>\n\
         <div class=\"paragraph numbered\"><span class=\"num\">1.</span><p>x</p></div></section></section>"
    );
}

#[test]
fn points_are_a_list_and_blocks_end_no_paragraph() {
    let html = article(&read(
        "<list><intro><p>a</p></intro> <point><num>1</num><content><p>b</p></content></point> \
         <point><content><p>c</p></content></point> <wrapUp><p>d</p></wrapUp></list>",
    ));
    assert_eq!(html.matches("<ul").count(), 1, "{html}");
    assert!(html.contains("</li> <li class=\"point\"><p>c</p></li></ul> <p>d</p>"), "{html}");
    let html = article(&read("<p>a<authorialNote marker=\"1\"><p>n</p></authorialNote>b</p>"));
    assert_eq!(
        html,
        "<p>a<span class=\"authorialNote\" role=\"note\" data-marker=\"1\">\
         <span class=\"p\">n</span></span>b</p>"
    );
    let html = article(&read("<p>a<embeddedStructure><p>q</p></embeddedStructure></p>"));
    assert!(html.starts_with("<div class=\"p\">a<blockquote"), "{html}");
}

#[test]
fn a_table_that_a_parser_would_tear_is_none() {
    let whole = "<table>\n<tr><th></th><td colspan=\"2\"><p>a</p></td></tr></table>";
    let html = article(&read(whole));
    assert!(html.contains("<table>\n<tr><td class=\"th\"></td><td colspan=\"2\">"), "{html}");
    for torn in [
        "<table>x<tr><td><p>a</p></td></tr></table>",
        "<table><tr>\u{b}<td><p>a</p></td></tr></table>",
        "<table><tr><td><p>a</p></td><p>b</p></tr></table>",
        "<table><p>b</p></table>",
    ] {
        let html = article(&read(&torn.replace('\u{b}', "y")));
        assert!(!html.contains("<table") && !html.contains("<tr"), "{html}");
        assert_nested(&html);
    }
}

#[test]
fn layers_cross() {
    let span = |from, to| akoma::Span::new(from, to);
    let doc = Document::parse("abcdefgh").unwrap();
    let layer = |from, to, id: &str, leads| {
        layers::Layer::new(span(from, to), id.to_owned(), "c".to_owned(), 0, leads)
    };
    let words = |place: &str| layers::Leads::Words(place.to_owned());
    let all = vec![
        layer(0, 5, "c-1", layers::Leads::Number(1, "k-1".to_owned())),
        layer(3, 7, "m-1", words("e-1")),
        layer(4, 5, "m-2", words("e-2")),
    ];
    let mut layers = layers::Layers::new(all, vec!["t".to_owned()]);
    let mut html = String::new();
    layers.write(&mut html, &doc, 0, 8);
    layers.pause(&mut html);
    assert_nested(&html);
    assert_eq!(
        html,
        "<span class=\"c\" id=\"c-1\" title=\"t\">\
         <a class=\"go\" href=\"#k-1\" data-n=\"1\" aria-label=\"t 1\"></a>abc\
         <a class=\"c\" id=\"m-1\" title=\"t\" href=\"#e-1\">d\
         <span class=\"c\" id=\"m-2\" title=\"t\">e</span></a></span>\
         <a class=\"c\" data-of=\"m-1\" title=\"t\" href=\"#e-1\">fg</a>h"
    );
}

#[test]
fn a_mention_over_elements_is_one_in_pieces() {
    let doc = read("<p><organization refersTo=\"#x\">a<i>b</i> <b>c</b></organization></p>");
    let html = article(&doc);
    assert_nested(&html);
    assert_eq!(html.matches("id=\"m-1\"").count(), 1, "{html}");
    assert_eq!(html.matches("data-of=\"m-1\"").count(), 2, "{html}");
}

#[test]
fn every_character_comes_back() {
    let text = "\n\n a\r\nb\rc \u{c}\u{b}\u{1}\u{1f}\u{7f}\u{85}\u{9f}\u{feff}\u{fffe}\u{1ffff}\u{fdd0}\n\
                <p>&amp;&#13;</p></article> \"'\u{a0}\u{2028}\u{1f1e7}\u{1f1ea}e\u{301} U+0000 \r";
    let doc = Document::parse(text).unwrap();
    let html = article(&doc);
    assert!(html.contains("data-char=\"U+0001\"") && html.contains("&#13;"), "{html}");
    assert!(!html.chars().any(|c| c == '\r' || crate::characters::is_foreign_to_html(c)));
    for text in ["", " ", "\r", "\u{1}", "\n"] {
        if let Ok(doc) = Document::parse(text) {
            article(&doc);
        }
    }
}

#[test]
fn what_a_document_says_runs_nothing_and_goes_nowhere() {
    let doc = read(
        "<p eId=\"x&quot; onload=&quot;y\"><a href=\"javascript:alert(1)\">a</a><a \
         href=\"https://example.org/?a&amp;b&quot;\">b<a href=\"https://example.org/\">c</a></a>\
         <img src=\"https://example.org/i.png\" alt=\"&lt;script>\"/></p>\
         <p eId=\"same\">d</p><p eId=\"same\">e</p><p eId=\"m-1\">f</p><p eId=\"text\">g</p>",
    );
    let html = article(&doc);
    assert!(!html.contains("javascript") && !html.contains("<script") && !html.contains("i.png"));
    assert!(html.contains("href=\"https://example.org/?a&amp;b&quot;\""), "{html}");
    assert_eq!(html.matches("<a ").count(), 1, "{html}");
    assert_eq!(html.matches("id=\"").count(), 1, "{html}");
}

#[test]
fn depth_is_no_matter() {
    for element in ["hcontainer", "p", "table", "item", "organization", "heading", "i"] {
        let depth = 100_000;
        let doc = read(&format!(
            "{}deep{}",
            format!("<{element}>").repeat(depth),
            format!("</{element}>").repeat(depth)
        ));
        let html = article(&doc);
        assert_nested(&html);
        assert!(html.matches("</").count() <= 220, "{element}");
    }
    let row = "<table><tr><td>";
    let doc = read(&format!("{}x{}", row.repeat(30_000), "</td></tr></table>".repeat(30_000)));
    assert_nested(&article(&doc));
}

#[test]
fn the_declaration_has_its_marks() {
    let doc = akoma::corpus::declaration().unwrap().annotate(Annotator::bundled());
    let page = html(&doc, &Page { tag: Some("fr-BE"), ..Page::default() }).unwrap();
    assert_eq!(text_of(&page).unwrap(), doc.text());
    assert_eq!(page.matches("<section class=\"chapter").count(), doc.chapters().count());
    for i in 1..=doc.mentions().count() {
        assert_eq!(page.matches(&format!("id=\"m-{i}\"")).count(), 1, "mention {i}");
    }
    for i in 1..=doc.commitments().count() {
        assert_eq!(page.matches(&format!("id=\"c-{i}\"")).count(), 1, "commitment {i}");
    }
    assert!(page.contains("<html lang=\"fr\">") && page.contains("lang=\"fr-BE\""));
    let english = html(&doc, &Page { language: Some("eng"), ..Page::default() }).unwrap();
    assert!(english.contains("firm commitment") && !english.contains("engagement ferme"));
}

#[test]
fn a_page_of_others_is_told() {
    for page in ["", "<p>", "<article id=\"text\"", "<article id=\"text\">&nbsp;</article>"] {
        let error = text_of(page).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Content);
    }
    insta::assert_snapshot!(text_of("<article id=\"text\">&nbsp;</article>").unwrap_err());
}
