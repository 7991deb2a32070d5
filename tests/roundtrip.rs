//! What was read comes back to the byte: every real document there is, documents written to be
//! tricky, and documents that no one wrote.
//!
//! The real ones stand beside the project, so their tests are ignored unless asked for: `cargo test
//! --test roundtrip -- --ignored --nocapture` shows what was counted. Of these documents libxml2,
//! through Python's lxml, also has to find that one in another encoding is the same; `CI` set takes
//! the large ones too. More random documents: `PROPTEST_CASES=20000`.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

#[path = "roundtrip/another.rs"]
mod another;
#[path = "roundtrip/encodings.rs"]
mod encodings;
#[path = "roundtrip/random.rs"]
mod random;
#[path = "roundtrip/tricky.rs"]
mod tricky;

use akoma::{ErrorKind, Verdict, akn};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// Documents that do not come back, and why. May only get shorter: who comes back is struck off.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Every document there is beside the project, by its path in `akn/`.
fn documents() -> Vec<(String, Vec<u8>)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/akn");
    let mut found = Vec::new();
    for folder in ["docs", "examples"] {
        let folder = top.join(folder);
        assert!(folder.is_dir(), "{} is missing", folder.display());
        visit(folder, &mut |path| {
            let name = path.strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((name, std::fs::read(path).unwrap()));
        });
    }
    found.sort();
    found
}

fn visit(folder: PathBuf, each: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(path, each);
        } else if path.extension().is_some_and(|e| e == "xml" || e == "akn") {
            each(&path);
        }
    }
}

/// Decodes, reads and writes; says what differs. `None` if the document is refused with reason.
fn round(bytes: &[u8]) -> Result<Option<String>, String> {
    let xml = match akn::decode(bytes.to_vec()) {
        Ok(xml) => xml,
        Err(_) => return Ok(None),
    };
    if std::str::from_utf8(bytes).is_ok_and(|utf8| utf8 != xml) {
        return Err("decoding changes UTF-8".to_owned());
    }
    let doc = match akn::read(&xml) {
        Ok(doc) => doc,
        Err(error) => {
            let verdict = akoma::validate(&xml).verdict();
            return match (error.kind(), verdict) {
                (ErrorKind::NotWellFormed, Verdict::NotWellFormed)
                | (ErrorKind::NotAkomaNtoso, Verdict::OtherNamespace | Verdict::Invalid) => {
                    Ok(None)
                }
                _ => Err(format!("refused, though {verdict}: {error}")),
            };
        }
    };
    if doc.to_akn() != xml {
        return Err("what is written is not what was read".to_owned());
    }
    let text = another::text(&xml);
    match doc.text() == text {
        true => Ok(Some(xml)),
        false => {
            let same = doc.text().bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
            Err(format!("another reader sees another text, from byte {same} on"))
        }
    }
}

#[test]
#[ignore = "needs ../shared/akn"]
fn real_documents_come_back() {
    let documents = documents();
    let (mut back, mut bytes, mut refused, mut wrong) = (0, 0, 0, Vec::new());
    for (name, document) in &documents {
        let excepted = EXCEPTIONS.iter().any(|(exception, _)| exception == name);
        match (round(document), excepted) {
            (Ok(Some(xml)), false) => (back, bytes) = (back + 1, bytes + xml.len()),
            (Ok(_), true) => wrong.push(format!("{name} is among the exceptions and is none")),
            (Ok(None), false) => refused += 1,
            (Err(why), false) => wrong.push(format!("{name}: {why}")),
            (Err(_), true) => {}
        }
    }
    let count = documents.len();
    println!(
        "{back} of {count} documents ({bytes} bytes) come back to the byte, {refused} are no Akoma Ntoso"
    );
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
#[ignore = "needs ../shared/akn and python3 with lxml"]
fn real_documents_are_the_same_in_every_encoding() {
    let mut judge = another::Canonical::start();
    let everything = std::env::var_os("CI").is_some();
    let mut count = 0;
    for (name, document) in &documents() {
        // At home the small ones are enough.
        if !everything && document.len() > 50_000 {
            continue;
        }
        let Ok(Some(xml)) = round(document) else { continue };
        let canonical = judge.of(document);
        for (encoding, bytes) in encodings::all(&xml) {
            let decoded = akn::decode(bytes.clone()).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(
                encodings::content(&decoded) == encodings::content(&xml),
                "{name} is another document in {encoding}"
            );
            assert!(akn::read(&decoded).unwrap().to_akn() == decoded, "{name} in {encoding}");
            assert_eq!(judge.of(&bytes), canonical, "{name} in {encoding}");
            assert_eq!(judge.of(decoded.as_bytes()), canonical, "{name}");
            count += 1;
        }
    }
    println!("{count} documents in another encoding are the same");
}

#[test]
fn tricky_documents_come_back() {
    for (name, xml, text) in tricky::all() {
        let doc = akn::read(&xml).unwrap_or_else(|e| panic!("{name}: {e}\n{xml}"));
        assert_eq!(doc.text(), text, "{name}");
        assert_eq!(doc.to_akn(), xml, "{name}");
        for (encoding, bytes) in encodings::all(&xml) {
            let decoded = akn::decode(bytes).unwrap();
            let doc = akn::read(&decoded).unwrap();
            assert_eq!(doc.text(), text, "{name} in {encoding}");
            assert_eq!(doc.to_akn(), decoded, "{name} in {encoding}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_documents_come_back((xml, text) in random::document()) {
        let doc = akn::read(&xml).unwrap_or_else(|e| panic!("{e}\n{xml}"));
        prop_assert_eq!(doc.to_akn(), xml.as_str());
        prop_assert_eq!(doc.text(), text.as_str());
        prop_assert_eq!(another::text(&xml), text.as_str());
        let again = akn::read(&doc.to_akn()).unwrap();
        prop_assert_eq!(again.text(), text.as_str());
        prop_assert_eq!(again.mentions().count(), doc.mentions().count());
        prop_assert_ne!(akoma::validate(&xml).verdict(), Verdict::NotWellFormed);
    }
}
