//! `akoma roundtrip`: whether XML that is read and written again is the same to the byte.

use crate::exit::{FINDINGS, FINE, WRONG};
use crate::output::progress;
use crate::{files, findings, read};
use akoma::{Error, ErrorKind, LineIndex, akn};
use clap::Args as ClapArgs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(ClapArgs)]
#[command(after_help = "\
Each file is read as a document and the document written as XML, in memory; no file is changed. What
is written must be the file, byte for byte. XML that is not in UTF-8 is compared as text, and the
line says so: akoma writes UTF-8.

In a folder all *.xml and *.akn are taken, sorted by name, and those in the folders inside.

Exit codes: 0 all the same; 1 one differs, or is not Akoma Ntoso; 2 usage, or a file that could not
be read (the others are compared all the same).

Examples:
  akoma roundtrip lois/
  akoma roundtrip -q lois/        only what is not the same, and the score")]
pub(crate) struct Args {
    /// XML to read and write; `-` for standard input; of a folder, the XML in it
    #[arg(value_name = "FILE|DIR", required = true)]
    paths: Vec<PathBuf>,
    /// Print only what is not the same, and the score
    #[arg(short, long)]
    quiet: bool,
}

/// What came of a file that could be read.
enum RoundtripResult {
    Same,
    /// Compared as text: it was in another encoding.
    SameText,
    Differs(String),
    NotRead(Error),
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let files = files::walk(&args.paths, files::XML);
    let total = files.len();
    // Lines that run over the screen are progress enough.
    let progress = progress(total, !args.quiet);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut same, mut code) = (0, FINE);
    let compare = |file: Result<PathBuf, Error>| file.and_then(|file| compare(&file));
    files::in_order(files, compare, |compared| {
        progress.inc(1);
        let tell = || match compared {
            Ok((name, outcome)) => {
                let fine = matches!(outcome, RoundtripResult::Same | RoundtripResult::SameText);
                same += usize::from(fine);
                if !fine {
                    code = code.max(FINDINGS);
                }
                if fine && args.quiet {
                    return Ok(());
                }
                match outcome {
                    RoundtripResult::Same => writeln!(out, "{name}: same"),
                    RoundtripResult::SameText => writeln!(out, "{name}: same, compared as UTF-8"),
                    RoundtripResult::Differs(how) => writeln!(out, "{name}: differs: {how}"),
                    RoundtripResult::NotRead(e) => writeln!(out, "{e}"),
                }
            }
            Err(e) => {
                code = WRONG;
                out.flush()?;
                findings::error(&e);
                Ok(())
            }
        };
        match progress.is_hidden() {
            true => tell(),
            false => progress.suspend(tell),
        }
    })?;
    progress.finish_and_clear();
    let verb = if same == 1 { "comes" } else { "come" };
    writeln!(out, "{same} of {} {verb} back the same", crate::output::count(total, "file"))?;
    out.flush()?;
    Ok(code)
}

fn compare(file: &Path) -> Result<(String, RoundtripResult), Error> {
    let bytes = read::read(file)?;
    let name = if file == Path::new("-") { "stdin".to_owned() } else { file.display().to_string() };
    let read = akn::decode(bytes.clone()).and_then(|xml| Ok((akn::read(&xml)?, xml)));
    let (doc, xml) = match read {
        Ok(read) => read,
        // A file of 4 GiB was not looked at: no verdict.
        Err(e) if e.kind() == ErrorKind::TooLarge => return Err(e.in_file(file)),
        Err(e) => return Ok((name.clone(), RoundtripResult::NotRead(e.in_file(name)))),
    };
    let written = doc.to_akn();
    let outcome = match difference(&written, &xml) {
        Some(how) => RoundtripResult::Differs(how),
        None if written.as_bytes() == bytes => RoundtripResult::Same,
        None => RoundtripResult::SameText,
    };
    Ok((name, outcome))
}

/// Where `written` first differs from the source.
fn difference(written: &str, source: &str) -> Option<String> {
    if written == source {
        return None;
    }
    let pairs = written.bytes().zip(source.bytes());
    let same = pairs.take_while(|(a, b)| a == b).count();
    // The byte may lie inside a character.
    let at = (0..=same).rev().find(|at| source.is_char_boundary(*at)).unwrap_or_default();
    let (line, column) = LineIndex::new(source).line_column(source, at as u32);
    let shown = |text: &str| match text.as_bytes().get(same) {
        Some(byte) => format!("0x{byte:02X}"),
        None => "the end".to_owned(),
    };
    let (expected, found) = (shown(source), shown(written));
    Some(format!(
        "byte {same}, line {line}, column {column}: expected {expected}, but found {found}"
    ))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_first_byte_that_differs_is_named() {
        assert_eq!(difference("<a>é</a>", "<a>é</a>"), None);
        let of = |written, source| difference(written, source).unwrap();
        assert_eq!(
            of("<a>\né</a>", "<a>\nè</a>"),
            "byte 5, line 2, column 1: expected 0xA8, but found 0xA9"
        );
        assert_eq!(
            of("<a/>", "<a/>\n"),
            "byte 4, line 1, column 5: expected 0x0A, but found the end"
        );
    }
}
