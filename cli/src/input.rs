//! Inputs of every subcommand: the bundled declaration, files, standard input.

use crate::files::{self, InputFile, Prefer, XML, has_extension};
use crate::findings;
use crate::languages::{self, LanguagesArgs};
use crate::read::{read, read_data};
use akoma::{
    Annotator, Authority, Document, Error, Format, Kinds, Languages, Metadata, Parser, Source, akn,
    corpus,
};
use clap::Args;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// What to read, and how.
#[derive(Args, Clone)]
pub(crate) struct InputArgs {
    /// Text or XML to read; of a folder, the *.txt, *.xml and *.akn in it; `-` for standard input;
    /// the bundled declaration if none is named
    #[arg(value_name = "FILE|DIR")]
    pub(crate) files: Vec<PathBuf>,

    /// Authority file to add to the bundled ones; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) authority: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) languages: LanguagesArgs,

    #[arg(long, value_name = "CODE", help = format!(
        "Language of the texts ({}, or one of --languages), instead of the one that their words suggest",
        languages::bundled(),
    ))]
    pub(crate) language: Option<String>,

    /// Metadata file of the text, instead of the .toml file beside it
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: Option<PathBuf>,
}

/// A document and where it came from.
pub(crate) struct Input {
    /// What records call it: its path without extension.
    pub(crate) name: String,
    /// What messages call it.
    pub(crate) origin: String,
    /// What its XML is called in a folder.
    pub(crate) target: PathBuf,
    pub(crate) doc: Document,
    /// Whether it was XML already.
    pub(crate) xml: bool,
    /// What languages it may have been in.
    pub(crate) languages: Languages,
}

/// Reads the inputs one after the other.
pub(crate) struct Inputs<'a> {
    args: &'a InputArgs,
    parser: Parser,
    languages: Languages,
    annotator: Option<Annotator>,
    kinds: Kinds,
    left: VecDeque<Result<InputLocation, Error>>,
    total: usize,
}

/// Where an input is, and what its XML is called in a folder.
pub(crate) struct InputLocation {
    /// None for the bundled declaration.
    pub(crate) path: Option<PathBuf>,
    pub(crate) target: PathBuf,
}

impl InputArgs {
    /// The inputs, of a folder the XML before the text that it was made of; reads the authority
    /// files the languages and the kinds first.
    ///
    /// # Errors
    /// An authority file, a language or a file of kinds that cannot be read or has a mistake; a
    /// language of the texts that is not known.
    pub(crate) fn open(&self) -> Result<Inputs<'_>, Error> {
        self.open_beside(None)
    }

    /// The same, without what lies in a folder that is written to.
    ///
    /// # Errors
    /// Those of `open`.
    pub(crate) fn open_beside(&self, output: Option<&Path>) -> Result<Inputs<'_>, Error> {
        self.inputs(|files| files::documents(files, Prefer::Xml, output))
    }

    /// The inputs, of a folder the text before the XML that was made of it, and nothing that lies
    /// in the folder `output`.
    ///
    /// # Errors
    /// Those of `open`.
    pub(crate) fn open_texts(&self, output: &Path) -> Result<Inputs<'_>, Error> {
        self.inputs(|files| files::documents(files, Prefer::Text, Some(output)))
    }

    fn inputs(
        &self,
        walk: impl FnOnce(&[PathBuf]) -> Vec<Result<InputFile, Error>>,
    ) -> Result<Inputs<'_>, Error> {
        let languages = self.languages.read()?;
        let kinds = self.languages.kinds()?;
        let mut parser = Parser::new().languages(languages.clone()).kinds(kinds.clone());
        if let Some(code) = &self.language {
            parser = parser.language(code).map_err(|e| e.in_file("--language"))?;
        }
        let annotator = annotator(&self.authority, &self.languages, &languages)?;
        let left = match self.files.is_empty() {
            true => {
                let target = PathBuf::from(format!("{}.xml", corpus::DECLARATION_NAME));
                VecDeque::from([Ok(InputLocation { path: None, target })])
            }
            false => locations(walk(&self.files)),
        };
        Ok(Inputs { args: self, parser, languages, annotator, kinds, total: left.len(), left })
    }

    /// Whether there may be more than one input.
    pub(crate) fn several(&self) -> bool {
        self.files.len() > 1 || self.files.iter().any(|path| path.is_dir())
    }
}

/// Files with what their XML is called.
pub(crate) fn locations(
    found: Vec<Result<InputFile, Error>>,
) -> VecDeque<Result<InputLocation, Error>> {
    let mut targets = files::targets(found.iter().flatten()).into_iter();
    let mut place = |file: InputFile| {
        let target = targets.next().unwrap_or(file.inside);
        InputLocation { path: Some(file.path), target }
    };
    found.into_iter().map(|found| found.map(&mut place)).collect()
}

/// The bundled authority files with these added; none if there are none to add.
///
/// # Errors
/// A file that cannot be read or has a mistake.
pub(crate) fn authority(files: &[PathBuf]) -> Result<Option<Authority>, Error> {
    if files.is_empty() {
        return Ok(None);
    }
    let mut authority = Authority::bundled().clone();
    for file in files {
        let text = read_data(file)?;
        authority.extend(&text).map_err(|e| e.in_file(file))?;
    }
    Ok(Some(authority))
}

/// An annotator with these authority files added to the bundled ones, and with these languages;
/// none if the bundled one is the same.
///
/// # Errors
/// Those of [`authority`].
fn annotator(
    files: &[PathBuf],
    given: &LanguagesArgs,
    languages: &Languages,
) -> Result<Option<Annotator>, Error> {
    let annotator = match authority(files)? {
        Some(authority) => Annotator::new(authority),
        None if given.is_empty() => return Ok(None),
        None => Annotator::new(Authority::bundled()),
    };
    Ok(Some(annotator.languages(languages.clone())))
}

/// Reads an Akoma Ntoso document.
///
/// # Errors
/// It cannot be read, or is not XML.
pub(crate) fn read_xml(path: &Path, target: PathBuf) -> Result<Input, Error> {
    let (name, origin, bytes) = read_input(path)?;
    let format = Format::of(&bytes);
    if format == Format::Text {
        let message =
            "expected Akoma Ntoso XML, but found plain text: `akoma build` makes it of text";
        return Err(findings::refused(origin, message));
    }
    if !format.is_xml() {
        return Err(format.refused().in_file(origin));
    }
    let doc = akn::decode(bytes).and_then(|xml| akn::read(&xml));
    let doc = doc.map_err(|e| e.in_file(&origin))?;
    Ok(Input { name, origin, target, doc, xml: true, languages: Languages::default() })
}

/// What records and messages call an input, and its bytes.
fn read_input(path: &Path) -> Result<(String, String, Vec<u8>), Error> {
    let bytes = read(path)?;
    if path == Path::new("-") {
        return Ok(("stdin".to_owned(), "standard input".to_owned(), bytes));
    }
    let name = path.with_extension("").display().to_string();
    Ok((name, path.display().to_string(), bytes))
}

impl Inputs<'_> {
    /// How many inputs there are.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// Takes the places of the inputs, for a caller that reads them in its own order.
    ///
    /// # Errors
    /// All folders that cannot be read.
    #[cfg(feature = "publish")]
    pub(crate) fn take_locations(&mut self) -> Result<Vec<InputLocation>, Vec<Error>> {
        let (mut places, mut errors) = (Vec::new(), Vec::new());
        for place in self.left.drain(..) {
            match place {
                Ok(place) => places.push(place),
                Err(e) => errors.push(e),
            }
        }
        if errors.is_empty() { Ok(places) } else { Err(errors) }
    }

    /// The files that are read.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.left.iter().flatten().filter_map(|place| place.path.as_deref())
    }

    /// What names are found with.
    pub(crate) fn annotator(&self) -> &Annotator {
        self.annotator.as_ref().unwrap_or_else(|| Annotator::bundled())
    }

    /// The kinds that texts may be of.
    #[cfg(feature = "publish")]
    pub(crate) fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    fn read(&self, place: InputLocation) -> Result<Input, Error> {
        self.read_told(&place, None).map(|(input, _)| input)
    }

    /// Reads an input; a text with metadata that are given besides, and go before those beside
    /// it. Gives the bytes too.
    ///
    /// # Errors
    /// It cannot be read; its metadata have a mistake.
    pub(crate) fn read_told(
        &self,
        InputLocation { path, target }: &InputLocation,
        told: Option<&Metadata>,
    ) -> Result<(Input, Vec<u8>), Error> {
        let told = told.cloned().unwrap_or_default();
        let target = target.clone();
        let Some(path) = path.as_deref() else {
            let name = corpus::DECLARATION_NAME.to_owned();
            let metadata = match &self.args.metadata {
                Some(file) => self.read_metadata(file)?,
                None => Metadata::from_toml(corpus::DECLARATION_METADATA)?,
            };
            let doc = self.parser(told.or(metadata)).parse(corpus::DECLARATION_TEXT)?;
            let doc = doc.annotate(self.annotator());
            let origin = format!("{name}.txt (bundled)");
            let languages = self.languages.clone();
            return Ok((Input { origin, name, target, doc, xml: false, languages }, Vec::new()));
        };
        let stdin = path == Path::new("-");
        let (name, origin, bytes) = read_input(path)?;
        let format = Format::of(&bytes);
        // What is called XML and is none, say for a word before its root, does not become a text.
        let xml = format.is_xml() || (format == Format::Text && has_extension(path, XML));
        if !xml && format != Format::Text {
            return Err(format.refused().in_file(origin));
        }
        let doc = match xml {
            true => self.read_xml(bytes.clone()).map_err(|e| e.in_file(&origin))?,
            false => {
                let source = Source::decode(&bytes).map_err(|e| e.in_file(&origin))?;
                let file = self.metadata_file(path, stdin)?;
                let metadata = match &file {
                    Some(file) => self.read_metadata(file)?,
                    None => Metadata::default(),
                };
                // What is wrong with the text was said above: this is about the metadata.
                let doc = self.parser(told.or(metadata)).parse_source(&source);
                doc.map_err(|e| e.in_file(file.unwrap_or(origin.clone().into())))?
                    .annotate(self.annotator())
            }
        };
        let languages = self.languages.clone();
        Ok((Input { name, origin, target, doc, xml, languages }, bytes))
    }

    /// XML has its own language and metadata: an option that gives others would have no effect.
    fn read_xml(&self, bytes: Vec<u8>) -> Result<Document, Error> {
        for (given, option) in [
            (self.args.language.is_some(), "--language"),
            (self.args.metadata.is_some(), "--metadata"),
            (!self.args.authority.is_empty(), "--authority"),
        ] {
            if given {
                return Err(clash(option));
            }
        }
        akn::read(&akn::decode(bytes)?)
    }

    fn read_metadata(&self, path: &Path) -> Result<Metadata, Error> {
        let authority = self.annotator().authority();
        let metadata = Metadata::from_toml_with(&read_data(path)?, &self.kinds, Some(authority));
        metadata.map_err(|e| e.in_file(path))
    }

    fn parser(&self, metadata: Metadata) -> Parser {
        self.parser.clone().metadata(metadata)
    }

    /// The metadata file of a text: the one named, or the one beside it.
    ///
    /// # Errors
    /// The one beside it is a link.
    fn metadata_file(&self, path: &Path, stdin: bool) -> Result<Option<PathBuf>, Error> {
        if self.args.metadata.is_some() || stdin {
            return Ok(self.args.metadata.clone());
        }
        let beside = path.with_extension("toml");
        match beside.is_file() && beside != path {
            true if beside.is_symlink() => {
                let message = "expected a metadata file, but found a link, which is not followed: \
                               name the file that it leads to with --metadata";
                Err(findings::refused(beside, message))
            }
            true => Ok(Some(beside)),
            false => Ok(None),
        }
    }
}

impl Iterator for Inputs<'_> {
    type Item = Result<Input, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let place = self.left.pop_front()?;
        Some(place.and_then(|place| self.read(place)))
    }
}

/// Reads all inputs, giving each to `each`; says what could not be read. Returns whether all
/// could.
pub(crate) fn for_each(
    args: &InputArgs,
    mut each: impl FnMut(Input) -> std::io::Result<()>,
) -> std::io::Result<bool> {
    let inputs = match args.open() {
        Ok(inputs) => inputs,
        Err(e) => {
            findings::error(&e);
            return Ok(false);
        }
    };
    let mut fine = true;
    for input in inputs {
        match input {
            Ok(input) => each(input)?,
            Err(e) => {
                findings::error(&e);
                fine = false;
            }
        }
    }
    Ok(fine)
}

/// An option for texts that was given with XML.
pub(crate) fn clash(option: &str) -> Error {
    let instead = match option {
        "--authority" => "or add names to the XML with `akoma annotate`",
        _ => "or change the XML",
    };
    let message = format!(
        "expected text to go with {option}, but found XML, which says for itself: leave {option} \
         out, {instead}"
    );
    Error::usage(message)
}

/// Reads a whole number of the command line.
///
/// # Errors
/// What was expected and found.
pub(crate) fn number(given: &str) -> Result<usize, String> {
    given.parse().map_err(|_| format!("expected a whole number such as 3, but found `{given}`"))
}
