//! How long a bundle of many documents takes, and how much memory: `cargo bench -p akoma-publish --bench
//! bundle`, with `AKOMA_DOCUMENTS=…` for another number than 1,000.

use akoma::{Annotator, Metadata, Parser, corpus};
use akoma_publish::Error;
use akoma_publish::bundle::{Bundler, Documents, Input};
use akoma_publish::settings::Settings;
use std::time::Instant;

/// The bundled declaration, again and again, each time with another number.
struct Declarations(usize);

impl Documents for Declarations {
    fn names(&self) -> Vec<String> {
        (1..=self.0).map(|number| format!("declaration-{number}")).collect()
    }

    fn read(&self, number: usize) -> Result<Input, Vec<Error>> {
        let all = |e: akoma::Error| Error::all(&e);
        let numbered = Metadata::from_toml(&format!("work.number = \"{}\"", number + 1));
        let own = Metadata::from_toml(corpus::DECLARATION_METADATA).map_err(all)?;
        let parser = Parser::new().metadata(numbered.map_err(all)?.or(own));
        let doc = parser.parse(corpus::DECLARATION_TEXT).map_err(all)?;
        let name = format!("declaration-{}", number + 1);
        Ok(Input { origin: name.clone(), name, doc: doc.annotate(Annotator::bundled()), xml: None })
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo test --benches` calls it too, without optimisation: then a few are enough.
    let measured = std::env::args().any(|argument| argument == "--bench");
    let told = std::env::var("AKOMA_DOCUMENTS").ok().and_then(|number| number.parse().ok());
    let count = told.unwrap_or(if measured { 1_000 } else { 10 });
    let example = include_str!("../examples/declaration.toml");
    let settings = Settings::parse(example).map_err(|errors| errors[0].to_string())?;
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    let made = Bundler::new(&settings).make(&Declarations(count), folder.path());
    let made = made.map_err(|errors| errors[0].to_string())?;
    println!("{} documents in {:?}", made.documents, start.elapsed());
    // Only Linux tells it in this way.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(most) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
        println!("at most {} of memory", most.trim());
    }
    Ok(())
}
