//! Which lines of short texts are headings.

use super::*;
use crate::parse::outline::tests::{outlined, outlined_in};

/// The headings of a French text, as `outlined` has them.
fn headings(text: &str) -> Vec<String> {
    headings_of(&outlined(text))
}

fn headings_of(outlined: &str) -> Vec<String> {
    let lines = outlined.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    lines.map(str::to_owned).collect()
}

/// A line of so many characters in all that reads as a heading.
fn line(length: usize, end: &str) -> String {
    let mut line = "Mot".repeat(length / 3 + 1);
    line.truncate(length - end.chars().count());
    line + end
}

#[test]
fn numbered_lines_are_headings_if_two_in_three_look_so() {
    let heading = |n: usize| format!("{n}. Objet\nElles coopèrent.\n");
    let paragraph = |n: usize| format!("{n}. Elles coopèrent. Elles signent.\n");
    for (all, look_so, accepted) in [
        (1, 0, false),
        (1, 1, true),
        (2, 1, false),
        (3, 2, true),
        (3, 1, false),
        (5, 3, false),
        (6, 4, true),
    ] {
        let numbered = (1..=all).map(|n| if n <= look_so { heading(n) } else { paragraph(n) });
        let text = format!("Accord\n{}", numbered.collect::<String>());
        let found = headings(&text).len();
        assert_eq!(found, if accepted { look_so } else { 0 }, "{look_so} of {all}");
    }
}

#[test]
fn a_numbered_line_looks_like_a_heading() {
    for (rest, below, heading) in [
        ("Objet", "Elles.", true),
        ("objet", "Elles.", false),
        ("2021 et la suite", "Elles.", true),
        ("« Objet »", "Elles.", true),
        ("“Objet”", "Elles.", true),
        ("\"Objet\"", "Elles.", true),
        ("(Objet)", "Elles.", true),
        ("Objet ;", "Elles.", false),
        ("Objet :", "Elles.", false),
        ("Objet,", "Elles.", false),
        ("Objet.", "Elles.", true),
        ("Objet…", "Elles.", true),
        ("Objet. Suite", "Elles.", false),
        // What is below goes on with it, is counted by the same numbers, or is missing.
        ("Objet", "et elles.", false),
        ("Objet", "\net elles.", true),
        ("Objet.", "et elles.", true),
        ("Objet", "2. elles.", false),
        ("Objet", "2) elles.", true),
        ("Objet", "a) elles ;", true),
        ("Objet", "", false),
    ] {
        let found = headings(&format!("Accord\n1. {rest}\n{below}"));
        assert_eq!(found.len(), usize::from(heading), "{rest} / {below}");
    }
    for (length, end, heading) in
        [(200, "", true), (201, "", false), (100, ".", true), (101, ".", false)]
    {
        let found = headings(&format!("Accord\n1. {}\nElles.", line(length, end)));
        assert_eq!(found.len(), usize::from(heading), "{length} {end}");
    }
}

#[test]
fn letters_dashes_and_small_numbers_count_items_never_headings() {
    for number in ["a)", "-", "ii)"] {
        let found = headings(&format!("Accord\n\n{number} Objet\nElles coopèrent."));
        assert!(found.is_empty(), "{number} {found:?}");
    }
}

#[test]
fn letters_and_roman_numbers_begin_with_the_first() {
    for (numbers, count) in [
        (["A.", "B."], 2),
        (["M.", "N."], 0),
        (["I.", "II."], 2),
        (["V.", "VI."], 0),
        (["4.", "5."], 2),
    ] {
        let [first, second] = numbers;
        let text = format!("Accord\n\n{first} Objet\nElles.\n{second} Suite\nElles.");
        assert_eq!(headings(&text).len(), count, "{numbers:?}");
    }
}

#[test]
fn styles_of_numbers_rank_as_they_first_appear() {
    assert_eq!(
        headings("Accord\nI. Objet\nA. But\nElles.\nB. Fin\nElles.\nII. Suite\n1. Mot\nElles."),
        [
            "0 chapter [I.] Objet",
            "1 section [A.] But",
            "1 section [B.] Fin",
            "0 chapter [II.] Suite",
            "2 subsection [1.] Mot",
        ]
    );
    let deep = "Accord\nI. Un\nA. Deux\n1. Trois\n1) Quatre\n1.1 Cinq\nElles.";
    let elements = headings(deep);
    let elements = elements.iter().map(|line| line.split(" [").next().unwrap_or_default());
    assert_eq!(
        elements.collect::<Vec<_>>(),
        ["0 chapter", "1 section", "2 subsection", "3 subdivision", "4 subdivision"]
    );
}

#[test]
fn divisions_rank_as_the_language_lists_them_before_numbers() {
    assert_eq!(
        headings(
            "Accord\nTITRE I : Un\nArticle 1 : Deux\nElles.\n1. Trois\nElles.\nTITRE II : Fin\nElles."
        ),
        [
            "0 title [TITRE I :] Un",
            "1 article [Article 1 :] Deux",
            "2 section [1.] Trois",
            "0 title [TITRE II :] Fin",
        ]
    );
    for (code, text, first) in [
        ("eng", "Treaty\nChapter 1: Aim\nArticle 2\nThey.", "0 chapter [Chapter 1:] Aim"),
        ("nld", "Verdrag\nHoofdstuk I: Doel\nArtikel 2\nZij.", "0 chapter [Hoofdstuk I:] Doel"),
        ("deu", "Vertrag\nAbschnitt 1: Ziel\nArtikel 2\nSie.", "0 section [Abschnitt 1:] Ziel"),
    ] {
        assert_eq!(headings_of(&outlined_in(text, code))[0], first);
    }
}

#[test]
fn a_division_has_its_heading_on_its_line_or_on_the_next() {
    let article = |rest: &str| headings(&format!("Accord\nArticle 1{rest}"))[0].clone();
    assert_eq!(article(" : Objet\nElles."), "0 article [Article 1 :] Objet");
    assert_eq!(article("\nObjet\nElles."), "0 article [Article 1] Objet");
    assert_eq!(article("\n\nObjet\nElles."), "0 article [Article 1] Objet");
    assert_eq!(article("\n\n\nObjet\nElles."), "0 article [Article 1] –");
    assert_eq!(article("\n1) Objet\nElles."), "0 article [Article 1] –");
    for (length, end, heading) in [
        (200, "", true),
        (201, "", false),
        (100, ".", true),
        (101, ".", false),
        (101, ";", false),
        (101, ":", false),
        (101, ",", false),
    ] {
        let found = article(&format!(" : {}\nElles.", line(length, end)));
        assert_eq!(!found.ends_with('–'), heading, "{length} {end}");
    }
}

#[test]
fn a_line_under_its_number_reads_as_a_heading() {
    for (below, heading) in [
        ("Objet\nElles.", true),
        ("objet\nElles.", false),
        ("Objet.\nElles.", false),
        ("Objet ;\nElles.", false),
        ("Objet :\nElles.", false),
        ("Objet,\nElles.", false),
        ("Objet !\nElles.", false),
        ("Objet ?\nElles.", false),
        ("Fait à Paris\nElles.", false),
        // Nothing below it, or what goes on with it.
        ("Objet", false),
        ("Objet\net elles.", false),
        ("Objet\n\net elles.", true),
        ("Objet\n1) un", true),
    ] {
        let found = headings(&format!("Accord\nArticle 1\n{below}"));
        assert_eq!(!found[0].ends_with('–'), heading, "{below} {found:?}");
    }
    for (length, heading) in [(200, true), (201, false)] {
        let found = headings(&format!("Accord\nArticle 1\n{}\nElles.", line(length, "")));
        assert_eq!(!found[0].ends_with('–'), heading, "{length}");
    }
}

#[test]
fn bare_numbers_are_headings_if_they_count_from_one_above_headings() {
    assert_eq!(
        headings("Accord\n1\nObjet\nElles.\n2\n\nSuite\nElles."),
        ["0 chapter [1] Objet", "0 chapter [2] Suite"]
    );
    // One number is none, nor is what counts otherwise or has no heading below.
    assert!(headings("Accord\n1\nObjet\nElles.").is_empty());
    assert!(headings("Accord\n2\nObjet\nElles.\n3\nSuite\nElles.").is_empty());
    assert!(headings("Accord\n1\nElles.\n2\nElles.").is_empty());
    assert_eq!(
        headings("Accord\n1\nObjet\nElles.\n7\nSuite\nElles.\n2\nFin\nElles."),
        ["0 chapter [1] Objet", "0 chapter [2] Fin"]
    );
}

#[test]
fn short_lines_above_paragraphs_are_headings_where_nothing_is_numbered() {
    let below = "Les Parties coopèrent.";
    let long = format!("{}.", line(100, ""));
    let two = |first: &str, below: &str| {
        headings(&format!("Accord\n\n{first}\n{below}\n\nSuite\n{long}")).len()
    };
    assert_eq!(two("Objet", &long), 2);
    assert_eq!(two("Objet", "Elles :\n- un"), 2);
    // Nothing long is below, or the line itself is long or ends in a stop.
    assert_eq!(two("Objet", below), 0);
    assert_eq!(two("Objet", &format!("{}.", line(99, ""))), 0);
    assert_eq!(two("Objet.", &long), 0);
    assert_eq!(two(&line(100, ""), &long), 2);
    assert_eq!(two(&line(101, ""), &long), 0);
    // A line under another that does not end its sentence.
    assert_eq!(two("Rien\nObjet", &long), 0);
    assert_eq!(two("Rien.\nObjet", &long), 2);
    // One alone is none; nor are there any beside numbers.
    assert!(headings(&format!("Accord\n\nObjet\n{long}")).is_empty());
    let numbered =
        headings(&format!("Accord\n\nObjet\n{long}\n\nSuite\n{long}\nArticle 1\nElles."));
    assert_eq!(numbered, ["0 article [Article 1] –"]);
    let wrapped = "\nLes\nparties\nfont\nla\npaix.\n";
    assert!(headings(&format!("Accord\n{wrapped}\nObjet\n{long}\n\nSuite\n{long}")).is_empty());
}

#[test]
fn the_value_of_a_number_is_its_first_that_counts() {
    for (num, value) in [
        ("Article 3", 3),
        ("Article 3 bis", 3),
        ("Article 12ter :", 12),
        ("Article IV", 4),
        ("Article premier", 0),
        ("Article", 0),
        ("3", 0),
    ] {
        assert_eq!(num_value(num), value, "{num}");
    }
}
