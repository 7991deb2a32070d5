//! Akoma Ntoso is checked against the official schema, the naming convention and its own links.
//!
//! `cargo run --example validate_report` checks the XML below, `… -- FILE…` those of your own.

use akoma::{Error, Level, LineIndex, Severity, Validation, Validator, akn};
use std::ffi::OsString;

const XML: &str = r##"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="loi">
    <body>
      <article eId="art_1">
        <num>Article 1</num>
        <contnet eId="art_1__content"><p>Voir l’<ref href="#art_9">article 9</ref>.</p></contnet>
      </article>
    </body>
  </act>
</akomaNtoso>
"##;

fn main() -> Result<(), Error> {
    run(std::env::args_os().skip(1).collect())
}

/// Prints what is wrong in files, or in the document above.
fn run(paths: Vec<OsString>) -> Result<(), Error> {
    // One validator serves any number of documents.
    let validator = Validator::new().level(Level::Convention);
    if paths.is_empty() {
        print("example.xml", XML, &validator.validate(XML));
    }
    for path in paths {
        let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
        let xml = akn::decode(bytes).map_err(|error| error.in_file(&path))?;
        print(&path.to_string_lossy(), &xml, &validator.validate(&xml));
    }
    Ok(())
}

fn print(name: &str, xml: &str, validation: &Validation) {
    let report = validation.report();
    let errors = report.iter().filter(|finding| finding.severity() == Severity::Error).count();
    println!("{name}: {}, {} findings, {errors} errors", validation.verdict(), report.len());
    // Spans are bytes of the XML; people count lines and columns.
    let lines = LineIndex::new(xml);
    for finding in report {
        let place = finding.span().map(|span| lines.line_column(xml, span.start()));
        let (line, column) = place.unwrap_or((1, 1));
        println!("{name}:{line}:{column}: {}: {}", finding.code(), finding.message());
        if let Some(help) = finding.help() {
            println!("  {help}");
        }
    }
}

#[test]
fn it_runs_and_finds() -> Result<(), Error> {
    run(Vec::new())?;
    let codes = |level| -> Vec<_> {
        let validation = Validator::new().level(level).validate(XML);
        validation.report().iter().map(|finding| finding.code()).collect()
    };
    assert!(codes(Level::Schema).contains(&"unknown-element"), "{:?}", codes(Level::Schema));
    assert!(!codes(Level::Schema).contains(&"reference-dangling"));
    assert!(codes(Level::Convention).contains(&"reference-dangling"));
    Ok(())
}
