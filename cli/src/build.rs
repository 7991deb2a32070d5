//! `akoma build`: texts to annotated Akoma Ntoso XML, checked and written.

use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings;
use crate::input::{Input, InputArgs, clash};
use crate::output::{bold, count, day_and_language, dim, fit, progress, thousands, width};
use crate::query::agency_table;
use crate::today::today;
use crate::written::{self, Output};
use akoma::{Date, Document, ElementFunction, Error, Severity, Strength, Verdict, akn, validate};
use clap::Args as ClapArgs;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

#[derive(ClapArgs)]
#[command(after_help = "\
Each FILE becomes DIR/NAME.xml, written whole or not at all. Before it is written it is read again:
its text must be the source to the character, its mentions and commitments the same, every eId
unique, every reference resolved, and what was made of a text must be valid by the official schema.
XML that was not valid before stays as it is; that is a warning.

Of a folder all *.txt, *.xml and *.akn are taken, those in the folders inside too, and DIR gets the
same folders; where a text and its XML are side by side, the text. Where two files would get one
name, the folders around them come into DIR too: a/accord.txt and b/accord.txt become
DIR/a/accord.xml and DIR/b/accord.xml. Links in a folder are not followed.

A file that is there already is written over if it is still what akoma wrote there, as the list
.akoma.sha256 in DIR says; no other is without --force. An input is never written over.

Examples:
  akoma build -o out
  akoma build accord.txt traite.txt -o out
  akoma build textes/ -o out
  akoma build --authority services.toml accord.txt -o out
  akoma build accord.txt -o - | xmllint --format -")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Folder to write to, made if it is not there; `-` writes one document to standard output
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Day of the markup, for documents whose metadata does not say it [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Write over files that akoma has not written, or that were changed since
    #[arg(long)]
    force: bool,
    /// Print nothing but errors and warnings
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<u8> {
    let inputs = match args.input.open_texts(&args.output) {
        Ok(inputs) => inputs,
        Err(e) => {
            findings::error(&e);
            return Ok(WRONG);
        }
    };
    let to_stdout = args.output == Path::new("-");
    if to_stdout && inputs.total() > 1 {
        findings::usage("standard output takes one document: name one FILE, or a folder with -o");
        return Ok(WRONG);
    }
    let total = inputs.total();
    let progress = progress(total, args.quiet);
    let mut code = FINE;
    let mut output = Output::new(&args.output, args.force, inputs.files());
    for input in inputs {
        progress.inc(1);
        let output = (!to_stdout).then_some(&mut output);
        let built = input.and_then(|input| build(args, input, output));
        match built {
            Ok(built) => {
                if to_stdout {
                    written::to_stdout(&built.xml)?;
                }
                let warned = built.input.doc.report().worst() >= Some(Severity::Warning);
                if warned || built.is_invalid() {
                    code = code.max(FINDINGS);
                }
                progress.suspend(|| report(args, &built, total))?;
            }
            Err(e) => {
                progress.suspend(|| findings::error(&e));
                code = WRONG;
            }
        }
    }
    progress.finish_and_clear();
    Ok(code)
}

/// A document that was built, and what was checked.
struct Built {
    input: Input,
    xml: String,
    verified: akn::Verified,
    verdict: Verdict,
    target: Option<PathBuf>,
}

/// Builds a document, and writes it to the folder if there is one.
fn build(args: &Args, mut input: Input, output: Option<&mut Output<'_>>) -> Result<Built, Error> {
    if input.xml && args.date.is_some() {
        return Err(clash("--date").in_file(&input.origin));
    }
    if !input.xml && input.doc.metadata().manifestation.date.is_none() {
        let date = args.date.or_else(today);
        input.doc = input.doc.with_markup_date(date);
    }
    let xml = input.doc.to_akn();
    let proof = prove(&input.doc, &xml, input.xml);
    let (verified, verdict) = proof.map_err(|e| e.in_file(&input.origin))?;
    let write = |output: &mut Output<'_>| output.xml(&input.target, &input.origin, &xml);
    let target = output.map(write).transpose()?;
    Ok(Built { input, xml, verified, verdict, target })
}

/// Reads the XML again and compares it with the document; asks the schema on another core meanwhile.
/// XML that was read, and not made of a text, may be as invalid as it was.
fn prove(doc: &Document, xml: &str, was_read: bool) -> Result<(akn::Verified, Verdict), Error> {
    thread::scope(|scope| {
        let validation = scope.spawn(|| validate(xml));
        let verified = akn::verify(doc, xml);
        let validation = validation.join().unwrap_or_else(|panic| resume_unwind(panic));
        let verified = verified?;
        if !was_read {
            validation.expect_valid()?;
        }
        Ok((verified, validation.verdict()))
    })
}

impl Built {
    /// XML of others that was not valid when it was read, and is not now.
    fn is_invalid(&self) -> bool {
        self.verdict == Verdict::Invalid
    }
}

fn report(args: &Args, built: &Built, total: usize) -> io::Result<()> {
    let Built { input, verified, target, .. } = built;
    findings::print(&input.doc, &input.origin, findings::least(args.quiet));
    if built.is_invalid() {
        findings::warning(&format!(
            "{}: not valid by the official schema (level 1), as it was before: `akoma validate` says \
             why",
            input.origin
        ));
    }
    let Some(target) = target.as_deref().filter(|_| !args.quiet) else {
        return Ok(());
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    if total > 1 {
        let commitments = input.doc.commitments().count();
        writeln!(
            out,
            "{}: {}, {}, {}",
            target.display(),
            count(verified.mentions, "mention"),
            count(commitments, "commitment"),
            count(input.doc.report().len(), "finding"),
        )?;
        return out.flush();
    }
    outline(&mut out, &input.doc)?;
    if let Some(table) = agency_table(&input.doc, |_| true) {
        writeln!(
            out,
            "\n{}\n{table}",
            bold("Agencies and agreements by chapter (– is outside any)")
        )?;
    }
    commitments(&mut out, &input.doc)?;
    checked(&mut out, built)?;
    writeln!(out, "\nWritten: {}", bold(&target.display().to_string()))?;
    out.flush()
}

/// Title, FRBR data and the headings.
fn outline(out: &mut impl Write, doc: &Document) -> io::Result<()> {
    let frbr = doc.frbr();
    writeln!(out, "{}", bold(&fit(doc.title().unwrap_or(frbr.title()), width())))?;
    let parties: Vec<_> = doc.parties().map(|p| p.name()).collect();
    let parties =
        if parties.is_empty() { "parties unknown".to_owned() } else { parties.join(", ") };
    writeln!(out, "{}", dim(&fit(&frbr.expression_uri(), width())))?;
    writeln!(out, "{}\n", dim(&fit(&format!("{} · {parties}", day_and_language(&frbr)), width())))?;
    for node in doc.root().descendants() {
        let inside = |element: &str| node.descendants().filter(|n| n.element() == element).count();
        let hierarchical =
            node.heading().is_some() || node.function() == Some(ElementFunction::Division);
        if !hierarchical && !matches!(node.element(), "preamble" | "conclusions") {
            continue;
        }
        let indent = "  ".repeat(node.level().saturating_sub(1).min(10));
        let label = match (node.num(), node.heading()) {
            (Some(num), Some(heading)) => format!("{num} {heading}"),
            (num, heading) => heading.or(num).unwrap_or(node.element()).to_owned(),
        };
        let size =
            format!("{}, {}", count(inside("p"), "paragraph"), count(inside("span"), "sentence"));
        writeln!(out, "{indent}{}  {}", fit(&label, width().saturating_sub(40)), dim(&size))?;
    }
    Ok(())
}

/// Commitments by strength, then calls.
fn commitments(out: &mut impl Write, doc: &Document) -> io::Result<()> {
    let total = doc.commitments().count();
    if total == 0 {
        return writeln!(out, "\n{}", bold("No commitment was found"));
    }
    writeln!(out, "\n{}", bold("Commitments by strength"))?;
    let kinds = [Strength::Firm, Strength::Endeavour, Strength::Intention];
    for strength in kinds.map(Some).into_iter().chain([None]) {
        let found: Vec<_> = doc.commitments().filter(|c| c.strength() == strength).collect();
        if found.is_empty() {
            continue;
        }
        let label = strength.map_or("calls on others", Strength::name);
        writeln!(out, "  {} ({})", bold(label), found.len())?;
        for c in found {
            let place = c.chapter().and_then(akoma::Node::number).unwrap_or("–");
            let text = fit(c.text(), width().saturating_sub(10));
            writeln!(out, "    {place:>3}  {text}")?;
        }
    }
    Ok(())
}

fn checked(out: &mut impl Write, built: &Built) -> io::Result<()> {
    let Built { input, verified, .. } = built;
    writeln!(out, "\n{}", bold("Checked"))?;
    writeln!(
        out,
        "  text       {} characters taken back out of the XML, the same as the source",
        thousands(verified.characters)
    )?;
    writeln!(
        out,
        "  layers     {} and {} read back the same",
        count(verified.mentions, "mention"),
        count(verified.predicates, "predicate")
    )?;
    writeln!(out, "  eIds       {}, each used once", thousands(verified.eids))?;
    writeln!(out, "  references {}, each resolved", thousands(verified.references))?;
    let schema = match built.verdict {
        Verdict::Valid => "valid (level 1)",
        Verdict::OtherNamespace => "not the version that is validated: as it was read",
        _ => "not valid (level 1), as it was read",
    };
    writeln!(out, "  schema     {schema}")?;
    let of = |severity| input.doc.report().iter().filter(|d| d.severity() == severity).count();
    writeln!(
        out,
        "  findings   {}, {}",
        count(of(Severity::Warning) + of(Severity::Error), "warning"),
        count(of(Severity::Note), "note"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_of_a_text_is_valid_or_no_proof() {
        let doc = Document::parse("Accord\n1. Objet\nLes Parties coopèrent.").unwrap();
        let xml = doc.to_akn();
        assert_eq!(prove(&doc, &xml, false).unwrap().1, Verdict::Valid);
        // Says the same, but the schema knows no such attribute.
        let wrong = xml.replacen("<preface", "<preface wrong=\"x\"", 1);
        assert_ne!(wrong, xml);
        let error = prove(&doc, &wrong, false).unwrap_err();
        assert!(error.to_string().contains("it is not written"), "{error}");
        // XML of others is given back as it was.
        assert_eq!(prove(&doc, &wrong, true).unwrap().1, Verdict::Invalid);
    }
}
