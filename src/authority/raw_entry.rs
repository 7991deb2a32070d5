//! An entry of an authority file as it is written.

use serde::Deserialize;
use toml::Spanned;

/// An entity and its names, as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawEntry {
    pub(super) id: Spanned<String>,
    pub(super) kind: Spanned<String>,
    /// Files of before the name was the same everywhere have `type`.
    #[serde(alias = "type")]
    pub(super) class: Option<Spanned<String>>,
    pub(super) country: Option<Spanned<String>>,
    pub(super) name: Spanned<String>,
    pub(super) short: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) names: Names,
    /// Names in languages, by their codes (ISO 639-2), in the order of the file.
    #[serde(skip)]
    pub(super) in_language: Vec<(String, Names)>,
    #[serde(default)]
    pub(super) demonyms: Vec<String>,
    #[serde(default)]
    pub(super) contextual: Names,
    #[serde(default)]
    pub(super) context: Names,
    #[serde(default)]
    pub(super) same_as: Names,
}

/// Names with their places.
pub(super) type Names = Vec<Spanned<String>>;
