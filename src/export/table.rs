//! Records as rows of a table: the columns, and what is in a cell of CSV.

use serde::Serialize;

/// A record of one kind is a row of a table: its fields are the columns.
///
/// ```
/// use akoma::export::{self, MentionRecord, Record};
/// use akoma::{Annotator, Document, Unit};
///
/// let doc = Document::parse("Accord\n1. Objet\nL’ANSSI informe Frontex.")?;
/// let doc = doc.annotate(Annotator::bundled());
/// let record = export::mentions(&doc, "accord", doc.mentions(), Unit::CodePoint).next();
/// let cells = record.map(|record| record.cells()).unwrap_or_default();
/// let surface = MentionRecord::COLUMNS.iter().position(|column| *column == "surface");
/// assert_eq!(surface.map(|at| cells[at].as_str()), Some("ANSSI"));
/// # Ok::<(), akoma::Error>(())
/// ```
pub trait Record: Serialize {
    /// The names of the columns, in order: the keys of the record in JSON.
    const COLUMNS: &'static [&'static str];

    /// The cells of the record's row in CSV, in the order of the columns, not quoted: what is
    /// missing is empty, lists are joined by spaces, text is as [`inert`] makes it.
    fn cells(&self) -> Vec<String>;
}

/// Text that no spreadsheet takes for a formula: an apostrophe is put before text that begins with
/// `=`, `+`, `-`, `@` (or their full-width forms), a tab or a line break, unless that sign is all
/// there is, since a sign alone computes nothing.
///
/// An apostrophe is put before text that has apostrophes and then such a sign, too. So whoever
/// wants the text back takes one apostrophe away wherever apostrophes come before such a sign.
///
/// ```
/// use akoma::export::inert;
///
/// assert_eq!(inert("=1+1"), "'=1+1");
/// assert_eq!(inert("'=1+1"), "''=1+1");
/// assert_eq!(inert("-"), "-");
/// assert_eq!(inert("L’ANSSI"), "L’ANSSI");
/// ```
pub fn inert(text: &str) -> String {
    let bare = text.trim_start_matches('\'');
    let mut signs = bare.chars();
    let begins = signs.next().is_some_and(begins_formula);
    let alone = signs.next().is_none() && bare.len() == text.len();
    let mark = if begins && !alone { "'" } else { "" };
    format!("{mark}{text}")
}

/// Whether a spreadsheet may compute what begins with this sign.
fn begins_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// A value of a field as a cell of CSV has it.
pub(super) trait Cell {
    fn cell(&self) -> String;
}

impl Cell for &str {
    fn cell(&self) -> String {
        inert(self)
    }
}

impl Cell for String {
    fn cell(&self) -> String {
        inert(self)
    }
}

impl Cell for u32 {
    fn cell(&self) -> String {
        self.to_string()
    }
}

impl Cell for usize {
    fn cell(&self) -> String {
        self.to_string()
    }
}

impl Cell for bool {
    fn cell(&self) -> String {
        self.to_string()
    }
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> String {
        self.as_ref().map(Cell::cell).unwrap_or_default()
    }
}

/// Makes a record: a structure whose fields are named once, with what their columns are called.
macro_rules! record {
    ($(#[$doc:meta])* pub struct $record:ident<$a:lifetime> { $($(#[$about:meta])* $field:ident: $type:ty = $column:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Serialize)]
        #[non_exhaustive]
        pub struct $record<$a> {
            $($(#[$about])* #[serde(rename = $column)] pub $field: $type,)+
        }

        impl $crate::export::Record for $record<'_> {
            const COLUMNS: &'static [&'static str] = &[$($column),+];

            fn cells(&self) -> Vec<String> {
                vec![$($crate::export::table::Cell::cell(&self.$field)),+]
            }
        }
    };
}

pub(super) use record;

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn what_a_spreadsheet_would_compute_begins_with_an_apostrophe() {
        for text in ["=A1", "+32 2", "-1", "- un", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"]
        {
            assert_eq!(inert(text), format!("'{text}"));
        }
        for text in ["", "-", "+", "=", "a=b", "’=1", "'", "'a", "– un", " un"] {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn the_text_can_be_had_back() {
        let back = |cell: &str| {
            let bare = cell.trim_start_matches('\'');
            let marked = bare.starts_with(super::begins_formula) && bare.len() < cell.len();
            cell[usize::from(marked)..].to_owned()
        };
        for text in ["=1", "'=1", "''=1", "-", "'-", "'", "un", "'un", "", "'@"] {
            assert_eq!(back(&inert(text)), text);
        }
    }
}
