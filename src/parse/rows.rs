//! Lines of the text, each with what it looks like by itself.

use super::numbering::{Number, number, roman};
use crate::language::{Language, Rule};
use crate::text::{Line, Span, fold, lines};

/// What a line looks like before its neighbours are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Blank,
    /// « Article 3 : Objet »: which of the language's divisions, its number, what follows.
    Division {
        division: usize,
        num: Span,
        rest: Span,
    },
    /// « 3. Objet »: the number, and what follows.
    Numbered {
        number: Number,
        num: Span,
        rest: Span,
    },
    /// A number and nothing else.
    Bare {
        value: u32,
    },
    Text,
}

/// A line, without the white space at its ends, and its shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) span: Span,
    pub(crate) shape: Shape,
}

/// The rows of `text`.
pub(crate) fn rows(text: &str, language: Option<&Language>) -> Vec<Row> {
    let divisions = Divisions::new(language);
    lines(text)
        .map(|line: Line| {
            let span = line.span.trim(text);
            Row { span, shape: shape(text, span, &divisions) }
        })
        .collect()
}

fn shape(text: &str, span: Span, divisions: &Divisions) -> Shape {
    let line = &text[span.range()];
    if line.is_empty() {
        return Shape::Blank;
    }
    if line.len() <= 3 && line.bytes().all(|b| b.is_ascii_digit()) {
        return Shape::Bare { value: line.parse().unwrap_or(0) };
    }
    if let Some(number) = number(line) {
        let num = Span::new(span.start(), span.start() + number.len as u32);
        let rest = Span::new(num.end(), span.end()).trim(text);
        if !rest.is_empty() {
            return Shape::Numbered { number, num, rest };
        }
        return Shape::Text;
    }
    divisions.shape(text, span).unwrap_or(Shape::Text)
}

/// The division words of a language, folded.
struct Divisions<'l> {
    words: Vec<(String, usize)>,
    ordinals: Vec<String>,
    language: Option<&'l Language>,
}

impl<'l> Divisions<'l> {
    fn new(language: Option<&'l Language>) -> Self {
        let rules = language.map(|l| &l.structure);
        let words = rules.iter().flat_map(|r| r.division.iter().enumerate());
        Self {
            words: words.flat_map(|(i, d)| d.words().map(move |w| (fold(w), i))).collect(),
            ordinals: rules.iter().flat_map(|r| r.ordinals.iter().map(|o| fold(o))).collect(),
            language,
        }
    }

    /// « ARTICLE 3 : BUTS »: a division word with a capital, a number, then nothing, or
    /// punctuation, or a capital. « Article 3 de la Convention » is running text.
    fn shape(&self, text: &str, span: Span) -> Option<Shape> {
        let line = &text[span.range()];
        self.language?;
        if !line.chars().next()?.is_uppercase() {
            return None;
        }
        let word_end = line.find(|c: char| !(c.is_alphabetic() || c == '-'))?;
        if word_end > 24 {
            return None;
        }
        let word = fold(&line[..word_end]);
        let &(_, division) = self.words.iter().find(|(w, _)| *w == word)?;
        let after_word = &line[word_end..];
        let space =
            after_word.len() - after_word.trim_start_matches(['.', ' ', '\u{a0}', '\t']).len();
        if space == 0 {
            return None;
        }
        let number_at = word_end + space;
        let number_len = line[number_at..]
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '°' | '-')))
            .unwrap_or(line.len() - number_at);
        let number = &line[number_at..number_at + number_len];
        if !self.is_number(number) {
            return None;
        }
        let mut end = number_at + number_len;
        // « Article 3 bis »
        if let Some(bis) = line[end..].strip_prefix(' ') {
            let word = bis.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            if matches!(fold(word).as_str(), "bis" | "ter" | "quater" | "quinquies" | "sexies") {
                end += 1 + word.len();
            }
        }
        let tail = &line[end..];
        let mark = tail.trim_start().len()
            - tail
                .trim_start()
                .trim_start_matches([':', '.', ')', '-', '–', '—', ' ', '\u{a0}'])
                .len();
        let marked = tail.trim_start()[..mark].contains([':', '.', ')', '-', '–', '—']);
        let num_end = if marked {
            let from = tail.len() - tail.trim_start().len();
            end + from + tail.trim_start()[..mark].trim_end().len()
        } else {
            end
        };
        let rest = line[num_end..].trim_start();
        if !marked && rest.chars().next().is_some_and(|c| !c.is_uppercase()) {
            return None;
        }
        let num = Span::new(span.start(), span.start() + num_end as u32);
        let rest = Span::new(num.end(), span.end()).trim(text);
        Some(Shape::Division { division, num, rest })
    }

    fn is_number(&self, word: &str) -> bool {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &word[digits..];
        (digits > 0 && suffix.chars().count() <= 3)
            || roman(word).is_some()
            || (word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase()))
            || self.ordinals.contains(&fold(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<(&str, &str)> {
        let rows = rows(line, crate::Languages::bundled().get("fra"));
        match rows[0].shape {
            Shape::Division { num, rest, .. } => Some((&line[num.range()], &line[rest.range()])),
            _ => None,
        }
    }

    #[test]
    fn divisions_have_a_word_and_a_number() {
        for (line, num, rest) in [
            ("ARTICLE 2 : CREATION ET COMPOSITION", "ARTICLE 2 :", "CREATION ET COMPOSITION"),
            ("Article I", "Article I", ""),
            ("Article 1er. – Objet", "Article 1er. –", "Objet"),
            ("CHAPITRE PREMIER Dispositions", "CHAPITRE PREMIER", "Dispositions"),
            ("Article 3 bis", "Article 3 bis", ""),
            ("  Art. 4. Objet", "Art. 4.", "Objet"),
        ] {
            assert_eq!(of(line), Some((num, rest)), "{line}");
        }
    }

    #[test]
    fn running_text_is_no_division() {
        for line in [
            "Article 3 de la Convention",
            "article 4",
            "Articles divers",
            "Titre exécutoire",
            "Article",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    #[test]
    fn a_division_s_number_is_digits_a_roman_number_a_letter_or_an_ordinal() {
        for (line, num) in [
            ("Article 12bis : Objet", Some("Article 12bis :")),
            ("Article 12abcd : Objet", None),
            ("Article A : Objet", Some("Article A :")),
            ("Article a : Objet", None),
            ("Article AB : Objet", None),
            ("Article XIV : Objet", Some("Article XIV :")),
            ("Article unique : Objet", Some("Article unique :")),
            ("Article nouveau : Objet", None),
            ("Article\u{a0}1°) Objet", Some("Article\u{a0}1°)")),
            ("Article 1 - Objet", Some("Article 1 -")),
            ("Article 1 — Objet", Some("Article 1 —")),
            ("Article 1 quinquies : Objet", Some("Article 1 quinquies :")),
            ("Article 1 de la Convention", None),
            ("Article 1. de la Convention", Some("Article 1.")),
            ("Article 1 ", Some("Article 1")),
            ("Article: 1", None),
            ("Sous-section 2 : Objet", Some("Sous-section 2 :")),
        ] {
            assert_eq!(of(line).map(|(num, _)| num), num, "{line}");
        }
        // Division words are those of the language.
        let words = |code| matches!(rows("Chapter 1: Aim", code)[0].shape, Shape::Division { .. });
        assert!(words(crate::Languages::bundled().get("eng")));
        assert!(!words(crate::Languages::bundled().get("fra")) && !words(None));
    }

    #[test]
    fn a_line_is_blank_or_a_bare_number_or_numbered_or_text() {
        let shape = |line: &str| rows(line, None)[0].shape;
        assert_eq!(shape(" \u{a0}\n"), Shape::Blank);
        assert_eq!(shape(" 12 "), Shape::Bare { value: 12 });
        assert_eq!(shape("123"), Shape::Bare { value: 123 });
        assert_eq!(shape("1234"), Shape::Text);
        assert_eq!(shape("1."), Shape::Text);
        assert_eq!(shape("Objet"), Shape::Text);
        let line = " 1.  Objet ";
        let Shape::Numbered { num, rest, .. } = shape(line) else { panic!("{line}") };
        assert_eq!((&line[num.range()], &line[rest.range()]), ("1.", "Objet"));
    }
}
