//! What a `num` says: the number, and the words and signs around it.

/// The number in a `num`, without the word before it and the punctuation around: `11.2 bis` in
/// `Art. 11.2 bis`.
pub(crate) fn number_in(num: &str) -> &str {
    let words = || words(num);
    let first = words().find(|word| is_number(word)).or(words().next_back());
    let from = first.map_or(num.len(), |word| word.as_ptr() as usize - num.as_ptr() as usize);
    num[from..].trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a `num` is nothing but a number: `3.`, `IV`, `a)`.
pub(crate) fn is_bare_number(num: &str) -> bool {
    let mut words = words(num);
    words.next().is_none_or(is_number) && words.next().is_none()
}

/// The words of a `num`, without those that are only punctuation.
fn words(num: &str) -> impl DoubleEndedIterator<Item = &str> {
    num.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

fn is_number(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.contains(|c: char| c.is_ascii_digit())
        || word.chars().count() == 1
        || (!word.is_empty() && word.chars().all(|c| "IVXLCDM".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_num_is_a_part_of_it() {
        for (num, number) in
            [("Article I", "I"), ("Art. 11.2 bis", "11.2 bis"), ("(a)", "a"), ("–", "")]
        {
            assert_eq!(number_in(num), number);
        }
    }

    #[test]
    fn a_bare_number_has_no_words() {
        for num in ["3.", "IV", "a)", "– 11.2", "–", ""] {
            assert!(is_bare_number(num), "{num}");
        }
        for num in ["Art. 3", "11.2 bis", "ANSSI"] {
            assert!(!is_bare_number(num), "{num}");
        }
    }
}
