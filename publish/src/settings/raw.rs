//! `publish.toml` as it is written.

use crate::characters::line;
use crate::dataset::Texts;
use akoma::languages;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Raw {
    #[serde(default)]
    pub(super) dataset: RawDataset,
    #[serde(default)]
    pub(super) publisher: RawPublisher,
    #[serde(default)]
    pub(super) contact: RawContact,
    #[serde(default)]
    pub(super) site: RawSite,
    pub(super) ckan: Option<PortalSettings>,
    pub(super) udata: Option<PortalSettings>,
    /// Portals of other kinds, by kind.
    #[serde(default)]
    pub(super) portals: BTreeMap<String, PortalSettings>,
    /// What the documents do not say themselves, by the name of their files: the keys of the
    /// metadata that may be beside a text.
    #[serde(default)]
    pub(super) documents: BTreeMap<String, toml::Table>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawDataset {
    pub(super) identifier: String,
    pub(super) title: Option<RawTexts>,
    pub(super) description: Option<RawTexts>,
    pub(super) keywords: BTreeMap<String, Vec<String>>,
    pub(super) themes: Vec<String>,
    pub(super) countries: Vec<String>,
    pub(super) licence: Option<RawLicence>,
    pub(super) issued: Option<String>,
    pub(super) modified: String,
    pub(super) frequency: Option<String>,
    pub(super) availability: Option<String>,
    pub(super) access: Option<String>,
    pub(super) page: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawPublisher {
    pub(super) name: Option<RawTexts>,
    pub(super) uri: Option<String>,
    pub(super) homepage: Option<String>,
    pub(super) email: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawContact {
    pub(super) name: Option<RawTexts>,
    pub(super) email: Option<String>,
    pub(super) url: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawSite {
    pub(super) url: String,
    pub(super) profile: Option<String>,
}

/// A portal that the dataset goes to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct PortalSettings {
    /// Its address.
    pub url: Option<String>,
    /// The organization there that the dataset belongs to: its name or identifier.
    pub organization: Option<String>,
}

/// A licence: one of the known, or any other.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected the name of a licence, or { name = …, url = … }")]
pub(super) enum RawLicence {
    Known(String),
    Other { name: String, url: String },
}

/// Text by language tag, or in the language of the documents.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected a text, or texts by language: { fr = …, nl = … }")]
pub(super) enum RawTexts {
    One(String),
    Many(Texts),
}

impl RawTexts {
    pub(super) fn texts(&self, tag: &str) -> Texts {
        match self {
            Self::One(text) => Texts::of(tag, text.trim()),
            Self::Many(texts) => {
                Texts::from_iter(texts.iter().map(|(given, text)| (tag_of(given), text)))
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::One(text) => line(text).is_empty(),
            Self::Many(texts) => texts.is_empty() || texts.iter().any(|(_, t)| line(t).is_empty()),
        }
    }
}

/// The language tag that a code of two or three letters stands for, `fr` for `fra`; a tag with more
/// to it, `fr-BE`, is as it was given.
pub(super) fn tag_of(given: &str) -> String {
    languages::tag(given).filter(|_| !given.contains('-')).unwrap_or(given).to_owned()
}
