//! What is wrong or odd in an authority file, beside what is listed already.

use super::Authority;
use super::case::{Case, case};
use super::file::{self, RawEntry};
use super::keys::PlacedNames;
use super::{Entry, is_acronym};
use crate::datafile::{Mistake, is_told};
use crate::report::{Diagnostic, Report, Severity};
use crate::text::{Span, slug};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use toml::Spanned;

impl Authority {
    /// Checks an authority file that would be added to these lists: as errors all for which
    /// [`Authority::extend`] refuses it, as warnings what it takes but nobody can have meant: an
    /// identifier given twice or to two entities, a name that is that of another entity already, a
    /// name that no text is searched for, a context that is not listed.
    ///
    /// Spans are bytes of `text`.
    ///
    /// ```
    /// use akoma::{Authority, Severity};
    ///
    /// let file = "[[entity]]\nid = \"comite\"\nkind = \"organization\"\nname = \"CCB\"\n";
    /// let report = Authority::bundled().check(file);
    /// let found: Vec<_> = report.iter().map(|d| (d.code(), d.severity())).collect();
    /// assert_eq!(found, [("acronym-taken", Severity::Warning)]);
    /// ```
    pub fn check(&self, text: &str) -> Report {
        let (entries, mistakes) = file::read(text);
        let mut report = Report::default();
        for Mistake { at, message, help } in &mistakes {
            add(&mut report, "mistake", Severity::Error, at, message, help.as_deref());
        }
        let mut check =
            AuthorityCheck { known: self, entries: &entries, mistakes: &mistakes, report };
        check.ids();
        check.contexts();
        check.unreachable();
        check.taken_names();
        check.report.sort();
        check.report
    }
}

fn add(
    report: &mut Report,
    code: &'static str,
    severity: Severity,
    at: &Range<usize>,
    message: &str,
    help: Option<&str>,
) {
    let span = Span::new(at.start as u32, at.end as u32);
    let finding = Diagnostic::new(code, severity, span, message);
    report.push(match help {
        Some(help) => finding.with_help(help),
        None => finding,
    });
}

struct AuthorityCheck<'a> {
    known: &'a Authority,
    entries: &'a [RawEntry],
    mistakes: &'a [Mistake],
    report: Report,
}

impl<'a> AuthorityCheck<'a> {
    fn warn(&mut self, code: &'static str, at: Range<usize>, message: String, help: &str) {
        if !is_told(self.mistakes, &at) {
            add(&mut self.report, code, Severity::Warning, &at, &message, Some(help));
        }
    }

    /// The entity that is listed already by this id.
    fn listed(&self, id: &str) -> Option<&'a Entry> {
        self.known.number(id).and_then(|number| self.known.entries().get(number as usize))
    }

    /// An id stands for one entity.
    fn ids(&mut self) {
        let mut seen = FxHashSet::default();
        for raw in self.entries {
            let id = raw.id.get_ref().as_str();
            if !seen.insert(id) {
                let message = format!("expected every identifier once, but found `{id}` again");
                self.warn("duplicate-id", raw.id.span(), message, "put the entries together");
                continue;
            }
            let Some(listed) = self.listed(id) else { continue };
            let name = slug(raw.name.get_ref());
            let names = listed.names_of_all_languages().chain([&*listed.name]);
            if !names.map(slug).any(|known| known == name) {
                let message = format!(
                    "expected an identifier that is free, but found `{id}`, which is listed as « {} »",
                    listed.name
                );
                let help = format!(
                    "name the entity as it is listed to add names to it, or take another identifier than `{id}`"
                );
                self.warn("id-taken", raw.id.span(), message, &help);
            }
        }
    }

    /// A context is listed, here or already.
    fn contexts(&mut self) {
        let here: FxHashSet<&str> =
            self.entries.iter().map(|raw| raw.id.get_ref().as_str()).collect();
        for id in self.entries.iter().flat_map(|raw| &raw.context) {
            if here.contains(id.get_ref().as_str()) || self.listed(id.get_ref()).is_some() {
                continue;
            }
            let message = format!(
                "expected the identifier of an entity that is listed, but found `{}`",
                id.get_ref()
            );
            let help = match self.known.nearest(id.get_ref()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "list the entity, or the names that need it are never found".to_owned(),
            };
            self.warn("unknown-context", id.span(), message, &help);
        }
    }

    /// Names that no text is searched for.
    fn unreachable(&mut self) {
        for raw in self.entries {
            for name in raw.lists().flatten().chain(&raw.short) {
                if slug(name.get_ref()).is_empty() {
                    let message = format!(
                        "expected a name with a letter in it, but found `{}`",
                        name.get_ref()
                    );
                    self.warn("unreachable-name", name.span(), message, "leave it out");
                }
            }
            if raw.shows_a_name_that_is_not_looked_for() {
                let name = raw.name.get_ref();
                let message = format!(
                    "no text is searched for `{name}`: an entity that has names in a language is found by those"
                );
                let help = "put it among the names of its language too, or into `names`";
                self.warn("unreachable-name", raw.name.span(), message, help);
            }
        }
    }

    /// Names that are those of another entity already: a text that has them means that one.
    fn taken_names(&mut self) {
        let mut told = FxHashSet::default();
        for language in self.languages() {
            let mut taken: FxHashMap<(String, Case), &str> = FxHashMap::default();
            for entry in self.known.entries() {
                for name in entry.names_in(language) {
                    taken.entry(key(name)).or_insert(&entry.id);
                }
            }
            for raw in self.entries {
                let id = raw.id.get_ref().as_str();
                for name in raw.names_in(language) {
                    let owner = *taken.entry(key(name.get_ref())).or_insert(id);
                    if owner != id && told.insert(name.span().start) {
                        self.taken(name, owner, language);
                    }
                }
            }
        }
    }

    /// The languages that there are names in, the first seen first; none if there are none.
    fn languages(&self) -> Vec<Option<&'a str>> {
        let listed = self.known.entries().iter().flat_map(|entry| entry.in_language.codes());
        let own = self.entries.iter().flat_map(|raw| &raw.in_language);
        let mut languages = Vec::new();
        for code in listed.chain(own.map(|(code, _)| code.as_str())) {
            if !languages.contains(&Some(code)) {
                languages.push(Some(code));
            }
        }
        if languages.is_empty() { vec![None] } else { languages }
    }

    fn taken(&mut self, name: &Spanned<String>, owner: &str, language: Option<&str>) {
        let name_of = |raw: &&RawEntry| raw.id.get_ref() == owner;
        let here = self.entries.iter().find(name_of).map(|raw| raw.name.get_ref().as_str());
        let called = self.listed(owner).map(|entry| &*entry.name).or(here).unwrap_or(owner);
        let acronym = is_acronym(name.get_ref());
        let (code, what) = match acronym {
            true => ("acronym-taken", "an acronym"),
            false => ("name-taken", "a name"),
        };
        let message = format!(
            "expected {what} of this entity alone, but found `{}`, by which texts{} mean `{owner}` (« {called} »)",
            name.get_ref(),
            language.map(|code| format!(" ({code})")).unwrap_or_default()
        );
        let help = "put it into `contextual`, with entities that are named near it as `context`, or leave it out";
        self.warn(code, name.span(), message, help);
    }
}

/// What texts are searched for: the words of a name, and how its capitals bind.
fn key(name: &str) -> (String, Case) {
    let words = slug(name);
    let number = words.split('-').count();
    (words, case(name, number))
}

impl RawEntry {
    fn by_language(&self) -> impl Iterator<Item = &PlacedNames> {
        self.in_language.iter().map(|(_, names)| names)
    }

    fn lists(&self) -> impl Iterator<Item = &PlacedNames> {
        [&self.names, &self.contextual].into_iter().chain(self.by_language())
    }

    /// Whether `name` only shows, and reads as if it were looked for: « Grenade (pays) » does not.
    fn shows_a_name_that_is_not_looked_for(&self) -> bool {
        let name = self.name.get_ref();
        let mut looked_for = self.lists().flatten().chain(&self.short);
        let shown = slug(name);
        !self.in_language.is_empty()
            && !name.contains(['(', '«'])
            && !looked_for.any(|name| slug(name.get_ref()) == shown)
    }

    /// The names that texts in a language are searched for, as [`Entry::names_in`] has them.
    fn names_in(&self, language: Option<&str>) -> impl Iterator<Item = &Spanned<String>> {
        let is_own = move |(code, _): &&(String, PlacedNames)| Some(code.as_str()) == language;
        let has_own = self.in_language.iter().any(|names| is_own(&names));
        let lists = self.in_language.iter().filter(move |names| !has_own || is_own(names));
        let name = Some(&self.name).filter(|_| self.in_language.is_empty());
        let names = self.names.iter().chain(name).chain(&self.short);
        names.chain(lists.flat_map(|(_, names)| names))
    }
}

#[cfg(test)]
mod tests {
    use super::super::BUNDLED;
    use super::*;
    use crate::text::LineIndex;
    use std::fmt::Write;

    /// What is reported of a file, a line each.
    fn told(known: &Authority, text: &str) -> String {
        let lines = LineIndex::new(text);
        let mut told = String::new();
        for finding in known.check(text).iter() {
            let (line, column) = lines.line_column(text, finding.span().unwrap().start());
            let (severity, code) = (finding.severity().name(), finding.code());
            let _ = writeln!(told, "{line}:{column} {severity}[{code}] {}", finding.message());
            let _ = writeln!(told, "    {}", finding.help().unwrap_or_default());
        }
        told
    }

    #[test]
    fn the_bundled_files_are_checked_like_any_other() {
        let mut known = Authority::default();
        let mut wrong = String::new();
        for (name, file) in BUNDLED {
            let found = told(&known, file);
            if !found.is_empty() {
                let _ = writeln!(wrong, "{name}\n{found}");
            }
            known.extend(file).unwrap();
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn what_nobody_can_have_meant_is_told() {
        let file = r#"
[[entity]]
id = "comite-de-bioethique"
kind = "organization"
name = "Comité consultatif de bioéthique"
fra = ["Comité consultatif de bioéthique", "CCB"]

[[entity]]
id = "ccb"
kind = "organization"
name = "Cellule de crise"

[[entity]]
id = "ccb"
kind = "organization"
name = "CCB"

[[entity]]
id = "cellule-harpie"
kind = "organization"
class = "unite"
name = "Cellule Harpie"
eng = ["Harpie Unit", "…"]
contextual = ["Cellule"]
context = ["belgiqe", "cellule-harpie"]

[[entity]]
id = "harpie-unit"
kind = "organization"
name = "harpie unit"
names = ["Harpie Unit", "HU"]
"#;
        insta::assert_snapshot!(told(Authority::bundled(), file));
    }

    #[test]
    fn names_that_are_added_to_an_entity_are_no_finding() {
        let file = "[[entity]]\nid = \"anssi\"\nkind = \"organization\"\nclass = \"agency\"\n\
            name = \"ANSSI\"\nfra = [\"ANSSI\", \"l’Agence de la sécurité informatique\"]\n";
        assert_eq!(told(Authority::bundled(), file), "");
    }
}
