//! What is reported of the source and of the structure.

use crate::parse::Parser;
use crate::text::Source;

/// Code, severity and place of each finding in a French text, but for `but` by their codes.
fn findings(text: &str) -> Vec<String> {
    found(text.as_bytes(), Some("fra"))
}

fn found(bytes: &[u8], language: Option<&str>) -> Vec<String> {
    let parser = match language {
        Some(code) => Parser::new().language(code).unwrap(),
        None => Parser::new(),
    };
    let doc = parser.parse_source(&Source::decode(bytes).unwrap()).unwrap();
    let place = |span: crate::text::Span| doc.text()[span.range()].to_owned();
    let told = |d: &crate::report::Diagnostic| {
        format!(
            "{} {} {}: {}",
            d.severity(),
            d.code(),
            d.span().map_or("–".into(), place),
            d.message()
        )
    };
    doc.report().iter().map(told).collect()
}

/// The findings with this code.
fn of(code: &str, text: &str) -> Vec<String> {
    findings(text).into_iter().filter(|f| f.split(' ').nth(1) == Some(code)).collect()
}

#[test]
fn a_sound_text_has_no_findings() {
    assert_eq!(findings("Accord\n1. Objet\nElles coopèrent.\n2. Fin\nElles signent."), [""; 0]);
}

#[test]
fn what_is_odd_in_the_file() {
    let text = "Accord\n1. Objet\nElles.";
    assert_eq!(
        findings(&format!("\u{feff}{text}")),
        ["note byte-order-mark –: the file begins with a byte-order mark"]
    );
    assert_eq!(
        findings(&text.replacen('\n', "\r\n", 1)),
        ["note carriage-return –: 1 lines end in CRLF, 0 in CR, 1 in LF"]
    );
    assert_eq!(
        findings(&text.replacen('\n', "\r", 1)),
        ["note carriage-return –: 0 lines end in CRLF, 1 in CR, 1 in LF"]
    );
    assert_eq!(
        findings(&text.replace("Elles", "E\u{c}")),
        ["warning control-character \u{c}: XML 1.0 cannot hold the character U+000C"]
    );
    assert_eq!(
        findings(&text.replace("Elles", "E\u{fffe}\u{ffff}\u{1}")),
        [
            "warning control-character \u{fffe}: XML 1.0 cannot hold the character U+FFFE (and 2 more like it)"
        ]
    );
    // What only looks so to the quick look: U+FB01 begins with the same byte.
    assert_eq!(findings(&text.replace("Elles", "E\u{fb01}\tx")), [""; 0]);
}

#[test]
fn what_is_missing_is_told() {
    let codes = |bytes: &str, language| {
        let found = found(bytes.as_bytes(), language);
        found.iter().map(|f| f.split(' ').nth(1).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("Lorem\n1. Ipsum\nDolor.", None), ["language-unknown"]);
    assert_eq!(codes("Elles coopèrent.", Some("fra")), ["no-title", "no-headings"]);
    assert_eq!(codes("Accord\nElles coopèrent.", Some("fra")), ["no-headings"]);
}

#[test]
fn numbers_of_headings_count_on() {
    let articles = |numbers: &[&str]| {
        let lines = numbers.iter().map(|n| format!("{n}\nElles.\n"));
        format!("Accord\n{}", lines.collect::<String>())
    };
    for (numbers, found) in [
        (&["Article 1", "Article 2", "Article 3"][..], &[][..]),
        (&["Article 4", "Article 5"], &[]),
        (
            &["Article 1", "Article 3"],
            &["note heading-gap Article 3: expected article 2 after article 1, but found 3"],
        ),
        (
            &["Article 2", "Article 2"],
            &[
                "warning heading-out-of-order Article 2: expected article 3 after article 2, but found 2",
            ],
        ),
        (
            &["Article 2", "Article 1"],
            &[
                "warning heading-out-of-order Article 1: expected article 3 after article 2, but found 1",
            ],
        ),
        // Articles that a chapter holds may count on or begin anew.
        (&["Chapitre 1", "Article 1", "Chapitre 2", "Article 2"], &[]),
        (&["Chapitre 1", "Article 1", "Article 2", "Chapitre 2", "Article 1"], &[]),
        (
            &["Chapitre 1", "Article 1", "Chapitre 3", "Article 2"],
            &["note heading-gap Chapitre 3: expected chapter 2 after chapter 1, but found 3"],
        ),
        // A number that is none counts nothing.
        (&["Article 1", "Article unique", "Article 2"], &[]),
    ] {
        assert_eq!(findings(&articles(numbers)), found, "{numbers:?}");
    }
}

#[test]
fn brackets_of_a_heading_match() {
    for (heading, expected) in [
        ("Objet (un) [deux] « trois » “quatre”", None),
        ("Objet (un", Some("`)` as `(` in the heading, but found 0 and 1")),
        ("Objet un]", Some("`]` as `[` in the heading, but found 1 and 0")),
        ("Objet « un", Some("`»` as `«` in the heading, but found 0 and 1")),
        ("Objet “un” ”", Some("`”` as `“` in the heading, but found 2 and 1")),
    ] {
        let found = of("unbalanced-bracket", &format!("Accord\n1. {heading}\nElles."));
        let expected =
            expected.map(|e| format!("note unbalanced-bracket {heading}: expected as many {e}"));
        assert_eq!(found.first(), expected.as_ref(), "{heading}");
    }
}

#[test]
fn a_paragraph_of_several_sentences_ends_in_a_stop() {
    for (paragraph, end) in [
        ("Elles coopèrent. Elles signent.", None),
        ("Elles coopèrent. Elles signent", Some("pèrent. Elles signent")),
        ("Oui. Non", Some("Oui. Non")),
        // One sentence may be a line of a list or a signature.
        ("Elles signent", None),
        ("Elles coopèrent. Elles signent ;", None),
    ] {
        let found = of("no-full-stop", &format!("Accord\n\n1. Objet\n{paragraph}"));
        let end = end.map(|end| {
            let shown: String = end.chars().rev().take(20).collect();
            let shown: String = shown.chars().rev().collect();
            format!("note no-full-stop {shown}: the paragraph does not end in a full stop")
        });
        assert_eq!(found.first(), end.as_ref(), "{paragraph}");
    }
    // Items are punctuated as lists are.
    assert!(of("no-full-stop", "Accord\n\n1. Objet\n- Elles coopèrent. Elles signent").is_empty());
}
