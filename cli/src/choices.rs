//! Options that take one of a few names: shells offer them.

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::Error;
use std::ffi::OsStr;

/// Reads a value, and lists the names that it may have.
#[derive(Clone)]
pub(crate) struct Choices<T> {
    read: fn(&str) -> Result<T, String>,
    names: fn() -> Vec<&'static str>,
}

impl<T> Choices<T> {
    /// `read` decides which values are right; `names` are those that are offered.
    pub(crate) fn new(
        read: fn(&str) -> Result<T, String>,
        names: fn() -> Vec<&'static str>,
    ) -> Self {
        Self { read, names }
    }
}

impl Choices<String> {
    /// Any text; these are the names that are likely.
    pub(crate) fn likely(names: fn() -> Vec<&'static str>) -> Self {
        Self::new(|given| Ok(given.to_owned()), names)
    }
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Choices<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<T, Error> {
        self.read.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.names)().into_iter().map(PossibleValue::new)))
    }
}
