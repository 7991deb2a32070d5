//! What files are, told by their content: markup never becomes text, and text that begins with `<`
//! stays text.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{ErrorKind, Format, akn};

#[test]
fn text_that_begins_with_a_bracket_stays_text() {
    for text in [
        "<titre> manquant\nAccord entre les Parties",
        "<- voir plus haut",
        "<3",
        "<< Accord >>",
        "<jean.dupont@example.org> a écrit : l’accord est signé.",
        "<https://example.org/accord> est l’adresse.",
        "<Article 1> Objet\nTexte.",
        "<title> est le nom d’une balise.",
        "<p> est une balise, dit-on.",
        "<...> Les Parties",
        "<!-- brouillon -->\nAccord",
        "<!> Attention",
        "<",
        "« <act> </act> » est une citation.",
        "a < b",
        "\u{feff}<a> puis <b>",
        "<p> n’est pas <alinéa>",
    ] {
        assert_eq!(Format::of(text.as_bytes()), Format::Text, "{text}");
    }
}

#[test]
fn markup_is_told_by_its_head() {
    const AKN: &str = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act/></akomaNtoso>";
    for before in
        ["", "\u{feff}", "\u{feff}\u{feff}", "\u{a0}", " \n\u{feff}\u{a0}\u{200b}", "<!-- a -->"]
    {
        for (xml, expected) in [
            (AKN, Format::AkomaNtoso),
            ("<akomaNtoso><act/></akomaNtoso>", Format::AkomaNtoso),
            ("<akomaNtoso xmlns=\"x\" xmlns=\"y\"><act>", Format::AkomaNtoso),
            ("<an:akomaNtoso xmlns:an=\"http://www.akomantoso.org/2.0\"/>", Format::AkomaNtoso),
            ("<act name=\"x\"><body/></act>", Format::Xml),
            ("<act/>", Format::Xml),
            ("<akn:act><body/></akn:act>", Format::Xml),
            ("<ACT xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><TITLE>R", Format::Xml),
            ("<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><a>&b;", Format::Xml),
            ("<!DOCTYPE ACT SYSTEM \"a.dtd\"><ACT><TI>R</TI>", Format::Xml),
            ("<!DOCTYPE html><p>Accord", Format::Html),
            ("<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", Format::Html),
            ("<html lang=fr><head><title>A", Format::Html),
            ("<HTML>", Format::Html),
            ("<head><meta charset=utf-8>", Format::Html),
            ("<p>Accord<p>Objet", Format::Html),
            ("<div class=a>Accord</div>", Format::Html),
        ] {
            let file = format!("{before}{xml}");
            assert_eq!(Format::of(file.as_bytes()), expected, "{file}");
        }
    }
    for (file, expected) in [
        ("<?xml version=\"1.0\"?><feed>", Format::Xml),
        ("<?xml version=\"1.0\"?>Accord", Format::Xml),
        ("<?xml version='1.0'?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>", Format::Html),
        ("{\"title\": \"Accord\"}", Format::Json),
    ] {
        assert_eq!(Format::of(file.as_bytes()), expected, "{file}");
    }
}

#[test]
fn markup_is_told_in_every_encoding() {
    let in_utf16 = |text: &str, big: bool, mark: bool| -> Vec<u8> {
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let mark = mark.then_some(0xFEFF);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    for (big, mark) in [(true, true), (false, true), (true, false), (false, false)] {
        for (text, expected) in [
            ("<?xml version='1.0' encoding='UTF-16'?><a/>", Format::Xml),
            ("<akomaNtoso/>", Format::AkomaNtoso),
            ("<html><p>A", Format::Html),
        ] {
            assert_eq!(Format::of(&in_utf16(text, big, mark)), expected, "{text} {big} {mark}");
        }
    }
    assert_eq!(Format::of(&in_utf16("Accord", false, true)), Format::Text);
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><loi>\xE9t\xE9</loi>";
    assert_eq!(Format::of(latin), Format::Xml);
    assert_eq!(Format::of(b"<html><p>\xE9t\xE9"), Format::Html);
    assert_eq!(Format::of(b"D\xE9claration <html>"), Format::Text);
}

#[test]
fn other_xml_is_named_by_its_root_and_what_to_do_is_said() {
    for (xml, found, help) in [
        (
            "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"/>",
            "`project` in namespace http://maven",
            "convert",
        ),
        ("<ACT><TITLE>A</TITLE></ACT>", "`ACT` in no namespace", "convert"),
        ("<act><body/></act>", "`act` in no namespace", "put it in <akomaNtoso xmlns="),
    ] {
        let error = akn::read(xml).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotAkomaNtoso);
        assert_eq!(error.position(), Some((1, 1)));
        assert!(error.message().contains(found), "{error}");
        assert!(error.help().is_some_and(|h| h.contains(help)), "{error:?}");
    }
    let error = akn::read("\u{a0}<akomaNtoso/>").unwrap_err();
    assert!(error.message().contains("U+00A0"), "{error}");
}

#[test]
fn every_format_that_is_refused_says_what_it_is_and_what_to_do() {
    for bytes in
        [&b"%PDF-1.7"[..], b"PK\x03\x04word/document.xml", b"<html><p>", b"{\"a\":1}", b"a\0"]
    {
        let format = Format::of(bytes);
        let error = format.refused();
        assert!(error.message().ends_with(format.name()), "{error}");
        assert!(error.help().is_some());
    }
}
