//! The proof of an XML: what was written is read again and compared.

use super::read::read;
use crate::error::{Error, ErrorKind};
use crate::model::Document;
use crate::xml::{Element, Tree};
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// What was checked about an XML, and how much of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// Code points of source text that came back the same.
    pub characters: usize,
    /// Elements with an eId.
    pub eids: usize,
    /// References to an eId.
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
/// the record; of a document that akoma has made, also that every eId is used once and every
/// reference finds one.
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
        data.predicates.iter().map(|c| (c.span, c.act, c.strength, c.trigger.clone())).collect()
    };
    if predicates(found) != predicates(made) {
        return Err(failed("the commitments read back differ from those written".to_owned()));
    }
    let links = links(xml)?;
    // A document that others have made is as it is: what is wrong with it is for `validate` to say.
    if doc.data().origin.is_none() {
        if let Some(eid) = links.twice {
            return Err(failed(format!("the eId `{eid}` is used twice")));
        }
        if let Some(id) = links.dangling {
            return Err(failed(format!("a reference to `#{id}` finds nothing")));
        }
    }
    Ok(Verified {
        characters: doc.text().chars().count(),
        eids: links.eids,
        references: links.references,
        mentions: made.mentions.len(),
        predicates: made.predicates.len(),
    })
}

/// The eIds of an XML and the references to them.
struct EidReferences {
    eids: usize,
    references: usize,
    /// An eId that two elements have.
    twice: Option<String>,
    /// A reference that finds nothing.
    dangling: Option<String>,
}

fn links(xml: &str) -> Result<EidReferences, Error> {
    let tree = Tree::read(xml)?;
    let mut eids: FxHashSet<Cow<'_, str>> = FxHashSet::default();
    let (mut wanted, mut twice): (Vec<String>, _) = (Vec::new(), None);
    for attribute in tree.elements().flat_map(Element::attributes) {
        if attribute.name() == "eId" {
            let eid = attribute.value();
            if !eids.insert(eid.clone()) {
                twice.get_or_insert(eid.into_owned());
            }
        } else if REFERENCES.contains(&attribute.name()) {
            let value = attribute.value();
            let targets = value.split_whitespace().filter_map(|t| t.strip_prefix('#'));
            wanted.extend(targets.map(str::to_owned));
        }
    }
    let dangling = wanted.iter().find(|id| !eids.contains(id.as_str())).cloned();
    Ok(EidReferences { eids: eids.len(), references: wanted.len(), twice, dangling })
}

fn failed(message: String) -> Error {
    Error::new(ErrorKind::Check, message)
        .with_help("this is a bug in akoma: please report it with the source text")
}
