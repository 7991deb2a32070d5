//! What the public face promises beyond what each item's example shows.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{
    Annotator, Authority, Document, EntityKind, Error, ErrorKind, Level, Metadata, Parser,
    SpeechAct, Strength, Unit, UnknownName, Validator, export,
};
use std::error::Error as _;
use std::fmt::Debug;
use std::io;

const TEXT: &str = "Accord entre la Belgique et la France\nI. Objet\nLa France informera Frontex.\n\
                    II. Suivi\nLa Belgique et Frontex s’efforceront de répondre à Europol.\n\
                    III. Divers\nFrontex est saluée.";

fn document() -> Document {
    Document::parse(TEXT).unwrap().annotate(Annotator::bundled())
}

#[test]
fn everything_goes_to_other_threads_and_can_be_printed() {
    fn holds<T: Send + Sync + Debug>() {}
    holds::<Document>();
    holds::<akoma::Node<'_>>();
    holds::<akoma::Entity>();
    holds::<akoma::Mention<'_>>();
    holds::<akoma::Mentions<'_>>();
    holds::<akoma::Predicate<'_>>();
    holds::<akoma::Predicates<'_>>();
    holds::<akoma::EntityIndex<'_>>();
    holds::<akoma::IndexedEntity<'_, '_>>();
    holds::<akoma::Frbr>();
    holds::<Metadata>();
    holds::<Parser>();
    holds::<Annotator>();
    holds::<Authority>();
    holds::<akoma::Language>();
    holds::<akoma::Source>();
    holds::<akoma::Offsets<'_>>();
    holds::<akoma::LineIndex>();
    holds::<Validator>();
    holds::<akoma::Validation>();
    holds::<akoma::Code>();
    holds::<akoma::Report>();
    holds::<akoma::Diagnostic>();
    holds::<Error>();
    holds::<UnknownName>();
    holds::<akoma::InvalidDate>();
    holds::<export::NodeRecord<'_>>();
    holds::<export::MentionRecord<'_>>();
    holds::<export::PredicateRecord<'_>>();
    holds::<export::EntityIndexRecord<'_>>();
}

/// The hint holds at every step, and is exact where it says so.
fn is_hinted<T>(mut all: impl Iterator<Item = T> + Clone) {
    loop {
        let (least, most) = all.size_hint();
        let left = all.clone().count();
        assert!(least <= left && most.is_some_and(|most| left <= most), "{left}: {least} {most:?}");
        if all.next().is_none() {
            assert_eq!(all.size_hint().0, 0);
            assert!(all.next().is_none());
            return;
        }
    }
}

#[test]
fn questions_know_how_many_answers_are_left() {
    let doc = document();
    let (mentions, predicates) = (doc.mentions().count(), doc.predicates().count());
    assert!(mentions > 5 && predicates >= 3, "{mentions} {predicates}");
    assert_eq!(doc.mentions().size_hint(), (mentions, Some(mentions)));
    assert_eq!(doc.predicates().size_hint(), (predicates, Some(predicates)));
    let chapter = doc.chapters().nth(1).unwrap();
    is_hinted(doc.mentions());
    is_hinted(doc.mentions().within(chapter));
    is_hinted(doc.mentions().within(chapter).within(doc.chapters().next().unwrap()));
    is_hinted(doc.mentions().chapter("II"));
    is_hinted(doc.mentions().kind(EntityKind::Location).outermost());
    is_hinted(doc.mentions().of("frontex").country("eu"));
    is_hinted(doc.predicates());
    is_hinted(doc.commitments().within(chapter));
    is_hinted(doc.commitments().chapter("II").act(SpeechAct::Commit).strength(Strength::Firm));
    is_hinted(doc.predicates().naming("europol").actor("france"));
}

#[test]
fn a_question_is_asked_of_chapters_by_their_numbers() {
    let doc = document();
    let names = |numbers: &[&str]| -> Vec<_> {
        let all = numbers.iter().fold(doc.mentions(), |all, number| all.chapter(number));
        all.of("frontex").map(|m| m.chapter().and_then(akoma::Node::number).unwrap()).collect()
    };
    assert_eq!(names(&[]), ["I", "II", "III"]);
    assert_eq!(names(&["II"]), ["II"]);
    assert_eq!(names(&[" iii ", "I"]), ["I", "III"]);
    assert!(names(&["3"]).is_empty());
    let commitments = |number| doc.commitments().chapter(number).count();
    assert_eq!([commitments("i"), commitments("II"), commitments("III")], [1, 1, 0]);
}

#[test]
fn one_builder_serves_many_documents() {
    let mut metadata = Metadata::default();
    metadata.work.country = Some("be".to_owned());
    let parser = Parser::new().metadata(metadata).language("fra").unwrap();
    let docs = ["Accord\n1. Objet\nTexte.", "Traité\n1. Objet\nTexte."].map(|text| {
        let doc = parser.parse(text).unwrap();
        assert_eq!(doc.frbr().country(), Some("be"));
        doc.to_akn()
    });
    let validator = Validator::new().level(Level::Convention);
    for xml in &docs {
        assert!(validator.validate(xml).report().is_empty());
    }
    let narrowed = document();
    let organizations = narrowed.mentions().kind(EntityKind::Organization);
    assert_eq!(organizations.clone().of("frontex").count(), 3);
    assert_eq!(organizations.clone().of("europol").count(), 1);
}

#[test]
fn a_level_checks_what_those_below_it_check() {
    let broken = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act/></akomaNtoso>";
    let counts = Level::ALL.iter().map(|level| {
        let validation = Validator::new().level(*level).validate(broken);
        validation.report().iter().filter(|finding| is_of(finding.code(), *level)).count()
    });
    assert!(counts.collect::<Vec<_>>().iter().all(|count| *count > 0));
    assert!(Level::ALL.is_sorted());
    for level in Level::ALL {
        assert_eq!(level.to_string().parse(), Ok(*level));
        assert_eq!(level.to_string(), level.number().to_string());
    }
}

/// Whether a code is looked for at a level.
fn is_of(code: &str, level: Level) -> bool {
    akoma::codes().any(|known| known.name() == code && known.level() <= level)
}

#[test]
fn what_is_no_name_says_which_name_may_have_been_meant() {
    fn near<T: std::str::FromStr<Err = UnknownName>>(given: &str) -> Option<&'static str> {
        let unknown = given.parse::<T>().err().unwrap();
        assert_eq!(unknown.found(), given);
        assert!(unknown.to_string().contains(&unknown.names().join(", ")));
        unknown.nearest()
    }
    assert_eq!(near::<EntityKind>("organisation"), Some("organization"));
    assert_eq!(near::<SpeechAct>("comit"), Some("commit"));
    assert_eq!(near::<Strength>("endeavor"), Some("endeavour"));
    assert_eq!(near::<akoma::Change>("strenghten"), Some("strengthen"));
    assert_eq!(near::<akoma::Polarity>("±"), None);
    assert_eq!(near::<Unit>("bite"), Some("byte"));
    assert_eq!(near::<Level>("200"), None);
}

#[test]
fn an_error_keeps_what_caused_it() {
    let denied = || io::Error::new(io::ErrorKind::PermissionDenied, "no (os error 13)");
    let error = Error::io("a.txt", denied());
    assert_eq!((error.to_string(), error.kind()), ("a.txt: no".to_owned(), ErrorKind::Io));
    let kept = error.source().and_then(|source| source.downcast_ref::<io::Error>()).unwrap();
    assert_eq!(kept.kind(), io::ErrorKind::PermissionDenied);
    let usage = Error::usage("expected one document, but found two");
    assert_eq!((usage.kind(), usage.file()), (ErrorKind::Usage, None));
    assert_eq!(usage.to_string(), "expected one document, but found two");
    assert!(usage.source().is_none());
}
