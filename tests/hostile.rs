//! XML and texts that mean harm, or were cut, or come from elsewhere: each is read or refused, and
//! what was read can be written, read again and annotated.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

#[path = "hostile/answers.rs"]
mod answers;
#[path = "hostile/inputs.rs"]
mod inputs;

use akoma::{Annotator, Document, ErrorKind, akn};
use answers::answers;

/// Akoma Ntoso around `meta` and a body.
fn document(meta: &str, body: &str) -> String {
    format!(
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><statement name=\"x\"><meta>{meta}</meta>{body}</statement></akomaNtoso>"
    )
}

/// Reads, writes, reads again; the text and the XML must stay what they are.
fn round(xml: &str) -> Result<Document, akoma::Error> {
    let doc = akn::read(xml)?;
    let written = doc.to_akn();
    let again = akn::read(&written)
        .unwrap_or_else(|e| panic!("{e}\nread: {}\nwritten: {}", head(xml), head(&written)));
    assert_eq!(again.text(), doc.text(), "{}", head(xml));
    assert_eq!(again.to_akn(), written, "{}", head(xml));
    assert_eq!(tree(&again), tree(&doc), "{}", head(xml));
    let anew = doc.annotate(Annotator::bundled());
    assert_eq!(akn::read(&anew.to_akn()).unwrap().text(), again.text());
    Ok(again)
}

/// The elements, with how many are around each.
fn tree(doc: &Document) -> Vec<(String, usize)> {
    doc.root().descendants().map(|n| (n.element().to_owned(), n.level())).collect()
}

fn head(xml: &str) -> String {
    xml.chars().take(4000).collect()
}

#[test]
fn a_document_cut_anywhere_is_refused() {
    let text = "Accord\n1. Objet\nLes Parties coopèrent avec Frontex.\u{1}";
    let xml = Document::parse(text).unwrap().annotate(Annotator::bundled()).to_akn();
    let end = xml.trim_end().len();
    for at in (0..end).filter(|&at| xml.is_char_boundary(at)) {
        let error = akn::read(&xml[..at]).expect_err(&xml[..at]);
        assert!(
            matches!(error.kind(), ErrorKind::NotWellFormed | ErrorKind::NotAkomaNtoso),
            "{at}: {error}"
        );
    }
    assert!(akn::read(&xml[..end]).is_ok());
}

#[test]
fn malformed_xml_is_refused() {
    for body in [
        "<p>",
        "</p>",
        "<p></q>",
        "<p a=\"1\" a=\"2\"/>",
        "<p a=1/>",
        "<p a/>",
        "<p>&unknown;</p>",
        "<p>&#xD800;</p>",
        "<p>&#0;</p>",
        "<p>&#x110000;</p>",
        "<p>& b</p>",
        "<p a=\"&unknown;\"/>",
        "<p a=\"&#;\"/>",
        "<p x:a=\"unbound\"/>",
        "<p><![CDATA[a</p>",
        "<p><!-- </p>",
        "<?pi <p/>",
        "<p",
        "<p a='1/>",
        "<!DOCTYPE p><p/>",
        "</statement></akomaNtoso><akomaNtoso>",
        "<p a=\"1\" a='1'/>",
        "<p eId='a' eId='a'/>",
        "</statement></akomaNtoso></akomaNtoso>",
    ] {
        let error = akn::read(&document("", body)).expect_err(body);
        assert_eq!(error.kind(), ErrorKind::NotWellFormed, "{body}: {error}");
        assert!(error.position().is_some());
    }
    for xml in [
        "",
        " ",
        "text",
        "<a/>",
        "<akomaNtoso/>",
        "\u{feff}",
        "<akomaNtoso xmlns=\"urn:x\"><doc/></akomaNtoso>",
        "<?xml version=\"1.0\"?>",
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"/>",
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">text</akomaNtoso>",
    ] {
        assert!(akn::read(xml).is_err(), "{xml}");
    }
    assert!(akn::read(&document("", "</statement><statement><p>second</p>")).is_err());
}

#[test]
fn what_is_odd_is_read() {
    for body in [
        "",
        "text",
        "<p/>",
        "<p></p>",
        "<p>a<eol/></p>",
        "<p>a<eol/>b</p>",
        "<p><eol/><eol/></p>",
        "<p><b><i/></b></p>",
        "<a><b/></a><c/>",
        "<p>a<b>b<i/></b></p><p>c</p>",
        "<p><organization refersTo=\"#x\"/></p>",
        "<p>a<organization refersTo=\"#x\"/></p><p>b</p>",
        "<p><organization refersTo=\"#x\"><b>a</b></organization></p>",
        "<p><organization refersTo=\"#x\">a<b/></organization></p>",
        "<p><person refersTo=\"#x\"><role refersTo=\"#x\">a</role></person></p>",
        "<p><b><person refersTo=\"#a&quot;&amp;&lt;\">a</person></b></p>",
        "<p eId=\"a&amp;&quot;b\">a</p>",
        "<p a=\"&#10;&#13;&#9;&lt;\">a</p>",
        "<p>&lt;&gt;&amp;&apos;&quot;&#65;&#x42;</p>",
        "<p><![CDATA[<a> & ]] b]]></p>",
        "<p>a<!-- b -->c<?pi d?>e</p>",
        "<p>a\r\nb\rc&#13;d</p>",
        "<x:p xmlns:x=\"urn:x\" x:a=\"1\">a<x:q/></x:p>",
        "<p xmlns=\"urn:x\">a<q>b</q></p>",
        "<p xml:lang=\"fr\">a</p>",
        "<unknown><other>a</other></unknown>",
        "<p><date date=\"\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\">a</date><date date=\"2021-01-01T00:00:00\">b</date><date>c</date><date date=\"x\" refersTo=\"#y\">d</date></p>",
        "<p><date date=\"'&quot;&lt;&gt;&amp; abcdef\">a</date></p>",
        "<p><entity name=\"date\" refersTo=\"#date-2021\">a</entity><entity name=\"?\" refersTo=\"#z\">b</entity></p>",
        "<p><organization refersTo=\"x\">a</organization><organization refersTo=\"#\">b</organization><organization refersTo=\"\">c</organization></p>",
        "<p><inline name=\"commitment\" eId=\"c\" refersTo=\"#d\">a</inline></p>",
        "<meta>a</meta><p>b</p>",
        "<p><meta>a</meta>b</p>",
        "<p><num>1.</num>a</p>",
        "<?akoma-char?><?akoma-char U+?><?akoma-char U+110000?><?akoma-char U+D800?><?akoma-char 1?><?akoma-bom?><p>a</p>",
        "<p><p><p>Les deux pays <p>de Belgique</p> et la République <p>française renforceront</p> Frontex</p></p></p>",
        "<p>Royaume de <p>Belgique et République</p> française</p>",
        "<heading><p>Royaume <heading>de</heading> Belgique</p></heading>",
        "<p><span class=\"sentence\">Les deux pays </span>renforceront<span> Frontex.</span></p>",
        "<statement name=\"y\"><meta/><p>a</p></statement>",
        "<p>\u{feff}a\u{feff}</p>",
        "<body><section><num>1</num><content><p>a</p></content></section><section><num>1</num></section></body>",
    ] {
        round(&document("", body)).unwrap_or_else(|e| panic!("{body}: {e}"));
    }
}

#[test]
fn odd_metadata_is_read() {
    let organization = "<TLCOrganization eId=\"a\" href=\"/a\" showAs=\"A\"/>";
    let records = |inner: &str| {
        format!(
            "<analysis source=\"#x\"><otherAnalysis source=\"#x\"><r:records xmlns:r=\"urn:akoma:records:1\">{inner}</r:records></otherAnalysis></analysis>"
        )
    };
    let body = "<p>é<organization refersTo=\"#a\">A</organization> et <organization refersTo=\"#b\">B</organization> <inline name=\"commitment\" eId=\"c\" refersTo=\"#d\">font</inline></p>";
    for meta in [
        String::new(),
        format!("<references>{organization}{organization}</references>"),
        format!("<references>{organization}<TLCPerson eId=\"a\" href=\"/a\" showAs=\"A\"/><TLCRole eId=\"b\" showAs=\"B\"/></references>"),
        "<references><TLCOrganization eId=\"b\" showAs=\"B\"/><TLCOrganization eId=\"b\" showAs=\"B\"/><TLCOrganization eId=\"a\" showAs=\"A\"/><TLCOrganization eId=\"b\" showAs=\"B\"/></references>".to_owned(),
        "<references><TLCOrganization/><TLCOrganization eId=\"\" showAs=\"\"/><TLCConcept eId=\"date-x&quot;y\" showAs=\"A\"/><TLCReference eId=\"r\" name=\"?\" showAs=\"\"/></references>".to_owned(),
        records("<r:entity href=\"#a\" role=\"#a\" party=\"#a\"/><r:entity href=\"a\"/><r:entity/><r:entity href=\"#z\" role=\"#b\" party=\"#y\"/>"),
        format!("{}<references>{organization}{organization}</references>", records("<r:entity href=\"#b\" role=\"#q\"/><r:entity href=\"#a\" class=\"state\"/>")),
        records("<r:commitment href=\"#c\" act=\"commit\" actor=\"#a #b a #\" subjectAt=\"0 1\" triggerAt=\"9 2 1\" objectAt=\"99 100\" hedgeAt=\"-1 a 3\" conditionAt=\"4294967295 0\"/>"),
        records("<r:commitment href=\"#c\" act=\"commit\" triggerAt=\"5 2 0 3\" addresseeAt=\"1 1\"/><r:commitment href=\"#c\" act=\"state\"/><r:commitment href=\"#c\" act=\"x\"/><r:commitment/>"),
        "<identification><FRBRWork><FRBRdate date=\"\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\"/><FRBRauthor href=\"#a\"/><FRBRauthor href=\"#editor\"/><FRBRauthor/><FRBRcountry value=\"&quot;\"/><FRBRnumber/></FRBRWork><FRBRExpression><FRBRlanguage language=\"&lt;\"/></FRBRExpression></identification>".to_owned(),
        "<meta><meta/></meta><p>text</p>text".to_owned(),
        format!("</meta><meta><references>{organization}</references></meta><p>a<organization refersTo=\"#z\">Z</organization></p><meta><references><TLCOrganization eId=\"b\" showAs=\"B\"/><TLCOrganization eId=\"y\" showAs=\"Y\"/></references>"),
    ] {
        let xml = document(&meta, body);
        let doc = round(&xml).unwrap_or_else(|e| panic!("{meta}: {e}"));
        let named: Vec<_> = doc.mentions().map(|m| (m.text(), m.entity().id())).filter(|(text, _)| *text != "Z").collect();
        assert_eq!(named, [("A", "a"), ("B", "b")], "{meta}");
        for commitment in doc.predicates() {
            let _ = (commitment.trigger_text(), commitment.text(), format!("{commitment:?}"));
        }
    }
}

#[test]
fn components_behind_the_document_stand_in_it() {
    let components =
        "<components><component><doc name=\"y\"><meta/><p>b</p></doc></component></components>";
    let xml =
        document("", "<p>a</p>").replace("</statement>", &format!("</statement>{components}"));
    let doc = round(&xml).unwrap();
    assert_eq!((doc.text(), doc.root().children().count()), ("ab", 2));
}

#[test]
fn a_document_type_of_any_name_can_be_annotated() {
    let xml = document("", "<p>Frontex</p>").replace("statement", "judgment");
    let doc = round(&xml).unwrap().annotate(Annotator::bundled());
    assert_eq!(doc.mentions().map(|m| m.eid()).collect::<Vec<_>>(), ["organization_1"]);
}

#[test]
fn prefixes_of_the_root_stay_known() {
    let xml = "<akn:akomaNtoso xmlns:akn=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:x=\"urn:x\"><akn:doc name=\"d\"><akn:meta/><akn:mainBody><akn:p>a<x:y/></akn:p></akn:mainBody></akn:doc></akn:akomaNtoso>";
    let doc = round(xml).unwrap();
    assert_eq!(doc.root().element(), "doc");
}

#[test]
fn depth_is_no_matter() {
    for (open, close) in
        [("<b>", "</b>"), ("<organization refersTo=\"#x\">", "</organization>"), ("<p>", "</p>")]
    {
        let deep = 50_000;
        let xml = document("", &format!("{}text{}", open.repeat(deep), close.repeat(deep)));
        let doc = akn::read(&xml).unwrap();
        assert_eq!(doc.text(), "text");
        let written = doc.to_akn();
        assert_eq!(akn::read(&written).unwrap().to_akn().len(), written.len());
        drop(doc);
    }
    let deep = 1_000_000;
    let xml = document(
        "",
        &format!("{}a{}", "<x:b xmlns:x=\"urn:x\">".repeat(deep), "</x:b>".repeat(deep)),
    );
    assert_eq!(akn::read(&xml).unwrap().text(), "a");
}

#[test]
fn what_xml_forbids_is_refused() {
    for (body, column) in
        [("<p>&#xFFFE;</p>", 4), ("<p>&#1;</p>", 4), ("<p><x:q>unbound</x:q></p>", 5)]
    {
        let xml = document("", body);
        let error = akn::read(&xml).unwrap_err();
        let before =
            xml[..xml.find(body).unwrap()].rsplit('\n').next().unwrap().chars().count() as u32;
        assert_eq!(error.kind(), akoma::ErrorKind::NotWellFormed, "{body}");
        assert_eq!(error.position().map(|p| p.1), Some(before + column), "{body}: {error}");
    }
}

#[test]
fn harm_is_met_with_a_clear_answer() {
    for input in inputs::ALL {
        let xml = (input.make)(input.full.min(2_000));
        answers(input, &xml);
    }
}

#[test]
fn size_is_no_matter() {
    let title = "Accord\n1. Objet\nLes deux pays s’engagent à :\n";
    let nested: String = (0..4000)
        .map(|level| format!("{}- renforcer la lutte ;\n", " ".repeat(level % 300)))
        .collect();
    let numbers: String = (1..4000).map(|n| format!("{n}. Objet\nTexte.\n")).collect();
    let dotted: String = (1..400).map(|n| format!("{}1 Objet\n", "1.".repeat(n))).collect();
    for text in [
        format!("Accord\n{}Les deux pays coopèrent.", "\n".repeat(125_000)),
        format!("Accord{}Les deux pays coopèrent.", "\r\n \n".repeat(37_500)),
        format!("{title}{nested}"),
        format!("Accord\n{numbers}"),
        format!("Accord\n{dotted}"),
        format!("{title}{}", "a) un :\ni) deux :\n1) trois :\nA. quatre :\n- cinq :\n".repeat(1000)),
        "Les deux pays renforceront leurs échanges avec Frontex, ".repeat(3_750),
        "Les deux pays renforceront leurs échanges avec Frontex. ".repeat(3_750),
        "x".repeat(250_000),
        "(".repeat(125_000),
        "A (B".repeat(25_000),
        ". ".repeat(62_500),
        "« ".repeat(62_500),
        "AB (CD) ".repeat(12_500),
        "le ministre de la Justice et ".repeat(3_750),
        "Jean De Croo et ".repeat(7_500),
        "Royaume de Belgique et ".repeat(5_000),
        "que les pays s’engagent à ".repeat(5_000),
        "e\u{301}".repeat(62_500),
        "\u{1}".repeat(25_000) + "x",
        "1 ".repeat(62_500),
        "1\n".repeat(25_000),
        "1. Objet\n".repeat(6_250),
        "Article 1\n".repeat(6_250),
        "- un\n".repeat(12_500),
        "Les deux pays renforceront et ".repeat(4_000),
        "A\n\n".repeat(25_000),
        "Accord\n".to_owned() + &"Objet\nLes Parties coopèrent dans la mesure de leurs moyens et selon leur droit, toujours, partout et en tout temps.\n".repeat(1_250),
    ] {
        let doc = Document::parse(&text).unwrap().annotate(Annotator::bundled());
        let xml = doc.to_akn();
        let again = akn::read(&xml).unwrap();
        assert_eq!(again.text(), doc.text());
        assert!(again.to_akn() == xml);
    }
}
