//! Names in letters of ASCII, which every portal and every file system keeps.

use deunicode::deunicode_char;

/// Lower-case letters and digits of ASCII for a letter or digit of any script: `é` is `e`, `œ` is
/// `oe`, `д` is `d`, `語` is `yu`; nothing for other characters.
pub(crate) fn plain(c: char) -> String {
    match c.is_alphanumeric() {
        true => {
            let plain = deunicode_char(c).unwrap_or_default();
            plain
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase())
                .collect()
        }
        false => String::new(),
    }
}

/// Whether a character stands for a whole syllable or word, which [`plain`] makes a word of.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && deunicode_char(c).is_some_and(|plain| plain.ends_with(' '))
}

/// The name of a file in letters of ASCII, if it has others; with its end, and never empty before
/// it: `日本語.xml` becomes `ri-ben-yu.xml`.
pub(crate) fn file_name(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let (stem, end) = name.rsplit_once('.').map_or((name, None), |(stem, end)| (stem, Some(end)));
    let mut plain = hyphenated(stem, |c| "-_.".contains(c));
    if plain.is_empty() {
        plain.push_str("file");
    }
    match end.map(|end| hyphenated(end, |_| false)) {
        Some(end) => format!("{plain}.{end}"),
        None => plain,
    }
}

/// Letters and digits of ASCII, and what else is kept, with one hyphen for anything between them.
pub(crate) fn hyphenated(text: &str, kept: impl Fn(char) -> bool) -> String {
    let mut written = String::new();
    let mut gap = false;
    for c in text.chars() {
        // A combining mark, which follows its letter.
        if ('\u{300}'..'\u{370}').contains(&c) {
            continue;
        }
        let mut plain = plain(c);
        if kept(c) {
            plain.push(c);
        }
        if plain.is_empty() {
            gap = true;
            continue;
        }
        let joins = c != '.' && !written.is_empty() && !written.ends_with('-');
        if gap && joins {
            written.push('-');
        }
        gap = is_word(c);
        written.push_str(&plain);
    }
    written.trim_matches('-').to_owned()
}

/// The most characters of a slug: CKAN takes no more in a name.
const LONGEST_SLUG: usize = 100;

/// An identifier made of a name: lower-case letters and digits of ASCII, one hyphen for anything
/// between them; letters of other scripts are written in Latin ones. The library has slugs of its
/// own, for FRBR names, which keep the script.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = hyphenated(name, |_| false);
    slug.truncate(LONGEST_SLUG);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_letters_that_stay() {
        for (name, expected) in [
            ("accord_2021.fr.xml", "accord_2021.fr.xml"),
            ("日本語.xml", "ri-ben-yu.xml"),
            ("договор о границе.xml", "dogovor-o-granitse.xml"),
            ("Συμφωνία.txt", "sumphonia.txt"),
            ("Accord d’été.akn", "accord-d-ete.akn"),
            ("cafe\u{301}.csv", "cafe.csv"),
            ("☃.xml", "file.xml"),
            ("協定", "xie-ding"),
        ] {
            assert_eq!(file_name(name), expected, "{name}");
        }
    }

    #[test]
    fn names_become_slugs() {
        assert_eq!(slug("Chancellerie du Premier ministre"), "chancellerie-du-premier-ministre");
        assert_eq!(slug("« Été » : Œuvre n° 1 !"), "ete-oeuvre-n-1");
        assert_eq!(slug("日本語"), "ri-ben-yu");
        assert_eq!(slug(&"abc ".repeat(50)).len(), 99);
        assert_eq!(slug("«»"), "");
    }
}
