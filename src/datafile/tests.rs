use super::{Files, from_files, from_toml};
use serde::Deserialize;
use std::fmt::Write;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read to see what is reported of mistakes")]
struct Sample {
    work: Option<Work>,
    #[serde(default)]
    entity: Vec<Entity>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read to see what is reported of mistakes")]
struct Work {
    title: Option<String>,
    authors: Option<Vec<String>>,
    prescriptive: Option<bool>,
    date: Option<crate::Date>,
    pages: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read to see what is reported of mistakes")]
struct Entity {
    id: String,
    name: String,
    #[serde(default)]
    place: Option<Place>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read to see what is reported of mistakes")]
struct Place {
    people: u32,
    capital: bool,
}

/// All that is reported of a file.
fn told(toml: &str) -> String {
    let error = from_toml::<Sample>(toml).expect_err(toml);
    let mut told = String::new();
    for mistake in error.all() {
        let _ = writeln!(told, "{mistake}");
        if let Some(help) = mistake.help() {
            let _ = writeln!(told, "    {help}");
        }
    }
    told
}

#[test]
fn every_wrong_value_is_told_with_an_example() {
    insta::assert_snapshot!(told(
        "[work]\n\
         title = 3\n\
         titel = \"x\"\n\
         authors = \"royaume-de-belgique\"\n\
         prescriptive = \"false\"\n\
         date = 2021-11-22\n\
         pages = \"12\"\n\
         \n\
         [[entity]]\n\
         id = \"a\"\n\
         \n\
         [[entity]]\n\
         id = [\"b\"]\n\
         name = true\n\
         \n\
         [[entity]]\n\
         id = \"c\"\n\
         name = \"C\"\n\
         names = [\"D\"]\n\
         \n\
         [[entity]]\n\
         idd = \"d\"\n\
         nam = 4\n"
    ));
    insta::assert_snapshot!(
        "values_of_other_kinds",
        told(
            "work = { title = { fra = \"x\" }, authors = [\"a\", 2], date = \"hier\", pages = -1 }\n\
             entity = 1\n"
        )
    );
    insta::assert_snapshot!(
        "too_large",
        told("[work]\npages = 70000\nauthors = { a = 1 }\n[work.title]\n")
    );
}

#[test]
fn a_table_that_lacks_all_its_keys_is_told_with_each() {
    let mut all = String::new();
    for toml in [
        "[[entity]]\n",
        "[[entiti]]\n",
        "[entity]\nid = \"a\"\nname = \"A\"\n",
        "entity = [\"a\", { id = \"b\" }]\n",
        "[[entity]]\nid = \"a\"\nname = \"A\"\nplace = { people = \"many\", capital = 1 }\n",
    ] {
        let _ = writeln!(all, "{toml}---\n{}", told(toml));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_is_no_toml_is_told_line_by_line() {
    let mut all = String::new();
    for toml in [
        "[work\ntitle = \"x\"\n",
        "[[entity]\nid = 3\n",
        "[work]\ntitle = Accord de Paris\nauthors = [\"a\" \"b\"]\ndate = 2021-13-45\n",
        "[work]\ntitle = \"Accord\n\npages = 1\n",
        "[work]\ntitle =\npages\n= 3\n",
        "[work]\ntitle = \"a\"\ntitle = \"b\"\n[work]\n",
        "[work]\nauthors = [\"a\",\n",
        "title: Accord\n",
        "[work]\ntitle = \"C:\\dossier\"\n",
        "[work]\ntitle = 'a' 'b'\n",
        "[work]\nle titre = \"x\"\n",
        "[work]\npages = 012\n",
        "work = { title = \"a\"\n",
        "{ \"work\": 1 }\n",
        "é = 1\n",
    ] {
        let _ = writeln!(all, "{toml}---\n{}", told(toml));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_file_full_of_mistakes_has_an_end() {
    let toml = "[[entity]]\nid = 1\nname = 2\n".repeat(400);
    let error = from_toml::<Sample>(&toml).expect_err("wrong");
    assert_eq!(error.all().count(), super::MOST);
}

/// What is reported of several files read as one.
fn told_of_files(files: &[(&str, &str)]) -> Vec<String> {
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only whether it can be read is asked")]
    struct Joined {
        code: String,
        #[serde(default)]
        words: Vec<String>,
        #[serde(default)]
        verbs: std::collections::BTreeMap<String, String>,
        #[serde(default)]
        rule: Vec<Rule>,
    }
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only whether it can be read is asked")]
    struct Rule {
        id: u32,
    }
    let files = Files::several(files.iter().copied());
    match from_files::<Joined>(&files) {
        Ok(joined) => {
            let ids: Vec<_> = joined.rule.iter().map(|rule| rule.id).collect();
            vec![format!("{} {:?} {:?} {ids:?}", joined.code, joined.words, joined.verbs)]
        }
        Err(error) => error
            .all()
            .map(|error| format!("{error} ({})", error.help().unwrap_or_default()))
            .collect(),
    }
}

#[test]
fn tables_and_lists_of_tables_of_several_files_are_put_together() {
    let a = "code = \"x\"\n[verbs]\n\"go\" = \"goes\"\n[[rule]]\nid = 1\n[[rule]]\nid = 2";
    let b = "words = [\"é\"]\n[[rule]]\nid = 3\n[verbs]\nsee = \"sees\"";
    let told = told_of_files(&[("a.toml", a), ("b.toml", b)]);
    assert_eq!(told, ["x [\"é\"] {\"go\": \"goes\", \"see\": \"sees\"} [1, 2, 3]"]);
}

#[test]
fn every_mistake_of_several_files_is_told_with_its_file() {
    let a = "code = 1\n[verbs]\ngo = \"é\"\n";
    let b = "# é\n[[rule]]\nid = 1\nname = \"x\"\n[[rule]]\nid = \"é\"";
    assert_eq!(
        told_of_files(&[("a.toml", a), ("b.toml", b)]),
        [
            "a.toml:1:8: key `code`: expected text in quotation marks, but found the number 1 (write `code = \"1\"`)",
            "b.toml:4:1: expected a key of `rule` (id), but found `name` ()",
            "b.toml:6:6: key `rule.id`: expected a whole number, but found `é` (write `id = 1`)",
        ]
    );
    // Syntax first, in every file.
    let told = told_of_files(&[("a.toml", "code = \n"), ("b.toml", "[verbs\n"), ("c.toml", a)]);
    let places: Vec<_> = told.iter().map(|told| told.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["a.toml:1:8", "b.toml:1:7"]);
    // What is not there is missing in the first.
    let told = told_of_files(&[("a.toml", "words = []"), ("b.toml", "")]);
    assert_eq!(
        told,
        ["a.toml:1:1: expected the key `code`, but found none (add a line `code = …`)"]
    );
}

#[test]
fn a_key_that_two_files_have_is_a_mistake() {
    let a = "code = \"x\"\nwords = [\"a\"]\n[verbs]\ngo = \"goes\"";
    let b = "words = [\"b\"]\n[verbs]\ngo = \"went\"\n[[rule]]\nid = 1";
    assert_eq!(
        told_of_files(&[("a.toml", a), ("b.toml", b)]),
        [
            "b.toml:1:9: expected every key once, but found `words` again (it is in a.toml too: put the values together there)",
            "b.toml:3:6: expected every key once, but found `verbs.go` again (it is in a.toml too: put the values together there)",
        ]
    );
}

#[test]
fn keys_of_every_type_that_a_table_lacks_are_told() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read to see what is told of mistakes")]
    struct Lists {
        name: String,
        words: Vec<String>,
        stops: Vec<String>,
        long: bool,
        count: u8,
    }
    for toml in ["", "# nothing", "name = \"x\""] {
        let error = from_toml::<Lists>(toml).unwrap_err();
        let lacking = if toml.contains("name") { 4 } else { 5 };
        assert_eq!(error.all().count(), lacking, "{toml}: {error:?}");
    }
}
