//! The bundled kinds, kinds of one's own, and what is wrong with a file of kinds.

use super::*;
use crate::model::{DatePlace, ImpliedSubject, TitlePlace};

const NOTE: &str = "[[kind]]\nname = \"note\"\nelement = \"act\"\npresent = \"state\"\n";

/// A message without the names of the bundled kinds: one more changes no snapshot.
pub(crate) fn without_names(text: &str) -> String {
    let kinds = Kinds::bundled().unwrap();
    let names: Vec<_> = kinds.iter().map(DocumentKind::name).collect();
    text.replace(&names.join(", "), "…")
}

/// All mistakes of a file that is added to the bundled kinds, with their places and help.
fn mistakes(toml: &str) -> String {
    let error = Kinds::bundled().unwrap().with(toml).unwrap_err();
    let line = |error: &Error| match error.help() {
        Some(help) => format!("{error}\n  help: {help}"),
        None => error.to_string(),
    };
    error.all().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_bundled_kinds_are_known_by_their_names_and_by_how_they_are_marked() {
    let kinds = Kinds::bundled().unwrap();
    assert!(kinds.iter().count() >= 6);
    for kind in kinds.iter() {
        assert_eq!(kinds.named(&kind.name), Some(kind));
        let marked = kinds.marked(kind.element(), Some(kind.subtype())).unwrap();
        assert_eq!(marked.as_ref(), kind);
    }
    for (name, commits) in [("declaration", false), ("agreement", true), ("treaty", true)] {
        assert_eq!(kinds.named(name).map(|kind| kind.present_commits()), Some(commits), "{name}");
    }
    assert!(kinds.named("novel").is_none());
    assert!(kinds.marked("statement", None).is_none());
    assert!(kinds.marked("act", Some("treaty")).is_none());
    assert_eq!(kinds.default_kind().name, "document");
}

#[test]
fn an_entry_needs_a_name_an_element_and_what_the_present_does() {
    let kinds = Kinds::bundled().unwrap().with(NOTE).unwrap();
    let note = kinds.named("note").unwrap();
    assert_eq!((note.element(), note.body(), note.subtype()), ("act", "body", "note"));
    assert_eq!(note.implied_subject, ImpliedSubject::Parties);
    assert_eq!(note.title, TitlePlace::First);
    assert_eq!(note.date, DatePlace::USUAL);
    assert!(note.titles.is_empty());
    // Each document type has the body that the schema asks for.
    for (element, body) in [("bill", "body"), ("doc", "mainBody"), ("debateReport", "mainBody")] {
        let toml = NOTE.replace("\"act\"", &format!("\"{element}\""));
        let kinds = Kinds::bundled().unwrap().with(&toml).unwrap();
        assert_eq!(kinds.named("note").map(DocumentKind::body), Some(body));
    }
}

#[test]
fn an_entry_says_all_that_there_is_to_say() {
    let toml = "[[kind]]\nname = \"note\"\nelement = \"act\"\nbody = \"body\"\nsubtype = \"noteAdm\"\n\
        present = \"commit\"\nimplied-subject = \"issuer\"\ntitle = \"named\"\n\
        date = [\"head\", \"end\"]\ntitles = { fr = [\"note\"], nld = [\"nota\"] }\ndefault = true\n";
    let kinds = Kinds::bundled().unwrap().with(toml).unwrap();
    let note = kinds.default_kind();
    assert_eq!((note.name(), note.subtype(), note.present_commits()), ("note", "noteAdm", true));
    assert_eq!(note.implied_subject, ImpliedSubject::Issuer);
    assert_eq!(note.title, TitlePlace::Named);
    assert_eq!(note.date, [DatePlace::Head, DatePlace::End]);
    assert_eq!(note.titles["fra"], ["note"]);
    assert_eq!(note.titles["nld"], ["nota"]);
}

#[test]
fn a_kind_of_one_s_own_is_added_and_the_default_stays() {
    let bundled = Kinds::bundled().unwrap();
    let kinds = bundled.with(NOTE).unwrap();
    assert_eq!(kinds.iter().count(), bundled.iter().count() + 1);
    assert_eq!(kinds.iter().last().map(DocumentKind::name), Some("note"));
    assert_eq!(kinds.default_kind(), bundled.default_kind());
    // A file that says nothing changes nothing.
    assert_eq!(bundled.with("").unwrap().iter().count(), bundled.iter().count());
    // An entry of a name that there is replaces that kind, the default too.
    for name in ["treaty", "document"] {
        let replaced = bundled.with(&NOTE.replace("\"note\"", &format!("\"{name}\""))).unwrap();
        assert_eq!(replaced.iter().count(), bundled.iter().count());
        assert_eq!(replaced.named(name).map(DocumentKind::element), Some("act"));
        assert_eq!(replaced.default_kind().name(), "document");
    }
}

#[test]
fn all_mistakes_of_a_file_are_reported_with_their_places() {
    let toml = "[[kind]]\nname = \"Note\"\nelement = \"akt\"\npresent = \"states\"\n\n\
        [[kind]]\nname = \"arret\"\nelement = \"judgment\"\npresent = \"state\"\nsubject = \"court\"\n\n\
        [[kind]]\nname = \"loi\"\nelement = \"act\"\nbody = \"mainBody\"\nsubtype = \"la loi\"\n\
        present = \"state\"\nimplied-subject = 3\ndefault = true\n\n\
        [[kind]]\nname = \"loi\"\nelement = \"act\"\npresent = \"state\"\ndefault = true\n\
        title = \"firsts\"\ndate = [\"head\", \"end\", \"end\"]\n\n\
        [[kind]]\nelement = \"bill\"\ntitles = { french = [\"projet\"], fra = [\"…\"] }\n\n\
        [[kind]]\nname = \"pacte\"\nelement = \"statement\"\nsubtype = \"treaty\"\npresent = \"state\"\n";
    insta::assert_snapshot!(mistakes(toml));
    insta::assert_snapshot!(mistakes("[[kind]\nname = \"x\"\n"));
    insta::assert_snapshot!(mistakes("[kinds]\nnote = \"act\"\n"));
}

#[test]
fn every_document_type_that_no_text_becomes_is_refused() {
    for element in [
        "amendment",
        "amendmentList",
        "debate",
        "documentCollection",
        "judgment",
        "officialGazette",
        "portion",
    ] {
        let said = mistakes(&NOTE.replace("\"act\"", &format!("\"{element}\"")));
        assert!(said.starts_with("3:11: key `kind.element`: expected a document type"), "{said}");
        assert!(said.contains("the schema asks for `"), "{said}");
        assert!(said.contains(&format!("in `{element}`")), "{said}");
    }
}

#[test]
fn the_bundled_file_must_have_one_default() {
    let read = |toml: &str| {
        let mistakes = file::read(toml, None).unwrap_err();
        datafile::error(toml, mistakes).to_string()
    };
    assert_eq!(read(NOTE), "4:19: expected one entry with `default = true`, but found none");
    let twice = format!("{NOTE}default = true\n{}default = true\n", NOTE.replace("note", "loi"));
    assert_eq!(
        read(&twice),
        "10:11: key `kind.default`: expected one entry with `true`, but found another: `note` is the \
         default already"
    );
}
