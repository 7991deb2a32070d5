//! Where a pattern matches.

use super::class::Classes;
use super::{Atom, Comma, PatternItem, Times};
use crate::text::{Separator, Token};

/// The most repetitions in one match: a bound on the stack, far beyond any list of names.
const REPEATS: usize = 64;

pub(super) struct Matcher<'a, C> {
    tokens: &'a [Token],
    classes: &'a C,
    start: usize,
    /// What the gap took.
    pub(super) gap: Option<(usize, usize)>,
    repeats: usize,
}

impl<'a, C: Classes> Matcher<'a, C> {
    /// A matcher that begins at token `start`.
    pub(super) fn new(tokens: &'a [Token], classes: &'a C, start: usize) -> Self {
        Self { tokens, classes, start, gap: None, repeats: 0 }
    }

    /// Matches `items` from token `at` on, giving back what makes the rest fail.
    pub(super) fn sequence(
        &mut self,
        items: &[PatternItem],
        at: usize,
        first: bool,
    ) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else {
            return Some(at);
        };
        if let Atom::Gap(words) = item.atom {
            for skip in 0..=words {
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

    /// After a gap anything may be between the words, a comma too.
    fn loose_sequence(&mut self, items: &[PatternItem], at: usize) -> Option<usize> {
        self.sequence(items, at, true)
    }

    fn item(&mut self, item: &PatternItem, at: usize, first: bool) -> Option<usize> {
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
            Atom::Gap(_) => None,
        }
    }
}
