//! What others see in a document: `quick-xml` its text, libxml2 its canonical form.

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The text of a document without entities of its own: all character data but that of `meta` and
/// of what stands right in `akomaNtoso`.
pub(crate) fn text(xml: &str) -> String {
    let mut reader = NsReader::from_str(xml);
    let mut text = String::new();
    // The names of the elements that are open, in Akoma Ntoso; in how many `meta` we are.
    let mut open: Vec<String> = Vec::new();
    let mut metas = 0;
    let mut akn = None;
    loop {
        let (namespace, event) = reader.read_resolved_event().unwrap();
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
            _ => String::new(),
        };
        let outermost = open.first().is_some_and(|root| root.eq_ignore_ascii_case("akomantoso"));
        let counts = metas == 0 && open.len() > usize::from(outermost);
        match event {
            Event::Start(start) => {
                let known = *akn.get_or_insert_with(|| namespace.clone()) == namespace;
                let name = start.local_name().as_ref().to_owned();
                metas += usize::from(known && name == "meta");
                open.push(if known { name } else { String::new() });
            }
            Event::End(_) => metas -= usize::from(open.pop().unwrap() == "meta"),
            Event::Text(piece) if counts => text.push_str(&plain(&piece)),
            Event::CData(piece) if counts => text.push_str(&plain(&piece)),
            Event::GeneralRef(reference) if counts => match reference.resolve_char_ref().unwrap() {
                Some(c) => text.push(c),
                None => text.push(match reference.as_ref() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{other}"),
                }),
            },
            Event::PI(instruction) if counts && instruction.target() == "akoma-char" => {
                let code = instruction.content().trim().trim_start_matches("U+");
                text.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// Line ends as XML understands them.
fn plain(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

/// Says of documents what their canonical form is, in a few letters.
pub(crate) struct Canonical {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Canonical {
    pub(crate) fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/canonical.py");
        let mut child = Command::new("python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, answers }
    }

    pub(crate) fn of(&mut self, document: &[u8]) -> String {
        let judge = self.child.stdin.as_mut().unwrap();
        judge.write_all(&(document.len() as u32).to_le_bytes()).unwrap();
        judge.write_all(document).unwrap();
        judge.flush().unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        assert!(!answer.is_empty(), "canonical.py ended");
        answer
    }
}

impl Drop for Canonical {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.answers.read_to_end(&mut Vec::new());
        let _ = self.child.wait();
    }
}
