//! Numbers in front of lines: which style, which value, where the number ends.

/// How a number is written; lines of one style count on from one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// `1.` `12.`
    Arabic,
    /// `1)` `(1)` `1°`
    ArabicMark,
    /// `1.2`, `1.2.3`: how many numbers.
    Nested(u8),
    /// `IV.`
    Roman,
    /// `A.`
    Capital,
    /// `a)` `(a)` `a.`
    Letter,
    /// `iv)`
    SmallRoman,
    /// `-` `–` `•`
    Dash,
}

/// A number in front of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) style: Style,
    /// What it counts; the last part of a nested number.
    pub(crate) value: u32,
    /// Bytes of the line that are the number with its punctuation, without the space after.
    pub(crate) len: usize,
}

/// The number that `line` (without white space at its ends) begins with, if it is one: it must be
/// followed by white space or, after its punctuation, by a letter.
pub(crate) fn number(line: &str) -> Option<Number> {
    let first = line.chars().next()?;
    match first {
        '-' | '–' | '—' | '•' | '·' | '▪' | '◦' | '*' => {
            let len = first.len_utf8();
            let rest = &line[len..];
            // « -le ravitaillement » counts as much as « - le ravitaillement »; « --- » does not.
            let content = rest.trim_start().chars().next()?;
            (content.is_alphanumeric() || matches!(content, '«' | '“' | '"' | '('))
                .then_some(Number { style: Style::Dash, value: 0, len })
        }
        '(' => {
            let inner = &line[1..];
            let body = inner.find(')').filter(|&at| at > 0 && at <= 6)?;
            let (style, value) = plain(&inner[..body])?;
            let style = if style == Style::Arabic { Style::ArabicMark } else { style };
            separated(line, body + 2).then_some(Number { style, value, len: body + 2 })
        }
        c if c.is_ascii_alphanumeric() => marked(line),
        _ => None,
    }
}

/// `12.` `1.2.` `IV.` `a)` `1°.`
fn marked(line: &str) -> Option<Number> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(line.len());
    let run = &line[..end];
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return arabic(line, run, digits);
    }
    let letters = run.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mark = line[letters..].chars().next()?;
    let (style, value) = plain(&run[..letters])?;
    // « M. Castex » is no number: one capital and a full stop counts only as part of a series,
    // which the caller sees; two letters and more must be a Roman number.
    matches!(mark, '.' | ')').then_some(())?;
    let len = letters + 1;
    separated(line, len).then_some(Number { style, value, len })
}

fn arabic(line: &str, run: &str, digits: usize) -> Option<Number> {
    if digits > 4 {
        return None;
    }
    let rest = &line[digits..];
    // 1°  1°.
    if let Some(after) = rest.strip_prefix('°') {
        let len = digits + 2 + usize::from(after.starts_with(['.', ')']));
        return Some(Number { style: Style::ArabicMark, value: run[..digits].parse().ok()?, len });
    }
    if rest.starts_with(')') {
        let len = digits + 1;
        return separated(line, len).then_some(Number {
            style: Style::ArabicMark,
            value: run[..digits].parse().ok()?,
            len,
        });
    }
    // 1.2.3
    let trimmed = run.trim_end_matches('.');
    let parts: Vec<&str> = trimmed.split('.').collect();
    if parts.iter().any(|p| p.is_empty() || p.len() > 4 || !p.bytes().all(|b| b.is_ascii_digit())) {
        // « 1.Suivi »: a letter right after the stop.
        let stop = run[digits..].starts_with('.').then_some(digits + 1)?;
        let next = line[stop..].chars().next()?;
        return next.is_uppercase().then_some(Number {
            style: Style::Arabic,
            value: run[..digits].parse().ok()?,
            len: stop,
        });
    }
    let value = parts.last()?.parse().ok()?;
    match parts.len() {
        1 if run.len() == digits + 1 => separated(line, run.len()).then_some(Number {
            style: Style::Arabic,
            value,
            len: run.len(),
        }),
        // « 15.000 hommes »: three digits are thousands.
        n if n > 1 && parts[1..].iter().all(|p| p.len() < 3) && separated(line, run.len()) => {
            Some(Number { style: Style::Nested(n.min(9) as u8), value, len: run.len() })
        }
        _ => None,
    }
}

/// Style and value of a number without punctuation.
fn plain(text: &str) -> Option<(Style, u32)> {
    if !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some((Style::Arabic, text.parse().ok()?));
    }
    if let Some(value) = roman(text) {
        let style = if text.starts_with(|c: char| c.is_ascii_uppercase()) {
            Style::Roman
        } else {
            Style::SmallRoman
        };
        return Some((style, value));
    }
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(c @ 'A'..='Z'), None) => Some((Style::Capital, c as u32 - 'A' as u32 + 1)),
        (Some(c @ 'a'..='z'), None) => Some((Style::Letter, c as u32 - 'a' as u32 + 1)),
        _ => None,
    }
}

fn separated(line: &str, len: usize) -> bool {
    line[len..].chars().next().is_none_or(char::is_whitespace)
}

/// The value of a Roman number, all in capitals or all in small letters, 1 to 399.
pub(crate) fn roman(text: &str) -> Option<u32> {
    let capitals = text.bytes().all(|b| b"IVXLC".contains(&b));
    let small = text.bytes().all(|b| b"ivxlc".contains(&b));
    if text.is_empty() || text.len() > 9 || !(capitals || small) {
        return None;
    }
    let digit = |b: u8| match b.to_ascii_uppercase() {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let bytes = text.as_bytes();
    let mut value = 0;
    for (i, &b) in bytes.iter().enumerate() {
        let d = digit(b);
        if bytes.get(i + 1).is_some_and(|&next| digit(next) > d) {
            value -= d;
        } else {
            value += d;
        }
    }
    let value = u32::try_from(value).ok().filter(|&v| v > 0)?;
    (written_roman(value) == text.to_ascii_uppercase()).then_some(value)
}

fn written_roman(mut value: u32) -> String {
    let mut text = String::new();
    for (digits, worth) in [
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ] {
        while value >= worth {
            text.push_str(digits);
            value -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_style() {
        use Style::*;
        for (line, style, value, len) in [
            ("1. Suivi", Arabic, 1, 2),
            ("12. Suivi", Arabic, 12, 3),
            ("1.Suivi", Arabic, 1, 2),
            ("2) le pacte", ArabicMark, 2, 2),
            ("(3) le pacte", ArabicMark, 3, 3),
            ("1°.que le principe", ArabicMark, 1, 4),
            ("1.2 Objet", Nested(2), 2, 3),
            ("1.2.3. Objet", Nested(3), 3, 6),
            ("IV. Justice", Roman, 4, 3),
            ("B. Justice", Capital, 2, 2),
            ("a) planifier", Letter, 1, 2),
            ("(ii) planifier", SmallRoman, 2, 4),
            ("(xviii) planifier", SmallRoman, 18, 7),
            ("(xxviii) planifier", SmallRoman, 28, 8),
            ("1234. Suivi", Arabic, 1234, 5),
            ("1° que le principe", ArabicMark, 1, 3),
            ("1°) que le principe", ArabicMark, 1, 4),
            ("1.22 Objet", Nested(2), 22, 4),
            ("1.2.3.4.5.6.7.8.9.1 Objet", Nested(9), 1, 19),
            ("C. Justice", Roman, 100, 2),
            ("Z. Justice", Capital, 26, 2),
            ("z) planifier", Letter, 26, 2),
            ("• la paix", Dash, 0, 3),
            ("-« la paix »", Dash, 0, 1),
            ("- la paix", Dash, 0, 1),
            ("–  het verdrag", Dash, 0, 3),
        ] {
            assert_eq!(number(line), Some(Number { style, value, len }), "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for line in [
            "22 novembre 2021",
            "2021",
            "15.000 hommes",
            "Ils- travaillent",
            "---",
            "No. 4",
            "12345. x",
            "",
            "MIX. y",
            "(xxxviii) y",
            "() y",
            "(a)y",
            "a)y",
            "1)y",
            "1.suivi",
            "1.222 Objet",
            "1..2 Objet",
            "1.12345 Objet",
            "1",
            "a",
            "a, b",
            "ab) c",
            "- ",
            "-!",
            "§ 1",
        ] {
            assert_eq!(number(line), None, "{line}");
        }
    }

    #[test]
    fn roman_numbers_are_well_formed() {
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(roman("CXXXVIII"), Some(138));
        assert_eq!(roman("CCLXXXVII"), Some(287));
        assert_eq!(roman("CCLXXXVIII"), None);
        assert_eq!(roman("XCIX"), Some(99));
        assert_eq!(roman("XLIV"), Some(44));
        assert_eq!(roman(""), None);
        assert_eq!(roman("VV"), None);
        assert_eq!(roman("IIX"), None);
        assert_eq!(roman("iv"), Some(4));
        assert_eq!(roman("Iv"), None);
    }
}
