//! Pages hold their text: by our own reader those of the declaration and of tricky documents, by
//! html5lib as well these and those of real documents.
//!
//! The real documents stand beside the project and `AKOMA_PYTHON=…` names a Python that has
//! html5lib, so what needs them is ignored unless asked for (`-- --ignored`). `AKOMA_PAGES=FOLDER`
//! keeps the pages there, each with its text, to be looked at.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says all that its failure has to say")]

use akoma::{Annotator, Document, akn};
use akoma_publish::view::{Page, html, text_of};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder that stands beside the project.
fn shared(what: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(what);
    assert!(folder.is_dir(), "{} is missing", folder.display());
    folder
}

/// The files below a folder with one of these extensions, sorted.
fn files(folder: PathBuf, extensions: &[&str]) -> Vec<PathBuf> {
    let (mut folders, mut found) = (vec![folder], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Pages, kept to be read by others.
struct Pages {
    folder: PathBuf,
    kept: Vec<PathBuf>,
    _temporary: tempfile::TempDir,
}

impl Pages {
    fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = std::env::var_os("AKOMA_PAGES").map_or(temporary.path().into(), PathBuf::from);
        fs::create_dir_all(&folder).unwrap();
        Self { folder, kept: Vec::new(), _temporary: temporary }
    }

    /// Makes a page and takes its text back out.
    fn make(&mut self, name: &str, doc: &Document) {
        let page = html(doc, &Page::default()).unwrap();
        let back = text_of(&page).unwrap_or_else(|e| panic!("{name}: {e}"));
        if back != doc.text() {
            let same = back.bytes().zip(doc.text().bytes()).take_while(|(a, b)| a == b).count();
            panic!("{name}: the page has another text from byte {same} on");
        }
        let name = name.replace(['/', '\\'], "_");
        for (extension, contents) in [("html", &*page), ("txt", doc.text())] {
            let path = self.folder.join(format!("{name}.{extension}"));
            fs::write(&path, contents).unwrap();
            self.kept.push(path);
        }
    }

    /// Has the pages read by html5lib.
    fn prove(&self) {
        let python = std::env::var_os("AKOMA_PYTHON");
        let python = python.expect("AKOMA_PYTHON names a Python that has html5lib");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/text-of-html.py");
        for some in self.kept.chunks(60) {
            let run = std::process::Command::new(&python).arg(&script).args(some).output().unwrap();
            let told = String::from_utf8_lossy(&run.stdout);
            assert!(run.status.success(), "{told}{}", String::from_utf8_lossy(&run.stderr));
        }
        println!("html5lib reads the text of {} pages the same", self.kept.len() / 2);
    }
}

/// The page of the declaration and those of tricky documents.
fn own_pages() -> Pages {
    let mut pages = Pages::new();
    let doc = akoma::corpus::declaration().unwrap().annotate(Annotator::bundled());
    pages.make("declaration", &doc);
    tricky_pages(&mut pages);
    pages
}

#[test]
fn pages_hold_their_texts() {
    assert_eq!(own_pages().kept.len(), 2 * (1 + TRICKY.len() + 7));
}

#[test]
#[ignore = "needs AKOMA_PYTHON, a Python with html5lib"]
fn pages_hold_their_texts_by_html5lib() {
    own_pages().prove();
}

#[test]
#[ignore = "needs ../shared/texts and AKOMA_PYTHON, a Python with html5lib"]
fn pages_of_real_texts_hold_them() {
    let mut pages = Pages::new();
    for path in files(shared("texts"), &["txt"]) {
        let text = fs::read_to_string(&path).unwrap();
        let doc = Document::parse(&text).unwrap().annotate(Annotator::bundled());
        pages.make(path.file_name().unwrap().to_str().unwrap(), &doc);
    }
    println!("{} pages hold their texts", pages.kept.len() / 2);
    pages.prove();
}

#[test]
#[ignore = "needs ../shared/akn/docs and AKOMA_PYTHON, a Python with html5lib"]
fn pages_of_others_documents_hold_them() {
    let folder = shared("akn/docs");
    let (mut pages, mut refused) = (Pages::new(), 0);
    for path in files(folder.clone(), &["xml", "akn"]) {
        let xml = akn::decode(fs::read(&path).unwrap());
        let Some(doc) = xml.ok().and_then(|xml| akn::read(&xml).ok()) else {
            refused += 1;
            continue;
        };
        pages.make(path.strip_prefix(&folder).unwrap().to_str().unwrap(), &doc);
    }
    println!("{} pages hold their texts, {refused} are no Akoma Ntoso", pages.kept.len() / 2);
    pages.prove();
}

/// What a parser of HTML moves, drops or closes on its own.
const TRICKY: &[&str] = &[
    "\n\n<p>\nx\n</p>\r\n",
    "<p>&#13;\n&#13;&#13;</p>&#13;<p>\u{85}\u{9f}\u{fdd0}\u{feff}\u{2028}&amp;lt; &lt;/article></p>",
    "<p>a<?akoma-char U+0001?><?akoma-char U+000C?>b<?akoma-char U+FFFE?></p>",
    "<p>a<p>b<p>c</p></p>d</p>",
    "<p>a<i>b<p>c</p>d</i>e<b><i><b><i><b><i><b>f</b></i></b></i></b></i></b></p>",
    "<p><a href=\"https://example.org/\">a<a href=\"https://example.org/\">b</a>c</a></p>",
    "<p><a href=\"https://example.org/\">a<table><tr><td><p>b</p></td></tr></table></a></p>",
    "<p><ref href=\"#x\">a<organization refersTo=\"#y\">b<sup>c</sup></organization>d</ref></p>",
    "<table>&#13;\n<caption>c</caption>\n<tr> <td>a</td>\n<td><table><tr><td>b</td></tr></table></td></tr></table>",
    "<organization refersTo=\"#y\"><table>\n<tr>\n<td>a</td> <td>b</td></tr> </table></organization>",
    "<table>a<tr>b<td>c</td>d</tr>e</table>",
    "<table><colgroup>\n<col/> </colgroup><tr><td>a</td></tr></table>",
    "<table><td>a</td></table><tr><td>b</td></tr><td>c</td><caption>d</caption><tbody>e</tbody>",
    "<list>a<point><num>1</num><list><point><p>b</p></point>c</list></point>d</list>",
    "<item><p>a</p><item><p>b</p></item></item><li>c<li>d</li></li>",
    "<chapter><num>1<p>a</p></num> <heading>b<heading>c</heading><table><tr><td>d</td></tr></table></heading></chapter>",
    "<crossHeading>a<crossHeading>b</crossHeading></crossHeading><heading>c</heading>",
    "<p>a<authorialNote marker=\"&quot;>\"><table><tr><td><p>b</p></td></tr></table><list><point><p>c</p></point></list></authorialNote>d</p>",
    "<h:div xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:table><h:tr><h:td>a</h:td>b</h:tr></h:table></h:div>",
    "<script>a</script><style>b</style><textarea>\nc</textarea><pre>\nd</pre><select>e</select><plaintext>f</plaintext>",
];

fn tricky_pages(pages: &mut Pages) {
    let deep = ["hcontainer", "table", "p", "item", "i", "organization"].map(|element| {
        let (start, end) = (format!("<{element}>"), format!("</{element}>"));
        format!("{}x{}y", start.repeat(5_000), end.repeat(5_000))
    });
    let rows = ["<table><tr><td>".repeat(300), "</td></tr></table>".repeat(300)].join("x");
    let all = TRICKY.iter().copied().chain(deep.iter().map(String::as_str)).chain([&*rows]);
    for (i, body) in all.enumerate() {
        let doc = akn::read(&format!(
            "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\
             <doc name=\"d\"><mainBody>{body}</mainBody></doc></akomaNtoso>"
        ));
        pages.make(&format!("tricky-{i}"), &doc.unwrap());
    }
}
