//! The documents of a bundle.

use crate::input::{InputArgs, InputLocation, Inputs};
use akoma::{Authority, Date, Error, Kinds, Metadata};
use akoma_publish::bundle::{Documents, Input};
use akoma_publish::settings::Settings;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Documents that are read when the bundle wants them.
pub(super) struct Sources<'a> {
    inputs: Inputs<'a>,
    locations: Vec<InputLocation>,
    names: Vec<String>,
    settings: Option<&'a Settings>,
}

impl<'a> Sources<'a> {
    /// Those that are named, and those in the folders that are named, without what lies in the
    /// folder `output`.
    ///
    /// # Errors
    /// All folders that cannot be read; an authority file that has a mistake.
    pub(super) fn open(args: &'a InputArgs, output: Option<&Path>) -> Result<Self, Vec<Error>> {
        let mut inputs = args.open_beside(output).map_err(|e| vec![e])?;
        let locations = inputs.take_locations()?;
        let targets: Vec<_> = locations.iter().map(|location| location.target.as_path()).collect();
        let names = names(&targets);
        Ok(Self { inputs, locations, names, settings: None })
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Who can be recognized in them.
    pub(super) fn authority(&self) -> &Authority {
        self.inputs.annotator().authority()
    }

    /// The kinds of document that they may be of.
    pub(super) fn kinds(&self) -> &Kinds {
        self.inputs.kinds()
    }

    pub(super) fn with_settings(self, settings: &'a Settings) -> Self {
        Self { settings: Some(settings), ..self }
    }

    /// What the settings say of a document, and the day of its markup, where nothing says it: that of
    /// this edition, or every day would make another bundle.
    fn metadata(&self, name: &str) -> Metadata {
        let said = self.settings.and_then(|settings| settings.metadata(name).cloned());
        let mut metadata = said.unwrap_or_default();
        if let Some(settings) = self.settings {
            let day: Option<Date> = settings.modified().parse().ok();
            metadata.manifestation.date = metadata.manifestation.date.or(day);
        }
        metadata
    }
}

impl Documents for Sources<'_> {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn read(&self, number: usize) -> Result<Input, Vec<akoma_publish::Error>> {
        let name = self.names[number].clone();
        let metadata = self.metadata(&name);
        let read = self.inputs.read_told(&self.locations[number], Some(&metadata));
        let (input, bytes) = read.map_err(|e| akoma_publish::Error::all(&e))?;
        // XML is published as it is, whatever its encoding.
        let xml = input.xml.then_some(bytes);
        Ok(Input { name, origin: input.origin, doc: input.doc, xml })
    }
}

/// What the files of each document are called: as its XML in a folder would be, the names of folders
/// and of the file joined by a hyphen, since a bundle has no folders inside. Where two documents would
/// be called the same, `a/x` and `a-x`, those in folders get as many hyphens as tell all apart.
fn names(targets: &[&Path]) -> Vec<String> {
    let plain: Vec<String> = targets.iter().map(|target| joined(target, "-")).collect();
    let mut first: HashMap<&str, &Path> = HashMap::new();
    let mut shared: HashSet<&str> = HashSet::new();
    for (name, target) in plain.iter().zip(targets) {
        if *first.entry(name).or_insert(target) != *target {
            shared.insert(name);
        }
    }
    if shared.is_empty() {
        return plain;
    }
    let longer = |hyphens: usize| -> Vec<String> {
        let gap = "-".repeat(hyphens);
        let name = |(name, target): (&String, &&Path)| match shared.contains(name.as_str()) {
            true => joined(target, &gap),
            false => name.clone(),
        };
        plain.iter().zip(targets).map(name).collect()
    };
    // Names that only differ in where a hyphen is (`a-/x`, `a/-x`) stay the same: the bundle refuses
    // them.
    (2..=MOST_HYPHENS).map(longer).find(|names| tell_apart(names, targets)).unwrap_or(plain)
}

/// The most hyphens that are tried.
const MOST_HYPHENS: usize = 8;

/// Whether documents of different targets have different names.
fn tell_apart(names: &[String], targets: &[&Path]) -> bool {
    let mut first: HashMap<&str, &Path> = HashMap::new();
    names.iter().zip(targets).all(|(name, target)| *first.entry(name).or_insert(target) == *target)
}

/// The steps of a path without its extension, with this between them.
fn joined(target: &Path, gap: &str) -> String {
    let target = target.with_extension("");
    let steps: Vec<_> = target.iter().map(|step| step.to_string_lossy()).collect();
    steps.join(gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(targets: &[&str]) -> Vec<String> {
        names(&targets.iter().map(Path::new).collect::<Vec<_>>())
    }

    #[test]
    fn folders_and_hyphens_are_told_apart() {
        assert_eq!(named(&["a/x.xml", "b/x.xml"]), ["a-x", "b-x"]);
        assert_eq!(named(&["a/x.xml", "a-x.xml"]), ["a--x", "a-x"]);
        assert_eq!(named(&["a/x.xml", "a-x.xml", "a--x.xml"]), ["a---x", "a-x", "a--x"]);
        assert_eq!(named(&["a/b-c.xml", "a-b/c.xml"]), ["a--b-c", "a-b--c"]);
        assert_eq!(named(&["x.xml", "x.xml"]), ["x", "x"], "one document that is named twice");
    }
}
