//! Offices, the people who hold them, and whose people they are.

use crate::mentions::tests::{annotated, mentions, persons};
use crate::model::EntityKind;

/// The offices and persons of a French sentence, as they are written.
fn found(text: &str) -> Vec<String> {
    let doc = annotated("fra", text);
    let of_kind =
        doc.mentions().filter(|m| matches!(m.kind(), EntityKind::Role | EntityKind::Person));
    of_kind.map(|m| m.text().to_owned()).collect()
}

/// « A: ministre » for each person of a French text.
fn holders(text: &str) -> Vec<String> {
    let all = persons(&annotated("fra", text));
    all.iter().map(|line| line.split(" / ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn an_office_has_its_field() {
    for (text, office) in [
        (
            "Le ministre des Affaires étrangères et européennes parle.",
            "ministre des Affaires étrangères et européennes",
        ),
        ("Le ministre de la Justice parle.", "ministre de la Justice"),
        (
            "Le ministre de l’Économie, des Finances et de l’Industrie parle.",
            "ministre de l’Économie, des Finances et de l’Industrie",
        ),
        // A list without its « et » is none.
        ("Le ministre de l’Économie, des Finances, parle.", "ministre de l’Économie"),
        ("Le ministre de l’Économie, des finances, parle.", "ministre de l’Économie"),
        ("Le ministre de la justice parle.", "ministre"),
        ("Le ministre, de la Justice, parle.", "ministre"),
        ("Le ministre de Justice tel parle.", "ministre de Justice"),
        ("Le ministre de la Mer et de la paix parle.", "ministre de la Mer"),
        ("Le ministre de la Mer et européennes parle.", "ministre de la Mer et européennes"),
        ("Le ministre de la Mer et de européennes parle.", "ministre de la Mer"),
        ("Le ministre de la Mer des Îles parle.", "ministre de la Mer des Îles"),
        ("Le ministre de la Mer Îles parle.", "ministre de la Mer"),
        ("Le ministre belge de la Défense parle.", "ministre belge de la Défense"),
        ("Le ministre belge parle.", "ministre"),
        ("Le ministre français, de la Défense, parle.", "ministre"),
        ("La ministre chargée de la Mer parle.", "ministre chargée de la Mer"),
        ("Le secrétaire d’État chargé de la Mer parle.", "secrétaire d’État chargé de la Mer"),
        // A state is whose office it is, a body is its field.
        ("Le président de la France parle.", "président"),
        ("Le président de la République française parle.", "président"),
        (
            "Le président de la Commission européenne parle.",
            "président de la Commission européenne",
        ),
        (
            "Le ministre de la Mer et de la Commission européenne parle.",
            "ministre de la Mer et de la Commission européenne",
        ),
        ("Le ministre de la Mer et de la France parle.", "ministre de la Mer"),
        (
            "La procureure générale près la cour d’appel de Mons parle.",
            "procureure générale près la cour d’appel de Mons",
        ),
        // The longest form of the office counts.
        ("Le Premier ministre parle.", "Premier ministre"),
        ("Le ministre d’État parle.", "ministre d’État"),
        ("Le vice-président parle.", "vice-président"),
        ("Le secrétaire, d’État, parle de la ministre.", "ministre"),
    ] {
        assert_eq!(found(text), [office], "{text}");
    }
}

#[test]
fn a_field_has_twenty_words_at_most() {
    for (adjectives, taken) in [(16, 16), (17, 17), (18, 17)] {
        let text = format!("Le ministre de la Mer{} parle.", " européennes".repeat(adjectives));
        let field = format!("ministre de la Mer{}", " européennes".repeat(taken));
        assert_eq!(found(&text), [field], "{adjectives}");
    }
}

#[test]
fn an_office_is_one_in_all_its_forms() {
    let doc = annotated(
        "fra",
        "La Première ministre et les Premiers ministres, la ministre de la Mer et les ministres de la Mer parlent.",
    );
    assert_eq!(
        mentions(&doc, &[EntityKind::Role]),
        [
            "Première ministre = premier-ministre",
            "Premiers ministres = premier-ministre",
            "ministre de la Mer = ministre-de-la-mer",
            "ministres de la Mer = ministre-de-la-mer",
        ]
    );
    let names: Vec<_> = doc.entities().map(|e| e.name()).collect();
    assert_eq!(names, ["Premier ministre", "ministre de la Mer"]);
}

#[test]
fn two_offices_joined_are_two() {
    assert_eq!(
        found("Le ministre de la Justice et ministre de la Mer parle."),
        ["ministre de la Justice", "ministre de la Mer"]
    );
}

#[test]
fn people_beside_an_office_hold_it() {
    for (text, holders_) in [
        ("Le ministre Luc Petit parle.", &["Luc Petit: ministre"][..]),
        ("Le ministre, Luc Petit, parle.", &["Luc Petit: ministre"]),
        ("Le ministre, JEAN PETIT, parle.", &["JEAN PETIT: ministre"]),
        ("Le ministre M. Luc Petit parle.", &["Luc Petit: ministre"]),
        ("Le ministre, Mme Anne Durand, parle.", &["Anne Durand: ministre"]),
        (
            "Les ministres Luc Petit et Anne Durand parlent.",
            &["Luc Petit: ministre", "Anne Durand: ministre"],
        ),
        (
            "Les ministres, Luc Petit, Anne Durand et Zoé Roux, parlent.",
            &["Luc Petit: ministre", "Anne Durand: ministre", "Zoé Roux: ministre"],
        ),
        (
            "Le ministre de la Mer de la France, Luc Petit, parle.",
            &["Luc Petit: ministre de la Mer"],
        ),
        (
            "Les ministres de la France et de la Belgique, Luc Petit et Anne Durand, parlent.",
            &["Luc Petit: ministre", "Anne Durand: ministre"],
        ),
        ("Luc Petit, ministre de la Mer, parle.", &["Luc Petit: ministre de la Mer"]),
        ("Hier parle Luc Petit, ministre.", &["Luc Petit: ministre"]),
        ("Luc Petit ministre, parle.", &[]),
        ("Luc Petit (ministre) parle.", &[]),
        ("Luc Petit. Ministre", &[]),
        ("Le ministre et Luc Petit parlent.", &[]),
        ("Le ministre (Luc Petit) parle.", &[]),
        ("Le ministre. Luc Petit parle.", &[]),
        // In capitals only a sign marks a name.
        ("LE MINISTRE JEAN PETIT PARLE.", &[]),
    ] {
        assert_eq!(holders(text), holders_, "{text}");
    }
}

#[test]
fn an_office_may_be_understood_from_the_one_before() {
    for et in ["", "et "] {
        let text = format!(
            "Les ministres de la Justice, Luc Petit et Zoé Roux, {et}de la Défense, Anne Durand et Éric Martin, parlent."
        );
        assert_eq!(
            mentions(&annotated("fra", &text), &[EntityKind::Role]),
            [
                "ministres de la Justice = ministre-de-la-justice",
                "Défense = ministre-de-la-defense"
            ]
        );
        assert_eq!(
            holders(&text),
            [
                "Luc Petit: ministre de la Justice",
                "Zoé Roux: ministre de la Justice",
                "Anne Durand: ministre de la Défense",
                "Éric Martin: ministre de la Défense",
            ]
        );
    }
    // Nobody follows, or nothing is set apart.
    for text in [
        "Les ministres de la Justice, Luc Petit et Zoé Roux, de la Défense parlent.",
        "Les ministres de la Justice, Luc Petit et Zoé Roux de la Défense, Anne Durand, parlent.",
    ] {
        assert_eq!(mentions(&annotated("fra", text), &[EntityKind::Role]).len(), 1, "{text}");
    }
}

#[test]
fn a_name_has_two_words_with_a_capital_at_least() {
    for (name, whole) in [
        ("Luc Petit", true),
        ("Luc", false),
        ("Luc petit", false),
        ("Luc de Petit", true),
        ("Luc De Petit", true),
        ("Luc de petit", false),
        ("Luc sur Petit", false),
        ("Luc R. Petit", true),
        ("R. Petit", true),
        ("Luc-Marie d'Alba", true),
        ("Luc  Petit", false),
        ("Luc, Petit", false),
        ("Luc Frontex", false),
        ("Luc 2 Petit", false),
        // Seven words, and no more.
        ("Aa Bb Cc Dd Ee Ff Gg", true),
    ] {
        let found = found(&format!("Le ministre, M. {name}, parle."));
        assert_eq!(found.get(1).map(String::as_str), whole.then_some(name), "{name} {found:?}");
    }
    assert_eq!(found("Le ministre, M. Aa Bb Cc Dd Ee Ff Gg Hh, parle.")[1], "Aa Bb Cc Dd Ee Ff Gg");
    // A word of grammar, an office or a title is no name.
    for text in [
        "Le ministre, Les Pays, parle.",
        "Le ministre, Président Dupont, parle.",
        "Le ministre, Ainsi Acte, parle.",
    ] {
        assert!(!found(text).iter().any(|f| f.contains(' ')), "{text} {:?}", found(text));
    }
}

#[test]
fn a_title_before_a_name_tells_a_person_without_an_office() {
    for (text, person) in [
        ("Ici parle M. Luc Petit.", Some("Luc Petit")),
        ("Ici parle Mme Anne Durand.", Some("Anne Durand")),
        ("Ici parle Monsieur Luc Petit.", Some("Luc Petit")),
        ("Ici parle monsieur Luc Petit.", None),
        ("Ici parle M. Petit.", None),
        ("Ici parle M, Luc Petit.", None),
        ("Ici parle Luc Petit.", None),
    ] {
        assert_eq!(found(text), person.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn people_are_dealt_to_the_parties_if_there_are_as_many_or_a_multiple() {
    let parties = |people: &str| {
        let text = format!(
            "Déclaration de la Belgique et de la France\n\nArticle 1\nSe voient les ministres {people}."
        );
        let all = persons(&annotated("fra", &text));
        all.iter()
            .map(|line| line.rsplit(" / ").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(parties("Luc Petit"), ["–"]);
    assert_eq!(parties("Luc Petit et Anne Durand"), ["Belgique", "France"]);
    assert_eq!(parties("Luc Petit, Zoé Roux et Anne Durand"), ["–"; 3]);
    assert_eq!(
        parties("Luc Petit, Zoé Roux, Éric Martin et Anne Durand"),
        ["Belgique", "France", "Belgique", "France"]
    );
    assert_eq!(parties("Luc Petit, Zoé Roux, Éric Martin, Jean Blanc et Anne Durand"), ["–"; 5]);
    // Who is named twice counts once, and keeps the party that was given first.
    assert_eq!(
        parties("Luc Petit et Anne Durand, puis le ministre Luc Petit"),
        ["Belgique", "France"]
    );
    assert_eq!(
        parties(
            "Luc Petit et Anne Durand.\nAnne Durand, ministre, et Luc Petit, ministre, parlent"
        ),
        ["Belgique", "France"]
    );
    // One party has nobody to share with, and who holds no office speaks for nobody.
    let one = annotated("fra", "Conseil européen\n\nArticle 1\nParle le ministre Luc Petit.");
    assert_eq!(persons(&one), ["Luc Petit: ministre / –"]);
    let none = annotated(
        "fra",
        "Accord de la Belgique et de la France\n\nArticle 1\nIci parlent M. Luc Petit et Mme Zoé Roux.",
    );
    assert_eq!(persons(&none), ["Luc Petit: – / –", "Zoé Roux: – / –"]);
}
