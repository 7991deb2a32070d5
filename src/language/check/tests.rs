//! Every mistake in the rules of a language is reported, where it is.

use crate::language::{Language, Languages};
use std::fmt::Write;

/// All that is reported of a language whose rules are `rules`.
fn reported(rules: &str) -> String {
    let toml = format!(
        "code = \"ita\"\nname = \"italiano\"\nfunction-words = [\"il\"]\nabbreviations = []\n{rules}"
    );
    let error = Language::from_toml(&toml).expect_err(rules);
    let mut reported = String::new();
    for mistake in error.all() {
        let _ = writeln!(reported, "{mistake}");
        if let Some(help) = mistake.help() {
            let _ = writeln!(reported, "    {help}");
        }
    }
    crate::kinds::tests::without_names(&reported)
}

#[test]
fn a_notation_that_is_none_is_reported_with_its_place() {
    insta::assert_snapshot!(reported(
        r#"
[sets]
corti = ["corte", "tribunale", "l’alta"]

[[name-pattern]]
id = "ita.corte"
kind = "organization"
match = ["{corti} di <location>", "{cort} di", "corte (di", "corte) di", "<luogo> di", "corte <locaton>",
    "corte ,", "l’alta corte", "a|", "", "corte di ?", "(((((((((a)))))))))", "corte ()", "{corti di"]

[[name-pattern]]
id = "ita.altra"
kind = "organization"
match = ['corte <lugo>', "\u0063orte <lugo>"]
"#
    ));
}

#[test]
fn a_class_that_is_never_found_is_reported() {
    insta::assert_snapshot!(reported(
        r#"
[[name-pattern]]
id = "ita.corte"
kind = "organization"
match = ["corte <location> <capital|adverb>", "corte <inf>", "corte <demonym> <adjective>"]

[[commitments.hedge]]
id = "ita.se"
match = ["se <adverb> <inf> <demonym>"]

[[commitments.operator]]
id = "ita.deve"
strength = "firm"
match = ["dovere", "dovere <inf>"]

[commitments.verbs]
"dovere" = "deve"
"#
    ));
}

#[test]
fn ids_lemmas_kinds_and_plain_words_that_cannot_hold_are_reported_at_once() {
    insta::assert_snapshot!(reported(
        r#"
[[structure.doctype]]
id = "ita.trattato"
match = ["trattato", "trattato|accordo"]
kind = "treatis"

[[structure.division]]
id = "ita.trattato"
match = ["articolo uno"]
element = "article"

[[commitments.frame]]
id = "promettere"
act = "commit"
match = ["promettere ~ di", "promettre", "dovere"]

[[commitments.frame]]
id = "ita.salutare"
act = "acknowledge"
strength = "firm"
match = ["promettere di <verbo>"]

[[commitments.hedge]]
id = "ita.Possibile"
match = ["se possibile"]

[commitments.verbs]
promettere = "promette promettono"
"#
    ));
}

#[test]
fn verbs_that_are_not_listed_and_operators_without_a_form_are_reported_at_once() {
    insta::assert_snapshot!(reported(
        r#"
[[commitments.operator]]
id = "ita.dovere"
match = ["dovere <inf>", "dovere", "dovere a", "dovre <inf>", "dovere <infinito>"]
unless-verb = ["cercare", "promettre"]

[[commitments.operator]]
id = "ita.potere"
match = ["potere <inf>"]
permission = true
strength = "firm"

[commitments.verbs]
dovere = "deve devono"
potere = "può possono"
promettere = { present = "promette", perfect = "avere" }
"#
    ));
}

#[test]
fn a_rule_that_can_be_read_and_one_that_cannot_are_reported_together() {
    insta::assert_snapshot!(reported(
        "[[name-pattern]]\nid = \"ita.corte\"\nmatch = \"corte\"\nkind = \"court\"\n\
         [[name-pattern]]\nid = \"ita.corte\"\nmatch = [\"corte (\"]\nkinds = \"organization\"\n"
    ));
}

#[test]
fn elements_classes_and_words_that_there_are_not_are_reported_at_once() {
    insta::assert_snapshot!(reported(
        r#"
[dates]
months = [["gennaio"], ["febbraio"]]

[[structure.division]]
id = "ita.articolo"
match = ["articolo"]
element = "artcle"

[[structure.division]]
id = "ita.capo"
match = ["capo"]
element = "p"

[[acronym-head]]
id = "ita.banca"
match = ["banca"]
kind = "organization"
class = "agenci"

[[name-pattern]]
id = "ita.patto"
match = ["patto <capital>"]
kind = "agreement"
class = "treaty"

[[commitments.frame]]
id = "ita.vuoto"
act = "state"
match = ["", "essere a"]

[commitments.verbs]
essere = "è / a / b / c"
"#
    ));
}

#[test]
fn abbreviations_are_single_words_without_their_stop() {
    let toml = "code = \"ita\"\nname = \"x\"\nfunction-words = []\nabbreviations = [\"n°\", \"tél\", \"art.\", \"p.es.\", \"\"]";
    let error = Language::from_toml(toml).unwrap_err();
    let all: Vec<_> = error.all().map(|e| (e.position().unwrap().1, e.help())).collect();
    let write = [Some("write \"art\""), Some("write \"p\", \"es\""), None];
    assert_eq!(all, [(31, write[0]), (39, write[1]), (48, write[2])]);
}

#[test]
fn an_abbreviation_is_known_with_its_accents() {
    let french = Languages::bundled().get("fra").unwrap();
    assert!(french.is_abbreviation("ref") && french.is_abbreviation("tel"));
    assert!(!french.is_abbreviation("re") && !french.is_abbreviation("refs"));
}

#[test]
fn what_a_mistake_of_a_layer_breaks_below_is_not_reported_too() {
    let layer = "[commitments]\nverbs = 3\n";
    let error = Languages::bundled().with_files([("fra.toml", layer)]).unwrap_err();
    assert_eq!(error.all().count(), 1);
    assert_eq!(error.position(), Some((2, 9)));
    assert_eq!(error.help(), Some("write `[commitments.verbs]`"));
}

#[test]
fn the_bundled_languages_have_no_mistakes() {
    let kinds = crate::kinds::Kinds::bundled().unwrap();
    for code in Languages::bundled().codes() {
        let language = Languages::bundled().get(code);
        let mistakes = language.map(|language| language.mistakes(&kinds));
        assert_eq!(mistakes, Some(Vec::new()), "{code}");
    }
}

#[test]
fn the_code_of_a_language_is_one_of_iso_639() {
    let toml =
        |code| format!("name = \"x\"\ncode = \"{code}\"\nfunction-words = []\nabbreviations = []");
    for code in ["spa", "fra", "qab"] {
        assert!(Language::from_toml(&toml(code)).is_ok(), "{code}");
    }
    for (code, near) in
        [("es", Some("spa")), ("fre", Some("fra")), ("spanish", None), ("mul", None)]
    {
        let error = Language::from_toml(&toml(code)).unwrap_err();
        let help = near.map(|near| format!("did you mean `{near}`?"));
        assert_eq!((error.position(), error.help()), (Some((2, 8)), help.as_deref()), "{code}");
    }
}

#[test]
fn a_speech_act_that_is_misspelt_is_read_as_what_was_meant() {
    let rule = |act: &str| {
        format!(
            "code = \"fra\"\nname = \"x\"\nfunction-words = []\nabbreviations = []\n\
             [[commitments.frame]]\nact = \"{act}\"\nmatch = [\"saluer\"]\n\
             [commitments.verbs]\n\"saluer\" = \"salue saluent\"\n"
        )
    };
    let error = Language::from_toml(&rule("aknowledge")).unwrap_err();
    assert_eq!(error.help(), Some("did you mean `acknowledge`?"));
    // A promise would have to say how firm it is: nothing asks for that here.
    assert_eq!(error.all().count(), 1, "{error}");
    assert_eq!(Language::from_toml(&rule("wave")).unwrap_err().help(), None);
}
