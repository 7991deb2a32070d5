//! The reader of the notation.

use super::{Atom, Class, Comma, PatternItem, Times};
use crate::text::{Vocabulary, closest};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// Named sets of words: `{name}` in a notation stands for the words as alternatives.
pub(crate) type Sets = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// The names of the sets that a notation names.
pub(crate) fn named_sets(notation: &str) -> impl Iterator<Item = &str> {
    notation.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// What is wrong in a notation, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotationError {
    /// The bytes of the notation that are wrong.
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl NotationError {
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    pub(crate) fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// The most words a `~` takes.
const GAP_WORDS: usize = 8;

/// The most words a `…` takes: more than a clause has.
const CLAUSE_WORDS: usize = 160;

/// How deep groups may nest: patterns are written by people.
const DEPTH: usize = 8;

/// Reads a notation.
pub(super) fn read(
    notation: &str,
    sets: &Sets,
    vocabulary: &mut Vocabulary,
) -> Result<Vec<PatternItem>, NotationError> {
    let mut reader = NotationReader { notation, at: 0, sets, vocabulary };
    let items = reader.sequence(0)?;
    if !reader.rest().is_empty() {
        let message = format!("expected the end of the pattern, but found `{}`", reader.rest());
        return Err(reader.error(message).with_help(Some("open the group with `(`".to_owned())));
    }
    if items.is_empty() {
        return Err(NotationError::new(0..notation.len(), "expected a pattern, but found nothing"));
    }
    Ok(items)
}

/// The words of alternatives such as `a|{name}|b`, each with its place in the notation, which begins
/// at `at`.
pub(crate) fn alternatives<'w>(
    words: &'w str,
    at: usize,
    sets: &'w Sets,
) -> Result<Vec<(&'w str, Range<usize>)>, NotationError> {
    let mut all = Vec::new();
    let mut start = at;
    for word in words.split('|') {
        let place = start..start + word.len();
        start = place.end + 1;
        let Some(inside) = word.strip_prefix('{') else {
            all.push((word, place));
            continue;
        };
        let Some(name) = inside.strip_suffix('}') else {
            let message = format!("expected `}}` after the name of a set, but found `{word}`");
            return Err(NotationError::new(place, message));
        };
        let Some(set) = sets.get(name) else {
            let known: Vec<_> = sets.keys().map(|name| name.get_ref().as_str()).collect();
            let known = match known.is_empty() {
                true => "a set of [sets], which has none".to_owned(),
                false => format!("a set of [sets] ({})", known.join(", ")),
            };
            let near = closest(name, sets.keys().map(|name| name.get_ref().as_str()));
            let help = near.map(|near| format!("did you mean `{{{near}}}`?"));
            let message = format!("expected {known}, but found `{{{name}}}`");
            return Err(NotationError::new(place, message).with_help(help));
        };
        all.extend(set.iter().map(|word| (word.get_ref().as_str(), place.clone())));
    }
    Ok(all)
}

struct NotationReader<'n, 'v> {
    notation: &'n str,
    /// How far it was read, in bytes.
    at: usize,
    sets: &'n Sets,
    vocabulary: &'v mut Vocabulary,
}

impl<'n> NotationReader<'n, '_> {
    fn rest(&self) -> &'n str {
        &self.notation[self.at..]
    }

    /// Goes past `mark`, if it is next.
    fn take(&mut self, mark: &str) -> bool {
        let is_next = self.rest().starts_with(mark);
        self.at += if is_next { mark.len() } else { 0 };
        is_next
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// A mistake in what is next.
    fn error(&self, message: impl Into<String>) -> NotationError {
        NotationError::new(self.at..self.notation.len(), message)
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<PatternItem>, NotationError> {
        if depth > DEPTH {
            let message = format!("expected groups at most {DEPTH} deep, but found one more");
            return Err(self.error(message));
        }
        let mut items = Vec::new();
        loop {
            self.skip_spaces();
            let comma = match () {
                () if self.take(",?") => Comma::May,
                () if self.take(",") => Comma::Must,
                () => Comma::No,
            };
            self.skip_spaces();
            let Some(c) = self.rest().chars().next().filter(|&c| c != ')') else {
                return match comma {
                    Comma::No => Ok(items),
                    _ => {
                        Err(self.error("expected a word, class or group after `,`, but found none"))
                    }
                };
            };
            let atom = match c {
                '(' => self.group(depth)?,
                '<' => self.classes()?,
                '~' | '…' => {
                    self.at += c.len_utf8();
                    let atom = Atom::Gap(if c == '~' { GAP_WORDS } else { CLAUSE_WORDS });
                    items.push(PatternItem { atom, times: Times::One, comma: Comma::No });
                    continue;
                }
                _ => self.words()?,
            };
            items.push(PatternItem { atom, times: self.times(), comma });
        }
    }

    fn group(&mut self, depth: usize) -> Result<Atom, NotationError> {
        let open = self.at;
        self.at += 1;
        let group = self.sequence(depth + 1)?;
        if !self.take(")") {
            let message = "expected `)` at the end of the group, but found the end of the pattern";
            return Err(NotationError::new(open..self.notation.len(), message));
        }
        if group.is_empty() {
            let message = "expected words between `(` and `)`, but found none";
            return Err(NotationError::new(open..self.at, message));
        }
        Ok(Atom::Group(group))
    }

    fn classes(&mut self) -> Result<Atom, NotationError> {
        let Some((names, _)) = self.rest()[1..].split_once('>') else {
            return Err(self.error("expected `>` after the name of a class, but found none"));
        };
        let mut classes = Vec::new();
        let mut start = self.at + 1;
        for name in names.split('|') {
            let place = start..start + name.len();
            start = place.end + 1;
            let Some(class) = Class::named(name) else {
                let known: Vec<_> = Class::names().collect();
                let near = closest(name, known.iter().copied());
                let known = known.join(", ");
                let message = format!("expected a class ({known}), but found `{name}`");
                let help = near.map(|near| format!("did you mean `<{near}>`?"));
                return Err(NotationError::new(place, message).with_help(help));
            };
            classes.push(class);
        }
        self.at = start;
        Ok(Atom::Classes(classes))
    }

    /// One word or alternatives of one word each.
    fn words(&mut self) -> Result<Atom, NotationError> {
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '?' | '*' | ',');
        let rest = self.rest();
        let words = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if words.is_empty() {
            let found = rest.chars().next().unwrap_or_default();
            let message = format!("expected a word, class or group, but found `{found}`");
            return Err(self.error(message));
        }
        let mut ids = Vec::new();
        for (word, place) in alternatives(words, self.at, self.sets)? {
            match self.vocabulary.intern_all(word)[..] {
                [id] => ids.push(id),
                ref several => return Err(not_one_word(word, place, several.is_empty())),
            }
        }
        self.at += words.len();
        Ok(Atom::Words(ids))
    }

    fn times(&mut self) -> Times {
        match () {
            () if self.take("?") => Times::Maybe,
            () if self.take("*") => Times::Many,
            () => Times::One,
        }
    }
}

fn not_one_word(word: &str, place: Range<usize>, is_empty: bool) -> NotationError {
    if is_empty {
        let message = format!("expected a word before and after `|`, but found `{word}`");
        return NotationError::new(place, message);
    }
    let apart: Cow<'_, str> =
        word.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ").into();
    let message = format!("expected one word (cut at apostrophes and hyphens), but found `{word}`");
    let help = format!(
        "write `{apart}`; several words are no alternative: put them in a pattern of their own"
    );
    NotationError::new(place, message).with_help(Some(help))
}
