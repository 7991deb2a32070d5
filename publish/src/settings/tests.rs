use super::*;
use crate::dataset::DocumentInfo;

fn document() -> DocumentInfo {
    DocumentInfo {
        name: "Accord.fr".into(),
        title: "Accord « A \"B\" »".into(),
        work: "/akn/be/statement/2021/accord".into(),
        expression: "/akn/be/statement/2021/accord/fra@".into(),
        date: "2021-11-22".into(),
        language: "FRA".into(),
        tag: "fr".into(),
        authors: vec!["Belgique".into()],
    }
}

fn draft() -> Draft {
    Draft {
        documents: vec![document()],
        countries: vec!["BEL".into()],
        today: "2026-11-23".into(),
        ..Draft::default()
    }
}

#[test]
fn a_draft_that_is_filled_in_is_fine() {
    let text = Draft {
        publisher: Some("Chancellerie".into()),
        homepage: Some("https://chancellerie.example.org/".into()),
        email: Some("donnees@example.org".into()),
        licence: Some("cc-by-4.0".into()),
        site: Some("https://donnees.example.org/accord".into()),
        ..draft()
    }
    .to_toml();
    let settings = Settings::parse(&text).unwrap();
    assert_eq!(settings.identifier(), "accord-fr");
    let dataset = settings.dataset(vec![document()], |_| Texts::of("fr", "x")).unwrap();
    assert_eq!(dataset.title.get("fr"), Some("Accord « A \"B\" »"));
    assert_eq!(
        (dataset.site.as_str(), dataset.issued.as_str()),
        ("https://donnees.example.org/accord/", "2021-11-22")
    );
}

#[test]
fn a_draft_says_what_is_left_to_fill_in() {
    let errors = Settings::parse(&draft().to_toml()).unwrap_err();
    insta::assert_snapshot!(errors.iter().map(|e| format!("{e}\n")).collect::<String>());
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let text = "\
[dataset]
identifier = \"Accord 2021\"
title = { \"français\" = \"Accord\" }
themes = [\"JUSTICE\"]
countries = [\"Belgique\"]
licence = \"cc-by\"
modified = \"hier\"
frequency = \"YEARLY\"
[publisher]
name = \"\"
homepage = \"www.example.org\"
type = \"State\"
[contact]
name.fr = \"Bureau\"
email = \"bureau\"
[site]
url = \"donnees/\"
profile = \"de\"
";
    let errors = Settings::parse(text).unwrap_err();
    insta::assert_snapshot!(errors.iter().map(|e| format!("{e}\n")).collect::<String>());
}

#[test]
fn what_is_no_settings_is_told_with_its_place() {
    for (text, place) in
        [("[dataset", "1:9"), ("[dataset]\nname = 1\n", "2:1"), ("[dataset]\ntitle = 3", "2:9")]
    {
        let errors = Settings::parse(text).unwrap_err();
        assert_eq!(errors[0].place(), Some(place), "{}", errors[0]);
    }
}

#[test]
fn white_space_around_texts_is_taken_away() {
    let of = |space: &str| {
        let text = format!(
            r#"
            [dataset]
            identifier = "accord-2021{space}"
            title = {{ fr = "Accord{space}", nl = "{space}Akkoord" }}
            keywords.fr = ["{space}sécurité{space}"]
            themes = ["JUST{space}"]
            licence = "{space}cc-by-4.0"
            modified = "2026-11-23{space}"
            [publisher]
            name = "{space}Chancellerie"
            homepage = "https://chancellerie.example.org/{space}"
            [contact]
            name.fr = "Bureau{space}"
            email = "{space}donnees@example.org"
            [site]
            url = "https://donnees.example.org/accord/{space}"
            [ckan]
            organization = "{space}justice"
            "#
        );
        let settings = Settings::parse(&text).unwrap();
        let dataset = settings.dataset(vec![document()], |_| Texts::of("fr", "x")).unwrap();
        (dataset, settings.ckan().organization.clone())
    };
    assert_eq!(of(" \u{a0}"), of(""));
}
