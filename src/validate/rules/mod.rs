//! The rules of level 2: one file a rule.
//!
//! A rule has a [`Code`] and looks at the [`Context`], which has what several rules ask worked out;
//! it goes over the document once, or over what the context has ready, and never up from every
//! element. It says one thing of one cause: what a publisher does everywhere is one finding that
//! counts ([`Findings::is_first`]), so that the mistake made once is not lost among them.
//!
//! An error contradicts what the standard demands, or is a link that leads nowhere; a warning is
//! about a convention, or about two places that disagree where either may be right; a note is worth
//! knowing. A rule must hold by the standard, and leave alone what the standard leaves open.
//!
//! Every rule has two documents in `tests/fixtures/rules`, both valid by the schema: in `right.xml`
//! no rule finds anything, in `wrong.xml` this rule does and no other.

mod component_double;
mod component_missing;
mod eid_context;
mod eid_element;
mod eid_missing;
mod eid_number;
mod eid_syntax;
mod expression_before_work;
mod foreign_attribute;
mod frbr_country;
mod frbr_date;
mod frbr_empty;
mod frbr_format;
mod frbr_language;
mod frbr_number;
mod frbr_subtype;
mod frbr_this;
mod frbr_type;
mod frbr_uri;
mod heading_empty;
mod heading_order;
mod interval_reversed;
mod language_code;
mod period_kind;
mod reference_dangling;
mod reference_empty;
mod reference_kind;
mod reference_portion;
mod reference_relative;
mod reference_without_hash;
mod tlc_class;
mod tlc_double;
mod tlc_unnamed;
mod tlc_unused;

use super::rule::Rule;

/// Every rule, by name: each file of this folder has one, which the build script lists.
pub(super) const ALL: &[Rule] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

#[cfg(test)]
mod tests;
