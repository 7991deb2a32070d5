//! What people read: tables and lines that fit their screen, numbers, progress.

use akoma::Frbr;
use clap::Args;
use comfy_table::{ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::LazyLock;

/// The unit of offsets.
#[derive(Args)]
pub(crate) struct UnitArgs {
    /// Unit of `start` and `end`: `code point` (or code-point), utf-16 or byte
    #[arg(long, value_name = "UNIT", default_value = "code point", value_parser = unit)]
    pub(crate) unit: akoma::Unit,
}

fn unit(given: &str) -> Result<akoma::Unit, String> {
    crate::near::named(given, ["code-point", "utf-16", "byte"])
}

/// How many columns tables and lines have to fit: those of the terminal, or as COLUMNS says; as many
/// as they need where output goes to no terminal.
pub(crate) fn width() -> usize {
    static WIDTH: LazyLock<usize> = LazyLock::new(|| {
        let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let seen = || Table::new().width().map(usize::from);
        told.or_else(seen).map_or(UNBOUNDED, |columns: usize| columns.max(40))
    });
    *WIDTH
}

/// Whether output goes to a terminal, whose width tables and lines are cut to.
pub(crate) fn is_bounded() -> bool {
    width() != UNBOUNDED
}

/// Whether there is room for columns that can be done without.
pub(crate) fn is_wide() -> bool {
    width() >= 100
}

/// The width of what is not cut.
const UNBOUNDED: usize = usize::MAX;

/// An empty table that will fit the terminal.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header(header);
    match u16::try_from(width()) {
        Ok(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        Err(_) => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table
}

/// `text` on one line, cut to `columns` characters where tables and lines have to fit.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    cut(text, if is_bounded() { columns } else { UNBOUNDED })
}

/// `text` on one line, cut to `columns` characters.
fn cut(text: &str, columns: usize) -> String {
    let mut line = String::new();
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() / 4 > columns {
            break;
        }
    }
    if line.chars().count() <= columns {
        return line;
    }
    let cut: String = line.chars().take(columns.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// The end of `text`, cut like [`fit`]: of an eId the last steps say most.
pub(crate) fn fit_end(text: &str, columns: usize) -> String {
    cut_start(text, if is_bounded() { columns } else { UNBOUNDED })
}

fn cut_start(text: &str, columns: usize) -> String {
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
        assert_eq!(cut("un  deux\ntrois", 20), "un deux trois");
        assert_eq!(cut("un deux trois", 8), "un deux…");
        assert_eq!(cut("éééé", 4), "éééé");
        assert_eq!(cut_start("art_1__para_2", 7), "…para_2");
        assert_eq!(cut_start("art_1", 5), "art_1");
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
}
