//! Legal and political text, as people publish it, becomes annotated Akoma Ntoso (OASIS LegalDocML
//! 1.0) that knows who is named where and who promised what.
//!
//! ```
//! use akoma::{Annotator, Document, Strength};
//!
//! let text = "Déclaration conjointe de la Belgique et de la France\n1. Cybersécurité\n\
//!             Les deux pays renforceront la coopération entre le CCB et l’ANSSI.";
//! let doc = Document::parse(text)?.annotate(Annotator::bundled());
//! for m in doc.mentions().of("anssi") {
//!     println!("{} in {}: {}", m.text(), m.eid(), m.entity().name());
//! }
//! for c in doc.commitments().strength(Strength::Firm).naming("ccb") {
//!     println!("{:?}: {}", c.trigger_text(), c.text());
//! }
//! let xml = doc.to_akn();
//! assert_eq!(akoma::akn::read(&xml)?.text(), text);
//! # Ok::<(), akoma::Error>(())
//! ```
//!
//! The tour:
//!
//! - [`Document::parse`] reads plain text; [`Parser`] does so with [`Metadata`], with a given language,
//!   or with [`Languages`] and [`Kinds`] of your own; [`akn::read`] reads the XML that
//!   [`Document::to_akn`] writes, and that of anybody else;
//! - [`Document::annotate`] finds mentions and predicates (commitments, calls, acknowledgements,
//!   statements) with an [`Annotator`], which knows the names of an [`Authority`] and the rules of
//!   the [`Languages`];
//! - [`Document::root`] is the tree of elements; [`Document::mentions`], [`Document::commitments`] and
//!   [`Document::predicates`] answer with small handles ([`Mention`], [`Predicate`]), narrowed by the
//!   methods of [`Mentions`] and [`Predicates`]; [`Document::entity_index`] says which chapter names
//!   which agency or agreement;
//! - [`export`] makes records for other tools, [`Offsets`] converts their offsets;
//! - [`validate()`] and [`Validator`] say what is wrong with any Akoma Ntoso, [`codes`] what each
//!   finding means;
//! - [`Document::report`] says what was odd in the document, [`akn::verify`] proves that nothing was
//!   lost.
//!
//! What akoma knows is data, and you can add to it without code: languages and their rules
//! ([`Languages::with_files`]; [`Languages::check`] tries the examples that every rule carries), kinds
//! of document ([`Kinds::with`]), and who can be recognized ([`Authority::extend`]). [`code_lists`] and
//! [`languages`] have the codes that such files may use, and [`corpus`] a whole document to try things
//! on.
//!
//! ```
//! use akoma::{Annotator, Authority, Kinds, Languages, Parser};
//!
//! let kinds = Kinds::bundled()?.with(
//!     "[[kind]]\nname = \"plan\"\nelement = \"doc\"\npresent = \"state\"\ntitles = { fra = [\"plan\"] }",
//! )?;
//! let hedge = "[[commitments.hedge]]\nid = \"fra.tant-bien\"\nmatch = [\"tant bien que mal\"]\n\
//!              example = [\"Les deux pays coopéreront [tant bien que mal].\"]";
//! let languages = Languages::bundled().check([("fra.toml", hedge)], Authority::bundled())?;
//!
//! let parser = Parser::new().languages(languages.clone()).kinds(kinds).language("fra")?;
//! let annotator = Annotator::new(Authority::bundled()).languages(languages);
//! let text = "Plan relatif à l’eau\n1. Suivi\nLes deux pays coopéreront tant bien que mal.";
//! let doc = parser.parse(text)?.annotate(&annotator);
//! assert_eq!(doc.kind().map(|kind| kind.name()), Some("plan"));
//! let hedges = doc.commitments().flat_map(|c| c.hedges()).map(|span| &doc.text()[span.range()]);
//! assert_eq!(hedges.collect::<Vec<_>>(), ["tant bien que mal"]);
//! # Ok::<(), akoma::Error>(())
//! ```
//!
//! What fails is an [`Error`], with its [`kind`](Error::kind), place and help; what is odd in a document
//! that could be made is a [`Diagnostic`]. Enumerations and records may grow: match with a last arm
//! for the rest, and make [`Metadata`] from its default. The folder `examples` has five programs to
//! begin with; `docs` describes the files that you can write.
//!
//! Spans are bytes of the source text. Nothing here does I/O, starts threads or looks at the clock.

#![forbid(unsafe_code)]

pub mod akn;
mod authority;
pub mod code_lists;
pub mod corpus;
mod datafile;
mod error;
mod examples;
pub mod export;
mod kinds;
mod language;
pub mod languages;
mod mentions;
mod model;
mod parse;
mod pipeline;
mod predicates;
mod query;
mod report;
mod schema;
mod text;
mod validate;
mod xml;

pub use authority::{Authority, AuthorityEntry};
pub use datafile::from_toml;
pub use error::{Error, ErrorKind};
pub use kinds::Kinds;
pub use language::{Language, Languages};
pub use model::{
    Change, Date, Document, DocumentKind, Entity, EntityKind, Expression, Frbr, InvalidDate,
    Manifestation, Metadata, Node, Polarity, Provenance, SpeechAct, Strength, Work,
};
pub use parse::Parser;
pub use pipeline::Annotator;
pub use query::{EntityIndex, IndexedEntity, Mention, Mentions, Predicate, Predicates};
pub use report::{Diagnostic, Report, Severity};
pub use schema::{ElementCategory, ElementFunction};
pub use text::{Format, LineEnds, LineIndex, Offsets, Source, Span, Unit, UnknownName};
pub use validate::{Code, Level, Validation, Validator, Verdict, codes, validate};
