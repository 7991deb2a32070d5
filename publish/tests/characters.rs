//! What a bundle says of its documents can be read by other programs, whatever characters titles,
//! names and words hold.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, Document, Metadata, Parser};
use akoma_publish::bundle::{Bundle, Input, make};
use akoma_publish::settings::Settings;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Titles as documents have them, and what may become of them.
const TITLES: &[(&str, &str)] = &[
    ("Accord\u{1} sur\u{fffe} l’« échange »\u{85}", "Accord sur l’« échange »"),
    ("\u{feff}Accord\tsur <l’échange> & {{ name }}", "Accord sur <l’échange> & {{ name }}"),
    ("\u{200e}اتفاق\u{200f} \u{202e}\"2021\"", "\u{200e}اتفاق\u{200f} \"2021\""),
    ("関係に関する\u{b}協定", "関係に関する 協定"),
];

/// Settings whose words hold the same, and line breaks.
fn settings(word: &str) -> Settings {
    let word = serde_json::to_string(&format!("{word}\n ")).unwrap();
    let text = format!(
        "[dataset]\nidentifier = \"accord\"\nthemes = [\"JUST\"]\nlicence = {{ name = {word}, url = \
         \"https://licence.example.org/\" }}\nmodified = \"2026-11-23\"\nkeywords.fr = [{word}, \"x\"]\n\
         description.fr = {word}\n[publisher]\nname.fr = {word}\nhomepage = \"https://c.example.org/\"\n\
         [contact]\nname.fr = {word}\nurl = \"https://b.example.org/\"\n\
         [site]\nurl = \"https://donnees.example.org/\"\n"
    );
    Settings::parse(&text).unwrap_or_else(|e| panic!("{e:?}"))
}

fn document(title: &str) -> Document {
    let text = format!("{title}\n1. Objet\nLa Belgique et la France renforceront l’échange.\n");
    let metadata =
        Metadata::from_toml("work.date = \"2021-11-22\"\nwork.country = \"be\"").unwrap();
    Parser::new().metadata(metadata).parse(&text).unwrap().annotate(Annotator::bundled())
}

/// The files of a bundle of a document with this title and of settings with this word.
fn bundle(title: &str, word: &str) -> (String, BTreeMap<String, String>) {
    let folder = tempfile::tempdir().unwrap();
    let input = Input {
        name: "accord".into(),
        origin: "accord.txt".into(),
        doc: document(title),
        xml: None,
    };
    make(&[input], &settings(word), folder.path()).unwrap_or_else(|e| panic!("{title:?}: {e:?}"));
    let bundle = Bundle::open(folder.path()).unwrap();
    (bundle.dataset().documents[0].title.clone(), read(folder.path()))
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|e| (e.file_name().into_string().unwrap(), fs::read_to_string(e.path()).unwrap()))
        .collect()
}

/// Whether XML 1.0 has the character, and no program takes it for something else than text.
fn is_plain(c: char) -> bool {
    let set_aside = c as u32 & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    matches!(c, '\n' | '\t')
        || !(c.is_control() || set_aside || matches!(c, '\u{feff}' | '\u{202a}'..='\u{202e}'))
}

#[test]
fn metadata_hold_no_character_that_other_programs_stumble_over() {
    for (title, expected) in TITLES {
        let (known, files) = bundle(title, title);
        assert_eq!(known, *expected);
        for name in ["catalog.rdf", "catalog.ttl", "catalog.jsonld", "CITATION.cff", "index.html"] {
            let odd = files[name].chars().find(|c| !is_plain(*c));
            assert_eq!(odd, None, "{name}: {title:?}");
        }
        // Those whose strings JSON escapes: what was escaped must not be there either.
        for name in ["datapackage.json", "ro-crate-metadata.json", "catalog.jsonld"] {
            let value: serde_json::Value = serde_json::from_str(&files[name]).unwrap();
            visit(&value, &mut |text| {
                assert!(text.chars().all(is_plain), "{name}: {text:?}");
            });
        }
        let page = files["accord.html"].replace("data-char=\"U+", "");
        assert!(page.chars().all(|c| c == '\u{feff}' || c == '\u{202e}' || is_plain(c)));
        let (_, rest) = page.split_once("<title>").unwrap();
        assert!(rest.split("</title>").next().unwrap().chars().all(is_plain), "{title:?}");
    }
}

/// Shows every string of a value.
fn visit(value: &serde_json::Value, see: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => see(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| visit(field, see)),
        _ => {}
    }
}

#[test]
fn a_title_of_which_nothing_can_be_seen_is_none() {
    let (title, files) = bundle("\u{feff}\u{200e}", "Mot");
    assert_eq!(title, "accord");
    assert!(!files["CITATION.cff"].contains(": \"\""), "{}", files["CITATION.cff"]);
}

#[test]
fn a_word_of_settings_of_which_nothing_can_be_seen_is_told() {
    let text = "[dataset]\nidentifier = \"a\"\ntitle.fr = \"\\u0001\"\nthemes = [\"JUST\"]\n\
                licence = \"cc0-1.0\"\nmodified = \"2026-11-23\"\n[publisher]\nname.fr = \"P\"\n\
                homepage = \"https://c.example.org/\"\n[contact]\nname.fr = \"B\"\n\
                url = \"https://b.example.org/\"\n[site]\nurl = \"https://d.example.org/\"\n";
    let errors = Settings::parse(text).unwrap_err();
    assert!(errors.iter().any(|e| e.to_string().contains("title")), "{errors:?}");
}
