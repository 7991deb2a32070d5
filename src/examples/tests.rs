//! Examples hold or are reported; those of every bundled language hold.

use crate::authority::Authority;
use crate::error::Error;
use crate::language::Languages;
use crate::model::Strength;
use crate::parse::Parser;
use crate::pipeline::Annotator;
use crate::query::Predicate;
use std::fmt::Write;

/// Everything that is reported.
fn reported(result: Result<Languages, Error>) -> String {
    let error = result.expect_err("a mistake");
    let mut reported = String::new();
    for mistake in error.all() {
        let _ = writeln!(reported, "{mistake}");
        if let Some(help) = mistake.help() {
            let _ = writeln!(reported, "    {help}");
        }
    }
    reported
}

/// Everything that is reported of a layer over the bundled languages.
fn layer(path: &str, toml: &str) -> String {
    reported(Languages::bundled().check([(path, toml)], Authority::bundled()))
}

#[test]
fn an_example_that_does_not_hold_is_reported_with_the_rule_that_won() {
    insta::assert_snapshot!(layer(
        "fra.toml",
        r#"
[[commitments.frame]]
id = "fra.compter-faire"
act = "commit"
strength = "intention"
match = ["compter faire"]
example = [
    "Les deux pays [comptent faire] un pas.",
    "Les deux pays [comptent] faire un pas.",
    "Les deux pays [comptent sur] leurs efforts.",
    "Les deux pays [coopéreront] avec la police.",
    "Les deux [pays comptent faire un pas.",
    "Les deux pays comptent faire un pas.",
]
counterexample = ["Les deux pays comptent faire un pas.", "Les deux pays comptent sur [Bruxelles]."]

[[commitments.hedge]]
id = "fra.si-tout-va-bien"
match = ["si tout va bien"]
example = ["Ils coopéreront [si tout va bien].", "La paix règne [si tout va bien]."]

[[name-pattern]]
id = "fra.vallee"
match = ["vallée de la? <capital>"]
kind = "location"
example = ["La police va à la [vallée de la Meuse].", "La police va à [Bruxelles]."]

[[structure.division]]
id = "fra.annexe"
match = ["annexe"]
element = "section"
"#
    ));
}

#[test]
fn the_examples_of_every_bundled_language_hold() {
    for code in Languages::bundled().codes() {
        let files = Languages::bundled().files_of(code).iter().copied();
        if let Err(error) = Languages::none().check(files, Authority::bundled()) {
            panic!("{}", reported(Err(error)));
        }
    }
}

/// The act, the strength and the rule of each predicate of a French text, read with a layer.
fn predicates(layer: &str, text: &str) -> Vec<String> {
    let languages = Languages::bundled().with_files([("fra.toml", layer)]).unwrap();
    let annotator = Annotator::new(Authority::bundled()).languages(languages.clone());
    let doc = Parser::new().languages(languages).parse(text).unwrap().annotate(&annotator);
    let said = |p: Predicate<'_>| {
        let strength = p.strength().map_or("", Strength::name);
        format!("{} {strength} {}", p.act(), p.rule().unwrap_or_default())
    };
    doc.predicates().map(said).collect()
}

#[test]
fn a_layer_replaces_rules_by_their_ids_takes_away_and_adds() {
    let text = "Déclaration\nLes deux pays promettent de coopérer. Ils saluent gaiement ce résultat. \
        Ils gaiement coopéreront.";
    assert_eq!(
        predicates("", text),
        ["commit firm fra.promettre", "acknowledge  fra.saluer", "commit firm "]
    );
    let layer = r#"
remove = ["fra.saluer"]

[[commitments.frame]]
id = "fra.promettre"
act = "commit"
strength = "intention"
match = ["promettre ~ de|d"]

[[commitments.frame]]
id = "fra.cooperer"
act = "state"
match = ["coopérer"]

[commitments.verbs]
"coopérer" = "coopèrent"
"#;
    assert_eq!(
        predicates(layer, text),
        ["commit intention fra.promettre", "state  ", "state  fra.cooperer"]
    );
}

#[test]
fn words_of_a_layer_are_added_and_months_take_the_place_of_those_there() {
    let months: Vec<_> = (1..13).map(|n| format!("[\"mois{n}\"]")).collect();
    let layer = format!("[dates]\nmonths = [{}]\nown-date = [\"hic\"]\n", months.join(", "));
    let languages = Languages::bundled().with_files([("fra.toml", layer.as_str())]).unwrap();
    let dates = &languages.get("fra").unwrap().dates;
    assert_eq!(
        (dates.months.len(), &dates.months[1].get_ref()[..]),
        (12, &["mois2".to_owned()][..])
    );
    assert_eq!(dates.own_date, ["ce", "le", "hic"]);
    assert_eq!(languages.get("fra").unwrap().name(), "français");
}

#[test]
fn mistakes_of_a_layer_and_examples_that_it_breaks_are_reported() {
    insta::assert_snapshot!(layer(
        "fra/moi.toml",
        "remove = [\"fra.saluer\", \"fra.promettr\", 3]\n\n[[structure.division]]\n\
         id = \"fra.engager-se\"\nmatch = [\"annexe\"]\nelement = \"section\"\n"
    ));
    insta::assert_snapshot!(
        "an_example_of_a_bundled_rule_that_a_layer_breaks",
        layer(
            "fra.toml",
            "[[commitments.frame]]\nid = \"fra.coller\"\nact = \"state\"\n\
             match = [\"faire ~ le point sur|de\"]\n\
             example = [\"Les deux pays [font le point sur] la paix.\"]\n"
        )
    );
}

#[test]
fn a_rule_that_matches_nothing_is_reported() {
    let rule = "[[commitments.hedge]]\nid = \"fra.rien\"\nmatch = []\nexample = [\"Ils [coopéreront].\"]\n";
    let layer = layer("fra.toml", rule);
    assert!(
        layer.starts_with("fra.toml:2:6: expected what `fra.rien` matches, but found nothing"),
        "{layer}"
    );
}

#[test]
fn a_set_that_no_rule_names_is_reported() {
    let layer = layer(
        "fra.toml",
        "[sets]\nvite = [\"vite\"]\nforce = [\"vivement\"]\n[[commitments.hedge]]\nid = \"fra.vite\"\n\
         match = [\"aussi {vite} que possible\"]\n\
         example = [\"Les deux pays coopéreront [aussi vite que possible].\"]\n",
    );
    let expected = "fra.toml:3:1: expected a rule that names `{force}`";
    assert!(layer.starts_with(expected) && layer.lines().count() == 2, "{layer}");
}

#[test]
fn of_several_beginnings_of_a_title_the_longest_counts() {
    let file = "code = \"ita\"\nname = \"x\"\nfunction-words = [\"il\"]\nabbreviations = []\n\
        [[structure.doctype]]\nid = \"ita.accordo\"\nmatch = [\"accordo\", \"accordo quadro\"]\nkind = \"agreement\"\n\
        example = [\"[Accordo] di pesca\", \"[Accordo quadro] di pesca\"]\n\
        [[structure.doctype]]\nid = \"ita.comune\"\nmatch = [\"accordo comune\"]\nkind = \"treaty\"\n\
        example = [\"[Accordo comune] di pesca\"]\n";
    let languages = Languages::none().check([("ita.toml", file)], Authority::bundled()).unwrap();
    let parser = Parser::new().languages(languages).language("ita").unwrap();
    let doc = parser.parse("Accordo comune di pesca\n\nIl mare.").unwrap();
    assert_eq!(doc.kind().map(|kind| kind.name()), Some("treaty"));
}

/// Whether a sentence is a counterexample of « envisager de » as a promise.
fn is_counterexample(sentence: &str) -> bool {
    let toml = format!(
        r#"
[[commitments.frame]]
id = "fra.prevoir"
act = "commit"
strength = "intention"
match = ["envisager ~ de|d"]
example = ["Les deux pays [envisagent de] partir."]
counterexample = ["{sentence}"]
"#
    );
    Languages::bundled().check([("fra.toml", toml.as_str())], Authority::bundled()).is_ok()
}

#[test]
fn a_counterexample_may_have_the_verb_if_it_does_not_do_what_the_rule_says() {
    // Nobody who is a party promises.
    assert!(is_counterexample("Les voleurs envisagent de partir."));
    assert!(is_counterexample("Les deux pays rappellent que les voleurs envisagent de partir."));
    assert!(!is_counterexample("Les deux pays envisagent également de partir."));
}
