//! Questions as a person asks them: every one is answered, and a mistake never looks like an answer.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

mod command;

use std::fs;
use std::path::Path;

const ACCORD: &str = "Accord entre la Belgique et la France\n\nArticle 1\n\nLes Parties échangent \
    des informations avec Frontex. Elles renforceront la coopération entre l’OCAM et l’ANSSI.\n\n\
    Article 2\n\nLa France informera Frontex.\n";

const ENGLISH: &str = "Agreement between Belgium and France\n\nArticle 1\n\nThe Parties will exchange \
    information with the European Union and the authorities of the countries.\n";

const GERMAN: &str = "Abkommen zwischen Belgien und Frankreich\n\nDie beiden Länder und die \
    Regierungen werden mit der Polizei zusammenarbeiten.\n";

/// A folder with three texts.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("fra.txt", ACCORD), ("eng.txt", ENGLISH), ("deu.txt", GERMAN)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// All that the command says.
fn akoma(folder: &Path, args: &[&str]) -> String {
    command::told(&command::run(folder, args, &[]))
}

/// What the command prints, and its exit code.
fn answer(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = command::run(folder, args, &[]);
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// The values of a column of CSV.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let at = rows.headers().unwrap().iter().position(|header| header == name).unwrap();
    rows.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

fn mentions(folder: &Path, args: &[&str], name: &str) -> Vec<String> {
    let (code, csv) = answer(folder, &[&["query", "mentions", "--format", "csv"], args].concat());
    assert_eq!(code, 0, "{args:?}");
    column(&csv, name)
}

#[test]
fn what_nobody_knows_is_told_with_the_nearest() {
    let folder = folder();
    for (name, args) in [
        ("entity_unknown", &["query", "mentions", "--entity", "Nobody", "fra.txt"][..]),
        ("entity_near", &["query", "mentions", "--entity", "Frontexx", "fra.txt", "eng.txt"]),
        ("actor_unknown", &["query", "commitments", "--actor", "Nobody", "fra.txt"]),
        ("actor_near", &["query", "commitments", "--actor", "Belgqiue", "fra.txt"]),
        ("agency_unknown", &["query", "agencies", "--entity", "Europoll", "fra.txt"]),
        ("class_near", &["query", "mentions", "--class", "agencyy", "fra.txt"]),
        ("class_unknown", &["query", "agencies", "--class", "nonsense", "fra.txt"]),
        ("country_near", &["query", "mentions", "--country", "Belgium", "fra.txt"]),
        ("country_unknown", &["query", "mentions", "--country", "zz", "fra.txt"]),
        ("kind_near", &["query", "mentions", "--kind", "organisation", "fra.txt"]),
        ("strength_near", &["query", "commitments", "--strength", "endeavor", "fra.txt"]),
        ("names_in_one", &["query", "mentions", "--entity", "ANSSI,Frontex", "fra.txt"]),
        ("actors_in_one", &["query", "commitments", "--actor", "France, Belgique", "fra.txt"]),
        ("unit_near", &["query", "mentions", "--unit", "code_point", "fra.txt"]),
        ("language_by_name", &["query", "mentions", "--language", "french", "fra.txt", "eng.txt"]),
        ("act_near", &["query", "commitments", "--act", "comit", "fra.txt"]),
    ] {
        let told = akoma(folder.path(), args);
        assert!(told.starts_with("exit 2\n--- stdout\n--- stderr\nerror: "), "{name}: {told}");
        insta::assert_snapshot!(name, told);
    }
}

#[test]
fn a_question_that_makes_no_sense_prints_nothing_in_any_format() {
    let folder = folder();
    for format in ["table", "csv", "json", "jsonl"] {
        for question in ["mentions", "commitments", "agencies"] {
            let args = ["query", question, "--entity", "Nobody", "--format", format, "fra.txt"];
            assert_eq!(answer(folder.path(), &args), (2, String::new()), "{args:?}");
        }
    }
}

#[test]
fn what_is_known_but_not_named_is_an_answer() {
    let folder = folder();
    for (name, args) in [
        ("not_named", &["query", "mentions", "--entity", "Europol", "fra.txt"][..]),
        (
            "not_named_csv",
            &["query", "mentions", "--entity", "Europol", "--format", "csv", "fra.txt"],
        ),
        ("not_named_in_two", &["query", "agencies", "--entity", "Europol", "fra.txt", "eng.txt"]),
        ("does_not_act", &["query", "commitments", "--actor", "ANSSI", "fra.txt"]),
    ] {
        let told = akoma(folder.path(), args);
        assert!(told.starts_with("exit 0\n"), "{name}: {told}");
        insta::assert_snapshot!(name, told);
    }
}

#[test]
fn what_one_of_several_documents_has_is_fine() {
    let folder = folder();
    for args in [
        &["--entity", "Frontex", "eng.txt", "fra.txt"][..],
        &["--chapter", "2", "eng.txt", "fra.txt"],
    ] {
        let args = [&["query", "mentions"], args].concat();
        let told = akoma(folder.path(), &args);
        assert!(told.starts_with("exit 0\n") && told.ends_with("--- stderr\n"), "{told}");
    }
}

#[test]
fn of_several_names_those_that_are_known_are_answered() {
    let folder = folder();
    let args =
        ["query", "mentions", "--entity", "Nobody", "--entity", "Frontex", "--format", "csv"];
    let (code, csv) = answer(folder.path(), &[&args[..], &["fra.txt"]].concat());
    assert_eq!((code, column(&csv, "surface")), (2, vec!["Frontex".to_owned(); 2]));
}

#[test]
fn a_chapter_that_is_not_there_is_told_with_those_that_are() {
    let folder = folder();
    fs::write(folder.path().join("plain.txt"), "Déclaration\nLa Belgique et la France.\n").unwrap();
    for (name, args) in [
        ("chapter", &["query", "mentions", "--chapter", "9", "fra.txt"][..]),
        ("chapter_of_two", &["query", "commitments", "--chapter", "9", "fra.txt", "plain.txt"]),
        ("chapter_json", &["query", "mentions", "--chapter", "9", "--format", "json", "fra.txt"]),
    ] {
        let told = akoma(folder.path(), args);
        assert!(told.starts_with("exit 1\n"), "{name}: {told}");
        insta::assert_snapshot!(name, told);
    }
}

#[test]
fn a_language_without_rules_for_commitments_is_told() {
    let folder = folder();
    assert_eq!(answer(folder.path(), &["build", "deu.txt", "-o", ".", "-q"]).0, 1);
    for (name, args) in [
        ("no_rules", &["query", "commitments", "deu.txt"][..]),
        ("no_rules_csv", &["query", "commitments", "--format", "csv", "eng.txt", "fra.txt"]),
        ("no_rules_xml", &["query", "commitments", "--format", "jsonl", "deu.xml"]),
        ("no_rules_show", &["show", "deu.txt"]),
        ("no_rules_show_json", &["show", "--depth", "1", "--format", "jsonl", "deu.txt"]),
    ] {
        let told = akoma(folder.path(), args);
        assert!(told.starts_with("exit 1\n") && told.contains("[no-commitment-rules]"), "{told}");
        insta::assert_snapshot!(name, told);
    }
    // What is named was looked for.
    assert_eq!(answer(folder.path(), &["query", "mentions", "deu.txt"]).0, 0);
}

#[test]
fn xml_that_nobody_looked_through_is_told() {
    let folder = folder();
    let xml = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc name=\"x\">\
        <meta><identification source=\"#a\"><FRBRExpression><FRBRlanguage language=\"fra\"/>\
        </FRBRExpression></identification></meta><mainBody><p>Un texte.</p></mainBody></doc></akomaNtoso>";
    fs::write(folder.path().join("other.xml"), xml).unwrap();
    insta::assert_snapshot!(akoma(folder.path(), &["query", "commitments", "other.xml"]));
}

#[test]
fn an_option_given_twice_asks_for_either_and_two_options_for_both() {
    let folder = folder();
    let path = folder.path();
    let ids = |args: &[&str]| mentions(path, &[args, &["fra.txt"]].concat(), "id");
    assert_eq!(ids(&["--entity", "ocam", "--entity", "anssi"]), ["ocam", "anssi"]);
    assert_eq!(ids(&["--kind", "location", "--kind", "organization"]).len(), 7);
    assert_eq!(ids(&["--kind", "location,organization"]).len(), 7);
    assert_eq!(ids(&["--class", "agency", "--country", "be"]), ["ocam"]);
    assert_eq!(ids(&["--country", "BE,fr", "--kind", "organization"]), ["ocam", "anssi"]);
    assert_eq!(ids(&["--entity", "ocam", "--country", "fr"]), [""; 0]);
    assert_eq!(ids(&["--chapter", "2", "--chapter", "1", "--entity", "frontex"]).len(), 2);
}

#[test]
fn who_promised_what_shows_who() {
    let folder = folder();
    let args = ["query", "commitments", "--format", "csv", "fra.txt"];
    let lemmas = |more: &[&str]| {
        let (code, csv) = answer(folder.path(), &[&args[..], more].concat());
        assert_eq!(code, 0, "{more:?}");
        column(&csv, "lemma")
    };
    assert_eq!(lemmas(&["--actor", "Belgique"]), ["échanger", "renforcer"]);
    assert_eq!(lemmas(&["--actor", "France"]), ["échanger", "renforcer", "informer"]);
    assert_eq!(lemmas(&["--actor", "Belgium", "--actor", "France"]).len(), 3);
    assert_eq!(lemmas(&["--actor", "France", "--entity", "OCAM"]), ["renforcer"]);
    assert_eq!(
        lemmas(&["--actor", "Belgique", "--entity", "OCAM", "--entity", "frontex"]),
        ["échanger", "renforcer"]
    );
    // Class and country are those of one entity, not of any two.
    assert_eq!(lemmas(&["--class", "agency", "--country", "fr"]), ["renforcer"]);
    assert_eq!(lemmas(&["--class", "agency", "--country", "be,eu"]).len(), 3);
    assert_eq!(lemmas(&["--entity", "OCAM", "--country", "fr"]), [""; 0]);
    insta::assert_snapshot!(
        "commitments_table",
        akoma(folder.path(), &["query", "commitments", "fra.txt"])
    );
}

#[test]
fn names_of_any_language_are_understood_and_say_their_language() {
    let folder = folder();
    let path = folder.path();
    for name in ["union-europeenne", "Union européenne", "European Union", "europäische union"] {
        let found = mentions(path, &["--entity", name, "eng.txt"], "name");
        assert_eq!(found, ["European Union"], "{name}");
    }
    assert_eq!(mentions(path, &["--entity", "Belgique", "eng.txt"], "nameLang"), ["eng"]);
    assert_eq!(mentions(path, &["--entity", "Belgium", "fra.txt"], "nameLang"), ["fra"]);
    // A name that is not known in the language of the text is shown in another.
    let list = "[[entity]]\nid = \"cellule-harpie\"\nkind = \"organization\"\nname = \"Cellule \
        Harpie\"\nfra = [\"Cellule Harpie\"]\n[[entity]]\nid = \"zorba\"\nkind = \
        \"organization\"\nname = \"Zorba Unit\"\n";
    fs::write(path.join("list.toml"), list).unwrap();
    fs::write(path.join("two.txt"), format!("{ENGLISH}\nThe Cellule Harpie and the Zorba Unit.\n"))
        .unwrap();
    let args = ["--authority", "list.toml", "--entity", "zorba", "--entity", "cellule-harpie"];
    let of = |column| mentions(path, &[&args[..], &["two.txt"]].concat(), column);
    assert_eq!(of("name"), ["Cellule Harpie", "Zorba Unit"]);
    assert_eq!(of("nameLang"), ["fra", ""]);
}

#[test]
fn mentions_carry_what_is_known_of_the_entity() {
    let folder = folder();
    let path = folder.path();
    let of = |column| mentions(path, &["--entity", "Frontex", "--chapter", "2", "fra.txt"], column);
    let same = "http://publications.europa.eu/resource/authority/corporate-body/FRONTEX";
    assert_eq!(of("class"), ["agency"]);
    assert_eq!(of("country"), ["eu"]);
    assert_eq!(of("sameAs"), [same]);
    let args = ["query", "mentions", "--entity", "Frontex", "--chapter", "2", "--format", "jsonl"];
    let (_, line) = answer(path, &[&args[..], &["fra.txt"]].concat());
    let record: serde_json::Value = serde_json::from_str(line.trim()).unwrap();
    assert_eq!(record["sameAs"], serde_json::json!([same]));
}

#[test]
fn annotated_xml_says_of_its_entities_what_the_text_would() {
    let folder = folder();
    let path = folder.path();
    let xml = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc name=\"x\">\
        <meta><identification source=\"#a\"><FRBRExpression><FRBRlanguage language=\"fra\"/>\
        </FRBRExpression></identification><references source=\"#a\"><TLCOrganization eId=\"a\" \
        href=\"/a\" showAs=\"a\"/></references></meta><mainBody><p>La Belgique informe l’OCAM et \
        l’ANSSI de la France et des pays.</p></mainBody></doc></akomaNtoso>";
    fs::write(path.join("other.xml"), xml).unwrap();
    let (code, annotated) = answer(path, &["annotate", "other.xml"]);
    assert_eq!(code, 0);
    fs::write(path.join("annotated.xml"), annotated).unwrap();
    let found =
        mentions(path, &["--class", "agency", "--country", "be", "annotated.xml"], "surface");
    assert_eq!(found, ["OCAM"]);
    assert_eq!(mentions(path, &["--entity", "ocam", "annotated.xml"], "nameLang"), ["fra"]);
    let (_, again) = answer(path, &["annotate", "annotated.xml"]);
    assert_eq!(again, fs::read_to_string(path.join("annotated.xml")).unwrap());
}

#[test]
fn csv_without_rows_has_its_header() {
    let folder = folder();
    fs::write(folder.path().join("plain.txt"), "Déclaration\nLes pays et la paix.\n").unwrap();
    for question in ["mentions", "commitments", "agencies"] {
        let header = |file| {
            let args = ["query", question, "--format", "csv", file];
            let (code, csv) = answer(folder.path(), &args);
            assert_eq!(code, 0);
            csv.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let (none, some) = (header("plain.txt"), header("fra.txt"));
        assert_eq!(none, some[..1], "{question}");
        assert!(some.len() > 1, "{question}");
        // What help says of the records is what they have.
        let (_, help) = answer(folder.path(), &["query", question, "--help"]);
        let told = help.split_once("Records: ").unwrap().1.split_once('.').unwrap().0;
        let told: Vec<_> = told.split(',').map(str::trim).collect();
        assert_eq!(told.join(","), none[0]);
    }
    let (_, nodes) = answer(folder.path(), &["show", "--depth", "0", "--format", "csv", "fra.txt"]);
    assert_eq!(nodes, "doc,level,element,eId,num,heading,line,start,end,unit\n");
}

#[test]
fn a_spreadsheet_computes_nothing_that_a_text_says() {
    let folder = folder();
    let path = folder.path();
    let list = "[[entity]]\nid = \"evil\"\nkind = \"organization\"\nname = \"=Cmd Unit\"\n";
    fs::write(path.join("list.toml"), list).unwrap();
    fs::write(path.join("a.txt"), "Déclaration\nLes pays et la Cmd Unit de la paix.\n").unwrap();
    let args = ["query", "mentions", "--authority", "list.toml", "--entity", "evil", "a.txt"];
    let (_, csv) = answer(path, &[&args[..], &["--format", "csv"]].concat());
    assert_eq!(column(&csv, "name"), ["'=Cmd Unit"]);
    let (_, line) = answer(path, &[&args[..], &["--format", "jsonl"]].concat());
    assert!(line.contains("\"name\":\"=Cmd Unit\""), "{line}");
    // A sign that computes nothing stays as it is.
    let (_, csv) = answer(path, &["query", "commitments", "--format", "csv", "fra.txt"]);
    assert_eq!(column(&csv, "polarity"), ["+"; 3]);
}

#[test]
fn the_unit_of_offsets_is_spelled_as_the_data_spell_it() {
    let folder = folder();
    for unit in ["code point", "code-point", "codepoint"] {
        let found =
            mentions(folder.path(), &["--unit", unit, "--entity", "ocam", "fra.txt"], "unit");
        assert_eq!(found, ["code point"]);
    }
}

#[test]
fn tables_in_a_pipe_are_not_cut_and_those_on_a_screen_fit() {
    let folder = folder();
    let long = format!("Accord\n\nLes Parties {} informations.\n", "échangeront des ".repeat(40));
    fs::write(folder.path().join("long.txt"), &long).unwrap();
    for args in [
        &["query", "commitments", "--act", "all", "long.txt"][..],
        &["show", "long.txt"],
        &["query", "mentions", "long.txt"],
    ] {
        let printed = |columns: Option<&str>| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_akoma"));
            command.args(args).current_dir(folder.path()).env_remove("COLUMNS");
            columns.map(|columns| command.env("COLUMNS", columns));
            String::from_utf8(command.output().unwrap().stdout).unwrap()
        };
        assert!(!printed(None).contains('…'), "{}", printed(None));
        let widest = |text: &str| text.lines().map(|l| l.chars().count()).max().unwrap();
        assert!(widest(&printed(Some("90"))) <= 90, "{}", printed(Some("90")));
        if args[1] != "mentions" {
            assert!(widest(&printed(None)) > 600, "{}", printed(None));
        }
    }
}

#[test]
fn capitals_and_spaces_do_not_matter_in_a_value() {
    let folder = folder();
    for (plain, other) in [
        (
            ["mentions", "--kind", "location,organization"],
            ["mentions", "--kind", "Location, Organization"],
        ),
        (["commitments", "--strength", "firm"], ["commitments", "--strength", " Firm"]),
        (["commitments", "--act", "all"], ["commitments", "--act", "ALL"]),
        (["mentions", "--unit", "utf-16"], ["mentions", "--unit", "UTF-16"]),
    ] {
        let all = |args: [&str; 3]| {
            answer(
                folder.path(),
                &[&["query"], &args[..], &["--format", "csv", "fra.txt"]].concat(),
            )
        };
        assert_eq!(all(plain), all(other), "{other:?}");
        assert_eq!(all(plain).0, 0);
    }
}

#[test]
fn who_acts_is_shown_in_the_words_of_the_text_where_nobody_knows_them() {
    let folder = folder();
    let text = "Règlement intérieur\n\nArticle 1\n\nLes États membres adopteront un rapport annuel dans les six mois.\n";
    fs::write(folder.path().join("comite.txt"), text).unwrap();
    let (_, table) = answer(folder.path(), &["query", "commitments", "--act", "all", "comite.txt"]);
    let row = table.lines().find(|line| line.contains("adopteront")).unwrap_or(&table);
    assert!(row.contains("« Les États"), "{table}");
}

#[test]
fn an_empty_answer_says_why() {
    let folder = folder();
    let states = akoma(folder.path(), &["query", "agencies", "--entity", "Belgique", "fra.txt"]);
    assert!(
        states.starts_with("exit 0\n") && states.contains("is no agency or agreement"),
        "{states}"
    );
    let agencies = akoma(folder.path(), &["query", "agencies", "--entity", "Frontex", "fra.txt"]);
    assert!(agencies.ends_with("--- stderr\n"), "{agencies}");
    let spanish = "El acuerdo\n\nLas Partes cooperarán con Europol el 3 de mayo de 2021.\n";
    fs::write(folder.path().join("spa.txt"), spanish).unwrap();
    for question in ["mentions", "agencies", "commitments"] {
        let told = akoma(folder.path(), &["query", question, "spa.txt"]);
        assert!(told.starts_with("exit 1\n"), "{told}");
        assert!(
            told.contains("warning[language-unknown]: the language could not be told"),
            "{told}"
        );
    }
    fs::write(folder.path().join("spa.toml"), "expression.language = \"es\"\n").unwrap();
    let told = akoma(folder.path(), &["query", "commitments", "spa.txt"]);
    assert!(told.contains("names are found as they are spelt in deu, eng, fra, nld"), "{told}");
    let bare = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act name=\"act\">\
        <body><section eId=\"sec_1\"><content><p>Frontex</p></content></section></body></act></akomaNtoso>";
    fs::write(folder.path().join("bare.xml"), bare).unwrap();
    for question in ["mentions", "agencies"] {
        let told = akoma(folder.path(), &["query", question, "bare.xml"]);
        assert!(told.contains("note: nobody is marked in bare.xml: `akoma annotate`"), "{told}");
    }
}

#[test]
fn a_tree_fits_the_terminal() {
    let folder = folder();
    let title = "de la coopération policière et judiciaire entre les services ".repeat(2);
    let text = format!(
        "Accord\n\nChapitre 1 : {title}\n\nArticle 1\n\n1. Les parties parlent {title}.\n\n2. Elles écoutent.\n\nChapitre 2\n\nFin.\n"
    );
    fs::write(folder.path().join("long.txt"), text).unwrap();
    let (_, tree) = answer(folder.path(), &["show", "--language", "fr", "long.txt"]);
    assert!(tree.contains("chapter Chapitre 1"), "{tree}");
    let longest = tree.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(100), "{tree}");
}
