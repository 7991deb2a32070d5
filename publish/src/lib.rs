//! Akoma Ntoso on open-data portals, with proof: bundle, describe, push, read back, compare, keep the
//! receipt.
//!
//! ```
//! use akoma::{Annotator, Metadata, Parser};
//! use akoma_publish::bundle::{self, Bundle, Input};
//! use akoma_publish::portal::{Options, NoProgress, publish, site::Site};
//! use akoma_publish::settings::Settings;
//!
//! let metadata = Metadata::from_toml("work.date = \"2021-11-22\"\nwork.country = \"fr\"")?;
//! let doc = Parser::new().metadata(metadata).parse("Accord\n1. Objet\nLa France informe Frontex.")?;
//! let doc = doc.annotate(Annotator::bundled()).with_markup_date("2026-11-23".parse().ok());
//! let settings = Settings::parse(r#"
//!     [dataset]
//!     identifier = "accord-2021"
//!     themes = ["JUST"]
//!     licence = "cc-by-4.0"
//!     modified = "2026-11-23"
//!     [publisher]
//!     name = { fr = "Chancellerie" }
//!     homepage = "https://chancellerie.example.org/"
//!     [contact]
//!     name = { fr = "Bureau des données" }
//!     email = "donnees@example.org"
//!     [site]
//!     url = "https://donnees.example.org/accord/"
//! "#).map_err(|errors| errors[0].to_string())?;
//!
//! let folder = tempfile::tempdir()?;
//! let [made, site] = ["bundle", "site"].map(|name| folder.path().join(name));
//! let input = Input { name: "accord".into(), origin: "accord.txt".into(), doc, xml: None };
//! bundle::make(&[input], &settings, &made).map_err(|errors| errors[0].to_string())?;
//!
//! let portal = Site::new(&site, None)?;
//! let options = Options::new(folder.path().join("receipt.json"), "2026-11-23T12:00:00Z");
//! let done = publish(&portal, &Bundle::open(&made)?, &options, &NoProgress)?;
//! assert!(!done.plan.is_empty());
//! // Again: nothing differs, nothing is sent.
//! let done = publish(&portal, &Bundle::open(&made)?, &options, &NoProgress)?;
//! assert!(done.plan.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The tour:
//!
//! - [`settings`] is what a catalogue must say and no document can; [`dataset`] what settings and
//!   documents say together;
//! - [`bundle::Bundler`] writes a folder with the documents in every form and their description,
//!   [`bundle::Bundle::open`] reads it again; [`catalogue`] and [`view`] make parts of it;
//! - [`portal::publish`] brings a bundle to a [`portal::Portal`]: [`portal::ckan`],
//!   [`portal::udata`], [`portal::site`].

#![forbid(unsafe_code)]

pub mod bundle;
pub mod catalogue;
mod characters;
pub mod dataset;
mod digest;
mod error;
mod files;
mod folder;
mod letters;
pub mod portal;
pub mod settings;
pub mod view;
pub mod vocabulary;
mod words;

pub use error::{Error, ErrorKind};
