//! What a dataset and its files are in the fields of CKAN.

use super::*;

fn dataset() -> Dataset {
    let dataset = json!({
        "identifier": "accord", "title": {"fr": "Accord", "en": "A"}, "description": {},
        "keywords": {"fr": ["zèle", "accord"], "en": ["deal"]}, "themes": ["JUST"],
        "countries": ["BEL"], "languages": ["FRA"], "tags": ["fr"],
        "licence": {"name": "Licence Ouverte", "url": "https://licence.example.org/"},
        "publisher": {"name": {"fr": "Chancellerie"}, "uri": "https://c.example.org/"},
        "contact": {"name": {"fr": "Bureau"}}, "issued": "2021-11-22",
        "modified": "2026-11-23", "frequency": "NEVER", "availability": "STABLE",
        "access": "PUBLIC", "site": "https://c.example.org/accord/", "documents": [],
    });
    serde_json::from_value(dataset).unwrap()
}

fn file(path: &str, media_type: &str, format: &str) -> File {
    let file = json!({
        "path": path, "title": {}, "description": {}, "role": "data", "mediaType": media_type,
        "format": format, "bytes": 1, "sha256": "ab",
    });
    serde_json::from_value(file).unwrap()
}

/// The fields that say something, one to a line.
fn listed(rules: &CkanRules) -> String {
    let fields = dataset_fields(&dataset(), rules);
    let told = fields.iter().filter(|field| field.value != "");
    let lines = told.map(|f| format!("{}{}: {}", if f.extra { "+" } else { "" }, f.name, f.value));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_portal_without_schema_has_extras() {
    let licences = json!([{"id": "lo", "url": "https://licence.example.org/"}]);
    let rules = CkanRules::of(Value::Null, Value::Null, licences);
    insta::assert_snapshot!(listed(&rules), @r#"
    name: "accord"
    title: "Accord"
    tags: ["accord","zèle"]
    license_id: "lo"
    private: false
    state: "active"
    +identifier: "accord"
    +issued: "2021-11-22"
    +modified: "2026-11-23"
    +frequency: "http://publications.europa.eu/resource/authority/frequency/NEVER"
    +access_rights: "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
    +theme: "[\"http://publications.europa.eu/resource/authority/data-theme/JUST\"]"
    +language: "[\"http://publications.europa.eu/resource/authority/language/FRA\"]"
    +contact_name: "Bureau"
    +publisher_uri: "https://c.example.org/"
    +publisher_name: "Chancellerie"
    +publisher_url: "https://c.example.org/"
    +spatial_uri: "http://publications.europa.eu/resource/authority/country/BEL"
    +spatial_text: "BEL"
    "#);
    let fields = resource_fields(&file("a.csv", "text/csv", "CSV"), false, &dataset(), &rules);
    assert_eq!((&fields["format"], &fields["mimetype"]), (&json!("CSV"), &json!("")));
    let fields = resource_fields(&file("a.md", "text/markdown", "MD"), false, &dataset(), &rules);
    assert_eq!(fields["mimetype"], "text/markdown; charset=utf-8");
}

#[test]
fn a_schema_says_what_fields_there_are() {
    let subfields = json!([{"field_name": "name"}, {"field_name": "uri"}]);
    let dataset_fields = json!([
        {"field_name": "identifier"}, {"field_name": "theme", "preset": "multiple_text"},
        {"field_name": "publisher", "repeating_subfields": subfields},
        {"field_name": "frequency", "choices": [{"value": "monthly"}]},
    ]);
    let rules =
        CkanRules::of(dataset_fields, json!([{"field_name": "hash_algorithm"}]), Value::Null);
    insta::assert_snapshot!(listed(&rules), @r#"
    name: "accord"
    title: "Accord"
    private: false
    state: "active"
    identifier: "accord"
    theme: ["http://publications.europa.eu/resource/authority/data-theme/JUST"]
    publisher: [{"uri":"https://c.example.org/","name":"Chancellerie"}]
    "#);
    let fields = resource_fields(
        &file("a.jsonld", "application/ld+json", "JSON_LD"),
        false,
        &dataset(),
        &rules,
    );
    assert_eq!(fields["format"], vocabulary::file_type("JSON_LD"));
    assert_eq!(fields["mimetype"], "application/ld+json");
    assert!(!fields.contains_key("license"), "the schema has no such field");
}

#[test]
fn a_portal_of_several_languages_gets_them() {
    let fluent = |name: &str, preset: &str, required: bool| json!({"field_name": name, "preset": preset, "required": required});
    let name = fluent("name_translated", "fluent_core_translated", false);
    let dataset_fields = json!([
        fluent("title_translated", "fluent_core_translated", true),
        fluent("notes_translated", "fluent_core_translated", true),
        fluent("tags_translated", "fluent_tags", false),
        {"field_name": "contact", "repeating_subfields": [{"field_name": "name"}, name]},
    ]);
    let resource_fields = json!([
        fluent("name_translated", "fluent_core_translated", true),
        fluent("description_translated", "fluent_core_translated", false),
    ]);
    let rules =
        CkanRules::of(dataset_fields, resource_fields, Value::Null).speaking(&["fr", "nl", "en"]);
    insta::assert_snapshot!(listed(&rules), @r#"
    name: "accord"
    title_translated: {"fr":"Accord","nl":"Accord","en":"A"}
    notes_translated: {}
    tags_translated: {"fr":["zèle","accord"],"en":["deal"]}
    private: false
    state: "active"
    +identifier: "accord"
    contact: [{"name":"Bureau","name_translated":{"fr":"Bureau"}}]
    "#);
    assert_eq!(
        lacking(&dataset(), &rules),
        [
            ("title", vec!["nl".to_owned()]),
            ("description", ["fr", "nl", "en"].map(str::to_owned).to_vec()),
        ]
    );
    let mut file = file("a.xml", "application/xml", "XML");
    file.title = Texts::of("fr", " Texte ");
    let fields = super::resource_fields(&file, false, &dataset(), &rules);
    assert_eq!(fields["name_translated"], json!({"fr": "Texte", "nl": "Texte", "en": "Texte"}));
    assert_eq!(fields["description_translated"], json!({}));
    assert!(!fields.contains_key("name"), "CKAN makes it itself");
}

#[test]
fn titles_that_begin_alike_begin_with_their_file() {
    let folder = tempfile::tempdir().unwrap();
    let rules = CkanRules::of(Value::Null, Value::Null, Value::Null);
    let mut titles = Vec::new();
    let long = "Déclaration conjointe franco-belge sur la coopération";
    for (path, title) in [
        ("a.txt", format!("{long} policière")),
        ("b.txt", format!("{long} judiciaire")),
        ("c.txt", "Texte".to_owned()),
    ] {
        let mut file = file(path, "text/plain", "TXT");
        file.title = Texts::of("fr", title);
        titles.push(file);
    }
    let bundle = Bundle::of(folder.path(), dataset(), titles);
    let names: Vec<_> =
        resources(&bundle, &rules).into_iter().map(|(_, fields)| fields["name"].clone()).collect();
    let expected = [
        format!("a.txt – {long} policière"),
        format!("b.txt – {long} judiciaire"),
        "Texte".to_owned(),
    ];
    assert_eq!(names, expected);
}

#[test]
fn keywords_become_tags() {
    assert_eq!(tag("coopération"), Some("coopération".into()));
    assert_eq!(tag(" chef d’État,  (essai)"), Some("chef d État essai".into()));
    assert_eq!(tag("’b’"), None);
    assert_eq!(tag(&"é".repeat(120)).map(|t| t.chars().count()), Some(100));
}
