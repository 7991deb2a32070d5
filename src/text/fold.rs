//! Folding: what typography and habit vary in a word is taken away, for comparing.

/// `char::is_alphanumeric`, without its tables for the letters and marks of Western texts.
#[inline]
pub(super) fn is_alphanumeric(c: char) -> bool {
    match c {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' => true,
        '\u{A0}' | '«' | '\u{AD}' | '°' | '»' | '\u{2000}'..='\u{206F}' => false,
        c => c.is_alphanumeric(),
    }
}

/// `char::is_uppercase`, likewise.
#[inline]
pub(super) fn is_uppercase(c: char) -> bool {
    match c {
        'À'..='Ö' | 'Ø'..='Þ' => true,
        'ß'..='ö' | 'ø'..='ÿ' => false,
        c => c.is_uppercase(),
    }
}

/// `char::is_lowercase`, likewise.
#[inline]
pub(super) fn is_lowercase(c: char) -> bool {
    match c {
        'À'..='Ö' | 'Ø'..='Þ' => false,
        'ß'..='ö' | 'ø'..='ÿ' => true,
        c => c.is_lowercase(),
    }
}

/// Combining marks and the soft hyphen: they belong to the word around them.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{AD}')
}

/// The folded spelling of a word: lower case, no accents, ligatures spelt out.
///
/// The table holds the letters of Latin-1 and Latin Extended-A, which French, Dutch, German
/// and the names of European places need; combining marks are dropped, so a decomposed spelling
/// folds like the composed one. Other letters are only put in lower case.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        fold_char(c, |f| folded.push(f));
    }
    folded
}

/// Whether the folded spelling of a word is `folded`.
pub(crate) fn folds_to(word: &str, folded: &str) -> bool {
    let (mut rest, mut same) = (folded.chars(), true);
    for c in word.chars() {
        fold_char(c, |f| same &= rest.next() == Some(f));
        if !same {
            return false;
        }
    }
    rest.next().is_none()
}

#[inline]
pub(super) fn fold_char(c: char, mut push: impl FnMut(char)) {
    let plain = match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ð' | 'ð' | 'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ĥ'..='ħ' => 'h',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ĵ' | 'ĵ' => 'j',
        'Ķ' | 'ķ' => 'k',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' => 's',
        'Ţ'..='ŧ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ŵ' | 'ŵ' => 'w',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => 'y',
        'Ź'..='ž' => 'z',
        'Œ' | 'œ' => {
            push('o');
            'e'
        }
        'Æ' | 'æ' => {
            push('a');
            'e'
        }
        'ß' | 'ẞ' => {
            push('s');
            's'
        }
        'Ĳ' | 'ĳ' => {
            push('i');
            'j'
        }
        c if is_mark(c) => return,
        c => {
            c.to_lowercase().for_each(push);
            return;
        }
    };
    push(plain);
}

/// How many bytes of `text` the words of `phrase` take at its beginning, compared folded; `None` if it
/// begins otherwise.
pub(crate) fn folded_prefix(text: &str, phrase: &str) -> Option<usize> {
    let mut at = 0;
    let between = |c: char| !c.is_alphanumeric() && !is_mark(c);
    for word in phrase.split(between).filter(|word| !word.is_empty()) {
        let rest = &text[at..];
        let start = rest.find(char::is_alphanumeric)?;
        if at > 0 && rest[..start].chars().any(|c| matches!(c, '.' | ',' | ';' | ':')) {
            return None;
        }
        let len = rest[start..]
            .find(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36F}').contains(&c))
            .unwrap_or(rest.len() - start);
        if fold(&rest[start..start + len]) != fold(word) {
            return None;
        }
        at += start + len;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_folds_to_its_folded_spelling_and_to_no_other() {
        for word in ["réf", "RE\u{301}F", "Œuvre", "Straße", "n°", ""] {
            assert!(folds_to(word, &fold(word)), "{word}");
            assert!(!folds_to(word, &format!("{}s", fold(word))), "{word}");
            assert!(!folds_to(&format!("{word}s"), &fold(word)), "{word}");
        }
        assert!(!folds_to("ref", "raf"));
    }

    #[test]
    fn a_text_begins_with_a_phrase_whatever_is_between_its_words() {
        for (text, phrase, length) in [
            ("Sous-section 3", "sous-section", Some(12)),
            ("Sous section 3", "sous-section", Some(12)),
            ("Accord-cadre de pêche", "accord cadre", Some(12)),
            ("De\u{301}claration", "de\u{301}claration", Some(13)),
            ("DÉCLARATION", "déclaration", Some(12)),
            ("Accord. Cadre", "accord cadre", None),
            ("Sous-sections", "sous-section", None),
            ("Section 3", "sous-section", None),
        ] {
            assert_eq!(folded_prefix(text, phrase), length, "{text}");
        }
    }
}
