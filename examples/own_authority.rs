//! An authority file of one's own beside the bundled ones: names that akoma does not know are found.
//!
//! `cargo run --example own_authority`

use akoma::{Annotator, Authority, Document, EntityKind, Error};

const OWN: &str = r#"
[[entity]]
id = "observatoire-des-crues"
kind = "organization"
class = "agency"
country = "be"
name = "Observatoire des crues"
short = "ODC"

[[entity]]
id = "accord-de-la-semois"
kind = "agreement"
name = "Accord de la Semois"
"#;

const TEXT: &str = "\
Accord sur les crues
1. Objet
L’Observatoire des crues applique l’Accord de la Semois avec Frontex. L’ODC informe la Belgique.";

fn main() -> Result<(), Error> {
    for (kind, id, text) in found(OWN, TEXT)? {
        println!("{kind:14} {id:24} {text}");
    }
    // A mistake says where it is, and what would have been right.
    if let Err(error) = found("[[entity]]\nid = \"x\"\nkind = \"agencie\"\nname = \"X\"", TEXT) {
        for error in error.all() {
            println!("{error}; {}", error.help().unwrap_or_default());
        }
    }
    Ok(())
}

/// The kind, the identifier and the words of what is named outermost in a text.
fn found(own: &str, text: &str) -> Result<Vec<(EntityKind, String, String)>, Error> {
    let mut authority = Authority::bundled().clone();
    authority.extend(own).map_err(|error| error.in_file("own.toml"))?;
    // Serves any number of texts, from any number of threads.
    let annotator = Annotator::new(authority);
    let doc = Document::parse(text)?.annotate(&annotator);
    let mentions = doc.mentions().outermost();
    Ok(mentions.map(|m| (m.kind(), m.entity().id().to_owned(), m.text().to_owned())).collect())
}

#[test]
fn it_runs_and_finds() -> Result<(), Error> {
    main()?;
    let found: Vec<_> = found(OWN, TEXT)?.into_iter().map(|(_, id, _)| id).collect();
    for id in ["observatoire-des-crues", "accord-de-la-semois", "frontex"] {
        assert!(found.iter().any(|found| found == id), "{id} in {found:?}");
    }
    assert_eq!(found.iter().filter(|id| *id == "observatoire-des-crues").count(), 2);
    Ok(())
}
