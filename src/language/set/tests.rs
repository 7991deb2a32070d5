use super::*;

#[test]
fn a_language_by_its_name_is_told_with_its_code() {
    let unknown = |name| Languages::bundled().unknown(name);
    for (name, code) in
        [("french", "fra"), ("English", "eng"), ("dutch", "nld"), ("Deutsch", "deu")]
    {
        assert_eq!(
            unknown(name).help(),
            Some(format!("did you mean `{code}`?").as_str()),
            "{name}"
        );
    }
    for name in ["italian", "", "日本語", "xx"] {
        assert_eq!(unknown(name).help(), None, "{name}");
    }
    // What is unknown is reported with what is known.
    assert!(unknown("ita").message().contains("(deu, eng, fra, nld), but found `ita`"));
}

#[test]
fn rules_for_commitments_are_there_for_french_only() {
    let with_rules: Vec<_> = Languages::bundled().with_commitment_rules().collect();
    assert_eq!(with_rules, ["fra"]);
}

#[test]
fn a_language_is_told_by_its_words_of_grammar() {
    let told = |text| Languages::bundled().detect(text).map(Language::code);
    for (code, text) in [
        ("fra", "Les deux pays soulignent l’excellente coopération dans ce domaine."),
        ("eng", "The two countries reaffirm their commitment to the rule of law."),
        ("nld", "De twee landen bevestigen hun samenwerking op het gebied van de politie."),
        ("deu", "Die beiden Länder bekräftigen ihre Zusammenarbeit auf dem Gebiet der Polizei."),
    ] {
        assert_eq!(told(text), Some(code), "{text}");
    }
    assert_eq!(told("Lorem ipsum dolor sit amet"), None);
    assert_eq!(told("12 34"), None);
}

#[test]
fn a_language_is_named_by_its_codes_and_tags() {
    for (code, name) in [
        ("fra", Some("fra")),
        ("fr", Some("fra")),
        ("fre", Some("fra")),
        ("FR-be", Some("fra")),
        ("fra@2021", Some("fra")),
        ("en_GB", Some("eng")),
        ("nl", Some("nld")),
        ("dut", Some("nld")),
        ("de", Some("deu")),
        ("ger", Some("deu")),
        ("it", None),
        ("", None),
    ] {
        assert_eq!(Languages::bundled().get(code).map(Language::code), name, "{code}");
    }
}

#[test]
fn one_word_in_ten_of_the_first_400_tells_the_language() {
    let text = |before: usize, grammar: usize, after: usize| {
        format!("{}{}{}", "x ".repeat(before), "les ".repeat(grammar), "x ".repeat(after))
    };
    let told = |text: &str| Languages::bundled().detect(text).map(Language::code);
    for (before, grammar, after, is_told) in [
        (0, 1, 9, true),
        (0, 1, 10, false),
        (9, 1, 0, true),
        (360, 40, 500, true),
        (361, 40, 500, false),
        (400, 400, 0, false),
        (0, 0, 10, false),
    ] {
        let found = told(&text(before, grammar, after));
        assert_eq!(found, is_told.then_some("fra"), "{before} {grammar} {after}");
    }
    // Whatever its capitals.
    assert_eq!(told("LES x À"), Some("fra"));
}

#[test]
fn an_abbreviation_is_one_of_its_language() {
    let is = |code, word| Languages::bundled().get(code).is_some_and(|l| l.is_abbreviation(word));
    assert!(is("fra", "mme") && !is("eng", "mme") && !is("fra", "paix"));
}

fn language(code: &str, words: &str) -> String {
    format!("code = \"{code}\"\nname = \"x\"\nfunction-words = [{words}]\nabbreviations = []\n")
}

#[test]
fn a_language_given_is_found_and_told_like_a_bundled_one() {
    let spanish = Language::from_toml(&language("spa", "\"los\", \"el\"")).unwrap();
    let languages = Languages::bundled().with(spanish);
    assert_eq!(languages.codes().collect::<Vec<_>>(), ["deu", "eng", "fra", "nld", "spa"]);
    assert_eq!(languages.get("es").map(Language::code), Some("spa"));
    let told = |text| languages.detect(text).map(Language::code);
    assert_eq!(told("Los Estados"), Some("spa"));
    assert_eq!(told("Les États"), Some("fra"));
    // The set it was added to is as it was.
    assert_eq!(Languages::bundled().number("spa"), None);
    // One that has the code of another takes its place: its words are what tells it.
    let french = Language::from_toml(&language("fra", "\"xyz\"")).unwrap();
    let languages = languages.with(french);
    assert_eq!(languages.codes().len(), 5);
    assert_eq!(languages.detect("Xyz").map(Language::name), Some("x"));
    assert_eq!(languages.detect("Les États").map(Language::code), None);
    // Of two that have the same words the first.
    let same = languages.with(Language::from_toml(&language("cat", "\"los\", \"el\"")).unwrap());
    assert_eq!(same.detect("Los Estados").map(Language::code), Some("cat"));
}

#[test]
fn a_folder_has_languages_in_files_and_in_folders() {
    let spanish = language("spa", "\"el\"");
    let files = [
        ("spa/words.toml", spanish.as_str()),
        ("it.toml", &language("ita", "\"il\"")),
        ("spa/dates.toml", "[dates]\nbefore-year = [\"en\"]"),
    ];
    let languages = Languages::bundled().with_files(files).unwrap();
    assert_eq!(languages.codes().collect::<Vec<_>>(), ["deu", "eng", "fra", "ita", "nld", "spa"]);
    assert_eq!(languages.get("spa").unwrap().dates.before_year, ["en"]);
}

#[test]
fn every_mistake_of_every_file_of_a_folder_is_told() {
    let files = [
        ("spa/words.toml", "code = \"spa\"\nname = 3\nfunction-words = []\nabbreviations = []"),
        ("spa/dates.toml", "[dates]\nmonts = []"),
        ("spanish.toml", &language("spa", "")),
        ("ita.toml", &language("spa", "")),
    ];
    let error = Languages::bundled().with_files(files).unwrap_err();
    let told: Vec<_> =
        error.all().map(|e| format!("{e}: {}", e.help().unwrap_or_default())).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn files_of_a_bundled_language_change_it() {
    let files = [("nl.toml", "function-words = [\"xyzzy\"]\n[dates]\nown-date = [\"heden\"]")];
    let languages = Languages::bundled().with_files(files).unwrap();
    assert_eq!(languages.codes().len(), Languages::bundled().codes().len());
    let dutch = languages.get("nld").unwrap();
    assert_eq!(
        (dutch.name(), &dutch.dates.own_date[..]),
        ("Nederlands", &["heden".to_owned()][..])
    );
    assert_eq!(languages.detect("Xyzzy").map(Language::code), Some("nld"));
    assert_eq!(languages.detect("het verdrag").map(Language::code), Some("nld"));
    // Its code is that of the file.
    let files = [("nld.toml", "# x\ncode = \"spa\"")];
    let error = Languages::bundled().with_files(files).unwrap_err();
    assert_eq!((error.position(), error.file()), (Some((2, 8)), Some("nld.toml".as_ref())));
}

#[test]
fn a_file_that_is_not_called_by_its_code_is_named_by_the_code_that_it_says() {
    let file = "code = \"spa\"\nname = \"español\"\nfunction-words = []\nabbreviations = []";
    for (path, help) in [
        ("español.toml", "call it `spa.toml` (a folder: `spa`), as its key `code` says"),
        ("spa copy.toml", "call it `spa.toml` (a folder: `spa`), as its key `code` says"),
    ] {
        let error = Languages::bundled().with_files([(path, file)]).unwrap_err();
        assert_eq!(error.help(), Some(help), "{path}");
    }
}
