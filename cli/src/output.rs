//! Tables for people, records for programs.

use crate::input::{self, Input, InputArgs};
use akoma::Frbr;
use akoma_publish::bundle::cell;
use clap::{Args, ValueEnum};
use comfy_table::{ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde_json::Value;
use std::io::{self, IsTerminal, Write};

/// How to print records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people
    Table,
    /// Comma-separated values with a header line
    Csv,
    /// One JSON array
    Json,
    /// JSON Lines: one record a line
    Jsonl,
}

/// The unit of offsets.
#[derive(Args)]
pub(crate) struct UnitArgs {
    /// Unit of `start` and `end`: codepoint, utf-16 or byte
    #[arg(long, value_name = "UNIT", default_value = "codepoint")]
    pub(crate) unit: akoma::Unit,
}

/// Prints records of every input in a machine format; `each` pushes those of one input.
pub(crate) fn print_records(
    args: &InputArgs,
    format: Format,
    mut each: impl FnMut(&Input, &mut Records<Stdout>) -> io::Result<()>,
) -> io::Result<bool> {
    let mut records = Records::new(format, io::BufWriter::new(io::stdout().lock()));
    let fine = input::for_each(args, |input| each(&input, &mut records))?;
    records.finish()?;
    Ok(fine)
}

/// Standard output, locked and buffered.
pub(crate) type Stdout = io::BufWriter<io::StdoutLock<'static>>;

/// Writes records of one kind in a machine format as they come.
pub(crate) struct Records<W: Write> {
    format: Format,
    out: W,
    written: usize,
}

impl<W: Write> Records<W> {
    pub(crate) fn new(format: Format, out: W) -> Self {
        Self { format, out, written: 0 }
    }

    pub(crate) fn push(&mut self, record: &impl Serialize) -> io::Result<()> {
        match self.format {
            Format::Csv => self.csv(record)?,
            Format::Jsonl => {
                serde_json::to_writer(&mut self.out, record)?;
                self.out.write_all(b"\n")?;
            }
            Format::Json | Format::Table => {
                self.out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(&mut self.out, record)?;
            }
        }
        self.written += 1;
        Ok(())
    }

    /// One line.
    fn csv(&mut self, record: &impl Serialize) -> io::Result<()> {
        let Value::Object(fields) = serde_json::to_value(record)? else {
            return Ok(());
        };
        let mut line = csv::Writer::from_writer(Vec::new());
        if self.written == 0 {
            line.write_record(fields.keys())?;
        }
        line.write_record(fields.values().map(cell))?;
        let bytes = line.into_inner().map_err(|e| io::Error::other(e.to_string()))?;
        self.out.write_all(&bytes)
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        if self.format == Format::Json {
            self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }
}

/// The width of the terminal in columns; a fixed one where there is none.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let seen = || Table::new().width().map(usize::from);
    told.or_else(seen).unwrap_or(WIDTH).max(40)
}

/// Columns where no terminal tells.
const WIDTH: usize = 100;

/// An empty table that will fit the terminal.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width()).unwrap_or(u16::MAX))
        .set_header(header);
    table
}

/// `text` on one line, cut to `columns` characters.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    let mut line = String::new();
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > 4 * columns + 4 {
            break;
        }
    }
    if line.chars().count() <= columns {
        return line;
    }
    let cut: String = line.chars().take(columns.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// The end of `text`, cut to `columns` characters: of an eId the last steps tell most.
pub(crate) fn fit_end(text: &str, columns: usize) -> String {
    let length = text.chars().count();
    if length <= columns {
        return text.to_owned();
    }
    let end: String = text.chars().skip(length + 1 - columns.min(length)).collect();
    format!("…{end}")
}

/// `text` in bold where standard output is a terminal.
pub(crate) fn bold(text: &str) -> String {
    style(text, anstyle::Style::new().bold())
}

/// `text` dimmed where standard output is a terminal.
pub(crate) fn dim(text: &str) -> String {
    style(text, anstyle::Style::new().dimmed())
}

fn style(text: &str, style: anstyle::Style) -> String {
    if stdout_colour() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// Whether standard output is a terminal that wants colours.
pub(crate) fn stdout_colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// A bar for many files; it hides itself where standard error is no terminal.
pub(crate) fn progress(total: usize, quiet: bool) -> ProgressBar {
    if total < 10 || quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {eta} left");
    let bar = ProgressBar::new(total as u64);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

/// `text` in lines of so many characters at most, unless a word is longer.
pub(crate) fn wrap(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > columns {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out
}

/// A number with a thin group of thousands, as people read it: 13,917.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// « 1 note », « 2 notes ».
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// The date and the language of a document, or that they are unknown.
pub(crate) fn day_and_language(frbr: &Frbr) -> String {
    let date = frbr.date().map_or("date unknown".to_owned(), |date| date.to_string());
    format!("{date} · {}", frbr.language().unwrap_or("language unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_to_fit() {
        assert_eq!(fit("un  deux\ntrois", 20), "un deux trois");
        assert_eq!(fit("un deux trois", 8), "un deux…");
        assert_eq!(fit("éééé", 4), "éééé");
        assert_eq!(fit_end("art_1__para_2", 7), "…para_2");
        assert_eq!(fit_end("art_1", 5), "art_1");
    }

    #[test]
    fn paragraphs_are_wrapped() {
        assert_eq!(wrap("un deux  trois\nquatre", 8), "un deux\ntrois\nquatre");
        assert_eq!(wrap("interminable et un", 5), "interminable\net un");
        assert_eq!(wrap("", 5), "");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1234567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn csv_joins_lists_and_writes_one_header() {
        #[derive(Serialize)]
        struct R {
            a: Vec<&'static str>,
            b: Option<u8>,
        }
        let mut out = Vec::new();
        let mut records = Records::new(Format::Csv, &mut out);
        records.push(&R { a: vec!["x", "y"], b: None }).unwrap();
        records.push(&R { a: vec![], b: Some(1) }).unwrap();
        records.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a,b\nx y,\n,1\n");
    }
}
