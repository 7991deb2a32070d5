//! What kind of harvester a catalogue record is for.

use std::fmt;
use std::str::FromStr;

/// What kind of harvester a record is for: all keep to DCAT-AP, and stumble over different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// DCAT-AP 3.0.1 as it is.
    #[default]
    Standard,
    /// udata (data.gouv.fr): takes no `xsd:hexBinary`, reads keywords but no themes, knows the
    /// Etalab licence by another address.
    Fr,
    /// The federal catalogue of Belgium (DCAT-AP 2 with additions): sizes as `xsd:decimal`, a
    /// licence of the dataset, an identifier of the catalogue.
    Be,
}

impl Profile {
    /// Its name in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Fr => "fr",
            Self::Be => "be",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let all = [Self::Standard, Self::Fr, Self::Be];
        all.into_iter()
            .find(|profile| profile.name() == name)
            .ok_or_else(|| format!("expected one of standard, fr, be, but found `{name}`"))
    }
}
