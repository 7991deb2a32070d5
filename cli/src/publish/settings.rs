//! The settings, and what is wrong with them.

use crate::findings;
use akoma_publish::Error;

/// The settings that are read when none are named.
pub(super) const SETTINGS: &str = "publish.toml";

/// Prints why something could not be published.
pub(super) fn failure(error: &Error) {
    findings::usage(&error.to_string());
}
