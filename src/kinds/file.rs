//! A file of kinds: read, and every mistake found with its place.

use super::Kinds;
use crate::datafile::{self, Mistake, is_told};
use crate::languages;
use crate::model::{DatePlace, DocumentKind, ImpliedSubject, PresentTense, TitlePlace};
use crate::schema::{document_of_text, documents_of_text, parts_asked_for};
use crate::text::closest;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    #[serde(default)]
    kind: Vec<Spanned<KindEntry>>,
}

/// An entry as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct KindEntry {
    name: Spanned<String>,
    element: Spanned<String>,
    #[serde(default)]
    subtype: Option<Spanned<String>>,
    #[serde(default)]
    body: Option<Spanned<String>>,
    present: Option<PresentTense>,
    #[serde(default)]
    implied_subject: ImpliedSubject,
    #[serde(default)]
    title: TitlePlace,
    #[serde(default)]
    date: Option<Spanned<Vec<Spanned<DatePlace>>>>,
    #[serde(default)]
    titles: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    default: Option<Spanned<bool>>,
}

/// The kinds of a file, beside those that there are; `None` if there are none yet, and one of the file
/// must be the default.
///
/// # Errors
/// All mistakes of the file.
pub(super) fn read(text: &str, known: Option<&Kinds>) -> Result<Kinds, Vec<Mistake>> {
    let (file, mistakes) = datafile::read::<KindsFile>(text);
    let mut check = KindsCheck { mistakes };
    let entries = file.map(|file| file.kind).unwrap_or_default();
    check.present(&entries);
    let entries: Vec<_> = entries.into_iter().map(Spanned::into_inner).collect();
    check.names(&entries);
    let kinds: Vec<_> = entries.iter().filter_map(|entry| check.kind(entry)).collect();
    check.subtypes(&entries, &kinds, known);
    let default = check.default(&entries, known, text.len());
    if !check.mistakes.is_empty() {
        return Err(check.mistakes);
    }
    let mut all = known.map_or_else(Vec::new, |known| known.all.to_vec());
    let default = default.or(known.map(|known| known.default_kind().name.as_str()));
    for kind in kinds {
        match all.iter_mut().find(|other| other.name == kind.name) {
            Some(other) => *other = Arc::new(kind),
            None => all.push(Arc::new(kind)),
        }
    }
    let default = default.and_then(|name| all.iter().position(|kind| kind.name == name));
    Ok(Kinds { all: all.into(), default: default.unwrap_or_default() })
}

/// What is wrong with the entries; nothing is reported twice of one place.
struct KindsCheck {
    mistakes: Vec<Mistake>,
}

impl KindsCheck {
    fn wrong(&mut self, at: &Range<usize>, message: String, help: Option<String>) {
        if !is_told(&self.mistakes, at) {
            self.mistakes.push(Mistake::new(at.clone(), message).with_help(help));
        }
    }

    /// An entry may lack its name too: both are reported.
    fn present(&mut self, entries: &[Spanned<KindEntry>]) {
        for entry in entries.iter().filter(|entry| entry.get_ref().present.is_none()) {
            let message = "expected the key `present` of `kind`, but found none";
            let help = "add a line `present = \"state\"` or `present = \"commit\"`";
            self.mistakes.push(Mistake::new(entry.span(), message).with_help(Some(help)));
        }
    }

    fn names(&mut self, entries: &[KindEntry]) {
        for (number, KindEntry { name, .. }) in entries.iter().enumerate() {
            let (at, name) = (name.span(), name.get_ref());
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(allowed) {
                let expected = "small letters, digits and hyphens, a letter first";
                let message = format!("key `kind.name`: expected {expected}, but found `{name}`");
                self.wrong(&at, message, None);
            } else if entries[..number].iter().any(|other| other.name.get_ref() == name) {
                let message = format!(
                    "key `kind.name`: expected a name that no other entry has, but found `{name}` again"
                );
                let help = "rename one of the two, or put them together";
                self.wrong(&at, message, Some(help.to_owned()));
            }
        }
    }

    /// What an entry says; none if its element is wrong.
    fn kind(&mut self, entry: &KindEntry) -> Option<DocumentKind> {
        let document = self.element(&entry.element);
        let subtype = entry.subtype.as_ref().unwrap_or(&entry.name);
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if entry.subtype.is_some()
            && (subtype.get_ref().is_empty() || !subtype.get_ref().chars().all(allowed))
        {
            let found = subtype.get_ref();
            let message = format!(
                "key `kind.subtype`: expected letters, digits and hyphens, but found `{found}`"
            );
            let help = "it becomes a part of URIs".to_owned();
            self.wrong(&subtype.span(), message, Some(help));
        }
        if let (Some(found), Some((element, body))) = (&entry.body, document)
            && found.get_ref() != body
        {
            let message = format!(
                "key `kind.body`: expected `{body}`, which the schema asks for in `{element}`, but found \
                 `{}`",
                found.get_ref()
            );
            let help = "leave the key out: the element decides";
            self.wrong(&found.span(), message, Some(help.to_owned()));
        }
        let date = self.date(entry);
        let titles = self.titles(entry);
        let (element, body) = document?;
        Some(DocumentKind {
            name: entry.name.get_ref().clone(),
            element,
            body,
            subtype: subtype.get_ref().clone(),
            present: entry.present?,
            implied_subject: entry.implied_subject,
            title: entry.title,
            date,
            titles,
        })
    }

    fn element(&mut self, element: &Spanned<String>) -> Option<(&'static str, &'static str)> {
        let (at, name) = (element.span(), element.get_ref().as_str());
        let document = document_of_text(name);
        if document.is_none() {
            let known: Vec<_> = documents_of_text().collect();
            let message = format!(
                "key `kind.element`: expected a document type that a text becomes ({}), but found \
                 `{name}`",
                known.join(", ")
            );
            let help = match (parts_asked_for(name), closest(name, known)) {
                (Some(parts), _) => Some(format!(
                    "the schema asks for {} in `{name}`, which akoma does not find in a text; an \
                     XML with it can be read all the same",
                    quoted(&parts)
                )),
                (None, near) => near.map(|near| format!("did you mean `{near}`?")),
            };
            self.wrong(&at, message, help);
        }
        document
    }

    fn date(&mut self, entry: &KindEntry) -> Vec<DatePlace> {
        let Some(places) = &entry.date else { return DatePlace::USUAL.to_vec() };
        let mut date: Vec<DatePlace> = Vec::new();
        for place in places.get_ref() {
            if date.contains(place.get_ref()) {
                let message = "key `kind.date`: expected every place once, but found one again";
                self.wrong(&place.span(), message.to_owned(), None);
            }
            if *place.get_ref() == DatePlace::Head && entry.title != TitlePlace::Named {
                let message = "key `kind.date`: expected a place that texts of this kind have, but found \
                               `head`: only with `title = \"named\"` there are lines before the title";
                self.wrong(&place.span(), message.to_owned(), None);
            }
            date.push(*place.get_ref());
        }
        date
    }

    fn titles(&mut self, entry: &KindEntry) -> BTreeMap<String, Vec<String>> {
        let mut titles: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (code, phrases) in &entry.titles {
            for phrase in phrases {
                if !phrase.get_ref().contains(char::is_alphanumeric) {
                    let message =
                        "key `kind.titles`: expected the first words of titles, but found none";
                    self.wrong(&phrase.span(), message.to_owned(), None);
                }
            }
            let Some(language) = languages::code(code.get_ref()) else {
                let message = format!(
                    "key `kind.titles`: expected a language by its code of ISO 639, but found `{}`",
                    code.get_ref()
                );
                let help = "write two or three letters: `fr` or `fra`, `nl` or `nld`".to_owned();
                self.wrong(&code.span(), message, Some(help));
                continue;
            };
            let phrases = phrases.iter().map(|phrase| phrase.get_ref().clone());
            titles.entry(language.to_owned()).or_default().extend(phrases);
        }
        titles
    }

    /// A document that is read back is known by its element and its subtype.
    fn subtypes(&mut self, entries: &[KindEntry], kinds: &[DocumentKind], known: Option<&Kinds>) {
        let replaced = |other: &&DocumentKind| !kinds.iter().any(|kind| kind.name == other.name);
        let known: Vec<_> = known.into_iter().flat_map(Kinds::iter).filter(replaced).collect();
        for (number, kind) in kinds.iter().enumerate() {
            let same = |other: &&DocumentKind| {
                (other.element, &other.subtype) == (kind.element, &kind.subtype)
            };
            let other = known.iter().copied().chain(&kinds[..number]).find(same);
            let entry = entries.iter().find(|entry| *entry.name.get_ref() == kind.name);
            if let (Some(other), Some(entry)) = (other.filter(|o| o.name != kind.name), entry) {
                let at = entry.subtype.as_ref().unwrap_or(&entry.name).span();
                let message = format!(
                    "key `kind.subtype`: expected one that no other kind of `{}` has, but found `{}`, \
                     which is that of `{}`",
                    kind.element, kind.subtype, other.name
                );
                self.wrong(&at, message, Some("give it a `subtype` of its own".to_owned()));
            }
        }
    }

    /// The name of the entry that is the default.
    fn default<'e>(
        &mut self,
        entries: &'e [KindEntry],
        known: Option<&Kinds>,
        end: usize,
    ) -> Option<&'e str> {
        let says = |entry: &&KindEntry| entry.default.as_ref().is_some_and(|said| *said.get_ref());
        let mut defaults = entries.iter().filter(says);
        let first = defaults.next().map(|entry| entry.name.get_ref().as_str());
        for entry in defaults {
            let Some(at) = entry.default.as_ref().map(Spanned::span) else { continue };
            let message = format!(
                "key `kind.default`: expected one entry with `true`, but found another: `{}` is the \
                 default already",
                first.unwrap_or_default()
            );
            self.wrong(&at, message, Some("leave the key out here".to_owned()));
        }
        if first.is_none() && known.is_none() && self.mistakes.is_empty() {
            let message = "expected one entry with `default = true`, but found none";
            let help = "add it to the kind of texts that nothing else is known of";
            self.wrong(&(end..end), message.to_owned(), Some(help.to_owned()));
        }
        first
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(" and ")
}
