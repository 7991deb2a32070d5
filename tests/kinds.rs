//! Kinds of document: whatever a kind says, what is made of a text is valid and reads back the same.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, Document, Kinds, Metadata, Parser, Verdict, akn, corpus, validate};

/// An administrative note: a kind as somebody adds it, with all that a kind may say.
const NOTE: &str = r#"
[[kind]]
name = "note"
element = "act"
subtype = "noteAdministrative"
present = "commit"
implied-subject = "issuer"
title = "named"
date = ["head", "conclusions"]
titles = { fra = ["note administrative", "note de service"] }
"#;

const NOTE_TEXT: &str = "\
ROYAUME DE BELGIQUE
Centre pour la Cybersécurité Belgique
Bruxelles, le 3 mars 2021

NOTE ADMINISTRATIVE relative à l’échange d’informations avec l’ANSSI

Vu la loi du 7 avril 2019,

Considérant la coopération des deux services,

CHAPITRE I : Objet

Article 1 : Champ d’application
1. La présente note concerne les agents. Elle est publique.
2. Elle ne concerne pas :
a) les stagiaires ;
b) les experts :
- belges ;
- français.

CHAPITRE II : Échanges

Article 2 : Groupe de travail
Un groupe de travail sera créé.

Article 3
La note entre en vigueur le 1er avril 2021.

Fait à Bruxelles, le 5 mars 2021.
Le directeur général
";

fn with(toml: &str) -> Kinds {
    Kinds::bundled().unwrap().with(toml).unwrap_or_else(|e| panic!("{e}"))
}

fn parsed(kinds: &Kinds, kind: Option<&str>, text: &str) -> Document {
    let mut metadata = Metadata::default();
    metadata.work.kind = kind.map(str::to_owned);
    let parser = Parser::new().metadata(metadata).kinds(kinds.clone()).language("fra").unwrap();
    parser.parse(text).unwrap().annotate(&annotator(kinds))
}

/// An annotator that knows these kinds.
fn annotator(kinds: &Kinds) -> Annotator {
    Annotator::new(akoma::Authority::bundled()).kinds(kinds.clone())
}

fn said(finding: &akoma::Diagnostic) -> String {
    format!("{}: {}", finding.code(), finding.message())
}

/// Holds that what is made of a document is valid, keeps its text and reads back the same.
fn holds(doc: &Document, what: &str) {
    let xml = doc.to_akn();
    let findings: Vec<_> = validate(&xml).report().iter().map(said).collect();
    assert_eq!(validate(&xml).verdict(), Verdict::Valid, "{what}: {findings:#?}\n{xml}");
    akn::verify(doc, &xml).unwrap_or_else(|e| panic!("{what}: {e}"));
    let back = akn::read(&xml).unwrap();
    assert_eq!(back.text(), doc.text(), "{what}");
    assert_eq!(back.title(), doc.title(), "{what}");
    assert_eq!(back.frbr().work_uri(), doc.frbr().work_uri(), "{what}");
}

/// The elements of a document below its parts, without sentences.
fn structure(doc: &Document) -> String {
    let shown = |node: &akoma::Node<'_>| !matches!(node.element(), "span" | "content" | "p");
    let line = |node: akoma::Node<'_>| {
        let text = match node.element() {
            "num" | "heading" | "docType" | "docTitle" => format!(" {}", node.text()),
            _ => String::new(),
        };
        format!("{}{} {}{text}\n", "  ".repeat(node.level() - 1), node.element(), node.eid())
    };
    doc.root().descendants().filter(shown).map(line).collect()
}

#[test]
fn an_administrative_note_is_an_act_by_data_alone() {
    let doc = parsed(&with(NOTE), None, NOTE_TEXT);
    holds(&doc, "note");
    assert_eq!(doc.kind().map(|kind| kind.name()), Some("note"));
    assert_eq!(doc.root().element(), "act");
    insta::assert_snapshot!(structure(&doc));
    let title = "NOTE ADMINISTRATIVE relative à l’échange d’informations avec l’ANSSI";
    assert_eq!((doc.title(), doc.frbr().title()), (Some(title), title));
    // The head says the date and who issues the note.
    assert_eq!(doc.frbr().date().map(|date| date.to_string()).as_deref(), Some("2021-03-03"));
    let parties: Vec<_> = doc.parties().map(|party| party.id()).collect();
    assert_eq!(parties, ["ccb"]);
    assert_eq!(
        doc.frbr().work_uri(),
        "/akn/be/act/noteAdministrative/2021-03-03/\
        note-administrative-relative-a-l-echange-d-informations-avec-l"
    );
    // Who issues it creates the group.
    let created = doc.predicates().find(|c| c.text().contains("groupe de travail")).unwrap();
    let actors: Vec<_> = created.actors().map(|actor| actor.id()).collect();
    assert_eq!(actors, ["ccb"]);
}

#[test]
fn the_same_text_without_the_kind_is_what_it_was() {
    let bundled = Kinds::bundled().unwrap();
    let doc = parsed(&bundled, None, NOTE_TEXT);
    holds(&doc, "no kind");
    assert_eq!((doc.root().element(), doc.kind().unwrap().name()), ("doc", "document"));
}

#[test]
fn whoever_a_future_without_an_agent_means_is_the_kind_s_to_say() {
    let text =
        "Accord de la Belgique et de la France\n\nArticle 1\nUn groupe de travail sera créé.\n";
    for (subject, actors) in [("parties", 2), ("issuer", 1), ("nobody", 0)] {
        let toml = format!(
            "[[kind]]\nname = \"accord\"\nelement = \"act\"\npresent = \"state\"\n\
             titles = {{ fra = [\"accord\"] }}\nimplied-subject = \"{subject}\"\n"
        );
        let doc = parsed(&with(&toml), None, text);
        holds(&doc, subject);
        let promised: Vec<_> = doc.commitments().map(|c| c.actors().count()).collect();
        let expected = if actors > 0 { vec![actors] } else { Vec::new() };
        assert_eq!(promised, expected, "{subject}");
    }
}

#[test]
fn the_date_stands_where_the_kind_says() {
    let text = "Note de service\ndu 1er mars 2021\n\nArticle 1\nElle vaut ce 2 mars 2021 ici.\n\n\
        Fait à Bruxelles, le 3 mars 2021.\n";
    for (places, date) in [
        ("[\"conclusions\", \"title\"]", Some("2021-03-03")),
        ("[\"title\", \"conclusions\"]", Some("2021-03-01")),
        ("[\"text\"]", Some("2021-03-02")),
        ("[\"end\"]", Some("2021-03-03")),
        ("[]", None),
    ] {
        let toml = NOTE.replace("[\"head\", \"conclusions\"]", places);
        let doc = parsed(&with(&toml), None, text);
        let found = doc.frbr().date().map(|date| date.to_string());
        assert_eq!(found.as_deref(), date, "{places}");
    }
}

#[test]
fn a_kind_without_title_has_no_preface() {
    let toml = NOTE.replace("\"named\"", "\"none\"").replace("\"head\", ", "");
    let text =
        "Monsieur le Ministre\n\nLes services coopèrent.\n\nFait à Bruxelles, le 3 mars 2021.\n";
    let doc = parsed(&with(&toml), Some("note"), text);
    holds(&doc, "letter");
    assert_eq!(doc.title(), None);
    assert!(doc.root().children().all(|part| part.element() != "preface"));
}

/// Texts with every part that there may be, and with hardly any.
const TEXTS: &[&str] = &[
    NOTE_TEXT,
    "Titre\n\nLes Parties,\n\nArticle 1\nElles vont.\n\nFait à Paris, le 3 mars 2021.\n",
    "Titre\n1. Un\nTexte du premier.\n2. Deux\nTexte du second :\na) un ;\nb) deux.\n",
    "Titre\nTexte.\n",
    "Une phrase seule.",
    "Mots",
    "Article 1",
    "Titre\nArticle 1\n",
    "- un\n- deux\n",
    "a) un\nb) deux\n",
    "1\n2\n3\n",
    "Fait à Paris, le 3 mars 2021.",
    "Titre\nFait à Paris, le 3 mars 2021.\n",
    "Titre\n\nArticle 1\nElles vont.\n\nFait à Paris, le 3 mars 2021.\n\nANNEXE\n\n1. Un\nTexte.\n\
     2. Deux\nTexte.\n",
    "Titre\n\nArticle 1\nElles vont.\n\nFait à Paris.\n\nAnnexe A\nListe des services\n- un\n- deux\n",
    "Livre I\nPartie 1\nTitre I\nChapitre I\nSection 1\nSous-section 1\nArticle 1\nTexte.\n",
    "\u{a0}\nTitre\u{a0}\n\u{1}Texte &<>\"'.\r\n",
    "Note de service\nNote administrative\nTexte.\n",
    "En-tête\nNote de service",
    "En-tête : \u{2028}\n\nNote de service : objet\n\nTexte.\n\nNote de service : suite\n",
];

#[test]
fn every_kind_makes_valid_documents_of_every_text() {
    let kinds = with(NOTE).with(&every_element()).unwrap();
    let annotator = annotator(&kinds);
    for kind in kinds.iter() {
        for text in TEXTS {
            let mut metadata = Metadata::default();
            metadata.work.kind = Some(kind.name().to_owned());
            let parser = Parser::new().metadata(metadata).kinds(kinds.clone());
            let doc = parser.language("fra").unwrap().parse(text).unwrap();
            assert_eq!(doc.root().element(), kind.element());
            let has_body = doc.root().children().any(|part| part.element() == kind.body());
            assert!(has_body, "{}: {text}", kind.name());
            holds(&doc, &format!("{}: {text}", kind.name()));
            holds(&doc.annotate(&annotator), &format!("{}, annotated: {text}", kind.name()));
        }
    }
}

/// A kind for each of the elements that kinds may have, and each place of a title.
fn every_element() -> String {
    let elements = ["act", "bill", "debateReport", "doc", "statement"];
    let entries = elements.iter().flat_map(|element| {
        ["first", "named", "none"].map(|title| {
            format!(
                "[[kind]]\nname = \"{}-{title}\"\nelement = \"{element}\"\npresent = \"state\"\n\
                 title = \"{title}\"\ntitles = {{ fra = [\"note\"], eng = [\"note\"] }}\n",
                element.to_lowercase()
            )
        })
    });
    entries.collect()
}

#[test]
fn an_entry_at_the_end_changes_nothing_for_other_texts() {
    let bundled = Kinds::bundled().unwrap();
    let more = with(NOTE);
    let metadata = Metadata::from_toml(corpus::DECLARATION_METADATA).unwrap();
    let built = |kinds: &Kinds, metadata: &Metadata, text: &str| {
        let parser = Parser::new().metadata(metadata.clone()).kinds(kinds.clone());
        let doc = parser.parse(text).unwrap().annotate(&annotator(kinds));
        (doc.to_akn(), doc.report().iter().map(said).collect::<Vec<_>>())
    };
    let other = |text: &&&str| !text.to_lowercase().contains("note");
    for text in TEXTS.iter().filter(other).copied().chain([
        corpus::DECLARATION_TEXT,
        "Accord\nArticle 1\nLes Parties vont.",
        "Rien de connu\n\nUn texte dans une langue.\n",
    ]) {
        for metadata in [&metadata, &Metadata::default()] {
            assert_eq!(built(&bundled, metadata, text), built(&more, metadata, text), "{text}");
        }
    }
}

#[test]
fn an_act_that_is_read_back_is_of_its_kind() {
    let kinds = with(NOTE);
    let xml = parsed(&kinds, None, NOTE_TEXT).to_akn();
    let of = |kinds: &Kinds| {
        let doc = akn::read(&xml).unwrap().annotate(&annotator(kinds));
        assert_eq!(doc.to_akn(), xml, "a second run adds nothing");
        doc.kind().map(|kind| kind.name().to_owned())
    };
    assert_eq!(of(&kinds).as_deref(), Some("note"));
    assert_eq!(of(&Kinds::bundled().unwrap()), None);
}

#[test]
fn a_kind_that_nobody_knows_is_an_error_with_those_that_are() {
    let kinds = with(NOTE);
    let toml = "[work]\nkind = \"notes\"\n";
    let error = Metadata::from_toml_with(toml, &kinds, None).unwrap_err();
    assert_eq!(error.position(), Some((2, 8)));
    assert!(error.message().ends_with(", note), but found `notes`"), "{error}");
    assert_eq!(error.help(), Some("did you mean `note`?"));
    // Without the file of the kind the same name is unknown.
    assert!(Metadata::from_toml("[work]\nkind = \"note\"\n").is_err());
}
