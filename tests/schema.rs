//! Every document that akoma writes is valid: the official schema of Akoma Ntoso says so.
//!
//! The schema and the judge stand beside the project, not in it, so these tests are ignored unless
//! asked for: `cargo test --test schema -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod texts;

use akoma::{Annotator, Document, Metadata, Parser};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What stands beside the project.
fn shared() -> PathBuf {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let verdicts = shared.join("tools/xsd-verdicts.py");
    assert!(verdicts.is_file(), "{} is missing", verdicts.display());
    let lxml = Command::new("python3").args(["-c", "import lxml"]).output();
    assert!(lxml.is_ok_and(|output| output.status.success()), "python3 with lxml is missing");
    shared
}

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("akoma-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Fails unless the schema accepts every document; each has a name and its XML.
fn all_valid(shared: &Path, folder: &str, documents: &[(String, String)]) {
    let folder = Folder::new(folder);
    for (i, (_, xml)) in documents.iter().enumerate() {
        std::fs::write(folder.0.join(format!("{i:05}.xml")), xml).unwrap();
    }
    let output = Command::new("python3")
        .arg(shared.join("tools/xsd-verdicts.py"))
        .arg(&folder.0)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let verdicts = String::from_utf8(output.stdout).unwrap();
    let mut wrong = Vec::new();
    for line in verdicts.lines().filter(|line| !line.starts_with("valid\t")) {
        let number = line
            .rsplit(['/', '\\'])
            .next()
            .and_then(|file| file.strip_suffix(".xml")?.parse::<usize>().ok());
        let name = number.map_or("?", |n| documents[n].0.as_str());
        wrong.push(format!("{line}\n{name}"));
    }
    assert_eq!(verdicts.lines().count(), documents.len(), "every document has a verdict");
    assert!(
        wrong.is_empty(),
        "{} of {} are invalid:\n{}",
        wrong.len(),
        documents.len(),
        wrong.join("\n\n")
    );
}

fn xml(text: &str) -> String {
    Document::parse(text).unwrap().annotate(Annotator::bundled()).to_akn()
}

/// Texts for every element that the parser makes and every place where one may stand.
const FEATURES: &[&str] = &[
    // One paragraph; no title.
    "Les deux pays coopèrent.",
    "x",
    "1.",
    "…",
    "Fait à Bruxelles, le 22 novembre 2021.",
    // A title, and nothing but its end.
    "Déclaration conjointe\n\nFait à Bruxelles, le 22 novembre 2021.",
    "Déclaration conjointe\nde la Belgique et de la France\n\nLes deux pays saluent l’action de Frontex.",
    // Headings without anything below, above one another, out of order, twice.
    "Accord\n1. Objet\n2. Suivi\n3. Fin",
    "Accord\n\n1. Objet\nLes Parties coopèrent.\n2. Suivi",
    "Accord\nCHAPITRE PREMIER Objet\nArticle 1\nArticle 2 : Suivi\nLes Parties de l’accord coopèrent.\nCHAPITRE II\nArticle 3",
    "Accord\nArticle 1 : Objet\nLes Parties coopèrent dans la paix.\nArticle 1 : Objet\nLes Parties coopèrent.\nArticle 3 bis\nEt de la paix.",
    "Accord\nArticle 1. – Les Parties coopèrent dans la mesure du possible, et elles se consultent.\nArticle 2\nTexte.",
    "Accord\nTITRE I Du premier\nSection 2 De la suite\nTexte de la section.\nTITRE II Du second\nTexte du titre.",
    // A preamble, a body, conclusions.
    "Accord entre la Belgique et la France\n\nLes deux pays,\nVu la Convention de Prüm,\n\n1. Objet\nLes Parties coopèrent.\n\nFait à Bruxelles, le 22 novembre 2021.\n\nPour le Royaume de Belgique :\nAlexander De Croo",
    // Lists, in one another, with and without a paragraph that leads in.
    "Accord\n1. Objet\nLes deux pays s’engagent à :\na) renforcer la lutte ;\ni) agir ;\nii) coopérer ;\nb) soutenir :\n- créer un groupe ;\n- aider Frontex. Puis agir. Enfin conclure.\nTexte qui suit.",
    "Accord\n1. Objet\na) un\nb) deux\n- trois\n(1) quatre\n1.1 cinq\n2) six\n• sept\nTexte.",
    "Accord\n1. Objet :\na) un :\n- deux :\ni) trois :\n1) quatre :\n1.1 cinq :\nA. six :\nIV. sept\nb) huit",
    "Accord\n- un\n- deux\n\nLe texte.",
    // Numbered paragraphs that are no headings.
    "Accord\n1. Les Parties coopèrent dans la mesure de leurs moyens. Elles se consultent.\n2. Les Parties se réunissent. Elles concluent.",
    "Accord\n1\nObjet\nLes Parties coopèrent.\n2\nSuivi\nLes Parties se voient.",
    // Every kind of entity.
    "Déclaration conjointe du Royaume de Belgique et de la République française\n\n1. Suivi\nLes ministres de la Justice, Vincent Van Quickenborne et Éric Dupond-Moretti, de la Défense, Ludivine Dedonder et Florence Parly, saluent l’Accord de Tournai II du 18 mars 2013, le procès des attentats du 22 mars 2016 à Bruxelles, en 2015 et en novembre 2020. L’Office Central de Lutte (OCL) agit ; l’OCL aussi. Ils poursuivront et intensifieront ces travaux avec Europol et demanderont à la Commission européenne d’agir. Une coopération sera créée.",
    // Other languages.
    "Joint Statement by the United States of America and the French Republic\n\n1. Scope\nThe Parties will strengthen their cooperation with NATO and the European Union.\nThe Parties agree to:\n(a) work together;\n(b) meet on November 22, 2021.",
    "Verdrag tussen het Koninkrijk België en het Koninkrijk der Nederlanden\n\nArtikel 1 Doel\nDe Partijen zullen samenwerken op 3 maart 2021.\n\nGedaan te Brussel, op 3 maart 2021",
    "Gemeinsame Erklärung\n\nArtikel 1\nZiele\nDie Parteien werden die Zusammenarbeit mit der Bundesrepublik Deutschland am 3. März 2021 verstärken.",
    "条約\n第一条 目的\n日本国とフランス共和国は協力する。",
    // Characters.
    "\u{feff}Accord\r\n1.\u{a0}Objet\r\nLes Parties <coopèrent> & « se » voient ]]> \"ici\".\r\n\r\n\u{c}2.\u{2003}Suivi\rTexte\u{1}\u{fffe} 👍\u{a0}\n\u{a0}\n",
    "\u{a0}\nAccord\u{2028}\n\u{85}\n\u{3000}1. Objet\u{3000}\n\u{2003}Texte de la fin.\u{a0}\n\u{a0}",
];

#[test]
#[ignore = "needs ../shared/tools, ../shared/akn/schema and python3 with lxml"]
fn real_texts_are_valid() {
    let shared = shared();
    let mut documents = Vec::new();
    for file in std::fs::read_dir(shared.join("texts")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = std::fs::read_to_string(&path).unwrap();
            documents.push((path.display().to_string(), xml(&text)));
        }
    }
    assert!(!documents.is_empty());
    all_valid(&shared, "texts", &documents);
}

#[test]
#[ignore = "needs ../shared/tools, ../shared/akn/schema and python3 with lxml"]
fn every_structure_is_valid() {
    let shared = shared();
    let mut documents: Vec<_> =
        FEATURES.iter().map(|text| ((*text).to_owned(), xml(text))).collect();
    // Without annotations, with a number above any list, and at great length.
    documents.extend(
        FEATURES.iter().map(|text| ((*text).to_owned(), Document::parse(text).unwrap().to_akn())),
    );
    let items: String =
        (1..400).map(|i| format!("{i}.{i}.{i} point\na) item\n(iv) item\n")).collect();
    documents.push(("many items".to_owned(), xml(&format!("Accord\n1. Objet\nTexte :\n{items}"))));
    all_valid(&shared, "features", &documents);
}

#[test]
#[ignore = "needs ../shared/tools, ../shared/akn/schema and python3 with lxml"]
fn metadata_stays_valid() {
    let shared = shared();
    let mut documents = Vec::new();
    // What no file of metadata may say, a program may: country, subtype, number, name.
    for (set, told) in [
        (None, ""),
        (
            None,
            "[work]\nkind = \"treaty\"\ncountry = \"be\"\nsubtype = \"accordCadre\"\ndate = \"2021-11-22\"\ndate-name = \"signature\"\nnumber = \"2021/15 bis\"\nname = \"coopération policière\"\ntitle = \"Accord « A » & <B> \\\"C\\\"\"\nprescriptive = true\nauthoritative = true\nauthors = [\"royaume-de-belgique\", \"republique-francaise\"]\n[expression]\nlanguage = \"fra\"\ndate = \"2021-11-23\"\n[manifestation]\ndate = \"2021-12-01\"\neditor = \"Moi & <co>\"",
        ),
        (
            Some(["b e", "accord cadre %", "n° 12 % <3> \"x\" #", "a b?c#d"]),
            "[work]\nkind = \"document\"\ndate-name = \"le jour \\t où\"\ntitle = \"\\u0001\"",
        ),
        (
            None,
            "[work]\nauthors = [\"Jean Dupont\", \"\", \"\\\"><x/>\", \"editor\", \"3\", \"jean-dupont\", \"date-2021-11-22\", \"é & è\"]",
        ),
        (Some([""; 4]), "[work]\ntitle = \"\"\ndate-name = \"\"\nauthors = []"),
    ] {
        for text in ["Accord\n1. Objet\nLes Parties coopèrent avec Frontex.", FEATURES[0]] {
            let mut metadata = Metadata::from_toml(told).unwrap();
            if let Some(set) = set {
                let [country, subtype, number, name] = set.map(|value| Some(value.to_owned()));
                metadata.work.country = country;
                metadata.work.subtype = subtype;
                metadata.work.number = number;
                metadata.work.name = name;
            }
            let doc = Parser::new().metadata(metadata).parse(text).unwrap();
            documents.push((told.to_owned(), doc.to_akn()));
            let doc = doc.annotate(Annotator::bundled());
            let xml = doc.to_akn();
            assert_eq!(akoma::akn::read(&xml).unwrap().to_akn(), xml);
            documents.push((told.to_owned(), xml));
        }
    }
    all_valid(&shared, "metadata", &documents);
}

/// How many documents made at random are shown to the schema; more with `AKOMA_SCHEMA_CASES`.
const CASES: usize = 200;

#[test]
#[ignore = "needs ../shared/tools, ../shared/akn/schema and python3 with lxml"]
fn texts_that_no_one_wrote_are_valid() {
    let shared = shared();
    let cases =
        std::env::var("AKOMA_SCHEMA_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(CASES);
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = match std::env::var_os("AKOMA_SCHEMA_CASES") {
        Some(_) => TestRunner::new(config),
        None => TestRunner::deterministic(),
    };
    let texts = texts::any_text();
    let mut documents = Vec::with_capacity(cases);
    while documents.len() < cases {
        let text = texts.new_tree(&mut runner).unwrap().current();
        if let Ok(doc) = Document::parse(&text) {
            documents.push((format!("{text:?}"), doc.annotate(Annotator::bundled()).to_akn()));
        }
    }
    all_valid(&shared, "random", &documents);
}
