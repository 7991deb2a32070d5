//! `akoma show`: the tree of a document.

use crate::answers::{AnswerLayout, Answers, RecordFormat, help};
use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings;
use crate::input::{self, Input, InputArgs};
use crate::output::{UnitArgs, bold, count, day_and_language, dim, fit, fit_end, width, wrap};
use akoma::export::{self, NodeRecord, Record};
use akoma::{Document, ElementCategory, ElementFunction, Node};
use clap::Args as ClapArgs;
use std::io::{self, Write};

#[derive(ClapArgs)]
#[command(after_help = help(NodeRecord::COLUMNS, "\
Each line has the heading of an element, or else its text up to the next line: on a terminal cut to its \
width, in a pipe whole. `start` and `end` count Unicode code points of the source text (see --unit), `end` excluded.

Examples:
  akoma show
  akoma show --depth 2 accord.txt
  akoma show --format jsonl out/accord.xml"))]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Print only elements down to this level
    #[arg(long, value_name = "LEVEL", value_parser = input::number)]
    depth: Option<usize>,
    /// How to print them; `table` is a tree
    #[arg(long, value_enum, default_value = "table")]
    format: RecordFormat,
    #[command(flatten)]
    unit: UnitArgs,
}

const SHAPE: AnswerLayout =
    AnswerLayout { columns: NodeRecord::COLUMNS, header: &[], running: None, noun: "element" };

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let deep = |level: usize| args.depth.is_none_or(|depth| level <= depth);
    let mut code = FINE;
    let fine = if args.format == RecordFormat::Table {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let several = args.input.several();
        input::for_each(&args.input, |input| {
            if several {
                writeln!(out, "{}", bold(&input.origin))?;
            }
            tree(&mut out, &input.doc, &deep)?;
            code = code.max(not_looked_for(&input));
            Ok(())
        })?
    } else {
        let mut answers = Answers::stdout(args.format, SHAPE, args.input.several());
        let fine = input::for_each(&args.input, |input| {
            for record in export::nodes(&input.doc, &input.name, args.unit.unit) {
                if deep(record.level) {
                    answers.record(&record)?;
                }
            }
            code = code.max(not_looked_for(&input));
            Ok(())
        })?;
        answers.finish(fine)?;
        fine
    };
    Ok(if fine { code } else { WRONG })
}

/// Says if nobody looked for the parts or the commitments of a text, and gives the exit code.
fn not_looked_for(input: &Input) -> u8 {
    let codes = ["language-unknown", "no-commitment-rules"];
    match input.doc.report().iter().find(|finding| codes.contains(&finding.code())) {
        Some(finding) => {
            findings::finding(finding, &input.origin);
            FINDINGS
        }
        None => FINE,
    }
}

/// How many characters of an eId, and of what an element begins with, are shown at least.
const EID: usize = 20;

/// What the document is, then its containers, divisions and paragraphs, each with its heading or its
/// first words.
fn tree(out: &mut impl Write, doc: &Document, deep: &impl Fn(usize) -> bool) -> io::Result<()> {
    head(out, doc)?;
    let root = doc.root();
    writeln!(out, "{} {}", bold(root.element()), root.attribute("name").unwrap_or_default())?;
    let lines = lines(root, deep);
    for (i, &(node, level)) in lines.iter().enumerate() {
        let indent = "  ".repeat(level.min(40));
        let inside = lines.get(i + 1).map(|(next, _)| *next).filter(|next| is_inside(*next, node));
        let words = || first_words(node, inside);
        let num = node.num().map(|num| fit(num, 30) + " ").unwrap_or_default();
        // What is left of the line beside the end of an eId.
        let others = indent.len() + node.element().len() + num.chars().count() + EID + 3;
        let most = width().saturating_sub(others).max(EID);
        let label = num + &fit(node.heading().unwrap_or_else(words), most);
        let label = label.trim_end();
        let used = indent.len() + node.element().len() + label.chars().count() + 3;
        let eid = fit_end(node.eid(), width().saturating_sub(used).max(EID));
        write!(out, "{indent}{}", node.element())?;
        if !label.is_empty() {
            let label = if node.heading().is_some() { bold(label) } else { label.to_owned() };
            write!(out, " {label}")?;
        }
        let gap = if eid.is_empty() { "" } else { "  " };
        writeln!(out, "{gap}{}", dim(&eid))?;
    }
    Ok(())
}

/// Title, FRBR data, and how much there is of what.
fn head(out: &mut impl Write, doc: &Document) -> io::Result<()> {
    let frbr = doc.frbr();
    writeln!(out, "{}", bold(&fit(doc.title().unwrap_or(frbr.title()), width())))?;
    writeln!(out, "{}", dim(&fit(&frbr.expression_uri(), width())))?;
    let (elements, mentions) = (doc.root().descendants().count() + 1, doc.mentions().count());
    let amount = format!(
        "{} · {}, {}, {}, {}",
        day_and_language(&frbr),
        count(doc.text().chars().count(), "character"),
        count(elements, "element"),
        count(mentions, "mention"),
        count(doc.commitments().count(), "commitment"),
    );
    writeln!(out, "{}\n", dim(&wrap(&amount, width())))
}

/// The elements that have a line of their own, in document order, and how deep they are.
fn lines<'a>(root: Node<'a>, deep: &impl Fn(usize) -> bool) -> Vec<(Node<'a>, usize)> {
    let mut lines = Vec::new();
    // The next last; whether running text is around it.
    let mut left = vec![(root, 0, false)];
    while let Some((node, level, in_text)) = left.pop() {
        if level > 0 && is_line(node, in_text) {
            lines.push((node, level));
        }
        // A table is one line, however many cells it has.
        if deep(level + 1) && node.element() != "table" {
            let text = node.category() == Some(ElementCategory::Block);
            // What is quoted in running text has its own lines again.
            let in_text = text || in_text && !holds_blocks(node);
            let at = left.len();
            left.extend(node.children().map(|child| (child, level + 1, in_text)));
            left[at..].reverse();
        }
    }
    lines
}

/// Whether an element has a line of its own: what only wraps or cuts a paragraph has none.
fn is_line(node: Node<'_>, in_text: bool) -> bool {
    let wraps = is_title(node)
        || node.function() == Some(ElementFunction::Wrapper)
        || matches!(node.element(), "docType" | "docTitle" | "longTitle" | "span");
    // Notes and quotations in running text are lines, references and words in bold are not.
    if wraps || in_text && !holds_blocks(node) {
        return false;
    }
    let only = |parent: Node<'_>| {
        let beside = |n: &Node<'_>| !is_title(*n);
        parent.parent().is_some() && parent.children().filter(beside).count() == 1
    };
    let inner_p = node.element() == "p"
        && node.parent().is_some_and(|parent| {
            matches!(parent.element(), "content" | "intro" | "longTitle") || only(parent)
        });
    !inner_p
}

/// Whether an element is a number or a heading of the one around it.
fn is_title(node: Node<'_>) -> bool {
    node.function() == Some(ElementFunction::Heading) && node.element() != "crossHeading"
}

/// Whether paragraphs or divisions are right inside an element.
fn holds_blocks(node: Node<'_>) -> bool {
    use ElementCategory::{Block, Container, Hierarchy};
    node.children().any(|child| matches!(child.category(), Some(Block | Container | Hierarchy)))
}

fn is_inside(inner: Node<'_>, outer: Node<'_>) -> bool {
    outer.span().start() <= inner.span().start() && inner.span().end() <= outer.span().end()
}

/// The words of an element after its number, as far as the first line `inside` it.
fn first_words<'a>(node: Node<'a>, inside: Option<Node<'_>>) -> &'a str {
    let start = node.span().start();
    let after_num =
        node.children().find(|c| c.element() == "num").map_or(start, |num| num.span().end());
    let text = node.text();
    let end = inside.map_or(text.len(), |inside| (inside.span().start() - start) as usize);
    &text[((after_num - start) as usize).min(end)..end]
}
