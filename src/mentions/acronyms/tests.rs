//! « Full name (ACRONYM) » in short texts.

use crate::mentions::tests::annotated_with;

const KNOWN: &str = "[[entity]]\nid = \"frontiere\"\nkind = \"organization\"\nname = \"Agence Frontière\"\nshort = \"AF\"\n\
                     [[entity]]\nid = \"ligue\"\nkind = \"organization\"\nname = \"Ligue du Nord\"\n\
                     [[entity]]\nid = \"nord\"\nkind = \"location\"\nname = \"Terre du Nord\"\n";

/// The mentions of a text and the entity of each.
fn found(text: &str) -> Vec<String> {
    let doc = annotated_with(KNOWN, text);
    doc.mentions().map(|m| format!("{} {} = {}", m.kind(), m.text(), m.entity().id())).collect()
}

#[test]
fn a_full_name_is_told_by_the_first_letters_of_its_words() {
    for (text, name) in [
        ("L’Office Central de Lutte (OCL) agit.", Some("Office Central de Lutte")),
        ("L’Office central de lutte (OCL) agit.", Some("Office central de lutte")),
        (
            "L’Office central de la lutte en mer (OCL) agit.",
            Some("Office central de la lutte en mer"),
        ),
        ("L’Office Central d’Étude (OCE) agit.", Some("Office Central d’Étude")),
        ("L’Office central (OC2) agit.", Some("Office central")),
        // The nearest word with the letter begins it.
        ("L’Office et l’Organe central (OC) agit.", Some("Organe central")),
        ("L’office central (OC) agit.", None),
        ("L’Office de lutte centrale (OCL) agit.", Some("Office de lutte centrale")),
        ("L’Autre de lutte centrale (ACL) agit.", None),
        ("L’Office, central de lutte (OCL) agit.", None),
        ("L’Office central, (OC) agit.", None),
        ("L’Office central. (OC) agit.", None),
        ("L’Office central (Oc) agit.", None),
        ("L’Office central (OC et d’autres) agit.", None),
        ("L’Office central OC agit.", None),
        ("(OC) agit.", None),
        ("L’Office central (OC", Some("Office central")),
    ] {
        let found = found(text);
        let expected = name.map(|name| format!("organization {name} = "));
        assert_eq!(
            found.first().map(|f| f.starts_with(expected.as_deref().unwrap_or("?"))),
            name.map(|_| true),
            "{text} {found:?}"
        );
    }
}

#[test]
fn a_full_name_has_sixteen_words_at_most() {
    for (words, told) in [(16, true), (17, false)] {
        let text = format!("L’Office {}lutte (OL) agit.", "x ".repeat(words - 2));
        assert_eq!(found(&text).len(), if told { 2 } else { 0 }, "{words}");
    }
}

#[test]
fn a_word_that_tells_a_kind_begins_a_name_that_no_longer_spells_its_acronym() {
    for (text, told) in [
        ("L’Agence de la transition écologique (ADEME) agit.", true),
        // Another first letter, a word without a capital, an acronym too short to be sure.
        ("Le Groupe de la transition écologique (ADEME) agit.", false),
        ("L’agence de la transition écologique (ADEME) agit.", false),
        ("L’Agence de la transition écologique (AX) agit.", false),
        ("L’Agence de la transition écologique (ADM) agit.", true),
        ("L’Agence, de la transition écologique (ADEME) agit.", false),
    ] {
        assert_eq!(found(text).len(), if told { 2 } else { 0 }, "{text}");
    }
    for (words, told) in [(16, true), (17, false)] {
        let text = format!("L’Agence {}x (ADEME) agit.", "x ".repeat(words - 2));
        assert_eq!(found(&text).len(), if told { 2 } else { 0 }, "{words}");
    }
}

#[test]
fn the_first_word_tells_the_kind() {
    assert_eq!(
        found(
            "La Convention de Lutte (CL), le Plan de Lutte (PL) et l’Office de Lutte (OL) valent."
        ),
        [
            "agreement Convention de Lutte = cl",
            "agreement CL = cl",
            "programme Plan de Lutte = pl",
            "programme PL = pl",
            "organization Office de Lutte = ol",
            "organization OL = ol",
        ]
    );
    let doc = annotated_with(KNOWN, "Le Truc de Lutte (TL) agit ; le TL aussi.");
    let told: Vec<_> =
        doc.report().iter().filter(|d| d.code() == "acronym-of-unknown-kind").collect();
    assert_eq!((doc.mentions().count(), told.len()), (0, 1));
    assert_eq!(told[0].span().map(|s| &doc.text()[s.range()]), Some("Truc de Lutte (TL"));
}

#[test]
fn what_a_list_knows_keeps_its_entity() {
    for (text, expected) in [
        // The acronym is listed, the name before it is new.
        (
            "L’Agence des Frontières (AF) agit.",
            &["organization Agence des Frontières = frontiere", "organization AF = frontiere"][..],
        ),
        (
            "L’Agence Frontière (AF) agit.",
            &["organization Agence Frontière = frontiere", "organization AF = frontiere"],
        ),
        // The name is listed, the acronym is new, whatever its letters.
        (
            "La Ligue du Nord (XYZ) agit ; la XYZ aussi.",
            &["organization Ligue du Nord = ligue", "organization XYZ = ligue"],
        ),
        // A place is no name that an acronym stands for.
        ("La Terre du Nord (XYZ) agit.", &["location Terre du Nord = nord"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn an_acronym_that_one_paragraph_explains_is_known_in_all() {
    let text = "Accord\n\nArticle 1\nL’OCL agit.\nL’Office Central de Lutte (OCL) agit. L’OCL et OCLX agissent.\nLes OCL et ocl.";
    let doc = annotated_with(KNOWN, text);
    let lines: Vec<_> = doc.mentions().map(|m| m.text()).collect();
    assert_eq!(lines, ["OCL", "Office Central de Lutte", "OCL", "OCL", "OCL"]);
    assert!(doc.mentions().all(|m| m.entity().id() == "ocl" && m.entity().short() == Some("OCL")));
    // What stands for something else at its place is left alone.
    let other = "Accord\n\nArticle 1\nLa Ligue Centrale (AF) agit.\nL’AF agit.";
    assert_eq!(found(other).last().map(String::as_str), Some("organization AF = frontiere"));
}
