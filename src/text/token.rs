//! Words of the text, cut and numbered once, so that every rule after compares integers.

use super::Span;
use super::fold::{fold, fold_char, is_alphanumeric, is_lowercase, is_mark, is_uppercase};
use super::vocabulary::{FOLD_MAX, Folded, Vocabulary, WordId};

/// What is between a word and the one before it; several may hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Separator(u8);

impl Separator {
    pub(crate) const SPACE: u8 = 1;
    pub(crate) const APOSTROPHE: u8 = 2;
    pub(crate) const HYPHEN: u8 = 4;
    pub(crate) const COMMA: u8 = 8;
    pub(crate) const STOP: u8 = 16;
    pub(crate) const OPEN: u8 = 32;
    pub(crate) const CLOSE: u8 = 64;
    pub(crate) const OTHER: u8 = 128;

    /// Whether any of `mask` is between the two words.
    pub(crate) fn has(self, mask: u8) -> bool {
        self.0 & mask != 0
    }

    /// Whether the two words may belong to one name: a space, an apostrophe or a hyphen between.
    pub(crate) fn joins(self) -> bool {
        !self.has(!(Self::SPACE | Self::APOSTROPHE | Self::HYPHEN))
            && self.0 != (Self::SPACE | Self::HYPHEN)
    }
}

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) word: WordId,
    /// What is before it; everything for the first word of a block.
    pub(crate) separator: Separator,
    flags: u8,
}

const CAPITAL: u8 = 1;
const ALL_CAPITALS: u8 = 2;
const DIGITS: u8 = 4;
const ACCENTED: u8 = 8;

impl Token {
    /// Whether it begins with a capital.
    pub(crate) fn is_capital(self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it has two letters or more and all are capitals.
    pub(crate) fn is_all_capitals(self) -> bool {
        self.flags & ALL_CAPITALS != 0
    }

    /// Whether it is made of the digits 0 to 9 alone.
    pub(crate) fn is_digits(self) -> bool {
        self.flags & DIGITS != 0
    }

    /// Whether a letter in it is beyond ASCII.
    pub(crate) fn is_accented(self) -> bool {
        self.flags & ACCENTED != 0
    }
}

/// The words of some blocks of a text, in order. No rule reads across the edge of a block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    tokens: Vec<Token>,
    /// Where each block's words begin; one more entry than blocks.
    starts: Vec<u32>,
}

impl Tokens {
    /// Cuts `blocks` of `text` into words and looks each up in `vocabulary`.
    pub(crate) fn new(
        text: &str,
        blocks: impl IntoIterator<Item = Span>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 6);
        let mut starts = vec![0];
        for block in blocks {
            scan(&text[block.range()], |start, end, separator, flags, folded| {
                let word = match folded {
                    Some(folded) => vocabulary.of(folded),
                    None => WordId::UNKNOWN,
                };
                let span = Span::new(block.start() + start, block.start() + end);
                tokens.push(Token { span, word, separator, flags });
            });
            starts.push(tokens.len() as u32);
        }
        Self { tokens, starts }
    }

    /// The words of each block.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &[Token]> {
        self.starts.windows(2).map(|w| &self.tokens[w[0] as usize..w[1] as usize])
    }
}

impl Vocabulary {
    /// The numbers of the words of `phrase`, cut as a text is cut.
    pub(crate) fn intern_all(&mut self, phrase: &str) -> Vec<WordId> {
        let mut ids = Vec::new();
        scan(phrase, |start, end, _, _, folded| {
            ids.push(match folded {
                Some(folded) => self.intern_folded(folded),
                None => self.intern(&phrase[start as usize..end as usize]),
            });
        });
        ids
    }
}

/// The words of `text` as spans.
fn words(text: &str) -> impl Iterator<Item = Span> + use<> {
    let mut found = Vec::new();
    scan(text, |start, end, _, _, _| found.push(Span::new(start, end)));
    found.into_iter()
}

/// Calls `word(start, end, gap, flags, folded)` for every word of `text`: a run of letters,
/// digits and their combining marks, as Unicode's word boundaries have it, but cut at
/// apostrophes and hyphens, since « l’OCAM » and « Pays-Bas » are two words each to every rule.
#[inline(always)]
fn scan(text: &str, mut word: impl FnMut(u32, u32, Separator, u8, Option<Folded<'_>>)) {
    let bytes = text.as_bytes();
    let mut folded = [0u8; FOLD_MAX];
    let mut gap = 0u8;
    let mut first = true;
    let mut at = 0;
    while at < bytes.len() {
        // Between words.
        let b = bytes[at];
        if b < 0x80 {
            let class = ASCII[b as usize];
            if class & WORD == 0 {
                gap |= GAP_OF[b as usize];
                at += 1;
                continue;
            }
        } else {
            let (c, len) = decode(text, at);
            if !is_alphanumeric(c) {
                gap |= gap_of(c);
                at += len;
                continue;
            }
        }
        // In a word.
        let start = at;
        let (mut upper, mut lower, mut digits, mut other) = (0usize, 0usize, 0usize, 0usize);
        let mut accented = 0u8;
        let mut capital = false;
        let mut n = 0;
        let mut fits = true;
        while at < bytes.len() {
            let b = bytes[at];
            if b < 0x80 {
                let class = ASCII[b as usize];
                if class & WORD == 0 {
                    break;
                }
                match class {
                    UPPER => {
                        capital |= at == start;
                        upper += 1;
                    }
                    LOWER => lower += 1,
                    _ => digits += 1,
                }
                if n < FOLD_MAX {
                    folded[n] = b | (u8::from(class == UPPER) << 5);
                    n += 1;
                } else {
                    fits = false;
                }
                at += 1;
            } else {
                let (c, len) = decode(text, at);
                let mark = is_mark(c);
                if !mark && !is_alphanumeric(c) {
                    break;
                }
                if is_uppercase(c) {
                    capital |= at == start;
                    upper += 1;
                } else if is_lowercase(c) {
                    lower += 1;
                } else if !mark {
                    other += 1;
                }
                accented = ACCENTED;
                fold_char(c, |f| {
                    let mut buffer = [0; 4];
                    let encoded = f.encode_utf8(&mut buffer).as_bytes();
                    if n + encoded.len() <= FOLD_MAX {
                        folded[n..n + encoded.len()].copy_from_slice(encoded);
                        n += encoded.len();
                    } else {
                        fits = false;
                    }
                });
                at += len;
            }
        }
        let mut flags = accented;
        if capital {
            flags |= CAPITAL;
        }
        if lower == 0 && upper >= 2 {
            flags |= ALL_CAPITALS;
        }
        if upper + lower + other == 0 && digits > 0 {
            flags |= DIGITS;
        }
        let separator = Separator(if first { u8::MAX } else { gap });
        word(
            start as u32,
            at as u32,
            separator,
            flags,
            fits.then_some(Folded { buffer: &folded, len: n }),
        );
        first = false;
        gap = 0;
    }
}

const WORD: u8 = 7;
const UPPER: u8 = 1;
const LOWER: u8 = 2;
const DIGIT: u8 = 4;

const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut b = 0;
    while b < 128 {
        let c = b as u8;
        table[b] = if c.is_ascii_uppercase() {
            UPPER
        } else if c.is_ascii_lowercase() {
            LOWER
        } else if c.is_ascii_digit() {
            DIGIT
        } else {
            0
        };
        b += 1;
    }
    table
};

const GAP_OF: [u8; 128] = {
    let mut table = [Separator::OTHER; 128];
    let mut b = 0;
    while b < 33 {
        table[b] = Separator::SPACE;
        b += 1;
    }
    table[b'\'' as usize] = Separator::APOSTROPHE;
    table[b'-' as usize] = Separator::HYPHEN;
    table[b',' as usize] = Separator::COMMA;
    table[b'.' as usize] = Separator::STOP;
    table[b'!' as usize] = Separator::STOP;
    table[b'?' as usize] = Separator::STOP;
    table[b'(' as usize] = Separator::OPEN;
    table[b')' as usize] = Separator::CLOSE;
    table
};

fn gap_of(c: char) -> u8 {
    match c {
        '’' | '‘' | 'ʼ' => Separator::APOSTROPHE,
        '\u{2010}' | '\u{2011}' => Separator::HYPHEN,
        '…' => Separator::STOP,
        '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => 0,
        c if c.is_whitespace() => Separator::SPACE,
        _ => Separator::OTHER,
    }
}

/// The code point at byte `at`, which must be a boundary before the end, and its length.
#[inline]
fn decode(text: &str, at: usize) -> (char, usize) {
    let c = text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    (c, c.len_utf8())
}

/// An identifier made of the words of `text`: folded, joined by hyphens.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for word in words(text) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&fold(&text[word.range()]));
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::packed;
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|w| &text[w.range()]).collect()
    }

    #[test]
    fn words_end_at_apostrophes_hyphens_and_punctuation() {
        assert_eq!(cut("l’OCAM, d'Anvers"), ["l", "OCAM", "d", "Anvers"]);
        assert_eq!(cut("Pays-Bas\u{a0}« Val »"), ["Pays", "Bas", "Val"]);
        assert_eq!(cut("français"), ["français"]);
    }

    #[test]
    fn folding_takes_away_case_accents_and_ligatures() {
        for (a, b) in [("État", "etat"), ("ŒUVRE", "oeuvre"), ("Straße", "strasse")] {
            assert_eq!(fold(a), b);
        }
        assert_eq!(fold("e\u{301}tat"), "etat");
        assert_eq!(slug("Accord de Tournai\u{a0}II"), "accord-de-tournai-ii");
    }

    #[test]
    fn the_scanner_folds_as_fold_does() {
        let text = "ÉTATS œuvre Łódź e\u{301}te\u{301} Ελλάδα Ĳssel";
        scan(text, |start, end, _, _, folded| {
            let word = &text[start as usize..end as usize];
            assert_eq!(folded.map(Folded::bytes), Some(fold(word).as_bytes()), "{word}");
            assert_eq!(folded.and_then(Folded::packed), packed(fold(word).as_bytes()), "{word}");
        });
    }

    #[test]
    fn a_word_is_never_a_part_of_a_unicode_word_but_at_an_apostrophe() {
        let text = "L’Éric franco-belge 1re n° 15.000 e\u{301}t";
        for word in words(text) {
            let inside = text.unicode_word_indices().any(|(at, w)| {
                let unicode = Span::new(at as u32, (at + w.len()) as u32);
                unicode.contains(word) && unicode != word && !w.contains(['’', '\'', '.'])
            });
            assert!(!inside, "{}", &text[word.range()]);
        }
    }

    #[test]
    fn the_short_ways_agree_with_the_tables() {
        for c in '\0'..='\u{3000}' {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_uppercase(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_lowercase(c), c.is_lowercase(), "{c:?}");
        }
    }

    #[test]
    fn gaps_tell_what_stands_between() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("b");
        let text = "a, b (c) d’e f-g Ils- h";
        let tokens = Tokens::new(text, [Span::new(0, text.len() as u32)], &vocabulary);
        let block = tokens.blocks().next().unwrap();
        let joins: Vec<_> = block.iter().map(|t| t.separator.joins()).collect();
        assert_eq!(joins, [false, false, false, false, true, true, true, true, false]);
        assert!(
            block[1].separator.has(Separator::COMMA) && block[2].separator.has(Separator::OPEN)
        );
        assert_eq!(block[1].word, WordId(1));
    }
}
