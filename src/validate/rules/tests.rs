//! Each rule against its two documents, and all rules against what no document should hold.

use super::super::check_rules;
use super::super::rule::MOST;
use super::ALL;
use crate::report::Diagnostic;
use crate::text::LineIndex;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

#[test]
fn rules_are_sorted_and_have_fixtures() {
    let names: Vec<&str> = ALL.iter().map(|rule| rule.code.name()).collect();
    assert!(names.is_sorted());
    let mut folders: Vec<String> = fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    assert_eq!(folders, names);
}

#[test]
fn nothing_is_found_in_what_is_right() {
    for rule in ALL {
        let xml = fs::read_to_string(fixtures().join(rule.code.name()).join("right.xml")).unwrap();
        assert_eq!(crate::validate(&xml).report().len(), 0, "{}", rule.code.name());
        let found = check_rules(&xml).unwrap();
        assert!(found.is_empty(), "{}: {found:#?}", rule.code.name());
    }
}

#[test]
fn what_is_wrong_is_found_by_its_rule_alone() {
    for rule in ALL {
        let name = rule.code.name();
        let folder = fixtures().join(name);
        let xml = fs::read_to_string(folder.join("wrong.xml")).unwrap();
        let found = check_rules(&xml).unwrap();
        assert!(!found.is_empty(), "{name} finds nothing");
        let mut all = String::new();
        for finding in &found {
            assert_eq!(finding.code(), name, "{finding:#?}");
            write(&mut all, &xml, finding);
        }
        // The rule, its documents and what is found in them: nothing to be kept anywhere else.
        insta::with_settings!({
            snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!("found", all) });
    }
}

fn write(out: &mut String, xml: &str, finding: &Diagnostic) {
    let index = LineIndex::new(xml);
    let (line, column) = index.line_column(xml, finding.span().unwrap().start());
    writeln!(out, "{}[{}] {line}:{column}", finding.severity(), finding.code()).unwrap();
    writeln!(out, "  at {}", finding.path().unwrap()).unwrap();
    writeln!(out, "  {}", finding.message()).unwrap();
    writeln!(out, "  help: {}\n", finding.help().unwrap()).unwrap();
}

const HEAD: &str = r#"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">"#;

#[test]
fn one_cause_is_one_finding_that_counts() {
    let ps = r##"<p eId="p_1" refersTo="#nobody"/>"##.repeat(40);
    let found = check_rules(&format!("{HEAD}<act>{ps}</act></akomaNtoso>")).unwrap();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message().ends_with("which is no eId here, and 39 more"), "{found:#?}");
}

#[test]
fn many_causes_are_counted_too() {
    let ps: String =
        (0..MOST + 5).map(|n| format!(r##"<p eId="p_{n}" refersTo="#n{n}"/>"##)).collect();
    let found = check_rules(&format!("{HEAD}<act>{ps}</act></akomaNtoso>")).unwrap();
    assert_eq!(found.len(), MOST);
    assert!(found[MOST - 1].message().ends_with("and 5 others like this"), "{:?}", found[MOST - 1]);
}

#[test]
fn documents_that_break_the_schema_are_looked_at_too() {
    for inner in [
        "",
        "text",
        "<meta/>",
        "<act><meta><identification/></meta></act>",
        r#"<act><meta><identification><FRBRWork><FRBRuri/><FRBRuri value="/akn/"/></FRBRWork>
           <FRBRExpression><FRBRuri value="/akn/"/><FRBRdate date="é"/></FRBRExpression>
           </identification></meta></act>"#,
        r##"<p eId="" wId="" refersTo="" href="#" src="!" as="~" period="#"/>"##,
        r#"<x:p xmlns:x="urn:x" eId="§§ ''" href="nowhere"/>"#,
        r##"<TLC href="/ontology/" eId="____"/><timeInterval start="&#233;" end="#"/>"##,
        r#"<num/><heading eId="a__b__c__"><num> 1<i/></num><heading/></heading>"#,
    ] {
        check_rules(&format!("{HEAD}{inner}</akomaNtoso>")).unwrap();
    }
}

#[test]
fn deep_and_wide_documents_take_no_longer_for_it() {
    let deep = 50_000;
    let open = r##"<section eId="x__y__z_1" refersTo="#no"><num>1<num>2</num></num><heading/>"##;
    let deep =
        format!("{HEAD}<act>{}{}</act></akomaNtoso>", open.repeat(deep), "</section>".repeat(deep));
    assert!(check_rules(&deep).unwrap().len() < 10 * MOST);
    let wide: String =
        (0..50_000).map(|n| format!(r#"<p eId="x__q_{n}" by="nobody {n}"/>"#)).collect();
    assert!(
        check_rules(&format!("{HEAD}<act>{wide}</act></akomaNtoso>")).unwrap().len() < 10 * MOST
    );
}
