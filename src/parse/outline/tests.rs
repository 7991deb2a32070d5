//! The outline of short texts: which line is what among its neighbours.

use super::*;
use crate::kinds::Kinds;
use crate::parse::rows::rows;

/// The blocks of a French text, one a line: what each is, and its text.
pub(in crate::parse) fn outlined(text: &str) -> String {
    outlined_in(text, "fra")
}

/// The same of a text in another language.
pub(in crate::parse) fn outlined_in(text: &str, code: &str) -> String {
    let language = crate::Languages::bundled().get(code);
    let str = |span: Span| &text[span.range()];
    let num = |num: Option<Span>| num.map(|n| format!(" [{}]", str(n))).unwrap_or_default();
    let block = |block: &Block| match block {
        Block::Head(span) => format!("head {}", str(*span)),
        Block::Title(span) => format!("title {}", str(*span)),
        Block::Preamble(span) => format!("preamble {}", str(*span)),
        Block::Heading { element, rank, num: n, heading, .. } => {
            format!("{rank} {element}{} {}", num(*n), heading.map_or("–", str))
        }
        Block::Paragraph { element, depth, num: n, text } => {
            format!("{}{element}{} {}", ". ".repeat(*depth), num(*n), str(*text))
        }
        Block::Conclusion(span) => format!("conclusion {}", str(*span)),
    };
    let kinds = Kinds::bundled().unwrap();
    let titles = TitleWords::new(&kinds, None, language).unwrap();
    let blocks = outline(text, &rows(text, language), language, &titles);
    blocks.iter().map(block).map(|line| line.replace('\n', "⏎")).collect::<Vec<_>>().join("\n")
}

fn shows(text: &str, blocks: &[&str]) {
    assert_eq!(outlined(text), blocks.join("\n"), "{text}");
}

/// Words of so many characters in all, with `end` at their end.
fn words(length: usize, end: &str) -> String {
    let words = "Mots ".repeat(length / 5 + 1);
    words.chars().take(length - end.chars().count() - 1).chain(['s']).collect::<String>() + end
}

#[test]
fn lines_are_cut_at_a_width_if_three_line_ends_in_ten_fall_inside_a_sentence() {
    for (ends, inside, wrapped) in [
        // Fewer than four say nothing.
        (3, 3, false),
        (4, 1, false),
        (4, 2, true),
        (4, 4, true),
        (7, 2, false),
        (7, 3, true),
        (10, 2, false),
        (10, 3, true),
        (20, 5, false),
        (20, 6, true),
    ] {
        let lines = (0..ends).map(|i| if i < inside { "\nmot" } else { "\nMot" });
        let text = format!("Mot{}", lines.collect::<String>());
        let rows = rows(&text, None);
        assert_eq!(OutlineReader::new(&text, &rows, None).wrapped, wrapped, "{inside} in {ends}");
    }
}

#[test]
fn a_line_end_inside_a_sentence_is_told_by_what_stands_before_and_after_it() {
    for (text, inside) in [
        ("Les deux\npays", true),
        ("Le pacte du\n22 mars", true),
        ("Les deux\nPays", false),
        ("Les deux.\npays", false),
        ("Les deux ;\npays", false),
        ("Les deux :\npays", false),
        ("Les deux !\npays", false),
        ("Les deux ?\npays", false),
        ("Les deux,\npays", true),
        ("« Les deux. »\npays", false),
        ("(les deux.)\npays", false),
        ("Les deux\n« pays »", false),
    ] {
        let rows = rows(text, None);
        assert_eq!(OutlineReader::new(text, &rows, None).runs_on(1), inside, "{text}");
    }
}

#[test]
fn a_paragraph_goes_on_where_its_sentence_does() {
    shows(
        "Accord\n1. Objet\nLes Parties coopèrent\ndans la paix.\nElles signent\nLe pacte.",
        &[
            "title Accord",
            "0 chapter [1.] Objet",
            "paragraph Les Parties coopèrent⏎dans la paix.",
            "paragraph Elles signent",
            "paragraph Le pacte.",
        ],
    );
    // In lines cut at a width a capital begins no paragraph, a stop or an empty line does.
    shows(
        "Accord\n\n1. Objet\nLes Parties\nont avec\nFrontex un\npacte sûr.\nLa paix\n\nElles vont.",
        &[
            "title Accord",
            "0 chapter [1.] Objet",
            "paragraph Les Parties⏎ont avec⏎Frontex un⏎pacte sûr.",
            "paragraph La paix",
            "paragraph Elles vont.",
        ],
    );
}

#[test]
fn a_title_is_short_and_no_running_text() {
    for (line, is_title) in [
        (words(400, ""), true),
        (words(401, ""), false),
        // A sentence is a title only if it is short.
        (words(100, "."), true),
        (words(101, "."), false),
        (words(101, "?"), false),
        (words(101, "!"), false),
        ("Paix :".to_owned(), false),
        ("Paix ;".to_owned(), false),
        ("Paix,".to_owned(), false),
        ("1. Paix".to_owned(), false),
        ("La paix. Suite".to_owned(), false),
        // A stop after what kind of document it is.
        ("Accord. Suite".to_owned(), true),
        ("Article 1".to_owned(), false),
    ] {
        let outlined = outlined(&format!("{line}\nElles coopèrent."));
        assert_eq!(outlined.starts_with("title "), is_title, "{line}\n{outlined}");
    }
    shows("Accord", &["paragraph Accord"]);
    shows("\n\nAccord\n\nElles.", &["title Accord", "paragraph Elles."]);
}

#[test]
fn a_title_goes_on_where_its_sentence_does_or_after_the_kind_of_document() {
    for (text, title) in [
        ("Paix entre\nles deux pays\nElles.", "Paix entre⏎les deux pays"),
        ("Paix\nLes deux pays\nElles.", "Paix"),
        ("DÉCLARATION CONJOINTE\nDeux pays\nElles.", "DÉCLARATION CONJOINTE⏎Deux pays"),
        ("Déclaration conjointe :\nDeux pays\nElles.", ""),
        ("Déclaration\nDeux pays\nElles.", "Déclaration⏎Deux pays"),
        ("Déclaration\n\nDeux pays\nElles.", "Déclaration"),
        // The last line is no part of it.
        ("Déclaration\nDeux pays", "Déclaration"),
        ("Déclaration\n1. Paix\nElles.", "Déclaration"),
    ] {
        let outlined = outlined(text);
        let first = outlined.lines().next().unwrap_or_default();
        assert_eq!(first.strip_prefix("title ").unwrap_or_default(), title, "{text}");
    }
    let long = words(401, "");
    let outlined = outlined(&format!("Accord\n{long}\nElles."));
    assert!(outlined.starts_with("title Accord\n"), "{outlined}");
}

#[test]
fn the_body_begins_at_the_first_heading_or_number() {
    shows(
        "Accord\n\nLes deux pays,\nConvaincus,\n1. Objet\nElles.",
        &[
            "title Accord",
            "preamble Les deux pays,",
            "preamble Convaincus,",
            "0 chapter [1.] Objet",
            "paragraph Elles.",
        ],
    );
    for first in ["1.", "1)", "(1)"] {
        let text = format!("Accord\n\nLes deux pays,\n{first} elles coopèrent.\nFin.");
        let number = format!("paragraph [{first}] elles coopèrent.");
        shows(&text, &["title Accord", "preamble Les deux pays,", &number, "paragraph Fin."]);
    }
    // Neither another number than the first nor a letter begins it.
    for first in ["2)", "a)", "-", "1.1"] {
        let text = format!("Accord\n\nLes deux pays,\n{first} elles coopèrent.\nFin.");
        assert!(!outlined(&text).contains("preamble"), "{first}");
    }
}

#[test]
fn conclusions_begin_after_the_last_heading_and_number() {
    let fait = "Fait à Paris, le 3 mars 2021.";
    shows(
        &format!("Accord\n\n{fait}\n1. Objet\nElles.\n{fait}\n2. Fin\nElles.\n{fait}\nSignatures"),
        &[
            "title Accord",
            &format!("preamble {fait}"),
            "0 chapter [1.] Objet",
            "paragraph Elles.",
            &format!("paragraph {fait}"),
            "0 chapter [2.] Fin",
            "paragraph Elles.",
            &format!("conclusion {fait}"),
            "conclusion Signatures",
        ],
    );
    shows(
        &format!("Accord\n1. Objet\nElles :\n{fait}\n- un\n{fait}"),
        &[
            "title Accord",
            "0 chapter [1.] Objet",
            "paragraph Elles :",
            &format!("paragraph {fait}"),
            ". indent [-] un",
            &format!("conclusion {fait}"),
        ],
    );
    // A body there must be.
    shows(
        "Accord\n\nFait à Paris.\nSigné à Lyon.",
        &["title Accord", "paragraph Fait à Paris.", "conclusion Signé à Lyon."],
    );
}

#[test]
fn words_of_the_language_begin_the_conclusions() {
    for (code, line, concludes) in [
        ("fra", "Fait à Paris", true),
        ("fra", "FAIT À PARIS", true),
        ("fra", "Faits à Paris", false),
        ("fra", "Fait à l’unanimité", true),
        ("fra", "Fait âprement", false),
        ("fra", "En foi de quoi, ils ont signé", true),
        ("fra", "Pour la République française", true),
        ("fra", "Il est fait à Paris", false),
        ("fra", "Done at Paris", false),
        ("eng", "Done at Paris", true),
        ("eng", "In witness whereof", true),
        ("nld", "Gedaan te Brussel", true),
        ("deu", "Geschehen zu Berlin", true),
    ] {
        let text = format!("Titre\n\nElles.\n\n{line}\n");
        let outlined = outlined_in(&text, code);
        assert_eq!(outlined.contains("conclusion"), concludes, "{line}\n{outlined}");
    }
}

#[test]
fn text_on_the_line_of_a_division_is_a_paragraph() {
    let long = words(201, "");
    shows(
        &format!("Accord\nArticle 1. – {long}\net coopèrent.\nArticle 2\nElles."),
        &[
            "title Accord",
            "0 article [Article 1. –] –",
            &format!("paragraph {long}⏎et coopèrent."),
            "0 article [Article 2] –",
            "paragraph Elles.",
        ],
    );
}
