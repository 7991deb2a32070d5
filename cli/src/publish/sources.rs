//! The documents of a bundle.

use crate::input::{InputArgs, InputLocation, Inputs};
use akoma::{Authority, Date, Error, Metadata};
use akoma_publish::bundle::{Documents, Input};
use akoma_publish::settings::Settings;
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
        let names = locations.iter().map(|location| name(&location.target)).collect();
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

/// What the files of a document are called: as its XML in a folder would be, the names of folders
/// and of the file joined, since a bundle has no folders inside.
fn name(target: &Path) -> String {
    let target = target.with_extension("");
    let steps: Vec<_> = target.iter().map(|step| step.to_string_lossy()).collect();
    steps.join("-")
}
