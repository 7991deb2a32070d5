use super::*;
use crate::dataset::{DocumentInfo, Missing};

fn document() -> DocumentInfo {
    DocumentInfo {
        name: "Accord.fr".into(),
        title: "Accord « A \"B\" »".into(),
        work: "/akn/be/statement/2021/accord".into(),
        expression: "/akn/be/statement/2021/accord/fra@".into(),
        date: Some("2021-11-22".into()),
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

/// Settings with nothing left to fill in.
fn filled() -> String {
    Draft {
        publisher: Some("Chancellerie".into()),
        homepage: Some("https://chancellerie.example.org/".into()),
        email: Some("donnees@example.org".into()),
        licence: Some("cc-by-4.0".into()),
        site: Some("https://donnees.example.org/accord".into()),
        ..draft()
    }
    .to_toml()
}

#[test]
fn a_draft_that_is_filled_in_is_fine() {
    let text = filled();
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
fn texts_by_language_take_codes_of_two_and_three_letters() {
    let text = include_str!("../../examples/declaration.toml");
    let document = DocumentInfo { tag: "nl".into(), language: "NLD".into(), ..document() };
    for (given, expected) in [("fra", "fr"), ("fre", "fr"), ("fr", "fr"), ("fr-BE", "fr-BE")] {
        let (before, after) = text.split_once("[dataset]\n").unwrap();
        let after: String = after
            .split_inclusive('\n')
            .filter(|line| !["title", "keywords"].iter().any(|key| line.starts_with(key)))
            .collect();
        let text = format!(
            "{before}[dataset]\ntitle.{given} = \"Accord\"\nkeywords.{given} = [\"paix\"]\n{after}"
        );
        let settings = Settings::parse(&text).unwrap();
        let dataset = settings.dataset(vec![document.clone()], |_| Texts::of("fr", "x")).unwrap();
        assert_eq!(dataset.title.get(expected), Some("Accord"), "{given}");
        assert_eq!(dataset.keywords.keys().collect::<Vec<_>>(), [expected], "{given}");
    }
}

#[test]
fn the_identifier_is_made_of_the_name_of_the_first_document() {
    for (name, expected) in [
        ("Accord_2021 (v2)", "accord-2021-v2"),
        ("Été", "ete"),
        ("Déclaration", "declaration"),
        ("日本語", "ri-ben-yu"),
        ("dir/Закон", "zakon"),
        // Left to a person.
        ("b", ""),
        ("—", ""),
    ] {
        let document = DocumentInfo { name: name.into(), ..document() };
        let toml = Draft { documents: vec![document], identifier: None, ..draft() }.to_toml();
        assert!(toml.contains(&format!("\nidentifier = \"{expected}\"\n")), "{name}: {toml}");
        let wrong = Settings::parse(&toml).err().unwrap_or_default();
        assert!(wrong.iter().all(crate::Error::is_missing), "{name}: {wrong:?}");
    }
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
fn any_name_of_a_document_makes_a_draft_without_a_mistake() {
    for (name, expected) in
        [("d", ""), ("a/É", ""), ("...", ""), ("日本語", "ri-ben-yu"), ("ab", "ab")]
    {
        let text =
            Draft { documents: vec![DocumentInfo { name: name.into(), ..document() }], ..draft() };
        let errors = Settings::parse(&text.to_toml()).unwrap_err();
        assert!(errors.iter().all(super::Error::is_missing), "{name}: {errors:?}");
        assert!(text.to_toml().contains(&format!("\nidentifier = \"{expected}\"\n")), "{name}");
    }
}

#[test]
fn settings_of_several_documents_ask_for_what_only_a_person_knows() {
    let missing =
        Missing { key: "work.date", what: "date of the document", example: "\"2021-11-22\"" };
    let second = DocumentInfo { name: "b c".into(), date: None, ..document() };
    let text = Draft {
        documents: vec![document(), second],
        missing: vec![("Accord.fr".into(), Vec::new()), ("b c".into(), vec![missing])],
        publisher: Some("Chancellerie".into()),
        homepage: Some("https://chancellerie.example.org/".into()),
        email: Some("donnees@example.org".into()),
        licence: Some("cc-by-4.0".into()),
        site: Some("https://donnees.example.org/accord".into()),
        ..draft()
    }
    .to_toml();
    let errors = Settings::parse(&text).unwrap_err();
    let told: Vec<_> = errors.iter().map(|e| e.message().to_owned()).collect();
    assert_eq!(
        told,
        [
            "expected a text for `dataset.title`, but found nothing",
            "`documents.b c.work.date`: expected a value, but found nothing",
        ]
    );
    let line = |n: usize| text.lines().nth(n - 1).unwrap();
    let place: usize = errors[1].place().unwrap().split(':').next().unwrap().parse().unwrap();
    assert_eq!(line(place), "work.date = \"\"");
    let filled = text.replace("title.fr = \"\"", "title.fr = \"Accords\"");
    let filled = filled.replace("work.date = \"\"", "work.date = \"2020-02-29\"");
    let settings = Settings::parse(&filled).unwrap();
    let day = settings.metadata("b c").and_then(|metadata| metadata.work.date);
    assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2020-02-29"));
    // Told of a document that is not there.
    let error = settings.dataset(vec![document()], |_| Texts::of("fr", "x")).unwrap_err();
    assert!(error.to_string().contains("(Accord.fr), but found `b c`"), "{error}");
}

#[test]
fn every_mistake_about_documents_is_told_with_its_key() {
    let text = "\
[documents.a]
work.date = \"2021\"
work.country = 7
wrok.date = \"2021-11-22\"
[documents.\"b.c\"]
work.dat = \"2021-11-22\"
title = \"Accord\"
";
    let errors = Settings::parse(text).unwrap_err();
    let told =
        errors.iter().filter(|e| e.message().contains("documents.")).map(|e| format!("{e}\n"));
    insta::assert_snapshot!(told.collect::<String>());
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
        (dataset, settings.portal("ckan").and_then(|ckan| ckan.organization.clone()))
    };
    assert_eq!(of(" \u{a0}"), of(""));
}

#[test]
fn a_portal_of_any_kind_has_a_table_and_one_that_akoma_knows_its_own() {
    let settings = |portals: &str| Settings::parse(&format!("{}\n{portals}", filled()));
    let portals = "[portals.shelf]\nurl = \"https://shelf.example.org/\"\norganization = \"o\"";
    let shelf = settings(portals).unwrap();
    let shelf = shelf.portal("shelf").unwrap();
    assert_eq!(shelf.url.as_deref(), Some("https://shelf.example.org/"));
    assert_eq!(shelf.organization.as_deref(), Some("o"));
    let told = |portals: &str| {
        let errors = settings(portals).unwrap_err();
        errors.iter().map(|e| e.message().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        told("[portals.shelf]\nurl = \"shelf\""),
        ["`portals.shelf.url`: expected an address (https://…), but found `shelf`"]
    );
    assert_eq!(
        told("[portals.ckan]\nurl = \"https://ckan.example.org/\""),
        ["expected `[ckan]`, but found `[portals.ckan]`"]
    );
}
