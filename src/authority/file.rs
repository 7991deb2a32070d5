//! An authority file in TOML: its entries, and every mistake in it.

use super::Entry;
use super::keys::{InLanguages, PlacedNames, with_languages};
use super::metadata_file::country;
use super::names::{NameList, NamesByLanguage};
use crate::code_lists;
use crate::datafile::{self, Mistake, is_told};
use crate::model::{EntityKind, RESERVED_IDS};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// An entity and its names, as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawEntry {
    pub(super) id: Spanned<String>,
    kind: Spanned<String>,
    /// Files of before the name was the same everywhere have `type`.
    #[serde(alias = "type")]
    class: Option<Spanned<String>>,
    country: Option<Spanned<String>>,
    pub(super) name: Spanned<String>,
    pub(super) short: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) names: PlacedNames,
    /// Names in languages, by their codes (ISO 639-2), in the order of the file.
    #[serde(skip)]
    pub(super) in_language: InLanguages,
    #[serde(default)]
    demonyms: Vec<String>,
    #[serde(default)]
    pub(super) contextual: PlacedNames,
    #[serde(default)]
    pub(super) context: PlacedNames,
    #[serde(default)]
    same_as: PlacedNames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorityFile {
    #[serde(default)]
    entity: Vec<EntryWithLanguages>,
}

struct EntryWithLanguages(RawEntry);

impl<'de> Deserialize<'de> for EntryWithLanguages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (entry, in_language) = with_languages::<RawEntry, D>(deserializer)?;
        Ok(EntryWithLanguages(RawEntry { in_language, ..entry }))
    }
}

/// The entries of a file that have what an entry needs, and all that is wrong with the file.
pub(super) fn read(text: &str) -> (Vec<RawEntry>, Vec<Mistake>) {
    let (file, mut mistakes) = datafile::read::<AuthorityFile>(text);
    let entries = file.map(|file| file.entity).unwrap_or_default();
    let entries: Vec<_> = entries.into_iter().map(|EntryWithLanguages(entry)| entry).collect();
    let found: Vec<_> = entries.iter().flat_map(values).collect();
    mistakes.extend(found.into_iter().filter(|m| !is_told(&mistakes, &m.at)).collect::<Vec<_>>());
    (entries, mistakes)
}

/// The values of an entry that are none of those that there are.
fn values(raw: &RawEntry) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let kind = raw.kind.get_ref().parse::<EntityKind>();
    if let Err(unknown) = &kind {
        mistakes.push(mistake("entity.kind", &raw.kind, &unknown.to_string(), unknown.nearest()));
    }
    if let (Some(class), Ok(kind)) = (&raw.class, kind) {
        mistakes.extend(unknown_class(class, kind));
    }
    let code = raw.country.as_ref();
    mistakes.extend(code.and_then(|code| country("entity.country", code.get_ref(), code.span())));
    mistakes.extend(no_id("entity.id", &raw.id));
    mistakes.extend(raw.context.iter().filter_map(|id| no_id("entity.context", id)));
    if !raw.name.get_ref().chars().any(char::is_alphanumeric) {
        let message =
            format!("expected a name with a letter in it, but found `{}`", raw.name.get_ref());
        mistakes.push(mistake("entity.name", &raw.name, &message, None));
    }
    mistakes.extend(raw.same_as.iter().filter_map(no_iri));
    mistakes
}

fn mistake(key: &str, value: &Spanned<String>, message: &str, near: Option<&str>) -> Mistake {
    let help = near.map(|near| format!("did you mean `{near}`?"));
    Mistake::new(value.span(), format!("key `{key}`: {message}")).with_help(help)
}

/// A class that entities of the kind do not have.
fn unknown_class(class: &Spanned<String>, kind: EntityKind) -> Option<Mistake> {
    let (message, near) = code_lists::unknown_class(kind.name(), class.get_ref())?;
    Some(mistake("entity.class", class, &message, near))
}

/// What is no identifier. An id becomes an eId: letters, digits and hyphens, and none that akoma uses
/// itself.
fn no_id(key: &str, id: &Spanned<String>) -> Option<Mistake> {
    let text = id.get_ref();
    let well_formed = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if well_formed && !RESERVED_IDS.contains(&text.as_str()) && !text.starts_with("date-") {
        return None;
    }
    let message = format!(
        "expected an identifier (small letters, digits, hyphens; none of akoma's own such as `editor`), but found `{text}`"
    );
    let near = crate::text::slug(text);
    let near = Some(near.as_str()).filter(|near| !well_formed && !near.is_empty());
    Some(mistake(key, id, &message, near))
}

/// What is no IRI: it has a scheme, and nothing that an IRI may not hold.
fn no_iri(iri: &Spanned<String>) -> Option<Mistake> {
    let text = iri.get_ref();
    let (scheme, rest) = text.split_once(':').unwrap_or(("", text));
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let rest_is_fine = match scheme {
        "http" | "https" => rest
            .strip_prefix("//")
            .is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '[')),
        _ => !rest.is_empty(),
    };
    if is_scheme && rest_is_fine && !text.contains(forbidden) {
        return None;
    }
    let message = format!("expected an IRI (http://…), but found `{text}`");
    let is_wikidata = text
        .strip_prefix('Q')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    let near = match () {
        () if is_wikidata => Some(format!("http://www.wikidata.org/entity/{text}")),
        () if scheme.is_empty() && text.contains('.') && !text.contains(forbidden) => {
            Some(format!("https://{text}"))
        }
        () => None,
    };
    Some(mistake("entity.same-as", iri, &message, near.as_deref()))
}

impl RawEntry {
    /// The entry, if nothing is wrong with it.
    pub(super) fn entry(self) -> Option<Entry> {
        fn plain(names: PlacedNames) -> NameList {
            names.into_iter().map(Spanned::into_inner).collect::<Vec<_>>().into()
        }
        let inner = |value: Option<Spanned<String>>| value.map(|value| value.into_inner().into());
        let mut entry = Entry {
            id: self.id.into_inner().into(),
            kind: self.kind.get_ref().parse().ok()?,
            class: inner(self.class),
            country: inner(self.country),
            name: self.name.into_inner().into(),
            short: inner(self.short),
            names: plain(self.names),
            in_language: NamesByLanguage::default(),
            contextual: plain(self.contextual),
            context: plain(self.context),
            demonyms: self.demonyms.into(),
            same_as: plain(self.same_as),
        };
        for (code, names) in self.in_language {
            entry.in_language.add(code.into(), plain(names));
        }
        entry.complete();
        Some(entry)
    }
}

#[cfg(test)]
mod tests {
    use crate::authority::{Authority, told};

    #[test]
    fn every_mistake_is_told_with_its_place_and_what_may_be_meant() {
        let toml = "[[entity]]\n\
            id = \"a\"\n\
            kind = \"organisation\"\n\
            name = \"A\"\n\
            nom = \"A\"\n\
            [[entity]]\n\
            id = \"Cellule Harpie\"\n\
            kind = \"organization\"\n\
            class = \"agencyy\"\n\
            country = \"BE\"\n\
            name = \"…\"\n\
            same-as = [\"Q90\", \"www.example.org/a\", \"http:/x\", \"http://example.org/a b\"]\n\
            [[entity]]\n\
            id = \"editor\"\n\
            kind = \"location\"\n\
            class = \"agency\"\n\
            country = \"zz\"\n\
            name = \"X\"\n\
            context = [\"Belgique\"]\n\
            [[entity]]\n\
            id = \"treaty\"\n\
            kind = \"agreement\"\n\
            class = \"treaty\"\n\
            names = \"Traité\"\n";
        let error = Authority::from_toml(toml).unwrap_err();
        insta::assert_snapshot!(told(&error));
    }

    #[test]
    fn identifiers_elsewhere_are_iris() {
        for right in [
            "http://www.wikidata.org/entity/Q90",
            "https://example.org",
            "urn:isil:BE-A0510",
            "http://fr.dbpedia.org/resource/Préfecture",
        ] {
            let toml = format!(
                "[[entity]]\nid = \"a\"\nkind = \"person\"\nname = \"A\"\nsame-as = [\"{right}\"]"
            );
            assert!(Authority::from_toml(&toml).is_ok(), "{right}");
        }
    }

    #[test]
    fn names_are_listed_under_the_code_of_any_language() {
        let toml = "[[entity]]\n\
            id = \"consejo\"\n\
            spa = [\"Consejo de Estado\"]\n\
            kind = \"organization\"\n\
            eng = [\"State Council\"]\n\
            name = \"Consejo\"\n\
            ger = [\"Staatsrat\"]\n\
            deu = [\"Rat des Staates\"]\n\
            qab = []\n";
        let authority = Authority::from_toml(toml).unwrap();
        let entry = &authority.entries()[0];
        // In the order of the file, the older codes as the newer ones, no empty list.
        assert_eq!(entry.in_language.codes().collect::<Vec<_>>(), ["spa", "eng", "deu"]);
        let names = |code| entry.names_in(Some(code)).collect::<Vec<_>>();
        assert_eq!(names("spa"), ["Consejo de Estado"]);
        assert_eq!(names("deu"), ["Staatsrat", "Rat des Staates"]);
        assert_eq!(names("fra").len(), 4);
        assert_eq!(entry.label(Some("spa")), "Consejo de Estado");
        assert_eq!(entry.label_language(Some("fra")), None);
    }

    #[test]
    fn a_key_that_is_no_language_is_told_with_all_that_there_are() {
        let toml = "[[entity]]\n\
            id = \"a\"\n\
            kind = \"person\"\n\
            name = \"A\"\n\
            es = [\"A\"]\n\
            esp = [\"A\"]\n\
            mul = [\"A\"]\n\
            nmaes = [\"A\"]\n\
            spa = \"A\"\n\
            ita = [3]\n";
        insta::assert_snapshot!(told(&Authority::from_toml(toml).unwrap_err()));
    }
}
