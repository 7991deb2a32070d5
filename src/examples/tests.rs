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
