//! Blocks to elements.

use super::*;
use crate::kinds::Kinds;
use crate::parse::Parser;

/// The elements of a French text below the document, indented, those without children with their
/// text.
fn tree(text: &str) -> String {
    let doc = Parser::new().language("fra").unwrap().parse(text).unwrap();
    let mut lines = Vec::new();
    for node in doc.root().descendants() {
        let leaf = node.children().next().is_none();
        let text = if leaf { format!(" {:?}", node.text()) } else { String::new() };
        lines.push(format!("{}{}{text}", "  ".repeat(node.level() - 1), node.element()));
    }
    lines.join("\n")
}

#[test]
fn a_heading_holds_what_follows_up_to_one_of_its_rank() {
    assert_eq!(
        tree(
            "Accord\nChapitre I : Un\nArticle 1\nElles.\nArticle 2\nElles.\nChapitre II : Deux\nFin."
        ),
        r#"preface
  longTitle
    p
      docType "Accord"
mainBody
  chapter
    num "Chapitre I :"
    heading "Un"
    article
      num "Article 1"
      paragraph
        content
          p
            span "Elles."
    article
      num "Article 2"
      paragraph
        content
          p
            span "Elles."
  chapter
    num "Chapitre II :"
    heading "Deux"
    paragraph
      content
        p
          span "Fin.""#
    );
}

#[test]
fn a_paragraph_with_items_leads_them_in() {
    assert_eq!(
        tree("Paix\nElles :\na) un :\n- deux\nb) trois\nFin."),
        r#"preface
  longTitle
    p
      docTitle "Paix"
mainBody
  paragraph
    intro
      p
        span "Elles :"
    point
      num "a)"
      intro
        p
          span "un :"
      indent
        num "-"
        content
          p
            span "deux"
    point
      num "b)"
      content
        p
          span "trois"
  paragraph
    content
      p
        span "Fin.""#
    );
}

#[test]
fn preamble_body_and_conclusions() {
    let text = "Accord\n\nLes deux pays,\nConvaincus,\n\nArticle 1\nElles. Fin.\nFait à Paris.\nPour la France";
    assert_eq!(
        tree(text),
        r#"preface
  longTitle
    p
      docType "Accord"
preamble
  p
    span "Les deux pays,"
  p
    span "Convaincus,"
mainBody
  article
    num "Article 1"
    paragraph
      content
        p
          span "Elles."
          span "Fin."
conclusions
  p
    span "Fait à Paris."
  p
    span "Pour la France""#
    );
}

#[test]
fn the_title_tells_the_kind_of_document() {
    let kinds = Kinds::bundled().unwrap();
    let words = TitleWords::new(&kinds, None, crate::Languages::bundled().get("fra")).unwrap();
    let of = |title: &str| {
        let span = Span::new(0, title.len() as u32);
        Title::of(title, &[Block::Title(span)], &words)
    };
    for (title, kind, subtype, words) in [
        (
            "Déclaration conjointe de la France",
            "declaration",
            Some("declarationConjointe"),
            "Déclaration conjointe",
        ),
        (
            "DECLARATION CONJOINTE",
            "declaration",
            Some("declarationConjointe"),
            "DECLARATION CONJOINTE",
        ),
        ("Déclaration de la France", "declaration", None, "Déclaration"),
        ("« Accord » de paix", "agreement", None, "« Accord"),
        ("Accord-cadre de paix", "agreement", None, "Accord-cadre"),
        ("Accord, cadre", "agreement", None, "Accord"),
        ("Traité de paix", "treaty", None, "Traité"),
        ("Communiqué final", "communique", None, "Communiqué final"),
        ("Résolution 1", "resolution", None, "Résolution"),
    ] {
        let told = of(title);
        assert_eq!(told.kind.map(|k| k.name.as_str()), Some(kind), "{title}");
        assert_eq!(told.subtype, subtype, "{title}");
        assert_eq!(told.doc_type.map(|s| &title[s.range()]), Some(words), "{title}");
    }
    for title in ["Accords", "Un accord", "Déclarations", "Paix", "La déclaration"] {
        let told = of(title);
        assert!(told.kind.is_none() && told.doc_type.is_none(), "{title}");
    }
}

#[test]
fn punctuation_stands_between_the_kind_and_the_rest_of_a_title() {
    for (title, kind, rest) in [
        ("Accord : de paix", "Accord", Some("de paix")),
        ("Accord « de paix »", "Accord", Some("« de paix »")),
        ("Accord (paix)", "Accord", Some("(paix)")),
        ("Accord “paix”", "Accord", Some("“paix”")),
        ("Accord \"paix\"", "Accord", Some("\"paix\"")),
        ("Accord 2", "Accord", Some("2")),
        ("Accord –", "Accord", None),
    ] {
        let told = tree(&format!("{title}\nElles."));
        let leaf = |name: &str| {
            let line = told.lines().find(|line| line.trim_start().starts_with(name))?;
            Some(line.trim_start()[name.len() + 1..].to_owned())
        };
        assert_eq!(leaf("docType"), Some(format!("{kind:?}")), "{title}");
        assert_eq!(leaf("docTitle"), rest.map(|rest| format!("{rest:?}")), "{title}");
    }
}

#[test]
fn white_space_that_xml_does_not_know_goes_to_the_text_before_it() {
    for (text, element) in [
        ("Accord\n1.\u{a0}Objet\nElles.", "num \"1.\\u{a0}\""),
        ("Accord\n1. Objet\u{a0}\nElles.", "heading \"Objet\\u{a0}\""),
        ("Accord\n1. Objet\n\u{a0}\nElles.", "heading \"Objet\\n\\u{a0}\""),
    ] {
        let told = tree(text);
        assert!(told.contains(element), "{element} in\n{told}");
    }
    // The first and the last of the text have nothing before or after them.
    let doc = |text: &str| Parser::new().language("fra").unwrap().parse(text).unwrap();
    let first = doc("\u{a0}\nAccord\n1. Objet\nElles.");
    assert_eq!(first.root().children().next().map(|n| n.span().start()), Some(0));
    let last = doc("Accord\n1. Objet\nElles.\n\u{a0}\n");
    let end = last.root().descendants().map(|n| n.span().end()).max();
    assert_eq!(end, Some(last.text().len() as u32 - 1));
    // White space of XML and what is written as an instruction stay where they are.
    let plain = doc("Accord\n1. \u{1}\tObjet\nElles.");
    assert_eq!(plain.by_eid("chp_1").and_then(|n| n.num()), Some("1."));
}

#[test]
fn what_the_metadata_says_of_kind_and_language_goes_before_the_text() {
    let parse = |toml: &str| {
        let metadata = Metadata::from_toml(toml).unwrap();
        Parser::new().metadata(metadata).parse("Accord\nArticle 1\nLes Parties sont ici.")
    };
    let told = |toml: &str| {
        let doc = parse(toml).unwrap();
        (doc.frbr().subtype().to_owned(), doc.language().unwrap_or_default().to_owned())
    };
    assert_eq!(told(""), ("agreement".into(), "fra".into()));
    assert_eq!(told("[work]\nkind = \"treaty\""), ("treaty".into(), "fra".into()));
    assert_eq!(told("[work]\nsubtype = \"cadre\""), ("cadre".into(), "fra".into()));
    assert_eq!(told("[expression]\nlanguage = \"nld\""), ("document".into(), "nld".into()));
    // A file with such a kind is refused when it is read; a program may name one all the same.
    let mut metadata = Metadata::default();
    metadata.work.kind = Some("novel".to_owned());
    let error = Parser::new().metadata(metadata).parse("Accord").unwrap_err();
    assert!(error.message().ends_with("for `work.kind`, but found `novel`"), "{error}");
}
