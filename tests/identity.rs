//! What a document is: its title, its date, its country, its language. Nothing is made up.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, Document, Metadata, Parser, Severity, akn};

/// A document of Akoma Ntoso with this in its FRBR work and expression, and this around its body.
#[derive(Clone, Copy)]
struct Case<'a> {
    element: &'a str,
    work: &'a str,
    language: &'a str,
    head: &'a str,
}

const CASE: Case<'_> = Case { element: "act", work: "", language: "eng", head: "" };

impl Case<'_> {
    fn xml(&self) -> String {
        let Self { element, work, language, head } = self;
        let body = match *element {
            "judgment" => "<judgmentBody><decision><p>We dismiss it.</p></decision></judgmentBody>",
            _ => {
                "<body><article><num>1</num><content><p>First words.</p></content></article></body>"
            }
        };
        format!(
            "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><{element}><meta>\
             <identification source=\"#x\"><FRBRWork>{work}</FRBRWork><FRBRExpression>\
             <FRBRlanguage language=\"{language}\"/></FRBRExpression></identification></meta>\
             {head}{body}</{element}></akomaNtoso>"
        )
    }

    fn doc(&self) -> Document {
        akn::read(&self.xml()).unwrap()
    }

    fn title(&self) -> String {
        self.doc().frbr().title().to_owned()
    }
}

const NAME: &str = r#"<FRBRname value="Office of Tides v Harbour Board"/>"#;
const ALIAS: &str = r#"<FRBRalias name="title" value="Tides Act"/>"#;

#[test]
fn a_title_is_what_the_document_is_called_by_its_makers() {
    let preface = |inside: &str| format!("<preface>{inside}</preface>");
    let doc_title = preface("<p><docTitle>On Tides</docTitle></p>");
    let short = preface("<p>2020 c. 7</p><p><shortTitle>Tides Act 2020</shortTitle></p>");
    let long = preface("<longTitle><p>An Act to end ebb.</p></longTitle>");
    for (work, head, expected) in [
        (ALIAS, doc_title.as_str(), "On Tides"),
        (NAME, &doc_title, "On Tides"),
        (ALIAS, &short, "Tides Act 2020"),
        (ALIAS, &long, "Tides Act"),
        (NAME, &long, "Office of Tides v Harbour Board"),
        // A slug, a code and a template are no names.
        (r#"<FRBRname value="tides-act"/>"#, &long, "An Act to end ebb."),
        (r#"<FRBRname value="S.S.I. 2017/102 (C. 10)"/>"#, &long, "An Act to end ebb."),
        (r##"<FRBRname value="#varBillTitle"/>"##, &long, "An Act to end ebb."),
        (r#"<FRBRalias name="id" value="e3584ca6-ed66"/>"#, &long, "An Act to end ebb."),
        (r#"<FRBRalias value="Community Tide By-law"/>"#, "", "Community Tide By-law"),
        (r#"<FRBRname value="Grundgesetz"/>"#, "", "Grundgesetz"),
        (
            NAME,
            "<preface><p><docTitle> […] </docTitle></p></preface>",
            "Office of Tides v Harbour Board",
        ),
    ] {
        assert_eq!(Case { work, head, ..CASE }.title(), expected, "{work}{head}");
    }
}

#[test]
fn a_document_without_a_title_is_its_kind_its_number_and_its_date() {
    let work =
        r#"<FRBRdate date="2020-01-15" name=""/><FRBRsubtype value="loi"/><FRBRnumber value="7"/>"#;
    assert_eq!(Case { work, ..CASE }.title(), "loi 7, 2020-01-15");
    assert_eq!(CASE.title(), "act");
    let head = "<preface><p><docType>Ley</docType><docNumber>20.418</docNumber></p></preface>";
    assert_eq!(Case { work, head, ..CASE }.title(), "Ley 20.418, 2020-01-15");
}

#[test]
fn a_judgment_is_called_by_its_case() {
    let judgment = Case { element: "judgment", ..CASE };
    let header = |inside: &str| format!("<header>{inside}</header>");
    let title = header(
        "<p><neutralCitation>[2020] EWHC 6</neutralCitation></p><p><docTitle>Approved Judgment</docTitle></p>",
    );
    assert_eq!(
        Case { work: NAME, head: &title, ..judgment }.title(),
        "Office of Tides v Harbour Board"
    );
    assert_eq!(Case { head: &title, ..judgment }.title(), "Approved Judgment, [2020] EWHC 6");
    let parties = header(
        "<p><neutralCitation>[2020] EWHC 6</neutralCitation></p>\
         <p><party as=\"#claimant\">A. Ebb</party><party as=\"#claimant\">B. Flow</party></p>\
         <p><party as=\"#defendant\">Harbour Board</party></p>",
    );
    assert_eq!(
        Case { head: &parties, ..judgment }.title(),
        "A. Ebb, B. Flow – Harbour Board, [2020] EWHC 6"
    );
    let cited = header("<p><docketNumber>C-12/20</docketNumber></p>");
    assert_eq!(Case { head: &cited, ..judgment }.title(), "judgment C-12/20");
}

#[test]
fn the_words_of_a_title_are_neither_glued_nor_taken_apart_and_notes_are_left_out() {
    for (inside, expected) in [
        ("<p>Proposal for a</p><p>REGULATION</p>", "Proposal for a REGULATION"),
        (
            "<p><docStage>Proposal for a</docStage><docType>REGULATION</docType></p>",
            "Proposal for a REGULATION",
        ),
        ("<p><b>T</b><i>ides</i> and<br/>ebbs</p>", "Tides and ebbs"),
        (
            "<p>Tides<authorialNote marker=\"1\"><p>Not ebbs.</p></authorialNote>, all</p>",
            "Tides, all",
        ),
        ("<p>Ti&#100;es <![CDATA[& ebbs]]></p>", "Tides & ebbs"),
    ] {
        let head = format!("<preface><longTitle>{inside}</longTitle></preface>");
        assert_eq!(Case { head: &head, ..CASE }.title(), expected, "{inside}");
    }
    // What is marked as naming something is a title all the same.
    let head = "<preface><p><docTitle refersTo=\"#t\">On Tides</docTitle></p></preface>";
    assert_eq!(Case { head, ..CASE }.title(), "On Tides");
}

#[test]
fn a_title_of_its_own_is_better_than_that_of_a_cover_page_or_of_an_annex() {
    let head = "<coverPage><p><docTitle>Resolution of 10 June</docTitle></p></coverPage>\
                <preface><p><docTitle>Tides</docTitle></p></preface>";
    assert_eq!(Case { head, ..CASE }.title(), "Tides");
    let xml = Case { work: NAME, ..CASE }.xml().replace(
        "</body>",
        "</body><attachments><attachment><doc name=\"annex\"><meta/><preface><p><docTitle>Annex\
         </docTitle></p></preface><mainBody><p>Text.</p></mainBody></doc></attachment></attachments>",
    );
    assert_eq!(akn::read(&xml).unwrap().frbr().title(), "Office of Tides v Harbour Board");
}

#[test]
fn a_text_is_called_by_its_title_its_metadata_or_its_first_words() {
    let doc = Document::parse("Accord sur\nles marées\n1. Objet\nTexte.").unwrap();
    assert_eq!(doc.frbr().title(), "Accord sur les marées");
    let metadata = Metadata::from_toml("[work]\ntitle = \"Accord\"").unwrap();
    let doc =
        Parser::new().metadata(metadata).parse("Accord sur les marées\n1. Objet\nTexte.").unwrap();
    assert_eq!(doc.frbr().title(), "Accord");
    // What akoma was told is read back from what it writes.
    assert_eq!(akn::read(&doc.to_akn()).unwrap().frbr().title(), "Accord");
    let long =
        "The parties agree that the tides shall come and go as they always have done. ".repeat(3);
    let doc = Document::parse(&format!("\n{long}\n")).unwrap();
    let title = doc.frbr().title().to_owned();
    assert!(title.ends_with(" …") && title.len() < 125, "{title}");
    assert!(long.starts_with(title.trim_end_matches(" …")), "{title}");
}

#[test]
fn what_only_stands_for_a_date_or_a_country_is_unknown() {
    for (date, expected) in [
        (r#"date="2020-01-15" name="Generation""#, Some("2020-01-15")),
        (r#"date="2020-01-15T10:00:00" name="Generation""#, Some("2020-01-15")),
        (r#"date="2009" name="Generation""#, Some("2009")),
        (r#"date="0001-01-01" name="Generation""#, None),
        (r#"date="9999-01-01" name="""#, None),
        (r#"date="1000-01-01" name="dummy""#, None),
        (r#"date="soon" name="""#, None),
    ] {
        let work = format!("<FRBRdate {date}/>");
        let frbr = Case { work: &work, ..CASE }.doc().frbr();
        assert_eq!(frbr.date().map(|date| date.to_string()).as_deref(), expected, "{date}");
    }
    for (country, expected) in
        [("EU", Some("eu")), ("GB-SCT", Some("gb-sct")), ("zz", None), ("xx", None), ("", None)]
    {
        let work = format!("<FRBRcountry value=\"{country}\"/>");
        assert_eq!(Case { work: &work, ..CASE }.doc().frbr().country(), expected, "{country}");
    }
}

#[test]
fn languages_have_one_code_whatever_the_document_writes() {
    for (language, expected) in [
        ("en", Some("eng")),
        ("fre", Some("fra")),
        ("fr-BE", Some("fra")),
        ("", None),
        ("und", None),
    ] {
        let doc = Case { language, ..CASE }.doc();
        assert_eq!(doc.frbr().language(), expected, "{language}");
        assert_eq!(doc.language(), expected, "{language}");
    }
}

#[test]
fn what_nobody_knows_of_a_text_is_reported_until_it_is_said() {
    let codes = |doc: &Document| {
        let warnings = doc.report().iter().filter(|d| d.severity() == Severity::Warning);
        let all = warnings.map(|d| (d.code(), d.help().unwrap_or_default().to_owned()));
        all.collect::<Vec<_>>()
    };
    let doc = Document::parse("Lorem ipsum\n1. Dolor\nSit amet.").unwrap();
    let doc = doc.annotate(Annotator::bundled());
    let found = codes(&doc);
    for (code, key) in [
        ("date-unknown", "`work.date`"),
        ("country-unknown", "`work.country`"),
        ("language-unknown", "`expression.language`"),
    ] {
        let told = found.iter().filter(|(c, help)| *c == code && help.contains(key)).count();
        assert_eq!(told, 1, "{code}: {found:?}");
    }
    let frbr = doc.frbr();
    assert_eq!((frbr.date(), frbr.country(), frbr.language()), (None, None, None));
    assert!(frbr.expression_uri().starts_with("/akn/zz/doc/"), "{}", frbr.expression_uri());
    let again = akn::read(&doc.to_akn()).unwrap().frbr();
    assert_eq!((again.date(), again.country(), again.language()), (None, None, None));

    let mut metadata = doc.metadata().clone();
    metadata.work.date = "2021-11-22".parse().ok();
    metadata.work.country = Some("BE".to_owned());
    metadata.expression.language = Some("la".to_owned());
    let doc = doc.with_metadata(metadata);
    let left: Vec<_> = codes(&doc).into_iter().map(|(code, _)| code).collect();
    assert_eq!(left, ["authors-unknown"]);
    let uri = doc.frbr().expression_uri();
    assert!(
        uri.starts_with("/akn/be/") && uri.contains("/2021-11-22/") && uri.ends_with("/lat@"),
        "{uri}"
    );
    assert!(doc.to_akn().contains("FRBRcountry value=\"be\""));
}

#[test]
fn the_language_that_metadata_names_is_never_guessed_again() {
    // Words of grammar that French has too.
    let spanish =
        "La oficina de la que se hable no se podrá negar a que se les entregue a los que la pidan.";
    for (language, guessed, warned) in [
        ("spa", false, true),
        ("es", false, true),
        ("esp", false, true),
        ("", true, false),
        ("und", true, false),
        ("mul", true, false),
    ] {
        let xml = Case { language, ..CASE }.xml().replace("First words.", spanish);
        let doc = akn::read(&xml).unwrap().annotate(Annotator::bundled());
        let warnings: Vec<_> =
            doc.report().iter().filter(|d| d.code() == "no-commitment-rules").collect();
        assert_eq!(warnings.len(), usize::from(warned), "{language}: {warnings:?}");
        assert!(warnings.iter().all(|d| d.message().contains(&format!("`{language}`"))));
        assert!(guessed || doc.commitments().next().is_none(), "{language}");
    }
    let metadata = Metadata::from_toml("[expression]\nlanguage = \"spa\"").unwrap();
    let doc = Parser::new().metadata(metadata).parse(spanish).unwrap();
    let doc = doc.annotate(Annotator::bundled());
    let has = |code: &str| doc.report().iter().any(|d| d.code() == code);
    assert!(has("no-commitment-rules") && has("no-language-data") && !has("language-unknown"));
    assert_eq!(doc.frbr().language(), Some("spa"));
}

#[test]
fn names_in_a_language_without_words_are_looked_for_and_it_is_told() {
    for (language, code) in [("spa", Some("no-language-data")), ("fra", None), ("eng", None)] {
        let doc = Case { language, ..CASE }.doc();
        let names_only = Annotator::new(akoma::Authority::bundled()).commitments(false);
        // Once, however often it is annotated.
        let doc = doc.annotate(&names_only).annotate(&names_only);
        let told: Vec<_> = doc.report().iter().map(|d| d.code()).collect();
        let expected: Vec<_> = code.into_iter().collect();
        assert_eq!(
            told.iter().filter(|c| c.starts_with("no-l")).collect::<Vec<_>>(),
            expected.iter().collect::<Vec<_>>(),
            "{language}: {told:?}"
        );
    }
}
