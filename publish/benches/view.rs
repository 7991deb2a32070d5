//! How long a page of ten megabytes takes: `cargo bench -p akoma-publish --bench view`.

use akoma::{Annotator, Document};
use akoma_publish::view::{Page, html, text_of};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo test --benches` calls it too, without optimisation: then a short text is enough.
    let measured = std::env::args().any(|argument| argument == "--bench");
    let size = if measured { 10_000_000 } else { 0 };
    let text = akoma::corpus::DECLARATION_TEXT;
    let text = text.repeat(1 + size / text.len());
    let start = Instant::now();
    let doc = Document::parse(&text)?.annotate(Annotator::bundled());
    println!("{} bytes read and annotated in {:?}", text.len(), start.elapsed());
    let start = Instant::now();
    let page = html(&doc, &Page::default())?;
    println!("a page of {} bytes made in {:?}", page.len(), start.elapsed());
    let start = Instant::now();
    assert_eq!(text_of(&page)?, text);
    println!("its text taken back out in {:?}", start.elapsed());
    Ok(())
}
