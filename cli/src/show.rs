//! `akoma show`: the tree of a document.

use crate::input::{self, InputArgs};
use crate::output::{Format, UnitArgs, bold, dim, fit, print_records, width};
use crate::{FINE, WRONG};
use akoma::{Document, Node, export};
use clap::Args as ClapArgs;
use std::io::{self, Write};

#[derive(ClapArgs)]
#[command(after_help = "\
Records: doc, level, element, eId, num, heading, line, start, end, unit.
`start` and `end` count Unicode code points of the source text (see --unit), `end` excluded.

Examples:
  akoma show
  akoma show --depth 2 accord.txt
  akoma show --format jsonl out/accord.xml")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Print only elements down to this level
    #[arg(long, value_name = "LEVEL")]
    depth: Option<usize>,
    /// How to print them; `table` is a tree
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    unit: UnitArgs,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let deep = |level: usize| args.depth.is_none_or(|depth| level <= depth);
    let fine = if args.format == Format::Table {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let several = args.input.files.len() > 1;
        input::for_each(&args.input, |input| {
            if several {
                writeln!(out, "{}", bold(&input.origin))?;
            }
            tree(&mut out, &input.doc, &deep)
        })?
    } else {
        print_records(&args.input, args.format, |input, records| {
            for record in export::nodes(&input.doc, &input.name, args.unit.unit) {
                if deep(record.level) {
                    records.push(&record)?;
                }
            }
            Ok(())
        })?
    };
    Ok(if fine { FINE } else { WRONG })
}

/// The containers, divisions and paragraphs, each with its heading or its first words.
fn tree(out: &mut impl Write, doc: &Document, deep: &impl Fn(usize) -> bool) -> io::Result<()> {
    let root = doc.root();
    writeln!(out, "{} {}", bold(root.element()), root.attribute("name").unwrap_or_default())?;
    for node in root.descendants() {
        let level = node.level();
        if !deep(level) || !is_line(node) {
            continue;
        }
        let indent = "  ".repeat(level.min(40));
        let label = match (node.num(), node.heading()) {
            (Some(num), Some(heading)) => bold(&format!("{} {}", fit(num, 30), fit(heading, 200))),
            (None, Some(heading)) => bold(&fit(heading, 200)),
            (num, None) => {
                let words = fit(first_words(node), width().saturating_sub(indent.len() + 34));
                num.map_or(words.clone(), |num| format!("{} {words}", fit(num, 30)))
            }
        };
        writeln!(out, "{indent}{} {label}  {}", node.element(), dim(node.eid()))?;
    }
    Ok(())
}

/// Elements that have a line of their own: what only wraps or cuts a paragraph has none.
fn is_line(node: Node<'_>) -> bool {
    let wraps = matches!(
        node.element(),
        "num"
            | "heading"
            | "docType"
            | "docTitle"
            | "content"
            | "intro"
            | "wrapUp"
            | "longTitle"
            | "span"
    );
    let in_paragraph =
        node.parent().is_some_and(|p| matches!(p.element(), "content" | "intro" | "longTitle"));
    let inner_p = node.element() == "p" && in_paragraph;
    !(wraps || inner_p)
}

/// The words of an element without its number; none for one that only holds others.
fn first_words(node: Node<'_>) -> &str {
    if matches!(node.element(), "mainBody" | "preamble" | "conclusions") {
        return "";
    }
    let skip = node
        .children()
        .find(|c| c.element() == "num")
        .map_or(0, |num| (num.span().end() - node.span().start()) as usize);
    &node.text()[skip..]
}
