//! The official schema's verdict, from a process beside this one.

use super::mutants::NS;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What the judge says of a document.
pub(crate) struct Ruling {
    pub(crate) verdict: String,
    pub(crate) line: String,
    pub(crate) message: String,
}

impl Ruling {
    /// The message without what is of one document, to count those of one kind.
    pub(crate) fn class(&self) -> String {
        let message = self.message.split(" Expected is").next().unwrap_or_default();
        let message = message.replace(&format!("{{{NS}}}"), "");
        let mut class = format!("{}: ", self.verdict);
        if let Some(ignored) = message.strip_prefix("ignored: ") {
            class += "ignored: ";
            class += &parser_class(ignored);
            return class;
        }
        if self.verdict == "not-wellformed" {
            class += &parser_class(message.split(", line ").next().unwrap_or_default());
            return class;
        }
        for (i, piece) in message.split('\'').enumerate() {
            let kept = i % 2 == 0 || piece.starts_with("xs:") || piece == "pattern";
            class += if kept { piece } else { "…" };
        }
        // However many values there are to choose from.
        while class.contains("…, …") {
            class = class.replace("…, …", "…");
        }
        class
    }
}

/// What the parser's messages begin with, where names and text of the document follow.
const PARSER: &[&str] = &[
    "AttValue:",
    "CData section not finished",
    "Comment not terminated",
    "Couldn't find end of Start Tag",
    "Double hyphen within comment",
    "Entity '",
    "Failed to parse QName",
    "Incomplete UTF-8 sequence",
    "Namespace prefix",
    "Opening and ending tag mismatch",
    "Premature end of data",
    "Specification mandates value for attribute",
    "Unsupported encoding",
    "Unsupported version",
    "xml:id : attribute value",
];

fn parser_class(message: &str) -> String {
    if let Some(known) = PARSER.iter().find(|known| message.starts_with(*known)) {
        return (*known).to_owned();
    }
    for end in ["already defined", "redefined", "is not a valid URI"] {
        if message.ends_with(end) {
            let first = message.split(' ').next().unwrap_or_default();
            return format!("{} … {end}", first.split(':').next().unwrap_or_default());
        }
    }
    message.chars().filter(|c| !c.is_ascii_digit()).take(80).collect()
}

pub(crate) struct Judge {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Judge {
    /// The judge, and where documents go in: that may be in another thread.
    pub(crate) fn start(xsd: &Path) -> (Self, Bench) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judge.py");
        let mut child = Command::new("python3")
            .arg(script)
            .arg(xsd)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts");
        let input = child.stdin.take().expect("the input is a pipe");
        let answers = BufReader::new(child.stdout.take().expect("the output is a pipe"));
        (Self { child, answers }, Bench(input))
    }

    /// The ruling on the next document that was put in.
    pub(crate) fn ruling(&mut self) -> Ruling {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("the judge answers");
        let mut fields = line.trim_end_matches('\n').splitn(3, '\t').map(str::to_owned);
        let mut next = || fields.next().expect("the judge answers with three fields");
        Ruling { verdict: next(), line: next(), message: next() }
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where documents are put before the judge.
pub(crate) struct Bench(ChildStdin);

impl Bench {
    pub(crate) fn put(&mut self, xml: &[u8]) {
        let len = u32::try_from(xml.len()).expect("documents are below 4 GiB");
        let sent = self.0.write_all(&len.to_le_bytes()).and_then(|()| self.0.write_all(xml));
        sent.expect("the judge takes the document");
    }
}
