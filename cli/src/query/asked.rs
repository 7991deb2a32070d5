//! Whether anybody knows what a question names: a mistake must not look like an answer.

use crate::answers::{Answers, Stdout};
use crate::exit::{FINDINGS, FINE, WRONG};
use crate::findings;
use crate::input::{self, Input, InputArgs};
use crate::near::near;
use akoma::{Authority, AuthorityEntry, Document, EntityKind, code_lists};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

/// What an option names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameOption {
    Entity,
    Actor,
    Class,
    Country,
    Chapter,
}

impl NameOption {
    /// The option.
    fn option(self) -> &'static str {
        match self {
            NameOption::Entity => "--entity",
            NameOption::Actor => "--actor",
            NameOption::Class => "--class",
            NameOption::Country => "--country",
            NameOption::Chapter => "--chapter",
        }
    }
}

/// A name in a question.
struct AskedName {
    what: NameOption,
    value: String,
    /// What the authority files have by this name.
    ids: Vec<String>,
    /// Whether an authority file or a document knows it.
    known: bool,
    /// Whether a document has it where the question looks for it.
    met: bool,
}

/// The names in a question, beside what authority files and documents know.
pub(super) struct QueryNames {
    authority: Cow<'static, Authority>,
    names: Vec<AskedName>,
    /// What messages call the documents.
    origins: Vec<String>,
    /// What the documents name, and the classes of it, for suggestions.
    named: BTreeSet<String>,
    classes: BTreeSet<String>,
    /// The numbers of the chapters of each document.
    chapters: Vec<Vec<String>>,
}

impl QueryNames {
    /// The names in the values of options; none if an authority file cannot be read or has a
    /// mistake, which is reported.
    pub(super) fn new<'a>(
        args: &InputArgs,
        options: impl IntoIterator<Item = (NameOption, &'a [String])>,
    ) -> Option<Self> {
        let values =
            |(what, values): (NameOption, &'a [String])| values.iter().map(move |v| (what, v));
        let mut named = options.into_iter().flat_map(values).peekable();
        let authority = match named.peek() {
            // Nobody asks for anybody.
            None => Ok(Some(Authority::default())),
            Some(_) => input::authority(&args.authority),
        };
        let authority = authority.inspect_err(findings::error).ok()?;
        let authority = authority.map_or_else(|| Cow::Borrowed(Authority::bundled()), Cow::Owned);
        Some(Self {
            names: named
                .map(|(what, value)| AskedName::new(what, value.clone(), &authority))
                .collect(),
            authority,
            origins: Vec::new(),
            named: BTreeSet::new(),
            classes: BTreeSet::new(),
            chapters: Vec::new(),
        })
    }

    /// What to ask a document for: the names as they were given, and the identifiers of what the
    /// authority files have by them, which the document may call otherwise.
    pub(super) fn called<'s>(
        &'s self,
        what: NameOption,
        doc: &'s Document,
    ) -> impl Iterator<Item = &'s str> {
        self.names.iter().filter(move |name| name.what == what).flat_map(|name| name.called(doc))
    }

    /// Looks what a document knows of what is asked.
    pub(super) fn look(&mut self, input: &Input) {
        let doc = &input.doc;
        for name in &mut self.names {
            name.look(doc);
        }
        self.origins.push(input.origin.clone());
        if self.names.iter().any(|name| !name.known) {
            for entity in doc.entities() {
                let names = [Some(entity.id()), Some(entity.name()), entity.short()];
                self.named.extend(names.into_iter().flatten().map(str::to_owned));
                self.classes.extend(entity.class().map(str::to_owned));
            }
        }
        if self.names.iter().any(|name| name.what == NameOption::Chapter) {
            let mut numbers: Vec<String> = Vec::new();
            for number in doc.chapters().filter_map(akoma::Node::number) {
                if !numbers.iter().any(|known| known == number) {
                    numbers.push(number.to_owned());
                }
            }
            self.chapters.push(numbers);
        }
    }

    /// Ends the answers, says what nobody knows, and gives the exit code.
    pub(super) fn finish(self, answers: Answers<Stdout>, all_read: bool) -> io::Result<u8> {
        // What is in a document that could not be read is not known.
        let names = if self.origins.is_empty() { &[][..] } else { &self.names };
        let wrong = names.iter().any(|name| !name.known);
        answers.finish(!wrong && !self.origins.is_empty())?;
        let read = if all_read { FINE } else { WRONG };
        Ok(names.iter().map(|name| self.tell(name)).fold(read, u8::max))
    }

    /// Says what is odd about a name, and gives the exit code.
    fn tell(&self, name: &AskedName) -> u8 {
        let (option, value) = (name.what.option(), &name.value);
        match name.what {
            NameOption::Chapter if !name.met => {
                let message = format!(
                    "{option}: expected the number of a chapter that is there, but found `{value}`"
                );
                findings::warning(&message);
                findings::help_line(&self.known_chapters());
                FINDINGS
            }
            NameOption::Entity | NameOption::Actor if name.known && !name.met => {
                self.not_here(name);
                FINE
            }
            _ if name.known => FINE,
            what => {
                let (expected, hint) = match what {
                    NameOption::Class => ("a class of entities", self.like_class(value)),
                    NameOption::Country => {
                        ("a country (ISO 3166-1 alpha-2, or eu, un, int)", self.like_country(value))
                    }
                    _ => (
                        "the name, acronym or identifier of an entity",
                        self.like_entity(option, value),
                    ),
                };
                let nobody = format!("neither {} nor the authority files know", self.documents());
                findings::usage(&format!(
                    "{option}: expected {expected}, but found `{value}`, which {nobody}"
                ));
                findings::help_line(&hint);
                WRONG
            }
        }
    }

    /// Says that something is known, but not there: that is an answer.
    fn not_here(&self, name: &AskedName) {
        let entry = self.authority.called(&name.value).next();
        let called = entry.map_or_else(String::new, |k| format!(" ({}: {})", k.id(), k.name()));
        let missing = match name.what {
            NameOption::Actor => "does not act in",
            _ => "is not named in",
        };
        findings::note(&format!(
            "`{}` is known{called}, but {missing} {}",
            name.value,
            self.documents()
        ));
    }

    /// The document, or how many there are.
    fn documents(&self) -> String {
        match self.origins.as_slice() {
            [one] => one.clone(),
            several => format!("the {} documents", several.len()),
        }
    }

    fn like_entity(&self, option: &str, value: &str) -> String {
        if value.split(',').all(|part| self.is_known(part)) {
            let each = value.split(',').map(|part| format!("{option} {}", part.trim()));
            return format!("name one at a time: `{}`", Vec::from_iter(each).join(" "));
        }
        // What the documents name comes first, and wins where others are as near.
        let near = near(value, self.named.iter().map(String::as_str));
        match near.or_else(|| self.authority.search(value).first().map(|known| known.id())) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`akoma query mentions` lists what a document names, `akoma authority search` \
                     finds what the authority files know"
                .to_owned(),
        }
    }

    /// Whether the documents or the authority files have anybody by this name.
    fn is_known(&self, name: &str) -> bool {
        let name = name.trim();
        let is_named = || self.named.iter().any(|known| known.eq_ignore_ascii_case(name));
        !name.is_empty() && (self.authority.called(name).next().is_some() || is_named())
    }

    fn like_class(&self, value: &str) -> String {
        let of_documents = self.classes.iter().map(String::as_str);
        let all: BTreeSet<&str> = classes(&self.authority).chain(of_documents).collect();
        match near(value, all.iter().copied()) {
            Some(class) => format!("did you mean `{class}`?"),
            None => format!("known are {}", Vec::from_iter(all).join(", ")),
        }
    }

    fn like_country(&self, value: &str) -> String {
        // By its name in any language, or as people misspell it.
        let called =
            || self.authority.called(value).find_map(AuthorityEntry::country).map(str::to_owned);
        match code_lists::nearest_country(value).or_else(called) {
            Some(code) => format!("did you mean `{code}`?"),
            None => {
                "give two letters, such as be, or eu for the European Union, un for the United \
                     Nations, int for what belongs to several countries"
                    .to_owned()
            }
        }
    }

    /// What chapters there are.
    fn known_chapters(&self) -> String {
        /// How many documents are listed one by one.
        const MOST: usize = 5;
        let of = |(origin, numbers): (&String, &Vec<String>)| match numbers.as_slice() {
            [] => format!("{origin} has no chapter with a number"),
            [one] => format!("{origin} has the chapter {one}"),
            all => format!("{origin} has the chapters {}", all.join(", ")),
        };
        let told: Vec<_> = self.origins.iter().zip(&self.chapters).take(MOST).map(of).collect();
        let more = self.origins.len().saturating_sub(MOST);
        let rest = if more > 0 { format!("; and {more} more documents") } else { String::new() };
        format!("{}{rest}", told.join("; "))
    }
}

impl AskedName {
    fn new(what: NameOption, value: String, authority: &Authority) -> Self {
        let ids: Vec<String> = match what {
            NameOption::Entity | NameOption::Actor => {
                authority.called(&value).map(|known| known.id().to_owned()).collect()
            }
            _ => Vec::new(),
        };
        let known = match what {
            NameOption::Entity | NameOption::Actor => !ids.is_empty(),
            NameOption::Class => classes(authority).any(|class| class.eq_ignore_ascii_case(&value)),
            NameOption::Country => code_lists::is_country(&value.to_ascii_lowercase()),
            // A chapter is only met.
            NameOption::Chapter => true,
        };
        Self { what, value, ids, known, met: false }
    }

    fn called<'s>(&'s self, doc: &'s Document) -> impl Iterator<Item = &'s str> {
        let is_there = |id: &&str| doc.entities().any(|entity| entity.id() == *id);
        let ids = self.ids.iter().map(String::as_str).filter(move |id| is_there(id));
        std::iter::once(self.value.as_str()).chain(ids)
    }

    /// Looks whether a document has what is asked for.
    fn look(&mut self, doc: &Document) {
        let (known, met) = self.is_in(doc);
        self.known |= known;
        self.met |= met;
    }

    /// Whether a document knows it, and whether it has it where the question looks for it.
    fn is_in(&self, doc: &Document) -> (bool, bool) {
        let any = |is_there: &dyn Fn(&str) -> bool| self.called(doc).any(is_there);
        match self.what {
            NameOption::Entity | NameOption::Actor => {
                let known = any(&|called| doc.called(called).next().is_some());
                let met = match self.what {
                    NameOption::Actor => {
                        any(&|called| doc.predicates().actor(called).next().is_some())
                    }
                    _ => any(&|called| doc.mentions().of(called).next().is_some()),
                };
                (known, met)
            }
            NameOption::Class => (doc.mentions().class(&self.value).next().is_some(), true),
            NameOption::Country => (doc.mentions().country(&self.value).next().is_some(), true),
            NameOption::Chapter => {
                (true, doc.chapters().any(|chapter| chapter.has_number(&self.value)))
            }
        }
    }
}

/// The classes that are listed, and those that authority files have.
fn classes(authority: &Authority) -> impl Iterator<Item = &str> {
    let listed = EntityKind::ALL.iter().flat_map(|kind| code_lists::classes(kind.name()));
    authority.iter().filter_map(AuthorityEntry::class).chain(listed.map(|class| -> &str { class }))
}
