//! placeholder
pub fn html(doc: &akoma::Document) -> String {
    doc.text().to_owned()
}
