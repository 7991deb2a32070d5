//! Inputs of every subcommand: the bundled declaration, files, standard input.

use crate::findings;
use akoma::{Annotator, Authority, Document, Error, Format, Metadata, Parser, Source, akn, corpus};
use clap::Args;
use std::collections::VecDeque;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What to read, and how.
#[derive(Args, Clone)]
pub(crate) struct InputArgs {
    /// Text or XML to read; `-` for standard input; the bundled declaration if none is named
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Authority file to add to the bundled ones; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) authority: Vec<PathBuf>,

    /// Language of the texts (fra, eng, nld, deu), instead of what their words tell
    #[arg(long, value_name = "CODE")]
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
    pub(crate) doc: Document,
    /// Whether it was XML already.
    pub(crate) xml: bool,
}

/// Reads the inputs one after the other.
pub(crate) struct Inputs<'a> {
    args: &'a InputArgs,
    annotator: Option<Annotator>,
    left: VecDeque<Option<&'a Path>>,
    total: usize,
}

impl InputArgs {
    /// The inputs; reads the authority files first.
    ///
    /// # Errors
    /// An authority file that cannot be read or has a mistake, a metadata file for several texts.
    pub(crate) fn open(&self) -> Result<Inputs<'_>, Error> {
        let annotator = authority(&self.authority)?.map(Annotator::new);
        let left: VecDeque<_> = match self.files.is_empty() {
            true => VecDeque::from([None]),
            false => self.files.iter().map(|f| Some(f.as_path())).collect(),
        };
        Ok(Inputs { args: self, annotator, total: left.len(), left })
    }
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

/// Reads an Akoma Ntoso document.
///
/// # Errors
/// It cannot be read, or is not XML.
pub(crate) fn read_xml(path: &Path) -> Result<Input, Error> {
    let (name, origin, bytes) = read_input(path)?;
    let format = Format::of(&bytes);
    if format == Format::Text {
        let message =
            "expected Akoma Ntoso XML, but found plain text: `akoma build` makes it of text";
        return Err(Error::io(origin, &std::io::Error::other(message)));
    }
    if !format.is_xml() {
        return Err(format.refused().in_file(origin));
    }
    let doc = akn::decode(bytes).and_then(|xml| akn::read(&xml));
    let doc = doc.map_err(|e| e.in_file(&origin))?;
    Ok(Input { name, origin, doc, xml: true })
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

    fn annotator(&self) -> &Annotator {
        self.annotator.as_ref().unwrap_or_else(|| Annotator::bundled())
    }

    fn read(&self, file: Option<&Path>) -> Result<Input, Error> {
        self.read_told(file, None).map(|(input, _)| input)
    }

    /// Reads an input; of a text with metadata that are told besides, and go before those beside
    /// it. Gives the bytes too.
    ///
    /// # Errors
    /// It cannot be read; its metadata have a mistake.
    pub(crate) fn read_told(
        &self,
        file: Option<&Path>,
        told: Option<&Metadata>,
    ) -> Result<(Input, Vec<u8>), Error> {
        let told = told.cloned().unwrap_or_default();
        let Some(path) = file else {
            let name = corpus::DECLARATION_NAME.to_owned();
            let metadata = match &self.args.metadata {
                Some(file) => read_metadata(file)?,
                None => Metadata::from_toml(corpus::DECLARATION_METADATA)?,
            };
            let doc = self.parser(told.or(metadata))?.parse(corpus::DECLARATION_TEXT)?;
            let doc = doc.annotate(self.annotator());
            let origin = format!("{name}.txt (bundled)");
            return Ok((Input { origin, name, doc, xml: false }, Vec::new()));
        };
        let stdin = path == Path::new("-");
        let (name, origin, bytes) = read_input(path)?;
        let format = Format::of(&bytes);
        let xml = format.is_xml();
        if !xml && format != Format::Text {
            return Err(format.refused().in_file(origin));
        }
        let doc = match xml {
            true => self.read_xml(bytes.clone()).map_err(|e| e.in_file(&origin))?,
            false => {
                let source = Source::decode(&bytes).map_err(|e| e.in_file(&origin))?;
                let file = self.metadata_file(path, stdin);
                let metadata = file.as_deref().map_or(Ok(Metadata::default()), read_metadata)?;
                // What is wrong with the text was said above: this is about the metadata.
                let doc = self.parser(told.or(metadata))?.parse_source(&source);
                doc.map_err(|e| e.in_file(file.unwrap_or(origin.clone().into())))?
                    .annotate(self.annotator())
            }
        };
        Ok((Input { name, origin, doc, xml }, bytes))
    }

    /// XML says its language and its metadata itself: a word against it would be lost.
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

    fn parser(&self, metadata: Metadata) -> Result<Parser, Error> {
        let parser = Parser::new().metadata(metadata);
        match &self.args.language {
            Some(code) => parser.language(code),
            None => Ok(parser),
        }
    }

    /// The metadata file of a text: the one named, or the one beside it.
    fn metadata_file(&self, path: &Path, stdin: bool) -> Option<PathBuf> {
        let beside =
            || Some(path.with_extension("toml")).filter(|b| !stdin && b != path && b.is_file());
        self.args.metadata.clone().or_else(beside)
    }
}

impl Iterator for Inputs<'_> {
    type Item = Result<Input, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let file = self.left.pop_front()?;
        Some(self.read(file))
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
    Error::io("", &std::io::Error::other(message))
}

/// The bytes of a file, or of standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if path == Path::new("-") { read_stdin() } else { read_file(path) }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    if path.is_dir() {
        let error = std::io::Error::other(
            "expected a file, but found a directory: name the files in it, for example with a pattern",
        );
        return Err(Error::io(path, &error));
    }
    let size = fs::metadata(path).map_err(|e| Error::io(path, &e))?.len();
    Source::check_size(size).map_err(|e| e.in_file(path))?;
    fs::read(path).map_err(|e| Error::io(path, &e))
}

fn read_stdin() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(e) => Err(Error::io("standard input", &e)),
    }
}

/// A TOML file of the user's.
fn read_data(path: &Path) -> Result<String, Error> {
    let bytes = read_file(path)?;
    let source = Source::decode(&bytes).map_err(|e| e.in_file(path))?;
    Ok(source.text().to_owned())
}

fn read_metadata(path: &Path) -> Result<Metadata, Error> {
    Metadata::from_toml(&read_data(path)?).map_err(|e| e.in_file(path))
}
