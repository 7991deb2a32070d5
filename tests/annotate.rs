//! Annotations added to documents that others have made: nothing else changes.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, EntityKind, Verdict, akn, validate};
use std::fs;
use std::path::{Path, PathBuf};

/// A document of version 1.0 with this in `references` and in its body.
fn document(references: &str, body: &str) -> String {
    format!(
        r##"<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="declaration">
    <meta>
      <identification source="#source">
        <FRBRWork>
          <FRBRthis value="/akn/fr/statement/declaration/2021-11-22/x/!main"/>
          <FRBRuri value="/akn/fr/statement/declaration/2021-11-22/x"/>
          <FRBRdate date="2021-11-22" name="signature"/>
          <FRBRauthor href="#source"/>
          <FRBRcountry value="fr"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="/akn/fr/statement/declaration/2021-11-22/x/fra@/!main"/>
          <FRBRuri value="/akn/fr/statement/declaration/2021-11-22/x/fra@"/>
          <FRBRdate date="2021-11-22" name="signature"/>
          <FRBRauthor href="#source"/>
          <FRBRlanguage language="fra"/>
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="/akn/fr/statement/declaration/2021-11-22/x/fra@/!main.xml"/>
          <FRBRuri value="/akn/fr/statement/declaration/2021-11-22/x/fra@.xml"/>
          <FRBRdate date="2021-11-22" name="markup"/>
          <FRBRauthor href="#source"/>
        </FRBRManifestation>
      </identification>{references}
    </meta>
    <mainBody>{body}</mainBody>
  </statement>
</akomaNtoso>
"##
    )
}

fn annotated(xml: &str) -> String {
    akn::read(xml).unwrap().annotate(Annotator::bundled()).to_akn()
}

/// What every document must hold to. Returns the annotated XML.
fn check(xml: &str) -> String {
    let out = annotated(xml);
    let before = validate(xml).verdict();
    if before == Verdict::Valid {
        let after = validate(&out);
        let found: Vec<_> = after.report().iter().take(3).map(|d| format!("{d:?}")).collect();
        assert_eq!(after.verdict(), Verdict::Valid, "{found:#?}");
    }
    let (old, new) = (akn::read(xml).unwrap(), akn::read(&out).unwrap());
    assert_eq!(old.text(), new.text(), "the text stays");
    only_tags_added(xml, &out);
    assert_eq!(annotated(&out), out, "a second time adds nothing");
    // What was added in memory is what is read back.
    let added = old.annotate(Annotator::bundled());
    let mentions = |doc: &akoma::Document| -> Vec<_> {
        doc.mentions()
            .map(|m| (m.span(), m.kind(), m.entity().id().to_owned(), m.eid().to_owned()))
            .collect()
    };
    assert_eq!(mentions(&added), mentions(&new));
    let predicates = |doc: &akoma::Document| -> Vec<_> {
        doc.predicates().map(|p| (p.span(), p.act(), p.strength(), p.eid().to_owned())).collect()
    };
    assert_eq!(predicates(&added), predicates(&new));
    out
}

/// `new` is `old` with tags put in between, and white space between them, which in `meta` means
/// nothing: elsewhere it would show in the text.
fn only_tags_added(old: &str, new: &str) {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let (mut i, mut j) = (0, 0);
    while j < new.len() {
        let rest = &old[i..];
        if new[j] == b'<' && is_added(&new[j..], rest) {
            j += tag(&new[j..]).len();
        } else if rest.first() == Some(&new[j]) {
            (i, j) = (i + 1, j + 1);
        } else if rest.starts_with(b"/>") && new[j] == b'>' {
            // `<references/>` becomes two tags.
            (i, j) = (i + 2, j + 1);
        } else {
            let around = String::from_utf8_lossy(&rest[..rest.len().min(80)]);
            assert!(new[j].is_ascii_whitespace(), "byte {i} is lost: « {around} »");
            j += 1;
        }
    }
    assert_eq!(i, old.len());
}

/// Whether the tag that `new` begins with is not the one that `old` begins with.
fn is_added(new: &[u8], old: &[u8]) -> bool {
    let tag = tag(new);
    let opened = [&tag[..tag.len() - 1], b"/>"].concat();
    !(old.starts_with(tag) || old.starts_with(&opened))
}

fn tag(xml: &[u8]) -> &[u8] {
    &xml[..xml.iter().position(|b| *b == b'>').unwrap() + 1]
}

#[test]
fn names_are_marked_and_nothing_else_changes() {
    let xml = document(
        "\n      <references source=\"#source\">\n        <TLCOrganization eId=\"source\" href=\"/x\" showAs=\"Source\"/>\n      </references>",
        "<p eId=\"p_1\">Les deux pays saluent   l’action de Frontex &amp; d&#8217;Europol.</p>",
    );
    assert_eq!(validate(&xml).verdict(), Verdict::Valid);
    insta::assert_snapshot!(check(&xml));
}

#[test]
fn references_are_made_where_there_are_none() {
    for (references, made) in [
        ("", "references source=\"#akoma\">"),
        (
            "\n      <references source=\"#source\"/>",
            "<references source=\"#source\">\n        <TLC",
        ),
        (
            "<notes source=\"#source\"><note eId=\"n\"><p>a</p></note></notes>",
            "</references><notes",
        ),
    ] {
        let xml = document(references, "<p>Frontex et Europol</p>");
        let out = check(&xml);
        assert!(out.contains(made), "{made}\n{out}");
        assert!(out.contains("eId=\"frontex\""), "{out}");
    }
}

#[test]
fn prefixes_are_kept() {
    let xml = document("", "<p>Frontex</p>")
        .replace("xmlns=", "xmlns:an=")
        .replace("</", "\u{1}")
        .replace('<', "<an:")
        .replace('\u{1}', "</an:")
        .replace("<an:?", "<?");
    let out = check(&xml);
    assert!(out.contains("<an:organization eId=\"organization_1\" refersTo=\"#frontex\">Frontex</an:organization>"), "{out}");
    assert!(out.contains("<an:TLCOrganization eId=\"frontex\""), "{out}");
}

#[test]
fn what_crosses_elements_is_one_mention_in_pieces() {
    for (body, text) in [
        (
            "<p>La <b>Cour de justice</b> de l’Union européenne</p>",
            "Cour de justice de l’Union européenne",
        ),
        (
            "<p>la <b>Cour de</b> <i>justice de l’Union</i> européenne</p>",
            "Cour de justice de l’Union européenne",
        ),
        (
            "<p><b>la Cour de</b> justice de l’Union européenne</p>",
            "Cour de justice de l’Union européenne",
        ),
        (
            "<p><b><i>la Cour</i> de</b> <sup>justice de l’Union européenne et</sup></p>",
            "Cour de justice de l’Union européenne",
        ),
    ] {
        let out = check(&document("", body));
        let doc = akn::read(&out).unwrap();
        let found: Vec<_> =
            doc.mentions().kind(EntityKind::Organization).map(|m| m.text()).collect();
        assert!(found.contains(&text), "{found:?}\n{out}");
    }
    let out = check(&document("", "<p><b>la Cour de</b> justice de l’Union européenne</p>"));
    insta::assert_snapshot!(out.lines().find(|line| line.contains("mainBody")).unwrap());
}

#[test]
fn what_people_have_marked_stays() {
    let references = "<references source=\"#source\"><TLCOrganization eId=\"bxl\" href=\"/x\" showAs=\"Frontex\"/><TLCPerson eId=\"frontex\" href=\"/y\" showAs=\"Monsieur Frontex\"/></references>";
    let xml = document(
        references,
        "<p><organization refersTo=\"#bxl\">L’agence Frontex</organization> et Frontex</p>",
    );
    let out = check(&xml);
    let doc = akn::read(&out).unwrap();
    let found: Vec<_> = doc.mentions().map(|m| (m.text(), m.entity().id())).collect();
    // The entry that is there is used, whatever its eId.
    assert_eq!(found, [("L’agence Frontex", "bxl"), ("Frontex", "bxl")]);
}

#[test]
fn commitments_are_marked_with_their_records() {
    let xml = document(
        "<references source=\"#source\"><TLCOrganization eId=\"source\" href=\"/x\" showAs=\"Source\"/></references>",
        "<p eId=\"p_1\">Les deux pays renforceront leur coopération avec <b>Europol</b>. La France et la Belgique veilleront à son suivi.</p>",
    );
    let out = check(&xml);
    let doc = akn::read(&out).unwrap();
    assert_eq!(doc.commitments().count(), 2, "{out}");
    let triggers: Vec<_> = doc.commitments().map(|c| c.trigger_text().to_string()).collect();
    assert_eq!(triggers, ["renforceront", "veilleront à"]);
    let none = akn::read(&xml).unwrap();
    let annotator = Annotator::new(akoma::Authority::bundled()).commitments(false);
    assert_eq!(none.annotate(&annotator).commitments().count(), 0);
}

#[test]
fn where_the_standard_allows_no_markup_none_is_put() {
    let body = "<p>a</p><foreign><p xmlns=\"urn:x\">Frontex</p></foreign><p><![CDATA[Frontex]]> <b>Frontex</b></p>";
    let out = check(&document("", body));
    let doc = akn::read(&out).unwrap();
    assert_eq!(doc.mentions().count(), 1, "{out}");
    let doc = akn::read(&document("", body)).unwrap().annotate(Annotator::bundled());
    assert!(doc.report().iter().any(|d| d.code() == "not-markable"));
}

#[test]
fn an_older_version_is_left_alone() {
    let xml = document("", "<p>Frontex</p>").replace("akn/3.0", "akn/3.0/CSD13");
    let doc = akn::read(&xml).unwrap().annotate(Annotator::bundled());
    assert_eq!(doc.to_akn(), xml);
    assert!(doc.report().iter().any(|d| d.code() == "older-version"));
}

#[test]
#[ignore = "needs ../shared/akn/docs"]
fn real_documents_keep_every_byte() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/akn/docs");
    assert!(docs.is_dir(), "{} is missing", docs.display());
    let (mut count, mut added) = (0, 0);
    for file in files(&docs) {
        // The largest take long without optimisation.
        if fs::metadata(&file).unwrap().len() > 400_000 {
            continue;
        }
        let xml = akn::decode(fs::read(&file).unwrap()).unwrap();
        println!("{}", file.display());
        let out = check(&xml);
        count += 1;
        added += out.matches("<").count() - xml.matches("<").count();
    }
    println!("{count} documents, {added} tags");
    assert!(count > 300 && added > 1000, "{count} documents, {added} tags");
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "xml" || e == "akn") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn an_empty_meta_takes_all_that_is_said_in_it() {
    let xml = document("", "<p>La Belgique et la France saluent Frontex.</p>");
    let from = xml.find("<meta>").unwrap();
    let to = xml.find("</meta>").unwrap() + "</meta>".len();
    for meta in ["<meta/>", "<meta></meta>"] {
        let out = check(&format!("{}{meta}{}", &xml[..from], &xml[to..]));
        assert!(out.contains("<akoma:commitment ") && out.contains("<references "), "{out}");
        let back = akn::read(&out).unwrap();
        assert_eq!(
            back.mentions().class("agency").map(|m| m.text()).collect::<Vec<_>>(),
            ["Frontex"]
        );
    }
}

/// The naming convention: quoted structures and `mod` are contexts, other inline elements are not.
/// So are containers and notes that have an eId.
#[test]
fn an_eid_begins_with_that_of_the_container_around_it() {
    let xml = document(
        "",
        "<section eId=\"sec_1\"><content><p><mod eId=\"sec_1__mod_1\">lire : <quotedStructure \
         eId=\"sec_1__mod_1__qstr_1\"><content><p>Frontex agit.</p></content></quotedStructure>\
         </mod></p><p>avec <b eId=\"sec_1__b_1\">Europol et</b> d’autres<authorialNote \
         eId=\"sec_1__authorialNote_1\"><p>Dont Eurojust.</p></authorialNote></p>\
         <table eId=\"sec_1__table_1\"><caption>Budget de Frontex</caption><tr><td><p>1</p></td>\
         </tr></table></content></section>",
    );
    assert_eq!(validate(&xml).verdict(), Verdict::Valid);
    let doc = akn::read(&check(&xml)).unwrap();
    let eids: Vec<_> = doc.mentions().map(|m| (m.text(), m.eid())).collect();
    assert_eq!(
        eids,
        [
            ("Frontex", "sec_1__mod_1__qstr_1__organization_1"),
            ("Europol", "sec_1__organization_1"),
            ("Eurojust", "sec_1__authorialNote_1__organization_1"),
            ("Frontex", "sec_1__table_1__organization_1"),
        ]
    );
}
