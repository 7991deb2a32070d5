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
    let words = |place: &str| layers::LayerLink::Words(place.to_owned());
    let all = vec![
        layer(0, 5, "c-1", layers::LayerLink::Number(1, "k-1".to_owned())),
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
         href=\"https://example.org/?a&amp;b%22\">b<a href=\"https://example.org/\">c</a></a>\
         <img src=\"https://example.org/i.png\" alt=\"&lt;script>\"/></p>\
         <p eId=\"same\">d</p><p eId=\"same\">e</p><p eId=\"m-1\">f</p><p eId=\"text\">g</p>",
    );
    let html = article(&doc);
    assert!(!html.contains("javascript") && !html.contains("<script") && !html.contains("i.png"));
    assert!(html.contains("href=\"https://example.org/?a&amp;b%22\""), "{html}");
    assert_eq!(html.matches("<a ").count(), 1, "{html}");
    assert_eq!(html.matches("id=\"").count(), 1, "{html}");
}

#[test]
fn an_element_is_written_as_others_that_are_for_the_same() {
    let html = article(&read(
        "<questions><heading>Questions orales</heading><speech by=\"#x\"><p>Un</p></speech>\
         </questions><p>de <embeddedText>la loi</embeddedText> fin<eop/> suite</p>",
    ));
    assert!(html.contains("<section class=\"questions\"><h"), "{html}");
    assert!(
        html.contains("<p>de <span class=\"embeddedText\">la loi</span> fin suite</p>"),
        "{html}"
    );
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

/// The page of a text in French, annotated.
fn page_of(text: &str) -> String {
    let doc = Document::parse(text).unwrap().annotate(Annotator::bundled());
    html(&doc, &Page::default()).unwrap()
}

/// What a reader reads of a piece of the page.
fn read_out(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the entry with this id.
fn entry(page: &str, id: &str) -> String {
    let (_, rest) = page.split_once(&format!("<li id=\"{id}\">")).unwrap();
    read_out(rest.split("</li>").next().unwrap())
}

#[test]
fn places_are_those_that_readers_know() {
    let name = "<organization refersTo=\"#x\">X</organization>";
    for (body, place) in [
        (
            format!(
                "<chapter><num>5.</num><paragraph><content><p>a</p></content></paragraph>\
                  <paragraph><content><p>{name}</p></content></paragraph></chapter>"
            ),
            "5, para. 2",
        ),
        (
            format!(
                "<chapter><num>II</num><article><num>Article 12 :</num><paragraph><num>(3)</num>\
                  <list><point><num>a)</num><content><p>{name}</p></content></point></list>\
                  </paragraph></article></chapter>"
            ),
            "Article 12, para. 3, a)",
        ),
        (
            format!(
                "<section><heading>General provisions</heading><paragraph><content><p>{name}</p>\
                  </content></paragraph></section>"
            ),
            "General provisions",
        ),
        (
            format!(
                "<chapter><num>1</num><paragraph><num>–</num><content><p>{name}</p></content>\
                  </paragraph></chapter>"
            ),
            "1",
        ),
        (format!("<p>a</p><p>{name}</p>"), "para. 2"),
        (format!("<p>{name}</p>"), "Text of the document"),
    ] {
        let doc = read(&body);
        let page = html(&doc, &Page { language: Some("eng"), ..Page::default() }).unwrap();
        assert_eq!(
            entry(&page, "e-1").split_once(' ').map(|(_, place)| place),
            Some(place),
            "{body}"
        );
    }
}

#[test]
fn several_mentions_in_one_place_are_one_link() {
    let page =
        page_of("Accord\n1. Objet\nFrontex aide Frontex.\nSuite.\n2. Fin\nFrontex répond.\n");
    assert_eq!(entry(&page, "e-1"), "Frontex 1, para. 1 ×2 · 2");
}

#[test]
fn agencies_are_counted_by_chapter() {
    let doc = akoma::corpus::declaration().unwrap().annotate(Annotator::bundled());
    let page = html(&doc, &Page::default()).unwrap();
    let (_, rest) = page.split_once("id=\"page-agencies\"").unwrap();
    let rows: Vec<_> = rest.split("</section>").next().unwrap().split("<tr>").skip(1).collect();
    assert_eq!(rows.len(), doc.entity_index().len() + 1);
    assert!(read_out(rows[0]).starts_with("Organisme ou accord"), "{}", rows[0]);
    for (row, agency) in rows[1..].iter().zip(doc.entity_index().rows()) {
        let counts: Vec<u32> =
            row.split("<td>").skip(1).filter_map(|c| read_out(c).parse().ok()).collect();
        let (total, by_chapter) = counts.split_last().unwrap();
        assert_eq!(*total, agency.total());
        assert_eq!(by_chapter.iter().sum::<u32>(), agency.total(), "{row}");
    }
}

#[test]
fn a_text_of_many_chapters_lists_them_instead_of_a_table() {
    let chapters: String = (1..=20).map(|n| format!("{n}. Titre\nFrontex répond.\n")).collect();
    let page = page_of(&format!("Accord\n{chapters}"));
    let (_, rest) = page.split_once("id=\"page-agencies\"").unwrap();
    let section = rest.split("</section>").next().unwrap();
    assert!(!section.contains("<table"), "{section}");
    assert!(read_out(section).contains("Frontex · 1 · 2 · 3"), "{}", read_out(section));
}

#[test]
fn parties_are_said_once_and_others_by_name() {
    let page = page_of(
        "Déclaration conjointe de la Belgique et de la France\n1. Objet\nLes deux pays renforceront \
         leurs échanges.\n2. Suivi\nLa Belgique informera la France.\n",
    );
    assert!(page.contains("Qui s’engage, sauf indication contraire : Belgique, France."), "{page}");
    assert!(!entry(&page, "k-1").contains("Belgique"), "{}", entry(&page, "k-1"));
    let other = entry(&page, "k-2");
    assert!(other.contains("engagement ferme · 2 · Qui agit : Belgique"), "{other}");
}

#[test]
fn every_mark_has_its_switch() {
    let doc = akoma::corpus::declaration().unwrap().annotate(Annotator::bundled());
    let page = html(&doc, &Page::default()).unwrap();
    let mut marks: Vec<_> = doc.mentions().map(|m| (m.kind().name(), "m")).collect();
    marks.extend(doc.commitments().filter_map(|c| c.strength()).map(|s| (s.name(), "c")));
    for (class, layer) in marks {
        let rule = format!("body:has(#page-show-{class}:not(:checked)) article .{layer}.{class},");
        assert!(page.contains(&rule), "{rule}");
        let id = format!("<input type=\"checkbox\" id=\"page-show-{class}\" checked>");
        assert_eq!(page.matches(&id).count(), 1, "{id}");
    }
}

#[test]
fn titles_hold_no_control() {
    let page = page_of("\u{feff}Accord\u{1} sur\u{202e} l’échange\n1. Objet\nTexte.\n");
    let (_, rest) = page.split_once("<title>").unwrap();
    assert!(rest.starts_with("Accord sur l’échange</title>"), "{}", &rest[..80]);
}

#[test]
fn what_html_does_not_allow_is_mended() {
    let html = article(&read(
        "<section><heading>a<authorialNote marker=\"1\"><p>n</p></authorialNote></heading><p>b\
         <authorialNote><p>o</p></authorialNote></p><table><tr><td colspan=\"\" rowspan=\"0\">c</td>\
         <td colspan=\"02\">d</td></tr></table>\
         <p><a href=\"https://example.org/a (vol. I)\">e</a></p></section>",
    ));
    assert_eq!(html.matches("role=\"note\"").count(), 1, "{html}");
    assert!(html.contains("<td>c</td><td colspan=\"2\">d</td>"), "{html}");
    assert!(html.contains("href=\"https://example.org/a%20(vol.%20I)\""), "{html}");
}

#[test]
fn who_acts_in_a_list_is_told_with_each_point() {
    let page = page_of(
        "Traité de la Communauté\nArticle 1\nLes États membres s’engagent à :\n\
         a) promouvoir la coopération entre les services ;\n\
         b) harmoniser leurs législations.\nArticle 2\nLes États membres s’engagent à coopérer.\n",
    );
    let point = entry(&page, "k-2");
    assert!(point.contains("· Article 1, a) · Qui agit : Les États membres"), "{point}");
    let whole = page.rsplit_once("<li id=\"k-").unwrap().1;
    assert!(!whole.split("</li>").next().unwrap().contains("Qui agit"), "{whole}");
}
