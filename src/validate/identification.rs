//! What `identification` says of a document: its IRIs on the three levels, and what they are made
//! of.

use crate::xml::{AttributeOf, Element};
use std::borrow::Cow;

/// The levels, from what was thought to what can be downloaded.
pub(super) const LEVELS: [&str; 3] = ["FRBRWork", "FRBRExpression", "FRBRManifestation"];

/// An `identification`.
pub(super) struct Identification<'t> {
    /// Work, expression and manifestation.
    pub(super) levels: [Option<FrbrLevel<'t>>; 3],
}

/// One of its levels.
#[derive(Clone)]
pub(super) struct FrbrLevel<'t> {
    pub(super) element: Element<'t>,
    /// `FRBRuri/@value`.
    pub(super) uri: Option<FrbrValue<'t>>,
    /// `FRBRthis/@value`.
    pub(super) this: Option<FrbrValue<'t>>,
}

/// The value of a property and where it is.
#[derive(Clone)]
pub(super) struct FrbrValue<'t> {
    pub(super) element: Element<'t>,
    pub(super) attribute: AttributeOf<'t>,
    pub(super) value: Cow<'t, str>,
}

impl<'t> Identification<'t> {
    pub(super) fn new(element: Element<'t>) -> Self {
        Self { levels: LEVELS.map(|name| element.child(name).map(FrbrLevel::new)) }
    }

    pub(super) fn work(&self) -> Option<&FrbrLevel<'t>> {
        self.levels[0].as_ref()
    }

    pub(super) fn expression(&self) -> Option<&FrbrLevel<'t>> {
        self.levels[1].as_ref()
    }

    pub(super) fn manifestation(&self) -> Option<&FrbrLevel<'t>> {
        self.levels[2].as_ref()
    }
}

impl<'t> FrbrLevel<'t> {
    fn new(element: Element<'t>) -> Self {
        let first = |name| values(element, name, "value").next();
        Self { element, uri: first("FRBRuri"), this: first("FRBRthis") }
    }

    /// The values of the properties of this name.
    pub(super) fn values(
        &self,
        name: &'static str,
        attribute: &'static str,
    ) -> impl Iterator<Item = FrbrValue<'t>> + use<'t> {
        values(self.element, name, attribute)
    }

    /// The IRI of the whole, if it follows the naming convention and not an equivalent of it, of
    /// whose parts nothing is known here.
    pub(super) fn akn_uri(&self) -> Option<&str> {
        let uri = self.uri.as_ref()?.value.as_ref();
        uri.starts_with("/akn/").then(|| uri.trim_end_matches('/'))
    }
}

fn values<'t>(
    element: Element<'t>,
    name: &'static str,
    attribute: &'static str,
) -> impl Iterator<Item = FrbrValue<'t>> + use<'t> {
    element.children().filter(move |child| child.name() == name).filter_map(move |element| {
        let attribute = element.attribute(attribute)?;
        Some(FrbrValue { element, attribute, value: attribute.value() })
    })
}

/// The parts of the IRI of a work after `/akn/`: country, type, subtype and so on.
pub(super) fn parts(uri: &str) -> impl Iterator<Item = &str> {
    uri.split('/').skip(2)
}

/// Whether this is a year or a day: `2021` or `2021-11-22`.
pub(super) fn is_date(part: &str) -> bool {
    let bytes = part.as_bytes();
    let shape: &[u8] = match bytes.len() {
        4 => b"dddd",
        7 => b"dddd-dd",
        10 => b"dddd-dd-dd",
        _ => return false,
    };
    bytes.iter().zip(shape).all(|(byte, shape)| match shape {
        b'd' => byte.is_ascii_digit(),
        _ => byte == shape,
    })
}

/// What is between the IRI of the work and the first `/` after it, taken apart: language, and
/// version if there is one.
pub(super) fn language_and_version(expression: &str, work: &str) -> Option<(String, String)> {
    let rest = expression.strip_prefix(work)?.strip_prefix('/')?;
    let rest = rest.split('/').next().unwrap_or_default();
    let at = rest.find(['@', ':']).unwrap_or(rest.len());
    let version = rest[at..].chars().skip(1).take_while(|&c| c != ';' && c != '~').collect();
    Some((rest[..at].to_owned(), version))
}
