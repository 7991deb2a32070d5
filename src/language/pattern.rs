//! The notation of phrases in data files, and its matcher.
//!
//! A pattern is a sequence of words as they are read, with
//!
//! | notation | matches |
//! |---|---|
//! | `a|b` | one of the words |
//! | `<class>`, `<a|b>` | a mention or a kind of word, see [`Class`]; the longest of several |
//! | `( … )` | the sequence inside |
//! | `?` after a word, class or sequence | it or nothing |
//! | `*` after a word, class or sequence | it any number of times |
//! | `,` or `,?` before a word, class or sequence | a comma must, or may, stand there |
//! | `~` | up to eight words, as few as possible |
//!
//! Words are compared folded, so accents and capitals in a pattern are for its readers. Without
//! a `,`, only spaces, apostrophes and hyphens may stand between two words of a match.

use crate::text::{Separator, Token, Vocabulary, WordId, WordTable};

/// What a `<class>` of a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// `<organization>`, `<location>`, `<date>`, `<event>`, `<agreement>`, `<programme>`,
    /// `<person>`, `<role>`: a mention of that kind.
    Kind(crate::model::EntityKind),
    /// `<state>`: a mention of a state or country.
    State,
    /// `<party>`: a mention of one of the document's parties.
    Party,
    /// `<demonym>`: an adjective of a country.
    Demonym,
    /// `<capital>`: a word with a capital.
    Capital,
    /// `<lower>`: a word in lower case that is no word of grammar.
    Lower,
    /// `<adjective>`: a word in lower case with the ending of an adjective.
    Adjective,
    /// `<adverb>`: a word that may stand between a verb and what belongs to it.
    Adverb,
    /// `<number>`: a number in digits.
    Number,
    /// `<word>`: any word.
    Word,
}

impl Class {
    fn named(name: &str) -> Option<Class> {
        Some(match name {
            "state" => Class::State,
            "party" => Class::Party,
            "demonym" => Class::Demonym,
            "capital" => Class::Capital,
            "lower" => Class::Lower,
            "adjective" => Class::Adjective,
            "adverb" => Class::Adverb,
            "number" => Class::Number,
            "word" => Class::Word,
            kind => Class::Kind(kind.parse().ok()?),
        })
    }
}

/// Tells a matcher where the classes stand among the tokens of a block.
pub(crate) trait Classes {
    /// The end (a token index) of what `class` matches from token `at` on.
    fn class_end(&self, class: Class, at: usize) -> Option<usize>;
}

#[derive(Clone, Debug)]
enum Atom {
    Words(Vec<WordId>),
    Classes(Vec<Class>),
    Group(Vec<Item>),
    Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    One,
    Maybe,
    Many,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comma {
    No,
    Must,
    May,
}

#[derive(Clone, Debug)]
struct Item {
    atom: Atom,
    times: Times,
    comma: Comma,
}

/// A phrase in the notation of data files, ready to match.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    items: Vec<Item>,
}

/// The tokens of a match: `[start, end)`, and the gap `~` in it, if it took any words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) gap: Option<(usize, usize)>,
}

/// The most words a `~` takes.
const GAP_WORDS: usize = 8;

impl Pattern {
    /// Reads the notation.
    pub(crate) fn new(notation: &str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let mut reader = Reader { rest: notation, vocabulary };
        let items = reader.sequence(0)?;
        if !reader.rest.trim().is_empty() {
            return Err(format!("expected the end of the pattern, but found `{}`", reader.rest));
        }
        if items.is_empty() {
            return Err("expected a pattern, but found nothing".to_owned());
        }
        Ok(Self { items })
    }

    /// The words one of which every match begins with; empty if it may begin with a class.
    pub(crate) fn first_words(&self) -> &[WordId] {
        match self.items.first() {
            Some(Item { atom: Atom::Words(words), times: Times::One, .. }) => words,
            _ => &[],
        }
    }

    /// The words one of which every match begins with; `None` if it may begin with a class.
    pub(crate) fn beginnings(&self) -> Option<Vec<WordId>> {
        let mut words = Vec::new();
        begin(&self.items, &mut words).then_some(words)
    }

    /// The longest match that begins at token `at`.
    pub(crate) fn match_at(
        &self,
        tokens: &[Token],
        classes: &impl Classes,
        at: usize,
    ) -> Option<Match> {
        let mut matcher = Matcher { tokens, classes, start: at, gap: None, repeats: 0 };
        let end = matcher.sequence(&self.items, at, true)?;
        (end > at).then_some(Match { start: at, end, gap: matcher.gap })
    }
}

/// Adds the words that a match of `items` may begin with; `false` if they cannot be told.
fn begin(items: &[Item], words: &mut Vec<WordId>) -> bool {
    for item in items {
        match &item.atom {
            Atom::Words(all) => words.extend(all),
            Atom::Group(items) if begin(items, words) => {}
            Atom::Group(_) | Atom::Classes(_) | Atom::Gap => return false,
        }
        if item.times == Times::One {
            return true;
        }
    }
    // Everything may be left out, but a match, and a group in it, is of one word at least.
    true
}

/// Patterns by the words that they begin with: which of them are worth trying at a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beginnings {
    /// For each word, the patterns that begin with it or with a class, in order.
    by_word: WordTable<Box<[u32]>>,
    /// The patterns that begin with a class.
    open: Box<[u32]>,
}

impl Beginnings {
    pub(crate) fn new<'p>(patterns: impl IntoIterator<Item = &'p Pattern>) -> Self {
        let all: Vec<_> = patterns.into_iter().map(Pattern::beginnings).collect();
        let holding = |word: Option<WordId>| -> Box<[u32]> {
            let holds = |words: &Option<Vec<WordId>>| match (words, word) {
                (Some(words), Some(word)) => words.contains(&word),
                (Some(_), None) => false,
                (None, _) => true,
            };
            (0..).zip(&all).filter(|(_, words)| holds(words)).map(|(number, _)| number).collect()
        };
        let mut by_word = WordTable::default();
        for &word in all.iter().flatten().flatten() {
            if !by_word.contains(word) {
                by_word.insert(word, holding(Some(word)));
            }
        }
        Self { by_word, open: holding(None) }
    }

    /// The numbers of the patterns that may match from `token` on, in order.
    pub(crate) fn at(&self, token: Token) -> &[u32] {
        self.by_word.get(token.word).unwrap_or(&self.open)
    }
}

/// The most repetitions in one match: a bound on the stack, far beyond any list of names.
const REPEATS: usize = 64;

struct Matcher<'a, C> {
    tokens: &'a [Token],
    classes: &'a C,
    start: usize,
    gap: Option<(usize, usize)>,
    repeats: usize,
}

impl<C: Classes> Matcher<'_, C> {
    /// Matches `items` from token `at` on, giving back what makes the rest fail.
    fn sequence(&mut self, items: &[Item], at: usize, first: bool) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else {
            return Some(at);
        };
        if let Atom::Gap = item.atom {
            for skip in 0..=GAP_WORDS {
                let from = at + skip;
                if from > self.tokens.len()
                    || (skip > 0 && self.tokens[from - 1].separator.has(Separator::STOP))
                {
                    break;
                }
                if let Some(end) = self.loose_sequence(rest, from) {
                    if skip > 0 {
                        self.gap = Some((at, from));
                    }
                    return Some(end);
                }
            }
            return None;
        }
        if let Some(next) = self.item(item, at, first) {
            let repeated = match item.times {
                Times::Many if next > at && self.repeats < REPEATS => {
                    self.repeats += 1;
                    self.sequence(items, next, false)
                }
                _ => None,
            };
            if let Some(end) = repeated.or_else(|| self.sequence(rest, next, false)) {
                return Some(end);
            }
        }
        match item.times {
            Times::One => None,
            Times::Maybe | Times::Many => self.sequence(rest, at, first),
        }
    }

    /// After a `~` anything may stand between the words, a comma too.
    fn loose_sequence(&mut self, items: &[Item], at: usize) -> Option<usize> {
        self.sequence(items, at, true)
    }

    fn item(&mut self, item: &Item, at: usize, first: bool) -> Option<usize> {
        let token = self.tokens.get(at)?;
        if let (Atom::Group(items), Comma::No) = (&item.atom, item.comma) {
            return self.sequence(items, at, first).filter(|&end| end > at);
        }
        let has_comma = token.separator.has(Separator::COMMA);
        let apart = !first && at > self.start && !token.separator.joins();
        match item.comma {
            Comma::Must if !has_comma => return None,
            Comma::May if apart && !has_comma => return None,
            Comma::No if apart => return None,
            _ => {}
        }
        match &item.atom {
            Atom::Words(words) => words.contains(&token.word).then_some(at + 1),
            Atom::Classes(classes) => {
                classes.iter().filter_map(|class| self.classes.class_end(*class, at)).max()
            }
            Atom::Group(items) => self.sequence(items, at, true).filter(|&end| end > at),
            Atom::Gap => None,
        }
    }
}

struct Reader<'t, 'v> {
    rest: &'t str,
    vocabulary: &'v mut Vocabulary,
}

/// How deep groups may nest: patterns are written by people.
const DEPTH: usize = 8;

impl Reader<'_, '_> {
    fn sequence(&mut self, depth: usize) -> Result<Vec<Item>, String> {
        if depth > DEPTH {
            return Err("expected fewer groups inside one another".to_owned());
        }
        let mut items = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            let mut comma = Comma::No;
            for (mark, meaning) in [(",?", Comma::May), (",", Comma::Must)] {
                if let Some(rest) = self.rest.strip_prefix(mark) {
                    comma = meaning;
                    self.rest = rest.trim_start();
                    break;
                }
            }
            let Some(c) = self.rest.chars().next().filter(|&c| c != ')') else {
                return if comma != Comma::No {
                    Err("expected something after `,`".to_owned())
                } else {
                    Ok(items)
                };
            };
            match c {
                '(' => {
                    self.rest = &self.rest[1..];
                    let group = self.sequence(depth + 1)?;
                    self.rest = self
                        .rest
                        .trim_start()
                        .strip_prefix(')')
                        .ok_or("expected `)`, but found the end")?;
                    let times = self.times();
                    items.push(Item { atom: Atom::Group(group), times, comma });
                }
                '<' => {
                    let (name, rest) =
                        self.rest[1..].split_once('>').ok_or("expected `>`, but found the end")?;
                    let classes = name
                        .split('|')
                        .map(|name| {
                            Class::named(name).ok_or_else(|| {
                                format!("expected a known class, but found `<{name}>`")
                            })
                        })
                        .collect::<Result<_, _>>()?;
                    self.rest = rest;
                    let times = self.times();
                    items.push(Item { atom: Atom::Classes(classes), times, comma });
                }
                '~' => {
                    self.rest = &self.rest[1..];
                    items.push(Item { atom: Atom::Gap, times: Times::One, comma: Comma::No });
                }
                _ => self.words(comma, &mut items)?,
            }
        }
    }

    /// One word or alternatives of one word each.
    fn words(&mut self, comma: Comma, items: &mut Vec<Item>) -> Result<(), String> {
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '?' | '*' | ','))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        let times = self.times();
        let mut words = Vec::new();
        for alternative in word.split('|') {
            match self.vocabulary.intern_all(alternative)[..] {
                [id] => words.push(id),
                _ => {
                    return Err(format!(
                        "expected one word (cut at apostrophes and hyphens), but found `{alternative}`"
                    ));
                }
            }
        }
        items.push(Item { atom: Atom::Words(words), times, comma });
        Ok(())
    }

    fn times(&mut self) -> Times {
        for (mark, times) in [('?', Times::Maybe), ('*', Times::Many)] {
            if let Some(rest) = self.rest.strip_prefix(mark) {
                self.rest = rest;
                return times;
            }
        }
        Times::One
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, Tokens};

    struct Plain<'a>(&'a [Token]);

    impl Classes for Plain<'_> {
        fn class_end(&self, class: Class, at: usize) -> Option<usize> {
            let token = self.0[at];
            let holds = match class {
                Class::Capital => token.is_capital(),
                Class::Number => token.is_digits(),
                _ => false,
            };
            holds.then_some(at + 1)
        }
    }

    fn matched<'t>(notation: &str, text: &'t str) -> Option<&'t str> {
        let mut vocabulary = Vocabulary::default();
        let pattern = Pattern::new(notation, &mut vocabulary).unwrap();
        let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &vocabulary);
        let block = tokens.blocks().next().unwrap();
        (0..block.len()).find_map(|at| pattern.match_at(block, &Plain(block), at)).map(|m| {
            &text[block[m.start].span.start() as usize..block[m.end - 1].span.end() as usize]
        })
    }

    #[test]
    fn words_classes_and_repetition() {
        assert_eq!(
            matched("cour d assises de <capital>", "la Cour d’assises de Paris."),
            Some("Cour d’assises de Paris")
        );
        assert_eq!(
            matched("à <capital> (et <capital>)*", "à Paris et Lille et Gand, Mons"),
            Some("à Paris et Lille et Gand")
        );
        assert_eq!(matched("les deux|trois pays", "Les trois pays"), Some("Les trois pays"));
    }

    #[test]
    fn a_comma_is_allowed_only_where_it_stands_in_the_pattern() {
        assert_eq!(matched("a b", "a, b"), None);
        assert_eq!(matched("a (, b)*", "a, b, b c"), Some("a, b, b"));
        assert_eq!(matched("a ,?(et? b)*", "a, b et b b; b"), Some("a, b et b b"));
    }

    #[test]
    fn a_gap_takes_as_few_words_as_it_can() {
        assert_eq!(
            matched("veiller ~ à ce", "veiller autant que de besoin à ce point"),
            Some("veiller autant que de besoin à ce")
        );
        assert_eq!(matched("veiller ~ à ce", "veiller. Puis à ce"), None);
    }

    #[test]
    fn a_mistake_is_named() {
        let mut vocabulary = Vocabulary::default();
        for wrong in ["", "a (b", "a )", "<nonsense>", "a ,", "l’un"] {
            assert!(Pattern::new(wrong, &mut vocabulary).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_gap_takes_eight_words_and_no_stop() {
        for (words, found) in [(0, true), (1, true), (8, true), (9, false)] {
            let text = format!("veiller {}à", "x ".repeat(words));
            assert_eq!(matched("veiller ~ à", &text).is_some(), found, "{words}");
        }
        // A comma may stand in it, and right after it.
        assert_eq!(matched("veiller ~ à", "veiller, x, à"), Some("veiller, x, à"));
        let mut vocabulary = Vocabulary::default();
        let pattern = Pattern::new("veiller ~ à", &mut vocabulary).unwrap();
        for (text, gap) in
            [("veiller à", None), ("veiller x à", Some((1, 2))), ("veiller x x à", Some((1, 3)))]
        {
            let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &vocabulary);
            let block = tokens.blocks().next().unwrap();
            let m = pattern.match_at(block, &Plain(block), 0).unwrap();
            assert_eq!((m.start, m.end, m.gap), (0, block.len(), gap), "{text}");
        }
    }

    #[test]
    fn what_may_be_left_out_is_taken_if_it_is_there() {
        assert_eq!(matched("a b?", "a b b"), Some("a b"));
        assert_eq!(matched("a b? b", "a b"), Some("a b"));
        assert_eq!(matched("a b* b", "a b b b"), Some("a b b b"));
        assert_eq!(matched("a (b c)? d", "a b c d"), Some("a b c d"));
        assert_eq!(matched("a (b c)? d", "a d"), Some("a d"));
        assert_eq!(matched("a (b c)? d", "a b d"), None);
        assert_eq!(matched("a? b?", "c"), None);
        assert_eq!(matched("<capital|number> a", "7 a"), Some("7 a"));
        assert_eq!(matched("<capital|number> a", "b a"), None);
        assert_eq!(matched("a , b", "a b"), None);
        assert_eq!(matched("a , b", "a, b"), Some("a, b"));
        assert_eq!(matched("a ,? b", "a; b"), None);
    }

    #[test]
    fn repetition_has_an_end() {
        let words = |text: &str| matched("a b*", text).map(|m| m.split(' ').count());
        assert_eq!(words(&format!("a{}", " b".repeat(60))), Some(61));
        assert_eq!(words(&format!("a{}", " b".repeat(100))), Some(66));
    }

    #[test]
    fn the_words_that_a_match_may_begin_with_are_told() {
        let mut vocabulary = Vocabulary::default();
        let mut beginnings = |notation: &str| {
            let pattern = Pattern::new(notation, &mut vocabulary).unwrap();
            (pattern.beginnings().map(|words| words.len()), pattern.first_words().len())
        };
        assert_eq!(beginnings("a b"), (Some(1), 1));
        assert_eq!(beginnings("a|c b"), (Some(2), 2));
        assert_eq!(beginnings("a? b"), (Some(2), 0));
        assert_eq!(beginnings("(a|b c)? d"), (Some(3), 0));
        assert_eq!(beginnings("a? b?"), (Some(2), 0));
        assert_eq!(beginnings("<capital> a"), (None, 0));
        assert_eq!(beginnings("a? <capital>"), (None, 0));
        assert_eq!(beginnings("(a <capital>) b"), (Some(1), 0));
        assert_eq!(beginnings("~ a"), (None, 0));
    }

    #[test]
    fn patterns_are_tried_where_they_may_begin() {
        let mut vocabulary = Vocabulary::default();
        let patterns =
            ["a b", "<capital> b", "c|a d"].map(|n| Pattern::new(n, &mut vocabulary).unwrap());
        let beginnings = Beginnings::new(&patterns);
        let text = "a b c x";
        let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &vocabulary);
        let at: Vec<&[u32]> =
            tokens.blocks().next().unwrap().iter().map(|t| beginnings.at(*t)).collect();
        assert_eq!(at, [&[0, 1, 2][..], &[1], &[1, 2], &[1]]);
    }

    #[test]
    fn groups_nest_eight_deep() {
        let nested = |depth: usize| {
            let notation = format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
            Pattern::new(&notation, &mut Vocabulary::default()).is_ok()
        };
        assert!(nested(8) && !nested(9));
    }
}
