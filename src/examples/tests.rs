//! Examples hold or are reported; those of every bundled language hold.

use crate::authority::Authority;
use crate::error::Error;
use crate::language::Languages;
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
