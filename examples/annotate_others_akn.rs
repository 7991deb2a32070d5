//! Akoma Ntoso that somebody else has made is annotated: marks are added, nothing else is touched.
//!
//! `cargo run --example annotate_others_akn` reads the XML below, `… -- FILE` one of your own.

use akoma::{Annotator, Error, Verdict, akn, validate};
use std::ffi::OsString;

const XML: &str = r##"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="note">
    <meta>
      <identification source="#ministry">
        <FRBRWork>
          <FRBRthis value="/akn/be/statement/2024-05-02/note/!main"/>
          <FRBRuri value="/akn/be/statement/2024-05-02/note"/>
          <FRBRdate date="2024-05-02" name="publication"/>
          <FRBRauthor href="#ministry"/>
          <FRBRcountry value="be"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="/akn/be/statement/2024-05-02/note/fra@/!main"/>
          <FRBRuri value="/akn/be/statement/2024-05-02/note/fra@"/>
          <FRBRdate date="2024-05-02" name="publication"/>
          <FRBRauthor href="#ministry"/>
          <FRBRlanguage language="fra"/>
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="/akn/be/statement/2024-05-02/note/fra@/!main.xml"/>
          <FRBRuri value="/akn/be/statement/2024-05-02/note/fra@.xml"/>
          <FRBRdate date="2024-05-02" name="markup"/>
          <FRBRauthor href="#ministry"/>
        </FRBRManifestation>
      </identification>
      <references source="#ministry">
        <TLCOrganization eId="ministry" href="/ontology/organization/be/ministry" showAs="Ministry"/>
      </references>
    </meta>
    <mainBody>
      <p eId="p_1">L’ANSSI informe Frontex le 22 novembre 2021.</p>
    </mainBody>
  </statement>
</akomaNtoso>
"##;

fn main() -> Result<(), Error> {
    run(std::env::args_os().nth(1))
}

/// Prints a file, or the document above, with its marks.
fn run(path: Option<OsString>) -> Result<(), Error> {
    let xml = match path {
        None => XML.to_owned(),
        Some(path) => {
            let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
            akn::decode(bytes).map_err(|error| error.in_file(&path))?
        }
    };
    println!("{}", annotated(&xml)?);
    Ok(())
}

/// The XML with marks for who and what it names.
fn annotated(xml: &str) -> Result<String, Error> {
    let doc = akn::read(xml)?;
    // Nothing was added yet: the XML comes back to the byte.
    assert_eq!(doc.to_akn(), xml);
    let marked = doc.annotate(Annotator::bundled()).to_akn();
    // What was valid stays valid.
    if validate(xml).verdict() == Verdict::Valid {
        assert_eq!(validate(&marked).verdict(), Verdict::Valid);
    }
    Ok(marked)
}

#[test]
fn it_runs_and_marks() -> Result<(), Error> {
    run(None)?;
    assert_eq!(validate(XML).verdict(), Verdict::Valid);
    let marked = annotated(XML)?;
    assert!(marked.contains("<organization"), "{marked}");
    assert!(marked.contains("<date"), "{marked}");
    // The text is the same, and a second run adds nothing.
    assert_eq!(akn::read(&marked)?.text(), akn::read(XML)?.text());
    assert_eq!(annotated(&marked)?, marked);
    Ok(())
}
