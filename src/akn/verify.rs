//! The proof of an XML: what was written is read again and compared.

use super::read::read;
use crate::error::{Error, ErrorKind};
use crate::model::Document;
use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::FxHashSet;

/// What was checked about an XML, and how much of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// Code points of source text that came back the same.
    pub characters: usize,
    /// Elements with an eId, each used once.
    pub eids: usize,
    /// References to an eId, each of which exists.
    pub references: usize,
    /// Mentions that came back the same.
    pub mentions: usize,
    /// Predicates that came back the same.
    pub predicates: usize,
}

/// Attributes whose value is a reference, or several, to an eId.
const REFERENCES: [&str; 10] =
    ["refersTo", "href", "source", "as", "role", "party", "actor", "bodies", "addressees", "for"];

/// Checks that `xml`, written from `doc`, gives its text back to the character and its layers to
/// the record, that every eId is used once and every reference finds one.
///
/// ```
/// let doc = akoma::corpus::declaration()?.annotate(akoma::Annotator::bundled());
/// let verified = akoma::akn::verify(&doc, &doc.to_akn())?;
/// assert_eq!(verified.characters, doc.text().chars().count());
/// # Ok::<(), akoma::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Check`] says what differs; those of [`read`].
pub fn verify(doc: &Document, xml: &str) -> Result<Verified, Error> {
    let back = read(xml)?;
    if back.text() != doc.text() {
        let same = back.text().bytes().zip(doc.text().bytes()).take_while(|(a, b)| a == b).count();
        return Err(failed(format!(
            "the text taken back out differs from the source at byte {same}"
        )));
    }
    let (found, made) = (back.data(), doc.data());
    let spans = |data: &crate::model::Data| -> Vec<_> {
        data.mentions
            .iter()
            .map(|m| (m.span, m.kind, data.entities[m.entity.0 as usize].id.clone()))
            .collect()
    };
    if spans(found) != spans(made) {
        return Err(failed("the mentions read back differ from those written".to_owned()));
    }
    let predicates = |data: &crate::model::Data| -> Vec<_> {
        data.commitments.iter().map(|c| (c.span, c.act, c.strength, c.trigger.clone())).collect()
    };
    if predicates(found) != predicates(made) {
        return Err(failed("the commitments read back differ from those written".to_owned()));
    }
    let (eids, references) = links(xml)?;
    Ok(Verified {
        characters: doc.text().chars().count(),
        eids,
        references,
        mentions: made.mentions.len(),
        predicates: made.commitments.len(),
    })
}

/// Counts the eIds and the references; every eId must be unique, every reference must resolve.
fn links(xml: &str) -> Result<(usize, usize), Error> {
    let mut eids: FxHashSet<String> = FxHashSet::default();
    let mut wanted: Vec<String> = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().map_err(|e| failed(e.to_string()))?;
        let start = match &event {
            Event::Start(start) | Event::Empty(start) => start,
            Event::Eof => break,
            _ => continue,
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|e| failed(e.to_string()))?;
            let name = attribute.key.0;
            if name == "eId" {
                if !eids.insert(attribute.value.to_string()) {
                    return Err(failed(format!("the eId `{}` is used twice", attribute.value)));
                }
            } else if REFERENCES.contains(&name) {
                let targets =
                    attribute.value.split_whitespace().filter_map(|t| t.strip_prefix('#'));
                wanted.extend(targets.map(str::to_owned));
            }
        }
    }
    match wanted.iter().find(|id| !eids.contains(*id)) {
        Some(id) => Err(failed(format!("a reference to `#{id}` finds nothing"))),
        None => Ok((eids.len(), wanted.len())),
    }
}

fn failed(message: String) -> Error {
    Error::new(ErrorKind::Check, message)
        .with_help("this is a bug in akoma: please report it with the source text")
}
