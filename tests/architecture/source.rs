//! A crate's files, read as far as it takes to say which names which: tokens, modules, paths.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A word or a sign of code, and the line it is on.
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A file of code.
pub(crate) struct File {
    /// Its path below the folder of the crate, for people.
    pub(crate) path: String,
    /// The module that it is: `["validate", "rules"]`; empty for the root.
    module: Vec<String>,
    pub(crate) tokens: Vec<Token>,
    /// What `use` brings in: the name it has here, and its path.
    imports: Vec<Import>,
}

struct Import {
    name: String,
    path: Vec<String>,
}

/// The files of a crate by their modules.
pub(crate) struct Crate(BTreeMap<Vec<String>, File>);

impl Crate {
    /// Reads the files under a folder, but for those that hold tests.
    pub(crate) fn read(src: &Path) -> Self {
        let mut files = BTreeMap::new();
        visit(src, &mut |path| {
            let inside = path.strip_prefix(src).unwrap();
            let mut module: Vec<String> =
                inside.with_extension("").iter().map(|s| s.to_str().unwrap().to_owned()).collect();
            if module.iter().any(|step| step.ends_with("tests")) {
                return;
            }
            if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
                module.pop();
            }
            let tokens = without_tests(tokens(&fs::read_to_string(path).unwrap()));
            let imports = imports(&tokens);
            let path = inside.display().to_string();
            files.insert(module.clone(), File { path, module, tokens, imports });
        });
        Self(files)
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.0.values()
    }

    /// The files that each file uses: where what it names is written, not where it is exported again.
    /// A part may use the file of the module that it is a part of: they are one thing, so that is not
    /// counted.
    pub(crate) fn uses(&self) -> BTreeMap<&str, Vec<&str>> {
        let used = |file: &File| {
            let paths = file.paths().filter_map(|path| self.home(&file.module, &path, 0));
            let others = paths.filter(|home| !file.module.starts_with(home));
            let mut used: Vec<&str> = others.map(|home| self.0[&home].path.as_str()).collect();
            used.sort_unstable();
            used.dedup();
            used
        };
        self.files().map(|file| (file.path.as_str(), used(file))).collect()
    }

    /// The module whose file has what a path in the file of `from` names; none if it is of another
    /// crate.
    fn home(&self, from: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        // What is exported in a circle is exported by nobody.
        if depth > 8 {
            return None;
        }
        let mut steps = path.iter().map(String::as_str).peekable();
        let mut here = from.to_vec();
        match *steps.peek()? {
            "crate" => here.clear(),
            "super" | "self" => {}
            // A module inside, or what was brought in by that name.
            first => {
                let inside = [from, &[first.to_owned()]].concat();
                if !self.0.contains_key(&inside) && self.import(from, first).is_none() {
                    return None;
                }
            }
        }
        while let Some(step) = steps.next() {
            let inside = [here.as_slice(), &[step.to_owned()]].concat();
            match step {
                "crate" | "self" => {}
                "super" => {
                    here.pop();
                }
                _ if self.0.contains_key(&inside) => here = inside,
                _ => {
                    let Some(import) = self.import(&here, step) else { break };
                    let rest = steps.map(str::to_owned);
                    let path: Vec<String> = import.path.iter().cloned().chain(rest).collect();
                    return self.home(&here, &path, depth + 1);
                }
            }
        }
        Some(here)
    }

    fn import(&self, module: &[String], name: &str) -> Option<&Import> {
        let file = self.0.get(module)?;
        // A module that brings in its own name names another crate.
        file.imports.iter().find(|import| import.name == name && import.path[0] != name)
    }
}

impl File {
    /// The paths that its code names: what is used here, and what is brought in to be used.
    fn paths(&self) -> impl Iterator<Item = Vec<String>> {
        let names = |name: &str| self.tokens.iter().filter(|token| token.text == name).count();
        // What is only exported again is not used here.
        let imported = self.imports.iter().filter(move |import| names(&import.name) > 1);
        let tokens = &self.tokens;
        let written = (0..tokens.len()).filter(move |&at| {
            let follows = at > 0 && tokens[at - 1].text == "::";
            let leads = tokens.get(at + 1).is_some_and(|next| next.text == "::");
            leads && !follows && is_word(&tokens[at].text)
        });
        let written = written.map(move |at| {
            let steps = tokens[at..].chunks(2);
            let mut path = Vec::new();
            for step in steps {
                path.push(step[0].text.clone());
                if step.get(1).is_none_or(|next| next.text != "::") {
                    break;
                }
            }
            path.retain(|step| is_word(step));
            path
        });
        imported.map(|import| import.path.clone()).chain(written)
    }

    /// Each function, with the line it begins on and how many lines it has.
    pub(crate) fn functions(&self) -> Vec<(&str, usize, usize)> {
        let tokens = &self.tokens;
        let begins = (0..tokens.len()).filter(|&at| tokens[at].text == "fn");
        let mut functions = Vec::new();
        for at in begins.filter(|&at| tokens.get(at + 1).is_some_and(|t| is_word(&t.text))) {
            let body = tokens[at..].iter().position(|t| t.text == "{" || t.text == ";");
            let Some(open) = body.map(|body| at + body).filter(|&open| tokens[open].text == "{")
            else {
                continue;
            };
            let lines = tokens[end_of(tokens, open)].line - tokens[at].line + 1;
            functions.push((tokens[at + 1].text.as_str(), tokens[at].line, lines));
        }
        functions
    }
}

/// Sets of files that use one another in a circle, by Tarjan's algorithm.
pub(crate) fn circles<'a>(uses: &BTreeMap<&'a str, Vec<&'a str>>) -> Vec<Vec<&'a str>> {
    struct Search<'s, 'a> {
        uses: &'s BTreeMap<&'a str, Vec<&'a str>>,
        /// When a file was met, and the earliest file on the stack that it leads back to.
        met: BTreeMap<&'a str, (usize, usize)>,
        stack: Vec<&'a str>,
        found: Vec<Vec<&'a str>>,
    }
    impl<'a> Search<'_, 'a> {
        fn visit(&mut self, file: &'a str) -> usize {
            let number = self.met.len();
            self.met.insert(file, (number, number));
            self.stack.push(file);
            let mut back = number;
            for &next in &self.uses[file] {
                match self.met.get(next) {
                    None => back = back.min(self.visit(next)),
                    Some(&(at, _)) if self.stack.contains(&next) => back = back.min(at),
                    Some(_) => {}
                }
            }
            if back == number {
                let at = self.stack.iter().position(|open| *open == file).unwrap();
                let mut circle = self.stack.split_off(at);
                circle.sort_unstable();
                self.found.extend((circle.len() > 1).then_some(circle));
            }
            back
        }
    }
    let (met, stack, found) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut search = Search { uses, met, stack, found };
    for &file in uses.keys() {
        if !search.met.contains_key(file) {
            search.visit(file);
        }
    }
    search.found
}

/// What every `use` of a file brings in.
fn imports(tokens: &[Token]) -> Vec<Import> {
    let mut imports = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at += 1;
        // `impl Trait + use<'a>` brings in nothing.
        if tokens[at - 1].text == "use" && tokens.get(at).is_some_and(|next| next.text != "<") {
            at = tree(tokens, at, &[], &mut imports);
        }
    }
    imports
}

/// Reads the tree of a `use`: `a::{b, c as d}`. Gives the place after it.
fn tree(tokens: &[Token], mut at: usize, above: &[String], imports: &mut Vec<Import>) -> usize {
    let mut path = above.to_vec();
    let mut name = None;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token.text.as_str() {
            "::" => {}
            "{" => {
                while tokens.get(at).is_some_and(|token| token.text != "}") {
                    at = tree(tokens, at, &path, imports);
                    at += usize::from(tokens.get(at).is_some_and(|token| token.text == ","));
                }
                return at + 1;
            }
            "as" => {
                name = Some(tokens[at].text.clone());
                at += 1;
            }
            "," | "}" | ";" => {
                at -= 1;
                break;
            }
            // The module itself, in a list of what it has.
            "self" if path.len() > above.len() || !above.is_empty() => {}
            word => path.push(word.to_owned()),
        }
    }
    if let Some(name) = name.or_else(|| path.last().cloned()) {
        imports.push(Import { name, path });
    }
    at
}

/// The tokens but for what is compiled for tests alone.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    const CFG: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let is_test = |at: usize| {
        CFG.iter().enumerate().all(|(i, sign)| tokens.get(at + i).is_some_and(|t| t.text == *sign))
    };
    let mut keep = vec![true; tokens.len()];
    for at in (0..tokens.len()).filter(|&at| is_test(at)) {
        let begins = |t: &Token| t.text == "{" || t.text == ";";
        let Some(open) = tokens[at..].iter().position(begins).map(|i| at + i) else { continue };
        let end = if tokens[open].text == "{" { end_of(&tokens, open) } else { open };
        keep[at..=end].fill(false);
    }
    tokens.into_iter().zip(keep).filter_map(|(token, keep)| keep.then_some(token)).collect()
}

/// The place of the brace that closes the one at `open`.
fn end_of(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len() - 1
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Words and signs, without comments and without what is in quotes.
fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(c) = code[at..].chars().next() {
        let rest = &code[at..];
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => quoted(rest, '"'),
            'r' | 'b' | 'c' if raw_quoted(rest).is_some() => raw_quoted(rest).unwrap_or(1),
            '\'' => character(rest),
            ':' if rest.starts_with("::") => 2,
            _ => word.max(c.len_utf8()),
        };
        let text = &rest[..length];
        let is_code = !c.is_whitespace() && !text.starts_with("//") && !text.contains(['"', '\'']);
        if is_code {
            tokens.push(Token { text: text.to_owned(), line });
        }
        line += text.matches('\n').count();
        at += length;
    }
    tokens
}

/// How long what is in quotes is, with the quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// How long a raw string is, or one of bytes; none if it is neither.
fn raw_quoted(rest: &str) -> Option<usize> {
    let head = rest.find('"')?;
    let prefix = rest[..head].trim_end_matches('#');
    match prefix {
        "r" | "br" | "cr" => {
            let end = format!("\"{}", &rest[prefix.len()..head]);
            Some(head + 1 + rest[head + 1..].find(&end)? + end.len())
        }
        "b" | "c" if head == 1 => Some(1 + quoted(&rest[1..], '"')),
        _ => None,
    }
}

/// How long a character in quotes is; a lifetime is its quote and its name.
fn character(rest: &str) -> usize {
    let mut signs = rest.char_indices().skip(1);
    match (signs.next(), signs.next()) {
        (Some((_, '\\')), _) => quoted(rest, '\''),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => {
            let is_end = |c: char| !c.is_alphanumeric() && c != '_';
            1 + rest[1..].find(is_end).unwrap_or(rest.len() - 1)
        }
    }
}

/// Every file of code under a path.
pub(crate) fn visit(path: &Path, each: &mut impl FnMut(&Path)) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            visit(&entry.unwrap().path(), each);
        }
    } else if path.extension().is_some_and(|e| e == "rs") {
        each(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(code: &str) -> Vec<String> {
        tokens(code).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn quotes_and_comments_are_no_code() {
        let code = r##"let a = "{ \" {"; // {
            let b = r#"{"}"#; let c = '{'; let d = '\''; fn e<'a>(f: &'a str) {} b"{""##;
        let braces = words(code).into_iter().filter(|word| "{}".contains(word.as_str()));
        assert_eq!(braces.collect::<Vec<_>>(), ["{", "}"]);
    }

    #[test]
    fn trees_of_use_are_read() {
        let all = imports(&tokens("use a::{self, b::{c, d as e}, f}; pub use super::g;"));
        let all: Vec<_> = all
            .iter()
            .map(|import| format!("{} {}", import.name, import.path.join("::")))
            .collect();
        assert_eq!(all, ["a a", "c a::b::c", "e a::b::d", "f a::f", "g super::g"]);
    }

    #[test]
    fn circles_are_found() {
        let uses = [("a", vec!["b"]), ("b", vec!["c"]), ("c", vec!["b", "d"]), ("d", vec![])];
        assert_eq!(circles(&uses.into_iter().collect()), [["b", "c"]]);
    }
}
