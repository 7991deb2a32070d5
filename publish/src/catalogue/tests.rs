use super::*;
use crate::dataset::Role;
use oxjsonld::JsonLdParser;
use oxrdf::{Graph, GraphName, Triple};
use oxrdfxml::RdfXmlParser;
use oxttl::TurtleParser;

fn dataset() -> Dataset {
    serde_json::from_value(serde_json::json!({
        "identifier": "accord-2021",
        "title": {"fr": "Accord « été »", "nl": "Akkoord"},
        "description": {"fr": "Un accord."},
        "keywords": {"fr": ["sécurité"]},
        "themes": ["JUST"], "countries": ["BEL"], "languages": ["FRA"], "tags": ["fr"],
        "licence": {
            "name": "Licence Ouverte 2.0", "url": "https://licence.example.org/", "kind": "Attribution",
            "udataUrl": "https://licence.example.org/2.0.pdf",
        },
        "publisher": {"name": {"fr": "Chancellerie"}, "uri": "https://chancellerie.example.org/"},
        "contact": {"name": {"fr": "Bureau"}, "email": "bureau@example.org"},
        "issued": "2021", "modified": "2026-11-23",
        "frequency": "NEVER", "availability": "STABLE", "access": "PUBLIC",
        "site": "https://donnees.example.org/",
        "documents": [{
            "name": "accord", "title": "Accord", "work": "/akn/be/x", "expression": "/akn/be/x/fra@",
            "date": "2021-11-22", "language": "FRA", "tag": "fr", "authors": ["Belgique"],
        }],
    }))
    .unwrap()
}

fn files() -> Vec<File> {
    let file = |path: &str, role, media_type: &str| File {
        path: path.into(),
        title: crate::dataset::Texts::of("fr", path),
        description: crate::dataset::Texts::default(),
        role,
        kind: "",
        media_type: media_type.into(),
        format: "XML".into(),
        conforms_to: None,
        language: None,
        bytes: 12,
        sha256: "ab".repeat(32),
    };
    vec![
        file("accord été.xml", Role::Data, "application/xml"),
        file("mentions.jsonl", Role::Data, "application/x-ndjson"),
        file("dictionary.csv", Role::Documentation, "text/csv"),
        file("index.html", Role::Package, "text/html"),
    ]
}

fn triples(profile: Profile) -> Graph {
    let record = record(&dataset(), &files(), profile).unwrap();
    TurtleParser::new().for_slice(&record.turtle).collect::<Result<_, _>>().unwrap()
}

fn has(graph: &Graph, predicate: &str, object: &str) -> bool {
    graph
        .iter()
        .any(|t| t.predicate.as_str().ends_with(predicate) && t.object.to_string() == object)
}

#[test]
fn the_three_forms_say_the_same() {
    for profile in [Profile::Standard, Profile::Fr, Profile::Be] {
        let record = record(&dataset(), &files(), profile).unwrap();
        let turtle = triples(profile);
        let xml: Graph =
            RdfXmlParser::new().for_slice(&record.rdf_xml).collect::<Result<_, _>>().unwrap();
        let json: Graph = JsonLdParser::new()
            .for_slice(&record.json_ld)
            .map(|quad| {
                let quad = quad.unwrap();
                assert_eq!(quad.graph_name, GraphName::DefaultGraph);
                Triple::from(quad)
            })
            .collect();
        assert_eq!((&xml, &json), (&turtle, &turtle));
        assert!(turtle.len() > 60);
    }
}

#[test]
fn only_data_is_a_distribution() {
    let graph = triples(Profile::Standard);
    let distributions = graph.iter().filter(|t| t.predicate.as_str().ends_with("#distribution"));
    assert_eq!(distributions.count(), 2);
    let download = "<https://donnees.example.org/accord%20%C3%A9t%C3%A9.xml>";
    assert!(has(&graph, "#downloadURL", download));
    assert!(has(&graph, "/page", "<https://donnees.example.org/dictionary.csv>"));
    // JSON Lines have no registered media type, and none is made up.
    assert_eq!(graph.iter().filter(|t| t.predicate.as_str().ends_with("#mediaType")).count(), 1);
}

#[test]
fn profiles_say_what_their_harvesters_need() {
    let hex = |datatype: &str| format!("\"{}\"{datatype}", "ab".repeat(32));
    let binary = hex("^^<http://www.w3.org/2001/XMLSchema#hexBinary>");
    let decimal = "\"12\"^^<http://www.w3.org/2001/XMLSchema#decimal>";
    let pdf = "<https://licence.example.org/2.0.pdf>";
    let theme = "\"Justice, système juridique et sécurité publique\"@fr";
    for (profile, facts) in [
        (Profile::Standard, [true, false, false, false]),
        (Profile::Fr, [false, false, true, true]),
        (Profile::Be, [true, true, false, false]),
    ] {
        let graph = triples(profile);
        let found = [
            has(&graph, "#checksumValue", &binary),
            has(&graph, "#byteSize", decimal),
            has(&graph, "/license", pdf),
            has(&graph, "#keyword", theme),
        ];
        assert_eq!(found, facts, "{profile}");
    }
}

#[test]
fn what_is_no_iri_is_an_error() {
    let mut dataset = dataset();
    dataset.publisher.uri = "the chancellery".into();
    let error = record(&dataset, &files(), Profile::Standard).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("the chancellery"), "{error}");
}

#[test]
fn legislation_has_its_encodings() {
    let dataset = dataset();
    let described = legislation(&dataset, &dataset.documents[0], &files()[..1]);
    assert_eq!(described["@type"], "Legislation");
    assert_eq!(described["encoding"][0]["encodingFormat"], "application/xml");
    assert_eq!(described["legislationPassedBy"][0]["name"], "Belgique");
}
