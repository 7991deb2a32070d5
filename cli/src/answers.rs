//! Answers: one table per document for people, records of all documents for programs.

use crate::findings;
use crate::input::Input;
use crate::output::{bold, count, table};
use akoma::export::Record;
use clap::ValueEnum;
use comfy_table::{ColumnConstraint, Table, Width};
use std::fmt::Display;
use std::io::{self, Write};

/// How to print records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    /// A table for people
    Table,
    /// Comma-separated values with a header line
    Csv,
    /// One JSON array
    Json,
    /// JSON Lines: one record per line
    Jsonl,
}

/// What the records of a question hold, and what else is to be said after its options.
pub(crate) fn help(columns: &[&str], more: &str) -> String {
    format!("Records: {}.\n{more}", columns.join(", "))
}

/// What the answers to one question look like.
#[derive(Clone, Copy)]
pub(crate) struct AnswerLayout {
    /// The columns of the records.
    pub(crate) columns: &'static [&'static str],
    /// The columns of the table for people.
    pub(crate) header: &'static [&'static str],
    /// The column of the table that holds running text, and gets the most room.
    pub(crate) running: Option<usize>,
    /// What one answer is called.
    pub(crate) noun: &'static str,
}

/// Answers on standard output, as they come.
///
/// Nothing is written before there is an answer, so that a question that makes no sense prints
/// nothing but its error.
pub(crate) struct Answers<W: Write> {
    format: RecordFormat,
    shape: AnswerLayout,
    out: W,
    /// How many answers there were.
    total: usize,
    /// What is to be written before the next answer.
    pending: Vec<u8>,
    /// Whether each document has a title.
    titles: bool,
    table: Option<Table>,
}

/// Standard output, locked and buffered.
pub(crate) type Stdout = io::BufWriter<io::StdoutLock<'static>>;

impl Answers<Stdout> {
    /// Answers on standard output, each document with a title if there may be several.
    pub(crate) fn stdout(format: RecordFormat, shape: AnswerLayout, several: bool) -> Self {
        Self::new(format, shape, several, io::BufWriter::new(io::stdout().lock()))
    }
}

impl<W: Write> Answers<W> {
    fn new(format: RecordFormat, shape: AnswerLayout, several: bool, out: W) -> Self {
        Self { format, shape, out, total: 0, pending: Vec::new(), titles: several, table: None }
    }

    /// Whether people read them.
    pub(crate) fn is_table(&self) -> bool {
        self.format == RecordFormat::Table
    }

    /// Answers about a document begin.
    pub(crate) fn begin(&mut self, input: &Input) -> io::Result<()> {
        if self.is_table() && self.titles {
            writeln!(self.pending, "{}", bold(&input.origin))?;
        }
        self.begin_table();
        Ok(())
    }

    /// Answers that are about no document begin.
    pub(crate) fn begin_table(&mut self) {
        if self.is_table() {
            let mut table = table(self.shape.header);
            if let Some(column) = self.shape.running.and_then(|at| table.column_mut(at)) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Percentage(30)));
            }
            self.table = Some(table);
        }
    }

    /// An answer: its record, and its row of the table for people.
    pub(crate) fn push<R: Record>(
        &mut self,
        record: &R,
        row: impl FnOnce(&R) -> Vec<String>,
    ) -> io::Result<()> {
        match &mut self.table {
            Some(table) => {
                table.add_row(row(record));
                self.total += 1;
                Ok(())
            }
            None => self.record(record),
        }
    }

    /// An answer for programs.
    pub(crate) fn record<R: Record>(&mut self, record: &R) -> io::Result<()> {
        let first = self.total == 0;
        self.total += 1;
        match self.format {
            RecordFormat::Csv => {
                if first {
                    csv_line(&mut self.out, self.shape.columns)?;
                }
                csv_line(&mut self.out, record.cells())
            }
            RecordFormat::Jsonl => {
                serde_json::to_writer(&mut self.out, record)?;
                self.out.write_all(b"\n")
            }
            RecordFormat::Json | RecordFormat::Table => {
                self.out.write_all(if first { b"[\n" } else { b",\n" })?;
                Ok(serde_json::to_writer(&mut self.out, record)?)
            }
        }
    }

    /// Answers about a document end.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        let Some(table) = self.table.take() else { return Ok(()) };
        let counted = count(table.row_count(), self.shape.noun);
        match table.is_empty() {
            true => self.write(counted),
            false => self.write(format!("{table}\n{counted}")),
        }
    }

    /// So many answers about a document, in a form of their own for people.
    pub(crate) fn print(&mut self, answers: usize, text: impl Display) -> io::Result<()> {
        self.total += answers;
        self.write(text)
    }

    fn write(&mut self, text: impl Display) -> io::Result<()> {
        writeln!(self.pending, "{text}")?;
        if self.total > 0 {
            self.out.write_all(&self.pending)?;
            self.pending.clear();
        }
        Ok(())
    }

    /// Ends the answers. That there is none is an answer if the question makes sense.
    pub(crate) fn finish(mut self, makes_sense: bool) -> io::Result<()> {
        match (self.format, self.total) {
            (RecordFormat::Json, 1..) => self.out.write_all(b"\n]\n")?,
            (_, 1..) => {}
            _ if !makes_sense => {}
            (RecordFormat::Table, 0) => self.out.write_all(&self.pending)?,
            (RecordFormat::Csv, 0) => csv_line(&mut self.out, self.shape.columns)?,
            (RecordFormat::Json, 0) => self.out.write_all(b"[]\n")?,
            (RecordFormat::Jsonl, 0) => {}
        }
        self.out.flush()?;
        if self.total == 0 && makes_sense && !self.is_table() {
            findings::note(&count(0, self.shape.noun));
        }
        Ok(())
    }
}

fn csv_line<T: AsRef<[u8]>>(
    out: &mut impl Write,
    cells: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    let mut line = csv::Writer::from_writer(Vec::new());
    line.write_record(cells)?;
    out.write_all(&line.into_inner().map_err(|e| io::Error::other(e.to_string()))?)
}
